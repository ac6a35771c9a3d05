"""What polling costs the providers, and how late it is: 10,000 active jobs over 20 accounts that send no webhooks.

The accounts are one process that counts its calls, the service is a worker with Valkey and SQLite, as it ships. Jobs
end at random, each after two hours on average (BENCH_JOB_HOURS), and another begins in its place. A delay begins when
the provider's answer changes and ends when the database has the ending. The naive loop asks about every job each 30 s.
"""

from __future__ import annotations

import os
import time

import sqlalchemy as sa

from service.store import Store, migrate, open_store, schema
from service.store.engine import Tx
from tests.benchmarks import report, rig
from tests.benchmarks.fleet import Fleet, fleet
from tests.processes import Installation
from tests.servers import valkey_server

ACCOUNTS, JOBS = 20, 500
SECONDS = 120.0
JOB_HOURS = float(os.environ.get("BENCH_JOB_HOURS") or 2.0)
NAIVE_EVERY_S = 30.0
CHANGES_AT_LEAST = 10  # in a run that is cut short
FIRST_LIST_S, PATIENCE_S = 180.0, 120.0
KEY = "sk-bench-0123456789"


async def run() -> dict[str, object]:
    """The line of this benchmark."""
    with rig.data_folder() as folder:
        machine = report.machine(folder)
        with valkey_server(folder / "redis") as valkey:
            async with fleet(ACCOUNTS, JOBS) as provider:
                database_url = f"sqlite:///{folder / 'tunewatch.db'}"
                stack = Installation(folder, _config(provider), valkey.url, database_url)
                await migrate(database_url)
                store = open_store(database_url)
                try:
                    measured = await _measure(stack, store, provider, rig.seconds(SECONDS))
                finally:
                    await store.close()
    return measured | machine


def _config(provider: Fleet) -> str:
    return "\n".join(
        f'[[account]]\nname = "a{number:02}"\nprovider = "openai"\n'
        f'base_url = "{provider.base_url}/a{number:02}/v1"\napi_key = "{KEY}"\n'
        for number in range(ACCOUNTS)
    )


async def _measure(stack: Installation, store: Store, provider: Fleet, seconds: float) -> dict[str, object]:
    per_s = max(ACCOUNTS * JOBS / (JOB_HOURS * 3600), CHANGES_AT_LEAST / seconds)
    with stack.worker as worker:
        report.say("the first lists are read")
        await rig.wait_for(lambda: _all_known(store), what="every first list", timeout_s=FIRST_LIST_S, every_s=0.5)
        began, calls_before, cpu_before = time.monotonic(), await provider.calls(), rig.cpu_s(worker.pid)
        report.say(f"{per_s:.2f} jobs end each second, for {seconds:g} s")
        ended = await provider.change(per_s, seconds)
        took_s, calls, cpu_s = time.monotonic() - began, await provider.calls(), rig.cpu_s(worker.pid) - cpu_before
        await rig.wait_for(lambda: _seen(store, set(ended)), what="every ending", timeout_s=PATIENCE_S, every_s=0.5)
        delays = await _delays(store, ended)
    asked = {kind: calls[kind] - calls_before[kind] for kind in calls}
    per_hour = sum(asked.values()) / took_s * 3600
    naive_per_hour = ACCOUNTS * JOBS * 3600 / NAIVE_EVERY_S
    ratio = per_hour / naive_per_hour
    p50_s, p95_s = report.percentile(delays, 0.5), report.percentile(delays, 0.95)
    rows = [
        ("calls per hour", per_hour, f"naive: {naive_per_hour:,.0f}"),
        ("share of the naive loop", ratio, f"1/{1 / ratio:.0f}, aim 1/50" if ratio else ""),
        ("delay p50, s", p50_s, ""),
        ("delay p95, s", p95_s, "aim 45"),
        *((f"calls: {kind}", count, "") for kind, count in asked.items()),
        ("worker CPU, % of one core", cpu_s / took_s * 100, ""),
    ]
    report.table(f"polling: {len(delays)} endings in {took_s:.0f} s", ("", "measured", ""), rows)
    return {
        "calls_ratio": ratio,
        "calls_per_hour": per_hour,
        "p50_s": p50_s,
        "p95_s": p95_s,
        "max_s": max(delays),
        "changes": len(delays),
        "job_hours": JOB_HOURS,
        "cpu_percent": cpu_s / took_s * 100,
        **{f"{kind}_calls": count for kind, count in asked.items()},
    }


async def _all_known(store: Store) -> bool:
    def known(tx: Tx) -> int:
        done = sa.select(sa.func.count()).select_from(schema.accounts)
        return tx.conn.scalar(done.where(schema.accounts.c.first_list_done_at.is_not(None))) or 0

    return await store.read(known) == ACCOUNTS


async def _seen(store: Store, ids: set[str]) -> bool:
    return ids <= (await store.read(_endings)).keys()


async def _delays(store: Store, ended: dict[str, float]) -> list[float]:
    """Seconds from each ending to our knowledge of it; every one of them is known."""
    seen = await store.read(_endings)
    return [seen[one] - at for one, at in ended.items()]


def _endings(tx: Tx) -> dict[str, float]:
    jobs = schema.jobs
    query = sa.select(jobs.c.provider_job_id, jobs.c.ended_seen_at).where(
        jobs.c.ended, jobs.c.ended_seen_at.is_not(None)
    )
    return {row.provider_job_id: row.ended_seen_at.timestamp() for row in tx.conn.execute(query)}
