"""The actions run, report and flush, and their options."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
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
from service.reporter.parts.post import Poster
from service.reporter.parts.report import ENDINGS, VERSION, Item, status_of
from service.reporter.parts.settings import Settings, signing_key
from service.reporter.parts.spool import Spool, spool_base, spool_of
from service.reporter.parts.values import plain, whole

FLUSH_S = 60.0  # how long `flush` waits for each job at most


DESCRIPTION = """\
Runs a training command and tells Tunewatch about it: that it began, that it lives, its numbers, and how it ended.

  reporter.py run --job my-run --base-model Qwen/Qwen3-8B --output-dir out -- axolotl train config.yml
  reporter.py report --job my-run --status succeeded        one report, from a shell script
  reporter.py flush                                         sends what an earlier run could not

Where to and with what secret comes from the environment:
  TUNEWATCH_URL          https://host, or the whole https://host/webhooks/<account>
  TUNEWATCH_ACCOUNT      the account's name, unless it is in the URL
  TUNEWATCH_SECRET       whsec_... of the account, or whsj_... of this job
  TUNEWATCH_SECRET_FILE  a file that holds it, instead
  TUNEWATCH_SPOOL        where reports wait while the service is away (else ~/.cache/tunewatch)

The command's output, signals, exit code and speed stay what they are. Nothing is printed while it runs.
"""


def parser() -> argparse.ArgumentParser:
    """The options of `run`, `report` and `flush`."""
    top = argparse.ArgumentParser(
        prog="reporter.py", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    where = argparse.ArgumentParser(add_help=False)
    group = where.add_argument_group("where to")
    group.add_argument("--url", help="the service (TUNEWATCH_URL)")
    group.add_argument("--account", help="the account's name (TUNEWATCH_ACCOUNT)")
    group.add_argument("--secret-file", metavar="FILE", help="a file that holds the secret (TUNEWATCH_SECRET_FILE)")
    group.add_argument("--spool", metavar="DIR", help="where reports wait (TUNEWATCH_SPOOL)")
    group.add_argument("--linger", metavar="S", type=float, help="wait so long for the service at the end (300)")
    what = argparse.ArgumentParser(add_help=False)
    group = what.add_argument_group("what it is")
    group.add_argument("--job", default=os.environ.get("TUNEWATCH_JOB"), help="the job's name (TUNEWATCH_JOB)")
    group.add_argument(
        "--attempt", type=int, default=0, metavar="N", help="which run of the job this is (counted by itself)"
    )
    group.add_argument("--base-model", help="the model that is trained on")
    group.add_argument("--tuned-model", help="the name by which the result is called for an answer")
    group.add_argument("--model-name", help="its name in the registry")
    group.add_argument("--method", help="lora, full, dpo, …")
    group.add_argument("--hyperparameters", metavar="FILE.json", help="an object of hyperparameters")
    group.add_argument("-p", action="append", default=[], metavar="KEY=VALUE", dest="pairs", help="one hyperparameter")
    group.add_argument(
        "--metadata", action="append", default=[], metavar="KEY=VALUE", help="anything else worth knowing"
    )
    group.add_argument(
        "--dataset", action="append", default=[], metavar="[NAME=]FILE", help="a data set, told by its SHA-256"
    )
    group.add_argument("--output-dir", metavar="DIR", help="where the weights will be; trainer_log.jsonl there is read")
    group.add_argument("--hub-id", metavar="ORG/REPO[@SHA]", help="the repository that the weights are pushed to")
    group.add_argument("--artifact", metavar="URI", help="where the weights are, if neither: s3://…")
    group.add_argument("--link", metavar="URL", help="a page about the run")
    group.add_argument("--seed", type=int)
    commands = top.add_subparsers(dest="action", metavar="run | report | flush")
    run_options = commands.add_parser(
        "run", parents=[where, what], help="run a command", usage="reporter.py run --job NAME [options] -- COMMAND …"
    )
    run_options.add_argument(
        "--log-file", metavar="FILE", help="the trainer's log of JSON lines (OUTPUT_DIR/trainer_log.jsonl)"
    )
    run_options.add_argument(
        "--no-tail-output", action="store_true", help="leave output alone: no numbers from it, no last lines"
    )
    report_options = commands.add_parser("report", parents=[where, what], help="send one report")
    report_options.add_argument("--status", required=True, help="running, succeeded, failed, cancelled, …")
    report_options.add_argument("--step", type=int)
    report_options.add_argument("--total-steps", type=int)
    report_options.add_argument("--metric", action="append", default=[], metavar="NAME=NUMBER", help="at --step")
    report_options.add_argument("--error", metavar="TEXT", help="why it failed")
    report_options.add_argument("--exit-code", type=int)
    commands.add_parser("flush", parents=[where], help="send what waits in the spool")
    return top


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
    ending = status in ENDINGS
    if not ending:
        facts.pop("artifact_uri", None)
    facts.pop("output_dir", None)
    for name, path in datasets.items():
        with contextlib.suppress(OSError, Unusable):
            facts.setdefault("dataset_hashes", {})[name] = f"sha256:{sha256(path)}"
    row = row_of({**dict(parse_pair(pair) for pair in options.metric), "step": options.step})
    own, _ = secrets_to_mask(settings.secret)
    made: list[Item] = []

    def source(spool: Spool) -> Iterable[Item]:
        if made:
            return ()
        attempt = whole(options.attempt) or spool.next_attempt(begins=False)
        spool.note_attempt(attempt, ended=ending)
        now = time.time()
        fields = {
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
            **facts,
        }
        made.append(
            Item(to.url, masked(plain({name: value for name, value in fields.items() if value is not None}), own))
        )
        return made

    courier = Courier(Poster(to.key), lambda: spool_of(*spool_base(settings.spool), to.url, options.job), source)
    courier.start()
    courier.close()
    return 0 if _delivered(courier, settings.linger, options.job) else 1


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
