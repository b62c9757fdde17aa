"""Text files from a person's disk: read tolerantly, dated, judged; nothing is archived here."""

from datetime import datetime
from pathlib import Path

from pipeline.dates.texts import decide_text
from pipeline.errors import Unreadable
from pipeline.judging.judge import judge
from pipeline.judging.topic import Topic
from pipeline.models import Article, Judgement
from pipeline.source import Source
from pipeline.text_format import read

LARGEST = 2_000_000


def read_text(path: Path, source: Source, first_seen: datetime) -> Article:
    """A text file as an article; its lead is its first block where more follow.

    Raises:
        Unreadable: no such file, too large, not UTF-8, or nothing but noise.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"{path}: larger than {LARGEST} bytes; expected one statement a file")
        raw = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: is not UTF-8 text") from error
    text = read(raw)
    if not text.title:
        raise Unreadable(f"{path}: holds no title and no paragraphs")
    dated = decide_text(text, raw, source=source, first_seen=first_seen)
    lead, body = (text.blocks[0], text.blocks[1:]) if len(text.blocks) > 1 else (None, text.blocks)
    return Article(url="", title=text.title, lead=lead, paragraphs=body, dated=dated)


def judge_text(article: Article, source: Source, topic: Topic) -> Judgement:
    """What the text is, judged by the same rules as a page."""
    return judge(
        title=article.title,
        lead=article.lead,
        paragraphs=article.paragraphs,
        day=article.dated.day,
        topic=topic,
        official=source.official,
    )
