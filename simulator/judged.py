"""A run that has ended, with everything a report shows; made from a fresh run or found again in the records."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from dialogues.advice import advice_of
from scoring.debrief import Advice
from scoring.scorecard import Scorecard
from scoring.trace import Event, Outcome, surviving
from simulator.problems import UserProblem
from simulator.records.model import Attempt, PaperState, Summary

if TYPE_CHECKING:
    from simulator.aftermath import Aftermath
    from simulator.rehearsal import Rehearsal
    from simulator.workplace import Workplace


class Judged(NamedTuple):
    """What a report shows. `changed`: the scenario has changed or is gone, so the author's words are left out.

    paper, closed: what is left to do after the talk, as the summary has it. hashes: of the scenario, as it was begun
    and as it went on after each change.
    """

    attempt: Attempt
    title: str
    events: tuple[Event, ...]
    card: Scorecard
    outcome: Outcome
    advice: Mapping[int, Advice]
    lesson: str
    changed: bool = False
    paper: PaperState = "none"
    closed: bool = True
    hashes: tuple[str, ...] = ()


def judged_now(rehearsal: "Rehearsal", aftermath: "Aftermath | None" = None) -> Judged | None:
    """Return a run that has just ended, with what came after its talk; None when it was stopped: no judgement."""
    summary = aftermath.summary if aftermath else rehearsal.summary
    if summary is None or summary.scorecard is None:
        return None
    return Judged(
        attempt=rehearsal.attempt,
        title=rehearsal.scenario.title,
        events=(aftermath.trace if aftermath else rehearsal.trace()).events,
        card=summary.scorecard,
        outcome=summary.outcome,
        advice=rehearsal.advice(),
        lesson=rehearsal.scenario.endings[summary.ending].debrief,
        paper=summary.paper,
        closed=bool(summary.closed),
        hashes=rehearsal.hashes,
    )


def judged_before(workplace: "Workplace", name: str) -> Judged:
    """Find a run in the records by its id or the beginning of it.

    Raises UserProblem when there is none, when it has not ended, or when it was stopped.
    """
    attempt = workplace.records.attempt(name)
    summary = workplace.records.summary(attempt.id)
    if summary is None:
        raise UserProblem("problem.attempt-open", name=attempt.id)
    if summary.scorecard is None:
        raise UserProblem("problem.no-score")
    events = workplace.records.events(attempt.id)
    judged = _with_authors_words(workplace, attempt, summary, summary.scorecard, events)
    return judged._replace(hashes=attempt.hashes(events))


def _with_authors_words(
    workplace: "Workplace", attempt: Attempt, summary: Summary, card: Scorecard, events: list[Event]
) -> Judged:
    from simulator.resuming import revisit

    paper, closed = summary.paper, bool(summary.closed)
    kept = surviving(events)
    try:
        loaded = workplace.load(attempt.scenario, attempt.language)
        play = revisit(attempt, loaded, workplace.manual, events)
    except UserProblem:  # the judgement stands as it was; only the author's words are gone
        return Judged(attempt, attempt.scenario, kept, card, summary.outcome, {}, "", True, paper, closed)
    lesson = loaded.scenario.endings[summary.ending].debrief
    advice = advice_of(play.stage, kept)
    return Judged(attempt, loaded.scenario.title, kept, card, summary.outcome, advice, lesson, False, paper, closed)
