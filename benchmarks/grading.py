"""Grading one trace of fifty events under every rule of the manual."""

import time
from collections.abc import Callable

from dialogues.inputs import Act, Choose
from dialogues.library import Library
from dialogues.role_play import RolePlay
from dialogues.staging import staged
from scoring.grading import grade
from scoring.manual.reader import shipped_manual

_EVENTS = 50
_ROUNDS = 300


def run() -> None:
    """Print the time of one grading beside the turns it judges."""
    manual = shipped_manual()
    loaded = Library(manual).load("abuse-phone-parking-fine")
    play = RolePlay(staged(loaded.scenario, loaded.hash, manual, "ko"))
    play.start()
    play.take(Choose("cold-rule"))
    actions = ("ask_to_stop", "warn", "notify_recording", "notify_legal_action", "call_112", "keep_evidence")
    while len(play.trace().events) < _EVENTS:
        play.take(Act(actions[play.turn % len(actions)]))
    trace = play.trace()
    best = min(_time(lambda: grade(trace, manual)) for _ in range(_ROUNDS))
    print(f"grading  {len(trace.events)} events, {len(manual.rules)} rules: {best * 1000:.2f} ms (aim: under 1)")


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
