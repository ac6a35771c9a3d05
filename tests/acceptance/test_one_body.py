"""One id, one body: whatever comes to be known between two attempts of a note is in none but the next note."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.core import retry
from service.core.event import EventKind
from service.core.subscription import Subscription
from service.demo.received import Kind
from tests.servers import until
from tests.world import world

BETWEEN_S = (0.2,) * 9


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tunewatch.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.mark.parametrize(("kind", "channel"), [("webhook", "hook"), ("slack", "team")])
@pytest.mark.parametrize("status", ["running", "succeeded"])
async def test_a_fact_that_comes_between_two_attempts_changes_nothing_of_what_is_told(
    redis_url: str, database_url: str, monkeypatch: pytest.MonkeyPatch, status: str, kind: Kind, channel: str
) -> None:
    monkeypatch.setattr(retry, "RETRY_AFTER_S", BETWEEN_S)
    told = Subscription("sub", channel, frozenset({EventKind.JOB_STARTED, EventKind.JOB_SUCCEEDED}))
    async with world(redis_url, database_url, subscriptions=(told,)) as w:

        async def known(fact: str) -> bool:
            return fact in str(await w.job("job-1"))

        w.inbox.fail_next(kind, 500, messages=len(BETWEEN_S))
        await w.report("job-1", status, 1, name="first-name")
        await until(lambda: w.inbox.messages)
        await w.report("job-1", status, 2, name="second-name", base_model="late-base", tuned_model="late-model")
        await until(lambda: known("late-base"))
        heard = len(w.inbox.messages)
        await until(lambda: len(w.inbox.messages) > heard)
        w.inbox.fail_next(kind, 500, messages=0)
        await until(lambda: w.notifications("done"))
        assert len({one.body for one in w.inbox.messages}) == 1
        assert "late-base" not in w.inbox.messages[-1].body
        assert [one["attempts"][-1]["number"] for one in await w.notifications()] == [len(w.inbox.messages)]
