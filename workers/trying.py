"""Tries out an account or a channel that is not in the configuration yet, for a person who waits at a form."""

from __future__ import annotations

import asyncio
import os
import secrets
from pathlib import Path

from service import log as logs
from service.core.answer import CheckAnswer
from service.core.config import Channel
from service.core.event import EventKind
from service.core.notification import Note
from service.core.task import Try
from service.drafts import DraftError, read
from workers.answering import answer_at
from workers.check import ask_account
from workers.context import Services
from workers.deliver import attempt


async def try_out(services: Services, task: Try) -> None:
    """The answer is at its ticket, for a minute. Nothing else is changed."""
    await answer_at(services, task.ticket, await _answer(services, task.draft))


async def _answer(services: Services, draft: str) -> CheckAnswer:
    data_dir = os.environ.get("TUNEWATCH_DATA_DIR")
    if not data_dir:
        return CheckAnswer(False, "this worker has no data directory: write it into the configuration file instead")
    try:
        tried = await asyncio.to_thread(read, Path(data_dir), draft)
    except DraftError as error:
        return CheckAnswer(False, str(error))
    logs.hide(*tried.secrets())
    if tried.accounts:
        return await ask_account(services, tried.accounts[0], services.provider(tried.accounts[0]))
    return await _send(services, tried.channels[0])


async def _send(services: Services, channel: Channel) -> CheckAnswer:
    """A test message, sent once as every other is."""
    note = Note(
        id=f"ntf_{secrets.token_hex(12)}",
        kind=EventKind.TEST,
        subscription="test",
        attempt=1,
        created_at=services.store.now(),
        account="tunewatch",
        provider="tunewatch",
        public_url=services.settings.public_url,
    )
    verdict = await attempt(services, channel, note)
    said = f"{verdict.outcome.value}{f': {verdict.detail}' if verdict.detail else ''}"
    return CheckAnswer(verdict.delivered, logs.redact(said))
