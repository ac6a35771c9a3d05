"""One request to an endpoint that speaks OpenAI's chat completions, and what to do when no completion comes back."""

from __future__ import annotations

import asyncio
import email.utils
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING, cast

import msgspec

from service.core import wire
from service.core.errors import Malformed
from service.core.held_out import Message
from service.core.retry import MAX_RETRY_AFTER_S

if TYPE_CHECKING:  # importing openai costs 400 ms and 50 MB: only a worker that evaluates pays for it
    from openai import APIStatusError, AsyncOpenAI
    from openai.types.chat import ChatCompletionMessageParam


class Remedy(StrEnum):
    """What to do about a request that brought no completion."""

    RETRY = "retry"
    ADAPT = "adapt"  # the endpoint refuses a parameter, not the question
    SKIP = "skip"  # it refuses this item
    WAIT = "wait"  # quota used up, or moved away: no retry within this slice
    MODEL_MISSING = "model_missing"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no completion. `reason` is a code or a status, never the endpoint's own text: that may hold keys."""

    remedy: Remedy
    reason: str
    retry_after_s: float | None = None
    throttled: bool = False
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """The assistant's text, storable, and what the endpoint says it used (None: it does not say)."""

    text: str
    input_tokens: int | None
    output_tokens: int | None


@dataclass(frozen=True, slots=True)
class Shape:
    """Which optional parameters the endpoint takes. Starts with what most do; see `without`."""

    cap: str = "max_tokens"
    temperature: bool = True

    def parameters(self, max_output_tokens: int, temperature: float) -> dict[str, object]:
        return {self.cap: max_output_tokens} | ({"temperature": temperature} if self.temperature else {})

    def without(self, parameter: str) -> Shape | None:
        """The shape for an endpoint that refuses the parameter; None when nothing is left to try.

        The cap is renamed and never dropped: an answer without a limit would break the budget.
        """
        if parameter == "temperature" and self.temperature:
            return replace(self, temperature=False)
        if parameter == "max_tokens" and self.cap == "max_tokens":
            return replace(self, cap="max_completion_tokens")
        return None

    @property
    def adapted(self) -> tuple[str, ...]:
        renamed = ("max_tokens",) if self.cap != "max_tokens" else ()
        return renamed + (() if self.temperature else ("temperature",))


async def complete(
    client: AsyncOpenAI, model: str, messages: Sequence[Message], parameters: dict[str, object], timeout_s: float
) -> Completion | Fault:
    """One request without retries. Raises for no answer of the endpoint's, however broken."""
    import openai

    try:
        async with asyncio.timeout(timeout_s):  # the SDK's own limit starts anew with every byte
            reply = await client.chat.completions.with_raw_response.create(
                model=model,
                messages=cast("list[ChatCompletionMessageParam]", list(messages)),
                extra_body=parameters,
                timeout=timeout_s,
            )
        return _completion(reply.content)
    except openai.APIStatusError as error:
        return _fault(error)
    except (TimeoutError, openai.APITimeoutError):
        return Fault(Remedy.RETRY, "timed_out")
    except (openai.OpenAIError, OSError):
        return Fault(Remedy.RETRY, "unreachable")


class _Choice(msgspec.Struct):
    message: dict[str, object]


class _Body(msgspec.Struct):
    choices: list[_Choice]
    usage: dict[str, object] | None = None


def _completion(body: bytes) -> Completion | Fault:
    try:
        parsed = wire.decode(body, _Body)
    except Malformed:
        parsed = _Body([])
    if not parsed.choices:  # a proxy's HTML page, an error under status 200, half a body
        return Fault(Remedy.RETRY, "not_a_completion")
    usage = parsed.usage or {}
    return Completion(
        text=wire.text(_spoken(parsed.choices[0].message.get("content"))),
        input_tokens=_tokens(usage.get("prompt_tokens")),
        output_tokens=_tokens(usage.get("completion_tokens")),
    )


def _spoken(content: object) -> str:
    """The text of a message: a string, or the text parts of a list; a refusal or a tool call has none."""
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _tokens(value: object) -> int | None:
    number = wire.integer(value)
    return number if number is not None and number >= 0 else None


MODEL_MISSING_CODES = frozenset({"model_not_found", "model_not_available"})  # OpenAI; Together for one not deployed


def _fault(error: APIStatusError) -> Fault:
    status, code = error.status_code, _code(error)
    reason = code or f"HTTP {status}"
    wait_s = retry_after_s(error.response.headers, now_s=time.time())
    if code in MODEL_MISSING_CODES or status == 404:
        return Fault(Remedy.MODEL_MISSING, reason, wait_s)
    if status in (401, 403):
        return Fault(Remedy.DENIED, reason)
    if code == "insufficient_quota" or status == 402 or status < 400:  # a redirect that the client does not follow
        return Fault(Remedy.WAIT, reason, wait_s)
    if status in (408, 409, 425, 429) or status >= 500:
        return Fault(Remedy.RETRY, reason, wait_s, throttled=status == 429)
    if status in (400, 422) and (parameter := _refused_parameter(error)):
        return Fault(Remedy.ADAPT, reason, parameter=parameter)
    return Fault(Remedy.SKIP, reason)


def _code(error: APIStatusError) -> str:
    """The endpoint's code for the fault if it is one word; "" otherwise (some put prose or numbers there)."""
    for word in (error.code, error.type):
        if isinstance(word, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]{0,63}", word):
            return word
    return ""


_REFUSAL = re.compile(r"unsupported|not supported|does not support|unknown|unrecogni[sz]ed|not permitted")


def _refused_parameter(error: APIStatusError) -> str:
    """The optional parameter that the endpoint says it does not take, "" when the fault is something else."""
    said = error.response.content[:4096].decode(errors="replace").lower()
    if not _REFUSAL.search(said):
        return ""
    named = [name for name in ("max_tokens", "temperature") if name in said]
    if error.param in named:
        return error.param
    return named[0] if named else ""


def retry_after_s(headers: Mapping[str, str], *, now_s: float) -> float | None:
    """How long the endpoint asks to wait: `retry-after-ms`, or `retry-after` in seconds or as a date, at most a day."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            wait_s = wire.number(float(headers.get(name, "")) * unit)
        except ValueError:
            continue
        if wait_s is not None and wait_s >= 0:
            return min(wait_s, MAX_RETRY_AFTER_S)
    try:
        moment = email.utils.parsedate_to_datetime(headers.get("retry-after", ""))
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, moment.timestamp() - now_s), MAX_RETRY_AFTER_S)
