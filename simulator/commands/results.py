"""`minwon results`: what was practised and how it went; CSV for others."""

from pathlib import Path

import click
import msgspec

from simulator import wording
from simulator.commands.speaking import speaking_command
from simulator.exports.csv_summaries import write_summaries
from simulator.problems import Exit, UserProblem, why
from simulator.records.model import Summary
from simulator.texts import count, say
from simulator.workplace import Workplace

_FILE = click.Path(dir_okay=False, path_type=Path)


@speaking_command("results")
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.option("--csv", "csv_file", type=_FILE, metavar=say("cli.metavar.file"), help=say("cli.results.csv"))
@click.pass_obj
def command(workplace: Workplace, as_json: bool, csv_file: Path | None) -> int:
    """Show the results kept on this machine."""
    summaries = workplace.records.summaries()
    if csv_file is not None:
        try:
            write_summaries(summaries, csv_file)
        except OSError as error:
            raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=csv_file, reason=why(error)) from error
        click.echo(say("results.written", file=csv_file, number=len(summaries)), err=True)
    elif as_json:
        click.echo(msgspec.json.encode([_brief(summary) for summary in summaries]).decode())
    else:
        for summary in summaries:
            click.echo(line(summary, workplace.title_of(summary.scenario)))
        click.echo(count("results.number", len(summaries)), err=True)
    return 0


def line(summary: Summary, title: str) -> str:
    """Return one result in one line."""
    return say(
        "results.line",
        attempt=summary.attempt,
        day=summary.ended[:16].replace("T", " "),
        scenario=title,
        mode=say(f"mode.{summary.mode}"),
        total=wording.score(summary.total),
        verdict=wording.verdict_of_run(summary.passed),
        outcome=say(f"outcome.{summary.outcome}"),
    )


def _brief(summary: Summary) -> dict[str, object]:
    fields = msgspec.structs.asdict(summary)
    card = fields.pop("scorecard")
    dimensions = {score.dimension: score.score for score in card.dimensions} if card else {}
    return {**fields, "total": summary.total, "passed": summary.passed, "dimensions": dimensions}
