"""A report on its way to the service."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from service.reporter.parts.values import to_json

VERSION = 1  # of the report's format
MAX_NUMBERS = 9000  # per report; the service accepts 10,000
ENDINGS = ("succeeded", "failed", "cancelled", "expired")
SYNONYMS = {  # other words that the service reads as an ending
    "completed": "succeeded", "complete": "succeeded", "finished": "succeeded", "success": "succeeded",
    "successful": "succeeded", "error": "failed", "canceled": "cancelled",
}  # fmt: skip


class Item:
    """A report on its way. Its id stays; its body may grow until it is tried for the first time."""

    def __init__(
        self, url: str, report: Mapping[str, Any], *, id: str = "", body: str = "", accepted: bool = False
    ) -> None:
        self.url, self.report = url, dict(report)
        self.id = id or f"rep_{os.urandom(16).hex()}"
        self.body = body or to_json(report)
        self.accepted = accepted
        self.tried = bool(body)
        self.ending = report.get("status") in ENDINGS
        self.lifecycle = self.ending or report.get("sequence") == 1 or report.get("status") != "running"
        self.numbers = sum(len(row) for row in report.get("metrics") or ())
        self.tries = 0
        self.due = 0.0  # monotonic; when it may be tried next

    @property
    def name(self) -> str:
        """Its file's name: sorted by attempt, then by sequence."""
        return f"{self.report.get('attempt') or 0:010d}-{self.report.get('sequence') or 0:014d}-{self.id[-8:]}.json"


def status_of(word: str) -> str:
    """A status as the service calls it: `Completed` is `succeeded`. A word that is no ending stays as it is."""
    word = word.strip().lower()
    return SYNONYMS.get(word, word)
