"""The simulated provider against two judges that know nothing of it: the official `openai` package, and strict schemas.

Every reply of every test here is checked by its schema, whatever else the test is about.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import aiohttp
import httpx2
import openai
import pytest
from aiohttp import web
from jsonschema import Draft202012Validator
from openai.types.webhooks import FineTuningJobSucceededWebhookEvent
from referencing import Registry, Resource

from service.demo import script, tickets
from service.demo.script import Fault, Plan
from service.demo.simulator import Simulator, _arguments, run
from tests import children
from tests.servers import until

SCHEMAS = Path(__file__).parents[1] / "samples" / "openai_schema"
BASE = "gpt-4.1-mini-2025-04-14"
FAST = 1e6  # simulated seconds per second: a whole job in milliseconds
SLOW = 1e-3  # nothing moves by itself

BY_PATH = (
    (r"/v1/fine_tuning/jobs/[^/]+/events", "events.json"),
    (r"/v1/fine_tuning/jobs/[^/]+/checkpoints", "checkpoints.json"),
    (r"GET /v1/fine_tuning/jobs", "job_list.json"),
    (r"/v1/fine_tuning/jobs(/[^/]+(/(cancel|pause|resume))?)?", "job.json"),
    (r"/v1/files(/[^/]+)?", "file.json"),
    (r"/v1/models", "model_list.json"),
    (r"/v1/models/.+", "model.json"),
    (r"/v1/chat/completions", "chat_completion.json"),
)


@cache
def validator(name: str) -> Draft202012Validator:
    schemas = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    registry = Registry().with_resources((key, Resource.from_contents(value)) for key, value in schemas.items())
    return Draft202012Validator(schemas[name], registry=registry)


def schema_of(method: str, path: str) -> str:
    for pattern, name in BY_PATH:
        if re.fullmatch(pattern if " " in pattern else f"[A-Z]+ {pattern}", f"{method} {path}"):
            return name
    raise AssertionError(f"no schema for {method} {path}")


async def check_reply(response: httpx2.Response) -> None:
    """Raises what is wrong with any JSON reply of the API."""
    body = await response.aread()
    if response.request.url.path.endswith("/content") or "html" in response.headers.get("content-type", ""):
        return
    name = "error.json" if response.is_error else schema_of(response.request.method, response.request.url.path)
    validator(name).validate(json.loads(body))


@asynccontextmanager
async def simulator(**settings: object) -> AsyncIterator[Simulator]:
    running = Simulator(**settings)  # type: ignore[arg-type]  # passed through
    await running.start()
    try:
        yield running
    finally:
        await running.stop()


@asynccontextmanager
async def client_of(running: Simulator, **settings: object) -> AsyncIterator[openai.AsyncOpenAI]:
    checked = httpx2.AsyncClient(event_hooks={"response": [check_reply]}, timeout=10)
    options = {"api_key": running.api_key, "max_retries": 0, "webhook_secret": running.secret, **settings}
    async with openai.AsyncOpenAI(base_url=running.base_url, http_client=checked, **options) as client:
        yield client


class Receiver:
    """Records webhooks and answers with the next of `answers`, then 200."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.requests.append((headers, await request.read()))
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    @property
    def bodies(self) -> list[dict[str, object]]:
        return [json.loads(body) for _, body in self.requests]

    def jobs(self) -> list[str]:
        return [json.loads(body)["data"]["id"] for _, body in self.requests]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    sink = Receiver()
    app = web.Application()
    app.router.add_post("/hook", sink.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sink.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield sink
    await runner.cleanup()


async def upload(client: openai.AsyncOpenAI, content: bytes | None = None) -> str:
    content = tickets.training_jsonl(40) if content is None else content
    return (await client.files.create(file=("train.jsonl", content), purpose="fine-tune")).id


async def ended(client: openai.AsyncOpenAI, job_id: str) -> openai.types.fine_tuning.FineTuningJob:
    async def over() -> openai.types.fine_tuning.FineTuningJob | None:
        job = await client.fine_tuning.jobs.retrieve(job_id)
        return job if job.finished_at is not None else None

    job = await until(over)
    assert job is not None
    return job


async def test_a_created_job_trains_and_brings_a_model_events_checkpoints_and_a_result_file() -> None:
    async with simulator(time_scale=FAST) as running, client_of(running) as client:
        training = await upload(client)
        created = await client.fine_tuning.jobs.create(
            model=BASE, training_file=training, validation_file=training, suffix="triage", metadata={"team": "support"}
        )
        assert created.status == "validating_files"
        assert created.fine_tuned_model is None
        job = await ended(client, created.id)
        assert job.status == "succeeded"
        assert job.fine_tuned_model is not None
        assert job.fine_tuned_model.startswith(f"ft:{BASE}:")
        assert ":triage:" in job.fine_tuned_model
        assert job.metadata == {"team": "support"}
        assert job.trained_tokens is not None
        assert job.hyperparameters.n_epochs == 3

        events = [event async for event in client.fine_tuning.jobs.list_events(job.id, limit=7)]
        assert len({event.id for event in events}) == len(events)
        assert [event.created_at for event in events] == sorted((e.created_at for e in events), reverse=True)
        metrics = [event.data for event in reversed(events) if event.type == "metrics"]
        assert [data["step"] for data in metrics] == list(range(1, 31))
        assert metrics[0]["train_loss"] > 2 * metrics[14]["train_loss"] > 2 * metrics[29]["train_loss"]
        assert [data["step"] for data in metrics if "full_valid_loss" in data] == [10, 20, 30]
        assert events[0].message == "The job has successfully completed"

        checkpoints = [point async for point in client.fine_tuning.jobs.checkpoints.list(job.id, limit=2)]
        assert [point.step_number for point in checkpoints] == [30, 20, 10]
        assert checkpoints[0].fine_tuned_model_checkpoint == job.fine_tuned_model
        assert checkpoints[1].fine_tuned_model_checkpoint == f"{job.fine_tuned_model}:ckpt-step-20"

        results = await client.files.content(job.result_files[0])
        rows = results.text.splitlines()
        assert rows[0] == "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy"
        assert len(rows) == 31
        assert (await client.files.retrieve(job.result_files[0])).purpose == "fine-tune-results"


async def test_a_job_passes_through_every_status_in_order() -> None:
    async with simulator(time_scale=FAST) as running, client_of(running) as client:
        created = await client.fine_tuning.jobs.create(model=BASE, training_file=await upload(client))
        await ended(client, created.id)
        told = [event.message async for event in client.fine_tuning.jobs.list_events(created.id, limit=100)]
        milestones = [line for line in reversed(told) if not line.startswith(("Step", "Checkpoint", "New fine-tuned"))]
        assert [line.split(":")[0] for line in milestones] == [
            "Created fine-tuning job",
            "Validating training file",
            "Files validated, moving job to queued state",
            "Fine-tuning job started",
            "The job has successfully completed",
        ]


async def test_a_training_file_with_a_broken_line_fails_the_job_and_the_error_names_the_line() -> None:
    async with simulator(time_scale=FAST) as running, client_of(running) as client:
        training = await upload(client, tickets.training_jsonl(500, broken_line=417))
        created = await client.fine_tuning.jobs.create(model=BASE, training_file=training)
        job = await ended(client, created.id)
        assert job.status == "failed"
        assert job.error is not None
        assert "line 417 has no assistant message" in job.error.message
        assert (job.error.code, job.error.param) == ("invalid_training_file", "training_file")
        assert running.ledger.jobs[job.id].error_message == job.error.message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{}\n", "line 1 is not a JSON object with messages"),
        (b"\xff\n", "line 1 is not a JSON object with messages"),
        (b'{"messages": [{"role": "assistant"}]}\n', "it has 1 examples, but at least 10 are needed"),
    ],
)
async def test_an_unusable_training_file_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    async with simulator(time_scale=FAST) as running, client_of(running) as client:
        created = await client.fine_tuning.jobs.create(model=BASE, training_file=await upload(client, content))
        job = await ended(client, created.id)
        assert job.error is not None
        assert reason in job.error.message


@pytest.mark.parametrize("ending", ["failed", "cancelled"])
async def test_a_planned_ending_comes_half_way_and_leaves_no_model(ending: str) -> None:
    plans = {"bad": Plan(ending=ending)}  # type: ignore[arg-type]  # the parameters are endings
    async with simulator(time_scale=FAST, plans=plans) as running, client_of(running) as client:
        created = await client.fine_tuning.jobs.create(model=BASE, training_file=await upload(client), suffix="bad")
        job = await ended(client, created.id)
        assert (job.status, job.fine_tuned_model, job.result_files) == (ending, None, [])
        points = await client.fine_tuning.jobs.checkpoints.list(job.id)
        assert [point.step_number for point in points.data] == [10]


async def test_a_job_is_paused_resumed_and_cancelled() -> None:
    async with simulator(time_scale=SLOW) as running, client_of(running) as client:
        created = await client.fine_tuning.jobs.create(model=BASE, training_file=await upload(client))
        with pytest.raises(openai.BadRequestError, match="cannot be paused"):
            await client.fine_tuning.jobs.pause(created.id)
        running.set_status(created.id, "running")
        assert (await client.fine_tuning.jobs.pause(created.id)).status == "paused"  # type: ignore[comparison-overlap]  # the SDK's list of words is behind the API's
        assert (await client.fine_tuning.jobs.resume(created.id)).status == "queued"
        with pytest.raises(openai.BadRequestError, match="cannot be resumed"):
            await client.fine_tuning.jobs.resume(created.id)
        cancelled = await client.fine_tuning.jobs.cancel(created.id)
        assert cancelled.status == "cancelled"
        assert cancelled.finished_at is not None
        with pytest.raises(openai.BadRequestError, match="cannot be cancelled"):
            await client.fine_tuning.jobs.cancel(created.id)


async def test_a_paused_job_keeps_its_steps_and_trains_on_after_it_is_resumed() -> None:
    plans = {"slow": Plan(step_s=1e9, steps_per_epoch=1, n_epochs=4)}  # a step takes a quarter of an hour of the test
    async with simulator(time_scale=FAST, plans=plans) as running, client_of(running) as client:
        created = await client.fine_tuning.jobs.create(model=BASE, training_file=await upload(client), suffix="slow")
        job = running.jobs.get(created.id)
        await until(lambda: job.wire.status == "running")
        job.steps_done = 2
        await client.fine_tuning.jobs.pause(created.id)
        job.plan = Plan(steps_per_epoch=1, n_epochs=4)
        await client.fine_tuning.jobs.resume(created.id)
        await ended(client, created.id)
        steps = [e.data["step"] async for e in client.fine_tuning.jobs.list_events(created.id) if e.type == "metrics"]
        assert steps == [4, 3]


async def test_the_job_list_is_newest_first_and_pages_without_gap_or_repeat() -> None:
    async with simulator() as running, client_of(running) as client:
        ids = [running.add_job(status="succeeded", finished_at=1_700_000_000 + n) for n in range(45)]
        late_find = running.add_job(status="failed", finished_at=1_600_000_000)
        pages = client.fine_tuning.jobs.list(limit=10)
        assert [job.id async for job in pages] == [*reversed(ids), late_find]
        assert len((await client.fine_tuning.jobs.list()).data) == 20
        assert not (await client.fine_tuning.jobs.list(limit=46)).has_more
        assert (await client.fine_tuning.jobs.list(limit=45)).has_more
        with pytest.raises(openai.BadRequestError):
            await client.fine_tuning.jobs.list(after="ftjob-nowhere")
        with pytest.raises(openai.BadRequestError):
            await client.fine_tuning.jobs.list(limit=0)


async def test_the_job_list_is_filtered_by_metadata() -> None:
    async with simulator() as running, client_of(running) as client:
        wanted = running.add_job(metadata={"team": "support", "try": "2"})
        running.add_job(metadata={"team": "sales", "try": "2"})
        bare = running.add_job()
        found = [
            job.id async for job in client.fine_tuning.jobs.list(metadata={"team": "support", "try": "2"}, limit=1)
        ]
        assert found == [wanted]
        assert [job.id async for job in client.fine_tuning.jobs.list(extra_query={"metadata": "null"})] == [bare]


@pytest.mark.parametrize("status", ["validating_files", "queued", "running", "succeeded", "failed", "cancelled"])
async def test_a_seeded_job_of_any_status_tells_its_story(status: str) -> None:
    async with simulator() as running, client_of(running) as client:
        steps = 12 if status == "running" else 0
        job_id = running.add_job(status=status, finished_at=1_700_000_600, steps_done=steps)
        job = await client.fine_tuning.jobs.retrieve(job_id)
        assert job.status == status
        assert job.created_at == 1_700_000_000
        told = [event async for event in client.fine_tuning.jobs.list_events(job_id)]
        assert len([e for e in told if e.type == "metrics"]) == {"running": 12, "succeeded": 30}.get(status, 0)
        assert all(1_700_000_000 <= event.created_at <= 1_700_000_600 for event in told)
        points = await client.fine_tuning.jobs.checkpoints.list(job_id)
        assert len(points.data) == {"running": 1, "succeeded": 3}.get(status, 0)
        assert running.ledger.jobs[job_id].seeded
        assert running.ledger.deliveries == []


async def test_ten_thousand_seeded_jobs_are_all_listed() -> None:
    async with simulator() as running, client_of(running) as client:
        for number in range(10_000):
            running.add_job(status="succeeded", finished_at=1_700_000_000 + number)
        page = await client.fine_tuning.jobs.list(limit=100)
        assert len(page.data) == 100
        assert page.has_more
        assert page.data[0].finished_at == 1_700_009_999


async def test_a_wrong_or_missing_key_is_answered_401() -> None:
    async with simulator() as running:
        async with client_of(running, api_key="sk-of-somebody-else") as client:
            with pytest.raises(openai.AuthenticationError):
                await client.fine_tuning.jobs.list()
        async with aiohttp.ClientSession() as bare, bare.get(running.base_url + "/models") as response:
            assert response.status == 401
            validator("error.json").validate(await response.json())


async def test_what_does_not_exist_is_answered_404_in_the_format_of_the_api() -> None:
    async with simulator() as running, client_of(running) as client:
        jobs = client.fine_tuning.jobs
        asks: list[Callable[[], Awaitable[object]]] = [
            lambda: jobs.retrieve("ftjob-nowhere"),
            lambda: jobs.cancel("ftjob-nowhere"),
            lambda: client.files.retrieve("file-nowhere"),
            lambda: client.models.retrieve("gpt-nowhere"),
            lambda: client.batches.list(),
        ]
        for ask in asks:
            with pytest.raises(openai.NotFoundError):
                await ask()


async def test_bad_requests_are_answered_400_in_the_format_of_the_api() -> None:
    async with simulator() as running, client_of(running) as client:
        with pytest.raises(openai.BadRequestError, match="invalid training_file"):
            await client.fine_tuning.jobs.create(model=BASE, training_file="file-nowhere")
        with pytest.raises(openai.BadRequestError, match="not available for fine-tuning"):
            await client.fine_tuning.jobs.create(model="gpt-nowhere", training_file=await upload(client))
        with pytest.raises(openai.BadRequestError, match="could not parse"):
            await client.post("/fine_tuning/jobs", cast_to=object, content=b"{", options={})


async def test_an_uploaded_file_comes_back_as_it_was() -> None:
    async with simulator() as running, client_of(running) as client:
        content = tickets.held_out_jsonl()
        file_id = await upload(client, content)
        described = await client.files.retrieve(file_id)
        assert (described.bytes, described.filename, described.purpose) == (len(content), "train.jsonl", "fine-tune")
        assert (await client.files.content(file_id)).content == content


async def test_models_say_when_they_retire_and_a_tuned_one_retires_with_its_base() -> None:
    async with simulator() as running, client_of(running) as client:
        job_id = running.add_job(status="succeeded", model=BASE)
        tuned = running.jobs.get(job_id).wire.fine_tuned_model
        assert tuned is not None
        listed = {model.id: model.shutdown_date async for model in client.models.list()}
        assert listed[BASE] == listed[tuned] == "2027-01-14"
        assert listed["gpt-4.1-nano-2025-04-14"] is None
        assert (await client.models.retrieve(tuned)).shutdown_date == "2027-01-14"


async def test_the_tuned_model_answers_better_than_its_base_and_always_the_same() -> None:
    async with simulator() as running, client_of(running) as client:
        job_id = running.add_job(status="succeeded", suffix="triage", finished_at=1_700_000_000)
        planted = running.add_job(status="succeeded", suffix="no-better", plan=Plan(tuned_accuracy=0.7))
        right: dict[str, int] = {}
        models = [BASE, *(running.jobs.get(job).wire.fine_tuned_model or "" for job in (job_id, planted))]
        for model in models:
            answers = await asyncio.gather(*(ask(client, model, question) for question, _ in tickets.held_out()))
            right[model] = sum(answer == team for answer, (_, team) in zip(answers, tickets.held_out(), strict=True))
        assert [right[model] for model in models] == [140, 180, 140]
        question = tickets.held_out()[0][0]
        assert await ask(client, models[1], question) == await ask(client, models[1], question)
        assert running.ledger.chat_answers == {models[0]: 200, models[1]: 202, models[2]: 200}


async def ask(client: openai.AsyncOpenAI, model: str, question: str) -> str | None:
    messages = [{"role": "system", "content": tickets.SYSTEM}, {"role": "user", "content": question}]
    reply = await client.chat.completions.create(model=model, messages=messages)  # type: ignore[arg-type]  # plain dicts
    assert reply.usage is not None
    assert reply.usage.total_tokens == reply.usage.prompt_tokens + reply.usage.completion_tokens
    return reply.choices[0].message.content


async def test_a_tuned_model_is_not_found_until_it_has_warmed_up() -> None:
    now = 1_700_000_000.0
    async with simulator(warm_up_s=60, clock=lambda: now) as running, client_of(running) as client:
        model = running.jobs.get(running.add_job(status="succeeded", finished_at=now)).wire.fine_tuned_model or ""
        now += 59.9
        with pytest.raises(openai.NotFoundError) as caught:
            await ask(client, model, "anything")
        assert caught.value.code == "model_not_found"
        now += 0.1
        assert await ask(client, model, "anything") is not None
        assert (running.ledger.chat_calls[model], running.ledger.chat_answers[model]) == (2, 1)


async def test_the_official_client_accepts_the_webhook_of_an_ended_job(receiver: Receiver) -> None:
    async with simulator(webhook_url=receiver.url) as running, client_of(running) as client:
        job_id = running.add_job()
        running.finish(job_id, "succeeded")
        await until(lambda: running.ledger.deliveries and running.ledger.deliveries[0].status)
        [(headers, body)] = receiver.requests
        event = client.webhooks.unwrap(body, headers)
        assert isinstance(event, FineTuningJobSucceededWebhookEvent)
        assert event.data.id == job_id
        assert event.created_at == (await client.fine_tuning.jobs.retrieve(job_id)).finished_at
        assert headers["webhook-id"].startswith("wh_")
        with pytest.raises(openai.InvalidWebhookSignatureError):
            client.webhooks.verify_signature(body + b" ", headers)
        [delivery] = running.ledger.deliveries
        assert (delivery.job, delivery.webhook_id, delivery.status) == (job_id, headers["webhook-id"], 200)
        validator("webhook_event.json").validate(json.loads(body))


@pytest.mark.parametrize("status", ["succeeded", "failed", "cancelled"])
async def test_each_ending_has_its_webhook(receiver: Receiver, status: str) -> None:
    async with simulator(webhook_url=receiver.url) as running:
        running.finish(running.add_job(), status)
        await until(lambda: receiver.requests)
        assert receiver.bodies[0]["type"] == f"fine_tuning.job.{status}"
        validator("webhook_event.json").validate(receiver.bodies[0])


async def test_a_refused_webhook_is_sent_again_with_the_same_id_and_body(receiver: Receiver) -> None:
    receiver.answers = [503, 302, 401]
    async with simulator(webhook_url=receiver.url, retry_base_s=0.001) as running:
        job_id = running.add_job(status="succeeded")
        assert await running.send_webhook(job_id) == 200
        assert [delivery.status for delivery in running.ledger.deliveries] == [503, 302, 401, 200]
        assert [delivery.attempt for delivery in running.ledger.deliveries] == [1, 2, 3, 4]
        assert len({(headers["webhook-id"], body) for headers, body in receiver.requests}) == 1


async def test_a_receiver_that_is_not_there_is_tried_until_the_last_try() -> None:
    async with simulator(webhook_url="http://127.0.0.1:1/hook", retry_base_s=0.001, max_tries=3) as running:
        assert await running.send_webhook(running.add_job(status="failed")) is None
        assert [delivery.status for delivery in running.ledger.deliveries] == [None] * 3
        assert {delivery.error for delivery in running.ledger.deliveries} == {"ClientConnectorError"}


async def test_a_lost_webhook_is_never_sent(receiver: Receiver) -> None:
    async with simulator(webhook_url=receiver.url) as running:
        lost = running.add_job(plan=Plan(webhook=Fault.LOST))
        running.finish(lost)
        told = running.add_job()
        running.finish(told)
        await until(lambda: receiver.requests)
        assert receiver.jobs() == [told]
        assert (running.ledger.jobs[lost].status, running.ledger.jobs[lost].fault) == ("succeeded", "lost")


async def test_a_webhook_sent_three_times_has_one_id(receiver: Receiver) -> None:
    async with simulator(webhook_url=receiver.url) as running:
        running.finish(running.add_job(plan=Plan(webhook=Fault.SENT_THREE_TIMES)))
        await until(lambda: len(receiver.requests) == 3)
        assert len({(headers["webhook-id"], body) for headers, body in receiver.requests}) == 1
        assert sorted(delivery.copy for delivery in running.ledger.deliveries) == [1, 2, 3]


async def test_of_two_jobs_out_of_order_the_later_ended_one_is_told_first(receiver: Receiver) -> None:
    async with simulator(webhook_url=receiver.url) as running:
        plan = Plan(webhook=Fault.OUT_OF_ORDER)
        first, second = running.add_job(plan=plan), running.add_job(plan=plan)
        running.finish(first)
        running.finish(second)
        await until(lambda: len(receiver.requests) == 2)
        assert receiver.jobs() == [second, first]
        ends = running.ledger.jobs
        assert (ends[first].ended_at or 0) <= (ends[second].ended_at or 0)


async def test_a_forged_webhook_comes_before_the_genuine_one_with_the_same_id(receiver: Receiver) -> None:
    receiver.answers = [401]
    async with simulator(webhook_url=receiver.url) as running, client_of(running) as client:
        running.finish(running.add_job(plan=Plan(webhook=Fault.WRONG_SIGNATURE_FIRST)))
        await until(lambda: len(receiver.requests) == 2)
        (forged, body), (genuine, same_body) = receiver.requests
        assert (forged["webhook-id"], body) == (genuine["webhook-id"], same_body)
        with pytest.raises(openai.InvalidWebhookSignatureError):
            client.webhooks.verify_signature(body, forged)
        client.webhooks.verify_signature(body, genuine)
        assert [delivery.genuine for delivery in running.ledger.deliveries] == [False, True]


async def test_an_outage_lasts_for_the_number_of_requests_that_was_asked_for() -> None:
    async with simulator() as running, client_of(running) as client:
        running.fail_next("server_error", 2)
        for _ in range(2):
            with pytest.raises(openai.InternalServerError):
                await client.fine_tuning.jobs.list()
        assert (await client.fine_tuning.jobs.list()).data == []
        running.fail_next("rate_limit", 1, retry_after_s=7)
        with pytest.raises(openai.RateLimitError) as limited:
            await client.fine_tuning.jobs.list()
        assert limited.value.response.headers["retry-after"] == "7"
        running.fail_next("html", 1)
        with pytest.raises(openai.InternalServerError) as html:
            await client.fine_tuning.jobs.list()
        assert html.value.response.headers["content-type"].startswith("text/html")
        running.fail_next("nothing", 1)
        with pytest.raises(openai.APIConnectionError):
            await client.fine_tuning.jobs.list()
        assert (await client.fine_tuning.jobs.list()).data == []


async def test_a_hanging_request_ends_when_the_simulator_stops() -> None:
    async with simulator() as running, client_of(running) as client:
        running.fail_next("hang", 1)
        asking = asyncio.create_task(hang(client))
        await until(lambda: running.outage is not None and running.outage.requests_left == 0)
        assert not asking.done()
    with pytest.raises(openai.APIConnectionError):
        await asking


async def hang(client: openai.AsyncOpenAI) -> object:
    return await client.models.retrieve(BASE)


async def test_the_ledger_is_read_over_http_without_a_key(receiver: Receiver) -> None:
    async with simulator(webhook_url=receiver.url, time_scale=FAST) as running, client_of(running) as client:
        created = await client.fine_tuning.jobs.create(model=BASE, training_file=await upload(client), suffix="triage")
        job = await ended(client, created.id)
        await until(lambda: running.ledger.deliveries and running.ledger.deliveries[0].status)
        await ask(client, BASE, "anything")
        async with aiohttp.ClientSession() as bare, bare.get(running.url + "/ledger") as response:
            ledger = await response.json()
        [line] = ledger["jobs"]
        assert (line["id"], line["status"], line["suffix"], line["seeded"]) == (job.id, "succeeded", "triage", False)
        assert int(line["ended_at"]) == job.finished_at
        assert line["fine_tuned_model"] == job.fine_tuned_model
        assert [(entry["job"], entry["status"]) for entry in ledger["deliveries"]] == [(job.id, 200)]
        assert ledger["chat_calls"] == {BASE: 1}


async def test_the_demo_is_played_to_its_end_with_every_fault(receiver: Receiver) -> None:
    async with (
        simulator(webhook_url=receiver.url, time_scale=2000, seed="demo") as running,
        client_of(running) as client,
    ):
        ids = await running.play()
        jobs = {job.id: job for job in [await ended(client, job_id) for job_id in ids]}
        assert [jobs[job_id].status for job_id in ids] == [
            "succeeded",
            "failed",
            "succeeded",
            "succeeded",
            "succeeded",
            "cancelled",
            "succeeded",
        ]
        assert {line.fault for line in running.ledger.jobs.values()} == set(Fault)
        lost = ids[2]
        await until(lambda: len(receiver.requests) == 3 + 1 + 2 + 1 + 2)
        assert set(receiver.jobs()) == set(ids) - {lost}
        early, late = ids[3], ids[4]
        assert receiver.jobs().index(late) < receiver.jobs().index(early)
        assert (jobs[early].finished_at or 0) <= (jobs[late].finished_at or 0)


def test_no_held_out_ticket_is_in_the_training_file() -> None:
    held = {text for text, _ in tickets.held_out()}
    for job in script.DEMO:
        trained = [json.loads(line)["messages"][1]["content"] for line in script.training_file(job).splitlines()]
        assert len(set(trained)) == script.TRAINING_ROWS
        assert held.isdisjoint(trained)


async def test_the_simulator_runs_as_a_process_and_stops_on_sigterm() -> None:
    process = await children.start_async(
        [sys.executable, "-P", "-m", "service.demo.simulator", "--api-key-env", "SIMULATOR_KEY", "--seed", "x"],
        env={"SIMULATOR_KEY": "sk-from-env", "PYTHONPATH": str(SCHEMAS.parents[2])},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    base_url = (await process.stdout.readline()).decode().strip()
    async with openai.AsyncOpenAI(base_url=base_url, api_key="sk-from-env", max_retries=0) as client:
        assert (await client.fine_tuning.jobs.list()).data == []
    process.terminate()
    assert await process.wait() == 0


async def test_a_simulator_whose_jobs_cannot_be_started_ends_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(_simulator: Simulator) -> list[str]:
        raise RuntimeError("no such script")

    monkeypatch.setattr(Simulator, "play", play)
    with pytest.raises(RuntimeError, match="no such script"):
        await asyncio.wait_for(run(_arguments(["--play"])), 10)
