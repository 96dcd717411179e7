"""Who may read or do what: one table a reader can check, and the conditions it puts into every query.

The table is the same on both engines; on PostgreSQL the server enforces it a second time (`postgres_policies.py`).
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, false, or_, select, true

from simulator.problems import Exit, UserProblem
from simulator.records import schema
from simulator.records.placed import persons_under

Role = Literal["holder", "trainee", "trainer", "hr", "admin"]
Deed = Literal["read", "write"]
Kind = Literal["run", "words", "reflection", "survey", "figures", "person", "name", "pin", "role", "audit"]
# none: refused. own: theirs alone. classes: theirs and those of the classes they train. entitled: the persons placed
# at or below their own unit today, of their runs the assessed ones. counted: sums without cells of under five persons.
Scope = Literal["none", "own", "classes", "entitled", "counted", "all"]


class Viewer(NamedTuple):
    """Who asks. person: a code, "" for the holder; day: ISO, the day that units are looked up for."""

    person: str
    role: Role
    day: str = ""


HOLDER = Viewer("", "holder")  # whoever holds the desk's own file; on a server, whatever its login may see
ROLES: tuple[Role, ...] = ("holder", "trainee", "trainer", "hr", "admin")

# fmt: off
READING: dict[Kind, tuple[Scope, ...]] = {
    #             holder  trainee  trainer    hr          admin
    "run":        ("all", "own",   "classes", "entitled", "none"),  # what was played and its scores, without words
    "words":      ("all", "own",   "classes", "none",     "none"),  # the journal, findings, incident report
    "reflection": ("all", "own",   "own",     "none",     "none"),  # the answers to the reflection questions
    "survey":     ("all", "own",   "own",     "none",     "none"),  # the answers to the surveys
    "figures":    ("all", "none",  "none",    "counted",  "none"),  # sums by unit, scenario and quarter
    "person":     ("all", "own",   "classes", "entitled", "all"),   # code, role, position, hire year, unit
    "name":       ("all", "own",   "classes", "none",     "all"),   # the name to a code
    "pin":        ("all", "none",  "none",    "none",     "none"),  # nobody reads a PIN; it is only compared
    "role":       ("all", "own",   "classes", "entitled", "all"),
    "audit":      ("all", "none",  "none",    "none",     "all"),   # who did what to the records
}
WRITING: dict[Kind, tuple[Scope, ...]] = {
    #             holder  trainee  trainer    hr          admin
    "run":        ("all", "own",   "own",     "none",     "none"),
    "words":      ("all", "own",   "own",     "none",     "none"),
    "reflection": ("all", "own",   "own",     "none",     "none"),
    "survey":     ("all", "own",   "own",     "none",     "none"),
    "figures":    ("none", "none", "none",    "none",     "none"),
    "person":     ("all", "none",  "none",    "none",     "all"),
    "name":       ("all", "none",  "none",    "none",     "all"),
    "pin":        ("all", "own",   "classes", "own",      "all"),   # of a class: only of those whose role is trainee
    "role":       ("all", "none",  "none",    "none",     "all"),
    "audit":      ("none", "none", "none",    "none",     "none"),  # lines are added by deeds, never by hand
}
# fmt: on
_TABLES = {"read": READING, "write": WRITING}


class Refusal(UserProblem):
    """What somebody asked for and may not have. subject: the code or id it was about, "" for a whole kind."""

    def __init__(self, deed: Deed, kind: Kind, subject: str = "", told: str = "problem.not-yours", **gaps: str) -> None:
        super().__init__(told, Exit.WRONG_USE, **gaps)
        self.deed, self.kind, self.subject = deed, kind, subject


def scope_of(viewer: Viewer, deed: Deed, kind: Kind) -> Scope:
    """Return how far somebody may go, as the table says."""
    return _TABLES[deed][kind][ROLES.index(viewer.role)]


def need(viewer: Viewer, deed: Deed, kind: Kind) -> None:
    """Raise Refusal where somebody may do it to nothing at all."""
    if scope_of(viewer, deed, kind) == "none":
        raise Refusal(deed, kind)


def runs(viewer: Viewer, kind: Kind, run: ColumnElement[Any], deed: Deed = "read") -> ColumnElement[bool]:
    """Return the condition for `where`: that the attempt id in a column is one whose `kind` they may read or write."""
    scope = scope_of(viewer, deed, kind)
    condition = _RUNS.get(scope)
    if condition:
        return run.in_(select(schema.attempt.c.id).where(condition(viewer)))
    return true() if scope == "all" else false()


def people(viewer: Viewer, kind: Kind, person: ColumnElement[Any], deed: Deed = "read") -> ColumnElement[bool]:
    """Return the condition for `where`: that the person's code in a column is one whose `kind` they may see or set."""
    scope = scope_of(viewer, deed, kind)
    condition = _PEOPLE.get(scope)
    if condition is None:
        return true() if scope == "all" else false()
    if kind == "pin":  # else a trainer could come in as an administrator who sits in the class
        return and_(condition(viewer, person), or_(person == viewer.person, person.in_(_trainees())))
    return condition(viewer, person)


def pairing_keys(viewer: Viewer, key: ColumnElement[Any], deed: Deed = "read") -> ColumnElement[bool]:
    """Return the condition for `where`: that the pairing key in a column is one whose survey they may read or write."""
    scope = scope_of(viewer, deed, "survey")
    condition = _RUNS.get(scope)
    if condition:
        return key.in_(select(schema.attempt.c.pairing_key).where(condition(viewer)))
    return true() if scope == "all" else false()


def need_run(connection: Connection, viewer: Viewer, deed: Deed, kind: Kind, run: str) -> None:
    """Raise Refusal unless the attempt is one whose `kind` they may read or write."""
    table = schema.attempt
    allowed = select(table.c.id).where(table.c.id == run, runs(viewer, kind, table.c.id, deed))
    if viewer.role != "holder" and connection.execute(allowed).first() is None:
        raise Refusal(deed, kind, run)


def need_person(connection: Connection, viewer: Viewer, deed: Deed, kind: Kind, person: str) -> None:
    """Raise Refusal unless the person is one whose `kind` they may read or write."""
    table = schema.person
    allowed = select(table.c.code).where(table.c.code == person, people(viewer, kind, table.c.code, deed))
    if viewer.role != "holder" and connection.execute(allowed).first() is None:
        raise Refusal(deed, kind, person)


def need_seat(connection: Connection, viewer: Viewer, person: str | None, training_class: str | None) -> None:
    """Raise Refusal unless a new run is of the person who asks, and in none but a class they are in."""
    need(viewer, "write", "run")
    if viewer.role == "holder":
        return
    seat = schema.class_member.c
    query = select(seat.person).where(seat.person == viewer.person, seat.training_class == training_class)
    seated = training_class is None or connection.execute(query).first() is not None
    if person != viewer.person or not seated:
        raise Refusal("write", "run", person or "")


def need_pairing_key(connection: Connection, viewer: Viewer, key: str) -> None:
    """Raise Refusal unless the survey of a pairing key is theirs to answer."""
    table = schema.attempt
    allowed = select(table.c.id).where(table.c.pairing_key == key, pairing_keys(viewer, table.c.pairing_key, "write"))
    if viewer.role != "holder" and connection.execute(allowed).first() is None:
        raise Refusal("write", "survey")


def viewer_of(connection: Connection, person: str, day: str) -> Viewer:
    """Return somebody as who they are now: the role is the one of the records, not the one they claim.

    day: ISO. Raises Refusal when there is no such person.
    """
    role = connection.execute(select(schema.person.c.role).where(schema.person.c.code == person)).scalar_one_or_none()
    if role is None:
        raise Refusal("read", "person", person)
    return Viewer(person, role, day)


def _trained_by(viewer: Viewer) -> Select[Any]:
    """Return the query for the classes somebody trains; nobody does whose role is no longer trainer."""
    seat, person = schema.class_member.c, schema.person.c
    joined = schema.class_member.join(schema.person, seat.person == person.code)
    query = select(seat.training_class).select_from(joined)
    return query.where(seat.person == viewer.person, seat.role == "trainer", person.role == "trainer")


def _trainees() -> Select[Any]:
    return select(schema.person.c.code).where(schema.person.c.role == "trainee")


def _own_runs(viewer: Viewer) -> ColumnElement[bool]:
    return schema.attempt.c.person == viewer.person


def _runs_of_classes(viewer: Viewer) -> ColumnElement[bool]:
    return or_(_own_runs(viewer), schema.attempt.c.training_class.in_(_trained_by(viewer)))


def _runs_entitled_to(viewer: Viewer) -> ColumnElement[bool]:
    entitled = schema.attempt.c.person.in_(persons_under(viewer.person, viewer.day))
    return and_(schema.attempt.c.mode == "assessment", entitled)


def _oneself(viewer: Viewer, person: ColumnElement[Any]) -> ColumnElement[bool]:
    return person == viewer.person


def _of_classes(viewer: Viewer, person: ColumnElement[Any]) -> ColumnElement[bool]:
    seat = schema.class_member.c
    taught = select(seat.person).where(seat.role == "trainee", seat.training_class.in_(_trained_by(viewer)))
    return or_(person == viewer.person, person.in_(taught))


def _entitled_to(viewer: Viewer, person: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(person == viewer.person, person.in_(persons_under(viewer.person, viewer.day)))


_RUNS: dict[Scope, Callable[[Viewer], ColumnElement[bool]]] = {
    "own": _own_runs,
    "classes": _runs_of_classes,
    "entitled": _runs_entitled_to,
}
_PEOPLE: dict[Scope, Callable[[Viewer, ColumnElement[Any]], ColumnElement[bool]]] = {
    "own": _oneself,
    "classes": _of_classes,
    "entitled": _entitled_to,
}
