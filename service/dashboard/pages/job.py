"""One job: how it stands, what happened, its loss, what came of it, who was told, and what was received about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

import msgspec

from service.api import accounts as accounts_api
from service.api import jobs as jobs_api
from service.api import show as api_show
from service.api.call import Call, Nothing, not_found
from service.charts.spec import heading, order
from service.core.job import Job
from service.core.model import ModelVersion
from service.dashboard.page import Elsewhere, View, same
from service.dashboard.shapes import Row, checkpoints_of, fact_rows, job_line, note_tone, timeline
from service.dashboard.verdicts import suite_verdicts
from service.log import redact
from service.notifiers.words import job_reason, log_end
from service.providers.table import PROVIDERS
from service.store import listings, queries, registry
from service.store.engine import Tx
from service.store.rows import to_object

HISTORY, NOTES, REQUESTS = 40, 20, 20


class JobAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the page shows, as the database keeps it."""

    job: Job
    row: Row
    history: list[dict[str, Any]]
    notifications: list[dict[str, Any]]
    inbound: list[dict[str, Any]]
    metrics: dict[str, tuple[int, float]]
    version: ModelVersion | None
    previous: ModelVersion | None
    evaluations: list[dict[str, Any]]


def read(tx: Tx, name: str, before: int | None) -> Found | None:
    """The job by our id or by the provider's."""
    found = queries.get_job(tx, name)
    if found is None:
        return None
    job, row = found
    version = registry.version_of_job(tx, job.id, aliases=True)
    return Found(
        job=job,
        row=row,
        history=listings.history_before(tx, job.id, before=before, limit=HISTORY + 1),
        notifications=queries.list_notifications(tx, job_id=job.id, limit=NOTES).rows,
        inbound=queries.list_inbound(tx, job_id=job.id, limit=REQUESTS).rows,
        metrics=queries.last_metrics(tx, job.id),
        version=version,
        previous=None if version is None else registry.previous_version(tx, version),
        evaluations=[] if version is None else listings.verdicts(tx, [version.id]).get(version.id, []),
    )


async def show(call: Call, asked: JobAsked) -> View:
    name = call.path["job"]
    found = await call.store.read(read, name, asked.before)
    if found is None:
        raise not_found("job", name)
    return View("job.html.j2", values(call, found, asked.before))


def values(call: Call, found: Found, before: int | None) -> dict[str, Any]:
    """What the page is filled with."""
    job, facts = found.job, to_object(found.row["facts"])
    account = next((one for one in call.settings.accounts if one.name == job.account), None)
    provider = None if account is None else PROVIDERS.get(account.provider)
    history = found.history[:HISTORY]
    notifications = [
        api_show.notification(notification) | {"tone": note_tone(notification)} for notification in found.notifications
    ]
    return {
        "job": job_line(found.row, call.tools.clock()),
        "url": facts.get("url"),
        "facts": fact_rows(facts),
        "checkpoints": checkpoints_of(facts),
        "reason": redact(job_reason(job)),
        "log": redact(log_end(job.text("log_tail") or "")),
        "metrics": sorted(found.metrics.items(), key=lambda one: order(one[0])),
        "curve": heading(found.metrics) if found.metrics or not job.ended else None,
        "timeline": timeline(
            history,
            [] if before else notifications,
            before=call.tools.clock() if len(found.history) > HISTORY else None,
        ),
        "older": f"/jobs/{job.id}?before={history[-1]['id']}" if len(found.history) > HISTORY else None,
        "newest": before is None,
        "notes": notifications,
        "inbound": found.inbound,
        "version": found.version,
        "previous": found.previous,
        "standings": suite_verdicts(found.evaluations),
        "askable": provider is not None and provider.asks,
        "heard_at": job.heard_at,
        "refresh_due_at": found.row["refresh_due_at"],
        "same": same(f"jobs show {job.id}", f"/jobs/{job.id}", what="This job")
        + same("", f"/jobs/{job.id}/history", what="What happened")
        + same("notifications", "/notifications", {"job_id": job.id}, what="Who was told")
        + same("inbound", "/inbound", {"job_id": job.id}, what="What was received"),
    }


async def look(call: Call, _asked: Nothing) -> Elsewhere:
    """Its provider is asked about it now."""
    job = await _job(call)
    at_account = replace(call, path={"name": job.account})
    await accounts_api.follow(at_account, accounts_api.FollowBody(job.provider_job_id))
    return Elsewhere(f"/jobs/{job.id}", f"{job.provider} is being asked about this job now.")


async def cancel(call: Call, _asked: Nothing) -> Elsewhere:
    """Its provider is asked to cancel it."""
    job = await _job(call)
    await jobs_api.cancel(call, Nothing())
    return Elsewhere(f"/jobs/{job.id}", f"{job.provider} has taken the request to cancel this job.")


async def _job(call: Call) -> Job:
    found = await call.store.read(queries.get_job, call.path["job"])
    if found is None:
        raise not_found("job", call.path["job"])
    return found[0]
