"""A job as its program or its command reports it."""

from __future__ import annotations

import collections
import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

from service.reporter.parts.courier import Courier
from service.reporter.parts.errors import quiet, warn
from service.reporter.parts.log_file import LogFile
from service.reporter.parts.log_lines import Row, read_line, row_of
from service.reporter.parts.masking import masked, secrets_to_mask
from service.reporter.parts.post import Poster
from service.reporter.parts.report import VERSION, Item, status_of
from service.reporter.parts.rows import FILE, PROGRAM, Rows
from service.reporter.parts.settings import Endpoint, Settings
from service.reporter.parts.spool import Spool, spool_base, spool_of
from service.reporter.parts.values import number, plain, to_json, whole, without_none

HEARTBEAT_S = 30  # a report is sent at least this often
BATCH_S = 5.0  # numbers are sent at most this often
MAX_ROWS_OF_ENDING = 200  # the ending itself is small
MAX_CHECKPOINTS = 50


class Job:
    """One run of a job: `with Job("my-run", base_model="…") as job: job.log(step=1, loss=0.5)`. It never raises.

    Facts are fields of the report: base_model, tuned_model, model_name, method, hyperparameters, metadata, seed, …
    The block's end is the job's: well, or with an exception, which goes on. Below a `reporter.py run` of the same job,
    and in every process of a distributed training but the first, it adds numbers at most: the ending is not its own.
    """

    def __init__(
        self, name: str | None = None, *, settings: Settings | None = None, attempt: int = 0, **facts: Any
    ) -> None:
        options = {word: facts.pop(word, None) for word in ("url", "account", "secret", "spool", "linger")}
        self.settings = settings or Settings(**options)
        around = os.environ.get("TUNEWATCH_JOB", "")
        self.name = str(name or around)
        self.facts: dict[str, Any] = facts
        self._inner_facts: dict[str, Any] = {}  # facts of a Job inside the command; ours win over them
        self.rows = Rows()
        self.log_file: LogFile | None = None  # of the trainer
        self.own_file: LogFile | None = None  # what a Job inside the command writes
        self.trouble = ""  # why nothing is reported
        self.attempt, self._sequence = whole(attempt) or 0, 0
        self._lock = threading.Lock()
        self._checkpoints: collections.deque[dict[str, Any]] = collections.deque(maxlen=MAX_CHECKPOINTS)
        self._reading = threading.Lock()
        self._changed = False
        self._reported_at = 0.0  # monotonic
        self._started_at: float | None = None
        self._ending: dict[str, Any] = {}  # status and what else is known only then; set once
        self._ending_reported = False
        self._pid = os.getpid()
        self._own_masks, self.masks = secrets_to_mask(self.settings.secret)
        self._inner = os.environ.get("TUNEWATCH_JOB_LOG", "") if settings is None and self.name == around else ""
        self._endpoint: Endpoint | None = None
        self.courier: Courier | None = None
        if settings is None and os.environ.get("RANK", "0") not in ("0", ""):
            self.trouble, self._inner = "only the first process reports", ""
        elif not self._inner:
            self._connect()
            if self.trouble and self.settings.url and settings is None:  # a program without a URL wants no reports
                warn(f"nothing is reported: {self.trouble}")

    def _connect(self) -> None:
        try:
            self._endpoint = self.settings.endpoint(self.name)
        except Exception as error:  # noqa: BLE001  # Unusable, and whatever a name that is no text may raise
            self.trouble = str(error)
        else:
            self.courier = Courier(Poster(self._endpoint.key), self._open_spool, self._reports)

    def _open_spool(self) -> Spool:
        assert self._endpoint is not None
        return spool_of(*spool_base(self.settings.spool), self._endpoint.url, self.name)

    # what the training calls

    def start(self, **facts: Any) -> None:
        """The job is running."""
        with quiet(), self._lock:
            if self._started_at is not None or self._ending:
                return
            self._started_at = time.time()
            self.facts.update(facts)
            if self._inner:
                self._write_to_wrapper({"facts": self.facts})
            if self.courier is not None:
                self.courier.start()

    def log(self, step: int | None = None, total_steps: int | None = None, **numbers: Any) -> None:
        """The numbers of a step, of the next if none is given; `loss` means train_loss."""
        self.log_object({"step": step, "total_steps": total_steps, **numbers})

    def log_object(self, entry: Mapping[str, Any]) -> None:
        """The same, for names that are no identifiers."""
        with quiet():
            row = row_of(entry)
            if self._inner:
                self._write_to_wrapper({"step": row.step, "total_steps": row.total, **row.numbers})
            elif os.getpid() == self._pid:  # a data loader's process has no thread that sends
                self.rows.add(PROGRAM, row)

    def checkpoint(self, id: str, step: int | None = None, model: str | None = None) -> None:
        """A checkpoint was saved, at `model`."""
        with quiet():
            entry = {"id": str(id)[:200], "step": step, "model": model}
            if self._inner:
                self._write_to_wrapper({"checkpoint": entry})
            else:
                self._checkpoints.append(entry)
                self._changed = True

    def update(self, **facts: Any) -> None:
        """The facts are known about the job."""
        with quiet(), self._lock:
            self.facts.update(facts)
            self._changed = True
            if self._inner:
                self._write_to_wrapper({"facts": facts})

    def finish(self, status: str = "succeeded", *, code: str = "", message: str = "", **facts: Any) -> None:
        """The job has ended, once. `wait` then waits until the service knows."""
        with quiet():
            with self._lock:
                if self._ending or self.courier is None:
                    return
                error = {"code": code, "message": masked(message, self.masks)[:2000]} if code or message else None
                self._ending = {
                    **facts,
                    "status": status_of(status),
                    "finished_at": round(time.time(), 3),
                    "error": error,
                }
            if self._started_at is None:
                self.courier.start()
            self.courier.close()

    def wait(self, hurry: Callable[[], bool] = lambda: False, say: Callable[[str], None] = lambda text: None) -> bool:
        """True when all is delivered, False after `linger` seconds or in a hurry. Gives `say` what went wrong."""
        if self.courier is None:
            return False
        done = self._wait(self.courier, hurry, say)
        for note in self.courier.notes:
            say(note)
        return done

    def _wait(self, courier: Courier, hurry: Callable[[], bool], say: Callable[[str], None]) -> bool:
        began, announced = time.monotonic(), False
        while not courier.done.wait(0.2):
            waited_s = time.monotonic() - began
            if waited_s >= self.settings.linger or hurry():
                with quiet():
                    courier.store()
                self._say_left(courier, say)
                return False
            if waited_s > 5 and not announced:
                announced = True
                say(
                    f"waiting up to {self.settings.linger:g} s for the service to take the ending (Ctrl-C: do not wait)"
                )
        return True

    def _say_left(self, courier: Courier, say: Callable[[str], None]) -> None:
        why = courier.last_words or "no answer yet"
        words = f"{max(1, courier.left)} report(s) could not be delivered ({why})"
        what = f"kept in {courier.spool.folder}; the next run sends them, or: reporter.py flush"
        if courier.spool.trouble:
            what = f"they are lost, because nothing could be written ({courier.spool.trouble})"
        elif not self._ending_reported:
            what = "the ending is lost, because it could not be written"
        say(f"{words}; {what}")

    def __enter__(self) -> Job:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with quiet():
            self.finish(**_ending_of(error, trace))
            self.wait(say=warn)

    # what the thread sends

    def read_files(self) -> None:
        """Takes in what the trainer and the program inside the command have written meanwhile."""
        with self._reading:
            for line in self.log_file.lines() if self.log_file else ():
                entry = read_line(line)
                if entry is not None:
                    self.rows.add(FILE, row_of(entry))
            for line in self.own_file.lines() if self.own_file else ():
                self._take_in(read_line(line) or {})

    def _take_in(self, entry: Mapping[str, Any]) -> None:
        if isinstance(entry.get("facts"), dict):
            self._inner_facts.update(entry["facts"])
            self._changed = True
        elif isinstance(entry.get("checkpoint"), dict):
            self._checkpoints.append(entry["checkpoint"])
            self._changed = True
        else:
            numbers = {name: number(value) for name, value in entry.items() if name not in ("step", "total_steps")}
            self.rows.add(PROGRAM, Row(whole(entry.get("step")), whole(entry.get("total_steps")), numbers))

    def _reports(self, spool: Spool) -> Iterable[Item]:
        """The reports that are due. One thread calls it at a time: the courier's, or that of `Courier.store`."""
        items: list[Item] = []
        if self._sequence == 0:
            if self.attempt:
                spool.note_attempt(self.attempt, ended=False)
            self.attempt = self.attempt or spool.next_attempt()
            items.append(self._item())
        if self._ending_reported:
            return items
        ending = self._ending  # before the files are read: what was written before the end is then in them
        self.read_files()
        if not ending:
            news = len(self.rows) > 0 or self._changed
            if time.monotonic() - self._reported_at >= (BATCH_S if news else HEARTBEAT_S - 1):
                items.append(self._item(self.rows.take()))
            return items
        while len(self.rows) > MAX_ROWS_OF_ENDING:
            items.append(self._item(self.rows.take()))
        items.append(self._item(self.rows.take(), **ending))
        self._ending_reported = True
        spool.note_attempt(self.attempt, ended=True)
        return items

    def _item(self, rows: Sequence[Mapping[str, Any]] = (), **more: Any) -> Item:
        assert self._endpoint is not None
        self._sequence += 1
        with self._lock:
            facts = {**self._inner_facts, **self.facts}
        self._reported_at, self._changed = time.monotonic(), False
        report = {
            "version": VERSION,
            "job": self.name,
            "status": "running",
            "attempt": self.attempt,
            "sequence": self._sequence,
            "occurred_at": round(time.time(), 3),
            "heartbeat_s": HEARTBEAT_S,
            "started_at": self._started_at and round(self._started_at, 3),
            "step": self.rows.step,
            "total_steps": self.rows.total,
            **facts,
            **more,
            "checkpoints": list(self._checkpoints) or None,
            "metrics": list(rows) or None,
        }
        for name in ("log_tail", "error"):
            report[name] = masked(report.get(name), self.masks)
        body = plain(without_none(report))
        return Item(self._endpoint.url, masked(body, self._own_masks))

    def _write_to_wrapper(self, entry: Mapping[str, Any]) -> None:
        line = to_json(entry) + "\n"
        file = os.open(self._inner, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(file, line.encode())
        finally:
            os.close(file)


def _ending_of(error: BaseException | None, trace: TracebackType | None) -> dict[str, Any]:
    """How a block ended, as arguments of `Job.finish`."""
    if error is None or (isinstance(error, SystemExit) and error.code in (None, 0)):
        return {"status": "succeeded"}
    if isinstance(error, KeyboardInterrupt):
        return {"status": "cancelled", "code": "KeyboardInterrupt", "message": "interrupted"}
    if isinstance(error, SystemExit):
        code = error.code if isinstance(error.code, int) else 1
        return {"status": "failed", "code": f"exit_{code}", "message": f"exit: {error.code}", "exit_code": code}
    where = ""
    while trace is not None:
        where = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}, line {trace.tb_lineno})"
        trace = trace.tb_next
    try:
        text = str(error)
    except Exception:  # noqa: BLE001  # an exception whose text raises
        text = ""
    return {"status": "failed", "code": type(error).__name__, "message": f"{type(error).__name__}: {text}{where}"}
