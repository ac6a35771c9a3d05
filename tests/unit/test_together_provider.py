"""What Together AI's replies say, field by field, and the traps of its API."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.core import wire
from service.core.job import rank_of
from service.core.model import registry_name
from service.core.snapshot import Metric, Snapshot, Status
from service.providers import Ask, BadOption, Details, Provider, ProviderError, Readiness, Reply
from service.providers.together import STATUSES, TOGETHER

SAMPLES = Path(__file__).parents[1] / "samples" / "together"
NOW = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
JOB = "ft-0a1b2c3d-4e5f-6789-abcd-ef0123456789"
WITH_PROJECT = TOGETHER.configured({"project_id": "proj_1"})


def sample(name: str) -> Any:
    return json.loads((SAMPLES / name).read_text())


def reply(document: object, status: int = 200) -> Reply:
    return Reply(status, {}, document if isinstance(document, bytes) else json.dumps(document).encode())


def read(document: object, *, asked_at: datetime = NOW, provider: Provider = TOGETHER) -> Snapshot:
    return provider.answer_job(reply(document), asked_at=asked_at)


def events(*rows: dict[str, object]) -> dict[str, wire.JSONValue]:
    return TOGETHER.answer_detail("events", reply({"data": rows})).facts


def event(at: str, kind: str, message: str = "", **more: object) -> dict[str, object]:
    return {"object": "fine-tune-event", "created_at": f"2026-04-03T03:{at}Z", "type": kind, "message": message} | more


def metrics(*rows: dict[str, object]) -> Details:
    return TOGETHER.answer_detail("metrics", reply({"metrics": rows}))


def test_a_completed_job_says_everything_it_knows() -> None:
    snapshot = read(sample("job-completed.json"))
    assert (snapshot.provider_job_id, snapshot.status, snapshot.provider_status) == (JOB, Status.SUCCEEDED, "completed")
    facts = dict(snapshot.facts)
    hyperparameters = facts.pop("hyperparameters")
    assert facts == {
        "name": "support-bot",
        "suffix": "support-bot",
        "base_model": "Qwen/Qwen3-8B",
        "tuned_model": f"acme/Qwen3-8B:support-bot:{JOB}",
        "artifact_uri": "s3://together-dev/finetune/acme/ft-0a1b2c3d/model.tar.zst",
        "method": "sft",
        "training_file": "file-2f3e8a1c-1111-4222-8333-444455556666",
        "validation_file": "file-9b8a7c6d-1111-4222-8333-444455556666",
        "result_files": ["ml_CbJNwQmRkLpT7", "ml_CbJNwQmRkLpT8"],
        "trained_tokens": 1834512,
        "cost_usd": 0.88056576,
        "created_at": "2026-04-03T03:19:30.104000+00:00",
        "finished_at": "2026-04-03T03:31:33.481000+00:00",
        "metadata": {"wandb_project_name": "support", "wandb_url": "https://wandb.ai/acme/support/runs/x1y2z3"},
        "owner": "user_01234567890123456789",
        "url": f"https://api.together.ai/fine-tuning/{JOB}",
    }
    assert isinstance(hyperparameters, dict)
    assert hyperparameters["n_epochs"] == 3
    assert hyperparameters["training_type"] == sample("job-completed.json")["training_type"]
    assert "from_checkpoint" in hyperparameters
    assert registry_name("together-main", facts) == "support-bot"


def test_the_price_is_in_nano_dollars_as_the_sdk_divides_it() -> None:
    assert read({"id": "a", "status": "completed", "total_price": 2_500_000_000}).facts["cost_usd"] == 2.5


@pytest.mark.parametrize("status", STATUSES)
def test_a_price_or_a_token_count_of_nothing_is_only_believed_at_the_end(status: str) -> None:
    facts = read({"id": "a", "status": status, "total_price": 0, "token_count": 0}).facts
    over = status in ("completed", "cancelled", "error", "user_error")
    assert facts.get("cost_usd") == (0.0 if over else None)
    assert "trained_tokens" not in facts


@pytest.mark.parametrize("status", STATUSES)
def test_only_a_completed_job_has_a_tuned_model_and_only_a_failed_one_an_error_code(status: str) -> None:
    facts = read({"id": "a", "status": status, "model_output_name": "acme/base:x:a"}).facts
    assert ("tuned_model" in facts) is (status == "completed")
    assert facts.get("error_code") == (status if status in ("error", "user_error") else None)


def test_a_request_to_cancel_is_no_ending() -> None:
    assert read(sample("cancel-requested.json")).status is Status.FINISHING
    assert "finished_at" not in read(sample("cancel-requested.json")).facts


def test_the_stages_start_is_the_trainings_start_only_while_it_trains() -> None:
    running = sample("job-running.json")
    assert read(running).facts["started_at"] == "2026-04-03T03:20:10+00:00"
    assert "started_at" not in read(running | {"status": "uploading"}).facts


def test_the_estimate_counts_from_the_stages_start() -> None:
    running = sample("job-running.json")
    assert read(running).facts["estimated_finish_at"] == "2026-04-03T03:29:10+00:00"
    for wrong in (
        {"progress": {"estimate_available": False, "seconds_remaining": 540}},
        {"progress": {"estimate_available": True, "seconds_remaining": 0}},
        {"progress": {"estimate_available": True, "seconds_remaining": 1e300}},
        {"progress": {"estimate_available": True, "seconds_remaining": 367 * 86_400}},
        {"progress": None},
        {"started_at": None},
        {"started_at": "9999-12-31T23:59:00Z"},
        {"status": "queued"},
    ):
        assert "estimated_finish_at" not in read(running | wrong).facts


@pytest.mark.parametrize(
    ("output", "suffix"),
    [
        (f"acme/Qwen3-8B:support-bot:{JOB}", "support-bot"),
        ("acme/Qwen3-8B:support-bot:ft-of-another-job", None),
        ("mynamespace/meta-llama/Llama-2-7b-hf-32162631", None),
        (f"acme/Qwen3-8B::{JOB}", None),
        (None, None),
    ],
)
def test_a_job_that_leaves_its_suffix_out_shows_it_in_its_output_name(output: str | None, suffix: str | None) -> None:
    facts = read({"id": JOB, "status": "completed", "model_output_name": output}).facts
    assert facts.get("suffix") == suffix
    assert (
        read({"id": JOB, "status": "queued", "suffix": "told", "model_output_name": output}).facts["suffix"] == "told"
    )


def test_the_list_has_one_page_and_counts_what_is_no_job() -> None:
    listed = sample("jobs-three.json")
    listed["data"] += [{"id": "x"}, None, "ft-1"]
    page = TOGETHER.answer_jobs(reply(listed), asked_at=NOW)
    assert TOGETHER.ask_jobs(None) == Ask("/fine-tunes")
    assert [snapshot.status for snapshot in page.snapshots] == [Status.RUNNING, Status.FAILED, Status.SUCCEEDED]
    assert (page.next_cursor, page.malformed) == (None, 3)
    assert page.snapshots[0].facts["seed"] == 42
    assert page.snapshots[0].facts["method"] == "dpo"


def test_the_documented_job_is_read() -> None:
    snapshot = TOGETHER.answer_jobs(reply(sample("jobs-documented.json")), asked_at=NOW).snapshots[0]
    assert snapshot.facts["owner"] == "user@example.com"
    assert snapshot.facts["cost_usd"] == 1.5e-6
    assert snapshot.facts["finished_at"] == "2023-05-17T18:46:23.456000+00:00"


def test_a_listed_job_is_asked_about_again_because_the_list_is_cut_short() -> None:
    assert TOGETHER.lists
    assert not TOGETHER.lists_whole


def test_the_providers_own_time_orders_and_ours_decides_between_equals() -> None:
    early, late = NOW, NOW + timedelta(minutes=5)
    old = {"id": "a", "status": "running", "updated_at": "2026-04-03T11:00:00.000Z"}
    new = old | {"status": "uploading", "updated_at": "2026-04-03T11:00:00.001Z"}
    assert rank_of(read(old, asked_at=late)) < rank_of(read(new, asked_at=early)), "a list that lags is not news"
    assert rank_of(read(old, asked_at=early)) < rank_of(read(old, asked_at=late)), "a later estimate is"
    assert read(old, asked_at=late).fingerprint() == read(old, asked_at=early).fingerprint()
    years = (read(old, asked_at=NOW + timedelta(days=days)) for days in (800, 1600))
    assert all(one.revision < read(new, asked_at=early).revision for one in years), "its own time stays the first"
    unsaid = {"id": "a", "status": "running"}
    assert read(old, asked_at=early).revision < read(unsaid, asked_at=late).revision


@pytest.mark.parametrize("updated_at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1960-01-01T00:00:00Z"])
def test_a_clock_that_is_far_off_still_makes_a_revision_that_can_be_stored(updated_at: str) -> None:
    revision = read({"id": "a", "status": "running", "updated_at": updated_at}).revision
    assert 0 <= revision <= wire.INT64_MAX


def test_events_tell_when_it_began_when_it_ended_and_how_far_it_came() -> None:
    facts = TOGETHER.answer_detail("events", reply(sample("events-completed.json"))).facts
    assert facts == {
        "started_at": "2026-04-03T03:19:46+00:00",
        "finished_at": "2026-04-03T03:31:33+00:00",
        "step": 72,
        "total_steps": 72,
    }


def test_a_step_of_nothing_is_none() -> None:
    rows = [event("20:30", "epoch_complete", step=5, total_steps=9), event("20:40", "x", step=0, total_steps=0)]
    assert events(*rows) == {"step": 5, "total_steps": 9}


def test_the_last_reason_after_a_restart_is_the_reason() -> None:
    facts = TOGETHER.answer_detail("events", reply(sample("events-failed.json"))).facts
    assert facts["error_message"] == "The training file has 3 samples, fewer than the batch size of 8"
    assert facts["finished_at"] == "2026-04-03T03:22:40+00:00"


def test_a_job_that_was_restarted_or_completed_has_no_reason_left() -> None:
    lost = event("20:30", "job_error", "node lost", level="error")
    assert events(lost)["error_message"] == "node lost"
    assert events(lost, event("20:40", "job_restarted")) == {}
    assert events(lost, event("31:33", "job_complete")) == {"finished_at": "2026-04-03T03:31:33+00:00"}


def test_events_without_ids_count_once_in_whatever_order_they_come() -> None:
    rows = sample("events-failed.json")["data"]
    assert events(*rows, *reversed(rows), rows[0]) == events(*rows)


def test_a_cancelled_job_says_why_where_an_event_does() -> None:
    assert events(event("20:30", "billing_limit", "balance too low"))["error_message"] == "balance too low"
    assert events(event("20:30", "warning", "odd sample", level="warning")) == {}


def test_events_as_they_were_seen_in_2023_are_read_with_their_types_in_capitals() -> None:
    facts = TOGETHER.answer_detail("events", reply(sample("events-observed-2023.json"))).facts
    assert facts == {"started_at": "2023-10-03T22:06:01.887000+00:00"}


def test_events_inside_the_job_are_its_word_on_its_end() -> None:
    facts = read(sample("job-error.json")).facts
    assert facts["error_code"] == "error"
    assert facts["error_message"] == "Training failed: an internal error occurred on the training cluster"
    assert facts["finished_at"] == "2026-04-03T03:22:40+00:00"
    assert (facts["step"], facts["total_steps"]) == (11, 72)


def test_metrics_of_training_and_of_evaluation_meet_at_their_step() -> None:
    found = TOGETHER.answer_detail("metrics", reply(sample("metrics-documented.json")))
    assert [metric for metric in found.metrics if metric.step == 3] == [
        Metric(3, "grad_norm", 0.87),
        Metric(3, "learning_rate", 8e-06),
        Metric(3, "train_loss", 1.98),
        Metric(3, "valid_loss", 2.05),
    ]
    assert found.facts == {"step": 3}
    assert {metric.step for metric in found.metrics} == {1, 2, 3}


def test_metrics_are_asked_for_from_behind_the_last_known_step() -> None:
    def asked(after_step: int | None) -> Ask:
        return TOGETHER.ask_details("ft-1", after_step)["metrics"]

    assert asked(None) == Ask("/fine-tunes/ft-1/metrics")
    assert asked(0).params == (("global_step_from", "1"),)
    assert asked(48).params == (("global_step_from", "49"),)


@pytest.mark.parametrize("nan", ["NaN", "Infinity", "-Infinity", "null", '"NaN"'])
def test_a_loss_that_became_nan_is_kept_and_costs_no_other_number(nan: str) -> None:
    body = b'{"metrics": [{"train/global_step": 1, "train/loss": 2.5}, {"train/global_step": 2, "train/loss": %s}]}'
    found = TOGETHER.answer_detail("metrics", reply(body % nan.encode()))
    assert found.metrics == (Metric(1, "train_loss", 2.5), Metric(2, "train_loss", None))


def test_a_null_never_replaces_a_number() -> None:
    one, two = (
        {"train/global_step": 3, "train/loss": 2.0, "eval/loss": None},
        {"train/global_step": 3, "eval/loss": 2.1},
    )
    expected = (Metric(3, "train_loss", 2.0), Metric(3, "valid_loss", 2.1))
    assert metrics(one, two).metrics == metrics(two, one).metrics == expected


def test_preference_metrics_keep_their_names_and_counters_are_no_metrics() -> None:
    row = {"train/global_step": 7, "train/epoch": 0.5, "train/rewards/accuracies": 0.75, "eval/rewards/margins": 0.1}
    names = [metric.name for metric in metrics(row | {"timestamp": 1779196193564587000, "step": 7}).metrics]
    assert names == ["rewards/accuracies", "valid_rewards/margins"]


def test_no_metrics_yet_is_an_answer_and_no_list_is_none() -> None:
    assert metrics() == Details()
    assert TOGETHER.answer_detail("metrics", reply({"metrics": None})) == Details()
    for wrong in ({}, {"metrics": {}}, {"metrics": [], "error": "x"}, b'{"metrics": NaN', b"NaN"):
        with pytest.raises(ProviderError):
            TOGETHER.answer_detail("metrics", reply(wrong))


def test_checkpoints_come_by_step() -> None:
    found = TOGETHER.answer_detail("checkpoints", reply(sample("checkpoints-three.json"))).facts["checkpoints"]
    assert found == [
        {"id": "ml_ck24model", "step": 24, "model": "acme/qwen3-8b-support-bot-model-24", "metrics": {}},
        {"id": "ml_ck48model", "step": 48, "model": "acme/qwen3-8b-support-bot-model-48", "metrics": {}},
        {
            "id": "s3://together-dev/finetune/acme/ft-0a1b2c3d/model.tar.zst",
            "step": 72,
            "model": None,
            "metrics": {},
        },
    ]


@pytest.mark.parametrize("detail", ["events", "metrics", "checkpoints"])
def test_a_detail_that_is_not_offered_is_nothing_to_learn(detail: str) -> None:
    assert TOGETHER.answer_detail(detail, reply({}, 404)) == Details()


def test_a_question_that_is_not_asked_has_no_answer() -> None:
    with pytest.raises(ProviderError, match="does not ask"):
        TOGETHER.answer_detail("logs", reply({}))


@pytest.mark.parametrize(
    ("state", "serving"),
    [
        ("STARTED", Readiness.READY),
        ("PENDING", Readiness.NOT_YET),
        ("STARTING", Readiness.NOT_YET),
        ("STOPPING", Readiness.NEEDS_ENDPOINT),
        ("STOPPED", Readiness.NEEDS_ENDPOINT),
        ("ERROR", Readiness.NEEDS_ENDPOINT),
        ("DANCING", Readiness.UNKNOWN),
        (None, Readiness.UNKNOWN),
    ],
)
def test_a_model_answers_when_its_endpoint_has_started(state: str | None, serving: Readiness) -> None:
    listed = {"data": [{"name": "acme/tuned-1", "model": "acme/tuned", "state": state}, {"model": "other"}]}
    found = TOGETHER.answer_readiness("acme/tuned", reply(listed))
    assert (found.serving, found.call) == (serving, "acme/tuned-1" if serving is Readiness.READY else None)


def test_the_best_of_several_endpoints_counts_and_none_at_all_means_that_one_is_needed() -> None:
    stopped, started = ({"name": state, "model": "m", "state": state} for state in ("STOPPED", "STARTED"))
    assert TOGETHER.answer_readiness("m", reply({"data": [stopped, started, stopped]})).call == "STARTED"
    assert TOGETHER.answer_readiness("m", reply({"data": []})).serving is Readiness.NEEDS_ENDPOINT
    assert TOGETHER.answer_readiness("other", reply({"data": [started]})).serving is Readiness.NEEDS_ENDPOINT


def test_without_a_project_the_first_api_is_asked_and_says_so_when_it_is_gone() -> None:
    assert TOGETHER.ask_readiness("m") == Ask("/endpoints", (("type", "dedicated"), ("mine", "true")))
    found = TOGETHER.answer_readiness("m", reply({}, 404))
    assert found.serving is Readiness.UNKNOWN
    assert "project_id" in found.detail


def test_with_a_project_its_deployments_are_asked_by_model_object_id() -> None:
    assert WITH_PROJECT.ask_readiness("ml_1") == Ask("/v2/projects/proj_1/endpoints", (("limit", "500"),), at_root=True)
    assert read(sample("job-completed.json"), provider=WITH_PROJECT).facts["tuned_model"] == "ml_CbJNwQmRkLpT7"
    ready = WITH_PROJECT.answer_readiness("ml_CbJNwQmRkLpT7", reply(sample("servable-deployments.json")))
    assert (ready.serving, ready.call) == (Readiness.READY, "acme/support")
    other = WITH_PROJECT.answer_readiness("ml_other", reply(sample("servable-deployments.json")))
    assert (other.serving, other.call) == (Readiness.NOT_YET, None)


@pytest.mark.parametrize(
    ("change", "serving", "call"),
    [
        ({"state": "DEPLOYMENT_STATE_SCALING", "readyReplicas": 0}, Readiness.NOT_YET, None),
        ({"state": "DEPLOYMENT_STATE_SCALING", "readyReplicas": 1}, Readiness.READY, "acme/support"),
        ({"state": "DEPLOYMENT_STATE_DEGRADED", "readyReplicas": 2}, Readiness.READY, "acme/support"),
        ({"state": "DEPLOYMENT_STATE_FAILED"}, Readiness.NEEDS_ENDPOINT, None),
        ({"state": "DEPLOYMENT_STATE_STOPPED"}, Readiness.NEEDS_ENDPOINT, None),
        ({"trafficMode": "TRAFFIC_MODE_SHADOW"}, Readiness.NEEDS_ENDPOINT, None),
        ({"id": "dep_without_traffic"}, Readiness.READY, "acme/support/prod"),
    ],
)
def test_a_deployment_says_whether_and_by_which_name_it_answers(
    change: dict[str, object], serving: Readiness, call: str | None
) -> None:
    listed = sample("servable-deployments.json")
    listed["data"][0]["deployments"][0] |= change
    found = WITH_PROJECT.answer_readiness("ml_CbJNwQmRkLpT7", reply(listed))
    assert (found.serving, found.call) == (serving, call)


def test_an_endpoint_that_routes_to_several_models_is_called_by_the_deployments_name() -> None:
    listed = sample("servable-deployments.json")
    listed["data"][0]["trafficSplit"][1]["weight"] = 0.5
    assert WITH_PROJECT.answer_readiness("ml_CbJNwQmRkLpT7", reply(listed)).call == "acme/support/prod"


def test_what_cannot_be_told_is_not_called_missing() -> None:
    more = sample("servable-deployments.json") | {"next_cursor": "c1"}
    assert WITH_PROJECT.answer_readiness("ml_nowhere", reply(more)).serving is Readiness.UNKNOWN
    named = WITH_PROJECT.answer_readiness("acme/base:x:ft-1", reply(sample("servable-deployments.json")))
    assert named.serving is Readiness.UNKNOWN


def test_deployments_of_any_shape_are_an_answer_or_the_one_error() -> None:
    for field in ("name", "trafficSplit", "deployments"):
        for wrong in (None, 1, "x", [], {}, [None], [{}], [[]], {"a": []}):
            listed = sample("servable-deployments.json")
            listed["data"][0][field] = wrong
            WITH_PROJECT.answer_readiness("ml_CbJNwQmRkLpT7", reply(listed))
    for field in sample("servable-deployments.json")["data"][0]["deployments"][0]:
        for wrong in (None, 1, "", "x" * 300, [], {}, [None]):
            listed = sample("servable-deployments.json")
            listed["data"][0]["deployments"][0][field] = wrong
            WITH_PROJECT.answer_readiness("ml_CbJNwQmRkLpT7", reply(listed))


@pytest.mark.parametrize("project", ["", "x" * 201, "..", "a\x00b"])
def test_a_project_that_can_be_none_is_refused(project: str) -> None:
    with pytest.raises(BadOption, match="project_id"):
        TOGETHER.configured({"project_id": project})


def test_an_account_without_options_has_the_plain_provider() -> None:
    assert TOGETHER.configured({}) is TOGETHER
    assert replace(TOGETHER, project_id="proj_1") == WITH_PROJECT


def test_a_job_is_cancelled_by_its_id() -> None:
    assert TOGETHER.ask_cancel("ft-1") == Ask("/fine-tunes/ft-1/cancel", method="POST")
    TOGETHER.answer_cancel(reply(sample("cancel-requested.json")))
    with pytest.raises(ProviderError) as caught:
        TOGETHER.answer_cancel(reply({}, 404))
    assert caught.value.unknown_job
