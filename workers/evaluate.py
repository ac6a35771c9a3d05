"""One step of an evaluation: a slice of asking (evaluation/asking.py), or its verdict (evaluation/concluding.py).

Waiting for a model is a due time, not a sleep.
"""

from __future__ import annotations

import asyncio
import importlib
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from service.core.evaluation import Answer
from service.core.held_out import BadSuite, load_items
from service.core.outbox import EntryKind, removed
from service.core.task import CarryOut
from service.store import evaluations, outbox, registry
from service.store.engine import Tx
from service.store.outbox import Claimed
from workers.context import Services
from workers.evaluation.asking import Slice
from workers.evaluation.concluding import Conclusion, Subject
from workers.runtime import lease

BROKEN_SUITE = "not run"


async def evaluate(services: Services, task: CarryOut) -> None:
    """Asks what a slice's time allows; then the next slice is due, or the verdict stands."""
    owner = f"{services.owner}:{task.task_id}"
    claim = await services.store.write(outbox.claim, task.entry, owner=owner, lease_s=lease.LEASE_S)
    if claim.result is not Claimed.YES:
        return
    renew = partial(services.store.write, outbox.renew, task.entry, owner=owner, lease_s=lease.LEASE_S)
    async with lease.held(renew, f"evaluation {task.entry}"):
        await _advance(services, task, owner, claim.tries)


async def _advance(services: Services, task: CarryOut, owner: str, tries: int) -> None:
    found = await services.store.read(_subject, task.entry)
    suite = None if found is None else services.suites.get(found.evaluation.suite)
    if found is None or suite is None:
        await services.store.write(outbox.close, task.entry, *removed("the suite"))
        return
    try:
        items = load_items(await asyncio.to_thread(_read, suite.items_file), suite.labels)
    except (BadSuite, OSError) as error:
        said = str(error) if isinstance(error, BadSuite) else "its file cannot be read"
        line = f"{BROKEN_SUITE}: suite {suite.name}: {said}"
        await Conclusion(services, found, suite, (), owner).commit(BROKEN_SUITE, {"sentences": [line]})
        return
    # half a second that webhooks need not wait for
    await asyncio.to_thread(importlib.import_module, "workers.outbound.send_openai")
    answers = _by_candidate(found.answers)
    wait_s = await Slice(services, found.evaluation, suite, items, answers).run()
    if wait_s is None:
        await Conclusion(services, found, suite, items, owner).judge(answers)
        return
    due = services.store.now() + timedelta(seconds=wait_s)
    await services.store.write(outbox.postpone, task.entry, owner=owner, due_at=due)
    await services.enqueue_in(CarryOut(EntryKind.EVALUATE, task.entry, tries), wait_s)


def _subject(tx: Tx, one: str) -> Subject | None:
    evaluation = evaluations.get(tx, one)
    version = None if evaluation is None else registry.get_version(tx, evaluation.version_id)
    if evaluation is None or version is None:
        return None
    return Subject(evaluation, version, str(version.lineage.get("provider", "")), evaluations.answers(tx, one))


def _read(path: str) -> bytes:
    return Path(path).read_bytes()


def _by_candidate(rows: list[dict[str, Any]]) -> dict[str, dict[str, Answer]]:
    """The settled answers, by candidate and item."""
    found: dict[str, dict[str, Answer]] = {}
    for row in rows:
        if row["answer"] is None and row["error"] is None:
            continue  # asked and not answered: it is asked again
        answer = Answer(
            item_id=row["item_id"],
            candidate=row["candidate"],
            text=row["answer"] or "",
            correct=bool(row["correct"]),
            input_tokens=row["input_tokens"] or 0,
            output_tokens=row["output_tokens"] or 0,
            latency_ms=row["latency_ms"] or 0.0,
            error=row["error"],
        )
        found.setdefault(row["candidate"], {})[row["item_id"]] = answer
    return found
