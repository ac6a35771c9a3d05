"""How many events per second get from the socket into committed state, on SQLite and on PostgreSQL.

The receiver takes more than the worker applies, so a load at full speed would only measure how a backlog grows. The
load is steered instead: what was answered 202 and is not yet committed stays below half a second of the present rate.
Whether that held is shown by the backlog that is left when the load ends. For information also how many whole chains
hint → look → notification fit into a second, and how long a backlog from an outage of the database takes.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from service.store import Store, migrate, open_store
from tests.benchmarks import latency, pool, report, rig
from tests.benchmarks.sender import Sender
from tests.processes import Installation, Process
from tests.servers import Server, new_database, postgres_server, valkey_server

SECONDS = 60.0
WARM_UP_S = 3.0
MAX_PER_S = 6_000
LOOK_EVERY_S = 0.05
COUNT_EVERY_S = 2.0
OUTSTANDING_S = 0.5  # of the present rate
OUTSTANDING_MIN = 200
OUTAGE_EVENTS = 10_000
OUTAGE_S = 40.0  # long enough that the worker's pauses have grown to their longest
APPLY_TIMEOUT_S = 120.0
CHAINS_S = 20.0
CHAINS_AT_ONCE = 30
CHAINS_MAX_PER_S = 400


@dataclass
class Line:
    """A receiver and a worker on one database, and what watches them."""

    name: str
    folder: Path
    stack: Installation
    store: Store
    processes: dict[str, Process]
    servers: dict[str, Server]

    def cpu_s(self) -> dict[str, float]:
        ours = {name: rig.cpu_s(one.pid) for name, one in self.processes.items()}
        return ours | {name: rig.servers_cpu_s(one) for name, one in self.servers.items()}


@asynccontextmanager
async def line(folder: Path, name: str, database_url: str, database: Server | None) -> AsyncIterator[Line]:
    """A started line on an empty database."""
    await migrate(database_url)
    store = open_store(database_url)
    try:
        with valkey_server(folder / f"redis-{name}") as valkey:
            stack = Installation(folder / name, _config(), valkey.socket_url, database_url)
            servers = {"valkey": valkey} | ({} if database is None else {"postgres": database})
            with stack.receiver as receiver, stack.worker as worker:
                yield Line(name, folder, stack, store, {"receiver": receiver, "worker": worker}, servers)
    finally:
        await store.close()


def _config() -> str:
    """One subscription, which matches nothing."""
    return "\n".join(
        [
            rig.generic_account(),
            rig.channel("http://127.0.0.1:9/nobody"),
            rig.subscription('models = ["nobody-*"]', "trouble = false"),
        ]
    )


@dataclass
class Load:
    """What is committed now, looked at cheaply and corrected by a count now and then, and at which rate it grows."""

    store: Store
    refreshes: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=round(2 / LOOK_EVERY_S)))
    gap: int = 0  # numbers of the history that no event has
    counted_at: float = float("-inf")

    async def allowed(self) -> int:
        """How many may have been sent by now."""
        now = time.monotonic()
        if now > self.counted_at + COUNT_EVERY_S:
            self.counted_at, newest = now, await rig.newest(self.store)
            self.gap = max(0, newest - await rig.applied(self.store))
        applied = await rig.newest(self.store) - self.gap
        self.refreshes.append((now, applied))
        (first_at, first), (last_at, last) = self.refreshes[0], self.refreshes[-1]
        per_s = (last - first) / (last_at - first_at) if last_at > first_at else 0.0
        return applied + max(OUTSTANDING_MIN, round(OUTSTANDING_S * per_s))


@dataclass(frozen=True)
class Sustained:
    """A sustained rate. `backlog_s`: the backlog at the end, in seconds of the load."""

    per_s: float
    events: int
    jobs: int
    backlog_s: float
    drained_s: float
    owed: int  # registrations that were still owed when the last event was committed
    cpu_us: dict[str, float]  # per event


async def sustained(one: Line, seconds: float) -> Sustained:
    """Offers load for `seconds` after a warm-up. Raises when an event is missing in the tables afterwards."""
    count = max(int(MAX_PER_S * (WARM_UP_S + seconds)), OUTAGE_EVENTS)
    requests = pool.make(one.folder / f"pool-{one.name}", count, name=one.name)
    requests.check_fresh(WARM_UP_S + seconds)
    async with Sender(requests, one.stack.port) as sender:
        load = Load(one.store)
        await _offer(one, sender, load, WARM_UP_S)
        began, before, cpu_before = time.monotonic(), await rig.applied(one.store), one.cpu_s()
        await _offer(one, sender, load, seconds)
        took_s, done, cpu = time.monotonic() - began, await rig.applied(one.store), one.cpu_s()
        backlog = sender.taken - done
        sender.hold()
        ended = time.monotonic()
        await rig.wait_for(
            lambda: _all_applied(one.store, sender), what="the rest", timeout_s=APPLY_TIMEOUT_S, every_s=0.01
        )
        drained_s = time.monotonic() - ended
        rows = await rig.counted(one.store)
        _check(rows, sender.taken)
    per_s = (done - before) / took_s
    cpu_us = {name: (cpu[name] - cpu_before[name]) / (done - before) * 1e6 for name in cpu}
    requests.path.unlink()
    return Sustained(per_s, sender.taken, rows["jobs"], backlog / per_s, drained_s, rows["owed"], cpu_us)


async def _offer(one: Line, sender: Sender, load: Load, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        sender.allow(await load.allowed())
        await asyncio.sleep(LOOK_EVERY_S)


async def _all_applied(store: Store, sender: Sender) -> bool:
    return sender.taken == sender.sent and await rig.applied(store) >= sender.taken


def _check(rows: dict[str, int], taken: int) -> None:
    expected = {"inbound": taken, "history": taken, "jobs": pool.jobs_in(taken), "letters": 0, "dead": 0}
    if wrong := {name: (rows[name], value) for name, value in expected.items() if rows[name] != value}:
        raise RuntimeError(f"the tables disagree with what was sent: {wrong} (found, expected)")


async def run() -> dict[str, object]:
    """The fields of the result."""
    seconds = rig.seconds(SECONDS)
    with rig.data_folder() as folder, ExitStack() as running:
        facts = report.machine(folder)
        async with line(folder, "sqlite", f"sqlite:///{folder}/throughput.db", None) as one:
            sqlite = await sustained(one, seconds)
        postgres = running.enter_context(postgres_server(folder / "postgres", fsync=True))
        async with line(folder, "postgres", new_database(postgres, "throughput"), postgres) as one:
            with_postgres = await sustained(one, seconds)
        async with line(folder, "outage", new_database(postgres, "outage"), postgres) as one:
            backlog_s = await after_outage(one, postgres, min(OUTAGE_S, seconds))
        chains_per_s = await chains(folder, min(CHAINS_S, seconds))
    _show({"SQLite": sqlite, "PostgreSQL": with_postgres}, chains_per_s, backlog_s)
    fields: dict[str, object] = {
        "sqlite_per_s": sqlite.per_s,
        "postgres_per_s": with_postgres.per_s,
        "chains_per_s": chains_per_s,
        "backlog_s": backlog_s,
    }
    for name, found in (("sqlite", sqlite), ("postgres", with_postgres)):
        fields |= {f"{name}_events": found.events, f"{name}_jobs": found.jobs}
        fields |= {f"{name}_backlog_s": found.backlog_s, f"{name}_drained_s": found.drained_s}
        fields |= {f"{name}_registrations_owed": found.owed, f"{name}_cpu_us_per_event": found.cpu_us}
    return fields | {"ending": rig.ENDING} | facts


async def after_outage(one: Line, postgres: Server, outage_s: float) -> float:
    """Seconds from the database's return until 10,000 events that came during its outage are committed."""
    requests = pool.make(one.folder / "pool-outage", OUTAGE_EVENTS, name="outage")
    postgres.stop()
    began = time.monotonic()
    async with Sender(requests, one.stack.port) as sender:
        sender.allow(OUTAGE_EVENTS)
        await rig.wait_for(lambda: sender.failure or sender.taken == OUTAGE_EVENTS, what="the 202s", timeout_s=60)
        sender.allow(OUTAGE_EVENTS)
        await asyncio.sleep(max(0.0, began + outage_s - time.monotonic()))
        postgres.start()
        back = time.monotonic()
        await rig.wait_for(lambda: _all_applied(one.store, sender), what="the backlog", timeout_s=APPLY_TIMEOUT_S)
        backlog_s = time.monotonic() - back
        _check(await rig.counted(one.store), OUTAGE_EVENTS)
    return backlog_s


async def chains(folder: Path, seconds: float) -> float:
    """Whole chains hint → look → notification per second: always 30 under way, each arrival ends the next job."""
    jobs = round(CHAINS_MAX_PER_S * (WARM_UP_S + seconds))
    async with latency.chain(folder / "chains", running=jobs, stored=jobs) as parts:
        left, due = list(reversed(parts.ids)), CHAINS_AT_ONCE

        def arrived(kind: str, _job: str) -> None:
            nonlocal due
            due += kind == latency.NEWS

        async def play(for_s: float) -> float:
            nonlocal due
            began, before = time.monotonic(), len(parts.sink.told(latency.NEWS))
            while (took_s := time.monotonic() - began) < for_s and left:
                ending, due = [left.pop() for _ in range(min(due, len(left)))], 0
                if ending:
                    await parts.provider.end(ending)
                await asyncio.sleep(0.005)
            return (len(parts.sink.told(latency.NEWS)) - before) / took_s

        parts.sink.on_arrival = arrived
        await play(WARM_UP_S)
        return await play(seconds)


def _show(found: dict[str, Sustained], chains_per_s: float, backlog_s: float) -> None:
    rows = [
        (name, one.per_s, one.events, one.jobs, one.backlog_s, one.drained_s, one.owed, _cpu(one.cpu_us))
        for name, one in found.items()
    ]
    columns = ("", "events/s", "events", "jobs", "backlog s", "drained s", "to register", "CPU us/event")
    report.table("throughput: socket to committed state", columns, rows)
    report.say(f"whole chains: {chains_per_s:.0f}/s; {OUTAGE_EVENTS:,} events of an outage: {backlog_s:.1f} s")


def _cpu(cpu_us: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.0f}" for name, value in cpu_us.items())
