"""The losses of a job as curves: which they are, as few points as show them, and what they come to in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

AT_MOST = 150  # points of one curve in a message: a picture of 720 columns shows no more
MAX_CURVES = 4

Points = Sequence[tuple[int, float]]
Curves = Mapping[str, Points]


def is_validation(name: str) -> bool:
    """Is it measured on data that is not trained on?"""
    return any(word in name.lower() for word in ("valid", "eval", "test"))


def loss_curves(
    rows: Iterable[tuple[str, int, float]], at_most: int = AT_MOST
) -> dict[str, tuple[tuple[int, float], ...]]:
    """The curves of (name, step, value), thinned and in order of steps; training before validation.

    Empty unless one of them has two points: one point is said in words.
    """
    found: dict[str, list[tuple[int, float]]] = {}
    for name, step, value in rows:
        if "loss" in name.lower():
            found.setdefault(name, []).append((step, value))
    if all(len(points) < 2 for points in found.values()):
        return {}
    names = sorted(found, key=lambda name: (is_validation(name), name))[:MAX_CURVES]
    return {name: tuple(thinned(sorted(found[name]), at_most)) for name in names}


def thinned(points: Points, at_most: int) -> list[tuple[int, float]]:
    """At most so many of the points (4 or more), in order: both ends, and the lowest and highest of each stretch."""
    if len(points) <= at_most:
        return list(points)
    first, *inner, last = points
    stretches = max((at_most - 2) // 2, 1)
    kept = [first]
    for number in range(stretches):
        stretch = inner[number * len(inner) // stretches : (number + 1) * len(inner) // stretches]
        kept += sorted({min(stretch, key=_value), max(stretch, key=_value)})
    return [*kept, last]


def in_words(curves: Curves) -> str:
    """`train loss 2.3 → 0.45, eval loss 2.4 → 0.61 over 300 steps`: what somebody who sees no picture is told."""
    if not curves:
        return ""
    said = ", ".join(f"{spoken(name)} {points[0][1]:.3g} → {points[-1][1]:.3g}" for name, points in curves.items())
    return f"{said} over {max(points[-1][0] for points in curves.values()):,} steps"


def spoken(name: str) -> str:
    """What a person calls a curve: `train loss`. At most 40 characters of what a reporter calls it."""
    return name.replace("_", " ")[:40]


def _value(point: tuple[int, float]) -> float:
    return point[1]
