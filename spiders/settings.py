"""Every Scrapy setting we stand on, as plain values; the defaults of Scrapy that surprise are all set here.

Reasons are measured: each of these defaults let a site read a local file, open a port, freeze or flood the process.
"""

from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

from spiders.manners import Limits, Network, Politeness

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml;q=0.9,*/*;q=0.8"

UNUSED_MIDDLEWARES = (
    "offsite.OffsiteMiddleware",  # lets redirects of a first request pass; ours does not
    "robotstxt.RobotsTxtMiddleware",  # takes an error for permission; ours does not
    "httpauth.HttpAuthMiddleware",
    "retry.RetryMiddleware",
    "redirect.MetaRefreshMiddleware",
    "redirect.RedirectMiddleware",
    "httpcompression.HttpCompressionMiddleware",  # takes a cut stream for a whole one; ours does not
    "cookies.CookiesMiddleware",
    "stats.DownloaderStats",
    "httpcache.HttpCacheMiddleware",
)
UNUSED_SPIDER_MIDDLEWARES = (
    "httperror.HttpErrorMiddleware",  # every status is examined in `answers`
    "referer.RefererMiddleware",
    "urllength.UrlLengthMiddleware",
    "depth.DepthMiddleware",
    "metacopy.MetaCopyDetectionMiddleware",
)
UNUSED_EXTENSIONS = (
    "telnet.TelnetConsole",
    "remote_control.RemoteControl",
    "memusage.MemoryUsage",
    "memdebug.MemoryDebugger",
    "closespider.CloseSpider",
    "logstats.LogStats",
    "logcount.LogCount",
    "spiderstate.SpiderState",
    "throttle.AutoThrottle",
)


def user_agent(politeness: Politeness) -> str:
    """Who we are: product, version, contact."""
    name = politeness.user_agent
    if "/" not in name:
        name = f"{name}/{product_version()}"
    return f"{name} (+{politeness.contact})" if politeness.contact and politeness.contact not in name else name


def product_version() -> str:
    """The installed version."""
    try:
        return version("csto-monitor")
    except PackageNotFoundError:
        return "0"


def scrapy_settings(politeness: Politeness, network: Network, limits: Limits) -> dict[str, Any]:
    """The settings of every crawl."""
    return {**_manners(politeness, limits), **_closed_doors(network), **_components()}


def _manners(politeness: Politeness, limits: Limits) -> dict[str, Any]:
    return {
        "USER_AGENT": user_agent(politeness),
        "DEFAULT_REQUEST_HEADERS": {"Accept": ACCEPT, "Accept-Language": "ru,en;q=0.8,*;q=0.5"},
        "DOWNLOAD_TIMEOUT": politeness.timeout,
        "DOWNLOAD_MAXSIZE": politeness.max_page_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DNS_TIMEOUT": min(politeness.timeout, 10.0),
        "RETRY_TIMES": 1,
        "REDIRECT_MAX_TIMES": limits.redirects,
        # The host gate paces requests across all crawlers; Scrapy's own slots must not add to it.
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "CONCURRENT_ITEMS": 1,
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
    }


def _closed_doors(network: Network) -> dict[str, Any]:
    return {
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "HTTPPROXY_ENABLED": True,  # for the environment's http_proxy, https_proxy and no_proxy
        "DOWNLOAD_HANDLERS": {
            "http": "spiders.handler.BoundedHandler",
            "https": "spiders.handler.BoundedHandler",
            **dict.fromkeys(("file", "data", "ftp", "s3")),
        },
        "TWISTED_DNS_RESOLVER": "spiders.resolver.GuardResolver",
        "ALLOW_PRIVATE": network.allow_private,
        "EXTRA_CA_FILE": network.ca_file,
        "PROXY": network.proxy,
        "PROXY_HOSTS": list(proxy_hosts(network)),
    }


def _components() -> dict[str, Any]:
    base = "scrapy"
    return {
        "DOWNLOADER_MIDDLEWARES": {
            **{f"{base}.downloadermiddlewares.{name}": None for name in UNUSED_MIDDLEWARES},
            "spiders.guard.EgressGuard": 10,
            "spiders.robots.RobotsGuard": 100,
            "spiders.retrying.Retries": 550,
            "spiders.redirects.Redirects": 600,
            "spiders.proxying.ConfiguredProxy": 740,
            "spiders.decoding.Decoding": 800,
            "spiders.pacing.Pacing": 990,
        },
        "SPIDER_MIDDLEWARES": {f"{base}.spidermiddlewares.{name}": None for name in UNUSED_SPIDER_MIDDLEWARES},
        "EXTENSIONS": {f"{base}.extensions.{name}": None for name in UNUSED_EXTENSIONS},
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOG_VERSIONS": [],
        "STATS_DUMP": False,
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
    }


def proxy_hosts(network: Network) -> tuple[str, ...]:
    """Names of the proxies in use: their addresses may be private."""
    from urllib.request import getproxies  # noqa: PLC0415 - reads the environment, so only when a crawl begins

    named = [network.proxy] if network.proxy else []
    named += [url for scheme, url in getproxies().items() if scheme in ("http", "https", "all")]
    found = (urlsplit(url if "://" in url else f"http://{url}").hostname for url in named)
    return tuple(dict.fromkeys(name for name in found if name))
