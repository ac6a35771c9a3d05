"""What reporters need beside the webhook, on real servers: the file itself, a job's own secret, whether a report is
committed, progress without a reporter, and that their silence is noticed and ours is not taken for theirs."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
import sqlalchemy as sa
from arq.connections import ArqRedis

import service.app
import service.reporter
from service.app import build_deps, listening
from service.config.settings import Settings
from service.core.config import Account, Secret
from service.core.errors import StoreUnavailable
from service.core.signature import job_secret
from service.core.stalled import Watch
from service.core.task import Item
from service.providers.table import PROVIDERS
from service.public import receiver_heartbeat
from service.public.confirmations import MAX_ASKING, Confirmations
from service.queue import QUEUE_KEY
from service.store import Store, jobs, migrate, open_store, queries, schema
from service.store.engine import Tx
from tests import children
from tests.api import api_in
from tests.builders import step
from tests.integration.conftest import MakeWorld
from tests.integration.test_cli import tunewatch
from tests.servers import free_port, until
from tests.world import SECRET, World, signed, world
from workers.chores.stalled import find_stalled
from workers.context import Services
from workers.outbound.send import Outbound
from workers.tasks import build_services

SAMPLES = Path(__file__).parents[1] / "samples" / "kubeflow"
LAB = Account("lab", "generic", webhook_secrets=(Secret(SECRET),), poll=False)
RUNNING = b'{"job": "run-7", "status": "running"}'


@contextlib.asynccontextmanager
async def receiver(redis: ArqRedis, store: Store | None) -> AsyncIterator[str]:
    """A receiver without a worker: its public address."""
    deps = build_deps(accounts={"lab": LAB}, providers=PROVIDERS, redis=redis, data_dir=None, store=store)
    async with listening(deps, host="127.0.0.1", port=0, private_host="127.0.0.1", private_port=0) as where:
        yield "http://{}:{}".format(*where.public)


async def post(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as reply:
        return reply.status, await reply.json(content_type=None)


# -- the reporter ---------------------------------------------------------------------------------------------------


async def test_the_reporter_is_served_as_it_is_and_is_a_program(redis: ArqRedis) -> None:
    file = Path(str(service.reporter.__file__)).with_name("reporter.py").read_bytes()
    async with receiver(redis, None) as url, aiohttp.ClientSession() as http:
        async with http.get(f"{url}/reporter.py") as reply:
            served = await reply.read()
            assert (reply.status, reply.content_type, reply.charset) == (200, "text/x-python", "utf-8")
            assert "max-age" in reply.headers["Cache-Control"]
            version = reply.headers["ETag"]
        assert served == file
        compile(served, "reporter.py", "exec")
        async with http.get(f"{url}/reporter.py", headers={"If-None-Match": version}) as reply:
            assert (reply.status, reply.headers["ETag"], await reply.read()) == (304, version, b"")
        async with http.get(f"{url}/reporter.py", headers={"If-None-Match": '"another"'}) as reply:
            assert await reply.read() == file
        async with http.head(f"{url}/reporter.py") as reply:
            assert (reply.status, reply.content_length) == (200, len(file))


# -- a job's own secret ---------------------------------------------------------------------------------------------


async def under_job_secret(w: World, job: str, body: bytes, *, secret: str = SECRET) -> tuple[int, dict[str, Any]]:
    headers = signed(body, secret=job_secret(secret, job))
    return await post(f"{w.public_url}/webhooks/lab/{quote(job, safe='')}", body, headers)


@pytest.mark.parametrize("job", ["run-7", "org/größe 7 ✓?#%2F"])
async def test_a_report_under_its_jobs_secret_is_taken(one_world: MakeWorld, job: str) -> None:
    async with one_world() as w:
        body = json.dumps({"job": job, "status": "running"}).encode()
        status, answer = await under_job_secret(w, job, body)
        assert (status, answer["status"]) == (202, "accepted")
        await until(lambda: w.has(job, "running"))


async def test_a_jobs_secret_is_refused_for_another_job_and_by_name(one_world: MakeWorld) -> None:
    async with one_world() as w:
        other = b'{"job": "run-8", "status": "failed"}'
        status, problem = await under_job_secret(w, "run-7", other)
        assert (status, problem["reason"]) == (401, "other_job")
        status, problem = await post(
            f"{w.public_url}/webhooks/lab/run-8", other, signed(other, secret=job_secret(SECRET, "run-7"))
        )
        assert (status, problem["reason"]) == (401, "signature_mismatch")

        async def kept() -> bool:
            return await w.store.read(queries.count_inbound) == {"other_job": 1, "signature_mismatch": 1}

        await until(kept)
        assert await w.jobs() == []


CONFIGURATION = f"""
[[account]]
name = "lab"
provider = "generic"
webhook_secrets = ["{SECRET}", "whsec_b2xk"]

[[account]]
name = "cloud"
provider = "openai"
base_url = "https://api.example.com/v1"
api_key = "sk-1234567890"
"""


async def test_the_command_line_makes_a_jobs_secret_of_the_configuration_on_this_machine(tmp_path: Path) -> None:
    (tmp_path / "tunewatch.toml").write_text(CONFIGURATION)
    done = await tunewatch("accounts", "job-secret", "lab", "run-7", cwd=tmp_path)
    assert (done.code, done.out, done.err) == (0, job_secret(SECRET, "run-7") + "\n", "")
    elsewhere = await tunewatch("accounts", "job-secret", "lab", "run-7", "--config", str(tmp_path / "tunewatch.toml"))
    assert elsewhere.out == done.out


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("nobody", "run-7"), 3, "no account nobody is configured here"),
        (("cloud", "run-7"), 1, "only `generic` has secrets of jobs"),
        (("lab", ""), 2, "a job is text of 1 to 200 characters"),
    ],
)
async def test_a_job_secret_that_cannot_be_made_says_why(
    tmp_path: Path, argv: tuple[str, str], code: int, said: str
) -> None:
    (tmp_path / "tunewatch.toml").write_text(CONFIGURATION)
    done = await tunewatch("accounts", "job-secret", *argv, cwd=tmp_path)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "whsec_" not in done.err


# -- is it committed? -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("database", ["sqlite_url", "postgres_url"])
async def test_a_report_is_confirmed_when_a_worker_has_committed_it_and_not_before(
    redis_url: str, redis: ArqRedis, database: str, request: pytest.FixtureRequest
) -> None:
    database_url = request.getfixturevalue(database)
    await migrate(database_url)
    store = open_store(database_url)
    body = b'{"job": "run-7", "status": "succeeded"}'

    async def ask(url: str) -> tuple[int, dict[str, Any]]:
        return await post(f"{url}/webhooks/lab?confirm=1", body, signed(body, delivery_id="msg_7"))

    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(store.close)
        url = await stack.enter_async_context(receiver(redis, store))
        assert await ask(url) == (202, {"status": "accepted", "delivery_id": "msg_7"})
        waiting = (200, {"status": "duplicate", "delivery_id": "msg_7", "committed": False})
        assert [await ask(url), await ask(url)] == [waiting, waiting]
        async with world(redis_url, database_url) as w:

            async def confirmed() -> bool:
                return (await ask(url))[1]["committed"] is True

            await until(confirmed)
            assert await w.has("run-7", "succeeded")
        assert await store.read(queries.count_inbound) == {"accepted": 1}  # a question is no second delivery


async def test_an_answer_without_the_question_is_what_it_was(redis: ArqRedis, sqlite_url: str) -> None:
    await migrate(sqlite_url)
    store = open_store(sqlite_url)
    async with receiver(redis, store) as url:
        for asked in ("", "?confirm=0", "?confirm=", "?confirmed=1"):
            repeated = {"status": "duplicate", "delivery_id": f"msg{asked}"}
            headers = signed(RUNNING, delivery_id=f"msg{asked}")
            assert (await post(f"{url}/webhooks/lab{asked}", RUNNING, headers))[0] == 202
            assert await post(f"{url}/webhooks/lab{asked}", RUNNING, headers) == (200, repeated)
    await store.close()


@pytest.mark.parametrize("away", ["nobody listens", "not migrated", "no database here"])
async def test_a_database_that_cannot_be_asked_is_no_error_and_no_answer(
    redis: ArqRedis, sqlite_url: str, away: str
) -> None:
    urls = {"nobody listens": f"postgresql://u:p@127.0.0.1:{free_port()}/none", "not migrated": sqlite_url}
    store = open_store(urls[away]) if away in urls else None
    async with receiver(redis, store) as url:
        headers = signed(RUNNING, delivery_id="msg_1")
        assert (await post(f"{url}/webhooks/lab", RUNNING, headers))[0] == 202
        status, answer = await post(f"{url}/webhooks/lab?confirm=1", RUNNING, headers)
        assert (status, answer["status"], answer["committed"]) == (200, "duplicate", None)
    if store is not None:
        await store.close()


async def test_a_database_that_hangs_holds_up_neither_the_askers_nor_anybody_else(redis: ArqRedis) -> None:
    hung: list[asyncio.StreamWriter] = []

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hung.append(writer)
        await reader.read()
        writer.close()

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    store = open_store(f"postgresql://u:p@127.0.0.1:{port}/none")
    async with server, receiver(redis, store) as url:
        headers = signed(RUNNING, delivery_id="msg_1")
        assert (await post(f"{url}/webhooks/lab", RUNNING, headers))[0] == 202
        asking = [
            asyncio.create_task(post(f"{url}/webhooks/lab?confirm=1", RUNNING, headers)) for _ in range(MAX_ASKING + 2)
        ]
        await until(lambda: hung)
        for number in range(5):
            assert (await post(f"{url}/webhooks/lab", RUNNING, signed(RUNNING)))[0] == 202, number
        answers = await asyncio.gather(*asking)
        assert [(status, answer["committed"]) for status, answer in answers] == [(200, None)] * len(asking)
    await store.close()


class Slow:
    """A store that answers when it is let."""

    def __init__(self) -> None:
        self.asked, self.free, self.answer = 0, asyncio.Event(), True

    async def read(self, *_: object) -> bool:
        self.asked += 1
        await self.free.wait()
        return self.answer


def item() -> Item:
    return Item("lab", "msg_1", "accepted", 0, b"", "hash")


async def test_a_slow_database_is_asked_a_few_times_at_once_and_then_again() -> None:
    slow = Slow()
    confirmations = Confirmations(slow, wait_s=0.01)  # type: ignore[arg-type]  # all it needs of a store
    assert await asyncio.gather(*(confirmations.committed(item()) for _ in range(10))) == [None] * 10
    assert slow.asked == MAX_ASKING  # nobody waits any more; the questions are under way all the same
    assert await confirmations.committed(item()) is None
    assert slow.asked == MAX_ASKING
    slow.free.set()

    async def answered() -> bool:
        return await confirmations.committed(item()) is True

    await until(answered)
    slow.free.clear()
    assert await confirmations.committed(item()) is None
    await confirmations.close()


@pytest.mark.parametrize("error", [StoreUnavailable(), RuntimeError("a bug"), OSError()])
async def test_whatever_the_database_says_a_question_raises_nothing(error: Exception) -> None:
    class Broken:
        async def read(self, *_: object) -> bool:
            raise error

    assert await Confirmations(Broken()).committed(item()) is None  # type: ignore[arg-type]  # likewise


async def test_the_reporter_as_it_is_served_reports_a_failure_and_ends_once_it_is_committed(
    redis_url: str, redis: ArqRedis, sqlite_url: str, tmp_path: Path
) -> None:
    """As a person uses it: the file comes from the service and runs from standard input, with a job's own secret."""
    await migrate(sqlite_url)
    store = open_store(sqlite_url)
    command = "import sys; print({'loss': 0.5, 'epoch': 1.0}); sys.stderr.write('CUDA out of memory'); sys.exit(3)"
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(store.close)
        url = await stack.enter_async_context(receiver(redis, store))
        w = await stack.enter_async_context(world(redis_url, sqlite_url))
        async with w.http.get(f"{url}/reporter.py") as reply:
            program = await reply.read()
        process = await children.start_async(
            [sys.executable, "-", "run", "--job", "run-7", "--url", url, "--account", "lab", "--spool",
             str(tmp_path / "spool"), "--", sys.executable, "-c", command],
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env={"PATH": os.environ["PATH"], "TUNEWATCH_SECRET": job_secret(SECRET, "run-7")},
        )  # fmt: skip
        out, err = await process.communicate(program)
        assert (process.returncode, out) == (3, b"{'loss': 0.5, 'epoch': 1.0}\n"), err
        row = await w.job("run-7")  # it is in the database already: the reporter has waited for that
        assert row is not None
        facts = json.loads(row["facts"])
        assert (row["status"], facts["exit_code"], facts["heartbeat_s"]) == ("failed", 3, 30)
        assert "CUDA out of memory" in facts["log_tail"]
        assert err == b"CUDA out of memory"  # nothing is left to be said of the spool

        async def told() -> bool:
            return any("CUDA out of memory" in one.body for one in w.inbox.accepted("webhook"))

        await until(told)


# -- progress without a reporter ------------------------------------------------------------------------------------


def as_transformers_does(url: str, body: bytes, token: str) -> int:
    """As KubeflowCallback posts it: urllib, and 200 is the one success."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")  # our own http URL
    with urllib.request.urlopen(request, timeout=5) as reply:  # likewise
        return int(reply.status)


async def test_the_progress_that_transformers_sends_by_itself_becomes_a_running_job(any_world: MakeWorld) -> None:
    async with any_world() as w:
        url, token = f"{w.public_url}/ingest/lab/run-7", job_secret(SECRET, "run-7")
        for name in ("begin", "progress", "evaluated", "end"):
            body = (SAMPLES / f"{name}.json").read_bytes()
            assert await asyncio.to_thread(as_transformers_does, url, body, token) == 200

        async def all_taken() -> bool:
            return await w.store.read(queries.count_inbound) == {"accepted": 4}

        await until(all_taken)
        assert await w.has("run-7", "running")  # and not succeeded: the protocol knows no ending
        row = await w.job("run-7")
        assert row is not None
        facts = json.loads(row["facts"])
        assert (facts["step"], facts["total_steps"]) == (40, 200)
        metrics = await w.store.read(queries.metrics_of, row["id"])
        assert {"step": 20, "name": "train_loss", "value": 1.5312} in metrics
        assert {"step": 40, "name": "eval_loss", "value": 1.2207} in metrics
        assert {"step": 40, "name": "grad_norm", "value": None} in metrics
        assert row["stalled_at"] is row["stall_due_at"] is None  # it promised nothing
        assert await until(w.told) == ["job.started"]
        assert len(w.inbox.accepted("webhook")) == 1


async def test_progress_is_deduplicated_and_an_ending_by_a_report_stands(one_world: MakeWorld) -> None:
    async with one_world() as w:
        url, headers = f"{w.public_url}/ingest/lab/run-7", {"Authorization": f"Bearer {SECRET}"}
        body = (SAMPLES / "progress.json").read_bytes()
        first, second = await post(url, body, headers), await post(url, body, headers)
        assert (first[0], first[1]["status"]) == (200, "accepted")
        assert (second[0], second[1]["status"]) == (200, "duplicate")
        other = await post(f"{w.public_url}/ingest/lab/run-8", body, headers)
        assert other[1]["status"] == "accepted"  # the same bytes about another job are other news
        await w.report("run-7", "succeeded", 1)
        await until(lambda: w.has("run-7", "succeeded"))
        assert (await post(url, (SAMPLES / "evaluated.json").read_bytes(), headers))[0] == 200

        async def taken() -> bool:
            counts = await w.store.read(queries.count_inbound)
            return counts["accepted"] == 4

        await until(taken)
        assert await w.has("run-7", "succeeded")


@pytest.mark.parametrize(
    ("path", "token", "body", "status", "reason"),
    [
        ("lab/run-7", job_secret(SECRET, "run-8"), None, 401, "signature_mismatch"),
        ("lab/run-7", "", None, 401, "missing_header"),
        ("lab/run-7", SECRET, b"<html>", 422, "not_json"),
        ("lab/run-7", SECRET, b"{}", 422, "wrong_shape"),
        ("lab/" + "x" * 201, SECRET, None, 401, "other_job"),
        ("openai-main/run-7", SECRET, None, 404, "no_progress_here"),
        ("nobody/run-7", SECRET, None, 404, "unknown_account"),
    ],
)
async def test_progress_that_is_refused_says_why(
    one_world: MakeWorld, path: str, token: str, body: bytes | None, status: int, reason: str
) -> None:
    async with one_world() as w:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        sent = (SAMPLES / "progress.json").read_bytes() if body is None else body
        answered, problem = await post(f"{w.public_url}/ingest/{path}", sent, headers)
        assert (answered, problem["reason"]) == (status, reason)
        assert SECRET not in json.dumps(problem)
        assert await w.jobs() == []


# -- silence --------------------------------------------------------------------------------------------------------


def pass_time(tx: Tx, seconds: float) -> None:
    """As if everything had been heard so much earlier."""
    table, span = schema.jobs, timedelta(seconds=seconds)
    for row in tx.conn.execute(sa.select(table.c.id, table.c.heard_at, table.c.stall_due_at)).all():
        due = None if row.stall_due_at is None else row.stall_due_at - span
        values = {"heard_at": row.heard_at - span, "stall_due_at": due}
        tx.conn.execute(table.update().where(table.c.id == row.id).values(values))


async def listened(redis: ArqRedis, store: Store, seconds: float) -> None:
    """As if we had been listening for so long."""
    now = store.now()
    await receiver_heartbeat.keep_watch(redis, Watch(now - timedelta(seconds=seconds), now))


async def test_a_silence_is_told_once_and_healed_by_the_next_report(any_world: MakeWorld) -> None:
    async with any_world() as w, api_in(w) as api:

        async def shown() -> dict[str, Any]:
            return await api.get("/jobs/run-7")  # type: ignore[no-any-return]  # the decoded answer

        await w.report("run-7", "running", 1, heartbeat_s=30, step=10)
        await until(lambda: w.has("run-7", "running"))
        assert (await shown())["heard_at"] is not None
        await w.store.write(pass_time, 3600)

        async def stalled() -> bool:
            return (await shown())["stalled_at"] is not None

        async def found() -> bool:
            await listened(w.services.redis, w.store, 3600)  # a sweep that began before may have kept a younger watch
            return await stalled()

        await until(found, timeout=30)
        assert (await shown())["status"] == "running"

        async def told(kind: str) -> bool:
            return kind in await w.told()

        await until(lambda: told("job.stalled"))
        notification = next(one for one in w.inbox.accepted("webhook") if "job.stalled" in one.body)
        assert json.loads(notification.body)["data"]["job"]["provider_job_id"] == "run-7"
        await find_stalled(w.services)
        await w.report("run-7", "running", 2, heartbeat_s=30, step=11)
        await until(lambda: told("job.recovered"))
        assert not await stalled()
        history = (await api.get("/jobs/run-7/history"))["items"]
        assert [one["kind"] for one in history] == ["snapshot", "stalled", "snapshot", "recovered"]
        assert await w.told() == ["job.recovered", "job.stalled", "job.started"]


async def test_a_job_that_reported_more_than_a_page_is_shown_to_its_end(one_world: MakeWorld) -> None:
    async with one_world() as w, api_in(w) as api:
        beats = [step(revision=number, provider_job_id="run-7") for number in range(1, 1501)]
        end = step("failed", 1501, provider_job_id="run-7")
        await w.store.write(jobs.update_many, [*beats, end], [])
        env = {"TUNEWATCH_API": api.url, "TUNEWATCH_TOKEN": api.tokens["viewer"]}
        shown = (await tunewatch("jobs", "show", "run-7", **env)).out
        assert [line.split()[3:5] for line in shown.splitlines() if " snapshot " in line] == [
            ["snapshot", "running"],
            ["snapshot", "failed"],
        ]
        assert "and 1499 that changed no status" in shown
        history = (await tunewatch("jobs", "show", "run-7", "--json", **env)).json["history"]
        assert len(history) == 1501


async def test_the_command_line_shows_a_stalled_job(one_world: MakeWorld) -> None:
    async with one_world() as w, api_in(w) as api:
        await w.report("run-7", "running", 1, heartbeat_s=30)
        await until(lambda: w.has("run-7", "running"))
        await w.store.write(pass_time, 3600)

        async def found() -> bool:
            await listened(w.services.redis, w.store, 3600)
            await find_stalled(w.services)
            row = await w.job("run-7")
            return row is not None and row["stalled_at"] is not None

        await until(found)
        env = {"TUNEWATCH_API": api.url, "TUNEWATCH_TOKEN": api.tokens["viewer"]}
        assert "running, stalled" in (await tunewatch("jobs", **env)).out
        assert "stalled since" in (await tunewatch("jobs", "show", "run-7", **env)).out
        watched = await tunewatch("watch", "run-7", "--timeout", "0.1", "--every", "0.05", **env)
        assert "running, stalled (last report" in watched.out


@pytest.fixture
async def services(redis: ArqRedis, sqlite_url: str) -> AsyncIterator[Services]:
    """A worker's tools without a worker, where one job has been silent for an hour."""
    await migrate(sqlite_url)
    store = open_store(sqlite_url)
    await store.write(jobs.update_many, [step(facts={"heartbeat_s": 30})], [])
    await store.write(pass_time, 3600)
    async with Outbound() as outbound:
        yield build_services(Settings(accounts=(LAB,)), store, redis, outbound)
    await store.close()


async def is_stalled(services: Services) -> bool:
    found = await services.store.read(queries.get_job, "job-1")
    assert found is not None
    return found[0].stalled_at is not None


async def test_a_job_is_not_blamed_for_the_time_before_we_listened(services: Services) -> None:
    await receiver_heartbeat.beat(services.redis)
    await find_stalled(services)
    assert not await is_stalled(services)
    await listened(services.redis, services.store, 89)
    await find_stalled(services)
    assert not await is_stalled(services)
    await listened(services.redis, services.store, 91)
    await find_stalled(services)
    assert await is_stalled(services)


async def no_receiver(services: Services) -> None:
    await services.redis.delete(receiver_heartbeat.HEARTBEAT_KEY)


async def reports_wait(services: Services) -> None:
    await services.redis.zadd(QUEUE_KEY["hot"], {"observe:b1": 1})


async def nobody_looked(services: Services) -> None:
    last = services.store.now() - timedelta(minutes=2)
    await receiver_heartbeat.keep_watch(services.redis, Watch(last - timedelta(hours=1), last))


async def nothing_is_known(services: Services) -> None:
    await services.redis.set(receiver_heartbeat.WATCH_KEY, b"[]")


@pytest.mark.parametrize("ours", [no_receiver, reports_wait, nobody_looked, nothing_is_known])
async def test_a_silence_of_ours_gives_every_job_its_patience_again(
    services: Services, ours: Callable[[Services], Awaitable[None]]
) -> None:
    await receiver_heartbeat.beat(services.redis)
    await listened(services.redis, services.store, 3600)
    await ours(services)
    await find_stalled(services)
    assert not await is_stalled(services)
    watch = await receiver_heartbeat.watch_before(services.redis)
    assert watch is not None
    assert watch.since == watch.last


async def test_a_delivery_that_waits_is_no_silence_of_ours(services: Services) -> None:
    await services.redis.zadd(QUEUE_KEY["hot"], {"deliver:ntf_1:0:": 1})
    await receiver_heartbeat.beat(services.redis)
    assert await receiver_heartbeat.is_receiving(services.redis)


async def test_while_the_database_is_away_the_watch_is_not_kept(services: Services) -> None:
    away = replace(services, store=open_store(f"postgresql://u:p@127.0.0.1:{free_port()}/none"))
    await receiver_heartbeat.beat(services.redis)
    await listened(services.redis, services.store, 3600)
    before = await receiver_heartbeat.watch_before(services.redis)
    with pytest.raises(StoreUnavailable):
        await find_stalled(away)
    assert await receiver_heartbeat.watch_before(services.redis) == before
    await away.store.close()


async def test_a_receiver_says_that_it_hears_while_it_takes_reports(redis: ArqRedis) -> None:
    assert not await receiver_heartbeat.is_receiving(redis)
    async with receiver(redis, None):
        await until(lambda: receiver_heartbeat.is_receiving(redis))
        assert 0 < await redis.ttl(receiver_heartbeat.HEARTBEAT_KEY) <= receiver_heartbeat.HEARTBEAT_TTL_S


async def test_a_receiver_that_takes_nothing_does_not_say_that_it_hears(redis: ArqRedis) -> None:
    deps = build_deps(accounts={"lab": LAB}, providers=PROVIDERS, redis=redis, data_dir=None)
    await service.app._beat(deps)
    assert await redis.delete(receiver_heartbeat.HEARTBEAT_KEY) == 1
    deps.gate.shut()
    await service.app._beat(deps)
    assert not await redis.exists(receiver_heartbeat.HEARTBEAT_KEY)
    await deps.ingestor.close()
