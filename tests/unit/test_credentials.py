"""What proves to a provider who asks: values in, headers out."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from service.providers import ProviderError, Reply
from service.providers.credential import BadCredential, BearerKey, HeaderKey, NoCredential, Outgoing, Token
from service.providers.oauth import GRANT, ServiceAccount
from service.providers.sigv4 import AwsKey

NOW = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
REQUEST = Outgoing("GET", "https://api.example.com/jobs")
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


FILE = {
    "type": "service_account",
    "private_key_id": "k1",
    "private_key": pem(KEY),
    "client_email": "watch@example.com",
    "token_uri": "https://token.example.com/token",
}


def test_a_static_key_goes_where_its_provider_takes_it() -> None:
    assert NoCredential().headers(REQUEST, now=NOW) == {}
    assert BearerKey("k").headers(REQUEST, now=NOW) == {"Authorization": "Bearer k"}
    assert HeaderKey("X-Api-Key", "k").headers(REQUEST, now=NOW) == {"X-Api-Key": "k"}
    assert HeaderKey("X-Api-Key", "k").header_names == {"x-api-key"}


def test_no_credential_shows_its_secret() -> None:
    account = ServiceAccount.parse(json.dumps(FILE), scope="s")
    shown = repr([BearerKey("canary"), HeaderKey("x", "canary"), AwsKey("id", "canary", "r", "s", "canary"), account])
    assert "canary" not in shown
    assert "PRIVATE" not in shown


# --- AWS Signature Version 4 ------------------------------------------------------------------------------------------

AWS = AwsKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service")
HOST = "https://example.amazonaws.com"
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
IAM = "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"

# AWS's published test suite (docs.aws.amazon.com/general/latest/gr/signature-v4-test-suite.html), by the names there,
# and the worked example of its signing guide.
VECTORS = [
    (Outgoing("GET", f"{HOST}/"), "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
    (Outgoing("POST", f"{HOST}/"), "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
    (
        Outgoing("GET", f"{HOST}/?Param2=value2&Param1=value1"),
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ),
    (
        Outgoing("POST", f"{HOST}/?Param1=value1"),
        "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
    ),
    (
        Outgoing("POST", f"{HOST}/", b"Param1=value1", FORM),
        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    ),
]
NAMES = ["get-vanilla", "post-vanilla", "get-vanilla-query-order-key-case", "post-vanilla-query", "post-x-www-form"]


@pytest.mark.parametrize(("request_", "signature"), VECTORS, ids=NAMES)
def test_a_request_to_aws_is_signed_as_its_published_examples_are(request_: Outgoing, signature: str) -> None:
    headers = AWS.headers(request_, now=NOW)
    names = "content-type;host;x-amz-date" if request_.headers else "host;x-amz-date"
    assert headers == {
        "X-Amz-Date": "20150830T123600Z",
        "Authorization": "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        f"SignedHeaders={names}, Signature={signature}",
    }


def test_the_guides_own_example_is_signed_as_it_says() -> None:
    form = (("content-type", "application/x-www-form-urlencoded; charset=utf-8"),)
    headers = replace(AWS, service="iam").headers(Outgoing("GET", IAM, headers=form), now=NOW)
    assert headers["Authorization"].endswith("=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")


def test_a_temporary_key_sends_and_signs_its_session_token() -> None:
    headers = AwsKey.parse("id:secret:session", region="r", service="s").headers(REQUEST, now=NOW)
    assert headers["X-Amz-Security-Token"] == "session"
    assert "SignedHeaders=host;x-amz-date;x-amz-security-token," in headers["Authorization"]


SAME = Outgoing("POST", f"{HOST}/a?b=c", b"d")
OTHER = [
    replace(SAME, method="GET"),
    replace(SAME, url=f"{HOST}/a?b=e"),
    replace(SAME, url=f"{HOST}/f?b=c"),
    replace(SAME, url="https://elsewhere.amazonaws.com/a?b=c"),
    replace(SAME, body=b"g"),
    replace(SAME, headers=FORM),
]


@pytest.mark.parametrize("other", OTHER, ids=["method", "query", "path", "host", "body", "content type"])
def test_each_part_of_a_request_to_aws_is_signed(other: Outgoing) -> None:
    assert AWS.headers(other, now=NOW) != AWS.headers(SAME, now=NOW)


@pytest.mark.parametrize(
    "url", [f"{HOST}/a?x=1&b=c%20d", f"{HOST}:443/a?b=c%20d&x=1", f"{HOST}//a?b=c%20d&x=1", f"{HOST}/./a?x=1&b=c+d"]
)
def test_the_same_request_written_otherwise_has_the_same_signature(url: str) -> None:
    plain = AWS.headers(Outgoing("GET", f"{HOST}/a?b=c%20d&x=1"), now=NOW)
    assert AWS.headers(Outgoing("GET", url), now=NOW) == plain


@pytest.mark.parametrize("api_key", ["", "id", ":", "id:", "id:a:b:c", "id:with\nbreak", "id:é"])
def test_what_is_no_aws_key_is_refused_without_a_word_of_it(api_key: str) -> None:
    with pytest.raises(BadCredential) as caught:
        AwsKey.parse(api_key, region="r", service="s")
    assert "break" not in str(caught.value)


# --- OAuth with a service account -------------------------------------------------------------------------------------


def account() -> ServiceAccount:
    return ServiceAccount.parse(json.dumps(FILE), scope="https://example.com/auth/read")


def part(text: str) -> dict[str, object]:
    return dict(json.loads(base64.urlsafe_b64decode(text + "==")))


def test_a_token_is_asked_for_with_an_assertion_that_the_private_key_signed() -> None:
    question = account().ask_token(NOW)
    assert (question.method, question.url, question.headers) == ("POST", FILE["token_uri"], FORM)
    sent = parse_qs(question.body.decode())
    assert sent["grant_type"] == [GRANT]
    head, claims, signature = sent["assertion"][0].split(".")
    assert part(head) == {"alg": "RS256", "typ": "JWT", "kid": "k1"}
    assert part(claims) == {
        "iss": "watch@example.com",
        "scope": "https://example.com/auth/read",
        "aud": FILE["token_uri"],
        "iat": int(NOW.timestamp()),
        "exp": int(NOW.timestamp()) + 3600,
    }
    signed = base64.urlsafe_b64decode(signature + "==")
    KEY.public_key().verify(signed, f"{head}.{claims}".encode(), PKCS1v15(), SHA256())


@pytest.mark.parametrize(
    ("body", "life_s"),
    [
        ({"expires_in": 3600}, 3540),
        ({"expires_in": 100}, 90),
        ({}, 270),
        ({"expires_in": None}, 270),
    ],
)
def test_a_token_is_used_until_shortly_before_it_expires(body: dict[str, object], life_s: int) -> None:
    reply = Reply(200, {}, json.dumps({"access_token": "t", **body}).encode())
    token = account().answer_token(reply, asked_at=NOW)
    assert token == Token("t", NOW + timedelta(seconds=life_s))
    assert account().headers(REQUEST, now=NOW, token=token) == {"Authorization": "Bearer t"}


@pytest.mark.parametrize(("status", "denied"), [(400, True), (401, True), (403, True), (429, False), (503, False)])
def test_a_key_that_is_not_accepted_is_told_from_an_endpoint_in_trouble(status: int, denied: bool) -> None:
    with pytest.raises(ProviderError, match=str(status)) as caught:
        account().answer_token(Reply(status, {"Retry-After": "7"}, b"canary"), asked_at=NOW)
    assert caught.value.denied is denied
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[]", b"{}", b'{"access_token": ""}', b'{"access_token": 7}', b'{"access_token": "a\\nb"}'),
        *(b'{"access_token": "a", "expires_in": -1}', b'{"access_token": "a", "expires_in": 1e300}'),
    ],
)
def test_a_reply_without_a_usable_token_is_the_endpoints_error(body: bytes) -> None:
    with pytest.raises(ProviderError) as caught:
        account().answer_token(Reply(200, {}, body), asked_at=NOW)
    assert not caught.value.denied


@pytest.mark.parametrize(
    "text",
    [
        *("", "sk-canary", "{", "[]", "{}", "\ud800", "[" * 100_000),
        json.dumps(FILE | {"private_key": "canary"}),
        json.dumps(FILE | {"private_key": pem(ec.generate_private_key(ec.SECP256R1()))}),
        json.dumps(FILE | {"token_uri": "file:///canary"}),
        json.dumps(FILE | {"token_uri": "http://[canary"}),
        json.dumps({name: value for name, value in FILE.items() if name != "client_email"}),
    ],
    ids=range(12),
)
def test_what_is_no_service_account_is_refused_without_a_word_of_it(text: str) -> None:
    with pytest.raises(BadCredential) as caught:
        ServiceAccount.parse(text, scope="s")
    assert "canary" not in str(caught.value)


def test_what_signs_assertions_is_not_loaded_before_a_service_account_is_read() -> None:
    lines = "import sys, service.config.settings, service.providers.oauth; sys.exit('cryptography' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", lines], check=False).returncode == 0
