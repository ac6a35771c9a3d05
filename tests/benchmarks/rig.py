"""The real thing under load: servers, receiver, worker and helpers as processes of their own, their CPU and memory."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from service.store import Store, schema
from service.store.engine import Tx
from tests import processes
from tests.processes import answers, clean_environment, python
from tests.servers import Server, free_port

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ACCOUNT, THIN_ACCOUNT = "bench", "thin"
ENDING = os.environ.get("BENCH_ENDING") or "succeeded"  # of every job; `failed` leaves its registration out
STOP_TIMEOUT_S = 40.0
TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def seconds(default: float) -> float:
    """How long the benchmark's load lasts: BENCH_SECONDS, else its own time."""
    return float(os.environ.get("BENCH_SECONDS") or default)


@contextlib.contextmanager
def data_folder() -> Iterator[Path]:
    """An empty folder on the disk that is measured: in BENCH_DIR, else where temporary files are."""
    with tempfile.TemporaryDirectory(prefix="tunewatch-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        yield Path(folder)


# --- processes --------------------------------------------------------------------------------------------------------


@dataclass
class Process(processes.Process):
    """As a context manager it runs inside the block, and ends in its own order."""

    def __enter__(self) -> Self:
        self.launch()
        try:
            self.wait_until_ready()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """SIGTERM, then its own orderly end."""
        if self._child is None:
            return
        if self.alive:
            self._child.terminate()
        try:
            self._child.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"{self.name} did not end:\n{self.log[-3000:]}") from None

    @property
    def log(self) -> str:
        """What it wrote since it was started last."""
        return self.latest_output


def cpu_s(*pids: int) -> float:
    """User and system time that the processes have used so far, of all their threads."""
    total = 0
    for pid in pids:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total / TICKS_PER_S


def tree_of(pid: int) -> list[int]:
    """The process and all its descendants."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def pss_mb(pid: int) -> float:
    """The process' share of memory, in 10^6 bytes."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ValueError(f"no Pss of process {pid}")


# --- a stack ----------------------------------------------------------------------------------------------------------


@dataclass
class Stack:
    """One configuration on one Redis and one database, and the processes that it can be started as."""

    folder: Path
    config: str
    redis_url: str
    database_url: str
    port: int = field(default_factory=free_port)
    private_port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "tunewatch.toml").write_text(self.config)

    @property
    def env(self) -> dict[str, str]:
        return clean_environment(
            REDIS_URL=self.redis_url,
            DATABASE_URL=self.database_url,
            TUNEWATCH_CONFIG=str(self.folder / "tunewatch.toml"),
            TUNEWATCH_DATA_DIR=str(self.folder),
            TUNEWATCH_LOG_FORMAT="json",
        )

    def receiver(self) -> Process:
        ports = ("--port", str(self.port), "--private-port", str(self.private_port))
        ready = f"http://127.0.0.1:{self.private_port}/readyz"
        return Process(
            "receiver", python("service", "serve", *ports), self.env, self.folder, lambda _process: answers(ready)
        )

    def worker(self) -> Process:
        return Process("worker", python("workers"), self.env, self.folder, lambda one: '"worker_started"' in one.log)

    def inbound(self) -> dict[str, int]:
        """The receiver's count of webhooks by reason."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.private_port}/metrics", timeout=10) as response:
            found = re.findall(r'tunewatch_inbound_total{.*reason="(\w+)"} (\S+)', response.read().decode())
        counts: dict[str, int] = {}
        for reason, value in found:
            counts[reason] = counts.get(reason, 0) + int(float(value))
        return counts


def generic_account(name: str = ACCOUNT) -> str:
    return f'[[account]]\nname = "{name}"\nprovider = "generic"\npoll = false\nwebhook_secrets = ["{SECRET}"]\n'


def openai_account(base_url: str, api_key: str, *, poll: bool = False, name: str = ACCOUNT) -> str:
    return (
        f'[[account]]\nname = "{name}"\nprovider = "openai"\nbase_url = "{base_url}"\napi_key = "{api_key}"\n'
        f'webhook_secrets = ["{SECRET}"]\npoll = {"true" if poll else "false"}\n'
        "calls_per_min = 1000000\n"  # a benchmark asks more of its provider than any would take
    )


def channel(url: str, name: str = "sink") -> str:
    return f'[[channel]]\nname = "{name}"\nkind = "webhook"\nurl = "{url}"\nsecret = "{SECRET}"\n'


def subscription(*lines: str, channel: str = "sink") -> str:
    return "\n".join(["[[subscription]]", f'channel = "{channel}"', *lines, ""])


# --- what is committed ------------------------------------------------------------------------------------------------


async def applied(store: Store) -> int:
    """How many events are history, counted."""
    return await store.read(lambda tx: tx.conn.scalar(sa.select(sa.func.count()).select_from(schema.history)) or 0)


async def newest(store: Store) -> int:
    """The highest number in the history: cheap, and above the count by what rolled-back transactions took."""
    return await store.read(lambda tx: tx.conn.scalar(sa.select(sa.func.max(schema.history.c.id))) or 0)


async def counted(store: Store) -> dict[str, int]:
    """Rows counted one by one: accepted webhooks, history, jobs, owed effects and dead letters."""
    return await store.read(_count)


def _count(tx: Tx) -> dict[str, int]:
    taken = schema.inbound.c.outcome.in_(("accepted", "delivery_id_reused"))
    entries = schema.outbox
    queries = {
        "inbound": sa.select(sa.func.count()).select_from(schema.inbound).where(taken),
        "history": sa.select(sa.func.count()).select_from(schema.history),
        "jobs": sa.select(sa.func.count()).select_from(schema.jobs),
        "owed": sa.select(sa.func.count()).select_from(entries).where(entries.c.state == "owed"),
        "dead": sa.select(sa.func.count()).select_from(entries).where(entries.c.state == "dead"),
        "letters": sa.select(sa.func.count()).select_from(schema.dead_letters),
    }
    return {name: tx.conn.scalar(query) or 0 for name, query in queries.items()}


async def wait_for(condition: Callable[[], object], *, what: str, timeout_s: float, every_s: float = 0.02) -> None:
    """Returns when `condition` (which may be a coroutine function) is true; fails after a time."""
    deadline = time.monotonic() + timeout_s
    while True:
        value = condition()
        if asyncio.iscoroutine(value):
            value = await value
        if value:
            return
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {timeout_s:g} s: {what}")
        await asyncio.sleep(every_s)


def servers_cpu_s(*servers: Server) -> float:
    """CPU time of servers and of the processes that they forked."""
    return cpu_s(*(pid for server in servers for pid in tree_of(server.pid)))
