"""The pictures that Slack fetches: put into Redis by the worker just before it posts, read from the public listener.

An incoming webhook takes no files, so the message names an address with a key that only it knows. The newest pictures
are kept, for a day at most: Slack keeps a copy of its own. Nothing is drawn here, whatever a stranger asks.
"""

from __future__ import annotations

import re
from hmac import compare_digest

from aiohttp import web
from arq.connections import ArqRedis

from service.core.errors import Reason, Unavailable
from service.queue import unavailable

PREFIX = "tunewatch:picture:"
NEWEST = "tunewatch:pictures"  # their keys, by the time they were kept
KEPT_S = 86_400
MAX_KEPT = 200  # 70 kB each: 14 MB of Redis
MAX_READING = 4  # at once, for all strangers: connections to Redis are for webhooks

_NAME = re.compile(r"(ntf_[0-9a-f]{24})\.png", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9_-]{32,64}", re.ASCII)
HEADERS = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}


def url(public_url: str, notification: str, key: str) -> str:
    """Where the picture is found; a secret, for whoever has it sees the picture."""
    return f"{public_url}/charts/{notification}.png?key={key}"


async def keep(redis: ArqRedis, notification: str, key: str, png: bytes) -> None:
    """The picture can be fetched, until it is a day old or 200 newer ones came. Raises Unavailable."""
    name = PREFIX + notification
    with unavailable():
        seconds, _ = await redis.time()
        async with redis.pipeline() as batch:
            batch.hset(name, mapping={"key": key, "png": png})
            batch.expire(name, KEPT_S)
            batch.zadd(NEWEST, {name: seconds})
            batch.expire(NEWEST, KEPT_S)
            batch.zrange(NEWEST, 0, -MAX_KEPT - 1)
            *_, old = await batch.execute()
        if old:
            async with redis.pipeline() as batch:
                batch.unlink(*old)
                batch.zrem(NEWEST, *old)
                await batch.execute()


class Pictures:
    """Serves `GET /charts/<notification>.png?key=…`."""

    def __init__(self, redis: ArqRedis) -> None:
        self._redis = redis
        self._reading = 0

    async def serve(self, request: web.Request) -> web.Response:
        """200 with the picture to who has its key, 404 to everybody else. Raises Unavailable, also when busy."""
        name, key = _NAME.fullmatch(request.match_info["name"]), request.query.get("key", "")
        if name is None or not _KEY.fullmatch(key):
            raise web.HTTPNotFound
        if self._reading >= MAX_READING:
            raise Unavailable(Reason.OVERLOADED)
        self._reading += 1
        try:
            png = await self._read(PREFIX + name[1], key.encode())
        finally:
            self._reading -= 1
        if png is None:
            raise web.HTTPNotFound
        return web.Response(body=png, content_type="image/png", headers=HEADERS)

    async def _read(self, name: str, key: bytes) -> bytes | None:
        """The picture of that name, if this is its key."""
        with unavailable():
            kept: bytes | None = await self._redis.hget(name, "key")  # type: ignore[misc]  # typed for sync
            if kept is None or not compare_digest(kept, key):
                return None
            png: bytes | None = await self._redis.hget(name, "png")  # type: ignore[misc]  # typed for sync
            return png
