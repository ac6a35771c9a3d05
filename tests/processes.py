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
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg

from service.store import migrate
from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[1]
START_TIMEOUT_S = 60.0


@dataclass
class Process:
    """A child that writes into a file. What it wrote before it was started again is kept."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    ready: Callable[[Any], bool] = lambda _process: True
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _from: int = 0

    async def start(self) -> None:
        """It runs and is ready; fails with its last words when it ends instead."""
        await asyncio.to_thread(self._start)

    def _start(self) -> None:
        self.launch()
        self.wait_until_ready()

    def launch(self) -> None:
        """It runs, and may not be ready yet."""
        with self.output_file.open("ab") as output:
            self._from = output.tell()
            self._child = subprocess.Popen(
                self.argv,
                cwd=self.folder,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a Ctrl-C of the test run is not for it
            )

    def wait_until_ready(self) -> None:
        """Returns when it is ready; fails with its last words when it ends instead."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self.ready(self):
            if not self.alive or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} did not start:\n{self.output[-3000:]}")
            time.sleep(0.02)

    def kill(self) -> None:
        """It is gone at once."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            self._child = None

    def freeze(self) -> None:
        """It stands still wherever it was, until `thaw` or the end."""
        os.kill(self.pid, signal.SIGSTOP)
        while Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
            time.sleep(0.001)

    def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    @property
    def pid(self) -> int:
        assert self._child is not None
        return self._child.pid

    @property
    def output_file(self) -> Path:
        return self.folder / f"{self.name}.log"

    @property
    def output(self) -> str:
        """All that it ever wrote."""
        return self.output_file.read_text(errors="replace")

    @property
    def latest_output(self) -> str:
        """What it wrote since it was started last."""
        return self.output_file.read_bytes()[self._from :].decode(errors="replace")

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

    def __post_init__(self) -> None:
        port, private_port = free_port(), free_port()
        self.url, self.private_url = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{private_port}"
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
        serve = python("service", "serve", "--port", str(port), "--private-port", str(private_port))
        self.receiver = Process("receiver", serve, environment, self.folder, lambda _: answers(f"{self.url}/healthz"))
        self.worker = Process("worker", python("workers"), environment, self.folder, _has_started)


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
