"""`minwon manual`: the ladders, steps, faults, acts, laws and policies in the terminal, or as pages in a folder."""

from pathlib import Path

import click

from simulator.commands.speaking import speaking_command
from simulator.plain.manual.index import found_lines, index_lines, page_lines
from simulator.problems import Exit, UserProblem, why
from simulator.texts import say
from simulator.workplace import Workplace

_FOLDER = click.Path(path_type=Path)


@speaking_command("manual")
@click.argument("words", nargs=-1, metavar=say("cli.metavar.manual"))
@click.option("--pages", "folder", type=_FOLDER, metavar=say("cli.metavar.folder"), help=say("cli.manual.pages"))
@click.pass_obj
def command(workplace: Workplace, words: tuple[str, ...], folder: Path | None) -> int:
    """Show the index, one page, or what holds some words; or write all of it as pages."""
    wanted = " ".join(words)
    if folder is not None:
        return _write(workplace, folder, wanted)
    lines = list(index_lines(workplace.manual)) if not wanted else page_lines(workplace.manual, wanted)
    lines = lines or found_lines(workplace.manual, wanted)
    if not lines:
        raise UserProblem("problem.manual-unknown", name=wanted)
    click.echo("\n".join(lines))
    return 0


def _write(workplace: Workplace, folder: Path, wanted: str) -> int:
    """Write the pages of the manual. Raises UserProblem."""
    from simulator.exports.manual_reference import write_reference

    if wanted:
        raise UserProblem("problem.manual-pages-words")
    try:
        number = write_reference(workplace.manual, folder)
    except OSError as error:
        file = error.filename or folder
        raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=file, reason=why(error)) from error
    click.echo(say("manual.written", number=number, folder=folder), err=True)
    return 0
