"""`minwon replay`: the words of one attempt again, and whether it plays identically today."""

import sys

import click

from scoring.grading import grade
from simulator.commands.speaking import speaking_command
from simulator.plain.session import event_lines
from simulator.problems import Exit, UserProblem
from simulator.resuming import revisit
from simulator.texts import say
from simulator.workplace import Workplace


@speaking_command("replay")
@click.argument("attempt", metavar=say("cli.metavar.attempt"))
@click.pass_obj
def command(workplace: Workplace, attempt: str) -> int:
    """Play an attempt again from its journal, writing nothing."""
    found = workplace.records.attempt(attempt)
    events = workplace.records.events(found.id)
    sys.stdout.writelines(f"{line}\n" for line in event_lines(events, workplace.settings.realistic))
    play = revisit(found, workplace.load(found.scenario, found.language), workplace.manual, events)
    click.echo(say("replay.same", number=len(events)), err=True)
    summary = workplace.records.summary(found.id)
    known = found.policy in workplace.manual.policies
    card = summary.scorecard if summary else None
    if card and (not known or grade(play.trace(), workplace.manual, found.policy) != card):
        raise UserProblem("replay.graded-differently", Exit.FOUND_PROBLEMS)
    return 0
