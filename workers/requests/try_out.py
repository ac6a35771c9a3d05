"""Tries out an account or a channel that is not in the configuration yet, for a person who waits at a form."""

from __future__ import annotations

import asyncio
import secrets

from service import log as logs
from service.config.pending import PendingError, read
from service.core.config import Channel
from service.core.event import EventKind
from service.core.notification import Notification
from service.core.task import TryOut
from service.core.worker_reply import CheckReply
from workers.context import Services
from workers.deliver import attempt
from workers.requests.check import ask_account
from workers.requests.reply import reply_at


async def try_out(services: Services, task: TryOut) -> None:
    """The answer is at its reply key, for a minute. Nothing else is changed."""
    await reply_at(services, task.reply_key, await _answer(services, task.pending))


async def _answer(services: Services, pending: str) -> CheckReply:
    if services.data_dir is None:
        return CheckReply(False, "this worker has no data directory: write it into the configuration file instead")
    try:
        tried = await asyncio.to_thread(read, services.data_dir, pending)
    except PendingError as error:
        return CheckReply(False, str(error))
    logs.hide(*tried.secrets())
    if tried.accounts:
        return await ask_account(services, tried.accounts[0], services.provider(tried.accounts[0]))
    return await _send(services, tried.channels[0])


async def _send(services: Services, channel: Channel) -> CheckReply:
    """A test message, sent once as every other is."""
    notification = Notification(
        id=f"ntf_{secrets.token_hex(12)}",
        kind=EventKind.TEST,
        subscription="test",
        attempt=1,
        created_at=services.store.now(),
        account="tunewatch",
        provider="tunewatch",
        public_url=services.settings.public_url,
    )
    result = await attempt(services, channel, notification)
    said = f"{result.outcome.value}{f': {result.detail}' if result.detail else ''}"
    return CheckReply(result.delivered, logs.redact(said))
