"""The notifiers' kit: every member runs through every kind of event and every status.

A new member is in it unasked: its channel is made of its keys' examples, with a canary in each secret.
"""

from __future__ import annotations

import email
import email.policy
import json
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.event import EventKind
from service.core.send_result import Outcome, SendResult
from service.core.signature import verify_standard_webhook
from service.core.snapshot import Status
from service.notifiers import Answer, Chart, HttpReply, HttpRequest, MailReply, MailRequest, Request
from service.notifiers.keys import Value
from service.notifiers.slack import cut, cut_front, escape
from service.notifiers.table import NOTIFIERS
from tests.channels import channel, examples
from tests.notifications import job, notification, version

CANARY = "canary-5e6f7a8b"
SIGNING_SECRET = "whsec_" + "c2VjcmV0" * 6  # of this test only
NOW_S = 1_789_000_000
HOSTILE = (
    "</td><script>alert(1)</script> <!channel> <https://evil.test|here> & *bold* `x`\r\nBcc: a@evil.test\x00\u202e"
)

OWN: dict[str, dict[str, Value]] = {
    "email": {
        "host": "smtp.acme.test",
        "username": "tunewatch",
        "sender": "Tunewatch <tunewatch@acme.test>",
        "to": ("ml@acme.test", "lead@acme.test"),
    },
    "webhook": {"secret": SIGNING_SECRET},
}
CHANNELS = {kind: channel("ops", kind, **(examples(kind, CANARY) | OWN.get(kind, {}))) for kind in NOTIFIERS}

members = pytest.mark.parametrize("kind", NOTIFIERS)
events = pytest.mark.parametrize("event", EventKind)
HTTP_STATUSES = [100, 200, 201, 202, 204, 299, 301, 302, 304, 307, 400, 401, 403, 404, 405, 408, 409, 410, 413, 418]
HTTP_STATUSES += [422, 425, 429, 451, 499, 500, 501, 502, 503, 504, 520, 599, 0, 999]
SMTP_CODES = [-1, 0, 211, 250, 251, 354, 421, 450, 451, 452, 454, 521, 530, 534, 535, 550, 551, 552, 553, 554, 556, 999]
BODIES = [b"", b"ok", b"<!DOCTYPE html><p>hello", b'{"ok":false}', b"\xff\xfe\x00", CANARY.encode() * 100]


def render(kind: str, sent: Any, now_s: int = NOW_S) -> Request:
    return NOTIFIERS[kind].render(sent, CHANNELS[kind], now_s=now_s)


def content(request: Request) -> str:
    """Everything that is said to the receiver, decoded."""
    if isinstance(request, HttpRequest):
        return request.body.decode()
    parts = [str(part.get_content()) for part in request.message.walk() if not part.is_multipart()]
    return "\n".join([*map(str, request.message.values()), *parts])


def wire(request: Request) -> object:
    """The request as it goes out, byte for byte."""
    if isinstance(request, HttpRequest):
        return (request.url, request.headers, request.body)
    return request.message.as_bytes()


def answers() -> list[Answer]:
    http = [HttpReply(status, {"Retry-After": "7"}, body) for status in HTTP_STATUSES for body in BODIES]
    mail = [MailReply(code, f"5.1.1 no {CANARY} here") for code in SMTP_CODES]
    return [*http, *mail]


@members
def test_a_member_is_filed_under_its_own_kind_and_prints_its_guarantee(kind: str) -> None:
    assert NOTIFIERS[kind].kind == kind
    assert "Nothing is lost" in NOTIFIERS[kind].guarantee
    assert "repeat" in NOTIFIERS[kind].guarantee


@members
@events
def test_every_event_is_rendered_with_the_notifications_id(kind: str, event: EventKind) -> None:
    request = render(kind, notification(event))
    said = content(request) + (str(request.headers) if isinstance(request, HttpRequest) else "")
    assert notification(event).id in said
    assert event.value in said


@members
@events
def test_an_event_without_its_subject_is_rendered_too(kind: str, event: EventKind) -> None:
    assert content(render(kind, notification(event, job=None, version=None, evaluation=None, trouble=None)))


@members
@events
def test_equal_notes_give_equal_requests(kind: str, event: EventKind) -> None:
    first, second = render(kind, notification(event)), render(kind, notification(event))
    assert wire(first) == wire(second)


@members
@events
def test_no_secret_is_in_the_repr_of_a_request(kind: str, event: EventKind) -> None:
    request = render(kind, notification(event))
    assert CANARY not in repr(request)
    assert CANARY not in str(request)
    assert CANARY not in content(request)
    assert SIGNING_SECRET not in repr(request)


@members
@events
def test_hostile_names_stay_text(kind: str, event: EventKind) -> None:
    evil = job(name=HOSTILE, base_model=HOSTILE, tuned_model=HOSTILE, error_message=HOSTILE, error_code=HOSTILE)
    sent = notification(event, job=evil, account=HOSTILE, provider=HOSTILE)
    if sent.version is not None:
        sent = replace(sent, version=version(name=HOSTILE))
    request = render(kind, sent)
    if isinstance(request, MailRequest):
        assert_mail_is_safe(request.message)
    else:
        assert json.loads(request.body)
        if kind == "slack":
            assert "<!" not in content(request)
            assert "<https://evil" not in content(request)


def assert_mail_is_safe(message: EmailMessage) -> None:
    """Read as a receiver reads it: no header was added, and the HTML part has no tag of the name's."""
    received = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert "Bcc" not in received
    assert received["To"].addresses[0].addr_spec == "ml@acme.test"
    html = received.get_body(("html",))
    assert html is not None
    assert "<script" not in html.get_content()
    assert html.get_content().count("</td>") == 2 * html.get_content().count("<tr>")


@members
def test_every_answer_gives_a_verdict_without_a_secret(kind: str) -> None:
    for answer in answers():
        result = NOTIFIERS[kind].judge(answer)
        assert isinstance(result, SendResult)
        assert CANARY not in repr(result)
        assert len(result.detail) <= 300
        assert not (result.delivered and result.again)


@members
@given(
    status=st.integers(), text=st.text(), body=st.binary(max_size=300), headers=st.dictionaries(st.text(), st.text())
)
def test_judging_is_total(kind: str, status: int, text: str, body: bytes, headers: dict[str, str]) -> None:
    assert NOTIFIERS[kind].judge(HttpReply(status, headers, body)).detail
    assert NOTIFIERS[kind].judge(HttpReply(429, {"retry-after": text, "date": text}, body)).detail
    assert NOTIFIERS[kind].judge(MailReply(status, text)).detail


# --- charts ---------------------------------------------------------------------------------------------------------

PNG = b"\x89PNG\r\n\x1a\n and more"
CURVES = {"train_loss": ((1, 2.3), (300, 0.45)), "eval_loss": ((100, 2.0), (300, 0.61))}
SHOWN = "train loss 2.3 → 0.45, eval loss 2 → 0.61 over 300 steps"
PICTURE_URL = "https://tw.acme.test/charts/ntf_9c2e4b6a8d0f1c3e5a7b9d1f.png?key=k&more=1"
CHARTS = {"inside": Chart(png=PNG), "linked": Chart(url=PICTURE_URL)}


def with_chart(kind: str, sent: Any) -> Request:
    form = NOTIFIERS[kind].chart_form
    return NOTIFIERS[kind].render(sent, CHANNELS[kind], now_s=NOW_S, chart=CHARTS[form] if form else None)


@members
def test_a_chart_is_said_in_words_where_it_is_shown_and_nowhere_else(kind: str) -> None:
    sent = notification(curves=CURVES)
    assert (SHOWN in content(with_chart(kind, sent))) is (NOTIFIERS[kind].chart_form is not None)
    assert SHOWN not in content(render(kind, sent))
    assert wire(with_chart(kind, sent)) == wire(with_chart(kind, sent))


@members
def test_what_curves_are_called_stays_text(kind: str) -> None:
    request = with_chart(kind, notification(curves={HOSTILE + "loss": CURVES["train_loss"]}))
    if isinstance(request, MailRequest):
        assert_mail_is_safe(request.message)
    else:
        assert json.loads(request.body)
        assert "\\u0000" not in content(request)


@members
def test_only_a_refusal_that_a_chart_can_cause_is_blamed_on_it(kind: str) -> None:
    notifier = NOTIFIERS[kind]
    blamed = {
        "slack": [HttpReply(400, {}, b"invalid_blocks"), HttpReply(400, {}, b"")],
        "email": [MailReply(552, "too large"), MailReply(554, "")],
        "webhook": [],
    }[kind]
    for answer in answers():
        result = notifier.judge(answer)
        if notifier.blames_chart(result):
            assert result.outcome is Outcome.REFUSED
            assert result.status in {notifier.judge(one).status for one in blamed}
    assert all(notifier.blames_chart(notifier.judge(answer)) for answer in blamed)
    assert not notifier.blames_chart(SendResult(Outcome.TIMED_OUT, again=True))


def test_slack_shows_a_chart_as_an_image_block() -> None:
    request = with_chart("slack", notification(curves=CURVES))
    assert isinstance(request, HttpRequest)
    (image,) = (block for block in json.loads(request.body)["blocks"] if block["type"] == "image")
    assert image == {"type": "image", "image_url": PICTURE_URL, "alt_text": SHOWN}
    assert [block for block in slack(notification(curves=CURVES))["blocks"] if block["type"] == "image"] == []


def test_a_mail_shows_a_chart_that_travels_beside_its_html() -> None:
    request = with_chart("email", notification(curves=CURVES))
    assert isinstance(request, MailRequest)
    received = email.message_from_bytes(request.message.as_bytes(), policy=email.policy.default)
    assert received.get_content_type() == "multipart/alternative"
    text, related = received.iter_parts()
    assert (text.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    html, image = related.iter_parts()
    assert (image.get_content_type(), image.get_content()) == ("image/png", PNG)
    assert image.get_content_disposition() == "inline"
    name = str(image["Content-ID"])
    assert name == f"<chart.{notification().id}@acme.test>"
    assert html.get_content().count(f'src="cid:{name[1:-1]}"') == 1
    assert html.get_content().count("<img") == 1
    assert f'alt="{SHOWN}"' in html.get_content()


# --- what each status means -----------------------------------------------------------------------------------------

SLACK_VERDICTS = [
    (200, b"ok", Outcome.DELIVERED, False),
    (200, b"", Outcome.DELIVERED, False),
    (200, b"<html>please log in", Outcome.SERVER_ERROR, True),
    (200, b'{"ok":false,"error":"invalid_auth"}', Outcome.REFUSED, False),
    (302, b"", Outcome.REFUSED, False),
    (400, b"invalid_payload", Outcome.REFUSED, False),
    (403, b"action_prohibited", Outcome.REFUSED, False),
    (403, b"invalid_token", Outcome.GONE, False),
    (404, b"no_service", Outcome.GONE, False),
    (404, b"", Outcome.GONE, False),
    (408, b"", Outcome.TIMED_OUT, True),
    (410, b"channel_is_archived", Outcome.GONE, False),
    (429, b"", Outcome.THROTTLED, True),
    (500, b"rollup_error", Outcome.SERVER_ERROR, True),
    (503, b"", Outcome.SERVER_ERROR, True),
]
WEBHOOK_VERDICTS = [
    (200, b"", Outcome.DELIVERED, False),
    (202, b"<html>", Outcome.DELIVERED, False),
    (204, b"", Outcome.DELIVERED, False),
    (301, b"", Outcome.REFUSED, False),
    (400, b"", Outcome.REFUSED, True),
    (404, b"", Outcome.REFUSED, True),
    (410, b"", Outcome.GONE, False),
    (429, b"", Outcome.THROTTLED, True),
    (500, b"", Outcome.SERVER_ERROR, True),
    (502, b"", Outcome.THROTTLED, True),
    (504, b"", Outcome.THROTTLED, True),
]
EMAIL_VERDICTS = [
    (250, Outcome.DELIVERED, False),
    (251, Outcome.DELIVERED, False),
    (421, Outcome.SERVER_ERROR, True),
    (450, Outcome.SERVER_ERROR, True),
    (452, Outcome.SERVER_ERROR, True),
    (521, Outcome.GONE, False),
    (535, Outcome.REFUSED, False),
    (550, Outcome.REFUSED, False),
    (552, Outcome.REFUSED, True),
    (554, Outcome.REFUSED, False),
    (-1, Outcome.SERVER_ERROR, True),
]


@pytest.mark.parametrize(("status", "body", "outcome", "again"), SLACK_VERDICTS)
def test_slacks_answers_are_understood(status: int, body: bytes, outcome: Outcome, again: bool) -> None:
    result = NOTIFIERS["slack"].judge(HttpReply(status, {}, body))
    assert (result.outcome, result.again, result.status) == (outcome, again, status)


@pytest.mark.parametrize(("status", "body", "outcome", "again"), WEBHOOK_VERDICTS)
def test_a_receivers_answers_are_understood(status: int, body: bytes, outcome: Outcome, again: bool) -> None:
    result = NOTIFIERS["webhook"].judge(HttpReply(status, {}, body))
    assert (result.outcome, result.again, result.status) == (outcome, again, status)


@pytest.mark.parametrize(("code", "outcome", "again"), EMAIL_VERDICTS)
def test_a_mail_servers_answers_are_understood(code: int, outcome: Outcome, again: bool) -> None:
    result = NOTIFIERS["email"].judge(MailReply(code, ""))
    assert (result.outcome, result.again, result.status) == (outcome, again, code)


def test_a_mail_that_some_recipients_did_not_get_says_so() -> None:
    result = NOTIFIERS["email"].judge(MailReply(250, "1 of 3 recipients refused"))
    assert result.delivered
    assert result.detail == "taken; the server refused 1 of 3 recipients"


def test_the_enhanced_code_of_a_mail_server_is_shown_and_its_text_is_not() -> None:
    result = NOTIFIERS["email"].judge(MailReply(550, "5.1.1 <ml@acme.test>: no such user"))
    assert result.detail == "answered 550 5.1.1 a mailbox does not exist or refuses us"


@pytest.mark.parametrize("kind", ["slack", "webhook"])
@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"Retry-After": "30"}, 30.0),
        ({"retry-after": " 30 "}, 30.0),
        ({"Retry-After": "Mon, 14 Sep 2026 12:00:30 GMT", "Date": "Mon, 14 Sep 2026 12:00:00 GMT"}, 30.0),
        ({"Retry-After": "Mon, 14 Sep 2026 11:00:00 GMT", "Date": "Mon, 14 Sep 2026 12:00:00 GMT"}, 0.0),
        ({"Retry-After": "Mon, 14 Sep 2026 12:00:30 GMT"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "٣"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_honoured(kind: str, headers: dict[str, str], wait_s: float | None) -> None:
    assert NOTIFIERS[kind].judge(HttpReply(429, headers, b"")).retry_after_s == wait_s


# --- Slack ----------------------------------------------------------------------------------------------------------


def slack(sent: Any) -> dict[str, Any]:
    request = render("slack", sent)
    assert isinstance(request, HttpRequest)
    decoded: dict[str, Any] = json.loads(request.body)
    return decoded


def text_objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for item in value for found in text_objects(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("type") in {"plain_text", "mrkdwn"} else []
    return own + [found for item in value.values() for found in text_objects(item)]


@events
def test_slack_blocks_keep_slacks_limits_however_long_the_reason(event: EventKind) -> None:
    long = job(Status.FAILED, name="<&>" * 5000, error_message="<😀&\n" * 9000, base_model="b" * 9000)
    message = slack(notification(event, job=long))
    assert len(message["blocks"]) <= 50
    assert len(message["text"]) <= 3000
    for block in message["blocks"]:
        assert len(block.get("fields", [])) <= 10
        limit = 150 if block["type"] == "header" else 3000
        for found in text_objects(block):
            assert 0 < len(found["text"].encode("utf-16-le")) // 2 <= limit


def test_a_long_reason_says_how_much_slack_did_not_get() -> None:
    message = slack(notification(EventKind.JOB_FAILED, job=job(Status.FAILED, error_message="x" * 5000)))
    reason = next(found["text"] for found in text_objects(message) if found["text"].startswith("The provider's reason"))
    shown = reason.count("x")
    assert reason.endswith(f"… ({5000 - shown} more characters)")


def code_blocks(message: dict[str, Any]) -> list[str]:
    return [
        part["text"]
        for block in message["blocks"]
        if block["type"] == "rich_text"
        for element in block["elements"]
        for part in element["elements"]
        if element["type"] == "rich_text_preformatted"
    ]


def test_the_last_lines_of_a_log_are_a_code_block_of_plain_text_that_keeps_the_end() -> None:
    log = "".join(f"step {number} <!channel> & more {'.' * 100}\n" for number in range(49)) + "OutOfMemoryError"
    (code,) = code_blocks(slack(notification(EventKind.JOB_FAILED, job=job(Status.FAILED, log_tail=log))))
    assert len(code) <= 3000
    assert code.endswith("OutOfMemoryError")
    left_out = int(code[1:].split()[0])
    assert code == f"({left_out} earlier characters) …{escape(log[left_out:])}"
    assert "<!channel>" not in code


def test_a_job_without_a_log_has_no_code_block() -> None:
    assert code_blocks(slack(notification(EventKind.JOB_FAILED, job=job(Status.FAILED)))) == []


@given(st.text(max_size=80), st.integers(min_value=40, max_value=120))
def test_what_is_cut_in_front_is_escaped_whole_and_within_its_limit(text: str, limit: int) -> None:
    short = cut_front(text, limit)
    assert len(short.encode("utf-16-le", "surrogatepass")) // 2 <= limit
    if short != escape(text):
        assert short.split(") …", 1)[1] == escape(text[int(short[1:].split()[0]) :])


@events
def test_only_our_own_link_is_read_as_markup_by_slack(event: EventKind) -> None:
    texts = [found["text"] for found in text_objects(slack(notification(event))) if found["type"] == "mrkdwn"]
    has_link = notification(event).job is not None
    assert texts == ["<https://platform.openai.com/finetune/ftjob-8Hq2|Open at the provider>"] * has_link


@given(st.text(max_size=80), st.integers(min_value=40, max_value=120))
def test_cut_text_is_escaped_whole_and_within_its_limit(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short.encode("utf-16-le", "surrogatepass")) // 2 <= limit
    assert short == escape(text) or short.split("… (")[0] == escape(
        text[: len(text) - int(short.rsplit("(")[-1].split()[0])]
    )


# --- webhook --------------------------------------------------------------------------------------------------------


def webhook(sent: Any, now_s: int = NOW_S) -> HttpRequest:
    request = render("webhook", sent, now_s)
    assert isinstance(request, HttpRequest)
    return request


def test_a_receiver_can_verify_the_signature_with_the_public_scheme() -> None:
    request = webhook(notification())
    verified = verify_standard_webhook(
        list(request.headers.items()),
        request.body,
        secrets=[SIGNING_SECRET],
        now=datetime.fromtimestamp(NOW_S + 5, UTC),
    )
    assert verified == notification().id


def test_a_channel_without_a_secret_sends_unsigned() -> None:
    unsigned = channel("hook", "webhook", url="https://acme.test/hook")
    request = NOTIFIERS["webhook"].render(notification(), unsigned, now_s=NOW_S)
    assert isinstance(request, HttpRequest)
    assert "webhook-signature" not in request.headers


@events
def test_what_changes_between_attempts_is_not_in_the_body(event: EventKind) -> None:
    first = notification(event)
    later = replace(
        first,
        attempt=4,
        evaluations_pending=first.evaluations_pending + 1,
        last_metrics={"train_loss": (2000, 0.01)},
        version=first.version and replace(first.version, aliases=("latest", "production"), base_retires_on=None),
    )  # its trouble is in its own row and stays
    if event is EventKind.JOB_SUCCEEDED:
        later = replace(later, version=None)
    if event in {EventKind.JOB_STARTED, EventKind.JOB_PAUSED}:
        later = replace(later, job=job(Status.FAILED, trained_tokens=9, error_message="later", finished_at=None))
    one, two = webhook(first), webhook(later, NOW_S + 900)
    assert one.body == two.body
    assert one.headers["webhook-id"] == two.headers["webhook-id"]
    assert (one.headers["tunewatch-attempt"], two.headers["tunewatch-attempt"]) == ("1", "4")


def test_the_webhook_body_says_what_the_trouble_is_and_with_which_key() -> None:
    sent = notification(EventKind.ACCOUNT_FAILING)
    assert sent.trouble is not None
    body = json.loads(webhook(replace(sent, trouble=replace(sent.trouble, key_end="…3f"))).body)
    assert body["data"]["reason"] == sent.trouble.reason
    assert body["data"]["failing_since"].endswith("Z")
    assert body["data"]["key_end"] == "…3f"


def test_the_webhook_body_says_what_ended_and_how() -> None:
    failed = job(Status.FAILED, error_code="server_error", error_message="Out of memory.", tuned_model=None)
    body = json.loads(webhook(notification(EventKind.JOB_FAILED, job=failed)).body)
    assert body["type"] == "job.failed"
    assert body["timestamp"] == "2026-09-14T11:44:03Z"
    assert body["data"]["job"]["status"] == "failed"
    assert body["data"]["job"]["provider_job_id"] == "ftjob-8Hq2"
    assert body["data"]["job"]["error_message"] == "Out of memory."


def test_the_webhook_body_says_how_a_command_ended_and_where_its_weights_are() -> None:
    how = {"exit_code": 137, "signal": "SIGKILL", "log_tail": "Killed", "artifact_uri": "file://gpu-7/out"}
    body = json.loads(webhook(notification(EventKind.JOB_FAILED, job=job(Status.FAILED, **how))).body)
    assert {name: body["data"]["job"][name] for name in how} == how


def test_the_webhook_body_of_a_silence_says_since_when() -> None:
    untold = replace(job(Status.RUNNING), heard_at=datetime(2026, 9, 14, 11, 42, tzinfo=UTC))
    body = json.loads(webhook(notification(EventKind.JOB_STALLED, job=untold)).body)
    assert (body["type"], body["data"]["job"]["heard_at"]) == ("job.stalled", "2026-09-14T11:42:00Z")
    assert "status" not in body["data"]["job"]


def test_the_webhook_body_of_an_evaluation_carries_model_and_verdict() -> None:
    data = json.loads(webhook(notification(EventKind.EVALUATION_FINISHED)).body)["data"]
    assert data["evaluation"]["verdict"] == "better"
    assert len(data["evaluation"]["lines"]) == 3
    assert (data["model"]["name"], data["model"]["version"]) == ("support-bot", 7)


# --- e-mail ---------------------------------------------------------------------------------------------------------


def mail(sent: Any, now_s: int = NOW_S) -> EmailMessage:
    """The message as a receiver parses it."""
    request = render("email", sent, now_s)
    assert isinstance(request, MailRequest)
    received = email.message_from_bytes(request.message.as_bytes(), policy=email.policy.default)
    assert isinstance(received, EmailMessage)
    return received


def test_a_mail_has_text_and_html_and_says_that_a_machine_wrote_it() -> None:
    received = mail(notification())
    text, html = received.get_body(("plain",)), received.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "1,234,567" in text.get_content()
    assert "1,234,567" in html.get_content()
    assert received["Subject"] == "✅ support-bot succeeded in 2 h 14 min"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["X-Tunewatch-Notification"] == notification().id
    assert [address.addr_spec for address in received["To"].addresses] == ["ml@acme.test", "lead@acme.test"]


def test_every_attempt_of_a_mail_has_one_message_id() -> None:
    assert mail(notification())["Message-ID"] == f"<{notification().id}@acme.test>"
    assert mail(notification(attempt=3), NOW_S + 900)["Message-ID"] == f"<{notification().id}@acme.test>"


def test_all_mails_of_one_job_are_one_thread() -> None:
    about_job = [notification(kind) for kind in EventKind if notification(kind).job is not None]
    about_job.append(notification(EventKind.MODEL_REGISTERED, job=None))
    threads = {mail(sent)["References"] for sent in about_job}
    assert threads == {"<job_3f1c9a7e5b2d4f6a8c0e1b3d@acme.test>"}
    assert {mail(sent)["In-Reply-To"] for sent in about_job} == threads


def test_failing_and_recovered_of_one_account_are_one_thread() -> None:
    failing, recovered = mail(notification(EventKind.ACCOUNT_FAILING)), mail(notification(EventKind.ACCOUNT_RECOVERED))
    assert failing["References"] == recovered["References"] is not None
    assert mail(notification(EventKind.TEST))["References"] is None


def test_a_mail_carries_the_whole_reason() -> None:
    message = "\n".join(f"line {number} is not valid" for number in range(3000))
    received = mail(notification(EventKind.JOB_FAILED, job=job(Status.FAILED, error_message=message)))
    for part in (received.get_body(("plain",)), received.get_body(("html",))):
        assert part is not None
        assert message in part.get_content().replace("\r\n", "\n")


def test_a_sender_without_a_usable_domain_still_gives_a_valid_message_id() -> None:
    local = channel("mail", "email", **(examples("email") | {"sender": "tunewatch"}))
    request = NOTIFIERS["email"].render(notification(), local, now_s=NOW_S)
    assert isinstance(request, MailRequest)
    assert request.message["Message-ID"] == f"<{notification().id}@tunewatch.invalid>"
