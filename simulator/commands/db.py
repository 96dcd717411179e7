"""`minwon db`: the database of the records: bring it up, prove it, anchor it, copy it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.commands import db_keeping, db_roles
from simulator.commands.writing import write_file
from simulator.problems import Exit, UserProblem, why
from simulator.texts import count, say
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from simulator.records.anchors import Anchor, Paper
    from simulator.records.verifying import Flaw, Verified

_FILE = click.Path(dir_okay=False, path_type=Path)
_MOST_FLAWS = 50


@click.group(
    help=say("cli.db.help"),
    options_metavar=say("cli.metavar.options"),
    subcommand_metavar=say("cli.metavar.command"),
)
def command() -> None:
    """Look after the database."""


command.add_command(db_keeping.copy)
command.add_command(db_keeping.purge)
command.add_command(db_keeping.audit)
command.add_command(db_roles.roles)


@command.command("upgrade", help=say("cli.db-upgrade.help"), options_metavar=say("cli.metavar.options"))
@click.pass_obj
def upgrade(workplace: Workplace) -> int:
    """Bring the tables up to this version. A file does that whenever it is opened."""
    shown = workplace.address.shown
    before, after = _upgraded(workplace)
    key = "db.up-to-date" if before == after else "db.made" if before == 0 else "db.upgraded"
    click.echo(say(key, database=shown, before=before, after=after), err=True)
    return 0


@command.command("verify", help=say("cli.db-verify.help"), options_metavar=say("cli.metavar.options"))
@click.option("--anchor", "paper", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.db-verify.anchor"))
@click.pass_obj
def verify(workplace: Workplace, paper: Path | None) -> int:
    """Say whether everything still stands as it was written."""
    from simulator.records.verifying import verify as verify_all

    printed = _read_paper(paper) if paper else None
    with workplace.records.database.reading() as connection:
        found = verify_all(connection, printed)
    for line in _verified_lines(found, printed):
        click.echo(line)
    return int(Exit.FOUND_PROBLEMS if found.flaws else Exit.DONE)


@command.command("anchor", help=say("cli.db-anchor.help"), options_metavar=say("cli.metavar.options"))
@click.option("--output", "file", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.db-anchor.output"))
@click.pass_obj
def anchor(workplace: Workplace, file: Path | None) -> int:
    """Keep an anchor and print it, to be signed and kept elsewhere."""
    from simulator.records.anchors import make_anchor

    if file and file.exists():
        raise UserProblem("problem.file-there", file=file)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    made = workplace.records.database.write(lambda connection: make_anchor(connection, now))
    text = _anchor_text(made, workplace.address.shown)
    if file:
        write_file(file, text.encode())
    else:
        click.echo(text, nl=False)
    return 0


@command.command("backup", help=say("cli.db-backup.help"), options_metavar=say("cli.metavar.options"))
@click.argument("file", type=_FILE, metavar=say("cli.metavar.file"))
@click.pass_obj
def backup(workplace: Workplace, file: Path) -> int:
    """Copy the whole database into a new file while it is in use."""
    if workplace.address.file is None:
        raise UserProblem("problem.backup-postgres", address=workplace.address.shown, file=file)
    if file.exists():
        raise UserProblem("problem.file-there", file=file)
    with workplace.records.database.reading() as connection:
        _copy(connection, file)
    click.echo(say("db.backed-up", file=file), err=True)
    return 0


def _copy(connection: "Connection", file: Path) -> None:
    """Copy the file of a connection. Raises UserProblem."""
    from sqlalchemy.exc import DBAPIError

    from simulator.records.engine import copy_sqlite
    from simulator.records.refusals import reason_of

    try:
        copy_sqlite(connection, file)
    except (OSError, DBAPIError) as error:
        reason = reason_of(error) if isinstance(error, DBAPIError) else why(error)
        raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=file, reason=reason) from error


def _upgraded(workplace: Workplace) -> tuple[int, int]:
    """Bring up what the address names; return the versions before and after. Raises UserProblem."""
    from simulator.records.schema import SCHEMA_VERSION

    if workplace.address.file:
        is_new = not workplace.address.file.exists()
        brought_up = workplace.records.database.brought_up
        before = brought_up.version if brought_up else 0 if is_new else SCHEMA_VERSION
        return before, SCHEMA_VERSION
    from simulator.records.opening import said_as_opening, unopened_postgres
    from simulator.records.upgrading import upgrade_postgres

    database = unopened_postgres(workplace.address)
    try:
        return said_as_opening(workplace.address, lambda: upgrade_postgres(database))
    finally:
        database.close()


def _read_paper(file: Path) -> "Paper":
    from simulator.records.anchors import read_paper

    try:
        found = read_paper(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise UserProblem("problem.file-missing", file=file) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = why(error) if isinstance(error, OSError) else say("reason.not-text")
        raise UserProblem("problem.file-unreadable", file=file, reason=reason) from error
    if found is None:
        raise UserProblem("problem.no-anchor", file=file)
    return found


def _verified_lines(found: "Verified", printed: "Paper | None") -> list[str]:
    counted = say("verify.counted", attempts=found.attempts, events=found.events, lines=found.lines)
    lines = [counted]
    if found.erased:
        lines.append(count("verify.erased", found.erased))
    if found.purged:
        lines.append(count("verify.purged", found.purged))
    lines.extend(_flaw_line(flaw) for flaw in found.flaws[:_MOST_FLAWS])
    if len(found.flaws) > _MOST_FLAWS:
        lines.append(count("verify.more", len(found.flaws) - _MOST_FLAWS))
    if found.flaws:
        return [*lines, count("verify.flaws", len(found.flaws))]
    if printed:
        return [*lines, say("verify.as-on-paper", number=printed.number)]
    return [*lines, count("verify.anchors", found.anchors), say("verify.whole")]


def _flaw_line(flaw: "Flaw") -> str:
    return say(f"verify.{flaw.kind}", attempt=flaw.attempt, seq=flaw.seq)


def _anchor_text(anchor: "Anchor", database: str) -> str:
    from simulator.records.anchors import in_groups

    return say(
        "db.anchor-text",
        number=anchor.number,
        at=anchor.at,
        attempts=anchor.attempts,
        events=anchor.events,
        lines=anchor.audit_seq,
        database=database,
        root=in_groups(anchor.root),
    )
