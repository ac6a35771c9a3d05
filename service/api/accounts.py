"""Accounts: how each stands, whether its provider answers now, and what evaluating its old models would cost."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec

from service.api import show
from service.api.backfill import Backfill, estimate
from service.api.call import Call, Nothing, not_found
from service.api.handing import checked, hand_over
from service.api.reading import Number
from service.core.config import Account
from service.providers.table import PROVIDERS
from service.settings import Settings
from service.store import access, accounts
from service.store.engine import Tx

STATE_COLUMNS = (
    "known_since", "first_list_done_at", "last_poll_at", "next_poll_at", "failures", "failing_since",
)  # fmt: skip


class BackfillBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    confirm: bool = False
    limit: Number = 1000


async def listed(call: Call, _asked: Nothing) -> object:
    """Those of the configuration, then those that only the database remembers."""
    rows = {row["name"]: row for row in await call.store.read(accounts.states)}
    configured = {account.name: account for account in call.settings.accounts}
    shown = [_shown(account, rows.get(name), call.settings) for name, account in configured.items()]
    shown += [_forgotten(row) for name, row in rows.items() if name not in configured]
    return show.complete(shown)


async def one(call: Call, _asked: Nothing) -> object:
    account = _configured(call)
    rows = {row["name"]: row for row in await call.store.read(accounts.states)}
    return _shown(account, rows.get(account.name), call.settings)


def _configured(call: Call) -> Account:
    for account in call.settings.accounts:
        if account.name == call.path["name"]:
            return account
    raise not_found("account", call.path["name"])


def _shown(account: Account, row: dict[str, Any] | None, settings: Settings) -> dict[str, Any]:
    provider = PROVIDERS.get(account.provider)
    return {
        "name": account.name,
        "configured": True,
        "project": account.project,
        "provider": account.provider,
        "has_api_key": account.api_key is not None,
        "webhook_secrets": len(account.webhook_secrets),
        "webhook_url": f"{settings.public_url}/webhooks/{account.name}",
        "polled": account.poll and provider is not None and provider.asks,
        **_state(row),
    }


def _forgotten(row: dict[str, Any]) -> dict[str, Any]:
    """An account that was taken out of the configuration; its jobs are still here."""
    nothing = {"has_api_key": False, "webhook_secrets": 0, "webhook_url": None, "polled": False}
    known = {"name": row["name"], "configured": False, "project": row["project"], "provider": row["provider"]}
    return known | nothing | _state(row)


def _state(row: dict[str, Any] | None) -> dict[str, Any]:
    if row is None:  # no worker has started with it yet
        none = dict.fromkeys((*STATE_COLUMNS, "last_error"))
        return none | {"failures": 0, "webhooks": dict.fromkeys(("came", "late", "never"), 0)}
    counts = {name: row[f"webhooks_{name}"] for name in ("came", "late", "never")}
    state = {name: row[name] for name in STATE_COLUMNS}
    return state | {"last_error": show.redacted(row["last_error"]), "webhooks": counts}


async def test(call: Call, _asked: Nothing) -> object:
    """Asks the provider now; nothing of its answer is stored."""
    account = _configured(call)
    answer = await checked(call.tools, account.name)
    await call.store.write(access.note, call.caller.id, "account_tested", account.name)
    return {"account": account.name, **msgspec.structs.asdict(answer), "detail": show.redacted(answer.detail)}


async def backfill(call: Call, asked: BackfillBody) -> object:
    """What evaluating the models from before our time would cost; confirmed, it begins."""
    account = _configured(call)
    plan = await call.store.read(Backfill.read, account.name, call.settings.suites, asked.limit)
    answer = {"account": account.name, "confirmed": asked.confirm, "silent_jobs": plan.silent_jobs}
    answer |= {"silent_models": plan.models, "evaluations": len(plan.missing), "started": []}
    answer["estimate"] = await asyncio.to_thread(estimate, plan.missing)
    if asked.confirm:
        started = await call.store.write(_begin, plan, account.name, call.caller.id)
        await hand_over(call.tools, started)
        answer["started"] = [effect.id for effect in started]
    return answer


def _begin(tx: Tx, plan: Backfill, account: str, actor: str) -> Any:
    started = plan.begin(tx)
    access.note(tx, actor, "backfill_started", account, f"{len(started)} evaluations")
    return started
