"""Once a second: whatever is owed and due and carried by no task is enqueued; once a minute a slice is forgotten."""

from __future__ import annotations

from service.core.task import Poll, Refresh, Sweep, Task, task_for
from service.queue import enqueue
from service.store import accounts, outbox, refreshes, retention
from workers.chores import retirement
from workers.chores.stalled import EVERY_S, find_stalled
from workers.chores.webhook_secrets import fetch_due
from workers.context import Services

SWEEP_LIMIT = 200  # the longest waiting; most of them are in Redis too, and then this is in vain
RETENTION_EVERY_S = 60


async def sweep(services: Services, task: Sweep) -> None:
    """Nothing that is owed can be forgotten: the database knows it, and this asks the database."""
    store = services.store
    tasks: list[Task] = [task_for(entry) for entry in await store.read(outbox.forgotten, SWEEP_LIMIT)]
    tasks += [Refresh(name, task.tick) for name in await store.read(refreshes.accounts_with_due_refreshes)]
    asked = [account for account in services.settings.accounts if services.provider(account).asks]
    polled = [account.name for account in asked if account.poll]
    tasks += [Poll(name) for name in await store.read(accounts.due_polls, polled, [account.name for account in asked])]
    await enqueue(services.redis, tasks)
    await fetch_due(services)
    if task.tick % EVERY_S == 0:
        await find_stalled(services)
    if task.tick % retirement.EVERY_S == 0:
        services.background.start(retirement.ask_due_beside(services))
    if task.tick % RETENTION_EVERY_S == 0:
        await store.write(retention.forget_slice)
