"""`minwon reflect`: the two questions that close an assessed run, asked later."""

import sys

import click

from simulator.aftermath import Aftermath
from simulator.commands.speaking import speaking_command
from simulator.plain.after import ask_reflection
from simulator.plain.lines import typed_lines
from simulator.problems import UserProblem
from simulator.texts import say
from simulator.workplace import Workplace


@speaking_command("reflect")
@click.argument("attempt", metavar=say("cli.metavar.attempt"))
@click.pass_obj
def command(workplace: Workplace, attempt: str) -> int:
    """Ask the reflection questions of a run."""
    aftermath = Aftermath.reopened(workplace, attempt)
    if aftermath.attempt.mode != "assessment":
        raise UserProblem("problem.no-reflection")
    ask_reflection(aftermath, typed_lines() if sys.stdin.isatty() else iter(sys.stdin), click.echo)
    return 0
