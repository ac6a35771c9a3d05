"""How many snapshots a second each provider's file makes out of its samples: job replies, lists and whole reports.

One sample after the other, in turn, as bytes; what is neither a job, a list of jobs nor a report is left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from service.core.errors import Malformed
from service.core.snapshot import Snapshot
from service.providers import Provider, ProviderError, Reply
from service.providers.table import PROVIDERS
from tests.benchmarks import report, rig

SAMPLES = Path(__file__).parents[1] / "samples"
SECONDS = 2.0  # of each provider
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

Read = Callable[[], int]


async def run() -> dict[str, object]:
    """The line of this benchmark."""
    seconds = min(rig.seconds(SECONDS), SECONDS)
    per_s = {name: _speed(provider, seconds) for name, provider in sorted(PROVIDERS.items())}
    rows = [(name, speed, len(_readers(PROVIDERS[name]))) for name, speed in per_s.items()]
    report.table("parse", ("provider", "snapshots/s", "samples"), rows)
    return {"per_s": per_s, "slowest_per_s": min(per_s.values())} | report.machine(Path.cwd())


def _speed(provider: Provider, seconds: float) -> float:
    readers = _readers(provider)
    if not readers:
        raise RuntimeError(f"no sample of {provider.name} makes a snapshot")
    made, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        for read in readers:
            made += read()
    return made / (time.perf_counter() - began)


def _readers(provider: Provider) -> list[Read]:
    """One for each sample and each way of reading that makes snapshots of it; returns how many."""
    found: list[Read] = []
    for path in sorted((SAMPLES / provider.name).glob("*.json")):
        body = path.read_bytes()
        for read in (_job(provider, body), _list(provider, body), _webhook(provider, body)):
            try:
                if read():
                    found.append(read)
            except (ProviderError, Malformed):
                continue
    return found


def _job(provider: Provider, body: bytes) -> Read:
    return lambda: int(isinstance(provider.answer_job(Reply(200, {}, body), asked_at=NOW), Snapshot))


def _list(provider: Provider, body: bytes) -> Read:
    return lambda: len(provider.answer_jobs(Reply(200, {}, body), asked_at=NOW).snapshots)


def _webhook(provider: Provider, body: bytes) -> Read:
    return lambda: int(isinstance(provider.parse(body, received_at=NOW), Snapshot))
