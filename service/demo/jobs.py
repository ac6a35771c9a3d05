"""The simulator's jobs: one at a time (`SimulatedJob`) and in order (`JobBook`, newest first, paged)."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from service.demo.openai_format import ApiError, Job, Level
from service.demo.script import Plan

ENDED = frozenset({"succeeded", "failed", "cancelled"})
DEFAULT_PAGE = 20
MAX_PAGE = 100  # the API publishes no maximum; a silent cap finds clients that trust their own `limit`


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of the job's event list; one with `step` is about that training step."""

    at: float
    text: str = ""
    level: Level = "info"
    step: int | None = None


@dataclass(slots=True)
class SimulatedJob:
    """A job as it stands. Change `wire` only through `change`, which forgets the encoded bytes.

    `log` None: the job was put in place, and its log is made up when somebody asks.
    """

    wire: Job
    plan: Plan
    total_steps: int
    steps_done: int = 0
    ended_at: float | None = None
    log: list[LogEntry] | None = field(default_factory=list)
    _body: bytes | None = None

    @property
    def id(self) -> str:
        return self.wire.id

    @property
    def ended(self) -> bool:
        return self.wire.status in ENDED

    @property
    def steps_per_epoch(self) -> int:
        return self.plan.steps_per_epoch

    def change(self, **fields: object) -> None:
        self.wire = msgspec.structs.replace(self.wire, **fields)
        self._body = None

    def note(self, entry: LogEntry) -> None:
        if self.log is not None:
            self.log.append(entry)

    def body(self) -> bytes:
        """The job as JSON, encoded once per change: a look has to be cheap behind a benchmark."""
        if self._body is None:
            self._body = msgspec.json.encode(self.wire)
        return self._body


class JobBook:
    """All jobs. Pages are in order of creation, newest first."""

    def __init__(self) -> None:
        self._jobs: dict[str, SimulatedJob] = {}
        self._order: list[tuple[int, int, str]] = []  # created_at, arrival, id: oldest first
        self._keys: dict[str, tuple[int, int, str]] = {}
        self._by_model: dict[str, SimulatedJob] = {}
        self._by_results: dict[str, SimulatedJob] = {}

    def __len__(self) -> int:
        return len(self._jobs)

    def add(self, job: SimulatedJob) -> None:
        key = (job.wire.created_at, len(self._jobs), job.id)
        self._jobs[job.id] = job
        self._keys[job.id] = key
        insort(self._order, key)

    def get(self, job_id: str) -> SimulatedJob:
        """The job. Raises the API's 404."""
        try:
            return self._jobs[job_id]
        except KeyError:
            message = f"Could not find fine tune: {job_id}"
            raise ApiError(404, message, param="fine_tune_id", code="fine_tune_not_found") from None

    def name_model(self, name: str, job: SimulatedJob) -> None:
        self._by_model[name] = job

    def of_model(self, name: str) -> SimulatedJob | None:
        """The job that made this tuned model."""
        return self._by_model.get(name)

    def name_results(self, file_id: str, job: SimulatedJob) -> None:
        self._by_results[file_id] = job

    def of_results(self, file_id: str) -> SimulatedJob | None:
        """The job whose result file this is."""
        return self._by_results.get(file_id)

    @property
    def tuned_models(self) -> tuple[str, ...]:
        return tuple(self._by_model)

    def page(
        self, after: str | None, limit: int, wanted: Callable[[Job], bool] = lambda _job: True
    ) -> tuple[list[SimulatedJob], bool]:
        """Up to `limit` wanted jobs that are older than the job `after`, and whether there are more."""
        start = len(self._order) if after is None else bisect_left(self._order, self._key(after))
        found: list[SimulatedJob] = []
        for position in range(start - 1, -1, -1):
            job = self._jobs[self._order[position][2]]
            if not wanted(job.wire):
                continue
            if len(found) == limit:
                return found, True
            found.append(job)
        return found, False

    def _key(self, job_id: str) -> tuple[int, int, str]:
        try:
            return self._keys[job_id]
        except KeyError:
            raise ApiError(400, f"No such fine-tuning job: {job_id}", param="after") from None


def page_limit(raw: str | None, default: int = DEFAULT_PAGE) -> int:
    """The page size asked for. Raises the API's 400."""
    if raw is None:
        return default
    if not raw.isascii() or not raw.isdigit() or int(raw) < 1:
        raise ApiError(400, f"Invalid 'limit': expected a positive integer, got {raw!r}", param="limit")
    return min(int(raw), MAX_PAGE)
