"""Pasting a key never causes five hundred messages or a bill, not even when the import is killed in the middle."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from service.demo import tickets
from service.demo.inbox import Inbox
from service.demo.simulator import Simulator
from tests.processes import Installation, count, installed, select
from tests.servers import until

OLD_JOBS = 500
OLD_SUCCEEDED = 333
LEASE_MAX_S = 15.0  # so long a killed worker may hold the account
PAGE = 100  # what we ask for at a time

CONFIG = """
[[account]]
name = "openai-main"
provider = "openai"
base_url = "{base_url}"
api_key = "{api_key}"
poll_interval_s = 1

[[channel]]
name = "hook"
kind = "webhook"
url = "{hook}"

[[subscription]]
channel = "hook"
events = ["*"]

[[suite]]
name = "tickets"
file = "held-out.jsonl"
scorer = "label"
"""


class HangsAfter:
    """In the place of an outage: lets some requests through and keeps all later ones waiting."""

    def __init__(self, requests: int) -> None:
        self._through = requests
        self.held = 0

    @property
    def requests_left(self) -> int:
        """Asked once with every request: 0 lets it through."""
        self._through -= 1
        return int(self._through < 0)

    async def answer(self, _request: web.Request) -> web.StreamResponse:
        self.held += 1
        await asyncio.Event().wait()  # ends with the client
        raise AssertionError("unreachable")


@contextlib.asynccontextmanager
async def provider_and_inbox() -> AsyncIterator[tuple[Simulator, Inbox]]:
    """A provider with five hundred jobs that ended long ago, and somebody who wants to hear of everything."""
    simulator, inbox = Simulator(), Inbox()
    for number in range(OLD_JOBS):
        simulator.add_job(status="succeeded" if number % 3 else "failed", suffix=f"old-{number % 7}")
    await simulator.start()
    await inbox.start()
    try:
        yield simulator, inbox
    finally:
        await simulator.stop()
        await inbox.stop()


async def test_an_import_that_is_killed_in_the_middle_ends_complete_and_silent(
    tmp_path: Path, redis_url: str, sqlite_url: str
) -> None:
    folder = tmp_path / "tunewatch"
    folder.mkdir()
    (folder / "held-out.jsonl").write_text("".join(_item(*pair) for pair in tickets.held_out()))
    async with provider_and_inbox() as (simulator, inbox):
        config = CONFIG.format(base_url=simulator.base_url, api_key=simulator.api_key, hook=inbox.hook_url)
        async with installed(folder, config, redis_url, sqlite_url) as tunewatch:
            await _kill_after_two_pages(tunewatch, simulator)
            assert 0 < await count(sqlite_url, "jobs") < OLD_JOBS
            assert await _lease_left_s(sqlite_url) <= LEASE_MAX_S
            await tunewatch.worker.start()

            async def complete() -> bool:
                return bool(await count(sqlite_url, "accounts WHERE first_list_done_at IS NOT NULL"))

            await until(complete, timeout=60)
            assert await count(sqlite_url, "jobs WHERE ended AND untold") == OLD_JOBS
            assert len(await select(sqlite_url, "SELECT DISTINCT job_id FROM history")) == OLD_JOBS
            assert await count(sqlite_url, "versions") == OLD_SUCCEEDED
            for table in ("notifications", "attempts", "outbox", "evaluations"):
                assert await count(sqlite_url, table) == 0, table
            assert inbox.messages == []
            assert sum(simulator.ledger.chat_calls.values()) == 0
            await _news_is_told_from_now_on(simulator, inbox, sqlite_url)


async def _kill_after_two_pages(tunewatch: Installation, simulator: Simulator) -> None:
    """The worker is killed while it waits for the third page, with two pages in the database."""
    slow = HangsAfter(requests=2)
    simulator.outage = slow  # type: ignore[assignment]  # a slow provider is not one of its own outages
    await tunewatch.worker.start()
    await until(lambda: slow.held)

    async def two_pages() -> bool:
        return await count(tunewatch.database_url, "jobs") == 2 * PAGE

    await until(two_pages)
    tunewatch.worker.kill()
    simulator.outage = None


async def _lease_left_s(database_url: str) -> float:
    """How long the killed worker still holds the account."""
    (row,) = await select(database_url, "SELECT lease_until FROM accounts")
    return (datetime.fromisoformat(row["lease_until"]).replace(tzinfo=UTC) - datetime.now(UTC)).total_seconds()


async def _news_is_told_from_now_on(simulator: Simulator, inbox: Inbox, database_url: str) -> None:
    job = simulator.add_job(status="running", suffix="new")

    async def seen() -> bool:
        return bool(await count(database_url, f"jobs WHERE provider_job_id = '{job}'"))

    await until(seen)
    simulator.finish(job, "failed", webhook=False)
    await until(lambda: inbox.accepted("webhook"))

    async def told() -> set[str]:
        rows = await select(database_url, "SELECT provider_job_id FROM jobs JOIN notifications ON jobs.id = job_id")
        return {row["provider_job_id"] for row in rows}

    assert await told() == {job}


def _item(question: str, label: str) -> str:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": label}]
    return json.dumps({"messages": messages}) + "\n"
