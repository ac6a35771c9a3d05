"""Puts an answer where the person who waits for it looks."""

from __future__ import annotations

import msgspec

from service.core.worker_reply import REPLY_TTL_S, encode_reply, reply_key_of
from workers.context import Services


async def reply_at(services: Services, reply_key: str, answer: msgspec.Struct) -> None:
    """The answer is there for a minute."""
    key = reply_key_of(reply_key)
    async with services.redis.pipeline(transaction=True) as pipeline:
        pipeline.rpush(key, encode_reply(answer))
        pipeline.expire(key, REPLY_TTL_S)
        await pipeline.execute()
