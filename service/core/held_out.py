"""Held-out items: what a suite asks, with reference answers, and which of it stands in the training data."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from service.core.errors import Malformed
from service.core.labels import label_of, normal_label, same_label, same_text
from service.core.wire import MAX_TEXT_BYTES, decode, text

MAX_SUITE_BYTES = 32 * 1024 * 1024  # parsed, this is about 150 MB in a worker
MAX_LINE_BYTES = 1024 * 1024
MAX_ITEMS = 50_000
MAX_NAME_BYTES = 200

Message = dict[str, object]  # as decoded from JSON


class BadSuite(Exception):
    """The held-out file cannot be used: `problem`, at `line` (counted from 1; 0 is the file as a whole). Correct the
    file named by the suite's `items_file`, or the suite's `labels`."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}" if line else problem)
        self.line = line
        self.problem = problem


@dataclass(frozen=True, slots=True)
class HeldOutItem:
    """One question with its reference answer. `id` is a hash of the prompt, so it survives reordering of the file."""

    id: str
    line: int
    messages: tuple[Message, ...]  # the prompt: everything before the reference
    reference: str
    name: str = ""  # the line's own "id", for people
    repeated_at: tuple[int, ...] = ()  # further lines with the same prompt and reference: not asked again
    contradicted_at: tuple[int, ...] = ()  # further lines with the same prompt and another reference: not asked


class _Line(msgspec.Struct):
    messages: list[Message]
    id: str | int | None = None


def load_items(data: bytes, labels: Sequence[str] = ()) -> list[HeldOutItem]:
    """The items of a JSONL file, one per distinct prompt, in the file's order. Raises BadSuite and nothing else.

    Each line is `{"messages": [… , {"role": "assistant", "content": reference}], "id": optional}`. A prompt that
    occurs again is noted on the first item instead of asked twice: counting it twice would pretend to more evidence.
    With `labels`, each reference must be one of them.
    """
    if len(data) > MAX_SUITE_BYTES:
        raise BadSuite(0, f"the file is larger than {MAX_SUITE_BYTES // 1024 // 1024} MiB")
    _check_labels(labels)
    items: dict[str, HeldOutItem] = {}
    for number, line in _lines(data):
        item = _item(number, line)
        if labels and label_of(item.reference, labels) is None:
            raise BadSuite(number, "the reference is none of the suite's labels")
        first = items.get(item.id)
        items[item.id] = item if first is None else _noted(first, item, labels)
        if len(items) > MAX_ITEMS:
            raise BadSuite(number, f"more than {MAX_ITEMS} items")
    if not items:
        raise BadSuite(0, "the file holds no items")
    return list(items.values())


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, numbered from 1. A byte order mark and blank lines are no fault."""
    stream = io.BytesIO(data.removeprefix(b"\xef\xbb\xbf"))
    return ((number, line) for number, raw in enumerate(stream, 1) if (line := raw.strip()))


def _item(number: int, line: bytes) -> HeldOutItem:
    if len(line) > MAX_LINE_BYTES:
        raise BadSuite(number, f"longer than {MAX_LINE_BYTES // 1024} KiB")
    try:
        parsed = decode(line, _Line)
    except Malformed as error:
        raise BadSuite(number, str(error)) from None
    *prompt, last = parsed.messages or [{}]
    reference = last.get("content")
    if last.get("role") != "assistant" or not isinstance(reference, str) or not reference.strip():
        raise BadSuite(number, "the last message must be the assistant's, with text: it is the reference")
    if not prompt:
        raise BadSuite(number, "there is no message before the reference")
    if not all(isinstance(message.get("role"), str) for message in prompt):
        raise BadSuite(number, "each message needs a role")
    if len(reference.encode()) > MAX_TEXT_BYTES:  # answers are cut there, so it could never be matched
        raise BadSuite(number, f"the reference is longer than {MAX_TEXT_BYTES // 1024} KiB")
    digest = hashlib.sha256(msgspec.json.encode(prompt, order="deterministic")).hexdigest()
    name = "" if parsed.id is None else text(str(parsed.id), MAX_NAME_BYTES)
    return HeldOutItem(
        id="itm_" + digest[:24], line=number, messages=tuple(prompt), reference=text(reference), name=name
    )


def digest_of(items: Iterable[HeldOutItem]) -> str:
    """Equal for the same prompts with the same references, in whatever order."""
    pairs = sorted((item.id, item.reference) for item in items)
    return hashlib.sha256(msgspec.json.encode(pairs)).hexdigest()[:24]


def _check_labels(labels: Sequence[str]) -> None:
    normal = [normal_label(label) for label in labels]
    if "" in normal:
        raise BadSuite(0, "a label of the suite is empty")
    for place, label in enumerate(normal):
        if label in normal[:place]:
            raise BadSuite(0, f"two labels of the suite are the same once normalised: {label!r}")


def _noted(first: HeldOutItem, again: HeldOutItem, labels: Sequence[str]) -> HeldOutItem:
    if same_text(again.reference, first.reference) or (labels and same_label(again.reference, first.reference, labels)):
        return replace(first, repeated_at=(*first.repeated_at, again.line))
    return replace(first, contradicted_at=(*first.contradicted_at, again.line))


def leaked(items: Iterable[HeldOutItem], training_jsonl: bytes) -> list[str]:
    """The ids of the items whose prompt and reference stand word for word in the training data, spaces aside.

    A longer training conversation that begins with the item counts too: every assistant turn is trained on.
    Lines of the training file that are not chat examples are passed over.
    """
    trained: set[bytes] = set()
    for _, line in _lines(training_jsonl):
        try:
            trained.update(_turns(decode(line, _Line).messages))
        except Malformed:
            continue
    return [item.id for item in items if _last_turn(item) in trained]


def _last_turn(item: HeldOutItem) -> bytes:
    return [*_turns([*item.messages, {"role": "assistant", "content": item.reference}])][-1]


def _turns(messages: Iterable[Message]) -> Iterator[bytes]:
    """For each assistant message, a hash of the conversation up to and with it."""
    digest = hashlib.sha256()
    for message in messages:
        content = message.get("content")
        words = " ".join(content.split()) if isinstance(content, str) else content
        part = [message.get("role"), words, message.get("tool_calls")]
        digest.update(msgspec.json.encode(part, order="deterministic") + b"\n")
        if message.get("role") == "assistant":
            yield digest.digest()
