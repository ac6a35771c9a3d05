"""Every provider there is. Adding one is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from service.core.config import Account
from service.core.poll_interval import WebhooksTell
from service.providers import Provider
from service.providers.generic import GENERIC
from service.providers.huggingface import HUGGINGFACE
from service.providers.openai import OPENAI
from service.providers.replicate import REPLICATE
from service.providers.runpod import RUNPOD
from service.providers.together import TOGETHER

PROVIDERS: dict[str, Provider] = {one.name: one for one in (OPENAI, GENERIC, TOGETHER, RUNPOD, REPLICATE, HUGGINGFACE)}


def provider_of(account: Account, providers: Mapping[str, Provider] = PROVIDERS) -> Provider:
    """The account's provider, with the account's own options."""
    return _configured(providers[account.provider], account.options)


def takes_webhooks(account: Account, provider: Provider) -> bool:
    """Can webhooks of the account come at all? Its provider sends them, and there is a secret to know them by."""
    return provider.sends_webhooks and (bool(account.webhook_secrets) or provider.fetches_secret)


def webhooks_tell(account: Account, provider: Provider) -> WebhooksTell:
    """What webhooks of the account can tell; nothing where none can come."""
    return provider.webhooks_tell if takes_webhooks(account, provider) else WebhooksTell.NOTHING


@lru_cache(maxsize=256)
def _configured(provider: Provider, options: tuple[tuple[str, str], ...]) -> Provider:
    return provider.configured(dict(options))
