"""How many questions about jobs an account's provider is asked: one token bucket per account, for all machines.

The bucket is in Redis: every question takes from it, and a row of the database would be written as often. It is no
truth: where Redis lost it or cannot count, a burst more is asked, and the provider's own limits say when to stop. The
same key holds an account back altogether: until its window begins anew, for as long as a 429 asks, or while its
circuit is open. Who gets no token does not wait for one: the work is due again when there will be one. Where an account
may ask much, a process takes a handful at a time.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from redis.exceptions import RedisError

from service.core.config import Account
from service.providers import Ask, Provider, ProviderError, Reply
from service.providers.reading import Allowance, allowance, retry_after_s
from service.queue import LUA_NOW

if TYPE_CHECKING:
    from arq.connections import ArqRedis

    from workers.context import Services

POLLS_PER_TOKEN = 4  # who has an account polled every second allows four questions a second with it
MIN_BURST = 5.0
FEW_LEFT = 2.0  # of the provider's own window: the rest of it is for people and for other programs
MAX_HOLD_S = 900.0  # then one question is tried, whatever a header said
THROTTLED_S = 10.0  # a 429 that does not say how long
KEEP_S = 3600
HANDFUL = 1 / 20  # of the burst: so much a process takes at once
HANDFUL_S = 1.0  # then it asks again before it spends the rest: the account may be held back by now

# KEYS: bucket. ARGV: tokens a minute, burst, tokens to leave, 1 if no hold counts, ms to keep the key, tokens wanted.
# {milliseconds to wait, 0: taken; how many were taken}
_LUA_TAKE = (
    LUA_NOW
    + """
local known = redis.call('HMGET', KEYS[1], 'tokens', 'at', 'hold')
local rate, burst, leave = tonumber(ARGV[1]) / 60000, tonumber(ARGV[2]), tonumber(ARGV[3])
local hold, wait, taken = tonumber(known[3] or 0), 0, 0
local tokens = math.min(burst, tonumber(known[1] or burst) + math.max(0, now - tonumber(known[2] or now)) * rate)
if ARGV[4] == '0' and hold > now then
  wait = hold - now
elseif tokens - 1 < leave then
  wait = math.ceil((leave + 1 - tokens) / rate)
else
  taken = math.min(tonumber(ARGV[6]), math.floor(tokens - leave))
  tokens = tokens - taken
end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', now)
redis.call('PEXPIRE', KEYS[1], math.max(hold - now, 0) + tonumber(ARGV[5]))
return {wait, taken}
"""
)

# KEYS: bucket. ARGV: tokens that are left at most, milliseconds to hold the account back.
_LUA_SHRINK = (
    LUA_NOW
    + """
local tokens, hold = redis.call('HGET', KEYS[1], 'tokens'), tonumber(redis.call('HGET', KEYS[1], 'hold') or 0)
if tokens and tonumber(tokens) > tonumber(ARGV[1]) then redis.call('HSET', KEYS[1], 'tokens', ARGV[1]) end
hold = math.max(hold, now + tonumber(ARGV[2]))
redis.call('HSET', KEYS[1], 'hold', hold)
redis.call('PEXPIRE', KEYS[1], math.max(hold - now, 0) + tonumber(ARGV[3]))
"""
)


class OverBudget(ProviderError):
    """No question is left for now, or none may be asked: not the provider's fault, and nothing was sent."""

    def __init__(self, wait_s: float) -> None:
        super().__init__("no more questions for now", retry_after_s=wait_s)
        self.wait_s = wait_s


class Priority(Enum):
    """For what a question is asked. The value: the share of the burst that it leaves to others."""

    PERSON = -0.5  # somebody waits: on credit, past every hold
    PROBE = -0.1  # finds out whether a held account answers again
    USUAL = 0.0
    EXTRA = 0.5  # nice to know: only while there is plenty


@dataclass(frozen=True, slots=True)
class Rate:
    """What a bucket is filled with, and how much it holds."""

    per_min: float
    burst: float


def rate_of(account: Account, provider: Provider) -> Rate:
    """The account's own number, else its provider's, else what its polls need."""
    per_min = account.calls_per_min
    if per_min is None:
        per_min = max(provider.calls_per_min, POLLS_PER_TOKEN * 60.0 / account.poll_interval_s)
    return Rate(per_min, max(per_min / 2, MIN_BURST))


async def ask(
    services: Services,
    account: Account,
    provider: Provider,
    question: Ask,
    *,
    timeout_s: float,
    priority: Priority = Priority.USUAL,
) -> Reply:
    """The provider's reply, within the account's budget. Raises OverBudget, and ProviderError as `Outbound.ask`."""
    rate = rate_of(account, provider)
    if wait_s := await take(services.redis, account.name, rate, priority, token_cache=services.token_cache):
        raise OverBudget(wait_s)
    reply = await services.outbound.ask(account, provider, question, timeout_s=timeout_s)
    left, hold_s = heeded(reply)
    if hold_s or left < rate.burst:
        await shrink(services.redis, account.name, left=left, hold_s=hold_s, token_cache=services.token_cache)
    return reply


def heeded(reply: Reply) -> tuple[float, float]:
    """(tokens that the reply leaves at most, seconds in which nothing may be asked)."""
    told: Allowance | None = allowance(reply)
    left, hold_s = math.inf if told is None else max(told.left - FEW_LEFT, 0.0), 0.0
    if told is not None and told.left <= FEW_LEFT:
        hold_s = told.reset_s
    if reply.status == 429:
        asked_s = retry_after_s(reply)
        hold_s = max(hold_s, THROTTLED_S if asked_s is None else asked_s)
    return left, min(hold_s, MAX_HOLD_S)


@dataclass(slots=True)
class TokenCache:
    """Tokens that this process has taken and not spent: for each account how many, and until when it need not ask."""

    held: dict[str, tuple[int, float]] = field(default_factory=dict)

    def spend(self, account: str) -> bool:
        """Was there one?"""
        tokens, until = self.held.get(account, (0, 0.0))
        if tokens < 1 or time.monotonic() > until:
            return False
        self.held[account] = tokens - 1, until
        return True

    def rest(self, account: str) -> int:
        """How many are left."""
        return self.held.get(account, (0, 0.0))[0]

    def keep(self, account: str, tokens: int) -> None:
        self.held[account] = tokens, time.monotonic() + HANDFUL_S

    def empty(self, account: str) -> None:
        self.held.pop(account, None)


async def take(
    redis: ArqRedis,
    account: str,
    rate: Rate,
    priority: Priority = Priority.USUAL,
    *,
    token_cache: TokenCache | None = None,
) -> float:
    """Takes a token: 0.0, or the seconds until there is one."""
    handful, rest = 1, 0
    if token_cache is not None and priority is Priority.USUAL:
        if token_cache.spend(account):
            return 0.0
        rest = token_cache.rest(account)
        handful = max(1, int(rate.burst * HANDFUL) - rest)
    leave, past_hold = priority.value * rate.burst, int(priority in (Priority.PERSON, Priority.PROBE))
    args = [rate.per_min, rate.burst, leave, past_hold, KEEP_S * 1000, handful]
    try:
        wait_ms, taken = await redis.register_script(_LUA_TAKE)(keys=[_key(account)], args=args)
    except RedisError:
        return 0.0  # a Redis that is full or away stops no look
    if token_cache is not None and priority is Priority.USUAL and taken:
        token_cache.keep(account, rest + taken - 1)
    return float(wait_ms) / 1000


async def shrink(
    redis: ArqRedis, account: str, *, left: float = math.inf, hold_s: float = 0.0, token_cache: TokenCache | None = None
) -> None:
    """At most `left` tokens are there, and nobody takes one for `hold_s`; those in the `token_cache` are gone."""
    if token_cache is not None:
        token_cache.empty(account)
    args = [min(left, 1e9), math.ceil(hold_s * 1000), KEEP_S * 1000]
    try:
        await redis.register_script(_LUA_SHRINK)(keys=[_key(account)], args=args)
    except RedisError:
        return


async def free(redis: ArqRedis, account: str) -> None:
    """Nothing holds the account back any more."""
    try:
        await redis.hdel(_key(account), "hold")  # type: ignore[misc]  # typed for sync clients too
    except RedisError:
        return


def _key(account: str) -> str:
    return f"tunewatch:budget:{account}"
