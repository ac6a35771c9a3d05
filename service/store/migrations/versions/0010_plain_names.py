"""Plain names: what is owed is the outbox; a job that nobody is told about is untold; a refresh is not a look"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

COLUMNS = {
    "accounts": {"failing_told": "circuit_open", "nudged": "list_changed", "pace": "poll_reason"},
    "jobs": {
        "silent": "untold",
        "hinted_at": "webhook_at",
        "look_due_at": "refresh_due_at",
        "look_tries": "refresh_tries",
        "look_expects_ending": "refresh_expects_ending",
        "look_misses": "refresh_misses",
        "silence_due_at": "stall_due_at",
    },
    "versions": {"silent": "untold"},
}
# An index keeps its name when its column gets another. Name → (the name from now on, table, columns, condition).
INDEXES = {
    "ix_effects_owed": ("ix_outbox_owed", "outbox", ["due_at"], "state = 'owed'"),
    "ix_effects_dead": ("ix_outbox_dead", "outbox", ["created_at"], "state = 'dead'"),
    "ix_effects_job_id": ("ix_outbox_job_id", "outbox", ["job_id"], None),
    "ix_jobs_look_due": ("ix_jobs_refresh_due", "jobs", ["refresh_due_at"], "refresh_due_at IS NOT NULL"),
    "ix_jobs_silence_due": ("ix_jobs_stall_due", "jobs", ["stall_due_at"], "stall_due_at IS NOT NULL"),
}


def upgrade() -> None:
    """Both databases rename in place, whatever the size of the table."""
    op.rename_table("effects", "outbox")
    for table, renamed in COLUMNS.items():
        for old, new in renamed.items():
            op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
    for old, (new, table, columns, condition) in INDEXES.items():
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"ALTER INDEX {old} RENAME TO {new}")
            continue
        op.drop_index(old, table)  # SQLite cannot rename one; these are small, or of the rows that wait
        where = None if condition is None else sa.text(condition)
        op.create_index(new, table, columns, unique=False, sqlite_where=where)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX pk_effects RENAME TO pk_outbox")
