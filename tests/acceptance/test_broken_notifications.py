"""A note that we cannot write for a bug of ours stops nobody: its batch is committed, and it is kept until mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.core.event import EventKind
from service.core.notification import Notification
from service.core.outbox import EntryState
from service.core.subscription import Subscription
from service.core.task import task_for
from service.queue import enqueue
from service.store import dead_letters, jobs, notifications
from tests.builders import step
from tests.servers import until
from tests.world import world
from workers.commit import commit

FAILURES = Subscription("sub", "hook", frozenset({EventKind.JOB_FAILED}))


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tunewatch.db'}"
    return str(request.getfixturevalue("postgres_url"))


def broken_for(job: str, build: Callable[..., Notification]) -> Callable[..., Notification]:
    """The builder, with a bug that one job's facts bring to light."""

    def broken(**said: Any) -> Notification:
        if said["job"].provider_job_id == job:
            raise KeyError("canary")
        return build(**said)

    return broken


async def test_a_batch_with_a_note_that_cannot_be_written_is_committed_and_the_others_are_told(
    redis_url: str, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world(redis_url, database_url, subscriptions=(FAILURES,)) as w:
        with monkeypatch.context() as patch:
            patch.setattr(notifications, "Notification", broken_for("bad", notifications.Notification))
            both = [step("failed", provider_job_id=job) for job in ("bad", "good")]
            await commit(w.services, jobs.update_many, both, [FAILURES])
            await until(lambda: w.notifications("done"))
            (dead,) = await until(lambda: w.notifications(EntryState.DEAD))
            assert await w.has("bad", "failed")
            assert [one.body.count("good") > 0 for one in w.inbox.messages] == [True]
            (dead_letter,) = await w.store.read(dead_letters.listed)
            assert (dead_letter["id"], dead_letter["error"]) == (dead["id"], "could not be written: KeyError")
        revived = await w.store.write(dead_letters.take_entry, dead["id"])
        assert revived is not None
        await enqueue(w.services.redis, [task_for(revived)])
        await until(lambda: len(w.inbox.accepted("webhook")) == 2)
        assert w.inbox.messages[-1].headers["webhook-id"] == dead["id"]
