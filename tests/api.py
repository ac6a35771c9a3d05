"""A client of the JSON API, and the private listener it talks to."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import aiohttp
from aiohttp import web
from arq.connections import ArqRedis

from service.app import build_deps, build_private
from service.config.pending import Setup
from service.config.settings import Settings
from service.providers.table import PROVIDERS
from service.store import Store, access
from tests.world import World


@dataclass
class Answer:
    status: int
    headers: Any
    body: Any
    text: str


@dataclass
class Api:
    """A client of one running API; `tokens` by role."""

    url: str
    http: aiohttp.ClientSession
    tokens: dict[str, str]

    async def call(
        self,
        method: str,
        path: str,
        token: str | None = None,
        *,
        headers: dict[str, str] | None = None,
        **options: Any,
    ) -> Answer:
        token = self.tokens["admin"] if token is None else token
        sent = {"Authorization": f"Bearer {token}"} | (headers or {}) if token else headers or {}
        async with self.http.request(method, f"{self.url}/api/v1{path}", headers=sent, **options) as response:
            text = await response.text()
            return Answer(response.status, response.headers, json.loads(text) if text else None, text)

    async def get(self, path: str, **query: Any) -> Any:
        answer = await self.call("GET", path, params=query)
        assert answer.status == 200, answer.text
        return answer.body

    async def post(self, path: str, body: Any = None, status: int = 200) -> Any:
        answer = await self.call("POST", path, json={} if body is None else body)
        assert answer.status == status, answer.text
        return answer.body


@contextlib.asynccontextmanager
async def api_of(
    settings: Settings,
    store: Store | None,
    redis: ArqRedis,
    clock: Callable[[], datetime] | None = None,
    setup: Setup | None = None,
) -> AsyncIterator[Api]:
    """The private listener with the API on it, and a token of each role."""
    named = {one.name: one for one in settings.accounts}
    deps = replace(
        build_deps(accounts=named, providers=PROVIDERS, redis=redis, data_dir=None, store=store, settings=settings),
        setup=setup,
    )
    runner = web.AppRunner(build_private(deps if clock is None else replace(deps, clock=clock)))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    tokens = {}
    for role in access.ROLES if store is not None else ():
        _, tokens[role] = await store.write(access.new_token, role, "test")
    async with aiohttp.ClientSession() as http:
        try:
            yield Api(f"http://127.0.0.1:{runner.addresses[0][1]}", http, tokens)
        finally:
            await deps.ingestor.close()
            await runner.cleanup()


@contextlib.asynccontextmanager
async def api_in(w: World) -> AsyncIterator[Api]:
    async with api_of(w.settings, w.store, w.services.redis) as api:
        yield api
