"""The worker process, `python -P -m workers`: opens everything once and works both queues until told to stop."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import fcntl
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import structlog
import uvloop
from prometheus_client import start_http_server

from service import log as logs
from service.config.settings import Settings, SettingsError, load
from service.core.errors import StoreUnavailable
from service.metrics import Metrics
from service.providers.table import PROVIDERS
from service.queue import connect
from service.store import Store, accounts, dead_letters, open_store
from workers.context import Services
from workers.outbound.send import Outbound
from workers.runtime.worker import run
from workers.tasks import build_services, handlers

BAD_SETTINGS = 2
DATABASE_AGAIN_S = 2.0
DRAIN_S = 11.0  # an attempt takes ten seconds at most
SWITCH_S = 0.001

log = structlog.get_logger()


def main() -> int:
    """The exit code: 2 when the settings have faults, 1 when another worker has this SQLite database."""
    parser = argparse.ArgumentParser(prog="python -m workers")
    parser.add_argument("--config", type=Path, help="the configuration file (default: $TUNEWATCH_CONFIG)")
    parser.add_argument("--stock", action="store_true", help="use arq's own worker loop: slower, on the same keys")
    parser.add_argument(
        "--metrics",
        metavar="HOST:PORT",
        default=os.environ.get("TUNEWATCH_WORKER_METRICS", ""),
        help="where this worker serves its own /metrics (default: $TUNEWATCH_WORKER_METRICS, nowhere)",
    )
    options = parser.parse_args()
    try:
        settings = load(options.config, os.environ, providers=PROVIDERS)
        redis_url, database_url = _urls(settings)
    except SettingsError as error:
        print("tunewatch: the configuration has faults:", *error.problems, sep="\n  ", file=sys.stderr)  # noqa: T201
        return BAD_SETTINGS
    sys.setswitchinterval(SWITCH_S)
    logs.configure(level=settings.log_level, format=settings.log_format, process="worker")
    logs.hide(*settings.secrets())
    try:
        with alone(database_url), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work(settings, redis_url, database_url, stock=options.stock, metrics_at=options.metrics))
    except AlreadyWorking as error:
        print(f"tunewatch: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


class AlreadyWorking(Exception):
    """Another worker process has this SQLite file. Use PostgreSQL for more than one, or stop the other."""


@contextlib.contextmanager
def alone(database_url: str) -> Iterator[None]:
    """Holds the right to be the one worker of a SQLite file; raises AlreadyWorking. PostgreSQL takes any number."""
    if not database_url.startswith("sqlite:///"):
        yield
        return
    path = database_url.removeprefix("sqlite:///")
    with Path(path + ".worker").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyWorking(
                f"another worker already works on {path}: SQLite takes one writer, several need PostgreSQL"
            ) from None
        yield


def _urls(settings: Settings) -> tuple[str, str]:
    problems = [
        f"{name} is not set (`tunewatch up` brings its own)"
        for name, value in (("REDIS_URL", settings.redis_url), ("DATABASE_URL", settings.database_url))
        if value is None
    ]
    if problems or settings.redis_url is None or settings.database_url is None:
        raise SettingsError(problems)
    return settings.redis_url.reveal(), settings.database_url.reveal()


def _expose(metrics: Metrics, at: str) -> None:
    """Serves this worker's own /metrics at `host:port`."""
    host, _, port = at.rpartition(":")
    start_http_server(int(port), host or "127.0.0.1", metrics.registry)


def _data_dir(env: Mapping[str, str]) -> Path | None:
    """The data directory that `tunewatch up` gives its processes; None for a worker of its own."""
    name = env.get("TUNEWATCH_DATA_DIR")
    return Path(name) if name else None


async def work(
    settings: Settings, redis_url: str, database_url: str, *, stock: bool = False, metrics_at: str = ""
) -> None:
    """Works until SIGTERM or SIGINT, then finishes what is under way."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    redis, store = await connect(redis_url), open_store(database_url)
    try:
        await _connect_accounts(store, settings, stop)
        async with Outbound() as outbound:
            services = build_services(settings, store, redis, outbound, data_dir=_data_dir(os.environ))
            if metrics_at:
                _expose(services.metrics, metrics_at)
            await run(
                handlers(services),
                services,
                redis,
                keep_dead_letter=keep_dead_letter,
                stop=stop,
                stock=stock,
                on_task=services.count,
            )
            await services.background.drain(DRAIN_S)
    finally:
        await redis.aclose()
        await store.close()


async def _connect_accounts(store: Store, settings: Settings, stop: asyncio.Event) -> None:
    """The accounts are known from now on, before anything of theirs is read; waits for the database if it must."""
    while not stop.is_set():
        try:
            await store.write(accounts.connect, settings.accounts)
            await store.write(accounts.probe_now, [account.name for account in settings.accounts])
            return
        except StoreUnavailable as error:
            log.warning("database_away", reason=logs.describe(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), DATABASE_AGAIN_S)


async def keep_dead_letter(services: Services, task: str, payload: bytes, error: str) -> None:
    """Keeps a task that was given up, whole, in the database."""
    await services.store.write(dead_letters.add, task, payload, error)


if __name__ == "__main__":
    sys.exit(main())
