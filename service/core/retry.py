"""When a failed delivery, or other owed work, is tried again, and when it is given up."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from service.core.send_result import SendResult

# 5 s, 30 s, 2 min, 15 min, 1 h, 4 h, 12 h, 24 h, 24 h: Standard Webhooks' advice is 75 h in all, ours is about 66 h.
RETRY_AFTER_S = (5, 30, 120, 900, 3600, 14_400, 43_200, 86_400, 86_400)
MAX_RETRY_AFTER_S = 86_400


def next_try(tries: int, *, now: datetime, rng: random.Random, retry_after_s: float | None = None) -> datetime | None:
    """When try number `tries` + 1 is due after `tries` failed ones, with up to 20 % jitter; None: give up."""
    if tries > len(RETRY_AFTER_S):
        return None
    wait_s = RETRY_AFTER_S[tries - 1] * rng.uniform(1.0, 1.2)
    if retry_after_s is not None:
        wait_s = max(wait_s, min(retry_after_s, MAX_RETRY_AFTER_S))
    return now + timedelta(seconds=wait_s)


def next_attempt(result: SendResult, tries: int, *, now: datetime, rng: random.Random) -> datetime | None:
    """When a notification is sent again after attempt number `tries` ended so; None: it arrived, or is given up."""
    if result.delivered or not result.again:
        return None
    return next_try(tries, now=now, rng=rng, retry_after_s=result.retry_after_s)
