"""The chosen article becomes plain blocks: a paragraph a line, a list a line an item, nothing hidden and no markup."""

# ruff: noqa: E501, ISC004 - markup stands on one line; a refusal is one of two right answers

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleaning import walk


def texts(html):
    return [block.text for block in walk(html)]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>Один.</p><p>Два.</p>", ["Один.", "Два."]),
        ("<div>Один.<div>Два.</div>Три.</div>", ["Один.", "Два.", "Три."]),
        ("<p>Слово <b>жирное</b>, <i>косое</i> и <a href='/x'>ссылка</a>.</p>", ["Слово жирное, косое и ссылка."]),
        ("<p>Перенос\n  строки\tи&nbsp;пробелы&#8203;</p>", ["Перенос строки и пробелы"]),
        ("Один.<br><br>Два.<br/>\n<br/>Три.", ["Один.", "Два.", "Три."]),
        ("Первое предложение.<br>Второе предложение.", ["Первое предложение.", "Второе предложение."]),
        ("Стих без<br>точки в конце<br>строки", ["Стих без точки в конце строки"]),
        ("Обсудили:<br>- учения;<br>- снабжение;<br>- связь.", ["Обсудили:", "учения;\nснабжение;\nсвязь."]),
        ("<ul><li>Один;</li><li>два <b>три</b>;</li><li></li><li>четыре.</li></ul>", ["Один;\nдва три;\nчетыре."]),
        ("<ol><li>Верх<ul><li>низ</li></ul></li><li>конец</li></ol>", ["Верх\nниз\nконец"]),
        ("<ul><li>• Точка</li><li>— тире</li></ul>", ["Точка\nтире"]),
        (
            "<ul><li><p>Абзац одного материала в ленте, который занимает больше восьмидесяти знаков и ещё немного места."
            "</p><p>Второй абзац того же материала, который тоже занимает больше восьмидесяти знаков и ещё немного места."
            "</p></li></ul>",
            [
                "Абзац одного материала в ленте, который занимает больше восьмидесяти знаков и ещё немного места.",
                "Второй абзац того же материала, который тоже занимает больше восьмидесяти знаков и ещё немного места.",
            ],
        ),
        ("<table><tr><td>Год</td><td>2025</td></tr><tr><td>Число</td><td>5</td></tr></table>", ["Год 2025\nЧисло 5"]),
        ("<table><tr><td><p>Вёрстка.</p></td><td><p>Таблицей.</p></td></tr></table>", ["Вёрстка.", "Таблицей."]),
        ("<h2>Раздел:</h2><p>Текст.</p>", ["Раздел:", "Текст."]),
        ("<blockquote>«Слова»</blockquote><p>— Вопрос?</p>", ["«Слова»", "— Вопрос?"]),
        ("<p>Текст статьи.</p><figure><img><figcaption>Подпись</figcaption></figure>", ["Текст статьи."]),
        (
            "<p>Текст.</p><div class='photo-caption'>Подпись</div><p>Ещё текст, он длиннее.</p>",
            ["Текст.", "Ещё текст, он длиннее."],
        ),
        ("<p>Текст<script>alert(1)</script><style>p{}</style> дальше.</p><!-- нет -->", ["Текст дальше."]),
        ("<p>Видно.</p><p style='display: none'>Скрыто.</p><p hidden>Скрыто.</p>", ["Видно."]),
        ("<p>Видно.</p><form><input value='x'><button>Найти</button></form><noscript>Нет</noscript>", ["Видно."]),
        ("<p>2 &lt; 3 &amp;&amp; &lt;b&gt;</p>", ["2 < 3 && <b>"]),
        ("<p>Не&shy;ви&#x202e;ди&#xfeff;мое</p>", ["Невидимое"]),
        ("", []),
        ("<p> </p><br><br><div>\n</div>", []),
    ],
)
def test_markup_becomes_blocks(html, blocks):
    """Each kind of markup gives the blocks a reader sees."""
    assert texts(html) == blocks


def test_an_article_named_like_something_beside_it_is_kept():
    """A class name never takes away most of the text: the box may be called anything."""
    html = "<div class='article-with-comments'><p>Один абзац текста.</p><p>Другой абзац текста.</p></div>"
    assert texts(html) == ["Один абзац текста.", "Другой абзац текста."]


def test_blocks_know_their_links_and_weight():
    """A block tells how much of it is a link, and whether it is a heading or all in bold."""
    linked, bold, heading = walk("<p><a href='/'>Вся строка ссылка</a></p><p><b>Жирно</b></p><h3>Раздел</h3>")
    assert (linked.linked, bold.kind, heading.kind) == (1.0, "strong", "heading")


@pytest.mark.parametrize(
    "vector",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=javascript:x>",
        "<a href='javascript:alert(1)'>слово</a>", "<math><mtext><script>x</script></mtext></math>", "<style>@import 'x'</style>",
        "<template><script>x</script></template>", "<object data=x>", "<p onclick=x>слово</p>", "<base href=x>",
        "<meta http-equiv=refresh content=0>", "<noscript><p title='</noscript><script>x</script>'></noscript>",
    ],
)  # fmt: skip
def test_no_markup_survives(vector):
    """What comes out is text: no element, attribute or address of the page's markup."""
    out = " ".join(texts(f"<p>Текст.</p>{vector}<p>Конец.</p>"))
    assert "Текст." in out
    assert not any(piece in out for piece in ("<script", "alert(", "onerror", "javascript:", "@import", "href"))


def test_depth_is_no_limit_to_the_walk():
    """Nested markup is walked without recursion."""
    html = "<div>" * 240 + "<p>Дно.</p>" + "</div>" * 240
    assert texts(html) == ["Дно."]


@given(st.text(alphabet=st.sampled_from("<>/pbrdivulia='\" .;:—-абв&#x;\n"), max_size=200))
@settings(max_examples=120, deadline=None)
def test_any_markup_gives_clean_lines(markup):
    """No block is empty, none has blanks at its ends, and only lists have more than one line."""
    for block in walk(markup):
        assert block.text.strip() == block.text != ""
        assert block.kind == "list" or "\n" not in block.text
        assert 0 <= block.linked <= 1
