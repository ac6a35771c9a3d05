"""The log's last line of defence: whatever is logged, by us or by a library, no secret comes out."""

from __future__ import annotations

import io
import json
import logging
import sys
import warnings
from collections.abc import Callable, Iterator

import pytest
import structlog

from service import log

SECRET = 'canary "ü\\ 7f3a'
Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """The process-wide state of logging is as before."""
    root, hook, shown = logging.getLogger(), sys.excepthook, warnings.showwarning
    before, level, hidden = list(root.handlers), root.level, list(log._hidden)
    levels = {name: logging.getLogger(name).level for name in log.QUIET}
    yield
    logging.captureWarnings(False)
    root.handlers[:], log._hidden[:], sys.excepthook, warnings.showwarning = before, hidden, hook, shown
    root.setLevel(level)
    for name, value in levels.items():
        logging.getLogger(name).setLevel(value)
    structlog.reset_defaults()


@pytest.fixture
def lines() -> Lines:
    """JSON logging of a process called `test`; gives all lines so far."""
    stream = io.StringIO()
    log.configure(format="json", process="test", stream=stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_says_what_when_and_which_process(lines: Lines) -> None:
    structlog.get_logger().info("webhook_accepted", account="main", bytes=600)
    (line,) = lines()
    assert (line["event"], line["level"], line["process"]) == ("webhook_accepted", "info", "test")
    assert (line["account"], line["bytes"]) == ("main", 600)
    assert str(line["timestamp"]).endswith("Z")


def test_lines_below_the_level_are_not_written() -> None:
    stream = io.StringIO()
    log.configure(level="warning", format="json", stream=stream)
    structlog.get_logger().info("quiet")
    structlog.get_logger().warning("loud")
    assert "quiet" not in stream.getvalue()
    assert "loud" in stream.getvalue()


@pytest.mark.parametrize(
    "key", ["secret", "webhook_secrets", "api_key", "API-Key", "token", "admin_token", "password", "authorization"]
)
def test_a_value_is_hidden_when_its_key_is_named_like_a_secret(lines: Lines, key: str) -> None:
    structlog.get_logger().info("configured", **{key: "abc"}, headers={key: ["abc"]})
    (line,) = lines()
    assert line[key] == "***"
    assert line["headers"] == {key: "***"}


def test_counts_and_names_that_only_resemble_secrets_stay(lines: Lines) -> None:
    structlog.get_logger().info("evaluated", trained_tokens=7, tokens="7", dedupe_key="d", reason="signature_mismatch")
    (line,) = lines()
    assert (line["trained_tokens"], line["tokens"], line["dedupe_key"]) == (7, "7", "d")
    assert line["reason"] == "signature_mismatch"


@pytest.mark.parametrize("format", ["json", "console"])
def test_a_hidden_text_is_masked_wherever_it_appears(format: str) -> None:
    stream = io.StringIO()
    log.configure(format=format, stream=stream)
    log.hide(SECRET)
    structlog.get_logger().info(f"said {SECRET}", field=SECRET, deep={"list": [f"x{SECRET}y"]}, raw=(SECRET,))
    logging.getLogger("some.library").warning("got %s", SECRET)
    assert "canary" not in stream.getvalue()
    assert stream.getvalue().count("***") >= 5


def test_a_secret_inside_a_longer_one_leaves_nothing_of_the_longer() -> None:
    log.hide("password", "password-and-more")
    assert log.redact("is password-and-more") == "is ***"


def test_very_short_texts_are_not_hidden_because_they_would_blot_out_words() -> None:
    log.hide("a", "", "abc")
    assert log.redact("abc is a word") == "abc is a word"


def test_an_exception_is_its_type_message_and_places_without_locals(lines: Lines) -> None:
    def fails() -> None:
        local = "canary-local"
        raise ValueError("broken") from OSError(f"caused {len(local)}")

    try:
        fails()
    except ValueError:
        structlog.get_logger().exception("task_failed")
    (line,) = lines()
    text = str(line["exception"])
    assert text.index("OSError: caused 12") < text.index("ValueError: broken")
    assert "test_log.py:" in text
    assert "in fails" in text
    assert "canary-local" not in text


def test_the_errors_of_a_group_are_all_described() -> None:
    text = log.describe(ExceptionGroup("several", [ValueError("one"), OSError("two")]))
    assert "ValueError: one" in text
    assert "OSError: two" in text


def test_an_exception_with_a_hidden_text_in_its_message_is_masked(lines: Lines) -> None:
    log.hide(SECRET)
    structlog.get_logger().error("call_failed", exc_info=RuntimeError(f"at https://x/{SECRET}"), error=KeyError(SECRET))
    assert "canary" not in json.dumps(lines())


def test_sql_and_its_parameters_are_left_out_of_database_errors() -> None:
    from sqlalchemy.exc import DataError

    error = DataError("INSERT INTO inbound VALUES (?)", {"body": "canary-body"}, Exception("out of range"))
    text = log.describe(error)
    assert "out of range" in text
    assert "canary-body" not in text
    assert "INSERT" not in text


def test_a_value_that_the_database_refused_is_left_out() -> None:
    from asyncpg.exceptions import DataError

    text = log.describe(DataError("invalid input for query argument $3: 'canary' (value out of int64 range)"))
    assert "invalid input for query argument $3" in text
    assert "canary" not in text


def test_libraries_log_through_the_same_pipeline_from_warning_on(lines: Lines) -> None:
    for name in ("arq.worker", "aiohttp.access", "sqlalchemy.engine", "alembic.runtime", "openai", "httpx2"):
        logging.getLogger(name).info("chatter")
        logging.getLogger(name).warning("trouble with %s", name)
    assert [line["event"] for line in lines()] == [
        f"trouble with {name}"
        for name in ("arq.worker", "aiohttp.access", "sqlalchemy.engine", "alembic.runtime", "openai", "httpx2")
    ]
    assert {line["process"] for line in lines()} == {"test"}
    assert lines()[0]["logger"] == "arq.worker"


def test_a_librarys_exception_is_described_and_not_dumped(lines: Lines) -> None:
    try:
        raise TimeoutError("slow")
    except TimeoutError:
        logging.getLogger("some.library").exception("failed")
    assert str(lines()[0]["exception"]).startswith("builtins.TimeoutError: slow\n  at ")


def test_a_librarys_broken_record_is_noted_and_does_not_raise() -> None:
    stream, root = io.StringIO(), logging.getLogger()
    log.configure(stream=stream)
    root.handlers[:] = [handler for handler in root.handlers if isinstance(handler, log._Standard)]  # pytest's raise
    logging.getLogger("some.library").warning("%d items", "no number")
    assert stream.getvalue() == "log record of some.library could not be written: TypeError\n"


def test_configuring_twice_writes_each_line_once() -> None:
    first, second = io.StringIO(), io.StringIO()
    log.configure(format="json", stream=first)
    log.configure(format="json", stream=second)
    logging.getLogger("some.library").warning("once")
    assert first.getvalue() == ""
    assert second.getvalue().count("once") == 1


@pytest.mark.parametrize("value", ["\ud800", float("nan"), 2**70, {1: object()}, b"\xff", {(1, 2): 3}, {"s"}])
def test_any_value_can_be_logged(lines: Lines, value: object) -> None:
    structlog.get_logger().info("odd", value=value)
    assert lines()[0]["event"] in ("odd", "'odd'")


def test_a_stream_that_is_gone_does_not_stop_the_work() -> None:
    stream = io.StringIO()
    log.configure(format="json", stream=stream)
    stream.close()
    structlog.get_logger().info("nobody_hears")
    logging.getLogger("some.library").warning("nobody hears")


def test_a_crash_is_one_line_without_source_and_secrets(lines: Lines) -> None:
    log.hide("canary-crash")
    error = RuntimeError("canary-crash")
    sys.excepthook(RuntimeError, error, None)
    (line,) = lines()
    assert (line["event"], line["level"]) == ("process_crashed", "critical")
    assert line["exception"] == "builtins.RuntimeError: ***"
