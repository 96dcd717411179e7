"""`minwon what-if`: one turn of a finished run done differently, judged beside the old way, kept nowhere."""

import sys
from collections.abc import Iterator
from typing import TextIO

import click

from dialogues.inputs import InputError
from simulator.commands.speaking import speaking_command
from simulator.plain.lines import script_lines, typed_lines
from simulator.plain.session import event_lines, input_problem
from simulator.plain.what_if import comparison_lines, go_on, other_way, turn_lines
from simulator.problems import UserProblem
from simulator.texts import say
from simulator.what_if import Alternative
from simulator.workplace import Workplace

_SCRIPT = click.File("r", encoding="utf-8-sig")


@speaking_command("what-if")
@click.argument("attempt", metavar=say("cli.metavar.attempt"))
@click.option("--turn", type=click.IntRange(1), metavar=say("cli.metavar.number"), help=say("cli.what-if.turn"))
@click.option("--choose", metavar=say("cli.metavar.choice"), help=say("cli.what-if.choose"))
@click.option("--then", type=_SCRIPT, metavar=say("cli.metavar.file"), help=say("cli.what-if.then"))
@click.pass_obj
def command(workplace: Workplace, attempt: str, turn: int | None, choose: str | None, then: TextIO | None) -> int:
    """Compare another way with the old one."""
    if (turn is None) != (choose is None):
        raise UserProblem("what-if.needs-both")
    alternative = Alternative.of(workplace, attempt)
    realistic = workplace.settings.realistic
    if turn is None or choose is None:
        for line in turn_lines(alternative, realistic):
            click.echo(line)
        return 0
    for line in _compared(workplace, alternative, turn, choose, script_lines(then) if then else None):
        click.echo(line)
    return 0


def _compared(
    workplace: Workplace, alternative: Alternative, turn: int, choose: str, script: list[str] | None
) -> Iterator[str]:
    """Play the other way as far as it is told, then yield the comparison. Raises UserProblem."""
    realistic, points = workplace.settings.realistic, alternative.what_if.points
    try:
        if turn > len(points):
            raise InputError("turn", str(turn))
        play = alternative.instead(turn, other_way(points[turn - 1], choose)).play
    except InputError as error:
        raise UserProblem("problem.script-line", line=choose, reason=input_problem(error)) from error
    if not play.over:
        asking = script is None and sys.stdin.isatty()
        changed = (event for event in play.trace().events if event.turn >= turn)
        for line in event_lines(changed, realistic):
            click.echo(line)
        lines = typed_lines() if asking else iter(script or ())
        go_on(play, lines, click.echo, realistic, asking=asking)
    yield from comparison_lines(alternative.compared(play), workplace.manual)
