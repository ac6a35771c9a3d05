"""The simulated Hugging Face against two judges that know nothing of it: the official package, and strict schemas.

Every reply of every test here is checked by its schema, whatever else the test is about.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import pytest
from aiohttp import web
from huggingface_hub import HfApi, WebhookPayload, close_session, set_client_factory
from huggingface_hub.errors import HfHubHTTPError
from jsonschema import Draft202012Validator, FormatChecker

from service.demo.providers.huggingface import STEPS_AT_ONCE, TOTAL_STEPS, HuggingFaceSimulator
from tests.servers import until

SCHEMAS = Path(__file__).parents[1] / "samples" / "huggingface_schema"
BY_PATH = (
    (r"(GET|POST) /api/jobs/[^/]+/[^/]+(/cancel)?", "job.json"),
    (r"POST /api/jobs/[^/]+", "job.json"),
    (r"GET /api/jobs/[^/]+", "job_list.json"),
    (r"GET /api/models/[^/]+/[^/]+", "model.json"),
)


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / name).read_text()), format_checker=FormatChecker())


def check_reply(response: httpx2.Response) -> None:
    """Raises what is wrong with any JSON reply of the API."""
    if "event-stream" in response.headers["content-type"]:
        return
    body, call = json.loads(response.read()), f"{response.request.method} {response.request.url.path}"
    named = next((name for pattern, name in BY_PATH if re.fullmatch(pattern, call)), None)
    assert named is not None, f"no schema for {call}"
    validator("error.json" if response.is_error else named).validate(body)


@pytest.fixture(autouse=True)
def checked() -> Iterator[None]:
    """The package's own client, with every reply checked."""
    set_client_factory(
        lambda: httpx2.Client(event_hooks={"response": [check_reply]}, follow_redirects=True, timeout=10)
    )
    yield
    close_session()
    set_client_factory(httpx2.Client)
    close_session()


@asynccontextmanager
async def simulator(**settings: Any) -> AsyncIterator[tuple[HuggingFaceSimulator, HfApi]]:
    running = HuggingFaceSimulator(**settings)
    await running.start()
    try:
        yield running, HfApi(endpoint=running.url, token=running.api_key)
    finally:
        await running.stop()


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """A webhook's URL and what came there."""
    heard: list[tuple[dict[str, str], bytes]] = []

    async def take(request: web.Request) -> web.Response:
        heard.append(({name.lower(): value for name, value in request.headers.items()}, await request.read()))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", heard
    await runner.cleanup()


async def test_a_job_made_by_the_package_lives_and_its_log_grows() -> None:
    async with simulator() as (running, api):
        made = await asyncio.to_thread(
            api.run_job,
            image="huggingface/trl:latest",
            command=["trl", "sft", "--hub_model_id", "acme/bot"],
            env={"A": "b"},
            secrets={"HF_TOKEN": "hf_x"},
            labels={"run": "r-1"},
            flavor="a10g-large",
            attempts=2,
            namespace="acme",
        )
        assert (made.status.stage, made.retry, made.owner.name) == ("SCHEDULING", 1, "acme")
        assert (made.secrets, made.environment) == (["HF_TOKEN"], {"A": "b"})
        assert made.labels is not None
        assert made.labels["run"] == "r-1"
        stages = []
        while not running.jobs[made.id].ended:
            running.advance(made.id)
            stages.append((await asyncio.to_thread(api.inspect_job, job_id=made.id, namespace="acme")).status.stage)
        assert (stages[0], stages[-1]) == ("RUNNING", "COMPLETED")
        lines = await asyncio.to_thread(lambda: list(api.fetch_job_logs(job_id=made.id, namespace="acme")))
        assert len([line for line in lines if "'loss'" in line]) == TOTAL_STEPS // STEPS_AT_ONCE
        last = await asyncio.to_thread(lambda: list(api.fetch_job_logs(job_id=made.id, namespace="acme", tail=1)))
        assert last == lines[-1:]
        model = await asyncio.to_thread(api.model_info, "acme/bot")
        ended = await asyncio.to_thread(api.inspect_job, job_id=made.id, namespace="acme")
        assert model.last_modified is not None
        assert ended.started_at is not None
        assert model.last_modified >= ended.started_at


async def test_a_followed_log_goes_on_until_the_job_has_ended() -> None:
    async with simulator() as (running, api):
        one = running.run()
        running.advance(one)
        seen: list[str] = []

        def follow() -> None:
            for line in api.fetch_job_logs(job_id=one, namespace="acme", follow=True):
                seen.append(line)

        following = asyncio.create_task(asyncio.to_thread(follow))
        await until(lambda: seen)
        running.advance(one)
        await until(lambda: any("'loss'" in line for line in seen))
        running.finish(one)
        await following
        assert seen[0].startswith("Generating train split")


async def test_the_list_has_pages_newest_first_and_filters_by_stage_and_label() -> None:
    async with simulator(page_size=3) as (running, api):
        ids = [running.run(labels={"kind": "odd" if n % 2 else "even"}) for n in range(8)]
        running.advance(ids[3])

        def listed(**where: Any) -> list[str]:
            return [job.id for job in api.list_jobs(namespace="acme", **where)]

        assert await asyncio.to_thread(listed) == ids[::-1]
        assert await asyncio.to_thread(listed, labels={"kind": "odd"}) == [ids[7], ids[5], ids[3], ids[1]]
        assert await asyncio.to_thread(listed, status="RUNNING") == [ids[3]]
        assert running.asked.count("GET /api/jobs/acme") == 3 + 2 + 1


async def test_a_job_is_cancelled_by_the_package() -> None:
    async with simulator() as (running, api):
        one = running.run()
        await asyncio.to_thread(api.cancel_job, job_id=one, namespace="acme")
        assert (await asyncio.to_thread(api.inspect_job, job_id=one, namespace="acme")).status.stage == "CANCELED"


async def test_a_wrong_key_an_unknown_job_and_an_unknown_repository_are_refused() -> None:
    async with simulator() as (running, api):
        stranger = HfApi(endpoint=running.url, token="hf_another")
        with pytest.raises(HfHubHTTPError) as caught:
            await asyncio.to_thread(lambda: list(stranger.list_jobs(namespace="acme")))
        assert caught.value.response.status_code == 401
        with pytest.raises(HfHubHTTPError) as caught:
            await asyncio.to_thread(api.inspect_job, job_id="6" * 24, namespace="acme")
        assert caught.value.response.status_code == 404
        with pytest.raises(HfHubHTTPError, match="Repository not found"):
            await asyncio.to_thread(api.model_info, "acme/nothing")


async def test_the_package_reads_which_inference_providers_serve_a_repository() -> None:
    async with simulator() as (running, api):
        running.push("acme/bot")
        expand: Any = ["inferenceProviderMapping"]
        nobody = await asyncio.to_thread(api.model_info, "acme/bot", expand=expand)
        assert nobody.inference_provider_mapping == []
        running.served["acme/bot"] = "live"
        somebody = await asyncio.to_thread(api.model_info, "acme/bot", expand=expand)
        assert [one.status for one in somebody.inference_provider_mapping or []] == ["live"]


async def test_the_webhook_of_a_push_is_read_by_the_package_and_shows_its_secret(
    receiver: tuple[str, list[tuple[dict[str, str], bytes]]],
) -> None:
    url, heard = receiver
    async with simulator(webhook_url=url) as (running, _):
        running.push("acme/bot")
        assert await running.tell("acme/bot") == 200
        [(headers, body)] = heard
        assert headers["x-webhook-secret"] == running.webhook_secret
        payload = WebhookPayload.model_validate_json(body)
        assert (payload.event.action, payload.event.scope, payload.repo.name) == ("update", "repo.content", "acme/bot")
        validator("webhook.json").validate(json.loads(body))
        assert json.loads(body)["repo"]["headSha"] == running.repos["acme/bot"]["sha"]


async def test_a_played_job_pushes_and_tells(receiver: tuple[str, list[tuple[dict[str, str], bytes]]]) -> None:
    url, heard = receiver
    async with simulator(webhook_url=url) as (running, _):

        async def pause() -> None:
            return None

        one = await running.play(pause)
        assert running.jobs[one].wire["status"]["stage"] == "COMPLETED"
        assert len(heard) == 1


async def test_the_samples_that_we_composed_keep_to_the_schema() -> None:
    samples = SCHEMAS.with_name("huggingface")
    for path in sorted(samples.glob("job-*.json")):
        validator("job.json").validate(json.loads(path.read_text()))
    validator("job_list.json").validate(json.loads((samples / "jobs-page.json").read_text()))
