"""What the simulator really did, written down by itself: the check compares it with what Tunewatch says."""

from __future__ import annotations

from collections import Counter

import msgspec


class JobEntry(msgspec.Struct):
    """One job. `ended_at` (unix seconds), a final `status` and what came of it are None until it ends."""

    id: str
    model: str
    suffix: str | None
    created_at: float
    seeded: bool  # put in place by a test, not created through the API
    fault: str  # what is planted in its webhook
    registry_name: str | None  # its metadata `tunewatch_model`
    tuned_accuracy: float  # the share of the held-out tickets that its model will get right
    status: str | None = None
    ended_at: float | None = None
    fine_tuned_model: str | None = None
    error_message: str | None = None
    trained_tokens: int | None = None
    train_loss: float | None = None  # of the last step
    noticed_by: list[str] | None = None  # what may tell of its end first; None: that follows from the deliveries


class Delivery(msgspec.Struct):
    """One attempt to deliver a webhook, written before it is made; `status` is None while open or without an answer."""

    job: str
    webhook_id: str
    event: str
    fault: str
    attempt: int  # from 1, per webhook id and copy
    copy: int  # 1 to 3 for a webhook that is sent three times
    genuine: bool  # False: signed with a wrong secret, and must be refused
    sent_at: float
    status: int | None = None
    answered_at: float | None = None
    error: str | None = None


class Ledger(msgspec.Struct):
    """`chat_calls` counts every call that names a model, `chat_answers` those that were answered.

    `listed_at` are the moments at which somebody was given the job list: whoever polls may see an ending in it.
    """

    jobs: dict[str, JobEntry] = {}
    deliveries: list[Delivery] = []
    chat_calls: Counter[str] = msgspec.field(default_factory=Counter)
    chat_answers: Counter[str] = msgspec.field(default_factory=Counter)
    listed_at: list[float] = []

    def to_json(self) -> bytes:
        content = msgspec.structs.asdict(self) | {"jobs": list(self.jobs.values())}
        return msgspec.json.encode(content)
