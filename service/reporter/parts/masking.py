"""Stars in place of secrets."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Any

SECRET_NAME = re.compile(r"(?i)(token|secret|passw(or)?d|(api|access|private)_?key)")


def secrets_to_mask(own: str) -> tuple[list[str], list[str]]:
    """(forms of our own secret, and those with the values that the environment calls token, key or password)."""
    named = [value for name, value in os.environ.items() if SECRET_NAME.search(name) and len(value) >= 12]
    named += [line for value in named for line in value.splitlines() if len(line) >= 8]  # a tail may begin within a key
    ours = [value for value in (own, own.partition("_")[2]) if len(value) >= 8]
    return ours, sorted({*ours, *named}, key=len, reverse=True)


def masked(value: Any, secrets: Sequence[str]) -> Any:
    """`value` with `***` in place of secrets in every text."""
    if isinstance(value, dict):
        return {masked(name, secrets): masked(item, secrets) for name, item in value.items()}
    if isinstance(value, list):
        return [masked(item, secrets) for item in value]
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, "***")
    return value
