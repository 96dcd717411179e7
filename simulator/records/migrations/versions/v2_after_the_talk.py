"""Version 2: what judging needs beside the events; the incident report and the reflection."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables; nothing more is asked of the runs that had ended."""
    op.add_column("attempt", sa.Column("facts", sa.Text, nullable=False, server_default=""))
    op.add_column("attempt_summary", sa.Column("paper", sa.Text, nullable=False, server_default="none"))
    op.add_column("attempt_summary", sa.Column("closed", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE attempt_summary SET closed = ended")
    op.create_table(
        "incident_report",
        sa.Column("attempt", sa.Text, sa.ForeignKey("attempt.id"), primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("written", sa.Text, nullable=False),
    )
    op.create_table(
        "reflection",
        sa.Column("attempt", sa.Text, sa.ForeignKey("attempt.id"), primary_key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("answered", sa.Text, nullable=False),
    )
