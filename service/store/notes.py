"""Everything a message says, read in the transaction that claims it: the job as it is when sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.core.config import Suite
from service.core.effect import EffectKind, effect_id
from service.core.event import EventKind
from service.core.job import Job
from service.core.model import ModelVersion
from service.core.notification import AccountNote, EvaluationNote, Note
from service.core.plan import suites_for
from service.core.snapshot import Status
from service.store import effects, evaluations, queries, registry
from service.store.effects import Claim, Claimed, NoteClaim, claim_note
from service.store.engine import Tx
from service.store.rows import Row, from_json, to_job


@dataclass(frozen=True, slots=True)
class Prepared:
    """A claimed note, ready to be rendered; `note` is None when the claim came to nothing."""

    claim: Claim
    channel: str = ""
    note: Note | None = None


def prepare(
    tx: Tx, note_id: str, *, owner: str, lease_s: float, public_url: str, suites: Sequence[Suite] = ()
) -> Prepared:
    """Claims the notification and gathers what it says."""
    taken = claim_note(tx, note_id, owner=owner, lease_s=lease_s)
    if taken.claim.result is not Claimed.YES or taken.note is None:
        return Prepared(taken.claim)
    job = None if taken.job is None else to_job(taken.job)
    return Prepared(taken.claim, taken.note["channel"], _note(tx, taken, job, public_url, suites))


def _note(tx: Tx, taken: NoteClaim, job: Job | None, public_url: str, suites: Sequence[Suite]) -> Note:
    row = taken.note
    assert row is not None
    kind, version = EventKind(row["event_kind"]), None
    metrics: dict[str, tuple[int, float]] = {}
    evaluation = _evaluation(tx, row["subject"]) if kind is EventKind.EVALUATION_FINISHED else None
    if job is not None and job.status is Status.SUCCEEDED:
        metrics = queries.last_metrics(tx, job.id)
        version = registry.version_of_job(tx, job.id)
    return Note(
        id=row["id"],
        kind=kind,
        subscription=row["subscription"],
        attempt=taken.claim.tries,
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


def _pending(tx: Tx, version: ModelVersion | None, suites: Sequence[Suite]) -> int:
    """Evaluations of the version that are still to come: until it is registered completely, those that will be."""
    if version is None or version.silent or not suites:
        return 0
    if effects.is_owed(tx, effect_id(EffectKind.REGISTER, version.job_id)):
        return len(suites_for(version, suites))
    return evaluations.pending(tx, version.id)


def _evaluation(tx: Tx, one: str) -> EvaluationNote | None:
    found = evaluations.get(tx, one)
    if found is None or found.result is None:
        return None
    lines = found.result.get("sentences", [])
    return EvaluationNote(found.id, found.suite, found.verdict or "", tuple(str(line) for line in lines))


def _trouble(row: Row, detail: dict[str, Any] | None) -> AccountNote | None:
    if detail is None:
        return None
    since = detail.get("failing_since")
    return AccountNote(
        name=row["account"],
        provider=row["provider"],
        failing_since=None if since is None else datetime.fromisoformat(since),
        reason=str(detail.get("reason", "")),
    )
