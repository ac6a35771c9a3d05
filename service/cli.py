"""`tunewatch`: the command line for people. The long-running commands become their own processes, so that nothing of
typer stays in them; the others are modules of service/commands, thin clients of the API.

A module is named in `MODULES` and offers `add_to(app)`; what it needs beyond typer it imports when a command runs.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from service import __version__
from service.commands.client import Trouble
from service.commands.output import plain

MODULES = ("demo", "doctor", "accounts", "jobs", "watch", "models", "subscriptions", "messages")
PROCESSES = ("up", "serve", "work", "migrate")
BECOMES = {"ignore_unknown_options": True, "allow_extra_args": True}  # options are read by what it becomes

app = typer.Typer(
    name="tunewatch",
    help="Watches fine-tuning jobs wherever they run.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its frames print local variables, secrets among them
    rich_markup_mode=None,  # loading rich would double the time to a help text
)


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of the command."""
    for name in MODULES:
        importlib.import_module(f"service.commands.{name}").add_to(app)
    try:
        app(args=hoisted(sys.argv[1:] if argv is None else argv), prog_name="tunewatch")
    except Trouble as trouble:
        print(f"tunewatch: {plain(trouble)}", file=sys.stderr)
        return trouble.code
    return 0


def hoisted(argv: Sequence[str]) -> list[str]:
    """`--api` and `--token` are taken wherever they stand; what becomes a process of its own reads its own options."""
    if argv and argv[0] in PROCESSES:
        return list(argv)
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(argv)
    for word in waiting:
        if word == "--":
            rest += [word, *waiting]
        elif word in ("--api", "--token"):
            first += [word, *(value for value in [next(waiting, None)] if value is not None)]
        elif word.startswith(("--api=", "--token=")):
            first.append(word)
        else:
            rest.append(word)
    return first + rest


def _version(wanted: bool) -> None:
    if wanted:
        print(f"tunewatch {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    api: Annotated[
        str | None, typer.Option("--api", help="The API's address ($TUNEWATCH_API; default http://127.0.0.1:8081).")
    ] = None,
    token: Annotated[
        str | None,
        typer.Option("--token", help="The token ($TUNEWATCH_TOKEN, or what `up` keeps in its data directory)."),
    ] = None,
) -> None:
    """Watches fine-tuning jobs wherever they run."""


@app.command(context_settings=BECOMES, add_help_option=False)
def up(context: typer.Context) -> None:
    """Run everything on this machine: Valkey, receiver, worker."""
    _become("service", "up", *context.args)


@app.command(context_settings=BECOMES, add_help_option=False)
def serve(context: typer.Context) -> None:
    """Run the receiver and the API. Needs REDIS_URL and DATABASE_URL."""
    _become("service", "serve", *context.args)


@app.command(context_settings=BECOMES, add_help_option=False)
def work(context: typer.Context) -> None:
    """Run a worker. Needs REDIS_URL and DATABASE_URL."""
    _become("workers", *context.args)


@app.command(context_settings=BECOMES, add_help_option=False)
def migrate(context: typer.Context) -> None:
    """Bring the database at DATABASE_URL to today's schema."""
    _become("service", "migrate", *context.args)


def _become(module: str, *argv: str) -> NoReturn:
    """This process runs the module instead. `-P`: never a folder of that name where the person happens to be."""
    from service.embedded.supervisor import with_our_code

    os.execve(sys.executable, [sys.executable, "-P", "-m", module, *argv], with_our_code(os.environ))  # noqa: S606
