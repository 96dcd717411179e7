"""People in the records, on both engines: taken over, told, forgotten, let in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, insert, select

from simulator.people import hashers
from simulator.people.erasing import RunsFate, erase
from simulator.people.exporting import export_person
from simulator.people.importing import Plan, apply, plan
from simulator.people.listing import listed
from simulator.people.pin_keeping import set_pin, try_pin
from simulator.people.roster import Member
from simulator.problems import UserProblem
from simulator.records import audit, schema
from simulator.records.access import HOLDER, Viewer
from simulator.records.address import Address
from simulator.records.chain import Entry
from simulator.records.model import Reflection, SurveyAnswer
from simulator.records.store import Records
from simulator.records.verifying import verify
from tests.simulator.records.records_at_work import AT, attempt, beside, said, summary

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
KIM = Member(2, "A1", ("시", "국", "과"), "7급", 2019, None, "김하나")
LEE = Member(3, "B2", ("시", "국", "과"), None, None, "trainer", None)


@pytest.fixture
def records(address: Address, monkeypatch: pytest.MonkeyPatch) -> Iterator[Records]:
    monkeypatch.setattr(hashers, "_ROUNDS", 10)
    records = Records.open(address)
    yield records
    records.close()


def taken_over(records: Records, *members: Member, since: str = "2026-01-01") -> Plan:
    with records.database.writing() as connection:
        planned = plan(connection, members, since, AT)
        if not planned.faults:
            apply(connection, HOLDER, planned, since, AT)
    return planned


def log(records: Records) -> list[Entry]:
    with records.database.reading() as connection:
        return [Entry(*row) for row in connection.execute(audit.log())]


def number(records: Records, table: str) -> int:
    with records.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar_one())


def played_by_kim(records: Records) -> None:
    """Let Kim finish a run, with a reflection and a survey, and be in a class."""
    taken_over(records, KIM)
    with records.database.writing() as connection:
        connection.execute(insert(schema.training_class).values(code="반", name="반", began="2026-01-01"))
        seat = {"training_class": "반", "person": "A1", "role": "trainee", "joined": "2026-01-01"}
        connection.execute(insert(schema.class_member).values(seat))
    records.begin(attempt(person="A1", training_class="반", unit="시/국/과"), [said(0, "비밀입니다.")], AT)
    records.finish(summary(), [said(1)])
    records.reflect("0190-a", [Reflection("what", "제 이름은 김하나")], AT)
    records.answer("key of 0190-a", "form", 1, [SurveyAnswer("q1", 4, "김하나 씀")], AT)


def test_a_roster_grows_the_tree_and_the_second_time_changes_nothing(records: Records) -> None:
    first = taken_over(records, KIM, LEE)
    assert (first.count("new"), len(first.tree.new), first.unchanged) == (2, 3, 0)
    lines = len(log(records))
    again = taken_over(records, KIM, LEE, since="2026-07-01")
    assert (again.changes, again.tree.new, again.unchanged) == ([], [], 2)
    assert len(log(records)) == lines
    with records.database.reading() as connection:
        kim, lee = listed(connection, HOLDER)
    assert kim[:7] == ("A1", "trainee", "시/국/과", "2026-01-01", "7급", 2019, "김하나")
    assert (lee.role, lee.name) == ("trainer", "")
    assert number(records, "person_place") == 2


def test_what_a_roster_does_not_tell_stays(records: Records) -> None:
    taken_over(records, KIM, LEE)
    taken_over(records, KIM._replace(position=None, hire_year=2020, name=None))
    with records.database.reading() as connection:
        kim, _ = listed(connection, HOLDER)
    assert (kim.position, kim.hire_year, kim.name) == ("7급", 2020, "김하나")


def test_a_move_is_dated_and_never_slips_before_another(records: Records) -> None:
    taken_over(records, KIM)
    moved = taken_over(records, KIM._replace(unit=("시", "국", "다른과")), since="2026-07-01")
    assert (moved.count("moved"), len(moved.tree.new)) == (1, 1)
    late = taken_over(records, KIM, since="2026-03-01")
    assert [(fault.line, fault.known) for fault in late.faults] == [(2, "2026-07-01")]
    with records.database.reading() as connection:
        places = connection.execute(select(schema.person_place).order_by(schema.person_place.c.since)).all()
    assert [tuple(place) for place in places] == [
        ("A1", "2026-01-01", "시/국/과"),
        ("A1", "2026-07-01", "시/국/다른과"),
    ]


def test_a_skipped_level_and_a_unit_by_its_code(records: Records) -> None:
    taken_over(records, KIM._replace(unit=("시", "", "", "팀")))
    same = taken_over(records, KIM._replace(unit=("시/팀",)))
    assert same.unchanged == 1
    with records.database.reading() as connection:
        kinds = {row.code: row.kind for row in connection.execute(select(schema.unit))}
    assert kinds == {"시": "agency", "시/팀": "team"}


def test_roles_that_are_given_or_changed_are_in_the_audit_log(records: Records) -> None:
    taken_over(records, KIM, LEE)
    taken_over(records, LEE._replace(role="admin"))
    told = [(line.subject, audit.details(line)) for line in log(records) if line.action == "role"]
    assert told == [
        ("B2", {"before": "none", "after": "trainer"}),
        ("B2", {"before": "trainer", "after": "admin"}),
    ]
    assert "김하나" not in str(log(records))


def test_an_export_holds_everything_and_no_hash_of_the_pin(records: Records) -> None:
    played_by_kim(records)
    with records.database.writing() as connection:
        set_pin(connection, HOLDER, "A1", "482913", "pbkdf2-sha256", NOW)
        kept = connection.execute(select(schema.person.c.pin_hash)).scalar_one()
        held = export_person(connection, HOLDER, "A1", AT)
    text = msgspec.json.encode(held).decode()
    for words in ("김하나", "비밀입니다.", "제 이름은 김하나", "김하나 씀", "7급", '"has_pin":true'):
        assert words in text
    assert kept not in text
    assert log(records)[-1][2:5] == ("", "people-export", "A1")


@pytest.mark.parametrize(
    ("fate", "runs", "texts", "reflections"), [("anonymise", 1, 2, 1), ("erase-words", 1, 0, 0), ("remove", 0, 0, 0)]
)
def test_a_person_is_forgotten_and_the_chain_holds(
    records: Records, address: Address, fate: RunsFate, runs: int, texts: int, reflections: int
) -> None:
    played_by_kim(records)
    taken_over(records, LEE)
    with records.database.writing() as connection:
        receipt = erase(connection, HOLDER, "A1", fate, AT)
    assert receipt[:4] == (1, 1, 1, 1)
    assert log(records)[receipt.audit_seq - 1].action == "people-erase"
    counts = [number(records, name) for name in ("attempt", "event_text", "reflection", "person", "person_name")]
    assert counts == [runs, texts, reflections, 1, 0]
    with records.database.reading() as connection:
        assert verify(connection).flaws == ()
        answers = connection.execute(select(schema.survey_answer.c.comment)).scalars().all()
    assert answers == {"anonymise": ["김하나 씀"], "erase-words": [None], "remove": []}[fate]
    if runs:
        assert records.attempt("0190-a").person is None
    if fate != "anonymise":
        with beside(address) as connection:
            everything: list[Any] = [connection.execute(select(table)).all() for table in schema.metadata.sorted_tables]
        assert "김하나" not in str(everything)


def test_an_erased_code_may_come_again_as_somebody_new(records: Records) -> None:
    played_by_kim(records)
    with records.database.writing() as connection:
        erase(connection, HOLDER, "A1", "anonymise", AT)
    assert taken_over(records, KIM).count("new") == 1
    assert records.attempt("0190-a").person is None


@pytest.mark.parametrize("role", ["trainee", "trainer", "hr"])
def test_only_who_may_can_erase_or_take_over(records: Records, role: Any) -> None:
    taken_over(records, KIM, LEE)
    with pytest.raises(UserProblem), records.database.writing() as connection:
        erase(connection, Viewer("B2", role, "2026-11-25"), "A1", "remove", AT)
    with records.database.reading() as connection:
        changed = plan(connection, [KIM._replace(position="6급")], "2026-01-01", AT)
    with pytest.raises(UserProblem), records.database.writing() as connection:
        apply(connection, Viewer("B2", role, "2026-11-25"), changed, "2026-01-01", AT)
    assert number(records, "person") == 2


def answers(records: Records, *pins: str, now: datetime = NOW, way: Any = "argon2id") -> list[str]:
    found: list[str] = []
    for pin in pins:
        with records.database.writing() as connection:
            found.append(try_pin(connection, "A1", pin, way, now).answer)
    return found


def test_failed_pins_are_counted_entered_and_lock(records: Records) -> None:
    taken_over(records, KIM)
    assert answers(records, "482913") == ["none"]
    with records.database.writing() as connection:
        set_pin(connection, HOLDER, "A1", "482913", "argon2id", NOW)
    assert answers(records, *["000000"] * 5, "482913") == ["wrong"] * 5 + ["locked"]
    failed = [audit.details(line) for line in log(records) if line.action == "pin-failed"]
    assert [told["failures"] for told in failed] == [1, 2, 3, 4, 5]
    assert failed[-1]["locked_until"] == "2026-11-25T09:01:00+00:00"
    assert "000000" not in str(log(records))
    assert answers(records, "000000", now=NOW + timedelta(minutes=1)) == ["wrong"]
    assert answers(records, "482913", now=NOW + timedelta(minutes=3)) == ["right"]
    assert answers(records, "000000", "482913") == ["wrong", "right"]


def test_a_new_pin_opens_a_locked_code(records: Records) -> None:
    taken_over(records, KIM)
    for pin in ("482913", "739164"):
        with records.database.writing() as connection:
            set_pin(connection, HOLDER, "A1", pin, "argon2id", NOW)
        assert answers(records, pin, *["000000"] * 5, pin) == ["right"] + ["wrong"] * 5 + ["locked"]


def test_a_pin_goes_over_to_the_hasher_of_the_configuration(records: Records) -> None:
    taken_over(records, KIM)
    with records.database.writing() as connection:
        set_pin(connection, HOLDER, "A1", "482913", "argon2id", NOW)
    assert answers(records, "482913", way="pbkdf2-sha256") == ["right"]
    with records.database.reading() as connection:
        kept = connection.execute(select(schema.person.c.pin_hash)).scalar_one()
    assert kept.startswith("$pbkdf2-sha256$")
    assert answers(records, "482913") == ["right"]


def test_an_unknown_code_is_as_wrong_as_a_wrong_pin(records: Records) -> None:
    assert answers(records, "482913") == ["wrong"]
    with pytest.raises(UserProblem) as raised, records.database.writing() as connection:
        set_pin(connection, HOLDER, "A1", "482913", "argon2id", NOW)
    assert "A1" in raised.value.sentence
