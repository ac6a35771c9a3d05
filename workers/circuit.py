"""Opens an account's circuit when its provider does not answer, and closes it when it does again; both are told."""

from __future__ import annotations

from service.core.config import Account
from service.providers import ProviderError
from service.store import accounts
from workers.context import Services
from workers.dispatch import dispatch

OPEN_S = 1200.0  # how long an open circuit holds questions back; longer than any pause between two probes


async def account_failed(services: Services, account: Account, error: ProviderError) -> None:
    """Records that the account does not answer; opens its circuit when that is more than a hiccup."""
    api = services.provider_api
    api.unanswered.add(account.name)
    # A 403 may be about one job; the key itself is refused by 401, or by 403 again and again.
    at_once = error.denied and error.status != 403
    change = await services.store.write(
        accounts.failed, account, str(error), at_once=at_once, subs=await services.subscriptions()
    )
    if change.circuit_open:  # until a probe closes it: each probe that fails holds it anew
        await api.hold(account.name, OPEN_S)
        if not await services.store.read(accounts.is_open, account.name):  # a probe was quicker than this line
            await api.release(account.name)
    await dispatch(services, change.entries)


async def account_answered(services: Services, account: Account) -> None:
    """Records that the account answers; closes its circuit if that was open, and what waited for that is due."""
    services.provider_api.unanswered.discard(account.name)
    change = await services.store.write(accounts.answered, account, await services.subscriptions())
    if change.closed:
        await services.provider_api.release(account.name)
    await dispatch(services, change.entries)
