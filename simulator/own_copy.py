"""A copy of a scenario that is not the author's to change, in the author's own folder and under an id of its own."""

import itertools
import re
from collections.abc import Collection
from pathlib import Path

from dialogues.translation import table_path
from simulator import places
from simulator.problems import Exit, UserProblem, why
from simulator.source_file import write_new

_ID = re.compile(rb"(?m)^scenario:[ \t]*[^\s#]+")


def copy_to_own_folder(file: Path, taken: Collection[str]) -> Path:
    """Copy a scenario and its English table, and return the copy. taken: the ids that stand in the library.

    An id stands once in the library, the shipped one first: under its old id the copy would never be played.
    Raises UserProblem.
    """
    folder = places.own_scenarios_folder()
    copy = folder / f"{_free_id(file.stem, taken, folder)}.yaml"
    table = table_path(file, "en")
    try:
        write_new(copy, _renamed(file.read_bytes(), copy.stem))
        if table.is_file():
            write_new(table_path(copy, "en"), _renamed(table.read_bytes(), copy.stem))
    except OSError as error:
        raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=copy, reason=why(error)) from error
    return copy


def _free_id(name: str, taken: Collection[str], folder: Path) -> str:
    """Return an id like another that neither a scenario nor a file of the author's folder has."""
    names = (f"{name}-copy" if number == 1 else f"{name}-copy-{number}" for number in itertools.count(1))
    return next(free for free in names if free not in taken and not (folder / f"{free}.yaml").exists())


def _renamed(raw: bytes, name: str) -> bytes:
    return _ID.sub(b"scenario: " + name.encode(), raw, count=1)
