"""What a message says, the same for every kind of channel: values in, words out. Each kind escapes them for itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from service.core.event import EventKind
from service.core.job import Job
from service.core.loss_curves import in_words
from service.core.notification import Notification

MAX_NAME = 120
MAX_VALUE = 500
MAX_SAYING = 300  # of a failure's reason, for a phone's lock screen; the whole reason follows in its own part
MAX_LINK = 2000
MAX_LOG_LINES = 50
MAX_LOG_LINE = 500

# Controls, and the characters that turn the reading direction: a name must not rewrite the sentence around it.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_NOT_IN_A_LINK = re.compile(r"[\s<>\"'|\\^`{}\x00-\x20\x7f-\uffff]")

LOG_LABEL = "The last lines of its log"

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A message before it has a format. `reason` and `log` may have many lines; everything else is one line.

    `log` is the end of what a job printed, bounded; a channel that has no room for it keeps its last lines.
    """

    icon: str
    title: str
    summary: str
    fields: Fields = ()
    reason_label: str = ""
    reason: str = ""
    log: str = ""
    link: str | None = None
    link_label: str = ""
    footer: str = ""


def words(notification: Notification) -> Words:
    """What the message says. Total: one that lacks what its kind is about says less."""
    return _WRITERS[notification.kind](notification)


def as_text(said: Words) -> str:
    """The whole message as plain text: the e-mail's text part, and the examples in docs/notifications.md."""
    width = max((len(label) for label, _ in said.fields), default=0) + 2
    parts = [
        f"{said.icon} {said.title}",
        said.summary,
        "\n".join(f"{label + ':':<{width}}{value}" for label, value in said.fields),
        f"{said.reason_label}:\n{said.reason}" if said.reason else "",
        f"{LOG_LABEL}:\n{said.log}" if said.log else "",
        f"{said.link_label}: {said.link}" if said.link else "",
        said.footer,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def chart_words(notification: Notification) -> str:
    """What the picture of the curves shows, for a reader who does not see it."""
    return one_line(in_words(notification.curves))


def one_line(value: str, limit: int = MAX_VALUE) -> str:
    """`value` as printable text on one line, cut to `limit` characters."""
    line = " ".join(_UNPRINTABLE.sub(" ", value).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def many_lines(value: str) -> str:
    """`value` with its line breaks, without anything else that cannot be printed. Never cut."""
    return "\n".join(_UNPRINTABLE.sub(" ", line).rstrip() for line in value.splitlines()).strip()


def log_end(value: str) -> str:
    """The last 50 lines of a log, each printable and cut to 500 characters; indentation stays."""
    lines = [_UNPRINTABLE.sub(" ", line).rstrip() for line in value.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    kept = [line if len(line) <= MAX_LOG_LINE else line[: MAX_LOG_LINE - 1] + "…" for line in lines[-MAX_LOG_LINES:]]
    return "\n".join(kept)


def duration(seconds: float) -> str:
    """The two largest units: `3 d 4 h`, `2 h 14 min`, `14 min 3 s`, `3 s`."""
    left = max(round(seconds), 0)
    units: list[tuple[int, str]] = []
    for name, size in (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)):
        count, left = divmod(left, size)
        if count or units or name == "s":
            units.append((count, name))
    return " ".join(f"{count} {name}" for count, name in units[:2] if count) or "0 s"


def moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def safe_link(value: str | None) -> str | None:
    """The http(s) URL, None for anything else: a job's page comes from the provider and is only believed this far."""
    if value is None or len(value) > MAX_LINK or _NOT_IN_A_LINK.search(value):
        return None
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return None
    return value if parts.scheme in {"http", "https"} and host and parts.username is None else None


def job_reason(job: Job) -> str:
    """The provider's reason in full: its code and parameter on one line, its message below."""
    code, param, message = (job.text(fact) for fact in ("error_code", "error_param", "error_message"))
    head = [one_line(code)] if code else []
    if param:
        head.append(f"parameter {one_line(param)}")
    lines = [" · ".join(head), many_lines(message or "")]
    return "\n".join(line for line in lines if line)


# --- the kinds ------------------------------------------------------------------------------------------------------


def _succeeded(notification: Notification) -> Words:
    took = _took(notification.job)
    tuned = _fact(notification.job, "tuned_model")
    model = f"The model {tuned}" if tuned else "The tuned model"
    registered = (
        f"registered as {one_line(notification.version.label)}"
        if notification.version
        else "trained, registration pending"
    )
    pending = (
        f", evaluation pending ({_suites(notification.evaluations_pending)})"
        if notification.evaluations_pending
        else ""
    )
    warning = _fact(notification.job, "warning")
    return _about_job(
        notification,
        icon="⚠️" if warning else "✅",
        title=f"{_name(notification)} succeeded{f' in {took}' if took else ''}{', without a model' if warning else ''}",
        summary=f"{warning}. Its version is {registered}{pending}."
        if warning
        else f"{model} is {registered}{pending}.",
        fields=_result_fields(notification),
    )


def _failed(notification: Notification) -> Words:
    took = _took(notification.job)
    reason = job_reason(notification.job) if notification.job else ""
    opening = one_line(reason.replace("\n", " — ", 1), MAX_SAYING)
    said = f"{one_line(notification.provider)} says: {opening}" if reason else _how_it_ended(notification)
    return _about_job(
        notification,
        icon="❌",
        title=f"{_name(notification)} failed{f' after {took}' if took else ''}",
        summary=said,
        fields=_progress_fields(notification),
        reason=reason,
        log=_log(notification.job),
    )


def _how_it_ended(notification: Notification) -> str:
    """A failure without a reason: what is known of a command's end, or that nothing is."""
    if signal := _fact(notification.job, "signal"):
        return f"Its command was ended by {signal}."
    if code := _integer(notification.job, "exit_code"):
        return f"Its command ended with exit code {code}."
    return f"{one_line(notification.provider)} ended the job and gave no reason."


def _ended_early(icon: str, verb: str, sentence: str) -> Callable[[Notification], Words]:
    """The writer for an ending that is neither success nor failure."""

    def write(notification: Notification) -> Words:
        took = _took(notification.job)
        return _about_job(
            notification,
            icon=icon,
            title=f"{_name(notification)} {verb}{f' after {took}' if took else ''}",
            summary=sentence,
            fields=_progress_fields(notification),
            reason=job_reason(notification.job) if notification.job else "",
            log=_log(notification.job),
        )

    return write


def _milestone(icon: str, verb: str, sentence: str) -> Callable[[Notification], Words]:
    """The writer for a step on the way."""

    def write(notification: Notification) -> Words:
        expected = notification.job.time("estimated_finish_at") if notification.job else None
        return _about_job(
            notification,
            icon=icon,
            title=f"{_name(notification)} {verb}",
            summary=sentence,
            fields=(
                *_present(("Base model", _fact(notification.job, "base_model"))),
                *_present(("Method", _fact(notification.job, "method"))),
                *_present(("Started", _when(notification.job, "started_at"))),
                *_present(("Expected to end", moment(expected) if expected else "")),
            ),
        )

    return write


def _stalled(notification: Notification) -> Words:
    heard = notification.job.heard_at if notification.job else None
    silence = f" for {duration((notification.created_at - heard).total_seconds())}" if heard else ""
    beat = notification.job.facts.get("heartbeat_s") if notification.job else None
    promised = f"It promised one every {duration(beat)}. " if isinstance(beat, int) else ""
    return _about_job(
        notification,
        icon="🔇",
        title=f"{_name(notification)} stalled: no report{silence}",
        summary=f"{promised}It may be training still: its machine, its network or its reporter may have gone. "
        "It is not counted as failed; the next report ends the silence.",
        fields=(*_progress_fields(notification), *_present(("Last heard", moment(heard) if heard else ""))),
        log=_log(notification.job),
    )


def _recovered(notification: Notification) -> Words:
    return _about_job(
        notification,
        icon="🔊",
        title=f"{_name(notification)} reports again",
        summary=f"It was stalled, and is {notification.job.status.value} by its own report."
        if notification.job
        else "It was stalled, and has reported.",
        fields=_progress_fields(notification),
    )


def _registered(notification: Notification) -> Words:
    version = notification.version
    label = one_line(version.label, MAX_NAME) if version else _name(notification)
    retires = version.base_retires_on if version else None
    return _about_job(
        notification,
        icon="📦",
        title=f"{label} registered",
        summary=f"The base model retires on {retires:%Y-%m-%d}: the tuned model ends with it."
        if retires
        else "The registry has a new model version.",
        fields=(
            *_present(("Tuned model", one_line((version and version.tuned_model) or ""))),
            *_present(("Base model", one_line((version and version.base_model) or ""))),
            *_present(("Base model retires", f"{retires:%Y-%m-%d}" if retires else "")),
            *_present(("Aliases", one_line(", ".join(version.aliases)) if version else "")),
            *_present(("Can be called", one_line(notification.trouble.reason) if notification.trouble else "")),
            *_present(("Evaluation", _evaluation(notification))),
        ),
    )


def _evaluated(notification: Notification) -> Words:
    evaluation = notification.evaluation
    verdict = one_line(evaluation.verdict, MAX_NAME) if evaluation else "finished"
    lines = evaluation.lines if evaluation else ()
    subject = one_line(notification.version.label, MAX_NAME) if notification.version else _name(notification)
    return _about_job(
        notification,
        icon="📊",
        title=f"{subject} evaluated: {verdict}",
        summary=one_line(lines[0], 2000) if lines else "The evaluation has finished.",
        fields=(
            *_present(("Suite", one_line(evaluation.suite) if evaluation else "")),
            *_present(("Tuned model", _tuned(notification))),
            *_present(("Base model", _fact(notification.job, "base_model"))),
        ),
        reason_label="Result",
        reason="\n".join(many_lines(line) for line in lines[1:]),
    )


def _account_failing(notification: Notification) -> Words:
    trouble = notification.trouble
    return _about_account(
        notification,
        icon="⚠️",
        title=f"Account {one_line(notification.account, MAX_NAME)} is failing",
        summary="Tunewatch cannot ask this account about its jobs; only what its webhooks say is seen until it can.",
        fields=_trouble_fields(notification),
        reason=many_lines(trouble.reason) if trouble else "",
    )


def _account_recovered(notification: Notification) -> Words:
    return _about_account(
        notification,
        icon="✅",
        title=f"Account {one_line(notification.account, MAX_NAME)} has recovered",
        summary="Tunewatch can ask this account about its jobs again, and looks up what happened meanwhile.",
        fields=(*_trouble_fields(notification), ("Recovered", moment(notification.created_at))),
    )


def _trouble_fields(notification: Notification) -> Fields:
    """Since when, and which key: of it only the end, by which a person knows it."""
    since, end = (
        (notification.trouble.failing_since, notification.trouble.key_end) if notification.trouble else (None, "")
    )
    return (
        *_present(("Failing since", moment(since) if since else "")),
        *_present(("Key ends", one_line(end))),
    )


def _forgotten(notification: Notification) -> Words:
    memory = one_line(notification.trouble.reason) if notification.trouble else ""
    provider = one_line(notification.provider) or "The provider"
    said = f"{memory}; it does not know" if memory else f"{provider} does not know"
    return _about_job(
        notification,
        icon="❓",
        title=f"{_name(notification)} was forgotten by its provider",
        summary=f"{said} the job any more: its outcome is not known.",
        fields=_progress_fields(notification),
    )


def _test(notification: Notification) -> Words:
    return _about_account(
        notification,
        icon="🔔",
        title="Test message from Tunewatch",
        summary="Messages for this channel arrive here. This one took the same path as every other.",
    )


_WRITERS: dict[EventKind, Callable[[Notification], Words]] = {
    EventKind.JOB_STARTED: _milestone("▶️", "started", "Training is running."),
    EventKind.JOB_PAUSED: _milestone("⏸️", "paused", "Training is paused and can be resumed at the provider."),
    EventKind.JOB_SUCCEEDED: _succeeded,
    EventKind.JOB_FAILED: _failed,
    EventKind.JOB_CANCELLED: _ended_early("🚫", "cancelled", "The job was cancelled before it was done."),
    EventKind.JOB_EXPIRED: _ended_early("⌛", "expired", "The provider's time limit ended the job."),
    EventKind.JOB_STALLED: _stalled,
    EventKind.JOB_RECOVERED: _recovered,
    EventKind.JOB_LOST: _ended_early(
        "❓",
        "is unknown to the provider",
        "The provider announced this job, but does not know it when asked. It may be another account's.",
    ),
    EventKind.JOB_FORGOTTEN: _forgotten,
    EventKind.MODEL_REGISTERED: _registered,
    EventKind.EVALUATION_FINISHED: _evaluated,
    EventKind.ACCOUNT_FAILING: _account_failing,
    EventKind.ACCOUNT_RECOVERED: _account_recovered,
    EventKind.TEST: _test,
}


# --- the parts ------------------------------------------------------------------------------------------------------


def _about_job(
    notification: Notification,
    *,
    icon: str,
    title: str,
    summary: str,
    fields: Fields = (),
    reason: str = "",
    reason_label: str = "The provider's reason",
    log: str = "",
) -> Words:
    """Words about a job: its own fields, then where it runs."""
    link = safe_link(notification.job.text("url")) if notification.job else None
    where = (
        *_present(("Job", one_line(notification.job.provider_job_id) if notification.job else "")),
        ("Account", _account(notification)),
        *_present(("Owner", _fact(notification.job, "owner"))),
    )
    return Words(
        icon=icon,
        title=title,
        summary=summary,
        fields=(*fields, *where),
        reason_label=reason_label,
        reason=reason,
        log=log,
        link=link,
        link_label="Open at the provider",
        footer=_footer(notification),
    )


def _about_account(
    notification: Notification, *, icon: str, title: str, summary: str, fields: Fields = (), reason: str = ""
) -> Words:
    """Words about an account, or about nothing but the channel."""
    account = (("Account", _account(notification)),) if notification.account else ()
    return Words(
        icon=icon,
        title=title,
        summary=summary,
        fields=(*account, *fields),
        reason_label="Reason",
        reason=reason,
        footer=_footer(notification),
    )


def _result_fields(notification: Notification) -> Fields:
    version = notification.version
    retires = version.base_retires_on if version else None
    return (
        *_present(("Base model", _fact(notification.job, "base_model"))),
        *_present(("Tuned model", _tuned(notification))),
        *_present(("Weights", _fact(notification.job, "artifact_uri"))),
        *_present(("Took", _took(notification.job))),
        *_present(("Trained tokens", _integer(notification.job, "trained_tokens"))),
        *_losses(notification),
        ("Registered as", one_line(version.label) if version else "registration pending"),
        *_present(("Base model retires", f"{retires:%Y-%m-%d}" if retires else "")),
        ("Evaluation", _evaluation(notification)),
        *_present(("Finished", _when(notification.job, "finished_at"))),
    )


def _progress_fields(notification: Notification) -> Fields:
    step, total = _integer(notification.job, "step"), _integer(notification.job, "total_steps")
    return (
        *_present(("Base model", _fact(notification.job, "base_model"))),
        *_present(("Training file", _fact(notification.job, "training_file"))),
        *_present(("Got to step", f"{step} of {total}" if step and total else step)),
        *_present(("Exit code", _integer(notification.job, "exit_code"))),
        *_present(("Signal", _fact(notification.job, "signal"))),
        *_present(("Trained tokens", _integer(notification.job, "trained_tokens"))),
        *_losses(notification),
        *_present(("Ended", _when(notification.job, "finished_at"))),
    )


def _losses(notification: Notification) -> Fields:
    """The last train loss and the last validation loss, over the whole set where the provider computes that."""
    found = []
    for label, names in (
        ("Train loss", ("train_loss",)),
        ("Validation loss", ("full_valid_loss", "valid_loss", "eval_loss")),
    ):
        for name in names:
            if name in notification.last_metrics:
                step, value = notification.last_metrics[name]
                found.append((label, f"{value:.4g} (step {step:,})"))
                break
    return tuple(found)


def _present(field: tuple[str, str]) -> Fields:
    return (field,) if field[1] else ()


def _name(notification: Notification) -> str:
    return one_line(notification.job.title, MAX_NAME) if notification.job else "A job"


def _account(notification: Notification) -> str:
    return (
        f"{one_line(notification.account)} ({one_line(notification.provider)})"
        if notification.provider
        else one_line(notification.account)
    )


def _footer(notification: Notification) -> str:
    project = "" if notification.project == "default" else f" · project {one_line(notification.project)}"
    return f"Tunewatch · {notification.kind.value} · {notification.id}{project}"


def _fact(job: Job | None, fact: str) -> str:
    return one_line((job.text(fact) if job else None) or "")


def _integer(job: Job | None, fact: str) -> str:
    value = job.facts.get(fact) if job else None
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else ""


def _log(job: Job | None) -> str:
    return log_end((job.text("log_tail") if job else None) or "")


def _when(job: Job | None, fact: str) -> str:
    value = job.time(fact) if job else None
    return moment(value) if value else ""


def _tuned(notification: Notification) -> str:
    return _fact(notification.job, "tuned_model") or one_line(
        (notification.version and notification.version.tuned_model) or ""
    )


def _took(job: Job | None) -> str:
    """From start to end; from creation where the provider does not say when it started."""
    if job is None:
        return ""
    began, ended = job.time("started_at") or job.time("created_at"), job.time("finished_at")
    if began is None or ended is None or ended - began < timedelta(0):
        return ""
    return duration((ended - began).total_seconds())


def _suites(count: int) -> str:
    return f"{count} suite" if count == 1 else f"{count} suites"


def _evaluation(notification: Notification) -> str:
    """What still runs. "None pending" and not "none configured": a late retry is written after they have ended."""
    return (
        f"pending ({_suites(notification.evaluations_pending)})" if notification.evaluations_pending else "none pending"
    )
