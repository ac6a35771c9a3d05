"""Looks owed to jobs: a thin webhook is a wish to look, kept until it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from service.core.config import Account
from service.core.effect import Effect
from service.core.event import Event, EventKind, event_id
from service.core.job import Job, job_id
from service.core.snapshot import Status
from service.core.subscription import Subscription
from service.store import schema
from service.store.effects import notify
from service.store.engine import Tx, inserting
from service.store.rows import fresh_job, job_columns, sighted, to_job

LOOK_AGAIN_S = (1, 2, 5, 15, 30, 60, 120, 300)  # then every five minutes: a hint is tried until seen
LOOK_LEASE_S = 15  # a look that is being made is nobody else's for so long
MISSES = 3  # "not found" answers within MISS_WAIT_S before a job counts as unknown to its provider
MISS_WAIT_S = (20, 60)


@dataclass(frozen=True, slots=True)
class HintStep:
    """A thin webhook: the job is to be looked at; until it has ended, if `expects_ending` (the webhook said so)."""

    account: Account
    provider_job_id: str
    cause_id: str
    event_type: str
    expects_ending: bool

    @property
    def job_id(self) -> str:
        return job_id(self.account.name, self.provider_job_id)


def note_hints(tx: Tx, hints: Sequence[HintStep]) -> None:
    """The jobs are due to be looked at, before any provider is asked: a crash from here on forgets nothing."""
    if not hints:
        return
    by_job: dict[str, HintStep] = {}
    for hint in hints:
        if hint.job_id not in by_job or hint.expects_ending:
            by_job[hint.job_id] = hint
    tx.conn.execute(_want_look(tx.is_sqlite), [_hinted(by_job[one], tx.now) for one in sorted(by_job)])
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
    tx.insert_new(schema.history, rows)


@cache
def _want_look(is_sqlite: bool) -> sa.Insert:
    """A new job that is due, or a known one made due."""
    statement, jobs = inserting(schema.jobs, is_sqlite), schema.jobs
    wanted = statement.excluded
    ending = sa.or_(jobs.c.look_expects_ending, sa.and_(wanted.look_expects_ending, ~jobs.c.ended))
    due = {"hinted_at": wanted.hinted_at, "look_due_at": wanted.look_due_at, "look_misses": 0}
    return statement.on_conflict_do_update(index_elements=["id"], set_=due | {"look_expects_ending": ending})


def _hinted(hint: HintStep, now: datetime) -> dict[str, Any]:
    """The row of a job that we have only been told to look at."""
    due = {"hinted_at": now, "look_due_at": _leased(now), "look_expects_ending": hint.expects_ending}
    return job_columns(fresh_job(hint.account, hint.job_id, hint.provider_job_id), now=now) | sighted(now) | due


def _leased(now: datetime) -> datetime:
    """Whoever commits the wish to look makes the look; after this it is anybody's."""
    return now + timedelta(seconds=LOOK_LEASE_S)


def settle_look(extra: dict[str, Any], *, ended: bool, asked_at: datetime, now: datetime) -> None:
    """The hint is answered, unless a newer one came meanwhile or it spoke of an ending that is not there yet."""
    extra["look_misses"], extra["unknown_to_provider"] = 0, False
    if extra["look_due_at"] is None or (extra["hinted_at"] is not None and extra["hinted_at"] > asked_at):
        return
    if extra["look_expects_ending"] and not ended:
        extra["look_due_at"] = now + timedelta(seconds=_look_again_s(extra["look_tries"]))
        extra["look_tries"] += 1
    else:
        extra.update(look_due_at=None, look_tries=0, look_expects_ending=False)


def _look_again_s(tries: int) -> int:
    return LOOK_AGAIN_S[min(tries, len(LOOK_AGAIN_S) - 1)]


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
    due = sa.select(jobs.c.account).where(jobs.c.look_due_at.is_not(None), jobs.c.look_due_at <= tx.now)
    return sorted(set(tx.conn.scalars(due)))  # DISTINCT would make SQLite read the whole table


def postpone_looks(tx: Tx, account: str, provider_job_ids: Sequence[str], *, wait_s: float | None = None) -> None:
    """A look failed for a reason that is not the job's: again later, without end."""
    jobs = schema.jobs
    ids = sorted(job_id(account, one) for one in provider_job_ids)
    for row in tx.conn.execute(
        sa.select(jobs.c.id, jobs.c.look_tries).where(jobs.c.id.in_(ids)).with_for_update()
    ).all():
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
    row = tx.conn.execute(sa.select(jobs).where(jobs.c.id == one).with_for_update()).mappings().one_or_none()
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
        job_columns(fresh_job(account, job_id(account.name, one), one), now=tx.now) | sighted(tx.now) for one in unique
    ]
    tx.insert_new(jobs, sorted(fresh, key=lambda row: str(row["id"])))
    ids = [row["id"] for row in fresh]
    tx.conn.execute(
        jobs.update().where(jobs.c.id.in_(ids), jobs.c.look_due_at.is_(None)).values(look_due_at=_leased(tx.now))
    )


def active_rows(tx: Tx, account: str, limit: int = 1000) -> list[Job]:
    """The account's jobs that have not ended."""
    jobs = schema.jobs
    query = sa.select(jobs).where(jobs.c.account == account, ~jobs.c.ended, jobs.c.life >= 0).limit(limit)
    return [to_job(row) for row in tx.conn.execute(query).mappings()]
