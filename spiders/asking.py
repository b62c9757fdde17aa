"""From Scrapy's responses to plain answers, and the one way of asking for a listing."""

from collections.abc import Mapping
from dataclasses import replace

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from pipeline.records import Validators
from spiders.answers import Answer
from spiders.codings import GZIP_MAGIC, CutError, GarbledError, OversizeError, gunzip
from spiders.decoding import explain
from spiders.failures import refusal_of
from spiders.refusals import RefusedError


async def ask(crawler: Crawler, url: str, *, limit: int, headers: Mapping[str, str]) -> Answer:
    """The answer to one listing's request, its redirects followed.

    Raises:
        RefusedError: there is none.
    """
    try:
        request = Request(
            url,
            callback=NO_CALLBACK,
            dont_filter=True,
            headers=dict(headers),
            meta={"download_maxsize": limit, "listing": True},
        )
        response = await crawler.engine.download_async(request)
    except Exception as error:  # border: whatever a listing's request runs into is that listing's fault
        raise RefusedError(refusal_of(error, url, limit=limit)) from error
    return unzip(answer_of(response, url), limit)


def answer_of(response: Response, asked: str) -> Answer:
    """What a response says, in our words."""
    return Answer(
        asked=asked,
        url=response.url,
        status=response.status,
        body=response.body,
        content_type=header(response, "Content-Type"),
        retry_after=header(response, "Retry-After"),
        location=header(response, "Location"),
        partial="partial" in response.flags,
        mitigated=bool(header(response, "cf-mitigated")),
        etag=header(response, "ETag")[:512],
        last_modified=header(response, "Last-Modified")[:128],
    )


def unzip(answer: Answer, limit: int) -> Answer:
    """The same answer where a gzip file was served (`sitemap.xml.gz`), unpacked.

    Raises:
        RefusedError: it is cut, garbled or too large.
    """
    if not answer.body.startswith(GZIP_MAGIC):
        return answer
    try:
        body = gunzip(answer.body, limit)
    except (CutError, GarbledError, OversizeError) as error:
        raise explain(error) from error
    return replace(answer, body=body)


def header(response: Response, name: str) -> str:
    """A header's value as text, empty where there is none."""
    return (response.headers.get(name) or b"").decode("latin-1").strip()


def validators_of(answer: Answer) -> Validators | None:
    """What an answer gave for the next conditional GET."""
    if not (answer.etag or answer.last_modified):
        return None
    return Validators(etag=answer.etag, last_modified=answer.last_modified)


def conditional_headers(validators: Validators | None) -> dict[str, str]:
    """The headers of a conditional GET, the validators as the server gave them."""
    if validators is None:
        return {}
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in named.items() if value}
