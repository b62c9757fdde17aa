"""Measures article reading on the saved pages of ../shared/eval and holds the figures to pinned ones; writes nothing.

`make bench-extract`. Exit 1 when a figure falls below its pin, 2 when the pages are not there. The sites belong to two
halves by the CRC of their names: `open` is for looking at while rules are written, `kept` for counting (its lowest
pages have been looked at once, to learn that their references hold other texts).
"""

# ruff: noqa: T201 - its answer is what it prints

import argparse
import gzip
import importlib.util
import json
import re
import resource
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.charset import decode
from pipeline.errors import Unreadable
from pipeline.reading.blocks import key_of
from pipeline.reading.checking import DOUBLE, LONGEST_BODY
from pipeline.reading.headline import LONGEST
from pipeline.reading.leading import repeats_title
from pipeline.script import looks_garbled

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "eval"
PROGRAM = ROOT / ".venv" / "bin" / "csto-monitor"
BATCH = 20  # files a call, as score_pages.py calls it
LOW = 0.5  # F1 below which a page counts as lost
PINS = {  # the least (of `pages under 0.5`: the most) that is accepted
    "F1, all pages": 0.89,
    "F1, open sites": 0.90,
    "F1, kept sites": 0.87,
    "pages under 0.5": 9,
    "pages that break a rule": 0,
    "titles found": 0.95,
    "dates right": 0.99,
    "pages per CPU-second": 8.0,  # 12 on a quiet machine; others' work on the same core costs a third
    "charset": 0.97,
}
WAYS = (  # how bytes are marked: name, real charset, meta, header
    ("1251, right meta", "cp1251", "windows-1251", ""),
    ("1251, right header", "cp1251", "", "windows-1251"),
    ("1251, no mark", "cp1251", "", ""),
    ("1251, wrong meta", "cp1251", "utf-8", ""),
    ("1251, wrong header", "cp1251", "windows-1251", "utf-8"),
    ("UTF-8, wrong meta", "utf-8", "windows-1251", ""),
    ("UTF-8, wrong header", "utf-8", "", "windows-1251"),
)
_META = re.compile(r"<meta[^>]{0,400}charset[^>]{0,400}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One saved page with its hand-cleaned text."""

    number: str
    host: str
    body: bytes
    truth: str

    @property
    def half(self) -> str:
        """The half of the sites this one belongs to."""
        return "open" if zlib.crc32(self.host.encode()) % 2 else "kept"


def load() -> list[Saved]:
    """All saved pages."""
    folder = SHARED / "pages_ru"
    return [
        Saved(
            number=page["id"],
            host=page["host"],
            body=gzip.decompress((folder / "html" / f"{page['id']}.html.gz").read_bytes()),
            truth=(folder / "truth" / f"{page['id']}.txt").read_text(),
        )
        for page in json.loads((folder / "index.json").read_text())
    ]


def load_scorer() -> Any:
    """The scorer that comes with the pages."""
    spec = importlib.util.spec_from_file_location("score_pages", SHARED / "score_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_all(pages: list[Saved]) -> tuple[list[dict[str, Any]], float]:
    """What the program makes of each page, and the CPU seconds of all calls with the processes they start."""
    answers: list[dict[str, Any]] = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{page.number}.html" for page in pages]
        for file, page in zip(files, pages, strict=True):
            file.write_bytes(page.body)
        for start in range(0, len(files), BATCH):
            command = [str(PROGRAM), "extract", "--json", *map(str, files[start : start + BATCH])]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            answers += [json.loads(line) for line in run.stdout.splitlines()]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return answers, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure_texts(pages: list[Saved]) -> Iterator[tuple[str, float]]:
    """F1 of all pages and of each half, pages lost, titles found, speed."""
    scorer = load_scorer()
    answers, seconds = read_all(pages)
    scores = [scorer.f1(page.truth, scorer.body(answer)) for page, answer in zip(pages, answers, strict=True)]
    yield "F1, all pages", _mean(scores)
    for half in ("open", "kept"):
        yield f"F1, {half} sites", _mean([s for s, page in zip(scores, pages, strict=True) if page.half == half])
    yield "pages under 0.5", sum(score < LOW for score in scores)
    yield "pages that break a rule", sum(not _keeps_rules(answer) for answer in answers)
    yield "titles found", _mean([_has_title(page, answer) for page, answer in zip(pages, answers, strict=True)])
    yield "pages per CPU-second", len(pages) / seconds


def _keeps_rules(answer: dict[str, Any]) -> bool:
    """Nothing doubled, no title in the body, no field too long, no mojibake; a page without an article breaks none."""
    if "error" in answer:
        return True
    title, paragraphs = answer["title"], answer["paragraphs"]
    long = [text for text in (answer["lead"] or "", *paragraphs) if len(text) >= DOUBLE]
    keys = [key_of(text) for text in long]
    return (
        len(set(keys)) == len(keys)
        and not any(repeats_title(text, title) for text in paragraphs)
        and 0 < len(title) <= LONGEST
        and 0 < sum(map(len, paragraphs)) <= LONGEST_BODY
        and not looks_garbled("\n".join(paragraphs))
    )


def _has_title(page: Saved, answer: dict[str, Any]) -> float:
    """Whether the title is, or stands in, the first line of the hand-cleaned text, which may hold the site's name."""
    own, first = key_of(answer.get("title") or ""), key_of(page.truth.strip().split("\n")[0])
    return float(bool(own) and own in first)


def measure_charsets(pages: list[Saved]) -> Iterator[tuple[str, float]]:
    """The share of pages read right for each way of marking them."""
    texts = [_META.sub("", page.body.decode("utf-8", "ignore")) for page in pages]
    for name, real, meta, header in WAYS:
        yield f"charset {name}", _mean([_is_read(text, real, meta, header) for text in texts])


def _is_read(text: str, real: str, meta: str, header: str) -> float:
    marked = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">{text}' if meta else text
    body = marked.encode(real, "xmlcharrefreplace")
    try:
        found = decode(body, f"text/html; charset={header}" if header else "text/html").text
    except Unreadable:
        return 0.0
    return float(found == body.decode(real))


def measure_dates() -> Iterator[tuple[str, float]]:
    """The share of dates that the scorer of dates calls right."""
    command = [sys.executable, str(SHARED / "judge" / "score_dates.py"), str(PROGRAM), "--config", "config.yaml"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    found = re.findall(r"\d\.\d{3}", run.stdout)
    yield "dates right", float(found[0]) if found else 0.0


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def main() -> int:
    """Print every figure beside its pin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without dates and charsets")
    quick = parser.parse_args().quick
    if not (SHARED / "pages_ru").is_dir():
        print(f"{SHARED}: the saved pages are not here; nothing was measured")
        return 2
    pages = load()
    figures = [*measure_texts(pages), *([] if quick else [*measure_charsets(pages), *measure_dates()])]
    failed = False
    for name, value in figures:
        pin = PINS[name if name in PINS else name.split()[0]]
        fell = value > pin if name.startswith("pages ") and "CPU" not in name else value < pin
        failed |= fell
        print(f"{name:28} {value:7.3f}   pinned {pin:6.3f}{'   FELL' if fell else ''}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
