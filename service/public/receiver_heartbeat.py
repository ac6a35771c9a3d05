"""The receiver's heartbeat: while none is there, no job is called stalled for want of a report.

A receiver that takes reports says so in Redis. The search for stalled jobs asks for that, and whether reports wait
to be read; and keeps there since when it has been watching, which a restart of anything of ours begins anew.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from arq.connections import ArqRedis

from service.core.stalled import Watch
from service.core.task import HOT, Observe
from service.queue import QUEUE_KEY, unavailable

HEARTBEAT_KEY = "tunewatch:receiving"
HEARTBEAT_TTL_S = 15  # longer than a receiver's measuring takes when it is busy, shorter than any job's patience
BEHIND_S = 30  # a report that waits so long in the queue: others, of jobs that seem silent, may wait there too
WAITING_LIMIT = 1000

WATCH_KEY = "tunewatch:silence"
WATCH_TTL_S = 3600


async def beat(redis: ArqRedis) -> None:
    """A receiver takes reports now. Raises Unavailable."""
    with unavailable():
        await redis.set(HEARTBEAT_KEY, b"1", ex=HEARTBEAT_TTL_S)


async def is_receiving(redis: ArqRedis) -> bool:
    """A receiver took reports a moment ago, and none of them has waited long. Raises Unavailable."""
    with unavailable():
        seconds, _ = await redis.time()
        late_ms = (int(seconds) - BEHIND_S) * 1000
        late = await redis.zrangebyscore(QUEUE_KEY[HOT], "-inf", late_ms, start=0, num=WAITING_LIMIT)
        signed = await redis.exists(HEARTBEAT_KEY)
    return bool(signed) and not any(one.startswith(f"{Observe.NAME}:".encode()) for one in late)


async def watch_before(redis: ArqRedis) -> Watch | None:
    """The watch that the last search kept; None when there is none. Raises Unavailable."""
    with unavailable():
        kept = await redis.get(WATCH_KEY)
    if kept is None:
        return None
    try:
        since, last = msgspec.json.decode(kept, type=tuple[datetime, datetime])
    except msgspec.DecodeError:  # ValidationError is one
        return None
    return Watch(since, last)


async def keep_watch(redis: ArqRedis, watch: Watch) -> None:
    """Kept for the next search, whichever worker makes it. Raises Unavailable."""
    with unavailable():
        await redis.set(WATCH_KEY, msgspec.json.encode((watch.since, watch.last)), ex=WATCH_TTL_S)
