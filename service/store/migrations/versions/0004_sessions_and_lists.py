"""Sessions of people in a browser, and the indexes that lists of 200,000 jobs need"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("token_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_sessions")),
    )
    for table, columns in (
        ("jobs", ["first_seen_at", "id"]),
        ("jobs", ["status", "first_seen_at"]),
        ("jobs", ["account", "first_seen_at"]),
        ("notifications", ["channel", "created_at"]),
    ):
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
    for name, columns, condition in (
        ("ix_jobs_active", ["first_seen_at", "id"], "NOT ended"),
        ("ix_jobs_ended", ["ended_seen_at", "id"], "ended_seen_at IS NOT NULL"),
        ("ix_jobs_stalled", ["stalled_at"], "stalled_at IS NOT NULL"),
    ):
        # SQLite has no booleans, and uses an index only for the very words of its condition.
        op.create_index(
            name,
            "jobs",
            columns,
            unique=False,
            sqlite_where=sa.text(condition.replace("NOT ended", "ended = 0")),
            postgresql_where=sa.text(condition),
        )
