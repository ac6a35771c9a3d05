"""Gives an answer to somebody who waits for it at a ticket."""

from __future__ import annotations

import msgspec

from service.core.answer import ANSWER_TTL_S, answer_key, encode_answer
from workers.context import Services


async def answer_at(services: Services, ticket: str, answer: msgspec.Struct) -> None:
    """The answer is there for a minute."""
    key = answer_key(ticket)
    async with services.redis.pipeline(transaction=True) as pipeline:
        pipeline.rpush(key, encode_answer(answer))
        pipeline.expire(key, ANSWER_TTL_S)
        await pipeline.execute()
