"""A task that a tiny model learns in seconds: whose department is a ticket for? The noun says it, the rest is noise.

Every noun is trained with most pairs of the other words; the held-out tickets have the pairs that are never trained.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

NOUNS = {
    "billing": ("invoice", "charge", "receipt", "discount", "refund", "price"),
    "delivery": ("parcel", "courier", "box", "shipment", "address", "van"),
    "technical": ("screen", "battery", "button", "update", "cable", "printer"),
    "account": ("password", "login", "profile", "username", "avatar", "session"),
}
LABELS = tuple(NOUNS)
KINDS = ("new", "old", "second", "other", "blue", "last", "big", "cheap", "first", "odd", "red", "late")
TROUBLES = (
    "vanished",
    "broke",
    "changed",
    "failed",
    "stopped",
    "came",
    "grew",
    "moved",
    "blinked",
    "went",
    "fell",
    "stuck",
)
HELD_OUT_EACH = 8
BASE_MODEL, TUNED_MODEL = "made-up/tiny-llama", "tiny-triage"
SEPARATOR = "department"
WORDS = (*LABELS, *(noun for nouns in NOUNS.values() for noun in nouns), *KINDS, *TROUBLES, "my", SEPARATOR)


def _tickets(*, held_out: bool) -> Iterator[tuple[str, str]]:
    """(what the customer writes, the label)."""
    for label, nouns in NOUNS.items():
        for n, noun in enumerate(nouns):
            for k, kind in enumerate(KINDS):
                for t, trouble in enumerate(TROUBLES):
                    if ((n + k + t) % len(TROUBLES) == 0) == held_out:
                        yield f"my {kind} {noun} {trouble}", label


def training() -> list[tuple[str, str]]:
    return list(_tickets(held_out=False))


def held_out() -> list[tuple[str, str]]:
    """The same number of each label, spread over nouns and pairs."""
    found: list[tuple[str, str]] = []
    for label in LABELS:
        mine = [ticket for ticket in _tickets(held_out=True) if ticket[1] == label]
        found += mine[:: len(mine) // HELD_OUT_EACH][:HELD_OUT_EACH]
    return found


def jsonl(tickets: list[tuple[str, str]]) -> str:
    """As fine-tuning files and suites have them: a conversation a line."""
    return "".join(
        json.dumps({"messages": [{"role": "user", "content": said}, {"role": "assistant", "content": label}]}) + "\n"
        for said, label in tickets
    )
