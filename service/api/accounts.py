"""Accounts: how each stands, whether its provider answers now, which jobs to follow, and what evaluating its old
models would cost."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

import msgspec

from service.api import show
from service.api.backfill import Backfill, estimate
from service.api.call import Call, Nothing, Problem, not_found
from service.api.parameters import Number, Text
from service.api.worker_requests import checked, dispatch
from service.config.settings import Settings
from service.core.account import Breaker, Circuit, Webhooks, key_end
from service.core.config import Account
from service.core.errors import Reason, Unavailable
from service.core.job import job_id
from service.core.task import Refresh
from service.providers.reading import id_in
from service.providers.table import PROVIDERS, provider_of, takes_webhooks
from service.queue import enqueue
from service.store import access, accounts, refreshes
from service.store.engine import Tx

STATE_COLUMNS = (
    "known_since", "first_list_done_at", "last_poll_at", "next_poll_at", "last_webhook_at", "failures",
    "failing_since",
)  # fmt: skip


class BackfillBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    confirm: bool = False
    limit: Number = 1000


class FollowBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    job: Text  # the provider's id


async def listed(call: Call, _asked: Nothing) -> object:
    """Those of the configuration, then those that only the database remembers."""
    now = call.tools.clock()
    rows = {row["name"]: row for row in await call.store.read(accounts.states)}
    configured = {account.name: account for account in call.settings.accounts}
    shown = [_shown(account, rows.get(name), call.settings, now) for name, account in configured.items()]
    shown += [_forgotten(row, now) for name, row in rows.items() if name not in configured]
    return show.complete(shown)


async def one(call: Call, _asked: Nothing) -> object:
    account = _configured(call)
    rows = {row["name"]: row for row in await call.store.read(accounts.states)}
    return _shown(account, rows.get(account.name), call.settings, call.tools.clock())


def _configured(call: Call) -> Account:
    return configured(call.settings, call.path["name"])


def configured(settings: Settings, name: str) -> Account:
    """The account of that name. Raises Problem."""
    for account in settings.accounts:
        if account.name == name:
            return account
    raise not_found("account", name)


def _shown(account: Account, row: dict[str, Any] | None, settings: Settings, now: datetime) -> dict[str, Any]:
    provider = provider_of(account) if account.provider in PROVIDERS else None
    key = None if account.api_key is None else account.api_key.reveal()
    return {
        "name": account.name,
        "configured": True,
        "project": account.project,
        "provider": account.provider,
        "has_api_key": account.api_key is not None,
        "webhook_secrets": len(account.webhook_secrets),
        "webhook_url": f"{settings.public_url}/webhooks/{account.name}",
        "polled": account.poll and provider is not None and provider.asks,
        "sends_webhooks": provider is not None and provider.sends_webhooks,
        "takes_webhooks": provider is not None and takes_webhooks(account, provider),
        "life": None if provider is None else asdict(provider.life),
        **_state(row, key, now),
    }


def _forgotten(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    """An account that was taken out of the configuration; its jobs are still here."""
    nothing = {"has_api_key": False, "webhook_secrets": 0, "webhook_url": None, "polled": False}
    nothing |= {"sends_webhooks": False, "takes_webhooks": False, "life": None}
    known = {"name": row["name"], "configured": False, "project": row["project"], "provider": row["provider"]}
    return known | nothing | _state(row, None, now)


def _state(row: dict[str, Any] | None, key: str | None, now: datetime) -> dict[str, Any]:
    """What the database knows of an account; its circuit with the end of the key that is in use."""
    if row is None:  # no worker has started with it yet
        none = dict.fromkeys((*STATE_COLUMNS, "last_error"))
        counted, circuit = Webhooks(), Breaker(Circuit.CLOSED)
        state = none | {"pace": None, "failures": 0}
    else:
        counted = accounts.webhooks_of(row)
        circuit = accounts.breaker_of(row, now)
        state = {name: row[name] for name in STATE_COLUMNS} | {"pace": row["poll_reason"]}
        state["last_error"] = show.redacted(row["last_error"])
    return state | {
        "webhooks": asdict(counted),
        "webhook_shares": counted.shares(),
        "circuit": {
            "state": circuit.state,
            "since": circuit.since,
            "reason": show.redacted(circuit.reason),
            "key_end": key_end(key) if circuit.since else "",
            "next_probe_at": circuit.next_probe_at,
            "says": show.redacted(circuit.says(key)),
        },
    }


async def follow(call: Call, asked: FollowBody) -> object:
    """The job is watched from now on, and refreshed now; so is one that is known."""
    account = _configured(call)
    if not provider_of(account).asks:
        raise Problem(
            409, "not_askable", f"the {account.provider} provider has no API to ask: its jobs report themselves"
        )
    if id_in(asked.job) is None:
        raise Problem(422, Reason.WRONG_SHAPE, "job: an id has 1 to 200 characters and nothing that cannot be printed")
    new = await call.store.write(_follow, account, asked.job, call.caller.id)
    with contextlib.suppress(Unavailable):  # the sweep finds the refresh in the database
        await enqueue(call.tools.redis, [Refresh(account.name, int(call.tools.clock().timestamp()))])
    return {"id": job_id(account.name, asked.job), "account": account.name, "job": asked.job, "new": new}


def _follow(tx: Tx, account: Account, job: str, actor: str) -> bool:
    access.audit(tx, actor, "job_followed", account.name, job)
    return refreshes.follow(tx, account, job)


async def test(call: Call, _asked: Nothing) -> object:
    """Asks the provider now; nothing of its answer is stored."""
    account = _configured(call)
    answer = await checked(call.tools, account.name)
    await call.store.write(access.audit, call.caller.id, "account_tested", account.name)
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
        await dispatch(call.tools, started)
        answer["started"] = [entry.id for entry in started]
    return answer


def _begin(tx: Tx, plan: Backfill, account: str, actor: str) -> Any:
    started = plan.begin(tx)
    access.audit(tx, actor, "backfill_started", account, f"{len(started)} evaluations")
    return started
