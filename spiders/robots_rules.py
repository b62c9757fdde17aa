"""What a robots.txt allows (RFC 9309): from its status and bytes to a verdict with a reason; asks no network."""

from dataclasses import dataclass
from typing import Any

from pipeline.records import RobotsCopy
from spiders.refusals import Refusal, Trouble


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin. `refusal` stands for all its addresses; else `parsed` is asked, None allows all."""

    parsed: Any = None
    refusal: Refusal | None = None

    def why_refused(self, url: str, agent: str) -> Refusal | None:
        """The reason an address may not be asked for."""
        if self.refusal:
            return self.refusal
        if self.parsed is None or self.parsed.can_fetch(url, agent):
            return None
        path = "/" + url.split("://", 1)[-1].partition("/")[2]
        return Refusal(kind="blocked", reason=f"robots.txt refuses {path[:80]}", ours=True)


ALLOW_ALL = Rules()


def rules_of(copy: RobotsCopy) -> Rules:
    """What a fetched robots.txt says.

    2xx: its rules; 4xx: there are none (§2.3.1.3); 429, 5xx and no answer: nothing may be asked this run (§2.3.1.4).
    """
    if copy.status == 429 or copy.status >= 500:  # noqa: PLR2004 - HTTP's own numbers
        kind: Trouble = "blocked" if copy.status == 429 else "unreachable"  # noqa: PLR2004 - same
        return Rules(refusal=Refusal(kind=kind, reason=f"robots.txt answered {copy.status}", ours=True))
    if not 200 <= copy.status < 300:  # noqa: PLR2004 - same
        return ALLOW_ALL
    return Rules(parsed=parse(copy.body))


def parse(body: bytes) -> Any:
    """The rules of a robots.txt as Protego keeps them."""
    from protego import Protego  # noqa: PLC0415 - only where a crawl happens

    return Protego.parse(decode(body))


def decode(body: bytes) -> str:
    """The text of a robots.txt: UTF-8 (RFC 9309 §2.2), or what its byte order mark says."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if body.startswith(mark):
            return body[2:].decode(encoding, "replace")
    return body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
