"""A job's life: validating_files → queued → running → an ending; pause, resume and cancel on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from service.demo import training
from service.demo.chance import token
from service.demo.files import FileShelf
from service.demo.jobs import JobBook, SimulatedJob
from service.demo.ledger import Ledger
from service.demo.openai_format import ApiError, Hyperparameters, Method, MethodBody
from service.demo.webhooks import WebhookSender

SEEDED_TOKENS = 48_000  # per epoch, of a job whose training file nobody uploaded


def method_of(hyperparameters: Hyperparameters) -> Method:
    return Method("supervised", supervised=MethodBody(hyperparameters))


class Life:
    """Moves jobs along, one asyncio task per living job. What ends is in the ledger before anybody is told."""

    def __init__(
        self,
        *,
        book: JobBook,
        files: FileShelf,
        ledger: Ledger,
        webhooks: WebhookSender,
        clock: Callable[[], float],
        time_scale: float,
    ) -> None:
        self._book = book
        self._files = files
        self._ledger = ledger
        self._webhooks = webhooks
        self._clock = clock
        self._time_scale = time_scale
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def begin(self, job: SimulatedJob) -> None:
        """The job goes on from the status it has."""
        self._tasks[job.id] = asyncio.create_task(self._live(job))

    def pause(self, job: SimulatedJob) -> None:
        if job.wire.status not in ("queued", "running"):
            raise _not_possible(job, "paused")
        self._halt(job)
        job.change(status="paused", estimated_finish=None)

    def resume(self, job: SimulatedJob) -> None:
        """Back to the queue, as the API documents; the steps done stay done."""
        if job.wire.status != "paused":
            raise _not_possible(job, "resumed")
        job.change(status="queued")
        self.begin(job)

    def cancel(self, job: SimulatedJob) -> None:
        if job.ended:
            raise _not_possible(job, "cancelled")
        self.end(job, "cancelled")

    def end(
        self,
        job: SimulatedJob,
        status: str,
        *,
        at: float | None = None,
        error: dict[str, str | None] | None = None,
        announce: bool = True,
    ) -> None:
        """The job has ended: ledger, log, tuned model, and its webhook unless `announce` is off."""
        self._halt(job)
        job.ended_at = self._clock() if at is None else at
        job.change(status=status, finished_at=int(job.ended_at), estimated_finish=None, error=error or {})
        if status == "succeeded":
            self._deliver_model(job)
        for entry in training.ended_log(job, job.ended_at):
            job.note(entry)
        line = self._ledger.jobs[job.id]
        line.status, line.ended_at = status, job.ended_at
        line.fine_tuned_model, line.error_message = job.wire.fine_tuned_model, job.wire.error.get("message")
        line.trained_tokens = job.wire.trained_tokens
        line.train_loss = training.metrics_at(job, job.steps_done)["train_loss"] if job.steps_done else None
        if announce:
            self._webhooks.announce(job.id, status, job.ended_at, job.plan.webhook)

    async def stop(self) -> None:
        """Nothing moves any more. A life that broke raises here: a job must not stand still in silence."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    def _halt(self, job: SimulatedJob) -> None:
        task = self._tasks.pop(job.id, None)
        if task is not None and task is not asyncio.current_task():
            task.cancel()

    async def _wait(self, simulated_s: float) -> None:
        await asyncio.sleep(simulated_s / self._time_scale)

    async def _live(self, job: SimulatedJob) -> None:
        if job.wire.status == "validating_files":
            await self._wait(job.plan.validating_s)
            if not self._validated(job):
                return
        if job.wire.status == "queued":
            await self._wait(job.plan.queued_s)
            self._run(job)
        while job.steps_done < self._last_step(job):
            await self._wait(job.plan.step_s)
            job.steps_done += 1
            for entry in training.step_log(job, job.steps_done, self._clock()):
                job.note(entry)
        error = {"code": job.plan.error_code, "message": job.plan.error_message, "param": None}
        self.end(job, job.plan.ending, error=error if job.plan.ending == "failed" else None)

    def _validated(self, job: SimulatedJob) -> bool:
        """Whether the training file can be used; where not, the job has failed and says why."""
        content = self._files.content(job.wire.training_file)
        fault = None if content is None else training.dataset_fault(content)
        if fault is None:
            job.change(status="queued")
            job.note(training.queued_log(self._clock()))
            return True
        message = f"The job failed due to an invalid training file: {fault}."
        self.end(job, "failed", error={"code": "invalid_training_file", "message": message, "param": "training_file"})
        return False

    def _run(self, job: SimulatedJob) -> None:
        remaining_s = (self._last_step(job) - job.steps_done) * job.plan.step_s / self._time_scale
        chosen = job.wire.hyperparameters
        settled = Hyperparameters(
            n_epochs=job.total_steps // job.steps_per_epoch,
            batch_size=4 if chosen.batch_size == "auto" else chosen.batch_size,
            learning_rate_multiplier=1.8
            if chosen.learning_rate_multiplier == "auto"
            else chosen.learning_rate_multiplier,
        )
        job.change(
            status="running",
            hyperparameters=settled,
            method=method_of(settled),
            estimated_finish=int(self._clock() + remaining_s) + 1,
        )
        job.note(training.started_log(self._clock()))

    @staticmethod
    def _last_step(job: SimulatedJob) -> int:
        if job.plan.ends_at_step is not None:
            return min(job.plan.ends_at_step, job.total_steps)
        return job.total_steps if job.plan.ending == "succeeded" else job.total_steps // 2

    def _deliver_model(self, job: SimulatedJob) -> None:
        job.steps_done = job.total_steps
        content = self._files.content(job.wire.training_file)
        per_epoch = SEEDED_TOKENS if content is None else training.tokens_of(content)
        name = training.tuned_model_name(job)
        result_file = f"file-{token(24, job.id, 'results')}"
        job.change(
            fine_tuned_model=name,
            trained_tokens=per_epoch * (job.total_steps // job.steps_per_epoch),
            result_files=[result_file],
        )
        self._book.name_model(name, job)
        self._book.name_results(result_file, job)


def _not_possible(job: SimulatedJob, wish: str) -> ApiError:
    message = f"Job {job.id} is {job.wire.status} and cannot be {wish}."
    return ApiError(400, message, code="invalid_job_status")
