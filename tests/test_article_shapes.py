"""Pages of many shapes, all with one article: what is beside it stays out, and none of it is lost."""

# ruff: noqa: E501 - markup stands on one line

import pytest
from article_pages import FIRST, PARAGRAPHS, SECOND, THIRD, TITLE, read

OTHERS = (
    "Железнодорожники завершили ремонт перевального участка на два месяца раньше срока, сообщила дирекция дороги.",
    "Поезда пойдут по нему с первого марта, скорость на участке вырастет до восьмидесяти километров в час.",
    "«Мы заменили сорок километров рельсов и девять мостов, и сделали это зимой», — рассказал начальник дирекции.",
    "Следующим станет ремонт тоннеля, который начнётся летом и займёт, по расчётам, около полутора лет.",
)
COMMENTS = (
    "Наконец-то дождались, теперь не придётся ехать в объезд через соседний район по разбитой дороге.",
    "А где же взять столько спасателей, если в институтах закрыли кафедры ещё десять лет назад?",
    "Поддерживаю автора предыдущего комментария, сам учился на такой кафедре и знаю, о чём говорю.",
)
TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def site(body, title=TITLE):
    return (
        f"<html><head><meta charset='utf-8'><title>{title} | Новости</title></head><body><header><a href='/'>Новости</a>"
        f"<nav><a href='/a'>Политика</a></nav></header>{body}<footer><p>© Новости. Использование материалов разрешается "
        "при наличии гиперссылки.</p></footer></body></html>"
    )


def story(title, texts):
    paragraphs = "".join(f"<p>{text}</p>" for text in texts)
    return (
        f"<article class='topic'><h1 class='t'>{title}</h1><time>2 марта 2026</time><div>{paragraphs}</div></article>"
    )


CARDS = "".join(
    f"<div class='n'><a href='/{n}'>{text[:60]}</a><p>{text}</p></div>" for n, text in enumerate(OTHERS * 3)
)
SHAPES = {
    "endless feed": "<div>" + story(TITLE, PARAGRAPHS) + story("Участок отремонтирован", OTHERS * 3) + "</div>",
    "comments": f"<div class='m'><h1>{TITLE}</h1>{TEXT}</div><div class='block'><h3>Обсуждение</h3>"
    + "".join(f"<div class='i'><b>Гость</b> <i>12:0{n}</i><p>{text}</p></div>" for n, text in enumerate(COMMENTS * 4))
    + "</div>",
    "cards beside it": f"<div class='m'><h1>{TITLE}</h1>{TEXT}</div><div class='right'>{CARDS}</div>",
    "about the paper": f"<div class='m'><h1>{TITLE}</h1>{TEXT}</div><div class='right'>{CARDS}</div>"
    f"<div class='about'><p>{' '.join(OTHERS)}</p></div>",
    "advertisements between": f"<div class='m'><h1>{TITLE}</h1><div class='x'><p>{FIRST}</p></div><div class='adv'>Реклама"
    f"</div><div class='x'><p>{SECOND}</p></div><div id='a2'></div><div class='x'><p>{THIRD}</p></div></div>",
    "first paragraph apart": f"<div class='m'><h1>{TITLE}</h1><div class='first'>{FIRST}</div><div class='rest'>"
    f"<p>{SECOND}</p><p>{THIRD}</p></div></div>",
    "definition list": f"<dl><dt><h1>{TITLE}</h1></dt><dd>{FIRST}</dd><dd>{SECOND}</dd><dd>{THIRD}</dd></dl>",
    "spans in divs": f"<div class='a1'><h1 class='b2'>{TITLE}</h1><div class='c3'>"
    + "".join(f"<div class='d4'><span>{text}</span></div>" for text in PARAGRAPHS)
    + "</div><div class='e5'><div>Читайте также</div><a href='/1'><span>В горах открыли новый приют для туристов</span></a>"
    "<a href='/2'><span>Новая дорога соединит две долины к лету</span></a></div></div>",
    "single line breaks": f"<table><tr><td><h1>{TITLE}</h1>2 марта 2026<br>{'<br>'.join(PARAGRAPHS)}<br><br>"
    f"<a href='/x'>Назад</a></td><td><a href='/1'>{OTHERS[0][:60]}</a><br><a href='/2'>{OTHERS[1][:60]}</a></td></tr></table>",
    "gallery": f"<div class='m'><h1>{TITLE}</h1><p>{FIRST}</p><div class='gallery'><div><img><span>1 из 2</span><p>Спасатели "
    f"спускаются с ледника в последний день сборов</p></div></div><p>{SECOND}</p><p>{THIRD}</p></div>",
    "teasers in prose": f"<div class='m'><h1>{TITLE}</h1>{TEXT}<h3>Что ещё почитать</h3>"
    + "".join(f"<p><a href='/{n}'>{text[:50]}</a> — {text}</p>" for n, text in enumerate(OTHERS[:2]))
    + "</div>",
    "read more box": f"<div class='m'><h1>{TITLE}</h1><p>{FIRST}</p><div class='read-more'><b>Ещё по теме</b><p>{OTHERS[0]}"
    f"</p></div><p>{SECOND}</p><p>{THIRD}</p></div>",
    "amp": f"<amp-sidebar><ul><li><a href='/'>Главная</a></li></ul></amp-sidebar><article><h1>{TITLE}</h1><p>02.03.2026 10:05"
    f"</p><amp-img src='x'></amp-img><p>{FIRST}</p><amp-ad></amp-ad><p>{SECOND}</p><p>{THIRD}</p></article>",
    "layout tables": f"<table><tr><td>{CARDS}</td><td><table><tr><td><h1>{TITLE}</h1></td></tr><tr><td>"
    + "<br><br>".join(PARAGRAPHS)
    + "</td></tr><tr><td>Просмотров: 73</td></tr></table></td></tr></table>",
    "see also with summaries": f"<div class='m'><h1>{TITLE}</h1>{TEXT}<p class='big'>Смотрите также:<hr></p><ul>"
    + "".join(f"<li><a href='/{n}'>{text[:40]}</a> - {text}</li>" for n, text in enumerate(OTHERS))
    + "</ul></div>",
    "teasers above": f"<div class='last'><a href='/1'>{OTHERS[0]}</a><div><span>01.03.2026</span><div>{OTHERS[1]}</div></div>"
    f"<div>{OTHERS[2]}</div></div><div class='d'><h1>{TITLE}</h1><div class='text'>{TEXT}</div></div>",
}


@pytest.mark.parametrize("name", SHAPES)
def test_the_article_is_found_in_every_shape(name):
    """Title and paragraphs are read whole and alone, however the page is built."""
    article = read(site(SHAPES[name]))
    assert (article.title, article.lead, article.paragraphs) == (TITLE, None, PARAGRAPHS)


def test_short_lines_of_a_document_are_read():
    """A document of short lines, none of them prose, is an article too."""
    lines = (
        "Мы, главы государств – членов союза,", "отмечая важность подготовки спасателей,", "заявляем:",
        "1. Подготовка спасателей является общей задачей.", "2. Учебный центр открыт для всех.",
    )  # fmt: skip
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = site(f"<div class='m'><h1>Заявление глав государств</h1>{body}</div>", "Заявление глав государств")
    assert read(html).paragraphs == lines


def test_a_list_of_names_is_one_block():
    """A long list in the article stays, its items as lines with their dashes."""
    names = [f"Иванов Пётр Сергеевич – представитель {word} округа;" for word in ("северного", "южного", "горного") * 3]
    items = "".join(f"<li>{name}</li>" for name in names)
    html = site(
        f"<div class='m'><h1>{TITLE}</h1><p>Совет утвердил состав комиссии:</p><ul>{items}</ul><p>{THIRD}</p></div>"
    )
    assert read(html).paragraphs == ("Совет утвердил состав комиссии:", "\n".join(names), THIRD)


def test_an_interview_keeps_its_dashes_and_questions():
    """Questions in bold and short answers are paragraphs, the interviewer's name under them is not."""
    talk = (
        "— Когда откроется центр?",
        "— В марте.",
        "— Кто будет учить?",
        "— Пока приглашённые преподаватели, потом свои.",
    )
    body = "".join(f"<p><b>{line}</b></p>" if line.endswith("?") else f"<p>{line}</p>" for line in talk)
    article = read(site(f"<div class='m'><h1>{TITLE}</h1>{body}<p>Беседовал Иван Петров</p></div>"))
    assert article.paragraphs == talk


def test_a_page_that_hides_itself_until_its_scripts_run_is_read():
    """Where next to nothing is shown, what is hidden is looked at."""
    html = f"<html><body><div id='w' style='visibility: hidden'><h1>{TITLE}</h1><div>{TEXT}</div></div></body></html>"
    assert read(html).paragraphs == PARAGRAPHS


def test_a_headline_without_a_heading_is_found_above_the_text():
    """Where the title tag is the site's alone, the line above the text that speaks of the same is the title."""
    html = site(f"<div class='w'><div class='big'>{TITLE}</div><div>{TEXT}</div></div>", "Официальный сайт")
    article = read(html)
    assert (article.title, article.paragraphs) == (TITLE, PARAGRAPHS)


def test_an_article_cut_in_pieces_is_put_together():
    """Insets between like elements, however deep, do not end the article."""
    piece = "<div class='row'><div class='cell'><div class='inner'>{}</div></div></div>".format
    inset = "<div class='row'><aside><p>Подпишитесь на нашу рассылку, чтобы не пропустить главные новости недели.</p></aside></div>"
    texts = (*PARAGRAPHS, *OTHERS)
    pieces = inset.join(
        piece("".join(f"<p>{text}</p>" for text in part)) for part in (texts[:3], texts[3:5], texts[5:])
    )
    assert read(site(f"<div class='m'><h1>{TITLE}</h1><div class='chunks'>{pieces}</div></div>")).paragraphs == texts
