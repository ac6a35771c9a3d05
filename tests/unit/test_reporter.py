"""What the reporter decides: values in, values out."""

from __future__ import annotations

import ast
import json
import math
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.signature import verify_standard_webhook
from service.core.snapshot import ENDINGS
from service.providers.generic import STATUSES
from service.reporter import build, reporter
from service.reporter.reporter import Courier, Item, Outcome, Spool

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
URL = "https://host/webhooks/trainer"


# --- the file itself --------------------------------------------------------------------------------------------------


def test_the_file_is_python_3_8_and_needs_only_the_standard_library() -> None:
    source = Path(reporter.__file__).read_text()
    tree = ast.parse(source, feature_version=(3, 8))
    modules = {
        name.name.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    } | {(node.module or "").partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules <= sys.stdlib_module_names
    called = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & {"removeprefix", "removesuffix", "pairwise", "bit_count", "is_relative_to"}  # all newer
    assert "__file__" not in source  # it is read from a pipe


def test_no_annotation_of_it_is_evaluated_where_newer_types_do_not_exist() -> None:
    assert "from __future__ import annotations" in Path(reporter.__file__).read_text()


def test_it_is_built_from_its_parts() -> None:
    assert build.built() == build.FILE.read_text("utf-8"), "reporter.py and its parts differ: run make reporter"


def test_every_part_is_in_the_file_and_imports_only_parts_above_it() -> None:
    assert sorted(build.PARTS) == sorted(path.stem for path in build.FOLDER.glob("parts/[!_]*.py"))
    for index, name in enumerate(build.PARTS):
        imported = {module.rpartition(".")[2] for module, _ in build.part(name).names if build.is_sibling(module)}
        assert imported <= set(build.PARTS[:index]), name


# --- where to and with what -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "account", "secret", "expected"),
    [
        ("https://host", "a", SECRET, "https://host/webhooks/a"),
        ("https://host/", "a b", SECRET, "https://host/webhooks/a%20b"),
        ("https://host/webhooks/mine", "", SECRET, "https://host/webhooks/mine"),
        ("https://host/webhooks/mine/", "other", SECRET, "https://host/webhooks/mine"),
        ("https://host/below", "a", SECRET, "https://host/below/webhooks/a"),
        ("https://host", "a", "whsj_" + SECRET[6:], "https://host/webhooks/a/run%2F1%20%C3%A9"),
        ("https://host/webhooks/a/run%2F1", "", "whsj_" + SECRET[6:], "https://host/webhooks/a/run%2F1%20%C3%A9"),
    ],
)
def test_the_address_is_made_of_url_account_and_job(url: str, account: str, secret: str, expected: str) -> None:
    assert reporter.endpoint(url, account, secret, "run/1 é").url == expected


@pytest.mark.parametrize(
    ("url", "account", "secret", "word"),
    [
        ("ftp://host", "a", SECRET, "https"),
        ("host", "a", SECRET, "https"),
        ("https://", "a", SECRET, "https"),
        ("https://me:hunter22@host", "a", SECRET, "password"),
        ("https://host", "", SECRET, "account"),
        ("https://host/webhooks/", "", SECRET, "account"),
        ("https://host", "a", "", "TUNEWATCH_SECRET"),
        ("https://host", "a", "whsec_!!notbase64", "base64"),
        ("https://host", "a", "whsec_", "base64"),
        ("https://host", "a", "whsec_é", "base64"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_without_its_secret(
    url: str, account: str, secret: str, word: str
) -> None:
    with pytest.raises(reporter.Unusable) as raised:
        reporter.endpoint(url, account, secret, "job")
    assert word in str(raised.value)
    assert "hunter22" not in str(raised.value)
    assert not secret[6:] or secret[6:] not in str(raised.value)


@given(st.binary(max_size=300), st.sampled_from([SECRET, SECRET.rstrip("="), "plain text"]))
def test_the_service_accepts_what_it_signs(body: bytes, secret: str) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    timestamp_s = int(now.timestamp())
    headers = [
        ("webhook-id", "rep_1"),
        ("webhook-timestamp", str(timestamp_s)),
        ("webhook-signature", reporter.signature(reporter.signing_key(secret), "rep_1", timestamp_s, body)),
    ]
    assert verify_standard_webhook(headers, body, secrets=[secret], now=now) == "rep_1"


@pytest.mark.parametrize(
    ("status", "body", "confirming", "expected"),
    [
        (202, b"", False, Outcome.ACCEPTED),
        (200, b'{"status": "duplicate"}', False, Outcome.ACCEPTED),
        (200, b'{"status": "duplicate", "committed": true}', True, Outcome.COMMITTED),
        (200, b'{"status": "duplicate", "committed": false}', True, Outcome.ACCEPTED),
        (200, b'{"status": "duplicate", "committed": null}', True, Outcome.ACCEPTED),
        (202, b'{"status": "accepted"}', True, Outcome.ACCEPTED),
        (200, b'{"status": "duplicate"}', True, Outcome.COMMITTED),  # a service that does not know the question
        (200, b"<html>", True, Outcome.ACCEPTED),
        (200, b"[1]", True, Outcome.ACCEPTED),
        (301, b"", False, Outcome.AWAY),
        (302, b"", False, Outcome.AWAY),
        (307, b"", True, Outcome.AWAY),
        (404, b"", False, Outcome.REFUSED),
        (413, b"", False, Outcome.REFUSED),
        (422, b"", False, Outcome.REFUSED),
        (401, b"", False, Outcome.AWAY),
        (408, b"", False, Outcome.AWAY),
        (429, b"", False, Outcome.AWAY),
        (503, b"", False, Outcome.AWAY),
        (500, b"", False, Outcome.LATER),
    ],
)
def test_every_answer_means_one_thing(status: int, body: bytes, confirming: bool, expected: Outcome) -> None:
    assert reporter.judge(status, body, confirming=confirming) is expected


@pytest.mark.parametrize("word", STATUSES)
def test_every_word_that_the_service_takes_for_an_ending_is_one_here(word: str) -> None:
    status = STATUSES[word]
    assert reporter.status_of(f" {word.title()} ") == (status.value if status in ENDINGS else word)
    assert (reporter.status_of(word) in reporter.ENDINGS) is (status in ENDINGS)
    assert {*reporter.ENDINGS, *reporter.SYNONYMS} <= {*STATUSES}


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "step", "total", "numbers"),
    [
        ("{'loss': 0.5, 'learning_rate': 2e-05, 'epoch': 0.3}", None, None,
         {"train_loss": 0.5, "learning_rate": 2e-05, "epoch": 0.3}),
        ("{'loss': '0.5', 'grad_norm': '1.25', 'epoch': '0.3'}", None, None,
         {"train_loss": 0.5, "grad_norm": 1.25, "epoch": 0.3}),
        ("\r   \r{'loss': nan, 'grad_norm': inf, 'epoch': 1}", None, None,
         {"train_loss": None, "grad_norm": None, "epoch": 1.0}),
        ("{'loss': 'nan'}", None, None, {"train_loss": None}),
        ('{"current_steps": 10, "total_steps": 90, "loss": 1.5, "lr": 1e-4, "epoch": 0.1, "percentage": 11.1, '
         '"elapsed_time": "0:00:10", "remaining_time": "0:01:20"}', 10, 90,
         {"train_loss": 1.5, "learning_rate": 1e-4, "epoch": 0.1}),
        ('{"current_steps": 10, "total_steps": 90, "eval_loss": NaN}', 10, 90, {"eval_loss": None}),
        ("{'train_runtime': 9.5, 'train_loss': 0.7, 'epoch': 3.0}", None, None, {"epoch": 3.0}),
        ("Step 12 | loss:0.25 lr:2e-05 tokens_per_second_per_gpu:1000.5 ", 12, None,
         {"train_loss": 0.25, "learning_rate": 2e-05, "tokens_per_second_per_gpu": 1000.5}),
        ("Step 3 | loss:tensor(0.75)", 3, None, {"train_loss": 0.75}),
        ("INFO: {'loss': 1, 'name': 'x', 'ok': True, 'more': [1], 'none': None, 'step': 4}", 4, None,
         {"train_loss": 1.0}),
    ],
)  # fmt: skip
def test_a_log_line_becomes_numbers_at_a_step(
    line: str, step: int | None, total: int | None, numbers: dict[str, float | None]
) -> None:
    said = reporter.read_line(line)
    assert said is not None
    row = reporter.row_of(said)
    assert (row.step, row.total, row.numbers) == (step, total, numbers)


@pytest.mark.parametrize(
    "line", ["", "hello", "{", "}{", "{1, 2}", "{'a': __import__('os')}", "{'loss': 0.5" + " " * 9000 + "}", "[1]"]
)
def test_what_is_no_log_line_says_nothing(line: str) -> None:
    assert reporter.read_line(line) is None


@given(st.text() | st.from_regex(r"\{.*\}"))
def test_no_line_is_an_error(line: str) -> None:
    said = reporter.read_line(line)
    if said is not None:
        reporter.is_training_line(said)
        assert all(value is None or math.isfinite(value) for value in reporter.row_of(said).numbers.values())


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"loss": 1}, True),
        ({"eval_loss": "0.5"}, True),
        ({"loss": None}, True),
        ({"loss": "mse"}, False),
        ({"a": 1}, False),
    ],
)
def test_only_output_that_speaks_of_a_loss_is_believed(said: dict[str, object], expected: bool) -> None:
    assert reporter.is_training_line(said) is expected


def test_steps_are_counted_where_lines_have_none_and_evaluations_belong_to_the_last() -> None:
    rows = reporter.Rows()
    for said in ({"loss": 1.0}, {"loss": 0.9}, {"eval_loss": 0.8, "epoch": 1.0}, {"loss": 0.7}):
        rows.add(reporter.OUTPUT, reporter.row_of(said))
    assert [(row["step"], sorted(row)[-1]) for row in rows.take()] == [
        (1, "train_loss"), (2, "train_loss"), (2, "step"), (3, "train_loss"),
    ]  # fmt: skip


def test_a_source_that_knows_the_steps_silences_one_that_counts_lines() -> None:
    rows = reporter.Rows()
    rows.add(reporter.OUTPUT, reporter.row_of({"loss": 1.0}))
    rows.add(reporter.FILE, reporter.row_of({"loss": 1.0, "current_steps": 10, "total_steps": 90}))
    rows.add(reporter.OUTPUT, reporter.row_of({"loss": 0.9}))
    assert rows.take() == [{"step": 10, "train_loss": 1.0}]
    assert (rows.step, rows.total) == (10, 90)


def test_waiting_numbers_are_bounded_and_the_oldest_go() -> None:
    rows = reporter.Rows()
    for step in range(reporter.MAX_ROWS + 5):
        rows.add(reporter.PROGRAM, reporter.row_of({"step": step, "loss": 0.5, "lr": 0.1}))
    first = rows.take()
    assert first[0]["step"] == 5
    assert sum(map(len, first)) <= reporter.MAX_NUMBERS
    assert rows.take()[-1]["step"] == reporter.MAX_ROWS + 4


def test_a_log_file_gives_what_is_added_and_starts_over_when_it_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "trainer_log.jsonl"
    path.write_text("old\n")
    log = reporter.LogFile(str(path))
    with path.open("a") as file:
        file.write("one\ntw")
        file.flush()
        assert log.lines() == ["one"]
        file.write("o\n" + "x" * 9000 + "\nthree\n")
    assert log.lines() == ["two", "three"]
    path.unlink()
    assert log.lines() == []
    path.write_text("new\n")
    assert log.lines() == ["new"]
    path.write_text("n\n")
    assert log.lines() == ["n"]


# --- the tail of output -----------------------------------------------------------------------------------------------


def fed(*chunks: bytes) -> str:
    tail = reporter.Tail()
    for chunk in chunks:
        tail.feed(chunk)
    return tail.text()


def test_the_tail_is_the_last_fifty_lines() -> None:
    lines = [f"line {number}" for number in range(200)]
    assert fed("\n".join(lines).encode() + b"\n") == "\n".join(lines[-50:])
    assert fed(*(f"{line}\n".encode() for line in lines)) == "\n".join(lines[-50:])


def test_a_progress_bar_is_its_last_state_and_colours_are_left_out() -> None:
    assert fed(b"  1%\r 50%", b"\r100%\r", b"\nwindows\r\n", b"\x1b[31mred\x1b[0m") == "100%\nwindows\nred"


def test_a_progress_bar_that_was_wiped_just_before_the_end_is_still_told() -> None:
    assert fed(b"  1%\r 50%", b"\r     \r") == " 50%"
    assert fed(b"  1%\r 50%", b"\r     \r", b"killed\n") == "killed"


def test_the_tail_is_bounded_in_bytes_whatever_comes() -> None:
    assert fed(*[b"x" * 65536] * 20) == "x" * reporter.LINE_BYTES
    text = fed((b"\xff" * 5000 + b"\n") * 60)
    assert len(text.encode()) <= reporter.TAIL_BYTES


TOKEN = "tok-0123456789-abcdefghij-" + "Q" * 60


def parts_of(secret: str, text: str) -> list[str]:
    """The stretches of 4 characters of `secret` that are in `text`."""
    return [secret[at : at + 4] for at in range(len(secret) - 3) if secret[at : at + 4] in text]


@pytest.mark.parametrize("colour", [b"", b"\x1b[31m" * 20])
@pytest.mark.parametrize("before", [0, 100, reporter.LINE_BYTES - 40, reporter.LINE_BYTES - 1, reporter.LINE_BYTES])
def test_a_secret_at_the_edge_of_a_long_line_leaves_no_part_in_the_tail(before: int, colour: bytes) -> None:
    for end in (b"", b"\n", b" and more" * 1000, b"\r"):
        tail = reporter.Tail([TOKEN, "short-secret"])
        tail.feed(colour + b"." * before + TOKEN.encode() + end)
        text = tail.text()
        assert parts_of(TOKEN, text) == []
        assert "." * min(before, 3000) in text


def test_secrets_elsewhere_take_nothing_from_a_long_line() -> None:
    tail = reporter.Tail([TOKEN])
    tail.feed(b"." * 10_000)
    assert tail.text() == "." * reporter.LINE_BYTES


@pytest.mark.parametrize("after", range(reporter.TAIL_BYTES - len(TOKEN), reporter.TAIL_BYTES + 1, 5))
def test_a_secret_at_the_front_of_the_tail_leaves_no_part_in_it(after: int) -> None:
    tail = reporter.Tail([TOKEN])
    rest = "\n".join(["." * 2047] * 8)
    tail.feed(b"." * 1000 + TOKEN.encode() + b"\n" + rest[:after].encode())
    assert parts_of(TOKEN, tail.text()) == []
    assert tail.text().endswith("...")


def test_of_a_key_of_many_lines_none_is_told_whose_beginning_is_no_longer_in_the_tail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = "\n".join(f"{number:08}{'k' * 40}" for number in range(60))
    monkeypatch.setenv("DEPLOY_PRIVATE_KEY", key)
    tail = reporter.Tail(reporter.secrets_to_mask(SECRET)[1])
    tail.feed(key.encode() + b"\nlast words\n")
    assert tail.text() == "***\n" * (reporter.TAIL_LINES - 1) + "last words"


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_how_output_is_cut_into_chunks_does_not_matter(chunks: list[bytes]) -> None:
    assert fed(*chunks) == fed(b"".join(chunks))


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=10), st.data())
def test_lines_of_numbers_are_found_across_chunks(noise: list[bytes], data: st.DataObject) -> None:
    line = b"{'loss': 0.5}"
    stream = b"\n".join([*(part.replace(b"loss", b"") for part in noise), line, b""])
    cut = data.draw(st.integers(0, len(stream)))
    found: list[str] = []
    watcher = reporter.Watcher(found.append)
    watcher.feed(stream[:cut])
    watcher.feed(stream[cut:])
    assert found == [line.decode()]


class Talkative(dict[int, int]):
    """Moved bytes that are more each time one looks."""

    def __getitem__(self, target: int) -> int:
        self[target] = super().__getitem__(target) + reporter.CHUNK_BYTES
        return super().__getitem__(target)


class Alive(threading.Thread):
    """A thread that never ends, asked for a bounded number of times."""

    asked = 0

    def is_alive(self) -> bool:
        self.asked += 1
        assert self.asked < 100
        return True


def test_output_of_what_the_command_left_running_is_listened_to_for_as_long_as_a_pipe_is_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reporter, "STRAGGLERS_S", 0.0)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        copier = reporter.Copier([(0, 1)], theirs)
        copier._busy, copier._moved, copier._threads = {1}, Talkative({1: 0}), [Alive()]
        ours.sendall(b"end\n")
        copier._talk()
        assert json.loads(ours.recv(1000)) == {"lines": [], "tail": ""}


# --- how it ended -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("returncode", "stop", "ago_s", "unfinished", "status", "exit_code", "signal"),
    [
        (0, None, 0.0, True, "succeeded", 0, None),
        (3, None, 0.0, False, "failed", 3, None),
        (-9, None, 0.0, False, "failed", 137, "SIGKILL"),
        (-15, 15, 1.0, False, "cancelled", 143, "SIGTERM"),
        (143, 15, 9999.0, False, "cancelled", 143, None),
        (1, 2, 5.0, False, "cancelled", 1, None),
        (1, 2, 999.0, False, "failed", 1, None),  # it went on for long: this is another matter
        (0, 15, 5.0, False, "succeeded", 0, None),
        (0, 15, 5.0, True, "cancelled", 0, None),  # it stopped early and in order
        (-15, None, 0.0, False, "failed", 143, "SIGTERM"),  # somebody else's signal
    ],
)
def test_an_ending_is_named_by_exit_code_signal_and_the_wish_to_stop(
    returncode: int, stop: int | None, ago_s: float, unfinished: bool, status: str, exit_code: int, signal: str | None
) -> None:
    how = reporter.judge_end(returncode, stop=stop, stopped_ago_s=ago_s, unfinished=unfinished, tail="a\nthe last\n\n")
    assert (how["status"], how["exit_code"], how.get("signal")) == (status, exit_code, signal)
    if status == "failed":
        assert how["message"].endswith(": the last")


# --- what leaves ------------------------------------------------------------------------------------------------------


JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
    max_leaves=10,
)


@given(JSONISH)
def test_any_value_becomes_finite_json(value: object) -> None:
    def refuse(word: str) -> None:
        raise AssertionError(word)

    json.loads(reporter.to_json(value), parse_constant=refuse)
    json.loads(reporter.to_json(reporter.plain(value)), parse_constant=refuse).__class__  # noqa: B018
    reporter.to_json(reporter.plain(value)).encode()


class Unspeakable:
    """Raises when it is asked for its text."""

    def __str__(self) -> str:
        raise RuntimeError("no")

    __repr__ = __str__


@pytest.mark.parametrize("value", [Unspeakable(), 10**5000, {Unspeakable(): 1}], ids=["object", "number", "name"])
def test_a_value_that_cannot_be_said_is_null_and_the_rest_is_told(value: object) -> None:
    said = {"bad": value, "rest": [1, "two"]}
    assert reporter.plain(said) == {"bad": None, "rest": [1, "two"]}
    assert json.loads(reporter.to_json(said)) == {"bad": None, "rest": [1, "two"]}


def test_an_ending_that_was_never_written_is_not_said_to_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = reporter.Job(
        "j", settings=reporter.Settings("http://127.0.0.1:1", "a", SECRET, spool=str(tmp_path), linger=0)
    )
    assert job.courier is not None
    job.courier.spool = Spool(str(tmp_path), lasts=True)
    monkeypatch.setattr(job.courier, "start", lambda: None)
    monkeypatch.setattr(job, "_item", lambda *_args, **_more: 1 / 0)
    said: list[str] = []
    job.finish()
    assert job.wait(say=said.append) is False
    assert "the ending is lost" in said[0]
    assert "kept" not in said[0]


def test_secrets_of_ours_and_of_the_environment_are_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_abcdefghijkl")
    own, everything = reporter.secrets_to_mask(SECRET)
    text = f"{SECRET} {SECRET[6:]} hf_abcdefghijkl rest"
    assert reporter.masked({"a": [text]}, everything) == {"a": ["*** *** *** rest"]}
    assert reporter.masked(text, own) == "*** *** hf_abcdefghijkl rest"


# --- waiting reports --------------------------------------------------------------------------------------------------


def item(sequence: int, status: str = "running", **more: Any) -> Item:
    return Item(URL, {"job": "j", "status": status, "attempt": 1, "sequence": sequence, **more})


class Post:
    """Answers with `outcome`, and remembers."""

    def __init__(self) -> None:
        self.outcome: Callable[[Item, bool], Outcome] = lambda _item, confirming: (
            Outcome.COMMITTED if confirming else Outcome.ACCEPTED
        )
        self.sent: list[tuple[int, bool, str]] = []

    def __call__(self, one: Item, *, confirming: bool) -> tuple[Outcome, str, float]:
        self.sent.append((one.report["sequence"], confirming, one.id))
        return self.outcome(one, confirming), "words", 0.0


def courier_of(spool: Spool, post: Post, items: list[Item]) -> Courier:
    """A courier without its thread: the test turns it."""

    def source(_spool: Spool) -> Iterable[Item]:
        given, items[:] = list(items), []
        return given

    courier = Courier(post, lambda: spool, source)
    courier.spool = spool
    courier._pause = lambda: 0.0  # type: ignore[method-assign]
    return courier


def turned_until_done(courier: Courier, then: Callable[[], object] = lambda: None) -> None:
    """Everything is delivered; what waits is always due."""
    for _ in range(100):
        if courier._turn():
            return
        then()
        for one in courier._waiting:
            one.due = 0.0
    raise AssertionError("never done")


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(str(tmp_path), lasts=True)


def test_while_the_service_is_away_progress_merges_and_lifecycle_reports_stay(spool: Spool) -> None:
    post, items = Post(), [item(1)]
    post.outcome = lambda _item, _confirming: Outcome.AWAY
    courier = courier_of(spool, post, items)
    courier._turn()
    for sequence in range(2, 12):
        items.append(item(sequence, metrics=[{"step": sequence, "train_loss": 0.5}]))
        courier._turn()
    items.append(item(12, "failed"))
    courier._turn()
    assert len(spool.names()) == 3
    waiting = spool.load()
    assert [one.report["sequence"] for one in waiting] == [1, 11, 12]
    assert [row["step"] for row in waiting[1].report["metrics"]] == list(range(2, 12))


def test_progress_that_waits_is_bounded_and_the_oldest_goes(spool: Spool) -> None:
    post, items = Post(), [item(1)]
    post.outcome = lambda _item, _confirming: Outcome.AWAY
    courier = courier_of(spool, post, items)
    large = [{"step": 1, **{f"n{number}": 0.5 for number in range(reporter.MAX_NUMBERS - 2)}}]
    for sequence in range(2, 2 + reporter.MAX_PROGRESS + 3):
        items.append(item(sequence, metrics=large))
        courier._turn()
    kept = [one.report["sequence"] for one in spool.load()]
    assert kept == [1, *range(5, 2 + reporter.MAX_PROGRESS + 3)]


def test_an_ending_is_kept_until_it_is_committed_under_one_id(spool: Spool) -> None:
    post, items = Post(), [item(1), item(2, "succeeded")]
    answers = iter([Outcome.ACCEPTED, Outcome.AWAY, Outcome.COMMITTED])
    kept: list[list[str]] = []
    post.outcome = lambda _item, confirming: next(answers) if confirming else Outcome.ACCEPTED
    courier = courier_of(spool, post, items)
    courier.close()
    turned_until_done(courier, lambda: kept.append([one.report["status"] for one in spool.load()]))
    assert kept == [["succeeded"]] * 4 + [[]]
    assert [(sequence, confirming) for sequence, confirming, _ in post.sent] == [
        (1, False), (2, False), (2, True), (2, True), (2, True),
    ]  # fmt: skip
    assert len({id for sequence, _, id in post.sent if sequence == 2}) == 1
    assert spool.names() == []


def test_an_ending_that_is_not_committed_yet_holds_up_no_later_report(spool: Spool) -> None:
    post, items = Post(), [item(1, "succeeded"), item(2)]
    post.outcome = lambda _item, _confirming: Outcome.ACCEPTED
    courier = courier_of(spool, post, items)
    for _ in range(3):
        courier._turn()
    assert [sequence for sequence, _, _ in post.sent][:2] == [1, 2]


def test_a_refused_report_is_not_repeated_and_the_next_goes_on(spool: Spool) -> None:
    post, items = Post(), [item(1), item(2)]
    post.outcome = lambda one, _confirming: Outcome.REFUSED if one.report["sequence"] == 1 else Outcome.ACCEPTED
    courier = courier_of(spool, post, items)
    courier.close()
    turned_until_done(courier)
    assert [sequence for sequence, _, _ in post.sent] == [1, 2]
    assert courier.refused == 1
    assert courier.notes == ["a report was refused and is not repeated: words"]


def test_a_report_that_breaks_the_service_does_not_hold_up_the_others(spool: Spool) -> None:
    post, items = Post(), [item(1), item(2, "failed")]
    post.outcome = lambda one, confirming: (
        Outcome.LATER if one.report["sequence"] == 1 else Outcome.COMMITTED if confirming else Outcome.ACCEPTED
    )
    courier = courier_of(spool, post, items)
    for _ in range(3):
        courier._turn()
    assert [sequence for sequence, _, _ in post.sent][:2] == [1, 2]
    assert [one.report["sequence"] for one in spool.load()] == [1, 2]  # the first for later, the second to be confirmed


def test_waits_double_up_to_a_minute() -> None:
    assert [reporter._wait_s(tries) for tries in (1, 2, 3, 4, 7, 100)] == [1, 2, 4, 8, 60, 60]


def test_a_disk_that_takes_nothing_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    spool = Spool(str(tmp_path / "file"), lasts=True)
    post, items = Post(), [item(1), item(2, "succeeded")]
    courier = courier_of(spool, post, items)
    courier.close()
    turned_until_done(courier)
    assert [sequence for sequence, _, _ in post.sent] == [1, 2, 2]
    assert spool.trouble


@pytest.mark.parametrize("attempt", [1, 202_611_231_200, 2**53])
def test_a_report_of_any_attempt_is_found_again_in_the_spool(spool: Spool, attempt: int) -> None:
    spool.put(item(1, attempt=attempt))
    (found,) = spool.load()
    assert found.report["attempt"] == attempt
    spool.remove(found)
    assert spool.names() == []


@pytest.mark.parametrize(("given", "attempt"), [(7, 7), ("7", 7), (0, 0), (-1, 0), (None, 0), ("x", 0)])
def test_an_attempt_that_is_no_whole_number_is_counted_instead(given: Any, attempt: int) -> None:
    assert reporter.Job("j", settings=reporter.Settings("http://host", "a", SECRET), attempt=given).attempt == attempt


def test_broken_files_in_the_spool_are_passed_over(spool: Spool, tmp_path: Path) -> None:
    spool.put(item(3))
    for name, text in (("0000000001-00000000000001-a.json", "{"), ("0000000001-00000000000002-b.json", "[]")):
        (tmp_path / name).write_text(text)
    assert [one.report["sequence"] for one in spool.load()] == [3]


def test_attempts_count_up_in_a_lasting_folder_and_by_the_clock_elsewhere(tmp_path: Path) -> None:
    lasting = Spool(str(tmp_path), lasts=True)
    assert [lasting.next_attempt() for _ in range(3)] == [1, 2, 3]
    assert lasting.next_attempt(begins=False) == 3
    lasting.note_attempt(3, ended=True)
    assert lasting.next_attempt(begins=False) == 4
    before = int(time.time())
    by_clock = Spool(None).next_attempt()
    after = time.time()
    assert before <= reporter.EPOCH_2025 + by_clock <= after
    assert Spool(str(tmp_path), lasts=False).next_attempt() >= by_clock
    assert lasting.next_attempt() > by_clock  # the folder remembers that


def test_where_the_home_folder_passes_with_the_container_attempts_go_by_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TUNEWATCH_SPOOL", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "10.0.0.1")
    assert reporter.spool_base(None) == (str(tmp_path / "tunewatch"), False)
    assert reporter.spool_base(str(tmp_path / "mine")) == (str(tmp_path / "mine"), True)
    assert os.listdir(tmp_path) == ["tunewatch"]


# --- facts ------------------------------------------------------------------------------------------------------------


def facts(*words: str, command: tuple[str, ...] = ()) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    return reporter.facts_of(reporter.parser().parse_args(["run", "--job", "j", *words]), command)


def test_options_become_the_report_and_win_over_a_trainers_json(tmp_path: Path) -> None:
    config = tmp_path / "train.json"
    said = {
        "model_name_or_path": "base/a",
        "output_dir": "out",
        "finetuning_type": "lora",
        "hub_token": "hf_x",
        "lr": 1,
    }
    config.write_text(json.dumps(said))
    (tmp_path / "h.json").write_text('{"epochs": 3}')
    found, datasets, troubles = facts(
        "--base-model", "base/b", "--hyperparameters", str(tmp_path / "h.json"), "-p", "rank=8", "-p", "opt=adamw",
        "--dataset", f"train={config}", "--metadata", "team=a", "--tuned-model", "t", "--model-name", "m",
        command=("llamafactory-cli", "train", str(config)),
    )  # fmt: skip
    assert troubles == []
    assert datasets == {"train": str(config)}
    assert (found["base_model"], found["method"], found["tuned_model"], found["model_name"]) == (
        "base/b",
        "lora",
        "t",
        "m",
    )
    assert found["hyperparameters"].items() >= {"epochs": 3, "rank": 8, "opt": "adamw", "lr": 1}.items()
    assert "hub_token" not in found["hyperparameters"]
    assert found["artifact_uri"].startswith("file://")
    assert found["artifact_uri"].endswith("/out")


def test_a_config_of_an_unknown_command_is_not_read(tmp_path: Path) -> None:
    config = tmp_path / "train.json"
    config.write_text('{"base_model": "x"}')
    assert facts(command=("other", str(config)))[0] == {}
    assert facts(command=("axolotl", "train", str(tmp_path / "missing.json")))[0] == {}


def test_the_weights_are_where_one_says_else_on_the_hub_else_in_the_folder() -> None:
    assert reporter.artifact_uri("s3://b/k", "org/repo", "out") == "s3://b/k"
    assert reporter.artifact_uri(None, "org/repo@sha", "out") == "hf://org/repo@sha"
    assert reporter.artifact_uri(None, None, None) is None


def test_hyperparameters_that_cannot_be_read_are_told_and_stop_nothing(tmp_path: Path) -> None:
    found, _, troubles = facts("--hyperparameters", str(tmp_path / "missing.json"), "-p", "lr=0.1")
    assert found["hyperparameters"] == {"lr": 0.1}
    assert len(troubles) == 1
