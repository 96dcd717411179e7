"""`minwon show`: one attempt's judgement, finding by finding, as lines or as a page to keep."""

from pathlib import Path

import click
import msgspec

from scoring.debrief import debrief
from simulator.commands.speaking import speaking_command
from simulator.commands.writing import write_file
from simulator.judged import Judged, judged_before
from simulator.plain.report import report_lines
from simulator.texts import say
from simulator.workplace import Workplace

_FILE = click.Path(dir_okay=False, path_type=Path)


@speaking_command("show")
@click.argument("attempt", metavar=say("cli.metavar.attempt"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.option("--html", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.show.html"))
@click.option("--svg", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.show.svg"))
@click.pass_obj
def command(workplace: Workplace, attempt: str, as_json: bool, html: Path | None, svg: Path | None) -> int:
    """Show one attempt."""
    if as_json:
        found = workplace.records.attempt(attempt)
        hashes = found.hashes(workplace.records.events(found.id))
        shown = {"attempt": found, "scenario_hashes": hashes, "summary": workplace.records.summary(found.id)}
        click.echo(msgspec.json.encode(shown).decode())
        return 0
    judged = judged_before(workplace, attempt)
    if html or svg:
        _write_pages(workplace, judged, html, svg)
        return 0
    click.echo(say("show.title", title=judged.title, day=judged.attempt.day, attempt=judged.attempt.id))
    for line in report_lines(judged, workplace.manual, workplace.settings.realistic):
        click.echo(line)
    return 0


def _write_pages(workplace: Workplace, judged: Judged, html: Path | None, svg: Path | None) -> None:
    """Write the whole debrief as a page, the curve as a picture. Raises UserProblem."""
    from simulator.exports.debrief_page import curve_svg, debrief_html

    if html:
        write_file(html, debrief_html(judged, workplace.manual, workplace.settings.realistic).encode())
    if svg:
        talk = debrief(judged.events, judged.card, judged.advice)
        marked = frozenset(point.turn for point in talk.turning_points)
        write_file(svg, curve_svg(talk.curve, marked).encode())
