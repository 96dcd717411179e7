"""`minwon lint`: what is wrong in scenario files, all of it at once."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from simulator.commands.scenario_files import files_under
from simulator.commands.speaking import speaking_command
from simulator.commands.writing import write_file
from simulator.problems import Exit, UserProblem, why
from simulator.texts import active_language, count, say
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from dialogues.lint.diagnostics import Report
    from dialogues.lint.files import Asked

_PREFIX = re.compile(r"D\d{0,3}", re.IGNORECASE)
_MISREAD = str.maketrans("OIL", "011")  # letters for digits, as they are copied from a screen


@speaking_command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar=say("cli.metavar.paths"))
@click.option("--select", multiple=True, metavar=say("cli.metavar.codes"), help=say("cli.lint.select"))
@click.option("--ignore", multiple=True, metavar=say("cli.metavar.codes"), help=say("cli.lint.ignore"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.option("--explain", metavar=say("cli.metavar.codes"), help=say("cli.lint.explain"))
@click.option("--sarif", type=click.Path(path_type=Path), metavar=say("cli.metavar.file"), help=say("cli.lint.sarif"))
@click.pass_obj
def command(
    workplace: Workplace,
    paths: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_json: bool,
    explain: str | None,
    sarif: Path | None,
) -> int:
    """Check files, folders, or the whole library when none is named; or show the page of one code."""
    if explain is not None:
        click.echo(_page(explain), nl=False)
        return 0
    from dialogues.lint.files import findings

    files = files_under(paths, workplace)
    reports = []
    try:
        asked = _asked(select, ignore)
        for found in findings(files, workplace.manual, active_language(), asked, lambda: _scenarios(workplace)):
            reports.append(found)
            if not as_json:
                click.echo(_sentence(found))
    except OSError as error:
        raise UserProblem("problem.file-unreadable", file=error.filename, reason=why(error)) from error
    if sarif is not None:
        from simulator.exports.sarif import sarif_of

        write_file(sarif, sarif_of(reports, active_language()))
    if as_json:
        click.echo(msgspec.json.encode([_with_page(found) for found in reports]).decode())
    elif reports:
        click.echo(say("lint.explain", code=reports[0].code), err=True)
    return _summed_up(len(files), reports)


def _scenarios(workplace: Workplace) -> list[str]:
    """Return the ids of the library."""
    return [item.card.scenario for item in workplace.library.listing() if item.card]


def _page(given: str) -> str:
    """Return the page of a code as it is read. Raises UserProblem where there is none."""
    from dialogues.lint.diagnostics import diagnostics
    from dialogues.lint.pages import as_read, page_of
    from scoring.typed_data import nearest

    code = given.strip().upper()
    if code not in diagnostics():
        meant = code[:1] + code[1:].translate(_MISREAD) if code.startswith("D") else code
        near = nearest(meant, diagnostics())
        raise UserProblem("problem.lint-explain", name=given, near=say("lint.near", near=near) if near else "")
    return as_read(page_of(code), active_language())


def _with_page(found: "Report") -> dict[str, object]:
    return {**msgspec.structs.asdict(found), "page": f"docs/diagnostics/{found.code}.md"}


def _asked(select: tuple[str, ...], ignore: tuple[str, ...]) -> "Asked":
    """Return which codes are asked for. Raises UserProblem where one cannot be a code."""
    from dialogues.lint.files import EVERYTHING, Asked

    return Asked(_codes(select) or EVERYTHING.select, _codes(ignore))


def _codes(given: tuple[str, ...]) -> tuple[str, ...]:
    from dialogues.lint.diagnostics import diagnostics

    codes = [code.upper() for text in given for code in re.split(r"[\s,]+", text) if code]
    for code in codes:
        if not _PREFIX.fullmatch(code) or not any(known.startswith(code) for known in diagnostics()):
            raise UserProblem("problem.lint-code", name=code)
    return tuple(codes)


def _sentence(found: "Report") -> str:
    severity = say(f"severity.{found.severity}")
    return f"{found.file}:{found.line}:{found.column}: {found.code} {severity}: {found.sentence}\n    {found.mend}"


def _summed_up(files: int, reports: Sequence["Report"]) -> int:
    errors, warnings = (sum(found.severity == one for found in reports) for one in ("error", "warning"))
    click.echo(count("lint.number", files, errors=errors, warnings=warnings), err=True)
    return int(Exit.FOUND_PROBLEMS) if errors else 0
