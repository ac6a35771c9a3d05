"""Signs and posts a report, and judges the answer."""

from __future__ import annotations

import base64
import enum
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from service.reporter.parts.report import Item

TIMEOUT_S = 10.0  # of one answer
MAX_ANSWER_BYTES = 64 * 1024


def signature(key: bytes, report_id: str, timestamp_s: int, body: bytes) -> str:
    """The value of `webhook-signature`. Source: standard-webhooks/standard-webhooks, spec/standard-webhooks.md."""
    digest = hmac.new(key, f"{report_id}.{timestamp_s}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


class Outcome(enum.Enum):
    """The outcome of a POST."""

    ACCEPTED = "accepted"  # durable in the service's queue
    COMMITTED = "committed"  # in its database: nothing is left to do
    REFUSED = "refused"  # a repetition would be refused too
    LATER = "later"  # this report is tried again, others meanwhile
    AWAY = "away"  # no answer, or one that concerns every report: all wait


def judge(status: int, body: bytes, *, confirming: bool) -> Outcome:
    """What an HTTP answer means."""
    if 200 <= status < 300:
        return _confirmed(body) if confirming else Outcome.ACCEPTED
    if 300 <= status < 400:  # a login or maintenance page stands before the service
        return Outcome.AWAY
    if status in (401, 408, 425, 429, 502, 503, 504):  # 401: the user can correct a clock or a secret
        return Outcome.AWAY
    return Outcome.LATER if status >= 500 else Outcome.REFUSED


def _confirmed(body: bytes) -> Outcome:
    try:
        answer = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return Outcome.ACCEPTED
    if not isinstance(answer, dict):
        return Outcome.ACCEPTED
    # An older service does not answer this question: asking it again would only delay the command's end.
    done = answer.get("committed") is True or ("committed" not in answer and answer.get("status") == "duplicate")
    return Outcome.COMMITTED if done else Outcome.ACCEPTED


class Poster:
    """POSTs one report. Proxies come from the environment; a redirect is not followed."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._open: Callable[..., Any] | None = None

    def __call__(self, item: Item, *, confirming: bool) -> tuple[Outcome, str, float]:
        """(outcome, what the answer was in words, how many seconds the service asks us to wait)."""
        body, now = item.body.encode(), int(time.time())
        headers = {
            "content-type": "application/json",
            "user-agent": "tunewatch-reporter/1",
            "webhook-id": item.id,
            "webhook-timestamp": str(now),
            "webhook-signature": signature(self._key, item.id, now, body),
        }
        try:
            status, answer, retry_after = self._post(item.url + ("?confirm=1" if confirming else ""), body, headers)
        except Exception as error:  # noqa: BLE001  # http.client and urllib raise more than they document
            return Outcome.AWAY, f"no answer ({type(error).__name__}: {str(error)[:100]})", 0.0
        outcome = judge(status, answer, confirming=confirming)
        words = f"HTTP {status} {answer[:200].decode('utf-8', 'replace')}".strip()
        return outcome, words, float(retry_after) if re.fullmatch(r"[0-9]{1,4}", retry_after) else 0.0

    def _post(self, url: str, data: bytes, headers: Mapping[str, str]) -> tuple[int, bytes, str]:
        import urllib.error  # here: without a service to report to neither HTTP nor TLS is needed
        import urllib.request

        if self._open is None:

            class Stay(urllib.request.HTTPRedirectHandler):
                def redirect_request(self, *_args: Any, **_options: Any) -> None:
                    return None

            self._open = urllib.request.build_opener(Stay).open
        request = urllib.request.Request(url, data=data, headers=dict(headers), method="POST")  # noqa: S310  # checked
        try:
            answer = self._open(request, timeout=TIMEOUT_S)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.code, _body(answer), answer.headers.get("retry-after") or ""


def _body(answer: Any) -> bytes:
    """What the answer holds, as far as it came in time."""
    body, deadline = answer.read1(MAX_ANSWER_BYTES), time.monotonic() + TIMEOUT_S
    while len(body) < MAX_ANSWER_BYTES and time.monotonic() < deadline:
        more = answer.read1(MAX_ANSWER_BYTES)
        if not more:
            break
        body += more
    return bytes(body)
