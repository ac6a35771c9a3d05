"""A TOML file and an environment, read so that every fault is found and named, and none stops the reading.

No text of a fault holds the value of a secret.
"""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from service.core.config import Secret

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
NAME_RULE = "1 to 63 of a-z 0-9 . _ - and begins with a letter or digit"


@dataclass(frozen=True, slots=True)
class Source:
    """The world that settings are read from, and what was found wrong in it."""

    env: Mapping[str, str] = field(repr=False)
    base_dir: Path
    problems: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    def toml(self, path: Path, *, missing_ok: bool) -> dict[str, object]:
        """The parsed file; empty after noting why it cannot be read, as a hint if it is `missing_ok`."""
        try:
            return tomllib.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            (self.hints if missing_ok else self.problems).append(f"there is no configuration file {path}")
        except OSError as error:
            self.problems.append(f"cannot read {path}: {error.strerror}")
        except UnicodeDecodeError:
            self.problems.append(f"{path} is not UTF-8 text")
        except tomllib.TOMLDecodeError as error:
            self.problems.append(f"{path} is not TOML: {error}")
        return {}

    def read(self, where: str, file_name: str) -> str | None:
        """The text of a secret's file without its last line break; None after noting the fault."""
        try:
            value = (self.base_dir / file_name).read_text("utf-8").strip()
        except OSError as error:
            self.problems.append(f"{where}: cannot read {file_name}: {error.strerror}")
            return None
        except UnicodeDecodeError:
            self.problems.append(f"{where}: {file_name} is not a text file")
            return None
        if not value:
            self.problems.append(f"{where}: {file_name} is empty")
        return value or None

    def secret(self, name: str) -> Secret | None:
        """The variable `name`, or the content of the file that `name`_FILE names. Empty counts as absent."""
        value, file_name = self.env.get(name), self.env.get(f"{name}_FILE")
        if value and file_name:
            self.problems.append(f"{name} and {name}_FILE are both set: keep one of them")
        if not value and file_name:
            value = self.read(f"{name}_FILE", str(Path(file_name).absolute()))
        return Secret(value) if value else None

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        value = self.env.get(name, "").lower() or default
        if value not in choices:
            self.problems.append(f"{name} must be one of {', '.join(choices)}")
        return value


class Table:
    """One TOML table being read. Hands out values by name and type, notes faults, and at `finish` every key nobody
    asked for. A value of the wrong type is noted and then counts as absent."""

    def __init__(self, where: str, raw: Mapping[str, object], source: Source) -> None:
        self.where = where
        self.source = source
        self._raw = raw
        self._asked: set[str] = set()

    def fault(self, text: str) -> None:
        self.source.problems.append(f"{self.where}: {text}" if self.where else text)

    def _take(self, key: str, fits: Callable[[Any], bool], expected: str) -> Any:  # a seam: callers name the type
        self._asked.add(key)
        value = self._raw.get(key)
        if value is None or fits(value):
            return value
        self.fault(f"{key} must be {expected}")
        return None

    def text(self, key: str) -> str | None:
        value: str | None = self._take(key, lambda value: isinstance(value, str), "a text in quotes")
        if value is not None and not value.strip():
            self.fault(f"{key} is empty")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of texts; one text stands for a list of one."""
        value: str | list[str] | None = self._take(key, _is_texts, 'a list of texts, such as ["a", "b"]')
        if value is None:
            return None
        items = (value,) if isinstance(value, str) else tuple(value)
        if not all(item.strip() for item in items):
            self.fault(f"{key} holds an empty text")
        return items

    def flag(self, key: str, default: bool) -> bool:
        value: bool | None = self._take(key, lambda value: isinstance(value, bool), "true or false")
        return default if value is None else value

    def number(self, key: str, *, above: float | None = None) -> float | None:
        """A finite number of at least 0, or greater than `above`."""
        rule = "at least 0" if above is None else f"greater than {above:g}"
        value: float | None = self._take(key, lambda value: _is_number(value, above), f"a number, {rule}")
        return value

    def integer(self, key: str, *, low: int = 1, high: int = 2**31 - 1) -> int | None:
        value: int | None = self._take(
            key, lambda value: type(value) is int and low <= value <= high, f"a whole number from {low} to {high}"
        )
        return value

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        value = self.text(key) or default
        if value is None:
            self.fault(f"{key} is missing: one of {', '.join(choices)}")
            return ""
        if value not in choices:
            self.fault(f'{key} "{value}" is none of {", ".join(choices)}{did_you_mean(value, choices)}')
        return value

    def name(self, key: str = "name", default: str | None = None) -> str:
        value = self.text(key) or default
        if value is None:
            self.fault(f"{key} is missing")
            return ""
        if not NAME.fullmatch(value):
            self.fault(f'{key} "{value}" must be {NAME_RULE}')
        return value

    def secret(self, key: str) -> Secret | None:
        """The value of `key`, of the file that `key`_file names, or of the variable that `key`_env names."""
        given = {name: value for name in (key, f"{key}_file", f"{key}_env") if (value := self.text(name)) is not None}
        if len(given) > 1:
            self.fault(f"{' and '.join(given)} are given together: keep one of them")
        values = [self._resolved(name, value) for name, value in given.items()]
        return Secret(values[0]) if values and values[0] else None

    def web_url(self, key: str, value: str) -> str:
        """`value`, after noting when it is given and is no http(s) address. It may hold a secret: it is not shown."""
        parts = split_url(value)
        if value and (parts is None or parts.scheme not in ("http", "https") or not parts.hostname):
            self.fault(f"{key} must begin with https:// or http:// and name a host")
        return value

    def secret_values(self, key: str) -> tuple[tuple[str, Secret], ...]:
        """A table of texts by name, each as it is or where it stands: `{ env = "NAME" }`, `{ file = "name" }`."""
        raw: dict[str, object] = (
            self._take(key, lambda value: isinstance(value, dict), 'a table, such as { "x-team" = "ml" }') or {}
        )
        values = {name: self._secret_value(f"{key}: {name!r}", value) for name, value in raw.items()}
        return tuple((name, Secret(value)) for name, value in values.items() if value)

    def _secret_value(self, where: str, value: object) -> str | None:
        place = Table(f"{self.where}: {where}", value, self.source) if isinstance(value, dict) else None
        if place is not None and len(place._raw) == 1:
            text = place.variable("env") or place.content("file")
            place.finish()
            return text
        if not isinstance(value, str) or not value.strip():
            self.fault(f'{where} must be a text, {{ env = "NAME" }} or {{ file = "name" }}')
            return None
        return value.strip()

    def variable(self, key: str) -> str | None:
        """The value of the environment variable that `key` names."""
        name = self.text(key)
        if name is None:
            return None
        value = self.source.env.get(name, "").strip()
        if not value:
            self.fault(f"{key}: the environment has no {name}, or it is empty")
        return value or None

    def content(self, key: str) -> str | None:
        """The content of the file that `key` names."""
        file_name = self.text(key)
        return None if file_name is None else self.source.read(f"{self.where}: {key}", file_name)

    def _resolved(self, name: str, value: str) -> str | None:
        if name.endswith("_file"):
            return self.content(name)
        if name.endswith("_env"):
            return self.variable(name)
        return value.strip()

    def existing_file(self, key: str, file_name: str | None) -> str | None:
        """The absolute name of a file that must exist."""
        if file_name is None:
            return None
        path = (self.source.base_dir / file_name).absolute()
        if not path.is_file():
            self.fault(f"{key}: no such file: {file_name}")
        return str(path)

    def tables(self, key: str) -> Iterator[Table]:
        """Each `[[key]]` table; its own `finish` is called after it was read."""
        raw: list[dict[str, object]] = self._take(key, _is_tables, f"written as [[{key}]]") or []
        for number, values in enumerate(raw, 1):
            name = values.get("name")
            named = isinstance(name, str) and name
            table = Table(f'{key} "{name}"' if named else f"{key} #{number}", values, self.source)
            yield table
            table.finish()

    def table(self, key: str) -> Table:
        """The one `[key]` table, empty where there is none; the caller calls its `finish`."""
        raw: dict[str, object] = self._take(key, lambda value: isinstance(value, dict), f"written as [{key}]") or {}
        return Table(key, raw, self.source)

    def mixed(self, key: str) -> list[str | dict[str, object]] | None:
        """A list whose items are texts or tables."""
        value: list[str | dict[str, object]] | None = self._take(
            key, _is_mixed, 'a list of names and tables, such as ["base", { name = "…", model = "…" }]'
        )
        return value

    def pass_over(self) -> None:
        """No key is unknown: what the table may hold cannot be told."""
        self._asked.update(self._raw)

    def finish(self) -> None:
        """Notes every key that nothing asked for."""
        for key in self._raw:
            if key not in self._asked:
                self.fault(f'unknown key "{key}"{did_you_mean(key, self._asked)}')


def split_url(url: str) -> SplitResult | None:
    """The parts of a URL; None when its host or port cannot be read."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # reading it is what checks it
    except ValueError:
        return None
    return parts


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """` (did you mean "…"?)` or nothing."""
    close = difflib.get_close_matches(word, sorted(words), n=1)
    return f' (did you mean "{close[0]}"?)' if close else ""


def _is_texts(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _is_mixed(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str | dict) for item in value)


def _is_number(value: object, above: float | None) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return False
    return value >= 0 if above is None else value > above
