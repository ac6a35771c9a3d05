"""How many questions an account's provider is asked: one token bucket per account, shared by all machines.

The bucket is in Redis: every question takes a token, and a row of the database would be written as often. Redis may
lose it: then a burst more is asked, and the provider's own limits say when to stop. The same key can hold an account
back altogether: until its window begins anew, for as long as a 429 asks, or while its circuit is open. Work that gets
no token does not wait for one: it is due again when there will be one.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from enum import Enum

from arq.connections import ArqRedis
from redis.exceptions import RedisError

from service.core.config import Account
from service.providers import Provider, ProviderError, Reply
from service.providers.reading import allowance, retry_after_s
from service.queue import LUA_NOW

POLLS_PER_TOKEN = 4  # an account that is polled every second may be asked four questions a second with it
MIN_BURST = 5.0
FEW_LEFT = 2.0  # of the provider's own window: the rest of it is for people and for other programs
MAX_HOLD_S = 900.0  # then one question is tried, whatever a header said
THROTTLED_S = 10.0  # after a 429 that does not say how long
BUCKET_TTL_S = 3600
PREFETCH_SHARE = 1 / 20  # of the burst: so many tokens a process takes at once
PREFETCH_S = 1.0  # then it asks Redis again before it spends the rest: the account may be held back by now

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
_LUA_HOLD = (
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
    """How much a question matters. The value: the share of the burst that it leaves to others."""

    PERSON = -0.5  # a person waits: on credit, past every hold
    PROBE = -0.1  # finds out whether a held account answers again
    NORMAL = 0.0
    OPTIONAL = 0.5  # nice to know: only while there is plenty


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


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reply says about further questions: at most `left` tokens, none at all for `hold_s` seconds."""

    left: float = math.inf
    hold_s: float = 0.0


def limits_from(reply: Reply) -> Limits:
    """Read from rate-limit headers and a 429's Retry-After."""
    window = allowance(reply)
    left, hold_s = math.inf if window is None else max(window.left - FEW_LEFT, 0.0), 0.0
    if window is not None and window.left <= FEW_LEFT:
        hold_s = window.reset_s
    if reply.status == 429:
        asked_s = retry_after_s(reply)
        hold_s = max(hold_s, THROTTLED_S if asked_s is None else asked_s)
    return Limits(left, min(hold_s, MAX_HOLD_S))


@dataclass(slots=True)
class TokenCache:
    """Tokens that this process has taken and not spent: for each account how many, and until when they count."""

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
        self.held[account] = tokens, time.monotonic() + PREFETCH_S

    def drop(self, account: str) -> None:
        self.held.pop(account, None)


class RateLimiter:
    """The buckets of all accounts. A Redis that is full or away limits nothing."""

    def __init__(self, redis: ArqRedis) -> None:
        self._redis = redis
        self.cache = TokenCache()

    async def take(self, account: str, rate: Rate, priority: Priority = Priority.NORMAL) -> float:
        """Takes a token: 0.0, or the seconds until there is one."""
        wanted, rest = 1, 0
        if priority is Priority.NORMAL:
            if self.cache.spend(account):
                return 0.0
            rest = self.cache.rest(account)
            wanted = max(1, int(rate.burst * PREFETCH_SHARE) - rest)
        leave, past_hold = priority.value * rate.burst, int(priority in (Priority.PERSON, Priority.PROBE))
        args = [rate.per_min, rate.burst, leave, past_hold, BUCKET_TTL_S * 1000, wanted]
        try:
            wait_ms, taken = await self._redis.register_script(_LUA_TAKE)(keys=[_key(account)], args=args)
        except RedisError:
            return 0.0
        if priority is Priority.NORMAL and taken:
            self.cache.keep(account, rest + taken - 1)
        return float(wait_ms) / 1000

    async def hold(self, account: str, limits: Limits) -> None:
        """At most `limits.left` tokens are there, and none is given for `limits.hold_s`; cached ones are dropped."""
        self.cache.drop(account)
        args = [min(limits.left, 1e9), math.ceil(limits.hold_s * 1000), BUCKET_TTL_S * 1000]
        try:
            await self._redis.register_script(_LUA_HOLD)(keys=[_key(account)], args=args)
        except RedisError:
            return

    async def release(self, account: str) -> None:
        """Nothing holds the account back any more."""
        try:
            await self._redis.hdel(_key(account), "hold")  # type: ignore[misc]  # typed for sync clients too
        except RedisError:
            return


def _key(account: str) -> str:
    return f"tunewatch:budget:{account}"
