"""The text format: its laws for any text, and the shapes people keep texts in."""

import textwrap
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.characters import clean_line, clean_text
from pipeline.dates.texts import decide_text
from pipeline.text_format import Text, read, write

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
SEEN = datetime(2026, 11, 22, 12, tzinfo=UTC)

WORDS = [
    "граница", "договор", "заседание", "совет", "штаб", "учение", "безопасность", "встреча", "министр", "делегация",
    "журналист", "столица", "переговоры", "соглашение", "поддержка", "развитие", "сотрудничество", "угроза", "вызов",
    "партнёр", "решение", "документ", "повестка",
]  # fmt: skip
ANY_TEXT = st.text(alphabet=st.characters(codec=None, categories=None), max_size=300)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A clean line: any characters, no blanks at its ends, never empty."""
    line = clean_line(draw(st.text(alphabet=st.characters(codec=None, categories=None), min_size=1, max_size=60)))
    return line or draw(st.sampled_from(WORDS))


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A valid text: anything the format can carry."""
    blocks = draw(st.lists(st.lists(lines(), min_size=1, max_size=4).map("\n".join), max_size=5))
    day = draw(st.one_of(st.none(), st.dates()))
    return Text(date=day, title=draw(st.one_of(st.just(""), lines())), blocks=tuple(blocks))


@st.composite
def paragraphs(draw: st.DrawFn, *, min_words: int = 8) -> str:
    """A paragraph of an article: sentences of plain words."""
    count = draw(st.integers(min_words, 60))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=count, max_size=count))
    return " ".join(words).capitalize() + "."


@st.composite
def articles(draw: st.DrawFn) -> Text:
    """An article as people write it: a title without a full stop, paragraphs of sentences."""
    title = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=9))).capitalize()
    found = draw(st.lists(paragraphs(), min_size=2, max_size=6, unique=True))
    return Text(date=draw(st.dates(min_value=date(1992, 1, 1))), title=title, blocks=tuple(found))


@given(texts())
def test_what_is_written_is_read_back(text: Text) -> None:
    """`read(write(x)) == x` for every valid text, lists and unknown dates included."""
    assert read(write(text)) == text


@given(ANY_TEXT)
def test_writing_what_was_read_settles_at_once(source: str) -> None:
    """`write(read(t))` is idempotent, and no input crashes the reader."""
    once = write(read(source))
    assert write(read(once)) == once


@given(texts())
def test_the_written_form_is_canonical(text: Text) -> None:
    """Clean characters, LF, exactly one at the end, blocks one empty line apart, the first line in its shape."""
    written = write(text)
    assert clean_text(written) == written
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert "\n\n\n" not in written
    assert written.startswith(" date ")


@settings(max_examples=40)
@given(
    articles(),
    st.integers(1, 7),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.integers(0, 5),
)
def test_blank_lines_line_ends_and_prefixes_do_not_matter(
    article: Text, gap: int, blank: bool, dated: bool, end: str, last: int
) -> None:
    """1 to 7 empty lines, any line ends, no leading blank, no date prefix, several final newlines."""
    prefix = f"date {article.date} " if dated else ""
    source = ("\n" * gap + "\n").join([(" " if blank else "") + prefix + article.title, *article.blocks]) + "\n" * last
    found = read(source.replace("\n", end))
    assert (found.date, found.title, found.blocks) == (article.date if dated else None, article.title, article.blocks)


@settings(max_examples=40)
@given(articles(), st.booleans())
def test_paragraphs_without_empty_lines_stay_apart(article: Text, dated: bool) -> None:
    """Where each line is a paragraph, each is a block."""
    prefix = f" date {article.date} " if dated else ""
    long = tuple(f"{block} {' '.join(WORDS)}." for block in article.blocks)
    found = read("\n".join([prefix + article.title, *long]))
    assert (found.title, found.blocks) == (article.title, long)


@settings(max_examples=40)
@given(articles(), st.integers(57, 83))
def test_hard_wraps_are_undone(article: Text, width: int) -> None:
    """Lines broken at any column are joined to their paragraphs again."""
    wrapped = [textwrap.fill(block, width, break_long_words=False) for block in (article.title, *article.blocks)]
    found = read("\n\n".join(wrapped) + "\n\n\n")
    assert (found.title, found.blocks) == (article.title, article.blocks)


NOISE = [
    "Читать далее", "Рейтинг@Mail.ru", "Просмотров: 73", "Поделиться:", "Подписывайтесь на нас в Telegram", "1 880",
    "Источник фото: пресс-служба", "#граница #учения", "-0-", "Опубликовано 29.01.2026", "11:26 30.01.2026",
]  # fmt: skip


@settings(max_examples=40)
@given(articles(), st.lists(st.tuples(st.integers(0, 8), st.sampled_from(NOISE)), max_size=6))
def test_nothing_but_noise_is_lost(article: Text, noise: list[tuple[int, str]]) -> None:
    """Noise lines go wherever they stand; the words of the paragraphs all survive, in their order."""
    parts = [f"date {article.date} {article.title}", *article.blocks]
    for position, line in noise:
        parts.insert(1 + position % len(parts), line)
    found = read("\n\n".join(parts) + "\n\n")
    assert found.title == article.title
    assert found.blocks == article.blocks


@settings(max_examples=40)
@given(articles(), st.lists(paragraphs(), min_size=1, max_size=5, unique=True))
def test_teasers_before_the_title_go(article: Text, teasers: list[str]) -> None:
    """What stands before the title is of other articles, where a bare date line shows which line the title is."""
    fresh = [teaser for teaser in teasers if teaser not in article.blocks] or ["Слово о другом деле сказано вчера."]
    body = [f"{block} {' '.join(WORDS * 4)}." for block in article.blocks]
    found = read("\n".join([*fresh, article.title, "20.09.2025", *body]))
    assert (found.date, found.title, found.blocks) == (None, article.title, tuple(body))


@given(ANY_TEXT)
def test_any_input_gives_clean_parts(source: str) -> None:
    """Title and blocks are clean and never empty."""
    found = read(source)
    assert clean_line(found.title) == found.title
    assert all(block and line and clean_line(line) == line for block in found.blocks for line in block.split("\n"))


def _cases() -> list[list[str]]:
    path = Path(__file__).parent / "cases" / "texts.txt"
    parts = (line.split(" ¦") for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#")
    return [[part.replace("⏎", "\n").removeprefix(" ") for part in line] for line in parts]


@pytest.mark.parametrize(("source", "title", "blocks"), _cases())
def test_sloppy_texts_are_understood(source: str, title: str, blocks: str) -> None:
    """Titles, leads, clock lines, lists and footers are found in the shapes people keep them in."""
    found = read(source)
    assert (found.title, found.blocks) == (title, tuple(blocks.split(" ‖ ")) if blocks else ())


def test_list_items_wrapped_over_lines_are_rejoined_and_kept_apart() -> None:
    """Items end in `;`, but a line broken long before the margin ends one too."""
    source = textwrap.dedent("""\
        Глава штаба подвел итоги года и рассказал о планах на следующий год

        В докладе выделены несколько ключевых результатов:

        численность сил увеличена на треть и достигла намеченного уровня, при
        этом расширена авиагруппа;
        операция на границе привела к изъятию восьми тонн запрещенных к ввозу
        веществ;
        проведены первые учения связистов и общая встреча
        инженеров
        подписана программа работы штабов с соседними организациями.

        Отдельно он говорил о подготовке офицеров и о новых учебных классах в
        двух училищах.
    """)
    found = read(source)
    assert found.title == "Глава штаба подвел итоги года и рассказал о планах на следующий год"
    assert [block.count("\n") for block in found.blocks] == [0, 3, 0]
    assert found.blocks[1].split("\n")[2] == "проведены первые учения связистов и общая встреча инженеров"


def test_canonical_input_is_split_and_nothing_else() -> None:
    """Noise in canonical bytes stays; one byte off, and the text is cleaned."""
    canonical = " date 2025-12-19 Название\n\nЧитайте также\n\nСлово.\n"
    assert read(canonical).blocks == ("Читайте также", "Слово.")
    assert read(canonical + "\n").blocks == ("Слово.",)


@pytest.mark.parametrize(
    "killer", ["а\n", "— да\n", "Слово;\n", "27 ноября\n", "Читайте также\n", "• а\n", "«", "- ", "а-\nб"]
)
def test_no_text_keeps_the_reader_busy(killer: str) -> None:
    """20,000 characters made to be slow are read in time that grows with their length only."""
    started = time.process_time()
    read((killer * 20_000)[:20_000])
    assert time.process_time() - started < 3.0


@pytest.mark.parametrize(
    ("name", "day", "title", "blocks"),
    [
        ("000", "2025-11-27", "", 8),
        ("001", "2025-12-19", "", 7),
        ("002", "2025-10-15", "", 8),
        ("003", "2025-09-20", "Заместитель", 14),
        ("004", "2026-01-29", "", 41),
    ],
)
def test_the_seeds_get_their_days_and_blocks(name: str, day: str, title: str, blocks: int) -> None:
    """The five example documents, where they are at hand: the date rule's day, the title line, the number of blocks."""
    files = sorted(SEEDS.glob(f"{name}_*.txt"))
    if not files:
        pytest.skip("the example documents are not kept in the repository")
    raw = files[0].read_text(encoding="utf-8")
    text = read(raw)
    assert decide_text(text, raw, first_seen=SEEN).day.isoformat() == day
    assert text.title.startswith(title)
    assert len(text.blocks) == blocks
