"""`minwon regrade`: what a changed manual or another policy would change in the results kept here."""

from collections.abc import Iterator

import click
import msgspec

from scoring.manual.manual import Manual
from simulator import regrading, wording
from simulator.commands.speaking import speaking_command
from simulator.plain.changes import change_line
from simulator.problems import Exit, UserProblem
from simulator.records.model import Summary
from simulator.texts import count, say
from simulator.workplace import Workplace


@speaking_command("regrade")
@click.argument("attempts", nargs=-1, metavar=say("cli.metavar.attempts"))
@click.option("--policy", default="", metavar=say("cli.metavar.policy-or-file"), help=say("cli.regrade.policy"))
@click.option("--write", is_flag=True, help=say("cli.regrade.write"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_obj
def command(workplace: Workplace, attempts: tuple[str, ...], policy: str, write: bool, as_json: bool) -> int:
    """Judge kept results again; all of them when none is named."""
    manual, name = workplace.manual_under(policy)
    found, passed_over = _found(workplace, _chosen(workplace, attempts), manual, name)
    if as_json:
        click.echo(msgspec.json.encode([_as_object(one) for one in found]).decode())
    else:
        for line in (line for one in found for line in _lines(one, manual, workplace.title_of(one.attempt.scenario))):
            click.echo(line)
    if write:
        for one in found:
            regrading.keep(workplace.records, one)
    for sentence in passed_over:
        click.echo(sentence, err=True)
    changed = sum(not one.same for one in found)
    click.echo(count("regrade.written" if write else "regrade.number", len(found), changed=changed), err=True)
    return int(Exit.FOUND_PROBLEMS if passed_over else Exit.DONE)


def _chosen(workplace: Workplace, attempts: tuple[str, ...]) -> list[Summary]:
    """Return the results named, or every one that has a score. Raises UserProblem."""
    records = workplace.records
    if not attempts:
        return [summary for summary in records.summaries() if summary.scorecard is not None]
    ids = [records.attempt(name).id for name in attempts]
    found = [(name, records.summary(name)) for name in ids]
    for name, summary in found:
        if summary is None:
            raise UserProblem("problem.attempt-open", name=name)
    return [summary for _, summary in found if summary is not None]


def _found(
    workplace: Workplace, summaries: list[Summary], manual: Manual, policy: str
) -> tuple[list[regrading.Regraded], list[str]]:
    """Return the results judged again, and a sentence for each that could not be."""
    found, passed_over = [], []
    for summary in summaries:
        try:
            found.append(regrading.regraded(workplace.records, summary, manual, policy))
        except UserProblem as problem:
            passed_over.append(f"{summary.attempt}: {problem.sentence}")
    return found, passed_over


def _lines(one: regrading.Regraded, manual: Manual, title: str) -> Iterator[str]:
    before, after = one.before, one.after
    yield say(
        "regrade.same" if one.same else "regrade.line",
        attempt=one.attempt.id,
        day=one.attempt.day,
        scenario=title,
        before=before.total,
        after=after.total,
        verdict_before=wording.verdict_of_run(before.passed),
        verdict=wording.verdict_of_run(after.passed),
    )
    yield from (f"    {change.rule}: {change_line(change, manual)}" for change in one.changes)


def _as_object(one: regrading.Regraded) -> dict[str, object]:
    return {
        "attempt": one.attempt.id,
        "scenario_hashes": one.hashes,
        "before": one.before,
        "after": one.after,
        "changes": [change.rule for change in one.changes],
    }
