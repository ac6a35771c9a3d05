"""The keys of a kind's `[[channel]]`: declared once, read by settings, set-up page, docs and test kit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from service.core.config import Secret

Value = str | int | tuple[str, ...] | Secret
Given = Mapping[str, Value]


class KeyType(StrEnum):
    """How a key is written, checked and asked for."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105  # also as <key>_file and <key>_env; never shown
    SECRET_URL = "secret url"  # noqa: S105  # a secret that is an http(s) address
    ADDRESS = "address"  # of e-mail
    ADDRESSES = "addresses"  # one or a list
    PORT = "port"
    CHOICE = "choice"

    @property
    def secret(self) -> bool:
        return self in {KeyType.SECRET, KeyType.SECRET_URL}


@dataclass(frozen=True, slots=True)
class Key:
    """One key. Its place among the keys is its place in the form."""

    name: str
    type: KeyType
    label: str  # of the form's field
    what: str = ""  # follows "<name> is missing: "
    hint: str = ""  # below the form's field
    placeholder: str = ""  # in the empty field
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""  # of a choice
    alias: str = ""  # another name that is read, too
    derive: Callable[[Given], Value | None] | None = None  # the value of a key that is left out, from the others
    example: str | tuple[str, ...] = ""  # keys that have one stand in the lines to paste; fit for use in tests


@dataclass(frozen=True, slots=True)
class Configuration:
    """The keys of a kind, and how the set-up page speaks of it."""

    options: Callable[..., object]  # the frozen dataclass that the keys' values become; its fields are the keys
    keys: tuple[Key, ...]
    summary: str  # of one line, where a person chooses a kind
    test: str = "Sends one message there and saves nothing."  # what the form's button does


def secret_address(example: str) -> Key:
    """The key `url` of a kind whose address is all that posting there takes."""
    return Key(
        "url",
        KeyType.SECRET_URL,
        "Address",
        required=True,
        placeholder="https://…",
        hint="Whoever knows it can post there, so it is kept like a password.",
        example=example,
    )
