"""The whole story on the real service: a training that is killed, then the same job again to its evaluated end.

A tiny Llama learns to sort tickets with TRL under the reporter that the service hands out; `tunewatch up` runs beside
it, and a small endpoint serves the base model and the tuned one. All that is asserted is what a user sees: the command
line, the API and the messages.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import children
from tests.servers import free_port
from tests.trainers import tickets
from tests.trainers.recorder import ROOT, SECRET, Recorder, environment, recording, wait_until

TUNEWATCH = ROOT / ".venv" / "bin" / "tunewatch"
HERE = Path(__file__).parent
JOB, MODEL = "triage-nightly", "support-triage"
CHANNEL_SECRET = "whsec_" + "b2YgdGhlIHNpbmsgYWxvbmU" * 2
LONG, LONG_ENOUGH = 20_000, 400  # steps: one is killed on its way, the other has learnt
PROGRAM_S = 300.0  # only a hang takes so long
ITEMS = len(tickets.held_out())
LOOKS = 3  # at a growing curve, before the kill


@dataclass(frozen=True)
class Service:
    """A running `tunewatch up` with a sink for its messages. `folder` holds its data and the training's."""

    url: str
    api: str
    folder: Path
    env: Mapping[str, str]
    sink: Recorder

    def get(self, path: str) -> Any:
        """The API's JSON; None for a 404."""
        token = (self.folder / "data" / "admin-token").read_text().strip()
        request = urllib.request.Request(f"{self.api}/api/v1{path}", headers={"Authorization": f"Bearer {token}"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                if error.code == 404:
                    return None
                raise

    def tunewatch(self, *words: str) -> str:
        """What the command prints."""
        ended = subprocess.run([TUNEWATCH, *words], env=self.env, capture_output=True, text=True, timeout=PROGRAM_S)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def messages(self, kind: str) -> list[dict[str, Any]]:
        """What the sink heard of one kind."""
        return [report["data"] for report in self.sink.reports if report["type"] == kind]


def configuration(url: str, endpoint: str, sink: str) -> str:
    return f"""
public_url = "{url}"

[[account]]
name = "trainer"
provider = "generic"
webhook_secrets = ["{SECRET}"]

[[account]]
name = "tiny-endpoint"
provider = "openai"
base_url = "{endpoint}"
poll = false

[[channel]]
name = "sink"
kind = "webhook"
url = "{sink}/hook"
secret = "{CHANNEL_SECRET}"

[[suite]]
name = "held-out-tickets"
models = ["{MODEL}"]
file = "held-out.jsonl"
training_file = "train.jsonl"
scorer = "label"
labels = {json.dumps(tickets.LABELS)}
candidates = [{{ name = "tuned", account = "tiny-endpoint" }}, {{ name = "base", account = "tiny-endpoint" }}]
"""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    (tmp_path / "train.jsonl").write_text(tickets.jsonl(tickets.training()))
    (tmp_path / "held-out.jsonl").write_text(tickets.jsonl(tickets.held_out()))
    port, private_port = free_port(), free_port()
    url, api = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{private_port}"
    ours = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DATABASE_URL")}
    ours = {name: value for name, value in ours.items() if not name.startswith("TUNEWATCH_")}
    env = ours | {"TUNEWATCH_DATA_DIR": str(tmp_path / "data"), "TUNEWATCH_API": api}
    with (
        recording(secret=CHANNEL_SECRET) as sink,
        program([sys.executable, str(HERE / "answer.py"), str(tmp_path / "out")], tmp_path / "endpoint", ours) as said,
    ):
        wait_until(lambda: said.read_text().endswith("/v1\n"), "the endpoint")
        config = tmp_path / "tunewatch.toml"
        config.write_text(configuration(url, said.read_text().strip(), sink.url))
        up = [str(TUNEWATCH), "up", "--config", str(config), "--data-dir", str(tmp_path / "data")]
        with program([*up, "--port", str(port), "--private-port", str(private_port)], tmp_path / "up", env):
            running = Service(url, api, tmp_path, env, sink)
            wait_until(lambda: is_ready(api), "the service")
            yield running


@contextlib.contextmanager
def program(command: list[str], output: Path, env: Mapping[str, str]) -> Iterator[Path]:
    """It runs inside the block, and ends in its own order after it. The file has its standard output."""
    with output.open("wb") as out, output.with_suffix(".err").open("wb") as err:
        process = children.start(command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        try:
            yield output
        finally:
            process.terminate()
            process.wait(PROGRAM_S)


def is_ready(api: str) -> bool:
    try:
        with urllib.request.urlopen(f"{api}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def training(service: Service, steps: int) -> subprocess.Popen[bytes]:
    """The line of the README, with a trainer that takes so many steps."""
    options = "--base-model $BASE --tuned-model $TUNED --model-name $MODEL --method sft -p max_steps=$STEPS"
    files = '--dataset train="$HERE/train.jsonl" --output-dir "$HERE/out"'
    command = '"$PYTHON" "$LEARN" "$HERE/train.jsonl" "$HERE/out" $STEPS'
    words = {
        "PYTHON": sys.executable, "LEARN": str(HERE / "learn.py"), "HERE": str(service.folder), "STEPS": str(steps),
        "BASE": tickets.BASE_MODEL, "TUNED": tickets.TUNED_MODEL, "MODEL": MODEL, "JOB": JOB,
    }  # fmt: skip
    piped = f'curl -s "$TUNEWATCH_URL/reporter.py" | "$PYTHON" - run --job $JOB {options} {files} -- {command}'
    with (service.folder / f"training-{steps}").open("wb") as output:
        return children.start(
            ["sh", "-c", piped],
            env=environment(service.url, service.folder / "spool", **words),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def trainer_in(folder: Path) -> int:
    """The pid of the trainer, not of the reporter before it."""
    wanted = [os.fsencode(word) for word in (HERE / "learn.py", folder / "train.jsonl")]
    (found,) = [int(file.parent.name) for file in Path("/proc").glob("[0-9]*/cmdline") if words_of(file)[1:3] == wanted]
    return found


def words_of(file: Path) -> list[bytes]:
    try:
        return file.read_bytes().split(b"\0")
    except OSError:
        return []


class Watching:
    """`tunewatch watch JOB`, read as it prints."""

    def __init__(self, service: Service) -> None:
        self.lines: list[str] = []
        self.process = children.start(
            [TUNEWATCH, "watch", JOB, "--every", "0.2"], env=service.env, stdout=subprocess.PIPE, text=True
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            self.lines += (line for line in self.process.stdout)

    @property
    def losses(self) -> list[str]:
        """The lines that say a step and its loss, each once."""
        return [line for line in self.lines if " step " in line and " loss " in line]

    def ended(self) -> tuple[int, str]:
        """(exit code, its last line)."""
        code = self.process.wait(PROGRAM_S)
        self._reader.join()
        return code, self.lines[-1]


def curve(service: Service) -> dict[int, float]:
    """Train loss by step, as the API tells it."""
    rows = service.get(f"/jobs/{JOB}/metrics")["items"]
    return {row["step"]: row["value"] for row in rows if row["name"] == "train_loss"}


def test_a_job_is_killed_then_succeeds_is_registered_and_better_than_its_base(service: Service) -> None:
    # The first attempt is killed on its way.
    process = training(service, LONG)
    wait_until(lambda: service.get(f"/jobs/{JOB}"), "the first report")
    watching = Watching(service)
    wait_until(lambda: len(watching.losses) >= LOOKS or process.poll() is not None, "a curve")
    os.kill(trainer_in(service.folder), signal.SIGKILL)
    assert process.wait(PROGRAM_S) == 128 + signal.SIGKILL
    code, said = watching.ended()
    assert code == 1
    ending = next(line for line in watching.lines if line.startswith(f"{MODEL} ({JOB}) failed; killed by SIGKILL"))
    last_lines = watching.lines[watching.lines.index(ending) + 1 :]
    assert any("'loss': " in line for line in last_lines)
    assert f"/{LONG} [" in last_lines[-1]  # the progress bar as it stood
    steps = [int(line.partition(" step ")[2].partition(",")[0].partition("/")[0]) for line in watching.losses]
    assert steps == sorted(set(steps))
    killed = curve(service)
    assert sorted(killed) == list(range(1, max(killed) + 1))
    assert steps[-1] <= max(killed) < LONG
    wait_until(lambda: service.messages("job.failed"), "the message about the failure")
    (told,) = service.messages("job.failed")
    assert (told["job"]["exit_code"], told["job"]["signal"]) == (137, "SIGKILL")
    *lines, last = told["job"]["log_tail"].splitlines()
    assert any("'loss': " in line for line in lines)
    assert f"/{LONG} [" in last
    assert json.loads(service.tunewatch("models", "--json")) == []

    # The same job again.
    process = training(service, LONG_ENOUGH)
    wait_until(lambda: service.get(f"/jobs/{JOB}")["status"] == "running", "the second attempt")
    watching = Watching(service)
    assert process.wait(PROGRAM_S) == 0
    code, said = watching.ended()
    assert code == 0
    assert said == f"{MODEL} ({JOB}) succeeded; {tickets.TUNED_MODEL}; registered as {MODEL} v1\n"
    assert sorted(curve(service))[:LONG_ENOUGH] == list(range(1, LONG_ENOUGH + 1))
    (version,) = json.loads(service.tunewatch("models", "--json"))
    assert (version["name"], version["version"], version["aliases"]) == (MODEL, 1, ["latest"])
    assert (version["base_model"], version["tuned_model"]) == (tickets.BASE_MODEL, tickets.TUNED_MODEL)
    lineage = version["lineage"]
    digest = "sha256:" + hashlib.sha256((service.folder / "train.jsonl").read_bytes()).hexdigest()
    assert lineage["dataset_hashes"] == {"train": digest}
    assert lineage["artifact_uri"] == f"file://{socket.gethostname()}{service.folder / 'out'}"
    assert (lineage["method"], lineage["hyperparameters"]) == ("sft", {"max_steps": LONG_ENOUGH})

    wait_until(lambda: service.messages("evaluation.finished"), "the verdict")
    (told,) = service.messages("evaluation.finished")
    assert told["evaluation"]["verdict"] == "better"
    assert told["evaluation"]["lines"][0].startswith("better than base: ")
    assert f" on {ITEMS} items" in told["evaluation"]["lines"][0]
    (evaluation,) = service.get("/evaluations")["items"]
    assert (evaluation["verdict"], evaluation["model"], evaluation["version"]) == ("better", MODEL, 1)
    answers = service.get(f"/evaluations/{evaluation['id']}/answers")["items"]
    right = {name: sum(one["correct"] for one in answers if one["candidate"] == name) for name in ("tuned", "base")}
    assert right["tuned"] >= ITEMS - 2
    assert right["base"] <= ITEMS / 2  # at most by chance, and mostly a random word
    assert [len(service.messages(kind)) for kind in ("job.failed", "job.succeeded", "evaluation.finished")] == [1, 1, 1]
