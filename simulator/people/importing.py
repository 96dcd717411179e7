"""A roster held against what is kept: what would change, what cannot be, and the changing itself.

What a roster does not tell stays as it is: people who are not in it, columns it does not have, empty cells. So the
same roster changes nothing the second time. Everything is changed in one transaction, or nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from simulator.people.roster import Fault, Member
from simulator.people.units import Tree, newest_places
from simulator.records import audit, schema
from simulator.records.access import Viewer, need
from simulator.records.database import put

IMPORT, ROLE = "people-import", "role"


class Change(NamedTuple):
    """One person as they will be. row: of `person`. told: what differs. unit: the new place, "" for none.

    role_before: "" where the role does not change; "none" for somebody new.
    """

    row: Mapping[str, Any]
    told: frozenset[str]
    name: str = ""
    unit: str = ""
    role_before: str = ""

    @property
    def is_new(self) -> bool:
        """Return whether the person was not kept before."""
        return "new" in self.told


class Plan(NamedTuple):
    """What a roster would do. faults: with any of them, nothing is done."""

    tree: Tree
    changes: list[Change]
    unchanged: int
    faults: list[Fault]

    def count(self, what: str) -> int:
        """Return how many people are "new", "moved", "changed" (position or year), "named" or given another "role"."""
        return sum(what in change.told for change in self.changes)


def plan(connection: Connection, members: Sequence[Member], since: str, at: str) -> Plan:
    """Return what a roster would change. since: the day (ISO) of moves; at: now, ISO 8601."""
    tree = Tree.read(connection)
    people = {row.code: row._asdict() for row in connection.execute(select(schema.person))}
    names = dict(tuple(row) for row in connection.execute(select(schema.person_name)))
    places = newest_places(connection)
    changes, faults = [], []
    for member in members:
        place = places.get(member.code)
        unit = tree.code_of(member.unit)
        moves = place is None or place.unit != unit
        if place is not None and moves and place.since > since:
            faults.append(Fault(member.line, "unit", "people.fault.later", member.code, place.since))
        else:
            changes.append(_change(member, people.get(member.code), names.get(member.code), unit if moves else "", at))
    real = [change for change in changes if change.told]
    return Plan(tree, real, len(changes) - len(real), faults)


def apply(connection: Connection, viewer: Viewer, plan: Plan, since: str, at: str) -> None:
    """Do what a plan says and enter it in the audit log; without changes, nothing. Raises Refusal."""
    need(viewer, "write", "person")
    if not plan.changes:
        return
    plan.tree.keep(connection, since)
    for change in plan.changes:
        _keep(connection, change, since)
    for change in plan.changes:
        if change.role_before and (change.role_before, change.row["role"]) != ("none", "trainee"):
            told = {"before": change.role_before, "after": change.row["role"]}
            audit.enter(connection, at, viewer.person, ROLE, change.row["code"], **told)
    counts = {what: plan.count(what) for what in ("new", "moved", "changed", "named")}
    audit.enter(connection, at, viewer.person, IMPORT, "", units=len(plan.tree.new), since=since, **counts)


def _change(member: Member, before: Mapping[str, Any] | None, name: str | None, unit: str, at: str) -> Change:
    new = {"code": member.code, "role": "trainee", "position": "", "hire_year": None, "added": at}
    old = before or new
    told = {"position": member.position, "hire_year": member.hire_year, "role": member.role}
    row = {**old, **{column: value for column, value in told.items() if value is not None}}
    role_before = "none" if before is None else str(old["role"]) if row["role"] != old["role"] else ""
    differs = {
        "new": before is None,
        "changed": before is not None and any(row[column] != old[column] for column in ("position", "hire_year")),
        "role": before is not None and bool(role_before),
        "moved": before is not None and bool(unit),
        "named": member.name is not None and member.name != name,
    }
    named = (member.name or "") if differs["named"] else ""
    return Change(row, frozenset(what for what, is_so in differs.items() if is_so), named, unit, role_before)


def _keep(connection: Connection, change: Change, since: str) -> None:
    table, code = schema.person, change.row["code"]
    if change.is_new:
        connection.execute(insert(table).values(dict(change.row)))
    else:  # and never the PIN, which somebody may be setting at this moment
        told = {column: change.row[column] for column in ("role", "position", "hire_year")}
        connection.execute(update(table).where(table.c.code == code).values(told))
    if change.unit:
        put(connection, schema.person_place, {"person": code, "since": since, "unit": change.unit})
    if change.name:
        put(connection, schema.person_name, {"code": code, "name": change.name})
