"""Which suites judge a version, which candidates they ask, and how far each candidate is."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from service.core.config import Candidate, Suite
from service.core.model import ModelVersion

TUNED, BASE, PREVIOUS = "tuned", "base", "previous"
FAILING_TRIES = 20  # slices in a row in which an endpoint brought nothing but faults: it counts as not servable


class CandidateState(StrEnum):
    """Where one candidate stands."""

    NEW = "new"  # not known yet whether its model answers
    ASKING = "asking"
    ENDED = "ended"
    NOT_SERVABLE = "not_servable"


class PlannedCandidate(msgspec.Struct, omit_defaults=True):
    """One candidate of an evaluation: what is called, under which instructions, and how far it is."""

    account: str
    model: str | None
    system: str | None
    label: str  # what sentences call it
    state: CandidateState = CandidateState.NEW
    call: str | None = None  # the name by which the model is called, where that is not its own
    reason: str | None = None  # why it is not servable
    failures: int | None = None  # slices in a row that brought nothing but faults; None: none has ended yet

    @property
    def settled(self) -> bool:
        return self.state in (CandidateState.ENDED, CandidateState.NOT_SERVABLE)

    @property
    def called(self) -> str:
        return self.call or self.model or ""

    @property
    def not_servable(self) -> str | None:
        """Why the candidate does not answer; None when it does, or may yet."""
        return self.reason or "" if self.state is CandidateState.NOT_SERVABLE else None

    def give_up(self, reason: str) -> None:
        self.state, self.reason = CandidateState.NOT_SERVABLE, reason

    def fail(self, reason: str) -> None:
        """Counts a slice of nothing but faults; gives the candidate up after `FAILING_TRIES` in a row."""
        self.failures = (self.failures or 0) + 1
        if self.failures >= FAILING_TRIES:
            self.give_up(reason)


class EvaluationPlan(msgspec.Struct):
    """The candidates of an evaluation by name, in the suite's order, and the limit at which it stopped."""

    candidates: dict[str, PlannedCandidate] = {}
    stopped_at: str | None = None  # max_tokens | max_usd: ended before all items were asked

    @property
    def started(self) -> bool:
        return any(candidate.state is not CandidateState.NEW for candidate in self.candidates.values())

    def unsettled(self) -> list[str]:
        """The names of the candidates that are not settled, the tuned model first."""
        names = [name for name, candidate in self.candidates.items() if not candidate.settled]
        return sorted(names, key=lambda name: name != TUNED)

    def asking(self) -> list[str]:
        """The names of the candidates that are being asked."""
        return [name for name, each in self.candidates.items() if each.state is CandidateState.ASKING]

    def label_of(self, name: str) -> str:
        """What sentences call a candidate; its own name where the plan has no other."""
        candidate = self.candidates.get(name)
        return (candidate.label if candidate else "") or name

    def stop_at(self, limit: str) -> None:
        """The budget is used up: what was answered until now is what is compared."""
        self.stopped_at = limit
        for name in self.asking():
            self.candidates[name].state = CandidateState.ENDED


class _Written(PlannedCandidate, omit_defaults=True):
    stopped_at: str | None = None  # the plan's, kept with the tuned model


_decoder = msgspec.json.Decoder(dict[str, _Written])


def plan_to_builtins(plan: EvaluationPlan) -> dict[str, dict[str, object]]:
    """The plan as the database and the API have it: {candidate: {account, model, system, label, …}}."""
    written: dict[str, dict[str, object]] = {name: msgspec.to_builtins(each) for name, each in plan.candidates.items()}
    if plan.stopped_at is not None:
        written[TUNED]["stopped_at"] = plan.stopped_at
    return written


def plan_from_json(value: str | bytes) -> EvaluationPlan:
    """The plan that `plan_to_builtins` wrote."""
    written = _decoder.decode(value)
    stopped_at = written[TUNED].stopped_at if TUNED in written else None
    own = PlannedCandidate.__struct_fields__
    candidates = {
        name: PlannedCandidate(**{field: getattr(each, field) for field in own}) for name, each in written.items()
    }
    return EvaluationPlan(candidates, stopped_at)


def suites_for(version: ModelVersion, suites: Sequence[Suite]) -> list[Suite]:
    """The suites of the version's project whose patterns match its name; without patterns every model."""
    return [
        suite
        for suite in suites
        if suite.project == version.project
        and (not suite.models or any(fnmatch.fnmatchcase(version.name, pattern) for pattern in suite.models))
    ]


def plan_for(suite: Suite, version: ModelVersion, previous: ModelVersion | None) -> EvaluationPlan:
    """The candidates that a suite asks about a version: the tuned model always, the others where they exist."""
    candidates = list(suite.candidates)
    if all(candidate.name != TUNED for candidate in candidates):
        candidates.insert(0, Candidate(TUNED))
    plan = EvaluationPlan()
    for candidate in candidates:
        model, label, account = _model_of(candidate, version, previous)
        if model is not None:
            plan.candidates[candidate.name] = PlannedCandidate(
                candidate.account or account, model, candidate.system, label
            )
    return plan


def _model_of(
    candidate: Candidate, version: ModelVersion, previous: ModelVersion | None
) -> tuple[str | None, str, str]:
    """(model to call, what sentences call it, account): None when there is nothing to call."""
    if candidate.model is not None:
        return candidate.model, candidate.name, version.account
    if candidate.name == TUNED:
        return version.tuned_model, version.label, version.account
    if candidate.name == PREVIOUS:
        if previous is None:
            return None, PREVIOUS, version.account
        return previous.tuned_model, previous.label, previous.account
    return version.base_model, candidate.name, version.account
