"""How an account stands: its circuit, the end of its key, and how much of what it should have told us came.

The circuit is open from the moment its trouble is told: then nobody asks its provider but a probe, now and again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

FAILURES_TO_OPEN = 3  # in a row, before the circuit opens; a refused key opens it at once
ENOUGH_ENDINGS = 5  # fewer say nothing about an account's webhooks
MIN_KEY_CHARS = 12  # of a shorter key even two characters would say too much


class Circuit(StrEnum):
    """Whether an account's provider is asked."""

    CLOSED = "closed"  # it is
    OPEN = "open"  # it is not, but for a probe when that is due
    HALF_OPEN = "half_open"  # the probe is under way: its answer decides


@dataclass(frozen=True, slots=True)
class Breaker:
    """An account's circuit and why it is so. `since` and `reason` of trouble also while it is still closed."""

    state: Circuit
    since: datetime | None = None
    reason: str = ""
    next_probe_at: datetime | None = None

    def says(self, key: str | None) -> str:
        """`open: job list: HTTP 401 since 2026-11-23 14:02, key ends …3f; asked again at …`, or `closed`. UTC."""
        if self.since is None:
            return self.state.value
        parts = [f"{self.reason or 'no answer'} since {clock(self.since)}"]
        if end := key_end(key):
            parts.append(f"key ends {end}")
        probe = f"; asked again at {clock(self.next_probe_at)}" if self.next_probe_at else ""
        return f"{self.state.value.replace('_', '-')}: {', '.join(parts)}{probe}"


def breaker(
    *, opened: bool, leased: bool, since: datetime | None, reason: str | None, next_poll_at: datetime | None
) -> Breaker:
    """The circuit of an account that was `opened`; `leased`: its probe is under way."""
    if not opened:
        return Breaker(Circuit.CLOSED, since, reason or "")
    if leased:
        return Breaker(Circuit.HALF_OPEN, since, reason or "")
    return Breaker(Circuit.OPEN, since, reason or "", next_poll_at)


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def key_end(key: str | None) -> str:
    """`…3f`: the last two characters of a key, to tell it from others by; nothing of a short key or a file."""
    if key is None or len(key) < MIN_KEY_CHARS or key.startswith("{"):
        return ""
    end = key[-2:]
    return f"…{end}" if end.isascii() and end.isprintable() and " " not in end else ""


@dataclass(frozen=True, slots=True)
class Webhooks:
    """What became of the webhooks that an account's endings should have brought.

    `came` in time, `late` (a poll was first), `never`; `twice` counts deliveries that repeated one we had.
    """

    came: int = 0
    late: int = 0
    never: int = 0
    twice: int = 0

    @property
    def endings(self) -> int:
        return self.came + self.late + self.never

    @property
    def do_not_arrive(self) -> bool:
        """Is something wrong with how they are sent? One or two may be lost on any way."""
        return self.endings >= ENOUGH_ENDINGS and 2 * self.never > self.endings

    def shares(self) -> dict[str, float | None]:
        """Each as a share of the endings, None before there was one. `twice` may be above 1."""
        names = ("came", "late", "never", "twice")
        if not self.endings:
            return dict.fromkeys(names)
        return {name: round(getattr(self, name) / self.endings, 4) for name in names}
