"""What RunPod's replies and unsigned webhooks say, and the traps of jobs that are whatever a handler does."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.core.errors import Malformed, Reason, SignatureError
from service.core.job import apply
from service.core.snapshot import JobChanged, Metric, Snapshot, Status
from service.providers import Ask, ProviderError, Reply, Signing
from service.providers.runpod import MAX_ERROR_CHARS, RUNPOD, STATUSES
from tests.builders import job

SAMPLES = Path(__file__).parents[1] / "samples" / "runpod"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TOKEN = "3f0c9a1e7b2d4c6f8a5e"


def sample(name: str) -> Any:
    return json.loads((SAMPLES / name).read_text())


def read(document: object, *, asked_at: datetime = NOW) -> Snapshot:
    return RUNPOD.answer_job(Reply(200, {}, json.dumps(document).encode()), asked_at=asked_at)


def said(output: object, status: str = "COMPLETED") -> Snapshot:
    return read({"id": "a", "status": status, "output": output})


def verified(tail: str, *secrets: str, body: bytes = b"{}") -> str:
    return RUNPOD.verify([], body, secrets=secrets, now=NOW, tail=tail)


def test_a_trained_job_says_what_its_handler_returned() -> None:
    snapshot = read(sample("job-trained.json"))
    assert (snapshot.status, snapshot.provider_status) == (Status.SUCCEEDED, "COMPLETED")
    assert snapshot.facts == {
        "tuned_model": "acme/llama-sft",
        "artifact_uri": "s3://acme-models/llama-sft/",
        "base_model": "meta-llama/Llama-3.1-8B",
        "model_name": "support-bot",
        "method": "lora",
        "hyperparameters": {"epochs": 3, "learning_rate": 0.0001},
        "training_file": "hf://datasets/acme/tickets",
        "seed": 7,
        "trained_tokens": 120000,
        "cost_usd": 1.25,
        "step": 300,
        "total_steps": 300,
        "metadata": {"team": "support"},
        "hardware": "jtf4e3047pxuhr",
    }
    assert snapshot.metrics == (
        Metric(150, "train_loss", 1.2),
        Metric(150, "valid_loss", 1.3),
        Metric(300, "accuracy", 0.8),
        Metric(300, "train_loss", 0.91),
        Metric(300, "valid_loss", 1.1),
    )
    assert snapshot.revision == 1795435200_000000


@pytest.mark.parametrize(
    ("output", "model", "place"),
    [
        ({"hub_model_id": "acme/m"}, "acme/m", "hf://acme/m"),
        ({"model": "acme/m"}, "acme/m", None),
        ({"model": "s3://bucket/m"}, None, "s3://bucket/m"),
        ({"tuned_model": "t", "hub_model_id": "h", "model": "m"}, "t", "hf://h"),
        ({"hub_model_id": "acme/m", "artifact": "https://x/m.tar"}, "acme/m", "https://x/m.tar"),
        ({"artifact": "/runpod-volume/out"}, None, None),
        ({"artifact_url": "https://x/1"}, None, "https://x/1"),
        ([{"text": "a"}, {"model": "acme/last"}], "acme/last", None),
        ("acme/m", None, None),
        (None, None, None),
    ],
)
def test_the_model_is_found_under_the_documented_names(output: object, model: str | None, place: str | None) -> None:
    facts = said(output).facts
    assert (facts.get("tuned_model"), facts.get("artifact_uri")) == (model, place)


@pytest.mark.parametrize("status", [word for word in STATUSES if word != "COMPLETED"])
def test_a_model_is_believed_only_of_a_job_that_completed(status: str) -> None:
    assert "tuned_model" not in said({"model": "acme/m", "artifact": "s3://x/y"}, status).facts
    assert "artifact_uri" not in said({"model": "acme/m", "artifact": "s3://x/y"}, status).facts


def test_progress_is_the_output_of_a_job_at_work() -> None:
    snapshot = read(sample("job-progress.json"))
    assert snapshot.status is Status.RUNNING
    assert (snapshot.facts["step"], snapshot.facts["total_steps"]) == (120, 300)
    assert snapshot.metrics == (Metric(120, "learning_rate", 0.00008), Metric(120, "train_loss", 1.21))
    for text in ("half way", 0.5, ["a"], True):
        assert said(text, "IN_PROGRESS").facts == {}


def test_numbers_without_a_step_and_numbers_of_other_things_are_no_metrics() -> None:
    assert said({"train_loss": 0.9}).metrics == ()
    assert said({"step": 3, "input_tokens": 22, "progress": 40}).metrics == ()
    assert said({"step": 3, "metrics": {"loss": 0.5, "f1": 0.7}}).metrics == (
        Metric(3, "f1", 0.7),
        Metric(3, "train_loss", 0.5),
    )
    assert said({"metrics": [{"loss": 1}, {"global_step": 2, "loss": 0.5}]}).metrics == (Metric(2, "train_loss", 0.5),)


def test_every_word_of_a_generator_has_its_numbers_and_the_last_one_its_facts() -> None:
    rows = [{"step": 1, "loss": 3.0}, "text", {"step": 2, "loss": 2.0}, {"step": 2, "loss": 1.5, "max_steps": 9}]
    snapshot = said(rows, "IN_PROGRESS")
    assert snapshot.metrics == (Metric(1, "train_loss", 3.0), Metric(2, "train_loss", 1.5))
    assert (snapshot.facts["step"], snapshot.facts["total_steps"]) == (2, 9)


def test_no_secret_of_a_handlers_words_is_kept() -> None:
    facts = said(
        {
            "training_file": "s3://KEY:abc@acme/a.jsonl?sig=abc",
            "artifact_url": "https://u:abc@acme.org/m.safetensors?sig=abc#x",
            "hyperparameters": {"rank": 8, "hf_token": "abc"},
            "metadata": {"apiKey": "abc", "data": "https://acme.org/a?sig=abc"},
        }
    ).facts
    assert (facts["training_file"], facts["artifact_uri"]) == ("s3://acme/a.jsonl", "https://acme.org/m.safetensors")
    assert (facts["hyperparameters"], facts["metadata"]) == ({"rank": 8}, {"data": "https://acme.org/a"})


def test_a_blank_traceback_is_none() -> None:
    error = json.dumps({"error_type": "<class 'ValueError'>", "error_message": "no", "error_traceback": " \n\n"})
    assert "log_tail" not in read({"id": "a", "status": "FAILED", "error": error}).facts


def test_an_error_without_a_message_is_its_own() -> None:
    error = {"reason": "out of memory", "hf_token": "abc"}
    assert read({"id": "a", "status": "FAILED", "error": error}).facts["error_message"] == '{"reason":"out of memory"}'
    long = read({"id": "a", "status": "FAILED", "error": {"reason": "x" * 10_000}}).facts["error_message"]
    assert len(str(long)) == MAX_ERROR_CHARS


def test_an_exception_is_unpacked_from_the_text_that_the_worker_makes_of_it() -> None:
    snapshot = read(sample("job-failed-observed.json"))
    assert snapshot.status is Status.FAILED
    assert snapshot.facts["error_code"] == "AttributeError"
    assert snapshot.facts["error_message"] == (
        "'Results' object has no attribute 'tojson'. See valid attributes below."
    )
    tail = snapshot.facts["log_tail"]
    assert isinstance(tail, str)
    assert tail.startswith("Traceback (most recent call last):")
    assert tail.endswith("See valid attributes below.")


def test_a_traceback_is_cut_to_its_last_lines() -> None:
    trace = "\n".join(f"line {n}" for n in range(1000))
    error = json.dumps({"error_type": "<class 'OSError'>", "error_message": "m", "error_traceback": trace})
    tail = read({"id": "a", "status": "FAILED", "error": error}).facts["log_tail"]
    assert isinstance(tail, str)
    assert tail.splitlines() == [f"line {n}" for n in range(950, 1000)]


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        ("CUDA out of memory", None, "CUDA out of memory"),
        ('{"not": "ours"}', None, '{"not": "ours"}'),
        ('"quoted"', None, '"quoted"'),
        ("{broken", None, "{broken"),
        ('{"error_type": "<class \'KeyError\'>", "error_message": ""}', "KeyError", "<class 'KeyError'>"),
        ({"error_type": "E", "error_message": "m"}, "E", "m"),
        ({"message": "m"}, None, "m"),
        ("", None, None),
        (None, None, None),
        ([1], None, None),
    ],
)
def test_an_error_of_any_other_form_is_kept_as_it_is(error: object, code: str | None, message: str | None) -> None:
    facts = read({"id": "a", "status": "FAILED", "error": error}).facts
    assert (facts.get("error_code"), facts.get("error_message")) == (code, message)


def test_a_job_whose_time_ran_out_expired_and_did_not_fail() -> None:
    assert read(sample("job-timed-out.json")).status is Status.EXPIRED


def test_durations_tell_no_time() -> None:
    facts = read(sample("job-trained.json")).facts
    assert not {"created_at", "started_at", "finished_at"} & set(facts)


def test_a_404_says_that_the_job_is_forgotten_and_how_long_an_ending_is_kept() -> None:
    with pytest.raises(ProviderError) as caught:
        RUNPOD.answer_job(Reply(404, {}, b'{"error": "job not found"}'), asked_at=NOW)
    assert caught.value.unknown_job
    assert RUNPOD.keeps_ended_s == 1800


def test_there_is_no_list_and_no_common_address() -> None:
    assert (RUNPOD.asks, RUNPOD.lists, RUNPOD.base_url) == (True, False, "")
    with pytest.raises(ProviderError, match="does not offer"):
        RUNPOD.ask_jobs(None)


def test_jobs_are_asked_about_and_cancelled_by_their_id() -> None:
    assert RUNPOD.ask_job("a-u1") == Ask("/status/a-u1")
    assert RUNPOD.ask_cancel("a-u1") == Ask("/cancel/a-u1", method="POST")
    RUNPOD.answer_cancel(Reply(200, {}, (SAMPLES / "cancel-documented.json").read_bytes()))
    with pytest.raises(ProviderError) as caught:
        RUNPOD.answer_cancel(Reply(404, {}, b"{}"))
    assert caught.value.unknown_job


@pytest.mark.parametrize(
    ("status", "event_type"),
    [
        ("COMPLETED", "job.succeeded"),
        ("FAILED", "job.failed"),
        ("CANCELLED", "job.cancelled"),
        ("TIMED_OUT", "job.expired"),
        ("IN_PROGRESS", "job.running"),
        ("completed", "job.succeeded"),
        ("SUCCEEDED", "job.unknown"),
    ],
)
def test_a_webhook_is_a_hint_whatever_it_claims(status: str, event_type: str) -> None:
    body = json.dumps(sample("webhook-trained.json") | {"status": status}).encode()
    found = RUNPOD.parse(body, received_at=NOW)
    assert found == JobChanged("60902e6c-08a1-426e-9cb9-9eaec90f5e2b-u1", event_type)


@pytest.mark.parametrize("body", [{}, {"id": "a"}, {"status": "COMPLETED"}, {"id": "..", "status": "FAILED"}])
def test_a_webhook_without_job_or_status_is_refused(body: object) -> None:
    with pytest.raises(Malformed):
        RUNPOD.parse(json.dumps(body).encode(), received_at=NOW)


def test_a_webhook_is_known_by_the_token_at_the_end_of_its_path_alone() -> None:
    assert RUNPOD.signing is Signing.PATH_TOKEN
    assert verified(TOKEN, "other", TOKEN) == verified(TOKEN, TOKEN)
    for tail, reason in ((TOKEN[:-1], Reason.SIGNATURE_MISMATCH), ("", Reason.MISSING_HEADER)):
        with pytest.raises(SignatureError) as caught:
            verified(tail, TOKEN)
        assert caught.value.reason is reason
        assert TOKEN not in caught.value.detail
    with pytest.raises(SignatureError) as caught:
        verified(TOKEN)
    assert caught.value.reason is Reason.NO_SECRET


def test_a_repeated_webhook_has_the_same_delivery_id_and_another_jobs_has_not() -> None:
    first, again, other = (verified(TOKEN, TOKEN, body=body) for body in (b'{"id":1}', b'{"id":1}', b'{"id":2}'))
    assert first == again != other


def test_a_job_that_is_run_again_is_told_when_it_succeeds_though_it_had_failed() -> None:
    """`/retry` keeps the id and says nothing: the run is life 0 again, so its queue and its work are no news."""
    states = [
        {"status": "FAILED", "error": "oom"},
        {"status": "IN_QUEUE"},
        {"status": "COMPLETED", "output": {"model": "m"}},
    ]
    known, told = job(provider="runpod"), []
    for minute, state in enumerate(states):
        snapshot = read({"id": "job-1"} | state, asked_at=NOW + timedelta(minutes=minute))
        known, change = apply(known, snapshot, via="webhook")
        told.append((known.status, [event.kind.value for event in change.events]))
    assert told == [
        (Status.FAILED, ["job.failed"]),
        (Status.FAILED, []),
        (Status.SUCCEEDED, ["job.succeeded"]),
    ]


def test_a_late_report_of_progress_does_not_take_an_ending_back() -> None:
    """runpod-python issue 250: it overwrites the final state at RunPod."""
    done = read({"id": "job-1", "status": "COMPLETED", "output": {"model": "m"}})
    late = read({"id": "job-1", "status": "IN_PROGRESS", "output": {"step": 3}}, asked_at=NOW + timedelta(minutes=1))
    known, _ = apply(job(provider="runpod"), done, via="webhook")
    known, change = apply(known, late, via="poll")
    assert (known.status, change.advanced) == (Status.SUCCEEDED, False)
    assert known.facts["tuned_model"] == "m"
