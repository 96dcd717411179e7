"""What the author wrote beside each choice of a run, found again through the trace."""

from collections.abc import Iterable

from dialogues.inputs import ACTION_MARK
from dialogues.machine import Move, Stage
from scoring.debrief import Advice
from scoring.trace import Event, is_by_trainee


def advice_of(stage: Stage, events: Iterable[Event]) -> dict[int, Advice]:
    """Return the advice for every turn of the trainee, by the seq of its event."""
    moves = {event.seq: move_of(stage, event) for event in events if is_by_trainee(event) and event.kind != "assigned"}
    return {seq: Advice(move.why, move.impact, move.better) for seq, move in moves.items() if move}


def move_of(stage: Stage, event: Event) -> Move | None:
    """Return the move a trainee's event came from; None for silence."""
    place = stage.places[event.state]
    if event.source.startswith(ACTION_MARK):
        return place.actions.get(event.source[len(ACTION_MARK) :])
    return place.moves.get(event.source)
