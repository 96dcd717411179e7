"""Version 3: events are chained and their words stand apart; people, units and classes; audit log and anchors.

The chain of old events is built as if they had been chained when they were written: it proves them from now on.
A later version that changes the triggers or the chain copies what this one uses of `triggers` and `chain`.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from simulator.records import chain, triggers

revision = "3"
down_revision = "2"
branch_labels = None
depends_on = None

_CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_COLLATED = {
    "attempt": (
        "id", "scenario", "scenario_hash", "manual_hash", "policy", "language", "mode", "began", "pairing_key",
    ),
    "event": ("attempt", "actor", "kind", "at"),
    "attempt_summary": ("attempt", "ended", "ending", "outcome", "paper", "closed"),
    "incident_report": ("attempt", "written"),
    "reflection": ("attempt", "question", "answered"),
    "survey_answer": ("pairing_key", "form", "item", "answered"),
}  # fmt: skip


def upgrade() -> None:
    """Make the new tables, chain what was kept, and put the triggers back."""
    connection = op.get_bind()
    triggers.remove(connection)
    if connection.dialect.name == "postgresql":
        _collate_codes()
    _make_people()
    _make_proof()
    _widen_attempts()
    _widen_events()
    _chain_everything(connection)
    _need_the_chain()
    triggers.install(connection)


def _collate_codes() -> None:
    """Let codes and times compare byte by byte, as they do in SQLite."""
    for table, names in _COLLATED.items():
        for name in names:
            op.alter_column(table, name, type_=sa.Text(collation="C"))


def _make_people() -> None:
    kinds, roles = "kind IN ('agency', 'bureau', 'division', 'team')", "role IN ('trainee', 'trainer', 'hr', 'admin')"
    op.create_table(
        "unit",
        sa.Column("code", _CODE, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", _CODE, sa.CheckConstraint(kinds, name="kind"), nullable=False),
    )
    op.create_table(
        "unit_place",
        sa.Column("unit", _CODE, sa.ForeignKey("unit.code"), primary_key=True),
        sa.Column("since", _CODE, primary_key=True),
        sa.Column("parent", _CODE, sa.ForeignKey("unit.code")),
    )
    op.create_index("ix_unit_place_parent", "unit_place", ["parent"])
    op.create_table(
        "person",
        sa.Column("code", _CODE, primary_key=True),
        sa.Column("role", _CODE, sa.CheckConstraint(roles, name="role"), nullable=False),
        sa.Column("position", sa.Text, nullable=False, server_default=""),
        sa.Column("hire_year", sa.Integer),
        sa.Column("pin_hash", sa.Text),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("locked_until", _CODE),
        sa.Column("added", _CODE, nullable=False),
    )
    op.create_table(
        "person_name",
        sa.Column("code", _CODE, sa.ForeignKey("person.code"), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "person_place",
        sa.Column("person", _CODE, sa.ForeignKey("person.code"), primary_key=True),
        sa.Column("since", _CODE, primary_key=True),
        sa.Column("unit", _CODE, sa.ForeignKey("unit.code"), nullable=False),
    )
    op.create_index("ix_person_place_unit", "person_place", ["unit"])
    _make_classes()


def _make_classes() -> None:
    op.create_table(
        "training_class",
        sa.Column("code", _CODE, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("began", _CODE, nullable=False),
        sa.Column("ended", _CODE),
    )
    roles = sa.CheckConstraint("role IN ('trainee', 'trainer')", name="role")
    op.create_table(
        "class_member",
        sa.Column("training_class", _CODE, sa.ForeignKey("training_class.code"), primary_key=True),
        sa.Column("person", _CODE, sa.ForeignKey("person.code"), primary_key=True),
        sa.Column("role", _CODE, roles, nullable=False),
        sa.Column("joined", _CODE, nullable=False),
    )
    op.create_index("ix_class_member_person", "class_member", ["person"])


def _make_proof() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, _CODE, nullable=False) for name in ("at", "actor", "action", "subject")),
        sa.Column("detail", sa.Text, nullable=False),
        *(sa.Column(name, _CODE, nullable=False) for name in ("previous", "hash")),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
    op.create_table(
        "purged",
        sa.Column("attempt", _CODE, primary_key=True),
        sa.Column("audit_seq", sa.Integer, sa.ForeignKey("audit.seq"), nullable=False),
    )
    op.create_index("ix_purged_audit_seq", "purged", ["audit_seq"])
    op.create_table(
        "anchor",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", _CODE, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("attempts", "events", "audit_seq")),
        *(sa.Column(name, _CODE, nullable=False) for name in ("audit_hash", "previous", "root")),
    )
    op.create_table(
        "anchor_head",
        sa.Column("anchor", sa.Integer, sa.ForeignKey("anchor.number"), primary_key=True),
        sa.Column("attempt", _CODE, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", _CODE, nullable=False),
    )


def _widen_attempts() -> None:
    owner = {"person": "person", "training_class": "training_class", "unit": "unit"}
    with op.batch_alter_table("attempt") as batch:
        for name, table in owner.items():
            key = sa.ForeignKey(f"{table}.code", name=f"fk_attempt_{name}_{table}")
            batch.add_column(sa.Column(name, _CODE, key))
        batch.add_column(sa.Column("owner_salt", _CODE))
        batch.add_column(sa.Column("owner_commitment", _CODE, nullable=False, server_default=""))
    for name in owner:
        op.create_index(f"ix_attempt_{name}", "attempt", [name])


def _widen_events() -> None:
    with op.batch_alter_table("event") as batch:
        for name in ("commitment", "previous", "hash"):
            batch.add_column(sa.Column(name, _CODE, nullable=False, server_default=""))


def _need_the_chain() -> None:
    """From now on every attempt and event comes with its chain; only now, as SQLite makes the tables anew."""
    with op.batch_alter_table("attempt") as batch:
        batch.alter_column("owner_commitment", existing_type=_CODE, existing_nullable=False, server_default=None)
    with op.batch_alter_table("event") as batch:
        for name in ("commitment", "previous", "hash"):
            batch.alter_column(name, existing_type=_CODE, existing_nullable=False, server_default=None)


def _chain_everything(connection: sa.Connection) -> None:
    words = op.create_table(
        "event_text",
        sa.Column("attempt", _CODE, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("salt", _CODE, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["attempt", "seq"], ["event.attempt", "event.seq"]),
    )
    tables = sa.MetaData()
    attempt = sa.Table("attempt", tables, autoload_with=connection, resolve_fks=False)
    event = sa.Table("event", tables, autoload_with=connection, resolve_fks=False)
    for row in connection.execute(sa.select(attempt).order_by(attempt.c.id)).mappings().fetchall():
        head = _given_to_nobody(connection, attempt, dict(row))
        kept = connection.execute(sa.select(event).where(event.c.attempt == row["id"]).order_by(event.c.seq))
        for link, text in list(_chained(head, [dict(one) for one in kept.mappings()])):
            here = (event.c.attempt == link.attempt) & (event.c.seq == link.seq)
            values = {name: getattr(link, name) for name in ("payload", "commitment", "previous", "hash")}
            connection.execute(sa.update(event).where(here).values(values))
            connection.execute(sa.insert(words).values(attempt=link.attempt, seq=link.seq, **text._asdict()))


def _given_to_nobody(connection: sa.Connection, attempt: sa.Table, row: dict[str, Any]) -> str:
    """Bind an old attempt to having no owner; return what its first event is bound to."""
    salt = chain.new_salt()
    owner = {"owner_salt": salt, "owner_commitment": chain.owner_commitment(salt, row)}
    connection.execute(sa.update(attempt).where(attempt.c.id == row["id"]).values(owner))
    return chain.head_hash(row | owner)


def _chained(head: str, events: list[dict[str, Any]]) -> Iterator[tuple[chain.Link, chain.Text]]:
    previous = head
    for row in events:
        fields = json.loads(row["payload"])
        text = chain.Text(chain.new_salt(), fields.pop("words"))
        own = {name: row[name] for name in ("attempt", "seq", "turn", "actor", "kind", "at")}
        link = chain.sealed(
            chain.Link(
                **own,
                payload=chain.canonical(fields).decode(),
                commitment=chain.commitment(*text),
                previous=previous,
            )
        )
        previous = link.hash
        yield link, text
