"""What came over the wire is storable: text, numbers, moments, depth."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.errors import Malformed, Reason
from service.core.wire import (
    INT64_MAX,
    INT64_MIN,
    MAX_DEPTH,
    MAX_TEXT_BYTES,
    decode,
    from_iso,
    from_unix_s,
    integer,
    number,
    optional_text,
    storable,
    text,
)


class Shape(msgspec.Struct):
    name: str
    count: int = 0


def test_a_body_of_the_right_shape_is_decoded_and_a_number_in_quotes_is_a_number() -> None:
    assert decode(b'{"name": "a", "count": "3", "more": 1}', Shape) == Shape("a", 3)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"name": "\xff"}', Reason.NOT_UTF8),
        (b'{"name": "a", "skipped": "\xff"}', Reason.NOT_UTF8),
        (b"{", Reason.NOT_JSON),
        (b"", Reason.NOT_JSON),
        (b'{"name": "a", "skipped": ' + b"[" * 100_000, Reason.NOT_JSON),
        (b'{"name": 5}', Reason.WRONG_SHAPE),
        (b"[]", Reason.WRONG_SHAPE),
        (b"{}", Reason.WRONG_SHAPE),
    ],
    ids=[
        "not utf-8",
        "not utf-8 where skipped",
        "cut off",
        "empty",
        "too deep",
        "other type",
        "a list",
        "a field less",
    ],
)
def test_a_body_that_is_none_is_malformed_for_a_named_reason(body: bytes, reason: Reason) -> None:
    with pytest.raises(Malformed) as raised:
        decode(body, Shape)
    assert raised.value.reason is reason


def test_an_error_names_the_path_and_nothing_of_the_body() -> None:
    with pytest.raises(Malformed) as raised:
        decode(b'{"name": "a", "count": "secret-value"}', Shape)
    assert "$.count" in raised.value.detail
    assert "secret-value" not in raised.value.detail


def test_text_has_no_nul_and_no_lone_surrogate() -> None:
    assert text("a\x00b\ud800c") == "a\ufffdb?c"


def test_text_is_cut_between_characters() -> None:
    assert text("a" * 10, 10) == "a" * 10
    assert text("aé", 2) == "a"
    assert text("éé", 3) == "é"
    assert len(text("x" * (MAX_TEXT_BYTES + 1))) == MAX_TEXT_BYTES


@pytest.mark.parametrize(("value", "kept"), [("a", "a"), ("", None), (None, None), (7, None), (["a"], None)])
def test_only_a_string_that_is_not_empty_is_a_text(value: object, kept: str | None) -> None:
    assert optional_text(value) == kept


def test_an_optional_text_is_cut_too() -> None:
    assert optional_text("abc", 2) == "ab"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (5, 5), (5.0, 5), (-1, -1), (5.5, None), (True, None), ("5", None), (None, None),
        (math.nan, None), (math.inf, None),
        (INT64_MAX, INT64_MAX), (INT64_MAX + 1, None), (INT64_MIN, INT64_MIN), (INT64_MIN - 1, None), (1e300, None),
    ],
)  # fmt: skip
def test_an_integer_is_whole_and_fits_into_64_bits(value: object, kept: int | None) -> None:
    assert integer(value) == kept
    assert type(integer(value)) is type(kept)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (5, 5.0),
        (0.5, 0.5),
        (True, None),
        ("5", None),
        (None, None),
        (math.nan, None),
        (-math.inf, None),
        (10**400, None),
    ],
)
def test_a_number_is_finite(value: object, kept: float | None) -> None:
    assert number(value) == kept


def test_a_value_is_storable_in_every_leaf() -> None:
    value = {"a\x00": [math.nan, True, 2**70, "\ud800", None, 0.5], "b": ({"c": b"bytes"},), "d": False, "e": 2**62}
    assert storable(value) == {
        "a\ufffd": [None, True, None, "?", None, 0.5], "b": [{"c": None}], "d": False, "e": 2**62,
    }  # fmt: skip


def nested(leaf: object, depth: int) -> object:
    for _ in range(depth):
        leaf = [leaf]
    return leaf


def test_a_value_is_cut_where_it_is_too_deep() -> None:
    assert storable(nested("leaf", MAX_DEPTH)) == nested("leaf", MAX_DEPTH)
    assert storable(nested("leaf", MAX_DEPTH + 1)) == nested(None, MAX_DEPTH + 1)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_what_is_storable_stays_as_it_is_and_can_be_written_as_json(value: object) -> None:
    kept = storable(value)
    assert storable(kept) == kept
    assert "\\u0000" not in msgspec.json.encode(kept).decode()


@pytest.mark.parametrize("value", [None, 0, -5, "1700000000", True, 1e300, math.nan, math.inf])
def test_what_is_no_moment_in_unix_seconds_is_none(value: object) -> None:
    assert from_unix_s(value) is None


def test_a_moment_in_unix_seconds_is_utc() -> None:
    assert from_unix_s(1_700_000_000) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize("value", [None, 5, "", "soon", "2026-13-01", "9999-12-31T23:59:59-12:00"])
def test_what_is_no_iso_time_is_none(value: object) -> None:
    assert from_iso(value) is None


@pytest.mark.parametrize("value", ["2026-11-23T12:00:00Z", "2026-11-23T14:00:00+02:00", "2026-11-23T12:00:00"])
def test_an_iso_time_is_utc_and_without_a_zone_it_is_taken_as_utc(value: str) -> None:
    moment = from_iso(value)
    assert moment == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert moment is not None
    assert moment.utcoffset() == timedelta(0)
