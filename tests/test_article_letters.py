"""Letters keep their signatures, articles lose their authors, and a title with a date glued to it is no paragraph."""

# ruff: noqa: E501 - a case stands on one line

import pytest
from article_pages import PARAGRAPHS, TITLE, article_html, read

from pipeline.errors import Unreadable
from pipeline.source import Layout, Source

ADDRESS = "Уважаемый Пётр Иванович!"
WISHES = "Примите искренние поздравления с завершением сборов. Желаю Вам и Вашим товарищам крепкого здоровья и удачи."
NEWS = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def letter(*lines):
    return article_html(
        "".join(f"<p>{line}</p>" for line in lines), title="Поздравление спасателям с завершением сборов"
    )


@pytest.mark.parametrize(
    "lines",
    [
        (ADDRESS, WISHES, "Сергей Николаев"),
        (f"{ADDRESS} {WISHES}", "Сергей Николаев"),
        (WISHES, "С глубоким уважением", "Сергей Николаев"),
        ("Dear colleagues,", "Please accept my warmest congratulations on the completion of your exercise this week.", "Sergey Nikolaev"),
        ("Құрметті әріптестер!", "Жиынның аяқталуымен шын жүректен құттықтаймын, баршаңызға амандық тілеймін.", "Сергей Николаев"),
    ],
)  # fmt: skip
def test_who_signs_a_letter_stays(lines):
    """The last line of a greeting or condolence is its signature."""
    assert read(letter(*lines)).blocks == lines


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (f"{NEWS}<p>Сергей Николаев</p>", PARAGRAPHS),
        (f"<p>{ADDRESS}</p><p>{WISHES}</p><p>Сергей Николаев</p><p>Анна Орлова</p>", (ADDRESS, WISHES, "Сергей Николаев")),
        (f"<p>{ADDRESS}</p><p>{WISHES}</p><p><a href='/authors/7'>Анна Орлова</a></p>", (ADDRESS, WISHES)),
        (f"<p>{ADDRESS}</p><p>{WISHES}</p><p class='author'>Анна Орлова</p>", (ADDRESS, WISHES)),
    ],
    ids=["news", "below the signature", "link", "class"],
)  # fmt: skip
def test_an_author_is_no_signature(body, left):
    """A name under news, under a signature, in a link or marked as the author's goes."""
    assert read(article_html(body)).blocks == left


@pytest.mark.parametrize(
    "repeated",
    [
        f"{TITLE} 02.03.2026",
        f"{TITLE}02.03.2026 14:30",
        f"{TITLE}, 2 марта 2026",
        f"2 марта 2026 года {TITLE}",
        f"{TITLE.upper()} — 14:30, 2 марта 2026",
        f"02.03.2026 | {TITLE}",
    ],
)
def test_a_title_repeated_with_a_date_is_no_paragraph(repeated):
    """However the date is glued to it, the title stands once."""
    article = read(article_html(f"<div>{repeated}</div>{NEWS}"))
    assert (article.title, article.blocks) == (TITLE, PARAGRAPHS)


def test_a_lead_that_is_the_beginning_of_the_text_is_none():
    """A lead that says the first paragraphs in their own words is not said twice."""
    first, second = PARAGRAPHS[1], PARAGRAPHS[2]
    html = article_html(f"<p class='lead'>{first} {second}</p><p>{first}</p><p>{second}</p><p>{PARAGRAPHS[0]}</p>")
    assert read(html).blocks == (first, second, PARAGRAPHS[0])


def test_a_list_that_is_announced_and_led_by_links_stays_out():
    """Below "see also" a list whose items begin with a headline in a link is none of the article's."""
    item = "<li><a href='/{0}'>Учёные измерили лавины на северных склонах {0}</a> - их стало больше, чем было прежде в этих горах, и они идут раньше.</li>"
    body = f"{NEWS}<p>Смотрите также:</p><ul>{item.format(1)}{item.format(2)}</ul>"
    assert read(article_html(body)).blocks == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "Новость была оставлена 2 марта 2026 14:30 в категории Горы. Вы можете читать ответы через ленту RSS 2.0.",
        "This entry was posted on March 2nd, 2026 at 2:30 pm and is filed under Mountains. You can follow any responses.",
        "Поделитесь информацией в своём блоге или с друзьями!",
    ],
)
def test_where_a_post_was_filed_is_no_paragraph(line):
    """What the machinery of a blog says of a post stays out."""
    assert read(article_html(f"{NEWS}<p>{line}</p>")).blocks == PARAGRAPHS


def test_a_list_of_links_is_no_article():
    """A feed's entry or a configured body that is nothing but links to other pages is refused, with the reason."""
    links = "".join(
        f"<p>{number}. <a href='/{number}'>{text}</a> Читатели спорят о том.</p>"
        for number, text in enumerate(PARAGRAPHS)
    )
    source = Source(id="vestnik", name="Вестник", url="https://vestnik.example/", layouts=(Layout(body=(".text",)),))
    with pytest.raises(Unreadable, match="list of links"):
        read(article_html(links), source=source)


def test_a_paragraph_that_begins_with_the_title_stays():
    """Only a date may stand beside the words of a title that is repeated."""
    longer = f"{TITLE}, и 2 марта 2026 года лагерь был закрыт"
    assert longer in read(article_html(f"<p>{longer}</p>{NEWS}")).blocks
