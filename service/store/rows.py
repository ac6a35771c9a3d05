"""Between rows and the nouns of the core."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

import msgspec
from sqlalchemy.engine import RowMapping

from service.core.config import Account
from service.core.job import Job, Rank
from service.core.model import ModelVersion
from service.core.snapshot import Status
from service.core.stalled import overdue_at, patience_s
from service.core.wire import JSONValue, text

Row = RowMapping

_encoder = msgspec.json.Encoder()
_ranks = msgspec.json.Decoder(dict[str, Rank])


def to_json(value: Any) -> str:
    """Compact JSON; NaN becomes null."""
    return _encoder.encode(value).decode()


def from_json(value: str | None) -> Any:
    return None if value is None else msgspec.json.decode(value)


def to_object(value: str | None) -> dict[str, JSONValue]:
    return {} if value is None else cast("dict[str, JSONValue]", msgspec.json.decode(value))


def job_columns(job: Job, *, now: datetime) -> dict[str, Any]:
    """The columns that a fold decides; refresh and sighting columns are the caller's."""
    life, ended, revision, fingerprint = job.rank
    return {
        "id": job.id,
        "project": job.project,
        "account": job.account,
        "provider": job.provider,
        "provider_job_id": job.provider_job_id,
        "status": job.status.value,
        "provider_status": job.provider_status,
        "life": life,
        "ended": bool(ended),
        "revision": revision,
        "fingerprint": fingerprint,
        "facts": to_json(job.facts),
        "ranks": to_json(job.ranks),
        "title": text(job.title, 500),
        "untold": job.untold,
        "ended_via": job.ended_via,
        "changed_at": now,
        "heard_at": job.heard_at,
        "stalled_at": job.stalled_at,
        "patience_s": patience_s(job),
        "stall_due_at": overdue_at(job),
    }


def to_job(row: Row) -> Job:
    return Job(
        id=row["id"],
        project=row["project"],
        account=row["account"],
        provider=row["provider"],
        provider_job_id=row["provider_job_id"],
        status=Status(row["status"]),
        provider_status=row["provider_status"],
        rank=(row["life"], int(row["ended"]), row["revision"], row["fingerprint"]),
        facts=to_object(row["facts"]),
        ranks=_ranks.decode(row["ranks"]),
        untold=row["untold"],
        ended_via=row["ended_via"],
        heard_at=row["heard_at"],
        stalled_at=row["stalled_at"],
    )


def to_version(row: Row, aliases: tuple[str, ...] = ()) -> ModelVersion:
    """From a `versions` row joined with its model's `project` and `name`."""
    return ModelVersion(
        id=row["id"],
        project=row["project"],
        name=row["name"],
        version=row["version"],
        job_id=row["job_id"],
        account=row["account"],
        tuned_model=row["tuned_model"],
        base_model=row["base_model"],
        registered_at=row["registered_at"],
        untold=row["untold"],
        lineage=to_object(row["lineage"]),
        base_retires_on=row["base_retires_on"],
        aliases=aliases,
    )


def fresh_job(account: Account, our_id: str, provider_job_id: str) -> Job:
    """A job that nothing is known about yet."""
    return Job(our_id, account.project, account.name, account.provider, provider_job_id)


def sighted(now: datetime) -> dict[str, Any]:
    """The sighting and refresh columns of a job first seen now."""
    return {"first_seen_at": now, "began_at": now, "ended_seen_at": None, "webhook_at": None, "refresh_due_at": None,
            "registered": False, "refresh_tries": 0, "refresh_expects_ending": False, "refresh_misses": 0,
            "unknown_to_provider": False}  # fmt: skip
