"""Owed work: its ids, and how it ends."""

from __future__ import annotations

from service.core.outbox import EntryKind, EntryState, OutboxEntry, after_attempt, entry_id, removed
from service.core.send_result import Outcome, SendResult
from tests.builders import NOW

DELIVERED = SendResult(Outcome.DELIVERED, again=False)
THROTTLED = SendResult(Outcome.THROTTLED, again=True)


def test_the_same_work_is_owed_once_and_every_part_of_it_counts() -> None:
    ids = {entry_id("register", "ver_1"), entry_id("evaluate", "ver_1"), entry_id("register", "ver_1", "suite")}
    assert len(ids) == 3
    assert entry_id("register", "ver_1") in ids
    assert entry_id("register", "a", "b") != entry_id("register", "ab")


def test_ids_stay_what_old_databases_hold() -> None:
    assert entry_id(EntryKind.REGISTER, "job_1") == "eff_d57c269ff3497374e9e6a6a2"


def test_new_work_is_owed_at_once_and_was_never_tried() -> None:
    entry = OutboxEntry("eff_1", EntryKind.REGISTER, "ver_1")
    assert (entry.state, entry.tries, entry.due_at) == (EntryState.OWED, 0, None)


def test_work_whose_channel_was_removed_makes_no_dead_letter() -> None:
    assert removed("channel team") == (
        EntryState.CANCELLED_BY_CONFIG, "channel team is not configured any more",
    )  # fmt: skip


def test_an_attempt_that_arrived_is_done_whatever_was_planned() -> None:
    assert after_attempt(DELIVERED, None) is EntryState.DONE
    assert after_attempt(DELIVERED, NOW) is EntryState.DONE


def test_an_attempt_that_failed_is_owed_again_while_a_next_one_is_due_and_dead_after_the_last() -> None:
    assert after_attempt(THROTTLED, NOW) is EntryState.OWED
    assert after_attempt(THROTTLED, None) is EntryState.DEAD
