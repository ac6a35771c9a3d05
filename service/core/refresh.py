"""When a job's refresh is due again, and when a job that its provider does not find counts as unknown there."""

from __future__ import annotations

from datetime import datetime, timedelta

AGAIN_S = (1, 2, 5, 15, 30, 60, 120, 300)  # then every five minutes: a changed job is asked about until it was seen
NOT_FOUND_WAIT_S = (20, 60)  # between two answers "not found"


def again_s(tries: int) -> int:
    """The wait after so many refreshes that did not settle it."""
    return AGAIN_S[min(tries, len(AGAIN_S) - 1)]


def postponed(tries: int, *, now: datetime, wait_s: float | None = None) -> tuple[datetime, int]:
    """When a refresh that did not settle its job is due again, at least `wait_s` from now, and its tries by then."""
    return now + timedelta(seconds=max(again_s(tries), wait_s or 0)), tries + 1


def not_found_wait_s(times: int) -> int | None:
    """The wait after the job was not found so many times; None: its provider does not know it."""
    return NOT_FOUND_WAIT_S[times - 1] if times <= len(NOT_FOUND_WAIT_S) else None


def not_found_limit() -> int:
    """How many times a job is not found before it counts as unknown to its provider."""
    return len(NOT_FOUND_WAIT_S) + 1
