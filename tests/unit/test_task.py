"""What travels on the queue: names, queues, ids, and the fields as they stand in Redis."""

from __future__ import annotations

import msgspec
import pytest

from service.core.outbox import EntryKind, OutboxEntry
from service.core.task import (
    HOT,
    SLOW,
    TASKS,
    AskReadiness,
    Cancel,
    CarryOut,
    Check,
    Item,
    Observe,
    Poll,
    QueueName,
    Refresh,
    Sweep,
    Task,
    TryOut,
    inbound_id,
    task_for,
)

ITEM = Item("lab", "msg_1", "accepted", 1_700_000_000_000_000, b"{}", "ab" * 16)

TRAVEL: list[tuple[Task, str, QueueName, str]] = [
    (Observe("b1", [ITEM]), "observe", HOT, "observe:b1"),
    (Refresh("lab", 1700), "look", SLOW, "look:lab:1700"),
    (Poll("lab"), "poll", SLOW, "poll:lab"),
    (CarryOut("deliver", "ntf_1", 2), "deliver", HOT, "deliver:ntf_1:2:"),
    (CarryOut("deliver", "ntf_1", 2, "later"), "deliver", HOT, "deliver:ntf_1:2:later"),
    (CarryOut("register", "eff_1", 0), "register", SLOW, "register:eff_1:0:"),
    (CarryOut("evaluate", "eff_2", 0), "evaluate", SLOW, "evaluate:eff_2:0:"),
    (Check("lab", "k1"), "check", HOT, "check:k1"),
    (Cancel("lab", "job-1", "k2", 1700.5), "cancel", HOT, "cancel:k2"),
    (AskReadiness("lab", "ft:m", "k3"), "servable", HOT, "servable:k3"),
    (TryOut("p1", "k4"), "try", HOT, "try:k4"),
    (Sweep(7), "sweep", SLOW, "sweep:7"),
]


@pytest.mark.parametrize(("task", "name", "queue", "task_id"), TRAVEL, ids=[each[3] for each in TRAVEL])
def test_a_task_travels_under_its_name_on_its_queue_with_an_id_of_its_own(
    task: Task, name: str, queue: QueueName, task_id: str
) -> None:
    assert (task.name, task.queue, task.task_id) == (name, queue, task_id)


@pytest.mark.parametrize("task", [each[0] for each in TRAVEL], ids=[each[3] for each in TRAVEL])
def test_a_task_arrives_as_it_was_sent(task: Task) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(task), type=type(task)) == task


def test_every_task_but_those_of_the_outbox_is_in_the_table() -> None:
    assert {type(task) for task, *_ in TRAVEL} - {CarryOut} == set(TASKS.values())
    assert all(name == TASKS[name].NAME for name in TASKS)


def test_fields_stand_in_redis_under_the_names_that_older_versions_wrote() -> None:
    assert msgspec.to_builtins(CarryOut("deliver", "ntf_1", 2)) == {
        "kind": "deliver", "effect": "ntf_1", "tries": 2, "after": "",
    }  # fmt: skip
    assert msgspec.to_builtins(Check("lab", "k1")) == {"account": "lab", "ticket": "k1"}
    assert msgspec.to_builtins(TryOut("p1", "k4")) == {"draft": "p1", "ticket": "k4"}


def test_an_item_of_an_older_receiver_has_no_head() -> None:
    older = ["lab", "msg_1", "accepted", 1, b"{}", "ab" * 16]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(older), type=Item).head == ""


def test_the_task_of_an_outbox_entry_is_its_next_try() -> None:
    assert task_for(OutboxEntry("eff_1", EntryKind.REGISTER, "ver_1", tries=3)) == CarryOut("register", "eff_1", 3)


def changed(**changes: object) -> Item:
    return msgspec.structs.replace(ITEM, **changes)


def test_equal_deliveries_have_one_id_whenever_they_came() -> None:
    assert inbound_id(changed(received_at_us=5, outcome="duplicate", content_type="text/plain")) == inbound_id(ITEM)
    others = [changed(account="other"), changed(delivery_id="msg_2"), changed(body_hash="cd" * 16)]
    assert len({inbound_id(item) for item in [ITEM, *others]}) == 4


def test_rejected_and_repeated_deliveries_each_have_an_id_of_their_own() -> None:
    items = [ITEM, changed(received_at_us=5), changed(outcome="duplicate")]
    assert len({inbound_id(item, unique=True) for item in items}) == 3
    assert inbound_id(ITEM, unique=True) != inbound_id(ITEM)


def test_ids_stay_what_old_databases_hold() -> None:
    assert inbound_id(ITEM) == "in_e44efd69124312fb5d1a97d7"


def test_a_delivery_id_that_is_no_text_has_an_id_all_the_same() -> None:
    assert inbound_id(changed(delivery_id="\ud800")).startswith("in_")
