"""Asks a provider whether a tuned model answers yet; its word is kept for a minute, for all machines."""

from __future__ import annotations

import contextlib

import msgspec
from redis.exceptions import RedisError

from service.core.config import Account
from service.core.task import AskReadiness
from service.core.worker_reply import READINESS_FRESH_S, ReadinessReply, encode_reply, readiness_key
from service.providers import ModelReadiness, ProviderError, Readiness
from workers.context import Services
from workers.outbound.rate_limit import Priority
from workers.requests.reply import reply_at

TIMEOUT_S = 8.0

_decode = msgspec.json.Decoder(ReadinessReply).decode


async def answer_readiness(services: Services, task: AskReadiness) -> None:
    """The answer is at its reply key."""
    account = services.accounts.get(task.account)
    if account is None:
        said = "this worker's configuration has no such account: restart the worker"
        answer = ReadinessReply(Readiness.UNKNOWN.value, said, ok=False)
    else:
        try:
            found = await servable(services, account, task.model, priority=Priority.PERSON)
            answer = ReadinessReply(found.serving.value, found.detail, found.call)
        except ProviderError as error:
            answer = ReadinessReply(Readiness.UNKNOWN.value, str(error), ok=False)
    await reply_at(services, task.reply_key, answer)


async def servable(
    services: Services, account: Account, tuned_model: str, *, priority: Priority = Priority.NORMAL
) -> ModelReadiness:
    """The provider's word on the model, at most a minute old. UNKNOWN where only trying tells. Raises ProviderError."""
    provider = services.provider(account)
    question = provider.ask_readiness(tuned_model) if provider.asks else None
    if question is None:
        return ModelReadiness(Readiness.UNKNOWN)
    key = readiness_key(account.name, tuned_model)
    if (known := await _known(services, key)) is not None:
        return known
    reply = await services.provider_api.ask(account, provider, question, timeout_s=TIMEOUT_S, priority=priority)
    found = provider.answer_readiness(tuned_model, reply)
    kept = encode_reply(ReadinessReply(found.serving.value, found.detail, found.call))
    with contextlib.suppress(RedisError):
        await services.redis.set(key, kept, ex=READINESS_FRESH_S)
    return found


async def _known(services: Services, key: str) -> ModelReadiness | None:
    try:
        kept = await services.redis.get(key)
        answer = None if kept is None else _decode(kept)
        return None if answer is None else ModelReadiness(Readiness(answer.serving), answer.detail, answer.call)
    except (RedisError, ValueError):
        return None


def in_words(found: ModelReadiness) -> str:
    """`needs an endpoint: <the provider's word>`; empty where there is nothing to say."""
    said = {Readiness.NEEDS_ENDPOINT: "needs an endpoint", Readiness.NOT_YET: "not yet"}.get(found.serving)
    return "" if said is None else f"{said}: {found.detail}" if found.detail else said
