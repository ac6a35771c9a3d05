"""A small made-up data set: support tickets and the team that each belongs to. The same on every machine."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import msgspec

from service.demo.chance import fraction

SYSTEM = "Name the team that this support ticket belongs to: billing, delivery, returns, technical or account."
OPENINGS = ("Hello,", "Hi there,", "Good morning,", "Dear support,", "Once more:", "Urgent:")
THINGS = ("the desk lamp", "my headphones", "the coffee grinder", "order 20418", "the standing desk")
COMPLAINTS: dict[str, tuple[str, ...]] = {
    "billing": (
        "I was charged twice for {thing}.",
        "the invoice for {thing} shows the wrong VAT number.",
        "the discount code was not taken off {thing}.",
        "my card statement shows a fee beside {thing}.",
        "can I pay for {thing} by bank transfer instead?",
    ),
    "delivery": (
        "{thing} should have been here on Tuesday.",
        "the tracking page of {thing} has not moved for a week.",
        "the courier left {thing} with a neighbour I do not know.",
        "can {thing} go to my office instead?",
        "only half of the parcel with {thing} came.",
    ),
    "returns": (
        "I would like to send {thing} back.",
        "where do I find the return label for {thing}?",
        "{thing} is not what I expected; can I swap it?",
        "I sent {thing} back two weeks ago and heard nothing.",
        "is {thing} still within the thirty days?",
    ),
    "technical": (
        "{thing} makes a clicking noise and stops.",
        "the app does not find {thing} any more.",
        "after the update {thing} only blinks red.",
        "page three of the manual of {thing} is missing.",
        "{thing} gets hot when I charge it.",
    ),
    "account": (
        "I cannot log in to see {thing}.",
        "please change the e-mail address used for {thing}.",
        "the reset mail never comes, and I need {thing}.",
        "please delete my profile; {thing} was my last order.",
        "somebody else ordered {thing} with my login.",
    ),
}


def tickets() -> list[tuple[str, str]]:
    """Every (text, team), each text once, shuffled."""
    rows = [
        (f"{opening} {complaint.format(thing=thing)}", team)
        for team, complaints in COMPLAINTS.items()
        for opening, complaint, thing in itertools.product(OPENINGS, complaints, THINGS)
    ]
    return sorted(rows, key=lambda row: fraction("tickets", row[0]))


HELD_OUT_ROWS = 200


def held_out() -> list[tuple[str, str]]:
    """The tickets that no training file contains."""
    return tickets()[:HELD_OUT_ROWS]


def held_out_jsonl() -> bytes:
    """The held-out tickets, the last message of each being the right answer."""
    return _jsonl(_messages(text, team) for text, team in held_out())


def training_jsonl(rows: int, *, broken_line: int | None = None) -> bytes:
    """`rows` tickets, none of them held out; line `broken_line` (from 1) lacks its answer."""
    chosen = tickets()[HELD_OUT_ROWS : HELD_OUT_ROWS + rows]
    lines = [_messages(text, team) for text, team in chosen]
    if broken_line is not None:
        lines[broken_line - 1] = lines[broken_line - 1][:-1]
    return _jsonl(lines)


def validation_jsonl() -> bytes:
    """Tickets that are neither held out nor in any training file of at most 500 rows."""
    return _jsonl(_messages(text, team) for text, team in tickets()[HELD_OUT_ROWS + 500 :])


def _messages(text: str, team: str) -> list[dict[str, str]]:
    return [
        {"role": "system", "content": SYSTEM},
        {"role": "user", "content": text},
        {"role": "assistant", "content": team},
    ]


def _jsonl(lines: Iterable[list[dict[str, str]]]) -> bytes:
    return b"".join(msgspec.json.encode({"messages": line}) + b"\n" for line in lines)
