"""Judging runs and adding up what the judgements show: scores, extremes, and which rules were called for."""

from collections.abc import Iterable

import msgspec

from dialogues.bench.exploration import Extreme, Graded, Inputs, Range, Sample
from dialogues.machine import Stage
from dialogues.role_play import RolePlay, replay
from scoring.grading import grade
from scoring.manual.manual import Manual, split_level
from scoring.rules.model import DIMENSIONS, Dimension, Verdict
from scoring.rules.verdicts import verdicts_of
from scoring.scorecard import Scorecard
from scoring.trace import Trace


class Sampling:
    """Takes runs in, one by one, and keeps only what a `Sample` tells of them. policy: "" is the manual's default."""

    def __init__(self, stage: Stage, manual: Manual, policy: str) -> None:
        self._stage = stage
        self._manual = manual
        self._policy = policy
        self._minutes = manual.policies[policy or manual.default_policy].notice_minutes
        self._scores: list[int] = []
        self._passing: list[int] = []
        self._best: Graded | None = None
        self._worst: Graded | None = None
        self._shortest: dict[bool, Graded] = {}
        self._contradictions: list[Graded] = []
        self._ended_calm: list[Graded] = []
        self._hard_faults = frozenset(name for name, fault in manual.faults.items() if fault.hard)
        self._ranges: dict[Dimension, Range] = {}
        self._not_always: set[Dimension] = set()
        self._rules: dict[str, dict[Verdict, Inputs]] = {}
        self._ladders: dict[str, None] = {}

    def judge(self, trace: Trace) -> Scorecard:
        """Return the judgement of one run, or of the beginning of one."""
        return grade(trace, self._manual, self._policy)

    def take_chance_run(self, inputs: Inputs) -> None:
        """Judge a random run that is over; its score counts in the distribution."""
        graded = self.take(inputs)
        self._scores.append(graded.total)
        if graded.passed:
            self._passing.append(graded.total)

    def take(self, inputs: Inputs) -> Graded:
        """Judge a run that is over."""
        play = replay(self._stage, 0, "", inputs).play
        return self.note(play, inputs, self.judge(play.trace()))

    def note(self, play: RolePlay, inputs: Inputs, card: Scorecard) -> Graded:
        """Keep what a judged run shows."""
        graded = Graded(inputs, play.ending, play.outcome or "", card.total, card.passed, card.hard_fails)
        if self._best is None or _merit(graded) > _merit(self._best):
            self._best = graded
        if self._worst is None or _demerit(graded) < _demerit(self._worst):
            self._worst = graded
        if graded.passed not in self._shortest or graded.turns < self._shortest[graded.passed].turns:
            self._shortest[graded.passed] = graded
        if graded.passed:
            self._note_unsound(graded, play.trace())
        self._note_card(inputs, card)
        return graded

    def _note_unsound(self, graded: Graded, trace: Trace) -> None:
        """Keep a run that passes and must not: judging it, or what the author wrote of it, is wrong."""
        faults = {name for event in trace.events for name in event.faults}
        if broken := (*graded.hard_fails, *sorted(faults & self._hard_faults)):
            self._contradictions.append(msgspec.structs.replace(graded, hard_fails=broken))
        if ends_calm(trace, self._manual, self._minutes):
            self._ended_calm.append(graded)

    def _note_card(self, inputs: Inputs, card: Scorecard) -> None:
        self._ladders |= dict.fromkeys(card.ladders)
        for finding in card.findings:
            self._rules.setdefault(finding.rule, {}).setdefault(finding.verdict, inputs)
        for dimension in card.dimensions:
            if dimension.score is not None:
                new = Extreme(dimension.score, inputs)
                self._ranges[dimension.dimension] = _widened(self._ranges.get(dimension.dimension), new)
            else:
                self._not_always.add(dimension.dimension)

    def sample(self, runs: int, cut: int) -> Sample:
        """Return what all runs showed together. runs, cut: random runs made, and those that were not over."""
        return Sample(
            scores=tuple(self._scores),
            passing_scores=tuple(self._passing),
            runs=runs,
            cut=cut,
            best=self._best,
            worst=self._worst,
            passing=self._shortest.get(True),
            failing=self._shortest.get(False),
            passing_with_hard_break=tuple(self._contradictions),
            passing_after_ending_calm=tuple(self._ended_calm),
            dimensions={name: self._range(name) for name in DIMENSIONS if name in self._ranges},
            rules={rule: self._rules[rule] for rule in self._manual.rules if rule in self._rules},
            ladders=tuple(ladder for ladder in self._manual.ladders if ladder in self._ladders),
            not_called=tuple(rule for rule in self._duties() if rule not in self._rules),
        )

    def _range(self, name: Dimension) -> Range:
        return msgspec.structs.replace(self._ranges[name], always=name not in self._not_always)

    def _duties(self) -> Iterable[str]:
        """Yield the rules of the ladders stood on that can be met; the others only speak when they are broken."""
        for ladder in self._ladders:
            yield from (rule.rule for rule in self._manual.ladders[ladder].rules if "done" in verdicts_of(rule))


def ends_calm(trace: Trace, manual: Manual, minutes: int) -> bool:
    """Return whether the trainee ended the talk although the complainant had done nothing that the manual names.

    minutes: from which a talk may be ended for its length.
    """
    for event in trace.events:
        if event.actor == "complainant" and any(_is_cause(name, manual) for name in event.acts):
            return False
        if event.kind in ("said", "did") and "end" in event.steps:
            return event.seconds < minutes * 60
    return False


def _is_cause(name: str, manual: Manual) -> bool:
    act = manual.acts.get(split_level(name)[0])
    return act is None or bool(act.conduct) or act.justifies_ending or act.takes_leave


def _merit(graded: Graded) -> tuple[bool, int, int]:
    return graded.passed, graded.total, -graded.turns


def _demerit(graded: Graded) -> tuple[int, bool, int]:
    return graded.total, graded.passed, graded.turns


def _widened(known: Range | None, new: Extreme) -> Range:
    if known is None:
        return Range(new, new)
    lowest = new if new.score < known.lowest.score else known.lowest
    highest = new if new.score > known.highest.score else known.highest
    return Range(lowest, highest) if (lowest, highest) != (known.lowest, known.highest) else known
