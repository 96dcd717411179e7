"""`minwon manual`: the ladders, steps, faults, acts, laws and policies in the terminal, or as pages in a folder."""

from pathlib import Path

import click

from scoring.manual.manual import Manual
from simulator.commands.speaking import speaking_command
from simulator.plain.manual.agency import difference_lines, policy_lines
from simulator.plain.manual.index import found_lines, index_lines, page_lines
from simulator.problems import Exit, UserProblem, why
from simulator.texts import say
from simulator.workplace import Workplace

_FOLDER = click.Path(path_type=Path)


@speaking_command("manual")
@click.argument("words", nargs=-1, metavar=say("cli.metavar.manual"))
@click.option("--policy", default="", metavar=say("cli.metavar.policy-or-file"), help=say("cli.manual.policy"))
@click.option("--pages", "folder", type=_FOLDER, metavar=say("cli.metavar.folder"), help=say("cli.manual.pages"))
@click.pass_obj
def command(workplace: Workplace, words: tuple[str, ...], policy: str, folder: Path | None) -> int:
    """Show the index, one page, or what holds some words; or write all of it as pages."""
    wanted = " ".join(words)
    manual, name = workplace.manual_under(policy)
    if policy and name not in manual.policies:
        raise UserProblem("problem.policy-unknown", name=name, known=", ".join(manual.policies))
    if folder is not None:
        return _write(manual, folder, wanted)
    lines = _policy(manual, name) if policy and not wanted else _found(manual, wanted)
    if not lines:
        raise UserProblem("problem.manual-unknown", name=wanted)
    click.echo("\n".join(lines))
    return 0


def _found(manual: Manual, wanted: str) -> list[str]:
    """Return the index, the page of an id, or what holds some words; nothing where there is none."""
    if not wanted:
        return list(index_lines(manual))
    return page_lines(manual, wanted) or found_lines(manual, wanted)


def _policy(manual: Manual, name: str) -> list[str]:
    """Return the page of a policy, and the rules in which an agency's overlay differs from the shipped manual."""
    from scoring.manual.reader import shipped_manual

    return [*policy_lines(manual, name), *difference_lines(shipped_manual(), manual)]


def _write(manual: Manual, folder: Path, wanted: str) -> int:
    """Write the pages of the manual. Raises UserProblem."""
    from simulator.exports.manual_reference import write_reference

    if wanted:
        raise UserProblem("problem.manual-pages-words")
    try:
        number = write_reference(manual, folder)
    except OSError as error:
        file = error.filename or folder
        raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=file, reason=why(error)) from error
    click.echo(say("manual.written", number=number, folder=folder), err=True)
    return 0
