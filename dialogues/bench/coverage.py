"""From what searches and runs came by to what can happen in a scenario, and what never did."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from dialogues.bench.exploration import Inputs, OptionId, Reached, Unreached
from dialogues.bench.facts import reactions_in
from dialogues.bench.walking import SILENCE, EdgeId, Met, Motion, Spot, Walker, input_for, source_of
from dialogues.inputs import ACTION_MARK
from dialogues.machine import Move, Stage
from dialogues.model import Edge

_Key = TypeVar("_Key", bound=Hashable)


def reached(walker: Walker, found: Iterable[Met]) -> Reached:
    """Return what can happen; where several came by the same thing, the first with the shortest way to it."""
    everything = Reached({}, {}, {}, {}, {}, {})
    for met in found:
        for spot, inputs in met.states.items():
            _note(everything.states, spot.name, inputs)
            _note_moves(everything, walker, spot, met)
        for spot, inputs in met.speechless.items():
            _note(everything.speechless, spot.name, inputs)
    return everything


def _note(notes: dict[_Key, Inputs], key: _Key, inputs: Inputs) -> None:
    if key not in notes or len(inputs) < len(notes[key]):
        notes[key] = inputs


def _note_moves(everything: Reached, walker: Walker, spot: Spot, met: Met) -> None:
    for move, motion in spot.by_move:
        if motion not in met.shown:
            continue
        inputs = (*met.shown[motion], input_for(move, motion))
        if motion.is_option:
            _note(everything.options, OptionId(spot.name, move.name), inputs)
        elif move.name:
            _note(everything.actions, move.name, inputs)
        _note_edges(everything, walker, spot, (move, motion), met)


def _note_edges(everything: Reached, walker: Walker, spot: Spot, by: tuple[Move, Motion], met: Met) -> None:
    move, motion = by
    for way in motion.ways:
        if way in met.taken:
            inputs = (*met.taken[way], input_for(move, motion))
            _note(everything.edges, edge_id(walker.stage, spot.name, source_of(move), way.number), inputs)
            if way.arrival is None:
                _note(everything.endings, way.to, inputs)


def edge_id(stage: Stage, state: str, source: str, number: int) -> EdgeId:
    """Return the id of an edge that a move took in a state: a scenario-wide action has one for all states."""
    step = source.removeprefix(ACTION_MARK)
    wide = step != source and step not in stage.scenario.states[state].actions
    return EdgeId("" if wide else state, source, number)


def unreached(stage: Stage, found: Reached) -> Unreached:
    """Return what never happened, in the order of the file."""
    scenario = stage.scenario
    options = (OptionId(name, option.id) for name, state in scenario.states.items() for option in state.options)
    actions = dict.fromkeys(step for place in stage.places.values() for step in place.actions)
    return Unreached(
        states=tuple(name for name in scenario.states if name not in found.states),
        options=tuple(option for option in options if option not in found.options),
        actions=tuple(step for step in actions if step not in found.actions),
        edges=tuple(edge for edge in edges_of(stage) if edge not in found.edges),
        endings=tuple(name for name in scenario.endings if name not in found.endings),
    )


def edges_of(stage: Stage) -> dict[EdgeId, Edge]:
    """Return every edge as written, in the order of the file; those of actions that nothing offers are left out."""
    edges: dict[EdgeId, Edge] = {}
    scenario = stage.scenario
    for name, state in scenario.states.items():
        ways = {option.id: option.goto for option in state.options}
        reactions = reactions_in(scenario, state)
        ways |= {ACTION_MARK + step: reactions[step].goto for step in stage.places[name].actions if step in reactions}
        ways |= {SILENCE: state.after.goto} if state.after else {}
        for source, written in ways.items():
            edges |= {edge_id(stage, name, source, number): edge for number, edge in enumerate(written)}
    return edges
