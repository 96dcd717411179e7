"""Small attempts, and ways past the program into its records."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection, create_engine, text

from scoring.scorecard import DimensionScore, Finding, Scorecard
from scoring.trace import Event
from simulator.records import triggers
from simulator.records.address import Address
from simulator.records.engine import sqlite_engine, sqlite_module
from simulator.records.model import Attempt, Summary

AT = "2026-11-23T01:02:03.000+00:00"
CARD = Scorecard(
    policy="KR_2024_DECREE",
    manual_hash="m",
    ladders=("everyone",),
    total=80,
    passed=True,
    dimensions=(DimensionScore("law", 0, 0, 0, None), DimensionScore("service", 8, 10, 0, 80)),
    findings=(Finding("r", "everyone", "service", "done", words="네."),),
)


def attempt(name: str = "0190-a", **changes: Any) -> Attempt:
    """Return an attempt that differs from the usual one as told."""
    usual = Attempt(name, "small-call", 1, "s", "m", "KR_2024_DECREE", "ko", 0, "practice", AT, f"key of {name}")
    return msgspec.structs.replace(usual, **changes)


def said(seq: int, words: str = "네.") -> Event:
    """Return a line of the trainee."""
    return Event(seq, seq, "clerk", "said", "hear", "opening", words, 10, 50, 40, 10)


def summary(name: str = "0190-a", scorecard: Scorecard | None = CARD) -> Summary:
    """Return the summary of an attempt of `attempt`."""
    return Summary(
        name, "small-call", 1, "practice", "KR_2024_DECREE", AT, AT, "calmed", "resolved", 2, 40, 50, 30, scorecard
    )


@contextmanager
def beside(address: Address) -> Iterator[Connection]:
    """Open the records by a connection that is not the program's: as somebody who holds the database would.

    SQLite: by the program's own library, as two of them in one process undo each other's locks.
    """
    engine = sqlite_engine(address.file, sqlite_module(), "OFF") if address.file else create_engine(address.url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def tamper(address: Address, *statements: str) -> None:
    """Change the records past the program, with the triggers and references that would refuse it out of the way."""
    with beside(address) as connection:
        if not address.file:
            connection.execute(text("SET session_replication_role = replica"))
        else:
            triggers.remove(connection)
        for statement in statements:
            connection.execute(text(statement))
        if address.file:
            triggers.install(connection)
        connection.commit()
