"""Fetches the secrets of webhooks that a provider hands out: when there is none, or a signature did not match."""

from __future__ import annotations

import time

import structlog

from service import log as logs
from service.core.config import Account
from service.core.errors import Unavailable
from service.providers import ProviderError
from service.public import webhook_secrets
from service.public.webhook_secrets import is_fetched
from workers.context import Services

TIMEOUT_S = 8.0

log = structlog.get_logger()


async def fetch_due(services: Services) -> None:
    """Each account that needs it is asked about beside the tasks, at most once a minute. Raises Unavailable."""
    fetched = {one.name: one for one in services.settings.accounts if is_fetched(one, services.provider(one))}
    for name in await webhook_secrets.due(services.redis, list(fetched)):
        services.background.start(fetch(services, fetched[name]))


async def fetch(services: Services, account: Account) -> None:
    """The account's secret is in Redis. What prevents that is in the log, without it; it is tried again in a minute."""
    provider = services.provider(account)
    question = provider.ask_secret()
    if question is None:
        return
    try:
        secret = provider.answer_secret(await services.outbound.ask(account, provider, question, timeout_s=TIMEOUT_S))
        logs.hide(secret)
        is_news = await webhook_secrets.keep(services.redis, account.name, secret, now_s=time.time())
    except (ProviderError, Unavailable) as error:
        log.warning("webhook_secret_not_fetched", account=account.name, reason=str(error))
        return
    if is_news:
        log.info("webhook_secret_fetched", account=account.name)
