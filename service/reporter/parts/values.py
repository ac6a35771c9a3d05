"""Any value as JSON, and as a number."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any


def to_json(value: object) -> str:
    """`value` as JSON that every parser accepts: a number that is not finite is null."""
    try:
        return json.dumps(value, allow_nan=False, separators=(",", ":"), default=plain)
    except Exception:  # noqa: BLE001  # a value's own code may run here
        return json.dumps(plain(value), separators=(",", ":"))


def plain(value: Any, depth: int = 0) -> Any:
    """Any value as what JSON can hold: its text where JSON has no such type, null where that fails."""
    try:
        return _plain(value, depth)
    except Exception:  # noqa: BLE001  # a value whose own code raises must not cost the report of the ending
        return None


def _plain(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if value.bit_length() <= 1024 else None  # json raises at thousands of digits
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if depth > 20:
        return None
    if isinstance(value, dict):
        return {str(name): plain(item, depth + 1) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item, depth + 1) for item in value]
    return str(value)[:1000]


def without_none(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are known."""
    return {name: value for name, value in fields.items() if value is not None}


def number(value: object) -> float | None:
    """A finite number, also one in text (transformers 5 logs '0.5') or in a tensor of one element; else None."""
    if isinstance(value, bool) or value is None or (isinstance(value, str) and len(value) > 40):
        return None
    try:
        result = float(value)  # type: ignore[arg-type]  # int, str, numpy, a tensor
    except Exception:  # noqa: BLE001  # a tensor's own code runs here
        return None
    return result if math.isfinite(result) else None


def is_number(value: object) -> bool:
    """Is it a number in any form, NaN and infinities included?"""
    if number(value) is not None:
        return True
    if isinstance(value, str):
        return value.strip().lower().lstrip("+-") in ("nan", "inf", "infinity")
    return not isinstance(value, (bool, list, dict, tuple)) and value is not None and hasattr(value, "__float__")


def whole(value: object) -> int | None:
    """A whole number from 0, else None."""
    result = number(value)
    return int(result) if result is not None and 0 <= result < 2**53 and result == int(result) else None
