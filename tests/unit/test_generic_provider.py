"""The generic format as docs/providers.md describes it. What holds for every provider is in tests/contract."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.core.errors import Malformed, Reason, SignatureError
from service.core.job import Job, apply
from service.core.signature import job_secret, sign_standard_webhook
from service.core.snapshot import FACTS, Metric, Snapshot, Status
from service.providers.generic import GENERIC

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples" / "generic"
RECEIVED_AT = datetime(2026, 11, 23, 12, 0, 0, 7, tzinfo=UTC)


def parse_bytes(body: bytes) -> Snapshot:
    snapshot = GENERIC.parse(body, received_at=RECEIVED_AT)
    assert isinstance(snapshot, Snapshot)
    return snapshot


def report(**fields: object) -> Snapshot:
    return parse_bytes(json.dumps({"job": "run-1", "status": "running", **fields}).encode())


def sample(name: str) -> Snapshot:
    return parse_bytes((SAMPLES / f"webhook-{name}.json").read_bytes())


def refused(**fields: object) -> str:
    with pytest.raises(Malformed) as caught:
        report(**fields)
    assert caught.value.reason is Reason.WRONG_SHAPE
    return caught.value.detail


def test_a_job_and_a_status_are_enough() -> None:
    snapshot = sample("minimal")
    assert (snapshot.provider_job_id, snapshot.status, snapshot.facts) == ("run-42", Status.RUNNING, {})
    assert (snapshot.revision, snapshot.life) == (1_795_435_200_000_007, 0)


def test_every_field_has_its_fact() -> None:
    snapshot = sample("succeeded")
    assert snapshot.status is Status.SUCCEEDED
    assert snapshot.provider_status == "completed"
    assert (snapshot.revision, snapshot.life) == (31, 1)
    assert snapshot.metrics == (Metric(300, "train_loss", 0.15), Metric(300, "eval_loss", 0.27))
    assert snapshot.facts["finished_at"] == "2026-11-23T11:15:00+00:00"
    assert snapshot.facts["metadata"] == {"git": "4f2c1d0", "tags": ["support", "v2"]}
    assert snapshot.facts["checkpoints"] == [
        {"id": "ckpt-300", "step": 300, "model": "support-bot-v2@300", "metrics": {"eval_loss": 0.27}}
    ]
    told = set(snapshot.facts) | set(sample("progress").facts) | set(sample("failed").facts)
    assert set(FACTS) - told == {"result_files", "output_repo", "warning"}  # what only an API tells


@pytest.mark.parametrize(
    ("word", "status"),
    [
        *((status.value, status) for status in Status),
        ("submitted", Status.CREATED),
        ("pending", Status.QUEUED),
        ("started", Status.RUNNING),
        ("in_progress", Status.RUNNING),
        ("training", Status.RUNNING),
        ("completed", Status.SUCCEEDED),
        ("complete", Status.SUCCEEDED),
        ("finished", Status.SUCCEEDED),
        ("success", Status.SUCCEEDED),
        ("successful", Status.SUCCEEDED),
        ("error", Status.FAILED),
        ("canceled", Status.CANCELLED),
        (" Succeeded ", Status.SUCCEEDED),
        ("cooling down", Status.UNKNOWN),
    ],
)
def test_a_status_keeps_its_word_beside_its_meaning(word: str, status: Status) -> None:
    snapshot = report(status=word)
    assert (snapshot.status, snapshot.provider_status) == (status, word)


@pytest.mark.parametrize("version", [None, 1, 1.0])
def test_version_one_is_known_and_meant_when_absent(version: object) -> None:
    assert report(version=version).provider_job_id == "run-1"


@pytest.mark.parametrize("version", [0, 2, "1", "canary", [], {}])
def test_another_version_is_refused_and_told_which_one_is_known(version: object) -> None:
    assert refused(version=version) == "`version` is not known here; 1 is"


@pytest.mark.parametrize("value", [None, "", 7, [], "x" * 201, "nul\x00", ".."])
def test_a_job_without_a_usable_id_is_refused(value: object) -> None:
    assert "`job`" in refused(job=value)


@pytest.mark.parametrize("value", [None, "", 7, []])
def test_a_report_without_a_status_is_refused(value: object) -> None:
    assert "`status`" in refused(status=value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("sequence", value) for value in (-1, 1.5, "1", True, 2**63, [])),
        *(("attempt", value) for value in (0, -1, "2", 1.5)),
        *(("step", value) for value in (-1, "3", 0.5)),
        *(("occurred_at", value) for value in ("yesterday", 0, -5, 1_795_435_200_000, [], True)),
    ],
)
def test_what_orders_or_counts_is_refused_by_name_when_it_is_wrong(field: str, value: object) -> None:
    assert f"`{field}`" in refused(**{field: value})


def test_reports_are_ordered_by_sequence_else_by_when_it_was_so_else_by_arrival() -> None:
    assert report(sequence=3, occurred_at=100).revision == 3
    assert report(sequence=0).revision == 0
    assert report(occurred_at=100).revision == 100_000_000
    assert report(occurred_at="1970-01-01T00:01:40.000001").revision == 100_000_001
    assert report().revision == 1_795_435_200_000_007


def test_a_second_attempt_is_a_new_life() -> None:
    assert [report(attempt=attempt).life for attempt in (None, 1, 2)] == [0, 0, 1]


def test_a_restarted_run_lifts_the_failure_of_its_first_attempt() -> None:
    job = Job("job_1", "default", "acme", "generic", "run-1")
    for snapshot in (report(status="failed", attempt=1, sequence=9), report(attempt=2, sequence=1)):
        job, _ = apply(job, snapshot, via="webhook")
    assert job.status is Status.RUNNING


def test_an_ending_finished_when_it_occurred_unless_it_says_otherwise() -> None:
    assert report(status="failed", occurred_at=100).facts["finished_at"] == "1970-01-01T00:01:40+00:00"
    assert report(status="failed", occurred_at=100, finished_at=90).facts["finished_at"] == "1970-01-01T00:01:30+00:00"
    assert "finished_at" not in report(status="running", occurred_at=100).facts
    assert "finished_at" not in report(status="failed").facts


def test_an_error_is_an_object_or_text() -> None:
    assert sample("failed").facts["error_message"] == "CUDA out of memory on rank 3"
    assert sample("failed").facts["error_code"] == "cuda_oom"
    assert sample("failed").facts["error_param"] == "per_device_batch_size"
    assert sample("failed-in-a-word").facts == {"error_message": "the node was preempted"}


def test_metrics_are_rows_of_steps_and_null_stands_for_nan() -> None:
    snapshot = sample("progress")
    assert set(snapshot.metrics) == {
        Metric(99, "train_loss", 0.52),
        Metric(99, "learning_rate", 0.0001),
        Metric(100, "train_loss", 0.5),
        Metric(100, "eval_loss", 0.61),
        Metric(101, "train_loss", None),
    }
    assert snapshot.facts["step"] == 101


def test_a_number_that_is_told_twice_is_the_last_one() -> None:
    rows = [{"step": 1, "loss": 0.5}, {"step": 1, "loss": 0.4, "note": "text", "ok": True, "total_steps": 9}]
    assert report(metrics=rows).metrics == (Metric(1, "loss", 0.4),)


def test_a_number_without_a_name_is_no_metric() -> None:
    assert report(metrics={"step": 1, "": 2, "loss": 0.5}).metrics == (Metric(1, "loss", 0.5),)


def test_a_row_without_a_step_takes_the_reports() -> None:
    assert report(step=5, metrics=[{"loss": 0.5}]).metrics == (Metric(5, "loss", 0.5),)
    assert report(step=5, metrics={"step": 4, "loss": 0.5}).metrics == (Metric(4, "loss", 0.5),)


@pytest.mark.parametrize("metrics", ["x", 3, [1], [None], [[]], {"loss": 0.5}, [{"loss": 0.5}], [{"step": -1, "a": 1}]])
def test_metrics_of_another_shape_or_without_a_step_are_refused(metrics: object) -> None:
    assert "`metrics`" in refused(metrics=metrics) or "`step`" in refused(metrics=metrics)


def test_ten_thousand_numbers_are_taken_and_one_more_is_refused() -> None:
    rows = [{"step": step, "a": 1, "b": 2} for step in range(5000)]
    assert len(report(metrics=rows).metrics) == 10_000
    assert "10000" in refused(metrics=[*rows, {"step": 5000, "a": 1}])


def test_what_only_describes_is_left_out_when_it_is_of_a_wrong_type() -> None:
    wrong = {
        "seed": "42",
        "cost_usd": "much",
        "name": 7,
        "metadata": [],
        "started_at": "x",
        "checkpoints": {},
        "error": 3,
    }
    assert report(status="succeeded", **wrong).facts == {}


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "//host", "ftp://host", " https://host"])
def test_a_link_that_is_not_of_the_web_is_left_out(link: str) -> None:
    assert report(url=link).facts == {}
    assert report(url="https://host/x").facts == {"url": "https://host/x"}


def test_text_that_cannot_be_stored_is_made_storable_at_any_depth() -> None:
    facts = report(name="a\x00b", metadata={"k\x00": ["v\x00", 2**70]}).facts
    assert report(metrics={"step": 1, "lo\x00ss": 1}).metrics == (Metric(1, "lo\ufffdss", 1.0),)
    assert facts == {"name": "a\ufffdb", "metadata": {"k\ufffd": ["v\ufffd", None]}}


@pytest.mark.skipif(not (shutil.which("openssl") and shutil.which("sh")), reason="the documented example needs openssl")
def test_the_documented_curl_example_is_signed_as_we_verify(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "providers.md").read_text()
    (example,) = [one for one in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) if "curl" in one]
    secret = "whsec_/+8AAQ0KIH8gc2VjcmV0IG9mIDMyIGJ5dGVzIGxvbmc="  # with bytes that a shell variable cannot hold
    subprocess.run(
        ["sh", "-euc", 'curl() { for word in "$@"; do printf "%s\\0" "$word"; done > sent; }\n' + example],
        env={"PATH": os.environ["PATH"], "TUNEWATCH_SECRET": secret},
        cwd=tmp_path,
        check=True,
    )
    words = (tmp_path / "sent").read_text().split("\0")
    options = [after for option, after in itertools.pairwise(words) if option == "--header"]
    headers = [(name, value) for name, _, value in (option.partition(": ") for option in options)]
    body = words[words.index("--data-binary") + 1].encode()
    now = datetime.fromtimestamp(int(dict(headers)["webhook-timestamp"]), UTC)

    assert GENERIC.verify(headers, body, secrets=[secret], now=now).startswith("msg_")
    with pytest.raises(SignatureError):
        GENERIC.verify(headers, body, secrets=["whsec_b3RoZXI="], now=now)
    assert parse_bytes(body).status is Status.SUCCEEDED
    assert words[-2].endswith("/webhooks/my-trainer")


# --- a job's own secret ---------------------------------------------------------------------------------------------

ACCOUNT_SECRETS = ["whsec_TmV3IGFjY291bnQgc2VjcmV0", "whsec_T2xkIGFjY291bnQgc2VjcmV0"]


def verified(body: bytes, *, secret: str, tail: str) -> str:
    at = int(RECEIVED_AT.timestamp())
    signature = sign_standard_webhook("msg_1", at, body, secret)
    headers = [("webhook-id", "msg_1"), ("webhook-timestamp", str(at)), ("webhook-signature", signature)]
    return GENERIC.verify(headers, body, secrets=ACCOUNT_SECRETS, now=RECEIVED_AT, tail=tail)


def unverified(body: bytes, *, secret: str, tail: str) -> Reason:
    with pytest.raises(SignatureError) as caught:
        verified(body, secret=secret, tail=tail)
    assert secret not in caught.value.detail
    return caught.value.reason


def about(job: object) -> bytes:
    return json.dumps({"job": job, "status": "running"}).encode()


@pytest.mark.parametrize("account_secret", ACCOUNT_SECRETS)
@pytest.mark.parametrize("job", ["run-1", "größe/7 ✓", "x" * 200])
def test_a_report_under_its_jobs_secret_is_taken_under_each_of_the_accounts(account_secret: str, job: str) -> None:
    assert verified(about(job), secret=job_secret(account_secret, job), tail=job) == "msg_1"


def test_a_jobs_secret_speaks_of_that_job_only() -> None:
    secret = job_secret(ACCOUNT_SECRETS[0], "run-1")
    assert unverified(about("run-2"), secret=secret, tail="run-1") is Reason.OTHER_JOB
    assert unverified(about("run-2"), secret=secret, tail="run-2") is Reason.SIGNATURE_MISMATCH
    assert unverified(about("run-1"), secret=secret, tail="") is Reason.SIGNATURE_MISMATCH


@pytest.mark.parametrize("job", [None, 7, ["run-1"], {"run-1": 1}, "run-1 ", "RUN-1"])
def test_a_job_that_is_not_the_paths_to_the_letter_is_another(job: object) -> None:
    assert unverified(about(job), secret=job_secret(ACCOUNT_SECRETS[0], "run-1"), tail="run-1") is Reason.OTHER_JOB


def test_of_two_jobs_in_one_report_the_one_that_is_read_counts() -> None:
    secret = job_secret(ACCOUNT_SECRETS[0], "run-1")
    body = b'{"job": "run-1", "status": "running", "job": "run-2"}'
    assert parse_bytes(body).provider_job_id == "run-2"
    assert unverified(body, secret=secret, tail="run-1") is Reason.OTHER_JOB


def test_the_accounts_secret_is_no_jobs_secret() -> None:
    assert unverified(about("run-1"), secret=ACCOUNT_SECRETS[0], tail="run-1") is Reason.SIGNATURE_MISMATCH


@pytest.mark.parametrize("tail", ["x" * 201, ".", "..", "nul\x00"])
def test_a_path_that_names_no_job_is_refused(tail: str) -> None:
    assert unverified(about(tail), secret=job_secret(ACCOUNT_SECRETS[0], tail), tail=tail) is Reason.OTHER_JOB


def test_what_is_no_json_is_left_to_be_refused_as_such() -> None:
    assert verified(b"not json", secret=job_secret(ACCOUNT_SECRETS[0], "run-1"), tail="run-1") == "msg_1"
