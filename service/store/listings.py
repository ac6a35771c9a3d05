"""What the pages list beside what the API lists: searches, other orders, and a cheap pulse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from service.core.outbox import EntryState
from service.core.snapshot import ENDINGS
from service.store import schema
from service.store.engine import Tx
from service.store.evaluations import FINISHED, RUNNING
from service.store.queries import Listing, _page
from service.store.rows import from_json

Order = Literal["began", "ended"]

SEARCHED = 10_000  # of the newest jobs a search reads names and ids; ids that begin so are found among all
FOUND = 500  # of the newest, a search finds at most so many
BEGIN_SO = 200  # more than these begin so only where hardly anything is said
LAST = "\U0010ffff"


def order_of(order: Order, *, active: bool | None, status: str | None) -> Order:
    """The order that can be had: what is at work has no ending to go by."""
    at_work = active or (status is not None and status not in ENDINGS)
    return "began" if at_work else order


def jobs(
    tx: Tx,
    *,
    account: str | None = None,
    status: str | None = None,
    active: bool | None = None,
    project: str | None = None,
    old: bool = True,
    search: str | None = None,
    order: Order = "began",
    cursor: str | None = None,
    limit: int = 50,
) -> Listing:
    """Jobs by when they began, or by when their ending was; the newest first.

    `active` False: those that have ended, or that their provider does not know any more. `old` False: without those
    that had ended when their account was first seen. `search`: part of a name, or the beginning of an id, ours or the
    provider's.
    """
    table = schema.jobs
    query = sa.select(table)
    for column, value in ((table.c.account, account), (table.c.status, status), (table.c.project, project)):
        if value is not None:
            query = query.where(column == value)
    if not old:
        query = query.where(~table.c.untold)
    if active:
        query = query.where(~table.c.ended, ~table.c.unknown_to_provider)
    elif active is not None:
        query = query.where(sa.or_(table.c.ended, table.c.unknown_to_provider))
    if search is not None:
        query = query.where(table.c.id.in_(_found(tx, search)))
    moment: sa.Column[Any] = table.c.began_at
    if order_of(order, active=active, status=status) == "ended":
        moment = table.c.ended_seen_at
        query = query.where(moment.is_not(None))
    return _page(tx, query, moment, table.c.id, cursor, limit)


def _found(tx: Tx, search: str) -> set[str]:
    """Ids of the jobs whose id begins so, and of those among the newest that have it in their name or id."""
    table = schema.jobs
    newest = (
        sa.select(table.c.id, table.c.title, table.c.provider_job_id, table.c.began_at)
        .order_by(table.c.began_at.desc(), table.c.id.desc())
        .limit(SEARCHED)
        .subquery()
    )
    said = sa.or_(
        newest.c.title.icontains(search, autoescape=True),
        newest.c.provider_job_id.icontains(search, autoescape=True),
        newest.c.id.startswith(search, autoescape=True),
    )
    among = sa.select(newest.c.id).where(said).order_by(newest.c.began_at.desc()).limit(FOUND)
    found = set(tx.conn.scalars(among))
    # A range of an index, which no pattern is. PostgreSQL's own order of text is none of beginnings, but that of bytes
    # is; our ids are hexadecimal, and in order by any rule.
    low, high = (">=", "<") if tx.is_sqlite else ("~>=~", "~<~")
    theirs = table.c.provider_job_id
    ranges = (
        sa.and_(theirs.bool_op(low)(search), theirs.bool_op(high)(search + LAST)),
        table.c.id.between(search, search + "g"),
    )
    for begins in ranges:
        more = tx.conn.scalars(sa.select(table.c.id).where(begins).limit(BEGIN_SO + 1)).all()
        if len(more) <= BEGIN_SO:  # else those among the newest are what is meant
            found.update(more)
    return found


def titles(tx: Tx, job_ids: Sequence[str | None]) -> dict[str, str]:
    """What people call the jobs with these ids."""
    table, wanted = schema.jobs, sorted({one for one in job_ids if one})
    return {
        row.id: row.title for row in tx.conn.execute(sa.select(table.c.id, table.c.title).where(table.c.id.in_(wanted)))
    }


def history_before(tx: Tx, job_id: str, *, before: int | None = None, limit: int = 50) -> list[dict[str, Any]]:
    """What happened to a job, newest first, beginning before the row numbered `before`."""
    table = schema.history
    # `+ 0`: PostgreSQL underestimates how many jobs there are, and would read the whole table in order of its key.
    query = sa.select(table).where(table.c.job_id == job_id).order_by((table.c.id + 0).desc()).limit(limit)
    if before is not None:
        query = query.where(table.c.id < before)
    return [dict(row) for row in tx.conn.execute(query).mappings()]


GIVEN_UP = (EntryState.DEAD.value, EntryState.CANCELLED_BY_CONFIG.value)
EARLIER = 4  # finished evaluations of one version by one suite: the newest in full, the others by their ids


def verdicts(tx: Tx, version_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Evaluations of each version, newest first: {id, model, suite, state, verdict, created_at, result}.

    Of each suite the newest that has not finished, and of those that have the newest with its result and a few before.
    `state` is that of its work where that was given up.
    """
    table, entries, versions, models = schema.evaluations, schema.outbox, schema.versions, schema.models
    has_ended = table.c.state == FINISHED
    rank = sa.func.row_number().over(
        partition_by=(table.c.version_id, table.c.suite, has_ended), order_by=(table.c.created_at.desc(), table.c.id)
    )
    state = sa.case((sa.and_(~has_ended, entries.c.state.in_(GIVEN_UP)), entries.c.state), else_=table.c.state)
    ranked = (
        sa.select(
            table.c.id, table.c.version_id, table.c.suite, table.c.verdict, table.c.created_at,
            models.c.name.label("model"), rank.label("rank"), has_ended.label("finished"),
            state.label("state"),
        )
        .join(versions, versions.c.id == table.c.version_id)
        .join(models, models.c.id == versions.c.model_id)
        .outerjoin(entries, entries.c.id == table.c.id)
        .where(table.c.version_id.in_(version_ids))
        .subquery()
    )  # fmt: skip
    result = sa.select(table.c.result).where(table.c.id == ranked.c.id, ranked.c.rank == 1).scalar_subquery()
    query = (
        sa.select(
            ranked.c.id, ranked.c.version_id, ranked.c.model, ranked.c.suite, ranked.c.state, ranked.c.verdict,
            ranked.c.created_at, result.label("result"),
        )
        .where(ranked.c.rank <= sa.case((ranked.c.finished, EARLIER), else_=1))
        .order_by(ranked.c.created_at.desc(), ranked.c.id)
    )  # fmt: skip
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tx.conn.execute(query).mappings():
        one = {**row, "result": from_json(row["result"])}
        found.setdefault(one.pop("version_id"), []).append(one)
    return found


def given_up(tx: Tx, evaluation: str) -> str | None:
    """How the work on an evaluation ended without one: dead, cancelled_by_config, else None."""
    table = schema.outbox
    query = sa.select(table.c.state).where(table.c.id == evaluation, table.c.state.in_(GIVEN_UP))
    return tx.conn.scalar(query)


def verdicts_of_jobs(tx: Tx, job_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The same by the job that trained the version; a job whose version was never evaluated has an empty list."""
    table = schema.versions
    of_job = {
        row.job_id: row.id
        for row in tx.conn.execute(sa.select(table.c.job_id, table.c.id).where(table.c.job_id.in_(job_ids)))
    }
    found = verdicts(tx, list(of_job.values()))
    return {job: found.get(version, []) for job, version in of_job.items()}


def count_active(tx: Tx) -> int:
    """Jobs that have not ended and that their provider knows."""
    table = schema.jobs
    query = sa.select(sa.func.count()).select_from(table).where(~table.c.ended, ~table.c.unknown_to_provider)
    return int(tx.conn.scalar(query) or 0)


def count_dead(tx: Tx) -> int:
    """Dead letters that nobody has replayed."""
    entries, events = schema.outbox, schema.dead_letters
    dead = sa.select(sa.func.count()).select_from(entries).where(entries.c.state == EntryState.DEAD.value)
    buried = sa.select(sa.func.count()).select_from(events).where(events.c.replayed_at.is_(None))
    return int(tx.conn.scalar(dead) or 0) + int(tx.conn.scalar(buried) or 0)


Pulse = dict[str, tuple[Any, ...]]


def pulse(tx: Tx, job_ids: Sequence[str] = ()) -> Pulse:
    """A topic has another value whenever something of it changed: jobs, inbound, deliveries, models, accounts, and of
    each named job `job:<id>` and `answers:<id>`, the answers about its model. Reads ends of indexes only, and counts
    those answers."""
    history, inbound, notifications, entries = schema.history, schema.inbound, schema.notifications, schema.outbox
    owed = entries.c.state == EntryState.OWED.value
    owes = sa.select(sa.func.count(), sa.func.min(entries.c.due_at), sa.func.max(entries.c.due_at)).where(owed)
    accounts, evaluations = schema.accounts, schema.evaluations
    stands = sa.select(
        sa.func.max(accounts.c.last_poll_at), sa.func.sum(accounts.c.failures), sa.func.max(accounts.c.lease_until)
    )
    due = tuple(tx.conn.execute(owes).one())
    found: Pulse = {
        "jobs": (tx.conn.scalar(sa.select(sa.func.max(history.c.id))),),
        "inbound": (tx.conn.scalar(sa.select(sa.func.max(inbound.c.received_at))),),
        "deliveries": (tx.conn.scalar(sa.select(sa.func.max(notifications.c.created_at))), *due, count_dead(tx)),
        "models": (tx.conn.scalar(sa.select(sa.func.max(evaluations.c.created_at))), *due, _registered(tx)),
        "accounts": tuple(tx.conn.execute(stands).one()),
    }
    for one in job_ids:
        found[f"job:{one}"] = _job_pulse(tx, one)
        found[f"answers:{one}"] = (_asked(tx, one),)
    return found


def _registered(tx: Tx) -> datetime | None:
    """The newest change of an alias, which every registration makes."""
    found: datetime | None = tx.conn.scalar(sa.select(sa.func.max(schema.aliases.c.changed_at)))
    return found


def _job_pulse(tx: Tx, one: str) -> tuple[Any, ...]:
    table, metrics = schema.jobs, schema.metrics
    row = tx.conn.execute(sa.select(table.c.changed_at, table.c.refresh_due_at).where(table.c.id == one)).one_or_none()
    step = tx.conn.scalar(sa.select(sa.func.max(metrics.c.step)).where(metrics.c.job_id == one))
    return (step, *(row or ()))


def _asked(tx: Tx, job_id: str) -> int:
    """How many items were asked by evaluations of the job's model that are under way."""
    answers, table, versions = schema.evaluation_answers, schema.evaluations, schema.versions
    query = (
        sa.select(sa.func.count())
        .select_from(versions)
        .join(table, sa.and_(table.c.version_id == versions.c.id, table.c.state == RUNNING))
        .join(answers, answers.c.evaluation_id == table.c.id)
        .where(versions.c.job_id == job_id)
    )
    return int(tx.conn.scalar(query) or 0)
