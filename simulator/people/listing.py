"""Who is kept: a line a person, as far as the one who asks may see."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, select

from simulator.people.units import Tree, newest_places
from simulator.records import schema
from simulator.records.access import Viewer, need, people


class Person(NamedTuple):
    """One person. unit: the path of their unit, "" for none. since: ISO day. name: "" where none is kept or told."""

    code: str
    role: str
    unit: str
    since: str
    position: str
    hire_year: int | None
    name: str
    has_pin: bool
    locked_until: str


def listed(connection: Connection, viewer: Viewer) -> list[Person]:
    """Return the people somebody may see, by their code. Raises Refusal."""
    need(viewer, "read", "person")
    tree, places = Tree.read(connection), newest_places(connection)
    found = []
    for row in connection.execute(_people(viewer)):
        place = places.get(row.code)
        unit, since = (tree.path_of(place.unit), place.since) if place else ("", "")
        has_pin, locked = row.pin_hash is not None, row.locked_until or ""
        person = Person(row.code, row.role, unit, since, row.position, row.hire_year, row.name or "", has_pin, locked)
        found.append(person)
    return found


def _people(viewer: Viewer) -> Select[Any]:
    person, name = schema.person, schema.person_name
    joined = person.outerjoin(name, and_(name.c.code == person.c.code, people(viewer, "name", person.c.code)))
    query = select(person, name.c.name).select_from(joined)
    return query.where(people(viewer, "person", person.c.code)).order_by(person.c.code)
