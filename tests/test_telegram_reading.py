from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.models import Entry, Listing, Page
from pipeline.reading.posts import first_sentence
from pipeline.reading.telegram import FORWARDED, read_preview
from pipeline.source import Source, Way

PREVIEW = (Path(__file__).parent / "fixtures" / "listings" / "preview.html").read_bytes()
SOURCE = Source(id="channel", name="Channel", url="https://t.me/s/dogovor_channel", hosts=("t.me",))
WORDLESS = '<div class="tgme_widget_message" data-post="dogovor_channel/1"></div>'
WAY = Way(kind="telegram", url="https://t.me/s/dogovor_channel", full_text=True)


def read(body: str | bytes, *, url: str = "https://t.me/s/dogovor_channel", status: int = 200) -> Listing:
    raw = body if isinstance(body, bytes) else body.encode()
    page = Page(
        url=url, body=raw, fetched_at=datetime(2026, 1, 20, tzinfo=UTC), content_type="text/html", status=status
    )
    return read_preview(page, SOURCE, WAY)


def post(text: str, *, number: int = 7, extra: str = "") -> Entry:
    body = (
        '<section class="tgme_channel_history"><div class="tgme_widget_message_wrap">'
        f'<div class="tgme_widget_message" data-post="dogovor_channel/{number}">{extra}'
        f'<div class="tgme_widget_message_text js-message_text">{text}</div></div></div></section>'
    )
    return read(body).entries[0]


@pytest.fixture(scope="module")
def listing() -> Listing:
    return read(PREVIEW)


def test_posts_with_words_become_entries_in_page_order(listing: Listing) -> None:
    """Service messages and posts of pictures alone are no items, and the latter are counted."""
    assert [entry.url.rpartition("/")[2] for entry in listing.entries] == ["102", "103", "105"]
    assert listing.reasons == ("1 post without words",)


def test_a_post_is_addressed_by_its_permalink(listing: Listing) -> None:
    """The permalink is the item's address whatever host the preview came from."""
    assert listing.entries[0].url == "https://t.me/dogovor_channel/102"
    assert read(PREVIEW, url="http://127.0.0.1:8001/s/dogovor_channel").entries[0].url == listing.entries[0].url


def test_a_bold_first_line_is_the_title_and_not_repeated(listing: Listing) -> None:
    """Pictures before it are not part of it; their own `<b>` is not bold type."""
    assert listing.entries[0].title == "Секретариат сообщил об итогах встречи в столице"
    assert "Секретариат" not in listing.entries[0].content


def test_a_post_of_one_bold_line_keeps_it_as_text() -> None:
    """A post is never left without content."""
    entry = post("<b>Заседание перенесено на весну</b>")
    assert (entry.title, entry.content) == ("Заседание перенесено на весну", "<p>Заседание перенесено на весну</p>")


def test_a_bold_title_may_take_two_lines() -> None:
    """Bold lines that follow each other are one title."""
    entry = post("<b>Заседание<br/>перенесено</b><br/><br/>Подробности позже.")
    assert (entry.title, entry.content) == ("Заседание перенесено", "<p>Подробности позже.</p>")


def test_a_line_bold_in_part_is_no_title() -> None:
    """Only a wholly bold line is a headline."""
    assert post("<b>Важно.</b> Заседание перенесено.").title == "Важно."
    assert "Важно. Заседание" in post("<b>Важно.</b> Заседание перенесено.").content


def test_a_bold_paragraph_is_no_title() -> None:
    """What nobody would print as a headline stays in the text."""
    entry = post(f"<b>{'Слова о важном деле. ' * 20}</b><br/>Конец.")
    assert entry.title == "Слова о важном деле."
    assert entry.content.count("<p>") == 2


def test_without_bold_the_first_sentence_is_the_title(listing: Listing) -> None:
    """Abbreviations and initials end no sentence; the sentence stays in the text."""
    entry = listing.entries[1]
    assert entry.title == "По словам гл. инженера им. В. А. Петрова, работы идут."
    assert entry.content == f"<p>{entry.title} Сроки не названы.</p>"


def test_a_long_first_sentence_is_cut_at_a_word(listing: Listing) -> None:
    """At most 120 characters, marked where it was cut."""
    title = listing.entries[2].title
    assert len(title) <= 120
    assert title.endswith("…")
    assert title.rstrip("…") in listing.entries[2].content


def test_paragraphs_and_lists_are_kept_apart(listing: Listing) -> None:
    """Empty lines and single lines end paragraphs; items that end in `;` are a list without bullets."""
    assert listing.entries[0].content == (
        "<p>Стороны обсудили подготовку к заседанию. Повестка согласована, сообщает сайт.</p>\n"
        "<p>Участники договорились:</p>\n"
        "<ul><li>провести совещание;</li><li>подготовить проект;</li><li>встретиться вновь весной.</li></ul>"
    )


def test_picture_bullets_make_a_list() -> None:
    """Neighbouring lines that open with a sign are items."""
    content = post("Итоги:<br/>🔹 первое<br/>🔹 второе<br/><br/>⚡️ Абзац").content
    assert content == "<p>Итоги:</p>\n<ul><li>первое</li><li>второе</li></ul>\n<p>⚡️ Абзац</p>"


def test_tags_are_categories_and_their_lines_go(listing: Listing) -> None:
    """A line of nothing but tags is no text."""
    assert listing.entries[0].categories == ("Договор", "итоги_года")
    assert "#" not in listing.entries[0].content


def test_forwarded_posts_are_marked(listing: Listing) -> None:
    """Others' words are known as such, with their author."""
    assert listing.entries[1].categories == (FORWARDED, "forwarded from Другой канал")


def test_a_channel_that_forwards_itself_repeats_nobody() -> None:
    """Its own words stay its own."""
    mark = (
        '<div class="tgme_widget_message_forwarded_from">Forwarded from '
        '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/Dogovor_Channel/3">Мы</a></div>'
    )
    assert post("Слова.", extra=mark).categories == ()


def test_the_clock_of_a_post_is_an_instant(listing: Listing) -> None:
    """The post's own time counts, not a video's length; its day is the day in the source's zone."""
    stamps = [entry.published for entry in listing.entries]
    assert stamps[0] == datetime(2026, 1, 15, 21, 30, 5, tzinfo=UTC)
    assert stamps[1] == datetime(2026, 1, 16, 8, tzinfo=UTC)


def test_a_quoted_post_is_not_the_answer(listing: Listing) -> None:
    """The words a post replies to, and the preview of a link, are not its own."""
    assert "Секретариат сообщил" not in listing.entries[2].content
    assert "Описание ссылки" not in listing.entries[2].content


def test_older_posts_are_a_page_away(listing: Listing) -> None:
    """`?before=` leads back in time; the first page of a channel leads nowhere."""
    assert listing.next_url == "https://t.me/s/dogovor_channel?before=101"
    assert read(PREVIEW.replace(b"before=101", b"after=120")).next_url is None


def test_doubled_escapes_are_undone() -> None:
    """Since 2024 ampersands may be escaped twice."""
    assert post("Газ &amp;amp; нефть").content == "<p>Газ &amp; нефть</p>"
    assert post("Газ &amp;amp; нефть").title == "Газ & нефть"


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ('<div class="tgme_page"><a>View in Telegram</a></div>', "blocked", "preview switched off"),
        ("<title>Just a moment...</title>", "blocked", "challenge page"),
        ('<section class="tgme_channel_history"></section>', "empty", "no posts"),
        (f'<section class="tgme_channel_history">{WORDLESS}</section>', "empty", "1 post without words"),
        ("", "broken", "empty body"),
        ("   \n", "broken", "empty body"),
    ],
)  # fmt: skip
def test_a_channel_without_posts_says_why(body: str, kind: str, words: str) -> None:
    """A switched-off preview is `blocked`, not `no news` (sources.md §1.19)."""
    with pytest.raises(Unreadable) as caught:
        read(body)
    assert caught.value.kind == kind
    assert words in caught.value.reason


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Первое. Второе.", "Первое."),
        ("Встреча прошла 3.5.2026 в зале. Далее", "Встреча прошла 3.5.2026 в зале."),
        ("Он сказал: «Да!» Потом ушёл.", "Он сказал: «Да!»"),
        ("Что дальше? — Посмотрим.", "Что дальше?"),
        ("Без конца", "Без конца"),
        ("Дом на ул. Ленина открыт. Второе", "Дом на ул. Ленина открыт."),
        ("слово " * 40, ("слово " * 19).strip() + "…"),
        ("ж" * 300, "ж" * 119 + "…"),
    ],
)
def test_a_first_sentence_is_found(text: str, sentence: str) -> None:
    """Sentences end where a new one begins, and never after an abbreviation."""
    assert first_sentence(text) == sentence


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_broken_previews_never_crash_the_reader(data: st.DataObject) -> None:
    """Cut, damaged or repeated bytes give entries or a reason, nothing else."""
    start = data.draw(st.integers(0, len(PREVIEW)))
    end = data.draw(st.integers(start, len(PREVIEW)))
    body = PREVIEW[:start] + data.draw(st.binary(max_size=40)) + PREVIEW[end:]
    try:
        found = read(body).entries
    except Unreadable:
        found = ()
    assert all(entry.url.startswith("https://t.me/") and entry.content for entry in found)
