"""Job state: a batch of steps becomes jobs, history, metrics, registrations and owed effects in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from service.core.config import Account
from service.core.effect import Effect
from service.core.event import Event, EventKind, event_id
from service.core.job import Job, Standing, apply, job_id
from service.core.snapshot import Metric, Snapshot, Status
from service.core.subscription import Subscription
from service.store import schema
from service.store.effects import notify
from service.store.engine import Tx
from service.store.registry import register_many
from service.store.rows import Row, job_columns, to_job

LOOK_AGAIN_S = (1, 2, 5, 15, 30, 60, 120, 300)  # then every five minutes: a hint is tried until seen
LOOK_LEASE_S = 15  # a look that is being made is nobody else's for so long
MISSES = 3  # "not found" answers within MISS_WAIT_S before a job counts as unknown to its provider
MISS_WAIT_S = (20, 60)


@dataclass(frozen=True, slots=True)
class Step:
    """One snapshot on its way to its job. `cause_id` makes it one row of history however often it comes."""

    account: Account
    snapshot: Snapshot
    cause_id: str
    via: str  # webhook | poll
    pushed: bool = False  # the sender's own report: silence at first sight never applies
    asked_at: datetime | None = None  # a look: when our request began, on the database's clock

    @property
    def job_id(self) -> str:
        return job_id(self.account.name, self.snapshot.provider_job_id)


@dataclass(frozen=True, slots=True)
class HintStep:
    """A thin webhook: the job is to be looked at; until it has ended, if `expects_ending` (the webhook said so)."""

    account: Account
    provider_job_id: str
    cause_id: str
    event_type: str
    expects_ending: bool = True

    @property
    def job_id(self) -> str:
        return job_id(self.account.name, self.provider_job_id)


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
    event_type: str | None = None
    job_id: str | None = None
    problem: str | None = None


@dataclass(slots=True)
class _Fold:
    """A job with all its steps of this batch applied."""

    job: Job
    extra: dict[str, Any]  # sighting and look columns
    is_new: bool
    history: list[dict[str, Any]] = field(default_factory=list)
    metrics: dict[tuple[int, str], float | None] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    registers: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """What a batch did: the effects it newly owes, and how many statuses changed, by (via, status)."""

    effects: tuple[Effect, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


def record(tx: Tx, received: Sequence[Received]) -> None:
    """Every request is kept once."""
    tx.insert_new(schema.inbound, [_inbound_row(item) for item in received], ["id"])


def _inbound_row(item: Received) -> dict[str, Any]:
    return {name: getattr(item, name) for name in Received.__slots__}


def note_hints(tx: Tx, hints: Sequence[HintStep]) -> None:
    """The jobs are due to be looked at, before any provider is asked: a crash from here on forgets nothing."""
    if not hints:
        return
    ids = sorted({hint.job_id for hint in hints})
    by_job = {hint.job_id: hint for hint in hints}
    fresh = [_unseen(by_job[one], tx.now) for one in ids]
    tx.insert_new(schema.jobs, fresh, ["id"])
    jobs = schema.jobs
    tx.conn.execute(tx.lock(sa.select(jobs.c.id).where(jobs.c.id.in_(ids)).order_by(jobs.c.id)))
    tx.conn.execute(
        jobs.update().where(jobs.c.id.in_(ids)).values(hinted_at=tx.now, look_due_at=_leased(tx.now), look_misses=0)
    )
    ending = sorted({hint.job_id for hint in hints if hint.expects_ending})
    if ending:
        tx.conn.execute(jobs.update().where(jobs.c.id.in_(ending), ~jobs.c.ended).values(look_expects_ending=True))
    rows = [
        {
            "job_id": hint.job_id,
            "cause_id": hint.cause_id,
            "kind": "hint",
            "via": "webhook",
            "at": tx.now,
            "before": None,
            "after": None,
            "provider_status": hint.event_type,
            "advanced": False,
        }
        for hint in hints
    ]
    tx.insert_new(schema.history, rows, ["job_id", "cause_id"])


def _leased(now: datetime) -> datetime:
    """Whoever commits the wish to look makes the look; after this it is anybody's."""
    return now + timedelta(seconds=LOOK_LEASE_S)


def _unseen(hint: HintStep, now: datetime) -> dict[str, Any]:
    """The row of a job that we have only been told to look at."""
    return job_columns(_fresh(hint.account, hint.job_id, hint.provider_job_id), now=now) | _sighted(now)


def _fresh(account: Account, our_id: str, provider_job_id: str) -> Job:
    return Job(our_id, account.project, account.name, account.provider, provider_job_id)


def _sighted(now: datetime) -> dict[str, Any]:
    return {"first_seen_at": now, "ended_seen_at": None, "hinted_at": None, "look_due_at": None,
            "look_tries": 0, "look_expects_ending": False, "look_misses": 0, "unknown_to_provider": False}  # fmt: skip


def update_many(tx: Tx, steps: Sequence[Step], subscriptions: Sequence[Subscription]) -> Applied:
    """Applies the steps in one set-based pass; `update` is its one-item case. Twice is once."""
    if not steps:
        return Applied()
    by_job: dict[str, list[Step]] = {}
    for step in steps:
        by_job.setdefault(step.job_id, []).append(step)
    standings = _standings(tx, {step.account.name for step in steps if not step.pushed})
    folds = _fold(by_job, _locked(tx, sorted(by_job)), standings, tx.now)
    taken = _insert(tx, [fold for fold in folds if fold.is_new])
    if taken:  # somebody else saw these jobs first and has committed: fold again onto what they wrote
        folds = [fold for fold in folds if fold.job.id not in taken]
        folds += _fold({one: by_job[one] for one in taken}, _locked(tx, sorted(taken)), standings, tx.now)
    _update(tx, [fold for fold in folds if not fold.is_new])
    tx.insert_new(schema.history, [row for fold in folds for row in fold.history], ["job_id", "cause_id"])
    _put_metric_rows(tx, {(fold.job.id, *key): value for fold in folds for key, value in fold.metrics.items()})
    owed = register_many(tx, [fold.job for fold in folds if fold.registers])
    owed += notify(tx, [event for fold in folds for event in fold.events], subscriptions)
    return Applied(tuple(owed), tuple(_changes(folds)))


def _changes(folds: Iterable[_Fold]) -> Iterable[tuple[str, str]]:
    for fold in folds:
        for row in fold.history:
            if row["advanced"] and row["before"] != row["after"]:
                yield row["via"], row["after"]


def _standings(tx: Tx, accounts: set[str]) -> dict[str, Standing]:
    if not accounts:
        return {}
    table = schema.accounts
    rows = tx.conn.execute(
        sa.select(table.c.name, table.c.known_since, table.c.first_list_done_at).where(table.c.name.in_(accounts))
    )
    return {row.name: Standing(row.known_since, row.first_list_done_at is not None) for row in rows}


def _locked(tx: Tx, ids: Sequence[str]) -> dict[str, Row]:
    """The jobs' rows, locked in id order, so that two batches cannot wait for each other."""
    query = sa.select(schema.jobs).where(schema.jobs.c.id.in_(ids)).order_by(schema.jobs.c.id)
    return {row["id"]: row for row in tx.conn.execute(tx.lock(query)).mappings()}


def _fold(
    by_job: Mapping[str, Sequence[Step]],
    rows: Mapping[str, Row],
    standings: Mapping[str, Standing],
    now: datetime,
) -> list[_Fold]:
    folds = []
    for one in sorted(by_job):
        steps, row = by_job[one], rows.get(one)
        if row is None:
            fold = _Fold(_fresh(steps[0].account, one, steps[0].snapshot.provider_job_id), _sighted(now), is_new=True)
        else:
            fold = _Fold(to_job(row), {name: row[name] for name in _sighted(now)}, is_new=False)
        for step in steps:
            _apply(fold, step, standings.get(step.account.name), now)
        folds.append(fold)
    return folds


def _apply(fold: _Fold, step: Step, standing: Standing | None, now: datetime) -> None:
    standing = None if step.pushed else standing
    fold.job, change = apply(fold.job, step.snapshot, via=step.via, standing=standing)
    fold.history.append(
        {
            "job_id": fold.job.id,
            "cause_id": step.cause_id,
            "kind": "snapshot",
            "via": step.via,
            "at": now,
            "before": change.before,
            "after": step.snapshot.status.value,
            "provider_status": step.snapshot.provider_status,
            "advanced": change.advanced,
        }
    )
    for metric in step.snapshot.metrics:
        fold.metrics[metric.step, metric.name] = metric.value
    fold.events.extend(change.events)
    fold.registers = fold.registers or change.registers
    if fold.job.ended and fold.extra["ended_seen_at"] is None:
        fold.extra["ended_seen_at"] = now
    if step.asked_at is not None:
        _settle_look(fold, step.asked_at, now)


def _settle_look(fold: _Fold, asked_at: datetime, now: datetime) -> None:
    """The hint is answered, unless a newer one came meanwhile or it spoke of an ending that is not there yet."""
    extra = fold.extra
    extra["look_misses"], extra["unknown_to_provider"] = 0, False
    if extra["look_due_at"] is None or (extra["hinted_at"] is not None and extra["hinted_at"] > asked_at):
        return
    if extra["look_expects_ending"] and not fold.job.ended:
        extra["look_due_at"] = now + timedelta(seconds=_look_again_s(extra["look_tries"]))
        extra["look_tries"] += 1
    else:
        extra.update(look_due_at=None, look_tries=0, look_expects_ending=False)


def _look_again_s(tries: int) -> int:
    return LOOK_AGAIN_S[min(tries, len(LOOK_AGAIN_S) - 1)]


def _insert(tx: Tx, folds: Sequence[_Fold]) -> set[str]:
    """Inserts new jobs; the ids that somebody else inserted first."""
    if not folds:
        return set()
    rows = [job_columns(fold.job, now=tx.now) | fold.extra for fold in folds]
    statement = tx.insert(schema.jobs).on_conflict_do_nothing(index_elements=["id"]).returning(schema.jobs.c.id)
    inserted = set(tx.conn.scalars(statement, rows))
    return {fold.job.id for fold in folds} - inserted


_FIXED = {"id", "project", "account", "provider", "provider_job_id", "first_seen_at"}  # never change after insert


def _update(tx: Tx, folds: Sequence[_Fold]) -> None:
    if not folds:
        return
    jobs = schema.jobs
    changing = [column.name for column in jobs.columns if column.name not in _FIXED]
    values: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in changing}
    rows = [job_columns(fold.job, now=tx.now) | fold.extra for fold in folds]
    tx.conn.execute(
        jobs.update().where(jobs.c.id == sa.bindparam("this")).values(values),
        [{"this": row["id"]} | {f"new_{name}": row[name] for name in changing} for row in rows],
    )


def put_metrics(tx: Tx, job: str, metrics: Iterable[Metric]) -> None:
    """Keeps the metrics by step and name; a later value of the same step replaces the earlier."""
    _put_metric_rows(tx, {(job, metric.step, metric.name): metric.value for metric in metrics})


def _put_metric_rows(tx: Tx, values: Mapping[tuple[str, int, str], float | None]) -> None:
    rows = [{"job_id": job, "step": step, "name": name, "value": value} for (job, step, name), value in values.items()]
    if not rows:
        return
    statement = tx.insert(schema.metrics)
    tx.conn.execute(
        statement.on_conflict_do_update(
            index_elements=["job_id", "step", "name"], set_={"value": statement.excluded.value}
        ),
        sorted(rows, key=lambda row: (row["job_id"], row["step"], row["name"])),
    )


# -- looks --------------------------------------------------------------------------------------------------------


def take_looks(tx: Tx, account: str, limit: int) -> dict[str, str]:
    """Provider ids of the account's jobs whose look is due, the longest waiting first, now this caller's to make;
    each with `webhook` when one asked for it, else `poll`."""
    jobs = schema.jobs
    due = (
        sa.select(jobs.c.id)
        .where(jobs.c.account == account, jobs.c.look_due_at <= tx.now)
        .order_by(jobs.c.look_due_at)
        .limit(limit)
    )
    ids = list(tx.conn.scalars(due))
    taken = tx.conn.execute(
        jobs.update()
        .where(jobs.c.id.in_(sorted(ids)), jobs.c.look_due_at <= tx.now)
        .values(look_due_at=_leased(tx.now))
        .returning(jobs.c.provider_job_id, jobs.c.hinted_at)
    )
    return {row.provider_job_id: "poll" if row.hinted_at is None else "webhook" for row in taken}


def accounts_with_due_looks(tx: Tx) -> list[str]:
    jobs = schema.jobs
    return list(tx.conn.scalars(sa.select(jobs.c.account).where(jobs.c.look_due_at <= tx.now).distinct()))


def postpone_looks(tx: Tx, account: str, provider_job_ids: Sequence[str], *, wait_s: float | None = None) -> None:
    """A look failed for a reason that is not the job's: again later, without end."""
    jobs = schema.jobs
    ids = sorted(job_id(account, one) for one in provider_job_ids)
    for row in tx.conn.execute(tx.lock(sa.select(jobs.c.id, jobs.c.look_tries).where(jobs.c.id.in_(ids)))).all():
        wait = max(_look_again_s(row.look_tries), wait_s or 0)
        tx.conn.execute(
            jobs.update()
            .where(jobs.c.id == row.id, jobs.c.look_due_at.is_not(None))
            .values(look_due_at=tx.now + timedelta(seconds=wait), look_tries=row.look_tries + 1)
        )


def missed_look(tx: Tx, account: Account, provider_job_id: str, subs: Sequence[Subscription]) -> list[Effect]:
    """The provider does not know the job: after three times in two minutes it is `unknown_to_provider`, told once."""
    jobs = schema.jobs
    one = job_id(account.name, provider_job_id)
    row = tx.conn.execute(tx.lock(sa.select(jobs).where(jobs.c.id == one))).mappings().one_or_none()
    if row is None or row["look_due_at"] is None:
        return []
    misses = row["look_misses"] + 1
    if misses < MISSES:
        due = tx.now + timedelta(seconds=MISS_WAIT_S[misses - 1])
        tx.conn.execute(jobs.update().where(jobs.c.id == one).values(look_misses=misses, look_due_at=due))
        return []
    gone = {"look_misses": misses, "look_due_at": None, "unknown_to_provider": True, "look_expects_ending": False}
    tx.conn.execute(jobs.update().where(jobs.c.id == one).values(gone))
    job = to_job(row)
    if job.ended:
        return []  # it forgot an old job that we know the end of
    event = Event(
        event_id(one, EventKind.JOB_LOST, job.life),
        EventKind.JOB_LOST,
        job.project,
        job.account,
        job.provider,
        subject=one,
        job_id=one,
    )
    return notify(tx, [event], subs)


def active_jobs(tx: Tx, account: str) -> dict[str, Status]:
    """Provider ids and statuses of the account's jobs that have not ended and that the provider knows."""
    jobs = schema.jobs
    query = sa.select(jobs.c.provider_job_id, jobs.c.status).where(
        jobs.c.account == account, ~jobs.c.ended, ~jobs.c.unknown_to_provider
    )
    return {row.provider_job_id: Status(row.status) for row in tx.conn.execute(query)}


def known_jobs(tx: Tx, account: str, provider_job_ids: Sequence[str]) -> dict[str, Status]:
    """Those of the ids that we have seen a snapshot of, with their statuses."""
    jobs = schema.jobs
    ids = [job_id(account, one) for one in provider_job_ids]
    query = sa.select(jobs.c.provider_job_id, jobs.c.status).where(jobs.c.id.in_(ids), jobs.c.life >= 0)
    return {row.provider_job_id: Status(row.status) for row in tx.conn.execute(query)}


def expect_look(tx: Tx, account: Account, provider_job_ids: Sequence[str]) -> None:
    """The jobs are to be looked at, by the caller first, because the list says that they ended."""
    if not provider_job_ids:
        return
    jobs = schema.jobs
    unique = sorted(set(provider_job_ids))
    fresh = [
        job_columns(_fresh(account, job_id(account.name, one), one), now=tx.now) | _sighted(tx.now) for one in unique
    ]
    tx.insert_new(jobs, sorted(fresh, key=lambda row: str(row["id"])), ["id"])
    ids = [row["id"] for row in fresh]
    tx.conn.execute(
        jobs.update().where(jobs.c.id.in_(ids), jobs.c.look_due_at.is_(None)).values(look_due_at=_leased(tx.now))
    )


def active_rows(tx: Tx, account: str, limit: int = 1000) -> list[Job]:
    """The account's jobs that have not ended."""
    jobs = schema.jobs
    query = sa.select(jobs).where(jobs.c.account == account, ~jobs.c.ended, jobs.c.life >= 0).limit(limit)
    return [to_job(row) for row in tx.conn.execute(query).mappings()]
