"""What the commands print: a table for people, JSON for programs. Nothing a provider wrote can steer the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import typer

from service.commands.client import Client, client

WIDE = 1000  # of output that is no terminal: nothing is cut

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
HowMany = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="How many at most.")]


def api(context: typer.Context) -> Client:
    """The client for the options before the command."""
    given = context.find_root().params
    return client(given.get("api"), given.get("token"))


def say(line: str) -> None:
    print(plain(line))  # noqa: T201  # the command's answer


def show(
    items: Sequence[Mapping[str, Any]], columns: Mapping[str, str], as_json: bool, nothing: str = "nothing"
) -> None:
    """The items as JSON, or as a table of `columns` (heading → key)."""
    if as_json:
        show_json(items)
    elif not items:
        say(nothing)
    else:
        _table([[plain(item.get(key)) for key in columns.values()] for item in items], list(columns))


def show_json(value: object) -> None:
    print(json.dumps(value, indent=2))  # noqa: T201  # the command's answer; ASCII, so that no byte steers a terminal


def show_fields(pairs: Iterable[tuple[str, object]]) -> None:
    """One line for each pair whose value is not empty."""
    said = [(name, plain(value)) for name, value in pairs if value not in (None, "", [], {})]
    width = max((len(name) for name, _ in said), default=0)
    for name, value in said:
        print(f"{name:<{width}}  {value}")  # noqa: T201  # the command's answer


def _table(rows: list[list[str]], headings: list[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else WIDE)
    console.print(table)


def plain(value: object) -> str:
    """A value on one line, without anything that a terminal would take for a command."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    if isinstance(value, dict):
        return ", ".join(f"{plain(name)} {plain(each)}" for name, each in value.items())
    text = str(value)
    if len(text) in (20, 27) and text[10] == "T" and text.endswith("Z"):
        text = text[:19].replace("T", " ")  # a time: to the second, in UTC
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
