"""The tables. Every constraint has a name, so that later migrations can speak of it."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

SCHEMA_VERSION = 2

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scenario", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("scenario_hash", Text, nullable=False),
    Column("manual_hash", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("mode", Text, CheckConstraint("mode IN ('practice', 'assessment')", name="mode"), nullable=False),
    Column("began", Text, nullable=False),
    Column("pairing_key", Text, nullable=False, unique=True),
    Column("facts", Text, nullable=False, server_default=""),  # channel, conduct, ... as JSON; "" before version 2
)

event = Table(
    "event",
    metadata,
    Column("attempt", Text, ForeignKey("attempt.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),  # the event as JSON: words, names, meters
    Column("at", Text, nullable=False),
)

attempt_summary = Table(
    "attempt_summary",
    metadata,
    Column("attempt", Text, ForeignKey("attempt.id"), primary_key=True),
    Column("ended", Text, nullable=False),
    Column("ending", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("anger_first", Integer, nullable=False),
    Column("anger_last", Integer, nullable=False),
    Column("total", Integer),
    Column("passed", Integer),
    Column("de_escalation", Integer),
    Column("procedure", Integer),
    Column("service", Integer),
    Column("safety", Integer),
    Column("law", Integer),
    Column("hard_fails", Integer),
    Column("scorecard", Text),  # the whole card as JSON; derived, can be made again from the journal
    Column("paper", Text, nullable=False, server_default="none"),
    Column("closed", Text, nullable=False, server_default=""),
    Index("ix_attempt_summary_ended", "ended"),
)

incident_report = Table(
    "incident_report",
    metadata,
    Column("attempt", Text, ForeignKey("attempt.id"), primary_key=True),
    Column("report", Text, nullable=False),  # the fields as JSON: free text, never exported by default
    Column("written", Text, nullable=False),
)

reflection = Table(
    "reflection",
    metadata,
    Column("attempt", Text, ForeignKey("attempt.id"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("answer", Text, nullable=False),  # free text, never exported
    Column("answered", Text, nullable=False),
)

survey_answer = Table(
    "survey_answer",
    metadata,
    Column("pairing_key", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("form_version", Integer, nullable=False),
    Column("value", Integer),
    Column("comment", Text),
    Column("answered", Text, nullable=False),
)

# What brings the tables of a version up to the next one; new tables are made besides.
FROM_VERSION: dict[int, tuple[str, ...]] = {
    1: (
        "ALTER TABLE attempt ADD COLUMN facts TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE attempt_summary ADD COLUMN paper TEXT NOT NULL DEFAULT 'none'",
        "ALTER TABLE attempt_summary ADD COLUMN closed TEXT NOT NULL DEFAULT ''",
        "UPDATE attempt_summary SET closed = ended",  # nothing more was asked of those runs
    ),
}
