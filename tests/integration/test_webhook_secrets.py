"""Secrets that a provider hands out: who fetches them when, who may use them how long, and that nobody sees them."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sys
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog
from arq.connections import ArqRedis

from service import log as logs
from service.commands import doctor
from service.core.config import Account, Secret
from service.demo.providers.replicate import ReplicateSimulator
from service.providers.table import PROVIDERS
from service.public import webhook_secrets
from service.public.webhook_secrets import KEPT, OLD_VALID_S, TRIED, WANTED, FetchedSecrets, is_fetched
from service.store import queries
from tests.integration.conftest import MakeWorld
from tests.servers import until
from tests.world import World, signed
from workers.chores import webhook_secrets as worker

NAME = "replicate-main"
OLD, NEW = "whsec_Y2FuYXJ5LW9sZC00NzEx", "whsec_Y2FuYXJ5LW5ldy00NzEx"
REPLICATE, OPENAI = PROVIDERS["replicate"], PROVIDERS["openai"]


def account(**changes: Any) -> Account:
    return Account(**({"name": NAME, "provider": "replicate", "api_key": Secret("r8_key")} | changes))


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that is logged, down to debug."""
    stream, root, hook, shown = io.StringIO(), logging.getLogger(), sys.excepthook, warnings.showwarning
    before, level, hidden = list(root.handlers), root.level, list(logs._hidden)
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    logs.configure(level="debug", format="json", stream=stream)
    monkeypatch.setattr(worker, "log", structlog.get_logger())  # a logger keeps the stream of its first line
    yield stream
    root.handlers[:], logs._hidden[:], sys.excepthook, warnings.showwarning = before, hidden, hook, shown
    logging.captureWarnings(False)
    root.setLevel(level)
    for name, value in levels.items():
        logging.getLogger(name).setLevel(value)
    structlog.reset_defaults()


async def asked_for(redis: ArqRedis) -> bool:
    return bool(await redis.hexists(WANTED, NAME))  # type: ignore[misc]  # typed for sync


async def a_minute_later(redis: ArqRedis) -> None:
    assert await redis.delete(TRIED + NAME) == 1


def test_only_an_account_with_a_key_and_no_secret_of_its_own_lives_by_a_fetched_one() -> None:
    assert is_fetched(account(), REPLICATE)
    assert not is_fetched(account(webhook_secrets=(Secret(OLD),)), REPLICATE)
    assert not is_fetched(account(api_key=None), REPLICATE)
    assert not is_fetched(account(provider="openai"), OPENAI)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "their secret is fetched from the provider"),
        ({"webhook_secrets": (Secret(OLD),)}, "takes signed webhooks at /webhooks/replicate-main"),
        ({"api_key": None}, "has no webhook secret, so it takes no webhook"),
    ],
)
def test_doctor_says_where_the_secret_comes_from(changes: dict[str, Any], said: str) -> None:
    assert doctor._secret(account(**changes)).found.endswith(said)


async def test_a_replaced_secret_is_valid_for_a_day_beside_the_new_one(redis: ArqRedis) -> None:
    now = 1_000_000.0
    receiver = FetchedSecrets(redis, [NAME], clock=lambda: now)
    assert await webhook_secrets.keep(redis, NAME, OLD, now_s=now)
    assert not await webhook_secrets.keep(redis, NAME, OLD, now_s=now)
    assert await receiver.of(NAME) == (OLD,)
    assert await webhook_secrets.keep(redis, NAME, NEW, now_s=now)
    await receiver.refresh()
    now += OLD_VALID_S - 1
    assert await receiver.of(NAME) == (NEW, OLD)
    now += 2
    assert await receiver.of(NAME) == (NEW,)
    assert await webhook_secrets.keep(redis, NAME, OLD, now_s=now)  # it comes back: nothing is there twice
    await receiver.refresh()
    assert await receiver.of(NAME) == (OLD, NEW)


async def test_two_changes_within_a_day_leave_three_secrets_valid_each_for_its_own_day(redis: ArqRedis) -> None:
    now, third = 1_000_000.0, "whsec_dGhpcmQ="
    receiver = FetchedSecrets(redis, [NAME], clock=lambda: now)
    for secret in (OLD, NEW, third):
        await webhook_secrets.keep(redis, NAME, secret, now_s=now)
        now += 3600
    await receiver.refresh()
    assert await receiver.of(NAME) == (third, NEW, OLD)
    now = 1_000_000.0 + 3600 + OLD_VALID_S + 1
    assert await receiver.of(NAME) == (third, NEW)


async def test_a_receiver_hides_what_it_has_read_before_it_can_use_it(redis: ArqRedis, lines: io.StringIO) -> None:
    mine = "whsec_aGlkZGVuIGJ5IHRoaXMgdGVzdCBhbG9uZQ=="
    await webhook_secrets.keep(redis, NAME, mine, now_s=0)
    structlog.get_logger().info("before", text=mine)
    assert lines.getvalue().count(mine) == 1
    await FetchedSecrets(redis, [NAME]).refresh()
    structlog.get_logger().info("after", text=mine)
    assert lines.getvalue().count(mine) == 1
    assert mine not in repr(webhook_secrets.Kept(mine))


async def test_the_provider_is_asked_when_there_is_none_or_another_is_wanted_and_once_a_minute(redis: ArqRedis) -> None:
    assert await webhook_secrets.due(redis, []) == []
    assert await webhook_secrets.due(redis, [NAME, "other"]) == [NAME, "other"]
    assert await webhook_secrets.due(redis, [NAME]) == []
    await a_minute_later(redis)
    assert await webhook_secrets.due(redis, [NAME]) == [NAME]  # it was asked, but no secret came
    await webhook_secrets.keep(redis, NAME, OLD, now_s=0)
    await a_minute_later(redis)
    assert await webhook_secrets.due(redis, [NAME]) == []
    await redis.hset(WANTED, NAME, "1")  # type: ignore[misc]  # typed for sync
    assert await webhook_secrets.due(redis, [NAME]) == [NAME]
    assert 0 < await redis.ttl(TRIED + NAME) <= 60
    await webhook_secrets.keep(redis, NAME, OLD, now_s=0)
    assert not await asked_for(redis)


async def test_a_receiver_without_a_secret_looks_again_and_after_a_refusal_asks_for_another(redis: ArqRedis) -> None:
    receiver = FetchedSecrets(redis, [NAME])
    running = asyncio.create_task(receiver.run())
    try:
        assert await receiver.of(NAME) == ()
        await webhook_secrets.keep(redis, NAME, OLD, now_s=time.time())

        async def has(*secrets: str) -> bool:
            return await receiver.of(NAME) == secrets

        await until(lambda: has(OLD))
        receiver.refused("an account of another kind")
        receiver.refused(NAME)
        await until(lambda: asked_for(redis))
        assert await redis.hkeys(WANTED) == [NAME.encode()]  # type: ignore[misc]  # typed for sync
        await webhook_secrets.keep(redis, NAME, NEW, now_s=time.time())
        await until(lambda: has(NEW, OLD))
    finally:
        running.cancel()


@pytest.mark.parametrize("kept", [b"", b"[]", b"no json", b'{"a": 1}', b'[{"until": 1}]', b"\xff"])
async def test_what_another_version_kept_is_no_secret_and_no_fault(redis: ArqRedis, kept: bytes) -> None:
    await redis.hset(KEPT, mapping={NAME: kept})  # type: ignore[misc]  # typed for sync
    receiver = FetchedSecrets(redis, [NAME])
    assert await receiver.of(NAME) == ()
    assert await webhook_secrets.keep(redis, NAME, NEW, now_s=0)
    await receiver.refresh()
    assert await receiver.of(NAME) == (NEW,)


async def test_a_redis_that_is_away_leaves_the_secrets_as_they_are(redis: ArqRedis) -> None:
    await webhook_secrets.keep(redis, NAME, OLD, now_s=0)
    receiver = FetchedSecrets(redis, [NAME])
    assert await receiver.of(NAME) == (OLD,)
    await redis.set(KEPT + "-moved", b"1")
    await redis.rename(KEPT, KEPT + "-away")
    await redis.set(KEPT, b"not a hash: every read of it fails")
    await receiver.refresh()
    assert await receiver.of(NAME) == (OLD,)


@asynccontextmanager
async def watched(one_world: MakeWorld) -> AsyncIterator[tuple[World, ReplicateSimulator]]:
    """A world with an account at the simulated Replicate that lives by webhooks alone."""
    simulator = ReplicateSimulator(secret=OLD, retry_base_s=0.05)
    await simulator.start()
    try:
        more = account(base_url=simulator.base_url, api_key=Secret(simulator.api_key), poll=False)
        async with one_world(more=(more,)) as w:
            yield w, simulator
    finally:
        await simulator.stop()


async def _took(w: World, simulator: ReplicateSimulator, one: str, status: str = "succeeded") -> None:
    """Webhooks about the training go out until one of them was taken; then the job stands so."""

    async def taken() -> bool:
        simulator.finish(one, status)
        await simulator.sent()
        return await w.has(one, status)

    await until(taken, timeout=30)


async def test_a_rotated_secret_works_once_the_worker_has_asked_again(one_world: MakeWorld) -> None:
    async with watched(one_world) as (w, simulator):
        url = f"{w.public_url}/webhooks/{NAME}"
        await _took(w, simulator, simulator.create(webhook=url))
        new = simulator.rotate_secret()
        await a_minute_later(w.services.redis)
        await _took(w, simulator, simulator.create(webhook=url))
        kept = json.loads(await w.services.redis.hget(KEPT, NAME))  # type: ignore[misc]  # typed for sync
        assert [(one["secret"], one["until"] is None) for one in kept] == [(new, True), (OLD, False)]
        body = json.dumps(simulator.trainings[simulator.create()].wire).encode()
        assert (await w.post(NAME, body, secret=OLD)).status == 202  # signed before the change
        asked = simulator.asked.count("GET /v1/webhooks/default/secret")
        assert asked == 2


async def test_a_secret_that_may_not_be_read_is_told_in_the_log_and_every_webhook_is_refused(
    one_world: MakeWorld, lines: io.StringIO
) -> None:
    async with watched(one_world) as (w, simulator):
        simulator.secret_is_shown = False
        await w.services.redis.delete(KEPT, TRIED + NAME)
        await until(lambda: "webhook_secret_not_fetched" in lines.getvalue())
        said = next(json.loads(line) for line in lines.getvalue().splitlines() if "not_fetched" in line)
        assert (said["account"], said["reason"]) == (NAME, "webhook secret: HTTP 403")


async def test_a_fetched_secret_is_in_no_log_no_answer_no_metric_and_no_database(
    one_world: MakeWorld, tmp_path: Path, lines: io.StringIO
) -> None:
    seen: list[str] = []
    async with watched(one_world) as (w, simulator):
        url = f"{w.public_url}/webhooks/{NAME}"
        one = simulator.create(webhook=url)
        await _took(w, simulator, one)
        body = b'{"id": "a", "status": "processing"}'
        async with aiohttp.ClientSession() as http:
            for headers in (signed(body), signed(body, secret=NEW), {}, {"webhook-signature": "v1," + OLD}):
                async with http.post(url, data=body, headers=headers) as answer:
                    assert answer.status == 401
                    seen.append(await answer.text())
            for path in ("/metrics", "/readyz", "/healthz"):
                async with http.get(w.private_url + path) as answer:
                    seen.append(await answer.text())
        seen.append(json.dumps(await w.store.read(queries.list_inbound), default=str))
        structlog.get_logger().info("a_careless_line", text=f"the secret is {OLD}")
    assert "a_careless_line" in lines.getvalue()
    assert "webhook_secret_fetched" in lines.getvalue()
    for text in (lines.getvalue(), *seen):
        assert OLD not in text
        assert OLD.removeprefix("whsec_") not in text
    files = [path for path in tmp_path.iterdir() if path.name.startswith("tunewatch.db")]
    assert files
    assert not [path.name for path in files if OLD.encode() in path.read_bytes()]
