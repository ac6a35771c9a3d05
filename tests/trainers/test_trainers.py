"""Real trainers under the reporter: one that finishes, one that is killed half-way, one that fails.

They report to a recorder. To see them in the real service, start it and give its address and an account's secret to
`environment` instead of the recorder's: `environment("http://127.0.0.1:8080", spool, secret="whsec_…")`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import children
from tests.trainers.recorder import Recorder, environment, recording, reporter_argv, wait_until

TINY = Path(__file__).with_name("tiny.py")
TRAINING_S = 300.0
ENDLESS = 1_000_000
KINDS = pytest.mark.parametrize("kind", ["trainer", "trl"])
SOURCES = pytest.mark.parametrize("more", [(), ("callback",)], ids=["output", "callback"])


@pytest.fixture
def service() -> Iterator[Recorder]:
    with recording() as recorder:
        yield recorder


def training(service: Recorder, folder: Path, kind: str, steps: int, *more: str) -> subprocess.Popen[bytes]:
    """The trainer runs under the reporter."""
    command = [sys.executable, str(TINY), kind, str(folder / "out"), str(steps), *more]
    return children.start(
        reporter_argv("run", "--job", f"tiny-{kind}", "--output-dir", str(folder / "out"), "--", *command, BATCH_S=0.2),
        env=environment(service.url, folder / "spool"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def trainer_of(process: subprocess.Popen[bytes]) -> int:
    """The pid of the command that the reporter runs."""
    words = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    (found,) = [
        int(pid) for pid in words if Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[1] == os.fsencode(TINY)
    ]
    return found


@KINDS
@SOURCES
def test_a_training_that_finishes_succeeds_with_its_curve(
    service: Recorder, tmp_path: Path, kind: str, more: tuple[str, ...]
) -> None:
    process = training(service, tmp_path, kind, 6, *more)
    _, err = process.communicate(timeout=TRAINING_S)
    assert process.returncode == 0, err.decode()
    assert (service.statuses[0], service.ending["status"], service.ending["exit_code"]) == ("running", "succeeded", 0)
    losses = {row["step"]: row["train_loss"] for row in service.metrics if "train_loss" in row}
    assert sorted(losses) == [1, 2, 3, 4, 5, 6]
    assert all(0 < loss < 10 for loss in losses.values())
    assert {row["step"] for row in service.metrics if "eval_loss" in row} == {2, 4, 6}
    assert service.ending["artifact_uri"].endswith(str(tmp_path / "out"))
    assert (tmp_path / "out" / "model.safetensors").exists()
    if more:
        assert service.ending["total_steps"] == 6
        assert service.ending["base_model"] == "made-up/tiny-llama"
        assert service.ending["seed"] == 7
        assert service.ending["hyperparameters"]["per_device_train_batch_size"] == 2
        assert [each["step"] for each in service.ending["checkpoints"]] == [2, 4, 6]


@KINDS
@SOURCES
def test_a_training_that_is_killed_half_way_failed_by_that_signal(
    service: Recorder, tmp_path: Path, kind: str, more: tuple[str, ...]
) -> None:
    process = training(service, tmp_path, kind, ENDLESS, *more)
    wait_until(lambda: any("train_loss" in row for row in service.metrics) or process.poll() is not None, "a loss")
    os.kill(trainer_of(process), signal.SIGKILL)
    _, err = process.communicate(timeout=TRAINING_S)
    assert process.returncode == 128 + signal.SIGKILL, err.decode()
    ending = service.ending
    assert (ending["status"], ending["signal"], ending["exit_code"]) == ("failed", "SIGKILL", 137)
    assert ending["step"] >= 1
    assert "artifact_uri" not in ending
    assert f"/{ENDLESS}" in ending["log_tail"]  # the progress bar's last state


def test_a_training_that_raises_failed_with_its_last_words(service: Recorder, tmp_path: Path) -> None:
    process = training(service, tmp_path, "no-such-trainer", 1)
    process.communicate(timeout=TRAINING_S)
    assert process.returncode == 1
    assert service.ending["error"]["message"] == "exit code 1: KeyError: 'no-such-trainer'"
    assert "Traceback (most recent call last)" in service.ending["log_tail"]


def test_the_callback_swallows_its_errors_and_speaks_for_the_first_process_alone() -> None:
    script = f"""
import sys, types
sys.path.insert(0, {str(TINY.parents[2] / "service" / "reporter")!r})
import reporter
said = []
class Job:
    facts = {{}}
    def log(self, **more): said.append(more)
    log_object = update = checkpoint = lambda *_args, **_more: 1 / 0
reports = reporter.callback(Job())
for first in (False, True):
    state = types.SimpleNamespace(is_world_process_zero=first, global_step=1, max_steps=2)
    args = types.SimpleNamespace(output_dir="out", seed=1)
    reports.on_train_begin(args, state, None)
    reports.on_log(args, state, None, logs={{"loss": 1.0}})
    reports.on_evaluate(args, state, None, metrics={{"eval_loss": 1.0}})
    reports.on_save(args, state, None)
    reports.on_train_end(args, state, None)
assert said == [{{"step": 1, "total_steps": 2}}], said
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=TRAINING_S, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
