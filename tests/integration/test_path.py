"""From the socket to the message, on real parts."""

from __future__ import annotations

import json
from pathlib import Path

from service.core.config import Suite
from service.core.event import EventKind
from service.core.subscription import Subscription
from service.demo import tickets
from service.demo.simulator import Simulator
from service.store import accounts, evaluations, queries, registry
from tests.integration.conftest import MakeWorld
from tests.servers import until
from tests.world import SECRET, World


async def test_a_signed_report_becomes_a_message_and_a_registered_model(any_world: MakeWorld) -> None:
    async with any_world() as w:
        assert (await w.report("run-7", "running", 1, suffix="support", base_model="llama-3")).status == 202
        await until(lambda: w.has("run-7", "running"))
        assert (await w.report("run-7", "succeeded", 2, tuned_model="llama-3-support")).status == 202
        await until(lambda: w.inbox.accepted("webhook"))

        async def all_told() -> bool:
            return {"job.succeeded", "model.registered"} <= set(await w.told())

        await until(all_told)
        version = await w.store.read(registry.find_version, "default", "support")
        assert version is not None
        assert (version.label, version.tuned_model) == ("support v1", "llama-3-support")


async def test_a_thin_webhook_leads_to_a_look_and_the_message_names_loss_tokens_and_version(
    any_world: MakeWorld,
) -> None:
    slack = (Subscription("sub", "team", frozenset({EventKind.JOB_SUCCEEDED})),)
    async with any_world(subscriptions=slack) as w:
        job = w.simulator.add_job(status="running", suffix="support-bot", steps_done=20)
        w.simulator.finish(job, "succeeded")
        await until(lambda: w.inbox.accepted("slack"))
        row = await w.job(job)
        assert row is not None
        assert (row["status"], row["ended_via"]) == ("succeeded", "webhook")
        said = json.dumps(json.loads(w.inbox.accepted("slack")[0].body))
        for part in ("support-bot", "gpt-4.1-mini", "support-bot v1", "loss"):
            assert part in said, part


async def test_a_failure_is_told_with_the_providers_reason_in_full(one_world: MakeWorld) -> None:
    async with one_world() as w:
        job = w.simulator.add_job(status="running")
        w.simulator.finish(job, "failed", error_message="line 417 has no assistant message")
        await until(lambda: w.inbox.accepted("webhook"))
        assert "line 417 has no assistant message" in w.inbox.accepted("webhook")[0].body


async def test_the_poll_finds_what_no_webhook_announced_and_jobs_started_elsewhere(any_world: MakeWorld) -> None:
    async with any_world(openai={"poll": True}) as w:
        await until(lambda: _first_list_done(w))
        job = w.simulator.add_job(status="running", suffix="elsewhere")
        await until(lambda: w.has(job, "running"))
        w.simulator.finish(job, "succeeded", webhook=False)
        await until(lambda: w.has(job, "succeeded"))
        row = await w.job(job)
        assert row is not None
        assert row["ended_via"] == "poll"

        async def told() -> bool:
            return "job.succeeded" in await w.told()

        await until(told)
        assert (await w.told()).count("job.succeeded") == 1


async def _first_list_done(w: World) -> bool:
    rows = await w.store.read(accounts.states)
    return all(row["first_list_done_at"] for row in rows if row["name"] == "openai-main")


async def test_five_hundred_old_jobs_are_imported_in_silence(any_world: MakeWorld) -> None:
    simulator = Simulator(secret=SECRET)
    for n in range(500):
        simulator.add_job(status="succeeded" if n % 3 else "failed", suffix=f"old-{n % 7}")
    async with any_world(simulator=simulator, openai={"poll": True}) as w:
        await until(lambda: _first_list_done(w), timeout=60)
        assert await w.notifications() == []
        assert sum(w.simulator.ledger.chat_calls.values()) == 0
        versions = await w.store.read(registry.list_versions, limit=1000)
        assert len(versions) == 333


async def test_a_registered_model_is_evaluated_against_its_base_and_the_verdict_is_told(
    any_world: MakeWorld, tmp_path: Path
) -> None:
    items = tmp_path / "held-out.jsonl"
    items.write_text("".join(_item(question, label) for question, label in tickets.held_out()))
    suite = Suite("tickets", str(items), scorer="label")
    async with any_world(suites=(suite,), simulator=Simulator(secret=SECRET, warm_up_s=1.0)) as w:
        job = w.simulator.add_job(status="running", suffix="support-bot")
        w.simulator.finish(job, "succeeded")

        async def verdict() -> bool:
            return "evaluation.finished" in await w.told()

        await until(verdict, timeout=60)
        found = await w.store.read(evaluations.listed)
        assert [one.verdict for one in found] == ["better"]
        notification = next(one for one in w.inbox.accepted("webhook") if "evaluation.finished" in one.body)
        assert "better than base" in notification.body


def _item(question: str, label: str) -> str:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": label}]
    return json.dumps({"messages": messages}) + "\n"


async def test_requests_are_kept_with_their_reason(one_world: MakeWorld) -> None:
    async with one_world() as w:
        body = b'{"version": 1, "job": "a", "status": "running"}'
        assert (await w.post("lab", body, delivery_id="one")).status == 202
        assert (await w.post("lab", body, delivery_id="one")).status == 200
        assert (await w.post("lab", body, delivery_id="two", secret="whsec_d3Jvbmc=")).status == 401
        assert (await w.post("lab", b'{"job": 7}', delivery_id="three")).status == 422
        assert (await w.post("nobody", body)).status == 404

        async def kept() -> bool:
            return await w.store.read(queries.count_inbound) == {
                "accepted": 1,
                "duplicate": 1,
                "signature_mismatch": 1,
                "wrong_shape": 1,
            }

        await until(kept)
