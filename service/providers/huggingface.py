"""Hugging Face Jobs, and the Hub's webhooks (v3) about the repositories that they push to.

A job knows nothing of models: COMPLETED says that its command exited with 0. What it made is a commit in a repository
that its command names, so a success leads to one more question, and a repository without a commit since the job began
means that the push did not happen: people are told so. No webhook tells of a job; one about a push to a model's main
branch is a reason to read the list now.

Which repository: `--hub_model_id` of the command, else the environment's HUB_MODEL_ID, else the label `hub_model_id`
(a label takes no `/`: `owner--name`, as the Hub's cache writes it), else, with `--push_to_hub`, the last part of
`--output_dir` (transformers' own rule). A name without owner belongs to the job's owner.

Sources: the Hub's OpenAPI document (huggingface.co/.well-known/openapi.json, state of 2026-08-18); huggingface/hub-docs
docs/hub/{jobs-manage,jobs-configuration,webhooks,rate-limits}.md; the `huggingface_hub` package 2.4.0.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from service.core import wire
from service.core.errors import Malformed, Reason
from service.core.poll_interval import WebhooksTell
from service.core.signature import values_of, verify_shared_secret
from service.core.snapshot import AccountChanged, Ignored, Snapshot, Status, to_fact_time
from service.core.wire import JSONValue
from service.providers import (
    Ask,
    BadOption,
    Details,
    JobsPage,
    Life,
    LifeCycle,
    ModelReadiness,
    Provider,
    ProviderError,
    Readiness,
    Reply,
    Signing,
    WebhookContent,
)
from service.providers.loglines import FindGroups, lines_of_stream, read_log, tail_of
from service.providers.losspattern import OPTION, loss_pattern
from service.providers.reading import (
    as_list,
    as_object,
    check_taken,
    cursor_in,
    decoded,
    decoded_list,
    id_in,
    job_of,
    microseconds,
    next_link,
    page_of,
    place_in,
    refusal,
    said,
    segment,
    without_secrets,
    word_in,
)

LOGS, COMMIT, LOG_TAIL = "logs", "commit", "log_tail"
EVENT_STREAM = "text/event-stream"
LOG_LINES = 5_000
TAIL_LINES = 60
PAGES = "https://huggingface.co"
STARTED_LINE = "===== Job started"  # the server's own line, which the package leaves out too

STATUSES: dict[str, Status] = {
    "SCHEDULING": Status.QUEUED,
    "RUNNING": Status.RUNNING,
    "UPDATING": Status.RUNNING,  # in older versions of the package only
    "COMPLETED": Status.SUCCEEDED,  # the command exited with 0, nothing more
    "CANCELED": Status.CANCELLED,
    "ERROR": Status.FAILED,
    "DELETED": Status.CANCELLED,  # somebody removed it: it will not run further
}

# The docs say that a job at its time limit has the message "Job timeout", and not which stage it has then: every
# ending but COMPLETED is read so.
TIMED_OUT = "job timeout"

OWN_FLAGS = {  # of the launcher, or kept as facts of their own
    "with", "with_requirements", "python", "index", "extra_index_url", "project", "directory", "env", "env_file",
    "hub_model_id", "push_to_hub", "output_dir", "model_name_or_path", "model_name", "model", "base_model",
    "dataset_name", "dataset", "train_file", "validation_file", "eval_dataset_name",
}  # fmt: skip
NO = ("false", "f", "no", "n", "0")  # as transformers' parser of arguments takes it
REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
NAMESPACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
LABEL = re.compile(r"[A-Za-z0-9._-]{1,100}=[A-Za-z0-9._-]{0,100}")  # as the list's parameter takes it
MAX_WORDS, MAX_COMMAND_CHARS = 2_000, 64 * 1024
NOT_SHOWN = (401, 403, 404)  # the Hub answers all three for a repository that is not there or not this key's


class HuggingFace(Provider):
    """`HUGGINGFACE` is nobody's yet: `configured` makes the one of a namespace."""

    title = "Hugging Face Jobs"
    name = "huggingface"
    life = LifeCycle(Life.LIVE, "2026-08-18", "https://huggingface.co/docs/hub/jobs")
    base_url = "https://huggingface.co/api"
    asks = True
    lists = True
    signing = Signing.SHARED_SECRET
    webhooks_tell = WebhooksTell.CHANGES  # that a model's main branch got a commit
    chooses_secret = False
    webhook_how = "Add it with this secret in the Hub's webhook settings, watching your models."
    secret_header = "x-webhook-secret"  # noqa: S105  # the header's name
    calls_per_min = 100.0  # half of a free account's 1,000 in five minutes: docs/hub/rate-limits.md
    first_details = (LOGS,)
    options: Mapping[str, str] = {
        "namespace": "the user or organisation whose jobs are watched",
        "label": "watch only the jobs with this label, `key=value`",
        "loss_pattern": OPTION,
    }

    def __init__(self, namespace: str = "", label: str | None = None, pattern: FindGroups | None = None) -> None:
        self._namespace = namespace
        self._jobs = f"/jobs/{segment(namespace)}"
        self._label = label
        self._pattern = pattern

    def configured(self, options: Mapping[str, str]) -> Provider:
        namespace, label, pattern = (options.get(name) for name in ("namespace", "label", "loss_pattern"))
        if namespace is None:
            raise BadOption("namespace is missing: the user or organisation whose jobs are watched")
        if not NAMESPACE.fullmatch(namespace):
            raise BadOption("namespace must be the name of a user or organisation at Hugging Face")
        if label is not None and not LABEL.fullmatch(label):
            raise BadOption("label must be key=value, of letters, digits, `.`, `_` and `-`")
        return HuggingFace(namespace, label, None if pattern is None else loss_pattern(pattern))

    def verify(
        self, headers: Sequence[tuple[str, str]], body: bytes, *, secrets: Sequence[str], now: datetime, tail: str = ""
    ) -> str:
        """The delivery id is made of the body, which names the commits: there is no other."""
        return verify_shared_secret(
            values_of(headers, self.secret_header), body, secrets=secrets, where="X-Webhook-Secret"
        )

    def parse(self, body: bytes, *, received_at: datetime) -> WebhookContent:
        """A Nudge for a push to a model's main branch, Ignored for everything else."""
        webhook = wire.decode(body, dict[str, object])
        event = as_object(webhook.get("event"))
        scope, action = word_in(event.get("scope")), word_in(event.get("action"))
        if scope is None or action is None:
            raise Malformed(Reason.WRONG_SHAPE, "a webhook of the Hub needs event.scope and event.action")
        kind = f"{scope}.{action}"
        # "consider any action on a narrowed scope to be an `update` action on the broader scope"
        content = scope == "repo.content" or scope.startswith("repo.content.")
        model = as_object(webhook.get("repo")).get("type") == "model"
        return AccountChanged(kind) if content and model and _pushed_to_main(webhook) else Ignored(kind)

    def ask_jobs(self, cursor: str | None) -> Ask:
        label = (("label", self._label),) if self._label else ()
        return Ask(self._jobs, (*label, *((("cursor", cursor),) if cursor else ())))

    def answer_jobs(self, reply: Reply, *, asked_at: datetime) -> JobsPage:
        """The page. Its cursor is that of the `Link` header's next URL, which is not followed: it names a host."""
        rows = decoded_list(reply, "job list")
        read = [self._snapshot(as_object(row), asked_at) for row in rows]
        return page_of(read, cursor_in(next_link(reply)))

    def ask_job(self, provider_job_id: str) -> Ask:
        return Ask(f"{self._jobs}/{segment(provider_job_id)}")

    def answer_job(self, reply: Reply, *, asked_at: datetime) -> Snapshot:
        return job_of(
            self._snapshot(decoded(reply, "job", is_job=True), asked_at), reply, "job", "`id` and `status.stage`"
        )

    def ask_details(self, provider_job_id: str, after_step: int | None = None) -> Mapping[str, Ask]:
        """The log, a stream that goes on while the job runs: what it holds so far is read."""
        return {LOGS: self._ask_logs(provider_job_id, LOG_LINES)}

    def answer_detail(self, name: str, reply: Reply) -> Details:
        if name != LOGS:
            raise ProviderError("a question that this provider does not ask")
        lines = _log(reply)
        return read_log(lines, pattern=self._pattern, whole=len(lines) < LOG_LINES)

    def ask_more(self, snapshot: Snapshot) -> Mapping[str, Ask]:
        """Of a success the commit, of a failure the last lines of its log."""
        repo = snapshot.facts.get("output_repo")
        if snapshot.status is Status.SUCCEEDED and isinstance(repo, str):
            return {COMMIT: Ask(_model_path(repo))}
        if snapshot.status in (Status.FAILED, Status.EXPIRED):
            return {LOG_TAIL: self._ask_logs(snapshot.provider_job_id, TAIL_LINES)}
        return {}

    def answer_more(self, snapshot: Snapshot, name: str, reply: Reply) -> Details:
        if name == LOG_TAIL:
            return Details(facts=said({"log_tail": tail_of(_log(reply))}))
        if name != COMMIT:
            raise ProviderError("a question that this provider does not ask")
        repo = str(snapshot.facts.get("output_repo", ""))
        if reply.status in NOT_SHOWN:
            return _warning(
                f"{repo} is not there, or this account's key may not read it: no model is known of this job"
            )
        return _commit(snapshot, repo, decoded(reply, "model repository"))

    def ask_cancel(self, provider_job_id: str) -> Ask | None:
        return Ask(f"{self._jobs}/{segment(provider_job_id)}/cancel", method="POST")

    def answer_cancel(self, reply: Reply) -> None:
        check_taken(reply)

    def ask_readiness(self, tuned_model: str) -> Ask | None:
        """Which inference providers serve the repository; None for what is no repository's name."""
        if not REPO.fullmatch(tuned_model):
            return None
        return Ask(_model_path(tuned_model), (("expand", "inferenceProviderMapping"),))

    def answer_readiness(self, tuned_model: str, reply: Reply) -> ModelReadiness:
        """A repository is no endpoint: it answers only where an inference provider serves it."""
        if reply.status == 404:
            return ModelReadiness(
                Readiness.UNKNOWN, "the Hub does not show this repository: gone, or not this key's to read"
            )
        raw = decoded(reply, "model repository").get("inferenceProviderMapping")
        served = as_list(raw) or list(as_object(raw).values())  # older replies: an object by provider
        states = {word_in(as_object(one).get("status")) for one in served}
        if "live" in states:
            return ModelReadiness(Readiness.READY, "an inference provider of the Hub serves it")
        if "staging" in states:
            return ModelReadiness(Readiness.NOT_YET, "an inference provider of the Hub is preparing it")
        return ModelReadiness(
            Readiness.NEEDS_ENDPOINT,
            "no inference provider serves it: deploy it as an Inference Endpoint or on your own",
        )

    def _ask_logs(self, provider_job_id: str, lines: int) -> Ask:
        return Ask(f"{self.ask_job(provider_job_id).path}/logs", (("tail", str(lines)),), accept=EVENT_STREAM)

    def _snapshot(self, job: dict[str, object], asked_at: datetime) -> Snapshot | None:
        """The job as described; None when it has no id or no stage."""
        told = as_object(job.get("status"))
        job_id, word = id_in(job.get("id")), word_in(told.get("stage"))
        if job_id is None or word is None:
            return None
        status = _status(job, told, word)
        return Snapshot(
            provider_job_id=job_id,
            status=status,
            provider_status=word,
            revision=microseconds(asked_at),  # there is no updatedAt
            facts=self._facts(job, job_id, status),
        )

    def _facts(self, job: dict[str, object], job_id: str, status: Status) -> dict[str, JSONValue]:
        told, labels = as_object(job.get("status")), as_object(job.get("labels"))
        words = _words(job)
        flags = _flags(words)
        owner = word_in(as_object(job.get("owner")).get("name")) or self._namespace
        repo = _output_repo(flags, job, labels, owner)
        message = wire.optional_text(told.get("message"))
        well = status in (Status.SUCCEEDED, Status.QUEUED, Status.RUNNING, Status.UNKNOWN)
        return said(
            {
                "name": word_in(labels.get("name")),
                "model_name": word_in(labels.get("tunewatch_model")) or repo,
                "base_model": _first(flags, "model_name_or_path", "model_name", "model", "base_model")
                or word_in(labels.get("base_model")),
                "output_repo": repo,
                "warning": None if repo or status is not Status.SUCCEEDED else NO_REPO,
                "method": next((word for trl, word in pairwise(words) if trl == "trl"), None),  # `trl sft …`
                "hyperparameters": without_secrets({k: v[:500] for k, v in flags.items() if k not in OWN_FLAGS}),
                "training_file": _first(flags, "dataset_name", "dataset", "train_file"),
                "validation_file": _first(flags, "validation_file", "eval_dataset_name"),
                "created_at": to_fact_time(wire.from_iso(job.get("createdAt"))),
                "started_at": to_fact_time(wire.from_iso(job.get("startedAt"))),
                "finished_at": to_fact_time(wire.from_iso(job.get("finishedAt"))),
                "error_code": word_in(told.get("cancelReason")),
                "error_message": None if well else message,
                "hardware": word_in(job.get("flavor")),
                "owner": word_in(as_object(job.get("initiator")).get("name"))
                or word_in(as_object(job.get("createdBy")).get("name")),
                "metadata": without_secrets(labels),
                "url": f"{PAGES}/jobs/{segment(owner)}/{segment(job_id)}",
            }
        )


HUGGINGFACE = HuggingFace()

NO_REPO = (
    "The job ended well, but it names no repository (--hub_model_id, HUB_MODEL_ID or the label hub_model_id): "
    "its model is not known"
)


def _status(job: dict[str, object], told: dict[str, object], word: str) -> Status:
    """What the stage means. Two things are not said by it:

    a time limit, which the message tells; and, with `attempts` > 1, whether an ERROR is the last one. Whether the stage
    is ERROR between two attempts is not documented: while failures are left and no `finishedAt` is there, it waits.
    """
    status = STATUSES.get(word.strip().upper(), Status.UNKNOWN)
    message = told.get("message")
    if status in (Status.FAILED, Status.CANCELLED) and isinstance(message, str) and TIMED_OUT in message.lower():
        return Status.EXPIRED
    retries, failures = wire.integer(job.get("retry")) or 0, wire.integer(told.get("failureCount"))
    if status is Status.FAILED and failures is not None and failures <= retries and not job.get("finishedAt"):
        return Status.QUEUED
    return status


def _pushed_to_main(webhook: dict[str, object]) -> bool:
    """Has the main branch a new commit? A deleted branch has `newSha` null."""
    refs = [as_object(ref) for ref in as_list(webhook.get("updatedRefs"))]
    return any(ref.get("ref") == "refs/heads/main" and isinstance(ref.get("newSha"), str) for ref in refs)


def _log(reply: Reply) -> list[str]:
    """The lines of a log so far; none where the Hub has none for this job."""
    if reply.status == 404:
        return []
    if not 200 <= reply.status < 300:
        raise refusal(reply, "log")
    return [line for line in lines_of_stream(reply.body) if not line.startswith(STARTED_LINE)]


def _commit(snapshot: Snapshot, repo: str, model: dict[str, object]) -> Details:
    """The model as the repository's newest commit, if that is not older than the job. Both times are the Hub's."""
    if id_in(model.get("id")) is None:
        raise ProviderError("model repository: an error inside a good reply, or no `id`")
    sha, pushed_at = id_in(model.get("sha")), wire.from_iso(model.get("lastModified"))
    began = snapshot.facts.get("started_at") or snapshot.facts.get("created_at")
    began_at = wire.from_iso(began)
    if sha is None:
        return _warning(f"{repo} is empty: the job ended well, but the push did not happen")
    if pushed_at is not None and began_at is not None and pushed_at < began_at:
        return _warning(
            f"{repo} has no commit since the job began: it ended well, but the push did not happen "
            f"(the newest commit is of {pushed_at:%Y-%m-%d %H:%M} UTC)"
        )
    return Details(facts={"tuned_model": repo, "artifact_uri": f"hf://{repo}@{sha}"})


def _warning(text: str) -> Details:
    return Details(facts={"warning": text})


def _model_path(repo: str) -> str:
    owner, _, name = repo.partition("/")
    return f"/models/{segment(owner)}/{segment(name)}"


def _words(job: dict[str, object]) -> list[str]:
    """The command's words; what is one text for a shell (`bash -c "…"`) is taken apart as the shell would."""
    words: list[str] = []
    left = MAX_COMMAND_CHARS
    for part in [*as_list(job.get("command")), *as_list(job.get("arguments"))][:MAX_WORDS]:
        if not isinstance(part, str) or len(words) >= MAX_WORDS:
            continue
        text, left = part[:left], max(left - len(part), 0)
        try:
            words += _as_the_shell(text) if any(map(str.isspace, text)) else [text]
        except ValueError:  # an open quote
            words += text.split()
    return [wire.text(word) for word in words[:MAX_WORDS]]


def _as_the_shell(text: str) -> list[str]:
    """The words of a command line. `;`, `&` and `|` end one, with or without a space before them."""
    lexer = shlex.shlex(text, posix=True, punctuation_chars=";&|")
    lexer.whitespace_split, lexer.commenters = True, ""
    return list(lexer)


def _flags(words: Sequence[str]) -> dict[str, str]:
    """`--name value`, `--name=value` and `--name` of a command, with `_` for `-` as trainers take both."""
    flags: dict[str, str] = {}
    for word, following in pairwise([*words, "--"]):
        if not word.startswith("--") or len(word) == 2:
            continue
        name, given, value = word[2:].partition("=")
        if not given:
            value = "true" if following.startswith(("--", ";", "&", "|")) else following
        flags[name.replace("-", "_")] = value
    return flags


def _first(flags: Mapping[str, str], *names: str) -> str | None:
    return next((place_in(flags[name]) for name in names if flags.get(name)), None)


def _output_repo(flags: Mapping[str, str], job: dict[str, object], labels: dict[str, object], owner: str) -> str | None:
    """The repository by the rule at the top; None where nothing names one."""
    pushes = flags.get("push_to_hub", "no").lower() not in NO
    folder = flags.get("output_dir", "").rstrip("/").rpartition("/")[2] if pushes else ""
    label = labels.get("hub_model_id")
    named = [
        None if (flag := flags.get("hub_model_id")) == "true" else flag,  # "true": the flag has no value
        as_object(job.get("environment")).get("HUB_MODEL_ID"),
        label.replace("--", "/", 1) if isinstance(label, str) else None,
        folder,
    ]
    name = next((one for one in named if isinstance(one, str) and one), "")
    repo = name if "/" in name else f"{owner}/{name}"
    return repo if REPO.fullmatch(repo) else None
