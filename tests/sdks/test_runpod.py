"""The simulated RunPod endpoint against the official `runpod` package, both its client and its worker.

There is no published schema of a job. The worker's own code makes the error that a job shows, and it has to be ours.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
import requests
import runpod
from aiohttp import web
from runpod.endpoint.helpers import is_completed
from runpod.serverless.modules.rp_job import run_job

from service.core.snapshot import ENDINGS
from service.demo.providers.runpod import RunPodSimulator
from service.providers.runpod import STATUSES
from tests.servers import until

ENDPOINT = "abc123"
SHOWN = {"id": str, "status": str, "delayTime": int, "executionTime": int, "workerId": str, "error": str}


@asynccontextmanager
async def started(**settings: Any) -> AsyncIterator[RunPodSimulator]:
    simulator = RunPodSimulator(endpoint_id=ENDPOINT, **settings)
    await simulator.start()
    try:
        yield simulator
    finally:
        await simulator.stop()


@asynccontextmanager
async def endpoint_of(
    simulator: RunPodSimulator, monkeypatch: pytest.MonkeyPatch, *, api_key: str | None = None
) -> AsyncIterator[runpod.AsyncioEndpoint]:
    monkeypatch.setattr(runpod, "endpoint_url_base", f"{simulator.url}/v2")
    async with aiohttp.ClientSession() as session:
        yield runpod.AsyncioEndpoint(ENDPOINT, session, api_key=api_key or simulator.api_key)


def check(shown: dict[str, Any]) -> None:
    """Only the documented fields, with the documented types."""
    assert set(shown) <= {*SHOWN, "output"}
    assert {"id", "status"} <= set(shown)
    for name, kind in SHOWN.items():
        assert isinstance(shown.get(name, kind()), kind)
    assert shown["status"] in STATUSES
    assert ("executionTime" in shown) <= is_completed(shown["status"])


async def test_the_client_runs_a_job_and_reads_its_result(monkeypatch: pytest.MonkeyPatch) -> None:
    async with started() as simulator, endpoint_of(simulator, monkeypatch) as endpoint:
        job = await endpoint.run({"base_model": "Qwen/Qwen3-8B"})
        assert await job.status() == "IN_QUEUE"
        assert simulator.jobs[job.job_id].request == {"input": {"base_model": "Qwen/Qwen3-8B"}}
        assert (await endpoint.health())["jobs"]["inQueue"] == 1
        simulator.advance(job.job_id)
        simulator.progress(job.job_id, {"step": 1})
        assert await job.status() == "IN_PROGRESS"
        simulator.complete(job.job_id, {"hub_model_id": "acme/support"})
        assert await job.output(timeout=5) == {"hub_model_id": "acme/support"}
        assert await job.status() == "COMPLETED"


async def test_the_blocking_client_works_too_and_names_a_wrong_key(monkeypatch: pytest.MonkeyPatch) -> None:
    async with started() as simulator:
        monkeypatch.setattr(runpod, "endpoint_url_base", f"{simulator.url}/v2")

        def played() -> tuple[str, object]:
            run = runpod.Endpoint(ENDPOINT, api_key=simulator.api_key).run(
                {"input": {"seed": 1}, "webhook": "http://x"}
            )
            return run.job_id, run.status()

        one, status = await asyncio.to_thread(played)
        assert status == "IN_QUEUE"
        assert simulator.jobs[one].request["webhook"] == "http://x"
        with pytest.raises(RuntimeError, match="401"):
            await asyncio.to_thread(runpod.Endpoint(ENDPOINT, api_key="wrong").health)


async def test_a_played_job_ends_well_with_progress_on_the_way() -> None:
    async with started() as simulator:
        seen: list[dict[str, Any]] = []

        async def pause() -> None:
            seen.extend(simulator.shown(job) for job in simulator.jobs.values())

        one = await simulator.play(pause)
        assert [shown["status"] for shown in seen] == ["IN_QUEUE", *["IN_PROGRESS"] * 4]
        assert [shown["output"]["step"] for shown in seen[2:]] == [100, 200, 300]
        assert simulator.shown(simulator.jobs[one])["output"]["hub_model_id"] == "acme/support-bot"


async def test_a_job_is_cancelled_and_the_queue_purged(monkeypatch: pytest.MonkeyPatch) -> None:
    async with started() as simulator, endpoint_of(simulator, monkeypatch) as endpoint:
        job = await endpoint.run({"seed": 1})
        assert await job.cancel() == {"id": job.job_id, "status": "CANCELLED"}
        assert await job.status() == "CANCELLED"
        await endpoint.run({"seed": 2})
        assert (await endpoint.purge_queue())["removed"] == 1
        assert list(simulator.jobs) == [job.job_id]


async def test_every_status_is_one_that_the_sdk_takes_for_an_ending_or_not_as_we_do() -> None:
    assert {word: is_completed(word) for word in STATUSES} == {
        word: status in ENDINGS for word, status in STATUSES.items()
    }


async def test_everything_shown_has_the_documented_fields() -> None:
    async with started() as simulator:
        queued, working, done, failed, late = (simulator.start_job() for _ in range(5))
        for one in (working, done, failed):
            simulator.advance(one)
        simulator.progress(working, "half way")
        simulator.complete(done, {"x": 1})
        simulator.fail(failed, ValueError("bad row"))
        simulator.time_out(late)
        for one in (queued, working, done, failed, late):
            check(simulator.shown(simulator.jobs[one]))


async def test_a_failure_is_shown_as_the_official_worker_sends_it() -> None:
    def handler(job: dict[str, Any]) -> None:
        raise ValueError("bad row")

    real = json.loads((await run_job(handler, {"id": "1", "input": {}}))["error"])
    async with started() as simulator:
        one = simulator.start_job()
        simulator.fail(one, ValueError("bad row"))
        ours = json.loads(simulator.jobs[one].error or "")
    assert set(ours) == set(real)
    for name in ("error_type", "error_message", "runpod_version"):
        assert ours[name] == real[name]


async def test_a_result_is_kept_for_half_an_hour_and_a_job_until_its_time_to_live_is_over() -> None:
    now = 1_000_000.0
    async with started(clock=lambda: now) as simulator, aiohttp.ClientSession() as http:

        async def status(one: str) -> int:
            headers = {"Authorization": simulator.api_key}  # bare, as the documentation's curl lines send it
            async with http.get(f"{simulator.base_url}/status/{one}", headers=headers) as response:
                return response.status

        done, working = simulator.start_job(), simulator.start_job(policy={"ttl": 7_200_000})
        simulator.complete(done, {})
        simulator.advance(working)
        now += 1800
        assert (await status(done), await status(working)) == (200, 200)
        now += 1
        assert (await status(done), await status(working)) == (404, 200)
        now += 7200
        assert await status(working) == 404


async def test_a_failed_job_runs_again_under_its_id_and_others_do_not() -> None:
    async with started() as simulator:
        one = simulator.start_job()

        def retried() -> requests.Response:
            headers = {"Authorization": f"Bearer {simulator.api_key}"}
            return requests.post(f"{simulator.base_url}/retry/{one}", headers=headers, timeout=10)

        assert (await asyncio.to_thread(retried)).status_code == 400
        simulator.fail(one, "out of memory")
        assert (await asyncio.to_thread(retried)).json() == {"id": one, "status": "IN_QUEUE"}
        assert simulator.shown(simulator.jobs[one]) == {"id": one, "status": "IN_QUEUE"}


async def test_a_webhook_is_sent_until_it_is_answered_with_200_and_three_times_at_most() -> None:
    bodies: list[dict[str, Any]] = []
    answers = [202, 500, 500, 500, 200]

    async def take(request: web.Request) -> web.Response:
        bodies.append(await request.json())
        assert not {name.lower() for name in request.headers} & {"webhook-id", "x-signature", "authorization"}
        return web.Response(status=answers.pop(0))

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with started(webhook_wait_s=0.0) as simulator:
            url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
            first, second = simulator.start_job(webhook=url), simulator.start_job(webhook=url)
            simulator.complete(first, {"x": 1})
            await until(lambda: not simulator.webhooks.tasks)
            assert [sent.status for sent in simulator.webhooks.sent] == [202, 500, 500]
            simulator.fail(second, "no")
            await until(lambda: not simulator.webhooks.tasks)
            assert [sent.status for sent in simulator.webhooks.sent[3:]] == [500, 200]
            assert bodies[0] == simulator.shown(simulator.jobs[first])
    finally:
        await runner.cleanup()
