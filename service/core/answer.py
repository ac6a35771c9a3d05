"""What a worker answers to somebody who waits: a list of one item in Redis, at a ticket that only the two know."""

from __future__ import annotations

import msgspec

ANSWER_TTL_S = 60  # nobody waits longer


class CheckAnswer(msgspec.Struct, frozen=True):
    """Whether an account's provider answers. `jobs` are those on the first page of its list, `more`: there are more."""

    ok: bool
    detail: str
    denied: bool = False  # the provider refuses our key
    jobs: int | None = None
    more: bool = False
    ms: int | None = None


encode_answer = msgspec.json.Encoder().encode
decode_answer = msgspec.json.Decoder(CheckAnswer).decode


def answer_key(ticket: str) -> str:
    return f"tunewatch:answer:{ticket}"
