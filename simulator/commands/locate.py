"""`minwon locate`: where things live on this machine."""

import click

from dialogues.library import SHIPPED
from simulator import places
from simulator.commands.speaking import speaking_command
from simulator.texts import say

_PLACES = {
    "config": places.config_file,
    "data": places.data_folder,
    "database": places.database_file,
    "scenarios": places.own_scenarios_folder,
    "courses": places.own_courses_folder,
    "library": lambda: SHIPPED,
    "cache": places.cache_folder,
}


@speaking_command("locate")
@click.argument("what", required=False, type=click.Choice(list(_PLACES)), metavar=say("cli.metavar.place"))
def command(what: str | None) -> int:
    """Print one place, or all of them."""
    if what:
        click.echo(str(_PLACES[what]()))
        return 0
    for name, place in _PLACES.items():
        click.echo(f"{name:10} {place()}")
    return 0
