"""How long a run takes somebody who reads everything that is new."""

from collections.abc import Iterator

from dialogues.bench.exploration import Inputs
from dialogues.bench.stats import reading_minutes
from dialogues.machine import Stage
from dialogues.model import Scenario
from dialogues.role_play import RolePlay


def minutes_of(stage: Stage, inputs: Inputs) -> float:
    """Return the minutes one run takes: its briefing, and every line and option the first time it is met."""
    return reading_minutes(sum(len(text.split()) for text in dict.fromkeys(_met(stage, inputs))))


def _met(stage: Stage, inputs: Inputs) -> Iterator[str]:
    """Yield every text in the order it is met."""
    yield from _briefing(stage.scenario)
    play = RolePlay(stage)
    turn = play.start()
    for given in inputs:
        yield from (event.words for event in turn.events)
        yield from (move.words for move in play.options())
        turn = play.take(given)
    yield from (event.words for event in turn.events)


def _briefing(scenario: Scenario) -> tuple[str, ...]:
    briefing = scenario.briefing
    return (scenario.title, *scenario.goals, briefing.role, *briefing.facts, briefing.caller)
