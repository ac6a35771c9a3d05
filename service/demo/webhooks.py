"""Sends the simulator's webhooks: signed by Standard Webhooks, retried, with the planted faults.

Source: developers.openai.com/api/docs/guides/webhooks (headers, thin body, retries with exponential backoff).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace

import aiohttp
import msgspec

from service.core.signature import sign_standard_webhook
from service.demo.chance import token
from service.demo.ledger import Delivery, Ledger
from service.demo.script import Fault

USER_AGENT = "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)"
TIMEOUT_S = 5  # the guide asks for an answer "within a few seconds"
LONGEST_WAIT_S = 10.0
FORGED_SECRET = "whsec_" + "Zm9yZ2Vk" * 5


@dataclass(frozen=True, slots=True)
class Message:
    """One webhook: what is sent, however often. `event` is the type, `body` the thin event."""

    job: str
    webhook_id: str
    event: str
    body: bytes
    fault: Fault
    secret: str
    copy: int = 1
    genuine: bool = True


class WebhookSender:
    """`url` None: nothing is sent. Every attempt is in the ledger before it is made."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        url: str | None,
        secret: str,
        clock: Callable[[], float],
        seed: str,
        retry_base_s: float,
        max_tries: int,
    ) -> None:
        self.url = url
        self.secret = secret
        self._ledger = ledger
        self._clock = clock
        self._seed = seed
        self._retry_base_s = retry_base_s
        self._max_tries = max_tries
        self._count = 0
        self._held: Message | None = None
        self._tasks: set[asyncio.Task[object]] = set()
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
        connector = aiohttp.TCPConnector(limit=0)  # a slow receiver must not slow down the sending of other jobs
        self._session = aiohttp.ClientSession(timeout=timeout, connector=connector)

    async def stop(self) -> None:
        """Give up whatever is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def announce(self, job_id: str, status: str, ended_at: float, fault: Fault) -> None:
        """Tell about an ending in the background, as the planted fault demands."""
        if self.url is None or fault is Fault.LOST:
            return
        message = self.message(job_id, status, created_at=int(ended_at), fault=fault)
        match fault:
            case Fault.SENT_THREE_TIMES:
                for copy in (1, 2, 3):
                    self._spawn(self.send(replace(message, copy=copy)))
            case Fault.WRONG_SIGNATURE_FIRST:
                self._spawn(self._send_forged_first(message))
            case Fault.OUT_OF_ORDER:
                self._hold_or_release(message)
            case _:
                self._spawn(self.send(message))

    def message(
        self, job_id: str, status: str, *, created_at: int, fault: Fault = Fault.NONE, webhook_id: str | None = None
    ) -> Message:
        """The webhook about a job's status; without `webhook_id` one that was not used before."""
        self._count += 1
        event = f"fine_tuning.job.{status}"
        content = {
            "object": "event",
            "id": f"evt_{token(32, self._seed, 'event', self._count)}",
            "type": event,
            "created_at": created_at,
            "data": {"id": job_id},
        }
        webhook_id = webhook_id or f"wh_{token(32, self._seed, 'webhook', self._count)}"
        return Message(job_id, webhook_id, event, msgspec.json.encode(content), fault, self.secret)

    async def send(self, message: Message) -> int | None:
        """Deliver until a 2xx or the last try. The last status, None where nobody answered."""
        status: int | None = None
        for attempt in range(1, self._max_tries + 1):
            status = await self._attempt(message, attempt)
            if status is not None and 200 <= status < 300:
                break
            if attempt < self._max_tries:
                await asyncio.sleep(min(self._retry_base_s * 2 ** (attempt - 1), LONGEST_WAIT_S))
        return status

    def _hold_or_release(self, message: Message) -> None:
        """The first of two waits until the second has been answered."""
        earlier, self._held = self._held, message
        if earlier is not None:
            self._held = None
            self._spawn(self._send_in_turn(message, earlier))

    async def _send_forged_first(self, message: Message) -> None:
        """A stranger sends the same id once: who deduplicates before verifying loses the real one."""
        await self._attempt(replace(message, secret=FORGED_SECRET, genuine=False), 1)
        await self.send(message)

    async def _send_in_turn(self, *messages: Message) -> None:
        for message in messages:
            await self.send(message)

    async def _attempt(self, message: Message, attempt: int) -> int | None:
        if self.url is None or self._session is None:
            raise RuntimeError("the sender is not started, or has no URL")
        now = self._clock()
        delivery = Delivery(
            job=message.job,
            webhook_id=message.webhook_id,
            event=message.event,
            fault=message.fault,
            attempt=attempt,
            copy=message.copy,
            genuine=message.genuine,
            sent_at=now,
        )
        self._ledger.deliveries.append(delivery)
        headers = {
            "user-agent": USER_AGENT,
            "content-type": "application/json",
            "webhook-id": message.webhook_id,
            "webhook-timestamp": str(int(now)),  # of the attempt, so that a late retry passes the receiver's window
            "webhook-signature": sign_standard_webhook(message.webhook_id, int(now), message.body, message.secret),
        }
        try:
            async with self._session.post(
                self.url, data=message.body, headers=headers, allow_redirects=False
            ) as response:
                delivery.status, delivery.answered_at = response.status, self._clock()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            delivery.error = type(error).__name__
        return delivery.status

    def _spawn(self, work: Coroutine[object, object, object]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
