"""How values lie in the database: instants, days, texts and nested values; it knows no table."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import BigInteger, Integer, Row, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

# SQLite numbers rows by itself only where the column's type is INTEGER.
Key = BigInteger().with_variant(Integer(), "sqlite")


class Instant(TypeDecorator[datetime]):
    """An aware instant as microseconds since 1970 in UTC: sorts as time does, in every database alike."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - its shape
        """Refuse what has no zone: it is no instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no zone")
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - its shape
        """The instant in UTC."""
        return None if value is None else EPOCH + value * MICROSECOND


class Day(TypeDecorator[date]):
    """A calendar day as `YYYY-MM-DD`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - its shape
        """The day as ISO text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002 - its shape
        """The day."""
        return None if value is None else date.fromisoformat(value)


class Words(TypeDecorator[str]):
    """Text that any database takes: without NUL and lone surrogates, which none can store."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - its shape
        """The text, storable."""
        return None if value is None else storable(value)


class Nested(TypeDecorator[Any]):
    """Lists and mappings of plain values as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - its shape
        """Compact JSON, letters as they are."""
        return None if value is None else storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - its shape
        """The value."""
        return None if value is None else json.loads(value)


def storable(text: str) -> str:
    """The text without what UTF-8 or PostgreSQL cannot hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
