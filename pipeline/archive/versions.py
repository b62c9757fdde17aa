"""Which SQLite this Python brings, and what is known of it; it opens nothing."""

import sqlite3

WAL_RESET_MENDED = (3, 51, 3)  # earlier: two connections that checkpoint at once may corrupt the file (sqlite.org)


def sqlite_version() -> str:
    """As `3.40.1`."""
    return sqlite3.sqlite_version


def is_wal_reset_mended() -> bool:
    """Whether this SQLite is free of the fault two writing connections could meet."""
    return sqlite3.sqlite_version_info >= WAL_RESET_MENDED
