"""The end of the demo: what became of each job, what became of each planted fault, and whether anything is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.demo.check import Report, name_of, note_id
from service.demo.ledger import JobEntry, Ledger
from service.demo.received import Received
from service.demo.script import Fault
from service.demo.shown import Job, Shown
from service.demo.timeline import STATUS_STYLES, verdicts

VERDICT_STYLES = {"better": "green", "worse": "red", "undecided": "yellow"}


def show_summary(console: Console, ledger: Ledger, shown: Shown, messages: Sequence[Received], report: Report) -> None:
    """The tables, then the judgement."""

    def say(*parts: str | tuple[str, str]) -> None:
        """A line that a terminal wraps between words and that a file gets whole."""
        console.print(Text.assemble(*parts), soft_wrap=not console.is_terminal)

    console.print(jobs_table(ledger, shown, messages))
    say()
    for what, became in faults(ledger, shown):
        say((f"{what:<33}", "dim"), became)
    say()
    for evaluation in sorted(shown.evaluations, key=lambda one: (one.model, one.version)):
        for sentence in verdicts(evaluation):
            say(sentence)
        say()
    say_judgement(console, report, "the provider's own ledger")


def say_judgement(console: Console, report: Report, ledger: str) -> None:
    """Whether all of it happened, and what is missing where not."""
    wrap = not console.is_terminal
    if report.problems:
        title = f"Missing or wrong, of {report.compared} facts compared:"
        console.print(Text(title, style="bold red"), soft_wrap=wrap)
        for problem in report.problems:
            console.print(Text(f"- {problem}"), soft_wrap=wrap)
    else:
        facts = f"{report.compared} facts of {ledger} hold in Tunewatch's API and the inbox."
        console.print(Text.assemble(("All of it happened. ", "bold green"), facts), soft_wrap=wrap)


def jobs_table(ledger: Ledger, shown: Shown, messages: Sequence[Received]) -> Table:
    """A row for each job, as Tunewatch shows it."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, header_style="bold", border_style="dim")
    for title in ("Job", "Ended", "Noticed by", "Slack", "Mail", "Registered as", "Evaluation"):
        table.add_column(title, justify="right" if title in ("Slack", "Mail") else "left")
    for entry in ledger.jobs.values():
        job = shown.job(entry.id)
        if job is None:
            table.add_row(name_of(entry), "not known", *[""] * 5)
            continue
        version, evaluation = shown.version_of(job), shown.evaluation_of(job)
        verdict = "" if evaluation is None else evaluation.verdict or evaluation.state
        table.add_row(
            name_of(entry),
            Text(job.status, style=STATUS_STYLES.get(job.status, "")),
            _noticed(job),
            *_counts(shown, job, messages),
            "" if version is None else version.label,
            Text(verdict, style=VERDICT_STYLES.get(verdict, "")),
        )
    return table


def _noticed(job: Job) -> str:
    return "first list" if job.silent else job.ended_via or "nobody"


def _counts(shown: Shown, job: Job, messages: Sequence[Received]) -> tuple[str, str]:
    """How many messages about the job arrived in Slack and by e-mail."""
    mine = {note.id for note in shown.notifications if note.job_id == job.id}
    kinds = Counter(message.kind for message in messages if message.accepted and note_id(message) in mine)
    return str(kinds["slack"]), str(kinds["email"])


def faults(ledger: Ledger, shown: Shown) -> Iterator[tuple[str, str]]:
    """Each planted fault, and what came of it."""
    outcomes = Counter((one.delivery_id, one.outcome) for one in shown.inbound)
    for entry in ledger.jobs.values():
        job = shown.job(entry.id)
        name, kept = name_of(entry), _kept(ledger, entry, outcomes)
        match entry.fault:
            case Fault.LOST if not entry.seeded:
                yield f"{name}: webhook lost", _found(entry, job)
            case Fault.SENT_THREE_TIMES:
                yield (
                    f"{name}: sent three times",
                    f"{kept['accepted']} accepted, {kept['duplicate']} duplicates",
                )
            case Fault.OUT_OF_ORDER:
                yield f"{name}: told out of order", _found(entry, job)
            case Fault.WRONG_SIGNATURE_FIRST:
                became = f"{outcomes['', 'signature_mismatch']} rejected, {kept['accepted']} accepted"
                yield f"{name}: forged first", became
    for entry in ledger.jobs.values():
        if entry.seeded and shown.job(entry.id) is not None:
            yield f"{name_of(entry)}: ended 40 days ago", "registered; nobody was told"


def _kept(ledger: Ledger, entry: JobEntry, outcomes: Counter[tuple[str, str]]) -> Counter[str]:
    """What is on record of the job's webhooks, by outcome."""
    mine = {delivery.webhook_id for delivery in ledger.deliveries if delivery.job == entry.id}
    kept: Counter[str] = Counter()
    for (webhook_id, outcome), count in outcomes.items():
        if webhook_id in mine:
            kept[outcome] += count
    return kept


def _found(entry: JobEntry, job: Job | None) -> str:
    if job is None or job.ended_seen_at is None:
        return "its end was not noticed"
    after_s = job.ended_seen_at.timestamp() - (entry.ended_at or 0.0)
    return f"noticed by {job.ended_via} {after_s:.1f} s after its end"
