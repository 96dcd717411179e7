"""`minwon show`: one attempt's judgement, finding by finding."""

import click
import msgspec

from simulator.commands.speaking import speaking_command
from simulator.judged import judged_before
from simulator.plain.report import report_lines
from simulator.texts import say
from simulator.workplace import Workplace


@speaking_command("show")
@click.argument("attempt", metavar=say("cli.metavar.attempt"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_obj
def command(workplace: Workplace, attempt: str, as_json: bool) -> int:
    """Show one attempt."""
    if as_json:
        found = workplace.records.attempt(attempt)
        shown = {"attempt": found, "summary": workplace.records.summary(found.id)}
        click.echo(msgspec.json.encode(shown).decode())
        return 0
    judged = judged_before(workplace, attempt)
    click.echo(say("show.title", title=judged.title, day=judged.attempt.day, attempt=judged.attempt.id))
    for line in report_lines(judged, workplace.manual, workplace.settings.realistic):
        click.echo(line)
    return 0
