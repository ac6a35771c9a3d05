"""The demo's comparison: a scene in which all is well, and what it says of every way in which it could not be."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from service.demo.check import Report, check
from service.demo.ledger import Delivery, JobEntry, Ledger
from service.demo.received import Received
from service.demo.script import Fault, Plan, PlayedJob
from service.demo.shown import Attempt, Evaluation, Inbound, Job, Notification, Shown, Version

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SCRIPT = (
    PlayedJob("lost", Plan(webhook=Fault.LOST)),
    PlayedJob("thrice", Plan(ending="cancelled", webhook=Fault.SENT_THREE_TIMES)),
    PlayedJob("early", Plan(webhook=Fault.OUT_OF_ORDER, tuned_accuracy=0.7)),
    PlayedJob("late", Plan(webhook=Fault.OUT_OF_ORDER), registry_name="tone"),
    PlayedJob("forged", Plan(webhook=Fault.WRONG_SIGNATURE_FIRST), broken_line=417),
)
STATUSES = {"thrice": "cancelled", "forged": "failed"}
REASON = "line 417 has <no> assistant & no user message"


@dataclass
class Scene:
    """What `check` compares."""

    ledger: Ledger = field(default_factory=Ledger)
    shown: Shown = field(default_factory=Shown)
    messages: list[Received] = field(default_factory=list)

    def report(self) -> Report:
        return check(self.ledger, self.shown, self.messages, SCRIPT)

    def notification(self, suffix: str, kind: str, channel: str) -> Notification:
        return next(
            one
            for one in self.shown.notifications
            if (one.job_id, one.event_kind, one.channel) == (f"job_{suffix}", kind, channel)
        )

    def message(self, suffix: str, kind: str, channel: str) -> Received:
        return next(one for one in self.messages if self.notification(suffix, kind, channel).id in one.body)

    def deliver(self, suffix: str, status: int, *, copy: int = 1, genuine: bool = True, at: float = 0.0) -> None:
        job = self.ledger.jobs[suffix]
        at = at or (job.ended_at or 0.0) + 0.01
        self.ledger.deliveries.append(
            Delivery(suffix, f"wh_{suffix}", "ended", job.fault, 1, copy, genuine, at, status, at)
        )
        outcome = {202: "accepted", 200: "duplicate", 401: "signature_mismatch"}[status]
        self.shown.inbound.append(Inbound(f"wh_{suffix}" if genuine else "", outcome, f"job_{suffix}"))

    def tell(self, suffix: str, kind: str, said: str) -> None:
        """A notification and its message on both channels."""
        for channel in ("slack", "email"):
            one = f"ntf_{len(self.shown.notifications):024x}"
            attempts = [Attempt(1, "delivered")]
            self.shown.notifications.append(Notification(one, kind, channel, "done", attempts, f"job_{suffix}"))
            self.messages.append(_slack(said, one) if channel == "slack" else _mail(said, one))


def _slack(said: str, one: str) -> Received:
    escaped = said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    body = json.dumps({"text": "short", "blocks": [{"text": {"text": escaped}}, {"elements": [{"text": one}]}]})
    return Received(1, "slack", 1.0, "/slack/x", {}, body, 200)


def _mail(said: str, one: str) -> Received:
    headers = {"x-tunewatch-notification": one}
    return Received(2, "email", 1.0, "", headers, one, 250, subject="subject", text=said, html=f"<p>{said}</p>")


def all_is_well() -> Scene:
    scene = Scene()
    _play(scene, "old", seeded=True)
    for place, played in enumerate(SCRIPT):
        _play(scene, played.suffix, played, ended_at=100.0 + 10 * place)
    scene.ledger.listed_at = [50.0, 131.0, 200.0]
    scene.deliver("thrice", 202, copy=1)
    scene.deliver("thrice", 200, copy=2)
    scene.deliver("thrice", 200, copy=3)
    scene.deliver("late", 202)
    scene.deliver("early", 202, at=130.5)
    scene.deliver("forged", 401, genuine=False)
    scene.deliver("forged", 202)
    scene.ledger.chat_answers["base"] = 200
    return scene


def _play(
    scene: Scene, suffix: str, played: PlayedJob | None = None, *, ended_at: float = 1.0, seeded: bool = False
) -> None:
    status, plan = STATUSES.get(suffix, "succeeded"), Plan() if played is None else played.plan
    name = "support-old" if played is None else played.registry_name
    entry = JobEntry(suffix, "base", suffix, 1.0, seeded, plan.webhook, name, plan.tuned_accuracy, status, ended_at)
    scene.ledger.jobs[suffix] = entry
    via = "poll" if suffix == "lost" else "webhook"
    scene.shown.jobs.append(Job(f"job_{suffix}", suffix, suffix, status, True, seeded, via, NOW))
    said = f"{suffix} {status} base {REASON}"
    if status == "failed":
        entry.error_message = REASON
    if status == "succeeded":
        entry.fine_tuned_model, entry.trained_tokens, entry.train_loss = f"ft:{suffix}", 104_292, 0.123456
        version = 1 + sum(one.name == name for one in scene.shown.versions)
        said += f" ft:{suffix} 104,292 0.1235 {name} v{version}"
        aliases = [] if suffix == "lost" else ["latest"]  # `early` is of the same model and ended later
        scene.shown.versions.append(Version(name, version, aliases, f"job_{suffix}", NOW, f"ft:{suffix}"))
    if seeded:
        return
    scene.tell(suffix, f"job.{status}", said)
    if status == "succeeded" and name.startswith("support-"):
        verdict = "better" if plan.tuned_accuracy > 0.7 else "undecided"
        words = [f"{verdict} than base"]
        one = Evaluation(f"evl_{suffix}", name, version, f"job_{suffix}", "s", "finished", words, verdict, NOW)
        scene.shown.evaluations.append(one)
        scene.ledger.chat_answers[f"ft:{suffix}"] = 200
        scene.tell(suffix, "evaluation.finished", f"{name} v{version} {verdict}")


def test_nothing_is_missing_where_all_is_well() -> None:
    report = all_is_well().report()
    assert report.problems == ()
    assert report.compared > 100


def _drop_delivery(scene: Scene, suffix: str) -> None:
    scene.ledger.deliveries = [one for one in scene.ledger.deliveries if one.job != suffix]
    scene.shown.inbound = [one for one in scene.shown.inbound if one.delivery_id != f"wh_{suffix}"]


def _notice(scene: Scene, suffix: str, via: str) -> None:
    job = scene.shown.job(suffix)
    assert job is not None
    job.ended_via = via


def _forget(scene: Scene, suffix: str) -> None:
    scene.shown.jobs = [job for job in scene.shown.jobs if job.provider_job_id != suffix]


def _refuse(scene: Scene, suffix: str, kind: str, channel: str) -> None:
    notification = scene.notification(suffix, kind, channel)
    notification.state, notification.attempts = "dead", [Attempt(1, "gone", "answered 404")]
    scene.message(suffix, kind, channel).answered = 404


def _repeat(scene: Scene, suffix: str, kind: str, channel: str) -> None:
    scene.messages.append(scene.message(suffix, kind, channel))


def _reword(scene: Scene, suffix: str, kind: str, old: str, new: str) -> None:
    mail, slack = scene.message(suffix, kind, "email"), scene.message(suffix, kind, "slack")
    mail.text, slack.body = mail.text.replace(old, new), slack.body.replace(old, new)


def _version(scene: Scene, suffix: str) -> Version:
    return next(one for one in scene.shown.versions if one.job_id == f"job_{suffix}")


def _evaluation(scene: Scene, suffix: str) -> Evaluation:
    return next(one for one in scene.shown.evaluations if one.job_id == f"job_{suffix}")


Mishap = Callable[[Scene], object]
MISHAPS: list[tuple[str, Mishap]] = [
    ("lost: the simulator never played this job", lambda s: s.ledger.jobs.pop("lost")),
    ("there is no job from before the account", lambda s: s.ledger.jobs.pop("old")),
    ("late has not ended at the provider", lambda s: setattr(s.ledger.jobs["late"], "status", None)),
    ("lost: the planted fault (lost) did not happen", lambda s: s.deliver("lost", 202)),
    ("thrice: the planted fault (sent_three_times) did not", lambda s: s.ledger.deliveries.pop(2)),
    ("forged: the planted fault (wrong_signature_first) did", lambda s: s.ledger.deliveries.pop(5)),
    ("early: the planted fault (out_of_order) did not",
     lambda s: s.ledger.deliveries.insert(0, s.ledger.deliveries[4])),
    ("thrice: 0 webhooks are on record as accepted, not 1", lambda s: s.shown.inbound.pop(0)),
    ("thrice: 1 webhooks are on record as duplicate, not 2", lambda s: s.shown.inbound.pop(1)),
    ("0 webhooks are on record as signature_mismatch, not 1", lambda s: s.shown.inbound.pop(5)),
    ("a forged webhook was not refused with 401", lambda s: setattr(s.ledger.deliveries[5], "status", 500)),
    ("late: its webhook was never taken", lambda s: setattr(s.ledger.deliveries[3], "status", 503)),
    ("late: its webhook is on record, but not as one about", lambda s: setattr(s.shown.inbound[3], "job_id", "job_x")),
    ("no ending was noticed by its webhook", lambda s: [_notice(s, one, "poll") for one in s.ledger.jobs]),
    ("requests that the simulator never sent", lambda s: s.shown.inbound.append(Inbound("wh_x", "accepted"))),
    ("lost succeeded at the provider, its webhook was lost, and Tunewatch does not", lambda s: _forget(s, "lost")),
    ("late: Tunewatch shows this job 2 times", lambda s: s.shown.jobs.append(s.shown.jobs[4])),
    ("Tunewatch shows it as running", lambda s: setattr(s.shown.jobs[4], "status", "running")),
    ("jobs that the provider never had", lambda s: setattr(s.shown.jobs[4], "provider_job_id", "x")),
    ("lost: its end must have been noticed by poll", lambda s: _notice(s, "lost", "webhook")),
    ("late: its end must have been noticed by poll or webhook", lambda s: _notice(s, "late", "rumour")),
    ("thrice: its end must have been noticed by webhook", lambda s: _notice(s, "thrice", "poll")),
    ("lost: slack was not told that it succeeded: the notification is dead after gone (answered 404)",
     lambda s: _refuse(s, "lost", "job.succeeded", "slack")),
    ("forged: email was not told that it failed: there is no notification",
     lambda s: s.shown.notifications.remove(s.notification("forged", "job.failed", "email"))),
    ("thrice: slack was told 2 times that it cancelled", lambda s: _repeat(s, "thrice", "job.cancelled", "slack")),
    ("arrived 2 times by email", lambda s: _repeat(s, "late", "job.succeeded", "email")),
    ("late: email is told of job.failed, which did not happen", lambda s: s.tell("late", "job.failed", "late")),
    ("an uncalled-for message arrived by slack: account.failing", lambda s: s.tell("late", "account.failing", "x")),
    ("a message that names no notification arrived by email", lambda s: s.messages.append(_mail("hello", ""))),
    ('forged: the message to slack does not say "line 417',
     lambda s: _reword(s, "forged", "job.failed", "417", "four hundred")),
    ('late: the message to email does not say "104,292"',
     lambda s: _reword(s, "late", "job.succeeded", "104,292", "many")),
    ('late: the message to email does not say "0.1235"', lambda s: _reword(s, "late", "job.succeeded", "0.1235", "")),
    ('late: the message to slack does not say "tone v1"',
     lambda s: _reword(s, "late", "job.succeeded", "tone v1", "tone")),
    ("late: the e-mail has no HTML part", lambda s: setattr(s.message("late", "job.succeeded", "email"), "html", "")),
    ("old ended before the account was connected, but 2 notifications",
     lambda s: s.tell("old", "job.succeeded", "old")),
    ("old ended before the account was connected, but 1 messages name it",
     lambda s: s.messages.append(_mail("old", "ntf_1"))),
    ("but its model was called 1 times", lambda s: s.ledger.chat_calls.update(["ft:old"])),
    ("old: registered 0 times instead of 1", lambda s: s.shown.versions.remove(_version(s, "old"))),
    ("late: registered 2 times instead of 1", lambda s: s.shown.versions.append(_version(s, "late"))),
    ("late: registered as other", lambda s: setattr(_version(s, "late"), "name", "other")),
    ("tone: its versions are numbered [2]", lambda s: setattr(_version(s, "late"), "version", 2)),
    ("tone v1: `latest` is not the job that ended last", lambda s: _version(s, "late").aliases.clear()),
    ("`latest` is not the job that ended last", lambda s: _version(s, "lost").aliases.append("latest")),
    ("lost: evaluated 0 times instead of 1", lambda s: s.shown.evaluations.remove(_evaluation(s, "lost"))),
    ("late: evaluated 1 times instead of 0", lambda s: setattr(_evaluation(s, "lost"), "job_id", "job_late")),
    ("is better against its base, but the evaluation says undecided",
     lambda s: setattr(_evaluation(s, "lost"), "verdict", "undecided")),
    ("is undecided against its base, but the evaluation says nothing yet",
     lambda s: setattr(_evaluation(s, "early"), "verdict", None)),
    ("ft:lost was asked 7 of 200 items", lambda s: s.ledger.chat_answers.update({"ft:lost": -193})),
    ("lost: email was not told of its evaluation", lambda s: _refuse(s, "lost", "evaluation.finished", "email")),
    ('lost: the evaluation told to slack does not say "better"',
     lambda s: _reword(s, "lost", "evaluation.finished", "better", "good")),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "mishap"), MISHAPS, ids=[sentence for sentence, _ in MISHAPS])
def test_a_mishap_is_said_in_a_sentence(sentence: str, mishap: Mishap) -> None:
    scene = all_is_well()
    mishap(scene)
    assert any(sentence in problem for problem in scene.report().problems), scene.report().problems


def test_an_ending_may_be_noticed_by_the_poll_that_came_before_its_webhook() -> None:
    scene = all_is_well()
    _notice(scene, "early", "poll")
    assert scene.report().problems == ()
    scene.ledger.listed_at = []
    assert scene.report().problems == ("early: its end must have been noticed by webhook, but Tunewatch says poll",)


def test_what_was_refused_is_no_message() -> None:
    scene = all_is_well()
    refused = _mail("a note that nobody took", "ntf_2")
    refused.answered = 451
    scene.messages.append(refused)
    assert scene.report().problems == ()
