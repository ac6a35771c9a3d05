"""The timeline of the demo: one line per thing that happens, and in a terminal a table of the jobs that moves along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType

import msgspec
from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from service.demo.check import name_of, note_id
from service.demo.jobs import JobBook, SimulatedJob
from service.demo.ledger import Delivery, JobEntry, Ledger
from service.demo.received import Received
from service.demo.script import Fault
from service.demo.shown import Evaluation, Job, Shown

STATUS_STYLES = {"succeeded": "green", "failed": "red", "cancelled": "yellow", "running": "cyan"}
WHO_STYLES = {
    "provider": "dim",
    "webhook": "blue",
    "Tunewatch": "bold cyan",
    "registry": "magenta",
    "evaluation": "magenta",
    "Slack": "green",
    "e-mail": "green",
}
CHANNEL_NAMES = {"slack": "Slack", "email": "e-mail", "webhook": "webhook"}
FATES = {
    Fault.LOST: "; its webhook is lost",
    Fault.SENT_THREE_TIMES: "; its webhook is sent three times",
    Fault.OUT_OF_ORDER: "; its webhooks go out in the wrong order",
    Fault.WRONG_SIGNATURE_FIRST: "; a stranger forges its webhook first",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, `at` a unix time; the same thing has the same key whenever it is seen."""

    key: str
    at: float
    who: str
    text: str


def lines(ledger: Ledger, shown: Shown, messages: Sequence[Received], now: float) -> list[Line]:
    """Everything that has happened until now, in order."""
    found = [
        *_provider(ledger),
        *(_delivery(ledger, delivery) for delivery in ledger.deliveries if delivery.answered_at is not None),
        *_tunewatch(ledger, shown, now),
        *(_message(message) for message in messages),
    ]
    return sorted(found, key=lambda line: line.at)


def _provider(ledger: Ledger) -> Iterator[Line]:
    for entry in ledger.jobs.values():
        if entry.seeded:
            continue
        name = name_of(entry)
        yield Line(
            f"created {entry.id}",
            entry.created_at,
            "provider",
            f"{name} created" + (f": tune {entry.model}" if entry.model else ""),
        )
        if entry.ended_at is not None:
            fate = f": {entry.error_message}" if entry.error_message else FATES.get(Fault(entry.fault), "")
            yield Line(f"ended {entry.id}", entry.ended_at, "provider", f"{name} {entry.status}{fate}")


def _delivery(ledger: Ledger, delivery: Delivery) -> Line:
    key = f"delivery {delivery.webhook_id} {delivery.copy} {delivery.attempt} {delivery.genuine}"
    name = name_of(ledger.jobs[delivery.job])
    match delivery.status:
        case 202:
            answer = "verified and on disk: answered 202"
        case 200:
            answer = "the same delivery again: answered 200, duplicate"
        case 401:
            answer = "forged signature: refused with 401"
        case other:
            answer = f"answered {other}"
    return Line(key, delivery.answered_at or 0.0, "webhook", f"{name}: {answer}")


def _tunewatch(ledger: Ledger, shown: Shown, now: float) -> Iterator[Line]:
    """What Tunewatch noticed, registered and found out."""
    for job in shown.jobs:
        entry = ledger.jobs.get(job.provider_job_id)
        if entry is None or not job.ended:
            continue
        seen_at = now if job.ended_seen_at is None else job.ended_seen_at.timestamp()
        yield Line(f"seen {job.id}", seen_at, "Tunewatch", _noticed(entry, job, seen_at))
        version = shown.version_of(job)
        if version is not None and not job.silent:
            text = f"{version.label} is {version.tuned_model}"
            yield Line(f"version {version.label}", version.registered_at.timestamp(), "registry", text)
        evaluation = shown.evaluation_of(job)
        if evaluation is not None and evaluation.finished_at is not None:
            at = evaluation.finished_at.timestamp()
            for place, sentence in enumerate(verdicts(evaluation)):
                yield Line(f"verdict {evaluation.id} {place}", at, "evaluation", sentence)


def verdicts(evaluation: Evaluation) -> Iterator[str]:
    """What was found about each pair, as sentences; the measurements that follow them are left to the messages."""
    for sentence in evaluation.sentences:
        if sentence.startswith(("better", "worse", "undecided", "not ")):
            yield f"{evaluation.model} v{evaluation.version} is {sentence}"


def _noticed(entry: JobEntry, job: Job, seen_at: float) -> str:
    if job.silent:
        return f"{name_of(entry)} had {job.status} before this account was connected: kept, and nobody is told"
    after_s = seen_at - (entry.ended_at or seen_at)
    return f"{name_of(entry)} {job.status}, noticed by {job.ended_via or 'nobody'} after {after_s:.2f} s"


def _message(message: Received) -> Line:
    answer = "" if message.accepted else f"refused with {message.answered}: "
    key = f"message {message.number}"
    return Line(key, message.received_at, CHANNEL_NAMES[message.kind], answer + _title(message))


def _title(message: Received) -> str:
    """What a phone would show of it."""
    if message.kind == "email":
        return message.subject
    try:
        return str(msgspec.json.decode(message.body)["blocks"][0]["text"]["text"])
    except (msgspec.DecodeError, KeyError, TypeError, IndexError):
        return note_id(message)


class Timeline:
    """Prints each line once, as it comes; in a terminal with the table of the jobs below, until the block ends."""

    def __init__(self, console: Console, began_at: float) -> None:
        self._console = console
        self._began_at = began_at
        self._told: set[str] = set()
        self._live = Live(console=console, auto_refresh=False, transient=True) if console.is_terminal else None

    def __enter__(self) -> Timeline:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.update(Text(""), refresh=True)
            self._live.stop()

    def update(self, happened: Iterable[Line], table: Table) -> None:
        """What is new is told; the table stands as things stand."""
        for line in happened:
            if line.key not in self._told:
                self._told.add(line.key)
                self._print(line)
        if self._live is not None:
            self._live.update(table, refresh=True)

    def _print(self, line: Line) -> None:
        """One line of a terminal, the whole text elsewhere."""
        text = Text.assemble(
            (f"{line.at - self._began_at:6.1f} s  ", "dim"),
            (f"{line.who:<12}", WHO_STYLES.get(line.who, "")),
            line.text,
        )
        if self._console.is_terminal:
            self._console.print(text, no_wrap=True, overflow="ellipsis")
        else:
            self._console.print(text, soft_wrap=True)


def job_table(ledger: Ledger, book: JobBook, shown: Shown, messages: Sequence[Received]) -> Table:
    """The jobs: how far the provider is on the left, what Tunewatch made of it on the right. Fits into 80 columns."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    for title in ("Job", "Provider", "Tunewatch", "Told", "Registered as", "Evaluation"):
        table.add_column(title, no_wrap=True)
    for entry in ledger.jobs.values():
        if not entry.seeded:
            job = shown.job(entry.id)
            known = ("", "", "", "") if job is None else (_known(job), *_made_of_it(shown, job, messages))
            table.add_row(name_of(entry), _bar(book.get(entry.id)), *known)
    return table


def _bar(job: SimulatedJob) -> ProgressBar:
    style = STATUS_STYLES.get(job.wire.status, "")
    return ProgressBar(
        total=job.total_steps, completed=job.steps_done, width=12, complete_style=style, finished_style=style
    )


def _known(job: Job) -> Text:
    by = "" if job.ended_via is None else f", {job.ended_via}"
    return Text.assemble((job.status, STATUS_STYLES.get(job.status, "")), (by, "dim"))


def _made_of_it(shown: Shown, job: Job, messages: Sequence[Received]) -> tuple[str, str, str]:
    """How many messages arrived about the job, its version, the word of its evaluation."""
    mine = {note.id for note in shown.notifications if note.job_id == job.id}
    told = sum(message.accepted and note_id(message) in mine for message in messages)
    version, evaluation = shown.version_of(job), shown.evaluation_of(job)
    return (
        str(told) if told else "",
        "" if version is None else version.label,
        "" if evaluation is None else evaluation.verdict or f"{evaluation.state} …",
    )
