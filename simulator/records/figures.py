"""What HR may count: sums by unit, scenario and quarter, where under five persons nothing is told."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, Select, case, cast, func, select
from sqlalchemy.sql.expression import ColumnClause, column, table

from simulator.records import schema

FEWEST = 5  # persons a cell needs before it tells anything
VIEW = "minwon_hr_figures"  # the same on PostgreSQL, for its role of HR


class Figure(NamedTuple):
    """One cell. quarter: such as 2026-Q4. The last four are None where fewer than `FEWEST` persons are in it.

    average: points of 100, rounded.
    """

    unit: str
    scenario: str
    mode: str
    quarter: str
    people: int | None
    runs: int | None
    average: int | None
    passed: int | None


def figures() -> Select[Any]:
    """Return the query for all cells; each row makes a `Figure`. Runs without a unit are in none."""
    cells = _ended_runs().subquery()
    run = cells.c
    people = func.count(run.person.distinct())
    sums = {
        "people": people,
        "runs": func.count(),
        "average": cast(func.round(func.avg(run.total)), Integer),
        "passed": func.sum(run.passed),
    }
    cell = (run.unit, run.scenario, run.mode, run.quarter)
    told = [case((people >= FEWEST, value)).label(name) for name, value in sums.items()]
    return select(*cell, *told).group_by(*cell).order_by(*cell)


def figures_for(connection: Connection, role: str) -> Select[Any]:
    """Return the query for all cells: HR's own login on PostgreSQL may read nothing but the view."""
    asks_server = connection.dialect.name == "postgresql" and role == "hr"
    if not asks_server or connection.execute(select(func.to_regclass(VIEW))).scalar_one() is None:
        return figures()
    columns: list[ColumnClause[Any]] = [column(name) for name in Figure._fields]
    return select(*columns).select_from(table(VIEW, *columns)).order_by(*columns[:4])


def _ended_runs() -> Select[Any]:
    run, ended = schema.attempt.c, schema.attempt_summary.c
    number = (cast(func.substr(run.began, 6, 2), Integer) + 2) // 3
    quarter = (func.substr(run.began, 1, 4) + "-Q" + cast(number, schema.Code)).label("quarter")
    query = select(run.unit, run.scenario, run.mode, quarter, run.person, ended.total, ended.passed)
    return query.select_from(schema.attempt.join(schema.attempt_summary)).where(run.unit.is_not(None))
