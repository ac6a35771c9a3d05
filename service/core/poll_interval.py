"""How soon an account is polled again: a pure decision, with its reason.

The account's `poll_interval_s` is the base: what an account gets that is at work and tells us nothing by itself.

| reason | when | times the base |
|---|---|---|
| `near_end` | a job is about to end, where the provider says when | 1/2 |
| `idle` | no job is active: only new ones are to be found | 2 |
| `webhooks_come` | the latest endings all came by webhook: polling only watches over them | 2 |
| `no_webhooks` | the provider sends none that tell an ending, or no secret is set | 1 |
| `webhooks_unproven` | they could come, and too few did lately to rely on them | 1 |
| `forgets` | the provider forgets ended jobs: whatever else holds, at most a third of that time while one is active |
| `many` | jobs are asked one by one and not all of them fit into a round | as much sooner as rounds are needed |

Up to 10 % are added or taken at random, so that accounts do not keep step.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

NEAR_ETA_S = 120.0
NEAR_FACTOR, IDLE_FACTOR, PROVEN_FACTOR = 0.5, 2.0, 2.0
JITTER = 0.1
PROVEN_ENDINGS = 3  # fewer may have come by chance
FORGETTING_SHARE = 3  # a third of the time: two polls may fail before a result is gone
MIN_ROUND_S = 5.0
MAX_BACKOFF_S = 900.0
MAX_DOUBLINGS = 10


class PollReason(StrEnum):
    """Why the next poll is when it is."""

    NEAR_END = "near_end"
    IDLE = "idle"
    WEBHOOKS_COME = "webhooks_come"
    NO_WEBHOOKS = "no_webhooks"
    WEBHOOKS_UNPROVEN = "webhooks_unproven"
    FORGETS = "forgets"
    MANY = "many"
    BACKING_OFF = "backing_off"  # it does not answer
    OUT_OF_BUDGET = "out_of_budget"  # no question is left for now


class WebhooksTell(StrEnum):
    """What a provider's webhooks can tell of its jobs."""

    NOTHING = "nothing"  # it sends none
    CHANGES = "changes"  # only that something changed: a poll finds out what
    ENDINGS = "endings"
    STARTS = "starts"  # starts as well as endings

    @property
    def endings(self) -> bool:
        return self in (WebhooksTell.ENDINGS, WebhooksTell.STARTS)


@dataclass(frozen=True, slots=True)
class PollInputs:
    """What is known of an account when a poll has ended. `eta_s`: until the next expected end, None where unknown.

    `by_webhook`: of the latest endings, newest first, whether a webhook told of each. `rounds`: how many polls
    it takes to ask about every active job.
    """

    interval_s: float
    active: int = 0
    eta_s: float | None = None
    webhooks_tell: WebhooksTell = WebhooksTell.NOTHING
    by_webhook: Sequence[bool] = ()
    keeps_ended_s: int | None = None
    rounds: int = 1


@dataclass(frozen=True, slots=True)
class PollInterval:
    """When to poll again, and why then."""

    wait_s: float
    reason: PollReason


def next_poll(inputs: PollInputs, rng: random.Random) -> PollInterval:
    """The wait until the next poll, jitter included."""
    factor, reason = _factor(inputs)
    wait_s = inputs.interval_s * factor * rng.uniform(1 - JITTER, 1 + JITTER)
    if inputs.active and inputs.rounds > 1:
        wait_s, reason = max(wait_s / inputs.rounds, min(MIN_ROUND_S, wait_s)), PollReason.MANY
    limit_s = _limit_s(inputs)
    return PollInterval(wait_s, reason) if wait_s <= limit_s else PollInterval(limit_s, PollReason.FORGETS)


def _factor(inputs: PollInputs) -> tuple[float, PollReason]:
    if not inputs.active:
        return IDLE_FACTOR, PollReason.IDLE
    if inputs.eta_s is not None and inputs.eta_s < NEAR_ETA_S:
        return NEAR_FACTOR, PollReason.NEAR_END
    if not inputs.webhooks_tell.endings:
        return 1.0, PollReason.NO_WEBHOOKS
    if proven(inputs.by_webhook):
        return PROVEN_FACTOR, PollReason.WEBHOOKS_COME
    return 1.0, PollReason.WEBHOOKS_UNPROVEN


def _limit_s(inputs: PollInputs) -> float:
    if not inputs.active or inputs.keeps_ended_s is None:
        return float("inf")
    return inputs.keeps_ended_s / FORGETTING_SHARE


def proven(by_webhook: Sequence[bool]) -> bool:
    """Can webhooks be relied on? Enough endings lately, and none that we had to find ourselves."""
    return len(by_webhook) >= PROVEN_ENDINGS and all(by_webhook)


def backoff(interval_s: float, failures: int, rng: random.Random, *, at_least_s: float = 0.0) -> PollInterval:
    """How long to leave a failing account alone: twice as long each time, a quarter of an hour or the interval at
    most, unless the provider itself asked for more."""
    grown_s = interval_s * 2.0 ** min(failures, MAX_DOUBLINGS)
    return PollInterval(
        max(min(grown_s, max(MAX_BACKOFF_S, interval_s)) * rng.uniform(0.8, 1.0), at_least_s), PollReason.BACKING_OFF
    )
