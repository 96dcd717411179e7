"""The debrief: the curve of the complainant's meters, its turning points, and the moments worth talking about."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from scoring.scorecard import Finding, Scorecard
from scoring.trace import Event, is_by_trainee

_TURN = 10  # a change of anger or trust of so many points within one turn is a turning point


class Advice(msgspec.Struct, frozen=True):
    """What the author wrote beside the trainee's choice."""

    why: str = ""
    impact: str = ""
    better: str = ""


class CurvePoint(msgspec.Struct, frozen=True):
    """The meters at the end of one turn; turn 0 is before the first."""

    turn: int
    anger: int
    trust: int
    fear: int


class TurningPoint(msgspec.Struct, frozen=True):
    """A turn that changed the mood: by how much, and the trainee's words in it."""

    turn: int
    anger_change: int
    trust_change: int
    words: str


class Moment(msgspec.Struct, frozen=True):
    """A finding with the words of its moment and the author's advice. heard: the words are the complainant's."""

    finding: Finding
    advice: Advice
    heard: bool = False


class Debrief(msgspec.Struct, frozen=True):
    """What to talk about after a run. costliest and best: at most `most` moments each, gravest first.

    A turn that also held a fault, or that its author would have put better, is nobody's best moment.
    goal: the finding of the weakest rule, to be the one thing to do better next time; None when nothing was lost.
    """

    curve: tuple[CurvePoint, ...]
    turning_points: tuple[TurningPoint, ...]
    costliest: tuple[Moment, ...]
    best: tuple[Moment, ...]
    goal: Finding | None = None


def debrief(events: Sequence[Event], card: Scorecard, advice: Mapping[int, Advice], most: int = 2) -> Debrief:
    """Build the debrief of a run's events. advice: what the author wrote, by the seq of the trainee's event."""
    curve = curve_of(events)
    costly = costly_first(card)
    heard = frozenset(event.seq for event in events if not is_by_trainee(event))
    spoilt = {event.seq for event in events if event.faults} | {seq for seq, words in advice.items() if words.better}
    good = sorted((f for f in card.findings if f.good and f.seq not in spoilt), key=lambda f: (-f.points, f.seq))
    return Debrief(
        curve=curve,
        turning_points=_turning_points(events, curve),
        costliest=tuple(_moment(finding, advice, heard) for finding in costly[:most]),
        best=tuple(_moment(finding, advice, heard) for finding in good[:most]),
        goal=costly[0] if costly else None,
    )


def costly_first(card: Scorecard) -> list[Finding]:
    """Return the findings that cost points: broken hard rules first, then by what they cost."""
    ranked = sorted(card.findings, key=lambda f: (not f.breaks, -f.cost, f.seq))
    return [finding for finding in ranked if finding.cost]


def curve_of(events: Sequence[Event]) -> tuple[CurvePoint, ...]:
    """Return the meters at the end of every turn of the talk."""
    last: dict[int, CurvePoint] = {}
    for event in events:
        if event.kind == "assigned":
            continue
        last[event.turn] = CurvePoint(event.turn, event.anger, event.trust, event.fear)
    return tuple(last.values())


def _turning_points(events: Sequence[Event], curve: tuple[CurvePoint, ...]) -> tuple[TurningPoint, ...]:
    words = {event.turn: event.words for event in events if is_by_trainee(event)}
    points = [
        TurningPoint(now.turn, now.anger - before.anger, now.trust - before.trust, words.get(now.turn, ""))
        for before, now in pairwise(curve)
    ]
    return tuple(p for p in points if abs(p.anger_change) >= _TURN or abs(p.trust_change) >= _TURN)


def _moment(finding: Finding, advice: Mapping[int, Advice], heard: frozenset[int]) -> Moment:
    return Moment(finding, advice.get(finding.seq, Advice()), finding.seq in heard)
