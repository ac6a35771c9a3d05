"""The plan of an evaluation: which suites judge a version, whom they ask, how far each is, and the JSON of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from service.core.config import Candidate, Suite
from service.core.evaluation_plan import (
    FAILING_TRIES,
    CandidateState,
    EvaluationPlan,
    PlannedCandidate,
    plan_for,
    plan_from_json,
    plan_to_builtins,
    suites_for,
)
from service.core.model import ModelVersion
from tests.builders import NOW

# As Tunewatch wrote it before the plan had a type of its own.
OLDER = """{
 "base":{"account":"openai-main","model":"gpt-4.1-mini","system":"Answer briefly.","label":"base",
         "state":"not_servable","failures":20,"reason":"model_not_found"},
 "tuned":{"account":"openai-main","model":"ft:a","system":null,"label":"support v2","call":"ft:a@eu","state":"ended",
          "failures":0,"stopped_at":"max_tokens"},
 "previous":{"account":"openai-main","model":"ft:0","system":null,"label":"support v1"}}"""


def candidate(state: CandidateState = CandidateState.NEW) -> PlannedCandidate:
    return PlannedCandidate("openai-main", "ft:a", None, "support v2", state)


def test_a_plan_written_by_an_older_version_is_read():
    plan = plan_from_json(OLDER)
    ended, gone = CandidateState.ENDED, CandidateState.NOT_SERVABLE
    assert plan == EvaluationPlan(
        {
            "base": PlannedCandidate(
                "openai-main", "gpt-4.1-mini", "Answer briefly.", "base", gone, None, "model_not_found", 20
            ),
            "tuned": PlannedCandidate("openai-main", "ft:a", None, "support v2", ended, "ft:a@eu", None, 0),
            "previous": PlannedCandidate("openai-main", "ft:0", None, "support v1"),
        },
        stopped_at="max_tokens",
    )
    assert list(plan.candidates) == ["base", "tuned", "previous"]


def test_what_is_written_has_the_older_shape_and_is_read_again():
    older = json.loads(OLDER)
    written = plan_to_builtins(plan_from_json(OLDER))
    assert written == older
    assert plan_to_builtins(plan_from_json(json.dumps(written))) == written


def test_the_tuned_model_is_the_first_of_those_that_are_not_settled():
    plan = EvaluationPlan({"base": candidate(), "tuned": candidate(), "old": candidate(CandidateState.ENDED)})
    assert plan.unsettled() == ["tuned", "base"]


@pytest.mark.parametrize(("state", "started"), [(CandidateState.NEW, False), (CandidateState.ASKING, True)])
def test_an_evaluation_has_started_once_a_candidate_is_asked(state: CandidateState, started: bool):
    assert EvaluationPlan({"tuned": candidate(state), "base": candidate()}).started is started


def test_a_budget_that_is_used_up_ends_those_that_are_being_asked_and_no_other():
    plan = EvaluationPlan({"tuned": candidate(CandidateState.ASKING), "base": candidate()})
    plan.stop_at("max_usd")
    assert plan.stopped_at == "max_usd"
    assert [each.state for each in plan.candidates.values()] == [CandidateState.ENDED, CandidateState.NEW]
    assert plan.asking() == []


def test_an_endpoint_that_keeps_failing_counts_as_not_servable_and_not_before():
    failing = candidate(CandidateState.ASKING)
    for _ in range(FAILING_TRIES - 1):
        failing.fail("HTTP 500")
    assert (failing.not_servable, failing.settled) == (None, False)
    failing.fail("HTTP 500")
    assert (failing.not_servable, failing.settled) == ("HTTP 500", True)


def test_a_model_is_called_by_the_name_that_its_provider_gives():
    renamed = candidate()
    assert renamed.called == "ft:a"
    renamed.call = "ft:a@eu"
    assert renamed.called == "ft:a@eu"


def test_a_candidate_without_a_label_is_called_by_its_name():
    plan = EvaluationPlan({"base": PlannedCandidate("a", "m", None, "")})
    assert (plan.label_of("base"), plan.label_of("previous")) == ("base", "previous")


SECOND = ModelVersion("ver_2", "default", "support-bot", 2, "job_2", "lab", "ft:second", "llama", NOW)
FIRST = replace(SECOND, id="ver_1", version=1, account="old-lab", tuned_model="ft:first")
SUITE = Suite("support", "support.jsonl")

Asked = tuple[str, str, str, str | None]  # account, model, label, system prompt


def asked(suite: Suite, version: ModelVersion = SECOND, previous: ModelVersion | None = FIRST) -> dict[str, Asked]:
    plan = plan_for(suite, version, previous)
    return {name: (each.account, each.model or "", each.label, each.system) for name, each in plan.candidates.items()}


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
