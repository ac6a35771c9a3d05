"""What the pages make of rows, numbers and requests: values in, values out."""

from __future__ import annotations

import asyncio
import json
import shlex
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import log
from service.api import show
from service.charts import spec
from service.core import loss_curves
from service.core.account import Webhooks
from service.core.config import Account, Suite
from service.core.errors import Reason
from service.core.evaluation_plan import EvaluationPlan, PlannedCandidate
from service.core.held_out import digest_of, load_items
from service.core.send_result import Outcome
from service.dashboard import heldout, shapes, verdicts, words
from service.dashboard.attention import AttentionItem, foreseen, needs
from service.dashboard.live import WAITING_MAX, Listener, changed_topics
from service.dashboard.page import changed, next_page, same
from service.dashboard.pages.evaluation import chosen, columns_of, pair_rows, progress, without_secrets
from service.dashboard.pages.inbound import body_text
from service.dashboard.rendering import frame, make_environment, render
from service.dashboard.session import csrf_of, is_own_form, is_trusted, local_path, same_origin
from service.providers.openai import OPENAI
from service.store import listings
from service.store.accounts import breaker_of
from service.store.needs_attention import AttentionRows
from service.store.rows import to_json
from tests.builders import NOW


def row(**changes: Any) -> dict[str, Any]:
    """A `jobs` row."""
    facts = changes.pop("facts", {})
    known = {
        "id": "job_1", "account": "lab", "provider": "generic", "provider_job_id": "run-1", "title": "run one",
        "status": "running", "provider_status": "running", "facts": to_json(facts), "untold": False, "ended": False,
        "unknown_to_provider": False, "life": 0, "stalled_at": None, "heard_at": None, "first_seen_at": NOW,
        "ended_seen_at": None,
    }  # fmt: skip
    return known | changes


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "now"),
        (1, "1 s ago"),
        (59, "59 s ago"),
        (60, "1 min ago"),
        (7199, "1 h ago"),
        (90_000, "1 d ago"),
        (-59, "in 59 s"),
        (-90, "in 1 min"),
        (-4380, "in 1 h 13 min"),
        (-7140, "in 1 h 59 min"),
        (-7200, "in 2 h"),
        (-3630, "in 1 h"),
        (-100_000, "in 1 d 3 h"),
    ],
)
def test_what_was_is_said_in_one_unit_and_what_will_be_in_two(seconds: int, said: str) -> None:
    assert words.ago(NOW - timedelta(seconds=seconds), NOW) == said


def test_a_guess_is_called_one() -> None:
    assert words.ago(NOW + timedelta(minutes=73), NOW, about=True) == "in about 1 h 13 min"


def test_times_are_exact_for_machines_and_hovers_and_short_for_people() -> None:
    moment = datetime(2026, 11, 3, 9, 5, 7, tzinfo=UTC)
    assert words.iso(moment) == "2026-11-03T09:05:07Z"
    assert words.exact(moment) == "2026-11-03 09:05:07 UTC"
    assert words.utc(moment) == "3 Nov 2026 09:05 UTC"
    assert (words.day(date(2026, 10, 23)), words.days_left(date(2026, 11, 24), NOW)) == ("23 Oct 2026", 1)


def test_amounts_are_said_without_false_zeros() -> None:
    assert [words.usd(value) for value in (0, 0.0031, 12.3, 1234.5)] == ["$0.00", "$0.0031", "$12.30", "$1,234.50"]
    assert [words.share(value) for value in (0, 0.001, 0.12, 1)] == ["0 %", "< 1 %", "12 %", "100 %"]
    assert [words.size(value) for value in (0, 999, 4200, 1_300_000)] == ["0 B", "999 B", "4.2 kB", "1.3 MB"]
    assert [words.number(value) for value in (None, 0.123456, 12345.6)] == ["–", "0.1235", "1.235e+04"]
    assert (words.how_many(1, "job"), words.how_many(2, "job"), words.count(12345)) == ("1 job", "2 jobs", "12,345")


def test_every_outcome_has_a_colour_and_every_recorded_reason_a_meaning() -> None:
    assert all(words.outcome_tone(one.value) != "odd" or one.value in ("unknown", "throttled") for one in Outcome)
    ours = {"overloaded", "queue_unavailable", "queue_full", "database_unavailable", "disk_low", "shutting_down"}
    assert {one.value for one in Reason if not words.reason(one.value)} == ours  # 503: such requests are not recorded
    assert words.reason("a reason of tomorrow") == ""
    assert [words.reason_tone(one) for one in ("accepted", "duplicate", "not_json")] == ["good", "over", "bad"]


def test_a_word_that_is_new_to_us_is_shown_as_it_is() -> None:
    assert words.tone("transmogrifying") == "odd"
    assert words.plain("signature_mismatch") == "signature mismatch"
    assert words.plain("done") == "delivered"


@given(st.text(max_size=300), st.integers(min_value=2, max_value=100))
def test_what_is_cut_is_one_printable_line(value: str, limit: int) -> None:
    shown = words.short(value, limit)
    assert len(shown) <= limit
    assert "\n" not in shown
    assert "\x00" not in shown


# --- jobs -------------------------------------------------------------------------------------------------------------


def test_a_running_job_shows_how_far_it_is_and_for_how_long() -> None:
    facts = {"started_at": (NOW - timedelta(minutes=42)).isoformat(), "step": 147, "total_steps": 400, "cost_usd": 3}
    line = shapes.job_line(row(facts=facts), NOW)
    assert (line.share, line.took, line.cost_usd, line.word) == (147 / 400, "42 min", 3.0, "running")


def reported(**changes: Any) -> dict[str, Any]:
    """A job that began an hour ago and reported step 30 of 90 six minutes ago."""
    facts = {"started_at": (NOW - timedelta(minutes=66)).isoformat(), "step": 30, "total_steps": 90}
    return row(facts=facts | changes.pop("facts", {}), heard_at=NOW - timedelta(minutes=6)) | changes


def test_a_job_without_an_eta_of_its_provider_ends_as_fast_as_it_went_until_its_last_report() -> None:
    line = shapes.job_line(reported(), NOW)
    assert (line.eta, line.eta_guessed) == (NOW + timedelta(minutes=114), True)
    told = NOW + timedelta(minutes=5)
    line = shapes.job_line(reported(facts={"estimated_finish_at": told.isoformat()}), NOW)
    assert (line.eta, line.eta_guessed) == (told, False)


@pytest.mark.parametrize(
    "changes",
    [
        {"heard_at": None},
        {"stalled_at": NOW},
        {"status": "paused"},
        {"ended": True, "status": "succeeded"},
        {"facts": {"step": 0}},
        {"facts": {"step": 90}},
        {"facts": {"total_steps": None}},
        {"facts": {"started_at": None, "created_at": "2026-01-01"}},
        {"facts": {"started_at": "0001-01-01"}},
        {"facts": {"started_at": (NOW + timedelta(hours=1)).isoformat()}},
        {"facts": {"step": 89, "total_steps": 90}},  # overdue
    ],
)
def test_where_there_is_no_telling_no_end_is_guessed(changes: dict[str, Any]) -> None:
    assert shapes.job_line(reported(**changes), NOW).eta is None


def test_an_ended_job_shows_what_it_took_by_its_own_clock_and_no_progress() -> None:
    started = NOW - timedelta(hours=3)
    facts = {"started_at": started.isoformat(), "finished_at": (started + timedelta(hours=2)).isoformat(), "step": 9,
             "total_steps": 9, "estimated_finish_at": NOW.isoformat()}  # fmt: skip
    line = shapes.job_line(row(facts=facts, ended=True, status="succeeded", ended_seen_at=NOW), NOW)
    assert (line.took, line.share, line.eta) == ("2 h", None, None)
    assert line.ended_at == started + timedelta(hours=2)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "running"),
        ({"stalled_at": NOW}, "stalled"),
        ({"stalled_at": NOW, "ended": True, "status": "failed"}, "failed"),
        ({"unknown_to_provider": True}, "forgotten"),
        ({"unknown_to_provider": True, "life": -1}, "not known there"),
        ({"unknown_to_provider": True, "ended": True, "status": "succeeded"}, "succeeded"),
    ],
)
def test_a_job_is_called_by_what_matters_about_it(changes: dict[str, Any], word: str) -> None:
    assert shapes.job_word(row(**changes)) == word


facts = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = ("started_at", "finished_at", "step", "total_steps", "cost_usd", "estimated_finish_at", "base_model",
         "error_message", "hyperparameters", "metadata", "checkpoints", "exit_code", "seed", "url")  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), facts))
def test_no_fact_of_any_kind_breaks_a_page(found: dict[str, Any]) -> None:
    for ended in (False, True):
        shapes.job_line(row(facts=found, ended=ended), NOW)
    shapes.fact_rows(found)
    shapes.checkpoints_of(found)


def test_facts_are_shown_by_name_and_checkpoints_by_step() -> None:
    found = {"method": "dpo", "seed": 7, "hyperparameters": {"lr": 0.0002, "packing": True}, "metadata": {"team": "a"},
             "checkpoints": [{"step": 10, "model": "ft:a"}, {"id": "ckpt"}, "junk"]}  # fmt: skip
    assert shapes.fact_rows(found) == [
        ("Method", "dpo"), ("Seed", "7"), ("lr", "0.0002"), ("packing", "yes"), ("metadata: team", "a"),
    ]  # fmt: skip
    assert shapes.checkpoints_of(found) == [("10", "ft:a"), ("?", "ckpt")]


def history(**changes: Any) -> dict[str, Any]:
    known = {"id": 1, "at": NOW, "kind": "snapshot", "via": "poll", "before": "queued", "after": "running",
             "provider_status": "running", "advanced": True, "cause_id": "f00"}  # fmt: skip
    return known | changes


@pytest.mark.parametrize(
    ("changes", "source", "said"),
    [
        ({}, "poll", "queued → running"),
        ({"via": "webhook", "cause_id": "in_1"}, "report", "queued → running"),
        ({"via": "webhook"}, "webhook", "queued → running"),
        ({"before": None}, "poll", "First seen: running"),
        ({"before": "running"}, "poll", "Still running"),
        ({"advanced": False}, "poll", "Older news: running"),
        (
            {"kind": "hint", "via": "webhook", "cause_id": "in_1", "provider_status": "job.done"},
            "webhook",
            "Webhook job done",
        ),
        ({"kind": "stalled", "via": "sweep"}, "watch", "Stalled"),
        ({"kind": "recovered", "via": "webhook", "cause_id": "in_1"}, "webhook", "Reports again"),
    ],
)
def test_every_line_of_a_timeline_says_how_we_know(changes: dict[str, Any], source: str, said: str) -> None:
    line = shapes.happened(history(**changes))
    assert (line.source, line.said) == (source, said)
    assert line.href == ("/inbound/in_1" if changes.get("cause_id") == "in_1" else None)


def notification(at: datetime, **changes: Any) -> dict[str, Any]:
    known = {"id": "ntf_1", "created_at": at, "state": "done", "channel": "team", "event_kind": "job.failed",
             "job_id": "job_1", "attempts": [{"outcome": "delivered"}]}  # fmt: skip
    return known | changes


def test_a_timeline_is_newest_first_and_holds_what_was_told() -> None:
    lines = shapes.timeline(
        [history(), history(id=0, at=NOW - timedelta(hours=1))], [notification(NOW - timedelta(minutes=1))]
    )
    assert [line.source for line in lines] == ["poll", "tunewatch", "poll"]
    assert lines[1].said == "Told team: job failed"
    assert lines[1].detail == "1 attempt"


@pytest.mark.parametrize(
    ("state", "outcomes", "said", "tone"),
    [
        ("done", ["server_error", "delivered"], "Told team: job failed", "done"),
        ("owed", [], "Message to team: job failed — not delivered yet", ""),
        ("owed", ["open"], "Message to team: job failed — not delivered yet", ""),
        ("owed", ["server_error", "open"], "Message to team: job failed — not delivered yet", "failing"),
        ("superseded", ["server_error"], "Message to team: job failed — overtaken by newer news", ""),
        ("dead", ["refused"], "Message to team: job failed — given up", "dead"),
        ("cancelled_by_config", [], "Message to team: job failed — not sent: its channel is gone", ""),
    ],
)
def test_only_who_has_got_a_note_was_told(state: str, outcomes: list[str], said: str, tone: str) -> None:
    line = shapes.told(notification(NOW, state=state, attempts=[{"outcome": one} for one in outcomes]))
    assert (line.said, line.tone) == (said, tone)
    assert (words.tone(tone) == "bad") is (tone in ("failing", "dead"))


def test_a_note_of_the_same_moment_stands_above_the_change_that_it_is_about() -> None:
    lines = shapes.timeline([history(id=2), history(id=1, before="created", after="queued")], [notification(NOW)])
    assert [line.key for line in lines] == ["note-ntf_1", "history-2", "history-1"]


def test_notes_of_the_next_page_of_a_timeline_wait_for_it() -> None:
    lines = shapes.timeline([history()], [notification(NOW - timedelta(minutes=1))], before=NOW)
    assert [line.source for line in lines] == ["poll"]


# --- what needs a person ----------------------------------------------------------------------------------------------


def test_what_needs_a_person_is_said_with_the_place_to_do_something() -> None:
    untold = row(stalled_at=NOW, heard_at=NOW - timedelta(minutes=14))
    gone, never = row(id="job_2", title="run two"), row(id="job_3", title="run-3", life=-1)
    worse = {"id": "eff_1", "name": "router", "version": 4, "suite": "tickets", "previous": "router v3"}
    found = AttentionRows(
        accounts={"main": standing(circuit_open=True, failures=3), "gone": standing(circuit_open=True)},
        webhooks={"main": Webhooks(came=2, never=3), "lab": Webhooks(came=3, never=2), "new": Webhooks(never=4)},
        channels=["pager"],
        stalled=[untold],
        lost=[gone, never],
        retiring=[retiring("team/intent router", 4)],
        worse=[worse],
        dead=2,
    )
    configured = [Account("main", "openai"), Account("lab", "generic")]
    assert [(need.what, need.href) for need in needs(found, configured, NOW)] == [
        ("Account main is failing", "/accounts#main"),
        ("Channel pager does not deliver", "/channels"),
        ("Webhooks of main do not arrive", "/accounts#main"),
        ("run one is silent", "/jobs/job_1"),
        ("run two is not known to its provider any more", "/jobs/job_2"),
        ("run-3 is not known to its provider", "/jobs/job_3"),
        ("team/intent router v1 stops answering on 27 Nov, in 4 days", "/models/team/intent%20router?project=a%26b"),
        ("router v4 is worse than router v3", "/evaluations/eff_1"),
        ("2 dead letters: work that was given up", "/deliveries/dead"),
    ]
    assert needs(AttentionRows(), configured, NOW) == []


def test_an_account_is_called_failing_exactly_when_it_needs_a_person() -> None:
    for row, word in ((standing(failures=2), "retrying"), (standing(failures=3, circuit_open=True), "failing")):
        circuit = {"state": breaker_of(row, NOW).state}
        found = needs(AttentionRows(accounts={"main": row}), [Account("main", "openai")], NOW)
        assert shapes.account_word(account(failures=row["failures"], circuit=circuit)) == word
        assert len(found) == (word == "failing")


def test_many_of_a_kind_are_a_few_lines_and_one_for_the_others() -> None:
    found = needs(AttentionRows(stalled=[row(id=f"job_{number}", stalled_at=NOW) for number in range(11)]), [], NOW)
    assert [need.what for need in found] == ["run one is silent"] * 10 + ["More jobs are silent"]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (1, "intent-router v1 stops answering on 24 Nov, in 1 day"),
        (0, "intent-router v1 stops answering today"),
        (-2, "intent-router v1 stopped answering on 21 Nov, 2 days ago"),
    ],
)
def test_a_model_is_said_to_stop_answering_with_the_day_and_how_far_that_is(left: int, said: str) -> None:
    [need] = needs(AttentionRows(retiring=[retiring("intent-router", left)]), [], NOW)
    assert need.what == said


def test_a_model_that_stops_later_is_foreseen() -> None:
    assert foreseen(retiring("intent-router", 40), NOW) == AttentionItem(
        "odd",
        "intent-router v1 on 2 Jan, in 40 days",
        "Its base model retires on 2027-01-02, and the tuned model with it.",
        "/models/intent-router?project=a%26b",
    )


def standing(**changes: Any) -> dict[str, Any]:
    """A row of `accounts`."""
    known = {"failures": 0, "circuit_open": False, "failing_since": NOW, "last_error": "HTTP 401"}
    return known | {"lease_until": None, "next_poll_at": None} | changes


def retiring(name: str, left: int) -> dict[str, Any]:
    when = (NOW + timedelta(days=left)).date()
    return {"name": name, "version": 1, "project": "a&b", "base_retires_on": when}


@pytest.mark.parametrize(
    ("last", "word"),
    [
        (None, "unconfirmed"),
        ("open", "unconfirmed"),
        ("delivered", "ready"),
        ("gone", "failing"),
        ("timed_out", "failing"),
    ],
)
def test_a_channel_is_called_by_its_last_attempt(last: str | None, word: str) -> None:
    assert shapes.channel_word(None if last is None else {"outcome": last}) == word


def account(**changes: Any) -> dict[str, Any]:
    known = {"configured": True, "circuit": {"state": "closed"}, "failures": 0, "known_since": NOW, "last_poll_at": NOW,
             "webhooks": {"came": 0, "late": 0, "never": 0}, "takes_webhooks": True}  # fmt: skip
    return known | changes


def test_an_account_is_called_by_how_it_stands() -> None:
    assert shapes.account_word(account()) == "connected"
    assert shapes.account_word(account(last_poll_at=None)) == "listening"
    assert shapes.account_word(account(failures=1)) == "retrying"
    assert shapes.account_word(account(circuit={"state": "open"})) == "failing"
    assert shapes.account_word(account(known_since=None)) == "waiting for a worker"
    assert shapes.account_word(account(configured=False)) == "not configured"


def test_what_became_of_webhooks_is_one_sentence() -> None:
    def said(came: int, late: int, never: int, **changes: Any) -> str:
        return shapes.webhook_words(account(webhooks={"came": came, "late": late, "never": never}, **changes))

    assert said(0, 0, 0) == "no job has ended yet"
    assert said(5, 0, 0) == "all 5 endings came by webhook"
    assert said(36, 1, 3) == "3 of 40 never came, 1 came late"
    assert said(0, 0, 7, takes_webhooks=False) == "7 endings, all found by asking"
    assert said(0, 0, 0, takes_webhooks=False) == "none: its jobs are found by asking"


# --- evaluations ------------------------------------------------------------------------------------------------------


def answer(item: str, candidate: str, correct: bool | None, **changes: Any) -> dict[str, Any]:
    return {"item_id": item, "candidate": candidate, "answer": "x", "correct": correct, "error": None} | changes


def test_items_stand_side_by_side_and_those_that_differ_are_marked() -> None:
    rows = [
        answer("a", "tuned", True), answer("a", "base", False), answer("b", "tuned", True), answer("b", "base", True),
        answer("c", "tuned", None, answer=None, error="timeout"), answer("c", "base", True),
        answer("d", "tuned", None, answer=None),
    ]  # fmt: skip
    lines = shapes.item_lines(rows, ["tuned", "base"], ["b"])
    assert [(line.item_id, line.differs, line.leaked) for line in lines] == [
        ("a", True, False), ("b", False, True), ("c", False, False),
    ]  # fmt: skip
    assert [len(chosen(lines, which)) for which in ("all", "differ", "leaked", "failed")] == [3, 1, 1, 1]


def test_the_judged_candidate_stands_first_and_each_says_how_far_it_is() -> None:
    plan = EvaluationPlan({name: PlannedCandidate("a", "m", None, label) for name, label in
                           {"base": "base", "tuned": "bot v2", "b": ""}.items()})  # fmt: skip
    plan.candidates["b"].give_up("404")
    assert columns_of(plan) == [("tuned", "bot v2"), ("base", "base"), ("b", "b")]
    assert progress(plan, [answer("a", "tuned", True)]) == [("bot v2", 1, ""), ("base", 0, ""), ("b", 0, "404")]


def test_an_interval_lies_on_an_axis_that_holds_all_of_them() -> None:
    pair = {"low_points": 4.9, "high_points": 21.6, "difference_points": 13.4}
    [shown] = pair_rows({"pairs": {"base": pair}})
    assert (shown["begin"], shown["length"], shown["middle"]) == (59.8, 33.4, 76.8)
    assert shapes.scale_of([pair]) == 25
    assert shapes.scale_of([{**pair, "low_points": -140.0}]) == 100
    assert shapes.scale_of([]) == 10
    assert pair_rows({}) == []


EVALUATED = {"id": "ev_1", "model": "bot", "suite": "tickets", "state": "finished", "verdict": "undecided",
             "created_at": NOW}  # fmt: skip


def pair(word: str, points: float, **changes: Any) -> dict[str, Any]:
    return {"word": word, "difference_points": points, "low_points": points - 5, "high_points": points + 5,
            "p_value": 0.01, "alpha": 0.05, "n": 100} | changes  # fmt: skip


def evaluated(pairs: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """What the store says of an evaluation."""
    result = {"pairs": pairs or {}} | changes.pop("result", {})
    return EVALUATED | {"result": result} | changes


def test_a_version_that_is_worse_than_the_one_before_says_so_first() -> None:
    found = evaluated({"base": pair("undecided", 1.04), "bot v1": pair("worse", -8.71), "bot v0": pair("better", 9)})
    said = [(mark.word, mark.tone, mark.score) for mark in verdicts.marks(found)]
    assert said == [
        ("worse than v1", "bad", "−8.7 points"),
        ("undecided against base", "odd", "+1.0 points"),
        ("better than v0", "good", "+9.0 points"),
    ]


def test_the_hover_of_a_verdict_holds_its_grounds() -> None:
    [mark] = verdicts.marks(evaluated({"base": pair("better", 13.4, p_value=0.00001)}))
    assert mark.why == "95 % CI 8.4–18.4, p < 0.0001, 100 items"
    [nothing] = verdicts.marks(evaluated({"base": pair("undecided", 0, n=0)}))
    assert (nothing.score, nothing.why) == ("no item in common", "No item was answered by both.")


def test_leakage_stands_beside_the_verdict_and_its_score() -> None:
    better = {"base": pair("better", 13.4)}
    *_, score, tag = verdicts.marks(evaluated(better, result={"leaked": ["a", "b"], "items": 120}))
    assert (score.score, tag.word, tag.tone) == ("+13.4 points", "leaked", "odd")
    assert tag.why == "2 of 120 held-out items stand in the training data; the verdict leaves them out."
    unchecked = ["leakage not checked: the suite's training_file cannot be read"]
    assert verdicts.marks(evaluated(better, result={"sentences": unchecked}))[-1].word == "leakage not checked"


def test_what_was_not_compared_is_said_with_its_reason_and_without_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_hidden", ["sk-canary-key-5417"])
    untold = {"not_servable": {"bot v1": "401 for sk-canary-key-5417"}}
    mark, better = verdicts.marks(evaluated({"base": pair("better", 9)}, result=untold))
    assert (mark.word, mark.tone, mark.why) == ("not compared with v1", "odd", "401 for ***")
    assert better.word == "better than base"
    [none] = verdicts.marks(evaluated(verdict="not servable", result={"not_servable": {"bot v2": "404"}}))
    assert (none.word, none.tone, none.why) == ("not servable", "bad", "404")


def test_a_verdict_stays_while_its_repetition_waits_and_no_suite_hides_another() -> None:
    better, worse = evaluated({"base": pair("better", 9)}), evaluated({"base": pair("worse", -9)}, suite="safety")
    again = evaluated(id="ev_2", state="waiting", created_at=NOW + timedelta(seconds=1), result={})
    before = evaluated(id="ev_0", created_at=NOW - timedelta(days=1))
    first, second = verdicts.suite_verdicts([again, better, worse, before])
    assert (first.suite, first.again, first.earlier) == ("safety", None, ())
    assert (second.suite, second.id, second.marks[0].word) == ("tickets", "ev_1", "better than base")
    assert second.again == again
    assert second.earlier == (before,)


def test_of_a_suite_that_has_not_finished_its_state_is_shown() -> None:
    old = evaluated(id="ev_0", state="dead", created_at=NOW - timedelta(days=1))
    [one] = verdicts.suite_verdicts([evaluated(state="running"), old])
    assert [(mark.word, mark.tone) for mark in one.marks] == [("running", "busy")]
    [over] = verdicts.suite_verdicts([evaluated({"base": pair("better", 9)}), old])
    assert (over.again, over.marks[0].word) == (None, "better than base")


def test_points_are_written_in_tables_as_in_sentences() -> None:
    assert [words.signed(value) for value in (13.44, -8.7, -0.04, 0.0)] == ["+13.4", "−8.7", "0.0", "0.0"]
    assert (words.between(4.9, 21.6), words.between(-3.1, 9)) == ("4.9–21.6", "−3.1 to 9.0")
    assert [words.p_value(value, 0.05) for value in (0.00001, 0.0026, 0.04996)] == ["< 0.0001", "0.0026", "0.04996"]
    assert words.number(-0.25) == "−0.25"


@pytest.mark.parametrize("limit", [30, 44])
def test_the_name_of_a_model_keeps_the_end_that_tells_versions_apart(limit: int) -> None:
    name = "ft:gpt-4.1-mini-2025-04-14:tunewatch-demo:ticket-router:CQ8f2xYz"
    shown = words.middle(name, limit)
    assert len(shown) == limit
    assert shown.startswith("ft:gpt-4.1…" if limit == 30 else "ft:gpt-4.1-min…")
    assert shown.endswith("ticket-router:CQ8f2xYz"[-19:])
    assert words.middle("short\nname", limit) == "short name"


def question(asked: Any, expected: str = "refund", **more: Any) -> str:
    messages = [{"role": "user", "content": asked}, {"role": "assistant", "content": expected}]
    return json.dumps({"messages": messages, **more}) + "\n"


def test_an_item_is_shown_with_what_it_asked_and_expects_while_its_file_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "held-out.jsonl"
    suite = Suite("tickets", str(file), scorer="exact", candidates=())
    monkeypatch.setattr(log, "_hidden", ["sk-canary-key-5417"])
    file.write_text(question("Where is my sk-canary-key-5417?", id="t-1") + question("Two"))
    items = load_items(file.read_bytes())
    digest, wanted = digest_of(items), {items[0].id}
    shown = {items[0].id: heldout.Question("Where is my ***?", "refund", "t-1")}
    assert heldout.questions(suite, digest, wanted) == (shown, "")
    file.write_text(question("Two") + question("Where is my sk-canary-key-5417?", id="t-1"))
    assert heldout.questions(suite, digest, wanted) == (shown, "")  # in another order
    file.write_text(question("Where is my sk-canary-key-5417?", "billing") + question("Two"))
    assert heldout.questions(suite, digest, wanted) == ({}, heldout.CHANGED)
    assert heldout.questions(suite, None, {"itm_gone"}) == ({}, heldout.CHANGED)
    file.write_text("no JSON")
    assert heldout.questions(suite, digest, wanted) == ({}, heldout.CHANGED)
    file.unlink()
    assert heldout.questions(suite, digest, wanted) == ({}, heldout.CHANGED)
    assert heldout.questions(None, digest, wanted) == ({}, heldout.NOT_CONFIGURED)


def test_a_file_that_is_too_large_for_a_page_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "held-out.jsonl"
    file.write_text(question("One"))
    [item] = load_items(file.read_bytes())
    monkeypatch.setattr(heldout, "MAX_FILE_BYTES", 20)
    suite = Suite("tickets", str(file), scorer="exact", candidates=())
    assert heldout.questions(suite, None, {item.id}) == ({}, heldout.TOO_LARGE)


def test_an_answer_that_quotes_a_secret_is_shown_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_hidden", ["sk-canary-key-5417"])
    rows = [answer("a", "tuned", True, answer="sk-canary-key-5417"), answer("b", "base", None, error="401 for me")]
    first, second = map(without_secrets, shapes.item_lines(rows, ["tuned", "base"], []))
    assert first.sides == (shapes.Side("***", correct=True, error=""), None)
    assert second.sides == (None, shapes.Side("x", correct=None, error="401 for me"))


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ([{"role": "system", "content": "s"}, {"role": "user", "content": "u"}], "u"),
        ([{"role": "user", "content": "u"}, {"role": "tool", "content": "t"}], "u"),
        ([{"role": "system", "content": "s"}], "s"),
        ([{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "image_url"}, 3]}], "a\n[image_url]\n3"),
        ([{"role": "user", "content": None}], ""),
        ([{"role": "user", "content": "x" * 9000}], "x" * 4000),
    ],
)
def test_the_question_is_what_a_user_wrote_last(messages: list[dict[str, object]], said: str) -> None:
    assert heldout.last_asked(messages) == said


# --- requests ---------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=200))
def test_any_body_can_be_shown(body: bytes) -> None:
    text, is_text = body_text(body)
    assert isinstance(text, str)
    assert is_text or set(text) <= set("0123456789abcdef ")


def test_a_body_of_json_is_set_out() -> None:
    assert body_text(b'{"a":[1]}') == ('{\n  "a": [\n    1\n  ]\n}', True)


def test_what_a_reader_made_of_a_body_is_said_in_lines() -> None:
    body = b'{"object":"event","id":"evt_1","type":"fine_tuning.job.failed","created_at":1,"data":{"id":"ftjob-1"}}'
    said = show.said(OPENAI.parse(body, received_at=NOW))
    assert (said["job"], said["event"]) == ("ftjob-1", "fine_tuning.job.failed")


# --- addresses of the same elsewhere ----------------------------------------------------------------------------------


def test_the_same_is_said_for_a_terminal_and_the_api() -> None:
    asked = {"account": "it's", "status": None, "active": False, "job_id": "job_1", "limit": 50, "order": "began"}
    [how] = same("jobs", "/jobs", asked)
    assert how.cli == "tunewatch jobs --account 'it'\"'\"'s' --ended --job job_1"
    assert how.api == "/api/v1/jobs?account=it%27s&active=false&job_id=job_1"
    assert same("", "/evaluations/e") == same("", "/evaluations/e", {"x": None})
    [how] = same("jobs", "/jobs", {"active": True, "q": "a b", "order": "ended", "limit": 5, "old": False})
    assert how.cli == "tunewatch jobs --active --search 'a b' --order ended --limit 5 --no-old"
    assert [one.what for one in same("", "/a", what="A") + same("", "/b", what="B")] == ["A", "B"]


def test_a_later_page_is_the_apis_alone() -> None:
    [how] = same("jobs", "/jobs", {"cursor": "abc"})
    assert (how.cli, how.api) == ("", "/api/v1/jobs?cursor=abc")


def test_the_line_for_the_api_can_be_pasted_into_a_shell() -> None:
    [how] = same("jobs", "/jobs", {"q": "a'b $(c)", "account": "lab"})
    words = shlex.split(how.curl("https://me.example:8443"))
    assert words[:3] == ["curl", "-H", "Authorization: Bearer $TUNEWATCH_TOKEN"]
    assert words[3:] == ["https://me.example:8443/api/v1/jobs?q=a%27b+%24%28c%29&account=lab"]
    [plain_one] = same("jobs", "/jobs", {"account": "lab", "status": "failed"})
    assert plain_one.curl("http://me:8081").endswith(" 'http://me:8081/api/v1/jobs?account=lab&status=failed'")


def test_the_same_list_is_asked_for_with_changes() -> None:
    asked = {"account": "lab", "cursor": "old", "order": None}
    assert changed("/jobs", asked, cursor=None, order="ended") == "/jobs?account=lab&order=ended"
    assert changed("/jobs", {}, overtaken=True) == "/jobs?overtaken=true"


def test_kinds_of_news_stand_by_what_they_are_about() -> None:
    assert words.kinds(["job.succeeded", "job.failed", "test", "job.unknown_to_provider"]) == (
        "job: failed, succeeded, unknown to provider; test"
    )
    assert words.kinds([]) == ""


def test_what_is_at_work_has_no_ending_to_go_by() -> None:
    assert listings.order_of("ended", active=True, status=None) == "began"
    assert listings.order_of("ended", active=None, status="running") == "began"
    assert listings.order_of("ended", active=False, status="failed") == "ended"
    assert listings.order_of("ended", active=None, status=None) == "ended"


def test_the_next_page_asks_the_same_with_another_cursor() -> None:
    assert next_page("/jobs", {"account": "a b", "cursor": "old", "q": None}, "new") == "/jobs?account=a+b&cursor=new"
    assert next_page("/jobs", {}, None) is None


# --- visitors ---------------------------------------------------------------------------------------------------------


@given(st.text(max_size=80))
def test_no_text_but_a_sessions_own_mark_passes_as_its_form(given_mark: str) -> None:
    assert not is_own_form("seed", given_mark)
    assert is_own_form("seed", csrf_of("seed"))
    assert csrf_of("seed") != csrf_of("other")


@given(st.text(max_size=60) | st.sampled_from(["//x", "/\\x", "/a//b", "/ok?x=1"]))
def test_a_place_to_go_on_to_is_always_ours(wanted: str) -> None:
    path = local_path(wanted)
    assert path.startswith("/")
    assert path[1:2] not in ("/", "\\") or path == "/"
    assert "\n" not in path
    assert "\r" not in path


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"Origin": "http://me:8081"}, True),
        ({"Origin": "HTTP://ME:8081"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://me:8081"}, False),
        ({"Origin": "http://me"}, False),
        ({"Origin": "http://evil@me:8081.evil.example"}, False),
        ({"Origin": ""}, False),
    ],
)
def test_a_form_is_ours_only_where_the_browser_says_so(headers: dict[str, str], ours: bool) -> None:
    assert same_origin(headers, "me:8081") is ours


def test_only_addresses_in_the_trusted_networks_are_trusted() -> None:
    trusted = ("10.0.0.0/8", "192.0.2.7", "fd00::/8")
    assert [is_trusted(one, trusted) for one in ("10.1.2.3", "192.0.2.7", "fd00::1")] == [True] * 3
    assert [is_trusted(one, trusted) for one in ("11.1.2.3", "192.0.2.8", "::1", "", None, "unix:", "10.1.2.3, 9")] == [
        False
    ] * 7
    assert not is_trusted("10.1.2.3", ())


# --- live -------------------------------------------------------------------------------------------------------------


def test_only_topics_that_were_watched_before_can_have_changed() -> None:
    assert changed_topics({}, {"jobs": (1,)}) == []
    assert changed_topics({"jobs": (1,), "inbound": (None,)}, {"jobs": (2,), "inbound": (None,), "job:x": (3,)}) == [
        "jobs"
    ]


async def test_a_listener_that_takes_nothing_is_dropped_with_what_waited_for_it() -> None:
    listener = Listener(None)
    for number in range(WAITING_MAX):
        listener.offer(b"%d" % number)
    assert not listener.dropped
    listener.offer(b"one more")
    assert listener.dropped
    assert await listener.attention.get() == b""
    with pytest.raises(asyncio.QueueEmpty):
        listener.attention.get_nowait()


# --- charts -----------------------------------------------------------------------------------------------------------


def metrics(name: str, *values: float | None) -> list[dict[str, Any]]:
    return [{"step": step, "name": name, "value": value} for step, value in enumerate(values, 1)]


def test_losses_are_drawn_with_validation_last_and_other_metrics_only_where_there_is_no_loss() -> None:
    rows = metrics("valid_loss", 2.0) + metrics("train_loss", 1.0, None, 0.5) + metrics("accuracy", 0.9)
    assert spec.series_of(rows) == {"train_loss": [(1, 1.0), (3, 0.5)], "valid_loss": [(1, 2.0)]}
    assert list(spec.series_of(metrics("accuracy", 0.9))) == ["accuracy"]
    assert spec.series_of([]) == {}
    many = [row for number in range(20) for row in metrics(f"loss_{number}", 1.0)]
    assert len(spec.series_of(many)) == spec.MAX_SERIES


def test_losses_come_first_and_training_before_validation() -> None:
    names = ["accuracy", "eval_accuracy", "learning_rate", "valid_loss", "train_loss"]
    assert sorted(names, key=spec.order) == [
        "train_loss", "valid_loss", "accuracy", "learning_rate", "eval_accuracy",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "Loss by step"),
        (["reward", "train_loss"], "Loss by step"),
        (["mean_reward"], "Mean reward by step"),
        (["reward", "accuracy"], "Metrics by step"),
    ],
)
def test_a_curve_is_called_what_it_shows(names: list[str], said: str) -> None:
    assert spec.heading(names) == said
    assert spec.loss_spec([row for name in names for row in metrics(name, 1.0)])["description"] == said


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=2000))
def test_thinning_keeps_order_ends_and_every_spike(values: list[float]) -> None:
    points = list(enumerate(values))
    kept = loss_curves.thinned(points, 100)
    assert len(kept) <= 100 or len(points) <= 100
    assert kept == sorted(set(kept))
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert max(value for _, value in kept) == max(values)
    assert min(value for _, value in kept) == min(values)


def test_a_curve_over_orders_of_magnitude_is_drawn_on_a_logarithmic_axis() -> None:
    assert spec.scale_type({"a": [(1, 9.0), (2, 0.1)]}) == "log"
    assert spec.scale_type({"a": [(1, 2.0), (2, 0.4)]}) == "linear"
    assert spec.scale_type({"a": [(1, 9.0), (2, 0.0)]}) == "linear"
    assert spec.scale_type({}) == "linear"
    axes = [spec.loss_spec(metrics("loss", 9.0, last))["encoding"]["y"] for last in (0.1, 4.0)]
    assert [(axis["scale"]["type"], axis["title"]) for axis in axes] == [("log", "log scale"), ("linear", None)]


def test_a_spec_is_for_its_place_and_its_light() -> None:
    rows = metrics("train_loss", 2.0, 1.0) + metrics("valid_loss", 2.1)
    page, picture = spec.loss_spec(rows), spec.loss_spec(rows, dark=True, picture=True)
    assert (page["width"], page["background"]) == ("container", "transparent")
    assert (picture["width"], picture["background"]) == (spec.WIDTH, "#16181f")
    assert page["encoding"]["strokeDash"]["scale"]["range"] == [[1, 0], [5, 3]]
    assert page["encoding"]["color"]["scale"]["domain"] == ["train loss", "valid loss"]
    assert page["encoding"]["color"]["scale"]["range"] != picture["encoding"]["color"]["scale"]["range"]


# --- templates --------------------------------------------------------------------------------------------------------


def test_a_value_is_text_and_a_missing_one_is_a_fault() -> None:
    env = make_environment()
    assert env.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"
    with pytest.raises(Exception, match="undefined"):
        env.from_string("{{ nothing }}").render()
    link = env.from_string("{{ ui.link(url, 'go') }}")
    assert "href" not in link.render(url="javascript:alert(1)")
    assert 'href="https://example.com/a"' in link.render(url="https://example.com/a")
    assert link.render(url=None).strip() == ""


def test_a_part_that_a_page_does_not_have_is_not_rendered() -> None:
    with pytest.raises(KeyError):
        render(make_environment().get_template("jobs.html.j2"), {}, fragment="nothing")


def test_the_menu_shows_where_one_is_and_what_one_may_see() -> None:
    viewer = frame("/evaluations/e", "viewer", NOW)["menu"]
    assert [where for where, _, current in viewer if current] == ["/models"]
    assert "/access" not in [where for where, _, _ in viewer]
    assert "/access" in [where for where, _, _ in frame("/", "admin", NOW)["menu"]]
