"""Every task's name and typed arguments, and the queue it travels on. One struct is one kind of task."""

from __future__ import annotations

import hashlib
from typing import ClassVar, Literal

import msgspec

from service.core.outbox import EntryKind, OutboxEntry

QueueName = Literal["hot", "slow"]
HOT: QueueName = "hot"  # from a webhook to a message: nothing here may wait
SLOW: QueueName = "slow"  # refreshes, polls, evaluates: minutes do not matter


class Item(msgspec.Struct, array_like=True, frozen=True):
    """One inbound request on its way to the store. `outcome` is a `Reason`; accepted ones carry the raw body."""

    account: str
    delivery_id: str
    outcome: str
    received_at_us: int  # microseconds since the epoch
    body: bytes  # accepted: whole; rejected: first 4 KiB; duplicate: empty
    body_hash: str  # 32 hex digits of sha256
    content_type: str = ""
    head: str = ""  # request line and headers without secrets: core/head.py; empty from an older receiver


def inbound_id(item: Item, *, unique: bool = False) -> str:
    """The request's id: equal for equal deliveries; duplicates and rejected ones (`unique`) each have their own."""
    parts = [item.account, item.delivery_id, item.body_hash]
    if unique:
        parts += [item.outcome, str(item.received_at_us)]
    return "in_" + hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


class Task(msgspec.Struct, frozen=True):
    """Base of all tasks. `name` and `queue` are where it travels; `task_id` makes equal work one task.

    Names outlive code: they stand in Redis, in dead letters and as labels of metrics.
    """

    NAME: ClassVar[str]
    QUEUE: ClassVar[QueueName]

    @property
    def name(self) -> str:
        return self.NAME

    @property
    def queue(self) -> QueueName:
        return self.QUEUE

    @property
    def task_id(self) -> str:
        raise NotImplementedError


class Observe(Task, frozen=True):
    """Take a batch of inbound requests into the store. Written by the receiver's Lua call."""

    NAME: ClassVar[str] = "observe"
    QUEUE: ClassVar[QueueName] = HOT
    batch: str
    items: list[Item]

    @property
    def task_id(self) -> str:
        return f"observe:{self.batch}"


class Refresh(Task, frozen=True):
    """Ask the provider about the jobs of an account whose refresh is due."""

    NAME: ClassVar[str] = "look"
    QUEUE: ClassVar[QueueName] = SLOW
    account: str
    at: int  # unix second of the refresh, so that a later one does not hide an earlier one

    @property
    def task_id(self) -> str:
        return f"look:{self.account}:{self.at}"


class Poll(Task, frozen=True):
    """One slice of polling an account's list."""

    NAME: ClassVar[str] = "poll"
    QUEUE: ClassVar[QueueName] = SLOW
    account: str

    @property
    def task_id(self) -> str:
        return f"poll:{self.account}"


class CarryOut(Task, frozen=True, rename={"entry": "effect"}):
    """Make the next try of an outbox entry. Its name is the entry's kind; a message hurries, the rest may wait."""

    kind: str
    entry: str
    tries: int  # made so far; part of the id, so that a retry is a task of its own
    after: str = ""  # what it waited for, where it had to come back

    @property
    def name(self) -> str:
        return self.kind

    @property
    def queue(self) -> QueueName:
        return HOT if self.kind == EntryKind.DELIVER else SLOW

    @property
    def task_id(self) -> str:
        return f"{self.kind}:{self.entry}:{self.tries}:{self.after}"


class Check(Task, frozen=True, rename={"reply_key": "ticket"}):
    """Ask an account's provider for its jobs, for a person who waits; nothing of the answer is stored."""

    NAME: ClassVar[str] = "check"
    QUEUE: ClassVar[QueueName] = HOT
    account: str
    reply_key: str  # where the answer is waited for

    @property
    def task_id(self) -> str:
        return f"check:{self.reply_key}"


class Cancel(Task, frozen=True, rename={"reply_key": "ticket"}):
    """Ask a provider to cancel a job, for a person who waits until `until`; later nothing is asked."""

    NAME: ClassVar[str] = "cancel"
    QUEUE: ClassVar[QueueName] = HOT
    account: str
    job: str  # the provider's id
    reply_key: str
    until: float  # unix seconds

    @property
    def task_id(self) -> str:
        return f"cancel:{self.reply_key}"


class AskReadiness(Task, frozen=True, rename={"reply_key": "ticket"}):
    """Ask a provider whether a tuned model answers yet, for a person who waits."""

    NAME: ClassVar[str] = "servable"
    QUEUE: ClassVar[QueueName] = HOT
    account: str
    model: str
    reply_key: str

    @property
    def task_id(self) -> str:
        return f"servable:{self.reply_key}"


class TryOut(Task, frozen=True, rename={"pending": "draft", "reply_key": "ticket"}):
    """Try out an account or a channel that somebody is about to configure; the draft is in the data directory."""

    NAME: ClassVar[str] = "try"
    QUEUE: ClassVar[QueueName] = HOT
    pending: str
    reply_key: str  # where the answer is waited for

    @property
    def task_id(self) -> str:
        return f"try:{self.reply_key}"


class Sweep(Task, frozen=True):
    """Enqueue whatever is owed and due and that no task carries."""

    NAME: ClassVar[str] = "sweep"
    QUEUE: ClassVar[QueueName] = SLOW
    tick: int

    @property
    def task_id(self) -> str:
        return f"sweep:{self.tick}"


TASKS: dict[str, type[Task]] = {
    kind.NAME: kind for kind in (Observe, Refresh, Poll, Check, Cancel, AskReadiness, TryOut, Sweep)
}


def task_for(entry: OutboxEntry) -> CarryOut:
    """The task that makes an outbox entry's next try."""
    return CarryOut(entry.kind, entry.id, entry.tries)
