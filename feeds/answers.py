"""A copy as an HTTP answer: validators, 304, HEAD, packing and the headers that keep browsers from running it."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response

from feeds.page import POLICY
from feeds.shelves import Copy

FRESH_FOR = 120  # seconds a reader may keep an answer before it asks again
PAGE_POLICY = f"{POLICY}; frame-ancestors 'none'"
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
FIXED: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TAG = re.compile(r'"([0-9a-f]{1,64})(?:-gzip)?"')


def answer(request: Request, copy: Copy) -> Response:
    """200 with the bytes, or 304 where the client has them already (RFC 9110 §13)."""
    packed = copy.packed if _takes_gzip(request.headers.get("accept-encoding", "")) else None
    is_page = copy.kind.startswith("text/html")
    headers = {
        **FIXED,
        "ETag": f'"{copy.etag}-gzip"' if packed else f'"{copy.etag}"',
        "Cache-Control": f"public, max-age={FRESH_FOR}",
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": PAGE_POLICY if is_page else FILE_POLICY,
    }
    if copy.last_modified:
        headers["Last-Modified"] = copy.last_modified
    if _is_known(request, copy):
        return Response(status_code=304, headers=headers)
    headers["Content-Type"] = copy.kind
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(packed or copy.body, headers=headers)


def refusal(status: int, told: str, **headers: str) -> Response:
    """A short plain answer that says why there is nothing."""
    fixed = {**FIXED, "Content-Security-Policy": FILE_POLICY, "Cache-Control": "no-store"}
    return Response(f"{told}\n", status_code=status, headers=fixed | headers, media_type="text/plain")


def _is_known(request: Request, copy: Copy) -> bool:
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or copy.etag in TAG.findall(tags)
    since = _moment(request.headers.get("if-modified-since", ""))
    changed = _moment(copy.last_modified)
    return since is not None and changed is not None and changed <= since


def _moment(told: str) -> datetime | None:
    try:
        instant = parsedate_to_datetime(told)
    except (ValueError, TypeError):
        return None
    return instant if instant.tzinfo else None


def _takes_gzip(accepted: str) -> bool:
    """Whether gzip is named with a weight above zero (RFC 9110 §12.5.3)."""
    for part in accepted.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() in {"gzip", "x-gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
