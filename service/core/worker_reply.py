"""What a worker answers to a person who waits: a list of one item in Redis, at a key that only the two know."""

from __future__ import annotations

import hashlib
from enum import StrEnum

import msgspec

REPLY_TTL_S = 60  # nobody waits longer
READINESS_FRESH_S = 60  # a model's state is not asked for again so soon


class CheckReply(msgspec.Struct, frozen=True):
    """Whether an account's provider answers. `jobs` are those on the first page of its list, `more`: there are more."""

    ok: bool
    detail: str
    denied: bool = False  # the provider refuses our key
    jobs: int | None = None
    more: bool = False
    ms: int | None = None
    found: tuple[tuple[str, str], ...] = ()  # title and status of the first few


class Cancelling(StrEnum):
    """How the request to cancel a job ended. Also the API's `reason`."""

    TAKEN = "taken"
    NOT_POSSIBLE = "not_possible"  # this provider offers no cancelling
    ALREADY_ENDED = "already_ended"
    UNKNOWN_JOB = "unknown_job"  # the provider does not know it
    REFUSED = "refused"  # the provider will not, now
    DENIED = "denied"  # our key may not
    UNREACHABLE = "unreachable"  # no usable answer: it may have been taken
    OUT_OF_BUDGET = "out_of_budget"  # no question is left for now, so nothing was asked
    TOO_LATE = "too_late"  # nobody waits any more, so nothing was asked


class CancelReply(msgspec.Struct, frozen=True):
    """What came of the request to cancel a job."""

    outcome: Cancelling
    detail: str


class ReadinessReply(msgspec.Struct, frozen=True):
    """A provider's word on whether a tuned model answers; `serving` is a `Readiness` of service/providers."""

    serving: str
    detail: str = ""
    call: str | None = None
    ok: bool = True  # False: the provider could not be asked, and `detail` says why


encode_reply = msgspec.json.Encoder().encode


def reply_key_of(reply_key: str) -> str:
    return f"tunewatch:answer:{reply_key}"


def readiness_key(account: str, tuned_model: str) -> str:
    """Where the latest word on a model is kept for a minute."""
    return f"tunewatch:servable:{account}:{hashlib.sha256(tuned_model.encode('utf-8', 'replace')).hexdigest()[:24]}"
