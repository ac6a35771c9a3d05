"""The reporter around real commands, with a real service that can be down, slow, unwilling or broken."""

from __future__ import annotations

import json
import os
import re
import resource
import shlex
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.core.snapshot import Snapshot
from service.providers.generic import GENERIC
from tests import children
from tests.servers import free_port
from tests.trainers.recorder import (
    ACCOUNT,
    HALF,
    PATIENCE_S,
    REPORTER,
    SECRET,
    Received,
    Recorder,
    environment,
    recording,
    reported,
    reporter_argv,
    wait_until,
    willing,
)

QUICK = {"BATCH_S": 0.05, "HEARTBEAT_S": 30, "CONFIRM_FIRST_S": 0.05}
GRANDCHILD = 'touch started; (while [ ! -e go ]; do sleep 0.02; done; echo late; echo "$PPID" > survived)'


@pytest.fixture
def service() -> Iterator[Recorder]:
    with recording() as recorder:
        yield recorder


@pytest.fixture
def env(service: Recorder, tmp_path: Path) -> dict[str, str]:
    return environment(service.url, tmp_path / "spool", TMPDIR=str(tmp_path))


def python(source: str, *words: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(source), *words]


def spooled(env: dict[str, str]) -> list[dict[str, object]]:
    """The reports that wait on disk."""
    found = Path(env["TUNEWATCH_SPOOL"]).glob("*/*-*.json")
    return [json.loads(json.loads(path.read_text())["body"]) for path in sorted(found)]


def started(argv: list[str], env: dict[str, str], folder: Path, **more: int) -> subprocess.Popen[bytes]:
    return children.start(
        argv, env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more
    )


def children_of(pid: int) -> set[int]:
    return {int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


# --- what is told -----------------------------------------------------------------------------------------------------


def test_read_from_a_pipe_it_runs_the_command_and_tells_beginning_and_end(
    service: Recorder, env: dict[str, str]
) -> None:
    words = ["run", "--job", "run/1", "--base-model", "base/a", "--", "sh", "-c", "echo out; echo err >&2"]
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-", *words], env=env, input=REPORTER.read_bytes(), capture_output=True
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"out\n", b"err\n")
    assert service.statuses == ["running", "succeeded"]
    assert service.posts[-1].confirms
    assert {post.path.partition("?")[0] for post in service.posts} == {f"/webhooks/{ACCOUNT}"}
    begun, end = service.reports
    assert (begun["attempt"], begun["sequence"], begun["heartbeat_s"]) == (1, 1, 30)
    assert (end["sequence"], end["exit_code"], end["log_tail"], end["base_model"]) == (2, 0, "err", "base/a")
    assert spooled(env) == []
    for post in service.posts:
        assert isinstance(GENERIC.parse(post.body, received_at=datetime.now(UTC)), Snapshot)


def test_a_secret_of_one_job_goes_to_the_jobs_own_address(tmp_path: Path) -> None:
    secret = "whsj_" + SECRET.removeprefix("whsec_")
    with recording(secret=SECRET) as service:
        ended = reported(["true"], env=environment(service.url, tmp_path, secret=secret), job="run/1")
        assert ended.returncode == 0
        assert service.posts[0].path == f"/webhooks/{ACCOUNT}/run%2F1"


@pytest.mark.parametrize(
    ("command", "exit_code", "told", "name"),
    [
        ("echo one >&2; echo two >&2; exit 7", 7, 7, None),
        ("echo one >&2; echo two >&2; kill -KILL $$", 137, 137, "SIGKILL"),
        ("echo one >&2; echo two >&2; kill -SEGV $$", 139, 139, "SIGSEGV"),
    ],
)
def test_a_failure_is_told_with_code_signal_and_last_lines_and_the_exit_code_is_the_commands(
    service: Recorder, env: dict[str, str], command: str, exit_code: int, told: int, name: str | None
) -> None:
    ended = reported(["sh", "-c", command], "--output-dir", "out", env=env)
    assert ended.returncode == exit_code
    end = service.ending
    assert (end["status"], end["exit_code"], end.get("signal")) == ("failed", told, name)
    assert end["log_tail"] == "one\ntwo"
    assert "artifact_uri" not in end


def test_a_command_that_does_not_exist_is_127_and_a_failed_report_that_says_so(
    service: Recorder, env: dict[str, str]
) -> None:
    ended = reported(["no-such-trainer"], env=env)
    assert ended.returncode == 127
    assert b"no-such-trainer: command not found" in ended.stderr
    assert service.ending["error"]["message"] == "no-such-trainer: command not found"


def test_what_cannot_be_executed_is_126(service: Recorder, env: dict[str, str], tmp_path: Path) -> None:
    assert reported([str(tmp_path)], env=env).returncode == 126
    assert service.ending["exit_code"] == 126


def test_without_a_service_to_report_to_the_command_runs_all_the_same(env: dict[str, str]) -> None:
    ended = reported(["sh", "-c", "echo out; exit 4"], env={**env, "TUNEWATCH_URL": ""})
    assert (ended.returncode, ended.stdout) == (4, b"out\n")
    assert ended.stderr == b"tunewatch: nothing is reported: where to? (TUNEWATCH_URL or --url)\n"


def test_facts_data_sets_and_weights_are_told(service: Recorder, env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "train.jsonl").write_text("abc")
    ended = reported(
        ["true"], "--dataset", f"train={tmp_path / 'train.jsonl'}", "--hub-id", "org/repo@sha", "-p", "lr=0.1",
        "--tuned-model", "t", "--model-name", "m", "--method", "lora", "--metadata", "team=a", env=env,
    )  # fmt: skip
    assert ended.returncode == 0
    sha = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    expected = {
        "dataset_hashes": {"train": sha}, "dataset_hash": sha, "training_file": "train", "method": "lora",
        "artifact_uri": "hf://org/repo@sha", "hyperparameters": {"lr": 0.1}, "metadata": {"team": "a"},
        "tuned_model": "t", "model_name": "m",
    }  # fmt: skip
    assert service.ending.items() >= expected.items()


def test_a_silent_command_is_heard_of_by_heartbeats(service: Recorder, env: dict[str, str], tmp_path: Path) -> None:
    argv = reporter_argv("run", "--job", "j", "--", "sh", "-c", "while [ ! -e go ]; do sleep 0.02; done", HEARTBEAT_S=2)
    process = started(argv, env, tmp_path)
    wait_until(lambda: len(service.reports) >= 3, "two heartbeats")
    (tmp_path / "go").touch()
    assert process.wait(PATIENCE_S) == 0
    process.communicate()
    assert service.statuses[:3] == ["running"] * 3
    sequences = [report["sequence"] for report in service.reports]
    assert sequences == sorted(set(sequences))


def test_every_run_of_a_job_is_an_attempt_of_its_own(service: Recorder, env: dict[str, str]) -> None:
    for _ in range(3):
        reported(["true"], env=env)
    reported(["true"], env=env, job="another")
    assert [report["attempt"] for report in service.reports if report["status"] == "succeeded"] == [
        1,
        2,
        3,
        1,
    ]


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_numbers_are_read_from_both_outputs(service: Recorder, env: dict[str, str]) -> None:
    script = """
        import sys
        print("{'loss': 2.0, 'epoch': 0.1}")
        print("\\r   \\r{'loss': nan, 'epoch': 0.2}")
        print("{'loss_function': 'mse', 'loss': 'mse'}")
        print("{'eval_loss': '1.5', 'epoch': 0.2}", file=sys.stderr)
    """
    reported(python(script), env=env)
    assert [row for row in service.metrics if "train_loss" in row] == [
        {"step": 1, "train_loss": 2.0, "epoch": 0.1},
        {"step": 2, "train_loss": None, "epoch": 0.2},
    ]
    assert [row["eval_loss"] for row in service.metrics if "eval_loss" in row] == [
        1.5
    ]  # which stream comes first is open
    assert len(service.metrics) == 3


def test_the_trainers_own_log_is_believed_before_its_output(
    service: Recorder, env: dict[str, str], tmp_path: Path
) -> None:
    script = """
        import os, sys
        os.makedirs(sys.argv[1], exist_ok=True)
        with open(os.path.join(sys.argv[1], "trainer_log.jsonl"), "a") as log:
            log.write('{"current_steps": 10, "total_steps": 20, "loss": 2.0, "lr": 1e-05}\\n')
            log.write('{"current_steps": 20, "total_steps": 20, "loss": 1.0, "lr": 1e-05}\\n')
        print("{'loss': 2.0}")
    """
    reported(python(script, str(tmp_path / "out")), "--output-dir", str(tmp_path / "out"), env=env)
    assert [row["step"] for row in service.metrics] == [10, 20]
    assert (service.ending["step"], service.ending["total_steps"]) == (20, 20)


def test_a_job_inside_the_command_gives_its_numbers_to_the_reporter_around_it(
    service: Recorder, env: dict[str, str]
) -> None:
    script = f"""
        import sys
        sys.path.insert(0, {str(REPORTER.parent)!r})
        import reporter
        with reporter.Job("run-1", base_model="base/a") as job:
            print("{{'loss': 9.0}}")
            job.log(step=5, total_steps=10, loss=float("nan"))
            job.log_object({{"step": 10, "rewards/chosen": 1.5}})
            job.checkpoint("checkpoint-10", 10, "file://here")
    """
    assert reported(python(script), env=env).returncode == 0
    assert service.statuses == ["running", "succeeded"]
    assert service.metrics == [{"step": 5, "train_loss": None}, {"step": 10, "rewards/chosen": 1.5}]
    assert service.ending.items() >= {"base_model": "base/a", "step": 10, "total_steps": 10}.items()
    assert service.ending["checkpoints"] == [{"id": "checkpoint-10", "step": 10, "model": "file://here"}]


def test_what_a_job_inside_the_command_says_last_is_told_unless_the_reporter_around_it_knows_better(
    service: Recorder, env: dict[str, str]
) -> None:
    script = f"""
        import sys
        sys.path.insert(0, {str(REPORTER.parent)!r})
        import reporter
        with reporter.Job("run-1", method="lora") as job:
            job.update(tuned_model="first", method="full")
            job.update(tuned_model="second", artifact_uri="s3://half", hyperparameters={{"lr": 1}})
        sys.exit(3)
    """
    assert reported(python(script), "--method", "dpo", env=env).returncode == 3
    told = service.ending
    assert (told["tuned_model"], told["method"], told["hyperparameters"]) == ("second", "dpo", {"lr": 1})
    assert "artifact_uri" not in told  # it failed


def test_numbers_come_while_the_command_runs(service: Recorder, env: dict[str, str], tmp_path: Path) -> None:
    script = "echo \"{'loss': 0.5}\"; while [ ! -e go ]; do sleep 0.02; done"
    process = started(reporter_argv("run", "--job", "j", "--", "sh", "-c", script, **QUICK), env, tmp_path)
    wait_until(lambda: service.metrics == [{"step": 1, "train_loss": 0.5}], "the loss")
    assert process.poll() is None
    (tmp_path / "go").touch()
    process.communicate()


# --- the training comes first -----------------------------------------------------------------------------------------


def test_every_byte_passes_in_order(service: Recorder, env: dict[str, str]) -> None:
    script = r"""
        import os
        for number in range(300):
            os.write(1, bytes(range(256)) + b"\r\n" + str(number).encode())
            os.write(2, b"\xff\x00\r" + str(number).encode())
        os.write(1, b"no newline")
    """
    plain = subprocess.run(python(script), capture_output=True)
    ended = reported(python(script), env=env)
    assert (ended.stdout, ended.stderr) == (plain.stdout, plain.stderr)


def test_outputs_that_go_to_one_place_keep_their_order(service: Recorder, env: dict[str, str]) -> None:
    script = "import os\nfor number in range(3000): os.write(1 + number % 2, f'{number}\\n'.encode())"
    argv = reporter_argv("run", "--job", "j", "--", *python(script))
    ended = subprocess.run(argv, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert ended.stdout == "".join(f"{number}\n" for number in range(3000)).encode()


def test_a_gigabyte_passes_in_little_memory(service: Recorder, env: dict[str, str], tmp_path: Path) -> None:
    script = """
        import os
        block = (b"a line that is of no interest, and another one\\n" * 30_000)[: 1 << 20]
        for _ in range(1024): os.write(1, block)
        os.write(2, b"last words")
        open("written", "w").close()
        while not os.path.exists("go"): pass
    """
    process = started(reporter_argv("run", "--job", "j", "--", *python(script)), env, tmp_path)
    assert process.stdout is not None
    got = 0
    while got < 1 << 30:
        got += len(os.read(process.stdout.fileno(), 1 << 20))
    wait_until((tmp_path / "written").exists)
    ours = {process.pid, *children_of(process.pid)}
    peaks = {pid: memory_mb(pid, "VmHWM") for pid in ours if str(REPORTER).encode() in cmdline(pid)}
    assert len(peaks) == 2  # the reporter and its copier
    assert max(peaks.values()) < 64
    (tmp_path / "go").touch()
    process.communicate()
    assert (process.returncode, service.ending["log_tail"]) == (0, "last words")


def cmdline(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def memory_mb(pid: int, name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) / 1024


def test_a_terminal_stays_a_terminal(service: Recorder, env: dict[str, str], tmp_path: Path) -> None:
    script = """
        import os, sys
        os.write(1, repr([os.isatty(fd) for fd in (0, 1, 2)] + list(os.get_terminal_size(1))).encode() + b"\\n")
        os.write(1, b"{'loss': 0.5}\\n")
    """
    seen, code = on_a_terminal(reporter_argv("run", "--job", "j", "--", *python(script)), env, tmp_path)
    assert code == 0
    assert seen == b"[True, True, True, 91, 33]\r\n{'loss': 0.5}\r\n"
    assert service.metrics == [{"step": 1, "train_loss": 0.5}]


def test_a_key_on_the_terminal_interrupts_the_command_once(
    service: Recorder, env: dict[str, str], tmp_path: Path
) -> None:
    script = """
        import os, signal
        signal.signal(signal.SIGINT, lambda *_: os.write(1, b"interrupted\\n"))
        signal.signal(signal.SIGUSR1, lambda *_: os._exit(130))
        os.write(1, b"ready\\n")
        while True: signal.pause()
    """
    argv = reporter_argv("run", "--job", "j", "--", *python(script))
    seen, code = on_a_terminal(argv, env, tmp_path, keys=[(b"ready", b"\x03"), (b"interrupted", signal.SIGUSR1)])
    assert (code, seen.count(b"interrupted")) == (130, 1)
    assert service.ending["status"] == "cancelled"


def on_a_terminal(
    argv: list[str], env: dict[str, str], folder: Path, keys: list[tuple[bytes, bytes | signal.Signals]] | None = None
) -> tuple[bytes, int]:
    """What a terminal of 91 columns shows of a command that it controls, and its exit code. Keys are pressed, or
    signals sent to it, when the screen shows their word."""
    import fcntl
    import pty
    import struct
    import termios

    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("4H", 33, 91, 0, 0))
        os.chdir(folder)
        os.execve(argv[0], argv, env)
    seen, waiting = b"", list(keys or ())
    while True:
        try:
            seen += os.read(terminal, 65536)
        except OSError:  # the last process has left it
            break
        if waiting and waiting[0][0] in seen:
            key = waiting.pop(0)[1]
            if isinstance(key, bytes):
                os.write(terminal, key)
            else:
                os.kill(pid, key)
    os.close(terminal)
    return seen, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_reaches_the_command_and_what_ends_by_it_is_cancelled(
    service: Recorder, env: dict[str, str], tmp_path: Path, name: str
) -> None:
    process = started(
        reporter_argv("run", "--job", "j", "--", "sh", "-c", "touch ready; exec sleep 1000"), env, tmp_path
    )
    wait_until((tmp_path / "ready").exists)
    process.send_signal(getattr(signal, name))
    process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 128 + getattr(signal, name)
    assert (service.ending["status"], service.ending["signal"]) == ("cancelled", name)


def test_signals_that_trainers_use_for_checkpoints_reach_the_command(
    service: Recorder, env: dict[str, str], tmp_path: Path
) -> None:
    script = "trap 'echo saved; exit 0' USR1; touch ready; while :; do sleep 0.02; done"
    process = started(reporter_argv("run", "--job", "j", "--", "sh", "-c", script), env, tmp_path)
    wait_until((tmp_path / "ready").exists)
    process.send_signal(signal.SIGUSR1)
    assert process.communicate(timeout=PATIENCE_S)[0] == b"saved\n"
    assert service.ending["status"] == "succeeded"


def test_a_signal_that_was_ignored_stays_ignored(service: Recorder, env: dict[str, str], tmp_path: Path) -> None:
    script = "touch ready; while [ ! -e go ]; do sleep 0.02; done"
    argv = reporter_argv("run", "--job", "j", "--", "sh", "-c", script)
    process = started(["nohup", *argv], env, tmp_path)
    wait_until((tmp_path / "ready").exists)
    process.send_signal(signal.SIGHUP)
    (tmp_path / "go").touch()
    process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, service.ending["status"]) == (0, "succeeded")


def test_a_grandchild_that_holds_the_output_holds_up_nothing_and_is_still_heard(
    service: Recorder, env: dict[str, str], tmp_path: Path
) -> None:
    process = started(reporter_argv("run", "--job", "j", "--", "sh", "-c", f"{GRANDCHILD} & echo early"), env, tmp_path)
    assert process.wait(PATIENCE_S) == 0
    assert service.statuses == ["running", "succeeded"]
    assert not (tmp_path / "survived").exists()
    (tmp_path / "go").touch()
    assert process.communicate(timeout=PATIENCE_S)[0] == b"early\nlate\n"
    assert (tmp_path / "survived").exists()


def test_a_grandchild_that_never_stops_talking_holds_up_nothing(
    service: Recorder, env: dict[str, str], tmp_path: Path
) -> None:
    argv = reporter_argv("run", "--job", "j", "--", "sh", "-c", "yes & echo $! > pid", STRAGGLERS_S=0.05)
    process = children.start(argv, env=env, cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        assert process.wait(PATIENCE_S) == 0
    finally:
        os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)


def test_last_words_that_wait_for_a_slow_reader_are_told(
    service: Recorder, env: dict[str, str], tmp_path: Path
) -> None:
    script = "head -c 150000 /dev/zero | tr '\\0' '\\n'; echo last; touch done"
    argv = reporter_argv("run", "--job", "j", "--", "sh", "-c", script, STRAGGLERS_S=0)
    process = children.start(
        argv, env=env, cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    wait_until((tmp_path / "done").exists, "the command")
    wait_until(lambda: len(children_of(process.pid)) == 1, "its end, while nobody reads")
    out, _ = process.communicate(timeout=PATIENCE_S)
    assert out == b"\n" * 150_000 + b"last\n"
    assert service.ending["log_tail"].endswith("\nlast")


def test_open_files_that_the_caller_hands_down_reach_the_command(service: Recorder, env: dict[str, str]) -> None:
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    argv = reporter_argv(
        "run", "--job", "j", "--", *python("import os, sys; os.write(int(sys.argv[1]), b'through')", str(writer))
    )
    ended = subprocess.run(argv, env=env, pass_fds=[writer], capture_output=True)
    os.close(writer)
    assert (ended.returncode, os.read(reader, 100)) == (0, b"through")
    os.close(reader)


def test_the_command_outlives_a_killed_reporter_and_its_output_still_arrives(
    service: Recorder, env: dict[str, str], tmp_path: Path
) -> None:
    script = f"{GRANDCHILD}; head -c 1000000 /dev/zero; echo end >&2; touch finished"
    process = started(reporter_argv("run", "--job", "j", "--", "sh", "-c", script), env, tmp_path)
    wait_until((tmp_path / "started").exists)
    process.kill()
    process.wait()
    (tmp_path / "go").touch()
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (out, err) == (b"late\n" + b"\0" * 1_000_000, b"end\n")
    assert (tmp_path / "finished").exists()
    assert "succeeded" not in service.statuses


def test_a_reader_that_goes_away_is_noticed_by_the_command(env: dict[str, str], tmp_path: Path) -> None:
    argv = reporter_argv("run", "--job", "j", "--", "yes")
    pipeline = f"{shlex.join(argv)} | head -n 1; exit ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", pipeline], env=env, capture_output=True, timeout=PATIENCE_S)
    assert (ended.returncode, ended.stdout) == (128 + signal.SIGPIPE, b"y\n")


def test_output_can_be_left_alone(service: Recorder, env: dict[str, str]) -> None:
    script = "echo \"{'loss': 0.5}\"; echo err >&2; exit 1"
    ended = reported(["sh", "-c", script], "--no-tail-output", env=env)
    assert (ended.stdout, ended.stderr) == (b"{'loss': 0.5}\n", b"err\n")
    assert service.metrics == []
    assert "log_tail" not in service.ending


def test_a_hanging_service_costs_the_training_nothing(tmp_path: Path) -> None:
    with recording(gate_open=False) as service:
        env = environment(service.url, tmp_path / "spool")
        script = "for i in 1 2 3; do echo $i; done; touch finished"
        process = started(reporter_argv("run", "--job", "j", "--", "sh", "-c", script), env, tmp_path)
        wait_until((tmp_path / "finished").exists)
        service.open_gate()
        assert process.communicate(timeout=PATIENCE_S)[0] == b"1\n2\n3\n"
        assert service.ending["status"] == "succeeded"


def test_an_error_of_ours_reaches_neither_the_command_nor_its_exit_code(env: dict[str, str]) -> None:
    source = f"""
        import sys
        sys.path.insert(0, {str(REPORTER.parent)!r})
        import reporter
        def broken(*_args, **_options): raise RuntimeError("broken")
        for owner, name in ((reporter.Courier, "_turn"), (reporter.Job, "start"), (reporter, "judge_end"),
                            (reporter.Tail, "feed"), (reporter.Rows, "add"), (reporter.Spool, "load")):
            setattr(owner, name, broken)
        sys.exit(reporter.main())
    """
    words = ["run", "--job", "j", "--linger", "0", "--", "sh", "-c", "echo \"{'loss': 1}\"; echo err >&2; exit 5"]
    ended = subprocess.run([*python(source), *words], env=env, capture_output=True, timeout=PATIENCE_S)
    assert (ended.returncode, ended.stdout) == (5, b"{'loss': 1}\n")
    assert ended.stderr.startswith(b"err\n")


# --- the network ------------------------------------------------------------------------------------------------------


def test_what_was_said_while_the_service_was_away_comes_when_it_is_back(tmp_path: Path) -> None:
    port = free_port()
    env = environment(f"http://127.0.0.1:{port}", tmp_path / "spool")
    process = started(reporter_argv("run", "--job", "j", "--", "sh", "-c", "echo \"{'loss': 1}\""), env, tmp_path)
    wait_until(lambda: [report["status"] for report in spooled(env)] == ["running", "succeeded"], "the spool")
    with recording(port) as service:
        process.communicate(timeout=PATIENCE_S)
        assert service.statuses == ["running", "succeeded"]
        assert service.metrics == [{"step": 1, "train_loss": 1.0}]
    assert (process.returncode, spooled(env)) == (0, [])


@pytest.mark.parametrize("sender", ["flush", "next run"])
def test_what_could_not_be_sent_is_kept_and_sent_later(tmp_path: Path, sender: str) -> None:
    port = free_port()
    env = environment(f"http://127.0.0.1:{port}", tmp_path / "spool")
    ended = reported(["sh", "-c", "exit 3"], "--linger", "0", env=env)
    assert ended.returncode == 3
    (line,) = ended.stderr.decode().splitlines()
    assert "could not be delivered" in line
    assert "flush" in line
    assert len(spooled(env)) == 2
    with recording(port) as service:
        if sender == "flush":
            flushed = subprocess.run(reporter_argv("flush"), env=env, capture_output=True)
            assert (flushed.returncode, flushed.stderr) == (0, b"")
        else:
            assert reported(["true"], env=env).returncode == 0
        old = [report for report in service.reports if report["attempt"] == 1]
        assert [report["status"] for report in old] == ["running", "failed"]
    assert spooled(env) == []


def test_an_ending_is_kept_even_by_who_does_not_wait_for_a_hanging_service(tmp_path: Path) -> None:
    with recording(gate_open=False) as service:
        env = environment(service.url, tmp_path / "spool")
        wait = "while [ ! -e go ]; do sleep 0.02; done; exit 3"
        argv = reporter_argv("run", "--job", "j", "--linger", "0", "--", "sh", "-c", wait)
        process = started(argv, env, tmp_path)
        wait_until(lambda: service.posts, "the beginning")
        (tmp_path / "go").touch()
        assert b"2 report(s)" in process.communicate(timeout=PATIENCE_S)[1]
        assert process.returncode == 3
        assert [report["status"] for report in spooled(env)] == ["running", "failed"]


def test_an_impatient_signal_ends_the_wait_for_the_service(tmp_path: Path) -> None:
    env = environment(f"http://127.0.0.1:{free_port()}", tmp_path / "spool")
    process = started(reporter_argv("run", "--job", "j", "--", "true"), env, tmp_path)
    wait_until(lambda: len(spooled(env)) == 2, "the spool")
    process.send_signal(signal.SIGTERM)
    assert b"kept in" in process.communicate(timeout=PATIENCE_S)[1]
    assert process.returncode == 0


def test_an_ending_is_sent_until_it_is_committed(service: Recorder, env: dict[str, str]) -> None:
    committed = iter([None, False, True])

    def answer(received: Received, _before: int) -> tuple[int, object]:
        if not received.confirms:
            return 202, {"status": "accepted"}
        return 200, {"status": "duplicate", "committed": next(committed)}

    service.answer = answer
    assert reported(["true"], env=env).returncode == 0
    sent = [post for post in service.posts if post.report["status"] == "succeeded"]
    assert [post.confirms for post in sent] == [False, True, True, True]
    assert len({(post.id, post.body) for post in sent}) == 1


@pytest.mark.parametrize("status", [500, 503, 401, 429, 302, HALF])
def test_a_report_that_was_not_taken_is_repeated_with_its_id(
    service: Recorder, env: dict[str, str], status: int
) -> None:
    def answer(received: Received, before: int) -> tuple[int, object]:
        if received.report["status"] == "succeeded" and before == 0:
            return status, {"error": "not now"}
        return willing(received, before)

    service.answer = answer
    ended = reported(["true"], env=env)
    assert (ended.returncode, ended.stderr) == (0, b"")
    sent = [post for post in service.posts if post.report["status"] == "succeeded" and not post.confirms]
    assert len(sent) == 2
    assert len({(post.id, post.body) for post in sent}) == 1


@pytest.mark.parametrize("status", [422, 404, 413])
def test_a_report_that_is_refused_is_not_repeated_and_the_person_is_told(
    service: Recorder, env: dict[str, str], status: int
) -> None:
    service.answer = lambda _received, _before: (status, {"reason": "why_not"})
    ended = reported(["sh", "-c", "exit 3"], env=env)
    assert ended.returncode == 3
    assert len(service.posts) == 2  # the beginning and the end, once each
    assert f"HTTP {status}".encode() in ended.stderr
    assert b"why_not" in ended.stderr


@pytest.mark.parametrize("kind", ["not a folder", "full"])
def test_a_disk_that_takes_nothing_leaves_reports_in_memory(
    service: Recorder, env: dict[str, str], tmp_path: Path, kind: str
) -> None:
    (tmp_path / "spool").mkdir() if kind == "full" else (tmp_path / "spool").write_text("")
    ended = subprocess.run(
        reporter_argv("run", "--job", "j", "--", "sh", "-c", "echo \"{'loss': 1}\"; exit 3"),
        env=env,
        capture_output=True,
        preexec_fn=no_more_bytes_on_disk if kind == "full" else None,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (3, b"{'loss': 1}\n", b"")
    assert service.statuses == ["running", "failed"]
    assert service.metrics == [{"step": 1, "train_loss": 1.0}]
    assert service.ending["attempt"] > 10_000  # by the clock: the next run outranks this one


def no_more_bytes_on_disk() -> None:
    """Every write to a file fails from now on, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


# --- secrets ----------------------------------------------------------------------------------------------------------


def test_no_secret_is_in_a_report_in_the_spool_or_in_a_command_line(tmp_path: Path) -> None:
    port = free_port()
    env = environment(f"http://127.0.0.1:{port}", tmp_path / "spool", HF_TOKEN="hf_abcdefghijklmnop")
    script = """
        import os, sys
        print(os.environ["TUNEWATCH_SECRET"], os.environ["HF_TOKEN"], file=sys.stderr)
        print(open(f"/proc/{os.getppid()}/cmdline").read(), open("/proc/self/cmdline").read())
        sys.exit("the secret is " + os.environ["TUNEWATCH_SECRET"])
    """
    ended = reported(python(script), "-p", f"note={SECRET}", "--linger", "0", env=env)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "spool").rglob("*") if path.is_file())
    with recording(port) as service:
        subprocess.run(reporter_argv("flush"), env=env, check=True)
        told = b"".join(post.body for post in service.posts)
    assert b"the secret is ***" in told
    for text in (kept, told, ended.stdout.partition(b"note=")[0]):
        assert SECRET.removeprefix("whsec_").encode() not in text
        assert b"hf_abcdefghijklmnop" not in text


@pytest.mark.parametrize("around", [False, True])
@pytest.mark.parametrize("before", [960, 1980])
def test_a_secret_at_the_edge_of_a_long_message_leaves_no_part_in_it(
    service: Recorder, env: dict[str, str], before: int, around: bool
) -> None:
    env["HF_TOKEN"] = "hf_abcdefghijklmnopqrstuvwxyz"
    script = f"""
        import os, sys
        sys.path.insert(0, {str(REPORTER.parent)!r})
        import reporter
        with reporter.Job("run-1"):
            raise ValueError("x" * {before} + os.environ["HF_TOKEN"])
    """
    argv = python(script)
    reported(argv, env=env) if around else subprocess.run(argv, env=env, capture_output=True)
    assert "xxx" in service.ending["error"]["message"]
    assert b"hf_" not in b"".join(post.body for post in service.posts)


def test_a_secret_may_come_from_a_file(service: Recorder, env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET + "\n")
    del env["TUNEWATCH_SECRET"]
    reported(["true"], env={**env, "TUNEWATCH_SECRET_FILE": str(tmp_path / "secret")})
    assert service.statuses == ["running", "succeeded"]


# --- single reports ---------------------------------------------------------------------------------------------------


def single(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(reporter_argv("report", "--job", "j", *words), env=env, capture_output=True)


def test_a_script_reports_a_job_line_by_line(service: Recorder, env: dict[str, str]) -> None:
    assert single(env, "--status", "running").returncode == 0
    assert single(env, "--status", "running", "--step", "5", "--metric", "loss=0.5").returncode == 0
    assert single(env, "--status", "failed", "--error", "no space", "--exit-code", "1").returncode == 0
    assert single(env, "--status", "running").returncode == 0
    first, second, third, again = service.reports
    assert [report["attempt"] for report in service.reports] == [1, 1, 1, 2]
    assert first["sequence"] < second["sequence"] < third["sequence"]
    assert second["metrics"] == [{"step": 5, "train_loss": 0.5}]
    assert (third["error"], third["exit_code"]) == ({"message": "no space"}, 1)
    assert again["status"] == "running"


@pytest.mark.parametrize("word", ["Succeeded", "completed", " SUCCESS "])
def test_an_ending_in_another_word_is_confirmed_and_ends_the_attempt(
    service: Recorder, env: dict[str, str], word: str
) -> None:
    assert single(env, "--status", "running", "--artifact", "s3://weights").returncode == 0
    assert single(env, "--status", word, "--artifact", "s3://weights").returncode == 0
    assert single(env, "--status", "running").returncode == 0
    begun, ended, again = service.reports
    assert (ended["status"], ended["attempt"], ended["artifact_uri"]) == ("succeeded", 1, "s3://weights")
    assert [post.confirms for post in service.posts if post.report["status"] == "succeeded"] == [False, True]
    assert "artifact_uri" not in begun
    assert (again["status"], again["attempt"]) == ("running", 2)


def test_a_single_report_that_is_refused_or_not_delivered_is_exit_code_1(
    service: Recorder, env: dict[str, str]
) -> None:
    service.answer = lambda _received, _before: (422, {"reason": "why_not"})
    refused = single(env, "--status", "running")
    assert refused.returncode == 1
    assert b"why_not" in refused.stderr
    away = {**env, "TUNEWATCH_URL": f"http://127.0.0.1:{free_port()}"}
    assert single(away, "--status", "succeeded", "--linger", "0.2").returncode == 1
    assert single({**env, "TUNEWATCH_SECRET": ""}, "--status", "running").returncode == 2


def test_help_says_what_a_person_needs(env: dict[str, str]) -> None:
    shown = subprocess.run([sys.executable, "-", "--help"], input=REPORTER.read_bytes(), env=env, capture_output=True)
    assert shown.returncode == 0
    for word in (b"run --job", b"flush", b"TUNEWATCH_URL", b"TUNEWATCH_SECRET", b"exit code"):
        assert word in shown.stdout


@pytest.mark.parametrize(
    "words", [[], ["run", "--job", "j"], ["run", "--", "true"], ["run", "--nonsense", "--", "true"]]
)
def test_wrong_usage_is_exit_code_2(env: dict[str, str], words: list[str]) -> None:
    assert subprocess.run(reporter_argv(*words), env=env, capture_output=True).returncode == 2


# --- inside a program -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last_line", "exit_code", "status", "message"),
    [
        ("pass", 0, "succeeded", None),
        ("job.finish('Canceled')", 0, "cancelled", None),
        ("sys.exit(0)", 0, "succeeded", None),
        ("sys.exit(4)", 4, "failed", "exit: 4"),
        ("raise ValueError('bad batch')", 1, "failed", "ValueError: bad batch (<string>, line 7)"),
        ("raise KeyboardInterrupt", -2, "cancelled", "interrupted"),
    ],
)
def test_a_block_tells_how_it_ended_and_lets_every_exception_go_on(
    service: Recorder, env: dict[str, str], last_line: str, exit_code: int, status: str, message: str | None
) -> None:
    script = f"""
        import sys
        sys.path.insert(0, {str(REPORTER.parent)!r})
        import reporter
        with reporter.Job("j", base_model="base/a") as job:
            job.log(step=3, loss=0.5)
            {last_line}
    """
    ended = subprocess.run(python(script), env=env, capture_output=True, timeout=PATIENCE_S)
    assert ended.returncode == exit_code
    assert service.statuses == ["running", status]
    assert service.metrics == [{"step": 3, "train_loss": 0.5}]
    assert service.ending.get("error", {}).get("message") == message


def test_a_block_whose_reports_are_refused_tells_the_person_at_its_end(service: Recorder, env: dict[str, str]) -> None:
    script = f"""
        import sys
        sys.path.insert(0, {str(REPORTER.parent)!r})
        import reporter
        with reporter.Job("j"):
            pass
    """
    service.answer = lambda _received, _before: (422, {"reason": "why_not"})
    ended = subprocess.run(python(script), env=env, capture_output=True, timeout=PATIENCE_S)
    (line,) = ended.stderr.decode().splitlines()
    assert (ended.returncode, line) == (
        0, 'tunewatch: a report was refused and is not repeated: HTTP 422 {"reason": "why_not"}',
    )  # fmt: skip


@pytest.mark.parametrize("around", [False, True])
def test_a_fact_that_cannot_be_said_costs_nothing_but_itself(
    service: Recorder, env: dict[str, str], around: bool
) -> None:
    script = f"""
        import sys
        sys.path.insert(0, {str(REPORTER.parent)!r})
        import reporter
        class Bad:
            def __str__(self): raise RuntimeError("no")
        with reporter.Job("run-1", base_model="base/a") as job:
            job.update(metadata={{"bad": Bad(), "team": "a"}})
    """
    argv = python(script)
    ended = reported(argv, env=env) if around else subprocess.run(argv, env=env, capture_output=True)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert service.statuses == ["running", "succeeded"]
    assert service.ending["base_model"] == "base/a"
    assert service.ending["metadata"]["team"] == "a"


@pytest.mark.parametrize(
    ("environ", "word"),
    [
        ({"RANK": "1"}, ""),
        ({"RANK": "1", "TUNEWATCH_SECRET": "whsec_!"}, ""),
        ({"TUNEWATCH_URL": ""}, ""),
        ({"TUNEWATCH_SECRET": ""}, "TUNEWATCH_SECRET"),
        ({"TUNEWATCH_SECRET": "whsec_!"}, "base64"),
        ({"TUNEWATCH_URL": "host"}, "https"),
        ({"TUNEWATCH_ACCOUNT": ""}, "account"),
    ],
)
def test_a_block_without_anywhere_to_report_does_nothing(
    service: Recorder, env: dict[str, str], environ: dict[str, str], word: str
) -> None:
    script = f"""
        import sys
        sys.path.insert(0, {str(REPORTER.parent)!r})
        import reporter
        with reporter.Job("j") as job:
            job.log(loss=object()); job.log(step="x", loss=0.5); job.update(seed=1); job.checkpoint(1)
        print("done")
    """
    ended = subprocess.run(python(script), env={**env, **environ}, capture_output=True, timeout=PATIENCE_S)
    assert (ended.returncode, ended.stdout) == (0, b"done\n")
    said = ended.stderr.decode().splitlines()
    assert len(said) == bool(word)  # settings that cannot be used are told, where there are none it is by intention
    assert all(line.startswith("tunewatch: nothing is reported: ") and word in line for line in said)
    assert service.posts == []
