"""One attempt: a role-play whose every turn is kept before anybody sees it.

All front ends (app, plain lines, browser) play through this; none of them knows the journal.
"""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from dialogues.advice import advice_of
from dialogues.inputs import Input, InputError, Stop, Undo
from dialogues.library import Loaded
from dialogues.role_play import RolePlay, Turn
from dialogues.staging import staged
from scoring.debrief import Advice
from scoring.grading import grade
from scoring.incident.need import needs_paper
from scoring.manual.manual import Manual
from scoring.scorecard import Scorecard
from scoring.trace import Event, Trace
from simulator.problems import UserProblem
from simulator.records.model import (
    Attempt,
    Mode,
    PaperState,
    Summary,
    new_attempt_id,
    new_pairing_key,
)
from simulator.resuming import facts_of, resumed

if TYPE_CHECKING:  # the store brings the database library, which nobody needs before the first turn
    from simulator.records.store import Records

_SEEDS = 10_000
Clock = Callable[[], datetime]


def now_here() -> datetime:
    """Return the time here: a clerk reads it, and its day picks the laws in force."""
    return datetime.now().astimezone()


class Rehearsal:
    """A run that is being recorded. Made by `begin` or `resume`."""

    def __init__(
        self, attempt: Attempt, loaded: Loaded, manual: Manual, records: "Records", clock: Clock = now_here
    ) -> None:
        self.attempt = attempt
        self.scenario = loaded.scenario
        self.manual = manual
        self.summary: Summary | None = None
        stage = staged(loaded.scenario, loaded.hash, manual, loaded.language)
        self.play = RolePlay(stage, attempt.seed, attempt.day)
        self._records = records
        self._clock = clock
        self._last = attempt.began
        self.clock_went_back = False  # since the last turn kept here; the order is that of the numbers all the same
        self._unkept: list[Event] = []
        self._note: tuple[Event, ...] = ()  # that the scenario has changed: kept with the next turn, not for a look
        self.hashes: tuple[str, ...] = (attempt.scenario_hash,)  # of the scenario, as far as turns were taken on it

    @classmethod
    def begin(
        cls,
        loaded: Loaded,
        manual: Manual,
        records: "Records",
        *,
        mode: Mode = "practice",
        policy: str = "",
        seed: int | None = None,
        clock: Clock = now_here,
    ) -> tuple["Rehearsal", Turn]:
        """Begin an attempt and return it with its first lines, already kept. Raises UserProblem."""
        if policy and policy not in manual.policies:
            raise UserProblem("problem.policy-unknown", name=policy, known=", ".join(manual.policies))
        attempt = Attempt(
            id=new_attempt_id(),
            scenario=loaded.scenario.scenario,
            version=loaded.scenario.version,
            scenario_hash=loaded.hash,
            manual_hash=manual.hash,
            policy=policy or manual.default_policy,
            language=loaded.language,
            seed=secrets.randbelow(_SEEDS) if seed is None else seed,
            mode=mode,
            began=stamp(clock()),
            pairing_key=new_pairing_key(),
            facts=facts_of(loaded.scenario),
        )
        rehearsal = cls(attempt, loaded, manual, records, clock)
        turn = rehearsal.play.start()
        records.begin(attempt, turn.events, attempt.began)
        return rehearsal, turn

    @classmethod
    def resume(
        cls, attempt: Attempt, loaded: Loaded, manual: Manual, records: "Records", clock: Clock = now_here
    ) -> tuple["Rehearsal", list[Event]]:
        """Bring an attempt back to where it was; returns it with its kept events. Writes nothing.

        Where the scenario has changed but the run would have been the same in all but the words, it goes on with the
        new words; what was told stays as it was. Raises UserProblem when it would not have been, when the manual has
        changed, or when the journal does not replay.
        """
        kept = records.events(attempt.id)
        play, note = resumed(attempt, loaded, manual, kept)
        rehearsal = cls(attempt, loaded, manual, records, clock)
        rehearsal.play = play
        rehearsal._note = (note,) if note else ()
        rehearsal.hashes = attempt.hashes(kept)
        return rehearsal, kept

    @property
    def practice(self) -> bool:
        """Return whether feedback is given after each turn and turns can be taken back."""
        return self.attempt.mode == "practice"

    @property
    def day(self) -> str:
        """Return the day the attempt began, which picks the laws in force."""
        return self.attempt.day

    @property
    def so_far(self) -> tuple[Event, ...]:
        """Return what a front end shows first: the run so far, and whether its scenario has changed since."""
        return (*self.play.trace().events, *self._note)

    @property
    def held(self) -> bool:
        """Return whether a turn waits to be kept because the last try failed."""
        return bool(self._unkept)

    def take(self, given: Input) -> Turn:
        """Take one input and keep what it led to before returning it.

        Raises InputError when the input does not fit, UserProblem when the turn could not be kept; the turn is
        then held, and `keep` tries again.
        """
        if isinstance(given, Undo) and (not self.practice or self.play.over):
            raise InputError("undo")  # an ended run has its summary: it stays as it ended
        if self.held:
            self.keep()
        turn = self.play.take(given)
        self._unkept = [*self._note, *turn.events]
        self.hashes = (*self.hashes, *(note.source for note in self._note))
        self._note = ()
        self.keep()
        return turn

    def keep(self) -> None:
        """Write what is held. Raises UserProblem; nothing is lost by trying again."""
        moment = self._clock()
        now = stamp(moment)
        if self.play.over:
            summary = self._summary(now)
            self._records.finish(summary, self._unkept)
            self.summary = summary
        else:
            self._records.append(self.attempt.id, self._unkept, now)
        self._unkept = []
        self.clock_went_back = moment < datetime.fromisoformat(self._last)
        self._last = now

    def stop(self) -> Turn:
        """End the run at once, without a score."""
        return self.take(Stop())

    def _summary(self, now: str) -> Summary:
        play, attempt = self.play, self.attempt
        paper: PaperState = "due" if not play.stopped and needs_paper(play.trace(), self.manual) else "none"
        return Summary(
            attempt=attempt.id,
            scenario=attempt.scenario,
            version=attempt.version,
            mode=attempt.mode,
            policy=attempt.policy,
            began=attempt.began,
            ended=now,
            ending=play.ending,
            outcome=play.outcome or "stopped",
            turns=play.turn,
            seconds=play.seconds,
            anger_first=self.scenario.complainant.anger,
            anger_last=play.meters[0],
            scorecard=None if play.stopped else self.grade(),
            paper=paper,
            closed=now if play.stopped or self.practice else "",
        )

    def grade(self) -> Scorecard:
        """Judge the run as it stands."""
        return grade(self.play.trace(), self.manual, self.attempt.policy)

    def trace(self) -> Trace:
        """Return the run so far."""
        return self.play.trace()

    def advice(self) -> dict[int, Advice]:
        """Return the author's words on each of the trainee's turns, by seq."""
        return advice_of(self.play.stage, self.play.trace().events)


def stamp(moment: datetime) -> str:
    """Return a moment as it is kept: ISO 8601 with its offset."""
    return moment.isoformat(timespec="milliseconds")
