// Narrows a page's list to a speaker, kind, source or period. Without it the page's own links lead to the same.
"use strict";
(() => {
  const form = document.querySelector("form.narrow");
  const cards = [...document.querySelectorAll(".day .card")];
  if (!form || cards.length < 2) return;
  const days = [...document.querySelectorAll(".day")];
  const told = form.querySelector("[role=status]");
  const selects = [...form.querySelectorAll("select")];
  const { since, until } = form.elements;
  const wordsOf = (card, select) => [...card.querySelectorAll(select.dataset.part)].map((one) => one.textContent.trim());
  const dayOf = (section) => section.querySelector("time").dateTime;

  for (const select of selects) {
    const counts = new Map();
    for (const card of cards)
      for (const word of new Set(wordsOf(card, select))) counts.set(word, (counts.get(word) || 0) + 1);
    const ordered = [...counts].sort((one, two) => two[1] - one[1] || one[0].localeCompare(two[0]));
    for (const [word, count] of ordered) select.add(new Option(`${word} (${count})`, word));
    select.closest(".field").hidden = counts.size < 2;
  }
  for (const field of [since, until]) {
    [field.max, field.min] = [dayOf(days[0]), dayOf(days[days.length - 1])];
    field.closest(".field").hidden = days.length < 2;
  }

  const narrow = () => {
    let shown = 0;
    for (const section of days) {
      const day = dayOf(section);
      const inTime = (!since.value || day >= since.value) && (!until.value || day <= until.value);
      let here = 0;
      for (const card of section.querySelectorAll(".card")) {
        const fits = inTime && selects.every((one) => !one.value || wordsOf(card, one).includes(one.value));
        card.hidden = !fits;
        here += fits;
      }
      section.hidden = !here;
      shown += here;
    }
    const isNarrowed = shown < cards.length;
    form.elements.all.hidden = !isNarrowed;
    told.textContent = isNarrowed ? told.dataset.told.replace("{}", shown).replace("{}", cards.length) : "";
  };
  const remember = () => {
    const given = new URLSearchParams([...new FormData(form)].filter((pair) => pair[1]));
    history.replaceState(null, "", `${location.pathname}${location.search}${given.size ? `#${given}` : ""}`);
  };
  const recall = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const field of [...selects, since, until]) if (given.has(field.name)) field.value = given.get(field.name);
  };

  form.addEventListener("input", () => { narrow(); remember(); });
  form.addEventListener("change", () => { narrow(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { narrow(); remember(); selects[0].focus(); }));
  addEventListener("hashchange", () => { recall(); narrow(); });
  document.documentElement.classList.add("narrows");
  recall();
  narrow();
  const fold = form.closest("details");
  fold.open = matchMedia("(min-width: 46rem)").matches || location.hash.includes("=");
  fold.hidden = false;
})();
