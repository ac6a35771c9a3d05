"""How an account stands, in values and in words."""

from __future__ import annotations

import pytest

from service.core.account import Breaker, Circuit, Webhooks, breaker, key_end
from tests.builders import NOW, ago

KEY = "sk-proj-0123456789ab3f"


@pytest.mark.parametrize(
    ("told", "leased", "state"),
    [
        (False, False, Circuit.CLOSED),
        (False, True, Circuit.CLOSED),
        (True, False, Circuit.OPEN),
        (True, True, Circuit.HALF_OPEN),
    ],
)
def test_the_circuit_is_open_once_the_trouble_is_told_and_half_open_while_a_probe_is_under_way(
    told: bool, leased: bool, state: Circuit
) -> None:
    found = breaker(opened=told, leased=leased, since=ago(minutes=3), reason="job list: HTTP 401", next_poll_at=NOW)
    assert found.state is state
    assert (found.next_probe_at is not None) is (state is Circuit.OPEN)


def test_an_open_circuit_says_since_when_why_and_for_which_key() -> None:
    told = breaker(opened=True, leased=False, since=ago(hours=1), reason="job list: HTTP 401", next_poll_at=NOW)
    assert told.says(KEY) == (
        "open: job list: HTTP 401 since 2026-11-23 11:00, key ends …3f; asked again at 2026-11-23 12:00"
    )
    assert "key" not in told.says(None)


def test_a_circuit_without_trouble_says_only_that_it_is_closed() -> None:
    assert Breaker(Circuit.CLOSED).says(KEY) == "closed"


@pytest.mark.parametrize(
    ("key", "end"),
    [(KEY, "…3f"), ("0123456789ab", "…ab"), ("0123456789a", ""), ("", ""), (None, ""), ("0123456789a\n", ""),
     ("0123456789é!", "")],
)  # fmt: skip
def test_of_a_key_nothing_but_its_last_two_characters_is_shown_and_of_a_short_one_nothing(
    key: str | None, end: str
) -> None:
    assert key_end(key) == end


def test_webhooks_as_shares_of_the_endings_that_should_have_brought_them() -> None:
    assert Webhooks(came=6, late=1, never=1, twice=4).shares() == {
        "came": 0.75, "late": 0.125, "never": 0.125, "twice": 0.5,
    }  # fmt: skip
    assert set(Webhooks(twice=3).shares().values()) == {None}


@pytest.mark.parametrize(
    ("webhooks", "wrong"),
    [
        (Webhooks(came=2, never=3), True),
        (Webhooks(came=3, never=3), False),
        (Webhooks(never=4), False),
        (Webhooks(late=5), False),
        (Webhooks(came=4, late=1, never=6), True),
    ],
)
def test_something_is_wrong_with_the_webhooks_once_most_of_enough_endings_brought_none(
    webhooks: Webhooks, wrong: bool
) -> None:
    assert webhooks.do_not_arrive is wrong
