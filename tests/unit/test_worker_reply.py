"""What a worker answers to a request that waits, and where."""

from __future__ import annotations

import msgspec
import pytest

from service.core.worker_reply import (
    Cancelling,
    CancelReply,
    CheckReply,
    ReadinessReply,
    encode_reply,
    readiness_key,
    reply_key_of,
)

REPLIES = [
    CheckReply(True, "it answers", jobs=2, more=True, ms=30, found=(("bot", "running"),)),
    CheckReply(False, "HTTP 401", denied=True),
    CancelReply(Cancelling.ALREADY_ENDED, "it has ended"),
    ReadinessReply("ready", call="ft:m"),
]


@pytest.mark.parametrize("reply", REPLIES, ids=[type(reply).__name__ + reply.detail[:4] for reply in REPLIES])
def test_a_reply_arrives_as_it_was_sent(reply: msgspec.Struct) -> None:
    assert msgspec.json.decode(encode_reply(reply), type=type(reply)) == reply


def test_a_reply_without_more_is_a_plain_success_of_nothing_else() -> None:
    assert msgspec.json.decode(b'{"ok": true, "detail": ""}', type=CheckReply) == CheckReply(True, "")
    assert not CheckReply(True, "").denied
    assert ReadinessReply("ready").ok


def test_the_keys_in_redis_stay_what_other_processes_read() -> None:
    assert reply_key_of("k1") == "tunewatch:answer:k1"
    assert readiness_key("lab", "ft:m") == "tunewatch:servable:lab:da70cbd232f21715759a0617"


def test_a_model_has_one_key_per_account_whatever_its_name_holds() -> None:
    keys = {
        readiness_key("lab", "m"),
        readiness_key("lab", "n"),
        readiness_key("other", "m"),
        readiness_key("lab", "\ud800"),
    }
    assert len(keys) == 4
    assert all(" " not in readiness_key("lab", name) for name in ("a b", "m\nn"))
