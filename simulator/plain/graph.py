"""A scenario's graph as an indented list, by how many turns away a place is: no glyphs, a line at a time."""

from collections.abc import Iterator

from dialogues.bench.graph import ANYTIME, Node, Way
from simulator.graphing import Drawing, destination, is_lost, line, marks, plain, taken, via
from simulator.plain.cells import cut, wrapped
from simulator.texts import count, say

_WIDTH = 79  # some terminals break a line that fills the last cell
_STEP = "  "


def graph_lines(drawing: Drawing) -> Iterator[str]:
    """Yield the whole graph; every place stands in it once."""
    nodes = drawing.graph.nodes.values()
    yield from wrapped(drawing.title, _WIDTH)
    yield from wrapped(drawing.summary, _WIDTH)
    yield from wrapped(say("graph.anger-note"), _WIDTH)
    yield from _section(drawing, say("graph.first"), [node for node in nodes if node.rank == 0])
    yield from _anytime(drawing)
    reached = [node for node in nodes if node.kind == "state" and node.rank]
    for rank in sorted({node.rank or 0 for node in reached}):
        yield from _section(drawing, count("graph.later", rank), [node for node in reached if node.rank == rank])
    yield from _section(drawing, say("graph.endings"), [n for n in nodes if n.kind == "ending" and n.reachable])
    lost = [node for node in nodes if is_lost(node)]
    yield from _section(drawing, say("graph.lost"), lost)


def _section(drawing: Drawing, heading: str, nodes: list[Node]) -> Iterator[str]:
    if not nodes:
        return
    yield ""
    yield heading
    for node in nodes:
        yield from _node(drawing, node)


def _node(drawing: Drawing, node: Node) -> Iterator[str]:
    known = ", ".join(marks(drawing, node))
    yield from wrapped(plain(node.name) + (f" [{known}]" if known else ""), _WIDTH, _STEP, _STEP * 2)
    if said := line(drawing, node):
        yield _STEP * 2 + cut(said, _WIDTH - len(_STEP * 2))
    ways = drawing.graph.ways_from(node.name)
    yield from _ways(drawing, ways)
    if node.kind == "state" and not ways:
        yield _STEP * 2 + say("graph.no-ways")


def _anytime(drawing: Drawing) -> Iterator[str]:
    ways = drawing.graph.ways_from(ANYTIME)
    if ways:
        yield ""
        yield say("graph.anytime")
        yield from _ways(drawing, ways)


def _ways(drawing: Drawing, ways: tuple[Way, ...]) -> Iterator[str]:
    """Yield a line for each option, action or silence, with everywhere it can lead."""
    for by in dict.fromkeys(way.via for way in ways):
        together = [way for way in ways if way.via == by]
        targets = ", ".join(destination(way) + taken(drawing, way) for way in together)
        words = say("graph.way", via=via(together[0]), targets=targets)
        yield from wrapped(words, _WIDTH, _STEP * 2, _STEP * 4)
