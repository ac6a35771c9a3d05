"""What the messages say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.event import EventKind
from service.core.notification import AccountTrouble
from service.core.snapshot import Status
from service.notifiers.words import Words, as_text, duration, log_end, many_lines, moment, one_line, safe_link, words
from tests.notifications import FINISHED, STARTED, job, notification, version

DOCS = Path(__file__).parents[2] / "docs" / "notifications.md"


def fields(said: Words) -> dict[str, str]:
    return dict(said.fields)


def test_the_success_message_says_what_a_person_wants() -> None:
    said = words(notification())
    assert said.title == "support-bot succeeded in 2 h 14 min"
    assert said.summary == (
        "The model ft:gpt-4.1-mini-2025-04-14:acme:support-bot:CQ8f2xYz is registered as support-bot v7, "
        "evaluation pending (2 suites)."
    )
    assert fields(said) == {
        "Base model": "gpt-4.1-mini-2025-04-14",
        "Tuned model": "ft:gpt-4.1-mini-2025-04-14:acme:support-bot:CQ8f2xYz",
        "Took": "2 h 14 min",
        "Trained tokens": "1,234,567",
        "Train loss": "0.1523 (step 1,200)",
        "Validation loss": "0.1987 (step 1,200)",
        "Registered as": "support-bot v7",
        "Base model retires": "2026-11-30",
        "Evaluation": "pending (2 suites)",
        "Finished": "2026-09-14 11:44 UTC",
        "Job": "ftjob-8Hq2",
        "Account": "acme (openai)",
    }
    assert said.link == "https://platform.openai.com/finetune/ftjob-8Hq2"


def test_a_success_whose_model_never_arrived_says_so_first() -> None:
    said = words(notification(job=job(tuned_model=None, warning="acme/bot has no commit since the job began")))
    assert said.title == "support-bot succeeded in 2 h 14 min, without a model"
    assert said.summary.startswith("acme/bot has no commit since the job began. Its version is registered as")
    assert said.icon == "⚠️"


def test_a_success_that_is_not_registered_yet_says_so() -> None:
    said = words(notification(version=None, evaluations_pending=0))
    assert said.summary.endswith("is trained, registration pending.")
    assert fields(said)["Registered as"] == "registration pending"
    assert fields(said)["Evaluation"] == "none pending"


def test_a_success_of_which_little_is_known_leaves_fields_out() -> None:
    bare = job(base_model=None, tuned_model=None, trained_tokens=None, started_at=None, created_at=None, url=None)
    said = words(notification(job=bare, last_metrics={}, version=None))
    assert said.title == "support-bot succeeded"
    assert set(fields(said)) == {"Registered as", "Evaluation", "Finished", "Job", "Account"}
    assert said.link is None


def test_the_batch_validation_loss_stands_in_where_the_provider_computes_no_full_one() -> None:
    said = words(notification(last_metrics={"valid_loss": (30, 0.5)}))
    assert fields(said)["Validation loss"] == "0.5 (step 30)"
    assert "Train loss" not in fields(said)


def test_one_suite_is_said_in_the_singular() -> None:
    assert fields(words(notification(evaluations_pending=1)))["Evaluation"] == "pending (1 suite)"


def test_the_failure_message_gives_the_providers_reason_in_full() -> None:
    message = "Line 17 is wrong.\n" * 1000 + "The end."
    failed = job(Status.FAILED, error_code="invalid_training_file", error_param="training_file", error_message=message)
    said = words(notification(EventKind.JOB_FAILED, job=failed))
    assert said.title == "support-bot failed after 2 h 14 min"
    assert said.reason == f"invalid_training_file · parameter training_file\n{message}"
    assert said.summary.startswith("openai says: invalid_training_file · parameter training_file — Line 17 is wrong.")
    assert len(said.summary) < 400
    assert said.reason in as_text(said)


def test_a_failure_without_a_reason_says_that_there_is_none() -> None:
    said = words(notification(EventKind.JOB_FAILED, job=job(Status.FAILED)))
    assert said.summary == "openai ended the job and gave no reason."
    assert said.reason == ""


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (EventKind.JOB_STARTED, "support-bot started"),
        (EventKind.JOB_PAUSED, "support-bot paused"),
        (EventKind.JOB_CANCELLED, "support-bot cancelled after 2 h 14 min"),
        (EventKind.JOB_EXPIRED, "support-bot expired after 2 h 14 min"),
        (EventKind.JOB_STALLED, "support-bot stalled: no report"),
        (EventKind.JOB_RECOVERED, "support-bot reports again"),
        (EventKind.JOB_LOST, "support-bot is unknown to the provider after 2 h 14 min"),
        (EventKind.MODEL_REGISTERED, "support-bot v7 registered"),
        (EventKind.EVALUATION_FINISHED, "support-bot v7 evaluated: better"),
        (EventKind.ACCOUNT_FAILING, "Account acme is failing"),
        (EventKind.ACCOUNT_RECOVERED, "Account acme has recovered"),
        (EventKind.TEST, "Test message from Tunewatch"),
    ],
)
def test_each_kind_has_its_title(kind: EventKind, title: str) -> None:
    assert words(notification(kind)).title == title


KILLED = job(
    Status.FAILED,
    tuned_model=None,
    trained_tokens=None,
    url=None,
    step=812,
    total_steps=1200,
    exit_code=137,
    signal="SIGKILL",
    log_tail='step 811 loss 0.2231\n  File "train.py", line 88, in step\ntorch.OutOfMemoryError: CUDA out of memory.\n',
)


def test_a_command_that_was_killed_tells_its_signal_and_its_last_lines() -> None:
    said = words(notification(EventKind.JOB_FAILED, job=KILLED))
    assert said.summary == "Its command was ended by SIGKILL."
    assert (fields(said)["Exit code"], fields(said)["Signal"]) == ("137", "SIGKILL")
    assert said.log.splitlines()[1:] == [
        '  File "train.py", line 88, in step',
        "torch.OutOfMemoryError: CUDA out of memory.",
    ]
    assert said.log in as_text(said)


def test_a_command_that_ended_by_itself_tells_its_exit_code() -> None:
    said = words(notification(EventKind.JOB_FAILED, job=job(Status.FAILED, exit_code=1)))
    assert said.summary == "Its command ended with exit code 1."


def test_only_the_end_of_a_log_is_told_and_no_line_is_endless() -> None:
    log = "".join(f"line {number} {'x' * 2000}\x1b[31m\n" for number in range(200)) + "\n\n"
    kept = words(notification(EventKind.JOB_FAILED, job=job(Status.FAILED, log_tail=log))).log.splitlines()
    assert len(kept) == 50
    assert kept[-1].startswith("line 199 ")
    assert max(map(len, kept)) == 500
    assert "\x1b" not in "".join(kept)


def test_a_success_tells_where_the_weights_are() -> None:
    assert fields(words(notification(job=job(artifact_uri="hf://acme/bot@1f2e"))))["Weights"] == "hf://acme/bot@1f2e"


def test_the_validation_loss_of_a_trainer_of_ones_own_is_told() -> None:
    assert fields(words(notification(last_metrics={"eval_loss": (40, 0.25)})))["Validation loss"] == "0.25 (step 40)"


STALLED = replace(
    job(Status.RUNNING, tuned_model=None, trained_tokens=None, finished_at=None, url=None, step=812, total_steps=1200,
        heartbeat_s=30),
    heard_at=FINISHED - timedelta(seconds=90),
    stalled_at=FINISHED,
)  # fmt: skip


def test_a_stalled_job_is_not_called_failed() -> None:
    said = words(notification(EventKind.JOB_STALLED, job=STALLED))
    assert said.title == "support-bot stalled: no report for 1 min 33 s"
    assert "every 30 s" in said.summary
    assert "not counted as failed" in said.summary
    assert fields(said)["Last heard"] == "2026-09-14 11:42 UTC"
    assert fields(said)["Got to step"] == "812 of 1,200"


def test_a_job_that_reports_again_says_what_it_is_by_now() -> None:
    said = words(notification(EventKind.JOB_RECOVERED, job=job(Status.RUNNING)))
    assert said.summary == "It was stalled, and is running by its own report."


@given(st.text())
def test_the_end_of_any_log_can_be_encoded_and_is_bounded(text: str) -> None:
    kept = log_end(text)
    kept.encode()
    assert len(kept) <= 50 * 501


def test_a_cancelled_job_tells_how_far_it_got() -> None:
    said = words(notification(EventKind.JOB_CANCELLED, job=job(Status.CANCELLED, step=1200, total_steps=4000)))
    assert fields(said)["Got to step"] == "1,200 of 4,000"


def test_a_registered_model_tells_when_its_base_model_retires() -> None:
    said = words(notification(EventKind.MODEL_REGISTERED))
    assert "2026-11-30" in said.summary
    assert fields(said)["Base model retires"] == "2026-11-30"
    unknown = words(notification(EventKind.MODEL_REGISTERED, version=version(base_retires_on=None)))
    assert "retires" not in as_text(unknown)


def test_an_evaluation_puts_its_first_line_first() -> None:
    sent = notification(EventKind.EVALUATION_FINISHED)
    assert sent.evaluation is not None
    said = words(sent)
    assert said.summary == sent.evaluation.lines[0]
    assert said.reason.splitlines() == list(sent.evaluation.lines[1:])


def test_a_failing_account_says_since_when_and_why() -> None:
    said = words(notification(EventKind.ACCOUNT_FAILING))
    assert fields(said)["Failing since"] == "2026-09-14 09:30 UTC"
    assert said.reason == "the API answered 401: the key is not accepted"


def test_an_account_in_trouble_is_told_with_the_end_of_its_key_and_a_recovered_one_with_both_times() -> None:
    trouble = AccountTrouble("acme", "openai", STARTED, "job list: HTTP 401", key_end="…3f")
    failing = words(notification(EventKind.ACCOUNT_FAILING, trouble=trouble))
    assert dict(failing.fields)["Key ends"] == "…3f"
    recovered = dict(words(notification(EventKind.ACCOUNT_RECOVERED, trouble=trouble)).fields)
    assert (recovered["Failing since"], recovered["Recovered"]) == (moment(STARTED), moment(FINISHED))


def test_a_forgotten_job_is_told_with_how_long_its_provider_remembers() -> None:
    trouble = AccountTrouble("acme", "runpod", None, "runpod keeps results 30 minutes")
    said = words(notification(EventKind.JOB_FORGOTTEN, job=job(Status.RUNNING, step=12), trouble=trouble))
    assert said.title == "support-bot was forgotten by its provider"
    assert said.summary == (
        "runpod keeps results 30 minutes; it does not know the job any more: its outcome is not known."
    )
    assert dict(said.fields)["Got to step"] == "12"
    alone = words(notification(EventKind.JOB_FORGOTTEN, job=job(Status.RUNNING), trouble=None))
    assert alone.summary == "openai does not know the job any more: its outcome is not known."


def test_a_registered_model_is_told_with_what_it_still_needs() -> None:
    trouble = AccountTrouble("acme", "together", None, "needs an endpoint: none serves it")
    said = words(notification(EventKind.MODEL_REGISTERED, trouble=trouble))
    assert dict(said.fields)["Can be called"] == "needs an endpoint: none serves it"
    assert "Can be called" not in dict(words(notification(EventKind.MODEL_REGISTERED, trouble=None)).fields)


@pytest.mark.parametrize("kind", EventKind)
def test_a_note_that_lacks_what_it_is_about_still_has_words(kind: EventKind) -> None:
    said = words(notification(kind, job=None, version=None, evaluation=None, trouble=None, account="", provider=""))
    assert said.title
    assert said.summary
    assert said.footer.endswith("ntf_9c2e4b6a8d0f1c3e5a7b9d1f")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (0.4, "0 s"),
        (3, "3 s"),
        (59.6, "1 min"),
        (843, "14 min 3 s"),
        (3600, "1 h"),
        (3630, "1 h"),
        (8040, "2 h 14 min"),
        (273_600, "3 d 4 h"),
        (-5, "0 s"),
    ],
)
def test_durations_are_said_in_their_two_largest_units(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_times_are_said_in_utc() -> None:
    there = datetime(2026, 9, 14, 13, 44, tzinfo=timezone(timedelta(hours=2)))
    assert moment(there) == "2026-09-14 11:44 UTC"
    assert moment(FINISHED.astimezone(UTC)) == "2026-09-14 11:44 UTC"


def test_a_job_that_ends_before_it_starts_has_no_duration() -> None:
    odd = job(finished_at=datetime(2026, 9, 14, 9, 0, tzinfo=UTC).isoformat())
    assert words(notification(job=odd)).title == "support-bot succeeded"


def test_a_name_cannot_break_the_line_or_turn_its_direction() -> None:
    said = words(notification(job=job(name="a\r\nBcc: all@acme.test\x00\u202egnp.exe")))
    assert said.title == "a Bcc: all@acme.test gnp.exe succeeded in 2 h 14 min"


@given(st.text())
def test_one_line_is_one_printable_line_within_its_limit(text: str) -> None:
    line = one_line(text, 40)
    assert len(line) <= 40
    assert len(line.splitlines()) <= 1
    line.encode()


@given(st.text())
def test_many_lines_can_always_be_encoded(text: str) -> None:
    many_lines(text).encode()


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "https://user:password@acme.test/",
        "https://acme.test/<script>",
        "https://acme.test/a|b",
        "https://acme.test/ b",
        "//acme.test",
        "https://",
        "https://[::1",
        "https://acme.test/" + "a" * 3000,
        "",
        None,
    ],
)
def test_a_link_that_is_not_plainly_http_is_not_shown(link: str | None) -> None:
    assert safe_link(link) is None


def test_a_plain_link_is_shown_as_it_is() -> None:
    assert safe_link("https://acme.test/jobs/1?a=b&c=d") == "https://acme.test/jobs/1?a=b&c=d"


@pytest.mark.parametrize(
    "sent",
    [
        notification(),
        notification(
            EventKind.JOB_FAILED,
            job=job(
                Status.FAILED,
                tuned_model=None,
                trained_tokens=None,
                error_code="invalid_training_file",
                error_param="training_file",
                error_message="The job failed due to an invalid training file. Expected file to have JSONL format, "
                "where every line is a valid JSON dictionary. Line 17 is not a dictionary.",
            ),
            last_metrics={},
        ),
        notification(EventKind.JOB_FAILED, job=KILLED, last_metrics={"train_loss": (811, 0.2231)}),
        notification(EventKind.JOB_STALLED, job=STALLED, last_metrics={}),
        notification(EventKind.EVALUATION_FINISHED),
        notification(EventKind.ACCOUNT_FAILING),
    ],
    ids=lambda sent: sent.kind.value,
)
def test_the_documents_show_messages_as_they_are(sent: object) -> None:
    assert as_text(words(sent)).strip() in DOCS.read_text("utf-8")  # type: ignore[arg-type]  # parametrize is untyped
