"""The docs show every kind of channel as its own file declares it: its example, its guarantee, its keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.config.settings import load
from service.notifiers.keys import Key
from service.notifiers.table import NOTIFIERS

DOCS = Path(__file__).parents[2] / "docs"
NOTIFICATIONS = (DOCS / "notifications.md").read_text("utf-8")
CONFIGURATION = (DOCS / "configuration.md").read_text("utf-8")
kinds = pytest.mark.parametrize("kind", NOTIFIERS)


@dataclass(frozen=True)
class Row:
    """One line of the table of keys."""

    names: frozenset[str]
    kinds: frozenset[str]
    default: str
    meaning: str


def rows() -> list[Row]:
    section = CONFIGURATION.partition("## `[[channel]]`")[2].partition("\n## ")[0]
    cells = [[cell.strip() for cell in line.strip("|").split(" |")] for line in section.splitlines() if "| `" in line]
    return [
        Row(frozenset(re.findall(r"`(\w+)`", names)), frozenset(of.split(", ")), default, meaning)
        for names, of, default, meaning in cells
    ]


def row_of(key: Key, kind: str) -> Row:
    (row,) = (row for row in rows() if key.name in row.names and kind in row.kinds)
    return row


def test_the_example_of_the_docs_is_a_configuration_with_a_channel_of_every_kind(tmp_path: Path) -> None:
    (example,) = (text for text in re.findall(r"```toml\n(.*?)```", NOTIFICATIONS, re.DOTALL) if "[[channel]]" in text)
    for name in ("slack_url", "smtp"):
        (tmp_path / name).write_text("https://hooks.example.com/x")
    (tmp_path / "tunewatch.toml").write_text(example.replace("/run/secrets/", ""))
    settings = load(tmp_path / "tunewatch.toml", {"PIPELINE_SECRET": "whsec_YQ=="})
    assert {channel.kind for channel in settings.channels} == set(NOTIFIERS)


@kinds
def test_the_docs_promise_what_the_kind_guarantees(kind: str) -> None:
    assert f"| {kind} | {NOTIFIERS[kind].guarantee} |" in NOTIFICATIONS


@kinds
def test_the_table_of_keys_holds_those_of_the_kind_and_no_other(kind: str) -> None:
    documented = {name for row in rows() if kind in row.kinds for name in row.names}
    keys = NOTIFIERS[kind].configuration.keys
    assert documented == {name for key in keys for name in (key.name, key.alias) if name}


@kinds
def test_the_table_of_keys_says_what_is_needed_what_is_secret_and_what_else_holds(kind: str) -> None:
    for key in NOTIFIERS[kind].configuration.keys:
        row = row_of(key, kind)
        assert (row.default == "needed") == (key.required and key.derive is None), key.name
        assert ("*secret*" in row.meaning) == any(
            other.type.secret for other in NOTIFIERS[kind].configuration.keys if other.name in row.names
        )
        assert key.default in row.default
        assert all(f"`{choice}`" in row.meaning for choice in key.choices)


def test_the_table_of_keys_names_every_kind() -> None:
    (row,) = (row for row in rows() if row.names == {"kind"})
    assert set(re.findall(r"`(\w+)`", row.meaning)) == set(NOTIFIERS)
