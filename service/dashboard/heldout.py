"""What the items of an evaluation ask and expect, out of its suite's file as long as that is the one that was used."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.core.config import Suite
from service.core.held_out import BadSuite, HeldOutItem, Message, digest_of, load_items
from service.log import redact

MAX_FILE_BYTES = 4_000_000  # for each view of a page: about a tenth of a second
MAX_CHARS = 4000  # of a text that the page cuts further

CHANGED = "The suite’s file has changed since, so questions are not shown."
NOT_CONFIGURED = "The suite is not configured any more, so questions are not shown."
TOO_LARGE = f"The suite’s file is larger than {MAX_FILE_BYTES // 1_000_000} MB, so questions are not shown."


@dataclass(frozen=True, slots=True)
class Question:
    """What an item asks, what it expects, and what its line calls itself."""

    asked: str
    expected: str
    name: str


def questions(suite: Suite | None, digest: str | None, wanted: Collection[str]) -> tuple[dict[str, Question], str]:
    """(by item id what was asked, why nothing is). Reads the suite's file.

    An item's id is a hash of its prompt. `digest` is of the file's items with their references as they were judged;
    None: not judged yet.
    """
    if suite is None:
        return {}, NOT_CONFIGURED
    try:
        with Path(suite.items_file).open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            return {}, TOO_LARGE
        items = load_items(data, suite.labels)
    except (OSError, BadSuite):
        return {}, CHANGED
    found = {item.id: _question(item) for item in items if item.id in wanted}
    if len(found) < len(wanted) or digest not in (None, digest_of(items)):
        return {}, CHANGED
    return found, ""


def _question(item: HeldOutItem) -> Question:
    return Question(last_asked(item.messages), _shown(item.reference), _shown(item.name))


def last_asked(messages: Sequence[Message]) -> str:
    """The text of the last message that a user wrote, or of the last one."""
    of_users = [one for one in messages if one.get("role") == "user"]
    content = [*messages[-1:], *of_users][-1].get("content")
    if isinstance(content, list):
        content = "\n".join(_part(one) for one in content)
    return _shown(content if isinstance(content, str) else "")


def _part(part: object) -> str:
    """A part's text; what is no text is named: `[image_url]`."""
    if not isinstance(part, Mapping):
        return str(part)
    said = part.get("text")
    return said if isinstance(said, str) else f"[{part.get('type')}]"


def _shown(text: str) -> str:
    return redact(text)[:MAX_CHARS]
