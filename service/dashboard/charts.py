"""Charts as Vega-Lite specs: numbers in, one dictionary out, drawn by the page or to a picture. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.core.curves import is_validation, spoken, thinned

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


def series_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Points]:
    """The losses of {step, name, value} rows by name, each in order of steps; without a loss, every metric there is.

    Validation comes after training. Values that are no numbers are left out.
    """
    found: dict[str, Points] = {}
    for row in rows:
        if row["value"] is not None:
            found.setdefault(str(row["name"]), []).append((int(row["step"]), float(row["value"])))
    losses = {name: points for name, points in found.items() if "loss" in name.lower()} or found
    names = sorted(losses, key=lambda name: (is_validation(name), name))[:MAX_SERIES]
    return {name: thinned(sorted(losses[name]), MAX_POINTS) for name in names}


def scale_type(series: Mapping[str, Points]) -> str:
    """`log` where a linear axis would hide the end of the curve, else `linear`."""
    values = [value for points in series.values() for _, value in points]
    if not values or min(values) <= 0:
        return "linear"
    return "log" if max(values) / min(values) >= LOG_FROM else "linear"


def loss_spec(rows: Sequence[Mapping[str, Any]], *, dark: bool = False, picture: bool = False) -> dict[str, Any]:
    """The curve of a job's losses by step. `picture`: of a fixed size and ground, else as wide as its place."""
    series, theme = series_of(rows), THEMES[dark]
    names = list(series)
    values = [
        {"step": step, "value": value, "series": spoken(name)}
        for name, points in series.items()
        for step, value in points
    ]
    return {
        "$schema": SCHEMA,
        "description": "Loss by training step",
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
            "y": {"field": "value", "type": "quantitative", "title": None,
                  "scale": {"type": scale_type(series), "zero": False, "nice": True}, "axis": {"tickCount": 5}},
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
