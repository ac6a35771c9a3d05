"""Concluding: the answers of an evaluation become findings, a verdict in words and numbers, and notifications."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from service.core.config import Suite
from service.core.evaluation import Answer, CandidateResult, Findings, judge, verdict_word
from service.core.evaluation_plan import TUNED, EvaluationPlan
from service.core.evaluation_words import LEAKAGE_NOT_CHECKED, sentences
from service.core.held_out import HeldOutItem, digest_of, leaked
from service.core.model import ModelVersion
from service.store import evaluations
from service.store.evaluations import Evaluation
from workers.context import Services
from workers.dispatch import dispatch


@dataclass(frozen=True)
class Subject:
    """An evaluation with what it is about."""

    evaluation: Evaluation
    version: ModelVersion
    provider: str
    answers: list[dict[str, Any]]


@dataclass(frozen=True)
class Conclusion:
    """Ends an evaluation with its verdict."""

    services: Services
    subject: Subject
    suite: Suite
    items: Sequence[HeldOutItem]
    owner: str

    async def judge(self, answers: Mapping[str, Mapping[str, Answer]]) -> None:
        """The findings are kept in words, numbers and one verdict, and reported once. `answers`: by candidate and
        item."""
        plan = self.subject.evaluation.plan
        results = {name: _result(plan, name, answers.get(name, {})) for name in plan.candidates}
        challenger = results.pop(TUNED)
        leak = await asyncio.to_thread(self._leaked)
        findings = Findings(
            suite=self.suite,
            items=self.items,
            challenger=challenger,
            references=list(results.values()),
            leaked=leak or (),
            stopped_at=plan.stopped_at,
            asked_twice=await self.services.store.read(evaluations.asked_twice, self.subject.evaluation.id),
        )
        numbers = _numbers(findings)
        if leak is None:
            numbers["sentences"].insert(0, f"{LEAKAGE_NOT_CHECKED}: the suite's training_file cannot be read")
        await self.commit(verdict_word(findings), numbers)

    def _leaked(self) -> list[str] | None:
        """Ids of items that stand word for word in the training data, where we have a copy; None: it is unreadable."""
        if self.suite.training_file is None:
            return []
        try:
            return leaked(self.items, Path(self.suite.training_file).read_bytes())
        except OSError:
            return None

    async def commit(self, verdict: str, result: dict[str, Any]) -> None:
        """Commits the verdict with its notifications."""
        about = (self.subject.version, self.subject.provider)
        owed = await self.services.store.write(
            evaluations.finish,
            self.subject.evaluation.id,
            owner=self.owner,
            verdict=verdict,
            result=result,
            about=about,
            subscriptions=await self.services.subscriptions(),
        )
        await dispatch(self.services, owed)


def _result(plan: EvaluationPlan, name: str, answers: Mapping[str, Answer]) -> CandidateResult:
    """All that one candidate answered, under the name that sentences use."""
    label = plan.label_of(name)
    renamed = tuple(replace(answer, candidate=label) for answer in answers.values())
    return CandidateResult(label, renamed, plan.candidates[name].not_servable)


def _numbers(findings: Findings) -> dict[str, Any]:
    """What is kept of an evaluation beside its answers: sentences, and each pair's numbers without leaked items (and
    with them, where there are any)."""
    return {
        "sentences": list(sentences(findings)),
        "challenger": findings.challenger.name,
        "items": len(findings.items),
        "items_digest": digest_of(findings.items),
        "pairs": _pairs(findings, clean=True),
        "pairs_with_leaked": _pairs(findings, clean=False) if findings.leaked else {},
        "leaked": list(findings.leaked),
        "asked_twice": findings.asked_twice,
        "not_servable": {
            one.name: one.not_servable for one in (findings.challenger, *findings.references) if one.not_servable
        },
    }


def _pairs(findings: Findings, *, clean: bool) -> dict[str, dict[str, Any]]:
    """The verdict on each pair that both answered, by the reference's name."""
    if findings.challenger.not_servable is not None:
        return {}
    judged = {
        one.name: judge(findings.challenger, one, findings, clean=clean)
        for one in findings.references
        if one.not_servable is None
    }
    return {name: asdict(pair) | {"word": pair.word.value, "n": pair.n} for name, pair in judged.items()}
