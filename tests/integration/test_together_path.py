"""An account at Together AI from the list to the registered model: nothing ever announces anything here."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from service.core.config import Account, Secret
from service.demo.providers.together import TogetherSimulator
from service.store import accounts, queries, registry
from tests.integration.conftest import MakeWorld
from tests.servers import until
from tests.world import World


@asynccontextmanager
async def watched(one_world: MakeWorld, **settings: Any) -> AsyncIterator[tuple[World, TogetherSimulator]]:
    """A world with the account `together-main`, its first list read."""
    simulator = TogetherSimulator(**settings)
    await simulator.start()
    try:
        account = Account(
            "together-main",
            "together",
            base_url=simulator.base_url,
            api_key=Secret(simulator.api_key),
            poll_interval_s=1.0,
        )
        async with one_world(more=(account,)) as w:
            await until(lambda: _first_list_done(w))
            yield w, simulator
    finally:
        await simulator.stop()


async def _first_list_done(w: World) -> bool:
    rows = await w.store.read(accounts.states)
    return all(row["first_list_done_at"] for row in rows if row["name"] == "together-main")


async def _told(w: World, *kinds: str) -> bool:
    return set(kinds) <= set(await w.told())


async def test_a_job_is_found_followed_told_and_registered_with_its_lineage(one_world: MakeWorld) -> None:
    async with watched(one_world, events_twice=True) as (w, simulator):
        one = simulator.start_job(suffix="support-bot", random_seed=42)
        await until(lambda: w.has(one, "created"))
        simulator.advance_to(one, "running")
        await until(lambda: w.has(one, "running"))
        simulator.advance_to(one, "completed")
        await until(lambda: w.has(one, "succeeded"))
        await until(lambda: _told(w, "job.succeeded", "model.registered"))
        assert (await w.told()).count("job.succeeded") == 1

        row = await w.job(one)
        assert row is not None
        assert (row["ended_via"], row["provider_status"]) == ("poll", "completed")
        version = await w.store.read(registry.find_version, "default", "support-bot")
        assert version is not None
        assert version.tuned_model == f"acme/Qwen3-8B:support-bot:{one}"
        lineage = version.lineage
        assert lineage["cost_usd"] == 30 * 4096 * 480 / 1e9
        assert (lineage["trained_tokens"], lineage["seed"], lineage["method"]) == (30 * 4096, 42, "sft")
        assert lineage["result_files"] == [simulator.jobs[one].wire["model_object_id"]]

        async def complete() -> bool:
            found = await w.store.read(registry.find_version, "default", "support-bot")
            assert found is not None
            return isinstance(points := found.lineage.get("checkpoints"), list) and len(points) == 3

        await until(complete)
        rows = await w.store.read(queries.metrics_of, row["id"])
        assert [metric["step"] for metric in rows if metric["name"] == "train_loss"] == list(range(1, 31))
        assert [metric["step"] for metric in rows if metric["name"] == "valid_loss"] == [10, 20, 30]


async def test_many_jobs_that_end_at_once_are_each_asked_for_what_the_list_leaves_out(one_world: MakeWorld) -> None:
    async with watched(one_world) as (w, simulator):
        ids = [simulator.start_job(suffix=f"run-{n}") for n in range(7)]
        await until(lambda: w.has(ids[-1], "created"))
        for one in ids:
            simulator.advance_to(one, "completed")

        async def all_told() -> bool:
            return (await w.told()).count("job.succeeded") == len(ids)

        await until(all_told)
        for row in await w.jobs():
            assert json.loads((await w.job(row["provider_job_id"]) or {})["facts"])["artifact_uri"]
        assert {f"GET /v1/fine-tunes/{one}" for one in ids} <= set(simulator.asked)


async def test_a_failure_is_told_with_the_reason_that_only_an_event_knows(one_world: MakeWorld) -> None:
    async with watched(one_world, nan_from_step=5) as (w, simulator):
        one = simulator.start_job(suffix="typo")
        simulator.advance_to(one, "running")
        simulator.advance(one)
        await until(lambda: w.has(one, "running"))
        simulator.fail(one, "line 3 has no messages", word="user_error")
        await until(lambda: _told(w, "job.failed"))
        assert any("line 3 has no messages" in notification.body for notification in w.inbox.accepted("webhook"))
        row = await w.job(one)
        assert row is not None
        assert json.loads(row["facts"])["error_code"] == "user_error"


async def test_a_cancelled_job_is_followed_through_its_request_to_its_end(one_world: MakeWorld) -> None:
    async with watched(one_world) as (w, simulator):
        one = simulator.start_job()
        simulator.advance_to(one, "running")
        await until(lambda: w.has(one, "running"))
        account = w.services.accounts["together-main"]
        provider = w.services.provider(account)
        question = provider.ask_cancel(one)
        assert question is not None
        provider.answer_cancel(await w.services.outbound.ask(account, provider, question))
        await until(lambda: w.has(one, "finishing"))
        simulator.advance(one)
        await until(lambda: _told(w, "job.cancelled"))


async def test_whether_the_model_answers_is_asked_where_its_endpoints_are(one_world: MakeWorld) -> None:
    async with watched(one_world) as (w, simulator):
        one = simulator.start_job(suffix="support-bot")
        simulator.advance_to(one, "completed")
        model = str(simulator.jobs[one].wire["model_output_name"])
        account = w.services.accounts["together-main"]
        provider = w.services.provider(account)

        async def asked() -> tuple[str, str | None]:
            question = provider.ask_readiness(model)
            assert question is not None
            found = provider.answer_readiness(model, await w.services.outbound.ask(account, provider, question))
            return found.serving.value, found.call

        assert await asked() == ("needs_endpoint", None)
        name = simulator.serve(one, "STARTING")
        assert await asked() == ("not_yet", None)
        simulator.endpoints[0]["state"] = "STARTED"
        assert await asked() == ("ready", name)
