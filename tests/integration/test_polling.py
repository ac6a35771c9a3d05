"""Polling against an API that counts: budgets, circuits, slices, jobs one by one, live numbers."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from arq.connections import ArqRedis

from service.config.settings import Settings
from service.core.account import Circuit
from service.core.config import Account, Secret
from service.core.event import EventKind
from service.core.subscription import Subscription
from service.core.task import Poll, Refresh, Sweep
from service.providers import Readiness
from service.providers.openai import OPENAI
from service.queue import LUA_NOW, connect
from service.store import Store, accounts, listings, migrate, open_store, queries, refreshes, registry, schema
from service.store.engine import SqliteRunner, Tx
from tests.servers import until
from workers.__main__ import _connect_accounts
from workers.chores import retirement
from workers.context import Services
from workers.outbound import rate_limit
from workers.outbound.rate_limit import Limits, OverBudget, Priority, Rate, RateLimiter
from workers.outbound.send import Outbound
from workers.poll import JOBS_PER_POLL, poll
from workers.refresh import refresh
from workers.requests.readiness import servable
from workers.sweep import sweep
from workers.tasks import build_services

KEY = "sk-0123456789-ab3f"
AMPLE = 1e6
EVERYTHING = (Subscription("sub", "hook", frozenset(EventKind)),)


@dataclass
class FakeApi:
    """An API of OpenAI's shape (`/v1`) and of RunPod's (`/run`), in memory. `asked` are the paths, oldest first."""

    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    page_size: int = 100
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)  # not in lists
    during: Callable[[], Any] | None = None
    key: str | None = None  # the only one that is let in
    retires: dict[str, str] = field(default_factory=dict)  # base models and their last days
    step: int = 7  # of the one event of every job
    events_lost: int = 0  # so many questions for them fail
    lost_place: int = 400  # answers a cursor that is no more
    url: str = ""

    def add(self, *names: str, status: str = "running", **more: Any) -> None:
        for name in names:
            self.jobs[name] = {"id": name, "status": status, "model": "m", "created_at": 1} | more

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        if self.during is not None:
            await self.during()
        if self.key is not None and request.headers.get("Authorization") != f"Bearer {self.key}":
            return web.json_response({}, status=401)
        if self.status != 200:
            return web.json_response({}, status=self.status, headers=self.headers)
        path = request.path.removeprefix("/v1/fine_tuning/jobs").removeprefix("/run/status")
        status, body = self._page(request.query.get("after")) if path == "" else self._one(path)
        return web.json_response(body, status=status, headers=self.headers)

    def _page(self, after: str | None) -> tuple[int, Any]:
        names = [name for name in self.jobs if name not in self.hidden]
        if after and after not in names:
            return self.lost_place, {}
        start = names.index(after) + 1 if after else 0
        page = names[start : start + self.page_size]
        more = start + self.page_size < len(names)
        return 200, {"object": "list", "data": [self.jobs[name] for name in page], "has_more": more}

    def _one(self, path: str) -> tuple[int, Any]:
        if path.startswith("/v1/models/"):
            base = path.removeprefix("/v1/models/")
            return (200, {"id": base, "shutdown_date": self.retires[base]}) if base in self.retires else (404, {})
        name, _, detail = path[1:].partition("/")
        if name not in self.jobs:
            return 404, {}
        if detail == "events" and self.events_lost:
            self.events_lost -= 1
            return 500, {}
        if detail == "events":
            data = {"type": "metrics", "id": "e1", "data": {"step": self.step, "train_loss": 0.5}, "created_at": 1}
            return 200, {"data": [data]}
        return 200, {"data": []} if detail else self.jobs[name]

    def lists(self) -> int:
        return sum("limit=100" in one and "/events" not in one and "/checkpoints" not in one for one in self.asked)


@contextlib.asynccontextmanager
async def fake_api() -> AsyncIterator[FakeApi]:
    api, app = FakeApi(), web.Application()
    app.router.add_route("*", "/{path:.*}", api.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield api
    finally:
        await runner.cleanup()


class Clock:
    """The clock of SQLite's store and of Redis' buckets: it stands still until a test moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self._scripts = {name: getattr(rate_limit, name) for name in ("_LUA_TAKE", "_LUA_HOLD")}
        self.now = datetime.now(UTC)
        monkeypatch.setattr(SqliteRunner, "now", lambda _runner: self.now)
        self.advance(0.0)

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        stopped = f"\nlocal now = {int(self.now.timestamp() * 1000)}\n"
        for name, script in self._scripts.items():
            self._patch.setattr(rate_limit, name, script.replace(LUA_NOW, stopped))


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@dataclass
class Bench:
    """A worker's tools without its loop: every poll and look is made when the test says so."""

    services: Services
    api: FakeApi
    account: Account
    clock: Clock

    @property
    def store(self) -> Store:
        return self.services.store

    async def poll(self) -> None:
        """The next poll, due or not, a moment later."""
        self.clock.advance(0.001)
        await self.store.write(_due_now, self.account.name)
        await poll(self.services, Poll(self.account.name))

    async def refresh(self) -> None:
        await refresh(self.services, Refresh(self.account.name, 0))

    async def row(self) -> dict[str, Any]:
        return next(row for row in await self.store.read(accounts.states) if row["name"] == self.account.name)

    async def job(self, name: str) -> dict[str, Any]:
        found = await self.store.read(queries.get_job, name)
        assert found is not None
        return found[1]

    async def statuses(self) -> dict[str, str]:
        rows = (await self.store.read(listings.jobs, limit=200)).rows
        return {row["provider_job_id"]: row["status"] for row in rows}

    async def told(self) -> list[str]:
        return sorted(row["event_kind"] for row in (await self.store.read(queries.list_notifications)).rows)

    async def circuit(self) -> Circuit:
        return accounts.breaker_of(await self.row(), self.store.now()).state

    async def waits_s(self) -> float:
        """Until the next poll."""
        return float(((await self.row())["next_poll_at"] - self.store.now()).total_seconds())


@contextlib.asynccontextmanager
async def full(redis: ArqRedis) -> AsyncIterator[None]:
    """A Redis that has no room for anything more."""
    usual = (await redis.config_get("maxmemory"))["maxmemory"]
    await redis.config_set("maxmemory", "1")
    try:
        yield
    finally:
        await redis.config_set("maxmemory", usual)


def _due_now(tx: Tx, name: str) -> None:
    tx.conn.execute(schema.accounts.update().where(schema.accounts.c.name == name).values(next_poll_at=tx.now))


def utc_now() -> datetime:
    return datetime.now(UTC)


Now = Callable[[], datetime]
Make = Callable[..., contextlib.AbstractAsyncContextManager[Bench]]


@pytest.fixture
def bench(redis_url: str, sqlite_url: str, clock: Clock) -> Make:
    @contextlib.asynccontextmanager
    async def make(
        *, shape: str = "openai", now: Callable[[], datetime] = utc_now, **changes: Any
    ) -> AsyncIterator[Bench]:
        async with fake_api() as api, Outbound(now) as outbound:
            base_url = api.url + ("/v1" if shape == "openai" else "/run")
            account = Account("main", shape, base_url=base_url, api_key=Secret(KEY), calls_per_min=AMPLE)
            account = replace(account, **changes)
            settings = Settings(accounts=(account,), subscriptions=EVERYTHING)
            await migrate(sqlite_url)
            store, redis = open_store(sqlite_url), await connect(redis_url)
            await store.write(accounts.connect, settings.accounts)
            services = build_services(settings, store, redis, outbound)
            try:
                yield Bench(services, api, account, clock)
            finally:
                await services.background.drain(5)
                await redis.aclose()
                await store.close()

    return make


# --- the bucket -------------------------------------------------------------------------------------------------------

RATE = Rate(per_min=60.0, burst=30.0)


async def test_a_burst_is_taken_by_all_machines_together_and_then_one_a_second(redis_url: str, clock: Clock) -> None:
    one, two = await connect(redis_url), await connect(redis_url)
    try:
        waits = [await RateLimiter((one, two)[n % 2]).take("main", RATE) for n in range(32)]
        assert waits == [0.0] * 30 + [1.0] * 2
        clock.advance(0.25)
        assert await RateLimiter(one).take("main", RATE) == 0.75
        clock.advance(0.75)
        assert [await RateLimiter(redis).take("main", RATE) for redis in (two, one)] == [0.0, 1.0]
        assert await RateLimiter(one).take("another", RATE) == 0.0
    finally:
        await one.aclose()
        await two.aclose()


async def test_a_person_is_served_on_credit_and_what_is_only_nice_to_know_leaves_half(redis: ArqRedis) -> None:
    extra = [await RateLimiter(redis).take("main", RATE, Priority.OPTIONAL) for _ in range(16)]
    assert extra == [0.0] * 15 + [1.0]
    usual = [await RateLimiter(redis).take("main", RATE) for _ in range(16)]
    assert usual == [0.0] * 15 + [1.0]
    credit = [await RateLimiter(redis).take("main", RATE, Priority.PERSON) for _ in range(16)]
    assert credit == [0.0] * 15 + [1.0]


async def test_no_more_tokens_come_back_than_the_burst(redis: ArqRedis, clock: Clock) -> None:
    few = Rate(per_min=60.0, burst=2.0)
    assert await RateLimiter(redis).take("main", few) == 0.0
    clock.advance(3600.0)
    assert [await RateLimiter(redis).take("main", few) for _ in range(3)] == [0.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("headers", "status", "hold_s"),
    [
        ({"RateLimit": '"api";r=0;t=223'}, 200, 223),
        ({"x-ratelimit-remaining-requests": "1", "x-ratelimit-reset-requests": "6m0s"}, 200, 360),
        ({"RateLimit": '"day";r=0;t=80000'}, 200, rate_limit.MAX_HOLD_S),
        ({"Retry-After": "77"}, 429, 77),
        ({}, 429, rate_limit.THROTTLED_S),
    ],
)
async def test_an_account_is_held_back_for_as_long_as_its_provider_says(
    bench: Make, headers: dict[str, str], status: int, hold_s: float
) -> None:
    async with bench() as b:
        b.api.headers, b.api.status = headers, status
        question = OPENAI.ask_jobs(None)
        await b.services.provider_api.ask(b.account, OPENAI, question, timeout_s=5)
        with pytest.raises(OverBudget) as refused:
            await b.services.provider_api.ask(b.account, OPENAI, question, timeout_s=5)
        assert refused.value.wait_s == hold_s
        assert len(b.api.asked) == 1
        await b.services.provider_api.ask(b.account, OPENAI, question, timeout_s=5, priority=Priority.PERSON)
        await b.services.provider_api.release("main")
        b.clock.advance(0.001)  # time for a token
        await b.services.provider_api.ask(b.account, OPENAI, question, timeout_s=5)


async def test_what_the_provider_has_left_shrinks_the_bucket(bench: Make) -> None:
    async with bench() as b:
        b.api.headers = {"RateLimit": '"api";r=5;t=200'}
        slow, question = replace(b.account, calls_per_min=60), OPENAI.ask_jobs(None)
        for _ in range(4):  # that one, and the three that leave two to others
            await b.services.provider_api.ask(slow, OPENAI, question, timeout_s=5)
            b.api.headers = {}
        with pytest.raises(OverBudget):
            await b.services.provider_api.ask(slow, OPENAI, question, timeout_s=5)


# --- reading a list ---------------------------------------------------------------------------------------------------


async def test_an_ending_in_the_list_costs_one_question_more(bench: Make) -> None:
    async with bench() as b:
        b.api.add("a", "b")
        await b.poll()
        b.api.asked.clear()
        b.api.add("a", status="succeeded", fine_tuned_model="ft:x", finished_at=2_000_000_000)
        await b.services.redis.flushdb()
        await b.services.redis.set("tunewatch:live:main:b", b"1")  # its numbers are not what this is about
        await b.poll()
        assert await b.statuses() == {"a": "succeeded", "b": "running"}
        assert len(b.api.asked) == 2
        assert b.api.asked[1].startswith("/v1/fine_tuning/jobs/a/")
        assert "job.succeeded" in await b.told()


async def test_a_list_that_is_longer_than_the_budget_is_read_in_slices_and_nobody_is_missed(bench: Make) -> None:
    async with bench(calls_per_min=10.0) as b:  # five at once
        b.api.page_size = 1
        names = [f"job-{n}" for n in range(8)]
        b.api.add(*names)
        for n in range(2):
            await b.services.redis.delete("tunewatch:budget:main")
            await b.poll()
            assert (await b.row())["first_list_done_at"] is None or n == 1
        assert set(await b.statuses()) == set(names)
        b.api.asked.clear()
        b.api.hidden = {"job-7"}  # no list shows it: it is looked at once the whole list is known not to have it
        for _ in range(2):
            assert not any("job-7" in one for one in b.api.asked)
            await b.services.redis.delete("tunewatch:budget:main")
            await b.poll()
        assert b.api.lists() == 7
        assert [one for one in b.api.asked if one[-6:-1] == "/job-"] == ["/v1/fine_tuning/jobs/job-7"]
        assert [name for name in names[:7] if (await b.job(name))["refresh_due_at"] is not None] == []
        assert (await b.row())["poll_reason"] == "no_webhooks"


@pytest.mark.parametrize("status", [400, 404, 410, 422])
async def test_a_kept_place_that_is_no_more_is_forgotten_and_the_list_read_from_its_beginning(
    bench: Make, status: int
) -> None:
    async with bench(calls_per_min=10.0) as b:  # five at once
        b.api.page_size, b.api.lost_place = 1, status
        b.api.add(*(f"job-{n}" for n in range(7)))
        await b.poll()
        assert (await b.row())["poll_cursor"] == "job-4"
        del b.api.jobs["job-4"]
        for _ in range(3):
            await b.services.redis.delete("tunewatch:budget:main")
            await b.poll()
        row = await b.row()
        assert row["first_list_done_at"] is not None
        assert row["poll_cursor"] is row["poll_began_at"] is None
        assert set(await b.statuses()) == {f"job-{n}" for n in range(7)}


async def test_a_place_in_the_list_outlives_an_outage(bench: Make) -> None:
    async with bench(calls_per_min=10.0) as b:
        b.api.page_size = 1
        b.api.add(*(f"job-{n}" for n in range(7)))
        await b.poll()
        await b.services.redis.delete("tunewatch:budget:main")
        b.api.status = 503
        await b.poll()
        assert (await b.row())["poll_cursor"] == "job-4"


async def test_a_job_that_a_look_is_owed_to_is_left_to_that_look(bench: Make) -> None:
    async with bench() as b:
        b.api.add("a", "b")
        await b.poll()
        b.api.hidden = {"a", "b"}
        await b.store.write(refreshes.follow, b.account, "a")
        b.api.asked.clear()
        await b.poll()
        assert [one for one in b.api.asked if one.endswith(("/a", "/b"))] == ["/v1/fine_tuning/jobs/b"]


async def test_a_poll_that_is_out_of_budget_comes_again_when_there_is_one(bench: Make) -> None:
    async with bench(calls_per_min=10.0) as b:
        b.api.page_size = 1
        b.api.add(*(f"job-{n}" for n in range(8)))
        await b.poll()
        row = await b.row()
        assert (row["poll_reason"], row["failures"], row["poll_cursor"]) == ("out_of_budget", 0, "job-4")
        assert 0 < await b.waits_s() <= 12.0


async def test_a_nudge_while_the_list_is_read_leads_to_another_poll(bench: Make) -> None:
    async with bench() as b:

        async def list_changed() -> None:
            await b.store.write(accounts.list_changed, ["main"])

        await b.poll()
        assert await b.waits_s() > 10
        b.api.during = list_changed
        await b.poll()
        assert await b.waits_s() <= 0


async def test_the_pace_is_kept_with_its_reason(bench: Make) -> None:
    async with bench(poll_interval_s=100.0, webhook_secrets=(Secret("whsec_x"),)) as b:
        await b.poll()
        assert (await b.row())["poll_reason"] == "idle"
        assert await b.waits_s() > 170
        b.api.add("a", estimated_finish=int(b.store.now().timestamp()) + 60)
        await b.poll()
        assert (await b.row())["poll_reason"] == "near_end"
        assert await b.waits_s() < 56


# --- live numbers -----------------------------------------------------------------------------------------------------


async def test_few_active_jobs_are_asked_for_their_numbers_once_a_minute(bench: Make) -> None:
    async with bench() as b:
        b.api.add("a", "b")
        b.api.add("waiting", status="queued")
        await b.poll()
        b.api.asked.clear()
        await b.poll()
        details = [one for one in b.api.asked if "/events" in one]
        assert sorted(one.split("/")[-2] for one in details) == ["a", "b"]
        metrics = await b.store.read(queries.metrics_of, (await b.job("a"))["id"])
        assert metrics == [{"step": 7, "name": "train_loss", "value": 0.5}]
        b.api.asked.clear()
        await b.poll()
        assert [one for one in b.api.asked if "/events" in one] == []


async def test_a_redis_that_is_full_stops_no_poll(bench: Make) -> None:
    async with bench() as b:
        b.api.add("a")
        await b.poll()
        async with full(b.services.redis):
            await b.poll()
        row = await b.row()
        assert (row["failures"], row["poll_reason"]) == (0, "no_webhooks")


async def test_a_redis_that_is_full_keeps_no_word_on_a_model_and_gives_it(bench: Make) -> None:
    async with bench() as b, full(b.services.redis):
        together = replace(b.account, provider="together")
        assert (await servable(b.services, together, "acme/tuned")).serving is Readiness.UNKNOWN


async def test_the_last_losses_that_the_look_could_not_read_come_with_the_registration(bench: Make) -> None:
    async with bench() as b:
        b.api.add("a")
        await b.poll()
        await b.poll()
        b.api.step, b.api.events_lost = 8, 1
        b.api.add("a", status="succeeded", fine_tuned_model="ft:x", finished_at=2_000_000_000)
        await b.poll()
        job = (await b.job("a"))["id"]

        async def steps() -> list[int]:
            return [row["step"] for row in await b.store.read(queries.metrics_of, job)]

        assert await steps() == [7]

        async def registered() -> bool:
            return await steps() == [7, 8]

        await until(registered)


async def test_many_active_jobs_are_only_listed(bench: Make) -> None:
    async with bench() as b:
        b.api.add(*(f"job-{n}" for n in range(11)))
        await b.poll()
        b.api.asked.clear()
        await b.poll()
        assert len(b.api.asked) == 1


# --- the circuit ------------------------------------------------------------------------------------------------------


async def test_a_refused_key_opens_the_circuit_and_then_only_probes_are_asked(bench: Make) -> None:
    async with bench() as b:
        b.api.add("a")
        await b.poll()
        b.api.status = 401
        await b.poll()
        assert await b.circuit() is Circuit.OPEN
        b.api.asked.clear()

        await b.store.write(refreshes.follow, b.account, "a")
        await b.refresh()
        assert b.api.asked == []
        assert (await b.job("a"))["refresh_due_at"] > b.store.now() + timedelta(seconds=60)

        waits = []
        for _ in range(6):
            await b.poll()
            waits.append(await b.waits_s())
        assert len(b.api.asked) == 6
        assert waits[:4] == sorted(waits[:4])
        assert all(700 < wait_s <= 900 for wait_s in waits[3:])
        assert (await b.told()).count("account.failing") == 1


async def test_the_first_good_probe_closes_the_circuit_and_what_waited_is_looked_at(bench: Make) -> None:
    async with bench() as b:
        b.api.add("a")
        await b.poll()
        b.api.status = 401
        await b.poll()
        await b.store.write(refreshes.follow, b.account, "a")
        await b.refresh()
        b.api.status, b.api.jobs["a"] = 200, b.api.jobs["a"] | {"status": "failed"}
        b.api.asked.clear()
        await b.poll()
        assert await b.circuit() is Circuit.CLOSED
        assert (await b.told()).count("account.recovered") == 1
        await b.refresh()
        assert (await b.statuses())["a"] == "failed"
        assert b.api.lists() == 1


async def test_a_worker_that_starts_with_a_new_key_closes_the_circuit_at_once(bench: Make) -> None:
    async with bench() as b:
        b.api.key = "sk-9876543210-new"
        for _ in range(5):
            await b.poll()
        assert await b.circuit() is Circuit.OPEN
        assert await b.waits_s() > 600
        renewed = replace(b.account, api_key=Secret(b.api.key))
        settings = replace(b.services.settings, accounts=(renewed,))
        started = replace(b.services, settings=settings, accounts={"main": renewed})
        await _connect_accounts(b.store, settings, asyncio.Event())
        assert await b.store.read(accounts.due_polls, ["main"]) == ["main"]
        await poll(started, Poll("main"))
        assert await b.circuit() is Circuit.CLOSED


async def test_a_process_prefetches_where_much_may_be_asked_and_drops_it_with_a_hold(
    redis: ArqRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limit, "PREFETCH_S", math.inf)
    limiter, rate = RateLimiter(redis), Rate(per_min=1.0, burst=100.0)  # five tokens at once
    cache = limiter.cache
    for _ in range(7):
        assert await limiter.take("main", rate) == 0.0
    assert await redis.hget("tunewatch:budget:main", "tokens") == b"90"  # two prefetches
    for _ in range(3):  # tokens whose second is over are not lost
        cache.held["main"] = cache.rest("main"), 0.0
        assert not cache.spend("main")
        assert await limiter.take("main", rate) == 0.0
    assert 100 - int(await redis.hget("tunewatch:budget:main", "tokens") or 0) - cache.rest("main") == 10  # were asked
    cache.keep("main", 1)
    assert cache.spend("main")
    await limiter.hold("main", Limits(hold_s=60.0))
    assert not cache.spend("main")
    assert await limiter.take("main", rate) == 60.0
    assert await limiter.take("main", rate, Priority.PERSON) == 0.0


async def test_a_probe_that_is_quicker_than_the_hold_leaves_no_hold(
    bench: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another machine's probe closes the circuit between our opening it and our holding everybody back."""
    async with bench() as b:
        hold = RateLimiter.hold

        async def late(limiter: RateLimiter, account: str, limits: Limits) -> None:
            await b.store.write(accounts.answered, b.account, ())
            await hold(limiter, account, limits)

        monkeypatch.setattr(RateLimiter, "hold", late)
        b.api.status = 401
        await b.poll()
        assert await b.circuit() is Circuit.CLOSED
        b.api.status = 200
        await b.poll()
        assert (await b.row())["first_list_done_at"] is not None


async def test_one_job_that_may_not_be_seen_opens_nothing(bench: Make) -> None:
    async with bench() as b:
        b.api.status = 403
        await b.store.write(refreshes.follow, b.account, "a")
        await b.refresh()
        assert await b.circuit() is Circuit.CLOSED
        assert (await b.row())["failures"] == 1


async def test_an_account_that_is_not_polled_is_probed_until_it_answers_and_then_left_alone(bench: Make) -> None:
    async with bench(poll=False) as b:
        b.api.status = 401
        await b.store.write(refreshes.follow, b.account, "a")
        await b.refresh()
        assert await b.circuit() is Circuit.OPEN
        assert await b.store.read(accounts.due_polls, [], ["main"]) == ["main"]
        b.api.add("a", "elsewhere")
        b.api.status = 200
        await b.poll()
        assert await b.circuit() is Circuit.CLOSED
        assert set(await b.statuses()) == {"a"}  # it found nothing by itself
        assert await b.store.read(accounts.due_polls, [], ["main"]) == []


# --- without a list ---------------------------------------------------------------------------------------------------


async def test_jobs_that_no_list_shows_are_asked_one_by_one_the_longest_unheard_first(bench: Make) -> None:
    async with bench(shape="runpod") as b:
        names = [f"job-{n:02}" for n in range(JOBS_PER_POLL + 5)]
        for name in names:
            b.api.jobs[name] = {"id": name, "status": "IN_PROGRESS"}
            await b.store.write(refreshes.follow, b.account, name)
        await b.refresh()
        b.api.asked.clear()
        await b.poll()
        first = {one.rsplit("/", 1)[1] for one in b.api.asked}
        assert len(first) == JOBS_PER_POLL
        b.api.asked.clear()
        await b.poll()
        second = [one.rsplit("/", 1)[1] for one in b.api.asked]
        assert set(names) - first <= set(second)
        assert (await b.row())["poll_reason"] == "many"


async def test_a_job_that_was_at_work_and_is_gone_is_told_as_forgotten(bench: Make) -> None:
    async with bench(shape="runpod") as b:
        b.api.jobs["a"] = {"id": "a", "status": "IN_PROGRESS"}
        await b.store.write(refreshes.follow, b.account, "a")
        await b.refresh()
        b.api.jobs.clear()
        await b.poll()
        for _ in range(2):
            await b.store.write(_looks_due)
            await b.refresh()
        assert [kind for kind in await b.told() if kind != "job.started"] == ["job.forgotten"]
        b.api.asked.clear()
        await b.poll()
        assert b.api.asked == []


def _looks_due(tx: Tx) -> None:
    due = schema.jobs.c.refresh_due_at.is_not(None)
    tx.conn.execute(schema.jobs.update().where(due).values(refresh_due_at=tx.now - timedelta(seconds=1)))


async def test_an_account_without_a_list_that_does_not_answer_is_left_alone_longer_each_time(bench: Make) -> None:
    async with bench(shape="runpod") as b:
        b.api.jobs["a"] = {"id": "a", "status": "IN_PROGRESS"}
        await b.store.write(refreshes.follow, b.account, "a")
        await b.refresh()
        b.api.status = 401
        await b.poll()
        assert await b.circuit() is Circuit.OPEN
        first_s = await b.waits_s()
        await b.poll()
        assert await b.waits_s() > first_s
        assert (await b.row())["failures"] == 2
        b.api.status = 200
        await b.poll()
        assert await b.circuit() is Circuit.CLOSED
        assert (await b.told()).count("account.recovered") == 1


async def test_without_a_job_to_ask_about_a_probe_waits(bench: Make) -> None:
    async with bench(shape="runpod") as b:
        await b.store.write(accounts.failed, b.account, "HTTP 401", at_once=True, subs=())
        await b.poll()
        assert b.api.asked == []
        assert await b.circuit() is Circuit.OPEN
        assert await b.waits_s() > 10


# --- base models ------------------------------------------------------------------------------------------------------


def _import(api: FakeApi) -> None:
    """What an account had before it was connected: 40 models of two bases."""
    more = {"finished_at": 1_600_000_000, "created_at": 1_600_000_000}
    for number in range(40):
        base = ("gpt-old", "gpt-new")[number % 2]
        api.add(f"old-{number:02}", status="succeeded", model=base, fine_tuned_model=f"ft:{base}:{number}", **more)


def _questions(api: FakeApi) -> list[str]:
    return sorted(one.removeprefix("/v1/models/") for one in api.asked if one.startswith("/v1/models/"))


async def _dates(b: Bench) -> dict[str, set[str]]:
    rows = (await b.store.read(queries.list_versions, limit=200)).rows
    assert len(rows) == 40
    return {base: {str(row["base_retires_on"]) for row in rows if row["base_model"] == base} for base in b.api.retires}


async def test_imported_models_get_their_last_day_by_one_question_per_base_model_and_nobody_is_told(
    bench: Make,
) -> None:
    async with bench() as b:
        _import(b.api)
        b.api.retires = {"gpt-old": "2027-01-01"}
        await b.poll()
        await retirement.ask_due(b.services)
        await retirement.ask_due(b.services)
        assert _questions(b.api) == ["gpt-new", "gpt-old"]
        assert await _dates(b) == {"gpt-old": {"2027-01-01"}}
        assert await b.told() == []
        assert await b.store.read(count_entries) == 0


async def test_a_new_model_of_a_known_base_has_its_day_without_a_question(bench: Make) -> None:
    async with bench() as b:
        _import(b.api)
        b.api.retires = {"gpt-old": "2027-01-01"}
        await b.poll()
        await retirement.ask_due(b.services)
        b.api.asked.clear()
        b.api.add("new", status="succeeded", model="gpt-old", fine_tuned_model="ft:new", finished_at=4_000_000_000)
        await b.poll()
        await b.services.background.drain(5)
        versions = await b.store.read(registry.list_versions, retiring=True, limit=100)
        assert (len(versions), _questions(b.api)) == (21, [])


async def test_a_last_day_that_could_not_be_asked_for_is_asked_for_again_and_one_that_is_known_stays(
    bench: Make,
) -> None:
    async with bench() as b:
        _import(b.api)
        b.api.retires = {"gpt-old": "2027-01-01", "gpt-new": "2028-01-01"}
        await b.poll()
        b.api.status = 500
        await retirement.ask_due(b.services)
        assert await b.store.read(registry.bases_to_ask, ["main"], 10) == []  # not before an hour has passed
        b.api.status = 200
        await b.store.write(_ask_all_bases_now)
        await retirement.ask_due(b.services)
        b.api.retires = {"gpt-new": "2028-06-01"}  # one was moved, the other is not listed any more
        await b.store.write(_ask_all_bases_now)
        await retirement.ask_due(b.services)
        b.api.retires = {"gpt-old": "", "gpt-new": ""}
        assert await _dates(b) == {"gpt-old": {"2027-01-01"}, "gpt-new": {"2028-06-01"}}


async def test_the_sweep_asks_once_a_minute_and_an_account_that_is_held_back_is_left_alone(bench: Make) -> None:
    async with bench() as b:
        _import(b.api)
        await b.poll()
        await b.services.provider_api.limiter.hold("main", Limits(left=0, hold_s=300))
        for tick in (60, 61):
            await sweep(b.services, Sweep(tick))
            await b.services.background.drain(5)
        assert _questions(b.api) == []
        await b.services.redis.flushall()
        await b.store.write(_ask_all_bases_now)
        await sweep(b.services, Sweep(121))
        await b.services.background.drain(5)
        assert _questions(b.api) == []
        await sweep(b.services, Sweep(120))
        await b.services.background.drain(5)
        assert _questions(b.api) == ["gpt-new", "gpt-old"]


def _ask_all_bases_now(tx: Tx) -> None:
    tx.conn.execute(schema.base_models.update().values(ask_at=tx.now))


def count_entries(tx: Tx) -> int:
    return len(tx.conn.execute(schema.outbox.select()).all())
