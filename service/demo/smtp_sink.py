"""A mail server that keeps everything: RFC 5321's minimum, good enough for any client that needs no login."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field

MAX_MESSAGE_BYTES = 10 * 1024 * 1024
PATH = re.compile(rb"(?i)(?:FROM|TO):\s*<([^>]*)>")

# What happens to one message: an answer to its DATA, or None where the server goes away in the middle.
ACCEPTED = (250, "kept")
Judge = Callable[["Envelope"], tuple[int, str] | None]


@dataclass(slots=True)
class Envelope:
    """One message as it was handed over."""

    sender: str = ""
    recipients: list[str] = field(default_factory=list)
    content: bytes = b""


class SmtpSink:
    """Listens on localhost; `judge` sees every whole message and says what its sender hears."""

    def __init__(self, judge: Judge, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self._judge = judge
        self._host = host
        self.port = port
        self._server: asyncio.Server | None = None
        self._sessions: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, self._host, self.port, limit=MAX_MESSAGE_BYTES)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is None:
            return
        self._server.close()
        for session in self._sessions:
            session.cancel()
        await asyncio.gather(*self._sessions, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = asyncio.current_task()
        assert session is not None
        self._sessions.add(session)
        try:
            await _Session(reader, writer, self._judge).run()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the client went away, or sent a line without end: there is nobody to tell
        finally:
            self._sessions.discard(session)
            writer.close()


class _Session:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, judge: Judge) -> None:
        self._reader = reader
        self._writer = writer
        self._judge = judge
        self._envelope: Envelope | None = None

    async def run(self) -> None:
        await self._say(220, "inbox.tunewatch.example ESMTP")
        while True:
            line = (await self._reader.readuntil(b"\n")).strip()
            verb = line.partition(b" ")[0].upper()
            if verb == b"QUIT":
                await self._say(221, "bye")
                return
            if verb == b"DATA" and self._envelope is not None and self._envelope.recipients:
                if not await self._take(self._envelope):
                    return
                self._envelope = None
            else:
                await self._say(*self._answer(verb, line))

    def _answer(self, verb: bytes, line: bytes) -> tuple[int, str]:
        """The reply to any command without a body, and what it changes."""
        path = PATH.search(line)
        match verb:
            case b"EHLO" | b"HELO" | b"RSET":
                self._envelope = None
                return 250, "inbox.tunewatch.example"
            case b"NOOP":
                return 250, "ok"
            case b"MAIL" if path is not None:
                self._envelope = Envelope(sender=path[1].decode("utf-8", "replace"))
                return 250, "ok"
            case b"RCPT" if path is not None and self._envelope is not None:
                self._envelope.recipients.append(path[1].decode("utf-8", "replace"))
                return 250, "ok"
            case b"MAIL" | b"RCPT" | b"DATA":
                return 503, "MAIL, then RCPT, then DATA"
            case _:
                return 502, "not implemented"

    async def _take(self, envelope: Envelope) -> bool:
        """Read the message and answer; False when the server goes away instead."""
        await self._say(354, "end with a dot")
        content = bytearray()
        while (line := await self._reader.readuntil(b"\n")) != b".\r\n":
            content += line.removeprefix(b".")
            if len(content) > MAX_MESSAGE_BYTES:
                await self._say(552, "too large")
                return False
        envelope.content = bytes(content)
        verdict = self._judge(envelope)
        if verdict is None:
            return False
        await self._say(*verdict)
        return True

    async def _say(self, code: int, text: str) -> None:
        self._writer.write(f"{code} {text}\r\n".encode())
        await self._writer.drain()
