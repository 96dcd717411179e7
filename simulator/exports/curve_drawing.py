"""The curve of anger and trust over the turns as an SVG drawing, legible without colour and on paper."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import msgspec

from scoring.debrief import CurvePoint
from simulator.exports.pages import filled
from simulator.texts import say

_LABEL_GAP = 16
_MOST_TICKS = 20


class _Look(NamedTuple):
    """How a line is drawn. No two look alike without colour: dashes and markers tell them apart."""

    name: str
    ink: str
    width: float
    dashes: str
    marker: str
    size: float


_ANGER = _Look("anger", "#8c1414", 2.6, "none", "disc", 4.5)
_TRUST = _Look("trust", "#12386e", 2.6, "9 6", "square", 4.5)
_ANGER_BEFORE = _Look("anger-before", "#555", 1.2, "1 2.5", "disc", 2.2)
_TRUST_BEFORE = _Look("trust-before", "#555", 1.2, "1 6", "square", 2.2)


class _Line(NamedTuple):
    """A line of the drawing. spots: where its points lie; label: what stands at its end."""

    look: _Look
    spots: tuple[tuple[float, float], ...]
    label: str


class _Label(NamedTuple):
    """A name at the end of a line, and where it stands."""

    x: float
    y: float
    text: str


class _Ring(NamedTuple):
    """A marked turn. ys: the heights of its rings."""

    turn: int
    x: float
    ys: tuple[float, ...]


class _Frame(msgspec.Struct, frozen=True):
    """Where turns (left to right) and values (upwards) lie in the drawing."""

    turns: tuple[int, ...]
    WIDTH: ClassVar[int] = 760
    HEIGHT: ClassVar[int] = 340
    LEFT: ClassVar[int] = 56
    RIGHT: ClassVar[int] = 620
    TOP: ClassVar[int] = 48
    BOTTOM: ClassVar[int] = 268

    def x(self, turn: int) -> float:
        """Return how far to the right a turn lies; a single one in the middle."""
        first, last = self.turns[0], self.turns[-1]
        share = (turn - first) / (last - first) if last > first else 0.5
        return round(self.LEFT + share * (self.RIGHT - self.LEFT), 1)

    def y(self, value: int) -> float:
        """Return how far down a value lies."""
        return round(self.BOTTOM - value * (self.BOTTOM - self.TOP) / 100, 1)

    def ticks(self) -> tuple[int, ...]:
        """Return the turns whose numbers stand under the drawing: few enough not to touch."""
        return self.turns[:: 1 + len(self.turns) // _MOST_TICKS]


def curve_svg(points: tuple[CurvePoint, ...], marked: frozenset[int], before: tuple[CurvePoint, ...] = ()) -> str:
    """Return the curve as an SVG drawing, with a ring at each marked turn.

    before: the curve to compare with, drawn thin and dotted; then the marked turn is the one that was changed.
    """
    frame = _Frame(tuple(sorted({point.turn for point in (*points, *before)})))
    lines = (*_lines(frame, before, was=True), *_lines(frame, points, was=False))
    rings = tuple(
        _Ring(point.turn, frame.x(point.turn), (frame.y(point.anger), frame.y(point.trust)))
        for point in points
        if point.turn in marked
    )
    return filled(
        "curve-drawing.svg.j2",
        frame=frame,
        title=say("page-out.curve"),
        description=_description(points, before),
        axis=say("page-out.curve-axis"),
        lines=lines,
        rings=rings,
        labels=_labels(lines),
        legend=say("page-out.curve-changed" if before else "page-out.curve-marked") if rings else "",
    )


def _lines(frame: _Frame, points: tuple[CurvePoint, ...], *, was: bool) -> Iterator[_Line]:
    """Return the lines of anger and trust with the last value at their end. was: it is the old curve."""
    if not points:
        return
    anger, trust = say("meter.anger"), say("meter.trust")
    if was:
        anger, trust = say("page-out.curve-before", meter=anger), say("page-out.curve-before", meter=trust)
    looks = (_ANGER_BEFORE, _TRUST_BEFORE) if was else (_ANGER, _TRUST)
    last = points[-1]
    angry = tuple((frame.x(point.turn), frame.y(point.anger)) for point in points)
    trusting = tuple((frame.x(point.turn), frame.y(point.trust)) for point in points)
    yield _Line(looks[0], angry, f"{anger} {last.anger}")
    yield _Line(looks[1], trusting, f"{trust} {last.trust}")


def _labels(lines: tuple[_Line, ...]) -> tuple[_Label, ...]:
    """Return the names at the ends of the lines, moved down where they would lie on each other."""
    labels: list[_Label] = []
    for line in sorted(lines, key=lambda line: line.spots[-1]):
        x, y = line.spots[-1]
        label = _Label(x + 14, y + 4, line.label)
        if labels and labels[-1].x == label.x:
            label = label._replace(y=max(label.y, labels[-1].y + _LABEL_GAP))
        labels.append(label)
    return tuple(labels)


def _description(points: tuple[CurvePoint, ...], before: tuple[CurvePoint, ...]) -> str:
    """Return the drawing in words, for those who do not see it."""
    now = [say("page-out.curve-turn", turn=p.turn, anger=p.anger, trust=p.trust) for p in points]
    was = [say("page-out.curve-turn-before", turn=p.turn, anger=p.anger, trust=p.trust) for p in before]
    return "; ".join((*now, *was)) or say("page-out.curve-empty")
