"""Scores the judge on the labelled texts of tests/cases/judge and prints a table; it changes nothing.

A text belongs to one of two halves by the hash of its words. `open` is for looking at misses while rules are
written (`--show`); `kept` is only ever counted, so that its figures say how the rules do on texts they were not
written for. Files named `open_…` are of the open half altogether.
"""

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from monitor.topic_file import load_topic
from pipeline.judging.judge import judge
from pipeline.judging.topic import Topic
from pipeline.models import RELEVANCES, Judgement

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "judge"
HALVES = ("open", "kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A speaker; `names` are the forms accepted, `optional` is neither asked for nor punished."""

    names: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled text."""

    place: str
    day: date
    relevances: tuple[str, ...]
    kinds: tuple[str, ...]
    language: str
    speakers: tuple[Expected, ...] | None
    quotes: tuple[int, int] | None
    said_by: tuple[Expected, ...]
    official: bool
    title: str
    blocks: tuple[str, ...]

    @property
    def half(self) -> str:
        """The half this text belongs to, by its words alone."""
        if self.place.startswith("open_"):
            return "open"
        text = "\n".join((self.title, *self.blocks))
        return HALVES[hashlib.sha256(text.encode()).digest()[0] % 2]


@dataclass(slots=True)
class Score:
    """Counts of one half."""

    hits: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    tally: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def rate(self, name: str) -> float:
        """Share of `name` that came out right."""
        return self.tally[name] / self.tally[name + " n"] if self.tally[name + " n"] else 1.0

    def f1(self, relevance: str) -> float:
        """F1 of one class."""
        wrong = self.false[relevance] + self.missed[relevance]
        return 2 * self.hits[relevance] / (2 * self.hits[relevance] + wrong) if self.hits[relevance] else 0.0

    def speakers(self, group: str = "") -> float:
        """F1 of the speakers of all texts, or of the `statement ` group."""
        found, extra, lost = (self.tally[group + name] for name in ("speaker", "speaker extra", "speaker lost"))
        return 2 * found / (2 * found + extra + lost) if found else 0.0

    def count(self, name: str, case: Case, *, right: bool = True) -> None:
        """Add one to `name`, and for a text that is a statement to the statements' count too."""
        for group in ("", "statement ") if case.relevances[0] == "statement" else ("",):
            self.tally[group + name] += right

    def figures(self) -> dict[str, float]:
        """Every figure by name."""
        hits, false, missed = self.hits["statement"], self.false["statement"], self.missed["statement"]
        return {
            "relevance macro-F1": sum(self.f1(relevance) for relevance in RELEVANCES) / len(RELEVANCES),
            "statement precision": hits / (hits + false) if hits else 0.0,
            "statement recall": hits / (hits + missed) if hits else 0.0,
            "kind": self.rate("kind"),
            "kind, statements": self.rate("statement kind"),
            "speaker F1": self.speakers(),
            "speaker F1, statements": self.speakers("statement "),
            "quote count": self.rate("quotes"),
            "quote speaker": self.rate("said"),
            "language": self.rate("language"),
        }


def read_cases(folder: Path = CASES) -> Iterator[Case]:
    """Every labelled text, in the order of the files."""
    for path in sorted(folder.glob("*.txt")):
        parts = re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        line = parts[0].count("\n") + 1
        for part in parts[1:]:
            yield _case(part, f"{path.name}:{line}")
            line += part.count("\n")


def _case(part: str, place: str) -> Case:
    head, title, *blocks = part.rstrip("\n").split("\n")
    day, relevances, kinds, language, speakers, quotes, *flags = (cell.strip() for cell in head.split("|"))
    named = tuple(_speakers(quotes)) if quotes and not quotes[0].isdecimal() and quotes != "-" else ()
    low, _, high = (str(len(named)) if named else quotes).partition("-")
    wanted = tuple(_speakers(speakers))
    return Case(
        place=place,
        day=date.fromisoformat(day),
        relevances=tuple(relevances.split("/")),
        kinds=tuple(kinds.split()),
        language=language,
        speakers=wanted if speakers else None,
        quotes=(int(low), int(high or low)) if quotes else None,
        said_by=named or (wanted * int(low) if quotes and len(wanted) == 1 else ()),
        official="official" in flags,
        title=title,
        blocks=tuple(block for block in blocks if block.strip() and not block.startswith("#")),
    )


def _speakers(cell: str) -> Iterator[Expected]:
    for part in re.split(r";|(?<=\?)", "" if cell == "-" else cell):
        if part.strip():
            names = part.strip().rstrip("?").split("=")
            yield Expected(names=tuple(name.strip() for name in names), optional=part.strip().endswith("?"))


def score(cases: Iterator[Case] | list[Case], topic: Topic) -> Score:
    """Judge every text and count what came out right."""
    result = Score()
    for case in cases:
        got = judge(
            title=case.title, lead=None, paragraphs=case.blocks, day=case.day, topic=topic, official=case.official
        )
        wrong = [*_relevance(case, got, result), *_rest(case, got, result)]
        result.misses += [f"{case.place} {case.title[:50]!r}: {fault}" for fault in wrong]
    return result


def _relevance(case: Case, got: Judgement, result: Score) -> Iterator[str]:
    want = got.relevance if got.relevance in case.relevances else case.relevances[0]
    result.tally["language n"] += 1
    result.tally["language"] += got.language == case.language
    if got.language != case.language:
        yield f"language {case.language}, got {got.language}"
    if got.relevance == want:
        result.hits[want] += 1
        return
    result.false[got.relevance] += 1
    result.missed[want] += 1
    yield f"relevance {want}, got {got.relevance} ({'; '.join(got.reasons)})"


def _rest(case: Case, got: Judgement, result: Score) -> Iterator[str]:
    if case.relevances[0] not in ("statement", "about"):
        return
    if case.kinds:
        result.count("kind n", case)
        result.count("kind", case, right=got.kind in case.kinds)
        if got.kind not in case.kinds:
            yield f"kind {'|'.join(case.kinds)}, got {got.kind}"
    if case.quotes:
        result.tally["quotes n"] += 1
        right = case.quotes[0] <= len(got.quotes) <= case.quotes[1]
        result.tally["quotes"] += right
        if not right:
            yield f"quotes {case.quotes}, got {[(quote.speaker, quote.text[:30]) for quote in got.quotes]}"
    yield from _quote_faults(case, got, result)
    if case.speakers is not None:
        yield from _speaker_faults(case, case.speakers, got, result)


def _quote_faults(case: Case, got: Judgement, result: Score) -> Iterator[str]:
    """Quotations whose speaker is somebody else, or that were not found; each is counted."""
    said = [quote.speaker for quote in got.quotes]
    for who in case.said_by:
        found = next((name for name in said if _same(name, who)), None)
        result.tally["said n"] += 1
        result.tally["said"] += found is not None
        if found is None:
            yield f"a quotation of {who.names[0]!r} is not his: {said}"
        else:
            said.remove(found)


def _speaker_faults(case: Case, wanted: tuple[Expected, ...], got: Judgement, result: Score) -> Iterator[str]:
    used = set()
    for speaker in got.speakers:
        same = [who for who in wanted if _same(speaker.name, who)]
        used.update(same)
        if not same:
            result.count("speaker extra", case)
            yield f"unwanted speaker {speaker.name!r}"
    for who in wanted:
        if not who.optional:
            result.count("speaker" if who in used else "speaker lost", case)
            if who not in used:
                yield f"missing speaker {who.names[0]!r}"


def _same(name: str, who: Expected) -> bool:
    """Every word of one accepted form stands in the name; any of the bodies that speak for the organisation will do."""
    words = set(_plain(name).split())
    press = "пресс служба одкб"
    accepted = [_plain(form) for form in who.names]
    if any(form in (press, "одкб", "секретариат одкб") for form in accepted):
        accepted += [press, "одкб", "секретариат одкб"]
    return any(set(form.split()) <= words for form in accepted)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower().replace("ё", "е")))


def main() -> int:
    """Print the table; with --show also the misses of the open half."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--show", action="store_true", help="list the misses of the open half")
    parser.add_argument("--folder", type=Path, default=CASES, help="where the texts are")
    parser.add_argument("--only", default="", help="only files whose name begins so")
    options = parser.parse_args()
    topic = load_topic(ROOT / "topics" / "csto.yaml")
    cases = [case for case in read_cases(options.folder) if case.place.startswith(options.only)]
    scores = {half: score([case for case in cases if case.half == half], topic) for half in HALVES}
    print(f"{'':24}" + "".join(f"{half:>8}" for half in HALVES))
    for name in scores["open"].figures():
        print(f"{name:24}" + "".join(f"{scores[half].figures()[name]:8.3f}" for half in HALVES))
    print(f"{'texts':24}" + "".join(f"{scores[half].tally['language n']:8}" for half in HALVES))
    if options.show:
        print(*scores["open"].misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
