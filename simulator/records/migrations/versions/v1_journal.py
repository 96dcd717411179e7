"""Version 1: the journal, the summaries, the survey answers."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None
branch_labels = None
depends_on = None

_MODE = "mode IN ('practice', 'assessment')"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "attempt",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("scenario", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("scenario_hash", sa.Text, nullable=False),
        sa.Column("manual_hash", sa.Text, nullable=False),
        sa.Column("policy", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("mode", sa.Text, sa.CheckConstraint(_MODE, name="mode"), nullable=False),
        sa.Column("began", sa.Text, nullable=False),
        sa.Column("pairing_key", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "event",
        sa.Column("attempt", sa.Text, sa.ForeignKey("attempt.id"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "attempt_summary",
        sa.Column("attempt", sa.Text, sa.ForeignKey("attempt.id"), primary_key=True),
        sa.Column("ended", sa.Text, nullable=False),
        sa.Column("ending", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("anger_first", sa.Integer, nullable=False),
        sa.Column("anger_last", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer),
        sa.Column("passed", sa.Integer),
        sa.Column("de_escalation", sa.Integer),
        sa.Column("procedure", sa.Integer),
        sa.Column("service", sa.Integer),
        sa.Column("safety", sa.Integer),
        sa.Column("law", sa.Integer),
        sa.Column("hard_fails", sa.Integer),
        sa.Column("scorecard", sa.Text),
    )
    op.create_index("ix_attempt_summary_ended", "attempt_summary", ["ended"])
    op.create_table(
        "survey_answer",
        sa.Column("pairing_key", sa.Text, primary_key=True),
        sa.Column("form", sa.Text, primary_key=True),
        sa.Column("item", sa.Text, primary_key=True),
        sa.Column("form_version", sa.Integer, nullable=False),
        sa.Column("value", sa.Integer),
        sa.Column("comment", sa.Text),
        sa.Column("answered", sa.Text, nullable=False),
    )
