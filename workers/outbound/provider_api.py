"""Questions to providers: each takes a token of its account's budget, and its reply may limit the next ones."""

from __future__ import annotations

from arq.connections import ArqRedis

from service.core.config import Account
from service.providers import Ask, Provider, Reply
from workers.outbound.rate_limit import Limits, OverBudget, Priority, RateLimiter, limits_from, rate_of
from workers.outbound.send import Outbound


class ProviderApi:
    """Asks the accounts' providers. `unanswered` holds the accounts that did not answer last time."""

    def __init__(self, outbound: Outbound, redis: ArqRedis) -> None:
        self._outbound = outbound
        self.limiter = RateLimiter(redis)
        self.unanswered: set[str] = set()

    async def ask(
        self,
        account: Account,
        provider: Provider,
        question: Ask,
        *,
        timeout_s: float,
        priority: Priority = Priority.NORMAL,
    ) -> Reply:
        """The provider's reply, within the account's budget. Raises OverBudget, and ProviderError without a reply."""
        rate = rate_of(account, provider)
        if wait_s := await self.limiter.take(account.name, rate, priority):
            raise OverBudget(wait_s)
        reply = await self._outbound.ask(account, provider, question, timeout_s=timeout_s)
        limits = limits_from(reply)
        if limits.hold_s or limits.left < rate.burst:
            await self.limiter.hold(account.name, limits)
        return reply

    async def hold(self, account: str, hold_s: float) -> None:
        """Nothing but a probe, or a person's question, is asked for so long."""
        await self.limiter.hold(account, Limits(hold_s=hold_s))

    async def release(self, account: str) -> None:
        """The account may be asked again."""
        await self.limiter.release(account)
