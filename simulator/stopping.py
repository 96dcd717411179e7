"""An unfinished run ended from outside, without a score: its scenario or its manual may have changed or be gone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from scoring.trace import Event, is_by_trainee, surviving
from simulator.problems import UserProblem
from simulator.records.model import Attempt, Summary
from simulator.rehearsal import Clock, now_here, stamp

if TYPE_CHECKING:
    from simulator.records.store import Records

_NOTHING = Event(-1, 0, "clerk", "opened", "", "", "", 0, 0, 0, 0)


def stop_as_it_stands(attempt: Attempt, records: "Records", clock: Clock = now_here) -> Summary:
    """End a run where its journal ends, as its trainee's own stop would have; its words stay kept.

    Raises UserProblem when it has ended already or could not be written.
    """
    if records.summary(attempt.id) is not None:
        raise UserProblem("problem.attempt-over", name=attempt.id)
    journal = records.events(attempt.id)
    stopped, ended = _stopped(journal), stamp(clock())
    summary = Summary(
        attempt=attempt.id,
        scenario=attempt.scenario,
        version=attempt.version,
        mode=attempt.mode,
        policy=attempt.policy,
        began=attempt.began,
        ended=ended,
        ending="",
        outcome="stopped",
        turns=stopped.turn,
        seconds=stopped.seconds,
        anger_first=journal[0].anger if journal else stopped.anger,
        anger_last=stopped.anger,
        scorecard=None,
        closed=ended,
    )
    records.finish(summary, [stopped])
    return summary


def _stopped(journal: Sequence[Event]) -> Event:
    """Return the event of stopping: it stands where the run stood last."""
    stood = (surviving(journal) or (_NOTHING,))[-1]
    last = journal[-1].seq if journal else _NOTHING.seq
    role = next((event.actor for event in journal if is_by_trainee(event)), _NOTHING.actor)
    return msgspec.structs.replace(
        stood, seq=last + 1, actor=role, kind="stopped", source="", words="", acts=(), steps=(), faults=()
    )
