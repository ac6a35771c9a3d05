"""Accounts: how each stands, the address to give to its provider, how long that provider lasts, and a test."""

from __future__ import annotations

from typing import Any

from service.api import accounts as accounts_api
from service.api.call import Call, Nothing
from service.dashboard.page import Elsewhere, View, same
from service.dashboard.pages.overview import account_cards


async def show(call: Call, _asked: Nothing) -> View:
    found: Any = await accounts_api.listed(call, Nothing())
    return View(
        "accounts.html.j2",
        {
            "accounts": account_cards(found["items"]),
            "has_public_url": bool(call.settings.public_url),
            "same": same("accounts", "/accounts"),
        },
    )


async def test(call: Call, _asked: Nothing) -> Elsewhere:
    """Its provider is asked for its jobs now."""
    answer: Any = await accounts_api.test(call, Nothing())
    took = f" ({answer['ms']} ms)" if answer.get("ms") is not None else ""
    said = f"{answer['account']}: {answer['detail']}{took}"
    return Elsewhere("/accounts", said if answer["ok"] else f"{said}. Its key or its address may be wrong.")
