"""`minwon locate`: where things live on this machine."""

from collections.abc import Callable

import click

from dialogues.library import SHIPPED
from simulator import places
from simulator.commands.speaking import speaking_command
from simulator.problems import UserProblem
from simulator.texts import say
from simulator.workplace import Workplace


def _records() -> str:
    """Return where the records are, without a password; a wrong configuration must not hide the other places."""
    try:
        return Workplace().address.shown
    except UserProblem:
        return str(places.database_file())


_PLACES: dict[str, Callable[[], object]] = {
    "config": places.config_file,
    "data": places.data_folder,
    "database": _records,
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
