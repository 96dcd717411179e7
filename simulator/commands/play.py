"""`minwon play`: one scenario, in the app, in plain lines or from a script."""

import io
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import click
import msgspec

from scoring.trace import Event
from simulator.aftermath import Aftermath
from simulator.commands.speaking import speaking_command
from simulator.goal import last_goal
from simulator.plain.after import ask_reflection, go_through
from simulator.plain.lines import script_lines, typed_lines
from simulator.plain.session import PlainSession
from simulator.problems import UserProblem
from simulator.records.model import Mode
from simulator.rehearsal import Rehearsal
from simulator.texts import active_language, say
from simulator.workplace import Workplace, is_file

_SCRIPT = click.File("r", encoding="utf-8-sig")


@speaking_command("play")
@click.argument("scenario", required=False, metavar=say("cli.metavar.scenario"))
@click.option("--plain", is_flag=True, help=say("cli.play.plain"))
@click.option("--script", type=_SCRIPT, metavar=say("cli.metavar.file"), help=say("cli.play.script"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.play.json"))
@click.option("--resume", is_flag=True, help=say("cli.play.resume"))
@click.option("--assessment", is_flag=True, help=say("cli.play.assessment"))
@click.option("--policy", default="", metavar=say("cli.metavar.policy"), help=say("cli.play.policy"))
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), metavar=say("cli.metavar.number"), help=say("cli.play.seed"))
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
    if not (scenario or resume):
        raise UserProblem("problem.scenario-wanted")
    if resume and (assessment or policy or seed is not None):
        raise UserProblem("problem.resume-options")
    if not (plain or script or as_json):
        return _open_app(workplace, scenario or "", mode, policy, seed, resume)
    lines = _PlainRun(workplace, script_lines(script) if script else None, as_json)
    if resume:
        lines.resume(scenario or "")
    else:
        lines.begin(scenario or "", mode, policy or workplace.settings.policy, seed)
    return 0


def _open_app(workplace: Workplace, scenario: str, mode: Mode, policy: str, seed: int | None, resume: bool) -> int:
    """Open the app at a briefing, or where an unfinished run stands; a wrong name is said before it opens."""
    from simulator.commands.terminal import open_app, refuse_poor_terminal

    refuse_poor_terminal()
    from simulator.app import Opening

    if resume:
        return open_app(workplace, Opening(attempt=workplace.newest_unfinished(scenario)))
    workplace.load(scenario, active_language())
    return open_app(workplace, Opening(scenario, mode, policy, seed))


class _PlainRun:
    """One run in plain lines: typed, or from a script's lines; with `as_json` only the object is printed."""

    def __init__(self, workplace: Workplace, lines: list[str] | None, as_json: bool) -> None:
        self._workplace = workplace
        self._lines = lines
        self._as_json = as_json
        self._out: TextIO = io.StringIO() if as_json else sys.stdout

    def begin(self, scenario: str, mode: Mode, policy: str, seed: int | None) -> None:
        """Begin a new run and play it."""
        workplace = self._workplace
        loaded = workplace.load(scenario, active_language())
        rehearsal, turn = Rehearsal.begin(
            loaded, workplace.manual, workplace.records, mode=mode, policy=policy, seed=seed
        )
        self._play(rehearsal, turn.events, scenario)

    def resume(self, scenario: str) -> None:
        """Go on with the newest unfinished run (of a scenario, or the attempt of an id)."""
        workplace = self._workplace
        attempt = workplace.newest_unfinished(scenario)
        loaded = workplace.load_to_go_on(attempt, scenario if is_file(scenario) else "")
        rehearsal, _ = Rehearsal.resume(attempt, loaded, workplace.manual, workplace.records)
        if not scenario and (sentence := workplace.passed_over(attempt)):
            click.echo(sentence, err=True)
        self._play(rehearsal, rehearsal.so_far, scenario or attempt.scenario)

    def _play(self, rehearsal: Rehearsal, events: tuple[Event, ...], named: str) -> None:
        if goal := last_goal(self._workplace):
            self._show(say("briefing.last-goal", goal=goal))
        session = PlainSession(rehearsal, self._out, self._workplace.settings.realistic)
        session.briefing()
        session.show(events)
        lines = typed_lines() if self._lines is None else iter(self._lines)
        session.play(lines, interactive=self._lines is None)
        if rehearsal.play.over:
            self._after_the_talk(session, rehearsal, lines)
        ended = "plain.kept" if rehearsal.play.over else "plain.open"
        click.echo(say(ended, attempt=rehearsal.attempt.id, scenario=named), err=True)
        if self._as_json:
            click.echo(msgspec.json.encode(as_object(rehearsal)).decode())

    def _after_the_talk(self, session: PlainSession, rehearsal: Rehearsal, lines: Iterator[str]) -> None:
        """Go on with the paper, the judgement, the reflection and the survey; scripts only get the judgement."""
        aftermath = Aftermath.of(rehearsal, self._workplace.records)
        asking = self._lines is None and aftermath is not None
        if asking and aftermath is not None and aftermath.needs_paper:
            go_through(aftermath, lines, self._show)
        session.report(aftermath)
        if asking and aftermath is not None and aftermath.needs_reflection:
            ask_reflection(aftermath, lines, self._show)
        self._offer_survey(rehearsal, lines)

    def _show(self, line: str) -> None:
        click.echo(line, file=self._out)

    def _offer_survey(self, rehearsal: Rehearsal, lines: Iterator[str]) -> None:
        """Ask the short survey after an assessed run; scripts are not asked."""
        judged = rehearsal.summary is not None and rehearsal.summary.scorecard is not None
        if self._lines is not None or rehearsal.practice or not judged:
            return
        from simulator.plain.survey import ask_survey
        from simulator.surveys.forms import AFTER_RUN, load_form

        form, pairing_key = load_form(AFTER_RUN), rehearsal.attempt.pairing_key
        ask_survey(form, pairing_key, self._workplace.records, lines, self._show)


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
        "scenario_hashes": rehearsal.hashes,
        "ending": play.ending or None,
        "outcome": play.outcome,
        "meters": {"anger": anger, "trust": trust, "fear": fear},
        "events": [msgspec.structs.asdict(event) for event in play.trace().events],
        "scorecard": rehearsal.summary.scorecard if rehearsal.summary else None,
    }
