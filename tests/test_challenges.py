import pytest

from pipeline.reading.challenges import is_challenge

SCRIPT = "<script>var a = 1; setTimeout(function(){ location.reload() }, 5000)</script>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


CHALLENGES = {
    "just a moment": page("<noscript>Enable JavaScript</noscript>", "<title>Just a moment...</title>" + SCRIPT),
    "ddos-guard": page("", '<title>x</title><script src="https://check.ddos-guard.net/check.js"></script>'),
    "qrator": page('<div id="qrator-box"></div>' + SCRIPT),
    "servicepipe": page("", "<script src=/servicepipe/main.js></script>"),
    "bobcmn": page("", '<script>window["bobcmn"] = "10111110"</script>'),
    "проверка браузера": page("<h1>Проверка браузера</h1><p>Подождите несколько секунд.</p>"),
    "вы не бот": page("<p>Если вы не бот, нажмите на кнопку ниже.</p>"),
    "captcha": page('<form action="/check"><div class="smart-captcha" data-sitekey="k"></div></form>'),
    "access denied": page("<h1>Access Denied</h1><p>You don't have permission. Reference #18.</p>"),
}
WORDS = "Стороны обсудили ход подготовки к учению и обменялись мнениями. "


@pytest.mark.parametrize("mark", CHALLENGES)
@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_challenge_page_is_known_whatever_its_status(mark: str, status: int) -> None:
    """The mark that gave it away is named."""
    assert is_challenge(CHALLENGES[mark], status) == f"challenge page ({mark})"


@pytest.mark.parametrize("status", [401, 403, 429, 451])
def test_a_refusing_status_is_a_refusal_without_marks(status: int) -> None:
    """Contract: 401, 403, 429 and 451 are `blocked`."""
    assert is_challenge(page("<p>Нет.</p>"), status) == f"HTTP {status}"


@pytest.mark.parametrize(
    "text",
    [
        page(f"<h1>Новость</h1><p>{WORDS * 40}</p><div class=g-recaptcha></div>"),
        page(f"<article><h1>Новость</h1><p>{WORDS}</p></article><script src=/recaptcha/api.js></script>"),
        page(f"<p>{WORDS * 8}</p><script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js></script>"),
        page(f"<p>{WORDS * 40}</p><p>Фонд сообщил, что ddos-guard и qrator отразили атаку.</p>"),
        "<rss><channel><item><title>Just a moment: captcha</title></item></channel></rss>",
        page("<p>Сегодня новостей нет.</p>"),
        "Just a moment",
        "",
    ],
)
def test_an_answer_is_no_challenge(text: str) -> None:
    """Pages with something to say pass, even with a guard's or a comment form's machinery in them."""
    assert is_challenge(text) is None


def test_a_large_page_is_no_challenge() -> None:
    """Challenge pages are small; a large page is never called one for a word."""
    assert is_challenge(page("<script>qrator</script>" + "<i></i>" * 5000)) is None


def test_an_unclosed_script_hides_the_rest() -> None:
    """Broken markup decides nothing and crashes nothing."""
    assert is_challenge("<html><script>just a moment") is None
