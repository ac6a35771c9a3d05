"""What waits for a person and in which order lists are, the same over SQLite and PostgreSQL."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from service.core.account import Webhooks
from service.core.evaluation_plan import EvaluationPlan, PlannedCandidate
from service.core.refresh import not_found_limit
from service.store import (
    Store,
    accounts,
    evaluations,
    jobs,
    listings,
    migrate,
    migrations,
    needs_attention,
    normal_url,
    open_store,
    outbox,
    queries,
    refreshes,
    registry,
    schema,
)
from service.store.engine import Tx
from service.store.queries import BadCursor
from tests.builders import NOW, account, step

number = itertools.count(1)


async def see(store: Store, name: str, status: str = "running", **facts: Any) -> str:
    """A snapshot of the job `name`, as a poll sees it."""
    said = {key: value.isoformat() if isinstance(value, datetime) else value for key, value in facts.items()}
    one = step(status, next(number), provider_job_id=name, facts=said, via="poll")
    await store.write(jobs.update_many, [one], [])
    return one.job_id


async def names(store: Store, **where: Any) -> list[str]:
    """The jobs of every page of two."""
    found: list[str] = []
    cursor = None
    while True:
        page = await store.read(listings.jobs, limit=2, cursor=cursor, **where)
        found += [row["provider_job_id"] for row in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            return found


# --- order ------------------------------------------------------------------------------------------------------------


async def test_what_was_found_in_one_poll_is_listed_by_when_it_began(store: Store) -> None:
    now = store.now()
    began = {"a": 3, "b": 9, "c": 1, "d": 7, "e": 5}  # days ago
    found = [
        step("running", next(number), provider_job_id=name, via="poll", facts={"created_at": _ago(now, days)})
        for name, days in began.items()
    ]
    await store.write(jobs.update_many, found, [])
    assert await names(store) == ["c", "a", "e", "d", "b"]
    for where in ({"active": True}, {"account": "lab"}, {"status": "running"}, {"project": "default"}):
        assert await names(store, **where) == ["c", "a", "e", "d", "b"]


async def test_a_job_that_says_later_when_it_began_takes_its_place(store: Store) -> None:
    now = store.now()
    await see(store, "old", created_at=now - timedelta(days=2))
    await see(store, "late")
    assert await names(store) == ["late", "old"]
    await see(store, "late", created_at=now - timedelta(days=3))
    assert await names(store) == ["old", "late"]


async def test_a_job_that_lies_about_its_beginning_is_listed_by_when_it_was_first_seen(store: Store) -> None:
    now = store.now()
    await see(store, "yesterday", created_at=now - timedelta(days=1))
    await see(store, "from 1970", created_at=datetime.fromisoformat("1970-01-01T00:00:01+00:00"))
    await see(store, "of tomorrow", created_at=now + timedelta(days=400))
    await see(store, "last")
    assert await names(store) == ["last", "of tomorrow", "from 1970", "yesterday"]


async def test_versions_are_listed_by_when_their_training_finished_and_then_by_their_number(store: Store) -> None:
    now = store.now()
    when = [now - timedelta(days=days) for days in (4, 2, 2, 2, 9)]
    found = [
        step("succeeded", next(number), provider_job_id=f"job-{place}",
             facts={"suffix": "support", "finished_at": at.isoformat()})
        for place, at in enumerate(when)
    ]  # fmt: skip
    await store.write(jobs.update_many, found, [])
    await see(store, "liar", "succeeded", suffix="liar", finished_at=now + timedelta(days=4000))
    rows: list[tuple[str, int]] = []
    cursor = None
    while True:
        page = await store.read(queries.list_versions, limit=2, cursor=cursor)
        rows += [(row["name"], row["version"]) for row in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert rows == [("liar", 1), *(("support", version) for version in (5, 4, 3, 2, 1))]
    assert page.rows[-1]["finished_at"] == when[4]
    listed = await store.read(registry.list_versions)
    assert [(one.name, one.version) for one in listed] == rows
    [liar] = (await store.read(queries.list_versions, name="liar")).rows
    assert now <= liar["finished_at"] <= now + timedelta(minutes=10)


async def test_a_cursor_leads_on_only_in_the_order_that_it_is_of(store: Store) -> None:
    for name in "abc":
        await see(store, name, "succeeded")
    page = await store.read(listings.jobs, limit=1)
    for wrong in (
        (listings.jobs, {"order": "ended"}),
        (queries.list_versions, {}),
        (queries.list_inbound, {}),
    ):
        with pytest.raises(BadCursor, match="begin again"):
            await store.read(wrong[0], cursor=page.next_cursor, **wrong[1])
    earlier = "MjAyNi0xMS0yM1QxMjowMDowMCswMDowMCBqb2JfMQ"  # as the versions before gave: a time and an id
    for listed in (listings.jobs, queries.list_versions):
        with pytest.raises(BadCursor, match="begin again"):
            await store.read(listed, cursor=earlier)


def _ago(now: datetime, days: int) -> str:
    return (now - timedelta(days=days)).isoformat()


# --- what waits -------------------------------------------------------------------------------------------------------


async def test_a_job_that_its_provider_lost_waits_for_two_weeks_unless_it_is_found_again(store: Store) -> None:
    lab = account()
    for name in ("seen", "found"):
        await see(store, name)
    await store.write(_all_changed_long_ago)
    for name in ("seen", "found", "never"):
        await store.write(refreshes.follow, lab, name)
        for _ in range(not_found_limit()):
            await store.write(refreshes.not_found, lab, name, [])
    assert [row["provider_job_id"] for row in await store.read(needs_attention.lost)] == ["never", "found", "seen"]
    await see(store, "found")
    assert [row["provider_job_id"] for row in await store.read(needs_attention.lost)] == ["never", "seen"]

    await store.write(_all_changed_long_ago)
    assert await store.read(needs_attention.lost) == []


def _all_changed_long_ago(tx: Tx) -> None:
    tx.conn.execute(schema.jobs.update().values(changed_at=tx.now - timedelta(days=15)))


async def test_webhooks_that_do_not_arrive_are_counted_among_the_newest_endings(store: Store) -> None:
    lab = account()

    async def end(name: str, via: str) -> None:
        one = step("succeeded", next(number), provider_job_id=name, via=via, account=lab)
        await store.write(jobs.update_many, [one], [])

    async def counted(minutes: int) -> Webhooks:
        def earlier(tx: Tx) -> None:
            tx.conn.execute(schema.jobs.update().values(ended_seen_at=tx.now - timedelta(minutes=minutes)))

        await store.write(earlier)
        return await store.read(needs_attention.newest_endings, "lab")

    for name in ("a", "b"):
        await end(name, "webhook")
    assert await counted(10) == Webhooks()  # none is missing: nothing is counted
    for name in ("c", "d", "e"):
        await end(name, "poll")
    assert await counted(3) == Webhooks(came=2)  # those may be on their way
    assert await counted(10) == Webhooks(came=2, never=3)
    assert (await counted(10)).do_not_arrive
    await end("e", "webhook")
    assert await counted(10) == Webhooks(came=2, late=1, never=2)
    assert not (await counted(10)).do_not_arrive
    assert await counted(60 * 24 * 15) == Webhooks()
    assert await store.read(needs_attention.newest_endings, "another") == Webhooks()


async def test_only_models_that_an_alias_points_at_and_that_end_in_that_time_are_retiring(
    store: Store,
) -> None:
    for name, base in (("support", "old"), ("support", "new"), ("router", "new"), ("triage", "gone"), ("x", "none")):
        await see(store, f"{name}-{base}", "succeeded", suffix=name, base_model=base, finished_at=store.now())
    today = store.now().date()
    for base, days in (("old", 3), ("new", 10), ("gone", -20)):
        when = today + timedelta(days=days)
        await store.write(registry.keep_retirement, "lab", base, when, again_s=60)
    found = await store.read(needs_attention.retiring, -14, 14)
    when = today + timedelta(days=10)
    assert [(row["name"], row["version"], row["base_retires_on"]) for row in found] == [
        ("router", 1, when), ("support", 2, when)
    ]  # fmt: skip
    assert await store.read(needs_attention.retiring, 15, 60) == []
    assert [row["name"] for row in await store.read(needs_attention.retiring, -30, -15)] == ["triage"]


async def test_a_latest_version_is_worse_when_the_newest_evaluation_of_a_suite_says_so(store: Store) -> None:
    await see(store, "one", "succeeded", suffix="support", tuned_model="ft:1")
    await see(store, "two", "succeeded", suffix="support", tuned_model="ft:2")

    async def judge(word: str, version: int = 2, suite: str = "tickets") -> None:
        about = await store.read(registry.find_version, "default", "support", version)
        assert about is not None
        labels = {"tuned": about.label, "previous": "support v1", "base": "base"}
        plan = EvaluationPlan({name: PlannedCandidate("a", "m", None, label) for name, label in labels.items()})
        again = str(next(number))
        [owed] = await store.write(evaluations.begin, about, suite, plan, again=again)
        pairs = {"base": {"word": "worse"}, "support v1": {"word": word}}
        await store.write(_finish, owed.id, {"pairs": pairs}, about)

    await judge("better")
    assert await store.read(needs_attention.worse) == []
    await judge("worse", version=1)
    await store.write(_point_another_alias_at, 1)
    assert await store.read(needs_attention.worse) == []  # `latest` points at another
    await judge("worse")
    [row] = await store.read(needs_attention.worse)
    assert (row["name"], row["version"], row["suite"], row["previous"]) == ("support", 2, "tickets", "support v1")
    await judge("undecided", suite="intents")
    assert len(await store.read(needs_attention.worse)) == 1
    await judge("undecided")
    assert await store.read(needs_attention.worse) == []


def _point_another_alias_at(tx: Tx, version: int) -> None:
    [model] = tx.conn.scalars(sa.select(schema.models.c.id))
    row = {"model_id": model, "alias": "production", "version": version, "changed_at": tx.now}
    tx.conn.execute(schema.aliases.insert(), [row])


def _finish(tx: Tx, one: str, result: dict[str, Any], about: Any) -> None:
    outbox.claim(tx, one, owner="me", lease_s=10)
    evaluations.finish(tx, one, owner="me", verdict="worse", result=result, about=(about, "generic"), subscriptions=[])


# --- base models ------------------------------------------------------------------------------------------------------


async def test_a_base_model_is_to_be_asked_about_once_per_account_and_its_day_is_every_versions(store: Store) -> None:
    other = account("other")
    await store.write(accounts.connect, [other])
    for name in ("a", "b"):
        await see(store, name, "succeeded", base_model="gpt")
    theirs = step("succeeded", provider_job_id="c", account=other, facts={"base_model": "gpt"})
    await store.write(jobs.update_many, [theirs], [])
    await see(store, "d", "succeeded", base_model="x" * 201)
    await see(store, "e", "succeeded")
    assert await store.read(registry.bases_to_ask, ["lab", "other"], 9) == [("lab", "gpt"), ("other", "gpt")]
    for _ in range(2):
        await store.write(registry.keep_retirement, "lab", "gpt", date(2027, 1, 1), again_s=60)
    assert await store.read(registry.bases_to_ask, ["lab", "other"], 9) == [("other", "gpt")]
    await store.write(registry.keep_retirement, "lab", "gpt", None, again_s=0)  # asked again, and nothing is said
    await see(store, "f", "succeeded", base_model="gpt")
    rows = (await store.read(queries.list_versions)).rows
    dated = {row["job_id"]: row["base_retires_on"] for row in rows if row["base_retires_on"] is not None}
    assert (len(rows), len(dated), set(dated.values())) == (6, 3, {date(2027, 1, 1)})
    assert len(await store.read(registry.list_versions, retiring=True)) == 3


async def test_a_base_model_that_a_late_report_names_is_asked_about_too(store: Store) -> None:
    await see(store, "a", "succeeded")
    assert await store.read(registry.bases_to_ask, ["lab"], 9) == []
    await see(store, "a", "succeeded", base_model="gpt")
    assert await store.read(registry.bases_to_ask, ["lab"], 9) == [("lab", "gpt")]


# --- a database from before -------------------------------------------------------------------------------------------

BEFORE: dict[str, tuple[str, datetime]] = {  # what a job says of itself, and when it then began
    "created": (f'{{"created_at":"{NOW - timedelta(days=3):%Y-%m-%dT%H:%M:%S}+00:00"}}', NOW - timedelta(days=3)),
    "zone": ('{"created_at":"2026-11-20T14:00:00.250000+02:00"}', datetime.fromisoformat("2026-11-20T12:00:00.25Z")),
    "started": ('{"created_at":"1970-01-01T00:00:01+00:00","started_at":"2026-11-21T12:00:00+00:00"}',
                NOW - timedelta(days=2)),
    "future": ('{"created_at":"2036-11-21T12:00:00+00:00"}', NOW),
    "nested": ('{"metadata":{"created_at":"2026-11-21T12:00:00+00:00"}}', NOW),
    "number": ('{"created_at":1764000000}', NOW),
    "words": ('{"created_at":"long ago","started_at":null}', NOW),
    "nothing": ("{}", NOW),
}  # fmt: skip

BASES = [("gpt", None), ("gpt", date(2027, 1, 1)), ("y" * 300, None), (None, None)]


def _to_sixth(connection: sa.Connection) -> None:
    config = migrations.configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "0006")
    rows = [
        {
            "id": name, "project": "default", "account": "lab", "provider": "generic", "provider_job_id": name,
            "status": "running", "provider_status": "running", "life": 0, "ended": False, "revision": 1,
            "fingerprint": "f", "facts": facts, "ranks": "{}", "title": name, "silent": False, "registered": False,
            "first_seen_at": NOW, "changed_at": NOW,
        }
        for name, (facts, _) in BEFORE.items()
    ]  # fmt: skip
    connection.execute(sa.Table("jobs", sa.MetaData(), autoload_with=connection).insert(), rows)
    versions = [
        {
            "id": f"ver_{place}", "model_id": "mdl", "version": place, "job_id": f"job-{place}", "account": "lab",
            "base_model": base, "lineage": "{}", "base_retires_on": when, "finished_at": NOW, "silent": True,
            "registered_at": NOW,
        }
        for place, (base, when) in enumerate(BASES)
    ]  # fmt: skip
    connection.execute(sa.Table("versions", sa.MetaData(), autoload_with=connection).insert(), versions)


async def test_a_database_from_before_gets_its_order_and_its_base_models(database_url: str) -> None:
    if database_url.startswith("sqlite"):
        engine = sa.create_engine(database_url)
        with engine.begin() as connection:
            _to_sixth(connection)
        engine.dispose()
    else:
        from sqlalchemy.ext.asyncio import create_async_engine

        postgres = create_async_engine(normal_url(database_url))
        async with postgres.begin() as postgres_connection:
            await postgres_connection.run_sync(_to_sixth)
        await postgres.dispose()
    await migrate(database_url)
    store = open_store(database_url)
    try:
        rows = (await store.read(listings.jobs)).rows
        assert {row["provider_job_id"]: row["began_at"] for row in rows} == {
            name: began for name, (_, began) in BEFORE.items()
        }
        assert await store.read(registry.bases_to_ask, ["lab"], 9) == [("lab", "gpt")]

        def dates(tx: Tx) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in tx.conn.execute(sa.select(schema.base_models)).all()]

        [(_, name, when, _)] = await store.read(dates)
        assert (name, when) == ("gpt", date(2027, 1, 1))
    finally:
        await store.close()
