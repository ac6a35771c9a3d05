"""The order in which a job's events arrive, how often each does and in what batches, cannot matter to the store."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from service.config.settings import Settings
from service.core.config import Account, Suite
from service.core.event import MILESTONES, EventKind
from service.core.outbox import EntryKind
from service.core.subscription import Subscription
from service.core.task import CarryOut, Item, Observe
from service.queue import connect
from service.store import evaluations, migrate, open_store, outbox, registry, schema
from service.store.engine import Tx
from tests.servers import Server
from workers.context import Services
from workers.observe import observe
from workers.outbound.send import Outbound
from workers.register import register
from workers.tasks import build_services

SETTINGS = Settings(
    accounts=(Account("lab", "generic"),),
    subscriptions=tuple(Subscription(name, "hook", frozenset(EventKind)) for name in ("first", "second")),
    suites=(Suite("tickets", "unused.jsonl"),),
)
OWNER, LEASE_S = "test", 60.0
STATUSES = ["queued", "running", "paused", "succeeded", "failed", "cancelled", "a word of tomorrow"]
WHEN_SEEN = {"first_seen_at", "began_at", "changed_at", "ended_seen_at", "heard_at", "stall_due_at"}  # only these


# --- events and how they arrive ---------------------------------------------------------------------------------------


@st.composite
def reports(draw: st.DrawFn) -> Item:
    """One report of the job, as it is after the receiver."""
    said: dict[str, Any] = {"version": 1, "job": "job-1", "status": draw(st.sampled_from(STATUSES))}
    said |= {"attempt": draw(st.integers(1, 2)), "sequence": draw(st.integers(0, 5))}
    for fact in draw(st.sets(st.sampled_from(["name", "base_model", "tuned_model", "owner"]))):
        said[fact] = draw(st.sampled_from(["a", "b"]))
    body = json.dumps(said, sort_keys=True).encode()
    digest = hashlib.sha256(body).hexdigest()[:32]
    return Item("lab", f"msg_{digest}", "accepted", 0, body, digest)


@dataclass(frozen=True)
class Arrival:
    """One batch, and whether the workers get to the owed registrations and evaluations before the next."""

    items: list[Item]
    works: bool


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Item], list[Arrival]]:
    """The events of a job, and one way in which they may arrive: shuffled, some more than once, in any batches."""
    events = draw(st.lists(reports(), min_size=2, max_size=7, unique_by=lambda item: item.delivery_id))
    again = draw(st.lists(st.sampled_from(events), max_size=4))
    shuffled = draw(st.permutations(events + again))
    arriving = [
        msgspec.structs.replace(item, received_at_us=number * 1_000_000) for number, item in enumerate(shuffled)
    ]
    edges = sorted(draw(st.sets(st.integers(1, len(arriving) - 1), max_size=4)) | {0, len(arriving)})
    batches = [arriving[start:end] for start, end in itertools.pairwise(edges)]
    return events, [Arrival(batch, draw(st.booleans())) for batch in batches]


# --- what becomes of them ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """Everything that must not depend on the arrival."""

    job: dict[str, Any]
    causes: Counter[str]
    inbound: Counter[str]
    notifications: set[tuple[str, str]]
    versions: set[str]
    work: set[tuple[str, str, str]]


async def outcome_of(services: Services, arrivals: Sequence[Arrival]) -> Outcome:
    for number, arrival in enumerate(arrivals):
        await observe(services, Observe(str(number), arrival.items))
        if arrival.works:
            await carry_out(services)
    while await carry_out(services):
        pass
    return await services.store.read(look)


async def carry_out(services: Services) -> int:
    """Owed versions are registered, owed evaluations get a verdict; how many there were."""
    owed = await services.store.read(owed_work)
    for entry, kind in owed:
        if kind == EntryKind.REGISTER:
            await register(services, CarryOut("register", entry, 0))
        else:
            await services.store.write(judge, entry)
    return len(owed)


def owed_work(tx: Tx) -> list[tuple[str, str]]:
    table = schema.outbox
    query = sa.select(table.c.id, table.c.kind).where(table.c.state == "owed", table.c.kind != "deliver")
    return [(row.id, row.kind) for row in tx.conn.execute(query)]


def judge(tx: Tx, one: str) -> None:
    """The evaluation ends at once: asking models is not what this is about."""
    assert outbox.claim(tx, one, owner=OWNER, lease_s=LEASE_S).result is outbox.Claimed.YES
    evaluation = evaluations.get(tx, one)
    assert evaluation is not None
    version = registry.get_version(tx, evaluation.version_id)
    assert version is not None
    about = (version, "generic")
    evaluations.finish(
        tx, one, owner=OWNER, verdict="better", result={}, about=about, subscriptions=SETTINGS.subscriptions
    )


def look(tx: Tx) -> Outcome:
    def rows(table: sa.Table) -> list[Any]:
        return list(tx.conn.execute(sa.select(table)).mappings())

    (job,) = rows(schema.jobs)
    return Outcome(
        job={name: _as_value(value) for name, value in job.items() if name not in WHEN_SEEN},
        causes=Counter(row["cause_id"] for row in rows(schema.history)),
        inbound=Counter(row["delivery_id"] for row in rows(schema.inbound)),
        notifications={(row["id"], row["event_kind"]) for row in rows(schema.notifications) if not _is_milestone(row)},
        versions={row["job_id"] for row in rows(schema.versions)},
        work={(row["id"], row["kind"], row["state"]) for row in rows(schema.outbox) if row["kind"] != "deliver"},
    )


def _as_value(value: Any) -> Any:
    """JSON columns as what they mean: the order of their keys is the order of arrival."""
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value


def _is_milestone(row: Any) -> bool:
    return EventKind(row["event_kind"]) in MILESTONES


# --- the law ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with today's schema and nothing in it."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


async def on_a_new_database(template: Path, redis_url: str, arrivals: Sequence[Arrival]) -> Outcome:
    with tempfile.TemporaryDirectory(dir=template.parent) as folder:
        path = shutil.copy(template, Path(folder) / "tunewatch.db")
        store, redis = open_store(f"sqlite:///{path}"), await connect(redis_url)
        services = build_services(SETTINGS, store, redis, Outbound())
        try:
            return await outcome_of(services, arrivals)
        finally:
            await redis.aclose()
            await store.close()


@settings(max_examples=60, deadline=None)
@given(story=stories())
def test_any_permutation_and_duplication_of_a_jobs_events_gives_the_same_outcome(
    template: Path, valkey: Server, story: tuple[list[Item], list[Arrival]]
) -> None:
    events, arrivals = story
    in_order = [Arrival([event], works=True) for event in events]
    told_in_order = asyncio.run(on_a_new_database(template, valkey.url, in_order))
    assert asyncio.run(on_a_new_database(template, valkey.url, arrivals)) == told_in_order
    assert set(told_in_order.causes.values()) == set(told_in_order.inbound.values()) == {1}
    assert len(told_in_order.causes) == len(events)
    endings = {json.loads(item.body)["status"] for item in events} & {"succeeded", "failed", "cancelled"}
    assert {kind for _, kind in told_in_order.notifications} >= {f"job.{ending}" for ending in endings}
    if "succeeded" in endings:
        told = Counter(kind for _, kind in told_in_order.notifications)
        assert told["model.registered"] == told["evaluation.finished"] == len(SETTINGS.subscriptions)
