"""What a message says, the same for every kind of channel: values in, words out. Each kind escapes them for itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from service.core.curves import in_words
from service.core.event import EventKind
from service.core.job import Job
from service.core.notification import Note

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


def words(note: Note) -> Words:
    """What the note says. Total: a note that lacks what its kind is about says less."""
    return _WRITERS[note.kind](note)


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


def chart_words(note: Note) -> str:
    """What the picture of the note's curves shows, for who does not see it."""
    return one_line(in_words(note.curves))


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


def _succeeded(note: Note) -> Words:
    took = _took(note.job)
    tuned = _fact(note.job, "tuned_model")
    model = f"The model {tuned}" if tuned else "The tuned model"
    registered = f"registered as {one_line(note.version.label)}" if note.version else "trained, registration pending"
    pending = f", evaluation pending ({_suites(note.evaluations_pending)})" if note.evaluations_pending else ""
    warning = _fact(note.job, "warning")
    return _about_job(
        note,
        icon="⚠️" if warning else "✅",
        title=f"{_name(note)} succeeded{f' in {took}' if took else ''}{', without a model' if warning else ''}",
        summary=f"{warning}. Its version is {registered}{pending}."
        if warning
        else f"{model} is {registered}{pending}.",
        fields=_result_fields(note),
    )


def _failed(note: Note) -> Words:
    took = _took(note.job)
    reason = job_reason(note.job) if note.job else ""
    opening = one_line(reason.replace("\n", " — ", 1), MAX_SAYING)
    said = f"{one_line(note.provider)} says: {opening}" if reason else _how_it_ended(note)
    return _about_job(
        note,
        icon="❌",
        title=f"{_name(note)} failed{f' after {took}' if took else ''}",
        summary=said,
        fields=_progress_fields(note),
        reason=reason,
        log=_log(note.job),
    )


def _how_it_ended(note: Note) -> str:
    """A failure without a reason: what is known of a command's end, or that nothing is."""
    if signal := _fact(note.job, "signal"):
        return f"Its command was ended by {signal}."
    if code := _integer(note.job, "exit_code"):
        return f"Its command ended with exit code {code}."
    return f"{one_line(note.provider)} ended the job and gave no reason."


def _ended_early(icon: str, verb: str, sentence: str) -> Callable[[Note], Words]:
    """The writer for an ending that is neither success nor failure."""

    def write(note: Note) -> Words:
        took = _took(note.job)
        return _about_job(
            note,
            icon=icon,
            title=f"{_name(note)} {verb}{f' after {took}' if took else ''}",
            summary=sentence,
            fields=_progress_fields(note),
            reason=job_reason(note.job) if note.job else "",
            log=_log(note.job),
        )

    return write


def _milestone(icon: str, verb: str, sentence: str) -> Callable[[Note], Words]:
    """The writer for a step on the way."""

    def write(note: Note) -> Words:
        expected = note.job.time("estimated_finish_at") if note.job else None
        return _about_job(
            note,
            icon=icon,
            title=f"{_name(note)} {verb}",
            summary=sentence,
            fields=(
                *_present(("Base model", _fact(note.job, "base_model"))),
                *_present(("Method", _fact(note.job, "method"))),
                *_present(("Started", _when(note.job, "started_at"))),
                *_present(("Expected to end", moment(expected) if expected else "")),
            ),
        )

    return write


def _stalled(note: Note) -> Words:
    heard = note.job.heard_at if note.job else None
    silence = f" for {duration((note.created_at - heard).total_seconds())}" if heard else ""
    beat = note.job.facts.get("heartbeat_s") if note.job else None
    promised = f"It promised one every {duration(beat)}. " if isinstance(beat, int) else ""
    return _about_job(
        note,
        icon="🔇",
        title=f"{_name(note)} stalled: no report{silence}",
        summary=f"{promised}It may be training still: its machine, its network or its reporter may have gone. "
        "It is not counted as failed; the next report ends the silence.",
        fields=(*_progress_fields(note), *_present(("Last heard", moment(heard) if heard else ""))),
        log=_log(note.job),
    )


def _recovered(note: Note) -> Words:
    return _about_job(
        note,
        icon="🔊",
        title=f"{_name(note)} reports again",
        summary=f"It was stalled, and is {note.job.status.value} by its own report."
        if note.job
        else "It was stalled, and has reported.",
        fields=_progress_fields(note),
    )


def _registered(note: Note) -> Words:
    version = note.version
    label = one_line(version.label, MAX_NAME) if version else _name(note)
    retires = version.base_retires_on if version else None
    return _about_job(
        note,
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
            *_present(("Can be called", one_line(note.trouble.reason) if note.trouble else "")),
            *_present(("Evaluation", _evaluation(note))),
        ),
    )


def _evaluated(note: Note) -> Words:
    evaluation = note.evaluation
    verdict = one_line(evaluation.verdict, MAX_NAME) if evaluation else "finished"
    lines = evaluation.lines if evaluation else ()
    subject = one_line(note.version.label, MAX_NAME) if note.version else _name(note)
    return _about_job(
        note,
        icon="📊",
        title=f"{subject} evaluated: {verdict}",
        summary=one_line(lines[0], 2000) if lines else "The evaluation has finished.",
        fields=(
            *_present(("Suite", one_line(evaluation.suite) if evaluation else "")),
            *_present(("Tuned model", _tuned(note))),
            *_present(("Base model", _fact(note.job, "base_model"))),
        ),
        reason_label="Result",
        reason="\n".join(many_lines(line) for line in lines[1:]),
    )


def _account_failing(note: Note) -> Words:
    trouble = note.trouble
    return _about_account(
        note,
        icon="⚠️",
        title=f"Account {one_line(note.account, MAX_NAME)} is failing",
        summary="Tunewatch cannot ask this account about its jobs; only what its webhooks say is seen until it can.",
        fields=_trouble_fields(note),
        reason=many_lines(trouble.reason) if trouble else "",
    )


def _account_recovered(note: Note) -> Words:
    return _about_account(
        note,
        icon="✅",
        title=f"Account {one_line(note.account, MAX_NAME)} has recovered",
        summary="Tunewatch can ask this account about its jobs again, and looks up what happened meanwhile.",
        fields=(*_trouble_fields(note), ("Recovered", moment(note.created_at))),
    )


def _trouble_fields(note: Note) -> Fields:
    """Since when, and which key: of it only the end, by which a person knows it."""
    since, end = (note.trouble.failing_since, note.trouble.key_end) if note.trouble else (None, "")
    return (
        *_present(("Failing since", moment(since) if since else "")),
        *_present(("Key ends", one_line(end))),
    )


def _forgotten(note: Note) -> Words:
    memory = one_line(note.trouble.reason) if note.trouble else ""
    provider = one_line(note.provider) or "The provider"
    said = f"{memory}; it does not know" if memory else f"{provider} does not know"
    return _about_job(
        note,
        icon="❓",
        title=f"{_name(note)} was forgotten by its provider",
        summary=f"{said} the job any more: its outcome is not known.",
        fields=_progress_fields(note),
    )


def _test(note: Note) -> Words:
    return _about_account(
        note,
        icon="🔔",
        title="Test message from Tunewatch",
        summary="Messages for this channel arrive here. This one took the same path as every other.",
    )


_WRITERS: dict[EventKind, Callable[[Note], Words]] = {
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
    note: Note,
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
    link = safe_link(note.job.text("url")) if note.job else None
    where = (
        *_present(("Job", one_line(note.job.provider_job_id) if note.job else "")),
        ("Account", _account(note)),
        *_present(("Owner", _fact(note.job, "owner"))),
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
        footer=_footer(note),
    )


def _about_account(note: Note, *, icon: str, title: str, summary: str, fields: Fields = (), reason: str = "") -> Words:
    """Words about an account, or about nothing but the channel."""
    account = (("Account", _account(note)),) if note.account else ()
    return Words(
        icon=icon,
        title=title,
        summary=summary,
        fields=(*account, *fields),
        reason_label="Reason",
        reason=reason,
        footer=_footer(note),
    )


def _result_fields(note: Note) -> Fields:
    version = note.version
    retires = version.base_retires_on if version else None
    return (
        *_present(("Base model", _fact(note.job, "base_model"))),
        *_present(("Tuned model", _tuned(note))),
        *_present(("Weights", _fact(note.job, "artifact_uri"))),
        *_present(("Took", _took(note.job))),
        *_present(("Trained tokens", _integer(note.job, "trained_tokens"))),
        *_losses(note),
        ("Registered as", one_line(version.label) if version else "registration pending"),
        *_present(("Base model retires", f"{retires:%Y-%m-%d}" if retires else "")),
        ("Evaluation", _evaluation(note)),
        *_present(("Finished", _when(note.job, "finished_at"))),
    )


def _progress_fields(note: Note) -> Fields:
    step, total = _integer(note.job, "step"), _integer(note.job, "total_steps")
    return (
        *_present(("Base model", _fact(note.job, "base_model"))),
        *_present(("Training file", _fact(note.job, "training_file"))),
        *_present(("Got to step", f"{step} of {total}" if step and total else step)),
        *_present(("Exit code", _integer(note.job, "exit_code"))),
        *_present(("Signal", _fact(note.job, "signal"))),
        *_present(("Trained tokens", _integer(note.job, "trained_tokens"))),
        *_losses(note),
        *_present(("Ended", _when(note.job, "finished_at"))),
    )


def _losses(note: Note) -> Fields:
    """The last train loss and the last validation loss, over the whole set where the provider computes that."""
    found = []
    for label, names in (
        ("Train loss", ("train_loss",)),
        ("Validation loss", ("full_valid_loss", "valid_loss", "eval_loss")),
    ):
        for name in names:
            if name in note.last_metrics:
                step, value = note.last_metrics[name]
                found.append((label, f"{value:.4g} (step {step:,})"))
                break
    return tuple(found)


def _present(field: tuple[str, str]) -> Fields:
    return (field,) if field[1] else ()


def _name(note: Note) -> str:
    return one_line(note.job.title, MAX_NAME) if note.job else "A job"


def _account(note: Note) -> str:
    return f"{one_line(note.account)} ({one_line(note.provider)})" if note.provider else one_line(note.account)


def _footer(note: Note) -> str:
    project = "" if note.project == "default" else f" · project {one_line(note.project)}"
    return f"Tunewatch · {note.kind.value} · {note.id}{project}"


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


def _tuned(note: Note) -> str:
    return _fact(note.job, "tuned_model") or one_line((note.version and note.version.tuned_model) or "")


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


def _evaluation(note: Note) -> str:
    """What still runs. "None pending" and not "none configured": a late retry is written after they have ended."""
    return f"pending ({_suites(note.evaluations_pending)})" if note.evaluations_pending else "none pending"
