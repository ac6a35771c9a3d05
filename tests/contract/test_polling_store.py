"""What the database decides about polling: circuits, nudges, jobs that are followed and jobs that were forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from service.core.account import Circuit
from service.core.config import Secret
from service.core.event import EventKind
from service.store import Store, accounts, jobs, listings, queries, refreshes, schema
from service.store.engine import Tx
from service.store.jobs import Received
from tests.builders import NOW, account, metric, step, subscription

EVERYTHING = [subscription()]
LAB = account(api_key=Secret("sk-0123456789-ab3f"))


async def fail(store: Store, times: int = 1, *, at_once: bool = False) -> accounts.Told:
    told = accounts.Told()
    for _ in range(times):
        told = await store.write(accounts.failed, LAB, "job list: HTTP 401", at_once=at_once, subs=EVERYTHING)
    return told


async def lab(store: Store) -> dict[str, Any]:
    return next(row for row in await store.read(accounts.states) if row["name"] == "lab")


async def claim(store: Store, owner: str = "w") -> accounts.PollClaim | None:
    return await store.write(accounts.claim_poll, "lab", owner=owner, lease_s=30)


async def job_row(store: Store, one: str = "job-1") -> dict[str, Any]:
    found = await store.read(queries.get_job, one)
    assert found is not None
    return found[1]


# -- the circuit --------------------------------------------------------------------------------------------------


async def test_the_circuit_opens_with_the_third_failure_and_closes_with_an_answer(store: Store) -> None:
    assert [(await fail(store)).circuit_open for _ in range(4)] == [False, False, True, True]
    assert accounts.breaker_of(await lab(store), store.now()).state is Circuit.OPEN
    assert (await store.write(accounts.answered, LAB, EVERYTHING)).closed
    assert accounts.breaker_of(await lab(store), store.now()).state is Circuit.CLOSED
    assert not (await store.write(accounts.answered, LAB, EVERYTHING)).closed


async def test_a_refused_key_opens_the_circuit_at_once_and_the_note_holds_two_characters_of_it(store: Store) -> None:
    assert (await fail(store, at_once=True)).circuit_open
    (notification,) = (await store.read(queries.list_notifications)).rows
    assert notification["detail"]["key_end"] == "…3f"
    assert "ab3f" not in str(notification)


async def test_a_poll_of_an_open_circuit_is_a_probe_and_shows_as_half_open(store: Store) -> None:
    await fail(store, at_once=True)
    claimed = await claim(store)
    assert claimed is not None
    assert claimed.circuit_open
    assert accounts.breaker_of(await lab(store), store.now()).state is Circuit.HALF_OPEN


async def test_looks_that_waited_for_an_open_circuit_are_due_when_it_closes(store: Store) -> None:
    await store.write(refreshes.follow, LAB, "job-1")
    await fail(store, at_once=True)
    await store.write(refreshes.defer_refreshes, "lab", ["job-1"], wait_s=900)
    assert await store.read(refreshes.accounts_with_due_refreshes) == []
    await store.write(accounts.answered, LAB, EVERYTHING)
    assert await store.read(refreshes.accounts_with_due_refreshes) == ["lab"]


async def test_a_look_that_finds_a_hold_which_is_over_waits_seconds_and_not_for_the_next_trouble(store: Store) -> None:
    await store.write(refreshes.follow, LAB, "job-1")
    await store.write(refreshes.defer_refreshes, "lab", ["job-1"], wait_s=1200)  # its circuit was closed a moment ago
    due = (await job_row(store))["refresh_due_at"]
    assert due - store.now() <= timedelta(seconds=refreshes.UNHELD_WAIT_S)


async def test_an_account_that_is_not_polled_is_due_only_while_its_circuit_is_open(store: Store) -> None:
    assert await store.read(accounts.due_polls, [], ["lab"]) == []
    await fail(store, at_once=True)
    assert await store.read(accounts.due_polls, [], ["lab"]) == ["lab"]


async def test_a_worker_that_starts_probes_open_circuits_at_once_and_leaves_the_others_alone(store: Store) -> None:
    await claim(store)
    await store.write(accounts.release_poll, "lab", owner="w", next_in_s=900)
    await store.write(accounts.probe_now, ["lab"])
    assert await store.read(accounts.due_polls, ["lab"]) == []
    await fail(store, at_once=True)
    await store.write(accounts.probe_now, ["lab"])
    assert await store.read(accounts.due_polls, ["lab"]) == ["lab"]


# -- nudges -------------------------------------------------------------------------------------------------------


async def test_a_nudge_while_a_poll_is_under_way_leads_to_another_one_after_it(store: Store) -> None:
    await claim(store)
    await store.write(accounts.list_changed, ["lab"])
    assert await claim(store, "another") is None
    await store.write(accounts.finish_poll, "lab", owner="w", next_in_s=900)
    assert await claim(store) is not None
    await store.write(accounts.finish_poll, "lab", owner="w", next_in_s=900)
    assert await claim(store) is None


async def test_a_nudge_does_not_bring_a_probe_forward(store: Store) -> None:
    await fail(store, at_once=True)
    await claim(store)
    await store.write(accounts.release_poll, "lab", owner="w", next_in_s=900)
    await store.write(accounts.list_changed, ["lab"])
    assert await claim(store) is None


async def test_a_reading_that_had_to_stop_goes_on_where_it_was_and_knows_when_it_began(store: Store) -> None:
    await claim(store)
    began_at = store.now()
    await store.write(accounts.keep_cursor, "lab", owner="w", cursor="p7", lease_s=30, began_at=began_at)
    await store.write(accounts.release_poll, "lab", owner="w", next_in_s=0)
    claimed = await claim(store)
    assert claimed is not None
    assert (claimed.cursor, claimed.began_at) == ("p7", began_at)
    await store.write(accounts.finish_poll, "lab", owner="w", next_in_s=0)
    claimed = await claim(store)
    assert claimed is not None
    assert (claimed.cursor, claimed.began_at) == (None, None)


# -- jobs ---------------------------------------------------------------------------------------------------------


async def test_a_job_that_is_followed_is_looked_at_now_and_again_when_it_is_followed_again(store: Store) -> None:
    assert await store.write(refreshes.follow, LAB, "job-1")
    assert await store.write(refreshes.take_refreshes, "lab", 10) == {"job-1": "poll"}
    assert await store.write(refreshes.take_refreshes, "lab", 10) == {}
    assert not await store.write(refreshes.follow, LAB, "job-1")
    assert await store.write(refreshes.take_refreshes, "lab", 10) == {"job-1": "poll"}


async def missed(store: Store, keeps_ended_s: int | None = None) -> list[str]:
    """What is told when the provider answers 404 again and again."""
    for _ in range(4):
        await store.write(refreshes.expect_refresh, LAB, ["job-1"])
        await store.write(refreshes.not_found, LAB, "job-1", EVERYTHING, keeps_ended_s=keeps_ended_s)
    rows = (await store.read(queries.list_notifications)).rows
    return [row["event_kind"] for row in rows if row["event_kind"] not in ("job.started", "job.succeeded")]


async def test_a_job_that_was_seen_at_work_and_is_not_known_any_more_was_forgotten(store: Store) -> None:
    await store.write(jobs.update_many, [step("running", pushed=False, via="poll")], EVERYTHING)
    assert await missed(store, keeps_ended_s=1800) == [EventKind.JOB_FORGOTTEN]
    (notification,) = (await store.read(queries.list_notifications)).rows[:1]
    assert notification["detail"]["reason"] == "generic keeps results 30 minutes"
    row = await job_row(store)
    assert (row["status"], row["ended"], row["unknown_to_provider"]) == ("running", False, True)
    history = await store.read(queries.history_of, row["id"])
    assert [one["kind"] for one in history] == ["snapshot", "forgotten"]
    assert await store.read(refreshes.active_jobs, "lab") == {}
    assert await store.read(refreshes.active_rows, "lab") == []


async def test_a_job_that_was_never_seen_is_unknown_and_not_forgotten(store: Store) -> None:
    await store.write(refreshes.follow, LAB, "job-1")
    assert await missed(store) == [EventKind.JOB_LOST]


async def test_an_ended_job_that_its_provider_forgot_is_no_news(store: Store) -> None:
    await store.write(jobs.update_many, [step("succeeded", pushed=False, via="poll")], EVERYTHING)
    assert await missed(store, keeps_ended_s=1800) == []


async def test_a_forgotten_job_that_shows_up_in_a_list_is_active_again(store: Store) -> None:
    await store.write(jobs.update_many, [step("running", pushed=False, via="poll")], EVERYTHING)
    await missed(store)
    await store.write(jobs.update_many, [step("running", 2, pushed=False, via="poll", cause_id="list")], EVERYTHING)
    assert not (await job_row(store))["unknown_to_provider"]
    assert list(await store.read(refreshes.active_jobs, "lab")) == ["job-1"]


@pytest.mark.parametrize(("active", "expected"), [(True, ["job-2"]), (False, ["job-1"]), (None, ["job-1", "job-2"])])
async def test_a_forgotten_job_is_listed_as_over(store: Store, active: bool | None, expected: list[str]) -> None:
    for name in ("job-1", "job-2"):
        running = step("running", pushed=False, via="poll", provider_job_id=name)
        await store.write(jobs.update_many, [running], EVERYTHING)
    await missed(store)
    listed = await store.read(listings.jobs, active=active)
    assert sorted(row["provider_job_id"] for row in listed.rows) == expected


async def test_active_jobs_come_with_the_one_first_that_was_heard_of_longest_ago(store: Store) -> None:
    for name in ("job-3", "job-1", "job-2"):
        running = step("running", pushed=False, via="poll", provider_job_id=name)
        await store.write(jobs.update_many, [running], EVERYTHING)
    again = step("running", 2, pushed=False, via="poll", provider_job_id="job-3", cause_id="again")
    await store.write(jobs.update_many, [again], EVERYTHING)
    await store.write(refreshes.expect_refresh, LAB, ["job-2"])
    active = await store.read(refreshes.active_jobs, "lab")
    assert list(active) == ["job-1", "job-2", "job-3"]
    assert [one.refresh_owed for one in active.values()] == [False, True, False]


async def test_the_last_step_of_which_a_number_is_known(store: Store) -> None:
    told = step("running", metrics=(metric(10), metric(30), metric(20)))
    await store.write(jobs.update_many, [told, step("running", provider_job_id="job-2")], EVERYTHING)
    assert await store.read(refreshes.last_steps, "lab", ["job-1", "job-2", "nobody"]) == {"job-1": 30}


# -- what came of webhooks ----------------------------------------------------------------------------------------


async def end(store: Store, name: str, via: str) -> None:
    """A job that was seen at work ends, and `via` says so."""
    for status in ("running", "succeeded"):
        told = step(status, pushed=False, via=via, provider_job_id=name, cause_id=f"{name}/{status}/{via}")
        await store.write(jobs.update_many, [told], EVERYTHING)


def age(tx: Tx) -> None:
    tx.conn.execute(schema.jobs.update().values(ended_seen_at=tx.now - timedelta(minutes=6)))


async def test_webhooks_are_counted_that_came_came_late_came_twice_and_never_came(store: Store) -> None:
    for name, via in (("in-time", "webhook"), ("never", "poll"), ("late-thin", "poll"), ("late-whole", "poll")):
        await end(store, name, via)
    await store.write(
        refreshes.record_changed_jobs, [refreshes.ChangedJob(LAB, "late-thin", "msg-1", "job.succeeded", True)]
    )
    await end(store, "late-whole", "webhook")
    repeated = [Received(f"in-{n}", "lab", "msg-1", "duplicate", NOW, b"", "hash") for n in range(2)]
    await store.write(jobs.record, [*repeated, Received("in-9", "lab", "msg-1", "accepted", NOW, b"", "hash")])
    just_now = await lab(store)
    await store.write(age)
    later = await lab(store)
    names = ("came", "late", "never", "twice")
    assert [just_now[f"webhooks_{name}"] for name in names] == [1, 2, 0, 2]  # one may still be on its way
    assert [later[f"webhooks_{name}"] for name in names] == [1, 2, 1, 2]


async def test_an_accounts_last_webhook_is_the_last_that_was_taken(store: Store) -> None:
    assert (await lab(store))["last_webhook_at"] is None
    came = [("lab", "accepted", 3), ("lab", "accepted", 2), ("lab", "signature_mismatch", 1), ("other", "accepted", 0)]
    for number, (name, outcome, ago) in enumerate(came):
        one = Received(f"in-{number}", name, "msg-1", outcome, NOW - timedelta(minutes=ago), b"", "hash")
        await store.write(jobs.record, [one])
    assert (await lab(store))["last_webhook_at"] == NOW - timedelta(minutes=2)


async def test_the_latest_endings_say_whether_webhooks_can_be_relied_on(store: Store) -> None:
    for name, via in (("first", "poll"), ("second", "webhook"), ("third", "poll")):
        await end(store, name, via)
    assert await store.read(refreshes.endings_by_webhook, "lab") == [False, True, False]
    await store.write(
        refreshes.record_changed_jobs, [refreshes.ChangedJob(LAB, "third", "msg-1", "job.succeeded", True)]
    )
    assert await store.read(refreshes.endings_by_webhook, "lab", 2) == [True, True]
