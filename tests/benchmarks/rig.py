"""The real thing under load: servers, receiver, worker and helpers as processes of their own, their CPU and memory."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa

from service.store import Store, schema
from service.store.engine import Tx
from tests.children import temporary_folder
from tests.keeper import stat_of, tree_of
from tests.processes import Installation
from tests.servers import Server

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ACCOUNT, THIN_ACCOUNT = "bench", "thin"
ENDING = os.environ.get("BENCH_ENDING") or "succeeded"  # of every job; `failed` leaves its registration out
TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def seconds(default: float) -> float:
    """How long the benchmark's load lasts: BENCH_SECONDS, else its own time."""
    return float(os.environ.get("BENCH_SECONDS") or default)


@contextlib.contextmanager
def data_folder() -> Iterator[Path]:
    """An empty folder on the disk that is measured: in BENCH_DIR, else where temporary files are."""
    with temporary_folder("tunewatch-bench-", within=os.environ.get("BENCH_DIR")) as folder:
        yield folder


# --- processes --------------------------------------------------------------------------------------------------------


def cpu_s(*pids: int) -> float:
    """User and system time that the processes have used so far, of all their threads."""
    total = 0
    for pid in pids:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            fields = stat_of(pid)
            total += int(fields[11]) + int(fields[12])
    return total / TICKS_PER_S


def pss_mb(pid: int) -> float:
    """The process' share of memory, in 10^6 bytes."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ValueError(f"no Pss of process {pid}")


# --- an installation --------------------------------------------------------------------------------------------------


def inbound(installation: Installation) -> dict[str, int]:
    """The receiver's count of webhooks by reason."""
    with urllib.request.urlopen(f"{installation.private_url}/metrics", timeout=10) as response:
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
