"""From the API to the workers: dispatches outbox entries, and asks a worker what only a worker may do."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from redis.exceptions import TimeoutError as RedisTimeout

from service.api.call import Problem, Tools, store_of
from service.core.errors import Unavailable
from service.core.outbox import OutboxEntry
from service.core.task import AskReadiness, Cancel, Check, Task, TryOut, task_for
from service.core.worker_reply import CancelReply, CheckReply, ReadinessReply, readiness_key, reply_key_of
from service.queue import enqueue, unavailable

A = TypeVar("A", bound=msgspec.Struct)

PATIENCE_S = 10.0
WAIT_S = 1  # of one blocking call; the client ends calls that take longer than 5 s


async def dispatch(tools: Tools, entries: Sequence[OutboxEntry]) -> None:
    """The workers have the entries now, or the sweep finds them in the database when Redis is back."""
    with contextlib.suppress(Unavailable):
        await enqueue(tools.redis, [task_for(entry) for entry in entries])


async def checked(tools: Tools, account: str) -> CheckReply:
    """What a worker found when it asked the account's provider. Raises Problem when no worker answers in time."""
    reply_key = secrets.token_hex(16)
    return await _asked(tools, Check(account, reply_key), reply_key, CheckReply)


async def cancelled(tools: Tools, account: str, provider_job_id: str) -> CancelReply:
    """What came of asking the provider to cancel the job. Raises Problem when no worker answers in time; then none
    will ask later."""
    reply_key = secrets.token_hex(16)
    until = store_of(tools).now().timestamp() + PATIENCE_S  # by the clock that the worker reads, too
    return await _asked(tools, Cancel(account, provider_job_id, reply_key, until), reply_key, CancelReply)


async def servable(tools: Tools, account: str, tuned_model: str) -> ReadinessReply:
    """The provider's word on a tuned model, at most a minute old. Raises Problem when no worker answers in time."""
    with unavailable():
        kept = await tools.redis.get(readiness_key(account, tuned_model))
    if kept is not None:
        return msgspec.json.decode(kept, type=ReadinessReply)
    reply_key = secrets.token_hex(16)
    return await _asked(tools, AskReadiness(account, tuned_model, reply_key), reply_key, ReadinessReply)


async def tried(tools: Tools, pending: str) -> CheckReply:
    """What came of trying a draft. Raises Problem when no worker answers in time."""
    reply_key = secrets.token_hex(16)
    return await _asked(tools, TryOut(pending, reply_key), reply_key, CheckReply)


async def _asked(tools: Tools, task: Task, reply_key: str, kind: type[A]) -> A:
    """What a worker answers at the reply key."""
    await enqueue(tools.redis, [task])
    try:
        async with asyncio.timeout(PATIENCE_S):
            return msgspec.json.decode(await _answer(tools, reply_key_of(reply_key)), type=kind)
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
