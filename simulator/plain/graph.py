"""A scenario's graph as an indented list, by how many turns away a place is: no glyphs, a line at a time."""

from collections.abc import Iterator
from typing import NamedTuple

from dialogues.bench.graph import ANYTIME, Node, Way
from simulator.graphing import Drawing, destination, is_lost, line, marks, plain, taken, via
from simulator.plain.cells import cut, wrapped
from simulator.texts import count, say

_WIDTH = 79  # some terminals break a line that fills the last cell
_STEP = "  "


class Section(NamedTuple):
    """Places that stand together under a heading, or the ways that can be gone from anywhere."""

    heading: str
    nodes: list[Node]
    ways: tuple[Way, ...] = ()


def graph_lines(drawing: Drawing) -> Iterator[str]:
    """Yield the whole graph; every place stands in it once."""
    for text in (drawing.title, drawing.summary, say("graph.anger-note")):
        yield from wrapped(text, _WIDTH)
    for section in sections(drawing):
        yield ""
        yield section.heading
        for node in section.nodes:
            yield from node_lines(drawing, node)
        yield from way_lines(drawing, section.ways)


def sections(drawing: Drawing) -> Iterator[Section]:
    """Yield the places by how far they are from the start, the endings, and what cannot be reached."""
    nodes = drawing.graph.nodes.values()
    reached = [node for node in nodes if node.kind == "state" and node.rank]
    ranks = sorted({node.rank or 0 for node in reached})
    found = [
        Section(say("graph.first"), [node for node in nodes if node.rank == 0]),
        Section(say("graph.anytime"), [], drawing.graph.ways_from(ANYTIME)),
        *(Section(count("graph.later", rank), [node for node in reached if node.rank == rank]) for rank in ranks),
        Section(say("graph.endings"), [node for node in nodes if node.kind == "ending" and node.reachable]),
        Section(say("graph.lost"), [node for node in nodes if is_lost(node)]),
    ]
    yield from (section for section in found if section.nodes or section.ways)


def node_lines(drawing: Drawing, node: Node, width: int = _WIDTH) -> Iterator[str]:
    """Yield a place with what is known of it, its first words and its ways, in lines of at most `width` cells."""
    known = ", ".join(marks(drawing, node))
    yield from wrapped(plain(node.name) + (f" [{known}]" if known else ""), width, _STEP, _STEP * 2)
    if said := line(drawing, node):
        yield _STEP * 2 + cut(said, width - len(_STEP * 2))
    ways = drawing.graph.ways_from(node.name)
    yield from way_lines(drawing, ways, width)
    if node.kind == "state" and not ways:
        yield _STEP * 2 + say("graph.no-ways")


def way_lines(drawing: Drawing, ways: tuple[Way, ...], width: int = _WIDTH) -> Iterator[str]:
    """Yield a line for each option, action or silence, with everywhere it can lead."""
    for by in dict.fromkeys(way.via for way in ways):
        together = [way for way in ways if way.via == by]
        targets = ", ".join(destination(way) + taken(drawing, way) for way in together)
        words = say("graph.way", via=via(together[0]), targets=targets)
        yield from wrapped(words, width, _STEP * 2, _STEP * 4)
