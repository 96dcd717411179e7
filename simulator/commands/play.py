"""`minwon play`: one scenario, in the app, in plain lines or from a script."""

import io
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import click
import msgspec

from simulator.plain.session import PlainSession
from simulator.problems import UserProblem
from simulator.records.model import Mode
from simulator.rehearsal import Rehearsal
from simulator.texts import active_language, say
from simulator.workplace import Workplace


@click.command(help=say("cli.play.help"))
@click.argument("scenario", required=False, metavar=say("cli.metavar.scenario"))
@click.option("--plain", is_flag=True, help=say("cli.play.plain"))
@click.option("--script", type=click.File("r", encoding="utf-8-sig"), help=say("cli.play.script"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.play.json"))
@click.option("--resume", is_flag=True, help=say("cli.play.resume"))
@click.option("--assessment", is_flag=True, help=say("cli.play.assessment"))
@click.option("--policy", default="", help=say("cli.play.policy"))
@click.option("--seed", type=int, help=say("cli.play.seed"))
@click.pass_obj
def command(
    workplace: Workplace,
    scenario: str | None,
    plain: bool,
    script: TextIO | None,
    as_json: bool,
    resume: bool,
    assessment: bool,
    policy: str,
    seed: int | None,
) -> int:
    """Play one scenario."""
    mode: Mode = "assessment" if assessment else "practice"
    if not (plain or script or as_json):
        from simulator.commands.terminal import open_app

        if not (scenario or resume):
            raise UserProblem("problem.scenario-wanted")
        return open_app(workplace, scenario or "", mode)
    lines = _script_lines(script) if script else None
    out: TextIO = io.StringIO() if as_json else sys.stdout
    if resume:
        _resume(workplace, scenario or "", out, lines, as_json)
    else:
        if not scenario:
            raise UserProblem("problem.scenario-wanted")
        _begin(workplace, scenario, out, lines, as_json, mode=mode, policy=policy or workplace.settings.policy, seed=seed)
    return 0


def _script_lines(script: TextIO) -> list[str]:
    """Read a whole script before the run begins, so that an unreadable one begins nothing."""
    try:
        return script.read().splitlines()
    except UnicodeDecodeError as error:
        raise UserProblem("problem.script-encoding", file=script.name) from error


def _begin(
    workplace: Workplace, scenario: str, out: TextIO, lines: list[str] | None, as_json: bool, **how: Any
) -> None:
    loaded = workplace.load(scenario, active_language())
    rehearsal, turn = Rehearsal.begin(loaded, workplace.manual, workplace.records, **how)
    session = PlainSession(rehearsal, out, workplace.settings.realistic)
    session.briefing()
    session.show(turn.events)
    _go_on(session, rehearsal, lines, as_json)


def _resume(workplace: Workplace, scenario: str, out: TextIO, lines: list[str] | None, as_json: bool) -> None:
    open_attempts = [a for a in workplace.records.unfinished() if not scenario or scenario in (a.scenario, a.id)]
    if not open_attempts:
        raise UserProblem("problem.nothing-to-resume")
    rehearsal, kept = Rehearsal.resume(open_attempts[0], workplace.library, workplace.manual, workplace.records)
    session = PlainSession(rehearsal, out, workplace.settings.realistic)
    session.briefing()
    session.show(kept)
    _go_on(session, rehearsal, lines, as_json)


def _go_on(session: PlainSession, rehearsal: Rehearsal, lines: list[str] | None, as_json: bool) -> None:
    interactive = lines is None
    session.play(_typed_lines() if lines is None else iter(lines), interactive)
    if rehearsal.play.over:
        session.report()
        click.echo(say("plain.kept", attempt=rehearsal.attempt.id), err=True)
    else:
        click.echo(say("plain.open", attempt=rehearsal.attempt.id), err=True)
    if as_json:
        click.echo(msgspec.json.encode(as_object(rehearsal)).decode())


def _typed_lines() -> Iterator[str]:
    while True:
        if sys.stdin.isatty():
            click.echo("> ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            return
        yield line


def as_object(rehearsal: Rehearsal) -> dict[str, Any]:
    """Return a run as one object for other programs."""
    attempt, play = rehearsal.attempt, rehearsal.play
    anger, trust, fear = play.meters
    return {
        "attempt": attempt.id,
        "scenario": attempt.scenario,
        "version": attempt.version,
        "policy": attempt.policy,
        "seed": attempt.seed,
        "ending": play.ending or None,
        "outcome": play.outcome,
        "meters": {"anger": anger, "trust": trust, "fear": fear},
        "events": [_whole(event) for event in play.trace().events],
        "scorecard": rehearsal.summary.scorecard if rehearsal.summary else None,
    }


def _whole(event: msgspec.Struct) -> dict[str, Any]:
    return msgspec.structs.asdict(event)
