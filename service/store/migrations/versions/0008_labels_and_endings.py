"""Labels and last uses of tokens; indexes for the endings of jobs and for the beginnings of their ids"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("tokens", sa.Column("label", sa.Text(), nullable=True))
    op.add_column("tokens", sa.Column("used_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("audit", sa.Column("actor_label", sa.Text(), nullable=True))
    where = sa.text("ended_seen_at IS NOT NULL")
    for column in ("account", "status"):
        op.create_index(
            f"ix_jobs_ended_by_{column}",
            "jobs",
            [column, "ended_seen_at", "id"],
            unique=False,
            sqlite_where=where,
            postgresql_where=where,
        )
    if op.get_bind().dialect.name == "postgresql":  # SQLite's order of text is that of its bytes
        name = op.f("ix_jobs_provider_job_id")
        op.drop_index(name, "jobs")
        op.create_index(
            name, "jobs", ["provider_job_id"], unique=False, postgresql_ops={"provider_job_id": "text_pattern_ops"}
        )
