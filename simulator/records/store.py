"""The one door to the records. The journal is append-only; every write can be repeated without harm."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Row, Select, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError

from scoring.scorecard import Scorecard
from scoring.trace import Event
from simulator.problems import Exit, UserProblem
from simulator.records import schema
from simulator.records.engine import open_database, reason_of
from simulator.records.model import Attempt, Summary, SurveyAnswer
from simulator.texts import say

_encode = msgspec.json.Encoder().encode
_decode_event = msgspec.json.Decoder(Event).decode
_decode_card = msgspec.json.Decoder(Scorecard).decode


class Records:
    """Everything kept on this machine. One object serves a whole program run; close it at the end."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, file: Path) -> "Records":
        """Open the records of a file. Raises UserProblem."""
        return cls(open_database(file))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # Writing: each method is one transaction, committed when it returns. Raises UserProblem when it is not.

    def begin(self, attempt: Attempt, events: Sequence[Event], at: str) -> None:
        """Keep a new attempt with its first events."""
        with self._writing() as connection:
            row = msgspec.structs.asdict(attempt)
            connection.execute(insert(schema.attempt).values(row).on_conflict_do_nothing())
            _append(connection, attempt.id, events, at)

    def append(self, attempt: str, events: Sequence[Event], at: str) -> None:
        """Keep the events of one turn."""
        with self._writing() as connection:
            _append(connection, attempt, events, at)

    def finish(self, summary: Summary, events: Sequence[Event]) -> None:
        """Keep the last events of an attempt together with its summary."""
        with self._writing() as connection:
            _append(connection, summary.attempt, events, summary.ended)
            connection.execute(insert(schema.attempt_summary).values(_summary_row(summary)).on_conflict_do_nothing())

    def answer(self, pairing_key: str, form: str, version: int, answers: Sequence[SurveyAnswer], at: str) -> None:
        """Keep the answers to one survey; answering again replaces them."""
        with self._writing() as connection:
            for answer in answers:
                row = {"pairing_key": pairing_key, "form": form, "form_version": version, "answered": at}
                row |= {"item": answer.item, "value": answer.value, "comment": answer.comment}
                statement = insert(schema.survey_answer).values(row)
                connection.execute(
                    statement.on_conflict_do_update(
                        index_elements=["pairing_key", "form", "item"],
                        set_={key: row[key] for key in ("value", "comment", "answered", "form_version")},
                    )
                )

    # Reading

    def attempt(self, name: str) -> Attempt:
        """Return an attempt by its id or an unmistakable beginning of it. Raises UserProblem."""
        query = select(schema.attempt).where(schema.attempt.c.id.startswith(name, autoescape=True)).limit(2)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        if len(rows) != 1:
            raise UserProblem("problem.attempt-unclear" if rows else "problem.attempt-unknown", name=name)
        return Attempt(**rows[0]._mapping)

    def events(self, attempt: str) -> list[Event]:
        """Return the journal of an attempt in order."""
        table = schema.event
        query = select(table.c.payload).where(table.c.attempt == attempt).order_by(table.c.seq)
        with self._reading() as connection:
            return [_decode_event(payload) for (payload,) in connection.execute(query)]

    def unfinished(self) -> list[Attempt]:
        """Return the attempts that have not ended, newest first."""
        done = select(schema.attempt_summary.c.attempt)
        query = select(schema.attempt).where(schema.attempt.c.id.not_in(done)).order_by(schema.attempt.c.id.desc())
        with self._reading() as connection:
            return [Attempt(**row._mapping) for row in connection.execute(query)]

    def summaries(self, most: int = -1) -> list[Summary]:
        """Return the attempts that have ended, newest first."""
        with self._reading() as connection:
            return [_summary(row) for row in connection.execute(_summaries().limit(most))]

    def summary(self, attempt: str) -> Summary | None:
        """Return the summary of an attempt, None while it goes on."""
        with self._reading() as connection:
            row = connection.execute(_summaries().where(schema.attempt.c.id == attempt)).first()
        return _summary(row) if row else None

    def answers(self, pairing_key: str) -> list[SurveyAnswer]:
        """Return the survey answers kept under a pairing key."""
        table = schema.survey_answer
        query = select(table.c.item, table.c.value, table.c.comment).where(table.c.pairing_key == pairing_key)
        with self._reading() as connection:
            return [SurveyAnswer(*row) for row in connection.execute(query)]

    def count_events(self) -> int:
        """Return how many events are kept."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.event)).scalar_one())

    def _writing(self) -> AbstractContextManager[Connection]:
        return _guarded(self._engine, "problem.records-write")

    def _reading(self) -> AbstractContextManager[Connection]:
        return _guarded(self._engine.execution_options(reading=True), "problem.records-read")


@contextmanager
def _guarded(engine: Engine, problem: str) -> Iterator[Connection]:
    """One transaction; what the database refuses becomes a sentence for the user."""
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        raise UserProblem(problem, Exit.ENVIRONMENT, reason=reason_of(error)) from error
    except msgspec.MsgspecError as error:
        raise UserProblem(problem, Exit.ENVIRONMENT, reason=say("reason.damaged")) from error


def _append(connection: Connection, attempt: str, events: Sequence[Event], at: str) -> None:
    """Insert events; the same event again changes nothing, another event in its place is refused."""
    for event in events:
        payload = _encode(event).decode()
        row = {
            "attempt": attempt,
            "seq": event.seq,
            "turn": event.turn,
            "actor": event.actor,
            "kind": event.kind,
        }
        row |= {"payload": payload, "at": at}
        done = connection.execute(insert(schema.event).values(row).on_conflict_do_nothing())
        if not done.rowcount and _kept_payload(connection, attempt, event.seq) != payload:
            raise UserProblem("problem.journal-conflict", Exit.ENVIRONMENT)


def _kept_payload(connection: Connection, attempt: str, seq: int) -> str:
    table = schema.event
    query = select(table.c.payload).where(table.c.attempt == attempt, table.c.seq == seq)
    return str(connection.execute(query).scalar_one())


_OWN = ("ended", "ending", "outcome", "turns", "seconds", "anger_first", "anger_last")
_SHARED = ("scenario", "version", "mode", "policy", "began")


def _summary_row(summary: Summary) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(summary, name) for name in ("attempt", *_OWN)}
    card = summary.scorecard
    if card is not None:
        row |= {score.dimension: score.score for score in card.dimensions}
        row |= {"total": card.total, "passed": int(card.passed), "hard_fails": len(card.hard_fails)}
        row |= {"scorecard": _encode(card).decode()}
    return row


def _summaries() -> Select[Any]:
    own = [schema.attempt_summary.c[name] for name in ("attempt", *_OWN, "scorecard")]
    shared = [schema.attempt.c[name] for name in _SHARED]
    joined = schema.attempt_summary.join(schema.attempt)
    return select(*own, *shared).select_from(joined).order_by(schema.attempt.c.id.desc())


def _summary(row: Row[Any]) -> Summary:
    fields = dict(row._mapping)
    card = fields.pop("scorecard")
    return Summary(**fields, scorecard=_decode_card(card) if card else None)
