"""Which articles are of one story: laws and cases of the pure grouping."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Article, Dated, Judgement
from pipeline.stories import Candidate, Standing, group, kinship, traces_of

DAY = date(2026, 3, 2)
LONG = " ".join(f"слово{number}" for number in range(80))
JUDGED = Judgement(relevance="statement")


def candidate(name: str, text: str, *, title: str = "", url: str = "", day: date = DAY) -> Candidate:
    """A text as a file or page gave it."""
    article = Article(url=url, title=title, lead=None, paragraphs=(text,), dated=Dated(day=day, basis="page"))
    return Candidate.of(name, article, JUDGED)


def test_the_same_words_under_another_headline_are_one_story() -> None:
    """Reprints change headlines, quotation marks, case and ё, not the words."""
    one = candidate("a", f"Всё «гото\u0301во»: {LONG}.", title="Готово")
    other = candidate("b", f"ВСЕ готово - {LONG}", title="Сообщили о готовности")
    assert group([one, other]) == (("a", "b"),)
    assert kinship(one, other) == "the same text"


def test_one_word_more_is_nearly_the_same_text() -> None:
    """An edit makes no second story, and the reason gives its figure; for what is never told, exact means exact."""
    one, other = candidate("a", LONG), candidate("b", f"{LONG} ещё")
    assert group([one, other]) == (("a", "b"),)
    assert kinship(one, other) == "nearly the same text (100% of the shorter's three-word runs)"
    passing = [replace(one, sketch=None), other]
    assert group(passing) == (("a",), ("b",))


def test_the_same_address_is_one_story_whatever_its_text() -> None:
    """Two sources that list one page tell one story."""
    one = candidate("a", LONG, url="https://www.alpha.example/1?utm_source=x")
    other = candidate("b", f"{LONG} с поправкой", url="http://alpha.example/1/")
    assert group([one, other]) == (("a", "b"),)
    assert kinship(one, other) == "the same address"


def test_a_short_text_is_the_same_only_on_the_same_occasion() -> None:
    """What is said in few words is said again another day; its title counts as words."""
    texts = [
        candidate("a", "Поздравляем с праздником.", title="Поздравление", day=DAY),
        candidate("b", "Поздравляем с праздником!", title="Поздравление", day=DAY + timedelta(days=1)),
        candidate("c", "Поздравляем с праздником", title="Поздравление", day=DAY + timedelta(days=365)),
        candidate("d", "Поздравляем с праздником", title="Другое", day=DAY),
    ]
    assert group(texts) == (("a", "b"), ("c",), ("d",))


@pytest.mark.parametrize("text", ["", "Фото", "— … !"])
def test_texts_without_words_share_nothing(text: str) -> None:
    """An empty article is like no other."""
    assert group([candidate("a", text), candidate("b", text)]) == (("a",), ("b",))


def test_odd_addresses_are_no_trace() -> None:
    """What is no web address connects nothing."""
    assert not {trace for trace in traces_of("", [LONG], "mailto:x@alpha.example") if trace.startswith("url:")}


def test_kinship_connects_over_others() -> None:
    """One shares its text with the second, the second its address with the third: one story."""
    texts = [
        candidate("a", LONG, url="https://alpha.example/1"),
        candidate("b", LONG, url="https://beta.example/1"),
        candidate("c", f"{LONG} с поправкой", url="https://beta.example/1"),
    ]
    assert group(texts) == (("a", "b", "c"),)


OTHER = " ".join(f"иное{number}" for number in range(80))
TEXTS = st.sampled_from(
    [LONG, f"{LONG} ещё", f"{LONG[:300]} {OTHER[:400]}", OTHER, "Коротко о встрече", "Коротко о планах", ""]
)
CANDIDATES = st.lists(
    st.builds(
        lambda text, host, number, days: (text, f"https://{host}.example/{number}", DAY + timedelta(days=days)),
        TEXTS,
        st.sampled_from("ab"),
        st.integers(1, 4),
        st.integers(0, 4),
    ),
    max_size=12,
).map(lambda rows: [candidate(f"n{place}", text, url=url, day=day) for place, (text, url, day) in enumerate(rows)])


@settings(max_examples=80, deadline=None)
@given(CANDIDATES, st.randoms(use_true_random=False))
def test_order_does_not_matter(candidates: list[Candidate], chance: object) -> None:
    """Membership is a function of the set: shuffled, the same stories; every name in exactly one."""
    shuffled = list(candidates)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    stories = group(candidates)
    assert group(shuffled) == stories
    assert sorted(name for story in stories for name in story) == sorted(one.name for one in candidates)


@settings(max_examples=60, deadline=None)
@given(CANDIDATES)
def test_kin_are_always_together(candidates: list[Candidate]) -> None:
    """Kinship is mutual, and no two kin are ever apart."""
    home = {name: story for story in group(candidates) for name in story}
    for one in candidates:
        for other in candidates:
            assert kinship(one, other) == kinship(other, one)
            if kinship(one, other):
                assert home[one.name] == home[other.name]


def standing(name: str, **others: object) -> Standing:
    """An article as it stands in its story."""
    usual = {"baseline": False, "rank": 0, "priority": 50, "day": DAY, "published": 0.0}
    return Standing(name=name, **(usual | others))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"priority": 90, "day": DAY + timedelta(days=1)}, {"priority": 50}),
        ({}, {"day": DAY + timedelta(days=1)}),
        ({}, {"published": 60.0}),
        ({"rank": 0, "priority": 1}, {"rank": 2, "priority": 99}),
        ({"priority": 1}, {"baseline": True, "priority": 99}),
    ],
)
def test_who_speaks_for_a_story(first: dict[str, object], second: dict[str, object]) -> None:
    """Source priority, then date; never what no feed may show before what it may."""
    one, other = standing("b", **first), standing("a", **second)
    assert min([other, one], key=lambda article: article.order) is one
