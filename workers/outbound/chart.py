"""The picture in a message about a job that ended: drawn by a short-lived process, just before the message is written.

It is an ornament. What keeps it from being made leaves it out, and never keeps a message from being sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import structlog
from arq.connections import ArqRedis
from redis.exceptions import RedisError

from service.core.errors import Unavailable
from service.core.loss_curves import Curves
from service.core.notification import Notification
from service.notifiers import Chart, Notifier
from service.public import chart_pictures

if TYPE_CHECKING:
    from service.charts.drawing import Drawing

DRAW_S = 3.0  # a process takes half a second; messages that wait behind others for longer go without
KEPT_BYTES = 1024**2  # of pictures: for the next attempt, and for the job's other channels

log = structlog.get_logger()


class Charts:
    """Draws one picture at a time, and puts it where its channel can show it."""

    def __init__(self, redis: ArqRedis, notifiers: Mapping[str, Notifier]) -> None:
        self._redis = redis
        self._notifiers = notifiers
        self._turn = asyncio.Lock()

    @cached_property
    def _drawing(self) -> Drawing:
        # Imported here: a worker whose channels show no pictures does not load it.
        from service.charts.drawing import Drawing

        return Drawing(kept_bytes=KEPT_BYTES)

    async def of(self, notification: Notification, kind: str) -> Chart | None:
        """The note's curves as this kind of channel shows them; None without curves or without time. Never raises."""
        shown = self._notifiers[kind].chart_form
        if shown is None or not notification.curves or (shown == "linked" and not notification.public_url):
            return None
        from service.charts.drawing import CannotDraw  # here, as below

        try:
            async with asyncio.timeout(DRAW_S):
                async with self._turn:
                    png = await self._drawing.png(_spec(notification.curves))
                if shown == "inside":
                    return Chart(png=png)
                await chart_pictures.keep(self._redis, notification.id, notification.chart_key, png)
                return Chart(url=chart_pictures.url(notification.public_url, notification.id, notification.chart_key))
        except (CannotDraw, TimeoutError, RedisError, Unavailable, OSError) as error:
            log.warning("chart_left_out", notification=notification.id, reason=type(error).__name__)
        except Exception:  # a bug in a picture must not cost the message
            log.exception("chart_left_out", notification=notification.id)
        return None


def _spec(curves: Curves) -> Mapping[str, object]:
    from service.charts.spec import loss_spec

    rows = [{"name": name, "step": step, "value": value} for name, points in curves.items() for step, value in points]
    return loss_spec(rows, picture=True)
