"""How a command introduces itself: its help and the words around it come from the catalogue."""

from collections.abc import Callable
from typing import Any

import click

from simulator.texts import say


def speaking_command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Return click's command decorator with the help of `name` in the user's language."""
    return click.command(help=say(f"cli.{name}.help"), options_metavar=say("cli.metavar.options"))
