"""`minwon write`: a scenario's source beside its live run."""

import click

from simulator.commands.speaking import speaking_command
from simulator.texts import say
from simulator.workplace import Workplace


@speaking_command("write")
@click.argument("scenario", metavar=say("cli.metavar.one-scenario"))
@click.pass_obj
def command(workplace: Workplace, scenario: str) -> int:
    """Open one scenario for writing; a wrong name or file is said before the screen is taken."""
    from simulator.commands.terminal import open_app, refuse_poor_terminal
    from simulator.writing import Writing

    refuse_poor_terminal("problem.no-terminal-write")
    writing = Writing.open(workplace, scenario)
    from simulator.app import Opening

    return open_app(workplace, Opening(writing=writing))
