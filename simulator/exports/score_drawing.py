"""How many runs came to which score as an SVG drawing, legible without colour and on paper."""

from typing import ClassVar

import msgspec

from dialogues.bench.exploration import Sample
from scoring.scorecard import PASS_MARK
from simulator.exports.pages import filled
from simulator.plain.bars import Bin, bins_of
from simulator.texts import say


class _Bar(msgspec.Struct, frozen=True):
    """One bar: where it stands, and how high its runs and those that passed reach from the ground."""

    x: float
    height: float
    passed: float
    bin: Bin


class _Frame(msgspec.Struct, frozen=True):
    """Where the bars stand. most: the runs of the highest bar."""

    most: int
    WIDTH: ClassVar[int] = 760
    HEIGHT: ClassVar[int] = 340
    LEFT: ClassVar[int] = 40
    RIGHT: ClassVar[int] = 740
    TOP: ClassVar[int] = 56
    BOTTOM: ClassVar[int] = 268
    BAR: ClassVar[int] = 48

    def x(self, place: int, places: int) -> float:
        """Return the left side of a bar."""
        return round(self.LEFT + place * (self.RIGHT - self.LEFT) / places, 1)

    def height(self, runs: int) -> float:
        """Return how high so many runs reach."""
        return round(runs * (self.BOTTOM - self.TOP) / self.most, 1)


def scores_svg(sample: Sample) -> str:
    """Return the distribution of the totals of the judged random runs."""
    bins = bins_of(sample.scores, sample.passing_scores)
    frame = _Frame(max(1, *(one.runs for one in bins)))
    bars = [_bar(frame, place, len(bins), one) for place, one in enumerate(bins)]
    mark = next(bar.x for bar in bars if bar.bin.least >= PASS_MARK)
    return filled(
        "score-drawing.svg.j2",
        frame=frame,
        bars=bars,
        mark=round(mark - (frame.x(1, len(bins)) - frame.LEFT - frame.BAR) / 2, 1),
        pass_mark=PASS_MARK,
        title=say("explore.drawing", judged=len(sample.scores)),
        description=_description(bins),
        legend=say("explore.drawing-legend"),
        axis=say("explore.drawing-mark", mark=PASS_MARK),
    )


def _bar(frame: _Frame, place: int, places: int, one: Bin) -> _Bar:
    return _Bar(frame.x(place, places), frame.height(one.runs), frame.height(one.passed), one)


def _description(bins: tuple[Bin, ...]) -> str:
    """Return the drawing in words, for those who do not see it."""
    found = [say("explore.drawing-bar", label=one.label, runs=one.runs, passed=one.passed) for one in bins if one.runs]
    return "; ".join(found) or say("explore.drawing-empty")
