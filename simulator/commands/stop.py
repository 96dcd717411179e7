"""`minwon stop`: an unfinished run that is not to go on, or cannot, is ended without a score."""

import click

from simulator.commands.speaking import speaking_command
from simulator.stopping import stop_as_it_stands
from simulator.texts import say
from simulator.workplace import Workplace


@speaking_command("stop")
@click.argument("attempt", metavar=say("cli.metavar.attempt"))
@click.pass_obj
def command(workplace: Workplace, attempt: str) -> int:
    """End an unfinished run."""
    found = workplace.records.attempt(attempt)
    stop_as_it_stands(found, workplace.records)
    click.echo(say("stop.done", attempt=found.id), err=True)
    return 0
