"""Grading one trace of fifty events: a run that was played, and one that stands on every ladder of its channel."""

import time
from collections.abc import Callable
from itertools import cycle

import msgspec

from dialogues.inputs import Act, Choose
from dialogues.library import Library
from dialogues.role_play import RolePlay
from dialogues.staging import staged
from scoring.grading import grade
from scoring.manual.manual import Manual
from scoring.manual.reader import shipped_manual
from scoring.trace import Trace

_EVENTS = 50
_ROUNDS = 300


def run() -> None:
    """Print the time of one grading for both traces."""
    manual = shipped_manual()
    played = _played(manual)
    for name, trace in (("a run that was played", played), ("every ladder of its channel", _crowded(played, manual))):
        best = min(_time(lambda trace=trace: grade(trace, manual)) for _ in range(_ROUNDS))  # type: ignore[misc]
        card = grade(trace, manual)
        print(
            f"grading  {name}: {len(trace.events)} events, {len(card.ladders)} ladders, {len(card.findings)} findings "
            f"of {len(manual.rules)} rules: {best * 1000:.2f} ms (aim: under 1)"
        )


def _played(manual: Manual) -> Trace:
    loaded = Library(manual).load("abuse-phone-parking-fine")
    play = RolePlay(staged(loaded.scenario, loaded.hash, manual, "ko"))
    play.start()
    play.take(Choose("cold-rule"))
    actions = ("ask_to_stop", "warn", "notify_recording", "notify_legal_action", "call_112", "keep_evidence")
    while len(play.trace().events) < _EVENTS:
        play.take(Act(actions[play.turn % len(actions)]))
    return play.trace()


def _crowded(trace: Trace, manual: Manual) -> Trace:
    """Return a visit of as many events in which every act, every step and every fault comes up."""
    acts, steps, faults = cycle(manual.acts), cycle(manual.steps), cycle(manual.faults)
    events = []
    for event in trace.events:
        if event.actor == "complainant":
            events.append(msgspec.structs.replace(event, acts=(next(acts), next(acts))))
        else:
            done = tuple(next(steps) for _ in range(3))
            events.append(msgspec.structs.replace(event, steps=done, faults=(next(faults),)))
    return msgspec.structs.replace(trace, channel="visit", events=tuple(events))


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
