"""Jobs: what is trained, what happened to it, its numbers; and the request to cancel one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from service.api import show
from service.api.accounts import configured
from service.api.call import Call, Nothing, Problem, not_found
from service.api.parameters import Cursor, Limit, Text
from service.api.worker_requests import cancelled
from service.core.snapshot import Status
from service.core.worker_reply import Cancelling
from service.providers.table import provider_of
from service.store import access, listings, queries, registry
from service.store.engine import Tx
from service.store.rows import to_object

HISTORY_LIMIT = 1000


Search = Annotated[
    str,
    msgspec.Meta(min_length=1, max_length=200, description="part of a name, or the beginning of an id, ours or theirs"),
]
Order = Annotated[
    Literal["began", "ended"],
    msgspec.Meta(description="`ended`: latest ending first, without those that have none (if any may have one)"),
]


class JobsQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    account: Text | None = None
    status: Status | None = None
    active: bool | None = None
    project: Text | None = None
    old: Annotated[bool, msgspec.Meta(description="also those that had ended when their account was connected")] = True
    q: Search | None = None
    order: Order = "began"
    cursor: Cursor | None = None
    limit: Limit = 50


class HistoryQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    after: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1, description="`next_after` of the part before")] = 0
    limit: Annotated[int, msgspec.Meta(ge=1, le=HISTORY_LIMIT)] = HISTORY_LIMIT


async def listed(call: Call, asked: JobsQuery) -> object:
    listing = await call.store.read(
        listings.jobs,
        account=asked.account,
        status=None if asked.status is None else asked.status.value,
        active=asked.active,
        project=asked.project,
        old=asked.old,
        search=None if asked.q is None else asked.q.strip(),
        order=asked.order,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return show.page(listing, show.job)


async def one(call: Call, _asked: Nothing) -> object:
    found = await call.store.read(_whole, call.path["job"])
    if found is None:
        raise not_found("job", call.path["job"])
    return found


def _whole(tx: Tx, name: str) -> dict[str, Any] | None:
    found = queries.get_job(tx, name)
    if found is None:
        return None
    job, row = found
    version = registry.version_of_job(tx, job.id, aliases=True)
    metrics = queries.last_metrics(tx, job.id)
    return show.job(row) | {
        "facts": to_object(row["facts"]),
        "last_metrics": {name: {"step": step, "value": value} for name, (step, value) in metrics.items()},
        "version": None if version is None else show.model_version(version),
    }


async def cancel(call: Call, _asked: Nothing) -> object:
    """The provider is asked to cancel the job, on record before it is; then the job is refreshed."""
    found = await call.store.read(queries.get_job, call.path["job"])
    if found is None:
        raise not_found("job", call.path["job"])
    job = found[0]
    if job.ended:
        raise Problem(409, Cancelling.ALREADY_ENDED, f"{job.title} has ended: {job.status}")
    account = configured(call.settings, job.account)
    if not (provider := provider_of(account)).asks:
        raise Problem(409, Cancelling.NOT_POSSIBLE, f"the {provider.name} provider has no API: cancel where it runs")
    await call.store.write(access.audit, call.caller.id, "job_cancel_asked", job.id, job.provider_job_id)
    answer = await cancelled(call.tools, account.name, job.provider_job_id)
    if answer.outcome is not Cancelling.TAKEN:
        status = 502 if answer.outcome is Cancelling.UNREACHABLE else 409
        raise Problem(status, answer.outcome, show.redacted(answer.detail) or "")
    return {"id": job.id, "job": job.provider_job_id, "outcome": answer.outcome, "detail": show.redacted(answer.detail)}


async def history(call: Call, asked: HistoryQuery) -> object:
    """Oldest first; `next_after` is None at the end, and asks on from there later."""
    rows = await call.store.read(_history, call.path["job"], asked.after, asked.limit)
    if rows is None:
        raise not_found("job", call.path["job"])
    return {
        "items": [show.history(row) for row in rows],
        "next_after": rows[-1]["id"] if len(rows) == asked.limit else None,
    }


def _history(tx: Tx, name: str, after: int, limit: int) -> list[dict[str, Any]] | None:
    found = queries.get_job(tx, name)
    return None if found is None else queries.history_of(tx, found[0].id, limit, after=after)


async def metrics(call: Call, _asked: Nothing) -> object:
    rows = await call.store.read(_metrics, call.path["job"])
    if rows is None:
        raise not_found("job", call.path["job"])
    return show.complete(rows)


def _metrics(tx: Tx, name: str) -> list[dict[str, Any]] | None:
    found = queries.get_job(tx, name)
    return None if found is None else queries.metrics_of(tx, found[0].id)
