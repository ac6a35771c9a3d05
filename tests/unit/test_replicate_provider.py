"""Replicate's wire format and its traps. What holds for every provider is in tests/contract/test_providers.py."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from service.core.errors import Malformed, Reason
from service.core.snapshot import Ignored, JobChanged, Metric, Snapshot, Status
from service.providers import Ask, BadOption, JobsPage, ProviderError, Readiness, Reply
from service.providers.credential import BearerKey
from service.providers.loglines import MAX_LINES
from service.providers.replicate import REPLICATE, STATUSES

SAMPLES = Path(__file__).parents[1] / "samples" / "replicate"
AT = datetime(2026, 11, 23, 12, 0, 0, 123_457, tzinfo=UTC)
US = 1_795_435_200_123_457
TUNED = "acme/my-sdxl:4d7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa"


def sample(name: str, **changes: object) -> dict[str, Any]:
    return {**json.loads((SAMPLES / f"{name}.json").read_text()), **changes}


def reply(document: object, status: int = 200) -> Reply:
    return Reply(status, {}, json.dumps(document).encode())


def job(name: str, **changes: object) -> Snapshot:
    return REPLICATE.answer_job(reply(sample(name, **changes)), asked_at=AT)


def parse(document: object) -> object:
    return REPLICATE.parse(json.dumps(document).encode(), received_at=AT)


def page(next: object) -> JobsPage:
    return REPLICATE.answer_jobs(reply({"next": next, "previous": None, "results": []}), asked_at=AT)


# The training


def test_a_training_is_read_field_by_field() -> None:
    snapshot = job("job-succeeded")
    assert (snapshot.provider_job_id, snapshot.status) == ("zz4ibbonubfz7carwiefibzgga", Status.SUCCEEDED)
    assert (snapshot.revision, snapshot.life) == (US, 0)
    assert snapshot.facts == {
        "name": "acme/my-sdxl",
        "model_name": "acme/my-sdxl",
        "base_model": "stability-ai/sdxl",
        "tuned_model": TUNED,
        "artifact_uri": "https://replicate.delivery/pbxt/K7ku1HCBJMUchwXERHHSMi4Vkm3W75Qox5Rt5nKG7kGYmgkf/trained_model.tar",
        "training_file": "https://example.com/my-input-images.zip",
        "created_at": "2023-09-08T16:32:57.018467+00:00",
        "started_at": "2023-09-08T16:32:57.112647+00:00",
        "finished_at": "2023-09-08T16:41:19.826523+00:00",
        "step": 1000,
        "total_steps": 1000,
        "metadata": {
            "trainer_version": "da77bc59ee60423279fd632efb4795ab731d9e3ca9705ef3341091fb989b7eaf",
            "source": "api",
        },
        "url": "https://replicate.com/p/zz4ibbonubfz7carwiefibzgga",
    }
    assert snapshot.metrics == (
        Metric(250, "train_loss", 0.127),
        Metric(500, "train_loss", 0.081),
        Metric(1000, "train_loss", 0.064),
    )


def test_a_new_trainings_nanoseconds_are_a_time_and_what_is_null_is_not_said() -> None:
    facts = job("job-starting-observed").facts
    assert facts["created_at"] == "2023-07-07T18:42:37.915023+00:00"
    assert facts.keys() == {"created_at", "training_file", "url"}
    assert job("job-starting").status is Status.QUEUED


def test_a_time_that_is_none_costs_only_itself() -> None:
    [_, old] = REPLICATE.answer_jobs(reply(sample("jobs-first-page")), asked_at=AT).snapshots
    assert "started_at" not in old.facts  # the page's own example says 20:00:84
    assert old.facts["finished_at"] == "2022-04-26T20:02:27.648305+00:00"


def test_a_failure_has_its_reason_in_full_and_the_end_of_its_log() -> None:
    snapshot = job("job-failed", logs="one\ntwo\n")
    assert str(snapshot.facts["error_message"]).startswith("Prediction input failed validation: {")
    assert snapshot.facts["log_tail"] == "one\ntwo"
    assert snapshot.facts["url"] == "https://replicate.com/p/zz4ibbonubfz7carwiefibzggb"


def test_a_running_trainings_log_is_no_news_by_itself_but_its_curve_grows() -> None:
    now, later = job("job-processing"), job("job-processing", logs=sample("job-processing")["logs"] + "\nmore")
    assert now.fingerprint() == later.fingerprint()
    assert "log_tail" not in now.facts
    assert (now.facts["step"], now.facts["total_steps"]) == (309, 1000)
    assert Metric(309, "train_loss", 0.4501) in now.metrics
    assert Metric(1, "learning_rate", 0.0004) in now.metrics


def test_inputs_become_hyperparameters_without_the_data_and_without_secrets() -> None:
    inputs = {
        "input_images": "https://user:pw@bucket.example.com/x.zip?X-Amz-Signature=abc",
        "steps": 10,
        "hf_token": "hf_abc",
        "wandb_api_key": "abc",
        "apikey": "abc",
        "openaiApiKey": "abc",
        "secretKeys": "abc",
        "Authorization": "Bearer abc",
        "auth": {"user": "abc"},
        "passphrase": "abc",
        "max_new_tokens": 9,
        "num_virtual_tokens": 8,
        "trigger_word": "TOK",
        "token_string": "TOK",
        "nested": {"password": "abc", "rank": 4, "list": [{"secret": "abc"}]},
        "lora": "https://example.com/l.tar?sig=abc#x",
    }
    facts = job("job-succeeded", input=inputs).facts
    assert facts["training_file"] == "https://bucket.example.com/x.zip"
    assert facts["hyperparameters"] == {
        "steps": 10,
        "trigger_word": "TOK",
        "token_string": "TOK",
        "max_new_tokens": 9,
        "num_virtual_tokens": 8,
        "nested": {"rank": 4, "list": [{}]},
        "lora": "https://example.com/l.tar",
    }
    assert "abc" not in json.dumps(facts)
    assert "pw" not in json.dumps(facts)


def test_what_is_too_deep_to_be_searched_for_secrets_is_not_kept() -> None:
    deep: object = {"api_key": "abc"}
    for _ in range(700):  # deeper than a function may call itself
        deep = [deep]
    facts = job("job-succeeded", input={"deep": deep, "url": "s3://KEY:abc@bucket/x?sig=abc"}).facts
    assert "abc" not in json.dumps(facts)


def test_data_may_be_a_list_or_a_name() -> None:
    assert job("job-succeeded", input={"images": ["https://a.example/1.png?s=1", "x"]}).facts["training_file"] == (
        "https://a.example/1.png"
    )
    assert job("job-succeeded", input={"dataset": "squad", "val_data": "held"}).facts["validation_file"] == "held"


def test_a_page_for_people_is_never_a_script() -> None:
    facts = job("job-succeeded", urls={"web": "javascript:alert(1)"}).facts
    assert facts["url"] == "https://replicate.com/p/zz4ibbonubfz7carwiefibzgga"


def test_an_aborted_training_never_ran_and_a_canceled_one_was_stopped() -> None:
    assert STATUSES["aborted"] is Status.EXPIRED
    assert STATUSES["canceled"] is Status.CANCELLED
    assert job("job-processing", status="something new").status is Status.UNKNOWN


# The webhook


def test_a_webhook_of_a_training_is_taken_as_it_stands_ordered_by_its_arrival() -> None:
    heard = parse(sample("webhook-succeeded"))
    assert heard == job("job-succeeded")
    assert isinstance(heard, Snapshot)
    assert heard.revision == US
    logs = parse(sample("webhook-logs"))
    assert isinstance(logs, Snapshot)
    assert logs.status is Status.RUNNING


@pytest.mark.parametrize(
    ("changes", "event"),
    [
        ({"urls": {"get": "https://api.replicate.com/v1/predictions/zz4"}}, "training.succeeded"),
        ({"urls": None}, "training.succeeded"),
        ({"urls": {"get": 7}}, "training.succeeded"),
        ({"output": None}, "training.succeeded"),
        ({"output": "https://example.com/image.png"}, "training.succeeded"),
        ({"status": "failed", "urls": {}}, "training.failed"),
        ({"status": "canceled", "urls": {}}, "training.cancelled"),
        ({"status": "processing", "urls": {}}, "training"),
        ({"status": "new word", "urls": {}}, "training"),
    ],
)
def test_what_a_webhook_does_not_show_the_api_decides(changes: dict[str, object], event: str) -> None:
    assert parse(sample("webhook-succeeded", **changes)) == JobChanged("zz4ibbonubfz7carwiefibzgga", event)


def test_a_webhook_of_a_prediction_is_nobodys() -> None:
    assert parse(sample("webhook-prediction")) == Ignored("prediction.succeeded")


def test_a_webhook_reads_the_newest_lines_of_a_long_log_and_a_look_all_of_them() -> None:
    logs = "".join(f"step {n}/5000 loss=1\n" for n in range(1, 5001))
    heard = {
        status: parse(sample("webhook-succeeded", logs=logs, status=status)) for status in ("processing", "failed")
    }
    steps = {word: {one.step for one in said.metrics} for word, said in heard.items() if isinstance(said, Snapshot)}
    assert steps == {"processing": set(range(4901, 5001)), "failed": set(range(4001, 5001))}
    assert len(job("job-succeeded", logs=logs).metrics) == 5000
    unnumbered = parse(sample("webhook-succeeded", logs="{'loss': 1}\n" * 1001))
    assert isinstance(unnumbered, Snapshot)
    assert unnumbered.metrics == ()  # of a part of a log nobody could say which line it is


@pytest.mark.parametrize("missing", ["id", "status"])
def test_a_webhook_without_id_or_status_is_malformed(missing: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse({**sample("webhook-succeeded"), missing: None})
    assert caught.value.reason is Reason.WRONG_SHAPE


def test_the_references_vector_verifies_and_one_space_more_does_not() -> None:
    body = b'{"id":"zz4ibbonubfz7carwiefibzgga","status":"succeeded"}'
    headers = [
        ("webhook-id", "msg_1"),
        ("webhook-timestamp", "1795392000"),
        ("webhook-signature", "v1,bm90IHRoaXMgb25l v1,YkK2P0FDA5GQj8jXv589H7rMW8E98JEYZuKVWmt0li4="),
    ]
    secrets = ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"]
    now = datetime.fromtimestamp(1_795_392_000, UTC)
    assert REPLICATE.verify(headers, body, secrets=secrets, now=now) == "msg_1"
    with pytest.raises(Exception, match="does not match"):
        REPLICATE.verify(headers, body + b" ", secrets=secrets, now=now)


# Asking


def test_questions_are_built_from_the_id_and_never_from_a_url_of_theirs() -> None:
    assert REPLICATE.ask_job("zz4") == Ask("/trainings/zz4")
    assert REPLICATE.ask_cancel("zz4") == Ask("/trainings/zz4/cancel", method="POST")
    assert REPLICATE.ask_details("zz4", after_step=5) == {"logs": Ask("/trainings/zz4")}
    assert REPLICATE.ask_jobs(None) == Ask("/trainings")
    assert REPLICATE.ask_jobs("a=b") == Ask("/trainings", (("cursor", "a=b"),))
    assert REPLICATE.ask_secret() == Ask("/webhooks/default/secret")
    assert REPLICATE.credential("r8_x") == BearerKey("r8_x")


def test_the_next_page_is_the_cursor_of_its_url_whatever_host_that_names() -> None:
    assert page("https://evil.example/v1/trainings?cursor=a%3Db%2B&x=1").next_cursor == "a=b+"
    for nothing in (None, ""):
        assert page(nothing).next_cursor is None
    for unreadable in (7, "https://x", "https://x?cursor=", "https://[", f"https://x?cursor={'a' * 2049}"):
        with pytest.raises(ProviderError, match="cursor"):
            page(unreadable)


def test_lists_are_known_to_leave_logs_out() -> None:
    assert not REPLICATE.lists_whole
    assert [one.metrics for one in REPLICATE.answer_jobs(reply(sample("jobs-first-page")), asked_at=AT).snapshots] == [
        (),
        (),
    ]


def test_of_a_log_that_is_cut_no_line_is_taken_for_its_first_step() -> None:
    lines = ["{'loss': 1}"] * (MAX_LINES + 1)
    for count, steps in ((MAX_LINES, MAX_LINES), (MAX_LINES + 1, 0)):
        log = "\n".join(lines[:count])
        assert len(REPLICATE.answer_detail("logs", reply(sample("job-succeeded", logs=log))).metrics) == steps
        assert len(job("job-succeeded", logs=log).metrics) == steps


def test_a_page_for_people_has_no_other_scheme_than_https() -> None:
    urls = {"web": "http://replicate.com/p/x"}
    assert str(job("job-succeeded", urls=urls).facts["url"]).startswith("https://replicate.com/p/")


def test_the_log_is_a_detail_of_its_own() -> None:
    details = REPLICATE.answer_detail("logs", reply(sample("logs-flux")))
    assert details.facts == {"step": 309, "total_steps": 1000}
    assert len(details.metrics) == 4
    assert REPLICATE.answer_detail("logs", Reply(404, {}, b"")).metrics == ()
    with pytest.raises(ProviderError, match="does not ask"):
        REPLICATE.answer_detail("events", reply({}))


def test_a_version_that_exists_can_be_called_and_one_that_does_not_is_not_known() -> None:
    version = TUNED.partition(":")[2]
    assert REPLICATE.ask_readiness(TUNED) == Ask(f"/models/acme/my-sdxl/versions/{version}")
    for other in ("acme/my-sdxl", "my-sdxl:1", "a/b/c:1", ":", "/:", "acme/..:1"):
        assert REPLICATE.ask_readiness(other) is None
    assert REPLICATE.answer_readiness(TUNED, reply(sample("servable-version"))).serving is Readiness.READY
    assert REPLICATE.answer_readiness(TUNED, Reply(404, {}, b"")).serving is Readiness.UNKNOWN


def test_the_secret_is_read_and_never_in_an_error() -> None:
    assert REPLICATE.answer_secret(reply(sample("secret-default"))) == "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
    for bad in ({}, {"key": ""}, {"key": 7}, {"key": "canary\x00"}, {"key": "canary" * 50}):
        with pytest.raises(ProviderError) as caught:
            REPLICATE.answer_secret(reply(bad))
        assert "canary" not in str(caught.value)


def test_an_accounts_own_pattern_is_used_everywhere_a_log_is_read() -> None:
    own = REPLICATE.configured({"loss_pattern": r"gap (?P<loss>[\d.]+) at (?P<step>\d+)"})
    document = sample("webhook-succeeded", logs="gap 0.5 at 3\nstep 4/5 loss=1\n")
    expected = (Metric(3, "train_loss", 0.5),)
    assert own.answer_job(reply(document), asked_at=AT).metrics == expected
    assert own.answer_detail("logs", reply(document)).metrics == expected
    heard = own.parse(json.dumps(document).encode(), received_at=AT)
    assert isinstance(heard, Snapshot)
    assert heard.metrics == expected
    assert REPLICATE.configured({}) is REPLICATE
    with pytest.raises(BadOption, match="loss_pattern"):
        REPLICATE.configured({"loss_pattern": "("})
