"""What tells how an account stands is counted in indexes alone"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name, table, columns, condition in (
        ("ix_jobs_endings", "jobs", ["ended_via", "account", "ended", "silent"], "ended_via IS NOT NULL"),
        ("ix_inbound_repeated", "inbound", ["account"], "outcome = 'duplicate'"),
    ):
        where = sa.text(condition)
        op.create_index(name, table, columns, unique=False, sqlite_where=where, postgresql_where=where)
