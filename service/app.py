"""The one file that knows every part of the service's side: its dependencies, its two listeners, its start and end.

The public listener is what an ingress exposes; everything that shows something is on the private one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import Protocol, TypedDict, runtime_checkable

import msgspec
import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler
from arq.connections import ArqRedis
from prometheus_client import CONTENT_TYPE_LATEST
from redis.exceptions import RedisError

from service.api.application import PREFIX, build_api
from service.api.call import Tools
from service.api.guard import GUESSES
from service.config.pending import Setup
from service.config.settings import Settings
from service.core.config import Account
from service.core.errors import Rejected, StoreUnavailable, Unavailable
from service.dashboard.application import add_pages
from service.metrics import AccountStatus, AccountStatuses, Metrics
from service.providers import Provider
from service.providers.table import provider_of
from service.public.chart_pictures import Pictures
from service.public.confirmations import Confirmations
from service.public.receiver_heartbeat import beat
from service.public.reporter_file import serve_reporter
from service.public.webhook_secrets import FetchedSecrets, is_fetched
from service.queue import Ingestor, pressure
from service.receive import INGEST, WEBHOOKS, Gate, Ingest, Receiver, problem, problem_of
from service.store import Store, accounts

MEASURE_EVERY_S = 1.0
HEARTBEAT_EVERY = 5  # measurements
ACCOUNT_STATUSES_FRESH_S = 30.0
CHECK_S = 2.0  # how long a state on /readyz may take to find out
DRAIN_S = 5.0  # for requests in flight at the end: a reply of Redis is awaited 4 s
KEEPALIVE_S = 75.0  # longer than the 60 s of common proxies, so that they end idle connections, not we
LINGER_S = 5.0  # a refused sender gets this long to read its answer while it still sends

log = structlog.get_logger()


@dataclass(frozen=True)
class Deps:
    """Everything the handlers use. `store` is the database's, None where this process has none; so is `settings`
    where there is no API (it is a process for webhooks only)."""

    accounts: Mapping[str, Account]
    providers: Mapping[str, Provider]
    ingestor: Ingest
    gate: Gate
    metrics: Metrics
    clock: Callable[[], datetime]
    redis: ArqRedis
    store: object | None = None
    settings: Settings | None = None
    beat: Callable[[], Awaitable[None]] | None = None  # tells the workers that reports are received
    setup: Setup | None = None


DEPS = web.AppKey("deps", Deps)


def build_deps(
    *,
    accounts: Mapping[str, Account],
    providers: Mapping[str, Provider],
    redis: ArqRedis,
    data_dir: Path | None,
    store: object | None = None,
    settings: Settings | None = None,
    setup: Setup | None = None,
) -> Deps:
    """The real ones, on a connected Redis. `data_dir` None: no disk of ours to watch."""
    return Deps(
        accounts=accounts,
        providers=providers,
        ingestor=Ingestor(redis),
        gate=Gate(partial(pressure, redis), data_dir),
        metrics=Metrics.create(),
        clock=lambda: datetime.now(UTC),
        redis=redis,
        store=store,
        settings=settings,
        setup=setup,
        beat=partial(beat, redis),
    )


def build_public(deps: Deps) -> web.Application:
    """What strangers reach: webhooks, progress, the reporter, pictures in messages and a sign of life."""
    confirmations = Confirmations(deps.store) if isinstance(deps.store, Store) else None
    by_api = [name for name, one in deps.accounts.items() if is_fetched(one, provider_of(one, deps.providers))]
    fetched = FetchedSecrets(deps.redis, by_api)
    receiver = Receiver(
        accounts=deps.accounts,
        providers=deps.providers,
        ingestor=deps.ingestor,
        gate=deps.gate,
        metrics=deps.metrics,
        clock=deps.clock,
        committed=None if confirmations is None else confirmations.committed,
        fetched=fetched,
    )
    pictures = Pictures(deps.redis)
    app = _application(deps)
    app.add_routes(
        [
            web.post(WEBHOOKS + "/{account}", receiver.handle),
            web.post(WEBHOOKS + "/{account}/{tail:.+}", receiver.handle),
            web.post(INGEST + "/{account}/{tail:.+}", receiver.handle_progress),
            web.get("/reporter.py", serve_reporter),
            web.get("/healthz", _healthz),
            web.get("/charts/{name}", pictures.serve),
        ]
    )

    async def keep_secrets_fresh(_app: web.Application) -> AsyncIterator[None]:
        reading = asyncio.create_task(fetched.run())
        yield
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)

    async def close(_app: web.Application) -> None:
        receiver.close()
        if confirmations is not None:
            await confirmations.close()

    app.cleanup_ctx.append(keep_secrets_fresh)
    app.on_cleanup.append(close)
    return app


def build_private(deps: Deps) -> web.Application:
    """What operators and their tools reach. The API and the pages add their routes here."""
    app = _application(deps)
    app.add_routes([web.get("/healthz", _healthz), web.get("/readyz", _readyz), web.get("/metrics", _metrics)])
    if deps.settings is not None:
        store = deps.store if isinstance(deps.store, Store) else None
        tools = Tools(deps.settings, deps.redis, store, deps.clock, deps.setup)
        api = build_api(tools)
        app.add_subapp(PREFIX, api)
        add_pages(app, tools, api[GUESSES])
    return app


def _application(deps: Deps) -> web.Application:
    app = web.Application(
        middlewares=[_problems],
        handler_args={
            "access_log": None,  # one wide line per webhook instead
            "auto_decompress": False,  # signatures are over the bytes as sent; and no bomb is unpacked
            "handler_cancellation": False,  # a sender that hangs up does not undo what it sent
            "keepalive_timeout": KEEPALIVE_S,  # also ends a connection that never completes its headers
            "lingering_time": LINGER_S,
            "logger": _http_logger(),
        },
    )
    app[DEPS] = deps
    return app


class _WithoutContent(logging.Filter):
    """aiohttp's own lines quote what was sent. A stranger's malformed HTTP is no news; of the rest the type is kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            return False
        record.msg, record.args = f"request failed: {type(error).__name__}", None
        record.exc_info = None
        return True


def _http_logger() -> logging.Logger:
    logger = logging.getLogger("tunewatch.http")
    if not logger.filters:
        logger.addFilter(_WithoutContent())
    return logger


@web.middleware
async def _problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error as a problem document. A bug is a 500 that says nothing to the sender and where it is to the log."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        answer = problem(error.status, HTTPStatus(error.status).phrase.lower().replace(" ", "_"))
        if "Allow" in error.headers:
            answer.headers["Allow"] = error.headers["Allow"]
        return answer
    except (Rejected, Unavailable) as error:
        return problem_of(error)
    except ConnectionError:
        raise  # the other side is gone: nobody to answer
    except Exception as error:  # noqa: BLE001  # the last line of defence between a bug and a stranger
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        log.error("request_failed", error=type(error).__name__, where=where, method=request.method)
        return problem(500, "internal_error")


async def _healthz(_request: web.Request) -> web.Response:
    """The process answers."""
    return _json(200, {"status": "ok"})


async def _metrics(request: web.Request) -> web.Response:
    deps = request.app[DEPS]
    if isinstance(deps.store, Store):
        await _read_account_statuses(deps.store, deps.metrics.account_statuses)
    return web.Response(body=deps.metrics.expose(), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _read_account_statuses(store: Store, account_statuses: AccountStatuses) -> None:
    """How the accounts stand, read at most every half minute; while the database is away, as it was known last."""
    now = asyncio.get_running_loop().time()
    if now - account_statuses.read_at < ACCOUNT_STATUSES_FRESH_S:
        return
    try:
        async with asyncio.timeout(CHECK_S):
            rows = await store.read(accounts.states)
    except (StoreUnavailable, TimeoutError):
        return
    account_statuses.tell(
        [AccountStatus(row["name"], accounts.webhooks_of(row), row["circuit_open"]) for row in rows], now
    )


class ReadyzBody(TypedDict):
    """The body of /readyz. `reason` is empty when ready."""

    ready: bool
    reason: str
    redis: str  # ok | the kind of error
    database: str  # ok | not configured | unknown | the kind of error; shown, never a reason to be unready
    disk_free_bytes: int | None
    queue_pressure: float | None


@runtime_checkable
class Pings(Protocol):
    """A store that can say whether its database answers."""

    async def ping(self) -> None: ...


async def _readyz(request: web.Request) -> web.Response:
    """200 when an event can be taken: the gate is open and Redis takes a write."""
    deps = request.app[DEPS]
    redis, database = await asyncio.gather(_state(_write(deps.redis)), _database(deps.store))
    reason = deps.gate.refusal() or ("" if redis == "ok" else "queue_unavailable")
    body = ReadyzBody(
        ready=not reason,
        reason=reason,
        redis=redis,
        database=database,
        disk_free_bytes=deps.gate.free_bytes,
        queue_pressure=deps.gate.pressure,
    )
    return _json(503 if reason else 200, body)


async def _write(redis: ArqRedis) -> None:
    """A write, because a Redis that is full, read-only or cannot save answers PING all the same."""
    await redis.set("tunewatch:ready", b"1", ex=60)


async def _database(store: object | None) -> str:
    if store is None:
        return "not configured"
    return await _state(store.ping()) if isinstance(store, Pings) else "unknown"


async def _state(check: Awaitable[None]) -> str:
    """`ok`, or the kind of trouble; never its text, which may hold an address with a password."""
    try:
        async with asyncio.timeout(CHECK_S):
            await check
    except (RedisError, Unavailable, OSError, TimeoutError) as error:
        return type(error).__name__
    return "ok"


def _json(status: int, body: object) -> web.Response:
    return web.Response(status=status, body=msgspec.json.encode(body), content_type="application/json")


@dataclass(frozen=True)
class Listening:
    """Where the two listeners are, for whoever asked for port 0."""

    public: tuple[str, int]
    private: tuple[str, int]


@asynccontextmanager
async def listening(
    deps: Deps, *, host: str, port: int, private_host: str, private_port: int
) -> AsyncIterator[Listening]:
    """Both listeners, open inside the block. Leaving it refuses, finishes what is in flight, and flushes the queue."""
    public = web.AppRunner(build_public(deps), shutdown_timeout=DRAIN_S)
    private = web.AppRunner(build_private(deps), shutdown_timeout=DRAIN_S)
    await _measure(deps)
    measuring = asyncio.create_task(_measure_forever(deps))
    try:
        await _open(private, private_host, private_port)
        await _open(public, host, port)
        yield Listening(_address(public), _address(private))
    finally:
        deps.gate.shut()
        await public.cleanup()
        await deps.ingestor.close()
        await private.cleanup()  # last, so that /readyz says why until the end
        measuring.cancel()
        await asyncio.gather(measuring, return_exceptions=True)


async def serve(deps: Deps, *, host: str, port: int, private_host: str, private_port: int, stop: asyncio.Event) -> None:
    """Listens until `stop` is set. What was answered 202 is durable when this returns."""
    async with listening(deps, host=host, port=port, private_host=private_host, private_port=private_port) as where:
        log.info("service_listening", public=where.public, private=where.private)
        await stop.wait()
    log.info("service_stopped")


async def _open(runner: web.AppRunner, host: str, port: int) -> None:
    await runner.setup()
    await web.TCPSite(runner, host, port, backlog=1024).start()


def _address(runner: web.AppRunner) -> tuple[str, int]:
    host, port, *_ = runner.addresses[0]
    return str(host), int(port)


async def _measure(deps: Deps) -> None:
    """The gate and its gauges, up to date."""
    await deps.gate.refresh()
    deps.metrics.queue_pressure.set(deps.gate.pressure or 0.0)


async def _measure_forever(deps: Deps) -> None:
    known = 0
    for turn in count():
        if turn % HEARTBEAT_EVERY == 0:
            await _beat(deps)
        await asyncio.sleep(MEASURE_EVERY_S)
        await _measure(deps)
        deps.metrics.records_dropped.inc(deps.ingestor.dropped - known)
        known = deps.ingestor.dropped


async def _beat(deps: Deps) -> None:
    """While the gate is open the workers know that reports are received; else no job counts as stalled."""
    if deps.beat is not None and deps.gate.refusal() is None:
        with contextlib.suppress(Unavailable, TimeoutError):
            async with asyncio.timeout(CHECK_S):
                await deps.beat()
