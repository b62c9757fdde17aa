"""Undoes content codings under the size limit; what is cut or garbled is an error, never half a page."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.codings import CutError, GarbledError, OversizeError, undo
from spiders.refusals import RefusedError, refuse

ACCEPTED = "gzip, deflate, br, zstd"


class Decoding:
    """Answers leave here as plain bytes, with no Content-Encoding."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        """Say what we can undo."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """The same answer with its codings undone.

        Raises:
            RefusedError: the stream is cut, garbled, or longer than its limit.
        """
        codings = codings_of(response)
        if not codings or not response.body:
            return response
        prefix = request.meta.get("prefix", 0)
        limit = prefix or request.meta.get("download_maxsize", self._limit)
        try:
            body = undo(response.body, codings, limit, prefix=bool(prefix))
        except (CutError, GarbledError, OversizeError) as error:
            raise explain(error) from error
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        flags = [flag for flag in response.flags if flag != "partial"]  # the coding has an end of its own
        return response.replace(body=body, headers=headers, flags=flags)


def codings_of(response: Response) -> list[str]:
    """The content codings in the order they were applied."""
    joined = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower()
    return [coding.strip() for coding in joined.split(",") if coding.strip()]


def explain(error: Exception) -> RefusedError:
    """The reason behind a failed decoding."""
    if isinstance(error, OversizeError):
        return refuse("broken", f"larger than {error.args[0]} bytes when unpacked")
    if isinstance(error, CutError):
        return refuse("unreachable", f"the answer was cut off: {error}")
    return refuse("broken", f"garbled: {error}")
