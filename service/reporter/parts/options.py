"""The options of the actions run, report and flush."""

from __future__ import annotations

import argparse
import os

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
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="reporter.py", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    where, what = _where_options(), _what_options()
    commands = top.add_subparsers(dest="action", metavar="run | report | flush")
    usage = "reporter.py run --job NAME [options] -- COMMAND …"
    _add_run_options(commands.add_parser("run", parents=[where, what], help="run a command", usage=usage))
    _add_report_options(commands.add_parser("report", parents=[where, what], help="send one report"))
    commands.add_parser("flush", parents=[where], help="send what waits in the spool")
    return top


def _where_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("where to")
    group.add_argument("--url", help="the service (TUNEWATCH_URL)")
    group.add_argument("--account", help="the account's name (TUNEWATCH_ACCOUNT)")
    group.add_argument("--secret-file", metavar="FILE", help="a file that holds the secret (TUNEWATCH_SECRET_FILE)")
    group.add_argument("--spool", metavar="DIR", help="where reports wait (TUNEWATCH_SPOOL)")
    group.add_argument("--linger", metavar="S", type=float, help="wait so long for the service at the end (300)")
    return options


def _what_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("what it is")
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
    return options


def _add_run_options(options: argparse.ArgumentParser) -> None:
    options.add_argument(
        "--log-file", metavar="FILE", help="the trainer's log of JSON lines (OUTPUT_DIR/trainer_log.jsonl)"
    )
    options.add_argument(
        "--no-tail-output", action="store_true", help="leave output alone: no numbers from it, no last lines"
    )


def _add_report_options(options: argparse.ArgumentParser) -> None:
    options.add_argument("--status", required=True, help="running, succeeded, failed, cancelled, …")
    options.add_argument("--step", type=int)
    options.add_argument("--total-steps", type=int)
    options.add_argument("--metric", action="append", default=[], metavar="NAME=NUMBER", help="at --step")
    options.add_argument("--error", metavar="TEXT", help="why it failed")
    options.add_argument("--exit-code", type=int)
