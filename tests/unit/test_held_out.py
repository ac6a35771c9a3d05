"""Held-out items and leakage: values only."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core import held_out
from service.core.held_out import BadSuite, HeldOutItem, leaked, load_items

SAMPLES = Path(__file__).parents[1] / "samples" / "suites"
LABELS = ("refund", "billing", "bug", "other")


def line(prompt: str = "Hello?", reference: str = "yes", **extra: object) -> str:
    messages = [{"role": "user", "content": prompt}, {"role": "assistant", "content": reference}]
    return json.dumps({"messages": messages, **extra})


def items_of(*lines: str) -> list[HeldOutItem]:
    return load_items("\n".join(lines).encode())


# --- items ------------------------------------------------------------------------------------------------------


def test_an_item_is_everything_before_the_last_assistant_message_and_that_message_is_its_reference():
    items = load_items((SAMPLES / "capitals-exact.jsonl").read_bytes())
    assert [item.reference for item in items] == ["Paris", "Lima", "Nairobi", "Oslo"]
    assert [message["role"] for message in items[3].messages] == ["user", "assistant", "user"]


def test_an_id_follows_the_prompt_and_nothing_else():
    one, other = items_of(line("A", "x", id="first"), line("B", "y"))
    other_again, one_again = items_of(line("B", "z"), line("A", "x", id=7))
    assert (one.id, other.id) == (one_again.id, other_again.id)
    assert one.id != other.id
    assert (one.name, one_again.name) == ("first", "7")


def test_a_role_is_part_of_the_prompt():
    system = json.dumps(
        {"messages": [{"role": "system", "content": "Hello?"}, {"role": "assistant", "content": "yes"}]}
    )
    assert items_of(system)[0].id != items_of(line())[0].id


def test_a_repeated_prompt_is_asked_once_and_its_further_lines_are_noted():
    items = load_items((SAMPLES / "support-labels.jsonl").read_bytes(), LABELS)
    assert [(item.name, item.repeated_at, item.contradicted_at) for item in items] == [
        ("t-101", (6,), ()),
        ("t-102", (), (7,)),
        ("t-103", (), ()),
        ("t-104", (), ()),
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault():
    assert len(load_items(b"\xef\xbb\xbf" + line("A").encode() + b"\r\n\r\n" + line("B").encode() + b"\r\n")) == 2


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("nonsense", "not JSON"),
        ('{"messages": 3}', "Expected `array`"),
        ('{"messages": []}', "the last message must be the assistant's"),
        ('{"messages": [{"role": "user", "content": "hi"}]}', "the last message must be the assistant's"),
        ('{"messages": [{"role": "assistant", "content": "hi"}]}', "no message before"),
        ('{"messages": [{"content": "hi"}, {"role": "assistant", "content": "hi"}]}', "needs a role"),
        (line(reference=" \n"), "with text"),
        (line(reference="x" * (64 * 1024 + 1)), "the reference is longer than 64 KiB"),
        (line(prompt="x" * (1024 * 1024)), "longer than 1024 KiB"),
    ],
)
def test_an_error_names_the_line_and_what_is_wrong_with_it(bad: str, problem: str):
    with pytest.raises(BadSuite, match=problem) as caught:
        items_of(line(), "", bad)
    assert caught.value.line == 3
    assert str(caught.value).startswith("line 3: ")


def test_the_sample_without_a_reference_is_refused_at_its_line():
    with pytest.raises(BadSuite, match=r"^line 2: "):
        load_items((SAMPLES / "no-reference.jsonl").read_bytes())


def test_an_empty_file_is_refused():
    with pytest.raises(BadSuite, match="holds no items"):
        load_items(b"\n\n")


def test_too_many_items_and_too_large_a_file_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(held_out, "MAX_ITEMS", 2)
    with pytest.raises(BadSuite, match="line 3: more than 2 items"):
        items_of(line("A"), line("B"), line("C"))
    monkeypatch.setattr(held_out, "MAX_SUITE_BYTES", 10)
    with pytest.raises(BadSuite, match="larger than"):
        items_of(line())


def test_a_reference_that_is_none_of_the_labels_is_refused():
    with pytest.raises(BadSuite, match="line 2: the reference is none of the suite's labels"):
        load_items("\n".join([line("A", "Bug."), line("B", "crash")]).encode(), LABELS)


def test_labels_that_no_answer_could_tell_apart_are_refused():
    with pytest.raises(BadSuite, match="the same once normalised"):
        load_items(line().encode(), ("Yes", "yes."))
    with pytest.raises(BadSuite, match="empty"):
        load_items(line().encode(), ("yes", " "))


@given(st.binary(max_size=300))
def test_loading_arbitrary_bytes_raises_bad_suite_and_nothing_else(data: bytes):
    with contextlib.suppress(BadSuite):
        assert load_items(data)


LEAVES = st.none() | st.booleans() | st.floats() | st.text(max_size=9) | st.just("assistant")
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner))
MESSAGES = st.lists(st.fixed_dictionaries({"role": JSON, "content": JSON}) | JSON, max_size=3)


@given(st.fixed_dictionaries({"messages": MESSAGES | JSON}, optional={"id": JSON}))
def test_loading_arbitrary_json_raises_bad_suite_and_nothing_else(value: object):
    with contextlib.suppress(BadSuite):
        assert load_items(json.dumps(value).encode())


# --- leakage ----------------------------------------------------------------------------------------------------


def test_an_item_that_stands_in_the_training_file_is_found_whatever_the_spacing_and_what_follows_it():
    items = load_items((SAMPLES / "support-labels.jsonl").read_bytes())
    found = leaked(items, (SAMPLES / "support-training.jsonl").read_bytes())
    assert [item.name for item in items if item.id in found] == ["t-103"]


def test_the_same_prompt_with_another_reference_is_no_leak():
    assert leaked(items_of(line("A", "yes")), line("A", "no").encode()) == []


def test_a_word_for_word_copy_is_a_leak():
    items = items_of(line("A", "yes"), line("B", "yes"))
    assert leaked(items, line("B", "yes").encode()) == [items[1].id]


def test_another_role_or_another_tool_call_makes_another_example():
    last = {"role": "assistant", "content": "yes"}
    call = {"role": "assistant", "content": None, "tool_calls": [{"id": "c", "function": {"name": "find"}}]}
    other_call = call | {"tool_calls": [{"id": "c", "function": {"name": "drop"}}]}
    held_out = items_of(json.dumps({"messages": [{"role": "user", "content": "A"}, call, last]}))
    for first, second, leaks in (("user", call, 1), ("system", call, 0), ("user", other_call, 0)):
        trained = json.dumps({"messages": [{"role": first, "content": "A"}, second, last]})
        assert len(leaked(held_out, trained.encode())) == leaks


def test_text_moved_between_messages_is_no_leak():
    trained = {"messages": [{"role": "user", "content": "A B"}, {"role": "assistant", "content": "yes"}]}
    two = {"messages": [{"role": "user", "content": "A"}, {"role": "user", "content": "B"}, trained["messages"][1]]}
    assert leaked(items_of(json.dumps(two)), json.dumps(trained).encode()) == []


@given(st.binary(max_size=200))
def test_a_training_file_of_arbitrary_bytes_leaks_nothing_and_raises_nothing(data: bytes):
    assert leaked(items_of(line()), data) == []
