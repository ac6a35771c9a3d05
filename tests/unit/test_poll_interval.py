"""How soon an account is polled again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from service.core.poll_interval import MAX_BACKOFF_S, PollInputs, PollReason, WebhooksTell, backoff, next_poll, proven

BUSY = PollInputs(30.0, active=3)
HOOKED = replace(BUSY, webhooks_tell=WebhooksTell.ENDINGS)


class Fixed(random.Random):
    """A generator whose draws are all at one place of their range."""

    def __init__(self, place: float) -> None:
        super().__init__()
        self._place = place

    def uniform(self, a: float, b: float) -> float:
        return a + (b - a) * self._place


@pytest.fixture(params=[0.0, 0.5, 1.0], ids=["earliest", "middle", "latest"])
def place(request: pytest.FixtureRequest) -> float:
    return float(request.param)


TABLE = [
    (PollInputs(30.0), 60.0, PollReason.IDLE),
    (BUSY, 30.0, PollReason.NO_WEBHOOKS),
    (replace(BUSY, eta_s=119.0), 15.0, PollReason.NEAR_END),
    (replace(BUSY, eta_s=-500.0), 15.0, PollReason.NEAR_END),
    (replace(BUSY, eta_s=121.0), 30.0, PollReason.NO_WEBHOOKS),
    (HOOKED, 30.0, PollReason.WEBHOOKS_UNPROVEN),
    (replace(HOOKED, by_webhook=(True, True)), 30.0, PollReason.WEBHOOKS_UNPROVEN),
    (replace(HOOKED, by_webhook=(True, True, True)), 60.0, PollReason.WEBHOOKS_COME),
    (
        replace(HOOKED, by_webhook=(True, True, True), eta_s=60.0),
        15.0,
        PollReason.NEAR_END,
    ),
    (
        replace(HOOKED, by_webhook=(True, True, True, False)),
        30.0,
        PollReason.WEBHOOKS_UNPROVEN,
    ),
    (replace(BUSY, by_webhook=(True, True, True)), 30.0, PollReason.NO_WEBHOOKS),
    (replace(BUSY, webhooks_tell=WebhooksTell.STARTS, by_webhook=(True, True, True)), 60.0, PollReason.WEBHOOKS_COME),
    (replace(BUSY, webhooks_tell=WebhooksTell.CHANGES, by_webhook=(True, True, True)), 30.0, PollReason.NO_WEBHOOKS),
    (replace(BUSY, rounds=3), 10.0, PollReason.MANY),
    (replace(BUSY, rounds=100), 5.0, PollReason.MANY),
]


@pytest.mark.parametrize(("inputs", "wait_s", "reason"), TABLE)
def test_the_table(inputs: PollInputs, wait_s: float, reason: PollReason) -> None:
    pace = next_poll(inputs, Fixed(0.5))
    assert (pace.wait_s, pace.reason) == (pytest.approx(wait_s), reason)


def test_every_reason_for_a_next_poll_is_in_the_table() -> None:
    forgets = next_poll(replace(BUSY, interval_s=1000.0, keeps_ended_s=1800), Fixed(0.5))
    decided = {reason for *_, reason in TABLE} | {forgets.reason}
    assert decided == set(PollReason) - {PollReason.BACKING_OFF, PollReason.OUT_OF_BUDGET}


def test_jitter_is_a_tenth_either_way() -> None:
    assert next_poll(BUSY, Fixed(0.0)).wait_s == pytest.approx(27.0)
    assert next_poll(BUSY, Fixed(1.0)).wait_s == pytest.approx(33.0)


def outlooks() -> Iterator[PollInputs]:
    for interval_s in (1.0, 30.0, 600.0, 86_400.0):
        for by_webhook in ((), (True,) * 5):
            for rounds in (1, 7):
                yield PollInputs(
                    interval_s,
                    active=2,
                    webhooks_tell=WebhooksTell.ENDINGS,
                    by_webhook=by_webhook,
                    keeps_ended_s=1800,
                    rounds=rounds,
                )


def test_a_provider_that_forgets_is_asked_three_times_before_it_does_while_a_job_is_active(place: float) -> None:
    assert all(next_poll(inputs, Fixed(place)).wait_s <= 600.0 for inputs in outlooks())


def test_without_an_active_job_there_is_nothing_to_forget() -> None:
    assert next_poll(PollInputs(3600.0, keeps_ended_s=1800), Fixed(0.5)).wait_s == pytest.approx(7200.0)


def test_webhooks_are_relied_on_only_when_the_latest_endings_all_had_one() -> None:
    assert proven((True, True, True))
    assert not proven((True, True))
    assert not proven((True, True, True, False))
    assert not proven(())


def test_a_failing_account_is_asked_at_growing_intervals_up_to_a_quarter_of_an_hour(place: float) -> None:
    waits = [backoff(30.0, failures, Fixed(place)).wait_s for failures in range(1, 60)]
    assert waits == sorted(waits)
    assert waits[0] <= 60.0
    assert max(waits) <= MAX_BACKOFF_S
    assert backoff(30.0, 10**6, Fixed(place)).wait_s == waits[-1]


def test_a_failing_account_is_left_alone_twice_as_long_each_time() -> None:
    waits = [backoff(30.0, failures, Fixed(1.0)).wait_s for failures in range(1, 7)]
    assert waits == [60.0, 120.0, 240.0, 480.0, 900.0, 900.0]


def test_a_failing_account_is_asked_no_sooner_than_its_interval_however_long_that_is() -> None:
    assert backoff(3600.0, 1, Fixed(1.0)).wait_s == 3600.0


def test_an_hour_that_the_provider_asks_for_is_waited() -> None:
    assert backoff(30.0, 1, Fixed(0.5), at_least_s=3600.0).wait_s == 3600.0
