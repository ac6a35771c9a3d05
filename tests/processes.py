"""Tunewatch as an operator starts it: receiver and worker as processes of their own, killed and started again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import asyncpg

from service.store import migrate
from tests.children import Child
from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[1]
START_TIMEOUT_S = 60.0


@dataclass
class Process(Child):
    """A program of ours. As a context manager it runs inside the block, and ends in its own order."""

    ready: Callable[[Any], bool] = lambda _process: True

    async def start(self) -> None:
        """It runs and is ready; fails with its last words when it ends instead."""
        await asyncio.to_thread(self.__enter__)

    def __enter__(self) -> Self:
        self.launch()
        try:
            self._wait_until_ready()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self.ready(self):
            if not self.alive or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} did not start:\n{self.output[-3000:]}")
            time.sleep(0.02)

    def stop(self) -> None:
        """It has ended in its own order."""
        try:
            self.signal(signal.SIGTERM)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"{self.name} did not end:\n{self.latest_output[-3000:]}") from None

    def rss_bytes(self) -> int:
        """Its memory that is in use now."""
        return self._memory("VmRSS")

    def peak_rss_bytes(self) -> int:
        """The most memory that was ever in use."""
        return self._memory("VmHWM")

    def _memory(self, name: str) -> int:
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024
        raise ValueError(f"no {name} of process {self.pid}")


@dataclass
class Installation:
    """One configuration on one Redis and one database. `receiver` and `worker` are its processes, not started yet."""

    folder: Path
    config: str
    redis_url: str
    database_url: str
    env: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    private_port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self.url, self.private_url = f"http://127.0.0.1:{self.port}", f"http://127.0.0.1:{self.private_port}"
        self.folder.mkdir(parents=True, exist_ok=True)
        config = self.folder / "tunewatch.toml"
        config.write_text(self.config)
        environment = clean_environment(
            REDIS_URL=self.redis_url,
            DATABASE_URL=self.database_url,
            TUNEWATCH_CONFIG=str(config),
            TUNEWATCH_LOG_FORMAT="json",
            **self.env,
        )
        serve = python("service", "serve", "--port", str(self.port), "--private-port", str(self.private_port))
        self.receiver = Process("receiver", serve, self.folder, environment, lambda _: answers(f"{self.url}/healthz"))
        self.worker = Process("worker", python("workers"), self.folder, environment, _has_started)


def _has_started(worker: Process) -> bool:
    return "worker_started" in worker.latest_output


@contextlib.asynccontextmanager
async def installed(
    folder: Path, config: str, redis_url: str, database_url: str, **env: str
) -> AsyncIterator[Installation]:
    """An installation on a migrated database. What of it still runs at the end is killed."""
    await migrate(database_url)
    installation = Installation(folder, config, redis_url, database_url, env)
    try:
        yield installation
    finally:
        for process in (installation.receiver, installation.worker):
            process.kill()


def python(*words: str) -> list[str]:
    return [sys.executable, "-P", "-m", *words]


def clean_environment(**more: str) -> dict[str, str]:
    """Ours without what would configure Tunewatch; this checkout can be imported from anywhere."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TUNEWATCH_") and name not in ("REDIS_URL", "DATABASE_URL")
    }
    return {**ours, "PYTHONPATH": str(ROOT), **more}


def answers(url: str) -> bool:
    """Is it answered with 200?"""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False


async def select(database_url: str, query: str) -> list[dict[str, Any]]:
    """The rows of a query, asked behind the store's back."""
    if not database_url.startswith("sqlite:///"):
        connection = await asyncpg.connect(database_url)
        try:
            return [dict(row) for row in await connection.fetch(query)]
        finally:
            await connection.close()
    path = database_url.removeprefix("sqlite:///")
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as reader:
        reader.row_factory = sqlite3.Row
        return [dict(row) for row in reader.execute(query)]


async def count(database_url: str, what: str) -> int:
    """How many rows there are: `what` is what follows FROM."""
    return int((await select(database_url, f"SELECT count(*) AS n FROM {what}"))[0]["n"])
