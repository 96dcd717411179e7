"""`minwon db copy`, `purge` and `audit`: moving the records, letting them go by the rules, and who did what."""

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from simulator.problems import Exit, UserProblem
from simulator.texts import count, say
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from simulator.records.address import Address
    from simulator.records.database import Database
    from simulator.records.moving import Copied

_OPTIONS = say("cli.metavar.options")
_FILES = ("", "-wal", "-shm", ".writer")  # a SQLite file and what lies beside it


@click.command("copy", help=say("cli.db-copy.help"), options_metavar=_OPTIONS)
@click.argument("source", metavar=say("cli.metavar.from"))
@click.argument("target", metavar=say("cli.metavar.to"))
@click.pass_obj
def copy(workplace: Workplace, source: str, target: str) -> int:
    """Copy everything into an empty database."""
    from simulator.records.address import address_of

    here, there = address_of(source), address_of(target)
    if here.file and not here.file.exists():
        raise UserProblem("problem.file-missing", file=here.file)
    if _is_same(here, there):
        raise UserProblem("problem.copy-same", address=here.shown)
    copied = _copied(workplace, here, there)
    for name, number in copied.rows.items():
        if number:
            click.echo(f"{name}: {number}")
    click.echo(say("db.copied", source=here.shown, target=there.shown, number=sum(copied.rows.values())), err=True)
    if copied.flaws:
        click.echo(count("db.copied-flaws", copied.flaws), err=True)
    return int(Exit.FOUND_PROBLEMS if copied.flaws else Exit.DONE)


@click.command("purge", help=say("cli.db-purge.help"), options_metavar=_OPTIONS)
@click.option("--dry-run", is_flag=True, help=say("cli.db-purge.dry-run"))
@click.pass_obj
def purge(workplace: Workplace, dry_run: bool) -> int:
    """Delete what has been kept as long as the rules say."""
    from simulator.plain.retention import line
    from simulator.records import retention

    now, rules = datetime.now().astimezone(), workplace.settings.retention
    database = workplace.records.database
    with database.reading() if dry_run else database.writing() as connection:
        dues = retention.due(connection, rules, now.date())
        if not dry_run:
            retention.purge(connection, dues, now.isoformat(timespec="seconds"), "")
    for found in dues:
        click.echo(line(found))
    number = sum(len(found.attempts) for found in dues)
    click.echo(count("retention.would-go" if dry_run else "retention.gone", number), err=True)
    return 0


@click.command("audit", help=say("cli.db-audit.help"), options_metavar=_OPTIONS)
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_obj
def audit(workplace: Workplace, as_json: bool) -> int:
    """Show who did what to the records, and whether that log is whole."""
    from simulator.plain import audit_log
    from simulator.records.audit import log
    from simulator.records.chain import Entry, first_break_of_audit

    with workplace.records.database.reading() as connection:
        entries = [Entry(*row) for row in connection.execute(log())]
    broken = first_break_of_audit(entries)
    if as_json:
        found = {"whole": broken is None, "broken": broken, "entries": [audit_log.as_data(entry) for entry in entries]}
        click.echo(msgspec.json.encode(found).decode())
    else:
        for line in audit_log.lines(entries):
            click.echo(line)
        whole = count("audit-log.whole", len(entries))
        click.echo(whole if broken is None else say("audit-log.broken", seq=broken), err=True)
    return int(Exit.DONE if broken is None else Exit.FOUND_PROBLEMS)


def _is_same(here: "Address", there: "Address") -> bool:
    if here.file and there.file:
        return here.file.resolve() == there.file.resolve()
    return here == there


def _copied(workplace: Workplace, here: "Address", there: "Address") -> "Copied":
    """Copy; a file that was made for it is taken away again when it fails. Raises UserProblem."""
    from simulator.records.moving import copy_all

    now = datetime.now().astimezone().isoformat(timespec="seconds")
    made = there.file if there.file and not there.file.exists() else None
    try:
        with ExitStack() as stack:
            source, target = (_opened(workplace, address, stack) for address in (here, there))
            return copy_all(source, target, now)
    except BaseException:
        if made:
            _take_away(made)
        raise


def _opened(workplace: Workplace, address: "Address", stack: ExitStack) -> "Database":
    from simulator.records.opening import open_database

    database = open_database(address)
    stack.callback(database.close)
    if brought_up := database.brought_up:
        workplace.announce(say("records.brought-up", version=brought_up.version, backup=brought_up.backup))
    return database


def _take_away(file: Path) -> None:
    for ending in _FILES:
        file.with_name(f"{file.name}{ending}").unlink(missing_ok=True)
