"""What a job is, and what a snapshot changes about it. Everything that decides a job's state lives in this file.

The law:
1. A snapshot's *rank* is (life, is it an ending, revision, fingerprint). The job stands where its highest-ranked
   snapshot stands. So an ending outranks every non-ending of the same life, however late the other arrives; a
   documented revival is a new life and outranks all of the old one; the rest is decided by the provider's own
   sequence or by the moment we asked. Rank is a total order, so arrival order and repetition cannot matter.
2. Every fact carries the rank it came with, and only a higher rank replaces it. A snapshot that says nothing
   about a fact leaves it alone. What an ending said of itself ends with its life: a success on the second try failed
   of nothing.
3. Every ending that a job reports is an event once per life: the event's id is made of job, kind,
   canonical status and life. Milestones (started, paused) are called for only while they are news.
4. A job that had already ended when its account was first seen enters history and registry untold.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from service.core.event import Event, EventKind, event_id
from service.core.model import registry_name
from service.core.snapshot import ENDINGS, Snapshot, Status
from service.core.wire import JSONValue

Rank = tuple[int, int, int, str]

LOWEST: Rank = (-1, 0, 0, "")

EARLIER, AHEAD = timedelta(days=3650), timedelta(days=1)

OF_ITS_LIFE = frozenset(
    {"error_code", "error_message", "error_param", "warning", "exit_code", "signal", "log_tail", "finished_at"}
)

# What reaching a status is called. A status that is not here is not news.
NEWS: dict[Status, EventKind] = {
    Status.RUNNING: EventKind.JOB_STARTED,
    Status.PAUSED: EventKind.JOB_PAUSED,
    Status.SUCCEEDED: EventKind.JOB_SUCCEEDED,
    Status.FAILED: EventKind.JOB_FAILED,
    Status.CANCELLED: EventKind.JOB_CANCELLED,
    Status.EXPIRED: EventKind.JOB_EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Job:
    """A provider's training job as we know it. `id` is ours, derived from account and the provider's id."""

    id: str
    project: str
    account: str
    provider: str
    provider_job_id: str
    status: Status = Status.UNKNOWN
    provider_status: str = ""
    rank: Rank = LOWEST
    facts: dict[str, JSONValue] = field(default_factory=dict)
    ranks: dict[str, Rank] = field(default_factory=dict)  # of each fact
    untold: bool = False
    ended_via: str | None = None  # webhook | poll: who told us first about the ending
    heard_at: datetime | None = None  # its last report came; None: it is asked about, and reports nothing
    stalled_at: datetime | None = None  # its promised report did not come; None again with the next one

    @property
    def ended(self) -> bool:
        return self.status in ENDINGS

    @property
    def life(self) -> int:
        return max(self.rank[0], 0)

    def text(self, fact: str) -> str | None:
        """The fact as text, None when it is absent or of another type."""
        value = self.facts.get(fact)
        return value if isinstance(value, str) else None

    def time(self, fact: str) -> datetime | None:
        """The fact as an aware UTC time, None when it is absent."""
        value = self.text(fact)
        return None if value is None else datetime.fromisoformat(value).astimezone(UTC)

    @property
    def title(self) -> str:
        """What a person calls it."""
        return self.text("name") or self.text("suffix") or self.text("model_name") or self.provider_job_id


@dataclass(frozen=True, slots=True)
class AccountBaseline:
    """What was known about an account before this snapshot: since when, and whether its first list is complete."""

    known_since: datetime
    first_list_done: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What one snapshot did to a job."""

    before: Status | None  # None: the job was new
    after: Status
    advanced: bool  # False: an older snapshot; it is kept in history and changed no status
    events: tuple[Event, ...]
    registers: bool


def began_at(job: Job, seen_at: datetime) -> datetime:
    """When the job began at its provider, as far as that can be true of a job that was first seen then."""
    said = (job.time(fact) for fact in ("created_at", "started_at"))
    return next((moment for moment in said if moment is not None and is_likely(moment, seen_at)), seen_at)


def is_likely(moment: datetime, seen_at: datetime) -> bool:
    """Can a job have begun or ended then? Providers were seen to send 0, and clocks to be a day ahead."""
    return seen_at - EARLIER <= moment <= seen_at + AHEAD


def job_id(account: str, provider_job_id: str) -> str:
    """Our id of a provider's job: the same on every machine, so that two who see it first agree."""
    return "job_" + hashlib.sha256(f"{account}\0{provider_job_id}".encode()).hexdigest()[:24]


def rank_of(snapshot: Snapshot) -> Rank:
    """Where the snapshot stands among all of its job."""
    return (snapshot.life, int(snapshot.status in ENDINGS), snapshot.revision, snapshot.fingerprint())


def apply(job: Job, snapshot: Snapshot, *, via: str, baseline: AccountBaseline | None = None) -> tuple[Job, Change]:
    """The job after the snapshot, and what that calls for. `baseline` None: a pushed report, always told."""
    rank = rank_of(snapshot)
    is_new = job.rank == LOWEST
    advanced = rank > job.rank
    is_ending = snapshot.status in ENDINGS
    untold = job.untold
    if is_new:
        untold = is_ending and baseline is not None and was_over(snapshot, via, baseline)

    facts, ranks = _merge(job, snapshot, rank)
    changed = replace(
        job,
        status=snapshot.status if advanced else job.status,
        provider_status=snapshot.provider_status if advanced else job.provider_status,
        rank=max(rank, job.rank),
        facts=facts,
        ranks=ranks,
        untold=untold and (is_new or snapshot.life <= job.life),  # a revived job is news again
        ended_via=job.ended_via or (via if is_ending else None),
    )
    news = _news(job, changed, snapshot, advanced=advanced)
    events = () if changed.untold or news is None else (_event(news, changed, snapshot),)
    change = Change(
        before=None if is_new else job.status,
        after=changed.status,
        advanced=advanced,
        events=events,
        registers=snapshot.status is Status.SUCCEEDED,
    )
    return changed, change


def _news(job: Job, changed: Job, snapshot: Snapshot, *, advanced: bool) -> EventKind | None:
    """What to tell about the snapshot: an ending always (its id makes it once), a milestone only while it is news."""
    if snapshot.status in ENDINGS:
        return NEWS[snapshot.status]
    if not advanced or changed.status == job.status:
        return None
    return NEWS.get(snapshot.status)


def _event(kind: EventKind, job: Job, snapshot: Snapshot) -> Event:
    return Event(
        id=event_id(job.id, kind, snapshot.status.value, snapshot.life),
        kind=kind,
        project=job.project,
        account=job.account,
        provider=job.provider,
        subject=job.id,
        job_id=job.id,
        model_name=registry_name(job.account, job.facts),
        status=snapshot.status.value,
    )


def _merge(job: Job, snapshot: Snapshot, rank: Rank) -> tuple[dict[str, JSONValue], dict[str, Rank]]:
    """Last writer wins, fact by fact, where "last" is the rank."""
    said = {name: value for name, value in snapshot.facts.items() if value is not None}
    newer = {name: value for name, value in said.items() if rank > job.ranks.get(name, LOWEST)}
    ranks = {**job.ranks, **dict.fromkeys(newer, rank)}
    life = max(rank, job.rank)[0]
    over = {name for name in OF_ITS_LIFE & ranks.keys() if ranks[name][0] < life}
    if not newer and not over:
        return job.facts, job.ranks
    facts = {**job.facts, **newer}
    return (
        {name: value for name, value in facts.items() if name not in over},
        {name: value for name, value in ranks.items() if name not in over},
    )


def was_over(snapshot: Snapshot, via: str, baseline: AccountBaseline) -> bool:
    """Had the job ended before we knew its account? Providers give whole seconds, so the same second is a doubt:
    during the first list it counts as before (500 old jobs stay untold), later as after (an ending is never missed)."""
    finished = snapshot.facts.get("finished_at")
    first_list = not baseline.first_list_done and via != "webhook"
    if not isinstance(finished, str):
        return first_list
    known_s = baseline.known_since.timestamp() // 1
    finished_s = datetime.fromisoformat(finished).timestamp() // 1
    return finished_s <= known_s if first_list else finished_s < known_s
