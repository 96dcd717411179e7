"""The one door to the records. The journal is append-only; every write can be repeated without harm."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select, update

from scoring.incident.form import IncidentReport
from scoring.trace import Event
from simulator.problems import UserProblem
from simulator.records import access, access_log, audit, journal, rows, schema
from simulator.records.access import HOLDER, Kind, Refusal, Viewer
from simulator.records.address import Address
from simulator.records.chain import Entry
from simulator.records.database import Database, insert_once, put
from simulator.records.figures import Figure, figures_for
from simulator.records.model import Attempt, Reflection, Summary, SurveyAnswer
from simulator.records.opening import open_database
from simulator.records.purging import without_words

_decode_report = msgspec.json.Decoder(IncidentReport).decode


class Records:
    """Everything kept in one database. One object serves a whole program run; close it at the end.

    Every door lets through what the table of `access` allows its viewer; what is refused is entered in the audit log.
    """

    def __init__(self, database: Database, viewer: Viewer = HOLDER) -> None:
        self.database = database
        self.viewer = viewer

    @classmethod
    def open(cls, place: Path | Address) -> "Records":
        """Open the records of a file or of an address. Raises UserProblem."""
        return cls(open_database(place if isinstance(place, Address) else Address(place)))

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def seen_by(self, viewer: Viewer) -> "Records":
        """Return the same records as somebody else may see them; the database stays the one of this object."""
        return Records(self.database.seen_by(viewer.person), viewer)

    # Writing: each method is one transaction, committed when it returns. Raises UserProblem when it is not.

    def begin(self, attempt: Attempt, events: Sequence[Event], at: str) -> None:
        """Keep a new attempt, with its person, class and unit, and its first events."""
        row = rows.attempt_row(attempt)

        def work(connection: Connection) -> None:
            access.need_seat(connection, self.viewer, attempt.person, attempt.training_class)
            insert_once(connection, schema.attempt, [row])
            self._need_own(connection, "run", attempt.id)
            journal.append(connection, attempt.id, events, at)

        with self._audited():
            self.database.write(work)

    def append(self, attempt: str, events: Sequence[Event], at: str) -> None:
        """Keep the events of one turn."""

        def work(connection: Connection) -> None:
            self._need_own(connection, "words", attempt)
            journal.append(connection, attempt, events, at)

        with self._audited():
            self.database.write(work)

    def finish(self, summary: Summary, events: Sequence[Event]) -> None:
        """Keep the last events of an attempt together with its summary."""
        row = rows.summary_row(summary)

        def work(connection: Connection) -> None:
            self._need_own(connection, "run", summary.attempt)
            journal.append(connection, summary.attempt, events, summary.ended)
            insert_once(connection, schema.attempt_summary, [row])

        with self._audited():
            self.database.write(work)

    def judge_again(self, summary: Summary, events: Sequence[Event] = (), at: str = "") -> None:
        """Keep what came after the talk, and the judgement as it is now: the scores are derived, the journal stays."""
        table = schema.attempt_summary
        changed = {**rows.scores_row(summary.scorecard), "paper": summary.paper, "closed": summary.closed}

        def work(connection: Connection) -> None:
            self._need_own(connection, "run", summary.attempt)
            journal.append(connection, summary.attempt, events, at)
            connection.execute(update(table).where(table.c.attempt == summary.attempt).values(changed))

        with self._audited():
            self.database.write(work)

    def write_report(self, attempt: str, report: IncidentReport, at: str) -> None:
        """Keep an incident report as it stands; writing again replaces it."""
        row = {"attempt": attempt, "report": msgspec.json.encode(report).decode(), "written": at}
        with self._audited(), self.database.writing() as connection:
            self._need_own(connection, "words", attempt)
            put(connection, schema.incident_report, row)

    def reflect(self, attempt: str, reflections: Sequence[Reflection], at: str) -> None:
        """Keep the answers to the reflection questions; answering again replaces them."""
        with self._audited(), self.database.writing() as connection:
            self._need_own(connection, "reflection", attempt)
            for reflection in reflections:
                row = {"attempt": attempt, **msgspec.structs.asdict(reflection), "answered": at}
                put(connection, schema.reflection, row)

    def answer(self, pairing_key: str, form: str, version: int, answers: Sequence[SurveyAnswer], at: str) -> None:
        """Keep the answers to one survey; answering again replaces them."""
        about = {"pairing_key": pairing_key, "form": form, "form_version": version, "answered": at}
        with self._audited(), self.database.writing() as connection:
            access.need_pairing_key(connection, self.viewer, pairing_key)
            for answer in answers:
                put(connection, schema.survey_answer, {**about, **msgspec.structs.asdict(answer)})

    # Reading: an attempt the viewer may not see is answered as one that is not there.

    def attempt(self, name: str) -> Attempt:
        """Return an attempt by its id or an unmistakable beginning of it. Raises UserProblem."""
        named = schema.attempt.c.id.startswith(name, autoescape=True)
        with self._looking("run") as connection:
            query = rows.attempts().where(named, self._may("run", schema.attempt.c.id)).limit(2)
            found = [rows.attempt_of(row) for row in connection.execute(query)]
            if not found and (hidden := connection.execute(rows.attempts().where(named).limit(1)).first()):
                raise Refusal("read", "run", hidden.id, "problem.attempt-unknown", name=name)
        if len(found) != 1:
            raise UserProblem("problem.attempt-unclear" if found else "problem.attempt-unknown", name=name)
        return found[0]

    def events(self, attempt: str) -> list[Event]:
        """Return the journal of an attempt in order; erased words are ""."""
        with self._looking("words") as connection:
            self._need_seen(connection, "words", attempt)
            return journal.read(connection, attempt)

    def unfinished(self) -> list[Attempt]:
        """Return the attempts that have not ended, newest first."""
        done = select(schema.attempt_summary.c.attempt)
        with self._looking("run") as connection:
            query = rows.attempts().where(schema.attempt.c.id.not_in(done), self._may("run", schema.attempt.c.id))
            return [rows.attempt_of(row) for row in connection.execute(query)]

    def summaries(self, most: int | None = None) -> list[Summary]:
        """Return the attempts that have ended, newest first; at most so many."""
        with self._looking("run") as connection:
            query = rows.summaries().where(self._may("run", schema.attempt.c.id)).limit(most)
            return [self._shown(rows.summary_of(row)) for row in connection.execute(query)]

    def summary(self, attempt: str) -> Summary | None:
        """Return the summary of an attempt, None while it goes on."""
        with self._looking("run") as connection:
            self._need_seen(connection, "run", attempt)
            seen = self._may("run", schema.attempt.c.id)
            row = connection.execute(rows.summaries().where(schema.attempt.c.id == attempt, seen)).first()
            return self._shown(rows.summary_of(row)) if row else None

    def report(self, attempt: str) -> IncidentReport | None:
        """Return the incident report of an attempt as it was last kept, None where there is none."""
        table = schema.incident_report
        with self._looking("words") as connection:
            self._need_seen(connection, "words", attempt)
            query = select(table.c.report).where(table.c.attempt == attempt, self._may("words", table.c.attempt))
            found = connection.execute(query).scalar_one_or_none()
            return _decode_report(found) if found else None

    def reflections(self, attempt: str) -> list[Reflection]:
        """Return the answers to the reflection questions of an attempt."""
        table = schema.reflection
        query = select(table.c.question, table.c.answer).where(table.c.attempt == attempt).order_by(table.c.question)
        with self._looking("reflection") as connection:
            self._need_seen(connection, "reflection", attempt)
            seen = query.where(self._may("reflection", table.c.attempt))
            return [Reflection(*row) for row in connection.execute(seen)]

    def answers(self, pairing_key: str) -> list[SurveyAnswer]:
        """Return the survey answers kept under a pairing key; none where they are not the viewer's."""
        table = schema.survey_answer
        query = select(table.c.item, table.c.value, table.c.comment).where(table.c.pairing_key == pairing_key)
        with self._looking("survey") as connection:
            seen = query.where(access.pairing_keys(self.viewer, table.c.pairing_key))
            return [SurveyAnswer(*row) for row in connection.execute(seen)]

    def count_events(self) -> int:
        """Return how many events are kept that the viewer may read."""
        with self._looking("words") as connection:
            query = select(func.count()).select_from(schema.event).where(self._may("words", schema.event.c.attempt))
            return int(connection.execute(query).scalar_one())

    def figures(self) -> list[Figure]:
        """Return the sums by unit, scenario and quarter; cells of too few persons tell nothing."""
        with self._looking("figures") as connection:
            return [Figure(*row) for row in connection.execute(figures_for(connection, self.viewer.role))]

    def audit_log(self) -> list[Entry]:
        """Return the audit log in order."""
        with self._looking("audit") as connection:
            return [Entry(*row) for row in connection.execute(audit.log())]

    def _may(self, kind: Kind, run: ColumnElement[Any]) -> ColumnElement[bool]:
        return access.runs(self.viewer, kind, run)

    def _need_own(self, connection: Connection, kind: Kind, attempt: str) -> None:
        access.need_run(connection, self.viewer, "write", kind, attempt)

    def _need_seen(self, connection: Connection, kind: Kind, attempt: str) -> None:
        access.need_run(connection, self.viewer, "read", kind, attempt)

    def _shown(self, summary: Summary) -> Summary:
        """Return a summary without what it quotes, for those who may not read words."""
        card = summary.scorecard
        if card is None or access.scope_of(self.viewer, "read", "words") != "none":
            return summary
        return msgspec.structs.replace(summary, scorecard=without_words(card))

    @contextmanager
    def _looking(self, kind: Kind) -> Iterator[Connection]:
        """Open a reading transaction for somebody who may read something of a kind. Raises Refusal."""
        with self._audited():
            access.need(self.viewer, "read", kind)
            with self.database.reading() as connection:
                yield connection

    @contextmanager
    def _audited(self) -> Iterator[None]:
        """Enter in the audit log what is refused in the block, and go on refusing it."""
        try:
            yield
        except Refusal as refusal:
            refused, at = refusal, access_log.now()
            self.database.write(lambda connection: access_log.enter_refusal(connection, self.viewer, refused, at))
            raise
