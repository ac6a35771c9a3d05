"""Server-sent events: one stream per open page. While anybody listens the store is asked once a second what changed,
and every listener is told which topics did; the page then fetches those of its parts again.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
import structlog
from aiohttp import web

from service.api.call import Tools, store_of
from service.core.errors import Unavailable
from service.dashboard import attention
from service.store import listings, sessions
from service.store.listings import Pulse

ASK_EVERY_S = 1.0
HEARTBEAT_S = 15.0
MAX_STREAMS = 100
WAITING_MAX = 20  # events that a listener has not taken yet: one more, and it is gone
WRITE_S = 10.0  # a listener that does not read for so long, with its connection's buffers full, is gone
MAX_ID_CHARS = 100  # of a job that a page shows
RETRY_MS = 3000  # after which a browser connects again

log = structlog.get_logger()


def changed_topics(before: Pulse, after: Pulse) -> list[str]:
    """Topics whose value is another than before; one that was not watched before has not changed."""
    return sorted(topic for topic, value in after.items() if topic in before and before[topic] != value)


def mark_of(pulse: Pulse) -> str:
    """16 hex digits that are equal while nothing changed. A page carries those of the moment before it was read, so
    that nothing is missed between its reading and its stream."""
    watched = sorted((topic, value) for topic, value in pulse.items() if ":" not in topic)
    return hashlib.sha256(repr(watched).encode()).hexdigest()[:16]


def event(topics: list[str], attention: int) -> bytes:
    """One server-sent event."""
    return b"event: changed\ndata: " + msgspec.json.encode({"topics": topics, "attention": attention}) + b"\n\n"


@dataclass(eq=False)
class Listener:
    """One open page. `job` is the one that it shows, `since` the mark that it carries until that was compared;
    `session` None: a proxy vouches for whoever reads it."""

    job: str | None
    session: str | None = None
    since: str | None = None
    attention: asyncio.Queue[bytes] = field(default_factory=lambda: asyncio.Queue(WAITING_MAX))
    dropped: bool = False

    def offer(self, sent: bytes) -> None:
        """Puts the event in its queue; a listener whose queue is full is dropped."""
        try:
            self.attention.put_nowait(sent)
        except asyncio.QueueFull:
            self.drop()

    def drop(self) -> None:
        """The stream ends with the next thing that it would write."""
        self.dropped = True
        while not self.attention.empty():
            self.attention.get_nowait()
        self.attention.put_nowait(b"")


class Hub:
    """All open streams of this process."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._listeners: set[Listener] = set()
        self._asking: asyncio.Task[None] | None = None
        self._closed = False

    def __len__(self) -> int:
        return len(self._listeners)

    async def stream(self, request: web.Request, headers: Mapping[str, str], session: str | None) -> web.StreamResponse:
        """Answers with events until the page is closed or does not read, or the session or the service ends."""
        if self._closed or len(self._listeners) >= MAX_STREAMS:
            return web.Response(status=503, headers={**headers, "Retry-After": "30"})
        response = web.StreamResponse(headers={**headers, "Content-Type": "text/event-stream"})
        about = request.query
        listener = Listener(about.get("job", "")[:MAX_ID_CHARS] or None, session, about.get("since", ""))
        self._listeners.add(listener)
        try:
            await response.prepare(request)
            self._ask()
            await _send(response, f"retry: {RETRY_MS}\n\n".encode())
            while not listener.dropped:
                await _send(response, await _next(listener))
        except (ConnectionError, TimeoutError):
            if request.transport is not None:
                request.transport.abort()  # what it has not read is not waited for
        finally:
            self._listeners.discard(listener)
        return response

    def _ask(self) -> None:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        """Asks and tells until nobody listens any more."""
        before: Pulse = {}
        while self._listeners:
            with contextlib.suppress(Unavailable):
                await self._leave_ended()
                before = await self._tell(before)
            await asyncio.sleep(ASK_EVERY_S)

    async def _leave_ended(self) -> None:
        """Nobody reads on whose session has ended, or whose token was withdrawn."""
        sessions_read = {one.session for one in self._listeners if one.session is not None}
        gone = await store_of(self._tools).read(sessions.ended, sessions_read)
        for listener in self._listeners:
            if listener.session in gone:
                listener.drop()

    async def _tell(self, before: Pulse) -> Pulse:
        jobs = sorted({one.job for one in self._listeners if one.job})
        after = await store_of(self._tools).read(listings.pulse, jobs)
        topics, mark = changed_topics(before, after), mark_of(after)
        if topics or any(one.since is not None for one in self._listeners):
            now = self._tools.clock()
            items = len(await store_of(self._tools).read(attention.read, self._tools.settings, now))
            for listener in self._listeners:
                missed = listener.since not in (None, mark)
                if topics or missed or listener.since is not None:
                    listener.offer(event(sorted(after) if missed else topics, items))
                listener.since = None
        return after

    async def mark(self) -> str:
        """Of now; for a page that is about to be read."""
        return mark_of(await store_of(self._tools).read(listings.pulse))

    async def close(self) -> None:
        """Every stream ends."""
        self._closed = True
        for listener in self._listeners:
            listener.drop()
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)


async def _next(listener: Listener) -> bytes:
    """The next event, or a sign of life that keeps proxies from ending the connection."""
    try:
        async with asyncio.timeout(HEARTBEAT_S):
            return await listener.attention.get()
    except TimeoutError:
        return b": still here\n\n"


async def _send(response: web.StreamResponse, sent: bytes) -> None:
    if sent:
        async with asyncio.timeout(WRITE_S):
            await response.write(sent)
