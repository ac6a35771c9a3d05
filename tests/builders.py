"""Values with sensible defaults, so that a test shows only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from service.core.config import Account
from service.core.event import EventKind
from service.core.job import Job, job_id
from service.core.snapshot import Metric, Snapshot, Status
from service.core.subscription import Subscription
from service.store.jobs import JobUpdate

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def account(name: str = "lab", provider: str = "generic", **changes: Any) -> Account:
    return Account(name, provider, **changes)


def job(**changes: Any) -> Job:
    known = {"id": job_id("lab", "job-1"), "project": "default", "account": "lab", "provider": "generic"}
    return Job(**(known | {"provider_job_id": "job-1"} | changes))


def snapshot(status: Status | str = Status.RUNNING, revision: int = 1, **changes: Any) -> Snapshot:
    said = {"provider_job_id": "job-1", "status": Status(status), "provider_status": str(status), "revision": revision}
    return Snapshot(**(said | changes))


def step(status: Status | str = Status.RUNNING, revision: int = 1, **changes: Any) -> JobUpdate:
    """A pushed report with a cause of its own; keywords of Step are taken out, the rest goes to the snapshot."""
    own = {name: changes.pop(name) for name in ("account", "cause_id", "via", "pushed", "asked_at") if name in changes}
    told = snapshot(status, revision, **changes)
    cause = f"{told.provider_job_id}/{status}/{revision}/{told.life}"
    return JobUpdate(
        **({"account": account(), "snapshot": told, "cause_id": cause, "via": "webhook", "pushed": True} | own)
    )


def subscription(name: str = "everything", **changes: Any) -> Subscription:
    return Subscription(**({"id": name, "channel": "team", "events": frozenset(EventKind)} | changes))


def metric(at: int, name: str = "train_loss", value: float | None = 0.5) -> Metric:
    return Metric(at, name, value)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)
