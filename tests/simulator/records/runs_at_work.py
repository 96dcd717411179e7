"""Runs of the small call on any records, and what has to be true of them after a fault."""

from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

import msgspec

from dialogues.inputs import Act, Choose, Input
from dialogues.library import Library, Loaded
from dialogues.role_play import RolePlay
from dialogues.staging import staged
from scoring.manual.reader import shipped_manual
from scoring.trace import Event
from simulator.records.address import Address
from simulator.records.store import Records
from simulator.records.verifying import verify
from simulator.rehearsal import Clock, Rehearsal, now_here
from tests.simulator import scenario_files

INPUTS: tuple[Input, ...] = (Choose("cold"), Act("notify_recording"), Choose("stop"), Choose("wait"), Choose("rule"))
_FILE = Path(scenario_files.__file__).with_name("small-call.yaml")


@cache
def small() -> Loaded:
    """Return the small call."""
    return Library(shipped_manual(), [], None).load_file(_FILE, "ko")


def begin(records: Records, seed: int = 0, clock: Clock = now_here) -> Rehearsal:
    """Begin a run of the small call."""
    return Rehearsal.begin(small(), shipped_manual(), records, seed=seed, clock=clock)[0]


def go_on(records: Records) -> Rehearsal:
    """Resume the newest unfinished run."""
    return Rehearsal.resume(records.unfinished()[0], small(), shipped_manual(), records)[0]


def uninterrupted(seed: int = 0, inputs: Sequence[Input] = INPUTS) -> list[Event]:
    """Return the events of a run that nothing happened to, played without any records."""
    play = RolePlay(staged(small().scenario, small().hash, shipped_manual(), "ko"), seed, "2026-11-25")
    events = list(play.start().events)
    for given in inputs:
        events += play.take(given).events
    return events


def is_whole(records: Records, attempt: str, seed: int = 0, inputs: Sequence[Input] = INPUTS) -> bool:
    """Return whether a run is kept as if nothing had happened, ended, and its chain holds."""
    kept, ended = records.events(attempt), records.summary(attempt)
    return kept == uninterrupted(seed, inputs) and ended is not None and verified(records)


def verified(records: Records) -> bool:
    """Return whether everything kept is as it was written."""
    with records.database.reading() as connection:
        return verify(connection).flaws == ()


def contents(address: Address) -> bytes:
    """Return all attempts, events and summaries of some records as bytes. Raises UserProblem, AssertionError."""
    with closing(Records.open(address)) as records:
        assert verified(records)
        attempts = sorted([*records.unfinished()], key=lambda attempt: attempt.id)
        ended = sorted(records.summaries(), key=lambda summary: summary.attempt)
        ids = [attempt.id for attempt in attempts] + [summary.attempt for summary in ended]
        return msgspec.json.encode((attempts, ended, [records.events(name) for name in ids]))
