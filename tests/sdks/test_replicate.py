"""The simulated Replicate against two judges that know nothing of it: the official package, and strict schemas.

Every reply of every test here is checked by its schema, whatever else the test is about.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web
from jsonschema import Draft202012Validator, FormatChecker
from replicate.client import Client
from replicate.exceptions import ReplicateError
from replicate.version import Versions
from replicate.webhook import InvalidSignatureError, Webhooks, WebhookSigningSecret

from service.core.signature import sign_standard_webhook
from service.demo.providers.replicate import RETRIES, TRAINER, TRAINER_VERSION, ReplicateSimulator
from tests.servers import until

SCHEMAS = Path(__file__).parents[1] / "samples" / "replicate_schema"
BY_PATH = (
    (r"GET /v1/trainings", "training_list.json"),
    (r"GET /v1/trainings/[^/]+", "training.json"),
    (r"POST /v1/trainings/[^/]+/cancel", "training.json"),
    (r"POST /v1/models/[^/]+/[^/]+/versions/[^/]+/trainings", "training.json"),
    (r"GET /v1/models/[^/]+/[^/]+/versions/[^/]+", "version.json"),
    (r"GET /v1/webhooks/default/secret", "secret.json"),
)


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / name).read_text()), format_checker=FormatChecker())


async def check_reply(response: httpx.Response) -> None:
    """Raises what is wrong with any reply of the API."""
    body = json.loads(await response.aread())
    call = f"{response.request.method} {response.request.url.path}"
    named = next((name for pattern, name in BY_PATH if re.fullmatch(pattern, call)), None)
    assert named is not None, f"no schema for {call}"
    validator("error.json" if response.is_error else named).validate(body)


class Checking(httpx.AsyncHTTPTransport):
    """The package's client is made on this, so that no reply goes unchecked."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        response.request = request
        await check_reply(response)
        return response


@asynccontextmanager
async def simulator(**settings: Any) -> AsyncIterator[ReplicateSimulator]:
    running = ReplicateSimulator(**settings)
    await running.start()
    try:
        yield running
    finally:
        await running.stop()


@asynccontextmanager
async def client_of(running: ReplicateSimulator, key: str | None = None) -> AsyncIterator[Client]:
    client = Client(api_token=key or running.api_key, base_url=running.url, transport=Checking())
    try:
        yield client
    finally:
        await client._async_client.aclose()  # the package has no way to close it


class Receiver:
    """Records webhooks and answers with the next of `answers`, then 200."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.answers: list[int] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.requests.append((headers, (await request.read()).decode()))
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.requests]


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


async def test_a_training_made_by_the_package_lives_and_ends_with_a_version() -> None:
    async with simulator() as running, client_of(running) as client:
        made = await client.trainings.async_create(
            model=TRAINER,
            version=TRAINER_VERSION,
            input={"train_data": "https://example.com/data.jsonl"},
            destination="acme/support-bot",
        )
        assert (made.status, made.logs, made.output) == ("starting", "", None)
        assert made.urls is not None
        assert "/predictions/" in made.urls["get"]  # the trap: a training cannot be asked for there
        seen = []
        while not running.trainings[made.id].ended:
            running.advance(made.id)
            seen.append(await client.trainings.async_get(made.id))
        assert seen[0].status == "processing"
        assert [len(one.logs or "") for one in seen] == sorted(len(one.logs or "") for one in seen)
        ended = seen[-1]
        assert ended.status == "succeeded"
        model, version = ended.output["version"].split(":")
        assert model == "acme/support-bot"
        entry = await Versions(client, model).async_get(version)
        assert entry.id == version


async def test_the_list_has_pages_newest_first_and_leaves_the_logs_out() -> None:
    now = 1_700_000_000.0
    async with simulator(page_size=3, clock=lambda: now) as running, client_of(running) as client:
        ids: list[str] = []
        for _ in range(7):
            ids.append(running.create())
            now += 60
        shown, cursor = [], ...
        while cursor is not None:
            page = await client.trainings.async_list(cursor)  # type: ignore[arg-type]  # its own sentinel is `...`
            shown += page.results
            cursor = page.next
        assert [one.id for one in shown] == ids[::-1]
        assert {one.logs for one in shown} == {None}


async def test_a_training_is_cancelled_and_one_that_has_ended_stays_as_it_is() -> None:
    async with simulator() as running, client_of(running) as client:
        one, over = running.create(), running.create()
        running.finish(over)
        assert (await client.trainings.async_cancel(one)).status == "canceled"
        assert (await client.trainings.async_cancel(over)).status == "succeeded"


async def test_a_wrong_key_and_an_unknown_training_are_refused() -> None:
    async with simulator() as running, client_of(running) as client, client_of(running, "r8_another") as stranger:
        with pytest.raises(ReplicateError, match="authentication"):
            await stranger.trainings.async_list()
        for ask in (client.trainings.async_get, client.trainings.async_cancel):
            with pytest.raises(ReplicateError) as caught:
                await ask("nowhere")
            assert caught.value.status == 404


async def test_the_package_validates_the_webhooks_with_the_secret_that_the_api_shows(receiver: Receiver) -> None:
    now = 1_795_392_000.0
    async with simulator(clock=lambda: now) as running, client_of(running) as client:
        secret = await client.webhooks.default.async_secret()
        one = running.create(webhook=receiver.url, events=("start", "logs", "output", "completed"))
        while not running.trainings[one].ended:
            running.advance(one)
            await running.sent()
            now += 1
        events = [delivery.event for delivery in running.deliveries]
        assert events == ["start", *["logs"] * 5, "output", "completed"]
        for headers, body in receiver.requests:
            Webhooks.validate(headers=headers, body=body, secret=secret)
            with pytest.raises(InvalidSignatureError):
                Webhooks.validate(headers=headers, body=body + " ", secret=secret)
        for body in receiver.bodies:
            validator("training.json").validate(body)
        assert [body["status"] for body in receiver.bodies] == ["processing"] * 6 + ["succeeded"] * 2


async def test_only_the_usual_events_are_sent_unless_others_are_asked_for_and_logs_not_twice_in_half_a_second(
    receiver: Receiver,
) -> None:
    now = 1_795_392_000.0
    async with simulator(clock=lambda: now) as running:
        usual, chatty = (running.create(webhook=receiver.url), running.create(webhook=receiver.url, events=("logs",)))
        for one in (usual, chatty):
            while not running.trainings[one].ended:
                running.advance(one)
        await running.sent()
        told = [(delivery.training, delivery.event) for delivery in running.deliveries]
        assert sorted(told) == sorted([(usual, "output"), (usual, "completed"), (chatty, "logs")])


async def test_only_the_last_webhook_is_sent_again_with_the_same_id_and_body(receiver: Receiver) -> None:
    receiver.answers = [500, 500, 404, 302]
    async with simulator(retry_base_s=0.001) as running:
        one = running.create(webhook=receiver.url, events=("start", "completed"))
        running.advance(one)
        await running.sent()
        assert [(one.event, one.status) for one in running.deliveries] == [("start", 500)]
        running.finish(one, "failed", error="out of memory")
        await running.sent()
        again = running.deliveries[1:]
        assert [(delivery.attempt, delivery.status) for delivery in again] == [(1, 500), (2, 404), (3, 302)]
        assert len({(headers["webhook-id"], body) for headers, body in receiver.requests[1:]}) == 1
        assert receiver.bodies[-1]["error"] == "out of memory"


async def test_a_receiver_that_is_not_there_is_given_up_after_the_last_try() -> None:
    async with simulator(retry_base_s=0.001) as running:
        one = running.create(webhook="http://127.0.0.1:1/hook")
        running.finish(one, "canceled")
        await running.sent()
        assert [delivery.status for delivery in running.deliveries] == [None] * (RETRIES + 1)


async def test_a_rotated_secret_signs_what_comes_after_it(receiver: Receiver) -> None:
    async with simulator() as running:
        old = running.secret
        new = running.rotate_secret()
        running.finish(running.create(webhook=receiver.url), "failed")
        await running.sent()
        headers, body = receiver.requests[0]
        Webhooks.validate(headers=headers, body=body, secret=WebhookSigningSecret(key=new))
        with pytest.raises(InvalidSignatureError):
            Webhooks.validate(headers=headers, body=body, secret=WebhookSigningSecret(key=old))


async def test_a_secret_that_the_key_may_not_read_is_not_shown() -> None:
    async with simulator() as running, client_of(running) as client:
        running.secret_is_shown = False
        with pytest.raises(ReplicateError) as caught:
            await client.webhooks.default.async_secret()
        assert caught.value.status == 403


async def test_a_played_training_ends_well() -> None:
    async with simulator() as running:

        async def pause() -> None:
            return None

        one = await running.play(pause)
        assert running.trainings[one].wire["status"] == "succeeded"
        await until(lambda: not running.deliveries)


def test_our_signature_is_the_packages_in_both_directions() -> None:
    """The vector of the reference, accepted by the package's own verifier, is what our signing gives."""
    secret, body = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", '{"id":"zz4ibbonubfz7carwiefibzgga","status":"succeeded"}'
    signature = sign_standard_webhook("msg_1", 1_795_392_000, body.encode(), secret)
    assert signature == "v1,YkK2P0FDA5GQj8jXv589H7rMW8E98JEYZuKVWmt0li4="
    headers = {"webhook-id": "msg_1", "webhook-timestamp": "1795392000", "webhook-signature": signature}
    Webhooks.validate(headers=headers, body=body, secret=WebhookSigningSecret(key=secret))
