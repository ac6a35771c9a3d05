"""What `tunewatch demo --providers` plays: one job at each provider, and what was true of it by its own account."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import secrets
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import service.reporter
from service.core.snapshot import Status
from service.demo.ledger import Delivery, JobEntry
from service.demo.programme import Startable
from service.demo.providers.huggingface import HuggingFaceSimulator
from service.demo.providers.replicate import ReplicateSimulator
from service.demo.providers.runpod import RunPodSimulator
from service.demo.providers.together import TogetherSimulator
from service.demo.script import Fault, Plan, PlayedJob
from service.demo.simulator import Simulator
from service.demo.stage import Stage
from service.providers import Readiness

STEP_S = 0.4  # between two steps of a job
LINGER_S = 8  # how long the reporter waits for a service that does not commit its last report
SUCCEEDED = Status.SUCCEEDED.value
HEARD, ASKED = ["webhook"], ["poll"]
EITHER = [*HEARD, *ASKED]  # the webhook of an ending and the poll run a race


class Act(Protocol):
    """One job at one provider. `secrets`: the account's keys that are read from the environment, by their setting."""

    provider: str
    shape: str  # what is special about it, in a few words

    @property
    def simulator(self) -> Startable | None: ...

    @property
    def secrets(self) -> Mapping[str, str]: ...

    def account(self, stage: Stage, name: str) -> Mapping[str, object]:
        """The account's own settings, secrets aside; what the provider must know of us is set."""
        ...

    def is_connected(self) -> bool:
        """The provider was asked all that it is asked before its first job."""
        ...

    async def play(self) -> None:
        """The job has come to its end, or goes there by itself."""
        ...

    def entry(self) -> JobEntry | None:
        """What is true of the job; None before there is one."""
        ...

    def answered(self) -> Counter[int] | None:
        """How often which status answered the job's webhooks; None where nobody has counted."""
        ...

    def serving(self) -> Readiness:
        """Whether the model answers now."""
        ...


async def _pause() -> None:
    await asyncio.sleep(STEP_S)


class OpenAIAct:
    """A thin signed webhook; everything else is asked for."""

    provider, shape = "openai", "signed thin webhook, then asked"
    job = PlayedJob("triage-v1", Plan(steps_per_epoch=6), registry_name="triage")

    def __init__(self) -> None:
        plans = {self.job.suffix: self.job.plan}
        self.simulator = Simulator(api_key="sk-" + secrets.token_hex(12), time_scale=50.0, plans=plans)

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"api_key": self.simulator.api_key, "webhook_secret": self.simulator.secret}

    def account(self, stage: Stage, name: str) -> Mapping[str, object]:
        self.simulator.webhooks.url = stage.webhook_url(name)
        return {"base_url": self.simulator.base_url}

    def is_connected(self) -> bool:
        return bool(self.simulator.ledger.listed_at)

    async def play(self) -> None:
        await self.simulator.play([self.job])

    def entry(self) -> JobEntry | None:
        return next(iter(self.simulator.ledger.jobs.values()), None)

    def deliveries(self) -> Sequence[Delivery]:
        return self.simulator.ledger.deliveries

    def answered(self) -> Counter[int]:
        return Counter(one.status for one in self.deliveries() if one.status is not None)

    def serving(self) -> Readiness:
        return Readiness.UNKNOWN  # only trying tells


TRAINING = """
import sys, time
for step in range(1, 9):
    print({"loss": round(2 / step, 3), "step": step}, flush=True)
    time.sleep(0.4)
open(sys.argv[1], "w").write(str(time.time()))
"""


class ReporterAct:
    """A trainer of one's own under the reporter: a real one, and the simulation is the trainer."""

    provider, shape = "generic", "reporter around a command"
    simulator = None
    job, base, model = "tone-run-1", "Qwen/Qwen3-8B", "tone"

    def __init__(self) -> None:
        self._secret = "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()
        self._url = ""
        self._folder = Path()
        self._began_at: float | None = None
        self._exit_code: int | None = None

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"webhook_secret": self._secret}

    def account(self, stage: Stage, name: str) -> Mapping[str, object]:
        self._url, self._folder = stage.webhook_url(name), stage.folder
        return {}

    def is_connected(self) -> bool:
        return True

    async def play(self) -> None:
        reporter = Path(service.reporter.__file__).with_name("reporter.py")
        options = [
            "--linger",
            str(LINGER_S),
            "--job",
            self.job,
            "--base-model",
            self.base,
            "--model-name",
            self.model,
            "--tuned-model",
            "tone-1",
        ]
        command = [sys.executable, "-c", TRAINING, str(self._ended_file)]
        ours = {name: value for name, value in os.environ.items() if not name.startswith("TUNEWATCH_")}
        there = {"TUNEWATCH_URL": self._url, "TUNEWATCH_SECRET": self._secret}
        self._began_at = time.time()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(reporter), "run", *options, "--", *command),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env=ours | there | {"TUNEWATCH_SPOOL": str(self._folder / "spool")},
            cwd=self._folder,
            start_new_session=True,  # reporter and trainer end together when the demo does
        )
        try:
            self._exit_code = await process.wait()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()

    @property
    def _ended_file(self) -> Path:
        return self._folder / "trained"

    def entry(self) -> JobEntry | None:
        if self._began_at is None:
            return None
        entry = _entry(self.job, self.base, self.model, self.model, self._began_at, HEARD)
        if self._exit_code != 0:
            return entry
        return _ended(entry, float(self._ended_file.read_text()), "tone-1")

    def answered(self) -> None:
        return None

    def serving(self) -> Readiness:
        return Readiness.UNKNOWN


class TogetherAct:
    """Nothing ever announces anything; the model has to be put behind an endpoint."""

    provider, shape = "together", "poll only"

    def __init__(self) -> None:
        self.simulator = TogetherSimulator(api_key="tgp_" + secrets.token_hex(12))

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"api_key": self.simulator.api_key}

    def account(self, stage: Stage, name: str) -> Mapping[str, object]:
        return {"base_url": self.simulator.base_url}

    def is_connected(self) -> bool:
        return bool(self.simulator.asked)

    async def play(self) -> None:
        await self.simulator.play(_pause)

    def entry(self) -> JobEntry | None:
        for job in self.simulator.jobs.values():
            wire = job.wire
            name = str(wire["suffix"])
            entry = _entry(job.id, str(wire["model"]), name, name, _at(wire["created_at"]), ASKED)
            if wire["status"] != "completed":
                return entry
            entry.trained_tokens = wire["token_count"]
            return _ended(entry, _at(wire["updated_at"]), str(wire["model_output_name"]))
        return None

    def answered(self) -> Counter[int]:
        return Counter()

    def serving(self) -> Readiness:
        return Readiness.READY if self.simulator.endpoints else Readiness.NEEDS_ENDPOINT


class ReplicateAct:
    """A webhook for each training, signed with a secret that is fetched, several kinds, with the whole object."""

    provider, shape = "replicate", "webhook per job, fetched secret"
    model = "acme/intent"

    def __init__(self) -> None:
        self.simulator = ReplicateSimulator(api_key="r8_" + secrets.token_hex(12))
        self._url = ""

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"api_key": self.simulator.api_key}

    def account(self, stage: Stage, name: str) -> Mapping[str, object]:
        self._url = stage.webhook_url(name)
        return {"base_url": self.simulator.base_url}

    def is_connected(self) -> bool:
        return {"GET /v1/trainings", "GET /v1/webhooks/default/secret"} <= set(self.simulator.asked)

    async def play(self) -> None:
        # The usual webhooks, of its result and its end: the receiver looks once a second for a secret that it lacks.
        one = self.simulator.create(self.model, webhook=self._url)
        while not self.simulator.trainings[one].ended:
            await _pause()
            self.simulator.advance(one)
        await self.simulator.sent()

    def entry(self) -> JobEntry | None:
        for one, training in self.simulator.trainings.items():
            wire = training.wire
            entry = _entry(one, str(wire["model"]), self.model, self.model, _at(wire["created_at"]), EITHER)
            return _ended(entry, _at(wire["completed_at"]), wire["output"]["version"]) if training.ended else entry
        return None

    def answered(self) -> Counter[int]:
        return Counter(one.status for one in self.simulator.deliveries if one.status is not None)

    def serving(self) -> Readiness:
        return Readiness.READY  # what is a version can be called


class RunPodAct:
    """A webhook that proves nothing and is believed by the API alone; the API has no list."""

    provider, shape = "runpod", "unsigned webhook, no list"
    model = "reply-bot"

    def __init__(self) -> None:
        self.simulator = RunPodSimulator(api_key="rpa_" + secrets.token_hex(12), webhook_wait_s=0.5)
        self.simulator.played_as = self.model
        self._token = secrets.token_hex(12)

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"api_key": self.simulator.api_key, "webhook_secret": self._token}

    def account(self, stage: Stage, name: str) -> Mapping[str, object]:
        self.simulator.webhook_url = f"{stage.webhook_url(name)}/{self._token}"
        return {"base_url": self.simulator.base_url}

    def is_connected(self) -> bool:
        return True

    async def play(self) -> None:
        await self.simulator.play(_pause)

    def entry(self) -> JobEntry | None:
        for job in self.simulator.jobs.values():
            entry = _entry(job.id, "", self.model, self.model, job.submitted_at, HEARD)
            return _ended(entry, job.ended_at, f"acme/{self.model}") if job.ended_at is not None else entry
        return None

    def answered(self) -> Counter[int]:
        return Counter(one.status for one in self.simulator.webhooks.sent if one.status is not None)

    def serving(self) -> Readiness:
        return Readiness.UNKNOWN


class HuggingFaceAct:
    """A job that knows nothing of models: what it pushed is the model, and the push is told by a shared secret."""

    provider, shape = "huggingface", "job and pushed commit"

    def __init__(self) -> None:
        key, secret = "hf_" + secrets.token_hex(12), secrets.token_hex(12)
        self.simulator = HuggingFaceSimulator(api_key=key, webhook_secret=secret)

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"api_key": self.simulator.api_key, "webhook_secret": self.simulator.webhook_secret}

    def account(self, stage: Stage, name: str) -> Mapping[str, object]:
        self.simulator.webhook_url = stage.webhook_url(name)
        return {"base_url": self.simulator.base_url, "namespace": self.simulator.namespace}

    def is_connected(self) -> bool:
        return f"GET /api/jobs/{self.simulator.namespace}" in self.simulator.asked

    async def play(self) -> None:
        await self.simulator.play(_pause)

    def entry(self) -> JobEntry | None:
        for one, job in self.simulator.jobs.items():
            words: list[str] = job.wire["command"]
            base = words[words.index("--model_name_or_path") + 1]
            entry = _entry(one, base, job.repo or "", job.repo or "", _at(job.wire["createdAt"]), EITHER)
            return _ended(entry, _at(job.wire["finishedAt"]), job.repo or "") if job.ended else entry
        return None

    def answered(self) -> Counter[int]:
        return Counter(status for status in self.simulator.heard if status is not None)

    def serving(self) -> Readiness:
        return Readiness.NEEDS_ENDPOINT  # nobody serves the repository


ACTS: tuple[Callable[[], Act], ...] = (OpenAIAct, ReporterAct, TogetherAct, ReplicateAct, RunPodAct, HuggingFaceAct)


def _at(moment: Any) -> float:
    return datetime.fromisoformat(str(moment)).timestamp()


def _entry(
    one: str, model: str, title: str, registry_name: str, created_at: float, noticed_by: Sequence[str]
) -> JobEntry:
    """A job that has not ended."""
    entry = JobEntry(one, model, title, created_at, False, Fault.NONE, registry_name, 0.0)
    entry.noticed_by = list(noticed_by)
    return entry


def _ended(entry: JobEntry, at: float, tuned_model: str) -> JobEntry:
    entry.status, entry.ended_at, entry.fine_tuned_model = SUCCEEDED, at, tuned_model
    return entry
