"""How one attempt of sending ended."""

from __future__ import annotations

import pytest

from service.core.send_result import Outcome, SendResult


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_what_the_channel_took_is_delivered(outcome: Outcome) -> None:
    assert SendResult(outcome, again=False).delivered is (outcome is Outcome.DELIVERED)


def test_the_names_of_outcomes_are_what_metrics_and_the_delivery_log_show() -> None:
    assert [outcome.value for outcome in Outcome] == [
        "open", "delivered", "unknown", "throttled", "server_error", "timed_out", "unreachable", "refused", "gone",
        "forbidden_address", "superseded",
    ]  # fmt: skip
