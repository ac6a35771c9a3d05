"""What is forgotten, nightly, in small slices: raw requests after 14 days, per-item answers after 90; history stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from service.core.errors import Reason
from service.store import schema
from service.store.engine import Tx

BODY_DAYS = 14
ANSWER_DAYS = 90
SLICE = 500


def forget_slice(tx: Tx) -> int:
    """Empties or deletes at most `SLICE` rows of each kind; how many it touched, 0 when there is nothing left to do."""
    return _empty_bodies(tx) + _drop_rejected(tx) + _empty_answers(tx)


def _empty_bodies(tx: Tx) -> int:
    table = schema.inbound
    old = (
        sa.select(table.c.id)
        .where(table.c.received_at < tx.now - timedelta(days=BODY_DAYS), sa.func.length(table.c.body) > 0)
        .limit(SLICE)
    )
    return _count(tx, table.update().where(table.c.id.in_(old)).values(body=b"", head="").returning(table.c.id))


def _drop_rejected(tx: Tx) -> int:
    table = schema.inbound
    kept = [Reason.ACCEPTED, Reason.DELIVERY_ID_REUSED]
    old = (
        sa.select(table.c.id)
        .where(table.c.received_at < tx.now - timedelta(days=BODY_DAYS), table.c.outcome.not_in(kept))
        .limit(SLICE)
    )
    return _count(tx, table.delete().where(table.c.id.in_(old)).returning(table.c.id))


def _empty_answers(tx: Tx) -> int:
    answers, evaluations = schema.evaluation_answers, schema.evaluations
    old = (
        sa.select(evaluations.c.id)
        .join(answers, answers.c.evaluation_id == evaluations.c.id)
        .where(evaluations.c.finished_at < tx.now - timedelta(days=ANSWER_DAYS), answers.c.answer.is_not(None))
        .limit(1)
    )
    statement = answers.update().where(answers.c.evaluation_id.in_(old), answers.c.answer.is_not(None))
    return _count(tx, statement.values(answer=None).returning(answers.c.item_id))


def _count(tx: Tx, statement: Any) -> int:
    return len(tx.conn.execute(statement).all())
