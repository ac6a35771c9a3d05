"""What tells how an account stands is counted in indexes alone"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    where = sa.text("ended_via IS NOT NULL")
    op.create_index(
        "ix_jobs_endings",
        "jobs",
        ["ended_via", "account", "ended", "silent"],
        unique=False,
        sqlite_where=where,
        postgresql_where=where,
    )
    name = op.f("ix_inbound_outcome_received_at_account")
    op.create_index(name, "inbound", ["outcome", "received_at", "account"], unique=False)
