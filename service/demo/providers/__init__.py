"""Simulated providers beside the OpenAI one: each speaks its provider's wire format over HTTP, moved on by its caller.

Nothing here moves by itself: a test or the demo starts a job, calls `advance` and sees what the provider would show.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Protocol

from aiohttp import web

Clock = Callable[[], float]  # unix seconds
Pause = Callable[[], Awaitable[object]]


class Playable(Protocol):
    """What `tunewatch demo --providers` needs of a simulator."""

    async def play(self, pause: Pause) -> str:
        """Carries one job from its start to its good end, with `pause` between its steps; the job's id."""
        ...


class SimulatedProvider:
    """An HTTP server on a free port of the loopback. `url` is known once it is started."""

    def __init__(self, *, api_key: str, clock: Clock = time.time, host: str = "127.0.0.1", port: int = 0) -> None:
        self.api_key = api_key
        self.clock = clock
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        """Everything it answers."""
        raise NotImplementedError

    async def start(self) -> None:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.add_routes(self.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}"

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)

    def knows(self, request: web.Request) -> bool:
        """Whether the request carries the key."""
        return request.headers.get("Authorization") == f"Bearer {self.api_key}"
