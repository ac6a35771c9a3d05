"""Models and their versions, what was evaluated about them, and evaluations asked for by hand."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Annotated, Any

import msgspec

from service.api import show
from service.api.accounts import configured
from service.api.call import Call, Nothing, Problem, not_found
from service.api.parameters import Cursor, Limit, Number, Text
from service.api.worker_requests import dispatch
from service.api.worker_requests import servable as provider_says
from service.core.config import Suite
from service.core.evaluation_plan import plan_for, plan_to_builtins, suites_for
from service.core.model import ModelVersion
from service.core.outbox import OutboxEntry
from service.store import access, evaluations, queries, registry
from service.store.engine import Tx

RETIRING_LIMIT = 1000


class ModelsQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    project: Text | None = None
    name: Text | None = None
    q: Annotated[Text | None, msgspec.Meta(description="the beginning of a name")] = None
    retiring: bool = False
    cursor: Cursor | None = None
    limit: Limit = 50


class ModelQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    project: Text = "default"
    cursor: Cursor | None = None
    limit: Limit = 50


class ServableQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: Number | None = None
    project: Text = "default"


class EvaluateBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    suite: Text | None = None
    version: Number | None = None
    project: Text = "default"


class EvaluationsQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    model: Text | None = None
    suite: Text | None = None
    state: Text | None = None
    cursor: Cursor | None = None
    limit: Limit = 50


async def listed(call: Call, asked: ModelsQuery) -> object:
    """Versions, newest first; `retiring`: those whose base model has a retirement date, the earliest first, unpaged."""
    if asked.retiring:
        if asked.cursor is not None:
            raise Problem(400, "bad_query", "cursor: the list of retiring models has no pages")
        if asked.q is not None:
            raise Problem(400, "bad_query", "q: the list of retiring models is not searched: give a name")
        found = await call.store.read(
            registry.list_versions, project=asked.project, name=asked.name, retiring=True, limit=RETIRING_LIMIT
        )
        return show.complete([_retiring(version) for version in found])
    listing = await call.store.read(
        queries.list_versions,
        project=asked.project,
        name=asked.name,
        begins=asked.q,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return show.page(listing, show.version)


def _retiring(version: ModelVersion) -> dict[str, Any]:
    return asdict(version) | {"finished_at": version.lineage.get("finished_at")}


async def one(call: Call, asked: ModelQuery) -> object:
    """All versions of a model."""
    name = call.path["name"]
    listing = await call.store.read(
        queries.list_versions, project=asked.project, name=name, cursor=asked.cursor, limit=asked.limit
    )
    if not listing.rows and asked.cursor is None:
        raise not_found("model", f"{name} in project {asked.project}")
    return {"name": name, "project": asked.project, **show.page(listing, show.version)}


async def servable(call: Call, asked: ServableQuery) -> object:
    """Whether a version (the latest unless one is named) answers, in its provider's word, at most a minute old."""
    name = call.path["name"]
    version = await call.store.read(registry.find_version, asked.project, name, asked.version)
    if version is None:
        raise _no_version(name, asked.version, asked.project)
    if version.tuned_model is None:
        raise Problem(409, "not_callable", f"{version.label}: its provider named no model that could be called")
    configured(call.settings, version.account)
    answer = await provider_says(call.tools, version.account, version.tuned_model)
    return {
        "model": version.name,
        "version": version.version,
        "account": version.account,
        "tuned_model": version.tuned_model,
        "call": answer.call or version.tuned_model,
        "serving": answer.serving,
        "detail": show.redacted(answer.detail),
        "asked": answer.ok,
    }


def _no_version(name: str, number: int | None, project: str) -> Problem:
    return not_found("model", f"{name}{'' if number is None else f' version {number}'} in project {project}")


async def evaluate(call: Call, asked: EvaluateBody) -> object:
    """Begins evaluations of a version (the latest unless one is named), also where it was evaluated before."""
    name = call.path["name"]
    version = await call.store.read(registry.find_version, asked.project, name, asked.version)
    if version is None:
        raise _no_version(name, asked.version, asked.project)
    if version.tuned_model is None:
        raise Problem(409, "not_callable", f"{version.label}: its provider named no model that could be called")
    suites = _suites(version, asked.suite, call.settings.suites)
    started = await call.store.write(_begin, version, suites, call.caller.id)
    await dispatch(call.tools, started)
    return {
        "model": version.name,
        "version": version.version,
        "evaluations": [{"id": entry.id, "suite": suite.name} for entry, suite in zip(started, suites, strict=True)],
    }


def _suites(version: ModelVersion, wanted: str | None, suites: tuple[Suite, ...]) -> list[Suite]:
    """The named suite, or all that match the model."""
    if wanted is None:
        found = suites_for(version, suites)
        if not found:
            raise Problem(409, "no_suite", f"no suite of the configuration matches {version.name}")
        return found
    found = [suite for suite in suites if suite.name == wanted and suite.project == version.project]
    if not found:
        raise not_found("suite", f"{wanted} in project {version.project}")
    return found


def _begin(tx: Tx, version: ModelVersion, suites: list[Suite], actor: str) -> list[OutboxEntry]:
    previous, again = registry.previous_version(tx, version), secrets.token_hex(8)
    started: list[OutboxEntry] = []
    for suite in suites:
        started += evaluations.begin(tx, version, suite.name, plan_for(suite, version, previous), again=again)
        access.audit(tx, actor, "evaluation_asked", version.id, suite.name)
    return started


async def evaluations_listed(call: Call, asked: EvaluationsQuery) -> object:
    listing = await call.store.read(
        queries.list_evaluations,
        model=asked.model,
        suite=asked.suite,
        state=asked.state,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return show.page(listing, show.evaluation)


async def evaluation(call: Call, _asked: Nothing) -> object:
    """One evaluation with its plan and its result in full."""
    one = call.path["id"]
    rows = (await call.store.read(queries.list_evaluations, only=one, limit=1)).rows
    if not rows:
        raise not_found("evaluation", one)
    return show.evaluation(rows[0]) | {"plan": plan_to_builtins(rows[0]["plan"]), "result": rows[0]["result"]}


async def answers(call: Call, _asked: Nothing) -> object:
    """Every answer so far, by candidate and item."""
    one = call.path["id"]
    if await call.store.read(evaluations.get, one) is None:
        raise not_found("evaluation", one)
    return show.complete(await call.store.read(evaluations.answers, one))
