"""What a replica's site answers, and its page templates; no sockets here."""

import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template

HTML = "text/html; charset=utf-8"
XML = "text/xml; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status, a body and what the headers say; `modified` set means the answer carries validators (feeds do)."""

    status: int
    content_type: str
    body: bytes
    modified: datetime | None = None
    location: str = ""

    @property
    def etag(self) -> str:
        """A strong entity tag: the same bytes have the same one."""
        return f'"{sha256(self.body).hexdigest()[:20]}"'

    @property
    def last_modified(self) -> str:
        """The `Last-Modified` header, empty without validators."""
        return format_datetime(self.modified, usegmt=True) if self.modified else ""


@cache
def template(site: str, name: str) -> Template:
    """A template file of a site; `$name` marks what is filled in."""
    return Template(files(__package__).joinpath("sites", site, name).read_text(encoding="utf-8"))


def render(site: str, name: str, **values: object) -> str:
    """Fill a template; the values are markup already."""
    return template(site, name).substitute(values)


def quoted(text: str) -> str:
    """Text as it stands in HTML and XML."""
    return escape(text, quote=True)


def json_script(value: object) -> str:
    """JSON that cannot end its script element."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("</", "<\\/")


def not_found(page: str = "<!DOCTYPE html><title>404 Not Found</title><h1>404 Not Found</h1>") -> Answer:
    """An address nothing lies at, with the status that says so."""
    return Answer(status=404, content_type=HTML, body=page.encode())
