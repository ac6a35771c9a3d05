"""How fast lists and a job's page are over 200,000 jobs with ten lines of history each, on SQLite and on PostgreSQL.

Server time: from the request to the whole answer, asked for one at a time over a connection that is kept open. What is
asked for is what people ask for: first pages, filters, searches, pages far down, and the same lists of the API.
"""

from __future__ import annotations

import contextlib
import math
import os
import random
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from service.core.job import job_id
from service.queue import connect
from service.store import Store, accounts, migrate, open_store, schema
from service.store.engine import Tx
from service.store.rows import to_json
from tests.benchmarks import report, rig
from tests.dashboard import Site, Visit, settings_of, site_of
from tests.servers import new_database, postgres_server, valkey_server

JOBS, LINES = 200_000, 10
CHUNK = 5_000
ROUNDS = 40  # of every address
STATUSES = ("succeeded",) * 14 + ("failed",) * 3 + ("cancelled", "running", "queued")
MODELS, BASE = 1000, "gpt-4.1-mini-2025-04-14"
NAMES = ("support-bot", "intent-router", "triage", "summariser", "ranker")


async def run() -> dict[str, object]:
    """The fields of the result; the slower database decides."""
    jobs = int(os.environ.get("BENCH_JOBS", "") or (2000 if os.environ.get("BENCH_SECONDS") else JOBS))
    found: dict[str, dict[str, Any]] = {}
    with rig.data_folder() as folder, valkey_server(folder) as valkey:
        facts = report.machine(folder)
        with _databases(folder) as databases:
            for kind, url in databases.items():
                report.say(f"{kind}: {jobs:,} jobs with {jobs * LINES:,} lines of history")
                found[kind] = await _measure(folder, url, valkey.url, jobs)
    report.table(
        f"pages: {jobs:,} jobs, {jobs * LINES:,} lines of history",
        ("address", *(f"{kind} p95 ms" for kind in found)),
        [(path, *(one["by_path"][path] for one in found.values())) for path in found["sqlite"]["by_path"]],
    )
    worst = {name: max(one[name] for one in found.values()) for name in ("list_p95_ms", "job_p95_ms", "page_kb")}
    by_database = {kind: {name: one[name] for name in worst} for kind, one in found.items()}
    return {**worst, "jobs": jobs, "by_database": by_database, **facts}


@contextlib.contextmanager
def _databases(folder: Path) -> Iterator[dict[str, str]]:
    with postgres_server(fsync=True) as postgres:
        yield {"sqlite": f"sqlite:///{folder / 'pages.db'}", "postgres": new_database(postgres, "pages")}


async def _measure(folder: Path, url: str, redis_url: str, jobs: int) -> dict[str, Any]:
    """p95 of lists and of job pages, and the weight of the heaviest page with its style and script."""
    await migrate(url)
    store, redis, settings = open_store(url), await connect(redis_url), settings_of(folder)
    try:
        await store.write(accounts.connect, settings.accounts)
        for start in range(0, jobs, CHUNK):
            await store.write(_fill, start, min(CHUNK, jobs - start), jobs)
        await store.write(_point)
        await store.write(_analyse)
        async with site_of(settings, store, redis) as site:
            return await _ask(site, store, jobs)
    finally:
        await redis.aclose()
        await store.close()


def _fill(tx: Tx, start: int, count: int, jobs: int) -> None:
    """Jobs number `start` and on, each with its history, and a loss curve for every hundredth."""
    rng, now = random.Random(start), datetime.now(UTC)  # the same in every run
    rows, lines, curve, requests, versions = [], [], [], [], []
    for number in range(start, start + count):
        name, status = f"ftjob-{number:08}", rng.choice(STATUSES)
        ended, seen = status not in ("running", "queued"), now - timedelta(seconds=60 * (jobs - number))
        account = ("openai-main", "lab")[number % 5 == 0]
        one = job_id(account, name)
        title = f"{rng.choice(NAMES)}-{number}"
        facts = {"name": title, "base_model": BASE, "started_at": seen.isoformat(), "step": 300,
                 "total_steps": 300, "hyperparameters": {"n_epochs": 3}, "trained_tokens": 812_000}  # fmt: skip
        rows.append({
            "id": one, "project": "default", "account": account, "provider": "openai", "provider_job_id": name,
            "status": status, "provider_status": status, "life": 0, "ended": ended, "revision": number,
            "fingerprint": "f", "facts": to_json(facts), "ranks": "{}", "title": title, "untold": False,
            "ended_via": "webhook" if ended else None, "registered": False, "first_seen_at": seen,
            "began_at": seen, "changed_at": seen, "ended_seen_at": seen + timedelta(hours=2) if ended else None,
            "webhook_at": None, "refresh_due_at": None,
        })  # fmt: skip
        if status == "succeeded":
            versions.append({
                "id": f"ver_{number:08}", "model_id": f"mdl_{number % MODELS}", "version": number // MODELS + 1,
                "job_id": one, "account": account, "tuned_model": f"ft:{name}", "base_model": BASE, "lineage": "{}",
                "finished_at": seen + timedelta(hours=2), "untold": False, "registered_at": seen,
            })  # fmt: skip
        for line in range(LINES):
            lines.append({
                "job_id": one, "cause_id": f"c{line}", "kind": "snapshot", "via": "poll",
                "at": seen + timedelta(minutes=line), "before": "running", "after": "running",
                "provider_status": "running", "advanced": True,
            })  # fmt: skip
        if number % 100 == 0:
            curve += [
                {"job_id": one, "step": step, "name": "train_loss", "value": 2 * math.exp(-step / 90)}
                for step in range(1, 300)
            ]
        requests.append({
            "id": f"in_{number:024}", "account": account, "delivery_id": f"msg_{number}", "outcome": "accepted",
            "received_at": seen, "event_type": "fine_tuning.job.succeeded", "job_id": one, "problem": None,
            "content_type": "application/json", "body": b'{"type": "fine_tuning.job.succeeded"}', "body_hash": "0" * 32,
        })  # fmt: skip
    for table, values in (
        (schema.jobs, rows),
        (schema.history, lines),
        (schema.metrics, curve),
        (schema.inbound, requests),
        (schema.versions, versions),
    ):
        if values:
            tx.conn.execute(table.insert(), values)


def _point(tx: Tx) -> None:
    """Each model has its alias at its newest version, and their base model retires soon: a person is needed."""
    table, now = schema.versions, datetime.now(UTC)
    tx.conn.execute(
        schema.models.insert(),
        [
            {"id": f"mdl_{one}", "project": "default", "name": f"{NAMES[one % 5]}-{one}", "versions": 0,
             "created_at": now}
            for one in range(MODELS)
        ],
    )  # fmt: skip
    last = (sa.func.max(table.c.version), sa.func.max(table.c.finished_at))
    newest = sa.select(table.c.model_id, sa.literal("latest"), *last)
    columns = ["model_id", "alias", "version", "changed_at"]
    tx.conn.execute(schema.aliases.insert().from_select(columns, newest.group_by(table.c.model_id)))
    base = {"name": BASE, "ask_at": now, "retires_on": now.date() + timedelta(days=9)}
    tx.conn.execute(schema.base_models.insert(), [base | {"account": one} for one in ("openai-main", "lab")])


def _analyse(tx: Tx) -> None:
    """The database knows what it holds, as it does after a while of service."""
    tx.conn.execute(sa.text("ANALYZE"))


async def _ask(site: Site, store: Store, jobs: int) -> dict[str, Any]:
    visitor = await site.visitor("viewer")
    far = await _far_down(visitor)
    pages = [
        "/jobs", "/jobs?account=lab", "/jobs?status=failed", "/jobs?state=active", "/jobs?state=ended&order=ended",
        "/jobs?account=lab&status=cancelled", f"/jobs?q=ranker-{jobs - 7}", "/jobs?q=nothing+is+called+so",
        f"/jobs?q=ftjob-{jobs // 2:08}", f"/jobs?q=ftjob-{jobs // 200_000:06}", "/jobs?q=job_a3f",
        "/jobs?account=lab&order=ended", "/jobs?status=expired&order=ended", far,
        "/inbound", "/inbound?account=lab", "/inbound?outcome=duplicate",
        "/deliveries", "/models",
    ]  # fmt: skip
    token = {"Authorization": f"Bearer {site.tokens['viewer']}"}
    api = [
        f"/api/v1{path}"
        for path in ("/jobs", "/jobs?account=lab", "/jobs?status=failed", "/jobs?active=true", "/inbound")
    ]
    one = [f"/jobs/{job_id('openai-main' if number % 5 else 'lab', f'ftjob-{number:08}')}" for number in _some(jobs)]
    by_path: dict[str, float] = {}
    lists: list[float] = []
    for path in (*pages, *api):
        took = await _times(visitor, path, token if path in api else {})
        lists += took
        by_path["/jobs, far down" if path == far else path] = report.percentile(took, 0.95)
    job_times = [ms for path in one for ms in await _times(visitor, path, {}, rounds=4)]
    by_path["/jobs/{job}"] = report.percentile(job_times, 0.95)
    by_path["/ (overview)"] = report.percentile(await _times(visitor, "/", {}), 0.95)
    weight = [await _weight(visitor, path) for path in (*pages[:2], one[0], "/")]
    return {
        "list_p95_ms": report.percentile(lists, 0.95),
        "job_p95_ms": by_path["/jobs/{job}"],
        "page_kb": max(weight) / 1000,
        "by_path": by_path,
    }


def _some(jobs: int) -> list[int]:
    """Numbers of jobs from all over, every hundredth with a curve among them."""
    return [*list(range(0, jobs, max(jobs // 10 // 100 * 100, 100)))[:10], jobs - 1, jobs // 3]


async def _times(visitor: Visit, path: str, headers: dict[str, str], rounds: int = ROUNDS) -> list[float]:
    """Milliseconds of each of the rounds, after one that warms up."""
    took = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        shown = await visitor.get(path, headers=headers)
        took.append((time.perf_counter() - began) * 1000)
        assert shown.status == 200, (path, shown.text[:300])
    return took[1:]


async def _far_down(visitor: Visit) -> str:
    """A page of the list that is far from its beginning: the cursor after the oldest of many."""
    path = "/jobs?limit=200"
    for _ in range(20):
        older = re.search(r'<a href="([^"]+)" rel="next">', (await visitor.get(path)).text)
        if older is None:
            break
        path = older[1].replace("&amp;", "&")
    return path.replace("limit=200", "limit=50")


async def _weight(visitor: Visit, path: str) -> int:
    """Bytes of a page with its style, scripts and icon as they travel, without the library that draws charts."""
    shown = await visitor.get(path)
    total = len(shown.text.encode())
    for asset in set(re.findall(r'"(/static/[^"]+)"', shown.text)):
        if "vega" not in asset:
            async with visitor.http.get(visitor.url + asset, headers={"Accept-Encoding": "gzip"}) as response:
                total += int(response.headers["Content-Length"])
    return total
