"""After an upgrade that changed what addresses are the same: known items learn their new canonical addresses too."""

import hashlib
from pathlib import Path

from sqlalchemy import Connection, insert, select

from pipeline import url_forms, urls
from pipeline.archive.dialects import Dialect
from pipeline.archive.schema import alias, item, meta, source

RULES = (urls, url_forms)  # whatever changes in them may change an address


def readdress(connection: Connection, dialect: Dialect) -> None:
    """Add the addresses that today's rules give to what was seen under yesterday's; none goes, no item is new again."""
    for name in connection.scalars(select(source.c.id)).all():
        _readdress_source(connection, name)
    dialect.upsert(connection, meta, {"name": "addresses", "value": rules()})


def is_addressed(connection: Connection) -> bool:
    """Whether all addresses are as today's rules give them."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == "addresses")) == rules()


def rules() -> str:
    """What tells one state of the rules from another."""
    texts = b"".join(Path(str(module.__file__)).read_bytes() for module in RULES)
    return hashlib.sha256(texts).hexdigest()


def _readdress_source(connection: Connection, name: str) -> None:
    rows = connection.execute(
        select(alias.c.url, alias.c.item, item.c.url.label("seen"))
        .join(item, item.c.key == alias.c.item)
        .where(alias.c.source == name)
        .order_by(alias.c.item)
    ).all()
    known = {row.url for row in rows}
    fresh: dict[str, int] = {}
    for row in rows:
        for address in {urls.canonical(row.url), urls.canonical(row.seen) if row.seen != row.url else row.url} - known:
            fresh.setdefault(address, row.item)
    if fresh:
        connection.execute(insert(alias), [{"url": url, "source": name, "item": key} for url, key in fresh.items()])
