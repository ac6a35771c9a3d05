"""A file of ready HTTP requests, all of one length, each with its own delivery id and signature: nothing is signed or
formatted while a rate is measured. Sent in order and never twice."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from service.core.signature import TOLERANCE_S, sign_standard_webhook
from tests.benchmarks.rig import ACCOUNT, ENDING, SECRET, THIN_ACCOUNT

BODY_BYTES = 600
SIGNERS = 2
CHUNK = 10_000
JOBS_AT_ONCE = 500
MODELS = 500  # names that the jobs register under
STEPS = ("queued", "running", "running", ENDING)
EVENTS_PER_JOB = len(STEPS)


@dataclass(frozen=True)
class Pool:
    """`count` requests of `length` bytes in the file."""

    path: Path
    length: int
    count: int
    signed_at: float

    def check_fresh(self, seconds: float) -> None:
        """The last of them is still taken by a receiver `seconds` from now."""
        if time.time() + seconds > self.signed_at + TOLERANCE_S - 10:
            raise RuntimeError("the pool is too old: its signatures would be refused")


Write = Callable[[int, str, int], bytes]


def make(path: Path, count: int, *, name: str, write: Write | None = None) -> Pool:
    """A pool signed now, by default of reports. `name` makes its ids and jobs different from those of other pools."""
    now_s, write = int(time.time()), write or report
    length = len(write(0, name, now_s))
    path.write_bytes(b"")
    os.truncate(path, length * count)
    with ProcessPoolExecutor(SIGNERS, mp_context=get_context("spawn")) as signers:
        starts = range(0, count, CHUNK)
        work = [signers.submit(_fill, path, start, min(CHUNK, count - start), name, now_s, write) for start in starts]
        for one in work:
            one.result()
    return Pool(path, length, count, now_s)


def _fill(path: Path, start: int, count: int, name: str, now_s: int, write: Write) -> None:
    requests = b"".join(write(number, name, now_s) for number in range(start, start + count))
    fd = os.open(path, os.O_WRONLY)
    try:
        os.pwrite(fd, requests, start * (len(requests) // count))
    finally:
        os.close(fd)


def report(number: int, name: str, now_s: int) -> bytes:
    """A trainer's report to the `generic` account: of 500 jobs the first events, then their second ones, and so on."""
    return post(ACCOUNT, report_body(number, name), f"msg_{name}_{number:09d}", now_s)


def thin(number: int, name: str, now_s: int) -> bytes:
    """A webhook to the `openai` account, of a type that asks for no look: what it costs is taking and keeping it."""
    content = {"object": "event", "id": f"evt_{name}_{number:09d}", "type": "batch.completed", "created_at": now_s}
    return post(
        THIN_ACCOUNT, padded(content | {"data": {"id": f"batch_{number:024x}"}}), f"wh_{name}_{number:09d}", now_s
    )


def post(account: str, content: bytes, delivery_id: str, now_s: int) -> bytes:
    """A signed POST to the account, as bytes."""
    head = (
        f"POST /webhooks/{account} HTTP/1.1\r\n"
        "Host: tunewatch.example.com\r\n"
        "User-Agent: sender/1.0\r\n"
        "Content-Type: application/json\r\n"
        f"webhook-id: {delivery_id}\r\n"
        f"webhook-timestamp: {now_s}\r\n"
        f"webhook-signature: {sign_standard_webhook(delivery_id, now_s, content, SECRET)}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def job_and_step(number: int) -> tuple[int, int]:
    """Which job the report is about, and which of its four it is."""
    wave, place = divmod(number, JOBS_AT_ONCE * EVENTS_PER_JOB)
    step, job = divmod(place, JOBS_AT_ONCE)
    return wave * JOBS_AT_ONCE + job, step


def jobs_in(count: int) -> int:
    """How many jobs the first `count` reports are about."""
    waves, place = divmod(count, JOBS_AT_ONCE * EVENTS_PER_JOB)
    return waves * JOBS_AT_ONCE + min(place, JOBS_AT_ONCE)


def report_body(number: int, name: str) -> bytes:
    """A snapshot in the `generic` format, as a trainer would send it: 600 bytes."""
    job, step = job_and_step(number)
    said: dict[str, object] = {
        "version": 1,
        "job": f"run-{name}-{job:08d}",
        "status": STEPS[step],
        "sequence": step + 1,
        "suffix": f"support-{job % MODELS:03d}",
        "base_model": "meta-llama/Llama-3.1-8B-Instruct",
        "method": "lora",
        "hyperparameters": {"learning_rate": 0.0002, "n_epochs": 3, "batch_size": 16, "lora_rank": 32},
        "training_file": "s3://datasets/support/2026-05-04/train.jsonl",
        "total_steps": 1200,
    }
    if step == 2:
        said |= {"step": 400, "metrics": {"train_loss": 0.71 + job % 100 / 1000, "learning_rate": 0.00014}}
    if step == 3:
        said |= {"step": 1200, "trained_tokens": 4_915_200, "tuned_model": f"s3://models/{job:08d}"}
    return padded(said)


def padded(content: Mapping[str, object], size: int = BODY_BYTES) -> bytes:
    """The content as JSON of exactly `size` bytes: a note fills it up."""
    empty = len(_json({**content, "metadata": {"note": ""}}))
    return _json({**content, "metadata": {"note": "x" * (size - empty)}})


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
