"""The transactional outbox: work that a change calls for, committed with it. The row owns the work; a task only
carries it out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.core.send_result import SendResult


class EntryKind(StrEnum):
    """The kinds that Tunewatch itself owes. Whatever has a carrier in workers/carriers.py is a kind."""

    DELIVER = "deliver"
    REGISTER = "register"
    EVALUATE = "evaluate"


class EntryState(StrEnum):
    OWED = "owed"
    DONE = "done"
    SUPERSEDED = "superseded"  # overtaken by newer news: not carried out
    DEAD = "dead"  # given up: a dead letter, replayable
    CANCELLED_BY_CONFIG = "cancelled_by_config"  # its channel, suite or account was removed


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One piece of owed work. For `deliver` the id is the notification's, else it is derived."""

    id: str
    kind: str
    subject: str  # notification id, version id or evaluation id
    job_id: str | None = None
    state: EntryState = EntryState.OWED
    tries: int = 0
    due_at: datetime | None = None  # None: now


def entry_id(kind: str, *parts: str) -> str:
    """The same for the same work, so that it is owed once."""
    return "eff_" + hashlib.sha256("\0".join([kind, *parts]).encode()).hexdigest()[:24]


def removed(what: str) -> tuple[EntryState, str]:
    """How owed work ends, and why, once `what` it needs was removed from the configuration: not as a dead letter."""
    return EntryState.CANCELLED_BY_CONFIG, f"{what} is not configured any more"


def after_attempt(result: SendResult, again_at: datetime | None) -> EntryState:
    """What a notification is after an attempt: done, owed until `again_at`, or a dead letter."""
    if result.delivered:
        return EntryState.DONE
    return EntryState.DEAD if again_at is None else EntryState.OWED
