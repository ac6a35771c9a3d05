"""What is kept of a request's head, and what a second look at a stored request can say."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.errors import Malformed
from service.core.request_head import HARMLESS, MAX_HEAD_BYTES, headers_of, kept, shown
from service.core.signature import job_secret, sign_standard_webhook
from service.core.snapshot import Snapshot
from service.providers.generic import GENERIC
from service.providers.table import PROVIDERS
from service.providers.verify_again import CUT, GENUINE, NO_HEAD, NOT_KEPT, SECRET_SHOWN, Again, verified_again

CAME = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
SECRET, OTHER = "whsec_c2VjcmV0LW9mLXRoZS10ZXN0cw==", "whsec_YW5vdGhlciBzZWNyZXQgYWx0b2c="
BODY = json.dumps({"version": 1, "job": "run-1", "status": "succeeded"}).encode()


def signed(secret: str = SECRET, body: bytes = BODY) -> list[tuple[str, str]]:
    at = int(CAME.timestamp())
    signature = sign_standard_webhook("msg_1", at, body, secret)
    return [("Webhook-Id", "msg_1"), ("webhook-timestamp", str(at)), ("WEBHOOK-SIGNATURE", signature)]


def look(
    headers: list[tuple[str, str]],
    *,
    line: str = "POST /webhooks/lab",
    body: bytes = BODY,
    whole: bytes | None = None,
    secrets: tuple[str, ...] = (SECRET,),
    provider: str = "generic",
) -> Again:
    digest = hashlib.sha256(body if whole is None else whole).hexdigest()[:32]
    head = kept(line, headers) if line else ""
    return verified_again(PROVIDERS[provider], head, body, digest, secrets=secrets, received_at=CAME)


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_the_value_of_a_header_that_may_hold_a_secret_is_not_kept() -> None:
    head = kept(
        "POST /webhooks/lab", [("Authorization", "Bearer hidden"), ("User-Agent", "curl/8"), ("X-Key", "hidden")]
    )
    assert head == "POST /webhooks/lab\nAuthorization: ***\nUser-Agent: curl/8\nX-Key: ***"


def test_a_signature_is_kept_to_be_verified_and_never_shown() -> None:
    [*_, (name, signature)] = signed()
    head = kept("POST /webhooks/lab", signed())
    assert (name, signature) in headers_of(head)
    line, headers = shown(head)
    assert (line, headers[-1]) == ("POST /webhooks/lab", ("WEBHOOK-SIGNATURE", "***"))
    assert signature not in repr(shown(head))


@pytest.mark.parametrize("shown_there", [SECRET, "v1," + SECRET, "v1,short", "", "v1a,x v1,y"])
def test_a_secret_that_is_shown_as_a_signature_is_not_kept(shown_there: str) -> None:
    assert kept("POST /webhooks/lab", [("webhook-signature", shown_there)]).endswith("webhook-signature: ***")


@given(st.lists(st.tuples(st.text(min_size=1), st.text())), st.text())
def test_any_head_can_be_kept_and_read(headers: list[tuple[str, str]], line: str) -> None:
    head = kept(line, headers)
    assert len(head.encode()) <= MAX_HEAD_BYTES
    assert "\0" not in head
    shown(head)


@given(st.lists(st.tuples(st.from_regex(r"[a-zA-Z-]{1,20}", fullmatch=True), st.just("canary"))))
def test_only_values_of_harmless_headers_are_seen(headers: list[tuple[str, str]]) -> None:
    seen = [name.lower() for name, value in shown(kept("POST /", headers))[1] if value == "canary"]
    assert set(seen) <= HARMLESS


# --- a second look ----------------------------------------------------------------------------------------------------


def test_a_genuine_request_is_genuine_again_long_after_its_time() -> None:
    again = look(signed())
    assert (again.genuine, again.why, again.delivery_id) == (True, GENUINE, "msg_1")
    assert isinstance(again.said, Snapshot)


def test_what_was_signed_with_another_secret_is_genuine_once_that_is_configured() -> None:
    refused = look(signed(OTHER))
    assert (refused.genuine, refused.delivery_id) == (False, "")
    assert "signature_mismatch" in refused.why
    assert look(signed(OTHER), secrets=(SECRET, OTHER)).genuine is True


def test_a_request_that_was_too_old_when_it_came_is_too_old_still() -> None:
    at = int((CAME - timedelta(hours=1)).timestamp())
    headers = [("webhook-id", "msg_1"), ("webhook-timestamp", str(at))]
    signature = sign_standard_webhook("msg_1", at, BODY, SECRET)
    again = look([*headers, ("webhook-signature", signature)])
    assert (again.genuine, "timestamp_too_old" in again.why) == (False, True)


def test_a_report_signed_with_its_jobs_secret_is_verified_with_the_job_of_its_path() -> None:
    job = "team a/run-1"
    body = json.dumps({"version": 1, "job": job, "status": "running"}).encode()
    headers = signed(job_secret(SECRET, job), body)
    assert look(headers, line="POST /webhooks/lab/team%20a/run-1", body=body).genuine is True
    assert look(headers, line="POST /webhooks/lab/run-1", body=body).genuine is False


@pytest.mark.parametrize(
    ("why", "again"),
    [
        (NO_HEAD, look([], line="")),
        (CUT, look(signed(), whole=BODY + b" and more")),
        (NOT_KEPT, look([(name, value + " v1a,of-another-key") for name, value in signed()[2:]] + signed()[:2])),
        (SECRET_SHOWN, look([("Authorization", "Bearer x")], line="POST /ingest/lab/run-1")),
        (SECRET_SHOWN, look([], line="POST /webhooks/runpod/***", provider="runpod")),
        (SECRET_SHOWN, look([("X-Webhook-Secret", "x")], line="POST /webhooks/hub", provider="huggingface")),
    ],
)
def test_what_cannot_be_verified_any_more_says_why(why: str, again: Again) -> None:
    assert (again.genuine, again.why) == (None, why)


def test_what_cannot_be_read_is_told_beside_its_signature() -> None:
    again = look(signed(body=b"nonsense"), body=b"nonsense")
    assert again.genuine is True
    assert isinstance(again.said, Malformed)


@pytest.mark.parametrize("provider", PROVIDERS)
@given(head=st.text(), body=st.binary(max_size=200))
def test_a_second_look_is_total(provider: str, head: str, body: bytes) -> None:
    for one in (head, "POST /webhooks/lab/" + head):
        digest = hashlib.sha256(body).hexdigest()[:32]
        again = verified_again(PROVIDERS[provider], one, body, digest, secrets=(SECRET,), received_at=CAME)
        assert again.genuine is not True


def test_the_generic_provider_alone_names_the_job_in_its_path() -> None:
    """What follows the account is kept for it, and would be a secret elsewhere."""
    assert [name for name, one in PROVIDERS.items() if one.names_job_in_path] == [GENERIC.name]
