"""An account's webhooks: the address to give to its provider, how, and the secret that they are verified with."""

from __future__ import annotations

import asyncio
import os
from typing import Annotated, Any

import msgspec

from service.api.accounts import configured
from service.api.call import Call, Nothing, Problem
from service.config import pending
from service.config.pending import PendingError
from service.core.config import Account
from service.dashboard.page import View
from service.dashboard.pages.setup import Line, new_secret, restarted, setup_of
from service.log import redact
from service.providers import Provider, Signing
from service.providers.table import PROVIDERS, provider_of, takes_webhooks


class WebhooksForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    webhook_secret: Line | None = None
    public_url: Annotated[str, msgspec.Meta(max_length=500)] = ""


async def show(call: Call, _asked: Nothing) -> View:
    account, provider = _sender(call)
    return View("webhooks.html.j2", values(call, account, provider))


async def save(call: Call, form: WebhooksForm) -> View:
    """The secret stands in a file beside the configuration, which names it, and everything starts again with it."""
    account, provider = _sender(call)
    setup, shown = setup_of(call), values(call, account, provider)
    secret, public_url = (form.webhook_secret or "").strip(), form.public_url.strip().rstrip("/")
    shown |= {"secret": shown["secret"] and secret, "typed_url": public_url}
    if not secret and not public_url:
        return _again(shown, "Nothing was filled in, so nothing was saved.")
    try:
        path = await asyncio.to_thread(
            pending.take_webhooks, setup.config_file, os.environ, account.name, secret, public_url
        )
    except PendingError as error:
        return _again(shown, f"Nothing was saved: {error}")
    return await restarted(call, setup, account.name, str(path))


def _again(shown: dict[str, Any], problem: str) -> View:
    return View("webhooks.html.j2", {**shown, "problem": redact(problem)}, 422)


def _sender(call: Call) -> tuple[Account, Provider]:
    """The account and its provider, which sends webhooks. Raises Problem."""
    account = configured(call.settings, call.path["name"])
    provider = provider_of(account) if account.provider in PROVIDERS else None
    if provider is None or not provider.sends_webhooks:
        raise Problem(409, "no_webhooks", f"The provider {account.provider} sends no webhooks.")
    return account, provider


def values(call: Call, account: Account, provider: Provider) -> dict[str, Any]:
    """What the page is filled with. `secret` is a new one where it is ours to choose."""
    return {
        "account": account.name,
        "provider": provider,
        "taken": takes_webhooks(account, provider),
        "is_fetched": provider.fetches_secret and not account.webhook_secrets,
        "secret": "" if provider.chooses_secret else new_secret(),
        "in_path": provider.signing is Signing.PATH_TOKEN,
        "public_url": call.settings.public_url,
        "typed_url": "",
        "possible": call.tools.setup is not None,
        "problem": "",
    }
