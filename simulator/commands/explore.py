"""`minwon explore`: everything that can happen in a scenario, how it ends, and what that is worth."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from simulator.commands.speaking import speaking_command
from simulator.commands.writing import write_file
from simulator.problems import Exit, UserProblem, why
from simulator.texts import count, say
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from simulator.exploring import Explored

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(path_type=Path)
_RUNS = click.IntRange(1, 1_000_000)
_SEED = click.IntRange(0, 2**31 - 1)
_NUMBER = say("cli.metavar.number")


@speaking_command("explore")
@click.argument("scenario", metavar=say("cli.metavar.one-scenario"))
@click.option("--runs", type=_RUNS, default=10_000, metavar=_NUMBER, help=say("cli.explore.runs"))
@click.option("--seed", type=_SEED, default=0, metavar=_NUMBER, help=say("cli.explore.seed"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.option("--svg", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.explore.svg"))
@click.option("--witness", type=_FOLDER, metavar=say("cli.metavar.folder"), help=say("cli.explore.witness"))
@click.pass_obj
def command(
    workplace: Workplace, scenario: str, runs: int, seed: int, as_json: bool, svg: Path | None, witness: Path | None
) -> int:
    """Explore one scenario."""
    from simulator.exploring import explored

    found = explored(workplace, scenario, runs, seed)
    if as_json:
        from simulator.exports.exploration_object import as_object

        click.echo(msgspec.json.encode(as_object(found)).decode())
    else:
        from simulator.plain.exploration import exploration_lines

        for line in exploration_lines(found, workplace.manual):
            click.echo(line)
    if svg:
        from simulator.exports.score_drawing import scores_svg

        write_file(svg, scores_svg(found.found.sample).encode())
    if witness:
        _write_scripts(witness, found)
    click.echo(count("explore.problems", found.problems) if found.problems else say("explore.clean"), err=True)
    return int(Exit.FOUND_PROBLEMS if found.problems else Exit.DONE)


def _write_scripts(folder: Path, found: "Explored") -> None:
    """Write a script for every run worth replaying. Raises UserProblem."""
    scripts: Mapping[str, tuple[str, ...]] = {name: found.script(inputs) for name, inputs in found.witnesses().items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=folder, reason=why(error)) from error
    for name, lines in scripts.items():
        write_file(folder / f"{name}.txt", "".join(f"{line}\n" for line in lines).encode())
