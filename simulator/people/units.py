"""The tree of units as it stands last, found and grown by the paths of a roster."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, and_, func, insert, select

from simulator.records import schema

KINDS = ("agency", "bureau", "division", "team")  # by the level in a path
TOP = None


class Unit(NamedTuple):
    """A unit and where it stands. parent: a code, None at the top."""

    code: str
    name: str
    kind: str
    parent: str | None


class Tree:
    """The units by their newest place, and those a roster adds; nothing is written before `keep`."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = {unit.code: unit for unit in units}
        self.new: list[Unit] = []
        self._children = {(unit.parent, unit.name): unit.code for unit in units}

    @classmethod
    def read(cls, connection: Connection) -> "Tree":
        """Read the tree as its last moves left it."""
        return cls([Unit(*row) for row in connection.execute(_newest_units())])

    def code_of(self, path: Sequence[str]) -> str:
        """Return the unit of a path, new ones made on the way. One name alone may be the code of a unit."""
        if len(path) == 1 and path[0] in self.units:
            return path[0]
        parent: str | None = TOP
        for level, name in enumerate(path):
            if name:
                parent = self._children.get((parent, name)) or self._add(parent, name, KINDS[level])
        assert parent is not None  # a path begins with a name
        return parent

    def path_of(self, code: str) -> str:
        """Return where a unit stands, from the top down: "기관/국/과"."""
        return "/".join(reversed([unit.name for unit in self._upwards(code)]))

    def keep(self, connection: Connection, since: str) -> None:
        """Write the units that are new. since: the day (ISO) from which they stand where they do."""
        if not self.new:
            return
        units = [{"code": unit.code, "name": unit.name, "kind": unit.kind} for unit in self.new]
        connection.execute(insert(schema.unit), units)
        places = [{"unit": unit.code, "since": since, "parent": unit.parent} for unit in self.new]
        connection.execute(insert(schema.unit_place), places)

    def _add(self, parent: str | None, name: str, kind: str) -> str:
        wanted = f"{parent}/{name}" if parent else name
        code, number = wanted, 1
        while code in self.units:  # a unit that has moved away keeps its code
            number += 1
            code = f"{wanted}-{number}"
        unit = Unit(code, name, kind, parent)
        self.units[code] = unit
        self._children[parent, name] = code
        self.new.append(unit)
        return code

    def _upwards(self, code: str | None) -> Iterator[Unit]:
        seen: set[str] = set()
        while code in self.units and code not in seen:
            seen.add(code)
            yield self.units[code]
            code = self.units[code].parent


def _newest_units() -> Select[Any]:
    unit, place = schema.unit, schema.unit_place
    last = select(place.c.unit, func.max(place.c.since).label("since")).group_by(place.c.unit).subquery()
    joined = unit.outerjoin(last, last.c.unit == unit.c.code).outerjoin(
        place, and_(place.c.unit == last.c.unit, place.c.since == last.c.since)
    )
    return select(unit.c.code, unit.c.name, unit.c.kind, place.c.parent).select_from(joined).order_by(unit.c.code)


def newest_places(connection: Connection) -> dict[str, Row[Any]]:
    """Return the last place of each person by their code: a row with `since` and `unit`."""
    place = schema.person_place
    last = select(place.c.person, func.max(place.c.since).label("since")).group_by(place.c.person).subquery()
    query = select(place).join(last, and_(place.c.person == last.c.person, place.c.since == last.c.since))
    return {row.person: row for row in connection.execute(query)}
