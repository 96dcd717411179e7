"""Who may do what: every role with every kind of record, on both engines."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from sqlalchemy import insert, select, update

from scoring.incident.form import IncidentReport
from simulator.problems import UserProblem
from simulator.records import access, access_log, audit, schema
from simulator.records.access import HOLDER, Kind, Refusal, Viewer
from simulator.records.address import Address
from simulator.records.figures import FEWEST
from simulator.records.model import Reflection, SurveyAnswer
from simulator.records.placed import persons_under
from simulator.records.store import Records
from simulator.records.verifying import verify
from tests.simulator.records.records_at_work import AT, attempt, said, summary
from tests.simulator.records.roles_at_work import (
    ADA,
    CHOI,
    CLASS,
    DAY,
    HAN,
    JUNG,
    KIM,
    LEE,
    PARK,
    ROLE,
    WORDS,
    make_agency,
    run_of,
    viewer,
)

ALL, NOBODY = set(CLASS), set[str]()


@pytest.fixture
def records(address: Address) -> Iterator[Records]:
    opened = Records.open(address)
    make_agency(opened)
    yield opened
    opened.close()


# Whose records each of them reads: of the trainees Kim (class A, under Han), Lee (class B, under Han), Park (class B).
ASKING = ("", KIM, LEE, CHOI, JUNG, HAN, ADA)
SEEN: dict[Kind, tuple[set[str], ...]] = {
    "run": (ALL, {KIM}, {LEE}, {KIM}, {LEE, PARK}, {KIM, LEE}, NOBODY),
    "words": (ALL, {KIM}, {LEE}, {KIM}, {LEE, PARK}, NOBODY, NOBODY),
    "reflection": (ALL, {KIM}, {LEE}, NOBODY, NOBODY, NOBODY, NOBODY),
    "survey": (ALL, {KIM}, {LEE}, NOBODY, NOBODY, NOBODY, NOBODY),
    "person": (ALL, {KIM}, {LEE}, {KIM}, {LEE, PARK}, {KIM, LEE}, ALL),
    "name": (ALL, {KIM}, {LEE}, {KIM}, {LEE, PARK}, NOBODY, ALL),
    "pin": (ALL, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY),
}
DOORS: dict[Kind, Callable[[Records, str], object]] = {
    "run": lambda records, person: records.attempt(run_of(person)) and records.summary(run_of(person)),
    "words": lambda records, person: records.events(run_of(person)) and records.report(run_of(person)),
    "reflection": lambda records, person: records.reflections(run_of(person)),
    "survey": lambda records, person: records.answers(f"key of {run_of(person)}"),
}


@pytest.mark.parametrize("kind", DOORS)
def test_every_reading_door_lets_through_what_the_table_says(records: Records, kind: Kind) -> None:
    for person, expected in zip(ASKING, SEEN[kind], strict=True):
        asked = records.seen_by(viewer(person))
        seen = set()
        for trainee in CLASS:
            with suppress(Refusal):
                seen |= {trainee} if DOORS[kind](asked, trainee) else set()
        assert seen == expected, person


@pytest.mark.parametrize("kind", ["person", "name", "pin"])
def test_persons_are_seen_as_the_table_says(records: Records, kind: Kind) -> None:
    code = schema.person.c.code
    for person, expected in zip(ASKING, SEEN[kind], strict=True):
        with records.database.reading() as connection:
            found = connection.execute(select(code).where(access.people(viewer(person), kind, code))).scalars()
            assert ALL & set(found) == expected, person


def test_lists_hold_the_same_runs_and_no_words_for_hr(records: Records) -> None:
    for person, expected in zip(ASKING[:-1], SEEN["run"], strict=False):
        seen = records.seen_by(viewer(person)).summaries()
        assert {found.attempt for found in seen} == {run_of(trainee) for trainee in expected}, person
        quoted = {finding.words for found in seen for finding in (found.scorecard.findings if found.scorecard else ())}
        assert quoted == ({""} if person == HAN else {"네."})
    assert len(records.seen_by(viewer(KIM)).unfinished()) == 0
    assert records.seen_by(viewer(JUNG)).count_events() == 2


WRITING: dict[str, Callable[[Records, str], object]] = {
    "a turn": lambda records, person: records.append(run_of(person), [said(1)], AT),
    "an end": lambda records, person: records.finish(summary(run_of(person)), [said(2)]),
    "a judgement": lambda records, person: records.judge_again(summary(run_of(person))),
    "a report": lambda records, person: records.write_report(run_of(person), IncidentReport({}), AT),
    "a reflection": lambda records, person: records.reflect(run_of(person), [Reflection("q", "a")], AT),
    "a survey": lambda records, person: records.answer(f"key of {run_of(person)}", "f", 1, [SurveyAnswer("i")], AT),
    "a run": lambda records, person: records.begin(
        attempt(f"new {person}", person=person, training_class=CLASS[person]), [said(0)], AT
    ),
}


@pytest.mark.parametrize("deed", WRITING)
def test_everybody_writes_their_own_runs_alone(records: Records, deed: str) -> None:
    for asking in (KIM, LEE, CHOI, JUNG, HAN, ADA):
        for person in CLASS:
            asked = records.seen_by(viewer(asking))
            if asking == person:
                WRITING[deed](asked, person)
            else:
                with pytest.raises(Refusal):
                    WRITING[deed](asked, person)


def test_nobody_sits_in_a_class_by_saying_so(records: Records) -> None:
    with pytest.raises(Refusal):
        records.seen_by(viewer(KIM)).begin(attempt("new", person=KIM, training_class="B"), [said(0)], AT)


def test_pins_are_set_for_oneself_and_for_trainees_of_the_class_only(records: Records) -> None:
    expected = {KIM: {KIM}, CHOI: {CHOI, KIM}, JUNG: {JUNG, LEE, PARK}, HAN: {HAN}, ADA: set(ROLE)}
    code = schema.person.c.code
    with records.database.reading() as connection:
        for person, may in expected.items():
            query = select(code).where(access.people(viewer(person), "pin", code, "write"))
            assert set(connection.execute(query).scalars()) == may, person


def test_what_is_refused_is_audited_and_says_no_more_than_that_it_is_not_there(records: Records) -> None:
    with pytest.raises(Refusal) as refused:
        records.seen_by(viewer(KIM)).attempt(run_of(LEE))
    with pytest.raises(UserProblem) as missing:
        records.attempt("없는 것")
    assert refused.value.key == missing.value.key == "problem.attempt-unknown"
    with pytest.raises(Refusal):
        records.seen_by(viewer(ADA)).events(run_of(KIM))
    last = records.audit_log()[-2:]
    assert [(line.actor, line.action, line.subject) for line in last] == [
        (KIM, "refused", run_of(LEE)), (ADA, "refused", ""),
    ]  # fmt: skip
    assert audit.details(last[1]) == {"deed": "read", "kind": "words", "role": "admin"}
    with records.database.reading() as connection:
        assert verify(connection).flaws == ()


def test_only_admin_and_holder_read_the_audit_log(records: Records) -> None:
    for person in ("", ADA):
        assert records.seen_by(viewer(person)).audit_log()[0].action == "export"
    for person in (KIM, CHOI, HAN):
        with pytest.raises(Refusal):
            records.seen_by(viewer(person)).audit_log()


def test_a_role_is_changed_by_an_administrator_alone_and_audited(records: Records) -> None:
    for person in (KIM, CHOI, HAN):
        with pytest.raises(Refusal), records.database.writing() as connection:
            access_log.change_role(connection, viewer(person), person, "admin", AT)
    with records.database.writing() as connection:
        entry = access_log.change_role(connection, viewer(ADA), CHOI, "hr", AT)
        assert access_log.change_role(connection, viewer(ADA), CHOI, "hr", AT) is None
        assert access.viewer_of(connection, CHOI, DAY) == Viewer(CHOI, "hr", DAY)
    assert entry is not None
    assert (entry.actor, entry.action, entry.subject) == (ADA, "role", CHOI)
    assert audit.details(entry) == {"before": "trainer", "after": "hr"}
    for role, person in (("holder", KIM), ("king", KIM), ("hr", "nobody")):
        with pytest.raises(UserProblem), records.database.writing() as connection:
            access_log.change_role(connection, HOLDER, person, role, AT)


def test_who_is_no_trainer_any_more_sees_no_class(records: Records) -> None:
    with records.database.writing() as connection:
        connection.execute(update(schema.person).where(schema.person.c.code == CHOI).values(role="trainee"))
    assert records.seen_by(viewer(CHOI)).summaries() == []


def test_hr_sees_who_stands_below_today_and_no_practice(records: Records) -> None:
    with records.database.writing() as connection:
        move = {"person": LEE, "since": "2026-11-01", "unit": "south"}
        later = {"person": KIM, "since": "2027-01-01", "unit": "south"}
        connection.execute(insert(schema.person_place), [move, later])
        assert set(connection.execute(persons_under(HAN, DAY)).scalars()) == {KIM, HAN}
        assert set(connection.execute(persons_under(HAN, "2026-10-01")).scalars()) == {KIM, LEE, HAN}
    records.begin(attempt("0190-practice", person=KIM, unit="north-1"), [said(0)], AT)
    assert [found.attempt for found in records.seen_by(viewer(HAN)).summaries()] == [run_of(KIM)]
    assert records.seen_by(viewer(HAN)).unfinished() == []


def test_figures_tell_nothing_of_few_and_are_for_hr(records: Records) -> None:
    hr = records.seen_by(viewer(HAN))
    assert {(cell.people, cell.runs, cell.average, cell.passed) for cell in hr.figures()} == {(None,) * 4}
    for number in range(FEWEST):
        person, name = f"T-{number}", f"0191-{number}"
        with records.database.writing() as connection:
            connection.execute(insert(schema.person).values(code=person, role="trainee", added=DAY))
        records.begin(attempt(name, person=person, unit="south", mode="assessment", scenario="big"), [said(0)], AT)
        records.finish(summary(name), [])
    told = [cell for cell in hr.figures() if cell.scenario == "big"]
    assert told == [("south", "big", "assessment", "2026-Q4", FEWEST, FEWEST, 80, FEWEST)]
    for person in (KIM, CHOI, ADA):
        with pytest.raises(Refusal):
            records.seen_by(viewer(person)).figures()


def test_the_table_names_every_role_and_kind_once() -> None:
    assert set(access.READING) == set(access.WRITING)
    for table in (access.READING, access.WRITING):
        assert {len(row) for row in table.values()} == {len(access.ROLES)}
    assert WORDS
