"""Between rows and the types of `model`: the only place where columns and fields meet."""

from typing import Any

import msgspec
from sqlalchemy import Row, Select, select

from scoring.scorecard import Scorecard
from scoring.trace import Event
from simulator.records import schema
from simulator.records.model import Attempt, RunFacts, Summary

_encode = msgspec.json.Encoder().encode
_decode_card = msgspec.json.Decoder(Scorecard).decode
_decode_facts = msgspec.json.Decoder(RunFacts).decode
_OWN = ("ended", "ending", "outcome", "turns", "seconds", "anger_first", "anger_last", "paper", "closed")
_SHARED = ("scenario", "version", "mode", "policy", "began")


def attempt_row(attempt: Attempt) -> dict[str, object]:
    """Return an attempt as a row."""
    facts = _encode(attempt.facts).decode() if attempt.facts else ""
    return {**msgspec.structs.asdict(attempt), "facts": facts}


def attempt_of(row: Row[Any]) -> Attempt:
    """Return the attempt of a row. Raises MsgspecError on a damaged one."""
    fields = dict(row._mapping)
    facts = fields.pop("facts")
    return Attempt(**fields, facts=_decode_facts(facts) if facts else None)


def event_row(attempt: str, event: Event, at: str) -> dict[str, object]:
    """Return an event as a row."""
    row: dict[str, object] = {name: getattr(event, name) for name in ("seq", "turn", "actor", "kind")}
    return {**row, "attempt": attempt, "payload": _encode(event).decode(), "at": at}


def summary_row(summary: Summary) -> dict[str, object]:
    """Return a summary as a row."""
    row: dict[str, object] = {name: getattr(summary, name) for name in ("attempt", *_OWN)}
    return {**row, **scores_row(summary.scorecard)}


def scores_row(card: Scorecard | None) -> dict[str, object]:
    """Return the columns that come from a scorecard."""
    if card is None:
        return {}
    row: dict[str, object] = {score.dimension: score.score for score in card.dimensions}
    row |= {"total": card.total, "passed": int(card.passed), "hard_fails": len(card.hard_fails)}
    return {**row, "scorecard": _encode(card).decode()}


def summaries() -> Select[Any]:
    """Return the query for summaries, newest first."""
    own = [schema.attempt_summary.c[name] for name in ("attempt", *_OWN, "scorecard")]
    shared = [schema.attempt.c[name] for name in _SHARED]
    joined = schema.attempt_summary.join(schema.attempt)
    return select(*own, *shared).select_from(joined).order_by(schema.attempt.c.id.desc())


def summary_of(row: Row[Any]) -> Summary:
    """Return the summary of a row. Raises MsgspecError on a damaged one."""
    fields = dict(row._mapping)
    card = fields.pop("scorecard")
    return Summary(**fields, scorecard=_decode_card(card) if card else None)
