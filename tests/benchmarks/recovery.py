"""How long a task rests after the worker that held it was killed with -9, until it starts a second time.

Ten victims at once, each a real worker on a Redis database and a SQLite file of its own. Each holds three deliveries to
a sink that never answers and is killed at a random moment of them; another worker is started at once. What is measured
ends with the second request of the last of the three ids.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import statistics
import time
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from service.core.task import Item, Observe
from service.queue import connect, enqueue
from service.store import migrate, open_store, schema
from service.store.engine import Tx
from tests.benchmarks import report, rig
from tests.benchmarks.rig import ACCOUNT
from tests.benchmarks.sink import Sink, sink
from tests.processes import Installation, Process
from tests.servers import valkey_server

VICTIMS = int(os.environ.get("BENCH_VICTIMS") or 10)
TASKS = 3  # that each victim holds
LONGEST_HOLD_S = 8.0  # an attempt ends by itself after 10 s
PATIENCE_S = 120.0


@dataclass(frozen=True)
class Victim:
    """One worker to be killed, and what it holds when that happens."""

    number: int
    stack: Installation
    sink: Sink
    held_s: float

    @property
    def jobs(self) -> list[str]:
        return [f"victim-{self.number}-{one}" for one in range(TASKS)]

    async def recover(self) -> float:
        """Seconds from the kill to the last second start."""
        redis = await connect(self.stack.redis_url)
        first, second = self.stack.worker, replace(self.stack.worker)
        try:
            await _started(first)
            await enqueue(redis, [Observe(f"victim-{self.number}", [_failed(job) for job in self.jobs])])
            await rig.wait_for(lambda: self._starts(1), what="the first starts", timeout_s=PATIENCE_S)
            await asyncio.sleep(self.held_s)
            if self._starts(2):
                raise RuntimeError("a task started twice before its worker was killed")
            await self._holds()
            first.kill()
            killed_at = time.time()
            second.launch()
            await rig.wait_for(lambda: self._starts(2), what="the second starts", timeout_s=PATIENCE_S, every_s=0.005)
            return max(self._times(job)[1] for job in self.jobs) - killed_at
        finally:
            for worker in (first, second):
                if worker.alive:
                    worker.kill()
            await redis.aclose()

    def _times(self, job: str) -> list[float]:
        return self.sink.arrived.get("job.failed", {}).get(job, [])

    def _starts(self, times: int) -> bool:
        return all(len(self._times(job)) >= times for job in self.jobs)

    async def _holds(self) -> None:
        """Raises unless the worker holds the leases of all its deliveries: else nothing would be measured."""
        store = open_store(self.stack.database_url)
        try:
            held = await store.read(_held)
        finally:
            await store.close()
        if held != TASKS:
            raise RuntimeError(f"the victim held {held} of {TASKS} effects when it was to be killed")


def _held(tx: Tx) -> int:
    entries = schema.outbox
    held = (entries.c.state == "owed", entries.c.lease_until > tx.now)
    return int(tx.conn.scalar(sa.select(sa.func.count()).select_from(entries).where(*held)) or 0)


def _failed(job: str) -> Item:
    """A report as the receiver hands it over."""
    body = f'{{"version": 1, "job": "{job}", "status": "failed", "sequence": 1}}'.encode()
    return Item(ACCOUNT, f"msg-{job}", "accepted", int(time.time() * 1e6), body, "0" * 32)


async def _started(worker: Process) -> None:
    worker.launch()
    await rig.wait_for(lambda: worker.ready(worker), what="a started worker", timeout_s=PATIENCE_S)


async def run() -> dict[str, object]:
    """The fields of the result."""
    with rig.data_folder() as folder:
        facts = report.machine(folder)
        await migrate(f"sqlite:///{folder}/empty.db")
        with valkey_server(folder / "redis") as valkey:
            async with sink(answer=False) as there:
                victims = [_victim(folder, number, valkey.socket_url, there) for number in range(VICTIMS)]
                times = await asyncio.gather(*(victim.recover() for victim in victims))
    report.table(
        "recovery: kill -9 to the second start",
        ("victim", "held s", "seconds"),
        [(victim.number + 1, victim.held_s, one) for victim, one in zip(victims, times, strict=True)],
    )
    return {"seconds": max(times), "median_s": statistics.median(times), "all_s": times, "kills": len(times)} | facts


def _victim(folder: Path, number: int, redis_url: str, there: Sink) -> Victim:
    home = folder / f"victim-{number}"
    config = "\n".join(
        [rig.generic_account(), rig.channel(there.url), rig.subscription('events = ["job.failed"]', "trouble = false")]
    )
    stack = Installation(home, config, redis_url.replace("db=0", f"db={number}"), f"sqlite:///{home}/victim.db")
    shutil.copy(folder / "empty.db", home / "victim.db")
    return Victim(number, stack, there, random.Random().uniform(0.1, LONGEST_HOLD_S))
