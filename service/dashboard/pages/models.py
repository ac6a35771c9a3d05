"""Models: versions with their aliases and verdicts; one model with everything about it; an evaluation asked for."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from service.api import models as models_api
from service.api.backfill import Missing, estimate
from service.api.call import Call, not_found
from service.api.parameters import Cursor, Limit, Text
from service.core.config import Suite
from service.core.evaluation_plan import plan_for, suites_for
from service.dashboard.attention import model_href
from service.dashboard.page import Elsewhere, View, next_page, same
from service.dashboard.shapes import Row
from service.dashboard.verdicts import suite_verdicts
from service.dashboard.words import days_left, how_many, usd
from service.store import listings, queries, registry
from service.store.engine import Tx
from service.store.queries import Listing
from service.store.rows import to_object


class ModelsAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    q: Text | None = None
    project: Text | None = None
    cursor: Cursor | None = None
    limit: Limit = 50


class ModelAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    project: Text = "default"
    cursor: Cursor | None = None
    limit: Limit = 50


def read(tx: Tx, /, **where: Any) -> tuple[Listing, dict[str, list[dict[str, Any]]]]:
    """Versions, and the evaluations of each."""
    listing = queries.list_versions(tx, **where)
    return listing, listings.verdicts(tx, [row["id"] for row in listing.rows])


def version_line(row: Row, evaluations: list[dict[str, Any]], call: Call) -> dict[str, Any]:
    """A version as a list shows it."""
    retires = row["base_retires_on"]
    lineage = to_object(row["lineage"])
    return {
        **row,
        "href": model_href(row["name"], row["project"]),
        "standings": suite_verdicts(evaluations),
        "days_left": None if retires is None else days_left(retires, call.tools.clock()),
        "lineage": lineage,
        "dataset": lineage.get("training_file") or lineage.get("dataset_hash"),
    }


async def show(call: Call, asked: ModelsAsked) -> View:
    listing, evaluated = await call.store.read(
        read, project=asked.project, begins=asked.q, cursor=asked.cursor, limit=asked.limit
    )
    query = msgspec.structs.asdict(asked)
    return View(
        "models.html.j2",
        {
            "asked": query,
            "versions": [version_line(row, evaluated.get(row["id"], []), call) for row in listing.rows],
            "next": next_page("/models", query, listing.next_cursor),
            "filtered": bool(asked.q or asked.project),
            "same": same("models", "/models", query),
        },
    )


async def one(call: Call, asked: ModelAsked) -> View:
    name = call.path["name"]
    listing, evaluated = await call.store.read(
        read, project=asked.project, name=name, cursor=asked.cursor, limit=asked.limit
    )
    if not listing.rows and asked.cursor is None:
        raise not_found("model", f"{name} in project {asked.project}")
    versions = [version_line(row, evaluated.get(row["id"], []), call) for row in listing.rows]
    asks = await call.store.read(would_ask, asked.project, name, call.settings.suites)
    given = {**msgspec.structs.asdict(asked), "project": None if asked.project == "default" else asked.project}
    return View(
        "model.html.j2",
        {
            "name": name,
            "project": asked.project,
            "versions": versions,
            "suites": [each.suite.name for each in asks],
            "costs": await asyncio.to_thread(costs, asks) if call.caller.may("operator") else [],
            "next": next_page(f"/models/{quote(name)}", msgspec.structs.asdict(asked), listing.next_cursor),
            "same": same(f"models show {shlex.quote(name)}", f"/models/{quote(name)}", given),
        },
    )


def would_ask(tx: Tx, project: str, name: str, suites: Sequence[Suite]) -> list[Missing]:
    """What evaluating the latest version now would ask, suite by suite."""
    latest = registry.find_version(tx, project, name)
    if latest is None:
        return []
    previous = registry.previous_version(tx, latest)
    return [Missing(latest, suite, plan_for(suite, latest, previous)) for suite in suites_for(latest, suites)]


def costs(asks: Sequence[Missing]) -> list[str]:
    """`tickets: 2 candidates, at most $0.42`, or in tokens where the suite names no prices. Reads the suites' files."""
    return [
        f"{one.suite.name}: {how_many(len(one.plan.candidates), 'candidate')}, {at_most(estimate([one]))}"
        for one in asks
    ]


def at_most(cost: Mapping[str, Any]) -> str:
    """An estimate in words."""
    if cost["usd"] is not None:
        return f"at most {usd(cost['usd'])}"
    tokens = cost["input_tokens"] + cost["output_tokens"]
    return f"at most {how_many(tokens, 'token')}" if tokens else "its items cannot be read here"


async def evaluate(call: Call, asked: models_api.EvaluateBody) -> Elsewhere:
    """An evaluation begins, also of what was evaluated before."""
    answer: Any = await models_api.evaluate(call, asked)
    begun = answer["evaluations"]
    if not begun:
        return Elsewhere(model_href(answer["model"], asked.project), "Nothing was begun: somebody else was first.")
    where = f"/evaluations/{begun[0]['id']}" if len(begun) == 1 else model_href(answer["model"], asked.project)
    suites = ", ".join(each["suite"] for each in begun)
    return Elsewhere(where, f"Begun: {answer['model']} v{answer['version']} on {suites}.")
