"""What another choice would have changed in a kept run: the old and the new judgement and mood side by side."""

from typing import TYPE_CHECKING, NamedTuple

from dialogues.inputs import Input
from dialogues.role_play import RolePlay
from dialogues.what_if import Branched, WhatIf
from scoring.comparing import Change, changes
from scoring.debrief import CurvePoint, curve_of
from scoring.grading import grade
from scoring.manual.manual import Manual
from scoring.scorecard import Scorecard
from simulator.problems import UserProblem
from simulator.resuming import revisit

if TYPE_CHECKING:
    from simulator.workplace import Workplace


class Compared(NamedTuple):
    """The talk as it was and as it would have been. over: the other way was played to its end."""

    before: Scorecard
    after: Scorecard
    curve_before: tuple[CurvePoint, ...]
    curve_after: tuple[CurvePoint, ...]
    over: bool

    @property
    def difference(self) -> int:
        """Return the points gained (negative: lost)."""
        return self.after.total - self.before.total

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return the rules that are judged differently."""
        return changes(self.before, self.after)


class Alternative:
    """A kept run, ready to be asked what would have been. Judged by the talk alone, both times by today's manual."""

    def __init__(self, what_if: WhatIf, manual: Manual, policy: str) -> None:
        self.what_if = what_if
        self._manual = manual
        self._policy = policy
        self._old = what_if.talk().trace()

    @classmethod
    def of(cls, workplace: "Workplace", name: str) -> "Alternative":
        """Return a kept run by its id. Raises UserProblem when it cannot be played again as it was."""
        records, manual = workplace.records, workplace.manual
        attempt = records.attempt(name)
        if attempt.policy not in manual.policies:
            raise UserProblem("problem.policy-unknown", name=attempt.policy, known=", ".join(manual.policies))
        loaded = workplace.load(attempt.scenario, attempt.language)
        play = revisit(attempt, loaded, manual, records.events(attempt.id))
        what_if = WhatIf(play.stage, attempt.seed, attempt.day, play.trace().events)
        return cls(what_if, manual, attempt.policy)

    def instead(self, turn: int, given: Input) -> Branched:
        """Return the run with another input at a turn. Raises InputError."""
        return self.what_if.instead(turn, given)

    def compared(self, play: RolePlay) -> Compared:
        """Compare the other way, as far as it was played, with the old one."""
        trace = play.trace()
        return Compared(
            before=grade(self._old, self._manual, self._policy),
            after=grade(trace, self._manual, self._policy),
            curve_before=curve_of(self._old.events),
            curve_after=curve_of(trace.events),
            over=play.over,
        )
