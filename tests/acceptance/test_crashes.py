"""Whatever is killed, on real processes and servers: nothing acknowledged is lost, and nobody is told twice for it."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import itertools
import json
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

import aiohttp
from aiohttp import web

from service.core.event import EventKind, event_id, notification_id
from service.core.job import job_id
from service.core.task import Item
from tests.processes import Installation, count, installed, select
from tests.servers import Server, postgres_server, until, valkey_server
from tests.world import SECRET, signed
from workers.observe import inbound_id

SEED = int(os.environ.get("CRASH_SEED") or 20261123)
EVENTS_PER_JOB = 8
SENDERS = 24
RETRY_S = 0.1
ANSWER_MAX_S = 0.6  # of the recording receiver: some notes are on their way at every kill
DRAIN_S = 120.0

CONFIG = """
[[account]]
name = "lab"
provider = "generic"
webhook_secrets = ["{secret}"]

[[channel]]
name = "hook"
kind = "webhook"
url = "{hook}"
secret = "{secret}"

[[subscription]]
id = "endings"
channel = "hook"
events = ["job.succeeded", "job.failed"]
"""


# --- what is sent -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Report:
    """One signed report as its sender keeps it until it is acknowledged."""

    delivery_id: str
    job: str
    status: str
    body: bytes

    @property
    def cause(self) -> tuple[str, str]:
        """Its row of history: (our job id, cause id)."""
        digest = hashlib.sha256(self.body).hexdigest()[:32]
        return job_id("lab", self.job), inbound_id(Item("lab", self.delivery_id, "accepted", 0, self.body, digest))


def story(job: str, rng: random.Random) -> list[Report]:
    """A job from its first word to its ending. What came of it is said a report later, when its note is under way."""
    ending = rng.choice(["succeeded", "failed"])
    statuses = ["created", "queued", *["running"] * (EVENTS_PER_JOB - 4), ending, ending]
    reports = []
    for sequence, status in enumerate(statuses, 1):
        said = {"version": 1, "job": job, "status": status, "sequence": sequence, "name": job, "base_model": "llama-3"}
        if status == "running":
            said |= {"step": sequence, "metrics": {"train_loss": 1 / sequence}}
        if status == "succeeded" and sequence == EVENTS_PER_JOB:
            said |= {"tuned_model": f"tuned-{job}", "suffix": job}
        if status == "failed" and sequence == EVENTS_PER_JOB:
            said |= {"error": "out of memory"}
        reports.append(Report(f"msg_{job}_{sequence}", job, status, json.dumps(said).encode()))
    return reports


def interleaved(stories: Sequence[Sequence[Report]], rng: random.Random) -> list[Report]:
    """All reports, many jobs at a time, each job's own in order."""
    timed = []
    for one in stories:
        begins = rng.random()
        timed += [(begins + number / 100, report) for number, report in enumerate(one)]
    return [report for _, report in sorted(timed, key=lambda pair: pair[0])]


@dataclass
class Sender:
    """Sends every report until it is acknowledged, always with the same id, many at a time and so in any order."""

    http: aiohttp.ClientSession
    url: str
    acknowledged: set[str] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)

    async def send(self, reports: Sequence[Report]) -> None:
        waiting = iter(reports)

        async def line() -> None:
            for report in waiting:
                while not await self._try(report):
                    await asyncio.sleep(RETRY_S)

        async with asyncio.TaskGroup() as lines:
            for _ in range(SENDERS):
                lines.create_task(line())

    async def _try(self, report: Report) -> bool:
        headers = signed(report.body, delivery_id=report.delivery_id)
        try:
            async with self.http.post(f"{self.url}/webhooks/lab", data=report.body, headers=headers) as response:
                await response.read()
        except (aiohttp.ClientError, TimeoutError):
            self.answers["none"] += 1
            return False
        self.answers[str(response.status)] += 1
        if not response.ok:
            return False
        self.acknowledged.add(report.delivery_id)
        return True

    @property
    def refused(self) -> int:
        return self.answers["503"] + self.answers["none"]


# --- who is told ------------------------------------------------------------------------------------------------------


@dataclass
class Recorder:
    """Writes down every request that reaches it, before it answers."""

    rng: random.Random
    requests: list[tuple[str, bytes]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.requests.append((request.headers["webhook-id"], await request.read()))
        await asyncio.sleep(self.rng.uniform(0, ANSWER_MAX_S))
        return web.Response(status=204)


@contextlib.asynccontextmanager
async def recording(rng: random.Random) -> AsyncIterator[tuple[Recorder, str]]:
    recorder, app = Recorder(rng), web.Application()
    app.add_routes([web.post("/hook", recorder.take)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield recorder, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


def expected_notes(reports: Sequence[Report]) -> set[str]:
    """The ids that the endings must be told under, from the pure functions alone."""
    kinds = {"succeeded": EventKind.JOB_SUCCEEDED, "failed": EventKind.JOB_FAILED}
    return {
        notification_id(event_id(job_id("lab", one.job), kinds[one.status], one.status, 0), "endings")
        for one in reports
        if one.status in kinds
    }


# --- what is killed ---------------------------------------------------------------------------------------------------


class Victim(Protocol):
    def kill(self) -> None: ...


@dataclass
class Scene:
    """Everything of one run."""

    installation: Installation
    servers: dict[str, Server]
    sender: Sender
    rng: random.Random
    backlogs: list[tuple[str, int]] = field(default_factory=list)

    @property
    def _database(self) -> str:
        return self.installation.database_url

    async def applied(self) -> int:
        return await count(self._database, "inbound WHERE outcome = 'accepted'")

    async def crash(self, name: str, burst: Sequence[Report]) -> None:
        """Kills `name` while the burst comes in and acknowledged events wait, and starts it again once it was missed.

        The worker stands still, wherever it happened to be, from the count of the backlog until the kill: so the
        backlog is what there was at the kill.
        """
        worker, sender = self.installation.worker, self.sender
        moment = len(sender.acknowledged) + self.rng.randrange(1, len(burst) // 2)
        sending = [asyncio.create_task(sender.send(burst[:-SENDERS]))]
        await until(lambda: len(sender.acknowledged) >= moment)
        worker.freeze()
        backlog = await until(self._backlog)
        refused = sender.refused
        self._victim(name).kill()
        self.backlogs.append((name, backlog))
        sending.append(asyncio.create_task(sender.send(burst[-SENDERS:])))
        if name != "worker":
            worker.thaw()
        if name in ("receiver", "valkey"):
            await until(lambda: sender.refused > refused)
        else:
            await asyncio.gather(*sending)  # neither the worker nor the database is needed to take events
        await self._start(name)
        await asyncio.gather(*sending)

    async def _backlog(self) -> int:
        return len(self.sender.acknowledged) - await self.applied()

    def _victim(self, name: str) -> Victim:
        return self.servers[name] if name in self.servers else getattr(self.installation, name)

    async def _start(self, name: str) -> None:
        if name in self.servers:
            await asyncio.to_thread(self.servers[name].start)
        else:
            await getattr(self.installation, name).start()

    async def drained(self) -> bool:
        """Is every acknowledged event applied, and nothing owed any more?"""
        if await self.applied() < len(self.sender.acknowledged):
            return False
        return not await count(self._database, "outbox WHERE state = 'owed'")


@contextlib.asynccontextmanager
async def scene(
    folder: Path, database_url: str, hook: str, rng: random.Random, **servers: Server
) -> AsyncIterator[Scene]:
    config = CONFIG.format(secret=SECRET, hook=hook)
    with valkey_server(folder / "valkey") as valkey:
        async with (
            installed(folder / "tunewatch", config, valkey.url, database_url) as installation,
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as http,
        ):
            await installation.receiver.start()
            await installation.worker.start()
            yield Scene(installation, {"valkey": valkey, **servers}, Sender(http, installation.url), rng)


def shares(reports: Sequence[Report], number: int) -> list[Sequence[Report]]:
    """The reports in `number` bursts, one after the other."""
    edges = [round(at * len(reports) / number) for at in range(number + 1)]
    return [reports[start:end] for start, end in itertools.pairwise(edges)]


Start = Callable[[str, random.Random], contextlib.AbstractAsyncContextManager[Scene]]


async def survive(victims: Sequence[str], jobs: int, start: Start) -> None:
    """Sends the stories of that many jobs while the victims are killed one by one; then everything must be right."""
    print(f"seed {SEED}")
    rng = random.Random(SEED)
    reports = interleaved([story(f"job-{number:03}", rng) for number in range(jobs)], rng)
    order = rng.sample(victims, len(victims))
    async with recording(rng) as (recorder, hook), start(hook, rng) as one:
        for name, burst in zip(order, shares(reports, len(order)), strict=True):
            await one.crash(name, burst)
        await until(one.drained, timeout=DRAIN_S)
        database = one.installation.database_url
        print("backlog at each kill:", *(f"{name} {backlog}" for name, backlog in one.backlogs))
        print("answers to the sender:", dict(one.sender.answers))
        assert Counter(name for name, _ in one.backlogs) == Counter(victims)
        assert all(backlog > 0 for _, backlog in one.backlogs)
        assert set(one.sender.answers) <= {"200", "202", "503", "none"}
        await every_event_is_applied(database, reports)
        await every_ending_is_told_once(database, recorder, reports)


async def every_event_is_applied(database_url: str, reports: Sequence[Report]) -> None:
    inbound = await select(database_url, "SELECT delivery_id FROM inbound WHERE outcome = 'accepted'")
    assert Counter(row["delivery_id"] for row in inbound) == Counter(report.delivery_id for report in reports)
    history = await select(database_url, "SELECT job_id, cause_id FROM history")
    assert Counter((row["job_id"], row["cause_id"]) for row in history) == Counter(one.cause for one in reports)
    jobs = await select(database_url, "SELECT provider_job_id, status FROM jobs")
    endings = {one.job: one.status for one in reports if one.status in ("succeeded", "failed")}
    assert {row["provider_job_id"]: row["status"] for row in jobs} == endings
    versions = await select(database_url, "SELECT job_id FROM versions")
    succeeded = [job_id("lab", job) for job, status in endings.items() if status == "succeeded"]
    assert Counter(row["job_id"] for row in versions) == Counter(succeeded)
    assert await count(database_url, "dead_letters") == 0
    assert await count(database_url, "outbox WHERE state = 'dead'") == 0


async def every_ending_is_told_once(database_url: str, recorder: Recorder, reports: Sequence[Report]) -> None:
    """One id, one body, one request; a repeat only for an attempt that stood open when something was killed."""
    told = {one for one, _ in recorder.requests}
    assert told == expected_notes(reports)
    assert len(set(recorder.requests)) == len(told), "an id came with two bodies"
    repeats = len(recorder.requests) - len(told)
    stood_open = await count(database_url, "attempts WHERE outcome = 'unknown'")
    print(f"repeats: {repeats}, attempts that stood open at a kill: {stood_open}")
    assert repeats <= stood_open
    outcomes = await select(database_url, "SELECT DISTINCT outcome FROM attempts")
    assert {row["outcome"] for row in outcomes} <= {"delivered", "unknown"}


async def test_fifteen_kills_lose_no_event_and_repeat_only_what_stood_open(tmp_path: Path) -> None:
    start = partial(scene, tmp_path, f"sqlite:///{tmp_path / 'tunewatch.db'}")
    await survive(["receiver", "worker", "valkey"] * 5, 250, start)


async def test_a_killed_postgresql_loses_nothing_either(tmp_path: Path) -> None:
    with postgres_server(tmp_path / "postgres") as postgres:
        start = partial(scene, tmp_path, postgres.url, postgres=postgres)
        await survive(["receiver", "worker", "valkey", "postgres", "postgres"], 75, start)
