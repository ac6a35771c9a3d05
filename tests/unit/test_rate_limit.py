"""How many questions an account may be asked, and what a reply's headers take of them."""

from __future__ import annotations

import math

import pytest

from service.providers import Provider, Reply
from tests.builders import account
from workers.outbound.rate_limit import FEW_LEFT, MAX_HOLD_S, THROTTLED_S, Limits, Rate, limits_from, rate_of


@pytest.mark.parametrize(
    ("changes", "rate"),
    [
        ({}, Rate(60.0, 30.0)),
        ({"calls_per_min": 600.0}, Rate(600.0, 300.0)),
        ({"calls_per_min": 2.0}, Rate(2.0, 5.0)),
        ({"poll_interval_s": 1.0}, Rate(240.0, 120.0)),
        ({"poll_interval_s": 1.0, "calls_per_min": 60.0}, Rate(60.0, 30.0)),
    ],
)
def test_the_accounts_own_number_counts_then_its_providers_then_what_its_polls_need(
    changes: dict[str, float], rate: Rate
) -> None:
    assert rate_of(account(**changes), Provider()) == rate


def test_a_provider_may_state_its_own_rate() -> None:
    slow = Provider()
    slow.calls_per_min = 12.0
    assert rate_of(account(), slow) == Rate(12.0, 6.0)


@pytest.mark.parametrize(
    ("status", "headers", "left", "hold_s"),
    [
        (200, {}, math.inf, 0.0),
        (200, {"RateLimit": '"api";r=12;t=60'}, 12 - FEW_LEFT, 0.0),
        (200, {"RateLimit": '"api";r=2;t=60'}, 0.0, 60.0),
        (200, {"RateLimit": '"day";r=0;t=86000'}, 0.0, MAX_HOLD_S),
        (429, {}, math.inf, THROTTLED_S),
        (429, {"Retry-After": "7"}, math.inf, 7.0),
        (429, {"Retry-After": "7", "RateLimit": '"api";r=0;t=60'}, 0.0, 60.0),
        (429, {"Retry-After": "86400"}, math.inf, MAX_HOLD_S),
        (503, {"Retry-After": "7"}, math.inf, 0.0),  # the look waits, the account is no other one's
    ],
)
def test_what_a_reply_leaves(status: int, headers: dict[str, str], left: float, hold_s: float) -> None:
    assert limits_from(Reply(status, headers, b"")) == Limits(left, hold_s)
