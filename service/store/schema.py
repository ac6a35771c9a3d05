"""Every table. Columns are added by migration; tests hold this file against the migrations.

Times are aware UTC. JSON lives in TEXT, so that any text a provider sends can be stored by any database.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """An aware UTC time: timestamptz on PostgreSQL, ISO text in UTC on SQLite, which has no zones."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """Text that every database takes: PostgreSQL refuses NUL, no driver takes a lone surrogate."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or (value.isprintable() and value.isascii()):
            return value
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


# SQLite counts rows by itself only in a column of exactly this type.
Counter = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _table(name: str, *parts: Any, **options: Any) -> sa.Table:
    return sa.Table(name, metadata, *parts, **options)


projects = _table(
    "projects",
    sa.Column("id", Words, primary_key=True),
    sa.Column("created_at", Utc, nullable=False),
)

# The poll state and standing of an account. Its key and secrets stay in configuration.
accounts = _table(
    "accounts",
    sa.Column("name", Words, primary_key=True),
    sa.Column("project", Words, nullable=False),
    sa.Column("provider", Words, nullable=False),
    sa.Column("known_since", Utc, nullable=False),
    sa.Column("first_list_done_at", Utc),
    sa.Column("poll_cursor", Words),
    sa.Column("next_poll_at", Utc),
    sa.Column("last_poll_at", Utc),
    sa.Column("lease_until", Utc),
    sa.Column("lease_owner", Words),
    sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
    sa.Column("failing_since", Utc),
    sa.Column("circuit_open", sa.Boolean, nullable=False, server_default=sa.false()),  # its circuit is open
    sa.Column("last_error", Words),
    sa.Column("poll_began_at", Utc),  # of the reading that goes on at `poll_cursor`
    sa.Column("list_changed", sa.Boolean, nullable=False, server_default=sa.false()),  # since its poll began
    sa.Column("poll_reason", Words),  # why its next poll is when it is
)

jobs = _table(
    "jobs",
    sa.Column("id", Words, primary_key=True),
    sa.Column("project", Words, nullable=False),
    sa.Column("account", Words, nullable=False),
    sa.Column("provider", Words, nullable=False),
    sa.Column("provider_job_id", Words, nullable=False),
    sa.Column("status", Words, nullable=False),
    sa.Column("provider_status", Words, nullable=False),
    sa.Column("life", Counter, nullable=False),  # the rank of its standing: life, ended, revision, fingerprint
    sa.Column("ended", sa.Boolean, nullable=False),
    sa.Column("revision", sa.BigInteger, nullable=False),
    sa.Column("fingerprint", Words, nullable=False),
    sa.Column("facts", Words, nullable=False),  # JSON object
    sa.Column("ranks", Words, nullable=False),  # JSON object: the rank of each fact
    sa.Column("title", Words, nullable=False),
    sa.Column("untold", sa.Boolean, nullable=False),
    sa.Column("ended_via", Words),  # webhook | poll
    sa.Column("registered", sa.Boolean, nullable=False),  # it has its version
    sa.Column("first_seen_at", Utc, nullable=False),
    sa.Column("began_at", Utc, nullable=False, server_default="1970-01-01 00:00:00"),  # core/job.py; lists go by it
    sa.Column("changed_at", Utc, nullable=False),
    sa.Column("ended_seen_at", Utc),
    sa.Column("webhook_at", Utc),  # when its latest webhook came
    sa.Column("refresh_due_at", Utc),  # NULL: no refresh is due
    sa.Column("refresh_tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("refresh_expects_ending", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("refresh_misses", sa.Integer, nullable=False, server_default="0"),  # the provider said 404
    sa.Column("unknown_to_provider", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("heard_at", Utc),  # its last report
    sa.Column("patience_s", sa.Integer),  # how long no report may come; NULL: it promised no reports
    sa.Column("stall_due_at", Utc),  # from then on it is stalled; NULL: it cannot become so, or is
    sa.Column("stalled_at", Utc),
    sa.UniqueConstraint("account", "provider_job_id"),
    sa.Index(None, "provider_job_id", postgresql_ops={"provider_job_id": "text_pattern_ops"}),  # by its beginning too
    sa.Index(None, "account", "ended"),
    sa.Index(None, "project", "began_at"),
    sa.Index(None, "began_at", "id"),
    sa.Index(None, "status", "began_at"),
    sa.Index(None, "account", "began_at"),
    sa.Index("ix_jobs_active", "began_at", "id", sqlite_where=sa.text("ended = 0"),
             postgresql_where=sa.text("NOT ended")),
    sa.Index("ix_jobs_ended", "ended_seen_at", "id", sqlite_where=sa.text("ended_seen_at IS NOT NULL"),
             postgresql_where=sa.text("ended_seen_at IS NOT NULL")),
    sa.Index("ix_jobs_lost", "changed_at", sqlite_where=sa.text("unknown_to_provider = 1 AND ended = 0"),
             postgresql_where=sa.text("unknown_to_provider AND NOT ended")),
    sa.Index("ix_jobs_ended_by_account", "account", "ended_seen_at", "id",
             sqlite_where=sa.text("ended_seen_at IS NOT NULL"), postgresql_where=sa.text("ended_seen_at IS NOT NULL")),
    sa.Index("ix_jobs_ended_by_status", "status", "ended_seen_at", "id",
             sqlite_where=sa.text("ended_seen_at IS NOT NULL"), postgresql_where=sa.text("ended_seen_at IS NOT NULL")),
    sa.Index("ix_jobs_endings", "ended_via", "account", "ended", "untold", "ended_seen_at",
             sqlite_where=sa.text("ended_via IS NOT NULL"), postgresql_where=sa.text("ended_via IS NOT NULL")),
    sa.Index("ix_jobs_stalled", "stalled_at", sqlite_where=sa.text("stalled_at IS NOT NULL"),
             postgresql_where=sa.text("stalled_at IS NOT NULL")),
    sa.Index("ix_jobs_refresh_due", "refresh_due_at", sqlite_where=sa.text("refresh_due_at IS NOT NULL"),
             postgresql_where=sa.text("refresh_due_at IS NOT NULL")),
    sa.Index("ix_jobs_stall_due", "stall_due_at", sqlite_where=sa.text("stall_due_at IS NOT NULL"),
             postgresql_where=sa.text("stall_due_at IS NOT NULL")),
)  # fmt: skip

history = _table(
    "history",
    sa.Column("id", Counter, primary_key=True, autoincrement=True),
    sa.Column("job_id", Words, nullable=False),
    sa.Column("cause_id", Words, nullable=False),  # inbound id of a webhook, fingerprint of what a refresh saw
    sa.Column("kind", Words, nullable=False),  # hint | snapshot | stalled | recovered
    sa.Column("via", Words, nullable=False),  # webhook | poll | sweep
    sa.Column("at", Utc, nullable=False),
    sa.Column("before", Words),
    sa.Column("after", Words),
    sa.Column("provider_status", Words, nullable=False),
    sa.Column("advanced", sa.Boolean, nullable=False),
    sa.UniqueConstraint("job_id", "cause_id"),
)

metrics = _table(
    "metrics",
    sa.Column("job_id", Words, primary_key=True),
    sa.Column("step", sa.BigInteger, primary_key=True),
    sa.Column("name", Words, primary_key=True),
    sa.Column("value", sa.Double),  # NULL: not a number
)

inbound = _table(
    "inbound",
    sa.Column("id", Words, primary_key=True),
    sa.Column("account", Words, nullable=False),
    sa.Column("delivery_id", Words, nullable=False),
    sa.Column("outcome", Words, nullable=False),
    sa.Column("received_at", Utc, nullable=False),
    sa.Column("event_type", Words),
    sa.Column("job_id", Words),
    sa.Column("problem", Words),
    sa.Column("content_type", Words, nullable=False),
    sa.Column("head", Words, nullable=False, server_default=""),  # core/head.py; emptied together with the body
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("body_hash", Words, nullable=False),
    sa.Index(None, "account", "received_at"),
    sa.Index(None, "received_at"),
    sa.Index(None, "outcome", "received_at", "account"),
    sa.Index(None, "job_id"),
)

outbox = _table(
    "outbox",
    sa.Column("id", Words, primary_key=True),
    sa.Column("kind", Words, nullable=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("job_id", Words),
    sa.Column("state", Words, nullable=False),
    sa.Column("due_at", Utc, nullable=False),
    sa.Column("lease_until", Utc),
    sa.Column("lease_owner", Words),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("reason", Words),
    sa.Column("content", Words),  # JSON object: what a message says, while it may be repeated
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("done_at", Utc),
    sa.Index("ix_outbox_owed", "due_at", sqlite_where=sa.text("state = 'owed'"),
             postgresql_where=sa.text("state = 'owed'")),
    sa.Index(None, "job_id"),
    sa.Index("ix_outbox_dead", "created_at", sqlite_where=sa.text("state = 'dead'"),
             postgresql_where=sa.text("state = 'dead'")),
)  # fmt: skip

notifications = _table(
    "notifications",
    sa.Column("id", Words, primary_key=True),  # also its entry's id
    sa.Column("event_id", Words, nullable=False),
    sa.Column("event_kind", Words, nullable=False),
    sa.Column("subscription", Words, nullable=False),
    sa.Column("channel", Words, nullable=False),
    sa.Column("project", Words, nullable=False),
    sa.Column("account", Words, nullable=False),
    sa.Column("provider", Words, nullable=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("job_id", Words),
    sa.Column("status", Words),
    sa.Column("detail", Words),  # JSON object: what an account's trouble was
    sa.Column("created_at", Utc, nullable=False),
    sa.Index(None, "job_id"),
    sa.Index(None, "created_at"),
    sa.Index(None, "channel", "created_at"),
)

attempts = _table(
    "attempts",
    sa.Column("notification_id", Words, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("started_at", Utc, nullable=False),
    sa.Column("ended_at", Utc),
    sa.Column("outcome", Words, nullable=False),
    sa.Column("code", sa.Integer),
    sa.Column("detail", Words),
)

models = _table(
    "models",
    sa.Column("id", Words, primary_key=True),
    sa.Column("project", Words, nullable=False),
    sa.Column("name", Words, nullable=False),
    sa.Column("versions", sa.Integer, nullable=False),  # the highest version number given
    sa.Column("created_at", Utc, nullable=False),
    sa.UniqueConstraint("project", "name"),
)

versions = _table(
    "versions",
    sa.Column("id", Words, primary_key=True),
    sa.Column("model_id", Words, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("job_id", Words, nullable=False, unique=True),
    sa.Column("account", Words, nullable=False),
    sa.Column("tuned_model", Words),
    sa.Column("base_model", Words),
    sa.Column("lineage", Words, nullable=False),  # JSON object
    sa.Column("finished_at", Utc, nullable=False),  # of the job: `latest` is the one that finished last
    sa.Column("untold", sa.Boolean, nullable=False),
    sa.Column("registered_at", Utc, nullable=False),
    sa.UniqueConstraint("model_id", "version"),
    sa.Index(None, "finished_at", "version", "id"),
)

# What versions were tuned from: one question to an account's provider answers for all of them.
base_models = _table(
    "base_models",
    sa.Column("account", Words, primary_key=True),
    sa.Column("name", Words, primary_key=True),
    sa.Column("retires_on", sa.Date),
    sa.Column("ask_at", Utc, nullable=False),  # its provider is asked again from then on
)

aliases = _table(
    "aliases",
    sa.Column("model_id", Words, primary_key=True),
    sa.Column("alias", Words, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("finished_at", Utc),  # `latest`: when the job of that version finished
    sa.Column("changed_at", Utc, nullable=False),
)

evaluations = _table(
    "evaluations",
    sa.Column("id", Words, primary_key=True),  # also its entry's id
    sa.Column("version_id", Words, nullable=False),
    sa.Column("suite", Words, nullable=False),
    sa.Column("state", Words, nullable=False),  # waiting | running | finished | cancelled
    sa.Column("plan", Words, nullable=False),  # JSON: candidates with the models they name
    sa.Column("result", Words),  # JSON: per candidate, pairs, sentences
    sa.Column("verdict", Words),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("started_at", Utc),
    sa.Column("finished_at", Utc),
    sa.Index(None, "version_id"),
    sa.Index(None, "created_at"),
)

evaluation_answers = _table(
    "evaluation_answers",
    sa.Column("evaluation_id", Words, primary_key=True),
    sa.Column("candidate", Words, primary_key=True),
    sa.Column("item_id", Words, primary_key=True),
    sa.Column("asked", sa.Integer, nullable=False),  # more than once: a slice died while it was in flight
    sa.Column("answer", Words),
    sa.Column("correct", sa.Boolean),
    sa.Column("input_tokens", sa.Integer),
    sa.Column("output_tokens", sa.Integer),
    sa.Column("latency_ms", sa.Double),
    sa.Column("error", Words),
)

subscriptions = _table(
    "subscriptions",
    sa.Column("id", Words, primary_key=True),
    sa.Column("project", Words, nullable=False),
    sa.Column("channel", Words, nullable=False),
    sa.Column("filter", Words, nullable=False),  # JSON object
    sa.Column("created_at", Utc, nullable=False),
)

dead_letters = _table(
    "dead_letters",
    sa.Column("id", Counter, primary_key=True, autoincrement=True),
    sa.Column("task", Words, nullable=False),
    sa.Column("payload", sa.LargeBinary, nullable=False),
    sa.Column("error", Words, nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("replayed_at", Utc),
)

tokens = _table(
    "tokens",
    sa.Column("id", Words, primary_key=True),
    sa.Column("role", Words, nullable=False),
    sa.Column("hash", Words, nullable=False, unique=True),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("label", Words),  # what people call it
    sa.Column("used_at", Utc),  # to the hour
)

sessions = _table(
    "sessions",
    sa.Column("hash", Words, primary_key=True),
    sa.Column("token_id", Words, nullable=False),  # the role is looked up there, so that a withdrawn token ends it
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("seen_at", Utc, nullable=False),
    sa.Column("expires_at", Utc, nullable=False),
)

audit = _table(
    "audit",
    sa.Column("id", Counter, primary_key=True, autoincrement=True),
    sa.Column("at", Utc, nullable=False),
    sa.Column("actor", Words, nullable=False),
    sa.Column("actor_label", Words),  # of the token as it was then: it may be withdrawn since
    sa.Column("action", Words, nullable=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("detail", Words),
)
