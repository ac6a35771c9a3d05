"""What pages, API and messages read. Lists are newest first, paged by an opaque cursor: the column that a list goes by,
and what the last row has in it and in what decides among equals."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
import sqlalchemy as sa

from service.core.evaluation_plan import plan_from_json
from service.core.job import Job
from service.core.model import ModelVersion
from service.core.outbox import EntryState
from service.store import schema
from service.store.engine import Tx
from service.store.registry import JOINED, NEWEST_FIRST
from service.store.rows import from_json, to_job, to_json, to_version

MAX_PAGE, MAX_CURSOR = 200, 400


class BadCursor(ValueError):
    """The cursor is not one that this list gives in this order."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows and the cursor of the next page, None after the last."""

    rows: list[dict[str, Any]]
    next_cursor: str | None


def _page(
    tx: Tx,
    query: sa.Select[Any],
    moment: sa.Column[Any],
    key: sa.Column[Any] | tuple[sa.Column[Any], ...],
    cursor: str | None,
    limit: int,
) -> Listing:
    """Rows by `moment`, among equals by `key`; the highest first."""
    limit, keys = max(1, min(limit, MAX_PAGE)), key if isinstance(key, tuple) else (key,)
    if cursor is not None:
        at, last = _read_cursor(cursor, moment, keys)
        # `moment <= at` alone lets an index begin there; with only the rest SQLite reads all the pages before.
        query = query.where(moment <= at, sa.or_(moment < at, sa.tuple_(*keys) < sa.tuple_(*last)))
    ordered = query.order_by(moment.desc(), *(each.desc() for each in keys)).limit(limit + 1)
    rows = [dict(row) for row in tx.conn.execute(ordered).mappings()]
    more = len(rows) > limit
    rows = rows[:limit]
    return Listing(rows, _cursor(rows[-1], moment, keys) if more else None)


def _cursor(row: Mapping[str, Any], moment: sa.Column[Any], keys: Sequence[sa.Column[Any]]) -> str:
    place = [str(moment.name), row[moment.name].isoformat(), *(row[each.name] for each in keys)]
    return base64.urlsafe_b64encode(to_json(place).encode()).decode().rstrip("=")


def _read_cursor(
    cursor: str, moment: sa.Column[Any], keys: Sequence[sa.Column[Any]]
) -> tuple[datetime, list[sa.BindParameter[Any]]]:
    """The place that the cursor names. Raises BadCursor for one of another order, as earlier versions gave."""
    try:
        raw = base64.urlsafe_b64decode(cursor[:MAX_CURSOR] + "=" * (-len(cursor[:MAX_CURSOR]) % 4))
        by, at, *last = _place.decode(raw)
        found = datetime.fromisoformat(str(at))
        wanted = [int if isinstance(each.type, sa.Integer) else str for each in keys]
        if by != moment.name or found.tzinfo is None or [type(value) for value in last] != wanted:
            raise ValueError
        return found.astimezone(UTC), [sa.literal(value, each.type) for value, each in zip(last, keys, strict=True)]
    except (ValueError, OverflowError, msgspec.MsgspecError):  # OverflowError: the year 1 in a zone east of Greenwich
        raise BadCursor("not one of this list in this order: begin again without it") from None


_place = msgspec.json.Decoder(list[str | Annotated[int, msgspec.Meta(ge=0, lt=2**31)]])


def get_job(tx: Tx, one: str) -> tuple[Job, dict[str, Any]] | None:
    """The job by our id or by the provider's, with its whole row."""
    for query in (_JOB, _JOB_OF_PROVIDER):
        if (row := tx.conn.execute(query, {"this": one}).mappings().one_or_none()) is not None:
            return to_job(row), dict(row)
    return None


def _our_id(tx: Tx, one: str | None) -> str | None:
    """Our id of the job; a name that no job has stays as it is."""
    found = None if one is None else get_job(tx, one)
    return one if found is None else found[0].id


_jobs, _metrics = schema.jobs, schema.metrics
_JOB = sa.select(_jobs).where(_jobs.c.id == sa.bindparam("this"))
_JOB_OF_PROVIDER = (
    sa.select(_jobs)
    .where(_jobs.c.provider_job_id == sa.bindparam("this"))
    .order_by(_jobs.c.first_seen_at.desc())
    .limit(1)
)
_NEWEST = (
    sa.select(_metrics.c.name, sa.func.max(_metrics.c.step).label("step"))
    .where(_metrics.c.job_id == sa.bindparam("job"), _metrics.c.value.is_not(None))
    .group_by(_metrics.c.name)
    .subquery()
)
_LAST_METRICS = (
    sa.select(_metrics.c.name, _metrics.c.step, _metrics.c.value)
    .join(_NEWEST, sa.and_(_NEWEST.c.name == _metrics.c.name, _NEWEST.c.step == _metrics.c.step))
    .where(_metrics.c.job_id == sa.bindparam("job"))
)

_LOSSES = (
    sa.select(_metrics.c.name, _metrics.c.step, _metrics.c.value)
    .where(
        _metrics.c.job_id == sa.bindparam("job"),
        sa.func.lower(_metrics.c.name).like("%loss%"),
        _metrics.c.value.is_not(None),
    )
    .order_by(_metrics.c.step.desc())
    .limit(sa.bindparam("limit"))
)


def history_of(tx: Tx, job_id: str, limit: int = 1000, *, after: int = 0) -> list[dict[str, Any]]:
    """What happened to a job, oldest first, beginning after the row numbered `after`."""
    table = schema.history
    mine = sa.select(table).where(table.c.job_id == job_id, table.c.id > after)
    query = mine.order_by(table.c.id + 0).limit(limit)  # `+ 0`: PostgreSQL would rather read the whole table in order
    return [dict(row) for row in tx.conn.execute(query).mappings()]


def last_metrics(tx: Tx, job_id: str) -> dict[str, tuple[int, float]]:
    """The newest value of each metric: name → (step, value)."""
    return {row.name: (row.step, row.value) for row in tx.conn.execute(_LAST_METRICS, {"job": job_id})}


def metrics_of(tx: Tx, job_id: str, limit: int = 20_000) -> list[dict[str, Any]]:
    """Every metric by step: {step, name, value}."""
    table = schema.metrics
    query = (
        sa.select(table.c.step, table.c.name, table.c.value)
        .where(table.c.job_id == job_id)
        .order_by(table.c.step, table.c.name)
        .limit(limit)
    )
    return [dict(row) for row in tx.conn.execute(query).mappings()]


def losses_of(tx: Tx, job_id: str, limit: int = 20_000) -> list[tuple[str, int, float]]:
    """The newest (name, step, value) of every loss; what is no number is left out."""
    rows = tx.conn.execute(_LOSSES, {"job": job_id, "limit": limit})
    return [(row.name, row.step, row.value) for row in rows]


def list_inbound(
    tx: Tx,
    *,
    account: str | None = None,
    outcome: str | None = None,
    job_id: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Listing:
    """Requests without their headers and bodies; a job is named by our id or by the provider's."""
    table, job_id = schema.inbound, _our_id(tx, job_id)
    shown = [column for column in table.c if column.name not in ("head", "body")]
    query = sa.select(*shown, sa.func.length(table.c.body).label("bytes"))
    for column, value in ((table.c.account, account), (table.c.outcome, outcome), (table.c.job_id, job_id)):
        if value is not None:
            query = query.where(column == value)
    return _page(tx, query, table.c.received_at, table.c.id, cursor, limit)


def get_inbound(tx: Tx, one: str) -> dict[str, Any] | None:
    """One request with its headers and body."""
    row = tx.conn.execute(sa.select(schema.inbound).where(schema.inbound.c.id == one)).mappings().one_or_none()
    return None if row is None else dict(row)


def count_inbound(tx: Tx) -> dict[str, int]:
    """Rows by outcome."""
    table = schema.inbound
    query = sa.select(table.c.outcome, sa.func.count().label("n")).group_by(table.c.outcome)
    return {row.outcome: row.n for row in tx.conn.execute(query)}


def list_notifications(
    tx: Tx,
    *,
    job_id: str | None = None,
    state: str | None = None,
    channel: str | None = None,
    overtaken: bool = True,
    only: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Listing:
    """Notifications with their entry's state and `attempts`: {number, started_at, ended_at, outcome, code, detail}.

    A job is named by our id or by the provider's. `overtaken` False: without those that newer news overtook.
    """
    notifications, entries = schema.notifications, schema.outbox
    query = sa.select(notifications, entries.c.state, entries.c.due_at, entries.c.tries).join(
        entries, entries.c.id == notifications.c.id
    )
    wanted = (
        (notifications.c.job_id, _our_id(tx, job_id)),
        (entries.c.state, state),
        (notifications.c.channel, channel),
        (notifications.c.id, only),
    )
    for column, value in wanted:
        if value is not None:
            query = query.where(column == value)
    if not overtaken:
        query = query.where(entries.c.state != EntryState.SUPERSEDED.value)
    listing = _page(tx, query, notifications.c.created_at, notifications.c.id, cursor, limit)
    tried = _attempts(tx, [row["id"] for row in listing.rows])
    for row in listing.rows:
        row["attempts"] = tried.get(row["id"], [])
        row["detail"] = from_json(row["detail"])
    return listing


def get_notification(tx: Tx, one: str) -> dict[str, Any] | None:
    """One notification as `list_notifications` shows it."""
    rows = list_notifications(tx, only=one, limit=1).rows
    return rows[0] if rows else None


def _attempts(tx: Tx, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    table = schema.attempts
    found: dict[str, list[dict[str, Any]]] = {}
    query = sa.select(table).where(table.c.notification_id.in_(ids)).order_by(table.c.number)
    for row in tx.conn.execute(query).mappings():
        attempt = dict(row)
        found.setdefault(attempt.pop("notification_id"), []).append(attempt)
    return found


def last_attempt(tx: Tx, channel: str) -> dict[str, Any] | None:
    """How a channel's newest notification fared: {notification, outcome, at, detail}; None when there was none."""
    notifications, attempts = schema.notifications, schema.attempts
    ended = sa.func.coalesce(attempts.c.ended_at, attempts.c.started_at).label("at")
    query = (
        sa.select(notifications.c.id.label("notification"), attempts.c.outcome, ended, attempts.c.detail)
        .join(attempts, attempts.c.notification_id == notifications.c.id)
        .where(notifications.c.channel == channel)
        .order_by(notifications.c.created_at.desc(), attempts.c.number.desc())
        .limit(1)
    )
    row = tx.conn.execute(query).mappings().one_or_none()
    return None if row is None else dict(row)


def list_evaluations(
    tx: Tx,
    *,
    model: str | None = None,
    suite: str | None = None,
    state: str | None = None,
    only: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Listing:
    """Evaluations with the project, name and number of their model version."""
    table, versions, models = schema.evaluations, schema.versions, schema.models
    query = (
        sa.select(table, models.c.project, models.c.name.label("model"), versions.c.version, versions.c.job_id)
        .join(versions, versions.c.id == table.c.version_id)
        .join(models, models.c.id == versions.c.model_id)
    )
    wanted = (models.c.name, model), (table.c.suite, suite), (table.c.state, state), (table.c.id, only)
    for column, value in wanted:
        if value is not None:
            query = query.where(column == value)
    listing = _page(tx, query, table.c.created_at, table.c.id, cursor, limit)
    for row in listing.rows:
        row |= {"plan": plan_from_json(row["plan"]), "result": from_json(row["result"])}
    return listing


def list_versions(
    tx: Tx,
    *,
    project: str | None = None,
    name: str | None = None,
    begins: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Listing:
    """Model versions with their model's project and name, and `aliases` that point at them.

    `begins`: of models whose name begins so, in capitals or not.
    """
    versions, models, aliases, query = schema.versions, schema.models, schema.aliases, JOINED
    if project is not None:
        query = query.where(models.c.project == project)
    if name is not None:  # asked for first: of a join SQLite would read all versions in their order
        named = tx.conn.scalars(sa.select(models.c.id).where(models.c.name == name)).all()
        query = query.where(versions.c.model_id.in_(named))
    if begins is not None:
        named = tx.conn.scalars(sa.select(models.c.id).where(models.c.name.istartswith(begins, autoescape=True))).all()
        query = query.where(versions.c.model_id.in_(named))
    listing = _page(tx, query, versions.c.finished_at, (versions.c.version, versions.c.id), cursor, limit)
    of_models = sa.select(aliases).where(aliases.c.model_id.in_({row["model_id"] for row in listing.rows}))
    found: dict[tuple[str, int], list[str]] = {}
    for alias in tx.conn.execute(of_models):
        found.setdefault((alias.model_id, alias.version), []).append(alias.alias)
    for row in listing.rows:
        row["aliases"] = sorted(found.get((row["model_id"], row["version"]), ()))
    return listing


def silent_versions(tx: Tx, account: str, limit: int) -> list[ModelVersion]:
    """What an account had trained before we knew it and can still be called, newest first."""
    versions = schema.versions
    query = (
        JOINED.where(versions.c.account == account, versions.c.untold, versions.c.tuned_model.is_not(None))
        .order_by(*NEWEST_FIRST)
        .limit(limit)
    )
    return [to_version(row) for row in tx.conn.execute(query).mappings()]


def count_untold_jobs(tx: Tx, account: str) -> int:
    """Jobs that had ended when the account was first seen."""
    jobs = schema.jobs
    query = sa.select(sa.func.count()).select_from(jobs).where(jobs.c.account == account, jobs.c.untold)
    return int(tx.conn.scalar(query) or 0)


def evaluated(tx: Tx, version_ids: Sequence[str]) -> set[tuple[str, str]]:
    """(version, suite) of every evaluation that these versions have."""
    table = schema.evaluations
    query = sa.select(table.c.version_id, table.c.suite).where(table.c.version_id.in_(version_ids))
    return {(row.version_id, row.suite) for row in tx.conn.execute(query)}


def list_audit(tx: Tx, limit: int = 100) -> list[dict[str, Any]]:
    query = sa.select(schema.audit).order_by(schema.audit.c.id.desc()).limit(limit)
    return [dict(row) for row in tx.conn.execute(query).mappings()]
