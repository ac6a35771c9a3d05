"""Evaluations: what is asked of whom, each answer as it comes, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.core.evaluation_plan import EvaluationPlan, plan_from_json, plan_to_builtins
from service.core.event import Event, EventKind, event_id
from service.core.model import ModelVersion
from service.core.outbox import EntryKind, EntryState, OutboxEntry, entry_id
from service.core.subscription import Subscription
from service.store import schema
from service.store.engine import Tx, inserting
from service.store.outbox import close, notify, owe
from service.store.rows import Row, from_json, to_json

WAITING, RUNNING, FINISHED = "waiting", "running", "finished"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One suite over one version."""

    id: str
    version_id: str
    suite: str
    state: str
    plan: EvaluationPlan
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    result: dict[str, Any] | None
    verdict: str | None


def begin(tx: Tx, version: ModelVersion, suite: str, plan: EvaluationPlan, *, again: str = "") -> list[OutboxEntry]:
    """An evaluation that waits for its model, once per (version, suite, `again`: a repetition asked for by hand)."""
    one = entry_id(EntryKind.EVALUATE, version.id, suite, again)
    new = owe(tx, [OutboxEntry(one, EntryKind.EVALUATE, one, version.job_id)])
    if new:
        row = {
            "id": one,
            "version_id": version.id,
            "suite": suite,
            "state": WAITING,
            "plan": to_json(plan_to_builtins(plan)),
            "created_at": tx.now,
        }
        tx.conn.execute(schema.evaluations.insert(), [row])
    return new


def get(tx: Tx, one: str) -> Evaluation | None:
    row = tx.conn.execute(sa.select(schema.evaluations).where(schema.evaluations.c.id == one)).mappings().one_or_none()
    return None if row is None else _to_evaluation(row)


def _to_evaluation(row: Row) -> Evaluation:
    return Evaluation(
        id=row["id"],
        version_id=row["version_id"],
        suite=row["suite"],
        state=row["state"],
        plan=plan_from_json(row["plan"]),
        created_at=row["created_at"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        result=from_json(row["result"]),
        verdict=row["verdict"],
    )


def pending(tx: Tx, version_id: str) -> int:
    """How many evaluations of the version have not ended."""
    table = schema.evaluations
    query = sa.select(sa.func.count()).where(table.c.version_id == version_id, table.c.state.in_([WAITING, RUNNING]))
    return int(tx.conn.scalar(query) or 0)


def keep_plan(tx: Tx, one: str, plan: EvaluationPlan, *, state: str) -> None:
    table = schema.evaluations
    values: dict[str, Any] = {"plan": to_json(plan_to_builtins(plan)), "state": state}
    if state == RUNNING:
        values["started_at"] = sa.func.coalesce(table.c.started_at, tx.now)
    tx.conn.execute(table.update().where(table.c.id == one).values(values))


def asking(tx: Tx, one: str, candidate: str, item_ids: Sequence[str]) -> None:
    """The items are about to be asked: on record before, so that a death in between shows as asked twice."""
    table = schema.evaluation_answers
    rows = [{"evaluation_id": one, "candidate": candidate, "item_id": item, "asked": 1} for item in item_ids]
    if rows:
        statement = inserting(table, tx.is_sqlite)
        tx.conn.execute(
            statement.on_conflict_do_update(
                index_elements=["evaluation_id", "candidate", "item_id"], set_={"asked": table.c.asked + 1}
            ),
            rows,
        )


def not_asked(tx: Tx, one: str, candidate: str, item_ids: Sequence[str]) -> None:
    """The slice ended before these were settled: their being asked is taken back."""
    table = schema.evaluation_answers
    if item_ids:
        mine = (table.c.evaluation_id == one, table.c.candidate == candidate, table.c.item_id.in_(item_ids))
        tx.conn.execute(table.update().where(*mine).values(asked=table.c.asked - 1))


def asked_twice(tx: Tx, one: str) -> int:
    """How many times an item was asked again because a worker died while it was in flight."""
    table = schema.evaluation_answers
    again = sa.func.sum(table.c.asked - 1)
    return int(tx.conn.scalar(sa.select(again).where(table.c.evaluation_id == one, table.c.asked > 1)) or 0)


def keep_answers(tx: Tx, one: str, candidate: str, answers: Sequence[dict[str, Any]]) -> None:
    """Each answer: item_id, answer, correct, input_tokens, output_tokens, latency_ms, error."""
    table = schema.evaluation_answers
    fields = ("answer", "correct", "input_tokens", "output_tokens", "latency_ms", "error")
    if answers:
        statement = table.update().where(
            table.c.evaluation_id == one, table.c.candidate == candidate, table.c.item_id == sa.bindparam("this")
        )
        tx.conn.execute(
            statement.values({name: sa.bindparam(f"new_{name}") for name in fields}),
            [{"this": row["item_id"]} | {f"new_{name}": row[name] for name in fields} for row in answers],
        )


def answers(tx: Tx, one: str) -> list[dict[str, Any]]:
    """Every answer so far, by candidate and item; those asked and not answered have neither answer nor error."""
    table = schema.evaluation_answers
    query = sa.select(table).where(table.c.evaluation_id == one).order_by(table.c.candidate, table.c.item_id)
    return [dict(row) for row in tx.conn.execute(query).mappings()]


def finish(
    tx: Tx,
    one: str,
    *,
    owner: str,
    verdict: str,
    result: dict[str, Any],
    about: tuple[ModelVersion, str],
    subscriptions: Sequence[Subscription],
) -> list[OutboxEntry]:
    """The verdict stands and is told, in one transaction with its entry's end. `about`: version and provider."""
    if close(tx, one, EntryState.DONE, verdict, owner=owner) is None:
        return []
    table = schema.evaluations
    values = {"state": FINISHED, "verdict": verdict, "result": to_json(result), "finished_at": tx.now}
    tx.conn.execute(table.update().where(table.c.id == one).values(values))
    version, provider = about
    event = Event(
        event_id(one, EventKind.EVALUATION_FINISHED),
        EventKind.EVALUATION_FINISHED,
        version.project,
        version.account,
        provider,
        subject=one,
        job_id=version.job_id,
        model_name=version.name,
    )
    return notify(tx, [event], subscriptions)


def listed(tx: Tx, *, version_id: str | None = None, limit: int = 100) -> list[Evaluation]:
    table = schema.evaluations
    query = sa.select(table).order_by(table.c.created_at.desc(), table.c.id).limit(limit)
    if version_id is not None:
        query = query.where(table.c.version_id == version_id)
    return [_to_evaluation(row) for row in tx.conn.execute(query).mappings()]
