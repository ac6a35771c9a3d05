"""A Redis that has filled up is drained: nothing acknowledged in it is lost, and webhooks are taken again after it."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import aiohttp
import pytest
from arq.connections import ArqRedis
from redis.exceptions import OutOfMemoryError

from service.core.outbox import EntryKind, OutboxEntry
from service.core.subscription import Subscription
from service.core.task import CarryOut
from service.demo.inbox import Inbox
from service.queue import QUEUE_KEY, connect, pressure
from service.store import jobs
from service.store.engine import Tx
from service.store.jobs import JobUpdate
from tests.builders import step
from tests.processes import Installation, count, installed, select
from tests.servers import Server, until, valkey_server
from tests.world import SECRET, signed, world
from workers.commit import dispatch
from workers.deliver import deliver

MAXMEMORY = 24 * 1024 * 1024
PADDING = "x" * 8192
FAILED_EVERY = 10
DRAIN_S = 90.0

CONFIG = """
[[account]]
name = "lab"
provider = "generic"
webhook_secrets = ["{secret}"]

[[channel]]
name = "hook"
kind = "webhook"
url = "{hook}"

[[subscription]]
channel = "hook"
events = ["job.failed"]
"""


class Flood:
    """Signed reports, each of another job; every tenth job failed."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http, self._url = http, url
        self.sent = 0
        self.acknowledged: list[str] = []
        self.refused: Counter[str] = Counter()

    @property
    def failed(self) -> list[str]:
        return [one for one in self.acknowledged if int(one.removeprefix("msg_")) % FAILED_EVERY == 0]

    async def send(self) -> bool:
        """One more report; whether it was acknowledged."""
        self.sent += 1
        status = "running" if self.sent % FAILED_EVERY else "failed"
        said = {"version": 1, "job": f"job-{self.sent}", "status": status, "sequence": 1, "metadata": {"pad": PADDING}}
        body, delivery = json.dumps(said).encode(), f"msg_{self.sent}"
        headers = signed(body, delivery_id=delivery)
        async with self._http.post(f"{self._url}/webhooks/lab", data=body, headers=headers) as response:
            answer = await response.read()
        if response.status != 202:
            self.refused[f"{response.status} {json.loads(answer)['reason']}"] += 1
            return False
        self.acknowledged.append(delivery)
        return True


class Scene:
    """A receiver on a small Redis, and a worker that does not run yet."""

    def __init__(self, tunewatch: Installation, valkey: Server, redis: ArqRedis, flood: Flood, inbox: Inbox) -> None:
        self.tunewatch, self.valkey, self.redis, self.flood, self.inbox = tunewatch, valkey, redis, flood, inbox
        self.database = tunewatch.database_url

    async def applied(self) -> bool:
        return await count(self.database, "inbound WHERE outcome = 'accepted'") >= len(self.flood.acknowledged)

    async def waiting(self) -> int:
        return int(await self.redis.zcard(QUEUE_KEY["hot"]))

    async def is_full(self) -> bool:
        try:
            await self.redis.set("probe", b"x")
        except OutOfMemoryError:
            return True
        return False

    async def nothing_owed(self) -> bool:
        return not await count(self.database, "outbox WHERE state = 'owed'")

    async def everything_is_there_and_told_once(self) -> None:
        rows = await select(self.database, "SELECT delivery_id FROM inbound WHERE outcome = 'accepted'")
        assert Counter(row["delivery_id"] for row in rows) == Counter(self.flood.acknowledged)
        assert await count(self.database, "jobs") == len(self.flood.acknowledged)
        assert await count(self.database, "dead_letters") == 0
        assert await count(self.database, "outbox WHERE state = 'dead'") == 0
        ids = Counter(one.headers["webhook-id"] for one in self.inbox.accepted("webhook"))
        assert len(ids) == len(self.flood.failed)
        assert set(ids.values()) == {1}


@pytest.fixture
async def scene(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Scene]:
    async with contextlib.AsyncExitStack() as stack:
        valkey = stack.enter_context(valkey_server(tmp_path / "valkey", maxmemory=str(MAXMEMORY)))
        inbox = Inbox()
        await inbox.start()
        stack.push_async_callback(inbox.stop)
        config = CONFIG.format(secret=SECRET, hook=inbox.hook_url)
        tunewatch = await stack.enter_async_context(installed(tmp_path / "tunewatch", config, valkey.url, sqlite_url))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        redis = await connect(valkey.url)
        stack.push_async_callback(redis.aclose)
        await tunewatch.receiver.start()
        yield Scene(tunewatch, valkey, redis, Flood(http, tunewatch.url), inbox)


async def test_what_was_acknowledged_until_the_queue_was_full_is_applied_and_webhooks_are_taken_again(
    scene: Scene,
) -> None:
    flood = scene.flood
    while await flood.send():
        pass
    share = await pressure(scene.redis)
    print(f"{len(flood.acknowledged)} acknowledged until {dict(flood.refused)} at {share:.0%} of maxmemory")
    assert flood.refused == {"503 queue_full": 1}
    assert share is not None
    assert 0.8 <= share < 1
    assert not await count(scene.database, "inbound")
    await scene.tunewatch.worker.start()
    await until(scene.applied, timeout=DRAIN_S)
    await until(flood.send)
    await until(scene.applied)
    await until(scene.nothing_owed, timeout=DRAIN_S)
    await scene.everything_is_there_and_told_once()


async def test_a_redis_that_something_else_filled_to_the_last_byte_is_drained_all_the_same(scene: Scene) -> None:
    flood, worker = scene.flood, scene.tunewatch.worker
    while len(flood.acknowledged) < 600:
        assert await flood.send()
    await scene.redis.config_set("maxmemory", 1)
    assert await scene.is_full()
    assert not await flood.send()
    await worker.start()
    await until(scene.applied, timeout=DRAIN_S)

    async def drained() -> bool:
        return not await scene.waiting()

    await until(drained, timeout=DRAIN_S)
    assert await scene.is_full()
    assert await scene.redis.exists(f"{QUEUE_KEY['hot']}:health-check")
    assert worker.alive
    for trouble in ("task_start_failed", "queue_away", "work_paused"):  # work is what empties a full Redis
        assert trouble not in worker.output
    await scene.redis.config_set("maxmemory", MAXMEMORY)
    await until(flood.send)
    await until(scene.applied)
    await until(scene.nothing_owed, timeout=DRAIN_S)
    await scene.everything_is_there_and_told_once()


async def test_what_finds_no_room_in_redis_is_left_to_the_sweep(tmp_path: Path, sqlite_url: str) -> None:
    with valkey_server(tmp_path / "valkey") as valkey:
        async with world(valkey.url, sqlite_url) as w:
            await w.services.redis.config_set("maxmemory", 1)
            (notification,) = await w.store.write(notes_of, step("failed"), w.settings.subscriptions)
            await dispatch(w.services, [notification])
            w.inbox.fail_next("webhook", 500)
            for _ in range(2):  # the second comes too early
                await deliver(w.services, CarryOut("deliver", notification.id, 0))
            (row,) = await w.notifications()
            assert (row["state"], row["attempts"][0]["outcome"]) == ("owed", "server_error")
            assert row["due_at"] > w.store.now()


def notes_of(tx: Tx, one: JobUpdate, subscriptions: Sequence[Subscription]) -> list[OutboxEntry]:
    owed = jobs.update_many(tx, [one], subscriptions).entries
    return [entry for entry in owed if entry.kind == EntryKind.DELIVER]
