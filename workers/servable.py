"""Asks a provider whether a tuned model answers yet; its word is kept for a minute, for all machines."""

from __future__ import annotations

import contextlib

import msgspec
from redis.exceptions import RedisError

from service.core.answer import SERVABLE_FRESH_S, ServableAnswer, encode_answer, servable_key
from service.core.config import Account
from service.core.task import AskServable
from service.providers import ProviderError, Servable, Serving
from workers.answering import answer_at
from workers.budget import Errand, ask
from workers.context import Services

TIMEOUT_S = 8.0

_decode = msgspec.json.Decoder(ServableAnswer).decode


async def answer_servable(services: Services, task: AskServable) -> None:
    """The answer is at its ticket."""
    account = services.accounts.get(task.account)
    if account is None:
        said = "this worker's configuration has no such account: restart the worker"
        answer = ServableAnswer(Serving.UNKNOWN.value, said, ok=False)
    else:
        try:
            found = await servable(services, account, task.model, errand=Errand.PERSON)
            answer = ServableAnswer(found.serving.value, found.detail, found.call)
        except ProviderError as error:
            answer = ServableAnswer(Serving.UNKNOWN.value, str(error), ok=False)
    await answer_at(services, task.ticket, answer)


async def servable(
    services: Services, account: Account, tuned_model: str, *, errand: Errand = Errand.USUAL
) -> Servable:
    """The provider's word on the model, at most a minute old. UNKNOWN where only trying tells. Raises ProviderError."""
    provider = services.provider(account)
    question = provider.ask_servable(tuned_model) if provider.asks else None
    if question is None:
        return Servable(Serving.UNKNOWN)
    key = servable_key(account.name, tuned_model)
    if (known := await _known(services, key)) is not None:
        return known
    reply = await ask(services, account, provider, question, timeout_s=TIMEOUT_S, errand=errand)
    found = provider.answer_servable(tuned_model, reply)
    kept = encode_answer(ServableAnswer(found.serving.value, found.detail, found.call))
    with contextlib.suppress(RedisError):
        await services.redis.set(key, kept, ex=SERVABLE_FRESH_S)
    return found


async def _known(services: Services, key: str) -> Servable | None:
    try:
        kept = await services.redis.get(key)
        answer = None if kept is None else _decode(kept)
        return None if answer is None else Servable(Serving(answer.serving), answer.detail, answer.call)
    except (RedisError, ValueError):
        return None


def in_words(found: Servable) -> str:
    """`needs an endpoint: <the provider's word>`; empty where there is nothing to say."""
    said = {Serving.NEEDS_ENDPOINT: "needs an endpoint", Serving.NOT_YET: "not yet"}.get(found.serving)
    return "" if said is None else f"{said}: {found.detail}" if found.detail else said
