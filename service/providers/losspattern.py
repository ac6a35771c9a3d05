"""An operator's own pattern for lines of a log, by RE2: it reads any line in time that grows with the line's length."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import re2  # type: ignore[import-untyped]  # it has no types: what is taken from it is given one here

from service.providers import BadOption
from service.providers.loglines import STEPS, TOTALS, FindGroups

OPTION = (
    "a regular expression (RE2) for a line of the log: its groups `step` and `total_steps` say where, every other "
    "named group is a metric, `loss` means train_loss"
)
MAX_PATTERN_CHARS = 500
MAX_MEMORY_BYTES = 1 << 20  # what RE2 may take for one pattern; an ordinary one takes a few kB

# What Python's patterns have and RE2's have not, as RE2 names it when it refuses, and what to write instead.
_INSTEAD = (
    (r"\(\?<?[=!]", "it does not look around: match what stands there, such as (?:^|[^_])loss for (?<!_)loss"),
    (r"\(\?P|\(\?\(|\\\d", "it does not refer back to a group: write out what the group takes"),
    (r"\(\?>|.*[*+?}]\+", "it never goes back: write a plain repeat and a plain group"),
    (r"\(\?[#A-Za-z]*", "it has the flags i, m, s and U, and no comments"),
    (r"\\Z", r"write \z for the end of the line"),
    (r"\\[uUN]", r"write the character itself, or its number as in \x{2588}"),
    (r"\{[\d,]*\}", "it repeats at most 1000 times"),
)
# What RE2 takes without a word, and reads in another way than Python.
_READ_OTHERWISE = (
    (r"(?<!\\)\{,\d*\}", "write {0,3} for {,3}"),
    (r"(?s)\(\?P?<(\w+)>.*\(\?P?<\1>", "a group's name stands there twice: join both into one group"),
)


def loss_pattern(text: str) -> FindGroups:
    """The operator's pattern. Raises BadOption for one that RE2 does not know or that names no metric."""
    if len(text) > MAX_PATTERN_CHARS:
        raise BadOption(f"loss_pattern is longer than {MAX_PATTERN_CHARS} characters")
    if instead := next((advice for otherwise, advice in _READ_OTHERWISE if re.search(otherwise, text)), None):
        raise BadOption(f"loss_pattern is read in another way by RE2: {instead}")
    try:
        compiled = re2.compile(text, _options())
    except UnicodeEncodeError:
        raise BadOption("loss_pattern is not Unicode text") from None
    except re2.error as error:
        raise BadOption(f"loss_pattern is no pattern of RE2: {_reason(error.args[0].decode())}") from None
    if not set(compiled.groupindex) - {*STEPS, *TOTALS}:
        raise BadOption("loss_pattern needs a named group for a number, such as (?P<loss>[0-9.]+)")
    return partial(_groups, compiled)


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = MAX_MEMORY_BYTES
    options.log_errors = False  # else RE2 writes to standard error by itself
    return options


def _reason(error: str) -> str:
    """RE2's own words, and what to write instead of what only Python knows."""
    refused = error.partition(": ")[2]
    advice = next((advice for python, advice in _INSTEAD if re.fullmatch(python, refused)), None)
    return error if advice is None else f"{error}; {advice}"


def _groups(compiled: Any, line: str) -> Mapping[str, str]:
    match = compiled.search(line.encode("utf-8", "replace"))  # as bytes, which saves counting characters
    named: dict[str, bytes | None] = {} if match is None else match.groupdict()
    return {name: value.decode("utf-8", "replace") for name, value in named.items() if value is not None}
