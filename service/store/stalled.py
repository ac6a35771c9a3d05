"""Jobs whose promised report did not come: found by an index, stalled in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from service.core import stalled as rules
from service.core.subscription import Subscription
from service.store import schema
from service.store.engine import Tx
from service.store.jobs import Applied
from service.store.outbox import notify
from service.store.rows import to_job

LIMIT = 500  # in one transaction; the next round takes the next

_jobs = schema.jobs


def overdue(tx: Tx, watched_s: float, limit: int = LIMIT) -> list[str]:
    """Jobs that did not report for their whole patience while we received, for `watched_s` by now without a break."""
    query = (
        sa.select(_jobs.c.id)
        .where(_jobs.c.stall_due_at <= tx.now, _jobs.c.patience_s <= int(watched_s))
        .order_by(_jobs.c.stall_due_at)
        .limit(limit)
    )
    return list(tx.conn.scalars(query))


def stall(tx: Tx, ids: Sequence[str], subscriptions: Sequence[Subscription]) -> Applied:
    """Those of the jobs that are overdue still are stalled, each told once. A report that came meanwhile wins."""
    query = sa.select(_jobs).where(_jobs.c.id.in_(ids)).order_by(_jobs.c.id).with_for_update()
    rows = tx.conn.execute(query).mappings().all()
    events, history, stalled = [], [], []
    for row in rows:
        before = to_job(row)
        job, event = rules.stall(before, tx.now)
        if job is before:
            continue
        stalled.append(job.id)
        events += [] if event is None else [event]
        history.append(
            {
                "job_id": job.id,
                "cause_id": f"stalled {job.heard_at}",
                "kind": "stalled",
                "via": "sweep",
                "at": tx.now,
                "before": job.status.value,
                "after": job.status.value,
                "provider_status": job.provider_status,
                "advanced": False,
            }
        )
    if not stalled:
        return Applied()
    values = {"stalled_at": tx.now, "stall_due_at": None, "changed_at": tx.now}
    tx.conn.execute(_jobs.update().where(_jobs.c.id.in_(stalled)).values(values))
    tx.insert_new(schema.history, history)
    return Applied(tuple(notify(tx, events, subscriptions)))
