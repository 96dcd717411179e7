"""PINs as arithmetic: what may be one, and what a try does to the count of failures. No clock, no database.

Five wrong ones in a row lock a code for a minute; each further wrong one doubles that, up to an hour. A try while it
is locked is not compared and counts for nothing. The right PIN or a reset by a trainer ends it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

SHORTEST, LONGEST = 6, 12
FAILURES_BEFORE_LOCK = 5
_FIRST_LOCK = timedelta(minutes=1)
_LONGEST_LOCK = timedelta(hours=1)
_STEPS = {(0,), (1,), (-1,)}  # between the digits of 111111, 123456, 654321

Answer = Literal["right", "wrong", "locked", "none"]


class PinState(NamedTuple):
    """What is kept of somebody's PIN. failures: wrong ones in a row. locked_until: with its offset; None: open."""

    pin_hash: str | None = None
    failures: int = 0
    locked_until: datetime | None = None


class Tried(NamedTuple):
    """What came of a try. answer: "none" where there is no PIN yet. state: as it is to be kept now."""

    answer: Answer
    state: PinState


def flaw_of(pin: str, code: str) -> str:
    """Return the key of the text that says why this cannot be the PIN of a code; "" for a fit one."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        return "problem.pin-digits"
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return "problem.pin-easy" if tuple(steps) in _STEPS or pin == code else ""


def tried(state: PinState, pin: str, now: datetime, matches: Callable[[str, str], bool]) -> Tried:
    """Return what came of a try. now: with its offset. matches: whether a hash is that of a PIN."""
    if state.pin_hash is None:
        return Tried("none", state)
    if state.locked_until is not None and now < state.locked_until:
        return Tried("locked", state)
    if matches(state.pin_hash, pin):
        return Tried("right", PinState(state.pin_hash))
    failures = state.failures + 1
    return Tried("wrong", PinState(state.pin_hash, failures, _lock(failures, now)))


def _lock(failures: int, now: datetime) -> datetime | None:
    """Return until when a code is locked after so many failures in a row."""
    beyond = failures - FAILURES_BEFORE_LOCK
    if beyond < 0:
        return None
    doubled: int = 2 ** min(beyond, 10)
    return now + min(_FIRST_LOCK * doubled, _LONGEST_LOCK)
