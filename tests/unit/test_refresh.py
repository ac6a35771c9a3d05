"""When a job's refresh is due again, and when a job counts as unknown to its provider."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.core.refresh import again_s, not_found_limit, not_found_wait_s, postponed
from tests.builders import NOW


def test_a_job_that_is_not_settled_is_asked_about_ever_less_often_down_to_every_five_minutes() -> None:
    waits = [again_s(tries) for tries in range(12)]
    assert waits == [1, 2, 5, 15, 30, 60, 120, 300, 300, 300, 300, 300]
    assert again_s(10**9) == 300


def test_a_refresh_that_fails_again_and_again_backs_off() -> None:
    tries, now = 0, NOW
    for wait_s in (1, 2, 5, 15, 30, 60, 120, 300, 300):
        due_at, tries = postponed(tries, now=now)
        assert due_at == now + timedelta(seconds=wait_s)
        now = due_at
    assert tries == 9


@pytest.mark.parametrize(("asked_s", "wait_s"), [(None, 5), (0.0, 5), (3.0, 5), (90.0, 90)])
def test_a_provider_may_ask_for_a_longer_wait_and_never_for_a_shorter_one(asked_s: float | None, wait_s: int) -> None:
    assert postponed(2, now=NOW, wait_s=asked_s) == (NOW + timedelta(seconds=wait_s), 3)


def test_a_job_is_unknown_to_its_provider_once_it_was_not_found_three_times() -> None:
    waits = [not_found_wait_s(times) for times in range(1, not_found_limit() + 1)]
    assert waits == [20, 60, None]
    assert not_found_wait_s(4) is None
