"""`minwon texts`: a scenario's texts to a translator and back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.texts import LANGUAGES
from simulator.commands.writing import write_file
from simulator.problems import Exit, UserProblem, why
from simulator.texts import active_language, count, say
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from dialogues.bench.exchange import Flaw, GivenFile
    from dialogues.translation import TextsFile

_FILE = click.Path(dir_okay=False, path_type=Path)
_LANGUAGE = click.Choice([language for language in LANGUAGES if language != "ko"])
_A_FILE = say("cli.metavar.file")
_FORMATS = (".csv", ".po")
_MOST_FLAWS = 20


@click.group(
    help=say("cli.texts.help"),
    options_metavar=say("cli.metavar.options"),
    subcommand_metavar=say("cli.metavar.command"),
)
def command() -> None:
    """Send texts out, take them back in."""


@command.command("export", help=say("cli.texts-export.help"), options_metavar=say("cli.metavar.options"))
@click.argument("scenario", metavar=say("cli.metavar.one-scenario"))
@click.option(
    "--to", "file", type=_FILE, required=True, metavar=say("cli.metavar.file"), help=say("cli.texts-export.to")
)
@click.option("--language", type=_LANGUAGE, default="en", help=say("cli.texts.language"))
@click.option("--force", is_flag=True, help=say("cli.texts-export.force"))
@click.pass_obj
def export(workplace: Workplace, scenario: str, file: Path, language: str, force: bool) -> int:
    """Write a file for a translator. A file that is there may hold their work, so it is not written over unasked."""
    from dialogues.bench.exchange import lines_of

    ending = _format(file)
    if file.exists() and not force:
        raise UserProblem("problem.texts-there", file=file)
    loaded = workplace.load(scenario, "ko")
    table = _table(loaded.path, loaded.scenario.scenario, language)[0]
    lines = lines_of(loaded.scenario, table, workplace.manual, active_language())
    if ending == ".csv":
        from dialogues.bench.exchange_csv import csv_bytes as written
    else:
        from dialogues.bench.exchange_po import po_bytes as written
    write_file(file, written(lines, loaded.scenario.scenario, language))
    missing, stale = (sum(line.state == state for line in lines) for state in ("missing", "stale"))
    click.echo(count("texts.exported", len(lines), missing=missing, stale=stale), err=True)
    return 0


@command.command("import", help=say("cli.texts-import.help"), options_metavar=say("cli.metavar.options"))
@click.argument("file", type=_FILE, metavar=say("cli.metavar.file"))
@click.argument("scenario", metavar=say("cli.metavar.one-scenario"))
@click.option("--language", type=_LANGUAGE, default="en", help=say("cli.texts.language"))
@click.pass_obj
def take_back(workplace: Workplace, file: Path, scenario: str, language: str) -> int:
    """Lay what came back over the table beside the scenario."""
    from dialogues.bench.exchange import ExchangeError, merged
    from dialogues.bench.table_file import table_text
    from dialogues.translation import table_path

    loaded = workplace.load(scenario, "ko")
    table, before = _table(loaded.path, loaded.scenario.scenario, language)
    try:
        given = _given(file, language)
        found = merged(loaded.scenario, table, given, language)
    except ExchangeError as error:
        raise _refused(file, loaded.scenario.scenario, error.flaws) from error
    write_file(table_path(loaded.path, language), table_text(found.table, before).encode())
    if given.code_page:
        click.echo(say("texts.code-page", name=given.code_page), err=True)
    click.echo(
        say("texts.imported", new=found.new, changed=found.changed, missing=found.missing, stale=found.stale), err=True
    )
    return 0


def _format(file: Path) -> str:
    ending = file.suffix.lower()
    if ending not in _FORMATS:
        raise UserProblem("problem.texts-format", file=file)
    return ending


def _given(file: Path, language: str) -> "GivenFile":
    """Read what came back. Raises ExchangeError and UserProblem."""
    ending = _format(file)
    try:
        if ending == ".csv":
            from dialogues.bench.exchange_csv import read_csv

            return read_csv(file.read_bytes(), language)
        from dialogues.bench.exchange_po import read_po

        return read_po(file, language)
    except FileNotFoundError as error:
        raise UserProblem("problem.file-missing", file=file) from error
    except OSError as error:
        raise UserProblem("problem.file-unreadable", file=file, reason=why(error)) from error


def _table(scenario_file: Path, scenario: str, language: str) -> "tuple[TextsFile | None, str]":
    """Return the table beside a scenario and its text; nothing where there is none.

    Raises UserProblem when it cannot be read or is not this scenario's: it is not written over.
    """
    from dialogues.translation import read_table_bytes, table_path

    beside = table_path(scenario_file, language)
    try:
        raw = beside.read_bytes() if beside.exists() else b""
    except OSError as error:
        raise UserProblem("problem.file-unreadable", file=beside, reason=why(error)) from error
    if not raw:
        return None, ""
    table, problems = read_table_bytes(raw)
    if table is None:
        raise UserProblem("problem.texts-table", Exit.FOUND_PROBLEMS, file=beside, line=problems[0].place.line)
    if (table.scenario, table.language) != (scenario, language):
        raise UserProblem("problem.texts-table-other", Exit.FOUND_PROBLEMS, file=beside, name=scenario)
    return table, raw.decode("utf-8-sig")


def _refused(file: Path, scenario: str, flaws: "list[Flaw]") -> UserProblem:
    """Return why a file is not taken, its first flaws one a line."""
    lines = [
        say(f"texts.flaw.{flaw.code}", place=flaw.place, name=flaw.name, scenario=scenario)
        + (say("texts.flaw.near", near=flaw.near) if flaw.near else "")
        for flaw in flaws[:_MOST_FLAWS]
    ]
    if len(flaws) > _MOST_FLAWS:
        lines.append(say("texts.flaw.more", number=len(flaws) - _MOST_FLAWS))
    return UserProblem("problem.texts-refused", Exit.FOUND_PROBLEMS, file=file, problems="\n".join(lines))
