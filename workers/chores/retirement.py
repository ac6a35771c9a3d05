"""Asks when base models retire: one question answers for every version that was tuned from one, also for those from
before our time. Nobody is told by this, and nothing is asked that costs anything.
"""

from __future__ import annotations

from datetime import date

import structlog

from service.core.config import Account
from service.core.errors import Unavailable
from service.providers import Provider, ProviderError
from service.store import registry
from workers.context import Services
from workers.fetch import FETCH_TIMEOUT_S
from workers.outbound.rate_limit import OverBudget, Priority

EVERY_S = 60
AT_ONCE = 5
AGAIN_S = 7 * 86_400.0  # it is announced months before
AFTER_TROUBLE_S = 3600.0

log = structlog.get_logger()


async def ask_due(services: Services) -> None:
    """Those that are due, a few at a time, and only while the account's budget is far from spent."""
    accounts = [name for name, account in services.accounts.items() if services.provider(account).asks]
    for name, base in await services.store.read(registry.bases_to_ask, accounts, AT_ONCE):
        account = services.accounts[name]
        try:
            await ask_retirement(services, account, services.provider(account), base, priority=Priority.OPTIONAL)
        except ProviderError as error:
            again_s = (
                error.wait_s if isinstance(error, OverBudget) else max(error.retry_after_s or 0.0, AFTER_TROUBLE_S)
            )
            await services.store.write(registry.keep_retirement, name, base, None, again_s=again_s)
            log.info("retirement_not_known", account=name, reason=str(error))


async def ask_due_beside(services: Services) -> None:
    """`ask_due` beside the tasks; what a lost database cuts off is due still."""
    try:
        await ask_due(services)
    except Unavailable as error:
        log.warning("retirements_postponed", reason=error.reason)


async def ask_retirement(
    services: Services, account: Account, provider: Provider, base: str, *, priority: Priority = Priority.NORMAL
) -> None:
    """It is known when the base model retires, as far as its provider says. Raises ProviderError."""
    question, retires_on = provider.ask_model(base), None
    if question is not None:
        try:
            reply = await services.provider_api.ask(
                account, provider, question, timeout_s=FETCH_TIMEOUT_S, priority=priority
            )
            retires_on = _date(provider.answer_model(reply))
        except ProviderError as error:
            if not error.unknown_job:  # a base model that is not in the list has no date
                raise
    await services.store.write(registry.keep_retirement, account.name, base, retires_on, again_s=AGAIN_S)


def _date(value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        return None
