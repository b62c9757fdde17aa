"""Texts that return on other pages of a source are no part of an article; the article printed again is."""

from dataclasses import replace

import pytest
from article_pages import FIRST, NOW, PARAGRAPHS, SECOND, SOURCE, THIRD, TITLE, article_html, read

from pipeline.archive import Archive
from pipeline.models import Digest, Entry, Familiar, Judgement
from pipeline.reading.blocks import key_of
from pipeline.reading.familiarity import gather, print_of

TICKER = "Паводок на севере края: что известно к этому часу и куда звонить"
APPEAL = "Наша редакция ждёт ваших писем о горах и обо всём, что в них бывает"
WISH = "Желаю всем участникам плодотворной работы и новых успехов!"
SIGNATURE = "Генеральный секретарь Организации Добромир Примеров"


def prints(title, *texts):
    return tuple(print_of(key_of(text)) for text in (title, *texts))


def others(count, *texts):
    """So many other articles of the source on which these texts stand."""
    return gather([prints(f"Совсем другое событие номер {number} в крае", *texts) for number in range(count)])


def page_with(above="", below=""):
    body = "".join(f"<p>{text}</p>" for text in (above, *PARAGRAPHS, below) if text)
    return article_html(body)


@pytest.mark.parametrize(("above", "below"), [(TICKER, ""), ("", APPEAL), (TICKER, APPEAL)])
def test_what_returns_on_other_pages_is_refused_with_the_number(above, below):
    """A ticker above and an appeal below are left out, and the reason says on how many pages they stand."""
    article = read(page_with(above, below), familiar=others(4, TICKER, APPEAL))
    assert article.blocks == PARAGRAPHS
    assert any("returns on 4 other pages" in reason for reason in article.reasons)


def test_a_ticker_in_the_place_of_a_lead_is_refused():
    """What stands as lead under other addresses is no lead of this one."""
    html = article_html(f"<p class='lead'>{TICKER}</p>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS))
    assert read(html).lead == TICKER
    article = read(html, familiar=others(3, TICKER))
    assert (article.lead, article.paragraphs) == (None, PARAGRAPHS)
    assert "lead" not in dict(article.origins)


def test_two_pages_are_not_enough():
    """A reprint or a second part is no reason to call a text familiar."""
    assert read(page_with(TICKER), familiar=others(2, TICKER)).blocks == (TICKER, *PARAGRAPHS)


def test_among_many_pages_a_few_are_not_enough_below_the_first_paragraph():
    """A background paragraph that returns now and then is the article's own."""
    known = gather([prints(f"Статья о чём-то другом {n}", THIRD if n < 4 else f"{SECOND} {n}") for n in range(40)])
    assert read(page_with(), familiar=known).blocks == PARAGRAPHS


def test_the_article_printed_again_stays_whole():
    """Under its own title, however often; under other titles too, for it is most of the text."""
    again = gather([prints(TITLE, *PARAGRAPHS) for _ in range(5)])
    renamed = others(5, *PARAGRAPHS)
    assert read(page_with(), familiar=again).blocks == PARAGRAPHS
    assert read(page_with(), familiar=renamed).blocks == PARAGRAPHS


def test_the_address_of_a_letter_is_never_familiar():
    """Greetings begin alike; their first lines are theirs."""
    address = "Уважаемые участники и гости сборов!"
    assert read(page_with(address), familiar=others(9, address)).blocks == (address, *PARAGRAPHS)


def test_what_letters_share_is_never_familiar():
    """Wishes and signatures return in one man's greetings; what stands on pages of any kind is no part of a letter."""
    known = gather([read(_letter(number), familiar=Familiar()).prints for number in range(6)])
    blocks = read(_letter(7), familiar=known).blocks
    assert (WISH in blocks, SIGNATURE in blocks) == (True, True)
    assert APPEAL not in read(_letter(7), familiar=others(4, APPEAL)).blocks


def _letter(number):
    own = (f"{text} Это было {number} раз." for text in PARAGRAPHS)
    texts = ("Уважаемые участники и гости сборов!", *own, WISH, SIGNATURE, APPEAL)
    title = f"Приветствие участникам сборов номер {number} в горах"
    return article_html("".join(f"<p>{text}</p>" for text in texts), title=title)


def test_a_slogan_over_different_articles_is_no_title():
    """A heading that stood as title over other articles is the site's; the page's own title is looked for."""
    slogan = "Горы: всё, что нужно знать о них сегодня"
    known = gather([prints(slogan, f"{FIRST} {number}") for number in range(3)])
    html = f"<html><head><title>{slogan}</title></head><body><h1>{slogan}</h1><h2>{TITLE}</h2>"
    html += "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</body></html>"
    assert read(html, familiar=known).title == TITLE


def test_prints_name_what_was_read_and_what_was_refused():
    """What is refused as familiar is still told to the archive, else it would be forgotten and come back."""
    known = others(3, TICKER)
    assert read(page_with(TICKER), familiar=known).prints == read(page_with(TICKER)).prints
    assert read(page_with(TICKER)).prints == prints(TITLE, TICKER, *PARAGRAPHS)


def test_nothing_known_refuses_nothing():
    """The first pages of a source are read as they are."""
    assert read(page_with(TICKER, APPEAL), familiar=Familiar()).blocks == (TICKER, *PARAGRAPHS, APPEAL)


def test_every_block_is_told_with_its_reader_and_its_reason():
    """Asked to explain itself, reading names who took each block, what was refused, and why."""
    html = page_with(TICKER).replace("</article>", "</article><div class='sidebar'><p>" + APPEAL * 3 + "</p></div>")
    choices = read(html, familiar=others(3, TICKER), explained=True).choices
    taken = [choice for choice in choices if choice.taken]
    assert [choice.part for choice in taken] == ["title", *["body"] * len(PARAGRAPHS)]
    assert [choice.text for choice in taken[1:]] == list(PARAGRAPHS)
    assert all(choice.reader for choice in choices)
    assert all(choice.reason for choice in choices if choice.part == "body")
    refused = {choice.text[:20]: choice.reason for choice in choices if not choice.taken}
    assert refused[TICKER[:20]] == "returns on 3 other pages"
    assert refused[APPEAL[:20]] == "in an element beside the article"
    assert not read(html).choices


def test_a_source_learns_its_ticker_and_reads_old_pages_again_without_it(tmp_path):
    """From the fourth page on a ticker is refused; read again, the first pages lose it too."""
    source = replace(SOURCE, layouts=())
    bodies = {f"https://vestnik.example/politika/{26118230 + n}": _story(n) for n in range(5)}
    with Archive.open(f"sqlite:///{tmp_path}/archive.db", now=lambda: NOW) as archive:
        first = [_learn(archive, source, url, html) for url, html in bodies.items()]
        again = [read(html, url=url, familiar=archive.familiar(source.id, url)) for url, html in bodies.items()]
    assert [TICKER in article.blocks for article in first] == [True, True, True, False, False]
    assert not any(TICKER in article.blocks for article in again)
    assert all(len(article.blocks) == 2 for article in again)


def _story(number):
    title = f"В горах открыли приют номер {number} для спасателей"
    texts = [f"{PARAGRAPHS[1]} Это было {number} раз.", f"{PARAGRAPHS[2]} Так решили в городе {number}."]
    return article_html("".join(f"<p>{text}</p>" for text in (TICKER, *texts)), title=title)


def _learn(archive, source, url, html):
    found = archive.discover(source, [(Entry(url=url), "open")], url=source.url, validators=None, run="r", at=NOW)
    article = read(html, url=url, familiar=archive.familiar(source.id, url))
    digest = Digest(article=article, judgement=Judgement(relevance="none"))
    archive.finish(source, found.tasks[0], digest, place=None, run="r", at=NOW)
    return article
