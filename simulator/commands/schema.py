"""`minwon schema`: the JSON Schema of a scenario file, for editors."""

from pathlib import Path

import click

from simulator.commands.speaking import speaking_command
from simulator.commands.writing import write_file
from simulator.texts import active_language, say
from simulator.workplace import Workplace

_FILE = click.Path(dir_okay=False, path_type=Path)


@speaking_command("schema")
@click.option("--output", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.schema.output"))
@click.pass_obj
def command(workplace: Workplace, output: Path | None) -> int:
    """Print the schema, or write it to a file."""
    from dialogues.bench.schema import schema_text

    text = schema_text(workplace.manual, active_language())
    if output is None:
        click.echo(text, nl=False)
    else:
        write_file(output, text.encode())
    return 0
