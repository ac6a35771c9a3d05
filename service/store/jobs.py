"""Job state: a batch of updates becomes jobs, history, metrics, versions and outbox entries in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.core.config import Account
from service.core.event import Event
from service.core.job import AccountBaseline, Job, apply, began_at, job_id
from service.core.outbox import OutboxEntry
from service.core.snapshot import Metric, Snapshot
from service.core.stalled import report_came
from service.core.subscription import Subscription
from service.store import schema
from service.store.engine import Tx
from service.store.outbox import notify
from service.store.refreshes import settle_refresh
from service.store.registry import follow, register_many
from service.store.rows import Row, fresh_job, job_columns, sighted, to_job, to_json


@dataclass(frozen=True, slots=True)
class JobUpdate:
    """One snapshot on its way to its job. `cause_id` makes it one row of history however often it comes."""

    account: Account
    snapshot: Snapshot
    cause_id: str
    via: str  # webhook | poll
    pushed: bool = False  # the sender's own report: it is always told
    asked_at: datetime | None = None  # a refresh: when our request began, on the database's clock

    @property
    def job_id(self) -> str:
        return job_id(self.account.name, self.snapshot.provider_job_id)


@dataclass(frozen=True, slots=True)
class Received:
    """One inbound request as it is kept."""

    id: str
    account: str
    delivery_id: str
    outcome: str
    received_at: datetime
    body: bytes
    body_hash: str
    content_type: str = ""
    head: str = ""
    event_type: str | None = None
    job_id: str | None = None
    problem: str | None = None


@dataclass(slots=True)
class _Fold:
    """A job with all its steps of this batch applied."""

    job: Job
    extra: dict[str, Any]  # sighting and refresh columns
    is_new: bool
    history: list[dict[str, Any]] = field(default_factory=list)
    metrics: dict[tuple[int, str], float | None] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    newly_succeeded: bool = False
    learned: bool = False  # facts came to a job that has its version already


@dataclass(frozen=True, slots=True)
class Applied:
    """What a batch did: the entries it newly owes, and how many statuses changed, by (via, status)."""

    entries: tuple[OutboxEntry, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


def record(tx: Tx, received: Sequence[Received]) -> None:
    """Every request is kept once."""
    tx.insert_new(schema.inbound, [_inbound_row(item) for item in received])


def is_recorded(tx: Tx, one: str) -> bool:
    """Whether the request with this inbound id is kept."""
    return tx.conn.scalar(_IS_RECORDED, {"this": one}) is not None


def _inbound_row(item: Received) -> dict[str, Any]:
    return {name: getattr(item, name) for name in Received.__slots__}


_accounts, _jobs = schema.accounts, schema.jobs
_IS_RECORDED = sa.select(schema.inbound.c.id).where(schema.inbound.c.id == sa.bindparam("this"))
_BASELINES = sa.select(_accounts.c.name, _accounts.c.known_since, _accounts.c.first_list_done_at).where(
    _accounts.c.name.in_(sa.bindparam("names", expanding=True))
)
_LOCKED = (
    sa.select(_jobs).where(_jobs.c.id.in_(sa.bindparam("ids", expanding=True))).order_by(_jobs.c.id).with_for_update()
)
_FIXED = {"id", "project", "account", "provider", "provider_job_id", "first_seen_at"}  # never change after insert
_FIXED |= {"began_at"}  # hardly ever: SQLite writes an index anew for each column that is set, to the same value too
_CHANGING = [column.name for column in _jobs.columns if column.name not in _FIXED]
_NEW_VALUES: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in _CHANGING}
_UPDATE = _jobs.update().where(_jobs.c.id == sa.bindparam("this")).values(_NEW_VALUES)
_MOVE = _jobs.update().where(_jobs.c.id == sa.bindparam("this")).values(began_at=sa.bindparam("new"))


def update_many(tx: Tx, updates: Sequence[JobUpdate], subscriptions: Sequence[Subscription]) -> Applied:
    """Applies the steps in one set-based pass; `update` is its one-item case. Twice is once."""
    if not updates:
        return Applied()
    by_job: dict[str, list[JobUpdate]] = {}
    for update in updates:
        by_job.setdefault(update.job_id, []).append(update)
    baselines = _baselines(tx, {update.account.name for update in updates if not update.pushed})
    folds = _fold(by_job, _locked(tx, sorted(by_job)), baselines, tx.now)
    taken = _insert(tx, [fold for fold in folds if fold.is_new])
    if taken:  # somebody else saw these jobs first and has committed: fold again onto what they wrote
        folds = [fold for fold in folds if fold.job.id not in taken]
        folds += _fold({one: by_job[one] for one in taken}, _locked(tx, sorted(taken)), baselines, tx.now)
    _update(tx, [fold for fold in folds if not fold.is_new])
    tx.insert_new(schema.history, [row for fold in folds for row in fold.history])
    _put_metric_rows(tx, {(fold.job.id, *key): value for fold in folds for key, value in fold.metrics.items()})
    follow(tx, [fold.job for fold in folds if fold.learned and not fold.newly_succeeded])
    registrations = register_many(tx, [fold.job for fold in folds if fold.newly_succeeded])
    owed = notify(tx, [event for fold in folds for event in fold.events], subscriptions, also=registrations)
    return Applied(tuple(owed), tuple(_changes(folds)))


def _changes(folds: Iterable[_Fold]) -> Iterable[tuple[str, str]]:
    for fold in folds:
        for row in fold.history:
            if row["advanced"] and row["before"] != row["after"]:
                yield row["via"], row["after"]


def _baselines(tx: Tx, accounts: set[str]) -> dict[str, AccountBaseline]:
    if not accounts:
        return {}
    rows = tx.conn.execute(_BASELINES, {"names": sorted(accounts)})
    return {row.name: AccountBaseline(row.known_since, row.first_list_done_at is not None) for row in rows}


def _locked(tx: Tx, ids: Sequence[str]) -> dict[str, Row]:
    """The jobs' rows, locked in id order, so that two batches cannot wait for each other."""
    return {row["id"]: row for row in tx.conn.execute(_LOCKED, {"ids": ids}).mappings()}


def _fold(
    by_job: Mapping[str, Sequence[JobUpdate]],
    rows: Mapping[str, Row],
    baselines: Mapping[str, AccountBaseline],
    now: datetime,
) -> list[_Fold]:
    folds = []
    for one in sorted(by_job):
        updates, row = by_job[one], rows.get(one)
        if row is None:
            fold = _Fold(
                fresh_job(updates[0].account, one, updates[0].snapshot.provider_job_id), sighted(now), is_new=True
            )
        else:
            fold = _Fold(to_job(row), {name: row[name] for name in sighted(now)}, is_new=False)
        for update in updates:
            _apply(fold, update, baselines.get(update.account.name), now)
        folds.append(fold)
    return folds


def _apply(fold: _Fold, update: JobUpdate, baseline: AccountBaseline | None, now: datetime) -> None:
    baseline = None if update.pushed else baseline
    before = fold.job.facts
    fold.job, change = apply(fold.job, update.snapshot, via=update.via, baseline=baseline)
    fold.learned |= fold.extra["registered"] and fold.job.facts is not before
    seen = {
        "job_id": fold.job.id,
        "cause_id": update.cause_id,
        "kind": "snapshot",
        "via": update.via,
        "at": now,
        "before": change.before,
        "after": update.snapshot.status.value,
        "provider_status": update.snapshot.provider_status,
        "advanced": change.advanced,
    }
    fold.history.append(seen)
    if update.pushed:
        fold.job, recovered = report_came(fold.job, now)
        if recovered is not None:
            fold.events.append(recovered)
            fold.history.append(seen | {"cause_id": recovered.id, "kind": "recovered", "advanced": False})
    for metric in update.snapshot.metrics:
        fold.metrics[metric.step, metric.name] = metric.value
    fold.events.extend(change.events)
    if change.registers and not fold.extra["registered"]:
        fold.extra["registered"] = fold.newly_succeeded = True
    if fold.job.ended and fold.extra["ended_seen_at"] is None:
        fold.extra["ended_seen_at"] = now
    fold.extra["unknown_to_provider"] = False
    if update.asked_at is not None:
        settle_refresh(fold.extra, ended=fold.job.ended, asked_at=update.asked_at, now=now)


def _insert(tx: Tx, folds: Sequence[_Fold]) -> set[str]:
    """Inserts new jobs; the ids that somebody else inserted first."""
    if not folds:
        return set()
    rows = [_row(fold, tx.now) for fold in folds]
    return {fold.job.id for fold in folds} - tx.insert_new_ids(schema.jobs, rows)


def _update(tx: Tx, folds: Sequence[_Fold]) -> None:
    if not folds:
        return
    rows = [_row(fold, tx.now) for fold in folds]
    tx.conn.execute(_UPDATE, [{"this": row["id"]} | {f"new_{name}": row[name] for name in _CHANGING} for row in rows])
    moved = [row for row, fold in zip(rows, folds, strict=True) if row["began_at"] != fold.extra["began_at"]]
    if moved:
        tx.conn.execute(_MOVE, [{"this": row["id"], "new": row["began_at"]} for row in moved])


def _row(fold: _Fold, now: datetime) -> dict[str, Any]:
    began = began_at(fold.job, fold.extra["first_seen_at"])
    return job_columns(fold.job, now=now) | fold.extra | {"began_at": began}


def put_metrics(tx: Tx, job: str, metrics: Iterable[Metric]) -> None:
    """Keeps the metrics by step and name; a later value of the same step replaces the earlier."""
    _put_metric_rows(tx, {(job, metric.step, metric.name): metric.value for metric in metrics})


def _put_metric_rows(tx: Tx, values: Mapping[tuple[str, int, str], float | None]) -> None:
    """All of them as one JSON parameter: hundreds of rows cost as much as one."""
    if values:
        rows = [(*key, values[key]) for key in sorted(values)]
        tx.conn.execute(_PUT_METRICS_SQLITE if tx.is_sqlite else _PUT_METRICS_POSTGRES, {"rows": to_json(rows)})


_ON_CONFLICT = "ON CONFLICT (job_id, step, name) DO UPDATE SET value = excluded.value"
_PUT_METRICS_SQLITE = sa.text(f"""
    INSERT INTO metrics (job_id, step, name, value)
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
           json_extract(value, '$[3]')
    FROM json_each(:rows) WHERE true {_ON_CONFLICT}""")  # noqa: S608  # no text from outside
_PUT_METRICS_POSTGRES = sa.text(f"""
    INSERT INTO metrics (job_id, step, name, value)
    SELECT row->>0, (row->>1)::bigint, row->>2, (row->>3)::double precision
    FROM json_array_elements(CAST(:rows AS json)) AS all_rows(row) {_ON_CONFLICT}""")  # noqa: S608  # likewise
