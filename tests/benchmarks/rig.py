"""The real thing under load: servers, receiver, worker and helpers as processes of their own, their CPU and memory."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from service.store import Store, schema
from service.store.engine import Tx
from tests.benchmarks.report import ROOT
from tests.servers import Server, free_port

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ACCOUNT, THIN_ACCOUNT = "bench", "thin"
ENDING = os.environ.get("BENCH_ENDING") or "succeeded"  # of every job; `failed` leaves its registration out
START_TIMEOUT_S = 60.0
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
class Process:
    """A child with its output in a file. As a context manager it runs inside the block."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    ready: Callable[[Process], bool] = lambda _process: True
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        self.launch()
        self.wait_until_ready()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def launch(self) -> None:
        self.log_path.write_bytes(b"")
        with self.log_path.open("ab") as output:
            self._child = subprocess.Popen(
                list(self.argv),
                cwd=self.folder,
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self) -> None:
        """Returns when `ready`; fails with the child's last words."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self.ready(self):
            if not self.alive or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} did not start:\n{self.log[-3000:]}")
            time.sleep(0.01)

    def stop(self) -> None:
        """SIGTERM, then its own orderly end."""
        if self._child is None:
            return
        if self.alive:
            self._child.terminate()
        try:
            self._child.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
            raise RuntimeError(f"{self.name} did not end:\n{self.log[-3000:]}") from None

    def kill(self) -> None:
        """kill -9, and gone."""
        assert self._child is not None
        self._child.send_signal(signal.SIGKILL)
        self._child.wait()

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    @property
    def pid(self) -> int:
        assert self._child is not None
        return self._child.pid

    @property
    def log_path(self) -> Path:
        return self.folder / f"{self.name}.log"

    @property
    def log(self) -> str:
        return self.log_path.read_text(errors="replace")


def python(*words: str) -> list[str]:
    return [sys.executable, "-P", "-m", *words]


def child_env(**more: str) -> dict[str, str]:
    """Our environment without what would configure Tunewatch, importing this checkout from anywhere."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TUNEWATCH_") and name not in ("REDIS_URL", "DATABASE_URL")
    }
    return {**own, "PYTHONPATH": str(ROOT), **more}


def answers(url: str) -> bool:
    """Is it answered with 200?"""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False


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
        return child_env(
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
    effects = schema.effects
    queries = {
        "inbound": sa.select(sa.func.count()).select_from(schema.inbound).where(taken),
        "history": sa.select(sa.func.count()).select_from(schema.history),
        "jobs": sa.select(sa.func.count()).select_from(schema.jobs),
        "owed": sa.select(sa.func.count()).select_from(effects).where(effects.c.state == "owed"),
        "dead": sa.select(sa.func.count()).select_from(effects).where(effects.c.state == "dead"),
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
