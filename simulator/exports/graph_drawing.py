"""A scenario's graph as an SVG drawing that needs no other program, legible without colour and on paper."""

from collections.abc import Iterator
from typing import NamedTuple

from dialogues.bench.graph import ANYTIME, Node
from simulator.exports.graph_layout import ROW, WIDTH, Box, layout_of, line_between
from simulator.exports.pages import filled
from simulator.graphing import FILLS, Drawing, destination, is_lost, line, marks, plain, shade, taken, via
from simulator.plain.cells import cell_len, cut, wrapped
from simulator.texts import say

_HEADS = 3  # name, what is to be known, what is said
_CELL = 7  # a cell of those above the boxes, amply
_CELLS = (WIDTH - 24) // 6  # letters of size 12, as wide as they get
_HEAD = 46  # the title's height


class _Row(NamedTuple):
    """One row of a box. text: as much as fits; whole: all of it."""

    y: int
    text: str
    whole: str
    taken: bool = False


class _Place(NamedTuple):
    """A box with its words."""

    box: Box
    heading: str
    about: str
    rows: tuple[_Row, ...]
    shade: str
    fill: str
    ending: bool
    lost: bool
    visited: bool


class _Line(NamedTuple):
    """The line of a way."""

    path: str
    taken: bool


def graph_svg(drawing: Drawing) -> str:
    """Return the graph as an SVG drawing."""
    layout = layout_of(drawing.graph, _HEADS)
    lines = [
        _Line(line_between(layout.boxes[way.source], way, layout.boxes[way.to]), bool(drawing.trail.by(way)))
        for way in drawing.graph.ways
    ]
    cells = layout.width // _CELL
    heads = (*wrapped(drawing.summary, cells), *wrapped(_legend(drawing), cells))
    return filled(
        "graph-drawing.svg.j2",
        layout=layout,
        title=drawing.title,
        description=drawing.summary,
        heads=heads,
        top=_HEAD + ROW * len(heads),
        lines=sorted(lines, key=lambda line: line.taken),  # what the run went lies on top
        places=[_place(drawing, box) for box in layout.boxes.values()],
        box_width=WIDTH,
        row=ROW,
    )


def _legend(drawing: Drawing) -> str:
    sentences = [say("graph.anger-note"), say("graph.legend")]
    return " ".join([*sentences, say("graph.legend-run")] if drawing.attempt else sentences)


def _place(drawing: Drawing, box: Box) -> _Place:
    if box.name == ANYTIME:
        heading = say("graph.anytime")
        return _Place(box, heading, heading, tuple(_ways(drawing, box)), "none", FILLS["none"], False, False, False)
    node = drawing.graph.nodes[box.name]
    return _Place(
        box=box,
        heading=cut(plain(node.name), _CELLS),
        about=". ".join(filter(None, (plain(node.name), ", ".join(marks(drawing, node)), line(drawing, node)))),
        rows=(*_heads(drawing, node, box), *_ways(drawing, box)),
        shade=shade(node),
        fill=FILLS[shade(node)],
        ending=node.kind == "ending",
        lost=is_lost(node),
        visited=bool(drawing.trail.at(node.name)),
    )


def _heads(drawing: Drawing, node: Node, box: Box) -> Iterator[_Row]:
    for number, text in enumerate((", ".join(marks(drawing, node)), line(drawing, node)), start=1):
        yield _Row(box.row(number), cut(text, _CELLS), text)


def _ways(drawing: Drawing, box: Box) -> Iterator[_Row]:
    for way in box.ways:
        text = say("graph.way", via=via(way), targets=destination(way))
        gone = taken(drawing, way)
        yield _Row(box.way_row(way), cut(text, _CELLS - cell_len(gone)) + gone, text + gone, bool(gone))
