"""Who is to blame, and what the sender of a request is answered."""

from __future__ import annotations

import pytest

from service.core.errors import (
    TAKEN,
    Malformed,
    Reason,
    Rejected,
    SignatureError,
    StoreUnavailable,
    TooLarge,
    Unavailable,
    UnknownSource,
)


@pytest.mark.parametrize(
    ("kind", "status"),
    [(Rejected, 400), (SignatureError, 401), (UnknownSource, 404), (TooLarge, 413), (Malformed, 422)],
)
def test_each_fault_of_the_sender_has_its_status(kind: type[Rejected], status: int) -> None:
    error = kind(Reason.WRONG_SHAPE, "expected `str`")
    assert (error.status, error.reason, error.detail, str(error)) == (
        status, Reason.WRONG_SHAPE, "expected `str`", "expected `str`",
    )  # fmt: skip


def test_an_error_without_a_detail_says_its_reason() -> None:
    assert str(Malformed(Reason.NOT_JSON)) == "not_json"
    assert str(Unavailable()) == "queue_unavailable"


def test_trouble_with_the_database_is_our_infrastructures_and_never_the_senders() -> None:
    assert issubclass(StoreUnavailable, Unavailable)
    assert not issubclass(Unavailable, Rejected)


def test_only_what_is_genuine_and_new_counts_as_taken() -> None:
    assert set(TAKEN) == {Reason.ACCEPTED, Reason.DELIVERY_ID_REUSED}
