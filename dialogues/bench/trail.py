"""A kept run laid over the graph of its scenario: which places it came to, in which order, and by which ways."""

from collections.abc import Iterable

import msgspec

from dialogues.bench.graph import SILENCE, Graph, Way
from scoring.trace import Event

_OWN_TURN = ("said", "did", "kept_silent")


class Trail(msgspec.Struct, frozen=True):
    """Where a run came by. Arrivals are numbered from 1, the start; a turn that leads nowhere has no number.

    arrivals: the place of each arrival, the first being number 1. ways: how each came about, None for the start and
    where the graph has no such way.
    """

    arrivals: tuple[str, ...] = ()
    ways: tuple[Way | None, ...] = ()

    def at(self, place: str) -> tuple[int, ...]:
        """Return the numbers of the arrivals at a place."""
        return tuple(number for number, name in enumerate(self.arrivals, start=1) if name == place)

    def by(self, way: Way) -> tuple[int, ...]:
        """Return the numbers of the arrivals a way led to."""
        return tuple(number for number, taken in enumerate(self.ways, start=1) if taken == way)


def trail_of(graph: Graph, events: Iterable[Event]) -> Trail:
    """Return where a run came by. events: its journal without the turns that were taken back."""
    talk = [event for event in events if event.kind != "assigned"]
    if not talk:
        return Trail()
    turns = [event for event in talk if event.kind in _OWN_TURN]
    places = [*(event.state for event in turns), talk[-1].state]
    arrivals: list[str] = [places[0]]
    ways: list[Way | None] = [None]
    for event, to in zip(turns, places[1:], strict=True):
        way = graph.way_taken(event.state, event.source or SILENCE, to)
        if way is not None or to != event.state:
            arrivals.append(to)
            ways.append(way)
    return Trail(tuple(arrivals), tuple(ways))
