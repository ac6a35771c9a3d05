"""What a registered model is called, and the ids of models and versions."""

from __future__ import annotations

import pytest

from service.core.model import ModelVersion, model_id, registry_name, version_id
from service.core.wire import JSONValue
from tests.builders import NOW


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"model_name": "bot", "suffix": "sfx", "base_model": "llama"}, "bot"),
        ({"suffix": "sfx", "base_model": "llama"}, "sfx"),
        ({"model_name": "  ", "suffix": " sfx "}, "sfx"),
        ({"model_name": 7, "base_model": "llama"}, "lab/llama"),
        ({}, "lab/unknown-base"),
        ({"base_model": ""}, "lab/unknown-base"),
        ({"model_name": "x" * 300}, "x" * 200),
        ({"base_model": "x" * 300}, "lab/" + "x" * 196),
    ],
)
def test_a_model_has_the_name_that_its_job_asked_for_else_its_suffix_else_account_and_base(
    facts: dict[str, JSONValue], name: str
) -> None:
    assert registry_name("lab", facts) == name


def test_a_model_is_one_per_project_and_name_and_a_version_one_per_job() -> None:
    assert len({model_id("default", "bot"), model_id("other", "bot"), model_id("default", "bot2")}) == 3
    assert version_id("job_1") != version_id("job_2")


def test_ids_stay_what_old_databases_hold() -> None:
    assert model_id("default", "bot") == "mdl_d42516a633d7530a24a8e15b"
    assert version_id("job_1") == "ver_bb2632af3674b8f0ebe2e695"


def test_a_version_is_called_by_its_name_and_number() -> None:
    assert ModelVersion("ver_1", "default", "bot", 3, "job_1", "lab", None, None, NOW).label == "bot v3"
