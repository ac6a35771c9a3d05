"""Silence in the store: found by an index, told once, healed by a report; and a database of the first release."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from service.core.event import EventKind
from service.core.model import version_id
from service.store import (
    Store,
    jobs,
    migrate,
    migrations,
    normal_url,
    notifications,
    open_store,
    outbox,
    queries,
    registry,
    schema,
    stalled,
)
from service.store.engine import Tx
from service.store.jobs import Applied, JobUpdate, Received
from service.store.outbox import Claimed
from tests.builders import NOW, account, step, subscription

LONG_WATCH_S = 10_000.0
EVERYTHING = [subscription(events=frozenset({EventKind.JOB_STALLED, EventKind.JOB_RECOVERED, EventKind.JOB_FAILED}))]
JOB = step().job_id


def beat(number: int = 1, status: str = "running", **changes: Any) -> JobUpdate:
    facts = {"heartbeat_s": 30} | changes.pop("facts", {})
    return step(status, number, facts=facts, **changes)


def pass_time(tx: Tx, seconds: float) -> None:
    """As if everything had been heard so much earlier."""
    table, span = schema.jobs, timedelta(seconds=seconds)
    for row in tx.conn.execute(sa.select(table.c.id, table.c.heard_at, table.c.stall_due_at)).all():
        earlier = {
            name: None if value is None else value - span
            for name, value in (("heard_at", row.heard_at), ("stall_due_at", row.stall_due_at))
        }
        tx.conn.execute(table.update().where(table.c.id == row.id).values(earlier))


async def report(store: Store, *steps: JobUpdate) -> Applied:
    return await store.write(jobs.update_many, list(steps), EVERYTHING)


async def look(store: Store, watched_s: float = LONG_WATCH_S) -> Applied:
    found = await store.read(stalled.overdue, watched_s)
    return await store.write(stalled.stall, found, EVERYTHING)


async def row(store: Store, name: str = "job-1") -> dict[str, Any]:
    found = await store.read(queries.get_job, name)
    assert found is not None
    return found[1]


async def told(store: Store) -> Counter[str]:
    listing = await store.read(queries.list_notifications, limit=200)
    return Counter(notification["event_kind"] for notification in listing.rows)


async def test_a_job_that_promised_to_report_and_does_not_is_stalled_and_not_failed(store: Store) -> None:
    await report(store, beat())
    assert await store.read(stalled.overdue, LONG_WATCH_S) == []
    await store.write(pass_time, 91)
    assert await store.read(stalled.overdue, LONG_WATCH_S) == [JOB]
    applied = await look(store)
    assert len(applied.entries) == 1
    found = await row(store)
    assert (found["status"], found["ended"], found["stall_due_at"]) == ("running", False, None)
    assert found["stalled_at"] is not None
    history = await store.read(queries.history_of, JOB)
    assert [(one["kind"], one["via"], one["after"]) for one in history] == [
        ("snapshot", "webhook", "running"),
        ("stalled", "sweep", "running"),
    ]


async def test_a_silence_is_told_once_however_often_it_is_looked_for(store: Store) -> None:
    await report(store, beat())
    await store.write(pass_time, 91)
    found = await store.read(stalled.overdue, LONG_WATCH_S)
    first = await store.write(stalled.stall, found, EVERYTHING)
    again = await store.write(stalled.stall, found, EVERYTHING)
    assert (len(first.entries), len(again.entries)) == (1, 0)
    await store.write(pass_time, 9000)
    assert (await look(store)).entries == ()
    assert await told(store) == {"job.stalled": 1}


async def test_the_next_report_heals_and_a_second_silence_is_told_again(store: Store) -> None:
    await report(store, beat(1))
    await store.write(pass_time, 91)
    await look(store)
    healed = await report(store, beat(2))
    assert len(healed.entries) == 1
    found = await row(store)
    assert found["stalled_at"] is None
    assert found["stall_due_at"] - found["heard_at"] == timedelta(seconds=90)
    assert [one["kind"] for one in await store.read(queries.history_of, JOB)][-2:] == ["snapshot", "recovered"]
    await store.write(pass_time, 91)
    await look(store)
    assert await told(store) == {"job.stalled": 2, "job.recovered": 1}


async def test_an_old_report_that_comes_late_is_a_sign_of_life_too(store: Store) -> None:
    await report(store, beat(5))
    await store.write(pass_time, 91)
    await look(store)
    await report(store, beat(2))
    assert (await row(store))["stalled_at"] is None


async def test_a_report_that_comes_between_finding_and_telling_wins(store: Store) -> None:
    await report(store, beat(1))
    await store.write(pass_time, 91)
    found = await store.read(stalled.overdue, LONG_WATCH_S)
    await report(store, beat(2))
    assert (await store.write(stalled.stall, found, EVERYTHING)).entries == ()
    assert (await row(store))["stalled_at"] is None


async def test_an_ending_ends_the_waiting_and_the_silence(store: Store) -> None:
    await report(store, beat(1))
    await store.write(pass_time, 91)
    await look(store)
    await report(store, beat(2, "failed"))
    found = await row(store)
    assert (found["stalled_at"], found["stall_due_at"], found["status"]) == (None, None, "failed")
    await store.write(pass_time, 9000)
    assert await store.read(stalled.overdue, LONG_WATCH_S) == []
    assert await told(store) == {"job.stalled": 1, "job.failed": 1}


async def test_who_promised_nothing_or_took_it_back_or_is_asked_may_be_silent(store: Store) -> None:
    await report(
        store,
        step(provider_job_id="no-promise"),
        beat(provider_job_id="took-back"),
        beat(2, provider_job_id="took-back", facts={"heartbeat_s": 0}),
        beat(provider_job_id="asked", pushed=False, via="poll", asked_at=NOW),
    )
    await store.write(pass_time, 9000)
    assert await store.read(stalled.overdue, LONG_WATCH_S) == []
    assert (await row(store, "asked"))["heard_at"] is None


async def test_nobody_is_silent_for_longer_than_we_have_listened(store: Store) -> None:
    slow = beat(provider_job_id="slow", facts={"heartbeat_s": 600})
    await report(store, beat(), slow)
    await store.write(pass_time, 86_400)
    assert await store.read(stalled.overdue, 0.0) == []
    assert await store.read(stalled.overdue, 89.9) == []
    assert await store.read(stalled.overdue, 90.0) == [JOB]
    assert set(await store.read(stalled.overdue, 1800.0)) == {JOB, slow.job_id}


async def test_many_are_found_a_part_at_a_time_the_longest_silent_first(store: Store) -> None:
    await report(store, *(beat(provider_job_id=f"job-{n}") for n in range(7)))
    await store.write(pass_time, 91)
    await report(store, beat(provider_job_id="late"))
    await store.write(pass_time, 91)
    found = await store.read(stalled.overdue, LONG_WATCH_S, 7)
    assert len(found) == 7
    assert len((await store.write(stalled.stall, found, EVERYTHING)).entries) == 7
    assert await store.read(stalled.overdue, LONG_WATCH_S, 7) == [step(provider_job_id="late").job_id]


async def test_a_message_about_a_silence_that_is_over_is_not_sent(store: Store) -> None:
    await report(store, beat(1))
    await store.write(pass_time, 91)
    (stalled,) = (await look(store)).entries
    (recovered,) = (await report(store, beat(2))).entries
    claim = await store.write(notifications.prepare, stalled.id, owner="w", lease_s=14, public_url="")
    assert claim.claim.result is Claimed.SUPERSEDED
    await store.write(pass_time, 91)
    await look(store)
    claim = await store.write(notifications.prepare, recovered.id, owner="w", lease_s=14, public_url="")
    assert claim.claim.result is Claimed.SUPERSEDED


async def test_what_is_told_of_a_silence_says_since_when_and_stays(store: Store) -> None:
    await report(store, beat(1))
    await store.write(pass_time, 91)
    (stalled,) = (await look(store)).entries
    heard = (await row(store))["heard_at"]
    first = await store.write(notifications.prepare, stalled.id, owner="w", lease_s=14, public_url="")
    assert first.notification is not None
    assert first.notification.job is not None
    assert first.notification.job.heard_at == heard
    await store.write(outbox.postpone, stalled.id, owner="w", due_at=store.now())
    again = await store.write(notifications.prepare, stalled.id, owner="w", lease_s=14, public_url="")
    assert again.notification is not None
    assert again.notification.job == first.notification.job


async def test_a_version_keeps_where_its_weights_are_and_what_they_were_made_of_and_on(store: Store) -> None:
    kept = {"artifact_uri": "file://gpu-7/out", "dataset_hashes": {"train": "sha256:1f"}, "hardware": "8x H100"}
    await report(store, step("succeeded", facts=kept))
    version = await store.read(registry.get_version, version_id(JOB))
    assert version is not None
    assert {name: version.lineage[name] for name in kept} == kept


async def test_a_request_is_recorded_when_its_row_is_there(store: Store) -> None:
    one = Received("in_1", "lab", "msg_1", "accepted", NOW, b"{}", "hash")
    assert not await store.read(jobs.is_recorded, "in_1")
    await store.write(jobs.record, [one])
    assert await store.read(jobs.is_recorded, "in_1")
    assert not await store.read(jobs.is_recorded, "in_2")


# -- a database of the first release --------------------------------------------------------------------------------


def _to_first(connection: sa.Connection) -> None:
    config = migrations.configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    job = {
        "id": JOB, "project": "default", "account": "lab", "provider": "generic", "provider_job_id": "job-1",
        "status": "running", "provider_status": "running", "life": 0, "ended": False, "revision": 1, "fingerprint": "f",
        "facts": '{"heartbeat_s":30}', "ranks": "{}", "title": "job-1", "silent": False, "registered": False,
        "first_seen_at": NOW, "changed_at": NOW,
    }  # fmt: skip
    table = sa.Table("jobs", sa.MetaData(), autoload_with=connection)
    connection.execute(table.insert(), [job])


async def _first_release(url: str) -> None:
    """A database as the first release left it, with a job that is at work."""
    if url.startswith("sqlite"):
        engine = sa.create_engine(url)
        with engine.begin() as connection:
            _to_first(connection)
        engine.dispose()
        return
    from sqlalchemy.ext.asyncio import create_async_engine

    postgres = create_async_engine(normal_url(url))
    async with postgres.begin() as postgres_connection:
        await postgres_connection.run_sync(_to_first)
    await postgres.dispose()


async def test_a_database_of_the_first_release_is_brought_up_with_what_it_holds(database_url: str) -> None:
    await _first_release(database_url)
    await migrate(database_url)
    store = open_store(database_url)
    try:
        before = await row(store)
        assert (before["status"], before["heard_at"], before["stalled_at"]) == ("running", None, None)
        assert await store.read(stalled.overdue, LONG_WATCH_S) == []  # nobody is blamed for what was not written down
        await report(store, beat(2, account=account()))
        await store.write(pass_time, 91)
        assert await store.read(stalled.overdue, LONG_WATCH_S) == [JOB]
    finally:
        await store.close()


@pytest.mark.parametrize("name", ["ix_jobs_stall_due"])
async def test_silence_is_found_by_its_index(store: Store, name: str) -> None:
    def indexes(tx: Tx) -> set[str | None]:
        return {one["name"] for one in sa.inspect(tx.conn).get_indexes("jobs")}

    assert name in await store.read(indexes)
