"""What an account had trained before we knew it: which evaluations that would make, and at most what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.core.config import Suite
from service.core.evaluation import Spent, cost_usd, worst_case
from service.core.evaluation_plan import EvaluationPlan, plan_for, suites_for
from service.core.held_out import BadSuite, HeldOutItem, load_items
from service.core.model import ModelVersion
from service.core.outbox import OutboxEntry
from service.store import evaluations, queries, registry
from service.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Missing:
    """One evaluation that was never made."""

    version: ModelVersion
    suite: Suite
    plan: EvaluationPlan


@dataclass(frozen=True, slots=True)
class Backfill:
    """Everything that is missing of an account."""

    silent_jobs: int
    models: int  # that can still be called
    missing: tuple[Missing, ...]

    @classmethod
    def read(cls, tx: Tx, account: str, suites: Sequence[Suite], limit: int) -> Backfill:
        """At most `limit` models, the newest first."""
        versions = queries.silent_versions(tx, account, limit)
        done = queries.evaluated(tx, [version.id for version in versions])
        missing = [
            Missing(version, suite, plan_for(suite, version, registry.previous_version(tx, version)))
            for version in versions
            for suite in suites_for(version, suites)
            if (version.id, suite.name) not in done
        ]
        return cls(queries.count_untold_jobs(tx, account), len(versions), tuple(missing))

    def begin(self, tx: Tx) -> list[OutboxEntry]:
        """The evaluations are owed; those that somebody else began meanwhile are not begun again."""
        owed: list[OutboxEntry] = []
        for one in self.missing:
            owed += evaluations.begin(tx, one.version, one.suite.name, one.plan)
        return owed


def estimate(missing: Sequence[Missing]) -> dict[str, Any]:
    """The most that they are taken to cost: {input_tokens, output_tokens, usd, problems}.

    `usd` is None when a suite names no prices: unknown is not free. Reads the suites' files.
    """
    items: dict[str, list[HeldOutItem]] = {}
    problems: list[str] = []
    for suite in {one.suite.name: one.suite for one in missing}.values():
        try:
            items[suite.name] = load_items(Path(suite.items_file).read_bytes(), suite.labels)
        except (BadSuite, OSError) as error:
            said = str(error) if isinstance(error, BadSuite) else "its file cannot be read here"
            problems.append(f"suite {suite.name}: {said}")
    total, usd = Spent(), 0.0 if not problems else None
    prompts: dict[tuple[str, str | None], Spent] = {}  # a suite costs every model the same
    for one in missing:
        spent = Spent()
        for candidate in one.plan.candidates.values():
            key = (one.suite.name, candidate.system)
            if key not in prompts:
                prompts[key] = _worst(items.get(one.suite.name, []), one.suite, candidate.system)
            spent += prompts[key]
        cost = cost_usd(spent.input_tokens, spent.output_tokens, one.suite)
        total += spent
        usd = None if usd is None or cost is None else usd + min(cost, one.suite.max_usd or cost)
    for name in sorted({one.suite.name for one in missing if cost_usd(0, 0, one.suite) is None}):
        problems.append(f"suite {name}: it names no prices, so the cost in USD is not known")
    return {
        "input_tokens": total.input_tokens,
        "output_tokens": total.output_tokens,
        "usd": usd,
        "problems": problems,
    }


def _worst(items: Sequence[HeldOutItem], suite: Suite, system: str | None) -> Spent:
    """The worst case of one candidate that is asked every item."""
    total = Spent()
    for item in items:
        total += worst_case(item, suite, system)
    return total
