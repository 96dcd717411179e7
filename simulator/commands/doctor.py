"""`minwon doctor`: is this machine fit for the app, and if not, what to do."""

import click

from simulator.commands.speaking import speaking_command
from simulator.diagnosis import Check, examine
from simulator.problems import Exit
from simulator.texts import say
from simulator.workplace import Workplace


@speaking_command("doctor")
@click.pass_obj
def command(workplace: Workplace) -> int:
    """Examine the terminal, the keyboard settings and the records."""
    checks = examine(workplace)
    for check in checks:
        click.echo(_line(check))
    click.echo(say("doctor.width-sample"))
    return int(Exit.DONE if all(check.fine for check in checks) else Exit.FOUND_PROBLEMS)


def _line(check: Check) -> str:
    mark = say("doctor.fine" if check.fine else "doctor.look")
    advice = "" if check.fine else f"\n      {say(f'doctor.{check.name}.advice')}"
    return f"[{mark}] {say(f'doctor.{check.name}')}: {check.found}{advice}"
