"""Channels and suites: what the configuration names. Of a channel only its name, kind and promise are ever shown."""

from __future__ import annotations

import secrets
from typing import Any

from service.api import show
from service.api.call import Call, Nothing, not_found
from service.api.worker_requests import dispatch
from service.core.config import Channel, Suite
from service.core.event import Event, EventKind, event_id
from service.core.outbox import OutboxEntry
from service.core.subscription import Subscription
from service.store import access, outbox, queries
from service.store.engine import Tx

TEST_SOURCE = "tunewatch"  # the account and provider that a test message names


async def listed(call: Call, _asked: Nothing) -> object:
    last = await call.store.read(_last, [channel.name for channel in call.settings.channels])
    return show.complete([_shown(channel, last[channel.name]) for channel in call.settings.channels])


def _last(tx: Tx, names: list[str]) -> dict[str, dict[str, Any] | None]:
    return {name: queries.last_attempt(tx, name) for name in names}


def _shown(channel: Channel, last: dict[str, Any] | None) -> dict[str, Any]:
    from service.notifiers.table import NOTIFIERS  # loads what writes messages, which nothing else here needs

    if last is not None:
        last = {**last, "detail": show.redacted(last["detail"])}
    guarantee = NOTIFIERS[channel.kind].guarantee
    return {"name": channel.name, "kind": channel.kind, "guarantee": guarantee, "last_attempt": last}


async def test(call: Call, _asked: Nothing) -> object:
    """A test message takes the way of every other; its notification says how it fares."""
    name = call.path["name"]
    if all(channel.name != name for channel in call.settings.channels):
        raise not_found("channel", name)
    owed = await call.store.write(_owe_test, name, call.caller.id)
    await dispatch(call.tools, owed)
    return {"channel": name, "notification": owed[0].id}


def _owe_test(tx: Tx, channel: str, actor: str) -> list[OutboxEntry]:
    subject = f"test_{secrets.token_hex(8)}"
    event = Event(
        event_id(subject, EventKind.TEST), EventKind.TEST, "default", TEST_SOURCE, TEST_SOURCE, subject=subject
    )
    access.audit(tx, actor, "channel_tested", channel)
    return outbox.notify(tx, [event], [Subscription("test", channel, frozenset({EventKind.TEST}))])


async def suites(call: Call, _asked: Nothing) -> object:
    return show.complete([_suite(suite) for suite in call.settings.suites])


def _suite(suite: Suite) -> dict[str, Any]:
    """Without the place of its file, which is this machine's own affair."""
    return {
        "name": suite.name,
        "project": suite.project,
        "models": suite.models,
        "scorer": suite.scorer,
        "labels": suite.labels,
        "candidates": [candidate.name for candidate in suite.candidates],
        "max_usd": suite.max_usd,
        "max_tokens": suite.max_tokens,
    }
