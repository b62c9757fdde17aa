"""The page as a reader's browser shows it: widths, colour schemes, search, filters, diffs, keyboard, safety."""

import os
from pathlib import Path

import pytest
from little_site import ADA, HOSTILE, IVO, NOW, LittleSite

pytest.importorskip("selenium", reason="needs chromium: the Python package selenium is not installed")

from browser import Browser, missing_program
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from monitor.clock import PINNED
from monitor.paths import CHECKOUT

pytestmark = [
    pytest.mark.tool,
    pytest.mark.skipif(missing_program() is not None, reason=f"needs chromium: {missing_program()} is not installed"),
]
AXE = Path(os.environ.get("CSTO_MONITOR_AXE", CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"))
DIFFED = "items/agency-20001.html"
PAGES = (
    "index.html",
    "en/index.html",
    DIFFED,
    "items/agency-20003.html",
    "search?q=граница",
    "kinds/briefing.html",
    "about.html#kind=интервью",
)
WIDTHS = (320, 390, 820, 1440)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PINNED, NOW.isoformat())
        site = LittleSite(tmp_path_factory.mktemp("site"))
        yield site
        site.close()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    chromium = Browser(tmp_path_factory.mktemp("profile"))
    yield chromium
    chromium.close()


@pytest.fixture
def browser(chromium, site):
    """The browser with a clean record; afterwards nobody else was asked and nothing was complained of."""
    chromium.hosts()
    chromium.complaints()
    chromium.look()
    yield chromium
    assert chromium.hosts() == {site.url.removeprefix("http://").strip("/")}
    assert chromium.complaints() == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(browser, site, width, dark):
    """On a phone, a tablet and a wide screen, light and dark, nothing is cut off or has to be pushed sideways."""
    browser.look(width=width, dark=dark)
    for page in PAGES:
        browser.open(site.url + page)
        assert browser.ask("document.documentElement.scrollWidth") <= width, page
        assert browser.ask("[...document.querySelectorAll('h1, h2, h3, p, a, input, select, button, svg')]"
                           ".filter(one => !one.closest('.scroll, .hidden, .skip') && one.className !== 'hidden'"
                           " && one.className !== 'skip' && one.getBoundingClientRect().right > innerWidth + 1)"
                           ".map(one => one.outerHTML)") == [], page  # fmt: skip


def test_light_and_dark_are_the_readers_choice(browser, site):
    """Paper and ink change places."""
    shades = []
    for dark in (False, True):
        browser.look(dark=dark)
        browser.open(site.url)
        colours = browser.ask(
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        )
        shades.append([sum(map(int, colour[4:-1].split(","))) for colour in colours])
    (paper, ink), (dark_paper, light_ink) = shades
    assert paper > 3 * 200 > 3 * 60 > ink
    assert dark_paper < 3 * 60 < 3 * 200 < light_ink


def test_a_search_finds_other_forms(browser, site):
    """Words typed into the front page lead to what has them in another case; each result opens."""
    browser.open(site.url)
    browser.leave(lambda: browser.one("#q").send_keys("учением", Keys.ENTER))
    assert browser.titles() == ["Учения назначены на апрель"]
    assert browser.one("#q").get_attribute("value") == "учением"
    assert (
        browser.one("link[type='application/atom+xml']").get_attribute("href").startswith(f"{site.url}search.atom?q=")
    )
    browser.leave(browser.one(".card h3 a").click)
    assert browser.one("h1").text == "Учения назначены на апрель"


def test_a_search_that_finds_nothing_says_so(browser, site):
    """In the tongue it was asked in."""
    for tongue, told in (("ru", "Ничего не нашлось."), ("en", "Nothing was found.")):
        browser.open(f"{site.url}search?q=zzz&lang={tongue}")
        assert browser.one("[role=status]").text == told


@pytest.mark.parametrize(
    ("field", "value", "number"),
    [("speaker", IVO.name, 1), ("speaker", ADA.name, 9), ("kind", "briefing", 7), ("source", "herald", 1)],
)
def test_filters_by_choice(browser, site, field, value, number):
    """Speaker, kind and source alone are a question too."""
    browser.open(f"{site.url}search")
    Select(browser.one(f"#{field}")).select_by_value(value)
    browser.leave(browser.one("main button[type=submit]").click)
    assert len(browser.titles()) == number
    assert Select(browser.one(f"#{field}")).first_selected_option.get_attribute("value") == value


def choose(browser, field, value):
    """Choose in the front page's own form."""
    Select(browser.one(f"#narrow-{field}")).select_by_value(value)


def shown(browser):
    """The titles that are left."""
    return [one.text for one in browser.all(".card h3") if one.is_displayed()]


@pytest.mark.parametrize("width", [360, 1440])
def test_the_front_page_narrows_by_itself(browser, site, width):
    """Speaker, kind, source narrow each other at once, without another page; how many are left is said."""
    browser.look(width=width)
    browser.open(site.url)
    fold = browser.one(".narrowing")
    if width < 700:
        assert fold.get_attribute("open") is None  # what is new comes first on a phone
        fold.find_element("css selector", "summary").click()
    choose(browser, "speaker", ADA.name)
    assert len(shown(browser)) == 9
    choose(browser, "kind", "брифинг")
    assert len(shown(browser)) == 7
    assert browser.one(".narrow [role=status]").text == "Показано 7 из 11."
    choose(browser, "source", "Агентство")
    assert len(shown(browser)) == 7
    assert not any(
        one.is_displayed()
        for one in browser.all(".day")
        if not one.find_elements("css selector", ".card:not([hidden])")
    )
    browser.one("button[type=reset]").click()
    assert len(shown(browser)) == 11
    assert browser.ask("document.activeElement.id") == "narrow-speaker"
    assert not browser.one("button[type=reset]").is_displayed()


def test_the_front_page_narrows_to_a_period(browser, site):
    """Both days belong to it; an address keeps what was chosen, and a page without any says so."""
    browser.open(f"{site.url}en/index.html#since=2026-01-22&until=2026-01-24")
    told = [f"Брифинг о границе, часть {number}" for number in (8, 9, 10)]
    assert shown(browser) == told
    choose(browser, "kind", "briefing")
    assert "since=2026-01-22" in browser.ask("location.hash")
    browser.open("about:blank")
    browser.open(f"{site.url}en/index.html#since=2026-01-22&until=2026-01-24&kind=briefing")
    assert shown(browser) == told
    assert browser.one(".narrow [role=status]").text == "3 of 11 shown."


def test_the_front_page_narrows_by_keyboard(browser, site):
    """A list opens, a letter chooses, and what is left is there."""
    browser.open(site.url)
    browser.one("#narrow-source").send_keys("H")
    assert shown(browser) == ["Exercises begin in April"]


@pytest.mark.parametrize("page", ["kinds/briefing.html", "speakers/ada-vetrova.html", "about.html"])
def test_every_list_can_be_narrowed_by_what_differs_in_it(browser, site, page):
    """A choice of one is no choice and is not shown."""
    browser.open(site.url + page)
    for field in browser.all(".narrow .field:has(select)"):
        assert field.is_displayed() is (len(field.find_elements("css selector", "option")) > 2)


def test_a_filter_by_period(browser, site):
    """The first and the last day belong to it; days and words narrow each other."""
    browser.open(f"{site.url}search")
    for field, day in (("since", "2026-01-22"), ("until", "2026-01-24")):
        browser.ask("void (document.getElementById(arguments[0]).value = arguments[1])", field, day)
    browser.leave(lambda: browser.one("#q").send_keys("границы", Keys.ENTER))
    assert browser.titles() == [f"Брифинг о границе, часть {number}" for number in (8, 9, 10)]


def test_an_item_shows_what_its_site_changed(browser, site):
    """The new words and the old ones stand out by more than colour."""
    browser.open(site.url + DIFFED)
    removed, added = ([one.text for one in browser.all(f".diff {tag}")] for tag in ("del", "ins"))
    assert [text.endswith(word) for text, word in zip(removed, ("март", "март."), strict=True)] == [True, True]
    assert [text.endswith(word) for text, word in zip(added, ("апрель", "апрель."), strict=True)] == [True, True]
    assert "line-through" in browser.ask("getComputedStyle(document.querySelector('.diff del')).textDecorationLine")
    assert browser.one(".diff ins").is_displayed()


@pytest.mark.parametrize("page", ["index.html", "items/agency-20002.html", "search?q=script"])
def test_markup_in_a_title_is_shown_as_it_is_written(browser, site, page):
    """`<script>` and `&lt;` are letters: nothing runs and nothing vanishes; < and > come as ‹ and ›."""
    browser.open(site.url + page)
    assert browser.ask("document.title") != "taken"
    assert browser.all("script:not([src$='/narrow.js'], [src='narrow.js']), main img") == []
    shown = HOSTILE.replace("<", "‹").replace(">", "›")
    assert shown in [" ".join(one.text.split()) for one in browser.all("h1, h3")]


def test_the_keyboard_reaches_everything_and_is_seen(browser, site):
    """The first stop skips to the content; every stop has a visible outline."""
    browser.look(width=820)
    browser.open(site.url)
    browser.type(Keys.TAB)
    skip = browser.driver.switch_to.active_element
    assert skip.get_attribute("class") == "skip"
    box = skip.rect
    assert box["x"] >= 0 <= box["y"]
    browser.type(Keys.ENTER)
    assert browser.ask("document.activeElement.id") == "content"
    for _ in range(25):
        browser.type(Keys.TAB)
        style, width = browser.ask(
            "(one => [getComputedStyle(one).outlineStyle, parseFloat(getComputedStyle(one).outlineWidth)])"
            "(document.activeElement)"
        )
        assert (style, width >= 2) == ("solid", True), browser.ask("document.activeElement.outerHTML")


def test_the_timeline_opens_as_a_table(browser, site):
    """What the plot shows can be read, by keyboard too."""
    browser.open(site.url)
    summary = browser.one("aside details summary")
    summary.send_keys(Keys.ENTER)
    assert browser.one("aside details table").is_displayed()


def test_it_works_without_javascript(browser, site):
    """Reading, searching and opening need none."""
    browser.order("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(site.url)
        assert len(browser.titles()) == 11
        assert not browser.one(".narrowing").is_displayed()
        for place in ("speakers", "kinds", "source-list"):
            assert browser.one(f".jump a[href='#{place}']").is_displayed()
        browser.leave(browser.one("a[href='kinds/briefing.html']").click)
        assert len(browser.titles()) == 7
        browser.open(site.url)
        browser.leave(lambda: browser.one("#q").send_keys("exercise", Keys.ENTER))
        assert browser.titles() == ["Exercises begin in April"]
        browser.leave(browser.one(".card h3 a").click)
        assert browser.one("h1").text == "Exercises begin in April"
    finally:
        browser.order("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core: npm install axe-core in the checkout")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("page", ["index.html", "en/index.html", DIFFED, "search?q=граница"])
def test_axe_finds_no_violation(browser, site, page, dark):
    """WCAG 2.2 A and AA, and axe's best practices."""
    browser.look(width=390 if dark else 1280, dark=dark)
    browser.open(site.url + page)
    browser.driver.execute_script(AXE.read_text(encoding="utf-8"))
    found = browser.driver.execute_async_script(
        "const done = arguments[0];"
        "const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];"
        "axe.run({runOnly: tags, preload: false}).then(done, error => done({violations: [{id: String(error)}]}))"
    )
    told = [(one["id"], [node["html"] for node in one.get("nodes", ())][:3]) for one in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 15
