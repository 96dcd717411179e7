"""Driving the commands in tests: a command line run in this process, and what came of it."""

import io
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from simulator import places
from simulator.records.engine import sqlite_module


class Stdin(io.BytesIO):
    """What is piped in."""

    name = "<stdin>"


class Done(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Read stdout, which has to be one JSON value and nothing else."""
        return json.loads(self.out)


Command = Callable[..., Done]


def played(cli: Command, *options: str, lines: str = "hear rule", scenario: str | Path = "small-call") -> Any:
    """Play a script, a word a line, and return the run as the command prints it."""
    done = cli("play", scenario, "--script", "-", "--json", *options, stdin="\n".join(lines.split()))
    assert done.code == 0, done.err
    return done.json


def beside(statement: str) -> None:
    """Change the database past the program."""
    with closing(sqlite_module().connect(places.database_file(), isolation_level=None)) as other:
        for (trigger,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {trigger}")
        other.execute(statement)


def no_database() -> None:
    """Put something else in the place of the database."""
    places.data_folder().mkdir(parents=True)
    places.database_file().write_bytes(b"no database at all " * 60)
