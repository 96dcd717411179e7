"""A scenario as a plain graph: places and the ways between them, as far as the file can be read.

Nothing is played: conditions are carried as text, and a file with broken names or conditions still has a graph.
"""

from typing import Literal, TypeAlias

import msgspec

from dialogues.bench.anger import Step, arrivals
from dialogues.bench.facts import reactions_in
from dialogues.effects import effect_of, silence_effect
from dialogues.inputs import ACTION_MARK
from dialogues.model import METERS, Edge, Ending, Reaction, Scenario, State
from dialogues.staging import actions_in
from scoring.manual.manual import Manual
from scoring.trace import Outcome

NodeKind: TypeAlias = Literal["state", "ending", "missing"]
WayKind: TypeAlias = Literal["option", "action", "silence"]
ANYTIME = ""  # the source of a scenario-wide action's ways: every place where it holds
SILENCE = "..."


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One place of the graph.

    kind: "missing" is a name that some way leads to and the file does not have. line: the first thing said or told
    there, with its braces. rank: turns on the shortest way from the start, options before actions and silence; None
    where no way leads, whatever the conditions say. anger: a guess of the complainant's anger on arrival (0 to 100, the
    mean over the shortest ways), None where no way leads. always: scenario-wide actions that hold here, as "!action".
    """

    name: str
    kind: NodeKind
    line: str = ""
    after_the_talk: bool = False
    outcome: Outcome | None = None
    start: bool = False
    rank: int | None = None
    anger: int | None = None
    always: frozenset[str] = frozenset()

    @property
    def reachable(self) -> bool:
        """Return whether some way leads here."""
        return self.rank is not None


class Way(msgspec.Struct, frozen=True):
    """What leads from one place to another. source: a state, or ANYTIME.

    via: option id, "!action" or "..." for silence. whens: the conditions under which it leads there, in the order they
    are tried; "" is: whenever nothing before it fits. shown: the condition that shows the option, "" for always.
    """

    source: str
    via: str
    to: str
    whens: tuple[str, ...]
    shown: str = ""

    @property
    def kind(self) -> WayKind:
        """Return option, action or silence."""
        if self.via == SILENCE:
            return "silence"
        return "action" if self.via.startswith(ACTION_MARK) else "option"

    @property
    def conditional(self) -> bool:
        """Return whether it leads there only under some condition."""
        return "" not in self.whens


class Graph(msgspec.Struct, frozen=True):
    """A scenario as places and ways, both in the order of the file."""

    scenario: str
    title: str
    nodes: dict[str, Node]
    ways: tuple[Way, ...]

    def ways_from(self, source: str) -> tuple[Way, ...]:
        """Return the ways out of a place (ANYTIME: of the scenario-wide actions)."""
        return tuple(way for way in self.ways if way.source == source)

    def way_taken(self, source: str, via: str, to: str) -> Way | None:
        """Return the way that was gone when something was done at a place and led to another (or the same) one."""
        node = self.nodes.get(source)
        from_here = ANYTIME if node and via in node.always else source
        return next((way for way in self.ways if (way.source, way.via, way.to) == (from_here, via, to)), None)

    @property
    def bundles(self) -> dict[tuple[str, str], list[Way]]:
        """Return the ways that join the same two places, in the order of the file."""
        found: dict[tuple[str, str], list[Way]] = {}
        for way in self.ways:
            found.setdefault((way.source, way.to), []).append(way)
        return found


def graph_of(scenario: Scenario, manual: Manual) -> Graph:
    """Return the graph of a scenario. manual: says which actions its channel offers, and which after the talk."""
    return _Builder(scenario, manual).graph()


class _Builder:
    def __init__(self, scenario: Scenario, manual: Manual) -> None:
        self._scenario = scenario
        self._actions = actions_in(manual, scenario.channel)
        self._ways: dict[tuple[str, str, str], Way] = {}
        self._steps: list[Step] = []
        self._always: dict[str, frozenset[str]] = {}

    def graph(self) -> Graph:
        scenario = self._scenario
        for name, state in scenario.states.items():
            self._state(name, state)
        found = arrivals(scenario.start, scenario.complainant.anger, self._steps)
        nodes = {name: self._state_node(name, state) for name, state in scenario.states.items()}
        for name, ending in scenario.endings.items():
            nodes.setdefault(name, _ending_node(name, ending))
        for name in (scenario.start, *(way.to for way in self._ways.values())):
            nodes.setdefault(name, Node(name=name, kind="missing", start=name == scenario.start))
        if scenario.start not in scenario.states:
            found = {}
        ranked = {name: _ranked(node, *found.get(name, (None, None))) for name, node in nodes.items()}
        return Graph(scenario.scenario, scenario.title, ranked, tuple(self._ways.values()))

    def _state(self, name: str, state: State) -> None:
        for option in state.options:
            names = (*option.steps, *option.faults)
            self._lead(name, name, option.id, option.goto, self._change(state, names, option.effect), option.when)
        usable = {step: reaction for step, reaction in self._reactions(state).items() if reaction.goto}
        self._always[name] = frozenset(ACTION_MARK + step for step in usable if step not in state.actions)
        for step, reaction in usable.items():
            source = name if step in state.actions else ANYTIME
            self._lead(name, source, ACTION_MARK + step, reaction.goto, self._change(state, (step,), reaction.effect))
        if state.after:
            change = silence_effect(self._scenario.complainant.temper).anger
            self._lead(name, name, SILENCE, state.after.goto, change)

    def _reactions(self, state: State) -> dict[str, Reaction]:
        """Return the reactions to what can be done in a state."""
        offered = self._actions
        return {
            step: reaction
            for step, reaction in reactions_in(self._scenario, state).items()
            if step in offered and (state.phase == "talk" or offered[step].after_the_talk)
        }

    def _change(self, state: State, names: tuple[str, ...], authored: dict[str, int]) -> int:
        """Return what something does to anger; after the talk nobody is there to hear it."""
        known = {meter: change for meter, change in authored.items() if meter in METERS}
        return effect_of(names if state.phase == "talk" else (), known, self._scenario.complainant.temper).anger

    def _lead(self, place: str, source: str, via: str, edges: tuple[Edge, ...], change: int, shown: str = "") -> None:
        """Note where something leads from a place; source: whose way it is drawn as."""
        is_option = not via.startswith((ACTION_MARK, SILENCE))
        for edge in edges:
            key = (source, via, edge.to)
            whens = self._ways[key].whens if key in self._ways else ()
            if edge.when not in whens:
                self._ways[key] = Way(*key, whens=(*whens, edge.when), shown=shown)
            self._steps.append(Step(place, edge.to, change, edge.when, is_option))

    def _state_node(self, name: str, state: State) -> Node:
        return Node(
            name=name,
            kind="state",
            line=next(filter(None, (*state.says, state.scene)), ""),
            after_the_talk=state.phase == "after",
            start=name == self._scenario.start,
            always=self._always[name],
        )


def _ending_node(name: str, ending: Ending) -> Node:
    return Node(name=name, kind="ending", line=ending.says, outcome=ending.outcome)


def _ranked(node: Node, rank: int | None, anger: int | None) -> Node:
    return msgspec.structs.replace(node, rank=rank, anger=anger)
