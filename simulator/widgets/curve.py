"""The curve of anger and trust over the turns, drawn with plain characters so that every terminal shows it."""

from rich.text import Text
from textual.widgets import Static

from scoring.debrief import CurvePoint
from simulator.texts import say

_ROWS = 8
_ANGER, _TRUST, _BOTH = "*", "o", "@"


class Curve(Static):
    """A chart: turns from left to right, 0 to 100 upwards."""

    DEFAULT_CSS = """
    Curve { height: auto; padding: 0 1; }
    """

    def __init__(self, points: tuple[CurvePoint, ...], marked: frozenset[int]) -> None:
        super().__init__(Text("\n".join(curve_lines(points, marked))))


def curve_lines(points: tuple[CurvePoint, ...], marked: frozenset[int]) -> list[str]:
    """Return the chart's lines; `marked` turns are turning points."""
    if not points:
        return []
    rows = [[" "] * len(points) for _ in range(_ROWS + 1)]
    for column, point in enumerate(points):
        anger, trust = _row(point.anger), _row(point.trust)
        rows[trust][column] = _TRUST
        rows[anger][column] = _BOTH if anger == trust else _ANGER
    labels = {0: "100", _ROWS // 2: " 50", _ROWS: "  0"}
    lines = [f"{labels.get(number, '   ')} | {'  '.join(row)}" for number, row in enumerate(rows)]
    lines.append("    +-" + "-" * (3 * len(points) - 2))
    lines.append("      " + "".join(f"{point.turn:<3}" for point in points).rstrip())
    if marked:
        lines.append("      " + "".join("^  " if point.turn in marked else "   " for point in points).rstrip())
    lines.append(say("curve.legend", anger=_ANGER, trust=_TRUST, both=_BOTH))
    return lines


def _row(value: int) -> int:
    return _ROWS - round(value * _ROWS / 100)
