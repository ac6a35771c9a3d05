"""Runs tasks: arq's worker with a wake-up list, batch claims and renewed leases that have an owner, through any outage.

Redis keys are those of stock arq, so that stock workers and these can share a queue. What is overridden: `main` and
everything that claims, and `finish_job`. arq is pinned, and a test names every private that is used here.

A Redis that is full refuses every command that may need memory, and so would never be drained: what claims, counts and
finishes tasks is exempt from that (`allow-oom`), for it takes a few bytes that the end of the task gives back.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

import structlog
from arq.connections import ArqRedis
from arq.worker import Worker, func
from redis.asyncio.client import Pipeline
from redis.exceptions import RedisError

from service.core.errors import Unavailable
from service.core.task import HOT, SLOW, QueueName, Sweep, Task
from service.queue import FUNCTION, LUA_NOW, PAYLOAD_TTL_MS, QUEUE_KEY, enqueue, read_envelope, wake_key
from workers.runtime.reliable import FIRST_PAUSE_S, MAX_PAUSE_S, KeepDeadLetter, OnTask, Pause, Reliable
from workers.runtime.reliable import Again as Again
from workers.runtime.reliable import Handler as Handler

S = TypeVar("S")

MAX_TASKS: Mapping[QueueName, int] = {HOT: 100, SLOW: 20}
TASK_LEASE_S = 15.0  # a killed worker's tasks start again after this
RENEWALS = 3  # in the time of a lease
DRAIN_S = 20.0
IDLE_S = 0.5  # longest wait for a wake-up; also how late a deferred task can be
YIELD_S = 0.05  # while hot tasks run, slow ones start 20 a second: they must not crowd out a webhook
BUSY_S = 0.01  # when all slots are taken: let more than one end, and claim for them in one call
SCAN_LIMIT = 5000  # due ids that one claim looks through, those that are running included
STOCK_POLL_S = 0.02
STOCK_LEASE_S = 85.0  # stock arq does not renew: longer than our longest task
HEALTH_S = 15
FINISH_AGAIN_S = 1.0
LAST_WORDS_S = 2.0  # for cancelled tasks to be put back
TICK_MAX_S = 60

log = structlog.get_logger()

_LUA_IN_A_FULL_REDIS = "#!lua flags=allow-oom\n"  # Source: https://valkey.io/topics/lua-api/#script_flags

# KEYS: queue. ARGV: owner, lease_ms, free slots, scan limit. Returns id, score of each task that is now the owner's.
_LUA_CLAIM = (
    _LUA_IN_A_FULL_REDIS
    + LUA_NOW
    + """
local free, limit, offset, out = tonumber(ARGV[3]), tonumber(ARGV[4]), 0, {}
while free > 0 and offset < limit do
  local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'WITHSCORES', 'LIMIT', offset, 200)
  if #ids == 0 then break end
  for i = 1, #ids, 2 do
    if free == 0 then break end
    if redis.call('SET', 'arq:in-progress:' .. ids[i], ARGV[1], 'PX', ARGV[2], 'NX') then
      out[#out + 1] = ids[i]
      out[#out + 1] = ids[i + 1]
      free = free - 1
    end
  end
  offset = offset + 200
end
return out
"""
)

# A lease is ours while it has our token; also when it ran out and the task still waits with the score we claimed it by
# (another score is a new task of the same id).
_LUA_OWNS = """
local function owns(id, score)
  local owner = redis.call('GET', 'arq:in-progress:' .. id)
  return owner == ARGV[1] or (not owner and tonumber(redis.call('ZSCORE', KEYS[1], id) or -1) == tonumber(score))
end
"""

# KEYS: queue. ARGV: owner, lease_ms, (id, score)*. Returns how many leases somebody else has by now.
_LUA_RENEW = (
    _LUA_IN_A_FULL_REDIS
    + _LUA_OWNS
    + """
local lost = 0
for i = 3, #ARGV, 2 do
  if owns(ARGV[i], ARGV[i + 1]) then
    redis.call('SET', 'arq:in-progress:' .. ARGV[i], ARGV[1], 'PX', ARGV[2])
  elseif redis.call('EXISTS', 'arq:in-progress:' .. ARGV[i]) == 1 then
    lost = lost + 1
  end
end
return lost
"""
)

# KEYS: queue. ARGV: owner, id, score, 1 if over else 0, ms to add to the score. Somebody else's task is left alone.
_LUA_FINISH = (
    _LUA_IN_A_FULL_REDIS
    + _LUA_OWNS
    + """
if not owns(ARGV[2], ARGV[3]) then return 0 end
redis.call('DEL', 'arq:in-progress:' .. ARGV[2])
if ARGV[4] == '1' then
  redis.call('DEL', 'arq:job:' .. ARGV[2], 'arq:retry:' .. ARGV[2])
  redis.call('ZREM', KEYS[1], ARGV[2])
elseif ARGV[5] ~= '0' and redis.call('ZSCORE', KEYS[1], ARGV[2]) then
  redis.call('ZINCRBY', KEYS[1], ARGV[5], ARGV[2])
end
return 1
"""
)

_LUA_INCR = _LUA_IN_A_FULL_REDIS + "return redis.call('INCR', KEYS[1])"
_LUA_PSETEX = _LUA_IN_A_FULL_REDIS + "return redis.call('PSETEX', KEYS[1], ARGV[1], ARGV[2])"


class _Starts(Pipeline):
    """What arq sends to start a task, with a count of starts that a full Redis takes."""

    def incr(self, name: Any, amount: int = 1) -> Any:
        assert amount == 1
        return self.eval(_LUA_INCR, 1, name)


class _RedisForArq(ArqRedis):
    """The client that arq's own code uses in our worker: its writes work in a full Redis too."""

    def pipeline(self, transaction: bool = True, shard_hint: str | None = None) -> Pipeline:
        return _Starts(self.connection_pool, self.response_callbacks, transaction, shard_hint)

    async def psetex(self, name: Any, time_ms: Any, value: Any) -> Any:
        answer: Any = self.eval(_LUA_PSETEX, 1, name, time_ms, value)
        return await answer


def _settings(task: Callable[..., Awaitable[None]], redis: ArqRedis, queue: QueueName) -> dict[str, Any]:
    """What our worker and the stock one have in common. No time limit of arq's: it would delete the task."""
    return {
        "functions": [func(task, name=FUNCTION)],  # type: ignore[arg-type]  # arq's protocol wants *args: Any
        "queue_name": QUEUE_KEY[queue],
        "redis_pool": redis,
        "handle_signals": False,
        "max_jobs": MAX_TASKS[queue],
        "job_timeout": None,
        "keep_result": 0,
        "max_tries": 10**6,
        "health_check_interval": HEALTH_S,
        "log_results": False,
        "expires_extra_ms": PAYLOAD_TTL_MS,
        "job_deserializer": read_envelope,
    }


class TaskWorker(Worker):
    """Claims and runs the tasks of one queue until told to stop; no Redis error ends it."""

    def __init__(
        self,
        task: Callable[..., Awaitable[None]],
        redis: ArqRedis,
        queue: QueueName,
        *,
        pause: Pause,
        lease_s: float = TASK_LEASE_S,
        after: TaskWorker | None = None,
    ) -> None:
        """`after`: the worker whose tasks go first; while it has any, this one starts one task at a time."""
        super().__init__(**_settings(task, _RedisForArq(redis.connection_pool), queue))
        self._after, self._last_start = after, float("-inf")
        self.ctx["redis"] = redis
        self.owner = secrets.token_hex(8)
        self._queue, self._wake_key, self._pause = queue, wake_key(queue), pause
        self._lease_s, self._lease_ms = lease_s, int(lease_s * 1000)
        self._claim_script = redis.register_script(_LUA_CLAIM)
        self._renew_script = redis.register_script(_LUA_RENEW)
        self._finish_script = redis.register_script(_LUA_FINISH)
        self._scores: dict[str, int] = {}  # of the tasks that run here, as claimed
        self._ended = asyncio.Event()
        self._stopping = asyncio.Event()
        self._abandoned = False

    # --- the loop ---

    async def main(self) -> None:
        """Runs tasks until `stop`; then returns while the last ones still run."""
        trouble_s = 0.0
        while not self._stopping.is_set():
            try:
                await self._turn()
                trouble_s = 0.0
            except (RedisError, RuntimeError) as error:  # uvloop raises RuntimeError on a transport that was closed
                trouble_s = min(max(FIRST_PAUSE_S, 2 * trouble_s), MAX_PAUSE_S)
                log.warning("queue_away", queue=self._queue, error=type(error).__name__, retry_s=trouble_s)
                await _wait(self._stopping, trouble_s)

    def stop(self) -> None:
        """Nothing more is claimed."""
        self.allow_pick_jobs = False
        self._stopping.set()

    def abandon(self) -> None:
        """Tasks that cannot be put back are left to their leases."""
        self._abandoned = True

    async def _turn(self) -> None:
        """Claims what is due, then waits for what may bring the next: a wake-up, a free slot, the end of a pause."""
        await self.record_health()
        free = self._free()
        if self._after is not None and self._after.busy:
            await _wait(self._stopping, YIELD_S)
            free = min(self._free(), 1)
        if free == 0:
            self._ended.clear()
            await _wait(self._ended, min(IDLE_S, self._pause.rest_s or IDLE_S))
            await asyncio.sleep(BUSY_S)
        elif await self._start(free) < free:  # else there may be more, and no wake-up may tell
            # Never cancelled while under way: a token would be lost.
            await self.pool.blpop([self._wake_key], timeout=IDLE_S)  # type: ignore[misc, arg-type]  # typed for sync, whole s

    @property
    def busy(self) -> bool:
        """It has tasks, or had one a moment ago."""
        return bool(self.tasks) or time.monotonic() - self._last_start < 2 * YIELD_S

    def _free(self) -> int:
        """How many tasks may start now."""
        if self._pause.rest_s > 0:
            return 0
        if self._pause.doubtful:
            return 0 if self.tasks else 1
        return self.max_jobs - len(self.tasks)

    async def _start(self, free: int) -> int:
        """Starts up to `free` due tasks; how many were claimed."""
        args: list[str | int] = [self.owner, self._lease_ms, free, SCAN_LIMIT]
        claimed: list[bytes] = await self._claim_script(keys=[self.queue_name], args=args)
        for raw_id, raw_score in zip(claimed[::2], claimed[1::2], strict=True):
            task_id, score = raw_id.decode(), int(float(raw_score))
            if task_id in self.tasks:  # it runs here already; its lease had run out and is ours again
                continue
            self._scores[task_id] = score
            self._last_start = time.monotonic()
            self.tasks[task_id] = running = self.loop.create_task(self.run_job(task_id, score))
            running.add_done_callback(partial(self._forget, task_id))
        return len(claimed) // 2

    def _forget(self, task_id: str, running: asyncio.Task[Any]) -> None:
        del self.tasks[task_id], self._scores[task_id]
        self._ended.set()
        if running.cancelled() or (error := running.exception()) is None:
            return
        # The task itself is safe: its lease runs out and it starts again.
        log.warning("task_start_failed", task_id=task_id, error=type(error).__name__)

    # --- leases ---

    async def renew_leases(self) -> None:
        """Keeps the leases of running tasks alive until cancelled."""
        while True:
            await asyncio.sleep(self._lease_s / RENEWALS)
            pairs: list[str | int] = [part for pair in self._scores.items() for part in pair]
            if not pairs:
                continue
            try:
                args = [self.owner, self._lease_ms, *pairs]
                lost = await self._renew_script(keys=[self.queue_name], args=args)
            except RedisError:
                continue  # the loop above says so; the next round tries again
            if lost:
                log.warning("task_leases_lost", queue=self._queue, tasks=lost)

    async def finish_job(
        self,
        job_id: str,
        finish: bool,
        result_data: bytes | None,
        result_timeout_s: float | None,
        keep_result_forever: bool,
        incr_score: int | None,
        keep_in_progress: float | None,
    ) -> None:
        """The task is out of Redis, or waits again, if it is still ours. The work is done, so Redis is waited for."""
        args: list[str | int] = [self.owner, job_id, self._scores.get(job_id, 0), int(finish), incr_score or 0]
        while True:
            try:
                await self._finish_script(keys=[self.queue_name], args=args)
                return
            except RedisError:
                if self._abandoned:
                    return
                await asyncio.sleep(FINISH_AGAIN_S)


# --- a process' workers ---


async def run(
    handlers: Mapping[str, Handler[S]],
    services: S,
    redis: ArqRedis,
    *,
    keep_dead_letter: KeepDeadLetter[S],
    stop: asyncio.Event,
    cron: Sequence[tuple[Callable[[int], Task], int]] = ((Sweep, 1),),
    stock: bool = False,
    on_task: OnTask | None = None,
    drain_s: float = DRAIN_S,
    lease_s: float = TASK_LEASE_S,
) -> None:
    """Runs both queues until `stop` is set; returns when the running tasks have ended, after `drain_s` at the latest.

    `cron`: (makes the task of a tick, seconds between ticks); each tick's task runs once in the whole cluster.
    `stock` runs arq's own worker instead of ours. `on_task(name, outcome, seconds)` hears of every start's end.
    """
    pause = Pause()
    task = Reliable(handlers, services, redis, keep_dead_letter=keep_dead_letter, pause=pause, on_task=on_task).task
    workers: list[Worker] = []
    if stock:
        workers += [_stock_worker(task, redis, queue) for queue in QUEUE_KEY]
    else:
        hot = TaskWorker(task, redis, HOT, pause=pause, lease_s=lease_s)
        workers += [hot, TaskWorker(task, redis, SLOW, pause=pause, lease_s=lease_s, after=hot)]
    mains = [asyncio.create_task(worker.main()) for worker in workers]
    helpers = [asyncio.create_task(worker.renew_leases()) for worker in workers if isinstance(worker, TaskWorker)]
    helpers += [asyncio.create_task(_tick(redis, make, every_s, pause)) for make, every_s in cron]
    stopped = asyncio.create_task(stop.wait())
    log.info("worker_started", queues=list(QUEUE_KEY), stock=stock)
    try:
        await asyncio.wait([stopped, *mains], return_when=asyncio.FIRST_COMPLETED)
    finally:
        await _drain(workers, mains, drain_s)
        await _cancel([stopped, *helpers])
    log.info("worker_stopped")
    for main in mains:
        if not main.cancelled() and (error := main.exception()) is not None:
            raise error


def _stock_worker(task: Callable[..., Awaitable[None]], redis: ArqRedis, queue: QueueName) -> Worker:
    worker = Worker(**_settings(task, redis, queue), poll_delay=STOCK_POLL_S)
    worker.in_progress_timeout_s = STOCK_LEASE_S
    return worker


async def _drain(workers: Sequence[Worker], mains: Sequence[asyncio.Task[None]], drain_s: float) -> None:
    """Nothing is claimed any more; what runs has ended by itself within `drain_s`, or was put back uncounted."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + drain_s
    for worker, main in zip(workers, mains, strict=True):
        worker.allow_pick_jobs = False
        if isinstance(worker, TaskWorker):
            worker.stop()
        else:
            main.cancel()  # it has no end of its own
    await asyncio.wait(mains, timeout=drain_s)
    if running := _running(workers):
        await asyncio.wait(running, timeout=deadline - loop.time())
    await _cancel(mains)
    if running := _running(workers):
        log.warning("tasks_put_back", tasks=len(running))
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=LAST_WORDS_S)
    for worker in workers:
        if isinstance(worker, TaskWorker):
            worker.abandon()
        with contextlib.suppress(RedisError):
            await worker.pool.delete(worker.health_check_key)


def _running(workers: Sequence[Worker]) -> list[asyncio.Task[Any]]:
    return [task for worker in workers for task in worker.tasks.values() if not task.done()]


async def _cancel(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)


async def _tick(redis: ArqRedis, make: Callable[[int], Task], every_s: int, pause: Pause) -> None:
    """Enqueues one task per tick of Redis' clock, whoever comes first. Runs until cancelled."""
    while True:
        with contextlib.suppress(RedisError, Unavailable):  # the workers' loops say so
            if pause.rest_s == 0:  # else ticks would pile up
                seconds, _ = await redis.time()
                task = make(int(seconds) // every_s)
                done_key = f"tunewatch:tick:{task.task_id}"
                if not await redis.exists(done_key):
                    await enqueue(redis, [task])
                    await redis.set(done_key, b"1", ex=max(TICK_MAX_S, 2 * every_s))
        await asyncio.sleep(min(every_s, TICK_MAX_S))


async def _wait(event: asyncio.Event, seconds: float) -> None:
    """Returns when the event is set, or after a time."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
