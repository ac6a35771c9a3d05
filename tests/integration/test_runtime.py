"""Tasks on a real Redis: done, tried again, split or buried, never just gone; by our worker and by arq's own."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest
from arq.connections import ArqRedis
from arq.constants import in_progress_key_prefix, job_key_prefix, retry_key_prefix
from arq.worker import Worker
from redis.exceptions import ConnectionError as RedisConnectionError
from structlog.testing import capture_logs

from service.core.errors import StoreUnavailable
from service.core.task import CarryOut, Item, Observe, Poll, Sweep, Task
from service.queue import FUNCTION, QUEUE_KEY, connect, enqueue, pack
from tests import children
from tests.servers import PATIENCE_S, Server, until, valkey_server
from workers.runtime import reliable, worker
from workers.runtime.worker import Again, run

ROOT = Path(__file__).parents[2]
NEVER_TICK: tuple[()] = ()

Does = Callable[[Task], Awaitable[Again | None]]


@dataclass
class World:
    """The services object of these tests: what the handlers did, and what they are to do."""

    does: Does | None = None
    started: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    buried: list[tuple[str, bytes, str]] = field(default_factory=list)
    outcomes: list[tuple[str, str]] = field(default_factory=list)
    now: int = 0
    most: int = 0


async def handle(world: World, task: Task) -> Again | None:
    world.started.append(task.task_id)
    world.now += 1
    world.most = max(world.most, world.now)
    try:
        again = None if world.does is None else await world.does(task)
    finally:
        world.now -= 1
    world.ended.append(task.task_id)
    return again


async def keep_dead_letter(world: World, name: str, payload: bytes, error: str) -> None:
    world.buried.append((name, payload, error))


HANDLERS = dict.fromkeys(["observe", "deliver", "poll", "register", "sweep"], handle)


@contextlib.asynccontextmanager
async def working(world: World, redis: ArqRedis, **options: Any) -> AsyncIterator[asyncio.Event]:
    """A running pair of workers; stopped at the end, or earlier through the event."""
    stop = asyncio.Event()
    options = {
        "handlers": HANDLERS,
        "keep_dead_letter": keep_dead_letter,
        "cron": NEVER_TICK,
        "drain_s": PATIENCE_S,
    } | options
    handlers = options.pop("handlers")
    heard = options.pop("on_task", lambda name, outcome, _seconds: world.outcomes.append((name, outcome)))
    running = asyncio.create_task(run(handlers, world, redis, stop=stop, on_task=heard, **options))
    try:
        yield stop
    finally:
        stop.set()
        await running


@pytest.fixture(params=[False, True], ids=["ours", "stock"])
def stock(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries and pauses without their waits."""
    monkeypatch.setattr(reliable, "FAULT_RETRY_S", (0.01,) * 4)
    monkeypatch.setattr(reliable, "FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr(reliable, "MAX_PAUSE_S", 0.02)
    monkeypatch.setattr(worker, "IDLE_S", 0.05)


def item(name: str, body: bytes = b"{}") -> Item:
    return Item("acme", name, "accepted", 1, body, hashlib.sha256(body).hexdigest()[:32])


def deliver_id(entry: str) -> str:
    return CarryOut("deliver", entry, 0).task_id


def batch(*names: str) -> Observe:
    return Observe("b1", [item(name) for name in names])


def fails(*poison: str) -> Does:
    """Raises when an item of the task is poison."""

    async def does(task: Task) -> None:
        if not isinstance(task, Observe) or any(one.delivery_id in poison for one in task.items):
            raise ValueError("canary-secret")

    return does


async def nothing_left(redis: ArqRedis) -> bool:
    return not await redis.keys("arq:*") and not await redis.zcard("tunewatch:hot") + await redis.zcard(
        "tunewatch:slow"
    )


# --- what both workers do


async def test_a_task_reaches_its_handler_typed_and_leaves_nothing_behind(redis: ArqRedis, stock: bool) -> None:
    seen: list[Task] = []

    async def keep(task: Task) -> None:
        seen.append(task)

    sent = [Observe("b1", [item("m", b"\xff\x00")]), CarryOut("deliver", "ntf_1", 0), CarryOut("register", "eff_1", 2)]
    async with working(World(keep), redis, stock=stock):
        await enqueue(redis, sent)
        await until(lambda: len(seen) == 3)
        await until(lambda: nothing_left(redis))
    assert sorted(seen, key=lambda task: task.task_id) == sorted(sent, key=lambda task: task.task_id)


async def test_every_task_runs_once_when_ours_and_stock_share_the_queues(redis: ArqRedis) -> None:
    world = World()
    ids = [deliver_id(f"n{n}") for n in range(300)]
    async with working(world, redis), working(world, redis, stock=True), working(world, redis):
        await enqueue(redis, [CarryOut("deliver", f"n{n}", 0) for n in range(300)])
        await until(lambda: len(world.ended) >= 300)
        await until(lambda: nothing_left(redis))
    assert sorted(world.ended) == sorted(ids)


async def test_a_deferred_task_runs_after_one_that_was_enqueued_later(redis: ArqRedis, stock: bool) -> None:
    world = World()
    async with working(world, redis, stock=stock):
        await enqueue(redis, [CarryOut("deliver", "late", 0)], delay_s=3600)
        await enqueue(redis, [CarryOut("deliver", "soon", 0)])
        await until(lambda: world.ended)
        assert await redis.zincrby(QUEUE_KEY["hot"], -3600_000, deliver_id("late"))  # an hour later
        await until(lambda: len(world.ended) == 2)
    assert world.ended == [deliver_id("soon"), deliver_id("late")]


@pytest.mark.usefixtures("quick")
async def test_again_is_neither_a_fault_nor_a_try(redis: ArqRedis, stock: bool) -> None:
    async def ten_times(_task: Task) -> Again | None:
        return Again(0.01) if len(world.started) < 10 else None

    world = World(ten_times)
    async with working(world, redis, stock=stock):
        await enqueue(redis, [Poll("acme")])
        await until(lambda: ("poll", "done") in world.outcomes)
        await until(lambda: nothing_left(redis))
    assert world.outcomes == [("poll", "again")] * 9 + [("poll", "done")]
    assert world.buried == []


@pytest.mark.usefixtures("quick")
async def test_a_single_that_fails_five_times_is_buried_without_its_secrets(redis: ArqRedis, stock: bool) -> None:
    world = World(fails())
    async with working(world, redis, stock=stock):
        await enqueue(redis, [CarryOut("deliver", "n", 0)])
        await until(lambda: world.buried)
        await until(lambda: nothing_left(redis))
    [(name, payload, error)] = world.buried
    assert (name, payload, type(payload)) == ("deliver", pack(CarryOut("deliver", "n", 0)), bytes)
    assert error.startswith("ValueError in integration/test_runtime.py:")
    assert "canary" not in error
    assert world.outcomes == [("deliver", "failed")] * 4 + [("deliver", "buried")]


@pytest.mark.usefixtures("quick")
async def test_a_failing_batch_is_split_and_only_the_poisoned_item_is_buried(redis: ArqRedis, stock: bool) -> None:
    world = World(fails("bad"))
    async with working(world, redis, stock=stock):
        await enqueue(redis, [batch("a", "bad", "c")])
        await until(lambda: world.buried)
        await until(lambda: nothing_left(redis))
    assert world.outcomes[0] == ("observe", "split")
    assert sorted(world.ended) == ["observe:b1:0", "observe:b1:2"]
    assert [payload for _, payload, _ in world.buried] == [pack(Observe("b1:1", [item("bad")]))]


async def test_a_batch_that_began_twice_and_never_ended_is_split_unseen(redis: ArqRedis, stock: bool) -> None:
    world = World()
    await redis.set(retry_key_prefix + "observe:b1", 2)
    async with working(world, redis, stock=stock):
        await enqueue(redis, [batch("a", "b")])
        await until(lambda: len(world.ended) == 2)
        await until(lambda: nothing_left(redis))
    assert sorted(world.started) == ["observe:b1:0", "observe:b1:1"]


async def test_a_single_that_began_five_times_and_never_ended_is_buried_unseen(redis: ArqRedis, stock: bool) -> None:
    world = World()
    await redis.set(retry_key_prefix + deliver_id("n"), 5)
    async with working(world, redis, stock=stock):
        await enqueue(redis, [CarryOut("deliver", "n", 0)])
        await until(lambda: world.buried)
        await until(lambda: nothing_left(redis))
    assert world.started == []
    assert "crash loop" in world.buried[0][2]


@pytest.mark.usefixtures("quick")
async def test_a_task_that_takes_too_long_is_a_fault(
    redis: ArqRedis, stock: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(reliable.TIMEOUT_S, "deliver", 0.05)

    async def hang(_task: Task) -> None:
        await asyncio.Event().wait()

    world = World(hang)
    async with working(world, redis, stock=stock):
        await enqueue(redis, [CarryOut("deliver", "n", 0)])
        await until(lambda: world.buried)
    assert len(world.started) == 5
    assert world.buried[0][2].startswith("TimeoutError")


@pytest.mark.usefixtures("quick")
async def test_a_cancellation_from_within_is_a_fault_and_not_an_endless_loop(redis: ArqRedis, stock: bool) -> None:
    async def cancelled(_task: Task) -> None:
        raise asyncio.CancelledError

    world = World(cancelled)
    async with working(world, redis, stock=stock):
        await enqueue(redis, [CarryOut("deliver", "n", 0)])
        await until(lambda: world.buried)
    assert len(world.started) == 5


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("error", [StoreUnavailable(), RedisConnectionError("away")], ids=["store", "redis"])
async def test_twenty_faults_of_infrastructure_are_no_try(redis: ArqRedis, stock: bool, error: Exception) -> None:
    async def away(_task: Task) -> None:
        if len(world.started) <= 20:
            raise error

    world = World(away)
    async with working(world, redis, stock=stock):
        await enqueue(redis, [batch("a", "b")])
        await until(lambda: world.ended)
        await until(lambda: nothing_left(redis))
    assert world.started == ["observe:b1"] * 21
    assert world.buried == []


@pytest.mark.usefixtures("quick")
async def test_a_dead_letter_waits_for_the_database_that_keeps_it(redis: ArqRedis, stock: bool) -> None:
    refused = []

    async def bury_later(world: World, name: str, payload: bytes, error: str) -> None:
        if len(refused) < 10:
            refused.append(name)
            raise StoreUnavailable
        await keep_dead_letter(world, name, payload, error)

    world = World()
    async with working(world, redis, stock=stock, keep_dead_letter=bury_later):
        await redis.set(retry_key_prefix + deliver_id("n"), 5)
        await enqueue(redis, [CarryOut("deliver", "n", 0), CarryOut("deliver", "good", 0)])
        await until(lambda: len(world.ended) == 2)
        await until(lambda: nothing_left(redis))
    assert len(refused) >= 1


@pytest.mark.usefixtures("quick")
async def test_a_task_whose_burial_fails_stays_in_the_queue(redis: ArqRedis, stock: bool) -> None:
    async def broken(_world: World, _name: str, _payload: bytes, _error: str) -> None:
        raise TypeError("a bug")

    world = World()
    async with working(world, redis, stock=stock, keep_dead_letter=broken):
        await redis.set(retry_key_prefix + deliver_id("n"), 5)
        await enqueue(redis, [CarryOut("deliver", "n", 0)])
        await until(lambda: ("deliver", "stuck") in world.outcomes)
    assert await redis.exists(job_key_prefix + deliver_id("n"))
    assert await redis.zscore(QUEUE_KEY["hot"], deliver_id("n"))


async def test_a_task_of_a_newer_version_is_postponed_and_not_deleted(redis: ArqRedis, stock: bool) -> None:
    world = World()
    seconds, _ = await redis.time()
    async with working(world, redis, stock=stock, handlers={"sweep": handle}):
        await enqueue(redis, [CarryOut("deliver", "n", 0)])
        await until(lambda: ("deliver", "unknown_task") in world.outcomes)
    assert await redis.zscore(QUEUE_KEY["hot"], deliver_id("n")) >= (seconds + reliable.UNKNOWN_RETRY_S) * 1000
    assert await redis.exists(job_key_prefix + deliver_id("n"))
    assert not await redis.exists(retry_key_prefix + deliver_id("n"))


@pytest.mark.parametrize(
    ("raw", "name", "payload"),
    [
        (b"\x81\xff", "unreadable", b"\x81\xff"),
        (msgspec.msgpack.encode({"f": FUNCTION, "a": ["deliver", b"\xff"], "et": 1}), "deliver", b"\xff"),
        (msgspec.msgpack.encode({"f": FUNCTION, "a": ["deliver", b"\x80"], "et": 1}), "deliver", b"\x80"),
    ],
    ids=["envelope", "payload", "shape"],
)
async def test_what_cannot_be_decoded_is_buried_with_its_bytes(
    redis: ArqRedis, stock: bool, raw: bytes, name: str, payload: bytes
) -> None:
    world = World()
    await redis.set(job_key_prefix + "x", raw)
    await redis.zadd(QUEUE_KEY["hot"], {"x": 1})
    async with working(world, redis, stock=stock):
        await until(lambda: world.buried)
        await until(lambda: nothing_left(redis))
    assert [(one[0], one[1]) for one in world.buried] == [(name, payload)]


async def test_stopping_lets_a_running_task_end_and_starts_no_other(redis: ArqRedis, stock: bool) -> None:
    release = asyncio.Event()

    async def wait(_task: Task) -> None:
        await release.wait()

    world = World(wait)
    async with working(world, redis, stock=stock) as stop:
        await enqueue(redis, [CarryOut("deliver", "running", 0)])
        await until(lambda: world.started)
        stop.set()
        await until(lambda: redis_quiet(redis))
        await enqueue(redis, [CarryOut("deliver", "later", 0)])
        release.set()
    assert world.ended == [deliver_id("running")]
    assert await redis.zrange(QUEUE_KEY["hot"], 0, -1) == [deliver_id("later").encode()]


async def redis_quiet(redis: ArqRedis) -> bool:
    """Nobody waits for wake-ups any more."""
    clients = await redis.client_list()
    return not any(client["cmd"] == "blpop" and "b" in client["flags"] for client in clients)


async def test_a_task_that_outlasts_the_drain_is_put_back_uncounted(redis: ArqRedis, stock: bool) -> None:
    async def hang(_task: Task) -> None:
        await asyncio.Event().wait()

    world = World(hang)
    async with working(world, redis, stock=stock, drain_s=0.7) as stop:
        await enqueue(redis, [CarryOut("deliver", "n", 0)])
        await until(lambda: world.started)
        stop.set()
    assert world.outcomes == [("deliver", "cancelled")]
    assert not await redis.exists(retry_key_prefix + deliver_id("n"), in_progress_key_prefix + deliver_id("n"))
    world.does = None
    async with working(world, redis, stock=stock, drain_s=0.7):
        await until(lambda: world.ended == [deliver_id("n")])


# --- what only ours does


async def test_a_wake_up_starts_a_task_long_before_the_next_poll(
    redis: ArqRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "IDLE_S", 3600.0)
    redis.connection_pool.connection_kwargs["socket_timeout"] = None  # it never gives up waiting
    await redis.connection_pool.disconnect()
    world = World()
    async with working(world, redis, drain_s=0.1):
        for n in range(20):
            await enqueue(redis, [CarryOut("deliver", f"n{n}", 0)])
            await until(lambda n=n: len(world.ended) > n)


async def test_a_claim_looks_past_tasks_that_others_run(redis: ArqRedis) -> None:
    await enqueue(redis, [CarryOut("deliver", f"theirs{n}", 0) for n in range(450)])
    for n in range(450):
        await redis.set(in_progress_key_prefix + deliver_id(f"theirs{n}"), b"1")
    world = World()
    async with working(world, redis):
        await enqueue(redis, [CarryOut("deliver", "ours", 0)])
        await until(lambda: world.ended)
    assert world.ended == [deliver_id("ours")]


@pytest.mark.usefixtures("quick")
async def test_while_the_store_is_away_one_task_at_a_time_asks_for_it(redis: ArqRedis) -> None:
    async def away(_task: Task) -> None:
        await redis.ping()
        if is_away:
            raise StoreUnavailable

    is_away = True
    world = World(away)
    await enqueue(redis, [CarryOut("deliver", "first", 0)])
    async with working(world, redis):
        await until(lambda: world.outcomes)
        await enqueue(redis, [CarryOut("deliver", f"n{n}", 0) for n in range(200)])
        await until(lambda: len(world.started) > 30)
        assert world.most == 1
        is_away = False
        await until(lambda: len(world.ended) == 201)
        assert world.most > 1  # all together again, once one has succeeded
        await until(lambda: nothing_left(redis))
    assert world.buried == []


@pytest.fixture
def renewing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases are long and renewed all the time."""
    monkeypatch.setattr(worker, "RENEWALS", worker.TASK_LEASE_S / 0.02)


@pytest.mark.usefixtures("renewing")
async def test_a_lease_is_renewed_for_as_long_as_its_task_runs(redis: ArqRedis) -> None:
    release = asyncio.Event()

    async def wait(_task: Task) -> None:
        await release.wait()

    world = World(wait)
    lease = in_progress_key_prefix + deliver_id("n")
    async with working(world, redis), working(world, redis):
        await enqueue(redis, [CarryOut("deliver", "n", 0)])
        await until(lambda: world.started)
        for _ in range(7):
            await redis.persist(lease)
            await until(lambda: expires(redis, lease))
        assert world.started == [deliver_id("n")]
        release.set()
        await until(lambda: nothing_left(redis))


async def expires(redis: ArqRedis, key: str) -> bool:
    return bool(await redis.pttl(key) > 0)


@pytest.mark.usefixtures("renewing")
async def test_a_lease_that_somebody_else_has_by_now_is_left_alone(redis: ArqRedis) -> None:
    release = asyncio.Event()

    async def wait(_task: Task) -> None:
        await release.wait()

    world = World(wait)
    lease = in_progress_key_prefix + deliver_id("n")
    async with working(world, redis):
        await enqueue(redis, [CarryOut("deliver", "n", 0), CarryOut("deliver", "kept", 0)])
        await until(lambda: len(world.started) == 2)
        with capture_logs() as logs:
            await redis.set(lease, b"somebody else")
            await until(lambda: sum(line["event"] == "task_leases_lost" and line["tasks"] == 1 for line in logs) >= 3)
        release.set()
        await until(lambda: len(world.ended) == 2)
    assert await redis.get(lease) == b"somebody else"
    assert not await expires(redis, lease)
    assert await redis.exists(job_key_prefix + deliver_id("n"))
    assert await redis.zrange(QUEUE_KEY["hot"], 0, -1) == [deliver_id("n").encode()]


async def test_a_task_whose_lease_ran_out_does_not_start_twice_in_one_worker(redis: ArqRedis) -> None:
    release = asyncio.Event()

    async def wait(task: Task) -> None:
        if task.task_id == deliver_id("slow"):
            await release.wait()

    world = World(wait)
    async with working(world, redis):
        await enqueue(redis, [CarryOut("deliver", "slow", 0)])
        await until(lambda: world.started)
        await redis.delete(in_progress_key_prefix + deliver_id("slow"))
        await enqueue(redis, [CarryOut("deliver", "next", 0)])
        await until(lambda: world.ended)
        assert await redis.exists(in_progress_key_prefix + deliver_id("slow"))  # claimed again
        release.set()
        await until(lambda: nothing_left(redis))
    assert world.started == [deliver_id("slow"), deliver_id("next")]


async def test_a_late_end_does_not_remove_a_new_task_of_the_same_id(redis: ArqRedis) -> None:
    release = asyncio.Event()

    async def wait(_task: Task) -> None:
        await release.wait()

    world = World(wait)
    async with working(world, redis) as stop:
        await enqueue(redis, [Poll("acme")])
        await until(lambda: world.started)
        stop.set()
        await redis.flushall()  # as if its lease had run out, and another had run it and ended
        await enqueue(redis, [Poll("acme")], delay_s=60)
        release.set()
    assert world.ended == ["poll:acme"]
    assert await redis.exists(job_key_prefix + "poll:acme")
    assert await redis.zcard(QUEUE_KEY["slow"]) == 1


async def test_a_task_whose_lease_ran_out_unnoticed_is_still_ours_to_end(redis: ArqRedis) -> None:
    release = asyncio.Event()

    async def wait(_task: Task) -> None:
        await release.wait()

    world = World(wait)
    async with working(world, redis) as stop:
        await enqueue(redis, [Poll("acme")])
        await until(lambda: world.started)
        stop.set()
        await until(lambda: redis_quiet(redis))
        await redis.delete(in_progress_key_prefix + "poll:acme")
        release.set()
    assert await nothing_left(redis)


async def test_a_tick_is_one_task_in_the_whole_cluster(redis: ArqRedis) -> None:
    world = World()
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(3):  # each begins after the tick of the one before has been done
            await stack.enter_async_context(working(world, redis, cron=((Sweep, 1),)))
            await until(lambda: world.ended)
        await until(lambda: len(set(world.ended)) >= 3)
    assert len(world.started) == len(set(world.started))


async def test_a_killed_redis_interrupts_and_loses_nothing(tmp_path: Path) -> None:
    release = asyncio.Event()

    async def wait(task: Task) -> None:
        if isinstance(task, Poll):
            await release.wait()

    world = World(wait)
    with valkey_server(tmp_path) as server, capture_logs() as logs:
        redis = await connect(server.url)
        redis.connection_pool.connection_kwargs["retry"] = None  # feels every refused connection at once
        async with working(world, redis, lease_s=0.3):
            await enqueue(redis, [Poll("during"), CarryOut("deliver", "before", 0)])
            await until(lambda: len(world.ended) == 1)
            server.kill()
            release.set()  # ends while there is no Redis to tell, and its lease runs out
            await until(lambda: sum(line["event"] == "queue_away" for line in logs) >= 4)
            server.restart()
            await enqueue(redis, [CarryOut("deliver", "after", 0)])
            await until(lambda: len(world.ended) == 3)
            await until(lambda: nothing_left(redis))
        assert sorted(world.started) == sorted([deliver_id("after"), deliver_id("before"), "poll:during"])
        assert world.buried == []
        await redis.aclose()


async def test_a_redis_that_is_read_only_for_a_while_is_waited_for(tmp_path: Path, valkey: Server) -> None:
    world = World()
    with valkey_server(tmp_path) as server:
        redis = await connect(server.url)
        async with working(world, redis):
            await enqueue(redis, [CarryOut("deliver", "before", 0)])
            await until(lambda: world.ended)
            await enqueue(redis, [CarryOut("deliver", "during", 0)], delay_s=0.5)
            await redis.execute_command("CONFIG SET replica-serve-stale-data no")
            await redis.execute_command("REPLICAOF 127.0.0.1 1")  # read-only, and "MASTERDOWN" for every read
            await until(lambda: errors_since(redis))
            await redis.execute_command("REPLICAOF NO ONE")
            await until(lambda: len(world.ended) == 2)
        await redis.aclose()


async def errors_since(redis: ArqRedis) -> bool:
    """At least three commands were refused."""
    return (await redis.info("stats"))["total_error_replies"] >= 3


async def test_a_worker_waits_for_a_redis_that_is_away_at_its_start(tmp_path: Path) -> None:
    world = World()
    with valkey_server(tmp_path) as server:
        redis = await connect(server.url)
        await enqueue(redis, [CarryOut("deliver", "n", 0)])
        server.kill()
        async with working(world, redis):
            server.restart()
            await until(lambda: world.ended)
        await redis.aclose()


KILLED = """
    import asyncio, sys
    from service.queue import connect
    from tests.integration.test_runtime import HANDLERS, World, keep_dead_letter
    from workers.runtime.worker import run

    async def hang(task):
        print("started", task.task_id, flush=True)
        await asyncio.Event().wait()

    async def main():
        redis = await connect(sys.argv[1])
        options = {"keep_dead_letter": keep_dead_letter, "stop": asyncio.Event(), "cron": (), "lease_s": 0.5}
        await run(HANDLERS, World(hang), redis, **options)

    asyncio.run(main())
"""


def killed_with_a_task(redis_url: str) -> str:
    """Starts a worker process, kills it once it has started a task; the line it printed."""
    command = [sys.executable, "-c", textwrap.dedent(KILLED), redis_url]
    with children.start(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            return next(line for line in process.stdout if line.startswith("started"))
        finally:
            process.kill()


async def test_a_batch_whose_worker_was_killed_twice_is_split_into_single_events(
    redis: ArqRedis, redis_url: str
) -> None:
    await enqueue(redis, [batch("a", "b", "c")])
    for _ in range(2):
        line = await asyncio.to_thread(killed_with_a_task, redis_url)
        assert line.split()[-1] == "observe:b1"
    world = World()
    async with working(world, redis):
        await until(lambda: len(world.ended) == 3)
        await until(lambda: nothing_left(redis))
    assert sorted(world.started) == ["observe:b1:0", "observe:b1:1", "observe:b1:2"]


async def test_arq_still_has_the_privates_that_our_worker_relies_on() -> None:
    used = {"main", "run_job", "finish_job", "finish_failed_job", "record_health"}
    assert used <= set(vars(Worker))
    worker = vars(Worker(functions=[keep_dead_letter], redis_pool=None, handle_signals=False))
    attributes = {"tasks", "ctx", "loop", "max_jobs", "allow_pick_jobs", "queue_name", "in_progress_timeout_s"}
    assert attributes | {"health_check_key"} <= set(worker)
