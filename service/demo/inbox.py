"""Plays whoever is told: Slack's incoming webhook, any webhook, a mail server, and a page that shows it all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec
from aiohttp import web

from service.demo.inbox_page import render_page
from service.demo.received import Kind, Received, from_mail
from service.demo.smtp_sink import ACCEPTED, Envelope, SmtpSink

# Source: api.slack.com/messaging/webhooks, "Handling errors", and its rate limits page.
SLACK_ERRORS = {400: "invalid_payload", 403: "action_prohibited", 404: "no_service", 410: "channel_is_archived"}
SLACK_ERRORS |= {429: "rate_limited", 500: "rollup_error"}
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; "
    "img-src data: http://127.0.0.1:*",  # the demo's own service, where Slack would fetch pictures
    "Referrer-Policy": "no-referrer",
}


@dataclass(slots=True)
class Trouble:
    """How the next messages of a kind are answered: a code, or not at all."""

    code: int
    left: int
    retry_after_s: int | None
    keep_waiting: bool  # code 0: the sender runs into its time limit, instead of seeing the connection close


class Inbox:
    """Listens on two ports; `messages` holds everything in order of arrival."""

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        smtp_port: int = 0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.messages: list[Received] = []
        self._troubles: dict[Kind, Trouble] = {}
        self._clock = clock
        self._host = host
        self._port = port
        self._smtp = SmtpSink(self._take_mail, host=host, port=smtp_port)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        # An answer that is kept waiting is given up at once when the inbox stops.
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._port = self._runner.addresses[0][1]
        await self._smtp.start()

    async def stop(self) -> None:
        await self._smtp.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The page with all messages."""
        return f"http://{self._host}:{self._port}/"

    @property
    def slack_url(self) -> str:
        return self.url + "slack/services/T0/B0/demo"

    @property
    def hook_url(self) -> str:
        return self.url + "hook/demo"

    @property
    def smtp_port(self) -> int:
        return self._smtp.port

    def accepted(self, kind: Kind) -> list[Received]:
        """What this kind's senders were told has arrived."""
        return [message for message in self.messages if message.kind == kind and message.accepted]

    def fail_next(self, kind: Kind, code: int, messages: int = 1, *, retry_after_s: int | None = None) -> None:
        """Answer the next messages with an HTTP or SMTP code. All are recorded."""
        self._troubles[kind] = Trouble(code, messages, retry_after_s, keep_waiting=False)

    def hang_next(self, kind: Literal["slack", "webhook"], messages: int = 1) -> None:
        """Take the next messages and never answer: their sender cannot know that they arrived."""
        self._troubles[kind] = Trouble(0, messages, None, keep_waiting=True)

    def drop_next(self, kind: Kind, messages: int = 1) -> None:
        """Take the next messages and close the connection instead of answering."""
        self._troubles[kind] = Trouble(0, messages, None, keep_waiting=False)

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=10 * 1024 * 1024)
        app.add_routes(
            [
                web.post("/slack/{path:.*}", self._take_slack),
                web.post("/hook/{path:.*}", self._take_hook),
                web.get("/messages.json", self._list),
                web.get("/", self._page),
            ]
        )
        return app

    async def _take_slack(self, request: web.Request) -> web.Response:
        body = await request.read()
        problem = _slack_problem(body)
        trouble = Trouble(400, 0, None, keep_waiting=False) if problem else self._trouble("slack")
        self._record_http("slack", request, body, trouble)
        if trouble is None:
            return web.Response(text="ok")
        return await _fail(request, trouble, problem or SLACK_ERRORS.get(trouble.code, "server_error"))

    async def _take_hook(self, request: web.Request) -> web.Response:
        body = await request.read()
        trouble = self._trouble("webhook")
        self._record_http("webhook", request, body, trouble)
        return web.Response(status=204) if trouble is None else await _fail(request, trouble, "not now")

    def _record_http(self, kind: Kind, request: web.Request, body: bytes, trouble: Trouble | None) -> None:
        success = 200 if kind == "slack" else 204
        self.messages.append(
            Received(
                number=len(self.messages) + 1,
                kind=kind,
                received_at=self._clock(),
                path=request.path,
                headers={name.lower(): value for name, value in request.headers.items()},
                body=body.decode("utf-8", "replace"),
                answered=success if trouble is None else trouble.code,
            )
        )

    def _take_mail(self, envelope: Envelope) -> tuple[int, str] | None:
        """Record a mail and say what its sender hears."""
        trouble = self._trouble("email")
        answered = ACCEPTED[0] if trouble is None else trouble.code
        self.messages.append(
            from_mail(
                envelope.content,
                number=len(self.messages) + 1,
                received_at=self._clock(),
                sender=envelope.sender,
                recipients=envelope.recipients,
                answered=answered,
            )
        )
        if trouble is None:
            return ACCEPTED
        return (trouble.code, "not now") if trouble.code else None

    def _trouble(self, kind: Kind) -> Trouble | None:
        """The trouble that this message meets, counted."""
        trouble = self._troubles.get(kind)
        if trouble is None or trouble.left == 0:
            return None
        trouble.left -= 1
        return trouble

    async def _list(self, _request: web.Request) -> web.Response:
        return web.Response(body=msgspec.json.encode(self.messages), content_type="application/json")

    async def _page(self, _request: web.Request) -> web.Response:
        return web.Response(text=render_page(self.messages), content_type="text/html", headers=PAGE_HEADERS)


class _SlackPayload(msgspec.Struct):
    text: str = ""
    blocks: list[dict[str, object]] = []
    attachments: list[dict[str, object]] = []


def _slack_problem(body: bytes) -> str | None:
    """Slack's word for a payload that it refuses."""
    try:
        payload = msgspec.json.decode(body, type=_SlackPayload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "invalid_payload"
    return None if payload.text or payload.blocks or payload.attachments else "no_text"


async def _fail(request: web.Request, trouble: Trouble, text: str) -> web.Response:
    if trouble.keep_waiting:
        await asyncio.Event().wait()  # ends with the inbox
    if trouble.code == 0:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    headers = {} if trouble.retry_after_s is None else {"Retry-After": str(trouble.retry_after_s)}
    return web.Response(status=trouble.code, text=text, headers=headers)
