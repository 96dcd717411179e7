"""Traces written as short lines, so that a test reads like a transcript.

    c: insult               the complainant does these acts; before the first turn it opens the run
    t: listen, argue        the trainee's next turn: steps and faults ("t:" alone is silence)
    lead: warn              somebody else, in the same turn
    system:                 something that counts for nothing
    16' t: end              at minute 16 of the story; later lines keep the time (0'05 is five seconds)
    head> rest              after the talk: the trainee's next turn gives these steps to somebody
    c: insult | 80 20 10    anger, trust and fear afterwards; later lines keep them

Lines end at a line break or a semicolon. Every event's words are its own line.
"""

import re
from typing import Literal, NamedTuple, cast

from scoring.manual.manual import split_level
from scoring.manual.reader import shipped_manual
from scoring.trace import Case, Channel, Event, EventKind, Outcome, Role, Trace

_LINE = re.compile(
    r"(?:(?P<minute>\d+)'(?P<second>\d\d)? )?(?P<who>\w+)(?P<sign>[:>])(?P<names>[^|]*)(?:\|(?P<meters>.*))?"
)
_ROLES = {"c": "complainant", "t": "clerk"}


class _Clock(NamedTuple):
    turn: int = 0
    seconds: int = 0
    meters: tuple[int, int, int] = (50, 50, 50)


def trace_of(
    story: str,
    *,
    channel: Channel = "phone",
    conduct: tuple[str, ...] = (),
    legitimate: bool = False,
    outcome: Outcome | Literal[""] = "",
    case: Case = Case(),  # noqa: B008 - it is frozen
) -> Trace:
    """Read a story in the notation above. Raises ValueError on a line or a name that is not known."""
    events: list[Event] = []
    clock = _Clock()
    for line in filter(None, map(str.strip, re.split(r"[;\n]", story))):
        event, clock = _event(line, len(events), clock)
        events.append(event)
    return Trace(
        "a-scenario", 1, channel, conduct, legitimate, 0, "2025-06-01", tuple(events), outcome=outcome, case=case
    )


def _event(line: str, seq: int, clock: _Clock) -> tuple[Event, _Clock]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"not a line of a trace: {line}")
    names = [name.strip() for name in found["names"].split(",") if name.strip()]
    by_trainee = found["who"] == "t" or found["sign"] == ">"
    clock = _Clock(
        turn=clock.turn + by_trainee,
        seconds=int(found["minute"]) * 60 + int(found["second"] or 0) if found["minute"] else clock.seconds,
        meters=cast("tuple[int, int, int]", tuple(map(int, found["meters"].split())))
        if found["meters"]
        else clock.meters,
    )
    acts, steps, faults = _sorted(names)
    actor = cast("Role", _ROLES.get(found["who"], found["who"]))
    kind: EventKind = "assigned" if found["sign"] == ">" else _kind(found["who"], names, clock.turn)
    return Event(
        seq, clock.turn, actor, kind, "", "", line, clock.seconds,
        *clock.meters, acts, steps, faults,
    ), clock  # fmt: skip


def _kind(who: str, names: list[str], turn: int) -> EventKind:
    if who == "t":
        return "said" if names else "kept_silent"
    if who == "c":
        return "answered" if turn else "opened"
    return "joined"


def _sorted(names: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Tell acts, steps and faults apart by the shipped manual."""
    manual = shipped_manual()
    acts = tuple(name for name in names if split_level(name)[0] in manual.acts)
    steps = tuple(name for name in names if name in manual.steps)
    faults = tuple(name for name in names if name in manual.faults)
    if unknown := set(names) - {*acts, *steps, *faults}:
        raise ValueError(f"not in the manual: {unknown}")
    return acts, steps, faults
