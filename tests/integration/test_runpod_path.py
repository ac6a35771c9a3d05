"""An account at a RunPod endpoint: unsigned webhooks that only the API makes true, jobs that nobody can list."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from service.core import refresh as schedule
from service.core.config import Account, Secret
from service.demo.providers.runpod import RunPodSimulator
from service.store import queries, refreshes, registry
from tests.integration.conftest import MakeWorld
from tests.servers import until
from tests.world import World

TOKEN = "3f0c9a1e7b2d4c6f8a5e"
RESULT = {"hub_model_id": "acme/support-bot", "model_name": "support-bot", "base_model": "Qwen/Qwen3-8B", "step": 30}


@dataclass
class Watched:
    """A world with the account `runpod-main`, and the simulated endpoint."""

    world: World
    simulator: RunPodSimulator
    account: Account

    def webhook(self, token: str = TOKEN) -> str:
        return f"{self.world.public_url}/webhooks/runpod-main/{token}"

    async def post(self, url: str, document: object) -> int:
        async with self.world.http.post(url, data=json.dumps(document).encode()) as response:
            return response.status

    async def follow(self, job: str) -> None:
        await self.world.store.write(refreshes.follow, self.account, job)

    async def told(self, *kinds: str) -> bool:
        return set(kinds) <= set(await self.world.told())


@asynccontextmanager
async def watched(one_world: MakeWorld, *, poll: bool = False, **settings: Any) -> AsyncIterator[Watched]:
    simulator = RunPodSimulator(webhook_wait_s=0.0, **settings)
    await simulator.start()
    account = Account(
        "runpod-main",
        "runpod",
        base_url=simulator.base_url,
        api_key=Secret(simulator.api_key),
        webhook_secrets=(Secret("an-older-token"), Secret(TOKEN)),
        poll=poll,
        poll_interval_s=1.0,
    )
    try:
        async with one_world(more=(account,)) as w:
            yield Watched(w, simulator, account)
    finally:
        await simulator.stop()


async def test_a_webhook_leads_to_a_look_a_message_and_a_registered_model(one_world: MakeWorld) -> None:
    async with watched(one_world) as here:
        one = here.simulator.start_job(webhook=here.webhook())
        here.simulator.advance(one)
        here.simulator.complete(one, RESULT | {"loss": 0.5})
        await until(lambda: here.told("job.succeeded", "model.registered"))
        version = await here.world.store.read(registry.find_version, "default", "support-bot")
        assert version is not None
        assert (version.tuned_model, version.base_model) == ("acme/support-bot", "Qwen/Qwen3-8B")
        row = await here.world.job(one)
        assert row is not None
        assert (row["ended_via"], json.loads(row["facts"])["artifact_uri"]) == ("webhook", "hf://acme/support-bot")
        metrics = await here.world.store.read(queries.metrics_of, row["id"])
        assert [(metric["step"], metric["name"], metric["value"]) for metric in metrics] == [(30, "train_loss", 0.5)]


async def test_our_202_is_no_200_to_runpod_so_it_sends_again_and_nobody_is_told_twice(one_world: MakeWorld) -> None:
    async with watched(one_world) as here:
        one = here.simulator.start_job(webhook=here.webhook())
        here.simulator.complete(one, RESULT)
        await until(lambda: not here.simulator.webhooks.tasks)
        assert [sent.status for sent in here.simulator.webhooks.sent] == [202, 200]
        await until(lambda: here.told("job.succeeded", "model.registered"))
        assert (await here.world.told()).count("job.succeeded") == 1


async def test_a_webhook_that_lies_is_found_out_by_the_api(one_world: MakeWorld) -> None:
    async with watched(one_world) as here:
        one = here.simulator.start_job()
        here.simulator.advance(one)
        lie = {"id": one, "status": "COMPLETED", "output": {"model": "evil/model", "model_name": "support-bot"}}
        assert await here.post(here.webhook(), lie) == 202
        await until(lambda: here.world.has(one, "running"))

        async def told() -> bool:
            return await here.world.told() == ["job.started"]

        await until(told)
        assert await here.world.store.read(registry.find_version, "default", "support-bot") is None


@pytest.mark.parametrize("token", ["wrong", TOKEN + "/more", TOKEN[:-1]])
async def test_a_webhook_without_the_token_is_refused(one_world: MakeWorld, token: str) -> None:
    async with watched(one_world) as here:
        one = here.simulator.start_job()
        assert await here.post(here.webhook(token), {"id": one, "status": "COMPLETED"}) == 401
        assert await here.post(here.webhook().removesuffix("/" + TOKEN), {"id": one, "status": "COMPLETED"}) == 401
        assert await here.world.job(one) is None


async def test_a_failure_is_told_with_the_handlers_exception(one_world: MakeWorld) -> None:
    async with watched(one_world) as here:
        one = here.simulator.start_job(webhook=here.webhook())
        here.simulator.advance(one)
        here.simulator.fail(one, RuntimeError("CUDA out of memory"))
        await until(lambda: here.told("job.failed"))
        assert any("CUDA out of memory" in notification.body for notification in here.world.inbox.accepted("webhook"))


async def test_a_job_that_is_run_again_is_told_and_registered_when_it_succeeds(one_world: MakeWorld) -> None:
    async with watched(one_world) as here:
        one = here.simulator.start_job(webhook=here.webhook())
        here.simulator.fail(one, "out of memory")
        await until(lambda: here.told("job.failed"))
        here.simulator.retry(one)
        here.simulator.advance(one)
        here.simulator.complete(one, RESULT)
        await until(lambda: here.told("job.succeeded", "model.registered"))


async def test_a_job_without_webhook_is_followed_from_its_queue_to_its_end(one_world: MakeWorld) -> None:
    async with watched(one_world, poll=True) as here:
        one = here.simulator.start_job()
        await here.follow(one)
        await until(lambda: here.world.has(one, "queued"))
        here.simulator.advance(one)
        here.simulator.progress(one, {"step": 10, "total_steps": 30, "loss": 1.5})
        await until(lambda: here.world.has(one, "running"))
        here.simulator.complete(one, RESULT)
        await until(lambda: here.told("job.succeeded", "model.registered"))
        row = await here.world.job(one)
        assert row is not None
        assert row["ended_via"] == "poll"


async def test_a_job_that_runpod_has_forgotten_is_told_as_its_own_outcome(
    one_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "NOT_FOUND_WAIT_S", (0, 0))
    async with watched(one_world, poll=True) as here:
        one = here.simulator.start_job()
        await here.follow(one)
        await until(lambda: here.world.has(one, "queued"))
        here.simulator.forget(one)
        await until(lambda: here.told("job.forgotten"))
        assert not await here.world.has(one, "failed")


async def test_a_job_is_cancelled_at_runpod(one_world: MakeWorld) -> None:
    async with watched(one_world) as here:
        one = here.simulator.start_job(webhook=here.webhook())
        provider = here.world.services.provider(here.account)
        question = provider.ask_cancel(one)
        assert question is not None
        provider.answer_cancel(await here.world.services.outbound.ask(here.account, provider, question))
        await until(lambda: here.told("job.cancelled"))


async def test_the_token_stands_in_no_kept_request(one_world: MakeWorld) -> None:
    async with watched(one_world) as here:
        one = here.simulator.start_job(webhook=here.webhook())
        here.simulator.complete(one, RESULT)
        await until(lambda: here.told("job.succeeded"))
        async with aiohttp.ClientSession() as http, http.get(f"{here.world.private_url}/metrics") as response:
            assert TOKEN not in await response.text()
        rows = (await here.world.store.read(queries.list_inbound, limit=50)).rows
        assert rows
        assert not any(TOKEN in str(value) for row in rows for value in row.values())
