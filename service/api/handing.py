"""From the API to the workers: owed effects are handed over, and what only a worker may do is asked of one."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Sequence
from typing import Any

from redis.exceptions import TimeoutError as RedisTimeout

from service.api.call import Problem, Tools
from service.core.answer import CheckAnswer, answer_key, decode_answer
from service.core.effect import Effect
from service.core.errors import Unavailable
from service.core.task import Check, task_for
from service.queue import enqueue, unavailable

PATIENCE_S = 10.0
WAIT_S = 1  # of one blocking call; the client ends calls that take longer than 5 s


async def hand_over(tools: Tools, effects: Sequence[Effect]) -> None:
    """The workers have the effects now, or the sweep finds them in the database when Redis is back."""
    with contextlib.suppress(Unavailable):
        await enqueue(tools.redis, [task_for(effect) for effect in effects])


async def checked(tools: Tools, account: str) -> CheckAnswer:
    """What a worker found when it asked the account's provider. Raises Problem when no worker answers in time."""
    ticket = secrets.token_hex(16)
    await enqueue(tools.redis, [Check(account, ticket)])
    try:
        async with asyncio.timeout(PATIENCE_S):
            return decode_answer(await _answer(tools, answer_key(ticket)))
    except TimeoutError:
        detail = f"no worker answered within {PATIENCE_S:g} s: is `tunewatch work` running?"
        raise Problem(504, "no_worker", detail) from None


async def _answer(tools: Tools, key: str) -> bytes:
    while True:
        with unavailable(), contextlib.suppress(RedisTimeout):
            popped: Any = tools.redis.blpop([key], timeout=WAIT_S)  # typed for clients that block, too
            found = await popped
            if found is not None:
                answer: bytes = found[1]
                return answer
