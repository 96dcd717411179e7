"""Practice feedback on one turn: why, the effect on the person, better words, and the findings it brought."""

from collections.abc import Iterator

from dialogues.advice import move_of
from dialogues.role_play import Turn
from scoring.rules.model import Existence, Response
from scoring.trace import Event, is_by_trainee
from simulator import wording
from simulator.explaining import explain, ground_line
from simulator.rehearsal import Rehearsal
from simulator.texts import say


def feedback_lines(rehearsal: Rehearsal, turn: Turn, realistic: bool) -> Iterator[str]:
    """Return the lines of feedback on a turn; none when there is nothing to say."""
    event = next((event for event in turn.events if is_by_trainee(event)), None)
    if event is None:
        return
    yield from _advice(rehearsal, event, realistic)
    yield from _findings(rehearsal, event)


def _advice(rehearsal: Rehearsal, event: Event, realistic: bool) -> Iterator[str]:
    move = move_of(rehearsal.play.stage, event)
    if move is None:
        return
    for name in ("why", "impact", "better"):
        text = getattr(move, name)
        if text:
            yield say(f"feedback.{name}", text=wording.spoken(text, realistic))


def _findings(rehearsal: Rehearsal, event: Event) -> Iterator[str]:
    """Quote the clause for what this very turn did right or wrong by the manual."""
    for finding in rehearsal.grade().findings:
        if finding.seq != event.seq or not (finding.cost or finding.breaks):
            continue
        if finding.verdict == "skipped" and isinstance(rehearsal.manual.rules[finding.rule], Response | Existence):
            continue  # it can still be done
        explained = explain(finding, rehearsal.manual, rehearsal.attempt.day)
        yield say("feedback.finding", verdict=explained.verdict, text=explained.sentence)
        for ground in explained.grounds[:1]:
            yield ground_line(ground)
