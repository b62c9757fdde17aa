"""One more try for a server's stumble; none where it said when to come back, and none for a challenge."""

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from spiders.answers import why_challenge
from spiders.refusals import RefusedError

RETRIED = frozenset({408, 500, 502, 503, 504, 520, 521, 522, 523, 524})


class Retries(RetryMiddleware):
    """Scrapy's, but for what is tried again: 5xx, timeouts and broken connections, once."""

    def process_response(  # type: ignore[override] # `spider` is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """The answer, or the same request once more."""
        if not self._is_stumble(request, response):
            return response
        return self._retry(request, f"status {response.status}") or response

    def process_exception(  # type: ignore[override] # `spider` is deprecated
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """The same request once more, where the connection failed."""
        if isinstance(exception, RefusedError):
            return None
        return super().process_exception(request, exception)

    @staticmethod
    def _is_stumble(request: Request, response: Response) -> bool:
        if why_challenge(response.body) or b"Retry-After" in response.headers:
            return False
        if response.status == 403:  # noqa: PLR2004 - some feeds refuse a first connection (sources.md §7)
            return bool(request.meta.get("listing"))
        return response.status in RETRIED
