"""One evaluation: the verdict in words, each pair's interval, and the answers side by side, grounds first."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import msgspec

from service.api.call import Call, not_found
from service.api.parameters import Number
from service.core.evaluation_plan import TUNED, EvaluationPlan
from service.dashboard.heldout import questions
from service.dashboard.page import View, same
from service.dashboard.shapes import ItemLine, bar, item_lines, scale_of
from service.dashboard.verdicts import marks
from service.log import redact
from service.store import evaluations, listings, queries
from service.store.engine import Tx

PER_PAGE = 50
MAX_ANSWER = 600
MAX_QUESTION = 300


class EvaluationAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    show: Literal["all", "differ", "leaked", "failed"] = "all"
    page: Number = 1


def read(tx: Tx, one: str) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """The evaluation and its answers."""
    rows = queries.list_evaluations(tx, only=one, limit=1).rows
    if not rows:
        return None
    return rows[0] | {"state": listings.given_up(tx, one) or rows[0]["state"]}, evaluations.answers(tx, one)


def chosen(lines: Sequence[ItemLine], wanted: str) -> list[ItemLine]:
    """The items that the filter lets through."""
    match wanted:
        case "differ":
            return [line for line in lines if line.differs]
        case "leaked":
            return [line for line in lines if line.leaked]
        case "failed":
            return [line for line in lines if any(side is not None and side.error for side in line.sides)]
    return list(lines)


def without_secrets(line: ItemLine) -> ItemLine:
    """The item without a secret of ours that an answer might quote."""
    sides = [one and replace(one, text=redact(one.text), error=redact(one.error)) for one in line.sides]
    return replace(line, sides=tuple(sides))


def columns_of(plan: EvaluationPlan) -> list[tuple[str, str]]:
    """(candidate, what a person calls it), the judged one first."""
    return [(name, plan.label_of(name)) for name in sorted(plan.candidates, key=lambda name: name != TUNED)]


def pair_rows(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each pair's verdict with the place of its interval on an axis of points."""
    rows, pairs = [], result.get("pairs") or {}
    scale = scale_of(list(pairs.values()))
    for name, pair in pairs.items():
        begin, length, middle = bar(pair["low_points"], pair["high_points"], pair["difference_points"], scale)
        rows.append({**pair, "reference": name, "begin": begin, "length": length, "middle": middle})
    return rows


def progress(plan: EvaluationPlan, answers: Sequence[Mapping[str, Any]]) -> list[tuple[str, int, str]]:
    """(candidate's label, answers so far, why it does not answer) of each candidate."""
    settled = Counter(row["candidate"] for row in answers if row["answer"] is not None or row["error"] is not None)
    return [(label, settled[name], plan.candidates[name].not_servable or "") for name, label in columns_of(plan)]


async def show(call: Call, asked: EvaluationAsked) -> View:
    one = call.path["id"]
    found = await call.store.read(read, one)
    if found is None:
        raise not_found("evaluation", one)
    row, answers = found
    plan, result = row["plan"], row["result"] or {}
    columns = columns_of(plan)
    lines = item_lines(answers, [name for name, _ in columns], result.get("leaked", []))
    wanted = chosen(lines, asked.show)
    items = [without_secrets(line) for line in wanted[(asked.page - 1) * PER_PAGE : asked.page * PER_PAGE]]
    suite = next((each for each in call.settings.suites if each.name == row["suite"]), None)
    ids = {item.item_id for item in items}
    found_questions, why_none = await asyncio.to_thread(questions, suite, result.get("items_digest"), ids)
    return View(
        "evaluation.html.j2",
        {
            "evaluation": row,
            "marks": marks(row),
            "sentences": [redact(said) for said in result.get("sentences", [])],
            "pairs": pair_rows(result),
            "scale": scale_of(list((result.get("pairs") or {}).values())),
            "progress": [(label, n, redact(why)) for label, n, why in progress(plan, answers)],
            "columns": [label for _, label in columns],
            "items": items,
            "questions": found_questions,
            "why_no_questions": why_none,
            "counts": {name: len(chosen(lines, name)) for name in ("all", "differ", "leaked", "failed")},
            "asked": msgspec.structs.asdict(asked),
            "pages": max(1, -(-len(wanted) // PER_PAGE)),
            "max_answer": MAX_ANSWER,
            "max_question": MAX_QUESTION,
            "same": same("", f"/evaluations/{one}", what="Verdict and differences")
            + same("", f"/evaluations/{one}/answers", what="Answers"),
        },
    )
