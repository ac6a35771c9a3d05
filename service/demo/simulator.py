"""A simulated provider that speaks the OpenAI wire format: a `Simulator` inside a test, or a process of its own.

python -P -m service.demo.simulator --port 8090 --webhook-url http://127.0.0.1:8080/webhooks/demo --play
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from aiohttp import web

from service.demo import script, tickets, training
from service.demo.answers import AnswerKey
from service.demo.catalogue import BASE_ACCURACY, BASE_MODELS, tuned_model
from service.demo.chance import token
from service.demo.files import FileShelf
from service.demo.jobs import ENDED, JobBook, SimulatedJob
from service.demo.ledger import JobEntry, Ledger
from service.demo.life import Life, method_of
from service.demo.openai_format import (
    ApiError,
    ChatRequest,
    File,
    Hyperparameters,
    Job,
    JobRequest,
    Model,
    chat_completion,
)
from service.demo.outage import Outage, OutageKind
from service.demo.routes import build_app
from service.demo.script import Plan, PlayedJob
from service.demo.webhooks import WebhookSender

USUAL = Plan()
DEFAULT_KEY = "sk-simulated"
SEEDED_FILE = "file-seeded"
SEEDED_DURATION_S = 600.0


class Simulator:
    """The provider. `time_scale` simulated seconds pass in a real one; `warm_up_s` are real seconds.

    `plans` say by suffix how a created job goes; `answers` are the questions whose right label the models know.
    Without a `seed` every simulator makes ids of its own; without a `secret` it makes one.
    """

    def __init__(
        self,
        *,
        api_key: str = DEFAULT_KEY,
        webhook_url: str | None = None,
        secret: str | None = None,
        time_scale: float = 100.0,
        warm_up_s: float = 0.0,
        plans: Mapping[str, Plan] | None = None,
        answers: Mapping[str, str] | None = None,
        seed: str | None = None,
        clock: Callable[[], float] = time.time,
        retry_base_s: float = 0.25,
        max_tries: int = 8,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.api_key = api_key
        self.secret = secret or "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()
        self.outage: Outage | None = None
        self.ledger = Ledger()
        self.jobs = JobBook()
        self._files = FileShelf()
        self._clock = clock
        self._seed = seed or secrets.token_hex(8)
        self.warm_up_s = warm_up_s
        self._time_scale = time_scale
        self._plans = script.DEMO_PLANS if plans is None else plans
        self._answers = AnswerKey(dict(tickets.held_out()) if answers is None else answers)
        self._chats = 0
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None
        self.webhooks = WebhookSender(
            self.ledger,
            url=webhook_url,
            secret=self.secret,
            clock=clock,
            seed=self._seed,
            retry_base_s=retry_base_s,
            max_tries=max_tries,
        )
        self.life = Life(
            book=self.jobs,
            files=self._files,
            ledger=self.ledger,
            webhooks=self.webhooks,
            clock=clock,
            time_scale=time_scale,
        )

    async def start(self) -> None:
        """Listening; `base_url` is known from now on."""
        await self.webhooks.start()
        # A hanging answer is given up at once when the simulator stops.
        self._runner = web.AppRunner(build_app(self), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        await self.life.stop()
        await self.webhooks.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}"

    @property
    def base_url(self) -> str:
        """What a client is pointed at; it ends with /v1."""
        return self.url + "/v1"

    # What a client can do.

    def create_job(self, request: JobRequest) -> SimulatedJob:
        """A job that lives by the plan of its suffix. Raises the API's 400."""
        if request.model not in BASE_MODELS:
            message = f"Model {request.model} is not available for fine-tuning or does not exist."
            raise ApiError(400, message, param="model", code="model_not_available")
        for name in ("training_file", "validation_file"):
            file_id = getattr(request, name)
            if file_id is not None and file_id not in self._files:
                raise ApiError(400, f"invalid {name}: {file_id}", param=name)
        plan = self._plans.get(request.suffix or "", USUAL)
        job = self._new_job(request, plan, created_at=self._clock(), seeded=False)
        for entry in training.accepted_log(job, self._clock()):
            job.note(entry)
        self.life.begin(job)
        return job

    def upload(self, content: bytes, *, filename: str, purpose: str) -> File:
        file_id = f"file-{token(24, self._seed, 'file', len(self._files))}"
        return self._files.put(file_id, content, filename=filename, purpose=purpose, created_at=int(self._clock()))

    def file(self, file_id: str) -> tuple[File, bytes]:
        """An uploaded file, or the result file of a job. Raises the API's 404."""
        job = self.jobs.of_results(file_id)
        if job is None:
            return self._files.get(file_id)
        content = training.results_csv(job)
        created_at = job.wire.finished_at or job.wire.created_at
        return File(file_id, len(content), created_at, "step_metrics.csv", "fine-tune-results"), content

    def model(self, name: str) -> Model:
        """A model's entry. Raises the API's 404."""
        job = self.jobs.of_model(name)
        if job is not None:
            return tuned_model(name, job.wire.model, job.wire.finished_at or job.wire.created_at)
        if name not in BASE_MODELS:
            raise _no_such_model(name)
        return BASE_MODELS[name]

    def chat(self, request: ChatRequest) -> bytes:
        """A chat completion, the same for the same model and last user message. Raises the API's 400 and 404."""
        self.ledger.chat_calls[request.model] += 1
        if request.stream:
            raise ApiError(400, "This simulator does not stream.", param="stream")
        job = self.jobs.of_model(request.model)
        if job is None:
            self.model(request.model)
            voice, accuracy = request.model, BASE_ACCURACY
        elif self._clock() < (job.ended_at or 0) + self.warm_up_s:
            raise _no_such_model(request.model)
        else:
            # The random part of a tuned model's name is left out: the same script gives the same verdicts.
            voice, accuracy = f"{job.wire.model}:{job.wire.user_provided_suffix}", job.plan.tuned_accuracy
        questions = [message.text() for message in request.messages if message.role == "user"]
        if not questions:
            raise ApiError(400, "At least one message of the user is needed.", param="messages")
        answer = self._answers.answer(questions[-1], voice=voice, accuracy=accuracy)
        self._chats += 1
        self.ledger.chat_answers[request.model] += 1
        completion_id = f"chatcmpl-{token(29, self._seed, 'chat', self._chats)}"
        return chat_completion(completion_id, request, answer, created=int(self._clock()))

    def note_listed(self) -> None:
        """The job list is being answered, as it stands now."""
        self.ledger.listed_at.append(self._clock())

    # What a test or the demo can do.

    def add_job(
        self,
        *,
        status: str = "running",
        created_at: float | None = None,
        finished_at: float | None = None,
        model: str = "gpt-4.1-mini-2025-04-14",
        suffix: str | None = None,
        metadata: dict[str, str] | None = None,
        error_message: str = "The job failed because of an internal error.",
        steps_done: int = 0,
        plan: Plan = USUAL,
    ) -> str:
        """The id of a job put in place as it is: it does not move by itself and no webhook tells about it."""
        ended_at = finished_at if finished_at is not None else self._clock()
        begun_at = ended_at - SEEDED_DURATION_S if created_at is None else created_at
        request = JobRequest(
            model,
            SEEDED_FILE,
            suffix=suffix,
            metadata=metadata,
            hyperparameters=Hyperparameters(n_epochs=plan.n_epochs, batch_size=4, learning_rate_multiplier=1.8),
        )
        job = self._new_job(request, plan, created_at=begun_at, seeded=True)
        job.steps_done = steps_done
        if status in ENDED:
            self.finish(job.id, status, at=ended_at, error_message=error_message, webhook=False)
        else:
            job.change(status=status)
        return job.id

    def finish(
        self,
        job_id: str,
        status: str = "succeeded",
        *,
        at: float | None = None,
        error_message: str = "The job failed because of an internal error.",
        webhook: bool = True,
    ) -> None:
        """The job ends now (or at the unix time `at`), and its webhook goes out in the background."""
        error: dict[str, str | None] = {"code": "server_error", "message": error_message, "param": None}
        self.life.end(
            self.jobs.get(job_id), status, at=at, error=error if status == "failed" else None, announce=webhook
        )

    def set_status(self, job_id: str, status: str) -> None:
        """Any word as the job's status, without an ending's consequences."""
        self.jobs.get(job_id).change(status=status)

    async def send_webhook(
        self, job_id: str, status: str | None = None, *, webhook_id: str | None = None
    ) -> int | None:
        """Send one webhook about the job, with retries; the receiver's last status.

        Plants no fault: it sends also for a job whose own webhook is lost.
        """
        job = self.jobs.get(job_id)
        created_at = int(self._clock()) if job.ended_at is None else int(job.ended_at)
        message = self.webhooks.message(job_id, status or job.wire.status, created_at=created_at, webhook_id=webhook_id)
        return await self.webhooks.send(message)

    def fail_next(self, kind: OutageKind, requests: int, *, retry_after_s: int | None = None) -> None:
        """The API answers the next requests with an outage."""
        self.outage = Outage(kind, requests, retry_after_s)

    async def play(self, jobs: Sequence[PlayedJob] = script.DEMO) -> list[str]:
        """Start the jobs of a script in time; their ids, once all are created."""
        ids: list[str] = []
        validation = self.upload(tickets.validation_jsonl(), filename="validation.jsonl", purpose="fine-tune")
        played_s = 0.0
        for job in sorted(jobs, key=lambda job: job.starts_after_s):
            await asyncio.sleep((job.starts_after_s - played_s) / self._time_scale)
            played_s = job.starts_after_s
            file = self.upload(script.training_file(job), filename=f"{job.suffix}.jsonl", purpose="fine-tune")
            metadata = {"tunewatch_model": job.registry_name}
            request = JobRequest(job.model, file.id, validation.id, suffix=job.suffix, metadata=metadata)
            ids.append(self.create_job(request).id)
        return ids

    def _new_job(self, request: JobRequest, plan: Plan, *, created_at: float, seeded: bool) -> SimulatedJob:
        chosen = request.chosen_hyperparameters()
        epochs = plan.n_epochs if chosen.n_epochs == "auto" else chosen.n_epochs
        number = len(self.jobs)
        wire = Job(
            id=f"ftjob-{token(24, self._seed, 'job', number)}",
            model=request.model,
            created_at=int(created_at),
            organization_id="org-tunewatch-demo",
            status="validating_files",
            training_file=request.training_file,
            validation_file=request.validation_file,
            seed=number if request.seed is None else request.seed,
            hyperparameters=chosen,
            method=method_of(chosen),
            metadata=request.metadata,
            user_provided_suffix=request.suffix,
        )
        job = SimulatedJob(wire, plan, total_steps=epochs * plan.steps_per_epoch, log=None if seeded else [])
        self.jobs.add(job)
        self.ledger.jobs[job.id] = JobEntry(
            id=job.id,
            model=request.model,
            suffix=request.suffix,
            created_at=created_at,
            seeded=seeded,
            fault=plan.webhook.value,
            registry_name=(request.metadata or {}).get("tunewatch_model"),
            tuned_accuracy=plan.tuned_accuracy,
        )
        return job


def _no_such_model(name: str) -> ApiError:
    message = f"The model `{name}` does not exist or you do not have access to it."
    return ApiError(404, message, code="model_not_found")


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="service.demo.simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--webhook-url", help="where webhooks go; without it none are sent")
    parser.add_argument("--secret-env", help="the environment variable that holds the webhook secret")
    parser.add_argument("--api-key-env", help="the environment variable that holds the API key clients must send")
    parser.add_argument("--time-scale", type=float, default=100.0, help="simulated seconds per second")
    parser.add_argument("--warm-up-s", type=float, default=0.0, help="how long a new model is not found")
    parser.add_argument("--seed", help="make the same ids on every run")
    parser.add_argument("--play", action="store_true", help="start the jobs of the demo")
    return parser.parse_args(argv)


def _from_environment(variable: str | None) -> str | None:
    """The secret in the variable that the command line names."""
    if variable is None:
        return None
    if not os.environ.get(variable):
        raise SystemExit(f"{variable} is not set")
    return os.environ[variable]


async def run(arguments: argparse.Namespace) -> None:
    """Serve until SIGTERM or SIGINT."""
    simulator = Simulator(
        host=arguments.host,
        port=arguments.port,
        webhook_url=arguments.webhook_url,
        time_scale=arguments.time_scale,
        warm_up_s=arguments.warm_up_s,
        seed=arguments.seed,
        secret=_from_environment(arguments.secret_env),
        api_key=_from_environment(arguments.api_key_env) or DEFAULT_KEY,
    )
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    await simulator.start()
    sys.stdout.write(f"{simulator.base_url}\n")
    sys.stdout.flush()
    stopped = asyncio.create_task(stopping.wait())
    playing = asyncio.create_task(simulator.play()) if arguments.play else stopped
    try:
        await asyncio.wait({playing, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if playing.done():
            playing.result()  # raises what went wrong
        await stopped
    finally:
        playing.cancel()
        await simulator.stop()


if __name__ == "__main__":
    asyncio.run(run(_arguments(None)))
