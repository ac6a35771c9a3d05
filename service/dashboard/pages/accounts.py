"""Accounts: how each stands, the address to give to its provider, how long that provider lasts, a test, and the import
of what it had trained before."""

from __future__ import annotations

from typing import Any

from service.api import accounts as accounts_api
from service.api.accounts import BackfillBody
from service.api.call import Call, Nothing
from service.dashboard.page import Elsewhere, View, same
from service.dashboard.pages.overview import account_cards
from service.dashboard.words import how_many


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


async def ask_import(call: Call, _asked: Nothing) -> View:
    """What evaluating the models from before would cost; nothing is begun."""
    plan: Any = await accounts_api.backfill(call, BackfillBody())
    return View("import.html.j2", {"plan": plan, "has_suites": bool(call.settings.suites)})


async def begin_import(call: Call, _asked: Nothing) -> Elsewhere:
    begun: Any = await accounts_api.backfill(call, BackfillBody(confirm=True))
    return Elsewhere("/models", f"Begun: {how_many(len(begun['started']), 'evaluation')}.")
