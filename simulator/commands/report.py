"""`minwon report`: the paper after the talk: who does what next, and the incident report, printed or filled in."""

import sys
from pathlib import Path

import click

from scoring import strict_yaml, typed_data
from scoring.incident.form import IncidentReport, report_form
from scoring.typed_data import nearest
from simulator.aftermath import Aftermath
from simulator.commands.speaking import speaking_command
from simulator.commands.writing import write_file
from simulator.plain.after import go_through
from simulator.plain.lines import typed_lines
from simulator.plain.report_form import check_lines, understood
from simulator.problems import UserProblem, why
from simulator.texts import active_language, say
from simulator.workplace import Workplace

_FILE = click.Path(dir_okay=False, path_type=Path)


@speaking_command("report")
@click.argument("attempt", metavar=say("cli.metavar.attempt"))
@click.option("--fill", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.report.fill"))
@click.option("--text", is_flag=True, help=say("cli.report.text"))
@click.option("--html", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.report.html"))
@click.option("--docx", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.report.docx"))
@click.pass_obj
def command(
    workplace: Workplace, attempt: str, fill: Path | None, text: bool, html: Path | None, docx: Path | None
) -> int:
    """Go on with the paper of a run; with an option only fill it in or print it."""
    aftermath = Aftermath.reopened(workplace, attempt)
    if fill is not None:
        _fill(aftermath, fill)
    if text or html or docx:
        _print(aftermath.report(), text, html, docx)
    elif fill is None:
        lines = typed_lines() if sys.stdin.isatty() else iter(sys.stdin)
        go_through(aftermath, lines, click.echo)
    return 0


def _fill(aftermath: Aftermath, file: Path) -> None:
    """Fill the report in from a YAML file of fields; nothing is kept when one of them is unknown."""
    report = aftermath.report()
    for name, value in _values(file).items():
        report = report.with_value(name, understood(report_form().fields[name], value))
    aftermath.write(report)
    for line in check_lines(aftermath):
        click.echo(line)


def _values(file: Path) -> dict[str, str]:
    try:
        values, problems = typed_data.build(strict_yaml.composed(strict_yaml.read_file(file)), dict[str, str])
    except strict_yaml.UnreadableError as error:
        raise UserProblem("problem.report-file", file=file, line=error.problems[0].place.line) from error
    except OSError as error:
        raise UserProblem("problem.file-unreadable", file=file, reason=why(error)) from error
    if values is None:
        raise UserProblem("problem.report-file", file=file, line=problems[0].place.line)
    fields = report_form().fields
    for name in values:
        if name not in fields:
            near = nearest(name, fields) or ", ".join(fields)
            raise UserProblem("problem.report-field", file=file, name=name, near=near)
    return values


def _print(report: IncidentReport, text: bool, html: Path | None, docx: Path | None) -> None:
    from simulator.exports import incident_report

    language = active_language()
    if text:
        click.echo(incident_report.report_text(report, language))
    if html is not None:
        write_file(html, incident_report.report_html(report, language).encode())
    if docx is not None:
        write_file(docx, incident_report.report_docx(report, language))
