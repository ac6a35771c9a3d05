"""When a job that promised to report counts as stalled: never failed, told once, healed by its next report.

A job's silence counts while no report came *and we were receiving*: an outage of ours gives every job its whole
patience again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.core import wire
from service.core.event import Event, EventKind, event_id
from service.core.job import Job
from service.core.model import registry_name

BEATS = 3  # heartbeats that may be missed: one can be lost, two can be a slow network
LEAST_PATIENCE_S = 90
MAX_HEARTBEAT_S = 7 * 86_400  # a longer promise is none
GAP_S = 60  # a watch that was not kept for so long was interrupted


@dataclass(frozen=True, slots=True)
class Watch:
    """Since when we have been listening without a break, and when we last saw that we did."""

    since: datetime
    last: datetime


def watching(before: Watch | None, *, now: datetime, receiving: bool) -> Watch:
    """The watch as of now: it goes on, or begins anew after a break (or a clock that was put back)."""
    if before is None or not receiving or not timedelta(0) <= now - before.last <= timedelta(seconds=GAP_S):
        return Watch(now, now)
    return Watch(before.since, now)


def patience_s(job: Job) -> int | None:
    """How long no report may come; None: it promised no reports, or it has ended."""
    beat_s = wire.integer(job.facts.get("heartbeat_s"))
    if job.ended or beat_s is None or not 1 <= beat_s <= MAX_HEARTBEAT_S:
        return None
    return max(BEATS * beat_s, LEAST_PATIENCE_S)


def overdue_at(job: Job) -> datetime | None:
    """From when on the job is stalled if nothing is heard of it; None: it cannot become so."""
    wait_s = patience_s(job)
    if wait_s is None or job.heard_at is None or job.stalled_at is not None:
        return None
    return job.heard_at + timedelta(seconds=wait_s)


def report_came(job: Job, now: datetime) -> tuple[Job, Event | None]:
    """The job after a report, and the news if that ended a silence. An ending is news enough by itself."""
    reported = replace(job, heard_at=now, stalled_at=None)
    if job.stalled_at is None or job.ended or job.untold:
        return reported, None
    return reported, _event(EventKind.JOB_RECOVERED, job, job.stalled_at)


def stall(job: Job, now: datetime) -> tuple[Job, Event | None]:
    """The job, stalled if it is overdue, and the news of it; its status is what it said last."""
    due_at = overdue_at(job)
    if due_at is None or due_at > now or job.heard_at is None:
        return job, None
    return replace(job, stalled_at=now), None if job.untold else _event(EventKind.JOB_STALLED, job, job.heard_at)


def _event(kind: EventKind, job: Job, since: datetime) -> Event:
    """`since` makes each silence one of its own."""
    return Event(
        id=event_id(job.id, kind, job.life, since.isoformat()),
        kind=kind,
        project=job.project,
        account=job.account,
        provider=job.provider,
        subject=job.id,
        job_id=job.id,
        model_name=registry_name(job.account, job.facts),
    )
