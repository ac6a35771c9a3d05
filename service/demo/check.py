"""Compares what really happened (the simulator's ledger) with what Tunewatch shows and what reached the inbox.

Nothing here asks Tunewatch whether it did well: each expectation is made from the ledger alone. What is found missing
or wrong is said in sentences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from html import unescape

import msgspec

from service.demo import tickets
from service.demo.catalogue import BASE_ACCURACY
from service.demo.ledger import Delivery, JobEntry, Ledger
from service.demo.received import Received
from service.demo.script import Fault, PlayedJob
from service.demo.shown import Evaluation, Job, Notification, Shown, Version
from service.demo.stage import CHANNELS, EMAIL, ENDINGS, EVALUATED

SUITE_MODELS = "support-*"  # whom the demo's suite is about

# A poll that asks while the webhook's look is still under way may be the first to tell of an ending.
LOOK_S = 2.0
NOTE_ID = re.compile(r"\bntf_[0-9a-f]{24}\b")

Finding = tuple[bool, str]  # does it hold, and what to say when it does not


@dataclass(frozen=True, slots=True)
class Report:
    """How many facts were compared, and a sentence for each that did not hold."""

    compared: int
    problems: tuple[str, ...]


def check(ledger: Ledger, shown: Shown, messages: Sequence[Received], script: Sequence[PlayedJob]) -> Report:
    """The comparison as things stand now; what has not happened yet counts as missing."""
    scene = Scene(ledger, shown, [message for message in messages if message.accepted])
    found = [*_planted(scene, script), *_inbound(scene), *nothing_else(scene)]
    for entry in ledger.jobs.values():
        found += about_job(scene, entry)
    return reported(found)


def reported(found: Sequence[Finding]) -> Report:
    return Report(len(found), tuple(sentence for holds, sentence in found if not holds))


@dataclass(frozen=True, slots=True)
class Scene:
    """Both sides of the comparison. `messages` are those whose sender was told that they arrived. `suite_models`: whom
    a suite is about, None where there is none."""

    ledger: Ledger
    shown: Shown
    messages: list[Received]
    suite_models: str | None = SUITE_MODELS

    def arrived(self, note: Notification) -> list[Received]:
        return [message for message in self.messages if note_id(message) == note.id]

    def deliveries(self, entry: JobEntry) -> list[Delivery]:
        return [delivery for delivery in self.ledger.deliveries if delivery.job == entry.id]

    def notes(self, job: Job, channel: str, kind: str) -> list[Notification]:
        mine = (note for note in self.shown.notifications if note.job_id == job.id)
        return [note for note in mine if (note.channel, note.event_kind) == (channel, kind)]


def note_id(message: Received) -> str:
    """The notification that the message says it is; empty when it does not say."""
    if message.kind == "email":
        return message.headers.get("x-tunewatch-notification", "")
    found = NOTE_ID.findall(said(message))
    return str(found[-1]) if found else ""


def said(message: Received) -> str:
    """All that a person reads in the message."""
    if message.kind == "email":
        return f"{message.subject}\n{message.text}"
    return "\n".join(unescape(text) for text in _texts(msgspec.json.decode(message.body)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def name_of(entry: JobEntry) -> str:
    return entry.suffix or entry.id


def is_evaluated(scene: Scene, entry: JobEntry) -> bool:
    """Whether a suite is about the model of this job, if it succeeds."""
    pattern = scene.suite_models
    return pattern is not None and not entry.seeded and fnmatchcase(entry.registry_name or "", pattern)


# --- what was planted -------------------------------------------------------------------------------------------------


def _planted(scene: Scene, script: Sequence[PlayedJob]) -> Iterator[Finding]:
    """Every job of the script was played, and every fault really happened: else the rest proves nothing."""
    entries = {entry.suffix: entry for entry in scene.ledger.jobs.values()}
    for played in script:
        entry = entries.get(played.suffix)
        yield entry is not None, f"{played.suffix}: the simulator never played this job"
        if entry is not None:
            yield entry.status == _ending(played), f"{played.suffix} has not ended at the provider as the script says"
            yield _happened(scene, entry), f"{played.suffix}: the planted fault ({entry.fault}) did not happen"
    yield any(entry.seeded for entry in entries.values()), "there is no job from before the account was connected"


def _ending(played: PlayedJob) -> str:
    return played.plan.ending if played.broken_line is None else "failed"


def _happened(scene: Scene, entry: JobEntry) -> bool:
    sent = scene.deliveries(entry)
    match entry.fault:
        case Fault.LOST:
            return not sent
        case Fault.SENT_THREE_TIMES:
            return {one.copy for one in sent if one.genuine} == {1, 2, 3}
        case Fault.WRONG_SIGNATURE_FIRST:
            return [one.genuine for one in sent[:2]] == [False, True]
        case Fault.OUT_OF_ORDER:
            return _told_in_reverse(scene)
        case _:
            return bool(sent)


def _told_in_reverse(scene: Scene) -> bool:
    pair = [entry for entry in scene.ledger.jobs.values() if entry.fault == Fault.OUT_OF_ORDER]
    ended = [entry.id for entry in sorted(pair, key=lambda entry: entry.ended_at or 0.0)]
    told = [delivery.job for delivery in scene.ledger.deliveries if delivery.fault == Fault.OUT_OF_ORDER]
    return len(pair) == 2 and list(dict.fromkeys(told)) == ended[::-1]


# --- webhooks ---------------------------------------------------------------------------------------------------------


def _inbound(scene: Scene) -> Iterator[Finding]:
    """Each delivery is on record with its reason: the first as accepted, its repetitions as duplicates, forgeries as
    rejected."""
    sent: defaultdict[str, list[Delivery]] = defaultdict(list)
    for delivery in scene.ledger.deliveries:
        sent[delivery.webhook_id].append(delivery)
    outcomes = Counter((one.delivery_id, one.outcome) for one in scene.shown.inbound)
    for webhook_id, deliveries in sent.items():
        name = name_of(scene.ledger.jobs[deliveries[0].job])
        taken = sum(one.genuine and _taken(one) for one in deliveries)
        expected = {"accepted": min(taken, 1), "duplicate": max(taken - 1, 0)}
        for outcome, count in expected.items():
            kept = outcomes.pop((webhook_id, outcome), 0)
            yield kept == count, f"{name}: {kept} webhooks are on record as {outcome}, not {count}"
        yield taken > 0, f"{name}: its webhook was never taken"
        yield _understood(scene, deliveries[0]), f"{name}: its webhook is on record, but not as one about this job"
    forged = [one for one in scene.ledger.deliveries if not one.genuine]
    yield all(one.status == 401 for one in forged), "a forged webhook was not refused with 401"
    rejected = outcomes.pop(("", "signature_mismatch"), 0)
    yield rejected == len(forged), f"{rejected} webhooks are on record as signature_mismatch, not {len(forged)}"
    yield not outcomes, f"inbound requests that the simulator never sent: {sorted(outcomes)}"


def _understood(scene: Scene, delivery: Delivery) -> bool:
    """Whether the accepted request stands beside the job that it tells about."""
    job = scene.shown.job(delivery.job)
    accepted = [
        one for one in scene.shown.inbound if (one.delivery_id, one.outcome) == (delivery.webhook_id, "accepted")
    ]
    return job is None or not accepted or accepted[0].job_id == job.id


def _taken(delivery: Delivery) -> bool:
    return delivery.status is not None and 200 <= delivery.status < 300


# --- jobs -------------------------------------------------------------------------------------------------------------


def about_job(scene: Scene, entry: JobEntry) -> Iterator[Finding]:
    """The job is shown as it ended, registered if it made a model, and told once to each channel."""
    name = name_of(entry)
    found = [job for job in scene.shown.jobs if job.provider_job_id == entry.id]
    yield len(found) > 0, _unknown(entry)
    yield len(found) < 2, f"{name}: Tunewatch shows this job {len(found)} times"
    if len(found) != 1 or entry.status is None:
        return
    job = found[0]
    agreed = job.status == entry.status
    yield agreed, f"{name} has {entry.status} at the provider, but Tunewatch shows it as {job.status}"
    yield from _registered(scene, entry, job)
    if entry.seeded:
        yield from _silent(scene, entry, job)
        return
    if agreed:
        yield _noticed_rightly(scene, entry, job), _noticed_wrongly(scene, entry, job)
    for channel in CHANNELS:
        yield from _told(scene, entry, job, channel)
    yield from _evaluated(scene, entry, job)


def _unknown(entry: JobEntry) -> str:
    lost = ", its webhook was lost" if entry.fault == Fault.LOST and not entry.seeded else ""
    return f"{name_of(entry)} {entry.status} at the provider{lost}, and Tunewatch does not know the job"


def expected_via(scene: Scene, entry: JobEntry) -> set[str]:
    """By what the ending may have been noticed first."""
    if entry.noticed_by is not None:
        return set(entry.noticed_by)
    answered = [one.answered_at for one in scene.deliveries(entry) if one.genuine and _taken(one)]
    ended_at, heard_at = entry.ended_at or 0.0, min((at for at in answered if at is not None), default=None)
    if heard_at is None:
        return {"poll"}
    asked = any(ended_at <= at <= heard_at + LOOK_S for at in scene.ledger.listed_at)
    return {"webhook", "poll"} if asked else {"webhook"}


def _noticed_rightly(scene: Scene, entry: JobEntry, job: Job) -> bool:
    return job.ended_via in expected_via(scene, entry)


def _noticed_wrongly(scene: Scene, entry: JobEntry, job: Job) -> str:
    expected = " or ".join(sorted(expected_via(scene, entry)))
    return f"{name_of(entry)}: its end must have been noticed by {expected}, but Tunewatch says {job.ended_via}"


def _registered(scene: Scene, entry: JobEntry, job: Job) -> Iterator[Finding]:
    """A model that was trained stands in the registry once, under its name; nothing else does."""
    name = name_of(entry)
    versions = [version for version in scene.shown.versions if version.job_id == job.id]
    wanted = int(entry.status == "succeeded")
    yield len(versions) == wanted, f"{name}: registered {len(versions)} times instead of {wanted}"
    for version in versions:
        right = (version.name, version.tuned_model) == (entry.registry_name, entry.fine_tuned_model)
        yield right, f"{name}: registered as {version.name} ({version.tuned_model}), not as {entry.registry_name}"
        siblings = [other for other in scene.shown.versions if other.name == version.name]
        numbers = sorted(other.version for other in siblings)
        yield numbers == list(range(1, len(numbers) + 1)), f"{version.name}: its versions are numbered {numbers}"
        yield _latest_rightly(scene, entry, version), f"{version.label}: `latest` is not the job that ended last"


def _latest_rightly(scene: Scene, entry: JobEntry, version: Version) -> bool:
    """To the second: what a provider tells has no smaller parts."""
    siblings = [other for other in scene.ledger.jobs.values() if other.registry_name == entry.registry_name]
    ends = [int(other.ended_at or 0) for other in siblings if other.status == "succeeded"]
    is_last, may_be = int(entry.ended_at or 0) == max(ends), ends.count(max(ends)) > 1
    return ("latest" in version.aliases) == is_last or (is_last and may_be)


def _silent(scene: Scene, entry: JobEntry, job: Job) -> Iterator[Finding]:
    """A job from before the account was connected is in history and registry; nobody hears of it, nothing is paid."""
    name = name_of(entry)
    notes = [note for note in scene.shown.notifications if note.job_id == job.id]
    yield not notes, f"{name} ended before the account was connected, but {len(notes)} notifications are about it"
    naming = [message for message in scene.messages if entry.id in said(message)]
    yield not naming, f"{name} ended before the account was connected, but {len(naming)} messages name it"
    calls = scene.ledger.chat_calls[entry.fine_tuned_model or ""]
    yield calls == 0, f"{name} ended before the account was connected, but its model was called {calls} times"


# --- messages ---------------------------------------------------------------------------------------------------------


def _told(scene: Scene, entry: JobEntry, job: Job, channel: str) -> Iterator[Finding]:
    """The ending was told once, and no other one."""
    name, true_kind = name_of(entry), f"job.{entry.status}"
    for kind in ENDINGS:
        if kind != true_kind:
            yield not scene.notes(job, channel, kind), f"{name}: {channel} is told of {kind}, which did not happen"
    notes = scene.notes(job, channel, true_kind)
    arrived = [message for note in notes for message in scene.arrived(note)]
    yield len(arrived) == 1, _not_once(f"{name}: {channel} was {{}} that it {entry.status}", arrived, notes)
    for message in arrived[:1]:
        for wanted in _wanted(entry, scene.shown.version_of(job)):
            yield wanted in said(message), f'{name}: the message to {channel} does not say "{wanted}"'
        if channel == EMAIL:
            yield entry.id in message.html, f"{name}: the e-mail has no HTML part about the job"


def _not_once(sentence: str, arrived: Sequence[Received], notes: Sequence[Notification]) -> str:
    """The sentence with what the channel heard instead, and what became of the notification."""
    if arrived:
        return sentence.format(f"told {len(arrived)} times")
    if not notes:
        return sentence.format("not told") + ": there is no notification"
    attempts = notes[0].attempts
    last = f" after {attempts[-1].outcome} ({attempts[-1].detail})" if attempts else ""
    return sentence.format("not told") + f": the notification is {notes[0].state}{last}"


def _wanted(entry: JobEntry, version: Version | None) -> Iterator[str]:
    """What a person wants to read about an ending."""
    yield from (name_of(entry), entry.id, entry.model, str(entry.status))
    if entry.error_message:
        yield entry.error_message
    if entry.status == "succeeded":
        yield entry.fine_tuned_model or ""
        if entry.trained_tokens is not None:
            yield f"{entry.trained_tokens:,}"
        if entry.train_loss is not None:
            yield f"{entry.train_loss:.4g}"
        if version is not None:
            yield version.label


def nothing_else(scene: Scene) -> Iterator[Finding]:
    """No message arrived twice, and none that no ending and no evaluation calls for."""
    kinds = {note.id: note.event_kind for note in scene.shown.notifications}
    for (channel, one), count in Counter((message.kind, note_id(message)) for message in scene.messages).items():
        kind = kinds.get(one)
        yield count == 1, f"{one or 'a message without an id'} arrived {count} times by {channel}"
        yield kind is not None, f"a message that names no notification arrived by {channel}"
        yield kind in (None, *ENDINGS, EVALUATED), f"an uncalled-for message arrived by {channel}: {kind}"
    known = set(scene.ledger.jobs)
    strange = [job.title for job in scene.shown.jobs if job.provider_job_id not in known]
    yield not strange, f"Tunewatch shows jobs that the provider never had: {strange}"
    heard = any(job.ended_via == "webhook" for job in scene.shown.jobs)
    yield heard or not scene.shown.jobs, "no ending was noticed by its webhook: polls found all of them"


# --- evaluations ------------------------------------------------------------------------------------------------------


def expected_verdict(entry: JobEntry) -> str:
    """What 200 held-out tickets show when the tuned model gets its planted share right, and the base its own."""
    return "better" if entry.tuned_accuracy > BASE_ACCURACY else "undecided"


def _evaluated(scene: Scene, entry: JobEntry, job: Job) -> Iterator[Finding]:
    name = name_of(entry)
    found = [one for one in scene.shown.evaluations if one.job_id == job.id]
    wanted = int(entry.status == "succeeded" and is_evaluated(scene, entry))
    yield len(found) == wanted, f"{name}: evaluated {len(found)} times instead of {wanted}"
    if not wanted or len(found) != 1:
        return
    evaluation, expected = found[0], expected_verdict(entry)
    agreed = evaluation.verdict == expected
    yield agreed, f"{name}: its model is {expected} against its base, but the evaluation says {_verdict(evaluation)}"
    for model in (entry.fine_tuned_model or "", entry.model):
        answers = scene.ledger.chat_answers[model]
        yield answers >= tickets.HELD_OUT_ROWS, f"{name}: {model} was asked {answers} of {tickets.HELD_OUT_ROWS} items"
    for channel in CHANNELS:
        notes = scene.notes(job, channel, EVALUATED)
        arrived = [message for note in notes for message in scene.arrived(note)]
        yield len(arrived) == 1, _not_once(f"{name}: {channel} was {{}} of its evaluation", arrived, notes)
        for message in arrived[:1]:
            yield expected in said(message), f'{name}: the evaluation told to {channel} does not say "{expected}"'


def _verdict(evaluation: Evaluation) -> str:
    return evaluation.verdict or f"nothing yet ({evaluation.state})"
