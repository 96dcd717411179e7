"""A scenario compiled for playing: one `transitions` machine per scenario version, and flat tables beside it.

The machine is cached and never holds a run: runs are slotted objects handed to `machine.events[name].trigger`.
Every choice has its own trigger name ("opening/hear-out"), so a turn looks its edges up instead of trying them.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple, cast

from transitions import EventData, Machine

from dialogues import conditions
from dialogues.effects import Effect, effect_of, silence_effect
from dialogues.inputs import ACTION_MARK
from dialogues.model import Aside, Edge, Ending, Option, Reaction, Scenario, State
from scoring.manual.manual import split_level
from scoring.trace import EventKind, Role


class Run:
    """Where one run is: the only thing that changes while playing. Guards read it."""

    __slots__ = ("anger", "counters", "fear", "seconds", "state", "tally", "trust", "turn", "visits")

    def __init__(self, scenario: Scenario) -> None:
        self.state = scenario.start
        self.anger = scenario.complainant.anger
        self.trust = scenario.complainant.trust
        self.fear = scenario.complainant.fear
        self.seconds = 0
        self.turn = 0
        self.counters = dict(scenario.counters)
        self.visits: dict[str, int] = {}
        self.tally: dict[str, int] = {}


class Move:
    """One thing the trainee can do at one place, with everything about it worked out beforehand."""

    __slots__ = (
        "acts", "anger", "better", "counts", "faults", "fear", "fires", "impact", "kind", "name", "others", "says",
        "seconds", "shown", "source", "steps", "tallied", "trust", "why", "words",
    )  # fmt: skip

    def __init__(self, name: str, kind: EventKind, words: str, effect: Effect, seconds: int) -> None:
        self.name = name
        self.source = name
        self.kind: EventKind = kind
        self.words = words
        self.anger, self.trust, self.fear = effect
        self.seconds = seconds
        self.steps: tuple[str, ...] = ()
        self.faults: tuple[str, ...] = ()
        self.tallied: tuple[str, ...] = ()
        self.counts: tuple[tuple[str, int], ...] = ()
        self.shown: conditions.Guard | None = None
        self.fires: Callable[[Run], bool] | None = None
        self.says: tuple[str, ...] = ()
        self.acts: tuple[str, ...] = ()
        self.others: tuple[Aside, ...] = ()
        self.why = self.impact = self.better = ""


class Place:
    """One state, flat: its lines, and its moves by option id."""

    __slots__ = (
        "actions",
        "acts",
        "moves",
        "number",
        "others",
        "says",
        "scene",
        "seconds",
        "silence",
        "silent",
        "tallied",
    )

    def __init__(self, number: int, state: State) -> None:
        self.number = number
        self.says = state.says
        self.scene = state.scene
        self.acts = state.acts
        self.others = state.others
        self.silent = not (state.scene or state.says or state.acts or state.others)
        self.seconds = state.minute * 60
        self.moves: dict[str, Move] = {}
        self.actions: dict[str, Move] = {}
        self.silence: Move | None = None
        self.tallied: tuple[str, ...] = ()


class ActionFact(NamedTuple):
    """What the manual says of an action: the words spoken or the narration of the deed."""

    words: str
    after_the_talk: bool = False


class Stage:
    """A scenario ready to be played by any number of runs at once."""

    def __init__(self, scenario: Scenario, actions: dict[str, ActionFact]) -> None:
        self.scenario = scenario
        self.role: Role = scenario.role
        self.endings: dict[str, Ending] = scenario.endings
        self.counted = _counted_names(scenario)
        self.machine = Machine(
            model=None,
            states=[*scenario.states, *scenario.endings],
            initial=scenario.start,
            auto_transitions=False,
            send_event=True,
        )
        self.places = {
            name: self._place(number, name, state, actions)
            for number, (name, state) in enumerate(scenario.states.items())
        }

    def _place(self, number: int, name: str, state: State, actions: dict[str, ActionFact]) -> Place:
        place = Place(number, state)
        place.tallied = self._tallied((*state.acts, *_steps_of(state.others)))
        place.moves = {option.id: self._option(name, state, option) for option in state.options}
        place.actions = {
            step: self._action(name, state, step, fact)
            for step, fact in actions.items()
            if state.phase == "talk" or fact.after_the_talk
        }
        place.silence = self._silence(name, state)
        return place

    def _option(self, name: str, state: State, option: Option) -> Move:
        names = (*option.steps, *option.faults)
        effect = self._effect(names, option.effect, state)
        move = Move(option.id, "said" if option.say else "did", option.words, effect, self._pace(option.seconds))
        move.steps, move.faults = option.steps, option.faults
        move.shown = _guard(option.when)
        move.why, move.impact, move.better = option.why, option.impact, option.better
        move.counts = tuple(option.counts.items())
        move.tallied = self._tallied(names)
        move.fires = self._wire(f"{name}/{option.id}", name, option.goto)
        return move

    def _action(self, name: str, state: State, step: str, fact: ActionFact) -> Move:
        reaction = state.actions.get(step) or self.scenario.actions.get(step) or Reaction()
        effect = self._effect((step,), reaction.effect, state)
        move = Move(step, "did", fact.words, effect, self._pace(0))
        move.source = ACTION_MARK + step
        move.steps = (step,)
        move.counts = tuple(reaction.counts.items())
        move.tallied = self._tallied((step, *reaction.acts, *_steps_of(reaction.others)))
        move.says, move.acts, move.others = reaction.says, reaction.acts, reaction.others
        move.why, move.impact, move.better = reaction.why, reaction.impact, reaction.better
        move.fires = self._wire(f"{name}!{step}", name, reaction.goto)
        return move

    def _effect(self, names: tuple[str, ...], authored: dict[str, int], state: State) -> Effect:
        """Return what something does to the complainant, who is gone once the talk is over."""
        talked = names if state.phase == "talk" else ()
        return effect_of(talked, authored, self.scenario.complainant.temper)

    def _silence(self, name: str, state: State) -> Move:
        seconds = state.after.seconds if state.after else self._pace(0)
        effect = silence_effect(self.scenario.complainant.temper)
        move = Move("", "kept_silent", "", effect, seconds)
        move.fires = self._wire(f"{name}...", name, state.after.goto if state.after else ())
        return move

    def _tallied(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names some condition counts; an act counts without its level too."""
        forms = [form for name in names for form in dict.fromkeys((name, split_level(name)[0]))]
        return tuple(form for form in forms if form in self.counted)

    def _pace(self, seconds: int) -> int:
        return seconds or self.scenario.seconds_per_turn

    def _wire(self, trigger: str, source: str, edges: Iterable[Edge]) -> Callable[[Run], bool] | None:
        """Add the edges under one trigger name; return the function that fires it (None: stay)."""
        wired = False
        for edge in edges:
            guard = _guard(edge.when)
            self.machine.add_transition(trigger, source, edge.to, conditions=_of_event(guard) if guard else None)
            wired = True
        return self.machine.events[trigger].trigger if wired else None


def _steps_of(others: tuple[Aside, ...]) -> tuple[str, ...]:
    return tuple(step for aside in others for step in aside.steps)


def _guard(text: str) -> conditions.Guard | None:
    return conditions.compile_guard(conditions.parse(text)) if text else None


def _of_event(guard: conditions.Guard) -> Callable[[EventData], bool]:
    def holds(event: EventData) -> bool:
        return guard(cast("Run", event.model))

    return holds


def conditions_of(scenario: Scenario) -> list[conditions.Condition]:
    """Return every condition of a scenario, read. Raises ConditionError where one cannot be read."""
    texts = [option.when for state in scenario.states.values() for option in state.options]
    texts += [edge.when for edge in _edges(scenario)]
    return [conditions.parse(text) for text in texts if text]


def _counted_names(scenario: Scenario) -> frozenset[str]:
    """Return the names some condition counts; only these are tallied while playing."""
    calls = [name for condition in conditions_of(scenario) for name in conditions.names_in(condition)]
    return frozenset(call.argument for call in calls if isinstance(call, conditions.Call) and call.function == "count")


def _edges(scenario: Scenario) -> Iterable[Edge]:
    for state in scenario.states.values():
        for option in state.options:
            yield from option.goto
        if state.after:
            yield from state.after.goto
        for reaction in state.actions.values():
            yield from reaction.goto
    for reaction in scenario.actions.values():
        yield from reaction.goto


_Key = tuple[str, str, str]
_MOST_CACHED = 64
_stages: dict[_Key, Stage] = {}


def stage_for(key: _Key, scenario: Scenario, actions: dict[str, ActionFact]) -> Stage:
    """Return the stage of a scenario version, compiled once; key: scenario hash, manual hash, language."""
    if key not in _stages:
        if len(_stages) >= _MOST_CACHED:
            _stages.pop(next(iter(_stages)))
        _stages[key] = Stage(scenario, actions)
    return _stages[key]
