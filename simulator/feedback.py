"""Practice feedback on one turn: why, the effect on the person, better words, and the findings it brought."""

from collections.abc import Iterator
from typing import Protocol

from dialogues.advice import move_of
from dialogues.role_play import RolePlay, Turn
from scoring.manual.manual import Manual
from scoring.rules.model import Existence, Response
from scoring.scorecard import Scorecard
from scoring.trace import Event, is_by_trainee
from simulator import wording
from simulator.explaining import explain, ground_line
from simulator.records.model import Setting
from simulator.texts import say


class Played(Protocol):
    """A run that is being played: an attempt, or an author's trial. day (ISO): picks the laws in force."""

    @property
    def play(self) -> RolePlay:
        """Return the run."""

    @property
    def manual(self) -> Manual:
        """Return what it is judged by."""

    @property
    def day(self) -> str:
        """Return the day it began."""

    def grade(self) -> Scorecard:
        """Judge the run as it stands."""


def feedback_lines(played: Played, turn: Turn, realistic: bool) -> Iterator[str]:
    """Return the lines of feedback on a turn; none when there is nothing to say."""
    event = next((event for event in turn.events if is_by_trainee(event)), None)
    if event is None:
        return
    yield from _advice(played, event, realistic)
    yield from _findings(played, event)


def _advice(played: Played, event: Event, realistic: bool) -> Iterator[str]:
    move = move_of(played.play.stage, event)
    if move is None:
        return
    for name in ("why", "impact", "better"):
        text = getattr(move, name)
        if text:
            yield say(f"feedback.{name}", text=wording.spoken(text, realistic))


def _findings(played: Played, event: Event) -> Iterator[str]:
    """Quote the clause for what this very turn did right or wrong by the manual."""
    for finding in played.grade().findings:
        if finding.seq != event.seq or not (finding.cost or finding.breaks):
            continue
        if finding.verdict == "skipped" and isinstance(played.manual.rules[finding.rule], Response | Existence):
            continue  # it can still be done
        explained = explain(finding, played.manual, Setting(played.day, played.play.stage.scenario.sector))
        yield say("feedback.finding", verdict=explained.verdict, text=explained.sentence)
        for ground in explained.grounds[:1]:
            yield ground_line(ground)
