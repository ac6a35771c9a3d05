"""An account at Hugging Face in the real service: found by polling, woken by a push, its model a commit."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from service.core.config import Account, Secret
from service.core.event import EventKind
from service.core.subscription import Subscription
from service.demo.providers.huggingface import HuggingFaceSimulator
from service.store import accounts, queries, registry
from tests.integration.conftest import MakeWorld
from tests.servers import until
from tests.world import World

NAME = "hub-main"


class Clock:
    """The Hub's time, which a test moves on."""

    def __init__(self) -> None:
        self.ahead_s = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead_s


@asynccontextmanager
async def watched(
    one_world: MakeWorld, clock: Clock | None = None, **changes: Any
) -> AsyncIterator[tuple[World, HuggingFaceSimulator]]:
    """A world with an account at the simulated Hub, its first list read."""
    simulator = HuggingFaceSimulator(clock=clock or Clock())
    await simulator.start()
    try:
        known = {
            "base_url": simulator.base_url,
            "api_key": Secret(simulator.api_key),
            "webhook_secrets": (Secret(simulator.webhook_secret),),
            "poll_interval_s": 1.0,
            "calls_per_min": 600.0,  # less than the 1,000 that its headers say are left
            "options": (("namespace", "acme"),),
        }
        async with one_world(more=(Account(NAME, "huggingface", **(known | changes)),)) as w:
            simulator.webhook_url = f"{w.public_url}/webhooks/{NAME}"
            await until(lambda: _first_list_done(w))
            yield w, simulator
    finally:
        await simulator.stop()


async def _state(w: World) -> dict[str, Any]:
    return next(row for row in await w.store.read(accounts.states) if row["name"] == NAME)


async def _first_list_done(w: World) -> bool:
    return bool((await _state(w))["first_list_done_at"])


async def _told(w: World, *kinds: str) -> bool:
    return set(kinds) <= set(await w.told())


async def _facts(w: World, one: str) -> dict[str, Any]:
    row = await w.job(one)
    assert row is not None
    facts: dict[str, Any] = json.loads(row["facts"])
    return facts


async def test_a_job_is_found_and_its_commit_is_the_registered_model_with_its_curve(one_world: MakeWorld) -> None:
    async with watched(one_world) as (w, simulator):
        one = simulator.run(labels={"name": "sft-1"})
        await until(lambda: w.has(one, "queued"))
        simulator.advance(one)
        await until(lambda: w.has(one, "running"))
        while not simulator.jobs[one].ended:
            simulator.advance(one)
        await until(lambda: _told(w, "job.succeeded", "model.registered"))
        assert (await w.told()).count("job.succeeded") == 1

        version = await w.store.read(registry.find_version, "default", "acme/support-bot")
        assert version is not None
        sha = simulator.repos["acme/support-bot"]["sha"]
        assert version.tuned_model == "acme/support-bot"
        assert version.lineage["artifact_uri"] == f"hf://acme/support-bot@{sha}"
        assert version.base_model == "Qwen/Qwen3-0.6B"
        row = await w.job(one)
        assert row is not None
        rows = await w.store.read(queries.metrics_of, row["id"])
        assert [metric["step"] for metric in rows if metric["name"] == "train_loss"] == [10, 20, 30, 40, 50]
        said = [
            notification.body for notification in w.inbox.accepted("webhook") if "job.succeeded" in notification.body
        ]
        assert "acme/support-bot" in said[0]


async def test_a_success_without_a_new_commit_is_told_as_one_without_a_model(one_world: MakeWorld) -> None:
    clock = Clock()
    to_people = Subscription("people", "team", frozenset({EventKind.JOB_SUCCEEDED}))
    to_programs = Subscription("programs", "hook", frozenset(EventKind))
    world = partial(one_world, subscriptions=(to_people, to_programs))
    async with watched(world, clock) as (w, simulator):
        simulator.push("acme/support-bot")
        clock.ahead_s = 3600.0
        one = simulator.run()
        simulator.advance(one)
        simulator.finish(one, push=False)
        await until(lambda: _told(w, "job.succeeded", "model.registered"))
        facts = await _facts(w, one)
        assert "tuned_model" not in facts
        assert facts["warning"].startswith("acme/support-bot has no commit since the job began")
        said = next(
            notification.body for notification in w.inbox.accepted("webhook") if "job.succeeded" in notification.body
        )
        assert facts["warning"] in said
        await until(lambda: w.inbox.accepted("slack"))
        assert "without a model" in w.inbox.accepted("slack")[0].body


async def test_a_success_waits_until_the_hub_says_what_was_pushed(one_world: MakeWorld) -> None:
    async with watched(one_world) as (w, simulator):
        one = simulator.run()
        simulator.advance(one)
        await until(lambda: w.has(one, "running"))
        simulator.finish(one)
        kept = simulator.repos.pop("acme/support-bot")
        simulator.repos["acme/support-bot"] = {}  # its entry cannot be read now: HTTP 500
        await until(lambda: simulator.asked.count("GET /api/models/acme/support-bot"))
        assert await w.has(one, "running")
        simulator.repos["acme/support-bot"] = kept
        await until(lambda: _told(w, "job.succeeded", "model.registered"), timeout=40)
        assert (await _facts(w, one))["tuned_model"] == "acme/support-bot"


async def test_a_failure_is_told_with_its_message_and_the_last_lines_of_its_log(one_world: MakeWorld) -> None:
    async with watched(one_world) as (w, simulator):
        one = simulator.run()
        simulator.advance(one)
        simulator.jobs[one].log.append(("NameError: name 'train_dataset' is not defined", "2026-11-23T10:00:00.000Z"))
        simulator.finish(one, "ERROR", "Job failed with exit code: 1. Reason: Error")
        await until(lambda: _told(w, "job.failed"))
        facts = await _facts(w, one)
        assert facts["error_message"] == "Job failed with exit code: 1. Reason: Error"
        assert facts["log_tail"].endswith("NameError: name 'train_dataset' is not defined")
        said = next(
            notification.body for notification in w.inbox.accepted("webhook") if "job.failed" in notification.body
        )
        assert "exit code: 1" in said


async def test_a_job_at_its_time_limit_has_expired(one_world: MakeWorld) -> None:
    async with watched(one_world) as (w, simulator):
        one = simulator.run()
        simulator.advance(one)
        simulator.finish(one, "ERROR", "Job timeout")
        await until(lambda: _told(w, "job.expired"))
        assert (await _facts(w, one))["error_message"] == "Job timeout"


async def test_a_running_jobs_endless_log_is_read_and_its_look_ends(one_world: MakeWorld) -> None:
    async with watched(one_world, poll=True) as (w, simulator):
        one = simulator.run()
        simulator.advance(one)
        simulator.advance(one)
        await until(lambda: w.has(one, "running"))

        async def has_a_curve() -> bool:
            row = await w.job(one)
            assert row is not None
            rows = await w.store.read(queries.metrics_of, row["id"])
            return [metric["step"] for metric in rows if metric["name"] == "train_loss"] == [10]

        await until(has_a_curve)


async def test_a_push_wakes_the_poll_of_an_account_that_would_sleep_for_an_hour(one_world: MakeWorld) -> None:
    async with watched(one_world, poll_interval_s=3600.0) as (w, simulator):
        one = simulator.run()
        simulator.push("acme/support-bot")
        assert await simulator.tell("acme/support-bot") == 202
        await until(lambda: w.has(one, "queued"))
        assert await simulator.tell("acme/support-bot") == 200  # the same commit again: there is no other id
        simulator.webhook_secret = "another"
        assert await simulator.tell("acme/support-bot") == 401
        simulator.webhook_secret = "a shared secret"
        other = simulator.run()
        simulator.push("acme/support-bot")
        assert await simulator.tell("acme/support-bot", ref="refs/pr/1") == 202  # taken, and no reason to look
        simulator.push("acme/support-bot")
        assert await simulator.tell("acme/support-bot") == 202
        await until(lambda: w.has(other, "queued"))
        kinds = [row["event_type"] for row in (await w.store.read(queries.list_inbound)).rows]
        assert kinds.count("repo.content.update") == 3


async def test_only_jobs_with_the_accounts_label_are_watched(one_world: MakeWorld) -> None:
    options = (("label", "purpose=training"), ("namespace", "acme"))
    async with watched(one_world, options=options) as (w, simulator):
        simulator.run(labels={"purpose": "cleaning"})
        one = simulator.run(labels={"purpose": "training"})
        await until(lambda: w.has(one, "queued"))
        assert [row["provider_job_id"] for row in await w.jobs(account=NAME)] == [one]
