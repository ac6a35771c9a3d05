"""What the API reads and changes, the same over SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from service.core.evaluation_plan import EvaluationPlan, PlannedCandidate
from service.core.event import Event, EventKind
from service.core.model import version_id
from service.core.outbox import EntryState
from service.core.send_result import Outcome, SendResult
from service.store import (
    Store,
    access,
    dead_letters,
    evaluations,
    jobs,
    listings,
    notifications,
    outbox,
    queries,
    registry,
)
from service.store.engine import Tx
from service.store.queries import BadCursor
from tests.builders import account, step, subscription


async def succeed(store: Store, *names: str, **more: object) -> None:
    """Each name becomes a version of the model `support`, in this order."""
    for number, name in enumerate(names):
        facts = {
            "suffix": "support",
            "tuned_model": f"ft:{name}",
            "finished_at": f"2020-01-0{number + 1}T00:00:00+00:00",
        }
        await store.write(jobs.update_many, [step("succeeded", provider_job_id=name, facts=facts, **more)], [])


# --- tokens ---------------------------------------------------------------------------------------------------------


async def test_the_first_admin_token_is_made_once_even_by_two_at_a_time(store: Store) -> None:
    made = await asyncio.gather(*(store.write(access.first_admin_token) for _ in range(5)))
    [token] = [one for one in made if one is not None]
    found = await store.read(access.role_of, token)
    assert found is not None
    assert found[1] == "admin"


async def test_the_environments_token_replaces_the_one_before_and_no_other(store: Store) -> None:
    one, own = await store.write(access.new_token, "viewer", "test")
    await store.write(access.keep_token, "first", "admin")
    await store.write(access.keep_token, "first", "admin")
    assert (await store.read(access.role_of, "first")) == (access.FROM_ENVIRONMENT, "admin")
    await store.write(access.keep_token, "second", "admin")
    assert await store.read(access.role_of, "first") is None
    assert (await store.read(access.role_of, "second")) == (access.FROM_ENVIRONMENT, "admin")
    assert await store.read(access.role_of, own) == (one, "viewer")


async def test_a_token_of_the_environment_that_is_known_already_keeps_its_own_id(store: Store) -> None:
    one, token = await store.write(access.new_token, "admin", "test")
    await store.write(access.keep_token, token, "admin")
    assert await store.read(access.role_of, token) == (one, "admin")


async def test_a_removed_token_is_no_token_and_both_ends_are_in_the_audit_log(store: Store) -> None:
    one, token = await store.write(access.new_token, "operator", "test")
    assert [row["id"] for row in await store.read(access.tokens)] == [one]
    assert await store.write(access.remove_token, one, "test")
    assert not await store.write(access.remove_token, one, "test")
    assert await store.read(access.role_of, token) is None
    done = [(row["action"], row["subject"]) for row in await store.read(queries.list_audit)]
    assert done == [("token_removed", one), ("token_created", one)]


async def test_no_token_stands_in_the_database(store: Store) -> None:
    _, token = await store.write(access.new_token, "admin", "test")
    for row in await store.read(access.tokens) + await store.read(queries.list_audit):
        assert token not in repr(row)


async def test_a_token_is_called_by_its_label_in_the_audit_log_too_also_after_it_was_withdrawn(store: Store) -> None:
    one, _ = await store.write(access.new_token, "operator", "test", "Ada's laptop")
    other, _ = await store.write(access.new_token, "viewer", one)
    await store.write(access.remove_token, one, other)
    assert [(row["id"], row["label"]) for row in await store.read(access.tokens)] == [(other, None)]
    done = [
        (row["actor_label"], row["action"], row["subject"], row["detail"])
        for row in await store.read(queries.list_audit)
    ]
    assert done == [
        (None, "token_removed", one, "Ada's laptop"),
        ("Ada's laptop", "token_created", other, "viewer"),
        (None, "token_created", one, "operator: Ada's laptop"),
    ]


async def test_a_tokens_last_use_is_due_to_be_written_down_once_an_hour(store: Store) -> None:
    one, token = await store.write(access.new_token, "viewer", "test")

    def stale(minutes: float) -> Callable[[Tx], bool | None]:
        def look(tx: Tx) -> bool | None:
            found = access.known(replace(tx, now=tx.now + timedelta(minutes=minutes)), token)
            return found and found.stale

        return look

    assert await store.read(stale(0))
    await store.write(access.used, one)
    assert [await store.read(stale(minutes)) for minutes in (0, 59, 61)] == [False, False, True]
    [row] = await store.read(access.tokens)
    assert abs(row["used_at"] - datetime.now(UTC)) < timedelta(minutes=1)


# --- subscriptions --------------------------------------------------------------------------------------------------


async def test_a_subscription_comes_back_as_it_was_made_and_only_once(store: Store) -> None:
    wanted = subscription(
        "sub_1", events=frozenset({EventKind.JOB_FAILED}), models=("a-*",), trouble=False, from_file=False
    )
    assert await store.write(access.add_subscription, wanted, "test")
    assert not await store.write(access.add_subscription, wanted, "test")
    assert await store.read(access.subscriptions) == [wanted]
    assert len(await store.read(queries.list_audit)) == 1


# --- lists ----------------------------------------------------------------------------------------------------------


async def test_versions_are_paged_newest_first_with_their_aliases(store: Store) -> None:
    await succeed(store, "a", "b", "c")
    first = await store.read(queries.list_versions, name="support", limit=2)
    rest = await store.read(queries.list_versions, name="support", cursor=first.next_cursor, limit=2)
    rows = first.rows + rest.rows
    assert [(row["version"], row["aliases"]) for row in rows] == [(3, ["latest"]), (2, []), (1, [])]
    assert rest.next_cursor is None
    assert (await store.read(queries.list_versions, name="support", project="other")).rows == []


async def evaluated(store: Store, suite: str, again: str, *, verdict: str | None = "better") -> str:
    """An evaluation of the newest `support`; with a verdict it has finished."""
    version = await store.read(registry.find_version, "default", "support")
    assert version is not None
    [owed] = await store.write(evaluations.begin, version, suite, EvaluationPlan(), again=again)
    if verdict is not None:
        await store.write(outbox.claim, owed.id, owner="me", lease_s=10)
        about, result = (version, "generic"), {"pairs": {}, "said": again}
        await store.write(
            evaluations.finish, owed.id, owner="me", verdict=verdict, result=result, about=about, subscriptions=[]
        )
    return owed.id


async def test_of_each_suite_the_newest_verdict_is_found_and_what_will_replace_it(store: Store) -> None:
    await succeed(store, "a")
    [version] = (await store.read(queries.list_versions, name="support")).rows
    finished = [await evaluated(store, "tickets", str(number)) for number in range(6)]
    waiting = [await evaluated(store, "tickets", f"w{number}", verdict=None) for number in range(2)]
    other = await evaluated(store, "safety", "0", verdict="worse")
    rows = (await store.read(listings.verdicts, [version["id"], "v_nobody"]))[version["id"]]
    assert [row["id"] for row in rows] == [other, waiting[1], *finished[:1:-1]]
    assert [row["result"] and row["result"]["said"] for row in rows] == ["0", None, "5", None, None, None]
    assert {(row["model"], row["suite"], row["state"], row["verdict"]) for row in rows} == {
        ("support", "safety", "finished", "worse"),
        ("support", "tickets", "finished", "better"),
        ("support", "tickets", "waiting", None),
    }


async def test_an_evaluation_whose_work_was_given_up_is_not_called_waiting(store: Store) -> None:
    await succeed(store, "a")
    one = await evaluated(store, "tickets", "", verdict=None)
    assert await store.read(listings.given_up, one) is None
    await store.write(outbox.close, one, EntryState.CANCELLED_BY_CONFIG, "the suite is not configured any more")
    [version] = (await store.read(queries.list_versions, name="support")).rows
    [row] = (await store.read(listings.verdicts, [version["id"]]))[version["id"]]
    assert row["state"] == await store.read(listings.given_up, one) == "cancelled_by_config"


async def test_verdicts_are_found_by_the_job_that_trained(store: Store) -> None:
    await succeed(store, "a", "b")
    newest, older = (await store.read(queries.list_versions, name="support")).rows
    one = await evaluated(store, "tickets", "")
    found = await store.read(listings.verdicts_of_jobs, [newest["job_id"], older["job_id"], "job_that_failed"])
    assert {job: [row["id"] for row in rows] for job, rows in found.items()} == {
        newest["job_id"]: [one], older["job_id"]: [],
    }  # fmt: skip


async def test_answers_that_come_are_a_change_for_whoever_looks_at_their_job(store: Store) -> None:
    await succeed(store, "a")
    [version] = (await store.read(queries.list_versions, name="support")).rows
    one, job = await evaluated(store, "tickets", "", verdict=None), version["job_id"]
    await store.write(evaluations.keep_plan, one, EvaluationPlan(), state=evaluations.RUNNING)
    before = await store.read(listings.pulse, [job])
    await store.write(evaluations.asking, one, "tuned", ["itm_1", "itm_2"])
    after = await store.read(listings.pulse, [job])
    assert [topic for topic in after if after[topic] != before[topic]] == [f"answers:{job}"]


async def test_models_are_found_by_the_beginning_of_their_name(store: Store) -> None:
    await succeed(store, "a")
    for begins, found in (("SUPP", 1), ("support", 1), ("upport", 0), ("%", 0)):
        assert len((await store.read(queries.list_versions, begins=begins)).rows) == found, begins


async def test_evaluations_are_listed_with_their_model(store: Store) -> None:
    await succeed(store, "a")
    version = await store.read(registry.find_version, "default", "support")
    assert version is not None
    plan = EvaluationPlan({"tuned": PlannedCandidate("lab", "ft:a", None, "support v1")})
    for again in ("", "once more"):
        await store.write(evaluations.begin, version, "tickets", plan, again=again)
    rows = (await store.read(queries.list_evaluations, model="support", suite="tickets", state="waiting")).rows
    assert [(row["model"], row["version"], row["plan"]) for row in rows] == [("support", 1, plan)] * 2
    [one] = (await store.read(queries.list_evaluations, only=rows[0]["id"])).rows
    assert one == rows[0]
    assert (await store.read(queries.list_evaluations, model="another")).rows == []


async def test_a_history_goes_on_after_a_row(store: Store) -> None:
    await store.write(jobs.update_many, [step("running", number) for number in range(1, 5)], [])
    job = step().job_id
    whole = await store.read(queries.history_of, job)
    assert await store.read(queries.history_of, job, 2) == whole[:2]
    assert await store.read(queries.history_of, job, after=whole[1]["id"]) == whole[2:]


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "AAAA",
        "MDAwMS0wMS0wMVQwMDowMDowMCsyMzo1OSB4",
        "OTk5OS0xMi0zMVQyMzo1OTo1OS0yMzo1OSB4",
        "MjAyNi0xMS0yMyB4",
        "é",
    ],
)
async def test_a_cursor_that_is_none_of_ours_is_refused_as_such(store: Store, cursor: str) -> None:
    with pytest.raises(BadCursor):
        await store.read(listings.jobs, cursor=cursor)


# --- jobs -----------------------------------------------------------------------------------------------------------


async def seen(store: Store, *names: str, status: str = "running") -> list[str]:
    """Our ids of jobs with these ids of their provider, the oldest first."""
    made = [step(status, provider_job_id=name, facts={"name": f"title of {name}"}) for name in names]
    for one in made:
        await store.write(jobs.update_many, [one], [])
    return [one.job_id for one in made]


async def found(store: Store, search: str) -> list[str]:
    rows = (await store.read(listings.jobs, search=search)).rows
    return sorted(row["provider_job_id"] for row in rows)


async def test_a_job_is_found_by_part_of_its_name_and_by_the_beginning_of_either_id(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("ftjob-ab", "ftjob-abc", "ftjob-b", "FTJOB-ab", "\u00e9t\u00e9", "ftjob_ab", "ft%", "ab")
    ids = dict(zip(names, await seen(store, *names), strict=True))
    for among in (listings.SEARCHED, 0):  # with the newest, and by the indexes alone
        monkeypatch.setattr(listings, "SEARCHED", among)
        assert {"ftjob-ab", "ftjob-abc"} <= set(await found(store, "ftjob-a")), among
        assert "ftjob-b" not in await found(store, "ftjob-a")
        assert await found(store, "\u00e9t") == ["\u00e9t\u00e9"]
        assert await found(store, "ft%") == ["ft%"]
        for name, one in ids.items():
            assert await found(store, one) == await found(store, one[:20]) == [name]
        assert await found(store, "job_zz") == []
        assert (await found(store, "tle of ftjob-b")) == (["ftjob-b"] if among else [])
        assert ("ftjob_ab" in await found(store, "job_a")) is bool(among)


async def test_where_hardly_anything_is_said_the_newest_are_meant(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "SEARCHED", 2)
    monkeypatch.setattr(listings, "BEGIN_SO", 3)
    await seen(store, "run-1", "run-2", "run-3", "run-4", "other-1", "run-5")
    assert await found(store, "run-") == ["run-5"]
    assert await found(store, "other") == ["other-1"]
    assert await found(store, "run-1") == ["run-1"]


async def test_the_beginning_of_an_id_is_looked_up_in_an_index(store: Store) -> None:
    def plan(tx: Tx) -> str:
        asked: list[tuple[str, Any]] = []
        sa.event.listen(tx.conn, "before_cursor_execute", lambda *said: asked.append((said[2], said[3])))
        listings.jobs(tx, search="ftjob-0007")
        [(sql, given)] = [one for one in asked if "~>=~" in one[0] or "provider_job_id >=" in one[0]]
        if not tx.is_sqlite:
            tx.conn.exec_driver_sql("SET LOCAL enable_seqscan = off")  # a table so small it would rather read whole
        rows = tx.conn.exec_driver_sql(("EXPLAIN QUERY PLAN " if tx.is_sqlite else "EXPLAIN ") + sql, given)
        return "\n".join(map(str, rows))

    said = await store.read(plan)
    assert "ix_jobs_provider_job_id" in said
    assert "provider_job_id>?" in said or "Index Cond: ((provider_job_id ~>=~" in said, said


async def test_the_latest_ending_is_first_and_those_from_before_our_time_can_be_left_out(store: Store) -> None:
    await seen(store, "first", "second", "third")
    await seen(store, "second", status="succeeded")
    await seen(store, "first", status="failed")
    rows = (await store.read(listings.jobs, order="ended")).rows
    assert [row["provider_job_id"] for row in rows] == ["first", "second"]
    rows = (await store.read(listings.jobs, order="ended", active=True)).rows
    assert [row["provider_job_id"] for row in rows] == ["third"]
    await succeed(store, "old", via="poll", pushed=False)
    assert len((await store.read(listings.jobs)).rows) == 4
    assert "old" not in [row["provider_job_id"] for row in (await store.read(listings.jobs, old=False)).rows]


# --- backfill -------------------------------------------------------------------------------------------------------


async def test_what_an_account_had_before_us_is_silent_and_can_be_counted(store: Store) -> None:
    await succeed(store, "old-1", "old-2", via="poll", pushed=False)
    await succeed(store, "new", via="webhook", pushed=True, account=account())
    assert await store.read(queries.count_untold_jobs, "lab") == 2
    found = await store.read(queries.silent_versions, "lab", 10)
    assert [one.tuned_model for one in found] == ["ft:old-2", "ft:old-1"]
    assert [one.tuned_model for one in await store.read(queries.silent_versions, "lab", 1)] == ["ft:old-2"]
    await store.write(evaluations.begin, found[0], "tickets", EvaluationPlan())
    ids = [one.id for one in found]
    assert await store.read(queries.evaluated, ids) == {(found[0].id, "tickets")}
    assert version_id(found[0].job_id) == found[0].id


# --- notifications and dead letters ---------------------------------------------------------------------------------


async def tell(store: Store, subject: str, verdict: SendResult) -> str:
    """A test note to the channel `team`, with one attempt that ended so."""
    event = Event(f"evt_{subject}", EventKind.TEST, "default", "lab", "generic", subject=subject)
    [owed] = await store.write(outbox.notify, [event], [subscription()])
    prepared = await store.write(notifications.prepare, owed.id, owner="me", lease_s=10, public_url="")
    assert prepared.notification is not None
    await store.write(outbox.settle_notification, owed.id, owner="me", tries=1, result=verdict, again_at=None)
    return owed.id


async def test_a_channels_last_attempt_is_that_of_its_newest_note(store: Store) -> None:
    assert await store.read(queries.last_attempt, "team") is None
    await tell(store, "first", SendResult(Outcome.GONE, again=False, detail="no such channel", status=404))
    last = await tell(store, "second", SendResult(Outcome.DELIVERED, again=False))
    found = await store.read(queries.last_attempt, "team")
    assert found is not None
    assert (found["notification"], found["outcome"]) == (last, "delivered")
    assert datetime.now(UTC) >= found["at"]
    one = await store.read(queries.get_notification, last)
    assert one is not None
    assert [attempt["outcome"] for attempt in one["attempts"]] == ["delivered"]
    assert await store.read(queries.get_notification, "ntf_none") is None


async def test_notes_are_found_by_either_id_of_their_job_and_without_those_that_were_overtaken(store: Store) -> None:
    everything = [subscription("sub", channel="team")]
    made = [step("running", provider_job_id="run-1"), step("succeeded", 2, provider_job_id="run-1")]
    for one in made:
        await store.write(jobs.update_many, [one], everything)
    ours, both = made[0].job_id, list[list[str]]()
    for name in (ours, "run-1"):
        both.append([row["id"] for row in (await store.read(queries.list_notifications, job_id=name)).rows])
    assert both[0] == both[1] != []
    assert (await store.read(queries.list_notifications, job_id="nobody")).rows == []
    for one in both[0]:
        await store.write(notifications.prepare, one, owner="me", lease_s=10, public_url="")
    states = [row["state"] for row in (await store.read(queries.list_notifications)).rows]
    assert "superseded" in states
    kept = [row["state"] for row in (await store.read(queries.list_notifications, overtaken=False)).rows]
    assert kept == [state for state in states if state != "superseded"]


async def test_a_dead_note_says_what_it_is_about(store: Store) -> None:
    await tell(store, "first", SendResult(Outcome.GONE, again=False))
    await store.write(dead_letters.add, "observe", b"payload", "KeyError")
    said = [(one["kind"], one["about"], one["channel"], one["job_id"]) for one in await store.read(dead_letters.listed)]
    assert sorted(said, key=str) == [("deliver", "test", "team", None), ("observe", None, None, None)]


async def test_a_dead_event_is_found_until_it_is_taken_and_odd_ids_find_nothing(store: Store) -> None:
    await store.write(dead_letters.add, "observe", b"payload", "KeyError")
    [dead_letter] = await store.read(dead_letters.listed)
    assert await store.read(dead_letters.find_event, dead_letter["id"]) == ("observe", b"payload")
    assert await store.write(dead_letters.take_event, dead_letter["id"]) == ("observe", b"payload")
    for odd in (
        dead_letter["id"],
        "1",
        "event-",
        "event-\u0663",
        "event-" + "9" * 19,
        "event--1",
        "ntf_1",
        "event-1\n",
    ):
        assert await store.read(dead_letters.find_event, odd) is None
        assert await store.write(dead_letters.take_event, odd) is None


async def test_a_dead_note_is_not_found_as_an_event_and_is_revived_by_its_own_id(store: Store) -> None:
    one = await tell(store, "first", SendResult(Outcome.GONE, again=False))
    assert [dead_letter["id"] for dead_letter in await store.read(dead_letters.listed)] == [one]
    assert await store.read(dead_letters.find_event, one) is None
    assert await store.write(dead_letters.take_entry, one) is not None
    assert await store.read(dead_letters.listed) == []
