"""`minwon people`: the roster, what is held on somebody, forgetting them, PINs."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.commands.writing import write_file
from simulator.problems import Exit, UserProblem
from simulator.texts import count, say
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.people.erasing import Receipt, RunsFate
    from simulator.people.importing import Plan
    from simulator.people.roster import Fault, Member

_FILE = click.Path(dir_okay=False, path_type=Path)
_DAY = click.DateTime(formats=["%Y-%m-%d"])
_OPTIONS = say("cli.metavar.options")
_FATES = click.Choice(["anonymise", "erase-words", "remove"])


@click.group(help=say("cli.people.help"), options_metavar=_OPTIONS, subcommand_metavar=say("cli.metavar.command"))
def command() -> None:
    """Look after the people."""


@command.command("import", help=say("cli.people-import.help"), options_metavar=_OPTIONS)
@click.argument("file", type=_FILE, metavar=say("cli.metavar.file"))
@click.option("--dry-run", is_flag=True, help=say("cli.people-import.dry-run"))
@click.option("--since", type=_DAY, metavar=say("cli.metavar.day"), help=say("cli.people-import.since"))
@click.option("--report", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.people-import.report"))
@click.pass_obj
def import_roster(workplace: Workplace, file: Path, dry_run: bool, since: datetime | None, report: Path | None) -> int:
    """Take people over from a roster: all of its rows, or none."""
    day = (since or _now()).date()
    members, faults = _read_roster(file)
    planned = _taken_over(workplace, members, day.isoformat(), dry_run or bool(faults))
    if faults or planned.faults:
        return _say_faults([*faults, *planned.faults], report)
    click.echo(_summary(planned))
    if dry_run:
        click.echo(say("people.dry-run"), err=True)
    return 0


@command.command("list", help=say("cli.people-list.help"), options_metavar=_OPTIONS)
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.option("--csv", "csv_file", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.people-list.csv"))
@click.pass_obj
def list_people(workplace: Workplace, as_json: bool, csv_file: Path | None) -> int:
    """Show who is kept."""
    from simulator.people.listing import listed
    from simulator.people.reports import people_table, person_line
    from simulator.records.access import HOLDER

    with workplace.records.database.reading() as connection:
        people = listed(connection, HOLDER)
    if csv_file:
        write_file(csv_file, people_table(people))
        return 0
    if as_json:
        click.echo(_json([one._asdict() for one in people]))
        return 0
    for one in people:
        click.echo(person_line(one, _now()))
    click.echo(count("people.number", len(people)), err=True)
    return 0


@command.command("export", help=say("cli.people-export.help"), options_metavar=_OPTIONS)
@click.argument("code", metavar=say("cli.metavar.person"))
@click.option(
    "--output", type=_FILE, required=True, metavar=say("cli.metavar.file"), help=say("cli.people-export.output")
)
@click.pass_obj
def export(workplace: Workplace, code: str, output: Path) -> int:
    """Write everything that is held on one person, for that person."""
    from simulator.people.exporting import export_person
    from simulator.people.private_file import write_private
    from simulator.records.access import HOLDER

    if output.exists():
        raise UserProblem("problem.file-there", file=output)
    with workplace.records.database.writing() as connection:
        held = export_person(connection, HOLDER, code, _now().isoformat(timespec="seconds"))
    write_private(output, _json(held).encode())
    click.echo(say("people.exported", code=code, file=output), err=True)
    return 0


@command.command("erase", help=say("cli.people-erase.help"), options_metavar=_OPTIONS)
@click.argument("code", metavar=say("cli.metavar.person"))
@click.option("--runs", type=_FATES, default="erase-words", show_default=True, help=say("cli.people-erase.runs"))
@click.option("--yes", is_flag=True, help=say("cli.people-erase.yes"))
@click.pass_obj
def erase(workplace: Workplace, code: str, runs: "RunsFate", yes: bool) -> int:
    """Delete one person for good."""
    from simulator.people.erasing import erase as erase_for_good
    from simulator.records.access import HOLDER

    if not yes and click.prompt(say("people.erase-again", code=code), err=True).strip() != code:
        raise UserProblem("problem.code-differs")
    now = _now().isoformat(timespec="seconds")
    with workplace.records.database.writing() as connection:
        receipt = erase_for_good(connection, HOLDER, code, runs, now)
    click.echo(_receipt_line(code, receipt))
    click.echo(say(f"people.fate.{runs}"), err=True)
    return 0


@command.command("pin", help=say("cli.people-pin.help"), options_metavar=_OPTIONS)
@click.argument("code", metavar=say("cli.metavar.person"))
@click.pass_obj
def pin(workplace: Workplace, code: str) -> int:
    """Set somebody's PIN, or reset it; it is asked for, never given on the command line."""
    from simulator.commands.asking_pin import ask_new_pin
    from simulator.people.pin_keeping import need_settable, set_pin
    from simulator.records.access import HOLDER

    database, way = workplace.records.database, workplace.settings.pin_hasher
    with database.reading() as connection:
        need_settable(connection, HOLDER, code)  # before anybody types
    typed = ask_new_pin(code)
    with database.writing() as connection:
        set_pin(connection, HOLDER, code, typed, way, _now())
    click.echo(say("people.pin-kept", code=code), err=True)
    return 0


def _read_roster(file: Path) -> "tuple[list[Member], list[Fault]]":
    from simulator.people.roster import understood
    from simulator.people.sheets import read_sheet

    sheet = read_sheet(file)
    if sheet.encoding == "cp949":
        click.echo(say("people.cp949", file=file), err=True)
    roster = understood(sheet, _now().year)
    return roster.members, roster.faults


def _taken_over(workplace: Workplace, members: "Sequence[Member]", since: str, looking: bool) -> "Plan":
    """Return what a roster changes; it is changed unless one is only looking or something is wrong."""
    from simulator.people.importing import apply, plan
    from simulator.records.access import HOLDER

    database, now = workplace.records.database, _now().isoformat(timespec="seconds")
    with database.reading() if looking else database.writing() as connection:
        planned = plan(connection, members, since, now)
        if not (looking or planned.faults):
            apply(connection, HOLDER, planned, since, now)
    return planned


def _say_faults(faults: "list[Fault]", report: Path | None) -> int:
    """Say everything that is wrong, by row; into a file too where one is wanted."""
    from simulator.people.reports import fault_line, faults_table

    faults = sorted(faults)
    for fault in faults:
        click.echo(fault_line(fault))
    if report:
        write_file(report, faults_table(faults))
    click.echo(count("people.refused", len(faults)), err=True)
    return int(Exit.FOUND_PROBLEMS)


def _summary(planned: "Plan") -> str:
    return say(
        "people.summary",
        new=planned.count("new"),
        moved=planned.count("moved"),
        changed=planned.count("changed"),
        role=planned.count("role"),
        named=planned.count("named"),
        same=planned.unchanged,
        units=len(planned.tree.new),
    )


def _receipt_line(code: str, receipt: "Receipt") -> str:
    return say(
        "people.erased",
        code=code,
        runs=receipt.runs,
        names=receipt.names,
        places=receipt.places,
        classes=receipt.classes,
        audit_seq=receipt.audit_seq,
    )


def _json(value: object) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value)).decode()


def _now() -> datetime:
    return datetime.now().astimezone()
