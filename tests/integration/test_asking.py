"""What a person asks a worker for: to follow a job, to cancel it, and whether a model answers."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from service.api import worker_requests
from service.core.account import key_end
from service.core.config import Account, Secret, Suite
from service.core.evaluation_plan import PlannedCandidate
from service.core.task import Cancel
from service.core.worker_reply import readiness_key
from service.demo import tickets
from service.demo.providers.together import TogetherSimulator
from service.providers import ModelReadiness, Readiness
from service.queue import enqueue
from service.store import evaluations, queries, registry, schema
from service.store.engine import Tx
from tests.api import Api, api_in
from tests.integration.conftest import MakeWorld
from tests.integration.test_cli import Done, tunewatch
from tests.servers import until
from tests.world import World
from workers.evaluation import asking

MINUTE = timedelta(minutes=1)


@dataclass
class Place:
    """A world with its API and command line, and a second provider beside the first."""

    w: World
    api: Api
    together: TogetherSimulator

    async def run(self, *argv: str) -> Done:
        return await tunewatch(*argv, TUNEWATCH_API=self.api.url, TUNEWATCH_TOKEN=self.api.tokens["operator"])

    async def audited(self) -> list[str]:
        return [row["action"] for row in await self.w.store.read(queries.list_audit)]


@contextlib.asynccontextmanager
async def place(one_world: MakeWorld, **options: Any) -> AsyncIterator[Place]:
    together = TogetherSimulator()
    await together.start()
    try:
        account = Account(
            "together",
            "together",
            base_url=together.base_url,
            api_key=Secret(together.api_key),
            poll_interval_s=1.0,
            calls_per_min=60_000.0,
        )
        async with one_world(more=(account,), **options) as w, api_in(w) as api:
            yield Place(w, api, together)
    finally:
        await together.stop()


# --- follow -----------------------------------------------------------------------------------------------------------


async def test_a_job_is_followed_that_nothing_announced(one_world: MakeWorld) -> None:
    async with place(one_world) as p:
        job = p.w.simulator.add_job(status="running", suffix="quiet")
        answer = await p.api.post("/accounts/openai-main/jobs", {"job": job}, 202)
        assert (answer["job"], answer["new"]) == (job, True)
        await until(lambda: p.w.has(job, "running"))
        p.w.simulator.finish(job, "succeeded", webhook=False)
        done = await p.run("jobs", "follow", "openai-main", job)
        assert (done.code, "is looked at now" in done.out) == (0, True)
        await until(lambda: p.w.has(job, "succeeded"))
        assert (await p.audited()).count("job_followed") == 2


@pytest.mark.parametrize(
    ("path", "body", "status", "reason"),
    [
        ("/accounts/nobody/jobs", {"job": "x"}, 404, "not_found"),
        ("/accounts/lab/jobs", {"job": "x"}, 409, "not_askable"),
        ("/accounts/openai-main/jobs", {"job": ".."}, 422, "wrong_shape"),
        ("/accounts/openai-main/jobs", {"job": "x" * 201}, 422, "wrong_shape"),
        ("/accounts/openai-main/jobs", {"job": "a\0b"}, 422, "wrong_shape"),
        ("/accounts/openai-main/jobs", {}, 422, "wrong_shape"),
    ],
)
async def test_what_cannot_be_followed_is_refused(
    one_world: MakeWorld, path: str, body: dict[str, str], status: int, reason: str
) -> None:
    async with place(one_world) as p:
        answer = await p.api.call("POST", path, json=body)
        assert (answer.status, answer.body["reason"]) == (status, reason)
        assert await p.w.jobs() == []


# --- cancel -----------------------------------------------------------------------------------------------------------


async def test_a_job_is_cancelled_on_record_and_looked_at(one_world: MakeWorld) -> None:
    async with place(one_world) as p:
        job = p.together.start_job(suffix="unwanted")
        p.together.advance_to(job, "running")
        await until(lambda: p.w.has(job, "running"))
        refused = await p.run("jobs", "cancel", job)  # nobody is there to say yes
        assert refused.code != 0
        assert p.together.jobs[job].wire["status"] == "running"
        done = await p.run("jobs", "cancel", job, "--yes")
        assert (done.code, "has taken the request" in done.out) == (0, True)
        assert p.together.jobs[job].wire["status"] != "running"
        p.together.advance_to(job, "cancelled")
        await until(lambda: p.w.has(job, "cancelled"))
        assert (await p.audited()).count("job_cancel_asked") == 1
        again = await p.api.call("POST", f"/jobs/{job}/cancel")
        assert (again.status, again.body["reason"]) == (409, "already_ended")


async def test_each_way_in_which_a_job_cannot_be_cancelled_has_its_name(one_world: MakeWorld) -> None:
    async with place(one_world) as p:
        await p.w.report("reported", "running", 1)
        await until(lambda: p.w.has("reported", "running"))
        running = p.together.start_job()
        await until(lambda: p.w.has(running, "created"))
        del p.together.jobs[running]
        expected = {"nobody": (404, "not_found"), "reported": (409, "not_possible"), running: (409, "unknown_job")}
        for job, said in expected.items():
            answer = await p.api.call("POST", f"/jobs/{job}/cancel")
            assert (answer.status, answer.body["reason"]) == said


async def test_a_cancelling_for_which_no_question_is_left_is_not_asked_and_says_so(one_world: MakeWorld) -> None:
    async with place(one_world) as p:
        job = p.together.start_job()
        await until(lambda: p.w.has(job, "created"))
        # so deep in debt that not even a person may ask
        await p.w.services.redis.hset("tunewatch:budget:together", mapping={"tokens": -1e9, "at": 9e15})
        answer = await p.api.call("POST", f"/jobs/{job}/cancel")
        assert (answer.status, answer.body["reason"]) == (409, "out_of_budget")
        assert p.together.jobs[job].wire["status"] == "pending"


async def test_a_cancelling_that_nobody_waits_for_any_more_is_not_asked(one_world: MakeWorld) -> None:
    async with place(one_world) as p:
        job = p.together.start_job()
        late = Cancel("together", job, "ticket", until=(p.w.store.now() - MINUTE).timestamp())
        await enqueue(p.w.services.redis, [late])
        answer = await until(lambda: p.w.services.redis.lpop("tunewatch:answer:ticket"))
        assert b"too_late" in bytes(answer)
        assert p.together.jobs[job].wire["status"] == "pending"


async def test_without_a_worker_a_cancelling_ends_and_says_so(
    one_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_requests, "PATIENCE_S", 0.2)
    async with place(one_world) as p:
        job = p.together.start_job()
        await until(lambda: p.w.has(job, "created"))
        p.w.stop_worker.set()
        await until(lambda: not p.w.services.background)
        answer = await p.api.call("POST", f"/jobs/{job}/cancel")
        assert (answer.status, answer.body["reason"]) == (504, "no_worker")


# --- does the model answer? -------------------------------------------------------------------------------------------


async def trained(p: Place) -> str:
    """A registered model of Together's that nobody serves."""
    job = p.together.start_job(suffix="support-bot")
    await until(lambda: p.w.has(job, "created"))
    p.together.advance_to(job, "completed")

    async def told() -> bool:
        return "model.registered" in await p.w.told()

    await until(told)
    return job


async def test_whether_a_model_answers_is_asked_when_somebody_wants_to_know_and_kept_for_a_minute(
    one_world: MakeWorld,
) -> None:
    async with place(one_world) as p:
        job = await trained(p)
        notification = next(one for one in p.w.inbox.accepted("webhook") if "model.registered" in one.body)
        assert "needs an endpoint" in notification.body
        first = await p.api.get("/models/support-bot/servable")
        assert first["serving"] == "needs_endpoint"
        name = p.together.serve(job)
        assert await p.api.get("/models/support-bot/servable") == first
        version = await p.w.store.read(registry.find_version, "default", "support-bot")
        assert version is not None
        await p.w.services.redis.delete(readiness_key("together", version.tuned_model or ""))
        done = await p.run("models", "show", "support-bot", "--servable")
        assert (done.code, done.out.startswith("support-bot v1: ready (")) == (0, True)
        assert done.out.endswith(f"call it as {name}\n")


async def test_an_evaluation_of_a_model_that_needs_an_endpoint_ends_and_says_so(
    one_world: MakeWorld, tmp_path: Path
) -> None:
    items = tmp_path / "items.jsonl"
    items.write_bytes(tickets.held_out_jsonl())
    suite = Suite("tickets", str(items), scorer="label", labels=tuple(sorted(tickets.COMPLAINTS)))
    async with place(one_world, suites=(suite,)) as p:
        await trained(p)

        async def verdicts() -> list[tuple[str | None, Any]]:
            found = await p.w.store.read(evaluations.listed)
            return [(one.verdict, one.result) for one in found if one.verdict is not None]

        ((verdict, result),) = await until(verdicts)
        assert verdict == "not servable"
        assert any("needs an endpoint" in line for line in result["sentences"])


async def test_a_model_that_is_called_by_another_name_is_evaluated_by_that_name(
    one_world: MakeWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = [
        ModelReadiness(Readiness.NOT_YET, "loading"),
        ModelReadiness(Readiness.READY, call="not-a-model-of-the-simulator"),
    ]

    async def say(*_: object, **__: object) -> ModelReadiness:
        return states.pop(0) if len(states) > 1 else states[0]

    monkeypatch.setattr(asking, "servable", say)
    monkeypatch.setattr(asking, "PROBE_AGAIN_S", 0.05)
    items = tmp_path / "items.jsonl"
    items.write_bytes(tickets.held_out_jsonl())
    suite = Suite("tickets", str(items), scorer="label", labels=tuple(sorted(tickets.COMPLAINTS)), wait_for_model_s=0.5)
    async with place(one_world, suites=(suite,)) as p:
        job = p.w.simulator.add_job(status="running", suffix="renamed")
        p.w.simulator.finish(job, "succeeded")

        async def plans() -> list[PlannedCandidate]:
            found = await p.w.store.read(evaluations.listed)
            return [one.plan.candidates["tuned"] for one in found if one.verdict is not None]

        (plan,) = await until(plans, timeout=60)
        assert plan.call == "not-a-model-of-the-simulator"
        assert plan.model == (await p.w.job(job) or {})["facts"].partition('"tuned_model":"')[2].partition('"')[0]
        assert plan.state == "not_servable"  # nobody answers to that name


# --- what is shown ----------------------------------------------------------------------------------------------------


async def test_a_forgotten_job_is_shown_as_its_own_outcome(one_world: MakeWorld) -> None:
    async with place(one_world) as p:
        job = p.w.simulator.add_job(status="running", suffix="lost")
        await p.api.post("/accounts/openai-main/jobs", {"job": job}, 202)
        await until(lambda: p.w.has(job, "running"))

        def forget(tx: Tx) -> None:
            tx.conn.execute(schema.jobs.update().values(unknown_to_provider=True))

        await p.w.store.write(forget)
        shown = await p.api.get(f"/jobs/{job}")
        assert (shown["forgotten"], shown["status"], shown["ended"]) == (True, "running", False)
        watched = await p.run("watch", job)
        assert (watched.code, "its outcome is not known" in watched.out) == (6, True)
        assert "forgotten" in (await p.run("jobs")).out


async def test_a_circuit_is_shown_with_the_end_of_the_key_by_api_command_line_and_metrics(one_world: MakeWorld) -> None:
    key = "sk-wrong-0123456789-7q"
    async with place(one_world, openai={"poll": True, "api_key": Secret(key)}) as p:

        async def is_open() -> bool:
            return bool((await p.api.get("/accounts/openai-main"))["circuit"]["state"] == "open")

        await until(is_open)
        circuit = (await p.api.get("/accounts/openai-main"))["circuit"]
        assert (circuit["key_end"], "HTTP 401" in circuit["reason"]) == (key_end(key), True)
        listed = (await p.run("accounts")).out
        assert "HTTP 401 since" in listed
        assert "key ends …7q" in listed
        shown = (await p.run("accounts", "show", "openai-main")).out
        assert "deprecated since 2026-05-07" in shown
        async with aiohttp.ClientSession() as http, http.get(f"{p.api.url}/metrics") as response:
            metrics = await response.text()
        assert 'tunewatch_account_circuit_open{account="openai-main"} 1.0' in metrics
        assert 'tunewatch_account_circuit_open{account="lab"} 0.0' in metrics
        assert 'tunewatch_account_webhooks{account="lab",fate="twice"} 0.0' in metrics
        for said in (listed, shown, str(circuit), metrics, str(p.w.inbox.accepted("webhook"))):
            assert key not in said
            assert key[-3:] not in said
