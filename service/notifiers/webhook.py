"""Outgoing webhook: Standard Webhooks, signed. One id has one body: it holds only what no later look can change.

Left out for that reason: attempt, registration and evaluations still pending, metrics, aliases, retirement dates
and the state of an account. The receiver finds them in the JSON API under the ids that it gets here.
Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from service.core.config import Channel, Secret
from service.core.event import EventKind
from service.core.job import NEWS, Job
from service.core.notification import AccountTrouble, Notification
from service.core.send_result import Outcome, SendResult
from service.core.signature import sign_standard_webhook
from service.core.snapshot import ENDINGS
from service.core.wire import JSONValue
from service.notifiers import Answer, Chart, ChartForm, HttpReply, HttpRequest, Request
from service.notifiers.keys import Configuration, Key, KeyType, secret_address
from service.notifiers.replies import retry_after_s

_STATUS_OF = {kind: status.value for status, kind in NEWS.items()}
_ENDING_KINDS = frozenset(NEWS[status] for status in ENDINGS) | {EventKind.EVALUATION_FINISHED}

# Known when the job begins.
_BEGIN_FACTS = ("name", "model_name", "suffix", "base_model", "method", "training_file", "created_at", "metadata")
# Said together with the ending, and not changed after it.
_END_FACTS = (
    "tuned_model",
    "trained_tokens",
    "started_at",
    "finished_at",
    "error_code",
    "error_message",
    "error_param",
    "artifact_uri",
    "warning",
    "exit_code",
    "signal",
    "log_tail",
)

_THROTTLES = frozenset({429, 502, 504})  # the specification's list


@dataclass(frozen=True, slots=True)
class WebhookOptions:
    url: Secret
    secret: Secret | None = None  # signs every request


URL = secret_address("https://example.com/tunewatch")
SECRET = Key("secret", KeyType.SECRET, "Signing secret", hint="If your receiver checks signatures: whsec_…")


class Webhook:
    """POSTs `{"type", "timestamp", "data"}` to the channel's url; `webhook-id` is the notification's id."""

    kind = "webhook"
    configuration = Configuration(WebhookOptions, (URL, SECRET), "to a receiver of yours, signed")
    guarantee = (
        "Nothing is lost: every answer but 2xx, 3xx and 410 is tried again for about 66 hours, then kept as a dead "
        "letter. A repeat happens only when Tunewatch dies between sending and recording, or when your answer is lost; "
        "it carries the same webhook-id and the same body."
    )

    chart_form: ChartForm = None

    def render(
        self, notification: Notification, channel: Channel, *, now_s: int, chart: Chart | None = None
    ) -> Request:
        options = channel.of(WebhookOptions)
        body = msgspec.json.encode(
            {"type": notification.kind.value, "timestamp": _iso(notification.created_at), "data": _data(notification)},
            order="sorted",
        )
        headers = {
            "content-type": "application/json",
            "webhook-id": notification.id,
            "webhook-timestamp": str(now_s),
            "tunewatch-attempt": str(notification.attempt),
        }
        if options.secret is not None:
            headers["webhook-signature"] = sign_standard_webhook(notification.id, now_s, body, options.secret.reveal())
        return HttpRequest("POST", options.url.reveal(), headers, body)

    def judge(self, answer: Answer) -> SendResult:
        if not isinstance(answer, HttpReply):
            return SendResult(Outcome.REFUSED, again=False, detail="not an HTTP answer")
        status, wait_s = answer.status, retry_after_s(answer.headers)
        detail = f"answered {status}"
        if 200 <= status < 300:
            return SendResult(Outcome.DELIVERED, again=False, detail=detail, status=status)
        if 300 <= status < 400:
            return SendResult(Outcome.REFUSED, False, f"{detail}: redirects are not followed", status)
        if status == 410:
            return SendResult(Outcome.GONE, False, f"{detail}: the receiver wants no more", status)
        if status in _THROTTLES:
            return SendResult(Outcome.THROTTLED, True, detail, status, wait_s)
        if 400 <= status < 500:  # the specification retries these too: a receiver being deployed answers 404
            return SendResult(Outcome.REFUSED, True, detail, status, wait_s)
        return SendResult(Outcome.SERVER_ERROR, True, detail, status, wait_s)

    def blames_chart(self, result: SendResult) -> bool:
        return False


def _data(notification: Notification) -> dict[str, JSONValue]:
    data: dict[str, JSONValue] = {
        "account": notification.account,
        "provider": notification.provider,
        "project": notification.project,
    }
    if notification.job is not None:
        data["job"] = _job(notification.job, notification.kind)
    version = notification.version
    if version is not None and notification.kind in {EventKind.MODEL_REGISTERED, EventKind.EVALUATION_FINISHED}:
        data["model"] = {
            "id": version.id,
            "name": version.name,
            "version": version.version,
            "job_id": version.job_id,
            "tuned_model": version.tuned_model,
            "base_model": version.base_model,
            "registered_at": _iso(version.registered_at),
        }
    if notification.evaluation is not None:
        data["evaluation"] = {
            "id": notification.evaluation.id,
            "suite": notification.evaluation.suite,
            "verdict": notification.evaluation.verdict,
            "lines": list(notification.evaluation.lines),
        }
    if notification.trouble is not None:
        data |= _trouble(notification.trouble)
    return data


def _trouble(trouble: AccountTrouble) -> dict[str, JSONValue]:
    """Why, and of an account since when and with which key; without what is not said."""
    since = None if trouble.failing_since is None else _iso(trouble.failing_since)
    said = {"reason": trouble.reason, "failing_since": since, "key_end": trouble.key_end}
    return {name: value for name, value in said.items() if value}


def _job(job: Job, kind: EventKind) -> JSONValue:
    """The job as this kind of news knows it. `status` is the one it tells of, not where the job stands by now."""
    names = _BEGIN_FACTS + _END_FACTS if kind in _ENDING_KINDS else _BEGIN_FACTS
    told: dict[str, JSONValue] = {name: job.facts[name] for name in names if job.facts.get(name) is not None}
    status = _STATUS_OF.get(kind)
    if status is not None:
        told["status"] = status
    if kind is EventKind.JOB_STALLED and job.heard_at is not None:
        told["heard_at"] = _iso(job.heard_at)
    return {"id": job.id, "provider_job_id": job.provider_job_id, **told}


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
