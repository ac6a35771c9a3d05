"""Which suites judge a version, and whom they ask."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from typing import Any

from service.core.config import Candidate, Suite
from service.core.model import ModelVersion

TUNED, BASE, PREVIOUS = "tuned", "base", "previous"


def suites_for(version: ModelVersion, suites: Sequence[Suite]) -> list[Suite]:
    """The suites of the version's project whose patterns match its name; without patterns every model."""
    return [
        suite
        for suite in suites
        if suite.project == version.project
        and (not suite.models or any(fnmatch.fnmatchcase(version.name, pattern) for pattern in suite.models))
    ]


def plan_for(suite: Suite, version: ModelVersion, previous: ModelVersion | None) -> dict[str, dict[str, Any]]:
    """Candidate name → {account, model, system, label}; the tuned model always, the others where they exist."""
    candidates = list(suite.candidates)
    if all(candidate.name != TUNED for candidate in candidates):
        candidates.insert(0, Candidate(TUNED))
    plan: dict[str, dict[str, Any]] = {}
    for candidate in candidates:
        model, label, account = _model_of(candidate, version, previous)
        if model is not None:
            plan[candidate.name] = {
                "account": candidate.account or account,
                "model": model,
                "system": candidate.system,
                "label": label,
            }
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
