"""OpenAI's wire format and its traps. What holds for every provider is in tests/contract/test_providers.py."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from service.core.errors import Malformed, Reason
from service.core.snapshot import Ignored, JobChanged, Metric, Snapshot, Status
from service.providers import Ask, Details, JobsPage, ProviderError, Reply
from service.providers.credential import BearerKey
from service.providers.openai import OPENAI

SAMPLES = Path(__file__).parents[1] / "samples" / "openai"
ASKED_AT = datetime(2026, 11, 23, 12, 0, 0, 123_457, tzinfo=UTC)


def sample(name: str, **changes: object) -> dict[str, Any]:
    return {**json.loads((SAMPLES / f"{name}.json").read_text()), **changes}


def reply(document: object, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, named, json.dumps(document).encode())


def job(name: str, **changes: object) -> Snapshot:
    return OPENAI.answer_job(reply(sample(name, **changes)), asked_at=ASKED_AT)


def page(*rows: object, **more: object) -> JobsPage:
    return OPENAI.answer_jobs(reply({"object": "list", "data": list(rows), **more}), asked_at=ASKED_AT)


def test_a_number_without_a_name_is_no_metric() -> None:
    row = {"id": "e", "type": "metrics", "data": {"step": 1, "": 2, "train_loss": 0.5}}
    assert detail("events", row).metrics == (Metric(1, "train_loss", 0.5),)


def detail(name: str, *rows: object) -> Details:
    return OPENAI.answer_detail(name, reply({"object": "list", "data": list(rows), "has_more": False}))


def metrics_event(id: str | None, created_at: int, **data: object) -> dict[str, object]:
    return {"object": "fine_tuning.job.event", "id": id, "created_at": created_at, "type": "metrics", "data": data}


def parse(document: object) -> JobChanged | Snapshot | Ignored:
    return OPENAI.parse(json.dumps(document).encode(), received_at=ASKED_AT)


# The webhook


@pytest.mark.parametrize("ending", ["succeeded", "failed", "cancelled"])
def test_a_thin_webhook_about_a_job_is_a_hint_whatever_it_claims(ending: str) -> None:
    heard = parse(sample(f"webhook-job-{ending}"))
    assert isinstance(heard, JobChanged)
    assert heard.event_type == f"fine_tuning.job.{ending}"
    assert heard.provider_job_id.startswith("ftjob")


def test_a_job_event_that_is_new_to_us_is_a_hint_too() -> None:
    assert parse({"type": "fine_tuning.job.paused", "data": {"id": "ftjob-1"}}) == JobChanged(
        "ftjob-1", "fine_tuning.job.paused"
    )


@pytest.mark.parametrize("event_type", ["response.completed", "eval.run.canceled", "invented", "fine_tuning.jobs"])
def test_another_event_type_is_ignored_by_name_and_never_guessed(event_type: str) -> None:
    assert parse(sample("webhook-response-completed", type=event_type)) == Ignored(event_type)


@pytest.mark.parametrize("data", [None, [], {}, {"id": None}, {"id": 7}, {"id": ""}, {"id": ".."}, {"id": "x" * 201}])
def test_a_job_event_without_a_usable_id_is_malformed(data: object) -> None:
    with pytest.raises(Malformed) as caught:
        parse({"type": "fine_tuning.job.succeeded", "data": data})
    assert caught.value.reason is Reason.WRONG_SHAPE


def test_a_bare_hexadecimal_job_id_is_an_id() -> None:
    heard = parse({"type": "fine_tuning.job.failed", "data": {"id": "68243f089a7eb57869c060de"}})
    assert heard == JobChanged("68243f089a7eb57869c060de", "fine_tuning.job.failed")


# The job


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("created", Status.CREATED),
        ("validating_files", Status.VALIDATING),
        ("queued", Status.QUEUED),
        ("pending", Status.QUEUED),
        ("resuming", Status.QUEUED),
        ("running", Status.RUNNING),
        ("pausing", Status.RUNNING),
        ("paused", Status.PAUSED),
        ("cancelling", Status.FINISHING),
        ("succeeded", Status.SUCCEEDED),
        ("failed", Status.FAILED),
        ("cancelled", Status.CANCELLED),
        ("canceled", Status.CANCELLED),
        ("expired", Status.EXPIRED),
        ("defragmenting", Status.UNKNOWN),
    ],
)
def test_a_status_keeps_its_word_beside_its_meaning(word: str, status: Status) -> None:
    snapshot = job("job-paused", status=word)
    assert (snapshot.status, snapshot.provider_status) == (status, word)


def test_a_succeeded_job_tells_everything_that_it_says() -> None:
    settings = {"n_epochs": 4, "batch_size": 1, "learning_rate_multiplier": 1.0}
    assert job("job-succeeded") == Snapshot(
        provider_job_id="ftjob-abc123",
        status=Status.SUCCEEDED,
        provider_status="succeeded",
        revision=1_795_435_200_123_457,
        facts={
            "name": "custom_suffix",
            "suffix": "custom_suffix",
            "base_model": "davinci-002",
            "tuned_model": "ft:davinci-002:my-org:custom_suffix:7q8mpxmy",
            "method": "supervised",
            "hyperparameters": settings,
            "training_file": "file-abc123",
            "result_files": ["file-abc123"],
            "seed": 0,
            "trained_tokens": 5768,
            "created_at": "2023-08-21T23:36:54+00:00",
            "finished_at": "2023-08-21T23:39:50+00:00",
            "metadata": {"key": "value"},
        },
    )


def test_the_model_name_comes_from_the_metadata() -> None:
    assert job("job-paused", metadata={"tunewatch_model": "support-bot"}).facts["model_name"] == "support-bot"


@pytest.mark.parametrize("error", [None, {}, {"code": None, "message": None, "param": None}, {"param": "seed"}, [], ""])
def test_a_job_that_is_well_has_no_error(error: object) -> None:
    assert not [fact for fact in job("job-validating", error=error).facts if fact.startswith("error")]


def test_a_failed_job_tells_the_reason_in_full() -> None:
    facts = job("job-failed").facts
    assert facts["error_code"] == "invalid_training_file"
    assert facts["error_param"] == "training_file"
    assert str(facts["error_message"]).endswith("at least 10 examples.")
    assert job("job-failed", error={"message": "only words"}).facts["error_message"] == "only words"
    assert job("job-failed", error="plain text").facts["error_message"] == "plain text"


def test_an_estimated_finish_of_zero_is_not_said() -> None:
    assert "estimated_finish_at" not in job("job-succeeded").facts
    assert job("job-succeeded", estimated_finish=1692661200).facts["estimated_finish_at"] == "2023-08-21T23:40:00+00:00"


def test_hyperparameters_that_are_auto_stay_so_until_a_number_is_known() -> None:
    auto = {"n_epochs": "auto", "batch_size": "auto", "learning_rate_multiplier": "auto"}
    assert job("job-validating").facts["hyperparameters"] == auto
    method = {"type": "supervised", "supervised": {"hyperparameters": auto}}
    resolved = job("job-validating", method=method, hyperparameters={**auto, "n_epochs": 3})
    assert resolved.facts["hyperparameters"] == {**auto, "n_epochs": 3}
    method = {"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 3}}}
    assert job("job-validating", method=method).facts["hyperparameters"] == {**auto, "n_epochs": 3}


def test_the_hyperparameters_of_another_method_are_found_inside_it() -> None:
    method = {"type": "dpo", "dpo": {"hyperparameters": {"beta": 0.1, "n_epochs": 2}}}
    facts = job("job-paused", method=method).facts
    assert (facts["method"], facts["hyperparameters"]) == ("dpo", {"beta": 0.1, "n_epochs": 2})


def test_kluster_flattens_the_method_and_leaves_most_of_it_null() -> None:
    facts = job("job-kluster").facts
    assert facts["hyperparameters"] == {"batch_size": 1, "learning_rate_multiplier": 1.0, "n_epochs": 10}
    assert facts["method"] == "supervised"
    assert not {"seed", "metadata", "result_files", "tuned_model"} & set(facts)
    flat_only = job("job-kluster", hyperparameters=None).facts["hyperparameters"]
    assert flat_only == {"batch_size": 1, "learning_rate_multiplier": 1, "n_epochs": 10}


def test_kluster_tells_progress_and_its_metrics_without_a_step_are_left_out() -> None:
    snapshot = job("job-kluster-running")
    assert (snapshot.facts["step"], snapshot.facts["total_steps"]) == (30, 120)
    assert snapshot.metrics == ()


def test_the_parts_of_a_kluster_model_name_are_not_taken_for_a_suffix() -> None:
    assert "suffix" not in job("job-kluster-running").facts
    assert "suffix" not in job("job-succeeded", fine_tuned_model="ft:davinci-002:my-org::7q8mpxmy").facts


def test_azure_says_suffix_and_null_result_files() -> None:
    snapshot = job("job-azure-pending")
    assert snapshot.facts["suffix"] == snapshot.facts["name"] == "support-v2"
    assert "result_files" not in snapshot.facts
    assert snapshot.facts["seed"] == 105


def test_the_suffix_that_the_user_provided_wins_over_the_models_name() -> None:
    assert job("job-validating").facts["suffix"] == "lala"
    assert job("job-succeeded", user_provided_suffix="mine").facts["suffix"] == "mine"


@pytest.mark.parametrize("missing", ["id", "status"])
def test_a_reply_without_id_or_status_is_not_a_job(missing: str) -> None:
    document = sample("job-paused")
    del document[missing]
    with pytest.raises(ProviderError, match="without `id` and `status`"):
        OPENAI.answer_job(reply(document), asked_at=ASKED_AT)


# The list


def test_the_list_is_asked_by_pages_of_a_hundred_after_the_last_id() -> None:
    assert OPENAI.ask_jobs(None) == Ask("/fine_tuning/jobs", (("limit", "100"),))
    assert OPENAI.ask_jobs("ftjob-9") == Ask("/fine_tuning/jobs", (("limit", "100"), ("after", "ftjob-9")))


def test_a_page_that_says_there_is_more_leads_to_the_next_after_its_last_job() -> None:
    first, last = sample("job-paused", id="ftjob-1"), sample("job-paused", id="ftjob-2")
    assert page(first, last, has_more=True).next_cursor == "ftjob-2"


@pytest.mark.parametrize("has_more", [False, None, "true", 1])
def test_a_page_that_does_not_say_so_is_the_last(has_more: object) -> None:
    assert page(sample("job-paused"), has_more=has_more).next_cursor is None
    assert page(sample("job-paused")).next_cursor is None


def test_an_empty_page_is_the_last_even_if_it_promises_more() -> None:
    assert page(has_more=True) == JobsPage((), None)


def test_a_row_that_is_not_a_job_is_counted_and_the_others_are_taken() -> None:
    found = page(sample("job-paused"), None, {"id": "ftjob-3"}, "x", has_more=True)
    assert [snapshot.provider_job_id for snapshot in found.snapshots] == ["ftjob-abc123"]
    assert found.malformed == 3
    assert found.next_cursor == "ftjob-3"


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": {}}, {"data": [], "error": {"message": "no"}}])
def test_a_list_reply_without_a_list_is_an_error_and_never_an_empty_account(body: object) -> None:
    with pytest.raises(ProviderError):
        OPENAI.answer_jobs(reply(body), asked_at=ASKED_AT)


# Events and checkpoints


def test_details_are_asked_from_events_and_checkpoints_of_the_job() -> None:
    limit = (("limit", "100"),)
    assert OPENAI.ask_details("a/b") == {
        "checkpoints": Ask("/fine_tuning/jobs/a%2Fb/checkpoints", limit),
        "events": Ask("/fine_tuning/jobs/a%2Fb/events", limit),
    }


def test_a_metrics_event_gives_every_number_of_its_step() -> None:
    found = OPENAI.answer_detail("events", reply(sample("events-metrics")))
    assert found.facts == {"step": 300, "total_steps": 300}
    assert Metric(300, "train_loss", 0.14991648495197296) in found.metrics
    assert sorted(metric.name for metric in found.metrics) == [
        "full_valid_loss",
        "full_valid_mean_token_accuracy",
        "train_loss",
        "train_mean_token_accuracy",
        "valid_loss",
        "valid_mean_token_accuracy",
    ]


def test_events_that_are_messages_have_no_metrics() -> None:
    assert OPENAI.answer_detail("events", reply(sample("events-messages"))) == Details()


def test_an_event_that_is_listed_twice_counts_once() -> None:
    first = metrics_event("e1", 10, step=1, train_loss=0.5)
    again, second = {**first, "created_at": 20}, metrics_event("e2", 15, step=1, train_loss=0.4)
    assert detail("events", again, second, first).metrics == (Metric(1, "train_loss", 0.4),)


def test_the_newest_word_on_a_step_stays_in_whatever_order_events_are_listed() -> None:
    old, new = metrics_event("e1", 10, step=1, train_loss=0.5), metrics_event("e2", 20, step=1, train_loss=0.4)
    for rows in ([old, new], [new, old]):
        assert detail("events", *rows).metrics == (Metric(1, "train_loss", 0.4),)
    same_second = [{**new, "created_at": 10}, old]
    assert detail("events", *same_second).metrics == (Metric(1, "train_loss", 0.4),)


def test_events_without_ids_are_all_taken() -> None:
    rows = [metrics_event(None, 10, step=step, train_loss=0.5) for step in (2, 1)]
    assert [metric.step for metric in detail("events", *rows).metrics] == [1, 2]


@pytest.mark.parametrize("step", [None, "1", -1, 1.5, True, 2**63])
def test_a_metrics_event_without_a_whole_step_is_left_out(step: object) -> None:
    assert detail("events", metrics_event("e1", 10, step=step, train_loss=0.5)) == Details()


def test_what_is_not_a_number_is_not_a_metric() -> None:
    event = metrics_event(
        "e1", 10, step=3, total_steps=9, notification="x", ok=True, nothing=None, huge=10**400, train_loss=1
    )
    body = json.dumps({"data": [event]}).encode().replace(str(10**400).encode(), b"123")
    found = OPENAI.answer_detail("events", Reply(200, {}, body))
    assert found.metrics == (Metric(3, "huge", 123.0), Metric(3, "train_loss", 1.0))
    assert found.facts == {"step": 3, "total_steps": 9}


def test_checkpoints_are_listed_by_step_and_their_numbers_are_metrics() -> None:
    found = OPENAI.answer_detail("checkpoints", reply(sample("checkpoints-two")))
    assert found.facts["checkpoints"] == [
        {
            "id": "ftckpt_enQCFmOTGj3syEpYVhBRLTSy",
            "step": 1000,
            "model": "ft:gpt-4o-mini-2024-07-18:my-org:custom-suffix:7q8mpxmy:ckpt-step-1000",
            "metrics": {"full_valid_loss": 0.167, "full_valid_mean_token_accuracy": 0.781},
        },
        {
            "id": "ftckpt_zc4Q7MP6XxulcVzj4MZdwsAB",
            "step": 2000,
            "model": "ft:gpt-4o-mini-2024-07-18:my-org:custom-suffix:96olL566:ckpt-step-2000",
            "metrics": {"full_valid_loss": 0.134, "full_valid_mean_token_accuracy": 0.874},
        },
    ]
    assert Metric(1000, "full_valid_loss", 0.167) in found.metrics


def test_a_checkpoint_without_an_id_or_a_step_is_left_out() -> None:
    rows = [{"id": None, "step_number": 1, "metrics": {"loss": 1}}, {"id": "c2", "metrics": {"loss": 1}}, None]
    assert detail("checkpoints", *rows) == Details()
    assert detail("checkpoints", {"id": "c3", "metrics": {"step": 3, "loss": 1}}).metrics == (Metric(3, "loss", 1.0),)


def test_the_name_of_a_metric_is_made_storable() -> None:
    found = detail("events", metrics_event("e1", 10, **{"step": 1, "lo\x00ss": 0.5}))
    assert found.metrics == (Metric(1, "lo\ufffdss", 0.5),)


def test_the_counters_in_a_checkpoints_metrics_are_not_metrics() -> None:
    found = OPENAI.answer_detail("checkpoints", reply(sample("checkpoints-kluster")))
    assert {metric.name for metric in found.metrics} == {"train_loss", "valid_loss", "full_valid_loss"}


@pytest.mark.parametrize("status", [404, 405, 501])
def test_an_endpoint_without_checkpoints_is_no_fault(status: int) -> None:
    assert OPENAI.answer_detail("checkpoints", Reply(status, {}, b"<html>")) == Details()


# The model


def test_a_models_retirement_date_is_read_and_a_model_may_have_none() -> None:
    assert OPENAI.answer_model(reply(sample("model-retiring"))) == "2026-10-23"
    for said in (None, "", "soon", 20261023, "2026-02-30"):
        assert OPENAI.answer_model(reply(sample("model-retiring", shutdown_date=said))) is None
    assert OPENAI.answer_model(Reply(404, {}, b"")) is None


def test_a_models_name_is_one_segment_of_the_path() -> None:
    assert OPENAI.ask_model("ft:gpt-4o:org::id") == Ask("/models/ft:gpt-4o:org::id")
    assert OPENAI.ask_model("meta-llama/Llama-3.1-8B") == Ask("/models/meta-llama%2FLlama-3.1-8B")
    assert OPENAI.ask_model("..") is None
    assert OPENAI.ask_model("") is None


def test_the_key_goes_out_as_bearer() -> None:
    assert OPENAI.credential("k") == BearerKey("k")


# How long to wait


def wait_s(status: int, headers: dict[str, str]) -> float | None:
    with pytest.raises(ProviderError) as caught:
        OPENAI.answer_jobs(Reply(status, headers, b"{}"), asked_at=ASKED_AT)
    return caught.value.retry_after_s


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"RETRY-AFTER": " 1.5 "}, 1.5),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": "Mon, 23 Nov 2026 12:01:30 GMT", "date": "Mon, 23 Nov 2026 12:00:00 GMT"}, 90.0),
        ({"retry-after": "Mon, 23 Nov 2026 11:00:00 GMT", "date": "Mon, 23 Nov 2026 12:00:00 GMT"}, 0.0),
        ({"retry-after": "999999999"}, 86_400.0),
        ({"x-ratelimit-reset-requests": "6m0s"}, 360.0),
        ({"x-ratelimit-reset-requests": "1h2m3.5s"}, 3723.5),
        ({"x-ratelimit-reset-requests": "120ms", "x-ratelimit-reset-tokens": "9s"}, 0.12),
        ({"x-ratelimit-reset-tokens": "1s"}, 1.0),
        ({"retry-after": "2", "x-ratelimit-reset-requests": "6m0s"}, 2.0),
    ],
)
def test_what_the_reply_asks_us_to_wait_is_read(headers: dict[str, str], seconds: float) -> None:
    assert wait_s(429, headers) == pytest.approx(seconds)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        *({"retry-after": value} for value in ("", "soon", "-5", "nan", "inf", "1_0", "٣", "0,", "1" * 400)),
        {"retry-after": "Mon, 23 Nov 2026 12:01:30 GMT"},
        {"retry-after": "Mon, 23 Nov 2026 12:01:30 GMT", "date": "Mon, 23 Nov 2026 12:00:00 -0000"},
        {"retry-after": "Mon, 99 Nov 2026 12:01:30 GMT", "date": "0,"},
        *({"x-ratelimit-reset-requests": value} for value in ("", "6", "m", "6 m", "1732363200", "-1s")),
    ],
)
def test_a_wait_that_cannot_be_read_is_not_said(headers: dict[str, str]) -> None:
    assert wait_s(429, headers) is None


def test_the_reset_of_a_limit_that_was_not_hit_asks_nothing() -> None:
    assert wait_s(500, {"x-ratelimit-reset-requests": "6m0s"}) is None
    assert wait_s(503, {"retry-after": "4"}) == 4.0
