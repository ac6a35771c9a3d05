"""What a training run looks like from outside: losses that fall, events, checkpoints, result file, validation."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec

from service.demo.chance import fraction, token
from service.demo.jobs import LogEntry, SimulatedJob
from service.demo.openai_format import Checkpoint, JobEvent, count_tokens

MIN_EXAMPLES = 10


def dataset_fault(content: bytes) -> str | None:
    """What is wrong with a chat training file, naming the line; None when it can be trained with."""
    lines = content.splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            row = msgspec.json.decode(line, type=_Row)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return f"line {number} is not a JSON object with messages"
        if not any(message.role == "assistant" for message in row.messages):
            return f"line {number} has no assistant message"
    if len(lines) < MIN_EXAMPLES:
        return f"it has {len(lines)} examples, but at least {MIN_EXAMPLES} are needed"
    return None


class _Role(msgspec.Struct):
    role: str


class _Row(msgspec.Struct):
    messages: list[_Role]


def tokens_of(content: bytes) -> int:
    return count_tokens(content.decode("utf-8", "replace"))


def metrics_at(job: SimulatedJob, step: int) -> dict[str, float]:
    """The numbers of one step, named as in the event's `data`; `full_valid_*` at the end of an epoch only."""
    progress = step / job.total_steps
    train_loss = _loss(progress, 0.12, fraction(job.id, step, "train"))
    metrics = {
        "step": step,
        "total_steps": job.total_steps,
        "train_loss": train_loss,
        "train_mean_token_accuracy": _accuracy(train_loss),
    }
    if job.wire.validation_file is not None:
        valid_loss = _loss(progress, 0.3, fraction(job.id, step, "valid"))
        metrics |= {"valid_loss": valid_loss, "valid_mean_token_accuracy": _accuracy(valid_loss)}
        if step % job.steps_per_epoch == 0:
            full_loss = _loss(progress, 0.32, 0.5)
            metrics |= {"full_valid_loss": full_loss, "full_valid_mean_token_accuracy": _accuracy(full_loss)}
    return metrics


def _loss(progress: float, floor: float, noise: float) -> float:
    return floor + 2.1 * math.exp(-4.5 * progress) * (1 + 0.12 * (noise - 0.5)) + 0.02 * noise


def _accuracy(loss: float) -> float:
    return math.exp(-loss / 2)


def events(job: SimulatedJob) -> list[JobEvent]:
    """The job's events, newest first. An id depends on nothing but job and place, so that pages fit together."""
    log = job.log if job.log is not None else list(_made_up_log(job))
    told = [_event(job, place, entry) for place, entry in enumerate(log)]
    return told[::-1]


def started_log(at: float) -> LogEntry:
    return LogEntry(at, "Fine-tuning job started")


def accepted_log(job: SimulatedJob, at: float) -> list[LogEntry]:
    return [
        LogEntry(at, f"Created fine-tuning job: {job.id}"),
        LogEntry(at, f"Validating training file: {job.wire.training_file}"),
    ]


def queued_log(at: float) -> LogEntry:
    return LogEntry(at, "Files validated, moving job to queued state")


def step_log(job: SimulatedJob, step: int, at: float) -> list[LogEntry]:
    """The step's metrics, and the checkpoint when it ends an epoch."""
    entries = [LogEntry(at, step=step)]
    if step % job.steps_per_epoch == 0:
        entries.append(LogEntry(at, f"Checkpoint created at step {step}"))
    return entries


def ended_log(job: SimulatedJob, at: float) -> list[LogEntry]:
    """What is told about the ending that the job now has."""
    if job.wire.status == "succeeded":
        return [
            LogEntry(at, f"New fine-tuned model created: {job.wire.fine_tuned_model}"),
            LogEntry(at, "The job has successfully completed"),
        ]
    if job.wire.status == "failed":
        return [LogEntry(at, job.wire.error.get("message") or "The job failed", "error")]
    return [LogEntry(at, "The job was cancelled")]


def _made_up_log(job: SimulatedJob) -> Iterator[LogEntry]:
    """The log of a job that was put in place: its steps spread evenly over its life."""
    begin = float(job.wire.created_at)
    end = begin + job.total_steps if job.ended_at is None else job.ended_at
    yield from accepted_log(job, begin)
    if job.steps_done:
        yield queued_log(begin)
        yield started_log(begin)
    for step in range(1, job.steps_done + 1):
        yield from step_log(job, step, begin + (end - begin) * step / job.total_steps)
    if job.ended:
        yield from ended_log(job, end)


def _event(job: SimulatedJob, place: int, entry: LogEntry) -> JobEvent:
    event_id = f"ftevent-{token(24, job.id, place)}"
    if entry.step is None:
        return JobEvent(event_id, int(entry.at), entry.level, entry.text, "message", {})
    metrics = metrics_at(job, entry.step)
    message = f"Step {entry.step}/{job.total_steps}: training loss={metrics['train_loss']:.2f}"
    if "valid_loss" in metrics:
        message += f", validation loss={metrics['valid_loss']:.2f}"
    return JobEvent(event_id, int(entry.at), "info", message, "metrics", metrics)


def checkpoints(job: SimulatedJob) -> list[Checkpoint]:
    """One checkpoint per finished epoch, newest first."""
    steps = range(job.steps_per_epoch, job.steps_done + 1, job.steps_per_epoch)
    at = {entry.step: int(entry.at) for entry in job.log or ()}
    return [_checkpoint(job, step, at.get(step, job.wire.created_at)) for step in reversed(steps)]


def _checkpoint(job: SimulatedJob, step: int, created_at: int) -> Checkpoint:
    name = tuned_model_name(job)
    return Checkpoint(
        id=f"ftckpt_{token(24, job.id, step)}",
        created_at=created_at,
        fine_tuned_model_checkpoint=name if step == job.total_steps else f"{name}:ckpt-step-{step}",
        fine_tuning_job_id=job.id,
        step_number=step,
        metrics={key: value for key, value in metrics_at(job, step).items() if key != "total_steps"},
    )


def tuned_model_name(job: SimulatedJob) -> str:
    """`ft:<base>:<organisation>:<suffix>:<eight characters>`."""
    return f"ft:{job.wire.model}:tunewatch-demo:{job.wire.user_provided_suffix or ''}:{token(8, job.id, 'model')}"


def results_csv(job: SimulatedJob) -> bytes:
    """The result file of a job that succeeded."""
    lines = ["step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy"]
    for step in range(1, job.steps_done + 1):
        row = metrics_at(job, step)
        names = ("train_loss", "train_mean_token_accuracy", "valid_loss", "valid_mean_token_accuracy")
        lines.append(",".join([str(step), *(f"{row[name]:.5f}" if name in row else "" for name in names)]))
    return "\n".join([*lines, ""]).encode()
