"""Subscriptions: those of the file are shown and changed only there; others are made and removed here."""

from __future__ import annotations

import fnmatch
import hashlib
from typing import Annotated, Any

import msgspec

from service.api import show
from service.api.call import Call, Nothing, Problem, not_found
from service.api.parameters import Text
from service.core.event import DEFAULT_EVENTS, EventKind
from service.core.subscription import Subscription
from service.store import access
from service.store.engine import Tx

MAX_SUBSCRIPTIONS = 1000  # every one is matched against every event

Patterns = Annotated[tuple[Text, ...], msgspec.Meta(max_length=50)]


class SubscriptionBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`events` without a value: everything that matters. All lists take shell patterns (`job.*`, `support-*`)."""

    channel: Text
    events: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=50)] | None = None
    project: Text = "default"
    accounts: Patterns = ()
    providers: Patterns = ()
    models: Patterns = ()
    trouble: bool = True


async def listed(call: Call, _asked: Nothing) -> object:
    made = await call.store.read(access.subscriptions)
    return show.complete([_shown(one) for one in (*call.settings.subscriptions, *made)])


def _shown(one: Subscription) -> dict[str, Any]:
    return {
        "id": one.id,
        "source": "file" if one.from_file else "api",
        "channel": one.channel,
        "events": sorted(one.events),
        "project": one.project,
        "accounts": one.accounts,
        "providers": one.providers,
        "models": one.models,
        "trouble": one.trouble,
    }


async def add(call: Call, asked: SubscriptionBody) -> object:
    """The new subscription. Its id is made of what it says, so that the same is not added twice."""
    if all(channel.name != asked.channel for channel in call.settings.channels):
        known = ", ".join(channel.name for channel in call.settings.channels) or "none"
        raise Problem(422, "unknown_channel", f"no channel {asked.channel} is configured; there are {known}")
    new = Subscription(
        id="sub_" + hashlib.sha256(b"api\0" + msgspec.json.encode(asked)).hexdigest()[:24],
        channel=asked.channel,
        events=_events(asked.events),
        project=asked.project,
        accounts=asked.accounts,
        providers=asked.providers,
        models=asked.models,
        trouble=asked.trouble,
        from_file=False,
    )
    if not await call.store.write(_add, new, call.caller.id):
        raise Problem(409, "exists", f"there is the same subscription already: {new.id}")
    return _shown(new)


def _add(tx: Tx, new: Subscription, actor: str) -> bool:
    if len(access.subscriptions(tx)) >= MAX_SUBSCRIPTIONS:
        raise Problem(409, "too_many", f"there are {MAX_SUBSCRIPTIONS} subscriptions: remove some first")
    return access.add_subscription(tx, new, actor)


def _events(patterns: tuple[str, ...] | None) -> frozenset[EventKind]:
    if patterns is None:
        return DEFAULT_EVENTS
    kinds = [kind.value for kind in EventKind]
    for pattern in patterns:
        if not fnmatch.filter(kinds, pattern):
            raise Problem(422, "unknown_event", f"there is no event {pattern}; there are {', '.join(kinds)}")
    return frozenset(EventKind(kind) for pattern in patterns for kind in fnmatch.filter(kinds, pattern))


async def remove(call: Call, _asked: Nothing) -> object:
    one = call.path["id"]
    if any(subscription.id == one for subscription in call.settings.subscriptions):
        raise Problem(409, "from_file", f"{one} stands in the configuration file and is changed only there")
    if not await call.store.write(access.remove_subscription, one, call.caller.id):
        raise not_found("subscription", one)
    return {"id": one, "removed": True}
