"""Follows redirects one by one past the egress guard; refuses loops and targets that are no web addresses."""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response

from spiders.egress import shorten
from spiders.refusals import RefusedError, refuse


class Redirects(RedirectMiddleware):
    """Scrapy's, but that every end of a chain has a reason of its own; there is no Referer to keep."""

    def _engine_started(self) -> None:
        """Nothing: no Referer is ever sent."""

    def process_response(  # type: ignore[override] # `spider` is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """The answer, or the request it redirects to.

        Raises:
            RefusedError: the chain is a loop, too long, or leads to something malformed.
        """
        if response.status == 300:  # noqa: PLR2004 - Multiple Choices: nothing is chosen for us
            return response
        where = response.headers.get("Location") or b""
        if b"\\" in where:
            raise _malformed(where)
        try:
            result = super().process_response(request, response)
        except ValueError as error:
            raise _malformed(where) from error
        if isinstance(result, Request):
            self._refuse_loop(result)
        return result

    def _redirect(self, redirected: Request, request: Request, reason: object) -> Request:
        if request.meta.get("redirect_times", 0) >= self.max_redirect_times:
            raise refuse("broken", f"more than {self.max_redirect_times} redirects, last to {shorten(redirected.url)}")
        return super()._redirect(redirected, request, reason)

    @staticmethod
    def _refuse_loop(redirected: Request) -> None:
        if redirected.url in redirected.meta["redirect_urls"]:
            raise refuse("broken", f"redirect loop at {shorten(redirected.url)}")


def _malformed(where: bytes) -> RefusedError:
    return refuse("broken", f"malformed redirect: {shorten(where.decode('latin-1'))}")
