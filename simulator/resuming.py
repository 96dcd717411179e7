"""Whether a kept run can go on, or be played again, on the scenario as it is now; else why not, in a sentence.

The manual has to be the very same: a run is judged as a whole by one manual, and its feedback has been given by it.
"""

from collections.abc import Sequence

import msgspec

from dialogues.following import DepartedError, Departure, follow
from dialogues.library import BrokenScenarioError, Loaded
from dialogues.lint.diagnostics import report
from dialogues.model import Scenario
from dialogues.role_play import RolePlay
from dialogues.staging import staged
from scoring.manual.manual import Manual
from scoring.trace import Event
from simulator.problems import Exit, UserProblem
from simulator.records.model import Attempt, RunFacts
from simulator.texts import active_language, say


class CannotGoOnError(UserProblem):
    """A kept run cannot go on; its sentence says, too, that it is not lost and what can be done with it."""

    def __init__(self, key: str, attempt: Attempt, code: Exit = Exit.WRONG_USE, **gaps: object) -> None:
        super().__init__(key, code, kept=say("resume.kept", attempt=attempt.id), **gaps)


def facts_of(scenario: Scenario) -> RunFacts:
    """Return what judging needs of a scenario besides the events."""
    return RunFacts(scenario.channel, scenario.conduct, scenario.complainant.legitimate, scenario.case, scenario.sector)


def resumed(attempt: Attempt, loaded: Loaded, manual: Manual, kept: Sequence[Event]) -> tuple[RolePlay, Event | None]:
    """Return an unfinished run where it stands, with the note to keep of it where the scenario has changed.

    Raises CannotGoOnError when the manual has changed, when the run would not be the same in the scenario as it is
    now, or when the journal does not replay.
    """
    title = loaded.scenario.title
    if manual.hash != attempt.manual_hash:
        raise CannotGoOnError("problem.resume-manual", attempt, title=title)
    if loaded.hash == attempt.hashes(kept)[-1]:
        try:
            return _the_same(attempt, loaded, manual, kept), None
        except DepartedError as error:
            raise CannotGoOnError("problem.resume-differs", attempt) from error
    try:
        _need_the_same_ground(attempt, loaded)
        play = _followed(attempt, loaded, manual, kept, exact_from=len(kept))
    except DepartedError as error:
        raise _changed(attempt, title, _reason(error.departure)) from error
    return play, play.edited(loaded.hash)


def revisit(attempt: Attempt, loaded: Loaded, manual: Manual, kept: Sequence[Event]) -> RolePlay:
    """Play a kept run again on the scenario it was played on last, writing nothing.

    Raises UserProblem when the scenario has changed since, or the journal does not replay.
    """
    if loaded.hash != attempt.hashes(kept)[-1]:
        raise UserProblem("problem.replay-scenario", title=loaded.scenario.title)
    try:
        return _the_same(attempt, loaded, manual, kept)
    except DepartedError as error:
        raise UserProblem("problem.replay-differs") from error


def gone(attempt: Attempt) -> CannotGoOnError:
    """Return the problem that a run's scenario is not there any more."""
    return CannotGoOnError("problem.resume-gone", attempt, name=attempt.scenario)


def broken(attempt: Attempt, problem: UserProblem) -> CannotGoOnError:
    """Return the problem that a run's scenario has errors now, with the first. problem: that it cannot be loaded."""
    assert isinstance(problem.__cause__, BrokenScenarioError)
    file = problem.__cause__.file
    earliest = min(file.problems, key=lambda found: (found.place.line, found.place.column))
    first = report(str(file.path), earliest, active_language())
    return CannotGoOnError(
        "problem.resume-broken",
        attempt,
        Exit.FOUND_PROBLEMS,
        name=attempt.scenario,
        file=first.file,
        line=first.line,
        column=first.column,
        error=f"{first.code} {first.sentence}",
    )


def _the_same(attempt: Attempt, loaded: Loaded, manual: Manual, kept: Sequence[Event]) -> RolePlay:
    """Play a journal again; what was played on this very scenario has to come out word for word."""
    exact_from = max((event.seq for event in kept if event.kind == "edited"), default=0)
    return _followed(attempt, loaded, manual, kept, exact_from)


def _followed(attempt: Attempt, loaded: Loaded, manual: Manual, kept: Sequence[Event], exact_from: int) -> RolePlay:
    stage = staged(loaded.scenario, loaded.hash, manual, loaded.language)
    return follow(stage, attempt.seed, attempt.day, kept, exact_from)


def _need_the_same_ground(attempt: Attempt, loaded: Loaded) -> None:
    """Raise CannotGoOnError where a changed scenario would be judged by other facts, or told in another language."""
    reason = ""
    if loaded.language != attempt.language:
        reason = say("resume.table")
    elif attempt.facts is None:
        reason = say("resume.too-old")
    elif names := _changed_facts(attempt.facts, facts_of(loaded.scenario)):
        reason = say("resume.facts", names=", ".join(names))
    if reason:
        raise _changed(attempt, loaded.scenario.title, reason)


def _changed(attempt: Attempt, title: str, reason: str) -> CannotGoOnError:
    return CannotGoOnError("problem.resume-scenario", attempt, title=title, reason=reason)


def _changed_facts(before: RunFacts, now: RunFacts) -> list[str]:
    """Return the names of what differs, as the file calls it; a sector that was not kept cannot differ."""
    before = msgspec.structs.replace(before, sector=before.sector or now.sector)
    names = (field.name for field in msgspec.structs.fields(RunFacts))
    return [name for name in names if getattr(before, name) != getattr(now, name)]


def _reason(departure: Departure) -> str:
    """Return why a run does not follow its journal: which turn, and what was and is."""
    when = say("resume.at-turn", turn=departure.turn) if departure.turn else say("resume.at-start")
    before, now = _told(departure, departure.before), _told(departure, departure.now)
    key = f"resume.{departure.kind}"
    return say(key, when=when, given=departure.given, state=departure.state, before=before, now=now)


def _told(departure: Departure, event: Event | None) -> object:
    """Return what is to be said of one side of a difference."""
    if event is None:
        return ""
    match departure.kind:
        case "meters":
            return f"{event.anger}/{event.trust}/{event.fear}"
        case "clock":
            return event.seconds
        case "marks":
            return ", ".join((*event.acts, *event.steps, *event.faults)) or say("resume.nothing")
        case _:
            return event.state
