"""What is due to go by the rules, and nothing else, goes, on both engines."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from simulator.records import audit, schema
from simulator.records.address import Address
from simulator.records.chain import Entry
from simulator.records.database import insert_once
from simulator.records.retention import Due, due, first_day_kept, purge
from simulator.records.store import Records
from simulator.records.verifying import verify
from simulator.settings import Retention
from tests.simulator.records.records_at_work import attempt, said, summary

TODAY = date(2026, 11, 25)
NOW = "2026-11-25T10:00:00+09:00"


@pytest.fixture
def records(address: Address) -> Iterator[Records]:
    records = Records.open(address)
    with records.database.writing() as connection:
        insert_once(connection, schema.person, [{"code": "T-1", "role": "trainee", "added": NOW}])
        insert_once(connection, schema.training_class, [{"code": "C", "name": "C", "began": NOW}])
    yield records
    records.close()


def keep(records: Records, name: str, day: str, *, ended: str = "", **about: Any) -> None:
    """Keep an attempt of a day; one without an end stays unfinished."""
    records.begin(attempt(name, began=f"{day}T09:00:00+09:00", **about), [said(0)], f"{day}T09:00:00+09:00")
    if ended:
        records.finish(msgspec.structs.replace(summary(name), ended=f"{ended}T09:30:00+09:00"), [said(1)])


def found(records: Records, rules: Retention | None = None) -> dict[str, Due]:
    with records.database.reading() as connection:
        return {kind.kind: kind for kind in due(connection, rules or Retention(), TODAY)}


def ids(records: Records) -> set[str]:
    return {run.id for run in records.unfinished()} | {run.attempt for run in records.summaries()}


@pytest.mark.parametrize(
    ("kind", "about", "gone", "kept"),
    [
        ("assessed", {"mode": "assessment", "person": "T-1"}, "2023-11-24", "2023-11-25"),
        ("classes", {"person": "T-1", "training_class": "C"}, "2025-11-24", "2025-11-25"),
        ("classes", {"person": "T-1"}, "2025-11-24", "2025-11-25"),
        ("private", {}, "2026-08-26", "2026-08-27"),
    ],
)
def test_each_kind_goes_on_its_day(records: Records, kind: str, about: dict[str, str], gone: str, kept: str) -> None:
    keep(records, "gone", gone, ended=gone, **about)
    keep(records, "kept", kept, ended=kept, **about)
    dues = found(records)
    assert dues.pop(kind) == Due(kind, getattr(Retention(), kind), kept, ("gone",), 0, gone)  # type: ignore[arg-type]
    assert [other.attempts for other in dues.values()] == [(), ()]


def test_an_assessed_run_of_an_erased_person_is_still_an_assessed_one(records: Records) -> None:
    keep(records, "a", "2025-01-01", ended="2025-01-01", mode="assessment")
    assert not any(kind.attempts for kind in found(records).values())


def test_an_unfinished_run_is_as_old_as_its_last_event(records: Records) -> None:
    keep(records, "old", "2026-01-01")
    keep(records, "taken-up", "2026-01-01")
    records.append("taken-up", [said(1)], "2026-11-20T09:00:00+09:00")
    keep(records, "ended-late", "2026-01-01", ended="2026-11-20")
    assert found(records)["private"] == Due("private", "90d", "2026-08-27", ("old",), 1, "2026-01-01")


def test_what_is_never_to_go_stays(records: Records) -> None:
    keep(records, "a", "1999-01-01", ended="1999-01-01")
    assert found(records, Retention(private="never"))["private"] == Due("private", "never")


def test_purging_takes_what_was_shown_enters_it_and_leaves_the_rest_whole(records: Records) -> None:
    keep(records, "old", "2026-01-01", ended="2026-01-01")
    keep(records, "old-exam", "2020-01-01", mode="assessment")
    keep(records, "new", "2026-11-01", ended="2026-11-01")
    with records.database.writing() as connection:
        purge(connection, due(connection, Retention(), TODAY), NOW, "A-1")
    assert ids(records) == {"new"}
    with records.database.reading() as connection:
        entries = [Entry(*row) for row in connection.execute(audit.log())]
        assert verify(connection).flaws == ()
    assert [(entry.action, entry.actor, entry.at) for entry in entries] == [("purge", "A-1", NOW)] * 2
    assert [(audit.details(entry)["rule"], audit.details(entry)["count"]) for entry in entries] == [
        ("assessed", 1),
        ("private", 1),
    ]
    with records.database.writing() as connection:
        purge(connection, due(connection, Retention(), TODAY), NOW, "A-1")
        assert audit.newest(connection) == entries[-1], "nothing due, nothing entered"


@pytest.mark.parametrize(
    ("limit", "today", "day"),
    [
        ("90d", "2026-11-25", "2026-08-27"),
        ("1m", "2026-03-31", "2026-02-28"),
        ("1m", "2026-01-15", "2025-12-15"),
        ("12m", "2026-12-31", "2025-12-31"),
        ("1y", "2024-02-29", "2023-02-28"),
        ("3y", "2026-11-25", "2023-11-25"),
        ("9999y", "2026-11-25", "0001-01-25"),
        ("9999d", "0002-01-01", "0001-01-01"),
    ],
)
def test_limits_are_of_the_calendar(limit: str, today: str, day: str) -> None:
    assert first_day_kept(limit, date.fromisoformat(today)) == date.fromisoformat(day)


def test_never_has_no_day() -> None:
    assert first_day_kept("never", TODAY) is None
