"""What transformers' KubeflowCallback sends, as the report that it means. The samples are recorded bytes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.errors import Malformed, Reason, SignatureError
from service.core.signature import job_secret
from service.core.snapshot import ENDINGS, Metric, Snapshot, Status
from service.providers import kubeflow
from service.providers.generic import GENERIC

SAMPLES = Path(__file__).parents[1] / "samples" / "kubeflow"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NOW = datetime(2026, 11, 26, 21, 41, tzinfo=UTC)


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.json").read_bytes()


def said(body: bytes, job: str = "run-7") -> Snapshot:
    snapshot = GENERIC.parse(kubeflow.report(body, job), received_at=NOW)
    assert isinstance(snapshot, Snapshot)
    return snapshot


def status(**fields: Any) -> bytes:
    return json.dumps({"trainerStatus": {"lastUpdatedTime": "2026-11-26T21:40:28+00:00", **fields}}).encode()


def numbers(**values: Any) -> bytes:
    return status(metrics=[{"name": name, "value": value} for name, value in values.items()])


def test_the_beginning_is_a_running_job_of_known_length() -> None:
    snapshot = said(sample("begin"))
    assert (snapshot.provider_job_id, snapshot.status, snapshot.metrics) == ("run-7", Status.RUNNING, ())
    assert snapshot.facts == {"total_steps": 200}
    assert snapshot.revision == 1_795_729_228_461_891  # the moment that the message names, to the microsecond


def test_numbers_in_text_become_numbers_under_the_names_of_reports() -> None:
    snapshot = said(sample("progress"))
    assert (snapshot.facts["step"], snapshot.facts["total_steps"]) == (20, 200)
    assert snapshot.facts["estimated_finish_at"] == "2026-11-26T21:40:39.667672+00:00"
    assert set(snapshot.metrics) == {
        Metric(20, "train_loss", 1.5312),
        Metric(20, "grad_norm", None),
        Metric(20, "learning_rate", 2e-05),
        Metric(20, "epoch", 0.3),
    }


def test_of_two_epochs_the_messages_own_stands() -> None:
    metrics = {metric.name: metric.value for metric in said(sample("evaluated")).metrics}
    assert (metrics["epoch"], metrics["eval_loss"]) == (0.6, 1.2207)


def test_the_end_of_training_is_no_ending_and_its_numbers_have_no_step() -> None:
    snapshot = said(sample("end"))
    assert snapshot.status is Status.RUNNING
    assert (snapshot.metrics, snapshot.facts) == ((), {})


def test_messages_are_ordered_by_the_time_that_they_name() -> None:
    revisions = [said(sample(name)).revision for name in ("begin", "progress", "evaluated", "end")]
    assert revisions == sorted(set(revisions))


def test_the_summarys_mean_is_not_taken_for_the_last_loss() -> None:
    metrics = {
        metric.name: metric.value for metric in said(numbers(train_loss="0.9", loss="0.4", current_step="3")).metrics
    }
    assert metrics == {"train_loss": 0.4}


@pytest.mark.parametrize(
    ("value", "read"),
    [("0.5", 0.5), (0.5, 0.5), ("1e-3", 0.001), ("nan", None), ("inf", None), ("-inf", None), (7, 7.0)],
)
def test_a_number_is_read_from_text_too(value: object, read: float | None) -> None:
    assert said(numbers(a=value, current_step=1)).metrics == (Metric(1, "a", read),)


@pytest.mark.parametrize("value", ["", "fast", None, True, [], {}, "1" * 65])
def test_what_is_no_number_is_left_out(value: object) -> None:
    assert said(numbers(a=value, b="1", current_step=1)).metrics == (Metric(1, "b", 1.0),)


@pytest.mark.parametrize("step", ["-1", "1.5", "nan", "inf", "1e30", None])
def test_a_step_that_is_none_leaves_the_numbers_out_and_the_rest_in(step: object) -> None:
    snapshot = said(numbers(loss="1", current_step=step, total_steps="9"))
    assert (snapshot.metrics, snapshot.facts) == ((), {"total_steps": 9})


def test_a_bounded_number_of_numbers_is_read() -> None:
    many = numbers(current_step="1", **{f"n{n}": str(n) for n in range(kubeflow.MAX_METRICS)})
    assert len(said(many).metrics) == kubeflow.MAX_METRICS - 1


@pytest.mark.parametrize("remaining", [0, -1, None, "10", True, 10**12, 1.5])
def test_an_estimate_that_is_none_is_not_said(remaining: object) -> None:
    assert "estimated_finish_at" not in said(status(estimatedRemainingSeconds=remaining)).facts


@pytest.mark.parametrize("at", [None, "", "soon", 5, "9999-12-31T23:59:59-01:00"])
def test_a_message_without_a_time_is_refused(at: object) -> None:
    with pytest.raises(Malformed) as caught:
        kubeflow.report(json.dumps({"trainerStatus": {"lastUpdatedTime": at}}).encode(), "run-7")
    assert caught.value.reason is Reason.WRONG_SHAPE


def test_an_estimate_past_the_end_of_time_is_not_said() -> None:
    body = json.dumps({"trainerStatus": {"lastUpdatedTime": "9999-12-31T23:59:59Z", "estimatedRemainingSeconds": 60}})
    assert "estimated_finish_at" not in json.loads(kubeflow.report(body.encode(), "run-7"))


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"trainerStatus": 7}', b"<html>", b'{"trainerStatus": {}}', b"\xff"]
)
def test_what_is_not_the_protocol_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        kubeflow.report(body, "run-7")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=300) | json_values.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_report_or_refused(body: bytes) -> None:
    try:
        report = kubeflow.report(body, "run-7")
    except Malformed:
        return
    GENERIC.parse(report, received_at=NOW)


@given(
    st.lists(st.fixed_dictionaries({"name": json_values, "value": json_values}) | json_values, max_size=6),
    json_values,
    json_values,
)
def test_whatever_its_fields_hold_it_never_claims_an_ending(metrics: list[Any], percent: Any, remaining: Any) -> None:
    body = status(metrics=metrics, progressPercentage=percent, estimatedRemainingSeconds=remaining)
    assert said(body).status not in ENDINGS


def bearer(token: str) -> list[tuple[str, str]]:
    return [("Authorization", f"Bearer {token}")]


@pytest.mark.parametrize("token", [SECRET, job_secret(SECRET, "run-7")])
def test_the_accounts_secret_and_the_jobs_own_are_taken_as_a_token(token: str) -> None:
    report = GENERIC.progress(bearer(token), sample("progress"), secrets=["whsec_b3RoZXI=", SECRET], job="run-7")
    assert json.loads(report)["job"] == "run-7"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ([], Reason.MISSING_HEADER),
        (bearer(""), Reason.MISSING_HEADER),
        (bearer("whsec_b3RoZXI="), Reason.SIGNATURE_MISMATCH),
        (bearer(job_secret(SECRET, "run-8")), Reason.SIGNATURE_MISMATCH),
        ([("Authorization", f"Basic {SECRET}")], Reason.BAD_HEADER),
        ([("Authorization", SECRET)], Reason.BAD_HEADER),
        (bearer(SECRET) * 2, Reason.BAD_HEADER),
    ],
)
def test_another_token_is_refused_by_name(headers: list[tuple[str, str]], reason: Reason) -> None:
    with pytest.raises(SignatureError) as caught:
        GENERIC.progress(headers, sample("progress"), secrets=[SECRET], job="run-7")
    assert caught.value.reason is reason
    assert SECRET not in caught.value.detail


@given(st.text(max_size=300), st.text(max_size=60), st.binary(max_size=60))
def test_progress_raises_what_it_says_and_nothing_else(job: str, token: str, body: bytes) -> None:
    with pytest.raises((SignatureError, Malformed)):
        GENERIC.progress(bearer(token), body, secrets=[SECRET], job=job)
