"""Every few seconds: jobs that promised to report and do not are stalled, unless it was we who did not hear them."""

from __future__ import annotations

import structlog

from service.core.stalled import watching
from service.public import receiver_heartbeat
from service.store import stalled
from workers.commit import commit
from workers.context import Services

EVERY_S = 5

log = structlog.get_logger()


async def find_stalled(services: Services) -> None:
    """Nothing is kept when the database or Redis is away, so that the watch begins anew once they are back."""
    now = services.store.now()
    watch = watching(
        await receiver_heartbeat.watch_before(services.redis),
        now=now,
        receiving=await receiver_heartbeat.is_receiving(services.redis),
    )
    found = await services.store.read(stalled.overdue, (now - watch.since).total_seconds())
    if found:
        await commit(services, stalled.stall, found, await services.subscriptions())
        log.info("jobs_stalled", jobs=len(found))
    await receiver_heartbeat.keep_watch(services.redis, watch)
