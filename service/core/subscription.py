"""Who wants what: a channel and a filter."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from dataclasses import dataclass

from service.core.event import DEFAULT_EVENTS, TROUBLE, Event, EventKind


@dataclass(frozen=True, slots=True)
class Subscription:
    """Empty filters match everything. `accounts`, `providers` and `models` take shell patterns (`support-*`)."""

    id: str
    channel: str
    events: frozenset[EventKind] = DEFAULT_EVENTS
    project: str = "default"
    accounts: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    trouble: bool = True  # told of our own trouble with an account whatever `events` says
    from_file: bool = True

    def matches(self, event: Event) -> bool:
        """Trouble of our own passes every filter but project and account: silence must never be ambiguous."""
        if event.project != self.project or not _any(self.accounts, event.account):
            return False
        if event.kind in TROUBLE:
            return self.trouble
        return (
            event.kind in self.events
            and _any(self.providers, event.provider)
            and (not self.models or _any(self.models, event.model_name or ""))
        )


def listeners(event: Event, subscriptions: Sequence[Subscription]) -> list[Subscription]:
    """Who is told of the event. Trouble of our own is told to a channel once, however many subscriptions it has."""
    found = [subscription for subscription in subscriptions if subscription.matches(event)]
    return list({one.channel: one for one in reversed(found)}.values()) if event.kind in TROUBLE else found


def _any(patterns: tuple[str, ...], value: str) -> bool:
    return not patterns or any(fnmatch.fnmatchcase(value, pattern) for pattern in patterns)
