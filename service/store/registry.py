"""The registry's rows. A version is written in the transaction that first sees its job succeed: exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.dml import ReturningInsert

from service.core.job import Job, is_likely
from service.core.model import LATEST, LINEAGE_FACTS, MAX_BASE_CHARS, ModelVersion, model_id, registry_name, version_id
from service.core.outbox import EntryKind, OutboxEntry, entry_id
from service.core.wire import JSONValue
from service.store import schema
from service.store.engine import Tx, inserting
from service.store.rows import Row, to_json, to_object, to_version


def register_many(tx: Tx, jobs: Sequence[Job]) -> list[OutboxEntry]:
    """Gives each job, which has none yet, its version; the `register` entries of those that are told."""
    if not jobs:
        return []
    in_order = sorted(jobs, key=lambda job: (_finished_at(job, tx.now), job.id))
    numbers = _numbers_before(tx, in_order)
    rows = []
    for job in in_order:
        owner = _model_of(job)
        numbers[owner] += 1
        rows.append(_version_row(tx, job, owner, numbers[owner]))
    tx.conn.execute(_NEW_VERSIONS, rows)
    _move_latest(tx, rows)
    _meet_bases(tx, jobs)
    return [
        OutboxEntry(entry_id(EntryKind.REGISTER, job.id), EntryKind.REGISTER, version_id(job.id), job.id)
        for job in jobs
        if not job.untold
    ]


def _model_of(job: Job) -> str:
    return model_id(job.project, registry_name(job.account, job.facts))


def _numbers_before(tx: Tx, jobs: Sequence[Job]) -> dict[str, int]:
    """The highest version number of each model before these jobs; theirs are taken now, and nobody else's to give."""
    wanted = Counter(_model_of(job) for job in jobs)
    named = {_model_of(job): (job.project, registry_name(job.account, job.facts)) for job in jobs}
    rows = [
        {"id": one, "project": named[one][0], "name": named[one][1], "versions": wanted[one], "created_at": tx.now}
        for one in sorted(wanted)
    ]
    return {row.id: row.versions - wanted[row.id] for row in tx.conn.execute(_take_numbers(tx.is_sqlite), rows)}


@cache
def _take_numbers(is_sqlite: bool) -> ReturningInsert[Any]:
    statement, models = inserting(schema.models, is_sqlite), schema.models
    more = {"versions": models.c.versions + statement.excluded.versions}
    return statement.on_conflict_do_update(index_elements=["id"], set_=more).returning(models.c.id, models.c.versions)


def _version_row(tx: Tx, job: Job, owner: str, number: int) -> dict[str, Any]:
    lineage = {fact: job.facts[fact] for fact in LINEAGE_FACTS if fact in job.facts}
    lineage |= {"provider": job.provider, "account": job.account, "provider_job_id": job.provider_job_id}
    return {
        "id": version_id(job.id),
        "model_id": owner,
        "version": number,
        "job_id": job.id,
        "account": job.account,
        "tuned_model": job.text("tuned_model"),
        "base_model": job.text("base_model"),
        "lineage": to_json(lineage),
        "finished_at": _finished_at(job, tx.now),
        "untold": job.untold,
        "registered_at": tx.now,
    }


def _finished_at(job: Job, now: datetime) -> datetime:
    said = job.time("finished_at")
    return said if said is not None and is_likely(said, now) else now


def follow(tx: Tx, jobs: Sequence[Job]) -> None:
    """The versions of the jobs say what the jobs say now: a report that came late may have brought a fact."""
    for job in jobs:
        row = tx.conn.execute(_LINEAGE, {"job": job.id}).one()
        said = {fact: job.facts[fact] for fact in LINEAGE_FACTS if fact in job.facts}
        values = {
            "tuned_model": job.text("tuned_model"),
            "base_model": job.text("base_model"),
            "lineage": to_json(to_object(row.lineage) | said),
        }
        tx.conn.execute(_versions.update().where(_versions.c.job_id == job.id).values(values))
    _meet_bases(tx, jobs)


def _move_latest(tx: Tx, versions: Sequence[dict[str, Any]]) -> None:
    """`latest` points at the version whose job finished last, whatever order they were found in."""
    last: dict[str, dict[str, Any]] = {}
    for row in versions:  # in the order in which they finished
        last[row["model_id"]] = row
    rows = [
        {
            "model_id": one,
            "alias": LATEST,
            "version": row["version"],
            "finished_at": row["finished_at"],
            "changed_at": tx.now,
        }
        for one, row in sorted(last.items())
    ]
    tx.conn.execute(_point_latest(tx.is_sqlite), rows)


@cache
def _point_latest(is_sqlite: bool) -> sa.Insert:
    statement = inserting(schema.aliases, is_sqlite)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["model_id", "alias"],
        set_={"version": new.version, "finished_at": new.finished_at, "changed_at": new.changed_at},
        where=new.finished_at >= schema.aliases.c.finished_at,
    )


_versions, _models, _bases = schema.versions, schema.models, schema.base_models
_NEW_VERSIONS = _versions.insert()
_base = sa.and_(_bases.c.account == _versions.c.account, _bases.c.name == _versions.c.base_model)
JOINED = (
    sa.select(_versions, _models.c.project, _models.c.name, _bases.c.retires_on.label("base_retires_on"))
    .join(_models, _models.c.id == _versions.c.model_id)
    .outerjoin(_bases, _base)
)
NEWEST_FIRST = (_versions.c.finished_at.desc(), _versions.c.version.desc(), _versions.c.id.desc())
_LINEAGE = sa.select(_versions.c.lineage).where(_versions.c.job_id == sa.bindparam("job")).with_for_update()
_OF_JOB = JOINED.where(_versions.c.job_id == sa.bindparam("job"))
_BY_ID = JOINED.where(_versions.c.id == sa.bindparam("this"))


def _with_aliases(tx: Tx, rows: Sequence[Row]) -> list[ModelVersion]:
    aliases = schema.aliases
    found: dict[tuple[str, int], list[str]] = {}
    for row in tx.conn.execute(sa.select(aliases).where(aliases.c.model_id.in_({row["model_id"] for row in rows}))):
        found.setdefault((row.model_id, row.version), []).append(row.alias)
    return [to_version(row, tuple(sorted(found.get((row["model_id"], row["version"]), ())))) for row in rows]


def version_of_job(tx: Tx, job: str, *, aliases: bool = False) -> ModelVersion | None:
    """The job's version, with its aliases if they are asked for."""
    rows = tx.conn.execute(_OF_JOB, {"job": job}).mappings().all()
    return None if not rows else _with_aliases(tx, rows)[0] if aliases else to_version(rows[0])


def get_version(tx: Tx, one: str) -> ModelVersion | None:
    """The version, without its aliases."""
    row = tx.conn.execute(_BY_ID, {"this": one}).mappings().one_or_none()
    return None if row is None else to_version(row)


def find_version(tx: Tx, project: str, name: str, version: int | None = None) -> ModelVersion | None:
    """The named version; without a number the one that `latest` points at."""
    models, versions, aliases = schema.models, schema.versions, schema.aliases
    query = JOINED.where(models.c.project == project, models.c.name == name)
    if version is not None:
        query = query.where(versions.c.version == version)
    else:
        query = query.join(aliases, aliases.c.model_id == models.c.id).where(
            aliases.c.alias == LATEST, aliases.c.version == versions.c.version
        )
    rows = tx.conn.execute(query).mappings().all()
    return _with_aliases(tx, rows)[0] if rows else None


def list_versions(
    tx: Tx, *, project: str | None = None, name: str | None = None, retiring: bool = False, limit: int = 100
) -> list[ModelVersion]:
    """Newest first; `retiring`: those whose base model has a retirement date, the earliest first."""
    query = JOINED
    if project is not None:
        query = query.where(schema.models.c.project == project)
    if name is not None:
        query = query.where(schema.models.c.name == name)
    if retiring:
        query = query.where(_bases.c.retires_on.is_not(None)).order_by(_bases.c.retires_on, *NEWEST_FIRST)
    else:
        query = query.order_by(*NEWEST_FIRST)
    return _with_aliases(tx, tx.conn.execute(query.limit(limit)).mappings().all())


def previous_version(tx: Tx, version: ModelVersion) -> ModelVersion | None:
    """The version of the same model registered before this one."""
    query = (
        JOINED.where(
            schema.models.c.id == model_id(version.project, version.name), schema.versions.c.version < version.version
        )
        .order_by(schema.versions.c.version.desc())
        .limit(1)
    )
    rows = tx.conn.execute(query).mappings().all()
    return to_version(rows[0]) if rows else None


def complete_lineage(tx: Tx, one: str, found: dict[str, JSONValue]) -> None:
    """Adds what only further questions could bring; what is known already stays."""
    versions = schema.versions
    row = tx.conn.execute(sa.select(versions.c.lineage).where(versions.c.id == one).with_for_update()).one()
    lineage = found | to_object(row.lineage)
    tx.conn.execute(versions.update().where(versions.c.id == one).values(lineage=to_json(lineage)))


# --- base models ------------------------------------------------------------------------------------------------------


def _meet_bases(tx: Tx, jobs: Sequence[Job]) -> None:
    """What the jobs tuned is to be asked about once, however many were tuned from it."""
    met = {(job.account, base) for job in jobs if (base := job.text("base_model")) and len(base) <= MAX_BASE_CHARS}
    tx.insert_new(_bases, [{"account": account, "name": name, "ask_at": tx.now} for account, name in sorted(met)])


def bases_to_ask(tx: Tx, accounts: Sequence[str], limit: int) -> list[tuple[str, str]]:
    """(account, base model) of those whose retirement is to be asked for now, the longest waiting first."""
    query = (
        sa.select(_bases.c.account, _bases.c.name)
        .where(_bases.c.account.in_(accounts), _bases.c.ask_at <= tx.now)
        .order_by(_bases.c.ask_at, _bases.c.account, _bases.c.name)
        .limit(limit)
    )
    return [(row.account, row.name) for row in tx.conn.execute(query)]


def is_to_ask(tx: Tx, account: str, base: str) -> bool:
    """Is the base model's retirement to be asked for now?"""
    mine = (_bases.c.account == account, _bases.c.name == base, _bases.c.ask_at <= tx.now)
    return tx.conn.scalar(sa.select(_bases.c.name).where(*mine)) is not None


def keep_retirement(tx: Tx, account: str, base: str, retires_on: date | None, *, again_s: float) -> None:
    """What the provider said of the base model, for every version tuned from it; an answer without a day changes
    none. It is asked again after `again_s`."""
    values: dict[str, Any] = {"ask_at": tx.now + timedelta(seconds=again_s)}
    if retires_on is not None:
        values["retires_on"] = retires_on
    tx.conn.execute(_bases.update().where(_bases.c.account == account, _bases.c.name == base).values(values))
