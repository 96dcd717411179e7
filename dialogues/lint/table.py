"""What is wrong in the English table beside a scenario; having none is no problem."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dialogues.lint.check import in_order
from dialogues.lint.quality.check import table_quality
from dialogues.model import Scenario
from dialogues.translation import TextsFile, belongs, coverage, table_of, table_path
from scoring import strict_yaml
from scoring.strict_yaml import Document, Place, Problem

_MOST_NAMES = 5


class CheckedTable(NamedTuple):
    """A table's file, its bytes, and what is wrong in it, at its own lines."""

    path: Path
    problems: list[Problem]
    raw: bytes


def table_problems(scenario_file: Path, scenario: Scenario) -> CheckedTable:
    """Return what is wrong in the table of a scenario. Raises OSError when it cannot be opened."""
    file = table_path(scenario_file, "en")
    if not file.is_file():
        return CheckedTable(file, [], b"")
    raw = file.read_bytes()
    return CheckedTable(file, in_order(_problems(raw, scenario)), raw)


def _problems(raw: bytes, scenario: Scenario) -> list[Problem]:
    try:
        document = strict_yaml.composed(strict_yaml.read_bytes(raw))
    except strict_yaml.UnreadableError as error:
        return error.problems
    table, problems = table_of(document)
    if table is None:
        return problems
    if not belongs(table, scenario, "en"):
        field = "language" if table.scenario == scenario.scenario else "scenario"
        return [Problem("D131", document.place((field,)), {"name": scenario.scenario})]
    return [*_lines(scenario, table, document), *table_quality(table, document)]


def _lines(scenario: Scenario, table: TextsFile, document: Document) -> Iterator[Problem]:
    found = coverage(scenario, table)
    for key in found.stale:
        yield Problem("D133", document.place(("texts", key)), {"name": key})
    for key in found.unknown:
        yield Problem("D134", document.place(("texts", key)), {"name": key})
    absent = [key for key in found.missing if key not in table.texts]
    for key in found.missing:
        if key in table.texts:
            yield Problem("D129", document.place(("texts", key)), {"names": key, "number": "1"})
    if absent:
        more = f" (+{len(absent) - _MOST_NAMES})" if len(absent) > _MOST_NAMES else ""
        names = ", ".join(absent[:_MOST_NAMES]) + more
        yield Problem("D129", Place(), {"names": names, "number": str(len(absent))})
