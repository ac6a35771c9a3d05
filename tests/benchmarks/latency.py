"""From the moment a thin webhook is sent to the moment the notification's request is at a sink.

Everything between is real: receiver, Valkey (AOF always), worker and SQLite; the provider that is looked at is the
simulator in a process of its own. Jobs succeed as a Poisson process, so each is registered too while it is told.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from service.core.event import EventKind
from service.store import migrate, open_store
from tests.benchmarks import report, rig
from tests.benchmarks.provider import Provider, provider
from tests.benchmarks.rig import ACCOUNT
from tests.benchmarks.sink import Sink, sink
from tests.processes import Installation, Process
from tests.servers import Server, free_port, valkey_server

PER_S = float(os.environ.get("BENCH_RATE") or 100)
SECONDS = 60.0
WARM_UP_S = 5.0
STORED = 10_000
PATIENCE_S = 30.0  # after the last webhook; what has not arrived by then is missing

NEWS = EventKind(f"job.{rig.ENDING}")
SUBSCRIPTIONS = (  # one of five matches
    f'events = ["{NEWS}"]\naccounts = ["bench"]',
    f'events = ["{NEWS}"]\naccounts = ["other"]',
    f'events = ["{NEWS}"]\nproviders = ["generic"]',
    f'events = ["{NEWS}"]\nmodels = ["nobody-*"]',
    'events = ["job.cancelled", "evaluation.finished"]',
)


@dataclass(frozen=True)
class Chain:
    """The parts of the whole way from a job's end to a message, running, with the provider's running jobs."""

    provider: Provider
    sink: Sink
    processes: dict[str, Process]
    valkey: Server
    ids: list[str]

    def cpu_s(self) -> dict[str, float]:
        """CPU time so far: ours, and that of the simulated provider, which shares the cores."""
        ours = {name: rig.cpu_s(one.pid) for name, one in self.processes.items()}
        return ours | {"valkey": rig.cpu_s(self.valkey.pid), "provider": rig.cpu_s(self.provider.child.pid)}


@asynccontextmanager
async def chain(folder: Path, *, running: int, stored: int = STORED) -> AsyncIterator[Chain]:
    """A started chain whose provider and database know `stored` jobs, `running` of them still running."""
    port = free_port()
    with valkey_server(folder / "redis") as valkey:
        async with sink() as there, provider(f"http://127.0.0.1:{port}/webhooks/{ACCOUNT}") as simulator:
            database_url = f"sqlite:///{folder}/chain.db"
            config = _config(simulator, there)
            stack = Installation(folder / "stack", config, valkey.socket_url, database_url, port=port)
            ids = await simulator.add(ended=max(0, stored - running), running=running)
            await migrate(database_url)
            store = open_store(database_url)
            await simulator.store_its_jobs(store)
            await store.close()
            with stack.receiver as receiver, stack.worker as worker:
                processes = {"receiver": receiver, "worker": worker}
                yield Chain(simulator, there, processes, valkey, ids)


def _config(simulator: Provider, there: Sink) -> str:
    parts = [
        rig.openai_account(simulator.base_url, simulator.api_key),
        rig.generic_account("other"),
        rig.channel(there.url),
        *(rig.subscription(one, "trouble = false") for one in SUBSCRIPTIONS),
    ]
    return "\n".join(parts)


async def run() -> dict[str, object]:
    """The fields of the result."""
    load_s = rig.seconds(SECONDS)
    jobs = round(PER_S * (WARM_UP_S + load_s))
    with rig.data_folder() as folder:
        facts = report.machine(folder)
        async with chain(folder, running=jobs) as parts:
            before = parts.cpu_s()
            await parts.provider.end_at_random(parts.ids, PER_S)
            told = parts.sink.told
            try:
                await rig.wait_for(lambda: len(told(NEWS)) >= jobs, what="all notifications", timeout_s=PATIENCE_S)
            except TimeoutError as error:
                report.say(str(error))
            used = {name: cpu - before[name] for name, cpu in parts.cpu_s().items()}
            sent, arrived = await parts.provider.sent(), told(NEWS)
    return _result(sent, arrived, used) | facts


def _result(sent: dict[str, float], arrived: dict[str, list[float]], used: dict[str, float]) -> dict[str, object]:
    begin = min(sent.values()) + WARM_UP_S
    measured = [one for one, at in sent.items() if at >= begin]
    times_ms = [(arrived[one][0] - sent[one]) * 1000 for one in measured if one in arrived]
    missing = sum(one not in arrived for one in sent)
    if not times_ms:
        raise RuntimeError(f"no notification arrived of {len(sent)} webhooks")
    shares = {"p50_ms": 0.5, "p90_ms": 0.9, "p99_ms": 0.99, "max_ms": 1.0}
    result: dict[str, object] = {name: report.percentile(times_ms, share) for name, share in shares.items()}
    result |= {"missing": missing, "repeated": sum(len(times) > 1 for times in arrived.values())}
    result |= {"measured": len(times_ms), "per_s": PER_S, "ending": rig.ENDING}
    result |= {f"{name}_cpu_ms_per_job": cpu * 1000 / len(sent) for name, cpu in used.items()}
    report.table(f"latency: {PER_S:g}/s, {len(sent)} jobs", ("", "value"), list(result.items()))
    return result
