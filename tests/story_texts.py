"""The labelled stories of tests/cases/stories: read, with reprints and cuts made of them, and scored by pairs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from monitor.topic_file import load_topic
from pipeline.judging.judge import judge
from pipeline.models import Article, Dated
from pipeline.stories import Candidate, group

HERE = Path(__file__).parent / "cases" / "stories"
TOPIC = Path(__file__).parents[1] / "topics" / "csto.yaml"
ABOVE = ("Новость дополняется", "", "", "Новость обновлена", "")
BELOW = (
    "Редакция не отвечает за мнения, высказанные в материалах.",
    "Больше новостей в нашем канале.",
    "По сообщениям информагентств.",
    "",
    "Следите за развитием событий вместе с нами.",
)
DATELINES = ("", "МОСКВА, {day} - РИА Новости. ", "", "АСТАНА, {day}. /Kazinform/. ")
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A labelled text: texts of one `story` belong together, all others apart."""

    name: str
    story: str
    variant: str
    day: date
    title: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Pairs rightly joined, wrongly joined and wrongly apart; `wrong` names the latter two."""

    joined: int
    wrongly: int
    apart: int
    wrong: tuple[str, ...]
    kinds: Counter[tuple[str, bool]]

    @property
    def precision(self) -> float:
        """The share of joined pairs that belong together."""
        return self.joined / max(1, self.joined + self.wrongly)

    @property
    def recall(self) -> float:
        """The share of pairs that belong together which were joined."""
        return self.joined / max(1, self.joined + self.apart)


def read_stories(name: str) -> list[Text]:
    """All texts of one file, with the reprints and cuts of each story's first."""
    found: list[Text] = []
    for number, part in enumerate(re.split(r"^(?===|!!)", (HERE / name).read_text("utf-8"), flags=re.MULTILINE)[1:]):
        found += _same(number, part) if part.startswith("==") else _different(number, part)
    return found


def candidates(texts: Sequence[Text]) -> list[Candidate]:
    """What the program compares of them, judged by its own rules."""
    topic = load_topic(TOPIC)
    return [_candidate(text, topic) for text in texts]


def score(texts: Sequence[Text], stories: Sequence[Sequence[str]]) -> Score:
    """How the stories agree with the labels, by pairs."""
    home = {name: place for place, names in enumerate(stories) for name in names}
    found: Counter[str] = Counter()
    kinds: Counter[tuple[str, bool]] = Counter()
    wrong = []
    for one, other in combinations(texts, 2):
        together, belong = home[one.name] == home[other.name], one.story == other.story
        if belong:
            kinds["/".join(sorted({one.variant, other.variant})), together] += 1
        if together or belong:
            what = "joined" if together and belong else "wrongly" if together else "apart"
            found[what] += 1
            if what != "joined":
                wrong.append(f"{what}: {one.name} {other.name}: {one.title} | {other.title}")
    return Score(
        joined=found["joined"], wrongly=found["wrongly"], apart=found["apart"], wrong=tuple(wrong), kinds=kinds
    )


def score_file(name: str) -> Score:
    """Read, group and score one file."""
    texts = read_stories(name)
    return score(texts, group(candidates(texts)))


def _candidate(text: Text, topic: object) -> Candidate:
    lead, body = (text.blocks[0], text.blocks[1:]) if len(text.blocks) > 1 else (None, text.blocks)
    article = Article(url="", title=text.title, lead=lead, paragraphs=body, dated=Dated(day=text.day, basis="given"))
    judgement = judge(title=text.title, lead=lead, paragraphs=body, day=text.day, topic=topic)  # type: ignore[arg-type]
    return Candidate.of(text.name, article, judgement)


def _same(number: int, part: str) -> Iterator[Text]:
    first, *others = re.split(r"^~~", part[2:], flags=re.MULTILINE)
    day, title, blocks = _read(first, None)
    story = f"s{number:02}"
    texts = [("source", day, title, blocks)]
    texts += [("reworded", *_read(other, day)) for other in others]
    texts.append(("verbatim", day, title, _reprint(number, blocks)))
    cut = (f"{title.split(':')[-1].strip()}: подробности" if number % 2 else title, _cut(number, day, blocks))
    texts.append(("cut", day, *cut))
    for variant, when, heading, paragraphs in texts:
        yield Text(name=f"{story}-{variant}", story=story, variant=variant, day=when, title=heading, blocks=paragraphs)


def _different(number: int, part: str) -> Iterator[Text]:
    day: date | None = None
    for place, section in enumerate(re.split(r"^--(?!-)", part[2:], flags=re.MULTILINE)):
        day, title, blocks = _read(section, day)
        alternatives = max(len(slot.split("|")) for slot in re.findall(r"\[(.+?)\]", section)) if "[" in section else 1
        for choice in range(alternatives):
            name = f"d{number:02}-{place}{'abcdef'[choice]}"
            yield Text(
                name=name, story=name, variant="different", day=day, title=_fill(title, choice),
                blocks=tuple(_fill(block, choice) for block in blocks),
            )  # fmt: skip


def _fill(text: str, choice: int) -> str:
    return re.sub(r"\[(.+?)\]", lambda slot: slot[1].split("|")[choice], text)


def _read(section: str, day: date | None) -> tuple[date, str, tuple[str, ...]]:
    head, title, *blocks = [line.strip() for line in section.splitlines() if not line.startswith("#")]
    told = date.fromisoformat(head) if head else day
    assert told is not None
    return told, title, tuple(block for block in blocks if block)


def _reprint(number: int, blocks: tuple[str, ...]) -> tuple[str, ...]:
    """As sites reprint: other quotation marks, without ё, at times in one paragraph, with their own lines."""
    body = tuple(block.replace("«", '"').replace("»", '"').replace("—", "-").replace("ё", "е") for block in blocks)
    if number % 3 == 0:
        body = (" ".join(body),)
    return tuple(line for line in (ABOVE[number % 5], *body, BELOW[number % 5]) if line)


def _cut(number: int, day: date, blocks: tuple[str, ...]) -> tuple[str, ...]:
    """As sites cut: the first half, without the dateline or under their own, and a line of where it is from."""
    half = list(blocks[: max(1, (len(blocks) + 1) // 2)])
    half[0] = re.sub(r"^(?:[A-ZА-Я]{4,}, [^.]{3,20}[.—-]+ (?:/\w+/\. |Sputnik\. |РИА Новости\. )?)", "", half[0])
    half[0] = DATELINES[number % 4].format(day=f"{day.day} {MONTHS[day.month - 1]}") + half[0]
    return (*half, "Источник: ТАСС") if number % 2 else tuple(half)
