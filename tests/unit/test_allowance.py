"""Rate-limit headers, in every form that a provider of ours is known to send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.providers import Reply
from service.providers.reading import MAX_WAIT_S, Allowance, allowance

DATE = "Mon, 23 Nov 2026 12:00:00 GMT"
DATE_UNIX_S = 1795435200


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        # Hugging Face (hub rate limits page), RunPod (its API reference), IETF draft-ietf-httpapi-ratelimit-headers-08
        ({"RateLimit": '"api";r=477;t=223'}, Allowance(477, 223)),
        ({"RateLimit": '"minute";r=0;t=12, "hour";r=2800;t=1812, "day";r=49000;t=7000'}, Allowance(0, 12)),
        ({"RateLimit": '"api"; t=223 ; r=1'}, Allowance(1, 223)),
        ({"RateLimit": '"api";r=5'}, Allowance(5, 30)),
        # earlier drafts
        ({"RateLimit": "limit=100, remaining=7, reset=12"}, Allowance(7, 12)),
        ({"ratelimit-remaining": "3", "ratelimit-reset": "50"}, Allowance(3, 50)),
        # OpenAI's durations; others' seconds and unix seconds
        ({"x-ratelimit-remaining-requests": "59", "x-ratelimit-reset-requests": "6m0s"}, Allowance(59, 360)),
        ({"X-RateLimit-Remaining": "2", "X-RateLimit-Reset": "1.5"}, Allowance(2, 1.5)),
        ({"X-RateLimit-Remaining": "2", "X-RateLimit-Reset": str(DATE_UNIX_S + 40), "Date": DATE}, Allowance(2, 40)),
        ({"X-RateLimit-Remaining": "2", "X-RateLimit-Reset": str(DATE_UNIX_S + 40)}, Allowance(2, 30)),
        ({"X-RateLimit-Remaining": "2", "X-RateLimit-Reset": "soon"}, Allowance(2, 30)),
        # of two that are used up the one that takes longer
        ({"RateLimit": '"minute";r=0;t=12, "hour";r=0;t=1812'}, Allowance(0, 1812)),
        ({"RateLimit": '"api";r=0;t=999999999'}, Allowance(0, MAX_WAIT_S)),
        # not about requests, or nothing that can be read
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "6m0s"}, None),
        ({"RateLimit-Policy": '"api";q=500;w=300'}, None),
        ({"RateLimit": '"api";r=-1;t=5'}, None),
        ({"RateLimit": "many"}, None),
        ({"ratelimit-remaining": "lots"}, None),
        ({}, None),
    ],
)
def test_what_the_headers_leave_us(headers: dict[str, str], expected: Allowance | None) -> None:
    assert allowance(Reply(200, headers, b"")) == expected


@given(st.dictionaries(st.sampled_from(["RateLimit", "ratelimit-remaining", "ratelimit-reset", "date",
    "x-ratelimit-remaining", "x-ratelimit-reset"]), st.text(max_size=60)))  # fmt: skip
def test_no_header_raises_and_no_wait_is_longer_than_a_day(headers: dict[str, str]) -> None:
    found = allowance(Reply(200, headers, b""))
    assert found is None or 0 <= found.reset_s <= MAX_WAIT_S
