"""The simulated Together AI against the official `together` package: its client works, its types know every field."""

from __future__ import annotations

import json
import math
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pydantic
import pytest
import together
from together.types import (
    Endpoint,
    EndpointDeployment,
    FinetuneModelLimits,
    FinetuneResponse,
    FineTuningCancelResponse,
    FineTuningListCheckpointsResponse,
    FineTuningListEventsResponse,
    FineTuningListMetricsResponse,
    FineTuningListResponse,
)
from together.types.fine_tuning_estimate_price_response import AvailableEstimate

from service.demo.providers.together import PROJECT, TogetherSimulator

TRUNCATED = FineTuningCancelResponse  # "used for POST /fine-tunes, GET /fine-tunes and POST /fine-tunes/{id}/cancel"
BY_PATH: tuple[tuple[str, type[pydantic.BaseModel]], ...] = (
    (r"GET /v1/fine-tunes", FineTuningListResponse),
    (r"POST /v1/fine-tunes", TRUNCATED),
    (r"GET /v1/fine-tunes/models/limits", FinetuneModelLimits),
    (r"POST /v1/fine-tunes/estimate-price", AvailableEstimate),
    (r"GET /v1/fine-tunes/[^/]+", FinetuneResponse),
    (r"POST /v1/fine-tunes/[^/]+/cancel", TRUNCATED),
    (r"GET /v1/fine-tunes/[^/]+/events", FineTuningListEventsResponse),
    (r"GET /v1/fine-tunes/[^/]+/metrics", FineTuningListMetricsResponse),
    (r"GET /v1/fine-tunes/[^/]+/checkpoints", FineTuningListCheckpointsResponse),
    (r"POST /v2/projects/[^/]+/endpoints", Endpoint),
    (r"POST /v2/projects/[^/]+/endpoints/[^/]+/deployments", EndpointDeployment),
)
PAGES = ((r"GET /v2/projects/[^/]+/endpoints", Endpoint),)


def check(kind: type[pydantic.BaseModel], shown: object) -> None:
    """Raises when the type does not take it, or does not know one of its fields, at any depth."""
    unknown(kind.model_validate(shown), kind.__name__)


def unknown(value: object, where: str) -> None:
    if isinstance(value, list):
        for item in value:
            unknown(item, where)
    elif isinstance(value, pydantic.BaseModel):
        assert not value.model_extra, f"{where}: {sorted(value.model_extra or ())} are not in the SDK's types"
        for name in type(value).model_fields:
            unknown(getattr(value, name), f"{where}.{name}")


async def check_reply(response: httpx.Response) -> None:
    body = json.loads(await response.aread())
    if response.is_error:
        assert set(body["error"]) == {"message", "type", "param", "code"}
        return
    asked = f"{response.request.method} {response.request.url.path}"
    for pattern, kind in PAGES:
        if re.fullmatch(pattern, asked):
            for row in body["data"]:
                check(kind, row)
            return
    check(next(kind for pattern, kind in BY_PATH if re.fullmatch(pattern, asked)), body)


@asynccontextmanager
async def started(**settings: Any) -> AsyncIterator[tuple[TogetherSimulator, together.AsyncTogether]]:
    simulator = TogetherSimulator(**settings)
    await simulator.start()
    try:
        checked = httpx.AsyncClient(event_hooks={"response": [check_reply]}, timeout=10)
        options = {"api_key": simulator.api_key, "base_url": simulator.url, "max_retries": 0, "project_id": PROJECT}
        async with together.AsyncTogether(http_client=checked, **options) as client:  # type: ignore[arg-type]  # a dict
            yield simulator, client
    finally:
        await simulator.stop()


async def test_a_created_job_trains_and_brings_a_model_events_metrics_and_checkpoints() -> None:
    async with started() as (simulator, client):
        created = await client.fine_tuning.create(
            model="Qwen/Qwen3-8B", training_file="file-1", suffix="support", n_epochs=2, random_seed=7, lora=True
        )
        assert created.id is not None
        assert created.status == "pending"
        assert (await client.fine_tuning.list()).data[0].random_seed == 7
        simulator.advance_to(created.id, "completed")
        job = await client.fine_tuning.retrieve(created.id)
        assert job.status == "completed"
        assert job.x_model_output_name == f"acme/Qwen3-8B:support:{created.id}"
        assert job.api_model_object_id is not None
        assert (job.token_count, job.total_price) == (20 * 4096, 20 * 4096 * 480)
        assert job.n_epochs == 2

        told = (await client.fine_tuning.list_events(created.id)).data
        assert [event.type for event in told] == [
            *("job_pending", "job_start", "training_start", "epoch_complete", "epoch_complete", "training_complete"),
            *("model_uploading", "model_upload_complete", "job_complete"),
        ]
        rows = (await client.fine_tuning.list_metrics(created.id)).metrics or []
        assert [row["train/global_step"] for row in rows if "train/loss" in row] == list(range(1, 21))
        assert [row["train/global_step"] for row in rows if "eval/loss" in row] == [10, 20]
        points = (await client.fine_tuning.list_checkpoints(created.id)).data
        assert [point.step for point in points] == [10, 20]


async def test_a_job_passes_through_the_documented_statuses_in_order() -> None:
    async with started() as (simulator, client):
        one = simulator.start_job()
        seen = [(await client.fine_tuning.retrieve(one)).status]
        for _ in range(20):
            status = simulator.advance(one)
            assert (await client.fine_tuning.retrieve(one)).status == status
            if status != seen[-1]:
                seen.append(status)  # type: ignore[arg-type]  # the SDK's closed list of words
        assert seen == ["pending", "queued", "running", "uploading", "completed"]


async def test_a_played_job_ends_well() -> None:
    async with started() as (simulator, client):
        seen: list[str] = []

        async def pause() -> None:
            seen.append((await client.fine_tuning.list()).data[0].status)

        one = await simulator.play(pause)
        assert seen == ["pending", "queued", "running", "running", "running", "running", "uploading"]
        assert (await client.fine_tuning.retrieve(one)).status == "completed"


async def test_metrics_are_asked_for_by_increments() -> None:
    async with started() as (simulator, client):
        one = simulator.start_job()
        simulator.advance_to(one, "running")
        simulator.advance(one)
        simulator.advance(one)
        rows = (await client.fine_tuning.list_metrics(one, global_step_from=19)).metrics or []
        assert [row["train/global_step"] for row in rows] == [19, 20, 20]


async def test_a_loss_that_became_nan_is_read_by_the_official_client_too() -> None:
    async with started(nan_from_step=3) as (simulator, client):
        one = simulator.start_job()
        simulator.advance_to(one, "running")
        simulator.advance(one)
        rows = (await client.fine_tuning.list_metrics(one)).metrics or []
        assert [math.isnan(row["train/loss"]) for row in rows[:4]] == [False, False, True, True]


async def test_a_cancelled_job_ends_after_the_request() -> None:
    async with started() as (simulator, client):
        one = simulator.start_job()
        simulator.advance_to(one, "running")
        assert (await client.fine_tuning.cancel(one)).status == "cancel_requested"
        assert simulator.advance(one) == "cancelled"
        with pytest.raises(together.BadRequestError, match="already cancelled"):
            await client.fine_tuning.cancel(one)


async def test_a_failure_is_told_by_events_alone_and_a_restart_trains_again() -> None:
    async with started() as (simulator, client):
        one = simulator.start_job()
        simulator.advance_to(one, "running")
        simulator.advance(one)
        simulator.restart(one, "node lost")
        assert (await client.fine_tuning.retrieve(one)).status == "queued"
        assert (await client.fine_tuning.list_metrics(one)).metrics == []
        simulator.advance_to(one, "running")
        simulator.fail(one, "3 samples are too few")
        job, told = await client.fine_tuning.retrieve(one), (await client.fine_tuning.list_events(one)).data
        assert job.status == "error"
        assert [event.message for event in told if event.type == "job_error"] == ["node lost", "3 samples are too few"]


async def test_a_model_is_deployed_and_found_in_the_projects_endpoints() -> None:
    async with started() as (simulator, client):
        one = simulator.start_job()
        simulator.advance_to(one, "completed")
        model = (await client.fine_tuning.retrieve(one)).api_model_object_id
        endpoint = await client.endpoints.create(name="support")
        deployment = await client.endpoints.deployments.create(
            endpoint.id,
            name="prod",
            model=f"projects/{PROJECT}/models/{model}",
            config="projects/proj_platform/configs/cr_1",
            autoscaling={"min_replicas": 1, "max_replicas": 1},
        )
        assert deployment.status.state == "DEPLOYMENT_STATE_PROVISIONING"
        listed = [found async for found in client.endpoints.list()]
        assert [(found.name, found.deployments[0].api_model_id) for found in listed] == [("acme/support", model)]


async def test_a_wrong_key_and_an_unknown_job_are_refused() -> None:
    async with started() as (_, client):
        with pytest.raises(together.NotFoundError):
            await client.fine_tuning.retrieve("ft-nowhere")
        with pytest.raises(together.AuthenticationError):
            await client.with_options(api_key="wrong").fine_tuning.list()


async def test_what_the_types_do_not_know_is_noticed() -> None:
    with pytest.raises(AssertionError, match="invented"):
        check(FineTuningListEventsResponse, {"data": [_event(invented=1)]})
    with pytest.raises(pydantic.ValidationError):
        check(FineTuningListEventsResponse, {"data": [_event(type="job_invented")]})


def _event(**more: object) -> dict[str, object]:
    return {"object": "fine-tune-event", "created_at": "now", "message": "m", "type": "job_start"} | more
