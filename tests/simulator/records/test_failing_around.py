"""A clock that is set back, and records of a newer program: nothing is lost by either."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.problems import Exit
from simulator.records.address import Address
from simulator.records.schema import SCHEMA_VERSION
from simulator.records.store import Records
from tests.simulator.commands_at_work import Command
from tests.simulator.records.records_at_work import beside, tamper
from tests.simulator.records.runs_at_work import INPUTS, begin, go_on, is_whole

# A clock that is set back


def test_a_clock_set_back_changes_neither_the_order_nor_the_chain(address: Address) -> None:
    moments = iter(datetime(2026, 11, 25, 9, tzinfo=UTC) - timedelta(days=day) for day in range(100))
    with closing(Records.open(address)) as records:
        rehearsal = begin(records, clock=lambda: next(moments))
        for given in INPUTS[:2]:
            rehearsal.take(given)
            assert rehearsal.clock_went_back
        again = go_on(records)
        for given in INPUTS[2:]:
            again.take(given)
        assert is_whole(records, rehearsal.attempt.id)
        assert not again.clock_went_back


def test_a_clock_set_back_is_said_once(cli: Command, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(datetime(2026, 11, 25, 9, tzinfo=UTC) - timedelta(days=day) for day in range(100))

    class Backwards(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return next(moments)

    monkeypatch.setattr("simulator.rehearsal.datetime", Backwards)
    done = cli("play", small, "--plain", stdin="cold\nstop\nrule\n")
    assert done.code == 0, done.err
    assert done.out.count("시계가 뒤로 갔습니다") == 1


# Records of a newer program


def test_records_of_a_newer_program_are_refused_and_whole_afterwards(
    address: Address, cli: Command, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINWON_DATABASE", address.url or str(address.file))
    assert cli("play", small, "--plain", stdin="cold\n").code == 0
    set_version(address, SCHEMA_VERSION + 1)
    for command in ("play small-call --resume --plain", "results", "db verify", "db upgrade"):
        done = cli(*command.split())
        assert done.code == Exit.ENVIRONMENT, command
        assert "더 새로운 minwon" in done.err + done.out
    set_version(address, SCHEMA_VERSION)
    done = cli("play", "small-call", "--resume", "--script", "-", "--json", stdin="stop\nrule")
    assert done.code == 0, done.err
    assert [event["seq"] for event in done.json["events"]] == list(range(len(done.json["events"])))


def set_version(address: Address, version: int) -> None:
    if address.file:
        with beside(address) as other:
            other.exec_driver_sql(f"PRAGMA user_version={version}")
            other.commit()
    else:
        tamper(address, f"UPDATE alembic_version SET version_num = '{version}'")
