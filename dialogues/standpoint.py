"""Where a run stands, in plain values: a run can be begun from there instead of from the scenario's beginning.

The rule for what lies behind such a run: what the standpoint says was seen and done counts, and nothing else. Coming
to the state counts as one visit more, as it does in any run, and so do the acts of that state.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from dialogues.machine import Place, Run
from dialogues.model import Scenario
from scoring.manual.manual import split_level
from scoring.trace import Event

if TYPE_CHECKING:
    from dialogues.role_play import RolePlay


class Standpoint(msgspec.Struct, frozen=True, kw_only=True):
    """A state, and everything a condition can ask of a run that comes to it.

    anger, trust, fear: 0 to 100. counters: by name; those left out have the scenario's first values. seen: how often
    each state was come to before. done: how often each step, fault and act happened before, an act by its name with
    and without its level. seconds: story time. turn: turns taken.
    """

    state: str
    anger: int
    trust: int
    fear: int
    counters: dict[str, int] = {}
    seen: dict[str, int] = {}
    done: dict[str, int] = {}
    seconds: int = 0
    turn: int = 0


def first_standpoint(scenario: Scenario) -> Standpoint:
    """Return where every run of a scenario begins."""
    person = scenario.complainant
    return Standpoint(
        state=scenario.start,
        anger=person.anger,
        trust=person.trust,
        fear=person.fear,
        counters=dict(scenario.counters),
    )


def run_at(scenario: Scenario, standpoint: Standpoint) -> Run:
    """Return a run about to come to a state. Counters the scenario does not have are left out.

    Raises ValueError when the scenario has no such state or a meter is not between 0 and 100.
    """
    if standpoint.state not in scenario.states:
        raise ValueError(f"no state {standpoint.state!r}")
    meters = (standpoint.anger, standpoint.trust, standpoint.fear)
    if not all(0 <= value <= 100 for value in meters):
        raise ValueError(f"meters {meters}")
    run = Run(scenario)
    run.state = standpoint.state
    run.anger, run.trust, run.fear = meters
    run.counters |= {name: value for name, value in standpoint.counters.items() if name in run.counters}
    run.visits, run.tally = dict(standpoint.seen), dict(standpoint.done)
    run.seconds, run.turn = standpoint.seconds, standpoint.turn
    return run


def moved(play: "RolePlay", state: str) -> Standpoint:
    """Return where a run would stand if it came to another state now, with all it has behind it.

    For the state it is in, its last coming there is taken off first: it comes there again.
    """
    seen, done = Counter(play.visits), done_in(play)
    if state == play.state:
        seen[state] -= 1
        done -= Counter(_forms(_names_at(play.stage.places[state])))
    anger, trust, fear = play.meters
    return Standpoint(
        state=state,
        anger=anger,
        trust=trust,
        fear=fear,
        counters=play.counters,
        seen=dict(+seen),
        done=dict(done),
        seconds=play.seconds,
        turn=play.turn,
    )


def done_in(play: "RolePlay") -> Counter[str]:
    """Return how often each step, fault and act happened in a run, what lay behind its beginning included."""
    events = play.trace().events
    before = play.opening.done if play.opening else {}
    return Counter(before) + Counter(_forms(name for event in events for name in _names(event)))


def _names(event: Event) -> tuple[str, ...]:
    return (*event.acts, *event.steps, *event.faults)


def _names_at(place: Place) -> tuple[str, ...]:
    return (*place.acts, *(step for aside in place.others for step in aside.steps))


def _forms(names: Iterable[str]) -> list[str]:
    """Return names as conditions count them: an act with a level counts without it, too."""
    return [form for name in names for form in dict.fromkeys((name, split_level(name)[0]))]
