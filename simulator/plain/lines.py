"""Where the lines of a plain run come from: the keyboard, a pipe or a script."""

import sys
from collections.abc import Iterator
from typing import TextIO

import click

from simulator.problems import UserProblem


def script_lines(script: TextIO) -> list[str]:
    """Read a whole script before the run begins, so that an unreadable one begins nothing. Raises UserProblem."""
    try:
        return script.read().splitlines()
    except UnicodeDecodeError as error:
        raise UserProblem("problem.script-encoding", file=script.name) from error


def typed_lines() -> Iterator[str]:
    """Yield what is typed or piped in, a line at a time. Raises UserProblem on bytes that are no text."""
    while True:
        if sys.stdin.isatty():
            click.echo("> ", nl=False, err=True)
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError as error:
            raise UserProblem("problem.script-encoding", file="-") from error
        if not line:
            return
        yield line
