"""How one attempt of sending ended. A value, never an exception: only bugs raise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Why an attempt ended as it did. Metric label, and what the delivery log shows."""

    OPEN = "open"  # being made now, or we died between sending and recording
    DELIVERED = "delivered"
    UNKNOWN = "unknown"  # an open attempt of a task that died: it may have arrived; sent again with the same id
    THROTTLED = "throttled"
    SERVER_ERROR = "server_error"
    TIMED_OUT = "timed_out"  # it may have arrived
    UNREACHABLE = "unreachable"
    REFUSED = "refused"  # the channel says that this message is wrong
    GONE = "gone"  # the channel says that it no longer exists
    FORBIDDEN_ADDRESS = "forbidden_address"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class SendResult:
    """`again` says whether another try can help; `detail` is redacted text for the log, at most 300 characters."""

    outcome: Outcome
    again: bool
    detail: str = ""
    status: int | None = None  # HTTP or SMTP code
    retry_after_s: float | None = None

    @property
    def delivered(self) -> bool:
        return self.outcome is Outcome.DELIVERED
