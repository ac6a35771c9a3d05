"""One poller per account: it keeps the account while it reads, however long, and lets go when it has lost it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from service.core.task import Poll
from service.demo.outage import Outage
from service.store import accounts, schema
from service.store.engine import Tx
from tests.servers import until
from tests.world import World, world
from workers.poll import poll
from workers.runtime import lease

ACCOUNT = "openai-main"


@pytest.fixture(autouse=True)
def short_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lease that a hanging provider outlasts many times."""
    monkeypatch.setattr(lease, "LEASE_S", 0.5)
    monkeypatch.setattr(lease, "RENEW_S", 0.05)


async def row(w: World) -> dict[str, Any]:
    return next(one for one in await w.store.read(accounts.states) if one["name"] == ACCOUNT)


async def hanging(w: World) -> asyncio.Task[None]:
    """A poll that waits for its first page. The world's own worker never polls: its settings say so."""
    account = replace(w.services.accounts[ACCOUNT], poll=True)
    vars(w.services)["accounts"] = {ACCOUNT: account}
    outage = w.simulator.outage = Outage("hang", 1)
    reading = asyncio.create_task(poll(w.services, Poll(ACCOUNT)))
    await until(lambda: outage.requests_left == 0)
    return reading


async def test_a_poller_that_waits_longer_than_its_lease_still_has_the_account(redis_url: str, sqlite_url: str) -> None:
    async with world(redis_url, sqlite_url) as w:
        reading = await hanging(w)
        claimed = await row(w)

        async def outlasted() -> bool:
            now = await row(w)
            return bool(now["lease_until"] > claimed["lease_until"]) and w.store.now() > claimed["lease_until"]

        await until(outlasted)
        assert (await row(w))["lease_owner"] == claimed["lease_owner"]
        assert await w.store.write(accounts.claim_poll, ACCOUNT, owner="another", lease_s=1) is None
        reading.cancel()
        await asyncio.wait([reading])
        assert (await row(w))["lease_owner"] is None


async def test_a_poller_that_lost_the_account_ends_and_leaves_it_to_the_other(redis_url: str, sqlite_url: str) -> None:
    def taken(tx: Tx) -> None:
        tx.conn.execute(schema.accounts.update().values(lease_owner="another"))

    async with world(redis_url, sqlite_url) as w:
        reading = await hanging(w)
        await w.store.write(taken)
        await reading
        assert (await row(w))["lease_owner"] == "another"
        assert (await row(w))["failures"] == 0
