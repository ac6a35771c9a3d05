"""The scorers, by the word that `[[suite]] scorer` uses."""

from __future__ import annotations

from service.scorers import Scorer
from service.scorers.exact import Exact
from service.scorers.label import Label

SCORERS: dict[str, Scorer] = {scorer.kind: scorer for scorer in (Exact(), Label())}
