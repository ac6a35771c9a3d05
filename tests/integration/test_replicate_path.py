"""An account at Replicate in the real service: found by polling, told by webhook, registered with its lineage."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from service.core.config import Account, Secret
from service.demo.providers.replicate import ReplicateSimulator
from service.store import accounts, queries, registry
from tests.integration.conftest import MakeWorld
from tests.servers import until
from tests.world import World

NAME = "replicate-main"


@asynccontextmanager
async def watched(
    one_world: MakeWorld, simulator: ReplicateSimulator | None = None, **changes: Any
) -> AsyncIterator[tuple[World, ReplicateSimulator]]:
    """A world with an account at the simulated Replicate: its first list is read, its secret is fetched."""
    running = simulator or ReplicateSimulator(retry_base_s=0.05)
    await running.start()
    try:
        known = {"base_url": running.base_url, "api_key": Secret(running.api_key), "poll_interval_s": 1.0}
        account = Account(NAME, "replicate", **(known | {"calls_per_min": 60_000.0} | changes))
        async with one_world(more=(account,)) as w:
            if account.poll:
                await until(lambda: _first_list_done(w), timeout=40)
            await until(lambda: running.asked.count("GET /v1/webhooks/default/secret"))
            yield w, running
    finally:
        await running.stop()


async def _first_list_done(w: World) -> bool:
    rows = await w.store.read(accounts.states)
    return all(row["first_list_done_at"] for row in rows if row["name"] == NAME)


async def _told(w: World, *kinds: str) -> bool:
    return set(kinds) <= set(await w.told())


async def test_a_training_is_found_by_the_poll_ends_by_webhook_and_is_registered_with_its_curve(
    one_world: MakeWorld,
) -> None:
    async with watched(one_world) as (w, simulator):
        inputs = {"train_data": "https://example.com/t.jsonl?X-Signature=s3cr3t", "epochs": 3, "hf_token": "hf_s3cr3t"}
        one = simulator.create(webhook=f"{w.public_url}/webhooks/{NAME}", inputs=inputs)
        await until(lambda: w.has(one, "queued"))
        simulator.advance(one)
        await until(lambda: w.has(one, "running"))
        while not simulator.trainings[one].ended:
            simulator.advance(one)
        await until(lambda: _told(w, "job.succeeded", "model.registered"))
        assert (await w.told()).count("job.succeeded") == 1

        row = await w.job(one)
        assert row is not None
        assert row["provider_status"] == "succeeded"
        version = await w.store.read(registry.find_version, "default", "acme/support-bot")
        assert version is not None
        output = simulator.trainings[one].wire["output"]
        assert version.tuned_model == output["version"]
        assert version.lineage["artifact_uri"] == output["weights"]
        assert version.lineage["training_file"] == "https://example.com/t.jsonl"
        assert version.lineage["hyperparameters"] == {"epochs": 3}
        rows = await w.store.read(queries.metrics_of, row["id"])
        assert [metric["step"] for metric in rows if metric["name"] == "train_loss"] == [20, 40, 60, 80, 100]
        said = json.dumps([json.loads(notification.body) for notification in w.inbox.accepted("webhook")])
        assert "s3cr3t" not in said
        assert "acme/support-bot" in said


async def test_a_signed_ending_is_enough_when_replicate_does_not_know_the_training_any_more(
    one_world: MakeWorld,
) -> None:
    async with watched(one_world, poll=False) as (w, simulator):
        one = simulator.create(webhook=f"{w.public_url}/webhooks/{NAME}")
        while not simulator.trainings[one].ended:
            simulator.advance(one)
        del simulator.trainings[one]  # before anything could ask for it: its webhooks are on their way
        await until(lambda: _told(w, "job.succeeded", "model.registered"))
        row = await w.job(one)
        assert row is not None
        assert (row["status"], row["ended_via"]) == ("succeeded", "webhook")


async def test_a_new_trainings_own_urls_do_not_show_what_it_is_so_the_api_is_asked(one_world: MakeWorld) -> None:
    async with watched(one_world, poll=False) as (w, simulator):
        one = simulator.create()
        simulator.advance(one)
        body = simulator.trainings[one].wire | {"urls": {"get": f"{simulator.base_url}/predictions/{one}"}}

        async def taken() -> bool:
            answer = await w.post(NAME, json.dumps(body).encode(), secret=simulator.secret)
            return answer.status in (200, 202)

        await until(taken)
        await until(lambda: w.has(one, "running"))
        assert f"GET /v1/trainings/{one}" in simulator.asked


async def test_a_failure_is_told_with_its_reason_and_the_last_lines_of_its_log(one_world: MakeWorld) -> None:
    async with watched(one_world) as (w, simulator):
        one = simulator.create(webhook=f"{w.public_url}/webhooks/{NAME}")
        for _ in range(3):
            simulator.advance(one)
        simulator.finish(one, "failed", error="CUDA out of memory. Tried to allocate 2.00 GiB")
        await until(lambda: _told(w, "job.failed"))
        row = await w.job(one)
        assert row is not None
        facts = json.loads(row["facts"])
        assert facts["error_message"] == "CUDA out of memory. Tried to allocate 2.00 GiB"
        assert facts["log_tail"].endswith(f"step 40/100 loss={_loss(simulator, one)}")
        assert facts["step"] == 40
        assert "CUDA out of memory" in json.dumps([notification.body for notification in w.inbox.accepted("webhook")])


def _loss(simulator: ReplicateSimulator, one: str) -> str:
    return str(simulator.trainings[one].wire["logs"].strip().rpartition("=")[2])


async def test_a_loss_pattern_of_the_account_reads_a_log_of_its_own_kind(one_world: MakeWorld) -> None:
    options = (("loss_pattern", r"at (?P<step>\d+) the gap is (?P<loss>[\d.]+)"),)
    async with watched(one_world, options=options) as (w, simulator):
        one = simulator.create()
        simulator.advance(one)
        simulator.trainings[one].wire["logs"] += "at 5 the gap is 0.75\nat 9 the gap is 0.5\n"
        simulator.finish(one)
        await until(lambda: _told(w, "model.registered"))
        row = await w.job(one)
        assert row is not None
        rows = await w.store.read(queries.metrics_of, row["id"])
        assert [(metric["step"], metric["name"], metric["value"]) for metric in rows] == [
            (5, "train_loss", 0.75),
            (9, "train_loss", 0.5),
        ]


class Shifting(ReplicateSimulator):
    """Its pages are counted from the top and trainings are created while they are read: each page repeats what the one
    before has shown. And it may leave a training out."""

    created_meanwhile = 0
    left_out = ""

    def begins_at(self, ids: Sequence[str], cursor: str | None) -> int:
        return int(cursor or 0)

    def cursor(self, start: int, rows: Sequence[Mapping[str, Any]]) -> str:
        return str(start + len(rows))

    async def _list(self, request: web.Request) -> web.Response:
        hidden = self.trainings.pop(self.left_out, None)
        answer = await super()._list(request)
        if hidden is not None:
            self.trainings[self.left_out] = hidden
        if self.created_meanwhile < 3:
            self.created_meanwhile += 1
            self.create(f"acme/new-{self.created_meanwhile}")
        return answer


async def test_pages_that_repeat_and_skip_trainings_lose_none_and_tell_none_twice(one_world: MakeWorld) -> None:
    simulator = Shifting(page_size=3)
    old = [simulator.create() for _ in range(13)]
    for one in old[:11]:
        simulator.finish(one)
    async with watched(one_world, simulator) as (w, _):

        async def all_known() -> bool:
            return set(simulator.trainings) == {row["provider_job_id"] for row in await w.jobs(account=NAME)}

        await until(all_known)
        assert len(simulator.trainings) == 16
        assert await w.notifications() == []
        simulator.left_out = old[11]
        simulator.finish(old[11])
        await until(lambda: _told(w, "job.succeeded", "model.registered"))
        assert await w.has(old[11], "succeeded")
        assert (await w.told()).count("job.succeeded") == 1
