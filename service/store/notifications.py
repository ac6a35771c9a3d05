"""Everything a message says, read in the transaction that claims its first attempt, and kept for the later ones.

One id has one body: what comes to be known between two attempts is not in the second, whatever a notifier renders.
"""

from __future__ import annotations

import secrets
from collections.abc import Container, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from service.core.config import Suite
from service.core.evaluation_plan import suites_for
from service.core.event import JOB_ENDINGS, EventKind
from service.core.job import Job
from service.core.loss_curves import loss_curves
from service.core.model import ModelVersion
from service.core.notification import AccountTrouble, EvaluationSummary, Notification
from service.core.outbox import EntryKind, entry_id
from service.core.snapshot import Status
from service.store import evaluations, outbox, queries, registry
from service.store.engine import Tx
from service.store.outbox import Claim, claim_notification
from service.store.rows import Row, from_json, to_job, to_json


@dataclass(frozen=True, slots=True)
class Prepared:
    """A claimed notification, ready to be rendered; `notification` is None when the claim came to nothing."""

    claim: Claim
    channel: str = ""
    notification: Notification | None = None


def prepare(
    tx: Tx,
    notification_id: str,
    *,
    owner: str,
    lease_s: float,
    public_url: str,
    suites: Sequence[Suite] = (),
    charted: Container[str] = frozenset(),
) -> Prepared:
    """Claims the notification and gathers what it says. `charted`: the channels that show curves."""

    def write(tx: Tx, row: Row, job: Row | None) -> str:
        notification = _notification(tx, row, None if job is None else to_job(job), public_url, suites)
        return kept(_with_curves(tx, notification) if row["channel"] in charted else notification)

    taken = claim_notification(tx, notification_id, owner=owner, lease_s=lease_s, write=write)
    if taken.notification is None or taken.content is None:
        return Prepared(taken.claim)
    return Prepared(taken.claim, taken.notification["channel"], restored(taken.content, attempt=taken.claim.tries))


def kept(notification: Notification) -> str:
    """The notification as JSON. Left out: ranks of a job's facts and a version's lineage, which no message says."""
    content = {one.name: getattr(notification, one.name) for one in fields(notification) if one.name != "attempt"}
    if notification.job is not None:
        content["job"] = {name: getattr(notification.job, name) for name in _JOB}
    if notification.version is not None:
        content["version"] = {name: getattr(notification.version, name) for name in _VERSION}
    return to_json(content)


def restored(content: str, *, attempt: int) -> Notification:
    """The notification that `kept` made it of. The first attempt is made from it too, so that no later one differs."""
    said: dict[str, Any] = from_json(content)
    job, version, evaluation, trouble = (said[name] for name in ("job", "version", "evaluation", "trouble"))
    return Notification(
        id=said["id"],
        kind=EventKind(said["kind"]),
        subscription=said["subscription"],
        attempt=attempt,
        created_at=datetime.fromisoformat(said["created_at"]),
        account=said["account"],
        provider=said["provider"],
        project=said["project"],
        job=None if job is None else _job(job),
        last_metrics={name: (step, value) for name, (step, value) in said["last_metrics"].items()},
        curves={
            name: tuple((step, value) for step, value in points) for name, points in said.get("curves", {}).items()
        },
        chart_key=said.get("chart_key", ""),
        version=None if version is None else _version(version),
        evaluations_pending=said["evaluations_pending"],
        evaluation=None
        if evaluation is None
        else EvaluationSummary(**evaluation | {"lines": tuple(evaluation["lines"])}),
        trouble=None
        if trouble is None
        else AccountTrouble(**trouble | {"failing_since": _time(trouble["failing_since"])}),
        public_url=said["public_url"],
    )


_JOB = [one.name for one in fields(Job) if one.name != "ranks"]
_VERSION = [one.name for one in fields(ModelVersion) if one.name != "lineage"]


def _job(said: dict[str, Any]) -> Job:
    typed: dict[str, Any] = {"status": Status(said["status"]), "rank": tuple(said["rank"])}
    typed |= {name: _time(said.get(name)) for name in ("heard_at", "stalled_at")}
    return Job(**{name: said[name] for name in _JOB if name in said} | typed)


def _version(said: dict[str, Any]) -> ModelVersion:
    retires = said["base_retires_on"]
    typed = {
        "registered_at": datetime.fromisoformat(said["registered_at"]),
        "base_retires_on": None if retires is None else date.fromisoformat(retires),
        "aliases": tuple(said["aliases"]),
    }
    return ModelVersion(**{name: said[name] for name in _VERSION if name in said} | typed)


def _time(said: str | None) -> datetime | None:
    return None if said is None else datetime.fromisoformat(said)


def _notification(tx: Tx, row: Row, job: Job | None, public_url: str, suites: Sequence[Suite]) -> Notification:
    kind, version = EventKind(row["event_kind"]), None
    metrics: dict[str, tuple[int, float]] = {}
    evaluation = _evaluation(tx, row["subject"]) if kind is EventKind.EVALUATION_FINISHED else None
    if job is not None and job.status is Status.SUCCEEDED:
        metrics = queries.last_metrics(tx, job.id)
        version = registry.version_of_job(tx, job.id)
    return Notification(
        id=row["id"],
        kind=kind,
        subscription=row["subscription"],
        attempt=1,
        created_at=row["created_at"],
        account=row["account"],
        provider=row["provider"],
        project=row["project"],
        job=job,
        last_metrics=metrics,
        version=version,
        evaluations_pending=_pending(tx, version, suites),
        evaluation=evaluation,
        trouble=_trouble(row, from_json(row["detail"])),
        public_url=public_url,
    )


def _with_curves(tx: Tx, notification: Notification) -> Notification:
    """The notification with the losses of its job, if it is about the job's end and there is a curve to show."""
    if notification.job is None or notification.kind not in JOB_ENDINGS:
        return notification
    curves = loss_curves(queries.losses_of(tx, notification.job.id))
    return replace(notification, curves=curves, chart_key=secrets.token_urlsafe(24)) if curves else notification


def _pending(tx: Tx, version: ModelVersion | None, suites: Sequence[Suite]) -> int:
    """Evaluations of the version that are still to come: until it is registered completely, those that will be."""
    if version is None or version.untold or not suites:
        return 0
    if outbox.is_owed(tx, entry_id(EntryKind.REGISTER, version.job_id)):
        return len(suites_for(version, suites))
    return evaluations.pending(tx, version.id)


def _evaluation(tx: Tx, one: str) -> EvaluationSummary | None:
    found = evaluations.get(tx, one)
    if found is None or found.result is None:
        return None
    lines = found.result.get("sentences", [])
    return EvaluationSummary(found.id, found.suite, found.verdict or "", tuple(str(line) for line in lines))


def _trouble(row: Row, detail: dict[str, Any] | None) -> AccountTrouble | None:
    if detail is None:
        return None
    since = detail.get("failing_since")
    return AccountTrouble(
        name=row["account"],
        provider=row["provider"],
        failing_since=None if since is None else datetime.fromisoformat(since),
        reason=str(detail.get("reason", "")),
        key_end=str(detail.get("key_end", "")),
    )
