"""A kind of outbox entry that nothing else knows: one carrier and one line of the table, and it is carried out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.core.outbox import EntryState, OutboxEntry, entry_id
from service.core.task import CarryOut
from service.store import outbox
from service.store.engine import Tx
from service.store.outbox import SWEEP_GRACE_S, Claimed
from tests.integration.conftest import MakeWorld
from tests.servers import until
from tests.world import World
from workers import tasks
from workers.context import Carrier, Services
from workers.dispatch import dispatch

KIND = "mirror"


class Mirror:
    """Copies a version elsewhere; its first try of a version named `flaky` fails."""

    def __init__(self) -> None:
        self.copied: list[tuple[str, int]] = []

    async def carry_out(self, services: Services, task: CarryOut) -> None:
        """The next try: claim, copy, close."""
        owner = f"{services.owner}:{task.task_id}"
        claim = await services.store.write(outbox.claim, task.entry, owner=owner, lease_s=30)
        if claim.result is not Claimed.YES or claim.row is None:
            return
        subject = claim.row["subject"]
        if subject == "flaky" and claim.tries == 1:
            now = services.store.now()
            await services.store.write(outbox.postpone, task.entry, owner=owner, due_at=now)
            await services.enqueue_in(CarryOut(KIND, task.entry, claim.tries), 0.0)
            return
        self.copied.append((subject, claim.tries))
        await services.store.write(outbox.close, task.entry, EntryState.DONE, "copied", owner=owner)


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Mirror:
    """The carrier, with its line in the table."""
    new, known = Mirror(), tasks.carriers()
    monkeypatch.setattr(tasks, "carriers", lambda: {**known, KIND: Carrier(new.carry_out)})
    return new


@pytest.fixture
def no_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sweep finds nothing within the time of a test: what is carried out came through the queue."""
    monkeypatch.setattr(outbox, "SWEEP_GRACE_S", 3600)


def owed(subject: str) -> OutboxEntry:
    return OutboxEntry(entry_id(KIND, subject), KIND, subject)


def owe_earlier(tx: Tx, entry: OutboxEntry) -> list[OutboxEntry]:
    """The entry as a process committed it that died before its dispatch."""
    due = tx.now - timedelta(seconds=SWEEP_GRACE_S + 1)
    return outbox.owe(tx, [OutboxEntry(entry.id, entry.kind, entry.subject, due_at=due)])


async def done(w: World, entry: OutboxEntry) -> None:
    async def is_done() -> bool:
        return not await w.store.read(outbox.is_owed, entry.id)

    await until(is_done)


async def test_a_new_kind_of_entry_is_carried_through_the_queue_to_its_carrier(
    any_world: MakeWorld, mirror: Mirror, no_sweep: None
) -> None:
    async with any_world() as w:
        entry = owed("support v1")
        new = await w.store.write(outbox.owe, [entry])
        assert await w.store.write(outbox.owe, [entry]) == []  # owed once
        await dispatch(w.services, new)
        await done(w, entry)
        assert mirror.copied == [("support v1", 1)]


async def test_a_new_kind_of_entry_is_tried_again(one_world: MakeWorld, mirror: Mirror, no_sweep: None) -> None:
    async with one_world() as w:
        entry = owed("flaky")
        await dispatch(w.services, await w.store.write(outbox.owe, [entry]))
        await done(w, entry)
        assert mirror.copied == [("flaky", 2)]


async def test_a_new_kind_of_entry_whose_dispatch_was_cut_off_is_found_by_the_sweep(
    one_world: MakeWorld, mirror: Mirror
) -> None:
    async with one_world() as w:
        entry = owed("support v2")
        await w.store.write(owe_earlier, entry)
        await done(w, entry)
        assert mirror.copied == [("support v2", 1)]
