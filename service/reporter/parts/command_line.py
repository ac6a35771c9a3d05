"""The actions run, report and flush."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from service.reporter.parts.command import run
from service.reporter.parts.courier import Courier
from service.reporter.parts.errors import Unusable, quiet, warn
from service.reporter.parts.facts import facts_of, parse_pair
from service.reporter.parts.hashes import Hashes, sha256
from service.reporter.parts.job import Job
from service.reporter.parts.log_file import LogFile
from service.reporter.parts.log_lines import row_of
from service.reporter.parts.masking import masked, secrets_to_mask
from service.reporter.parts.options import parser
from service.reporter.parts.post import Poster
from service.reporter.parts.report import ENDINGS, VERSION, Item, status_of
from service.reporter.parts.settings import Settings, signing_key
from service.reporter.parts.spool import Spool, spool_base, spool_of
from service.reporter.parts.values import plain, whole, without_none

FLUSH_S = 60.0  # how long `flush` waits for each job at most


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: the command's own for `run`; else 0 delivered, 1 not, 2 wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    cut = words.index("--") if "--" in words else len(words)
    command = words[cut + 1 :]
    options = parser().parse_args(words[:cut])
    if options.action is None:
        parser().print_help()
        return 2
    settings = Settings(options.url, options.account, None, options.secret_file, options.spool, options.linger)
    if options.action == "flush":
        return flush(settings)
    if not options.job:
        parser().error("which job? (--job NAME)")
    if options.action == "report":
        return report(settings, options)
    if not command:
        parser().error("which command? Put -- before it")
    return _run(settings, options, command)


def _run(settings: Settings, options: argparse.Namespace, command: Sequence[str]) -> int:
    try:
        facts, datasets, troubles = facts_of(options, command)
    except Exception as error:  # noqa: BLE001  # a wrong description must not prevent the run
        facts, datasets, troubles = {}, {}, [f"the options were not read: {type(error).__name__}: {error}"]
    output_dir = facts.pop("output_dir", None)
    job = Job(options.job, settings=settings, attempt=options.attempt, **facts)
    for trouble in [*troubles, *([f"nothing is reported: {job.trouble}"] if job.trouble else [])]:
        warn(trouble)
    log_file = options.log_file or (os.path.join(output_dir, "trainer_log.jsonl") if output_dir else None)
    if log_file:
        job.log_file = LogFile(log_file)
    hashes = Hashes(job, datasets)
    return run(job, command, reads_output=not options.no_tail_output, hashes=hashes)


def report(settings: Settings, options: argparse.Namespace) -> int:
    """Sends one report: 0 when the service has it, 1 when it waits in the spool, 2 when it cannot be sent."""
    facts, datasets, troubles = facts_of(options, ())
    for trouble in troubles:
        warn(trouble)
    try:
        to = settings.endpoint(options.job)
    except Unusable as error:
        warn(str(error))
        return 2
    status = status_of(options.status)
    facts.pop("output_dir", None)
    if status not in ENDINGS:
        facts.pop("artifact_uri", None)
    facts.update(_hashes_of(datasets))
    own, _ = secrets_to_mask(settings.secret)
    made: list[Item] = []

    def source(spool: Spool) -> Iterable[Item]:
        if made:
            return ()
        attempt = whole(options.attempt) or spool.next_attempt(begins=False)
        spool.note_attempt(attempt, ended=status in ENDINGS)
        fields = {**_fields(options, status, attempt, now=time.time()), **facts}
        made.append(Item(to.url, masked(plain(without_none(fields)), own)))
        return made

    courier = Courier(Poster(to.key), lambda: spool_of(*spool_base(settings.spool), to.url, options.job), source)
    courier.start()
    courier.close()
    return 0 if _delivered(courier, settings.linger, options.job) else 1


def _hashes_of(datasets: Mapping[str, str]) -> dict[str, Any]:
    hashes = {}
    for name, path in datasets.items():
        with contextlib.suppress(OSError, Unusable):
            hashes[name] = f"sha256:{sha256(path)}"
    return {"dataset_hashes": hashes} if hashes else {}


def _fields(options: argparse.Namespace, status: str, attempt: int, *, now: float) -> dict[str, Any]:
    """The fields of a report that options give; None: unknown."""
    row = row_of({**dict(parse_pair(pair) for pair in options.metric), "step": options.step})
    return {
        "version": VERSION,
        "job": options.job,
        "status": status,
        "attempt": attempt,
        "sequence": int(now * 1000),  # the calls of a shell script share no counter but the clock
        "occurred_at": round(now, 3),
        "step": options.step,
        "total_steps": options.total_steps,
        "exit_code": options.exit_code,
        "error": {"message": options.error} if options.error else None,
        "metrics": [{"step": options.step or 0, **row.numbers}] if row.numbers else None,
    }


def flush(settings: Settings) -> int:
    """Sends what waits in every job's spool: 0 when all of it is sent, 1 when something is left, 2 without a secret."""
    try:
        key = signing_key(settings.secret)
    except Unusable as error:
        warn(settings.trouble or str(error))
        return 2
    base, _ = spool_base(settings.spool)
    left = 0
    folders = sorted(entry.path for entry in os.scandir(base) if entry.is_dir()) if base and os.path.isdir(base) else ()
    for folder in folders:
        spool = Spool(folder, lasts=True)
        items = spool.load()
        if items and items[0].url.startswith(settings.url.rstrip("/")):
            courier = Courier(Poster(key), lambda spool=spool: spool, lambda _spool: ())  # type: ignore[misc]
            courier.start()
            courier.close()
            left += not _delivered(courier, min(settings.linger, FLUSH_S), items[0].report.get("job"))
    return 1 if left else 0


def _delivered(courier: Courier, patience_s: float, job: object) -> bool:
    """True when everything was accepted in time; prints what was not."""
    with contextlib.suppress(KeyboardInterrupt):
        courier.done.wait(patience_s)
    for note in courier.notes:
        warn(f"{job}: {note}")
    if not courier.done.is_set():
        courier.store()
        kept = (
            f"it waits in {courier.spool.folder}" if not courier.spool.trouble else "it is lost: nothing can be written"
        )
        warn(f"{job}: not delivered ({courier.last_words or 'no answer yet'}); {kept}")
    return courier.done.is_set() and not courier.refused


_AGAIN = """import marshal,os,sys
with os.fdopen(%d,'rb') as code: del sys.argv[0]; exec(marshal.load(code),{'__name__':'__main__','_slim':True})"""


def begin_again(code: Any) -> None:
    """Starts this process anew from the compiled `code`, since compiling takes 6 MB that are never given back.

    Returns where that is not possible, and the program goes on as it is.
    """
    with quiet():
        import marshal

        descriptor = os.memfd_create("tunewatch", 0)  # Linux; not close-on-exec, for that is the point
        os.write(descriptor, marshal.dumps(code))
        os.lseek(descriptor, 0, os.SEEK_SET)
        flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]  # -I, -S, -X …, as we have them
        os.execv(sys.executable, [sys.executable, *flags, "-c", _AGAIN % descriptor, *sys.argv])  # noqa: S606


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"] and "_slim" not in globals():
        begin_again(sys._getframe().f_code)
    sys.exit(main())
