"""`minwon graph`: a scenario as places and ways, in the terminal or as a drawing, with a kept run laid over it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.commands.speaking import speaking_command
from simulator.commands.writing import write_file
from simulator.problems import Exit, UserProblem
from simulator.texts import count, say
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from simulator.graphing import Drawing

_FILE = click.Path(dir_okay=False, path_type=Path, allow_dash=True)
_STDOUT = Path("-")
_NAME = say("cli.metavar.file")


@speaking_command("graph")
@click.argument("scenario", metavar=say("cli.metavar.one-scenario"))
@click.option("--mermaid", type=_FILE, metavar=_NAME, help=say("cli.graph.mermaid"))
@click.option("--dot", type=_FILE, metavar=_NAME, help=say("cli.graph.dot"))
@click.option("--svg", type=_FILE, metavar=_NAME, help=say("cli.graph.svg"))
@click.option("--trace", metavar=say("cli.metavar.attempt"), help=say("cli.graph.trace"))
@click.pass_obj
def command(
    workplace: Workplace, scenario: str, mermaid: Path | None, dot: Path | None, svg: Path | None, trace: str | None
) -> int:
    """Draw one scenario."""
    from simulator.graphing import drawing_of

    if [mermaid, dot, svg].count(_STDOUT) > 1:
        raise UserProblem("graph.one-stdout")
    drawing = drawing_of(workplace, scenario, trace)
    if mermaid or dot or svg:
        for file, text in _drawn(drawing, mermaid, dot, svg):
            _put(file, text)
    else:
        from simulator.plain.graph import graph_lines

        for line in graph_lines(drawing):
            click.echo(line)
    if drawing.errors:
        click.echo(count("graph.broken", drawing.errors), err=True)
    return int(Exit.FOUND_PROBLEMS if drawing.errors else Exit.DONE)


def _drawn(drawing: "Drawing", mermaid: Path | None, dot: Path | None, svg: Path | None) -> Iterator[tuple[Path, str]]:
    """Yield each drawing asked for with where it goes."""
    from simulator.exports import graph_dot, graph_drawing, graph_mermaid

    if mermaid:
        yield mermaid, graph_mermaid.mermaid(drawing)
    if dot:
        yield dot, graph_dot.dot(drawing)
    if svg:
        yield svg, graph_drawing.graph_svg(drawing)


def _put(file: Path, text: str) -> None:
    if file == _STDOUT:
        click.echo(text, nl=False)
    else:
        write_file(file, text.encode())
