"""Where persons stand in the tree of units on a day: moves are dated, and the newest one that has come counts."""

from typing import Any

from sqlalchemy import Select, Table, func, select

from simulator.records import schema


def persons_under(person: str, day: str) -> Select[Any]:
    """Return the query for the codes of all persons placed at or below the unit of somebody on a day (ISO).

    It is empty for somebody who is placed nowhere.
    """
    unit, place = schema.unit_place, schema.person_place
    homes = place.c.since == _newest(place, "person", day)
    under = select(place.c.unit).where(place.c.person == person, homes).cte("under", recursive=True)
    below = select(unit.c.unit).where(unit.c.parent == under.c.unit, unit.c.since == _newest(unit, "unit", day))
    under = under.union(below)
    return select(place.c.person).where(homes, place.c.unit.in_(select(under.c.unit)))


def _newest(table: Table, key: str, day: str) -> Any:  # noqa: ANN401 - a scalar subquery of any column type
    """Return the subquery for the day of the last move up to `day` of what the row around it is about."""
    other = table.alias()
    query = select(func.max(other.c.since)).where(other.c[key] == table.c[key], other.c.since <= day)
    return query.correlate(table).scalar_subquery()
