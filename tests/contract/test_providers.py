"""The kit that every provider passes: it finds them in PROVIDERS, their words in STATUSES, their samples by folder.

A sample's first word is the question it answers: `webhook`, `job`, `jobs`, `model`, `cancel`, `servable`, `secret`,
else the name of a detail or of a further question. What is no JSON (`.sse`, an event stream) is read and mutated as
bytes. `kit.json` beside the samples says where the status stands when it is not in `status`, and which headers name a
next page.
"""

from __future__ import annotations

import copy
import importlib
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core import wire
from service.core.errors import Malformed, Reason, SignatureError
from service.core.signature import sign_standard_webhook
from service.core.snapshot import FACTS, AccountChanged, Ignored, JobChanged, Metric, Snapshot, Status
from service.providers import Details, JobsPage, ModelReadiness, Provider, ProviderError, Reply, Signing
from service.providers.table import PROVIDERS

SAMPLES = Path(__file__).parents[1] / "samples"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECRET = "whsec_c2VjcmV0LW9mLXRoZS10ZXN0cw=="
CANARY = "canary-7f3e"
HTML = f"<!doctype html><title>{CANARY}</title>".encode()
ABSENT = object()
WRONG = [
    *(ABSENT, None, True, False, 0, -1, 1.5, 1e300, 2**63, -(2**63) - 1),
    *("", " ", "x" * 300, "nul \x00 inside", "../..", "2026-13-99", "0001-01-01T00:00:00+14:00"),
    *(CANARY, {CANARY: CANARY}, [CANARY]),
    *([], {}, [None], [[]], [{}], {"a": {"b": [None]}}),
]

Sample = tuple[str, str, bytes]  # provider, question, body
Answer = JobChanged | AccountChanged | Ignored | Snapshot | JobsPage | Details | ModelReadiness | str | None


def samples(*kinds: str) -> list[Sample]:
    """Those of the kinds `json` and `sse`, or of both."""
    return [
        (name, path.name.split("-")[0].removesuffix(path.suffix), path.read_bytes())
        for name in PROVIDERS
        for path in sorted((SAMPLES / name).iterdir())
        if path.suffix.lstrip(".") in (kinds or ("json", "sse")) and path.name != "kit.json"
    ]


def questions(*kinds: str) -> list[tuple[str, str]]:
    return sorted({(provider, question) for provider, question, _ in samples(*kinds)})


@cache
def leading_to(name: str, question: str) -> Snapshot:
    """A job whose answer leads to this further question."""
    for provider, asked, body in samples("json"):
        if (provider, asked) == (name, "job"):
            snapshot = PROVIDERS[name].answer_job(Reply(200, {}, body), asked_at=NOW)
            if question in PROVIDERS[name].ask_more(snapshot):
                return snapshot
    raise AssertionError(f"no job of {name} leads to {question}")


def further(name: str) -> set[str]:
    """The further questions that the provider's job samples lead to."""
    jobs = [body for provider, asked, body in samples("json") if (provider, asked) == (name, "job")]
    snapshots = [PROVIDERS[name].answer_job(Reply(200, {}, body), asked_at=NOW) for body in jobs]
    return {question for snapshot in snapshots for question in PROVIDERS[name].ask_more(snapshot)}


def tuned_model(name: str) -> str:
    """The name of a tuned model as this provider gives it."""
    jobs = [body for provider, asked, body in samples("json") if (provider, asked) == (name, "job")]
    for body in jobs:
        snapshot = PROVIDERS[name].answer_job(Reply(200, {}, body), asked_at=NOW)
        if isinstance(tuned := snapshot.facts.get("tuned_model"), str):
            return tuned
    return "acme/tuned"


def kit(name: str) -> dict[str, Any]:
    """What the provider's kit.json says, if there is one."""
    path = SAMPLES / name / "kit.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def ask(
    provider: Provider, question: str, body: bytes, status: int = 200, at: datetime = NOW, **headers: str
) -> Answer:
    """What the provider makes of the body, as an answer to this question."""
    reply = Reply(status, {"content-type": "application/json"} | headers, body)
    match question:
        case "webhook":
            return provider.parse(body, received_at=at)
        case "job":
            return provider.answer_job(reply, asked_at=at)
        case "jobs":
            return provider.answer_jobs(reply, asked_at=at)
        case "model":
            return provider.answer_model(reply)
        case "cancel":
            return provider.answer_cancel(reply)
        case "servable":
            return provider.answer_readiness(tuned_model(provider.name), reply)
        case "secret":
            return provider.answer_secret(reply)
        case detail if detail in provider.ask_details("job-1"):
            return provider.answer_detail(detail, reply)
        case more:
            return provider.answer_more(leading_to(provider.name, more), more, reply)


def answer_or_documented_error(name: str, question: str, body: bytes, status: int = 200) -> Answer:
    """The checked answer; None for the one error that this question may raise."""
    documented: type[Exception] = Malformed if question == "webhook" else ProviderError
    try:
        answer = ask(PROVIDERS[name], question, body, status)
        if question == "secret":  # what it hands out is text, and no date
            assert isinstance(answer, str)
            assert wire.text(answer) == answer
            return answer
    except (Malformed, ProviderError) as caught:
        kind, said = type(caught), f"{caught} {getattr(caught, 'detail', '')}"
    else:
        check(answer)
        return answer
    assert kind is documented
    assert CANARY not in said, "an error repeats what the body said"
    return None


def check(answer: Answer) -> None:
    """Everything in the answer can be stored, and is named as documented."""
    match answer:
        case JobChanged() | AccountChanged() | Ignored():
            texts = [answer.event_type, answer.provider_job_id if isinstance(answer, JobChanged) else "-"]
            assert all(wire.text(text) == text for text in texts)
        case Snapshot():
            assert wire.text(answer.provider_job_id) == answer.provider_job_id
            assert 1 <= len(answer.provider_job_id) <= 200
            assert wire.text(answer.provider_status) == answer.provider_status
            assert wire.INT64_MIN <= answer.revision <= wire.INT64_MAX
            assert 0 <= answer.life <= wire.INT64_MAX
            assert len(answer.fingerprint()) == 16
            check_facts(answer.facts)
            check_metrics(answer.metrics)
        case JobsPage():
            for snapshot in answer.snapshots:
                check(snapshot)
        case Details():
            check_facts(answer.facts)
            check_metrics(answer.metrics)
        case ModelReadiness():
            assert wire.text(answer.detail) == answer.detail
        case str():
            assert date.fromisoformat(answer).isoformat() == answer


def check_facts(facts: dict[str, wire.JSONValue]) -> None:
    assert set(facts) <= set(FACTS)
    assert not [name for name, value in facts.items() if value in (None, [], {})]
    assert wire.storable(facts) == facts
    msgspec.json.encode(facts)
    for name, described in FACTS.items():
        if name not in facts:
            continue
        value = facts[name]
        if described.startswith("ISO-8601"):
            assert isinstance(value, str)
            assert datetime.fromisoformat(value).tzinfo is not None
        elif described.startswith("integer"):
            assert type(value) is int
        elif described.startswith("number"):
            assert isinstance(value, float)
        elif described.startswith("object"):
            assert isinstance(value, dict)
        elif described.startswith("list"):
            assert isinstance(value, list)
        else:
            assert isinstance(value, str)


def check_metrics(metrics: tuple[Metric, ...]) -> None:
    places = [(metric.step, metric.name) for metric in metrics]
    assert len(set(places)) == len(places), "one statement cannot write the same number twice"
    for metric in metrics:
        assert 0 <= metric.step <= wire.INT64_MAX
        assert wire.text(metric.name) == metric.name
        assert metric.value is None or math.isfinite(metric.value)


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every field and item, at any depth."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


def changed(document: object, path: tuple[str | int, ...], value: object) -> bytes:
    """The document with another value at the path."""
    copied = copy.deepcopy(document)
    parent: Any = copied
    for key in path[:-1]:
        parent = parent[key]
    if value is ABSENT:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return json.dumps(copied).encode()


def with_status(name: str, word: str) -> Snapshot:
    """What the provider makes of its first job sample when that carries this status."""
    question = "job" if PROVIDERS[name].asks else "webhook"
    body = next(body for provider, asked, body in samples("json") if (provider, asked) == (name, question))
    place = kit(name).get("status_path", ["status"])
    answer = answer_or_documented_error(name, question, changed(json.loads(body), tuple(place), word))
    assert isinstance(answer, Snapshot)
    return answer


def documented_statuses() -> list[tuple[str, str, Status]]:
    return [
        (name, word, status)
        for name, provider in PROVIDERS.items()
        for word, status in importlib.import_module(type(provider).__module__).STATUSES.items()
    ]


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_provider_is_listed_under_its_own_name_and_can_be_heard_or_asked(name: str) -> None:
    provider = PROVIDERS[name]
    assert provider.name == name
    assert provider.asks or provider.sends_webhooks
    assert provider.sends_webhooks is (provider.signing is not Signing.NONE)
    asked = {question for listed, question in questions() if listed == name}
    assert not provider.sends_webhooks or "webhook" in asked
    assert not provider.asks or asked >= {"job", *provider.ask_details("job-1"), *further(name)}
    assert not provider.lists or "jobs" in asked
    assert provider.asks or not provider.lists
    assert set(provider.first_details) <= set(provider.ask_details("job-1"))
    assert ("cancel" in asked) is (provider.ask_cancel("job-1") is not None)
    assert ("servable" in asked) is (provider.ask_readiness(tuned_model(name)) is not None)
    assert ("secret" in asked) is provider.fetches_secret is (provider.ask_secret() is not None)
    assert provider.life.source
    assert date.fromisoformat(provider.life.since)


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_sample_names_the_page_it_comes_from(name: str) -> None:
    readme = (SAMPLES / name / "README.md").read_text()
    assert [path.name for path in (SAMPLES / name).iterdir() if path.name not in readme + "README.md"] == []


@pytest.mark.parametrize(("name", "question", "body"), samples())
def test_every_sample_is_read(name: str, question: str, body: bytes) -> None:
    answer = answer_or_documented_error(name, question, body)
    assert answer is not None or question == "cancel"
    assert ask(PROVIDERS[name], question, body) == answer


@pytest.mark.parametrize(("name", "word", "status"), documented_statuses())
def test_every_documented_status_has_its_meaning_and_keeps_its_word(name: str, word: str, status: Status) -> None:
    snapshot = with_status(name, word)
    assert (snapshot.status, snapshot.provider_status) == (status, word)
    assert with_status(name, word.upper()).status is status


@pytest.mark.parametrize("name", PROVIDERS)
def test_an_invented_status_is_unknown_and_keeps_its_word(name: str) -> None:
    snapshot = with_status(name, "défragmenting")
    assert (snapshot.status, snapshot.provider_status) == (Status.UNKNOWN, "défragmenting")


@pytest.mark.parametrize(("name", "question", "body"), samples("json"))
def test_any_field_absent_null_or_of_a_wrong_type_raises_at_most_the_documented_error(
    name: str, question: str, body: bytes
) -> None:
    document = json.loads(body)
    for path in places(document):
        for value in WRONG:
            answer_or_documented_error(name, question, changed(document, path, value))


@pytest.mark.parametrize(("name", "question"), questions("json"))
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"0",
        b'"x"',
        HTML,
        b"\xff\xfe",
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b"[" * 100_000,
        b'{"a":' * 5000,
    ],
    ids=["nothing", "null", "list", "number", "text", "html", "not utf-8", "nan", "huge", "deep list", "deep object"],
)
def test_what_is_no_json_object_is_refused(name: str, question: str, body: bytes) -> None:
    if body == b"[]" and is_list(name, question):  # where a list is the answer, this one says that there is nothing
        assert ask(PROVIDERS[name], question, body) == JobsPage((), None)
        return
    if body == b"" and question == "cancel":  # many take such a request without a word
        assert ask(PROVIDERS[name], question, body) is ask(PROVIDERS[name], question, body, 204) is None
        return
    with pytest.raises(Malformed if question == "webhook" else ProviderError):
        ask(PROVIDERS[name], question, body)
    answer_or_documented_error(name, question, body)


@pytest.mark.parametrize(
    ("name", "question"),
    [pair for pair in questions("json") if pair[1] not in ("webhook", "model", "cancel", "servable")],
)
def test_a_good_status_with_an_error_inside_is_an_error(name: str, question: str) -> None:
    body = json.dumps({"error": {"code": "server_error", "message": CANARY}}).encode()
    with pytest.raises(ProviderError) as caught:
        ask(PROVIDERS[name], question, body)
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize(("name", "question"), [pair for pair in questions() if pair[1] != "webhook"])
@pytest.mark.parametrize("status", [301, 400, 401, 403, 409, 429, 500, 502, 503, 599])
def test_an_http_error_says_its_number_and_whose_fault_it_is(name: str, question: str, status: int) -> None:
    if status in (401, 403) and question in further(name):  # what this key may not read may be an answer of its own
        answer_or_documented_error(name, question, HTML, status)
        return
    for body in (HTML, b"", f'{{"error": {{"message": "{CANARY}"}}}}'.encode()):
        with pytest.raises(ProviderError, match=str(status)) as caught:
            ask(PROVIDERS[name], question, body, status)
        assert caught.value.denied is (status in (401, 403))
        assert caught.value.unknown_job is False
        assert CANARY not in str(caught.value)


@pytest.mark.parametrize("name", [name for name, provider in PROVIDERS.items() if provider.asks])
def test_a_job_that_the_provider_does_not_know_is_told_apart(name: str) -> None:
    with pytest.raises(ProviderError) as caught:
        ask(PROVIDERS[name], "job", HTML, 404)
    assert caught.value.unknown_job
    if PROVIDERS[name].lists:
        with pytest.raises(ProviderError) as caught:
            ask(PROVIDERS[name], "jobs", HTML, 404)
        assert not caught.value.unknown_job


@pytest.mark.parametrize("name", [name for name, provider in PROVIDERS.items() if provider.asks])
@given(text=st.text(min_size=1, max_size=50).map(lambda raw: wire.text(raw)).filter(lambda raw: raw not in (".", "..")))
@settings(max_examples=50, deadline=None)
def test_no_id_leaves_its_place_in_a_path(name: str, text: str) -> None:
    provider = PROVIDERS[name]
    for ours, plain in [
        (provider.ask_job(text), provider.ask_job("x")),
        *zip(provider.ask_details(text).values(), provider.ask_details("x").values(), strict=True),
    ]:
        assert ours.path.startswith("/")
        assert ours.path.isascii()
        assert ours.path.count("/") == plain.path.count("/")
        assert not set(ours.path) & set(" ?#\\\r\n")
        assert (ours.params, ours.method) == (plain.params, plain.method)


@pytest.mark.parametrize("name", [name for name, provider in PROVIDERS.items() if not provider.asks])
def test_a_provider_that_only_pushes_says_so_to_whoever_asks(name: str) -> None:
    provider, reply = PROVIDERS[name], Reply(200, {}, b"{}")
    assert provider.ask_details("x") == {}
    assert provider.ask_model("x") is None
    for question in (
        lambda: provider.ask_jobs(None),
        lambda: provider.ask_job("x"),
        lambda: provider.answer_jobs(reply, asked_at=NOW),
        lambda: provider.answer_job(reply, asked_at=NOW),
        lambda: provider.answer_detail("events", reply),
        lambda: provider.answer_model(reply),
    ):
        with pytest.raises(ProviderError, match="only pushes"):
            question()


# Pages, and clocks


LISTED = [name for name, provider in PROVIDERS.items() if provider.lists]


def is_list(name: str, question: str) -> bool:
    """Is the answer a bare list?"""
    bodies = [body for provider, asked, body in samples("json") if (provider, asked) == (name, question)]
    return isinstance(json.loads(bodies[0]), list)


def paged(name: str, *more: object, times: int = 1) -> JobsPage:
    """The provider's first page with each of its items so many times, and `more` among them."""
    body = next(body for provider, asked, body in samples("json") if (provider, asked) == (name, "jobs"))
    document = json.loads(body)
    place = None if isinstance(document, list) else next(key for key, value in document.items() if type(value) is list)
    rows = document if place is None else document[place]
    some = [*more, *(row for row in rows for _ in range(times))]
    listed = json.dumps(some if place is None else {**document, place: some}).encode()
    answer = ask(PROVIDERS[name], "jobs", listed, **kit(name).get("next_page", {}))
    assert isinstance(answer, JobsPage)
    return answer


@pytest.mark.parametrize("name", LISTED)
def test_a_page_that_repeats_its_items_says_the_same_of_each(name: str) -> None:
    once, twice = paged(name), paged(name, times=2)
    assert once.snapshots
    assert twice.snapshots == tuple(snapshot for snapshot in once.snapshots for _ in range(2))
    assert (twice.next_cursor, twice.malformed) == (once.next_cursor, 2 * once.malformed)


@pytest.mark.parametrize("name", LISTED)
def test_strangers_among_a_pages_items_are_counted_and_cost_none_of_the_others(name: str) -> None:
    plain, mixed = paged(name), paged(name, None, "x", {}, [], 7, {"id": "without a status"})
    assert (mixed.snapshots, mixed.malformed) == (plain.snapshots, plain.malformed + 6)


@pytest.mark.parametrize("name", LISTED)
def test_an_empty_page_is_no_error_and_a_cursor_leads_to_another_question(name: str) -> None:
    empty, full = paged(name, times=0), paged(name)
    assert (empty.snapshots, empty.malformed) == ((), 0)
    provider = PROVIDERS[name]
    assert full.next_cursor is not None or provider.ask_jobs("x") == provider.ask_jobs(None)
    for page in (empty, full):
        if page.next_cursor is not None:
            assert page.next_cursor in dict(provider.ask_jobs(page.next_cursor).params).values()
            assert provider.ask_jobs(page.next_cursor) != provider.ask_jobs(None)


SEEN = [(name, question, body) for name, question, body in samples("json") if question in ("job", "jobs", "webhook")]


def without_order(answer: Answer) -> tuple[object, list[int]]:
    """The answer without the revisions, and these."""
    if isinstance(answer, Snapshot):
        return replace(answer, revision=0), [answer.revision]
    if isinstance(answer, JobsPage):
        plain = tuple(replace(one, revision=0) for one in answer.snapshots)
        return replace(answer, snapshots=plain), [one.revision for one in answer.snapshots]
    return answer, []


@pytest.mark.parametrize(("name", "question", "body"), SEEN)
def test_our_clock_hours_off_changes_at_most_the_order(name: str, question: str, body: bytes) -> None:
    moments = [NOW + timedelta(hours=hours) for hours in (-14, 0, 14)]
    answers = [without_order(ask(PROVIDERS[name], question, body, at=moment)) for moment in moments]
    assert [answer for answer, _ in answers] == [answers[0][0]] * 3
    assert [revisions for _, revisions in answers] == sorted(revisions for _, revisions in answers)


def moved(value: object, by: timedelta) -> object:
    """The document of a provider whose clock is off: every ISO-8601 time and every unix second of it."""
    if isinstance(value, dict):
        return {key: moved(item, by) for key, item in value.items()}
    if isinstance(value, list):
        return [moved(item, by) for item in value]
    if isinstance(value, str) and "T" in value and (moment := wire.from_iso(value)) is not None:
        return (moment + by).isoformat()
    if isinstance(value, int) and 1_500_000_000 < value < 2_000_000_000:
        return value + int(by.total_seconds())
    return value


@pytest.mark.parametrize("hours", [-14, 14])
@pytest.mark.parametrize(("name", "body"), [(name, body) for name, question, body in SEEN if question == "job"])
def test_a_providers_clock_hours_off_moves_its_times_and_nothing_else(name: str, body: bytes, hours: int) -> None:
    by = timedelta(hours=hours)
    right = ask(PROVIDERS[name], "job", body)
    wrong = ask(PROVIDERS[name], "job", json.dumps(moved(json.loads(body), by)).encode())
    assert isinstance(right, Snapshot)
    assert isinstance(wrong, Snapshot)
    assert (wrong.status, wrong.provider_status, wrong.life) == (right.status, right.provider_status, right.life)
    assert wrong.facts.keys() == right.facts.keys()
    for fact, value in right.facts.items():
        if FACTS[fact].startswith("ISO-8601"):
            assert datetime.fromisoformat(str(wrong.facts[fact])) == datetime.fromisoformat(str(value)) + by


HEARD = [name for name, provider in PROVIDERS.items() if provider.sends_webhooks]


def proven(name: str, body: bytes, secret: str = SECRET) -> tuple[list[tuple[str, str]], str]:
    """The headers and the tail of the path with which this provider proves the body."""
    timestamp_s = int(NOW.timestamp())
    match PROVIDERS[name].signing:
        case Signing.STANDARD:
            signature = sign_standard_webhook("msg_1", timestamp_s, body, secret)
            return [
                ("Webhook-Id", "msg_1"),
                ("webhook-timestamp", f"{timestamp_s}"),
                ("WEBHOOK-SIGNATURE", signature),
            ], ""
        case Signing.SHARED_SECRET:
            return [(PROVIDERS[name].secret_header.upper(), secret)], ""
        case Signing.PATH_TOKEN:
            return [], secret
    raise AssertionError(f"{name} sends no webhooks")


def webhook_sample(name: str) -> bytes:
    return next(body for provider, question, body in samples() if (provider, question) == (name, "webhook"))


def verified(name: str, headers: list[tuple[str, str]], body: bytes, tail: str, *secrets: str) -> str:
    return PROVIDERS[name].verify(headers, body, secrets=secrets, now=NOW, tail=tail)


@pytest.mark.parametrize("name", HEARD)
def test_a_genuine_webhook_verifies_under_either_secret_and_has_one_id(name: str) -> None:
    body = webhook_sample(name)
    headers, tail = proven(name, body)
    delivery_id = verified(name, headers, body, tail, "whsec_b3RoZXI=", SECRET)
    assert 1 <= len(delivery_id) <= 256
    assert verified(name, headers, body, tail, SECRET) == delivery_id


@pytest.mark.parametrize("secret", [SECRET, "a plain secret, without a prefix", "whsec_QUJD", "underscore_in_it"])
@pytest.mark.parametrize("name", HEARD)
def test_a_secret_works_as_it_was_given_with_a_prefix_or_without(name: str, secret: str) -> None:
    body = webhook_sample(name)
    headers, tail = proven(name, body, secret)
    assert verified(name, headers, body, tail, secret)
    with pytest.raises(SignatureError):
        verified(name, headers, body, tail, secret.partition("_")[2] or "another")


@pytest.mark.parametrize("hours", [-14, 14])
@pytest.mark.parametrize("name", HEARD)
def test_a_clock_hours_off_refuses_what_is_signed_with_a_time_and_nothing_else(name: str, hours: int) -> None:
    body = webhook_sample(name)
    headers, tail = proven(name, body)
    now = NOW + timedelta(hours=hours)
    if PROVIDERS[name].signing is not Signing.STANDARD:
        assert PROVIDERS[name].verify(headers, body, secrets=[SECRET], now=now, tail=tail)
        return
    with pytest.raises(SignatureError) as caught:
        PROVIDERS[name].verify(headers, body, secrets=[SECRET], now=now, tail=tail)
    assert caught.value.reason is (Reason.TIMESTAMP_TOO_OLD if hours > 0 else Reason.TIMESTAMP_IN_FUTURE)


@pytest.mark.parametrize("name", HEARD)
def test_no_webhook_verifies_without_its_secret(name: str) -> None:
    body = webhook_sample(name)
    headers, tail = proven(name, body)
    others = [("whsec_b3RoZXI=",), ("",), (), ("whsec_", "whsec_é"), ("\ud800",), (SECRET[:-1],), (SECRET + "A",)]
    for secrets in others:
        if PROVIDERS[name].signing is Signing.STANDARD and secrets == (SECRET[:-1],):
            continue  # without its padding it is the same key
        with pytest.raises(SignatureError):
            verified(name, headers, body, tail, *secrets)
    for wrong in ([], headers * 2):
        if wrong or headers:
            with pytest.raises(SignatureError):
                verified(name, wrong, body, "", SECRET)


@pytest.mark.parametrize("name", HEARD)
def test_any_changed_byte_of_what_is_signed_is_refused(name: str) -> None:
    body = webhook_sample(name)
    headers, tail = proven(name, body)
    places = range(0, len(body), max(1, len(body) // 200)) if PROVIDERS[name].signing is Signing.STANDARD else ()
    for place in places:
        mutated = bytes([*body[:place], body[place] ^ 1, *body[place + 1 :]])
        with pytest.raises(SignatureError) as caught:
            verified(name, headers, mutated, tail, SECRET)
        assert caught.value.reason is Reason.SIGNATURE_MISMATCH
    proofs = [(index, place) for index, (_, value) in enumerate(headers) for place in range(len(value))]
    for index, place in proofs:
        header, value = headers[index]
        mutated_value = value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]
        changed_headers = [*headers[:index], (header, mutated_value), *headers[index + 1 :]]
        with pytest.raises(SignatureError):
            verified(name, changed_headers, body, tail, SECRET)
    for place in range(len(tail)):
        with pytest.raises(SignatureError):
            verified(name, headers, body, tail[:place] + chr(ord(tail[place]) ^ 1) + tail[place + 1 :], SECRET)


HEADER_NAMES = st.sampled_from(["webhook-id", "Webhook-Timestamp", "webhook-signature"]) | st.text(max_size=20)
HEADER_VALUES = st.text(max_size=60) | st.sampled_from([str(int(NOW.timestamp())), "v1," + "A" * 43 + "="])


@pytest.mark.parametrize("name", HEARD)
@given(headers=st.lists(st.tuples(HEADER_NAMES, HEADER_VALUES), max_size=6), body=st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_verify_is_total(name: str, headers: list[tuple[str, str]], body: bytes) -> None:
    with pytest.raises(SignatureError):
        PROVIDERS[name].verify(headers, body, secrets=[SECRET], now=NOW, tail="x")


@pytest.mark.parametrize(("name", "question"), questions())
@given(body=st.binary(max_size=300), status=st.integers(100, 599))
@settings(max_examples=50, deadline=None)
def test_any_bytes_raise_at_most_the_documented_error(name: str, question: str, body: bytes, status: int) -> None:
    answer_or_documented_error(name, question, body, status)


def vocabulary() -> list[str]:
    return sorted({str(key) for _, _, body in samples("json") for path in places(json.loads(body)) for key in path})


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["metrics", "running", "succeeded", "fine_tuning.job.succeeded", "2026-11-23T10:00:00Z", "auto"])
)
KEYS = st.sampled_from(vocabulary()) | st.text(max_size=5)
TREES = st.recursive(LEAVES, lambda kids: st.lists(kids, max_size=4) | st.dictionaries(KEYS, kids, max_size=6))


@pytest.mark.parametrize(("name", "question"), questions("json"))
@given(document=st.dictionaries(KEYS, TREES, max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_json_raises_at_most_the_documented_error(name: str, question: str, document: dict[str, object]) -> None:
    required = {"id": "a", "job": "a", "status": "running", "type": "fine_tuning.job.x", "data": [document]}
    for body in (document, required | document, document | required):
        answer_or_documented_error(name, question, json.dumps(body).encode())
        answer_or_documented_error(name, question, json.dumps([body]).encode())
