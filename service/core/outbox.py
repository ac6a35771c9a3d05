"""Something a change calls for, committed with it. The row owns the work; a task only carries it out."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class EntryKind(StrEnum):
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
    kind: EntryKind
    subject: str  # notification id, version id or evaluation id
    job_id: str | None = None
    state: EntryState = EntryState.OWED
    tries: int = 0
    due_at: datetime | None = None  # None: now


# 5 s, 30 s, 2 min, 15 min, 1 h, 4 h, 12 h, 24 h, 24 h: Standard Webhooks' advice is 75 h in all, ours is about 66 h.
RETRY_AFTER_S = (5, 30, 120, 900, 3600, 14_400, 43_200, 86_400, 86_400)
MAX_RETRY_AFTER_S = 86_400


def entry_id(kind: EntryKind, *parts: str) -> str:
    return "eff_" + hashlib.sha256("\0".join([kind.value, *parts]).encode()).hexdigest()[:24]


def next_try(tries: int, *, now: datetime, rng: random.Random, retry_after_s: float | None = None) -> datetime | None:
    """When try number `tries` + 1 is due after `tries` failed ones, with up to 20 % jitter; None: give up."""
    if tries > len(RETRY_AFTER_S):
        return None
    wait_s = RETRY_AFTER_S[tries - 1] * rng.uniform(1.0, 1.2)
    if retry_after_s is not None:
        wait_s = max(wait_s, min(retry_after_s, MAX_RETRY_AFTER_S))
    return now + timedelta(seconds=wait_s)
