"""Writing one file for the user: whole or not at all, with a word about where it is."""

from pathlib import Path

import click

from simulator.problems import Exit, UserProblem, why
from simulator.texts import say


def write_file(file: Path, content: bytes) -> None:
    """Write a file, through one beside it so that a full disk leaves no half. Raises UserProblem."""
    half = file.with_name(f"{file.name}.part")
    try:
        half.write_bytes(content)
        half.replace(file)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=file, reason=why(error)) from error
    click.echo(say("cli.written", file=file), err=True)
