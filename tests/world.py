"""The whole path in one process on real parts: receiver, Valkey, database, worker loop, simulated provider, inbox."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp

from service.app import build_deps, listening
from service.config.settings import Settings
from service.core.config import Account, Secret, Suite
from service.core.event import EventKind
from service.core.signature import sign_standard_webhook
from service.core.subscription import Subscription
from service.demo.inbox import Inbox
from service.demo.simulator import Simulator
from service.providers.table import PROVIDERS
from service.queue import connect
from service.store import Store, accounts, listings, migrate, open_store, queries
from tests.channels import channel
from workers.__main__ import keep_dead_letter
from workers.context import Services
from workers.outbound.send import Outbound
from workers.runtime.worker import run
from workers.tasks import build_services, handlers

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass
class World:
    """Everything a test may touch. `webhooks_url` is the public listener's."""

    settings: Settings
    store: Store
    services: Services
    simulator: Simulator
    inbox: Inbox
    public_url: str
    private_url: str
    http: aiohttp.ClientSession
    stop_worker: asyncio.Event = field(default_factory=asyncio.Event)

    async def report(self, job: str, status: str, sequence: int, **more: Any) -> aiohttp.ClientResponse:
        """Sends a signed `generic` report to the account `lab`."""
        body = json.dumps({"version": 1, "job": job, "status": status, "sequence": sequence} | more).encode()
        return await self.post("lab", body, delivery_id=f"msg_{job}_{sequence}")

    async def post(
        self, account: str, body: bytes, *, delivery_id: str | None = None, secret: str = SECRET
    ) -> aiohttp.ClientResponse:
        headers = signed(body, secret=secret, delivery_id=delivery_id)
        async with self.http.post(f"{self.public_url}/webhooks/{account}", data=body, headers=headers) as response:
            await response.read()
            return response

    async def jobs(self, **where: Any) -> list[dict[str, Any]]:
        return (await self.store.read(listings.jobs, limit=200, **where)).rows

    async def job(self, provider_job_id: str) -> dict[str, Any] | None:
        found = await self.store.read(queries.get_job, provider_job_id)
        return None if found is None else found[1]

    async def has(self, provider_job_id: str, status: str) -> bool:
        row = await self.job(provider_job_id)
        return row is not None and row["status"] == status

    async def notifications(self, state: str | None = None) -> list[dict[str, Any]]:
        return (await self.store.read(queries.list_notifications, state=state, limit=200)).rows

    async def told(self) -> list[str]:
        """Event kinds of all delivered notes, sorted."""
        return sorted(row["event_kind"] for row in await self.notifications("done"))


def signed(body: bytes, *, secret: str = SECRET, delivery_id: str | None = None) -> dict[str, str]:
    """Headers of a genuine Standard Webhooks delivery, sent now."""
    one, now_s = delivery_id or f"msg_{secrets.token_hex(8)}", int(time.time())
    return {
        "webhook-id": one,
        "webhook-timestamp": str(now_s),
        "webhook-signature": sign_standard_webhook(one, now_s, body, secret),
        "content-type": "application/json",
    }


@contextlib.asynccontextmanager
async def world(
    redis_url: str,
    database_url: str,
    *,
    simulator: Simulator | None = None,
    openai: Mapping[str, Any] | None = None,
    suites: tuple[Suite, ...] = (),
    subscriptions: tuple[Subscription, ...] | None = None,
    stock: bool = False,
    more: tuple[Account, ...] = (),
    public_url: str = "",
) -> AsyncIterator[World]:
    """A world with the accounts `lab` (generic), `openai-main` (the simulator) and `more`, the channels `team` (slack),
    `hook` (webhook) and `mail`, and one subscription of everything to `hook` unless told otherwise."""
    inbox, sim = Inbox(), simulator or Simulator(secret=SECRET)
    await inbox.start()
    await sim.start()
    settings = Settings(
        accounts=(
            Account("lab", "generic", webhook_secrets=(Secret(SECRET),), poll=False),
            replace(
                Account(
                    "openai-main",
                    "openai",
                    base_url=sim.base_url,
                    api_key=Secret(sim.api_key),
                    webhook_secrets=(Secret(SECRET),),
                    poll=False,
                    poll_interval_s=1.0,
                    calls_per_min=60_000.0,
                ),
                **dict(openai or {}),
            ),
            *more,
        ),
        channels=(
            channel("team", "slack", url=inbox.slack_url),
            channel("hook", "webhook", url=inbox.hook_url, secret=SECRET),
            channel(
                "mail", "email", host="127.0.0.1", port=inbox.smtp_port, tls="none", sender="t@w.test", to=("a@w.test",)
            ),
        ),
        subscriptions=(Subscription("sub", "hook", frozenset(EventKind)),) if subscriptions is None else subscriptions,
        suites=suites,
        public_url=public_url,
    )
    await migrate(database_url)
    redis, store = await connect(redis_url), open_store(database_url)
    await store.write(accounts.connect, settings.accounts)
    deps = build_deps(
        accounts={one.name: one for one in settings.accounts}, providers=PROVIDERS, redis=redis, data_dir=None
    )
    stop = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        for close in (inbox.stop, store.close, redis.aclose):
            stack.push_async_callback(close)
        outbound = await stack.enter_async_context(Outbound())
        http = await stack.enter_async_context(aiohttp.ClientSession())
        services = build_services(settings, store, redis, outbound)
        where = await stack.enter_async_context(
            listening(deps, host="127.0.0.1", port=0, private_host="127.0.0.1", private_port=0)
        )
        public, private = (f"http://{host}:{port}" for host, port in (where.public, where.private))
        sim.webhooks.url = f"{public}/webhooks/openai-main"
        worker = asyncio.create_task(
            run(handlers(services), services, redis, keep_dead_letter=keep_dead_letter, stop=stop, stock=stock)
        )
        try:
            yield World(settings, store, services, sim, inbox, public, private, http, stop)
        finally:
            await sim.stop()
            stop.set()
            await worker
            await services.background.drain(10)
