"""What is away comes back: database, queue, channel, provider. Meanwhile nothing is lost, given up or told twice."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any, Literal

import pytest
from aiohttp import web

from service.core import poll_interval, retry
from service.core import refresh as schedule
from service.core.event import EventKind
from service.core.outbox import EntryState
from service.core.subscription import Subscription
from service.core.task import task_for
from service.demo.openai_format import ApiError
from service.demo.outage import Outage, OutageKind
from service.demo.received import Kind
from service.queue import enqueue
from service.store import dead_letters, refreshes
from tests.channels import channel as channel_of
from tests.processes import count
from tests.servers import PATIENCE_S, postgres_server, until, valkey_server
from tests.world import World, world
from workers import deliver, fetch, poll
from workers.outbound import rate_limit
from workers.runtime import reliable

EVENTS_DURING_OUTAGE = 400
JOBS = 40


def only_failures(channel: str) -> tuple[Subscription, ...]:
    return (Subscription("sub", channel, frozenset({EventKind.JOB_FAILED})),)


# --- database and queue -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("database_away_s", "longest_pause_s"),
    [(15.0, 3.0), pytest.param(600.0, reliable.MAX_PAUSE_S, marks=pytest.mark.long, id="the ten minutes promised")],
)
async def test_a_database_that_is_away_for_long_costs_nothing_and_everything_is_applied_after(
    redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_away_s: float, longest_pause_s: float
) -> None:
    monkeypatch.setattr(reliable, "MAX_PAUSE_S", longest_pause_s)  # the pauses have grown to it long before the end
    statuses = ["queued", *["running"] * (EVENTS_DURING_OUTAGE // JOBS - 2), "failed"]
    with postgres_server(tmp_path / "postgres") as postgres:
        async with world(redis_url, postgres.url) as w:
            assert (await w.report("before", "running", 1)).status == 202
            await until(lambda: w.has("before", "running"))
            postgres.kill()
            began = time.monotonic()
            for sequence, status in enumerate(statuses, 1):
                answers = [await w.report(f"job-{number}", status, sequence) for number in range(JOBS)]
                assert {answer.status for answer in answers} == {202}
                share = sequence / len(statuses)
                until_s = began + share * database_away_s
                await until(lambda until_s=until_s: time.monotonic() > until_s, database_away_s + PATIENCE_S)
            away_s, back = time.monotonic() - began, time.monotonic()
            postgres.start()

            async def all_told() -> bool:
                return (await w.told()).count("job.failed") == JOBS

            await until(all_told)
            applied = await count(postgres.url, "inbound WHERE outcome = 'accepted'")
            dead = await count(postgres.url, "dead_letters") + await count(postgres.url, "outbox WHERE state = 'dead'")
            sent = 1 + JOBS * len(statuses)
            after_s = time.monotonic() - back
            print(f"away {away_s:.0f} s: {sent} events acknowledged, {applied} applied, {dead} dead letters,", end=" ")
            print(f"all told {after_s:.1f} s after the return")
            assert (applied, dead) == (sent, 0)
            assert {row["status"] for row in await w.jobs() if row["provider_job_id"] != "before"} == {"failed"}
            assert len(await w.jobs()) == JOBS + 1
            assert await w.store.read(dead_letters.listed) == []


async def test_a_valkey_that_is_away_is_a_503_and_the_same_delivery_is_taken_once_it_is_back(
    tmp_path: Path, sqlite_url: str
) -> None:
    with valkey_server(tmp_path / "valkey") as valkey:
        async with world(valkey.url, sqlite_url, subscriptions=only_failures("hook")) as w:
            assert (await w.report("job-1", "running", 1)).status == 202
            await until(lambda: w.has("job-1", "running"))
            valkey.kill()
            refused = await w.report("job-1", "failed", 2)
            assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
            await asyncio.to_thread(valkey.start)

            async def taken() -> bool:
                return (await w.report("job-1", "failed", 2)).status in (200, 202)

            await until(taken)
            await until(lambda: w.notifications("done"))
            assert len(w.inbox.messages) == 1
            assert await w.has("job-1", "failed")


# --- channels ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every wait of the schedules is short."""
    monkeypatch.setattr(retry, "RETRY_AFTER_S", (0.2,) * 9)
    monkeypatch.setattr(schedule, "AGAIN_S", (0.1,))
    monkeypatch.setattr(schedule, "NOT_FOUND_WAIT_S", (0.2, 0.2))
    monkeypatch.setattr(refreshes, "UNHELD_WAIT_S", 0.2)
    monkeypatch.setattr(rate_limit, "MAX_HOLD_S", 0.2)
    monkeypatch.setattr(poll_interval, "MAX_BACKOFF_S", 0.5)  # between the probes of an account that does not answer


Trouble = Literal["hangs", "hangs up"] | int

RECOVERABLE: list[tuple[Kind, str, Trouble]] = [
    ("slack", "team", 429),
    ("slack", "team", 500),
    ("slack", "team", "hangs"),
    ("slack", "team", "hangs up"),
    ("webhook", "hook", 404),
    ("webhook", "hook", 429),
    ("webhook", "hook", 500),
    ("webhook", "hook", "hangs"),
    ("email", "mail", 451),
    ("email", "mail", "hangs up"),
]


def plant(w: World, kind: Kind, trouble: Trouble, messages: int) -> None:
    if trouble == "hangs":
        assert kind != "email"
        w.inbox.hang_next(kind, messages)
    elif trouble == "hangs up":
        w.inbox.drop_next(kind, messages)
    else:
        assert isinstance(trouble, int)
        w.inbox.fail_next(kind, trouble, messages)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("kind", "channel", "trouble"), RECOVERABLE)
async def test_a_channel_in_trouble_is_told_the_same_note_until_it_takes_it(
    redis_url: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, kind: Kind, channel: str, trouble: Trouble
) -> None:
    async with world(redis_url, sqlite_url, subscriptions=only_failures(channel)) as w:
        mail = channel_of(
            "mail", "email", host="127.0.0.1", port=w.inbox.smtp_port, sender="a@b.c", to=("d@e.f",), tls="none"
        )
        monkeypatch.setitem(vars(w.services), "channels", {**w.services.channels, "mail": mail})
        plant(w, kind, trouble, 2)
        with monkeypatch.context() as hurry:
            if trouble == "hangs":  # no longer than it does: on a busy machine an answer may take its time
                hurry.setattr(deliver, "SEND_TIMEOUT_S", 1.0)
            await w.report("job-1", "failed", 1, error="out of memory")
            await until(lambda: len(w.inbox.messages) >= 2)
        (notification,) = await until(lambda: w.notifications("done"))
        assert len(w.inbox.messages) == 3
        assert len(w.inbox.accepted(kind)) == 1
        assert [attempt["number"] for attempt in notification["attempts"]] == [1, 2, 3]
        assert [attempt["outcome"] == "delivered" for attempt in notification["attempts"]] == [False, False, True]
        if kind == "webhook":
            assert len({(one.headers["webhook-id"], one.body) for one in w.inbox.messages}) == 1


@pytest.mark.usefixtures("impatient")
async def test_a_slack_webhook_that_is_gone_becomes_a_dead_letter_that_can_be_replayed(
    redis_url: str, sqlite_url: str
) -> None:
    async with world(redis_url, sqlite_url, subscriptions=only_failures("team")) as w:
        w.inbox.fail_next("slack", 404)
        await w.report("job-1", "failed", 1)
        (notification,) = await until(lambda: w.notifications(EntryState.DEAD))
        (dead_letter,) = await w.store.read(dead_letters.listed)
        assert dead_letter["id"] == notification["id"]
        revived = await w.store.write(dead_letters.take_entry, notification["id"])
        assert revived is not None
        await enqueue(w.services.redis, [task_for(revived)])
        await until(lambda: w.inbox.accepted("slack"))
        await until(lambda: w.notifications("done"))


# --- providers --------------------------------------------------------------------------------------------------------


class Refusal(Outage):
    """The API's own error with this status."""

    def __init__(self, status: int, requests: int) -> None:
        super().__init__("server_error", requests)
        self.status = status

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.requests_left -= 1
        raise ApiError(self.status, "Not you, not here.", code="refused")


KINDS: list[OutageKind] = ["server_error", "rate_limit", "html", "nothing", "hang"]
REQUESTS = 6  # a look asks two questions


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("trouble", [*KINDS, 401, 403, 404])
async def test_a_hint_is_tried_until_the_provider_answers(
    redis_url: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, trouble: OutageKind | int
) -> None:
    async with world(redis_url, sqlite_url) as w:
        job = w.simulator.add_job(status="running")
        if isinstance(trouble, int):
            outage: Outage = Refusal(trouble, 2 if trouble == 404 else REQUESTS)  # not known three times is given up
        else:
            outage = Outage(trouble, REQUESTS)
        w.simulator.outage = outage
        with monkeypatch.context() as hurry:
            if trouble == "hang":
                hurry.setattr(fetch, "FETCH_TIMEOUT_S", 0.5)
                hurry.setattr(poll, "PAGE_TIMEOUT_S", 0.5)
            w.simulator.finish(job, "succeeded")
            await until(lambda: outage.requests_left == 0)
        await until(lambda: w.has(job, "succeeded"))

        async def told() -> bool:
            return "job.succeeded" in await w.told()

        await until(told)
        assert (await w.told()).count("job.succeeded") == 1
        assert await w.store.read(dead_letters.listed) == []


@pytest.mark.usefixtures("impatient")
async def test_a_refused_key_is_told_once_and_so_is_its_recovery(redis_url: str, sqlite_url: str) -> None:
    async with world(redis_url, sqlite_url) as w:
        job = w.simulator.add_job(status="running")
        w.simulator.outage = Refusal(401, REQUESTS)
        w.simulator.finish(job, "succeeded")

        async def recovered() -> bool:
            return "account.recovered" in await w.told()

        await until(recovered)
        await until(lambda: w.has(job, "succeeded"))
        told = [kind for kind in await w.told() if kind.startswith("account.")]
        assert told == ["account.failing", "account.recovered"]
        failing = next(one for one in await w.notifications() if one["event_kind"] == "account.failing")
        assert "401" in failing["detail"]["reason"]


def hint(job: str) -> bytes:
    said: dict[str, Any] = {"object": "event", "id": "evt_1", "type": "fine_tuning.job.succeeded", "data": {"id": job}}
    return json.dumps(said).encode()


@pytest.mark.usefixtures("impatient")
async def test_a_job_that_its_provider_does_not_know_is_told_once_however_often_it_is_hinted_at(
    redis_url: str, sqlite_url: str
) -> None:
    async with world(redis_url, sqlite_url) as w:

        async def given_up() -> bool:
            row = await w.job("ftjob-nobody")
            return row is not None and row["unknown_to_provider"] and row["refresh_due_at"] is None

        async def looked_for_again() -> bool:
            row = await w.job("ftjob-nobody")
            return row is not None and row["refresh_due_at"] is not None

        await w.post("openai-main", hint("ftjob-nobody"))
        await until(given_up)
        await w.post("openai-main", hint("ftjob-nobody"))
        await until(looked_for_again)
        await until(given_up)
        await until(lambda: w.inbox.accepted("webhook"))
        assert [one["event_kind"] for one in await w.notifications()] == ["job.unknown_to_provider"]
