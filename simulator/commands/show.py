"""`minwon show`: one attempt's judgement, finding by finding."""

import sys

import click
import msgspec

from dialogues.advice import advice_of
from simulator.plain.report import report_lines
from simulator.problems import UserProblem
from simulator.rehearsal import revisit
from simulator.texts import say
from simulator.workplace import Workplace


@click.command(help=say("cli.show.help"))
@click.argument("attempt", metavar=say("cli.metavar.attempt"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_obj
def command(workplace: Workplace, attempt: str, as_json: bool) -> int:
    """Show one attempt."""
    found = workplace.records.attempt(attempt)
    summary = workplace.records.summary(found.id)
    if summary is None:
        raise UserProblem("problem.attempt-open", name=found.id)
    if as_json:
        click.echo(msgspec.json.encode({"attempt": found, "summary": summary}).decode())
        return 0
    if summary.scorecard is None:
        click.echo(say("plain.stopped"))
        return 0
    play = revisit(found, workplace.library, workplace.manual, workplace.records.events(found.id))
    lines = report_lines(
        play.trace(),
        summary.scorecard,
        workplace.manual,
        advice_of(play.stage, play.trace().events),
        play.stage.endings[summary.ending],
        workplace.settings.realistic,
    )
    click.echo(say("show.title", title=play.stage.scenario.title, day=found.day, attempt=found.id))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0
