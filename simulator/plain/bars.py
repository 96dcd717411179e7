"""How many runs came to which score: bars in plain ASCII."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WIDTH = 10  # points a bin holds; 100 has one of its own
_CELLS = 40


class Bin(NamedTuple):
    """The runs whose total lies in a range, and how many of them passed."""

    least: int
    most: int
    runs: int
    passed: int

    @property
    def label(self) -> str:
        """Return the range as text: "70-79", "100"."""
        return f"{self.least}-{self.most}" if self.most > self.least else str(self.least)


def bins_of(scores: Sequence[int], passing: Sequence[int]) -> tuple[Bin, ...]:
    """Return totals (0 to 100) by tens, a full score apart. passing: the totals of the runs that passed."""
    ends = [(least, min(least + _WIDTH - 1, 100)) for least in range(0, 101, _WIDTH)]
    return tuple(
        Bin(least, most, _between(scores, least, most), _between(passing, least, most)) for least, most in ends
    )


def _between(scores: Sequence[int], least: int, most: int) -> int:
    return sum(least <= score <= most for score in scores)


def bars(bins: Sequence[Bin]) -> Iterator[str]:
    """Return a line for each bin: `#` stands for runs that passed, `-` for those that did not."""
    longest = max(1, *(one.runs for one in bins))
    for one in bins:
        cells = _cells(one.runs, longest)
        passed = min(cells, _cells(one.passed, longest))
        if one.passed < one.runs:
            passed = min(passed, cells - 1)
        yield f"  {one.label:>6} |{'#' * passed}{'-' * (cells - passed)}{' ' if cells else ''}{one.runs or ''}".rstrip()


def _cells(number: int, longest: int) -> int:
    """Return how long a bar is; what is there at all has one cell."""
    return max(1, round(number * _CELLS / longest)) if number else 0
