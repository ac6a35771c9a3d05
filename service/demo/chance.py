"""Chance that is the same on every run: numbers and names made of what they are for."""

from __future__ import annotations

import hashlib


def fraction(*parts: object) -> float:
    """A number in [0, 1), the same for the same parts."""
    return int.from_bytes(_digest(parts)[:8], "big") / 2**64


def token(length: int, *parts: object) -> str:
    """Up to 64 hex digits, the same for the same parts."""
    return _digest(parts).hex()[:length]


def _digest(parts: tuple[object, ...]) -> bytes:
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=32).digest()
