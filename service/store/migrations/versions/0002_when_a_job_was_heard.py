"""When a job was heard, and until when it may be silent"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("jobs", sa.Column("patience_s", sa.Integer(), nullable=True))
    op.add_column("jobs", sa.Column("silence_due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("jobs", sa.Column("stalled_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_jobs_silence_due",
        "jobs",
        ["silence_due_at"],
        unique=False,
        sqlite_where=sa.text("silence_due_at IS NOT NULL"),
        postgresql_where=sa.text("silence_due_at IS NOT NULL"),
    )
