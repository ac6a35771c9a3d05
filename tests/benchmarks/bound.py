"""What the receiver is compared with: the shipped verification and decoding in the smallest aiohttp handler.

`--mode bound` stores nothing. `--mode enqueue_job` hands each webhook to arq's own `enqueue_job`, deduplicated by arq.

python -P -m tests.benchmarks.bound --mode bound --port 9000
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import msgspec
import uvloop
from aiohttp import web
from arq.connections import ArqRedis

from service.app import KEEPALIVE_S
from service.providers.table import PROVIDERS
from service.queue import connect
from tests.benchmarks.rig import ACCOUNT, SECRET, THIN_ACCOUNT

Keep = Callable[[str, bytes], Awaitable[object]]


async def nothing(delivery_id: str, body: bytes) -> None:
    """Stores nothing."""


def by_arq(redis: ArqRedis) -> Keep:
    """One `enqueue_job` for each webhook, its id arq's job id: how one begins."""

    async def keep(delivery_id: str, body: bytes) -> object:
        return await redis.enqueue_job("ingest", delivery_id, body, _job_id=f"{ACCOUNT}:{delivery_id}")

    return keep


def build_app(keep: Keep) -> web.Application:
    """The same listener options, providers and answer as the receiver's."""
    providers, secrets = {ACCOUNT: PROVIDERS["generic"], THIN_ACCOUNT: PROVIDERS["openai"]}, (SECRET,)

    async def handle(request: web.Request) -> web.Response:
        provider = providers[request.match_info["account"]]
        now, body = datetime.now(UTC), await request.read()
        delivery_id = provider.verify(tuple(request.headers.items()), body, secrets=secrets, now=now)
        provider.parse(body, received_at=now)
        await keep(delivery_id, body)
        answer = msgspec.json.encode({"status": "accepted", "delivery_id": delivery_id})
        return web.Response(status=202, body=answer, content_type="application/json")

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response()

    options = {
        "access_log": None,
        "auto_decompress": False,
        "handler_cancellation": False,
        "keepalive_timeout": KEEPALIVE_S,
    }
    app = web.Application(handler_args=options, client_max_size=10_000_000)
    app.add_routes([web.post("/webhooks/{account}", handle), web.get("/healthz", healthz)])
    return app


async def serve(mode: str, port: int) -> None:
    """Listens until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    keep = nothing if mode == "bound" else by_arq(await connect(os.environ["REDIS_URL"]))
    runner = web.AppRunner(build_app(keep))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=1024).start()
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--mode", choices=("bound", "enqueue_job"), required=True)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        loop.run(serve(options.mode, options.port))
