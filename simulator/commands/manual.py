"""`minwon manual`: the ladders, steps, faults, acts, laws and policies in the terminal."""

import click

from simulator.commands.speaking import speaking_command
from simulator.plain.manual_pages import found_lines, index_lines, page_lines
from simulator.problems import UserProblem
from simulator.texts import say
from simulator.workplace import Workplace


@speaking_command("manual")
@click.argument("words", nargs=-1, metavar=say("cli.metavar.manual"))
@click.pass_obj
def command(workplace: Workplace, words: tuple[str, ...]) -> int:
    """Show the index, one page, or what holds some words."""
    wanted = " ".join(words)
    lines = list(index_lines(workplace.manual)) if not wanted else page_lines(workplace.manual, wanted)
    lines = lines or found_lines(workplace.manual, wanted)
    if not lines:
        raise UserProblem("problem.manual-unknown", name=wanted)
    click.echo("\n".join(lines))
    return 0
