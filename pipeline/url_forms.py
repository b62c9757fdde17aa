"""Which parts of an address only dress it: tracking, mobile, AMP and print forms; it never splits or builds one."""

import re

TWIN_HOSTS = frozenset({"www", "m", "mobile", "amp", "pda", "wap", "print"})
FIRST_FORMS = frozenset({"amp", "m", "mobile", "pda", "print"})
LAST_FORMS = frozenset({"amp", "mobile", "print"})

# Names that never address a page: campaign families, click ids, sharing marks, sessions, cache busters.
_CAMPAIGN = re.compile(
    r"(?:utm|wt|pk|piwik|mtm|matomo|hsa|itm|ga|ns|mc|vero|oly|trk|at_custom)_\w{0,40}|utm\w{0,20}|_?openstat"
    r"|\w{0,12}cl(?:ick)?id|[gw]braid|igshid?|mkt_tok|_g[al]|xtor|cmpid|icid|ncid|erid|tg_rhash|_hs(?:enc|mi)"
)
_PASSING = frozenset(
    {
        "from", "ref", "referer", "referrer", "ref_src", "ref_url", "fromrss", "via", "share", "shared", "smid", "spm",
        "phpsessid", "jsessionid", "sessionid", "clear_cache", "doing_wp_cron", "replytocom", "sphrase_id",
        "back_url", "backurl", "bxajaxid", "nocache", "no_cache", "_", "rss",
    }
)  # fmt: skip
# Names that a search or a widget leaves behind, and that address the page where the path does not.
_LEFTOVER = frozenset(
    {
        "query", "sids", "search", "search_query", "q", "phrase", "text", "highlight", "source", "medium", "campaign",
        "recommendation", "rec", "rnd", "rand", "random", "cb", "session", "sid", "theme", "comments", "showcomments",
    }
)  # fmt: skip
_FORM_NAMES = frozenset(
    {"amp", "amphtml", "amp_js_v", "noamp", "mobile", "nomobile", "print", "printable", "printversion", "print_version"}
)
_FORM_SWITCHES = frozenset({"view", "version", "mode", "type", "format", "output", "outputtype", "layout", "device"})
_FORM_VALUES = frozenset({"amp", "print", "printable", "mobile", "pda", "desktop"})
_QUALIFIERS = frozenset({"lang", "language", "locale", "hl", "page"})

_FORM_SUFFIX = re.compile(r"[-_.](?:print|amp)(?=\.[a-z]{2,5}$)|\.amp$", re.IGNORECASE)
_DIRECTORY_PAGE = re.compile(r"(?:index|default)\.(?:html?|shtml|php|aspx?)", re.IGNORECASE)
_SCRIPT = re.compile(r"\.(?:php\d?|phtml|aspx?|cgi|pl|jsp|do|dll|cfm)$", re.IGNORECASE)


def tracks(name: str) -> bool:
    """Whether a parameter is a campaign's or a click's mark: no server needs it to find the page."""
    return _CAMPAIGN.fullmatch(name.lower()) is not None


def addresses(name: str, value: str, *, by_path: bool) -> bool:
    """Whether a parameter helps to tell pages apart; `by_path` says that the path already names one page."""
    name, value = name.lower(), value.lower()
    if tracks(name) or name in _PASSING or name in _FORM_NAMES:
        return False
    if name in _FORM_SWITCHES and value in _FORM_VALUES:
        return False
    return not (by_path and name in _LEFTOVER)


def qualifies(name: str) -> bool:
    """Whether a parameter chooses a version or a part of a page rather than the page."""
    return name.lower() in _QUALIFIERS


def names_a_page(segment: str) -> bool:
    """Whether a last path segment names one page; a script's name does not."""
    return bool(segment) and not _SCRIPT.search(segment)


def is_slug(segment: str) -> bool:
    """Whether a path segment is a title in short: three words or more."""
    return sum(char in "-_" for char in segment.strip("-_")) > 1


def plain_host(host: str) -> str:
    """A host without `www.`, `m.` and the like, as long as a domain remains."""
    label, dot, rest = host.partition(".")
    while dot and label in TWIN_HOSTS and "." in rest:
        host = rest
        label, dot, rest = host.partition(".")
    return host


def plain_segments(segments: list[str]) -> list[str]:
    """Path segments without directory pages and without AMP, mobile and print forms."""
    kept = [segment for segment in segments if segment]
    while kept:
        if _DIRECTORY_PAGE.fullmatch(kept[-1]) or (len(kept) > 1 and kept[-1].lower() in LAST_FORMS):
            kept = kept[:-1]
        elif len(kept) > 1 and kept[0].lower() in FIRST_FORMS:
            kept = kept[1:]
        elif (shorter := _FORM_SUFFIX.sub("", kept[-1])) != kept[-1]:
            kept = [*kept[:-1], shorter]
        else:
            break
    return kept
