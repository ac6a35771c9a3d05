"""What happened that somebody may want to be told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    """The names used in `[[subscription]] events = [...]`, in logs and in outgoing webhooks."""

    JOB_STARTED = "job.started"
    JOB_PAUSED = "job.paused"
    JOB_SUCCEEDED = "job.succeeded"
    JOB_FAILED = "job.failed"
    JOB_CANCELLED = "job.cancelled"
    JOB_EXPIRED = "job.expired"
    JOB_STALLED = "job.stalled"
    JOB_RECOVERED = "job.recovered"
    JOB_LOST = "job.unknown_to_provider"  # never seen there
    JOB_FORGOTTEN = "job.forgotten"  # seen at work there, and not known any more
    MODEL_REGISTERED = "model.registered"
    EVALUATION_FINISHED = "evaluation.finished"
    ACCOUNT_FAILING = "account.failing"
    ACCOUNT_RECOVERED = "account.recovered"
    TEST = "test"


# Overtaken by an ending: not sent.
MILESTONES = frozenset({EventKind.JOB_STARTED, EventKind.JOB_PAUSED, EventKind.JOB_STALLED, EventKind.JOB_RECOVERED})
JOB_ENDINGS = frozenset({EventKind.JOB_SUCCEEDED, EventKind.JOB_FAILED, EventKind.JOB_CANCELLED, EventKind.JOB_EXPIRED})
TROUBLE = frozenset({EventKind.ACCOUNT_FAILING, EventKind.ACCOUNT_RECOVERED})  # told by default: silence is ambiguous
DEFAULT_EVENTS = frozenset(EventKind) - {EventKind.TEST, EventKind.MODEL_REGISTERED, EventKind.JOB_PAUSED}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to tell. `id` is made of what it is about, so the same event found twice is one.

    `subject` is what the message is made of: a job id, a model version id, an evaluation id or an account name.
    """

    id: str
    kind: EventKind
    project: str
    account: str
    provider: str
    subject: str
    job_id: str | None = None
    model_name: str | None = None
    status: str | None = None  # the ending it is about, to see whether it was overtaken


def event_id(subject: str, kind: EventKind, *parts: object) -> str:
    """`evt_` and 24 hex digits of what the event is about."""
    raw = "\0".join([subject, kind.value, *map(str, parts)])
    return "evt_" + hashlib.sha256(raw.encode()).hexdigest()[:24]


def notification_id(event: str, subscription: str) -> str:
    """The id a receiver sees, the same for every attempt: one event, one subscription, one notification."""
    return "ntf_" + hashlib.sha256(f"{event}\0{subscription}".encode()).hexdigest()[:24]
