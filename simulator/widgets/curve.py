"""The curve of anger and trust over the turns, drawn with plain characters so that every terminal shows it."""

from rich.text import Text
from textual.widgets import Static

from scoring.debrief import CurvePoint
from simulator.texts import say

_ROWS = 8
_ANGER, _TRUST, _BOTH = "*", "o", "@"
_ANGER_BEFORE, _TRUST_BEFORE = "a", "t"  # the old curve, drawn only where the new one leaves room


class Curve(Static):
    """A chart: turns from left to right, 0 to 100 upwards. before: the curve to compare with, in small letters."""

    DEFAULT_CSS = """
    Curve { height: auto; padding: 0 1; }
    """

    def __init__(
        self, points: tuple[CurvePoint, ...], marked: frozenset[int], before: tuple[CurvePoint, ...] = ()
    ) -> None:
        super().__init__(Text("\n".join(curve_lines(points, marked, before))))


def curve_lines(
    points: tuple[CurvePoint, ...], marked: frozenset[int], before: tuple[CurvePoint, ...] = ()
) -> list[str]:
    """Return the chart's lines; `marked` turns are turning points (or the turn that was changed)."""
    turns = sorted({point.turn for point in (*points, *before)})
    if not turns:
        return []
    rows = [[" "] * len(turns) for _ in range(_ROWS + 1)]
    _draw(rows, turns, before, _ANGER_BEFORE, _TRUST_BEFORE)
    _draw(rows, turns, points, _ANGER, _TRUST)
    labels = {0: "100", _ROWS // 2: " 50", _ROWS: "  0"}
    lines = [f"{labels.get(number, '   ')} | {'  '.join(row)}".rstrip() for number, row in enumerate(rows)]
    lines.append("    +-" + "-" * (3 * len(turns) - 2))
    lines.append("      " + "".join(f"{turn:<3}" for turn in turns).rstrip())
    if marked:
        lines.append("      " + "".join("^  " if turn in marked else "   " for turn in turns).rstrip())
    lines.append(say("curve.legend", anger=_ANGER, trust=_TRUST, both=_BOTH))
    if before:
        lines.append(say("curve.legend-before", anger=_ANGER_BEFORE, trust=_TRUST_BEFORE))
    return lines


def _draw(rows: list[list[str]], turns: list[int], points: tuple[CurvePoint, ...], anger: str, trust: str) -> None:
    """Put a curve's signs into the rows; where its two meet stands one sign for both."""
    for point in points:
        column, high, low = turns.index(point.turn), _row(point.anger), _row(point.trust)
        rows[low][column] = trust
        rows[high][column] = _BOTH if high == low and anger == _ANGER else anger


def _row(value: int) -> int:
    return _ROWS - round(value * _ROWS / 100)
