"""What `tunewatch up` costs a machine that it shares: memory and CPU a minute after fifty jobs, and its start.

Counted is every process of the tree: supervisor, Valkey, receiver, worker. Simulator and sink are ours.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from service.core.event import EventKind
from tests.benchmarks import report, rig
from tests.benchmarks.provider import Provider, provider
from tests.benchmarks.rig import ACCOUNT
from tests.benchmarks.sink import Sink, sink
from tests.keeper import tree_of
from tests.processes import Process, answers, clean_environment, python
from tests.servers import free_port

JOBS = 50
JOBS_PER_S = 5.0
REST_S = 60.0  # after the last registration; its second half is the idle time
PATIENCE_S = 120.0
KINDS = (EventKind.JOB_SUCCEEDED, EventKind.MODEL_REGISTERED)
assert rig.ENDING == "succeeded", "what fails is not registered: run this one without BENCH_ENDING"


async def run() -> dict[str, object]:
    """The fields of the result."""
    port, private_port = free_port(), free_port()
    rest_s = rig.seconds(REST_S)
    with rig.data_folder() as folder:
        facts = report.machine(folder)
        async with sink() as there, provider(f"http://127.0.0.1:{port}/webhooks/{ACCOUNT}") as simulator:
            began = time.monotonic()
            with _up(folder, simulator, there, port, private_port) as up:
                ready_s = time.monotonic() - began
                await simulator.end_at_random(await simulator.add(running=JOBS), JOBS_PER_S)
                await rig.wait_for(lambda: _all_told(there), what="all messages", timeout_s=PATIENCE_S)
                await asyncio.sleep(rest_s / 2)
                tree = tree_of(up.pid)
                before, since = rig.cpu_s(*tree), time.monotonic()
                await asyncio.sleep(rest_s / 2)
                idle = {pid: rig.cpu_s(pid) for pid in tree}
                idle_percent = (sum(idle.values()) - before) / (time.monotonic() - since) * 100
                memory = {pid: rig.pss_mb(pid) for pid in tree}
                names = {pid: _name(pid) for pid in tree}
    report.table(
        f"footprint: {rest_s:g} s after {JOBS} jobs",
        ("process", "PSS MB", "CPU s so far"),
        [(names[pid], memory[pid], idle[pid]) for pid in tree],
    )
    return {
        "rss_mb": sum(memory.values()),
        "idle_cpu_percent": idle_percent,
        "ready_s": ready_s,
        "pss_mb": {names[pid]: memory[pid] for pid in tree},
    } | facts


def _up(folder: Path, simulator: Provider, there: Sink, port: int, private_port: int) -> Process:
    """`tunewatch up`; ready when /readyz says so and the worker has started."""
    events = ", ".join(f'"{kind.value}"' for kind in KINDS)
    config = folder / "tunewatch.toml"
    config.write_text(
        "\n".join(
            [
                rig.openai_account(simulator.base_url, simulator.api_key, poll=True),
                rig.channel(there.url),
                rig.subscription(f"events = [{events}]"),
            ]
        )
    )
    argv = python("service", "up", "--config", str(config), "--data-dir", str(folder / "data"))
    argv += ["--port", str(port), "--private-port", str(private_port)]
    env = clean_environment(TUNEWATCH_LOG_FORMAT="json")
    url = f"http://127.0.0.1:{private_port}/readyz"
    return Process("up", argv, folder, env, lambda one: "worker_started" in one.latest_output and answers(url))


def _all_told(there: Sink) -> bool:
    return all(len(there.told(kind)) >= JOBS for kind in KINDS)


def _name(pid: int) -> str:
    """supervisor, valkey, receiver or worker."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    if "valkey" in words[0] or "redis" in words[0]:
        return "valkey"
    return {"up": "supervisor", "serve": "receiver"}.get(words[words.index("-m") + 2], "worker")
