"""What arq lacks: a task is done, tried again, split, or a dead letter, never just gone. Works under any arq worker.

A fault of infrastructure is not a try: the task goes back uncounted and everybody pauses. Any other fault counts, and
so does a start that never ended, for arq counts starts. Only a single event or effect becomes a dead letter, no batch.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import structlog
from arq.connections import ArqRedis
from arq.constants import retry_key_prefix
from arq.worker import Retry
from redis.exceptions import RedisError

from service.core.errors import Unavailable
from service.core.task import Observe, Task
from service.queue import UNREADABLE, enqueue, unpack

S = TypeVar("S")

TIMEOUT_S: Mapping[str, float] = {"observe": 30.0, "deliver": 20.0}
DEFAULT_TIMEOUT_S = 60.0
FAULT_RETRY_S = (1, 5, 30, 120)  # after fault 1, 2, …; one fault more is the last
MAX_STARTS = len(FAULT_RETRY_S) + 1
BATCH_MAX_STARTS = 2  # a batch that began twice and never ended is split on its third start
UNKNOWN_RETRY_S = 60.0  # a newer version's task waits for a worker that knows it
STUCK_RETRY_S = 120.0  # neither done nor buried
FIRST_PAUSE_S = 0.5
MAX_PAUSE_S = (
    15.0  # a backlog is applied within 30 s of the database's return, so its return must be seen in half of that
)
FORGIVE_AGAIN_S = 1.0

LEVELS = {
    "done": logging.DEBUG,
    "again": logging.DEBUG,
    "failed": logging.WARNING,
    "split": logging.WARNING,
    "buried": logging.ERROR,
    "stuck": logging.ERROR,
}
_ROOT = Path(__file__).resolve().parents[2]
OUR_FOLDERS = (f"{_ROOT / 'service'}/", f"{_ROOT / 'workers'}/")

log = structlog.get_logger()


@dataclass(frozen=True)
class Again:
    """A handler's wish to run once more after a while. Not a fault and not a try."""

    delay_s: float


Handler = Callable[[S, Any], Awaitable[Again | None]]
KeepDeadLetter = Callable[[S, str, bytes, str], Awaitable[None]]
OnTask = Callable[[str, str, float], None]


class Pause:
    """When tasks may start: none for a while after a fault of infrastructure, then one at a time until one succeeds."""

    def __init__(self) -> None:
        self.delay_s = 0.0  # of the present or last rest; 0: all is well
        self._until = 0.0

    @property
    def doubtful(self) -> bool:
        """No task has succeeded since the last fault."""
        return self.delay_s > 0

    @property
    def rest_s(self) -> float:
        """How long nothing may start."""
        return max(0.0, self._until - time.monotonic())

    def fault(self) -> None:
        """Starts a rest twice as long as the last; the faults of tasks that were under way together are one."""
        if self.rest_s > 0:
            return
        self.delay_s = min(max(FIRST_PAUSE_S, 2 * self.delay_s), MAX_PAUSE_S)
        self._until = time.monotonic() + self.delay_s
        log.warning("work_paused", pause_s=self.delay_s)

    def success(self) -> None:
        """Ends the doubt."""
        if self.doubtful:
            self.delay_s = self._until = 0.0
            log.info("work_resumed")


@dataclass(frozen=True, slots=True)
class _Start:
    """One start of a task. `tries` counts it and all earlier ones since the last that was forgiven."""

    task_id: str
    tries: int
    name: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class _End:
    """How a start ended. `outcome` is the metric label; `retry_s` None: the task is over."""

    outcome: str
    retry_s: float | None = None
    error: str | None = None


class Reliable(Generic[S]):
    """The one function that arq calls: `task` finds the handler by the task's name and sees to every way it can end."""

    def __init__(
        self,
        handlers: Mapping[str, Handler[S]],
        services: S,
        redis: ArqRedis,
        *,
        keep_dead_letter: KeepDeadLetter[S],
        pause: Pause,
        on_task: OnTask | None = None,
        timeout_s: Mapping[str, float] = TIMEOUT_S,
    ) -> None:
        self._handlers, self._services, self._redis = handlers, services, redis
        self._bury, self._pause, self._on_task, self._timeout_s = keep_dead_letter, pause, on_task, timeout_s

    async def task(self, ctx: dict[str, Any], name: str, payload: bytes) -> None:
        """arq's coroutine: returns when the task is over, raises Retry when it is to be run again."""
        start = _Start(ctx["job_id"], ctx["job_try"], name, payload)
        began = time.monotonic()
        try:
            end = await self._end(start)
        except asyncio.CancelledError:
            self._tell(start, _End("cancelled"), time.monotonic() - began)
            raise
        self._tell(start, end, time.monotonic() - began)
        if end.retry_s is not None:
            raise Retry(defer=end.retry_s)

    async def _end(self, start: _Start) -> _End:
        try:
            return await self._attempt(start)
        except (Unavailable, RedisError) as error:
            self._pause.fault()
            await self._forgive(start)
            return _End("unavailable", self._pause.delay_s, describe(error))
        except asyncio.CancelledError:
            with contextlib.suppress(RedisError):
                await self._uncount(start)
            raise
        except Exception as error:  # noqa: BLE001  # not even the burial worked: the task must not be lost for that
            return _End("stuck", STUCK_RETRY_S, describe(error))

    async def _attempt(self, start: _Start) -> _End:
        if start.name == UNREADABLE:
            return await self._dead(start, "not an envelope of ours")
        handler = self._handlers.get(start.name)
        if handler is None:
            await self._forgive(start)
            return _End("unknown_task", UNKNOWN_RETRY_S)
        try:
            task = unpack(start.name, start.payload)
        except ValueError as error:
            return await self._dead(start, str(error))
        if start.tries > (BATCH_MAX_STARTS if _is_batch(task) else MAX_STARTS):
            return await self._give_up(start, task, f"crash loop: began {start.tries - 1} times and never ended")
        try:
            again = await self._call(handler, task)
        except (Unavailable, RedisError):
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, it is this task's own fault
            return await self._fault(start, task, describe(error))
        self._pause.success()
        if again is None:
            return _End("done")
        await self._forgive(start)
        return _End("again", again.delay_s)

    async def _call(self, handler: Handler[S], task: Task) -> Again | None:
        try:
            async with asyncio.timeout(self._timeout_s.get(task.name, DEFAULT_TIMEOUT_S)):
                return await handler(self._services, task)
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if current is None or current.cancelling():
                raise
            # Something inside was cancelled, not we; arq would run the task again at once, for ever.
            raise RuntimeError("cancelled from within") from None

    async def _fault(self, start: _Start, task: Task, error: str) -> _End:
        if _is_batch(task) or start.tries >= MAX_STARTS:
            return await self._give_up(start, task, error)
        return _End("failed", FAULT_RETRY_S[start.tries - 1], error)

    async def _give_up(self, start: _Start, task: Task, error: str) -> _End:
        """A batch becomes tasks of one item each, anything else a dead letter. Doing it twice is doing it once."""
        if not isinstance(task, Observe) or not _is_batch(task):
            return await self._dead(start, error)
        singles = [Observe(f"{task.batch}:{index}", [item]) for index, item in enumerate(task.items)]
        await enqueue(self._redis, singles)
        return _End("split", error=error)

    async def _dead(self, start: _Start, error: str) -> _End:
        await self._bury(self._services, start.name, bytes(start.payload), error)
        return _End("buried", error=error)

    async def _forgive(self, start: _Start) -> None:
        """This start does not count. Redis is waited for: the task cannot be put back without it either."""
        while True:
            try:
                return await self._uncount(start)
            except RedisError:
                await asyncio.sleep(FORGIVE_AGAIN_S)

    async def _uncount(self, start: _Start) -> None:
        await self._redis.delete(retry_key_prefix + start.task_id)  # DEL works in a full Redis too, SET and DECR do not

    def _tell(self, start: _Start, end: _End, seconds: float) -> None:
        log.log(
            LEVELS.get(end.outcome, logging.INFO),
            "task_done",
            name=start.name,
            task_id=start.task_id,
            tries=start.tries,
            ms=round(seconds * 1000, 1),
            outcome=end.outcome,
            **({} if end.error is None else {"error": end.error}),
        )
        if self._on_task is not None:
            self._on_task(start.name, end.outcome, seconds)


def _is_batch(task: Task) -> bool:
    return isinstance(task, Observe) and len(task.items) > 1


def describe(error: BaseException) -> str:
    """The error's type, and where in our code it arose. Nothing of its message, which may quote a body or a secret."""
    kind = type(error).__name__ if not isinstance(error, Unavailable) else f"{type(error).__name__}: {error.reason}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
    ours = [frame for frame in frames if frame.filename.startswith(OUR_FOLDERS)]
    for frame in (ours or frames)[-1:]:
        path = Path(frame.filename)
        return f"{kind} in {path.parent.name}/{path.name}:{frame.lineno} {frame.name}"
    return kind
