"""Sends a pool over 32 connections, never more than it is allowed to: a load that can be steered while it runs."""

from __future__ import annotations

import asyncio
import mmap
import re
from typing import cast

from tests.benchmarks.pool import Pool

CONNECTIONS = 32
_LENGTH = re.compile(rb"\r\nContent-Length: (\d+)", re.IGNORECASE)


class Sender:
    """`limit`: how many may have been sent. `taken`: how many were answered 202; any other answer ends the run."""

    def __init__(self, pool: Pool, port: int) -> None:
        self._pool, self._port = pool, port
        self._file = pool.path.open("rb")
        self._requests = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        self._idle: list[_Connection] = []
        self._all: list[_Connection] = []
        self.limit = self.sent = self.taken = 0
        self.failure = ""

    async def __aenter__(self) -> Sender:
        loop = asyncio.get_running_loop()
        for _ in range(CONNECTIONS):
            _, connection = await loop.create_connection(lambda: _Connection(self), "127.0.0.1", self._port)
            self._all.append(connection)
        self._idle = list(self._all)
        return self

    async def __aexit__(self, *_: object) -> None:
        for connection in self._all:
            connection.close()
        self._requests.close()
        self._file.close()

    def allow(self, limit: int) -> None:
        """So many may have been sent from now on. Raises when an answer was not 202, or the pool is used up."""
        if self.failure:
            raise RuntimeError(self.failure)
        self.limit = max(self.limit, limit)
        while self._idle and self.sent < self.limit:
            self._idle.pop().send(self._next())

    def hold(self) -> None:
        """Nothing more is sent."""
        self.limit = self.sent

    def answered(self, connection: _Connection, status: bytes) -> None:
        if status != b"202":
            self.failure = f"a webhook was answered {status.decode(errors='replace')}"
            return
        self.taken += 1
        if self.sent < self.limit:
            connection.send(self._next())
        else:
            self._idle.append(connection)

    def _next(self) -> bytes:
        if self.sent >= self._pool.count:
            self.failure = "the pool is used up: make it larger"
            self.hold()
            return b""
        begin = self.sent * self._pool.length
        self.sent += 1
        return self._requests[begin : begin + self._pool.length]


class _Connection(asyncio.Protocol):
    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is none by inheritance

    def send(self, request: bytes) -> None:
        if request:
            self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not end or length is None or len(body) < int(length[1]):
            return
        self._received = b""
        self._sender.answered(self, head[9:12])

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is not None:
            self._sender.failure = f"the receiver closed a connection: {type(exc).__name__}"

    def close(self) -> None:
        self._transport.close()
