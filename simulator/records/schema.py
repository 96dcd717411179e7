"""The tables, for SQLite and PostgreSQL alike. Every constraint has a name, so that migrations can speak of it.

Times and days are ISO 8601 text. Codes and times compare byte by byte on both engines, so that both sort alike.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

SCHEMA_VERSION = 3

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Code = Text().with_variant(Text(collation="C"), "postgresql")

# Who: units in a tree with dated moves, people as codes, their names apart, classes

unit = Table(
    "unit",
    metadata,
    Column("code", Code, primary_key=True),
    Column("name", Text, nullable=False),
    Column(
        "kind",
        Code,
        CheckConstraint("kind IN ('agency', 'bureau', 'division', 'team')", name="kind"),
        nullable=False,
    ),
)

unit_place = Table(  # where a unit stood in the tree from a day on, until its next row
    "unit_place",
    metadata,
    Column("unit", Code, ForeignKey("unit.code"), primary_key=True),
    Column("since", Code, primary_key=True),
    Column("parent", Code, ForeignKey("unit.code")),  # NULL: at the top
    Index(None, "parent"),
)

person = Table(
    "person",
    metadata,
    Column("code", Code, primary_key=True),
    Column(
        "role",
        Code,
        CheckConstraint("role IN ('trainee', 'trainer', 'hr', 'admin')", name="role"),
        nullable=False,
    ),
    Column("position", Text, nullable=False, server_default=""),
    Column("hire_year", Integer),
    Column("pin_hash", Text),  # NULL: no PIN yet
    Column("failures", Integer, nullable=False, server_default="0"),  # wrong PINs in a row
    Column("locked_until", Code),
    Column("added", Code, nullable=False),
)

person_name = Table(  # the one table of names
    "person_name",
    metadata,
    Column("code", Code, ForeignKey("person.code"), primary_key=True),
    Column("name", Text, nullable=False),
)

person_place = Table(  # the unit of a person from a day on, until their next row
    "person_place",
    metadata,
    Column("person", Code, ForeignKey("person.code"), primary_key=True),
    Column("since", Code, primary_key=True),
    Column("unit", Code, ForeignKey("unit.code"), nullable=False),
    Index(None, "unit"),
)

training_class = Table(
    "training_class",
    metadata,
    Column("code", Code, primary_key=True),
    Column("name", Text, nullable=False),
    Column("began", Code, nullable=False),
    Column("ended", Code),
)

class_member = Table(
    "class_member",
    metadata,
    Column("training_class", Code, ForeignKey("training_class.code"), primary_key=True),
    Column("person", Code, ForeignKey("person.code"), primary_key=True),
    Column("role", Code, CheckConstraint("role IN ('trainee', 'trainer')", name="role"), nullable=False),
    Column("joined", Code, nullable=False),
    Index(None, "person"),
)

# What was played: the chained journal, its words apart, and what is derived of it

attempt = Table(
    "attempt",
    metadata,
    Column("id", Code, primary_key=True),
    Column("scenario", Code, nullable=False),
    Column("version", Integer, nullable=False),
    Column("scenario_hash", Code, nullable=False),
    Column("manual_hash", Code, nullable=False),
    Column("policy", Code, nullable=False),
    Column("language", Code, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("mode", Code, CheckConstraint("mode IN ('practice', 'assessment')", name="mode"), nullable=False),
    Column("began", Code, nullable=False),
    Column("pairing_key", Code, nullable=False, unique=True),
    Column("facts", Text, nullable=False, server_default=""),  # channel, conduct, ... as JSON; "" before version 2
    Column("person", Code, ForeignKey("person.code")),  # these three: NULL in private practice
    Column("training_class", Code, ForeignKey("training_class.code")),
    Column("unit", Code, ForeignKey("unit.code")),  # the person's unit then
    Column("owner_salt", Code),  # NULL once the owner was erased
    Column("owner_commitment", Code, nullable=False),
    Index(None, "person"),
    Index(None, "training_class"),
    Index(None, "unit"),
)

event = Table(
    "event",
    metadata,
    Column("attempt", Code, ForeignKey("attempt.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("actor", Code, nullable=False),
    Column("kind", Code, nullable=False),
    Column("payload", Text, nullable=False),  # the event as JSON without its words
    Column("at", Code, nullable=False),
    Column("commitment", Code, nullable=False),  # see chain.py
    Column("previous", Code, nullable=False),
    Column("hash", Code, nullable=False),
)

event_text = Table(  # the words: a row that is deleted leaves the chain whole
    "event_text",
    metadata,
    Column("attempt", Code, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("salt", Code, nullable=False),
    Column("words", Text, nullable=False),
    ForeignKeyConstraint(["attempt", "seq"], ["event.attempt", "event.seq"]),
)

attempt_summary = Table(
    "attempt_summary",
    metadata,
    Column("attempt", Code, ForeignKey("attempt.id"), primary_key=True),
    Column("ended", Code, nullable=False),
    Column("ending", Code, nullable=False),
    Column("outcome", Code, nullable=False),
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
    Column("scorecard", Text),  # the whole card as JSON, with words in its findings; can be made again of the journal
    Column("paper", Code, nullable=False, server_default="none"),
    Column("closed", Code, nullable=False, server_default=""),
    Index(None, "ended"),
)

incident_report = Table(
    "incident_report",
    metadata,
    Column("attempt", Code, ForeignKey("attempt.id"), primary_key=True),
    Column("report", Text, nullable=False),  # the fields as JSON: free text, never exported by default
    Column("written", Code, nullable=False),
)

reflection = Table(
    "reflection",
    metadata,
    Column("attempt", Code, ForeignKey("attempt.id"), primary_key=True),
    Column("question", Code, primary_key=True),
    Column("answer", Text, nullable=False),  # free text, never exported
    Column("answered", Code, nullable=False),
)

survey_answer = Table(
    "survey_answer",
    metadata,
    Column("pairing_key", Code, primary_key=True),
    Column("form", Code, primary_key=True),
    Column("item", Code, primary_key=True),
    Column("form_version", Integer, nullable=False),
    Column("value", Integer),
    Column("comment", Text),
    Column("answered", Code, nullable=False),
)

# What proves it: the audit log, the anchors, and which attempts were deleted by the rules

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 ... without a gap
    Column("at", Code, nullable=False),
    Column("actor", Code, nullable=False),
    Column("action", Code, nullable=False),
    Column("subject", Code, nullable=False),
    Column("detail", Text, nullable=False),  # JSON of counts, codes and hashes: never free text
    Column("previous", Code, nullable=False),
    Column("hash", Code, nullable=False),
    Index(None, "subject"),
)

purged = Table(  # an attempt named here may be deleted, and is missed by nobody; the audit entry proves the list
    "purged",
    metadata,
    Column("attempt", Code, primary_key=True),
    Column("audit_seq", Integer, ForeignKey("audit.seq"), nullable=False),
    Index(None, "audit_seq"),
)

anchor = Table(
    "anchor",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 ... without a gap
    Column("at", Code, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("audit_seq", Integer, nullable=False),
    Column("audit_hash", Code, nullable=False),
    Column("previous", Code, nullable=False),
    Column("root", Code, nullable=False),
)

anchor_head = Table(  # the last event of each attempt that had gone on since the anchor before
    "anchor_head",
    metadata,
    Column("anchor", Integer, ForeignKey("anchor.number"), primary_key=True),
    Column("attempt", Code, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", Code, nullable=False),
)
