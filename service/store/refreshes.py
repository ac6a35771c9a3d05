"""Refreshes that are due: a thin webhook calls for one, and it stays due until it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from service.core import refresh as schedule
from service.core.config import Account
from service.core.event import Event, EventKind, event_id
from service.core.job import Job, job_id
from service.core.model import registry_name
from service.core.outbox import OutboxEntry
from service.core.snapshot import Status
from service.core.subscription import Subscription
from service.store import schema
from service.store.engine import Tx, inserting
from service.store.outbox import notify
from service.store.rows import fresh_job, job_columns, sighted, to_job

REFRESH_LEASE_S = 15  # a refresh that is under way is left alone for so long
UNHELD_WAIT_S = 15.0  # for a token, or for a window of the provider's: asking our bucket again costs little
LATELY = timedelta(days=7)  # webhooks that were set up wrongly last month say nothing of today's
ENDINGS_CONSIDERED = 10


@dataclass(frozen=True, slots=True)
class ChangedJob:
    """A thin webhook: the job is to be refreshed; until it has ended, if `expects_ending` (the webhook said so)."""

    account: Account
    provider_job_id: str
    cause_id: str
    event_type: str
    expects_ending: bool

    @property
    def job_id(self) -> str:
        return job_id(self.account.name, self.provider_job_id)


def record_changed_jobs(tx: Tx, changed_jobs: Sequence[ChangedJob]) -> None:
    """The jobs' refreshes are due before any provider is asked: a crash from here on forgets nothing."""
    if not changed_jobs:
        return
    by_job: dict[str, ChangedJob] = {}
    for changed_job in changed_jobs:
        if changed_job.job_id not in by_job or changed_job.expects_ending:
            by_job[changed_job.job_id] = changed_job
    tx.conn.execute(_want_refresh(tx.is_sqlite), [_changed_row(by_job[one], tx.now) for one in sorted(by_job)])
    rows = [
        {
            "job_id": changed_job.job_id,
            "cause_id": changed_job.cause_id,
            "kind": "hint",
            "via": "webhook",
            "at": tx.now,
            "before": None,
            "after": None,
            "provider_status": changed_job.event_type,
            "advanced": False,
        }
        for changed_job in changed_jobs
    ]
    tx.insert_new(schema.history, rows)


@cache
def _want_refresh(is_sqlite: bool) -> sa.Insert:
    """A new job that is due, or a known one made due."""
    statement, jobs = inserting(schema.jobs, is_sqlite), schema.jobs
    wanted = statement.excluded
    ending = sa.or_(jobs.c.refresh_expects_ending, sa.and_(wanted.refresh_expects_ending, ~jobs.c.ended))
    due = {"webhook_at": wanted.webhook_at, "refresh_due_at": wanted.refresh_due_at, "refresh_misses": 0}
    return statement.on_conflict_do_update(index_elements=["id"], set_=due | {"refresh_expects_ending": ending})


def _changed_row(changed_job: ChangedJob, now: datetime) -> dict[str, Any]:
    """The row of a job that a webhook named and no answer has described yet."""
    due = {"webhook_at": now, "refresh_due_at": _leased(now), "refresh_expects_ending": changed_job.expects_ending}
    return (
        job_columns(fresh_job(changed_job.account, changed_job.job_id, changed_job.provider_job_id), now=now)
        | sighted(now)
        | due
    )


def _leased(now: datetime) -> datetime:
    """The process that commits it makes the refresh; after this time any may."""
    return now + timedelta(seconds=REFRESH_LEASE_S)


def settle_refresh(extra: dict[str, Any], *, ended: bool, asked_at: datetime, now: datetime) -> None:
    """The refresh is done, unless a newer webhook came meanwhile or it spoke of an ending that is not there yet."""
    extra["refresh_misses"], extra["unknown_to_provider"] = 0, False
    if extra["refresh_due_at"] is None or (extra["webhook_at"] is not None and extra["webhook_at"] > asked_at):
        return
    if extra["refresh_expects_ending"] and not ended:
        extra["refresh_due_at"], extra["refresh_tries"] = schedule.postponed(extra["refresh_tries"], now=now)
    else:
        extra.update(refresh_due_at=None, refresh_tries=0, refresh_expects_ending=False)


def take_refreshes(tx: Tx, account: str, limit: int) -> dict[str, str]:
    """Provider ids of the account's jobs whose refresh is due, the longest waiting first, now this caller's to make;
    each with `webhook` when one asked for it, else `poll`."""
    jobs = schema.jobs
    due = (
        sa.select(jobs.c.id)
        .where(jobs.c.account == account, jobs.c.refresh_due_at <= tx.now)
        .order_by(jobs.c.refresh_due_at)
        .limit(limit)
    )
    ids = list(tx.conn.scalars(due))
    taken = tx.conn.execute(
        jobs.update()
        .where(jobs.c.id.in_(sorted(ids)), jobs.c.refresh_due_at <= tx.now)
        .values(refresh_due_at=_leased(tx.now))
        .returning(jobs.c.provider_job_id, jobs.c.webhook_at)
    )
    return {row.provider_job_id: "poll" if row.webhook_at is None else "webhook" for row in taken}


def accounts_with_due_refreshes(tx: Tx) -> list[str]:
    jobs = schema.jobs
    due = sa.select(jobs.c.account).where(jobs.c.refresh_due_at.is_not(None), jobs.c.refresh_due_at <= tx.now)
    return sorted(set(tx.conn.scalars(due)))  # DISTINCT would make SQLite read the whole table


def postpone_refreshes(tx: Tx, account: str, provider_job_ids: Sequence[str], *, wait_s: float | None = None) -> None:
    """A refresh failed for a reason that is not the job's: again later, without end."""
    jobs = schema.jobs
    ids = sorted(job_id(account, one) for one in provider_job_ids)
    for row in tx.conn.execute(
        sa.select(jobs.c.id, jobs.c.refresh_tries).where(jobs.c.id.in_(ids)).with_for_update()
    ).all():
        due_at, tries = schedule.postponed(row.refresh_tries, now=tx.now, wait_s=wait_s)
        tx.conn.execute(
            jobs.update()
            .where(jobs.c.id == row.id, jobs.c.refresh_due_at.is_not(None))
            .values(refresh_due_at=due_at, refresh_tries=tries)
        )


def defer_refreshes(tx: Tx, account: str, provider_job_ids: Sequence[str], *, wait_s: float) -> None:
    """The refreshes were not made, for want of time or budget: due again then, and no try is counted.

    They wait long only for an open circuit, whose closing wakes them: one that was closed a moment ago wakes nobody.
    """
    jobs, states = schema.jobs, schema.accounts
    ids = sorted(job_id(account, one) for one in provider_job_ids)
    circuit = sa.select(states.c.circuit_open).where(states.c.name == account).with_for_update(read=True)
    due = tx.now + timedelta(seconds=wait_s if tx.conn.scalar(circuit) else min(wait_s, UNHELD_WAIT_S))
    tx.conn.execute(
        jobs.update().where(jobs.c.id.in_(ids), jobs.c.refresh_due_at.is_not(None)).values(refresh_due_at=due)
    )


def not_found(
    tx: Tx,
    account: Account,
    provider_job_id: str,
    subs: Sequence[Subscription],
    *,
    keeps_ended_s: int | None = None,
) -> list[OutboxEntry]:
    """The provider does not know the job. When it was not found a few times its watch ends, told once: `forgotten` if
    we had seen it, else unknown to the provider. `keeps_ended_s` of a provider that forgets what has ended."""
    jobs = schema.jobs
    one = job_id(account.name, provider_job_id)
    row = tx.conn.execute(sa.select(jobs).where(jobs.c.id == one).with_for_update()).mappings().one_or_none()
    if row is None or row["refresh_due_at"] is None:
        return []
    misses = row["refresh_misses"] + 1
    if (wait_s := schedule.not_found_wait_s(misses)) is not None:
        due = tx.now + timedelta(seconds=wait_s)
        tx.conn.execute(jobs.update().where(jobs.c.id == one).values(refresh_misses=misses, refresh_due_at=due))
        return []
    gone = {
        "refresh_misses": misses,
        "refresh_due_at": None,
        "unknown_to_provider": True,
        "refresh_expects_ending": False,
    }
    gone |= {"changed_at": tx.now}
    tx.conn.execute(jobs.update().where(jobs.c.id == one).values(gone))
    job = to_job(row)
    if job.ended:
        return []  # it forgot an old job that we know the end of
    kind = EventKind.JOB_LOST if row["life"] < 0 else EventKind.JOB_FORGOTTEN
    tx.insert_new(schema.history, [_lost(tx, job, kind)])
    event = Event(
        event_id(one, kind, job.life),
        kind,
        job.project,
        job.account,
        job.provider,
        subject=one,
        job_id=one,
        model_name=registry_name(job.account, job.facts),
    )
    return notify(tx, [event], subs, {"reason": _memory(job.provider, keeps_ended_s)})


def _lost(tx: Tx, job: Job, kind: EventKind) -> dict[str, Any]:
    """The row of history that says that the watch is over."""
    return {
        "job_id": job.id,
        "cause_id": event_id(job.id, kind, job.life),
        "kind": kind.value.removeprefix("job."),
        "via": "poll",
        "at": tx.now,
        "before": job.status.value,
        "after": None,
        "provider_status": "404",
        "advanced": False,
    }


def _memory(provider: str, keeps_ended_s: int | None) -> str:
    if keeps_ended_s is None:
        return ""
    minutes = round(keeps_ended_s / 60)
    return (
        f"{provider} keeps results {minutes // 1440} days"
        if minutes >= 2880
        else (f"{provider} keeps results {minutes} minutes")
    )


def follow(tx: Tx, account: Account, provider_job_id: str) -> bool:
    """The job is watched from now on, and refreshed now; so is a known one. True when it was new to us."""
    jobs, one = schema.jobs, job_id(account.name, provider_job_id)
    row = job_columns(fresh_job(account, one, provider_job_id), now=tx.now) | sighted(tx.now)
    new = tx.insert_new_ids(jobs, [row | {"refresh_due_at": tx.now}])
    if not new:
        now_due = {"refresh_due_at": tx.now, "refresh_tries": 0, "refresh_misses": 0, "unknown_to_provider": False}
        tx.conn.execute(jobs.update().where(jobs.c.id == one).values(now_due))
    return bool(new)


@dataclass(frozen=True, slots=True)
class Active:
    """A job that has not ended and that its provider knows, as a poll sees it."""

    status: Status
    seen_at: datetime  # when we heard of it last
    refresh_owed: bool  # a refresh of its own is due


def active_jobs(tx: Tx, account: str) -> dict[str, Active]:
    """The account's active jobs by their provider's id, the one that was heard of longest ago first."""
    jobs = schema.jobs
    query = (
        sa.select(jobs.c.provider_job_id, jobs.c.status, jobs.c.changed_at, jobs.c.refresh_due_at)
        .where(jobs.c.account == account, ~jobs.c.ended, ~jobs.c.unknown_to_provider)
        .order_by(jobs.c.changed_at, jobs.c.id)
    )
    return {
        row.provider_job_id: Active(Status(row.status), row.changed_at, row.refresh_due_at is not None)
        for row in tx.conn.execute(query)
    }


def last_steps(tx: Tx, account: str, provider_job_ids: Sequence[str]) -> dict[str, int]:
    """The last step of which a number is known, by the provider's id; without those of which none is."""
    metrics = schema.metrics
    ids = {job_id(account, one): one for one in provider_job_ids}
    query = (
        sa.select(metrics.c.job_id, sa.func.max(metrics.c.step).label("step"))
        .where(metrics.c.job_id.in_(sorted(ids)))
        .group_by(metrics.c.job_id)
    )
    return {ids[row.job_id]: row.step for row in tx.conn.execute(query)}


def endings_by_webhook(tx: Tx, account: str, limit: int = ENDINGS_CONSIDERED) -> list[bool]:
    """Of the account's endings of the last days, the newest first: did a webhook tell of it, first or later?"""
    jobs, history = schema.jobs, schema.history
    told = sa.exists().where(history.c.job_id == jobs.c.id, history.c.via == "webhook")
    query = (
        sa.select(sa.or_(jobs.c.ended_via == "webhook", told))
        .where(jobs.c.account == account, jobs.c.ended, ~jobs.c.untold, jobs.c.ended_seen_at > tx.now - LATELY)
        .order_by(jobs.c.ended_seen_at.desc())
        .limit(limit)
    )
    return [bool(one) for one in tx.conn.scalars(query)]


def known_jobs(tx: Tx, account: str, provider_job_ids: Sequence[str]) -> dict[str, Status]:
    """Those of the ids that we have seen a snapshot of, with their statuses."""
    jobs = schema.jobs
    ids = [job_id(account, one) for one in provider_job_ids]
    query = sa.select(jobs.c.provider_job_id, jobs.c.status).where(jobs.c.id.in_(ids), jobs.c.life >= 0)
    return {row.provider_job_id: Status(row.status) for row in tx.conn.execute(query)}


def expect_refresh(tx: Tx, account: Account, provider_job_ids: Sequence[str]) -> None:
    """The jobs are to be refreshed, by the caller first, because the list says that they ended."""
    if not provider_job_ids:
        return
    jobs = schema.jobs
    unique = sorted(set(provider_job_ids))
    fresh = [
        job_columns(fresh_job(account, job_id(account.name, one), one), now=tx.now) | sighted(tx.now) for one in unique
    ]
    tx.insert_new(jobs, sorted(fresh, key=lambda row: str(row["id"])))
    ids = [row["id"] for row in fresh]
    tx.conn.execute(
        jobs.update().where(jobs.c.id.in_(ids), jobs.c.refresh_due_at.is_(None)).values(refresh_due_at=_leased(tx.now))
    )


def active_rows(tx: Tx, account: str, limit: int = 1000) -> list[Job]:
    """The account's jobs that have not ended and that its provider knows."""
    jobs = schema.jobs
    query = (
        sa.select(jobs)
        .where(jobs.c.account == account, ~jobs.c.ended, ~jobs.c.unknown_to_provider, jobs.c.life >= 0)
        .limit(limit)
    )
    return [to_job(row) for row in tx.conn.execute(query).mappings()]
