"""Every task's name and typed arguments, and the queue it travels on. One struct is one kind of task."""

from __future__ import annotations

import hashlib
from typing import ClassVar, Literal

import msgspec

from service.core.outbox import EntryKind, OutboxEntry

QueueName = Literal["hot", "slow"]
HOT: QueueName = "hot"  # from a webhook to a message: nothing here may wait
SLOW: QueueName = "slow"  # looks again, polls, evaluates: minutes do not matter


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
    """Base of all tasks. `task_id` makes equal work one task; `queue` is where it travels."""

    name: ClassVar[str]
    queue: ClassVar[QueueName]

    @property
    def task_id(self) -> str:
        raise NotImplementedError


class Observe(Task, frozen=True):
    """Take a batch of inbound requests into the store. Written by the receiver's Lua call."""

    name: ClassVar[str] = "observe"
    queue: ClassVar[QueueName] = HOT
    batch: str
    items: list[Item]

    @property
    def task_id(self) -> str:
        return f"observe:{self.batch}"


class Refresh(Task, frozen=True):
    """Ask the provider about the jobs of an account whose look is due."""

    name: ClassVar[str] = "look"
    queue: ClassVar[QueueName] = SLOW
    account: str
    at: int  # unix second of the look, so that a later one does not hide an earlier one

    @property
    def task_id(self) -> str:
        return f"look:{self.account}:{self.at}"


class Poll(Task, frozen=True):
    """One slice of polling an account's list."""

    name: ClassVar[str] = "poll"
    queue: ClassVar[QueueName] = SLOW
    account: str

    @property
    def task_id(self) -> str:
        return f"poll:{self.account}"


class Deliver(Task, frozen=True):
    """Make the next attempt of a notification."""

    name: ClassVar[str] = "deliver"
    queue: ClassVar[QueueName] = HOT
    entry: str
    tries: int  # made so far; part of the id, so that a retry is a task of its own
    after: str = ""  # what it waited for, where it had to come back

    @property
    def task_id(self) -> str:
        return f"deliver:{self.entry}:{self.tries}:{self.after}"


class Register(Task, frozen=True):
    """Complete a registered version's lineage and call for its evaluations."""

    name: ClassVar[str] = "register"
    queue: ClassVar[QueueName] = SLOW
    entry: str
    tries: int

    @property
    def task_id(self) -> str:
        return f"register:{self.entry}:{self.tries}"


class Evaluate(Task, frozen=True):
    """One slice of an evaluation; each slice is a try of its effect."""

    name: ClassVar[str] = "evaluate"
    queue: ClassVar[QueueName] = SLOW
    entry: str
    tries: int

    @property
    def task_id(self) -> str:
        return f"evaluate:{self.entry}:{self.tries}"


class Check(Task, frozen=True):
    """Ask an account's provider for its jobs, for a person who waits; nothing of the answer is stored."""

    name: ClassVar[str] = "check"
    queue: ClassVar[QueueName] = HOT
    account: str
    reply_key: str  # where the answer is waited for

    @property
    def task_id(self) -> str:
        return f"check:{self.reply_key}"


class Cancel(Task, frozen=True):
    """Ask a provider to cancel a job, for a person who waits until `until`; later nothing is asked."""

    name: ClassVar[str] = "cancel"
    queue: ClassVar[QueueName] = HOT
    account: str
    job: str  # the provider's id
    reply_key: str
    until: float  # unix seconds

    @property
    def task_id(self) -> str:
        return f"cancel:{self.reply_key}"


class AskReadiness(Task, frozen=True):
    """Ask a provider whether a tuned model answers yet, for a person who waits."""

    name: ClassVar[str] = "servable"
    queue: ClassVar[QueueName] = HOT
    account: str
    model: str
    reply_key: str

    @property
    def task_id(self) -> str:
        return f"servable:{self.reply_key}"


class Try(Task, frozen=True):
    """Try out an account or a channel that somebody is about to configure; the draft is in the data directory."""

    name: ClassVar[str] = "try"
    queue: ClassVar[QueueName] = HOT
    pending: str
    reply_key: str  # where the answer is waited for

    @property
    def task_id(self) -> str:
        return f"try:{self.reply_key}"


class Sweep(Task, frozen=True):
    """Enqueue whatever is owed and due and that no task carries."""

    name: ClassVar[str] = "sweep"
    queue: ClassVar[QueueName] = SLOW
    tick: int

    @property
    def task_id(self) -> str:
        return f"sweep:{self.tick}"


TASKS: dict[str, type[Task]] = {
    kind.name: kind
    for kind in (Observe, Refresh, Poll, Deliver, Register, Evaluate, Check, Cancel, AskReadiness, Try, Sweep)
}


def task_for(entry: OutboxEntry) -> Task:
    """The task that carries out an effect's next try."""
    match entry.kind:
        case EntryKind.DELIVER:
            return Deliver(entry.id, entry.tries)
        case EntryKind.REGISTER:
            return Register(entry.id, entry.tries)
        case EntryKind.EVALUATE:
            return Evaluate(entry.id, entry.tries)
