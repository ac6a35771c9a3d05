"""When a delivery that failed is tried again, and when it is given up."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from service.core.retry import next_attempt, next_try
from service.core.send_result import Outcome, SendResult
from tests.builders import NOW

HOUR = 3600


class Draws(random.Random):
    """A generator whose draws are all at one place of their range."""

    def __init__(self, place: float) -> None:
        super().__init__()
        self._place = place

    def uniform(self, a: float, b: float) -> float:
        return a + (b - a) * self._place


EARLIEST, LATEST = Draws(0.0), Draws(1.0)


def waits(rng: random.Random, **more: float) -> list[float | None]:
    """Seconds until the next try, after one failed try and so on, up to and with the first None."""
    found: list[float | None] = []
    for tries in range(1, 100):
        due_at = next_try(tries, now=NOW, rng=rng, retry_after_s=more.get("retry_after_s"))
        found.append(None if due_at is None else (due_at - NOW).total_seconds())
        if due_at is None:
            break
    return found


def test_a_delivery_is_tried_ten_times_over_sixty_six_hours() -> None:
    assert waits(EARLIEST) == [
        5, 30, 120, 900, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR, None,
    ]  # fmt: skip


def test_jitter_adds_a_fifth_at_most_and_takes_nothing() -> None:
    assert waits(LATEST)[:3] == pytest.approx([6, 36, 144])


@pytest.mark.parametrize(
    ("retry_after_s", "wait_s"), [(None, 30), (0.0, 30), (29.0, 30), (31.0, 31), (HOUR, HOUR), (10**9, 24 * HOUR)]
)
def test_a_channel_may_ask_for_a_longer_wait_up_to_a_day_and_for_no_shorter_one(
    retry_after_s: float | None, wait_s: float
) -> None:
    assert next_try(2, now=NOW, rng=EARLIEST, retry_after_s=retry_after_s) == NOW + timedelta(seconds=wait_s)


def test_asking_for_a_wait_gives_no_further_try() -> None:
    assert next_try(10, now=NOW, rng=EARLIEST, retry_after_s=60.0) is None


@pytest.mark.parametrize("outcome", [Outcome.THROTTLED, Outcome.SERVER_ERROR, Outcome.TIMED_OUT, Outcome.UNREACHABLE])
def test_a_notification_that_can_still_arrive_is_sent_again_when_the_channel_says(outcome: Outcome) -> None:
    result = SendResult(outcome, again=True, retry_after_s=90.0)
    assert next_attempt(result, 1, now=NOW, rng=EARLIEST) == NOW + timedelta(seconds=90)


def test_a_notification_that_arrived_is_never_sent_again() -> None:
    assert next_attempt(SendResult(Outcome.DELIVERED, again=False), 1, now=NOW, rng=EARLIEST) is None
    assert next_attempt(SendResult(Outcome.DELIVERED, again=True), 1, now=NOW, rng=EARLIEST) is None


def test_a_notification_that_the_channel_refuses_is_not_sent_again() -> None:
    assert next_attempt(SendResult(Outcome.REFUSED, again=False), 1, now=NOW, rng=EARLIEST) is None


def test_the_last_attempt_has_no_next_one() -> None:
    assert next_attempt(SendResult(Outcome.THROTTLED, again=True), 10, now=NOW, rng=EARLIEST) is None
