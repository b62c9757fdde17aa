"""Letters keep their signatures, articles lose their authors, and a title with a date glued to it is no paragraph."""

# ruff: noqa: E501 - a case stands on one line

import pytest
from article_pages import PARAGRAPHS, TITLE, article_html, read

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


def test_a_paragraph_that_begins_with_the_title_stays():
    """Only a date may stand beside the words of a title that is repeated."""
    longer = f"{TITLE}, и 2 марта 2026 года лагерь был закрыт"
    assert longer in read(article_html(f"<p>{longer}</p>{NEWS}")).blocks
