"""Looking for the best run: from all beginnings that were judged, the most promising few of each state go on.

A beginning is promising when it has lost little for good; what it still owes counts only between equals. First by
options alone, then with actions and silence, each time keeping more beginnings. No chance is in it.
"""

from collections.abc import Callable, Iterator
from copy import copy
from typing import NamedTuple, TypeAlias

from dialogues.bench.facts import Facts
from dialogues.bench.walking import Spot, Walker, input_for
from dialogues.inputs import Input
from dialogues.machine import Run
from dialogues.role_play import RolePlay
from scoring.scorecard import Scorecard
from scoring.trace import Trace

Judge: TypeAlias = Callable[[Trace], Scorecard]
Found: TypeAlias = Callable[[RolePlay, tuple[Input, ...], Scorecard], object]
_WIDTHS = (1, 2, 4, 8)
_BREACH = 1_000  # points a broken hard rule counts for: more than any run can lose


class ForkedPlay(RolePlay):
    """A role-play that can be copied as it stands."""

    def fork(self) -> "ForkedPlay":
        """Return a copy; what either takes from now on is not in the other."""
        twin = copy(self)
        twin._run = _copied(self._run)
        twin._events, twin._inputs, twin._cuts = self._events[:], self._inputs[:], self._cuts[:]
        return twin

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Return what was put in so far."""
        return tuple(self._inputs)


def _copied(run: Run) -> Run:
    twin = copy(run)
    twin.counters, twin.visits, twin.tally = dict(run.counters), dict(run.visits), dict(run.tally)
    return twin


class _Beginning(NamedTuple):
    """A run that is not over: the play, and where it stands for walking."""

    play: ForkedPlay
    spot: Spot
    facts: Facts


class _Ranked(NamedTuple):
    """A beginning and what it has lost; less is better."""

    losses: tuple[int, int]
    beginning: _Beginning


class BestRunSearch:
    """Looks for a run with a full score. found: is told every run that ended, with its card."""

    def __init__(self, walker: Walker, judge: Judge, found: Found, most_turns: int, gradings: int) -> None:
        self._walker = walker
        self._judge = judge
        self._found = found
        self._most_turns = most_turns
        self._left = gradings
        self._full = False

    def run(self) -> None:
        """Search until a full score is found, everything was tried or the gradings are used up."""
        for options_only in (True, False):
            for width in _WIDTHS:
                self._search(width, options_only)
                if self._full or self._left <= 0:
                    return

    def _search(self, width: int, options_only: bool) -> None:
        """Go on turn by turn with so many beginnings of each state."""
        play = ForkedPlay(self._walker.stage)
        play.start()
        beginnings = [_Beginning(play, *self._walker.begun())]
        known: set[object] = set()
        for _ in range(self._most_turns):
            ranked = [one for beginning in beginnings for one in self._further(beginning, options_only, known)]
            beginnings = _most_promising(ranked, width)
            if self._full:
                return

    def _further(self, beginning: _Beginning, options_only: bool, known: set[object]) -> Iterator[_Ranked]:
        """Yield where one more turn leads and was not yet; runs that end are told."""
        for move, motion in beginning.spot.by_move:
            if self._full or self._left <= 0:
                return
            hidden = motion.shown is not None and not motion.shown(beginning.facts)
            if hidden or (options_only and not motion.is_option):
                continue
            play = beginning.play.fork()
            play.take(input_for(move, motion))
            card = self._judged(play)
            if play.over:
                continue
            way, facts = motion.step(beginning.facts)
            spot = self._walker.spot(way.to) if way else beginning.spot
            alike = (spot, facts, tuple(sorted((finding.rule, finding.verdict) for finding in card.findings)))
            if alike not in known:
                known.add(alike)
                yield _Ranked(_losses(card), _Beginning(play, spot, facts))

    def _judged(self, play: ForkedPlay) -> Scorecard:
        self._left -= 1
        card = self._judge(play.trace())
        if play.over:
            self._found(play, play.inputs, card)
            self._full = card.passed and card.total == 100
        return card


def _losses(card: Scorecard) -> tuple[int, int]:
    """Return the points lost for good, and those still owed: what was skipped may yet be done."""
    costs = [(finding.verdict == "skipped", finding.cost + _BREACH * finding.breaks) for finding in card.findings]
    return sum(cost for owed, cost in costs if not owed), sum(cost for owed, cost in costs if owed)


def _most_promising(ranked: list[_Ranked], width: int) -> list[_Beginning]:
    """Return the best few of each state; between equals the one that was found first."""
    kept: dict[str, int] = {}
    chosen = []
    for one in sorted(ranked, key=lambda one: one.losses):
        name = one.beginning.spot.name
        kept[name] = kept.get(name, 0) + 1
        if kept[name] <= width:
            chosen.append(one.beginning)
    return chosen
