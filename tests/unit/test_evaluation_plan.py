"""Which suites judge a version, and which models they ask."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.core.config import Candidate, Suite
from service.core.evaluation_plan import plan_for, suites_for
from service.core.model import ModelVersion
from tests.builders import NOW

SECOND = ModelVersion("ver_2", "default", "support-bot", 2, "job_2", "lab", "ft:second", "llama", NOW)
FIRST = replace(SECOND, id="ver_1", version=1, account="old-lab", tuned_model="ft:first")
SUITE = Suite("support", "support.jsonl")

Asked = tuple[str, str, str, str | None]  # account, model, label, system prompt


def asked(suite: Suite, version: ModelVersion = SECOND, previous: ModelVersion | None = FIRST) -> dict[str, Asked]:
    plan = plan_for(suite, version, previous)
    return {name: (it["account"], it["model"], it["label"], it["system"]) for name, it in plan.items()}


@pytest.mark.parametrize(
    ("models", "judges"),
    [((), True), (("support-*",), True), (("other", "*-bot"), True), (("support",), False), (("SUPPORT-*",), False)],
)
def test_a_suite_judges_the_models_that_its_patterns_name(models: tuple[str, ...], judges: bool) -> None:
    suite = replace(SUITE, models=models)
    assert suites_for(SECOND, [suite]) == ([suite] if judges else [])


def test_a_suite_judges_only_versions_of_its_own_project() -> None:
    assert suites_for(SECOND, [replace(SUITE, project="research")]) == []


def test_the_tuned_model_is_compared_with_its_base_and_the_version_before() -> None:
    assert asked(SUITE) == {
        "tuned": ("lab", "ft:second", "support-bot v2", None),
        "base": ("lab", "llama", "base", None),
        "previous": ("old-lab", "ft:first", "support-bot v1", None),
    }


def test_the_tuned_model_is_asked_first_even_by_a_suite_that_does_not_name_it() -> None:
    assert list(asked(replace(SUITE, candidates=(Candidate("base"),)))) == ["tuned", "base"]


def test_a_suite_that_names_the_tuned_model_asks_it_once_and_in_its_own_place() -> None:
    assert list(asked(replace(SUITE, candidates=(Candidate("base"), Candidate("tuned"))))) == ["base", "tuned"]


def test_a_candidate_that_does_not_exist_is_not_asked() -> None:
    assert list(asked(SUITE, replace(SECOND, base_model=None), None)) == ["tuned"]


def test_a_named_model_is_asked_at_its_own_account_with_its_own_prompt() -> None:
    rival = Candidate("rival", account="azure", model="gpt-large", system="Be brief.")
    plan = asked(replace(SUITE, candidates=(rival, Candidate("local", model="llama-8b"))))
    assert plan["rival"] == ("azure", "gpt-large", "rival", "Be brief.")
    assert plan["local"] == ("lab", "llama-8b", "local", None)


def test_a_candidate_may_move_the_base_model_to_another_account() -> None:
    assert asked(replace(SUITE, candidates=(Candidate("base", account="azure"),)))["base"][0] == "azure"
