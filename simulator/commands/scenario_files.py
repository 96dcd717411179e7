"""The scenario files a command was pointed at."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dialogues.library import is_scenario_file
from simulator.problems import UserProblem
from simulator.workplace import Workplace


def files_under(paths: Sequence[Path], workplace: Workplace) -> list[Path]:
    """Return the named files and those of the named folders; the whole library when none is named.

    Raises UserProblem for a path that is not there.
    """
    if not paths:
        return workplace.library.files()
    return [file for path in paths for file in _files(path)]


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*.yaml")) if is_scenario_file(file))
    elif path.exists():
        yield path
    else:
        raise UserProblem("problem.file-missing", file=path)
