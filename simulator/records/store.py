"""The one door to the records. The journal is append-only; every write can be repeated without harm."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError

from scoring.incident.form import IncidentReport
from scoring.trace import Event
from simulator.problems import Exit, UserProblem
from simulator.records import rows, schema
from simulator.records.engine import open_database, reason_of
from simulator.records.model import Attempt, Reflection, Summary, SurveyAnswer
from simulator.texts import say

_decode_event = msgspec.json.Decoder(Event).decode
_decode_report = msgspec.json.Decoder(IncidentReport).decode


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
            connection.execute(insert(schema.attempt).values(rows.attempt_row(attempt)).on_conflict_do_nothing())
            _append(connection, attempt.id, events, at)

    def append(self, attempt: str, events: Sequence[Event], at: str) -> None:
        """Keep the events of one turn."""
        with self._writing() as connection:
            _append(connection, attempt, events, at)

    def finish(self, summary: Summary, events: Sequence[Event]) -> None:
        """Keep the last events of an attempt together with its summary."""
        with self._writing() as connection:
            _append(connection, summary.attempt, events, summary.ended)
            row = rows.summary_row(summary)
            connection.execute(insert(schema.attempt_summary).values(row).on_conflict_do_nothing())

    def judge_again(self, summary: Summary, events: Sequence[Event] = (), at: str = "") -> None:
        """Keep what came after the talk, and the judgement as it is now: the scores are derived, the journal stays."""
        table = schema.attempt_summary
        changed = {**rows.scores_row(summary.scorecard), "paper": summary.paper, "closed": summary.closed}
        with self._writing() as connection:
            _append(connection, summary.attempt, events, at)
            connection.execute(update(table).where(table.c.attempt == summary.attempt).values(changed))

    def write_report(self, attempt: str, report: IncidentReport, at: str) -> None:
        """Keep an incident report as it stands; writing again replaces it."""
        row = {"attempt": attempt, "report": msgspec.json.encode(report).decode(), "written": at}
        statement = insert(schema.incident_report).values(row)
        with self._writing() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["attempt"], set_=row))

    def reflect(self, attempt: str, reflections: Sequence[Reflection], at: str) -> None:
        """Keep the answers to the reflection questions; answering again replaces them."""
        with self._writing() as connection:
            for reflection in reflections:
                row = {"attempt": attempt, **msgspec.structs.asdict(reflection), "answered": at}
                statement = insert(schema.reflection).values(row)
                connection.execute(statement.on_conflict_do_update(index_elements=["attempt", "question"], set_=row))

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
            found = [rows.attempt_of(row) for row in connection.execute(query)]
        if len(found) != 1:
            raise UserProblem("problem.attempt-unclear" if found else "problem.attempt-unknown", name=name)
        return found[0]

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
            return [rows.attempt_of(row) for row in connection.execute(query)]

    def summaries(self, most: int = -1) -> list[Summary]:
        """Return the attempts that have ended, newest first."""
        with self._reading() as connection:
            return [rows.summary_of(row) for row in connection.execute(rows.summaries().limit(most))]

    def summary(self, attempt: str) -> Summary | None:
        """Return the summary of an attempt, None while it goes on."""
        with self._reading() as connection:
            row = connection.execute(rows.summaries().where(schema.attempt.c.id == attempt)).first()
            return rows.summary_of(row) if row else None

    def report(self, attempt: str) -> IncidentReport | None:
        """Return the incident report of an attempt as it was last kept, None where there is none."""
        query = select(schema.incident_report.c.report).where(schema.incident_report.c.attempt == attempt)
        with self._reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
            return _decode_report(found) if found else None

    def reflections(self, attempt: str) -> list[Reflection]:
        """Return the answers to the reflection questions of an attempt."""
        table = schema.reflection
        query = select(table.c.question, table.c.answer).where(table.c.attempt == attempt).order_by(table.c.question)
        with self._reading() as connection:
            return [Reflection(*row) for row in connection.execute(query)]

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
        row = rows.event_row(attempt, event, at)
        done = connection.execute(insert(schema.event).values(row).on_conflict_do_nothing())
        if not done.rowcount and _kept_payload(connection, attempt, event.seq) != row["payload"]:
            raise UserProblem("problem.journal-conflict", Exit.ENVIRONMENT)


def _kept_payload(connection: Connection, attempt: str, seq: int) -> str:
    table = schema.event
    query = select(table.c.payload).where(table.c.attempt == attempt, table.c.seq == seq)
    return str(connection.execute(query).scalar_one())
