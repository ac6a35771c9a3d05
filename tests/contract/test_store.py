"""What every database must do: facts once, effects once, whatever is sent and whoever writes at the same time."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from service.core.event import Event, EventKind
from service.core.outbox import EntryKind, EntryState
from service.core.send_result import Outcome, SendResult
from service.core.snapshot import Status
from service.store import (
    Store,
    accounts,
    dead_letters,
    jobs,
    listings,
    migrate,
    notifications,
    outbox,
    queries,
    refreshes,
    registry,
    schema,
)
from service.store.engine import Tx
from service.store.jobs import Received
from service.store.outbox import Claimed
from tests.builders import NOW, account, metric, snapshot, step, subscription

EVERYTHING = [subscription()]
LIFE = ["created", "queued", "running", "succeeded"]


def count(tx: Tx, table: sa.Table) -> int:
    return int(tx.conn.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def expire_leases(tx: Tx) -> None:
    tx.conn.execute(schema.outbox.update().values(lease_until=tx.now - timedelta(seconds=1)))


async def only_notification(store: Store) -> str:
    listing = await store.read(queries.list_notifications)
    assert len(listing.rows) == 1
    return str(listing.rows[0]["id"])


# -- migrations ---------------------------------------------------------------------------------------------------


async def test_several_replicas_may_migrate_at_the_same_moment(database_url: str) -> None:
    await asyncio.gather(*(migrate(database_url) for _ in range(4)))
    await migrate(database_url)


async def test_the_migrations_make_exactly_the_schema_of_the_code(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def differences(tx: Tx) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(tx.conn), schema.metadata))

    assert await store.read(differences) == []


# -- jobs ---------------------------------------------------------------------------------------------------------


async def test_a_batch_becomes_jobs_history_a_version_and_notes_with_a_first_attempt(store: Store) -> None:
    steps = [step(status, number) for number, status in enumerate(LIFE)]
    applied = await store.write(jobs.update_many, steps, EVERYTHING)
    found = await store.read(queries.get_job, "job-1")
    assert found is not None
    job, _ = found
    history = await store.read(queries.history_of, job.id)
    assert job.status is Status.SUCCEEDED
    assert [row["after"] for row in history] == LIFE
    assert Counter(entry.kind for entry in applied.entries) == {EntryKind.DELIVER: 2, EntryKind.REGISTER: 1}
    listed = (await store.read(queries.list_notifications)).rows
    assert {row["event_kind"] for row in listed} == {"job.started", "job.succeeded"}
    assert [(row["state"], [a["outcome"] for a in row["attempts"]]) for row in listed] == [("owed", ["open"])] * 2
    version = await store.read(registry.version_of_job, job.id, aliases=True)
    assert version is not None
    assert (version.name, version.version, version.aliases) == ("lab/unknown-base", 1, ("latest",))


async def test_the_same_batch_again_owes_nothing_and_writes_no_history(store: Store) -> None:
    steps = [step(status, number) for number, status in enumerate(LIFE)]
    await store.write(jobs.update_many, steps, EVERYTHING)
    again = await store.write(jobs.update_many, list(reversed(steps)), EVERYTHING)
    assert again.entries == ()
    assert await store.read(count, schema.history) == 4
    assert await store.read(count, schema.versions) == 1


async def test_fifty_writers_race_and_every_fact_is_there_once(store: Store) -> None:
    rng = random.Random(7)
    steps = [step(status, number, provider_job_id=f"job-{n}") for n in range(20) for number, status in enumerate(LIFE)]
    batches = [rng.sample(steps, 40) for _ in range(49)] + [steps]
    applied = await asyncio.gather(*(store.write(jobs.update_many, batch, EVERYTHING) for batch in batches))
    owed = Counter(entry.id for one in applied for entry in one.entries)
    assert set(owed.values()) == {1}, "each effect was new to exactly one writer"
    assert await store.read(count, schema.history) == 80
    listed = await store.read(listings.jobs, limit=100)
    assert [row["status"] for row in listed.rows] == ["succeeded"] * 20
    versions = await store.read(registry.list_versions)
    assert sorted(one.version for one in versions) == list(range(1, 21)), "no number is given twice"


async def test_one_job_with_ten_thousand_events(store: Store) -> None:
    for start in range(0, 10_000, 1000):
        batch = [step("running", number, metrics=(metric(number),)) for number in range(start, start + 1000)]
        await store.write(jobs.update_many, batch, [])
    found = await store.read(queries.get_job, "job-1")
    assert found is not None
    assert len(await store.read(queries.history_of, found[0].id, 20_000)) == 10_000
    assert len(await store.read(queries.metrics_of, found[0].id)) == 10_000
    assert await store.read(queries.last_metrics, found[0].id) == {"train_loss": (9999, 0.5)}


HOSTILE = [
    "nul \x00 inside",
    "x" * 1_000_000,
    "'; DROP TABLE jobs; --",
    "\u202e reversed \U0001f525",
]


@pytest.mark.parametrize("text", HOSTILE, ids=["nul", "megabyte", "sql", "unicode"])
async def test_any_text_can_be_stored_and_spoils_no_neighbour(store: Store, text: str) -> None:
    facts = {"name": text}
    hostile = step("running", provider_job_id=text[:190], provider_status=text, facts=facts, cause_id="hostile")
    await store.write(jobs.update_many, [hostile, step("running")], EVERYTHING)
    assert len((await store.read(listings.jobs)).rows) == 2


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63)])
async def test_the_largest_integers_can_be_stored(store: Store, number: int) -> None:
    life = max(0, number - 1)  # an attempt may be any number
    told = step("running", number, life=life, facts={"seed": number}, metrics=(metric(number),))
    await store.write(jobs.update_many, [told], [])
    found = await store.read(queries.get_job, "job-1")
    assert found is not None
    assert found[0].facts["seed"] == number
    assert (found[0].rank[0], found[0].rank[2]) == (life, number)


@pytest.mark.parametrize("value", [float("nan"), None])
async def test_a_metric_that_is_not_a_number_is_kept_as_a_gap(store: Store, value: float | None) -> None:
    gap = metric(7, value=None if value is None or value != value else value)
    await store.write(jobs.update_many, [step("running", facts={"cost_usd": value}, metrics=(gap,))], [])
    found = await store.read(queries.get_job, "job-1")
    assert found is not None
    assert await store.read(queries.metrics_of, found[0].id) == [{"step": 7, "name": "train_loss", "value": None}]
    assert found[0].facts.get("cost_usd") is None


async def test_a_body_of_any_bytes_is_kept_once(store: Store) -> None:
    body = bytes(range(256)) * 4000
    one = Received("in_1", "lab", "msg-1", "accepted", NOW, body, "hash")
    await store.write(jobs.record, [one])
    await store.write(jobs.record, [one])
    kept = await store.read(queries.get_inbound, "in_1")
    assert kept is not None
    assert kept["body"] == body
    assert await store.read(queries.count_inbound) == {"accepted": 1}


async def test_no_parameter_stands_in_an_error(store: Store) -> None:
    def broken(tx: Tx) -> None:
        tx.conn.execute(schema.jobs.insert(), [{"id": "canary-7291"}])

    with pytest.raises(sa.exc.IntegrityError) as caught:
        await store.write(broken)
    assert "canary-7291" not in str(caught.value).replace(str(caught.value.orig), "")


async def test_one_failing_write_does_not_undo_its_neighbours(store: Store) -> None:
    def broken(tx: Tx) -> None:
        tx.conn.execute(schema.audit.insert(), [{"at": tx.now, "actor": "a", "action": "b", "subject": "undone"}])
        raise LookupError("a bug")

    results = await asyncio.gather(
        *(
            store.write(broken) if n % 3 == 0 else store.write(jobs.update_many, [step("running", n)], [])
            for n in range(9)
        ),
        return_exceptions=True,
    )
    assert [isinstance(result, LookupError) for result in results] == [n % 3 == 0 for n in range(9)]
    assert await store.read(count, schema.history) == 6
    assert await store.read(queries.list_audit) == []


# -- effects ------------------------------------------------------------------------------------------------------


async def test_of_many_who_claim_a_note_exactly_one_gets_it(store: Store) -> None:
    await store.write(jobs.update_many, [step("succeeded")], EVERYTHING)
    notification = await only_notification(store)
    claims = await asyncio.gather(
        *(store.write(notifications.prepare, notification, owner=f"w{n}", lease_s=30, public_url="") for n in range(20))
    )
    assert Counter(one.claim.result for one in claims) == {Claimed.YES: 1, Claimed.HELD: 19}


async def test_a_note_whose_sender_died_is_tried_again_and_the_lost_attempt_is_named_unknown(store: Store) -> None:
    await store.write(jobs.update_many, [step("succeeded")], EVERYTHING)
    notification = await only_notification(store)
    await store.write(notifications.prepare, notification, owner="dies", lease_s=30, public_url="")
    await store.write(expire_leases)
    again = await store.write(notifications.prepare, notification, owner="lives", lease_s=30, public_url="")
    assert again.claim.tries == 2
    result = SendResult(Outcome.DELIVERED, again=False)
    await store.write(outbox.settle_notification, notification, owner="lives", tries=2, result=result, again_at=None)
    row = (await store.read(queries.list_notifications)).rows[0]
    assert row["state"] == EntryState.DONE
    assert [one["outcome"] for one in row["attempts"]] == [Outcome.UNKNOWN, Outcome.DELIVERED]


async def test_every_attempt_says_what_the_first_one_said_whatever_came_to_be_known_since(store: Store) -> None:
    await store.write(jobs.update_many, [step("succeeded", 1, facts={"tuned_model": "t"})], EVERYTHING)
    notification = await only_notification(store)
    first = await store.write(notifications.prepare, notification, owner="w", lease_s=30, public_url="https://old")
    refused = SendResult(Outcome.SERVER_ERROR, again=True)
    for tries, more in enumerate([{"trained_tokens": 5}, {"error_message": "late"}], 1):
        await store.write(
            outbox.settle_notification, notification, owner="w", tries=tries, result=refused, again_at=store.now()
        )
        late = step("succeeded", tries + 1, facts=more, metrics=(metric(7),))
        await store.write(jobs.update_many, [late], EVERYTHING)
        later = await store.write(notifications.prepare, notification, owner="w", lease_s=30, public_url="https://new")
        assert later.notification is not None
        assert later.notification == replace(first.notification, attempt=tries + 1)
    found = await store.read(queries.get_job, "job-1")
    assert found is not None
    assert found[0].facts["trained_tokens"] == 5  # it came, and is not said


@pytest.mark.parametrize("status", ["succeeded", "failed", "cancelled", "expired"])
async def test_the_end_of_a_job_keeps_its_losses_for_a_channel_that_shows_them(store: Store, status: str) -> None:
    losses = [metric(at, "train_loss", 9.0 - at) for at in range(1, 4)] + [metric(2, "eval_loss", 0.5)]
    more = (metric(3, "eval_loss", None), metric(1, "lr", 0.1), metric(2, "lr", 0.2))
    await store.write(jobs.update_many, [step(status, metrics=(*losses, *more))], EVERYTHING)
    notification = await only_notification(store)
    first = await store.write(
        notifications.prepare, notification, owner="w", lease_s=30, public_url="", charted={"team"}
    )
    assert first.notification is not None
    assert first.notification.curves == {"train_loss": ((1, 8.0), (2, 7.0), (3, 6.0)), "eval_loss": ((2, 0.5),)}
    assert len(first.notification.chart_key) >= 32
    refused = SendResult(Outcome.SERVER_ERROR, again=True)
    await store.write(
        outbox.settle_notification, notification, owner="w", tries=1, result=refused, again_at=store.now()
    )
    await store.write(jobs.update_many, [step(status, 2, metrics=(metric(4),))], EVERYTHING)
    again = await store.write(notifications.prepare, notification, owner="w", lease_s=30, public_url="")
    assert again.notification == replace(first.notification, attempt=2)


async def test_no_losses_are_read_for_a_channel_that_shows_none_or_before_the_end(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(queries, "losses_of", read)
    points = tuple(metric(at) for at in range(1, 4))
    await store.write(jobs.update_many, [step("running", 1, metrics=points)], EVERYTHING)
    notification = await only_notification(store)
    started = await store.write(
        notifications.prepare, notification, owner="w", lease_s=30, public_url="", charted={"team"}
    )
    await store.write(outbox.unclaim, notification, owner="w", due_at=store.now())
    await store.write(jobs.update_many, [step("succeeded", 2, metrics=points)], EVERYTHING)
    rows = (await store.read(queries.list_notifications)).rows
    (ended,) = (row["id"] for row in rows if row["id"] != notification)
    told = await store.write(notifications.prepare, ended, owner="w", lease_s=30, public_url="", charted={"other"})
    for one in (started, told):
        assert one.notification is not None
        assert (one.notification.curves, one.notification.chart_key) == ({}, "")


async def test_a_note_that_was_given_back_unsent_says_what_is_known_when_it_is_sent(store: Store) -> None:
    await store.write(jobs.update_many, [step("succeeded", 1, facts={"tuned_model": "t"})], EVERYTHING)
    notification = await only_notification(store)
    await store.write(notifications.prepare, notification, owner="w", lease_s=30, public_url="")
    await store.write(outbox.unclaim, notification, owner="w", due_at=store.now())
    await store.write(jobs.update_many, [step("succeeded", 2, facts={"trained_tokens": 5})], EVERYTHING)
    sent = await store.write(notifications.prepare, notification, owner="w", lease_s=30, public_url="")
    assert sent.notification is not None
    assert sent.notification.job is not None
    assert sent.notification.job.facts["trained_tokens"] == 5


@pytest.mark.parametrize(("result", "is_kept"), [(Outcome.DELIVERED, False), (Outcome.GONE, True)])
async def test_what_a_note_said_is_kept_while_it_may_be_said_again(
    store: Store, result: Outcome, is_kept: bool
) -> None:
    def content(tx: Tx) -> str | None:
        return tx.conn.scalar(sa.select(schema.outbox.c.content).where(schema.outbox.c.id == notification))

    await store.write(jobs.update_many, [step("succeeded")], EVERYTHING)
    notification = await only_notification(store)
    first = await store.write(notifications.prepare, notification, owner="w", lease_s=30, public_url="")
    assert await store.read(content) is not None
    ended = SendResult(result, again=False)
    await store.write(outbox.settle_notification, notification, owner="w", tries=1, result=ended, again_at=None)
    assert (await store.read(content) is not None) is is_kept
    if is_kept:
        await store.write(dead_letters.take_entry, notification)
        again = await store.write(notifications.prepare, notification, owner="w", lease_s=30, public_url="changed")
        assert first.notification is not None
        assert again.notification == replace(first.notification, attempt=2)


async def test_a_note_that_cannot_be_written_is_not_claimed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    def prepared(tx: Tx) -> None:
        with pytest.raises(ZeroDivisionError):
            notifications.prepare(tx, notification, owner="w", lease_s=30, public_url="")

    await store.write(jobs.update_many, [step("succeeded")], EVERYTHING)
    notification = await only_notification(store)
    with monkeypatch.context() as patch:
        patch.setattr(notifications, "Notification", broken)
        await store.write(prepared)
    claimed = await store.write(notifications.prepare, notification, owner="other", lease_s=30, public_url="")
    assert (claimed.claim.result, claimed.claim.tries) == (Claimed.YES, 1)


async def test_who_lost_the_lease_cannot_postpone_or_bury_what_another_holds(store: Store) -> None:
    await store.write(jobs.update_many, [step("succeeded")], EVERYTHING)
    notification = await only_notification(store)
    await store.write(notifications.prepare, notification, owner="slow", lease_s=30, public_url="")
    await store.write(expire_leases)
    await store.write(notifications.prepare, notification, owner="new", lease_s=30, public_url="")
    refused = SendResult(Outcome.REFUSED, again=False)
    assert (
        await store.write(
            outbox.settle_notification, notification, owner="slow", tries=1, result=refused, again_at=None
        )
        is None
    )
    assert (await store.read(queries.list_notifications)).rows[0]["state"] == EntryState.OWED


async def test_a_milestone_that_an_ending_overtook_is_superseded(store: Store) -> None:
    await store.write(jobs.update_many, [step("running", 1)], EVERYTHING)
    notification = await only_notification(store)
    await store.write(jobs.update_many, [step("failed", 2)], EVERYTHING)
    prepared = await store.write(notifications.prepare, notification, owner="w", lease_s=30, public_url="")
    assert prepared.claim.result is Claimed.SUPERSEDED
    rows = {row["id"]: row for row in (await store.read(queries.list_notifications)).rows}
    assert rows[notification]["state"] == EntryState.SUPERSEDED
    assert [one["outcome"] for one in rows[notification]["attempts"]] == [Outcome.SUPERSEDED]


async def test_one_message_per_subscription_and_job_is_in_flight(store: Store) -> None:
    await store.write(jobs.update_many, [step("running", 1)], EVERYTHING)
    started = await only_notification(store)
    await store.write(notifications.prepare, started, owner="w1", lease_s=30, public_url="")
    await store.write(jobs.update_many, [step("succeeded", 2)], EVERYTHING)
    ended = next(row["id"] for row in (await store.read(queries.list_notifications)).rows if row["id"] != started)
    blocked = await store.write(notifications.prepare, ended, owner="w2", lease_s=30, public_url="")
    assert blocked.claim.result is Claimed.HELD
    delivered = SendResult(Outcome.DELIVERED, again=False)
    await store.write(outbox.settle_notification, started, owner="w1", tries=1, result=delivered, again_at=None)
    free = await store.write(notifications.prepare, ended, owner="w2", lease_s=30, public_url="")
    assert free.claim.result is Claimed.YES


async def test_what_is_owed_and_due_and_held_by_nobody_is_found(store: Store) -> None:
    await store.write(jobs.update_many, [step("succeeded")], EVERYTHING)

    def age(tx: Tx) -> None:
        tx.conn.execute(schema.outbox.update().values(due_at=tx.now - timedelta(seconds=11)))

    assert await store.read(outbox.forgotten, 10) == []
    await store.write(age)
    assert {one.kind for one in await store.read(outbox.forgotten, 10)} == {EntryKind.DELIVER, EntryKind.REGISTER}
    notification = await only_notification(store)
    await store.write(notifications.prepare, notification, owner="w", lease_s=30, public_url="")
    assert {one.kind for one in await store.read(outbox.forgotten, 10)} == {EntryKind.REGISTER}


async def test_a_dead_letter_is_listed_and_can_be_replayed_once(store: Store) -> None:
    await store.write(jobs.update_many, [step("succeeded")], EVERYTHING)
    notification = await only_notification(store)
    await store.write(notifications.prepare, notification, owner="w", lease_s=30, public_url="")
    gone = SendResult(Outcome.GONE, again=False)
    await store.write(outbox.settle_notification, notification, owner="w", tries=1, result=gone, again_at=None)
    await store.write(dead_letters.add, "observe", b"payload", "ValueError")
    listed = await store.read(dead_letters.listed)
    assert {dead_letter["kind"] for dead_letter in listed} == {"observe", "deliver"}
    event = next(dead_letter["id"] for dead_letter in listed if dead_letter["kind"] == "observe")
    assert await store.write(dead_letters.take_event, event) == ("observe", b"payload")
    assert await store.write(dead_letters.take_event, event) is None
    assert await store.write(dead_letters.take_entry, notification) is not None
    assert await store.write(dead_letters.take_entry, notification) is None
    assert await store.read(dead_letters.listed) == []


# -- looks --------------------------------------------------------------------------------------------------------


def changed_job(cause: str = "msg-1", provider_job_id: str = "job-1") -> refreshes.ChangedJob:
    return refreshes.ChangedJob(account(), provider_job_id, cause, "fine_tuning.job.succeeded", expects_ending=True)


async def look_row(store: Store) -> dict[str, object]:
    found = await store.read(queries.get_job, "job-1")
    assert found is not None
    return found[1]


async def test_a_hint_is_due_until_an_ending_was_seen(store: Store) -> None:
    await store.write(refreshes.record_changed_jobs, [changed_job()])
    running = step("running", 1, via="webhook", pushed=False, asked_at=store.now())
    await store.write(jobs.update_many, [running], [])
    assert (await look_row(store))["refresh_due_at"] is not None
    ended = step("succeeded", 2, via="webhook", pushed=False, asked_at=store.now())
    await store.write(jobs.update_many, [ended], [])
    assert (await look_row(store))["refresh_due_at"] is None
    assert (await look_row(store))["ended_via"] == "webhook"


async def test_a_hint_that_came_after_the_question_stays_due(store: Store) -> None:
    asked_at = store.now()
    await store.write(refreshes.record_changed_jobs, [changed_job()])
    await store.write(jobs.update_many, [step("succeeded", 2, pushed=False, asked_at=asked_at)], [])
    assert (await look_row(store))["refresh_due_at"] is not None


async def test_a_due_look_is_taken_by_one(store: Store) -> None:
    await store.write(refreshes.record_changed_jobs, [changed_job()])

    def make_due(tx: Tx) -> None:
        tx.conn.execute(schema.jobs.update().values(refresh_due_at=tx.now - timedelta(seconds=1)))

    await store.write(make_due)
    assert await store.read(refreshes.accounts_with_due_refreshes) == ["lab"]
    taken = await asyncio.gather(*(store.write(refreshes.take_refreshes, "lab", 10) for _ in range(5)))
    assert sorted(taken, key=len) == [{}, {}, {}, {}, {"job-1": "webhook"}]


async def test_a_job_that_its_provider_does_not_know_is_told_once_after_three_answers(store: Store) -> None:
    await store.write(refreshes.record_changed_jobs, [changed_job()])
    owed = [await store.write(refreshes.not_found, account(), "job-1", EVERYTHING) for _ in range(5)]
    assert [len(one) for one in owed] == [0, 0, 1, 0, 0]
    row = await look_row(store)
    assert row["unknown_to_provider"]
    assert row["refresh_due_at"] is None


# -- accounts -----------------------------------------------------------------------------------------------------


async def test_of_many_pollers_one_has_the_account(store: Store) -> None:
    claims = await asyncio.gather(
        *(store.write(accounts.claim_poll, "lab", owner=f"w{n}", lease_s=30) for n in range(10))
    )
    assert sum(claim is not None for claim in claims) == 1


async def test_an_account_stays_with_the_poller_that_renews_its_lease_and_goes_on_when_it_is_lost(store: Store) -> None:
    assert await store.write(accounts.claim_poll, "lab", owner="a", lease_s=0) is not None
    assert await store.write(accounts.renew_poll, "lab", owner="a", lease_s=30)
    assert await store.write(accounts.claim_poll, "lab", owner="b", lease_s=30) is None
    assert await store.write(accounts.renew_poll, "lab", owner="a", lease_s=0)
    assert await store.write(accounts.claim_poll, "lab", owner="b", lease_s=30) is not None
    assert not await store.write(accounts.renew_poll, "lab", owner="a", lease_s=30)


async def test_trouble_is_told_once_and_so_is_recovery(store: Store) -> None:
    async def fail(*, at_once: bool = False) -> int:
        told = await store.write(accounts.failed, account(), "HTTP 500", at_once=at_once, subs=EVERYTHING)
        return len(told.entries)

    async def answer() -> int:
        return len((await store.write(accounts.answered, account(), EVERYTHING)).entries)

    assert [await fail() for _ in range(5)] == [0, 0, 1, 0, 0]
    assert [await answer(), await answer()] == [1, 0]
    assert await fail(at_once=True) == 1
    assert [await answer(), await fail(), await answer()] == [1, 0, 0]


async def test_known_since_is_kept_when_the_account_connects_again(store: Store) -> None:
    before = await store.read(accounts.states)
    await store.write(accounts.connect, [account()])
    assert await store.read(accounts.states) == before


async def test_latest_points_at_the_job_that_finished_last_in_whatever_order_they_are_found(store: Store) -> None:
    days = [3, 1, 2]
    for day in days:
        facts = {"suffix": "support", "finished_at": (NOW - timedelta(days=day)).isoformat()}
        await store.write(jobs.update_many, [step("succeeded", provider_job_id=f"job-{day}", facts=facts)], [])
    latest = await store.read(registry.find_version, "default", "support")
    assert latest is not None
    assert latest.lineage["provider_job_id"] == "job-1"


async def test_a_fact_that_comes_after_the_ending_reaches_the_version(store: Store) -> None:
    early = step("queued", 1, facts={"base_model": "llama"})
    await store.write(jobs.update_many, [step("succeeded", 2, facts={"tuned_model": "llama-x"})], [])
    await store.write(jobs.update_many, [early], [])
    found = (await store.read(registry.list_versions))[0]
    assert (found.base_model, found.tuned_model) == ("llama", "llama-x")
    assert found.lineage["base_model"] == "llama"


async def test_an_event_found_again_after_a_restart_makes_no_second_note(store: Store) -> None:
    event = Event("evt_1", EventKind.TEST, "default", "lab", "generic", subject="lab")
    first = await store.write(outbox.notify, [event], EVERYTHING)
    second = await store.write(outbox.notify, [event], EVERYTHING)
    assert (len(first), len(second)) == (1, 0)


async def test_lists_page_through_everything_once(store: Store) -> None:
    await store.write(jobs.update_many, [step("running", provider_job_id=f"job-{n}") for n in range(25)], [])
    seen, cursor = [], None
    while True:
        listing = await store.read(listings.jobs, cursor=cursor, limit=10)
        seen += [row["id"] for row in listing.rows]
        if (cursor := listing.next_cursor) is None:
            break
    assert len(seen) == len(set(seen)) == 25
    for bad in ("", "%%%", "a" * 5000, "MjAyNg"):
        with pytest.raises(queries.BadCursor):
            await store.read(listings.jobs, cursor=bad)


async def test_an_unsaid_snapshot_is_not_registered(store: Store) -> None:
    told = snapshot("failed", provider_job_id="job-2")
    await store.write(jobs.update_many, [step("failed", provider_job_id=told.provider_job_id)], [])
    assert await store.read(registry.list_versions) == []
