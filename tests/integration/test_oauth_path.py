"""A provider that needs OAuth, invented here and unknown to everything else, polled with its tokens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from service.config.settings import load
from service.core.account import Circuit
from service.core.config import Account, Secret
from service.core.snapshot import Snapshot, Status
from service.providers import Ask, JobsPage, Life, LifeCycle, Provider, ProviderError, Reply
from service.providers.credential import Credential
from service.providers.oauth import ServiceAccount
from service.providers.reading import as_list, as_object, decoded
from service.providers.table import PROVIDERS
from tests.integration.test_polling import Make, bench, clock
from workers.outbound.send import Outbound

__all__ = ["bench", "clock"]

SCOPE = "https://example.com/auth/read"
LIFE_S = 3600
PEM = (
    rsa.generate_private_key(public_exponent=65537, key_size=2048)
    .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    .decode()
)


class Invented(Provider):
    """Lists its jobs at `POST /search`, by a service account's token."""

    name = "invented"
    title = "Invented"
    life = LifeCycle(Life.LIVE, "2026-11-29", "docs/providers.md")
    base_url = "https://invented.example.com"
    asks = True
    lists = True

    def credential(self, api_key: str | None) -> Credential:
        return ServiceAccount.parse(api_key or "", scope=SCOPE)

    def ask_jobs(self, cursor: str | None) -> Ask:
        return Ask(
            "/search", method="POST", body=b'{"kind": "tuning"}', headers=(("Content-Type", "application/json"),)
        )

    def answer_jobs(self, reply: Reply, *, asked_at: datetime) -> JobsPage:
        rows = [as_object(row) for row in as_list(decoded(reply, "jobs").get("jobs"))]
        return JobsPage(tuple(_snapshot(row) for row in rows), None)

    def ask_job(self, provider_job_id: str) -> Ask:
        return Ask(f"/jobs/{provider_job_id}")

    def answer_job(self, reply: Reply, *, asked_at: datetime) -> Snapshot:
        return _snapshot(decoded(reply, "job", is_job=True))


def _snapshot(row: dict[str, object]) -> Snapshot:
    return Snapshot(str(row["id"]), Status(str(row["status"])), str(row["status"]), revision=1)


class Cloud:
    """The invented provider's API (`/v1`) and its token endpoint (`/token`), behind one port."""

    def __init__(self) -> None:
        self.tokens: list[str] = []  # handed out, newest last
        self.refuses_key = False
        self.revoked: set[str] = set()
        self.asked: list[tuple[str, str, str, dict[str, str]]] = []
        self.strays: list[str] = []  # what came to the token endpoint and is not its business

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.read()
        if request.path == "/token":
            return self._token(request, body)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.asked.append((request.method, request.path, body.decode(), dict(request.query)))
        if token not in self.tokens or token in self.revoked:
            return web.json_response({}, status=401)
        if request.path == "/v1/search":
            return web.json_response({"jobs": [{"id": "a", "status": "running"}]})
        return web.json_response({"id": "a", "status": "running"})

    def _token(self, request: web.Request, body: bytes) -> web.Response:
        self.strays += [name for name in ("Authorization", "X-Team") if name in request.headers] + [*request.query]
        if self.refuses_key or "assertion" not in parse_qs(body.decode()):
            return web.json_response({"error": "invalid_grant"}, status=400)
        self.tokens.append(f"token-{len(self.tokens) + 1}")
        return web.json_response({"access_token": self.tokens[-1], "expires_in": LIFE_S})


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 29, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def advance(self, by_s: float) -> None:
        self.time += timedelta(seconds=by_s)


@pytest.fixture(autouse=True)
def invented(monkeypatch: pytest.MonkeyPatch) -> Invented:
    provider = Invented()
    monkeypatch.setitem(PROVIDERS, "invented", provider)
    return provider


@pytest.fixture
async def cloud(unused_tcp_port: int) -> AsyncIterator[Cloud]:
    made, app = Cloud(), web.Application()
    app.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    yield made
    await runner.cleanup()


@pytest.fixture
def key(unused_tcp_port: int) -> str:
    uri = f"http://127.0.0.1:{unused_tcp_port}/token"
    return json.dumps({"client_email": "watch@example.com", "private_key": PEM, "token_uri": uri})


@pytest.fixture
def changes(unused_tcp_port: int, key: str) -> dict[str, Any]:
    """What makes the bench's account one of the invented provider."""
    fixed = {"headers": (("X-Team", Secret("ml")),), "query": (("version", Secret("2")),)}
    return {"shape": "invented", "base_url": f"http://127.0.0.1:{unused_tcp_port}/v1", "api_key": Secret(key), **fixed}


async def test_one_token_is_fetched_used_and_replaced_shortly_before_it_expires(
    bench: Make, cloud: Cloud, changes: dict[str, Any]
) -> None:
    clock = Clock()
    async with bench(now=clock.now, **changes) as b:
        await b.poll()
        await b.poll()
        assert cloud.tokens == ["token-1"]
        assert cloud.asked == [("POST", "/v1/search", '{"kind": "tuning"}', {"version": "2"})] * 2
        assert await b.statuses() == {"a": "running"}
        clock.advance(LIFE_S - 61)
        await b.poll()
        assert cloud.tokens == ["token-1"]
        clock.advance(1)
        await b.poll()
        assert cloud.tokens == ["token-1", "token-2"]
        assert (await b.row())["failures"] == 0
        assert cloud.strays == []


async def test_a_key_that_the_token_endpoint_refuses_is_denied(
    bench: Make, cloud: Cloud, changes: dict[str, Any]
) -> None:
    cloud.refuses_key = True
    async with bench(**changes) as b:
        await b.poll()
        breaker = await b.row()
        assert breaker["failures"] == 1
        assert await b.circuit() is Circuit.OPEN
        assert "the key is not accepted (400)" in breaker["last_error"]
        assert cloud.asked == []


async def test_questions_at_the_same_time_share_one_fetch(
    cloud: Cloud, changes: dict[str, Any], invented: Invented
) -> None:
    async with Outbound() as outbound:
        asks = [outbound.ask(account_of(changes), invented, invented.ask_job("a")) for _ in range(10)]
        replies = await asyncio.gather(*asks)
    assert [reply.status for reply in replies] == [200] * 10
    assert cloud.tokens == ["token-1"]


async def test_a_revoked_token_is_replaced_once(cloud: Cloud, changes: dict[str, Any], invented: Invented) -> None:
    async with Outbound() as outbound:
        account = account_of(changes)
        assert (await outbound.ask(account, invented, Ask("/jobs/a"))).status == 200
        cloud.revoked = {"token-1"}
        assert (await outbound.ask(account, invented, Ask("/jobs/a"))).status == 200
        assert (cloud.tokens, len(cloud.asked)) == (["token-1", "token-2"], 3)
        cloud.revoked = {f"token-{n}" for n in range(9)}
        assert (await outbound.ask(account, invented, Ask("/jobs/a"))).status == 401
        assert (cloud.tokens, len(cloud.asked)) == (["token-1", "token-2", "token-3"], 5)


async def test_a_new_key_does_not_use_the_tokens_of_the_old_one(
    cloud: Cloud, changes: dict[str, Any], invented: Invented
) -> None:
    async with Outbound() as outbound:
        account = account_of(changes)
        await outbound.ask(account, invented, Ask("/jobs/a"))
        other = json.loads(changes["api_key"].reveal()) | {"client_email": "other@example.com"}
        await outbound.ask(replace(account, api_key=Secret(json.dumps(other))), invented, Ask("/jobs/a"))
    assert cloud.tokens == ["token-1", "token-2"]


async def test_the_client_of_evaluations_proves_who_asks_by_the_same_token(
    cloud: Cloud, changes: dict[str, Any], invented: Invented
) -> None:
    account = account_of(changes)
    async with Outbound() as outbound:
        await outbound.ask(account, invented, Ask("/jobs/a"))
        async with outbound.openai_client(account, invented, max_retries=0) as client:
            assert await client.get("/jobs/a", cast_to=object) == {"id": "a", "status": "running"}
    assert cloud.tokens == ["token-1"]
    assert cloud.asked[1] == ("GET", "/v1/jobs/a", "", {"version": "2"})


async def test_a_key_that_is_no_service_account_is_denied_before_anything_is_sent(
    cloud: Cloud, changes: dict[str, Any], invented: Invented
) -> None:
    async with Outbound() as outbound:
        account = replace(account_of(changes), api_key=Secret("sk-canary"))
        with pytest.raises(ProviderError, match="service account") as caught:
            await outbound.ask(account, invented, Ask("/jobs/a"))
    assert caught.value.denied
    assert "canary" not in str(caught.value)
    assert cloud.asked == []


def test_the_configuration_takes_the_key_from_its_file_and_hides_what_is_secret_in_it(tmp_path: Path, key: str) -> None:
    (tmp_path / "key.json").write_text(key)
    config = tmp_path / "tunewatch.toml"
    config.write_text('[[account]]\nname = "cloud"\nprovider = "invented"\napi_key_file = "key.json"\n')
    settings = load(config, {}, providers=PROVIDERS)
    assert settings.accounts[0].api_key == Secret(key)
    assert {key, PEM} <= set(settings.secrets())


def account_of(changes: dict[str, Any]) -> Account:
    fields = {name: value for name, value in changes.items() if name != "shape"}
    return Account("main", "invented", **fields)
