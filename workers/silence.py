"""Every few seconds: jobs that promised to report and do not are stalled, unless it was we who did not hear them."""

from __future__ import annotations

import structlog

from service import hearing
from service.core.silence import watching
from service.store import silence
from workers.context import Services
from workers.hand_over import commit

EVERY_S = 5

log = structlog.get_logger()


async def look_for_silence(services: Services) -> None:
    """Nothing is kept when the database or Redis is away, so that the watch begins anew once they are back."""
    now = services.store.now()
    watch = watching(await hearing.watch_before(services.redis), now=now, hears=await hearing.hears(services.redis))
    found = await services.store.read(silence.overdue, (now - watch.since).total_seconds())
    if found:
        await commit(services, silence.stall, found, await services.subscriptions())
        log.info("jobs_stalled", jobs=len(found))
    await hearing.keep_watch(services.redis, watch)
