"""Jobs in the order in which they began, base models with the day on which they retire, and what needs a person"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

LISTED = (["began_at", "id"], ["project", "began_at"], ["status", "began_at"], ["account", "began_at"])
EARLIEST, LATEST = "-3650 days", "+1 days"  # service/core/job.py: what a provider says within this of our first sight
EPOCH = "1970-01-01 00:00:00"


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("jobs", sa.Column("began_at", sa.DateTime(timezone=True), nullable=False, server_default=EPOCH))
    for columns in LISTED:  # before the rows change: every index would be written for each of them
        old = [name.replace("began_at", "first_seen_at") for name in columns]
        op.drop_index(op.f(f"ix_jobs_{'_'.join(old)}"), "jobs")
    for name in ("active", "endings"):
        op.drop_index(f"ix_jobs_{name}", "jobs")
    if sqlite:
        op.execute(_BEGAN_SQLITE)
    else:
        op.execute(_MOMENT_POSTGRES)
        op.execute(_BEGAN_POSTGRES)
        op.execute("DROP FUNCTION pg_temp.moment(text)")
    for columns in LISTED:
        op.create_index(op.f(f"ix_jobs_{'_'.join(columns)}"), "jobs", columns, unique=False)
    endings = ["ended_via", "account", "ended", "silent", "ended_seen_at"]
    for name, columns, condition, condition_sqlite in (
        ("active", ["began_at", "id"], "NOT ended", "ended = 0"),
        ("endings", endings, "ended_via IS NOT NULL", "ended_via IS NOT NULL"),
        ("lost", ["changed_at"], "unknown_to_provider AND NOT ended", "unknown_to_provider = 1 AND ended = 0"),
    ):
        op.create_index(
            f"ix_jobs_{name}",
            "jobs",
            columns,
            unique=False,
            sqlite_where=sa.text(condition_sqlite),
            postgresql_where=sa.text(condition),
        )
    order = ["finished_at", "version", "id"]
    op.create_index(op.f(f"ix_versions_{'_'.join(order)}"), "versions", order, unique=False)
    _base_models()


def _base_models() -> None:
    """The day belongs to the base model, so that every version tuned from it has it."""
    table = op.create_table(
        "base_models",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("retires_on", sa.Date(), nullable=True),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account", "name", name=op.f("pk_base_models")),
    )
    versions = sa.table("versions", *(sa.column(name) for name in ("account", "base_model")))
    versions.append_column(sa.column("base_retires_on", sa.Date()))
    now = sa.literal(datetime.now(UTC).replace(tzinfo=None), sa.DateTime())
    known = (
        sa.select(versions.c.account, versions.c.base_model, sa.func.max(versions.c.base_retires_on), now)
        .where(sa.func.length(versions.c.base_model) <= 200)  # service/core/model.py: a longer name is nobody's
        .group_by(versions.c.account, versions.c.base_model)
    )
    op.execute(table.insert().from_select(["account", "name", "retires_on", "ask_at"], known))
    op.drop_column("versions", "base_retires_on")


_BEGAN_SQLITE = f"""
    UPDATE jobs SET began_at = COALESCE(
        (SELECT moment FROM (
            SELECT 1 AS place, strftime('%Y-%m-%d %H:%M:%f000', json_extract(facts, '$.created_at')) AS moment
            UNION ALL SELECT 2, strftime('%Y-%m-%d %H:%M:%f000', json_extract(facts, '$.started_at')))
         WHERE moment BETWEEN datetime(first_seen_at, '{EARLIEST}') AND datetime(first_seen_at, '{LATEST}')
         ORDER BY place LIMIT 1),
        first_seen_at)"""  # noqa: S608  # no text from outside

# A provider may have said anything: what is no time is NULL rather than the end of the migration.
_MOMENT_POSTGRES = """
    CREATE FUNCTION pg_temp.moment(said text) RETURNS timestamptz LANGUAGE plpgsql AS $$
    BEGIN RETURN said::timestamptz; EXCEPTION WHEN others THEN RETURN NULL; END $$"""
_BEGAN_POSTGRES = f"""
    UPDATE jobs SET began_at = COALESCE(
        (SELECT moment FROM (VALUES
            (1, pg_temp.moment(CAST(facts AS json) ->> 'created_at')),
            (2, pg_temp.moment(CAST(facts AS json) ->> 'started_at'))) AS said (place, moment)
         WHERE moment BETWEEN first_seen_at + interval '{EARLIEST}' AND first_seen_at + interval '{LATEST}'
         ORDER BY place LIMIT 1),
        first_seen_at)"""  # noqa: S608  # likewise
