"""Standard Webhooks verification: the published vectors, every refusal by name, and that nothing else can come out."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.errors import Reason, SignatureError
from service.core.signature import job_secret, job_secrets, sign_standard_webhook, verify_standard_webhook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_" + base64.b64encode(b"another key of thirty-two bytes!").decode()
AT = 1614265330
NOW = datetime.fromtimestamp(AT, UTC)
BODY = b'{"test": 2432232314}'

# Source: standard-webhooks/standard-webhooks and openai/openai-python, their own test suites.
VECTORS = [
    (SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
    (
        "whsec_RdvaYFYUXuIFuEbvZHwMfYFhUf7aMYjYcmM24+Aj40c=",
        "wh_685c059ae39c8190af8c71ed1022a24d",
        1750861210,
        b'{"id": "evt_685c059ae3a481909bdc86819b066fb6", "object": "event", "created_at": 1750861210, '
        b'"type": "response.completed", "data": {"id": "resp_123"}}',
        "v1,gUAg4R2hWouRZqRQG4uJypNS8YK885G838+EHb4nKBY=",
    ),
]


def headers(
    delivery_id: str = "msg_1", timestamp: str | int = AT, signature: str | None = None, body: bytes = BODY
) -> list[tuple[str, str]]:
    """The three headers, signed with SECRET unless told otherwise."""
    if signature is None:
        signature = sign_standard_webhook(delivery_id, int(timestamp), body, SECRET)
    return [("webhook-id", delivery_id), ("webhook-timestamp", str(timestamp)), ("webhook-signature", signature)]


def refusal(sent: list[tuple[str, str]], *, body: bytes = BODY, secrets: tuple[str, ...] = (SECRET,)) -> SignatureError:
    with pytest.raises(SignatureError) as caught:
        verify_standard_webhook(sent, body, secrets=secrets, now=NOW)
    return caught.value


@pytest.mark.parametrize(("secret", "delivery_id", "at", "body", "signature"), VECTORS)
def test_the_published_vectors_verify_and_are_what_we_sign(
    secret: str, delivery_id: str, at: int, body: bytes, signature: str
) -> None:
    sent = headers(delivery_id, at, signature)
    now = datetime.fromtimestamp(at, UTC)
    assert verify_standard_webhook(sent, body, secrets=[secret], now=now) == delivery_id
    assert sign_standard_webhook(delivery_id, at, body, secret) == signature


def test_header_names_are_taken_in_any_case() -> None:
    sent = [(name.title(), value) for name, value in headers()]
    assert verify_standard_webhook(sent, BODY, secrets=[SECRET], now=NOW) == "msg_1"


def test_any_live_secret_and_any_signature_in_the_header_will_do() -> None:
    ours = sign_standard_webhook("msg_1", AT, BODY, SECRET)
    theirs = sign_standard_webhook("msg_1", AT, BODY, "unknown to us")
    sent = headers(signature=f"v1a,{'A' * 44} {theirs} {ours}")
    assert verify_standard_webhook(sent, BODY, secrets=[OTHER, SECRET], now=NOW) == "msg_1"


def test_a_bare_signature_is_taken_as_the_openai_sdk_does() -> None:
    bare = sign_standard_webhook("msg_1", AT, BODY, SECRET).removeprefix("v1,")
    assert verify_standard_webhook(headers(signature=bare), BODY, secrets=[SECRET], now=NOW) == "msg_1"


def test_other_versions_of_signature_never_match() -> None:
    right = sign_standard_webhook("msg_1", AT, BODY, SECRET).removeprefix("v1,")
    for version in ("v1a", "v2", "V1", "v1,v1"):
        assert refusal(headers(signature=f"{version},{right}")).reason is Reason.SIGNATURE_MISMATCH


def test_a_secret_without_whsec_is_its_utf8_bytes() -> None:
    signature = sign_standard_webhook("msg_1", AT, BODY, "plain sécret")
    assert verify_standard_webhook(headers(signature=signature), BODY, secrets=["plain sécret"], now=NOW) == "msg_1"


def test_missing_base64_padding_of_a_secret_is_tolerated() -> None:
    bare = OTHER.rstrip("=")
    assert bare != OTHER
    assert sign_standard_webhook("m", 1, b"", bare) == sign_standard_webhook("m", 1, b"", OTHER)


def test_a_secret_that_cannot_be_decoded_is_passed_over() -> None:
    broken = ("whsec_!!!", "whsec_é", "whsec_a", "\ud800")
    assert verify_standard_webhook(headers(), BODY, secrets=[*broken, SECRET], now=NOW) == "msg_1"
    assert refusal(headers(), secrets=broken).reason is Reason.NO_SECRET


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_===="])
def test_an_empty_secret_lets_nobody_in(secret: str) -> None:
    assert refusal(headers(), secrets=(secret,)).reason is Reason.NO_SECRET
    with pytest.raises(ValueError, match="signing secret"):
        sign_standard_webhook("msg_1", AT, BODY, secret)


@pytest.mark.parametrize("age_s", [-300, 0, 300])
def test_five_minutes_both_ways_are_within_tolerance(age_s: int) -> None:
    now = NOW + timedelta(seconds=age_s)
    assert verify_standard_webhook(headers(), BODY, secrets=[SECRET], now=now) == "msg_1"


def test_a_second_more_than_five_minutes_is_refused_by_name() -> None:
    assert refusal(headers(timestamp=AT - 301)).reason is Reason.TIMESTAMP_TOO_OLD
    assert refusal(headers(timestamp=AT + 301)).reason is Reason.TIMESTAMP_IN_FUTURE


@pytest.mark.parametrize(
    "timestamp", ["1614265330.0", "+1614265330", "-1", "1_614", "١٦١٤٢٦٥٣٣٠", "9" * 5000, "soon", " "]
)
def test_a_timestamp_is_plain_digits(timestamp: str) -> None:
    signature = sign_standard_webhook("msg_1", AT, BODY, SECRET)
    assert refusal(headers(timestamp=timestamp, signature=signature)).reason is Reason.BAD_TIMESTAMP


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_header_that_is_absent_empty_or_twice_is_refused_and_named(name: str) -> None:
    sent = headers()
    absent = refusal([pair for pair in sent if pair[0] != name])
    empty = refusal([(key, "" if key == name else value) for key, value in sent])
    twice = refusal([*sent, *[(key.upper(), value) for key, value in sent if key == name]])
    assert (absent.reason, empty.reason, twice.reason) == (
        Reason.MISSING_HEADER,
        Reason.MISSING_HEADER,
        Reason.BAD_HEADER,
    )
    assert all(name in error.detail for error in (absent, empty, twice))


@pytest.mark.parametrize("delivery_id", ["x" * 257, "msg\x001", "msg\n1", "msgé", "msg\udc80"])
def test_an_id_that_cannot_be_stored_as_it_is_is_refused(delivery_id: str) -> None:
    assert refusal(headers(delivery_id, signature="v1," + "A" * 44)).reason is Reason.BAD_HEADER


def test_an_overlong_or_non_ascii_signature_is_refused() -> None:
    assert refusal(headers(signature="A" * 4097)).reason is Reason.BAD_HEADER
    assert refusal(headers(signature="v1,é" + "A" * 43)).reason is Reason.BAD_HEADER


def test_a_changed_body_id_timestamp_or_secret_does_not_match() -> None:
    signature = sign_standard_webhook("msg_1", AT, BODY, SECRET)
    for sent, body, secret in (
        (headers(signature=signature), BODY + b" ", SECRET),
        (headers("msg_2", signature=signature), BODY, SECRET),
        (headers(timestamp=AT + 1, signature=signature), BODY, SECRET),
        (headers(signature=signature), BODY, OTHER),
        (headers(signature="v1," + "A" * 44), BODY, SECRET),
    ):
        assert refusal(sent, body=body, secrets=(secret,)).reason is Reason.SIGNATURE_MISMATCH


def test_a_large_body_is_signed_the_same_way() -> None:
    body = b"x" * 300_000
    long = sign_standard_webhook("msg_1", AT, body, SECRET)
    assert verify_standard_webhook(headers(signature=long), body, secrets=[SECRET], now=NOW) == "msg_1"
    assert refusal(headers(signature=long), body=body[:-1] + b"y").reason is Reason.SIGNATURE_MISMATCH


names = st.sampled_from(["webhook-id", "Webhook-Timestamp", "WEBHOOK-SIGNATURE", "host"]) | st.text(max_size=20)
anything = st.text(st.characters(), max_size=60)  # lone surrogates included: that is how bytes of a header come in
values = anything | st.sampled_from([str(AT), "v1," + "A" * 44, "A" * 44, "msg_1", "9" * 30, " ", "v1,"])
secret_texts = anything | anything.map("whsec_".__add__)


@given(st.lists(st.tuples(names, values), max_size=8), st.binary(max_size=200), st.lists(secret_texts, max_size=3))
def test_whatever_comes_in_only_a_signature_error_comes_out(
    sent: list[tuple[str, str]], body: bytes, secrets: list[str]
) -> None:
    with pytest.raises(SignatureError) as caught:
        verify_standard_webhook(sent, body, secrets=secrets, now=NOW)
    assert caught.value.detail
    assert not any(len(secret) > 8 and secret in str(caught.value) for secret in secrets)


@given(values, values, values, st.lists(secret_texts, max_size=3))
def test_whatever_the_three_headers_say_only_a_signature_error_comes_out(
    delivery_id: str, timestamp: str, signature: str, secrets: list[str]
) -> None:
    refusal(headers(delivery_id, timestamp, signature), secrets=tuple(secrets))


@given(st.binary(max_size=300), st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=256))
def test_what_we_sign_we_verify(body: bytes, delivery_id: str) -> None:
    sent = headers(delivery_id, body=body)
    assert verify_standard_webhook(sent, body, secrets=[OTHER, SECRET], now=NOW) == delivery_id


# --- a job's own secret ---------------------------------------------------------------------------------------------

# The first by openssl: printf 'tunewatch job\0run-7' | openssl dgst -sha256 -mac HMAC -macopt hexkey:… -binary | base64
JOB_VECTORS = [
    (SECRET, "run-7", "whsj_P5DH1Mc5qu5JXKoDCsuIAejlsRLRC9ZV/CNNM+To2K4="),
    (SECRET, "größe/7 ✓", "whsj_ouUIf6LYfZ0TswOlawXMCAGpv6vyZ+3Q+ubwbbzYIUU="),
    ("a plain secret", "run-7", "whsj_5jp3co4DAzxTBqMoQhVlnCu5xHAUF7oa140QK9NnVBs="),
]


@pytest.mark.parametrize(("secret", "job", "made"), JOB_VECTORS)
def test_a_jobs_secret_is_made_of_the_accounts(secret: str, job: str, made: str) -> None:
    assert job_secret(secret, job) == made
    assert job_secrets(["whsec_!", secret, ""], job) == [made]


def test_a_jobs_secret_is_the_key_after_its_prefix() -> None:
    made = job_secret(SECRET, "run-7")
    as_accounts = made.replace("whsj_", "whsec_")
    assert sign_standard_webhook("msg_1", AT, BODY, made) == sign_standard_webhook("msg_1", AT, BODY, as_accounts)


def test_a_jobs_secret_signs_neither_for_the_account_nor_for_another_job() -> None:
    signature = sign_standard_webhook("msg_1", AT, BODY, job_secret(SECRET, "run-7"))
    sent = headers(signature=signature)
    assert verify_standard_webhook(sent, BODY, secrets=job_secrets([OTHER, SECRET], "run-7"), now=NOW) == "msg_1"
    for secrets in ([SECRET], job_secrets([SECRET], "run-8"), job_secrets([OTHER], "run-7")):
        assert refusal(sent, secrets=tuple(secrets)).reason is Reason.SIGNATURE_MISMATCH


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_%%%", "whsec_é"])
def test_an_account_secret_that_cannot_be_used_makes_no_job_secret(secret: str) -> None:
    assert job_secrets([secret], "run-7") == []
    with pytest.raises(ValueError, match="a signing secret is text") as caught:
        job_secret(secret, "run-7")
    assert len(secret) <= len("whsec_") or secret not in str(caught.value)


@given(secret_texts, anything)
def test_a_jobs_secret_is_total(secret: str, job: str) -> None:
    for made in job_secrets([secret], job):
        assert base64.b64decode(made.removeprefix("whsj_"), validate=True)
