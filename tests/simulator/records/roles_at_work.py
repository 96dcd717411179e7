"""A small agency in the records: units, two classes, persons of every role, a run with words of each trainee."""

from sqlalchemy import Connection, insert

from scoring.incident.form import IncidentReport
from simulator.records import audit, schema
from simulator.records.access import HOLDER, Role, Viewer
from simulator.records.model import Reflection, SurveyAnswer
from simulator.records.store import Records
from tests.simulator.records.records_at_work import AT, attempt, said, summary

DAY = "2026-11-25"
KIM, LEE, PARK = "T-kim", "T-lee", "T-park"  # Kim in class A (trainer Choi), Lee and Park in class B (trainer Jung)
CHOI, JUNG, HAN, ADA = "R-choi", "R-jung", "H-han", "A-ada"
CLASS = {KIM: "A", LEE: "B", PARK: "B"}
UNIT = {KIM: "north-1", LEE: "north-1", PARK: "south", CHOI: "south", JUNG: "south", HAN: "north", ADA: "all"}
ROLE: dict[str, Role] = {
    KIM: "trainee", LEE: "trainee", PARK: "trainee", CHOI: "trainer", JUNG: "trainer", HAN: "hr", ADA: "admin",
}  # fmt: skip
WORDS = "아무도 보면 안 되는 말"


def viewer(person: str) -> Viewer:
    """Return somebody of the agency as who they are."""
    return Viewer(person, ROLE[person], DAY) if person else HOLDER


def run_of(person: str) -> str:
    """Return the id of the assessed run of a trainee."""
    return f"0190-{person}"


def make_agency(records: Records) -> None:
    """Fill the records of an agency, as its holder."""
    with records.database.writing() as connection:
        _people(connection)
    for person, seat in CLASS.items():
        name = run_of(person)
        where = {"person": person, "training_class": seat, "unit": UNIT[person]}
        records.begin(attempt(name, mode="assessment", **where), [said(0, WORDS)], AT)
        records.finish(summary(name), [])
        records.write_report(name, IncidentReport({"words": WORDS}), AT)
        records.reflect(name, [Reflection("better", WORDS)], AT)
        records.answer(f"key of {name}", "form", 1, [SurveyAnswer("i", 3, WORDS)], AT)


def _people(connection: Connection) -> None:
    units = {"all": None, "north": "all", "south": "all", "north-1": "north"}
    for code, parent in units.items():
        connection.execute(insert(schema.unit).values(code=code, name=code, kind="team"))
        connection.execute(insert(schema.unit_place).values(unit=code, since="2026-01-01", parent=parent))
    for code, role in ROLE.items():
        connection.execute(insert(schema.person).values(code=code, role=role, added=DAY, pin_hash=f"hash of {code}"))
        connection.execute(insert(schema.person_name).values(code=code, name=f"이름 {code}"))
        connection.execute(insert(schema.person_place).values(person=code, since="2026-01-01", unit=UNIT[code]))
    for name in ("A", "B"):
        connection.execute(insert(schema.training_class).values(code=name, name=name, began=DAY))
    seats = [*((person, name, "trainee") for person, name in CLASS.items()), (CHOI, "A", "trainer"),
             (JUNG, "B", "trainer"), (ADA, "A", "trainee")]  # fmt: skip
    for person, name, part in seats:
        row = {"training_class": name, "person": person, "role": part, "joined": DAY}
        connection.execute(insert(schema.class_member).values(row))
    audit.enter(connection, AT, "", "export", "", count=1)
