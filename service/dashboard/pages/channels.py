"""Channels: where messages go, whether the last one arrived, what each promises, and a test that takes the real way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.api import channels as channels_api
from service.api import subscriptions as subscriptions_api
from service.api.call import Call, Nothing
from service.dashboard.page import Elsewhere, View, same
from service.dashboard.pages.setup import channel_lines
from service.dashboard.shapes import Row, channel_word
from service.dashboard.words import kinds
from service.notifiers.table import NOTIFIERS


def channel_cards(channels: Sequence[Row], subscriptions: Sequence[Row]) -> list[dict[str, Any]]:
    """Each channel with its word and who takes what through it."""
    return [
        {
            **one,
            "word": channel_word(one["last_attempt"]),
            "subscriptions": [
                {**each, "kinds": kinds(each["events"])} for each in subscriptions if each["channel"] == one["name"]
            ],
        }
        for one in channels
    ]


async def show(call: Call, _asked: Nothing) -> View:
    channels: Any = await channels_api.listed(call, Nothing())
    subscriptions: Any = await subscriptions_api.listed(call, Nothing())
    return View(
        "channels.html.j2",
        {
            "channels": channel_cards(channels["items"], subscriptions["items"]),
            "channel_kinds": list(NOTIFIERS),
            "channel_lines": channel_lines(next(iter(NOTIFIERS))),
            "same": same("channels", "/channels", what="Channels")
            + same("subscriptions list", "/subscriptions", what="Who is told what"),
        },
    )


async def test(call: Call, _asked: Nothing) -> Elsewhere:
    """A test message is on its way like every other."""
    answer: Any = await channels_api.test(call, Nothing())
    return Elsewhere("/channels", f"A test message to {answer['channel']} is on its way: its state changes here.")
