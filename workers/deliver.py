"""Makes one attempt of one notification: claim → render → send → read → record → again, done or dead."""

from __future__ import annotations

import time
from datetime import timedelta

import structlog

from service.core.config import Channel
from service.core.errors import Reason, Unavailable
from service.core.notification import Notification
from service.core.outbox import EntryKind, EntryState, removed
from service.core.retry import next_attempt
from service.core.send_result import Outcome, SendResult
from service.core.task import CarryOut
from service.notifiers import Chart
from service.store import notifications, outbox
from service.store.notifications import Prepared
from service.store.outbox import Claim
from workers.context import Services

ATTEMPT_LEASE_S = 14.0  # longer than an attempt may take, shorter than the lease of the task itself
ATTEMPT_S = 12  # for drawing and sending; one second more where it is sent again without what was drawn
SEND_TIMEOUT_S = 10.0
CROWDED_S = 2.0  # then it is left alone for so long

# Faults in writing a message, before which nothing was changed (see claim_notification). No error of the database is
# among them: after one PostgreSQL undoes the whole transaction, so it must not be passed over.
BUGS = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, TypeError, ValueError)

log = structlog.get_logger()


async def deliver(services: Services, task: CarryOut) -> None:
    """The attempt is on record before it is made; after a kill in between it is sent again with the same id."""
    owner = f"{services.owner}:{task.task_id}"
    try:
        prepared = await services.store.write(
            notifications.prepare,
            task.entry,
            owner=owner,
            lease_s=ATTEMPT_LEASE_S,
            public_url=services.settings.public_url,
            suites=services.settings.suites,
            charted=services.charted,
        )
    except BUGS as error:  # the dead letter keeps the work until it is mended
        log.exception("notification_broken", notification=task.entry)
        await services.store.write(outbox.close, task.entry, EntryState.DEAD, _broken(error))
        return
    if prepared.notification is None:
        await _come_back(services, task, prepared.claim)
        return
    await carry_out(services, task.entry, owner, prepared)


async def carry_out(services: Services, entry: str, owner: str, prepared: Prepared) -> None:
    """Makes the attempt that `owner` has claimed, and records how it ended."""
    assert prepared.notification is not None
    channel = services.channels.get(prepared.channel)
    if channel is None:
        await services.store.write(outbox.close, entry, *removed(f"channel {prepared.channel}"))
        return
    host = channel.name
    if not await services.outbound.slots.acquire(host):
        later = services.store.now() + timedelta(seconds=CROWDED_S)
        await services.store.write(outbox.unclaim, entry, owner=owner, due_at=later)
        await _again(
            services, CarryOut(EntryKind.DELIVER, entry, prepared.claim.tries - 1, later.isoformat()), CROWDED_S
        )
        return
    try:
        result = await attempt(services, channel, prepared.notification)
    finally:
        services.outbound.slots.release(host)
    await _settle(services, entry, owner, prepared.claim.tries, channel, result)


async def attempt(services: Services, channel: Channel, notification: Notification) -> SendResult:
    """Sends the message once. A fault of ours in writing or reading it is a result too, so it is not tried for ever."""
    until = time.monotonic() + ATTEMPT_S
    try:
        chart = await services.charts.of(notification, channel.kind)
        result = await _send(services, channel, notification, chart, until)
        if chart is not None and services.notifiers[channel.kind].blames_chart(result):
            log.info("chart_refused", notification=notification.id, channel=channel.name, detail=result.detail)
            result = await _send(services, channel, notification, None, until)
        return result
    except Exception as error:  # a bug: the dead letter keeps the work until it is mended
        log.exception("notification_broken", notification=notification.id, channel=channel.name)
        return SendResult(Outcome.REFUSED, again=False, detail=_broken(error))


async def _send(
    services: Services, channel: Channel, notification: Notification, chart: Chart | None, until: float
) -> SendResult:
    """Says it, and waits for the answer for 10 s, or for what is left of the attempt."""
    notifier = services.notifiers[channel.kind]
    request = notifier.render(notification, channel, now_s=int(time.time()), chart=chart)
    timeout_s = min(SEND_TIMEOUT_S, max(round(until - time.monotonic()), 1))
    answer = await services.outbound.send(request, trusted=channel.trusted, timeout_s=timeout_s)
    return answer if isinstance(answer, SendResult) else notifier.judge(answer)


def _broken(error: Exception) -> str:
    return f"could not be written: {type(error).__name__}"


async def _come_back(services: Services, task: CarryOut, claim: Claim) -> None:
    """Not ours now: comes back when it may be, if that is soon; the sweep sees to the rest."""
    if claim.again_at is not None:
        wait_s = (claim.again_at - services.store.now()).total_seconds() + 0.05
        await _again(
            services, CarryOut(EntryKind.DELIVER, task.entry, task.tries, claim.again_at.isoformat()), max(wait_s, 0.05)
        )


async def _settle(services: Services, entry: str, owner: str, tries: int, channel: Channel, result: SendResult) -> None:
    """Records the result; the next try is due when the schedule or the channel says."""
    again_at = next_attempt(result, tries, now=services.store.now(), rng=services.rng)
    state = await services.store.write(
        outbox.settle_notification, entry, owner=owner, tries=tries, result=result, again_at=again_at
    )
    services.metrics.deliveries.labels(channel.kind, result.outcome.value).inc()
    log.info(
        "notification_attempted",
        notification=entry,
        channel=channel.name,
        attempt=tries,
        outcome=result.outcome.value,
        state=state,
        detail=result.detail,
    )
    if state is EntryState.OWED and again_at is not None:
        await _again(
            services, CarryOut(EntryKind.DELIVER, entry, tries), (again_at - services.store.now()).total_seconds()
        )


async def _again(services: Services, task: CarryOut, delay_s: float) -> None:
    """The next try is in Redis, or, where that is full, the sweep's: a task that waits for room takes it."""
    try:
        await services.enqueue_in(task, delay_s)
    except Unavailable as error:
        if error.reason is not Reason.QUEUE_FULL:
            raise
        log.warning("left_to_the_sweep", notification=task.entry, reason=error.reason.value)
