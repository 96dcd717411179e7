"""`minwon lint`: what is wrong in scenario files, all of it at once."""

from pathlib import Path

import click
import msgspec

from dialogues.library import is_scenario_file
from dialogues.lint.check import lint_files
from simulator.commands.speaking import speaking_command
from simulator.problems import Exit, UserProblem, why
from simulator.texts import active_language, count, say
from simulator.workplace import Workplace


@speaking_command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar=say("cli.metavar.paths"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_obj
def command(workplace: Workplace, paths: tuple[Path, ...], as_json: bool) -> int:
    """Check files, folders, or the whole library when none is named."""
    files = [file for path in paths for file in _files(path)] if paths else workplace.library.files()
    try:
        reports = lint_files(files, workplace.manual, active_language())
    except OSError as error:
        raise UserProblem("problem.file-unreadable", file=error.filename, reason=why(error)) from error
    if as_json:
        click.echo(msgspec.json.encode(reports).decode())
    else:
        for found in reports:
            severity = say(f"severity.{found.severity}")
            click.echo(f"{found.file}:{found.line}:{found.column}: {found.code} {severity}: {found.sentence}")
            click.echo(f"    {found.mend}")
    errors = sum(found.severity == "error" for found in reports)
    click.echo(count("lint.number", len(files), errors=errors, warnings=len(reports) - errors), err=True)
    return int(Exit.FOUND_PROBLEMS) if errors else 0


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in sorted(path.rglob("*.yaml")) if is_scenario_file(file)]
    if not path.exists():
        raise UserProblem("problem.file-missing", file=path)
    return [path]
