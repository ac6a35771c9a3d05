"""Charts as Vega-Lite specs: numbers in, one dictionary out, drawn by the page or to a picture. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from service.core.loss_curves import is_validation, spoken, thinned

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
MAX_POINTS = 300  # of one series: more than a screen has columns for
MAX_SERIES = 6
LOG_FROM = 50.0  # times the least value: beyond that a linear axis hides the end of the curve
WIDTH, HEIGHT = 720, 240  # of a picture, in pixels before scaling

# Light and dark: text, lines of the grid, and the series in turn. Told apart without colour by the legend's order
# and by the dashes of validation.
THEMES: Mapping[bool, Mapping[str, Any]] = {
    False: {"text": "#5d6270", "grid": "#e6e7eb", "page": "#ffffff",
            "series": ["#2856c4", "#c2410c", "#0b7a4b", "#8b3fc0", "#5d6270", "#b3261e"]},
    True: {"text": "#9ba1b0", "grid": "#2b2f3a", "page": "#16181f",
           "series": ["#8fb4ff", "#ffa566", "#5ad19a", "#cf9bff", "#a3a8b6", "#ff8f87"]},
}  # fmt: skip

Points = list[tuple[int, float]]


def order(name: str) -> tuple[bool, bool, str]:
    """Losses first, training before validation."""
    return "loss" not in name.lower(), is_validation(name), name


def shown(names: Iterable[str]) -> list[str]:
    """Which metrics are drawn: the losses; without a loss, every one there is."""
    ordered = sorted(names, key=order)
    return ([name for name in ordered if "loss" in name.lower()] or ordered)[:MAX_SERIES]


def heading(names: Iterable[str]) -> str:
    """What the curve of these metrics is called: `Loss by step`, `Accuracy by step`. Before there is any: a loss."""
    drawn = shown(names)
    if not drawn or "loss" in drawn[0].lower():
        return "Loss by step"
    what = spoken(drawn[0]) if len(drawn) == 1 else "metrics"
    return f"{what[:1].upper()}{what[1:]} by step"


def series_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Points]:
    """The metrics that are shown of {step, name, value} rows by name, each in order of steps.

    Values that are no numbers are left out.
    """
    found: dict[str, Points] = {}
    for row in rows:
        if row["value"] is not None:
            found.setdefault(str(row["name"]), []).append((int(row["step"]), float(row["value"])))
    return {name: thinned(sorted(found[name]), MAX_POINTS) for name in shown(found)}


def scale_type(series: Mapping[str, Points]) -> str:
    """`log` where a linear axis would hide the end of the curve, else `linear`."""
    values = [value for points in series.values() for _, value in points]
    if not values or min(values) <= 0:
        return "linear"
    return "log" if max(values) / min(values) >= LOG_FROM else "linear"


def loss_spec(rows: Sequence[Mapping[str, Any]], *, dark: bool = False, picture: bool = False) -> dict[str, Any]:
    """The curve of a job's metrics by step. `picture`: of a fixed size and ground, else as wide as its place."""
    series, theme = series_of(rows), THEMES[dark]
    names, scale = list(series), scale_type(series)
    values = [
        {"step": step, "value": value, "series": spoken(name)}
        for name, points in series.items()
        for step, value in points
    ]
    return {
        "$schema": SCHEMA,
        "description": heading(names),
        "width": WIDTH if picture else "container",
        "height": HEIGHT,
        "background": theme["page"] if picture else "transparent",
        "padding": 12 if picture else 2,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": values},
        "mark": {"type": "line", "strokeWidth": 1.8, "interpolate": "linear", "point": _few(series)},
        "encoding": {
            "x": {"field": "step", "type": "quantitative", "title": "step",
                  "axis": {"grid": False, "tickCount": 8, "format": ",d"}, "scale": {"nice": False}},
            "y": {"field": "value", "type": "quantitative", "title": "log scale" if scale == "log" else None,
                  "scale": {"type": scale, "zero": False, "nice": True}, "axis": {"tickCount": 5}},
            "color": {"field": "series", "type": "nominal", "title": None,
                      "legend": {"orient": "top", "symbolType": "stroke"},
                      "scale": {"domain": [spoken(name) for name in names], "range": theme["series"][: len(names)]}},
            "strokeDash": {"field": "series", "type": "nominal", "title": None,
                           "legend": {"orient": "top", "symbolType": "stroke"},
                           "scale": {"domain": [spoken(name) for name in names],
                                     "range": [[5, 3] if is_validation(name) else [1, 0] for name in names]}},
            "tooltip": [{"field": "series", "title": "series"}, {"field": "step", "title": "step", "format": ",d"},
                        {"field": "value", "title": "value", "format": ".4~g"}],
        },
        "config": {
            "font": "system-ui, sans-serif",
            "view": {"stroke": None},
            "axis": {"labelColor": theme["text"], "titleColor": theme["text"], "gridColor": theme["grid"],
                     "domainColor": theme["grid"], "tickColor": theme["grid"], "labelFontSize": 11, "titleFontSize": 11,
                     "titleFontWeight": "normal"},
            "legend": {"labelColor": theme["text"], "labelFontSize": 12},
        },
    }  # fmt: skip


def _few(series: Mapping[str, Points]) -> bool:
    """Has every series so few points that a line alone could not be seen?"""
    return all(len(points) <= 3 for points in series.values())
