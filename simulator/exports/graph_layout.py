"""Where the places of a graph stand in a drawing: a column for each turn from the start, boxes beneath each other.

A box lists its ways in rows and each way leaves from its row, so nothing has to be written beside a line.
"""

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from dialogues.bench.graph import ANYTIME, Graph, Way

WIDTH = 320  # of a box
ROW = 18
_GAP = 110  # between columns, for the lines
_BETWEEN = 26  # between boxes of a column
_MARGIN = 24
_LEAST = 720  # so that the words above the boxes have room
_BEND = 70


class Box(NamedTuple):
    """One place in the drawing, or what can be done anywhere (its name is ANYTIME). heads: rows above the ways."""

    name: str
    heads: int
    ways: tuple[Way, ...]
    x: int = 0
    y: int = 0

    @property
    def height(self) -> int:
        """Return how high the box is."""
        return ROW * (self.heads + len(self.ways)) + 12

    def row(self, number: int) -> int:
        """Return where the letters of a row stand, counted from 0."""
        return self.y + ROW * (number + 1)

    def way_row(self, way: Way) -> int:
        """Return where the letters of a way stand."""
        return self.row(self.heads + self.ways.index(way))


class Layout(NamedTuple):
    """Every box by its name, and the size of the drawing."""

    boxes: dict[str, Box]
    width: int
    height: int


def layout_of(graph: Graph, heads: int) -> Layout:
    """Return where everything stands. heads: how many rows each box has above its ways."""
    columns = _columns(graph)
    _straighten(columns, graph)
    boxes: dict[str, Box] = {}
    for number, column in enumerate(columns):
        y = 0
        for name in column:
            box = Box(
                name, heads if name != ANYTIME else 1, graph.ways_from(name), _MARGIN + number * (WIDTH + _GAP), y
            )
            boxes[name] = box
            y += box.height + _BETWEEN
    width = 2 * _MARGIN + len(columns) * (WIDTH + _GAP) - _GAP
    height = max((box.y + box.height for box in boxes.values()), default=0) + _MARGIN
    return Layout(boxes, max(width, _LEAST), height)


def _columns(graph: Graph) -> list[list[str]]:
    """Return the names by column: the turns from the start; what no way leads to comes last."""
    ranks = sorted({node.rank for node in graph.nodes.values() if node.rank is not None})
    columns = [[name for name, node in graph.nodes.items() if node.rank == rank] for rank in ranks] or [[]]
    if graph.ways_from(ANYTIME):
        columns[0].append(ANYTIME)
    lost = [name for name, node in graph.nodes.items() if node.rank is None]
    return [column for column in (*columns, lost) if column]


def _straighten(columns: list[list[str]], graph: Graph) -> None:
    """Let each place stand about where the ways come from, so that fewer lines cross."""
    coming: dict[str, list[str]] = {}
    for source, to in graph.bundles:
        coming.setdefault(to, []).append(source)
    heights: dict[str, float] = {}
    for column in columns:
        column.sort(key=lambda name: _middle(coming.get(name, ()), heights))
        heights |= {name: place / len(column) for place, name in enumerate(column)}


def _middle(names: Sequence[str], heights: dict[str, float]) -> float:
    known = [heights[name] for name in names if name in heights]
    return fmean(known) if known else 1.0


def line_between(source: Box, way: Way, target: Box) -> str:
    """Return the line of a way as the path of an SVG drawing: from its row to the top row of where it leads.

    A way forward leaves to the right, one back to the left, one within the column bends out to the right.
    """
    y, to_y = source.way_row(way) - 5, target.row(0) - 5
    if target.x > source.x:
        x, to_x, bend, to_bend = source.x + WIDTH, target.x, _BEND, -_BEND
    elif target.x < source.x:
        x, to_x, bend, to_bend = source.x, target.x + WIDTH, -_BEND, _BEND
    else:
        x, to_x, bend, to_bend = source.x + WIDTH, target.x + WIDTH, _BEND, _BEND
    return f"M{x} {y}C{x + bend} {y} {to_x + to_bend} {to_y} {to_x} {to_y}"
