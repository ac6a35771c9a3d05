"""Hugging Face's wire formats and their traps. What holds for every provider is in tests/contract/test_providers.py."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from service.core.errors import Malformed, Reason, SignatureError
from service.core.snapshot import AccountChanged, Ignored, Metric, Snapshot, Status
from service.providers import Ask, BadOption, Details, ProviderError, Readiness, Reply
from service.providers.huggingface import HUGGINGFACE, LOG_LINES, NO_REPO, HuggingFace

SAMPLES = Path(__file__).parents[1] / "samples" / "huggingface"
AT = datetime(2026, 11, 23, 12, 0, 0, 123_457, tzinfo=UTC)
ACME = HUGGINGFACE.configured({"namespace": "acme"})
REPO = "acme/qwen3-capybara"


def sample(name: str, **changes: object) -> dict[str, Any]:
    return {**json.loads((SAMPLES / f"{name}.json").read_text()), **changes}


def reply(document: object, status: int = 200, **headers: str) -> Reply:
    return Reply(status, headers, json.dumps(document).encode())


def job(name: str, **changes: object) -> Snapshot:
    return ACME.answer_job(reply(sample(name, **changes)), asked_at=AT)


def command(*words: str, **changes: object) -> Snapshot:
    return job("job-completed", command=list(words), labels={}, **changes)


def more(name: str, answer: Reply, snapshot: Snapshot | None = None) -> Details:
    return ACME.answer_more(snapshot or job("job-completed"), name, answer)


# The job


def test_a_job_is_read_field_by_field() -> None:
    snapshot = job("job-completed")
    assert (snapshot.provider_job_id, snapshot.status) == ("6a2f94e21a39f67af5a41bd1", Status.SUCCEEDED)
    assert (snapshot.provider_status, snapshot.revision, snapshot.life) == ("COMPLETED", 1_795_435_200_123_457, 0)
    assert snapshot.facts == {
        "name": "sft-1a2b3c4d",
        "model_name": REPO,
        "base_model": "Qwen/Qwen3-0.6B",
        "output_repo": REPO,
        "method": "sft",
        "hyperparameters": {"learning_rate": "2.0e-5", "num_train_epochs": "1"},
        "training_file": "trl-lib/Capybara",
        "created_at": "2026-11-23T10:00:00+00:00",
        "started_at": "2026-11-23T10:00:31+00:00",
        "finished_at": "2026-11-23T10:42:05.120000+00:00",
        "hardware": "a10g-large",
        "owner": "lhoestq",
        "metadata": {"name": "sft-1a2b3c4d", "dataset": "Capybara"},
        "url": "https://huggingface.co/jobs/acme/6a2f94e21a39f67af5a41bd1",
    }


def test_a_success_alone_names_no_model_since_it_only_says_that_the_command_ended_with_zero() -> None:
    assert "tuned_model" not in job("job-completed").facts
    uv = job("job-completed-uv")
    assert uv.facts["warning"] == NO_REPO
    assert ACME.ask_more(uv) == {}
    assert "warning" not in job("job-running").facts


@pytest.mark.parametrize(
    ("snapshot", "repo"),
    [
        (command("trl", "sft", "--hub_model_id=other/bot"), "other/bot"),
        (command("trl", "sft", "--hub-model-id", "bot"), "acme/bot"),
        (command("bash", "-c", "pip install trl && trl sft --hub_model_id 'other/bot' --seed 1"), "other/bot"),
        (command("bash", "-c", "echo 'an open quote --hub_model_id other/bot"), "other/bot"),
        (command("python", "a.py", environment={"HUB_MODEL_ID": "other/env"}), "other/env"),
        (command("python", "a.py", "--hub_model_id", "x/flag", environment={"HUB_MODEL_ID": "y/env"}), "x/flag"),
        (job("job-completed", command=["a"], labels={"hub_model_id": "other--label"}), "other/label"),
        (job("job-completed", command=["a"], labels={"hub_model_id": "label"}), "acme/label"),
        (command("trl", "sft", "--push_to_hub", "--output_dir", "runs/my-bot/"), "acme/my-bot"),
        (command("trl", "sft", "--output_dir", "runs/my-bot"), None),
        (command("trl", "sft", "--push_to_hub", "False", "--output_dir", "runs/my-bot"), None),
        (command("trl", "sft", "--push-to-hub=no", "--output_dir", "runs/my-bot"), None),
        (command("trl", "sft", "--push_to_hub", "True", "--output_dir", "runs/my-bot"), "acme/my-bot"),
        (command("trl", "sft", "--hub_model_id", "../../etc/passwd"), None),
        (command("trl", "sft", "--hub_model_id", "a/b/c"), None),
        (command("trl", "sft", "--hub_model_id"), None),
        (job("job-completed", command=None, arguments=["--hub_model_id", "in/arguments"], labels=None), "in/arguments"),
    ],
)
def test_the_repository_is_found_by_a_simple_rule(snapshot: Snapshot, repo: str | None) -> None:
    assert snapshot.facts.get("output_repo") == repo
    assert ("warning" in snapshot.facts) is (repo is None)


def test_no_secret_of_a_command_or_an_environment_is_kept() -> None:
    snapshot = command(
        *("trl", "sft", "--hub_token", "hf_canary", "--wandb_api_key=canary", "--hf-token", "canary", "--lr", "1e-4"),
        environment={"WANDB_API_KEY": "canary", "PASSWORD": "canary"},
    )
    assert snapshot.facts["hyperparameters"] == {"lr": "1e-4"}
    assert "canary" not in json.dumps(snapshot.facts)


def test_what_says_who_may_read_a_place_is_left_out_of_it() -> None:
    facts = command(
        *("python", "sft.py", "--env", "WANDB=abc", "--train_file", "https://me:abc@acme.org/a.jsonl?sig=abc"),
        *("--eval_dataset_name", "s3://KEY:abc@acme/eval?X-Amz-Signature=abc", "--max_tokens", "512"),
    ).facts
    assert facts["training_file"] == "https://acme.org/a.jsonl"
    assert facts["validation_file"] == "s3://acme/eval"
    assert facts["hyperparameters"] == {"max_tokens": "512"}
    assert "abc" not in json.dumps(facts)


def test_a_setting_is_kept_up_to_five_hundred_characters_and_a_command_up_to_its_bound() -> None:
    facts = command("python", "--prompt", "x" * 600, *["y"] * 2_000, "--late", "1").facts
    assert facts["hyperparameters"] == {"prompt": "x" * 500}


@pytest.mark.parametrize("end", ["; echo", " ; echo", "&& ls", "&&ls", "|tee log", "& wait"])
def test_what_ends_a_command_in_the_shell_is_no_part_of_its_last_word(end: str) -> None:
    assert command("bash", "-c", f"train --hub_model_id acme/bot{end}").facts["output_repo"] == "acme/bot"
    facts = command("bash", "-c", f"train --output_dir out/bot --push_to_hub{end}").facts
    assert facts["output_repo"] == "acme/bot"
    quoted = command("bash", "-c", "train --prompt 'a;b & c # d'  # e").facts
    assert quoted["hyperparameters"] == {"prompt": "a;b & c # d"}


def test_a_time_limit_is_told_by_the_message_whatever_the_stage() -> None:
    assert job("job-timeout").status is Status.EXPIRED
    told = {"stage": "CANCELED", "message": "Job timeout"}
    assert job("job-canceled", status=told).status is Status.EXPIRED
    assert (
        job("job-running", status={"stage": "RUNNING", "message": "Job timeout in 5 minutes"}).status is Status.RUNNING
    )
    assert job("job-completed", status={"stage": "COMPLETED", "message": "Job timeout"}).status is Status.SUCCEEDED


def test_an_error_between_two_attempts_is_no_ending_and_the_last_one_is() -> None:
    def after(failures: object, retry: object, finished_at: str | None) -> Status:
        told = {"stage": "ERROR", "message": "exit code 1", "failureCount": failures}
        return job("job-error", status=told, retry=retry, finishedAt=finished_at).status

    assert after(1, 2, None) is after(2, 2, None) is Status.QUEUED
    assert after(3, 2, None) is Status.FAILED
    assert after(1, 2, "2026-11-23T11:00:00Z") is Status.FAILED  # it has ended, whatever attempts were left
    assert after(1, None, None) is after(None, 2, None) is after(1, 0, None) is Status.FAILED


def test_a_failure_has_its_message_and_a_cancelled_job_its_reason() -> None:
    assert job("job-error").facts["error_message"] == "Job failed with exit code: 1. Reason: Error"
    assert job("job-canceled").facts["error_code"] == "NO_CREDITS"
    assert "error_message" not in job("job-running", status={"stage": "RUNNING", "message": "pulling"}).facts
    assert job("job-running", status={"stage": "DELETED", "message": None}).status is Status.CANCELLED


# The list


def test_the_next_page_is_the_cursor_of_the_link_header() -> None:
    def page(**headers: str) -> str | None:
        return ACME.answer_jobs(reply(sample_list(), **headers), asked_at=AT).next_cursor

    base = "https://huggingface.co/api/jobs/acme"
    assert page(Link=f'<{base}?cursor=abc%3D&label=a%3Db>; rel="next"') == "abc="
    assert page(link=f'<{base}?cursor=old>; rel="prev", <{base}?cursor=new>; rel=next') == "new"
    for nothing in ("", "<", f'<{base}?cursor=x>; rel="last"'):
        assert page(Link=nothing) is None
    assert page() is None
    for unreadable in (f'<{base}>; rel="next"', '<http://[>; rel="next"'):
        with pytest.raises(ProviderError, match="cursor"):
            page(Link=unreadable)


def sample_list() -> list[Any]:
    rows: list[Any] = json.loads((SAMPLES / "jobs-page.json").read_text())
    return rows


def test_the_list_is_of_the_namespace_and_of_the_label() -> None:
    assert ACME.ask_jobs(None) == Ask("/jobs/acme")
    labelled = HUGGINGFACE.configured({"namespace": "acme", "label": "purpose=training"})
    assert labelled.ask_jobs("c") == Ask("/jobs/acme", (("label", "purpose=training"), ("cursor", "c")))
    assert ACME.ask_job("6a2f") == Ask("/jobs/acme/6a2f")
    assert ACME.ask_cancel("6a2f") == Ask("/jobs/acme/6a2f/cancel", method="POST")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({}, "namespace is missing"),
        ({"namespace": "a/b"}, "namespace must"),
        ({"namespace": ".."}, "namespace must"),
        ({"namespace": "acme", "label": "training"}, "label must"),
        ({"namespace": "acme", "label": "a=b/c"}, "label must"),
        ({"namespace": "acme", "loss_pattern": "("}, "loss_pattern"),
    ],
)
def test_an_option_that_cannot_be_used_is_named(options: dict[str, str], why: str) -> None:
    with pytest.raises(BadOption, match=why):
        HUGGINGFACE.configured(options)


# The log


def test_loss_is_read_out_of_the_streamed_log() -> None:
    details = ACME.answer_detail("logs", Reply(200, {}, (SAMPLES / "logs-training.sse").read_bytes()))
    assert details.facts == {"step": 60, "total_steps": 100}
    assert Metric(10, "train_loss", 1.512) in details.metrics
    assert Metric(50, "train_loss", 1.104) in details.metrics
    assert Metric(50, "grad_norm", None) in details.metrics
    assert Metric(50, "eval_loss", 1.21) in details.metrics


def test_the_servers_own_first_line_is_no_line_of_the_log() -> None:
    lines = ["===== Job started at 2026-11-23 10:00:00 =====", "boom"]
    stream = "".join(f"data: {json.dumps({'data': line})}\n\n" for line in lines).encode()
    assert more("log_tail", Reply(200, {}, stream)).facts == {"log_tail": "boom"}


def test_the_log_is_asked_for_as_a_stream_of_its_newest_lines() -> None:
    logs = Ask("/jobs/acme/6a2f/logs", (("tail", str(LOG_LINES)),), accept="text/event-stream")
    assert ACME.ask_details("6a2f", after_step=9) == {"logs": logs}
    assert ACME.answer_detail("logs", Reply(404, {}, b"")) == Details()
    assert ACME.answer_detail("logs", Reply(200, {}, b"<html>")) == Details()
    with pytest.raises(ProviderError, match="does not ask"):
        ACME.answer_detail("events", Reply(200, {}, b""))


def test_lines_without_steps_are_counted_only_where_the_whole_log_was_read() -> None:
    def read(lines: int) -> int:
        body = b'data: {"data": "{\'loss\': 1}"}\n\n' * lines
        return len(ACME.answer_detail("logs", Reply(200, {}, body)).metrics)

    assert (read(3), read(LOG_LINES - 1), read(LOG_LINES)) == (3, LOG_LINES - 1, 0)


def test_the_pattern_of_an_account_reads_its_log() -> None:
    own = HUGGINGFACE.configured({"namespace": "acme", "loss_pattern": r"gap (?P<loss>\S+) at (?P<step>\d+)"})
    body = b'data: {"data": "gap 0.5 at 3"}\n\n'
    assert own.answer_detail("logs", Reply(200, {}, body)).metrics == (Metric(3, "train_loss", 0.5),)


def test_a_failure_leads_to_the_last_lines_of_its_log_and_nothing_else_does() -> None:
    asked = ACME.ask_more(job("job-error"))
    assert asked == ACME.ask_more(job("job-timeout"))
    assert [(name, ask.params) for name, ask in asked.items()] == [("log_tail", (("tail", "60"),))]
    assert ACME.ask_more(job("job-running")) == ACME.ask_more(job("job-canceled")) == {}
    body = (SAMPLES / "log_tail-failed.sse").read_bytes()
    facts = more("log_tail", Reply(200, {}, body), job("job-error")).facts
    assert str(facts["log_tail"]).endswith(
        "NameError: name 'train_dataset' is not defined. Did you mean: 'load_dataset'?"
    )


# The commit


def test_a_success_leads_to_its_repository_whose_new_commit_is_the_model() -> None:
    assert ACME.ask_more(job("job-completed")) == {"commit": Ask("/models/acme/qwen3-capybara")}
    assert more("commit", reply(sample("commit-new"))).facts == {
        "tuned_model": REPO,
        "artifact_uri": f"hf://{REPO}@575db8b7a51b6f85eb06eee540738584589f131c",
    }


def test_a_repository_without_a_commit_since_the_job_began_says_that_the_push_did_not_happen() -> None:
    facts = more("commit", reply(sample("commit-old"))).facts
    assert facts.keys() == {"warning"}
    assert str(facts["warning"]).startswith(f"{REPO} has no commit since the job began")
    assert "2026-11-20 08:00 UTC" in str(facts["warning"])


def test_the_job_began_when_it_started_else_when_it_was_made() -> None:
    pushed = sample("commit-new", lastModified="2026-11-23T10:00:10Z")  # after it was made, before it started
    assert "warning" in more("commit", reply(pushed)).facts
    unstarted = job("job-completed", startedAt=None)
    assert "tuned_model" in more("commit", reply(pushed), unstarted).facts
    at_once = sample("commit-new", lastModified=sample("job-completed")["startedAt"])
    assert "tuned_model" in more("commit", reply(at_once)).facts


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_repository_that_this_key_may_not_read_is_said_and_costs_no_message(status: int) -> None:
    facts = more("commit", Reply(status, {}, b"")).facts
    assert str(facts["warning"]).startswith(f"{REPO} is not there, or")


def test_a_repository_without_any_commit_is_said_and_one_without_a_date_is_believed() -> None:
    assert "is empty" in str(more("commit", reply(sample("commit-new", sha=None))).facts["warning"])
    assert "tuned_model" in more("commit", reply(sample("commit-new", lastModified=None))).facts


def test_what_is_no_repository_is_an_error_so_that_the_look_is_made_again() -> None:
    for bad in (reply({"error": "x"}), reply(sample("commit-new"), 500), Reply(200, {}, b"<html>")):
        with pytest.raises(ProviderError):
            more("commit", bad)
    with pytest.raises(ProviderError, match="does not ask"):
        more("events", reply({}))


# The model


def test_a_repository_answers_only_where_somebody_serves_it() -> None:
    assert ACME.ask_readiness(REPO) == Ask("/models/acme/qwen3-capybara", (("expand", "inferenceProviderMapping"),))
    assert ACME.ask_readiness("gpt2") is ACME.ask_readiness("a/b/c") is ACME.ask_readiness("../x") is None
    said = {name: ACME.answer_readiness(REPO, reply(sample(f"servable-{name}"))) for name in ("nowhere", "live")}
    assert said["nowhere"].serving is Readiness.NEEDS_ENDPOINT
    assert "Inference Endpoint" in said["nowhere"].detail
    assert said["live"].serving is Readiness.READY
    assert ACME.answer_readiness(REPO, reply(sample("servable-staging-list"))).serving is Readiness.NOT_YET
    assert ACME.answer_readiness(REPO, Reply(404, {}, b"")).serving is Readiness.UNKNOWN


# The webhook


def parse(document: object) -> object:
    return ACME.parse(json.dumps(document).encode(), received_at=AT)


def test_a_push_to_a_models_main_branch_is_a_reason_to_read_the_list() -> None:
    assert parse(sample("webhook-push")) == AccountChanged("repo.content.update")
    narrower = {"action": "create", "scope": "repo.content.weights"}
    assert parse(sample("webhook-push", event=narrower)) == AccountChanged("repo.content.weights.create")


@pytest.mark.parametrize(
    "changes",
    [
        {"event": {"action": "create", "scope": "repo"}},
        {"event": {"action": "update", "scope": "repo.config"}},
        {"event": {"action": "update", "scope": "repo.contents"}},
        {"repo": {"type": "dataset"}},
        {"repo": None},
        {"updatedRefs": None},
        {"updatedRefs": [{"ref": "refs/pr/1", "oldSha": None, "newSha": "575db8b7"}]},
        {"updatedRefs": [{"ref": "refs/heads/main", "oldSha": "575db8b7", "newSha": None}]},
    ],
)
def test_every_other_webhook_is_genuine_and_ignored(changes: dict[str, object]) -> None:
    assert isinstance(parse(sample("webhook-push", **changes)), Ignored)
    assert parse(sample("webhook-discussion")) == Ignored("discussion.create")


def test_a_webhook_without_an_event_is_malformed() -> None:
    for event in (None, {}, {"scope": "repo"}, {"action": "update"}, "update"):
        with pytest.raises(Malformed) as caught:
            parse(sample("webhook-push", event=event))
        assert caught.value.reason is Reason.WRONG_SHAPE


def test_the_secret_is_in_a_header_once_and_the_id_is_made_of_the_body() -> None:
    def verify(*headers: tuple[str, str], body: bytes = b"a") -> str:
        return ACME.verify(headers, body, secrets=["other", "s3cret"], now=AT)

    one = verify(("X-Webhook-Secret", "s3cret"))
    assert one == verify(("x-webhook-SECRET", "s3cret"))
    assert one != verify(("X-Webhook-Secret", "s3cret"), body=b"b")
    for bad in ((), (("X-Webhook-Secret", "s3cre"),), (("X-Webhook-Secret", "s3cret"), ("x-webhook-secret", "s3cret"))):
        with pytest.raises(SignatureError):
            verify(*bad)


def test_an_account_has_an_instance_of_its_own() -> None:
    assert isinstance(ACME, HuggingFace)
    assert ACME is not HUGGINGFACE
    assert (ACME.name, ACME.secret_header, ACME.first_details) == ("huggingface", "x-webhook-secret", ("logs",))
