"""Secrets of webhooks that a provider's API hands out: workers fetch them, receivers read them, only Redis keeps them.

Never in the database, never in a log. An account with `webhook_secrets` of its own, or without a key to ask with, has
none of these. A replaced secret stays valid for a day, so that what was signed before the change still comes in.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Collection, Sequence

import msgspec
from arq.connections import ArqRedis
from redis.exceptions import RedisError

from service import log as logs
from service.core.config import Account
from service.providers import Provider
from service.queue import unavailable

KEPT = "tunewatch:webhook-secrets"  # hash: account → its secrets
WANTED = "tunewatch:webhook-secrets:wanted"  # hash: account → when a receiver asked for another one
TRIED = "tunewatch:webhook-secrets:tried:"  # there while an account was asked within the last minute

OLD_VALID_S = 86_400.0
AGAIN_S = 60  # the provider is asked at most this often
FRESH_S = 60.0
HOPE_S = 1.0  # how soon a receiver looks again while it waits for another secret
READ_S = 2.0


class Kept(msgspec.Struct, frozen=True):
    """One secret. `until` (unix seconds) is None for the one in use."""

    secret: str
    until: float | None = None

    def __repr__(self) -> str:
        return f"Kept(***, until={self.until})"


_decode = msgspec.json.Decoder(list[Kept]).decode
_encode = msgspec.json.Encoder().encode


def is_fetched(account: Account, provider: Provider) -> bool:
    """Does this account live by a secret that its provider hands out?"""
    return provider.fetches_secret and account.api_key is not None and not account.webhook_secrets


async def keep(redis: ArqRedis, account: str, secret: str, *, now_s: float) -> bool:
    """The secret is the account's from now on; True if that is news. Raises Unavailable."""
    with unavailable():
        before = _read(await redis.hget(KEPT, account))  # type: ignore[misc]  # typed for sync
        known = any(one.secret == secret and one.until is None for one in before)
        replaced = [
            Kept(one.secret, now_s + OLD_VALID_S if one.until is None else one.until)
            for one in before
            if one.secret != secret and (one.until is None or one.until > now_s)
        ]
        if not known:
            await redis.hset(KEPT, account, _encode([Kept(secret), *replaced]).decode())  # type: ignore[misc]  # typed for sync
        await redis.hdel(WANTED, account)  # type: ignore[misc]  # typed for sync
    return not known


async def secrets_of(redis: ArqRedis, account: Account, provider: Provider) -> tuple[str, ...]:
    """The secrets that the account's webhooks are verified with now, wherever they come from."""
    if is_fetched(account, provider):
        return await FetchedSecrets(redis, [account.name]).of(account.name)
    return tuple(one.reveal() for one in account.webhook_secrets)


async def due(redis: ArqRedis, accounts: Sequence[str]) -> list[str]:
    """Those of the accounts whose provider is to be asked now: they have no secret, or a receiver wants another. Each
    is claimed by being returned, for a minute. Raises Unavailable."""
    if not accounts:
        return []
    with unavailable():
        kept = await redis.hmget(KEPT, list(accounts))  # type: ignore[misc]  # typed for sync
        wanted = await redis.hmget(WANTED, list(accounts))  # type: ignore[misc]  # typed for sync
        found = []
        for account, has, asked in zip(accounts, kept, wanted, strict=True):
            if (has is None or asked is not None) and await redis.set(TRIED + account, b"1", nx=True, ex=AGAIN_S):
                found.append(account)
    return found


class FetchedSecrets:
    """A receiver's copy. `run` keeps it fresh until cancelled; a Redis that is away leaves it as it is."""

    def __init__(self, redis: ArqRedis, accounts: Collection[str], *, clock: Callable[[], float] = time.time) -> None:
        self._redis = redis
        self._accounts = sorted(accounts)
        self._clock = clock
        self._known: dict[str, list[Kept]] = {}
        self._read_at = float("-inf")
        self._hoping: dict[str, float] = {}  # accounts that wait for another secret, and until when
        self._refused = asyncio.Event()
        self._reading = asyncio.Lock()

    async def of(self, account: str) -> tuple[str, ...]:
        """The secrets that are valid now, the newest first; reads again when there is none."""
        if account not in self._known and self._clock() - self._read_at > HOPE_S:
            await self.refresh()
        now_s = self._clock()
        return tuple(one.secret for one in self._known.get(account, ()) if one.until is None or one.until > now_s)

    def refused(self, account: str) -> None:
        """A webhook of the account was signed with none of them: there may be another one by now."""
        if account in self._accounts and account not in self._hoping:
            self._hoping[account] = self._clock() + FRESH_S
            self._refused.set()

    async def refresh(self) -> None:
        """Reads all of them again. They are hidden in logs before anybody can use them."""
        async with self._reading:
            if not self._accounts:
                return
            with contextlib.suppress(RedisError, OSError, TimeoutError):
                async with asyncio.timeout(READ_S):
                    raw = await self._redis.hmget(KEPT, self._accounts)  # type: ignore[misc]  # typed for sync
                found = {account: _read(one) for account, one in zip(self._accounts, raw, strict=True) if one}
                logs.hide(*(one.secret for some in found.values() for one in some))
                for account in [one for one in self._hoping if found.get(one) != self._known.get(one)]:
                    del self._hoping[account]
                self._known = found
            self._read_at = self._clock()

    async def run(self) -> None:
        """Reads every minute, and every second while an account waits for another secret."""
        while self._accounts:
            await self.refresh()
            now_s = self._clock()
            self._hoping = {account: until for account, until in self._hoping.items() if until > now_s}
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(HOPE_S if self._hoping else FRESH_S):
                    await self._refused.wait()
            if self._refused.is_set():
                self._refused.clear()
                await self._ask()

    async def _ask(self) -> None:
        """The workers hear of the accounts that wait."""
        with contextlib.suppress(RedisError, OSError):
            asked = {account: str(int(self._clock())) for account in self._hoping}
            if asked:
                await self._redis.hset(WANTED, mapping=asked)  # type: ignore[misc]  # typed for sync


def _read(raw: bytes | None) -> list[Kept]:
    """What is kept; nothing where it cannot be read (another version's)."""
    try:
        return [] if raw is None else _decode(raw)
    except (msgspec.DecodeError, UnicodeError):
        return []
