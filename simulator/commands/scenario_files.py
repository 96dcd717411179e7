"""The scenario files a command was pointed at."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dialogues.library import is_scenario_file
from simulator.problems import UserProblem
from simulator.workplace import Workplace


def files_under(paths: Sequence[Path], workplace: Workplace) -> list[Path]:
    """Return the named files and those of the named folders; the whole library when none is named.

    A translation stands for its scenario. Raises UserProblem for a path that is not there.
    """
    if not paths:
        return workplace.library.files()
    return [file for path in paths for file in _files(path)]


def _told_by(table: Path) -> Path:
    """Return the scenario a translation belongs to. Raises UserProblem where it does not stand beside it."""
    scenario = table.with_name(f"{table.name.partition('.')[0]}.yaml")
    if not scenario.exists():
        raise UserProblem("problem.table-alone", file=table, scenario=scenario.name)
    return scenario


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*.yaml")) if is_scenario_file(file))
    elif path.exists():
        yield path if is_scenario_file(path) else _told_by(path)
    else:
        raise UserProblem("problem.file-missing", file=path)
