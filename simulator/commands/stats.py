"""`minwon stats`: how much there is in scenario files, and what of the manual none of them exercises."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from simulator.commands.scenario_files import files_under
from simulator.commands.speaking import speaking_command
from simulator.problems import Exit, UserProblem, why
from simulator.texts import count, say
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from dialogues.model import Scenario


@speaking_command("stats")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar=say("cli.metavar.paths"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_obj
def command(workplace: Workplace, paths: tuple[Path, ...], as_json: bool) -> int:
    """Count files, folders, or the whole library when none is named."""
    from dialogues.bench.manual_use import use_of
    from dialogues.bench.stats import WORDS_PER_MINUTE, figures_of

    files = files_under(paths, workplace)
    read, unread = _read(files, once=not paths)
    found = [figures_of(file, scenario) for file, scenario in read]
    use = use_of((scenario for _, scenario in read), workplace.manual)
    if as_json:
        stats = {"words_per_minute": WORDS_PER_MINUTE, "scenarios": found, "unread": unread, "manual": use}
        click.echo(msgspec.json.encode(stats).decode())
    elif found:
        from simulator.plain.stats import figure_lines, use_lines

        for line in (*figure_lines(found), "", *use_lines(use, workplace.manual)):
            click.echo(line)
    for file in unread:
        click.echo(say("stats.unread", file=file), err=True)
    click.echo(count("stats.number", len(found)), err=True)
    return int(Exit.FOUND_PROBLEMS if unread else Exit.DONE)


def _read(files: Iterable[Path], *, once: bool) -> "tuple[list[tuple[Path, Scenario]], list[str]]":
    """Return the scenarios that read, with their files, and the files that do not. once: an id counts the first time.

    In a library the first file of an id is the one that is played; files named one by one count each.
    """
    from dialogues.reader import read_scenario

    read: dict[str, tuple[Path, Scenario]] = {}
    unread = []
    for file in files:
        try:
            scenario = read_scenario(file).scenario
        except OSError as error:
            raise UserProblem("problem.file-unreadable", file=file, reason=why(error)) from error
        if scenario is None:
            unread.append(str(file))
        else:
            read.setdefault(scenario.scenario if once else str(file), (file, scenario))
    return list(read.values()), unread
