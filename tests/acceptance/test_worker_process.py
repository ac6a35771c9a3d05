"""The worker as an operator meets it: one per SQLite file, with metrics of its own where they are wanted."""

from __future__ import annotations

import asyncio
import urllib.request
from pathlib import Path

from service.store import migrate
from tests import children
from tests.processes import clean_environment, installed, python
from tests.servers import free_port, until


def seen(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return str(response.read().decode())
    except OSError:
        return ""


async def test_a_worker_serves_its_own_metrics(tmp_path: Path, redis_url: str, sqlite_url: str) -> None:
    at = f"127.0.0.1:{free_port()}"
    async with installed(tmp_path, "", redis_url, sqlite_url, TUNEWATCH_WORKER_METRICS=at) as installation:
        await installation.worker.start()
        await until(lambda: 'tunewatch_tasks_total{name="sweep",outcome="done"}' in seen(f"http://{at}/metrics"))


async def test_a_second_worker_on_one_sqlite_file_refuses_and_says_why(
    tmp_path: Path, redis_url: str, sqlite_url: str
) -> None:
    await migrate(sqlite_url)
    async with installed(tmp_path, "", redis_url, sqlite_url) as installation:
        await installation.worker.start()
        second = await children.start_async(
            python("workers"),
            env=clean_environment(REDIS_URL=redis_url, DATABASE_URL=sqlite_url),
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await asyncio.wait_for(second.communicate(), 30)
        assert second.returncode == 1
        assert b"SQLite takes one writer" in said
