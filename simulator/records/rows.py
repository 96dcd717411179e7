"""Between rows and the types of `model`: the only place where columns and fields meet."""

from typing import Any

import msgspec
from sqlalchemy import Row, Select, select

from scoring.scorecard import Scorecard
from scoring.trace import Event
from simulator.records import chain, schema
from simulator.records.model import Attempt, RunFacts, Summary

_encode = msgspec.json.Encoder().encode
_decode_card = msgspec.json.Decoder(Scorecard).decode
_decode_facts = msgspec.json.Decoder(RunFacts).decode
_decode_payload = msgspec.json.Decoder(dict[str, object]).decode
_OWN = ("ended", "ending", "outcome", "turns", "seconds", "anger_first", "anger_last", "paper", "closed")
_SHARED = ("scenario", "version", "mode", "policy", "began")


def attempt_row(attempt: Attempt) -> dict[str, object]:
    """Return an attempt as a row, bound to its owner by a fresh salt."""
    facts = _encode(attempt.facts).decode() if attempt.facts else ""
    row = {**msgspec.structs.asdict(attempt), "facts": facts}
    salt = chain.new_salt()
    return {**row, "owner_salt": salt, "owner_commitment": chain.owner_commitment(salt, row)}


def attempts() -> Select[Any]:
    """Return the query for attempts, newest first."""
    columns = [schema.attempt.c[name] for name in Attempt.__struct_fields__]
    return select(*columns).order_by(schema.attempt.c.id.desc())


def attempt_of(row: Row[Any]) -> Attempt:
    """Return the attempt of a row of `attempts`. Raises MsgspecError on a damaged one."""
    fields = dict(row._mapping)
    facts = fields.pop("facts")
    return Attempt(**fields, facts=_decode_facts(facts) if facts else None)


def event_parts(event: Event) -> tuple[dict[str, object], str]:
    """Return an event as its columns without chain, and its words."""
    fields = msgspec.to_builtins(event)
    words = fields.pop("words")
    columns = {name: fields[name] for name in ("seq", "turn", "actor", "kind")}
    return {**columns, "payload": chain.canonical(fields).decode()}, words


def event_of(payload: str, words: str | None) -> Event:
    """Return the event of a payload; erased words are "". Raises MsgspecError on a damaged one."""
    return msgspec.convert({**_decode_payload(payload), "words": words or ""}, Event)


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
