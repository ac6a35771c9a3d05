"""Where notifications arrive: notes when, by job and kind of event."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import msgspec
from aiohttp import web

from service.core.event import EventKind


class _Job(msgspec.Struct):
    provider_job_id: str


class _Data(msgspec.Struct):
    job: _Job


class _Told(msgspec.Struct):
    type: str
    data: _Data


_decode = msgspec.json.Decoder(_Told).decode


@dataclass
class Sink:
    """`arrived[kind][job]`: unix seconds of each request about the provider's job. `on_arrival` hears of each."""

    url: str = ""
    arrived: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    by_id: dict[str, list[float]] = field(default_factory=dict)  # of each webhook-id, on the monotonic clock
    answer: bool = True  # False: never answers
    on_arrival: Callable[[str, str], None] | None = None

    async def take(self, request: web.Request) -> web.Response:
        at = time.time()
        self.by_id.setdefault(request.headers["webhook-id"], []).append(time.monotonic())
        told = _decode(await request.read())
        job = told.data.job.provider_job_id
        self.arrived.setdefault(told.type, {}).setdefault(job, []).append(at)
        if self.on_arrival is not None:
            self.on_arrival(told.type, job)
        if not self.answer:
            await asyncio.Event().wait()
        return web.Response()

    def told(self, kind: EventKind) -> dict[str, list[float]]:
        return self.arrived.get(kind.value, {})


@asynccontextmanager
async def sink(*, answer: bool = True) -> AsyncIterator[Sink]:
    """A listening sink."""
    one = Sink(answer=answer)
    app = web.Application()
    app.add_routes([web.post("/{path:.*}", one.take)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
        one.url = f"http://127.0.0.1:{runner.addresses[0][1]}/told"
        yield one
    finally:
        await runner.cleanup()
