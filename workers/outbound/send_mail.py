"""One message to an SMTP server, through the guard. What counts is the server's answer to the message itself."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import socket
import ssl

import aiosmtplib

from service.core.send_result import Outcome, SendResult
from service.notifiers import MailReply, MailRequest
from workers.outbound.guard import ForbiddenAddress, connect

QUIT_S = 1.0  # politeness: the message is taken by then
MAX_REPLY_TEXT = 200


async def send_mail(request: MailRequest, *, trusted: bool, timeout_s: float) -> MailReply | SendResult:
    """The server's final answer, or the result when it gave none. Raises nothing for network trouble."""
    try:
        async with asyncio.timeout(timeout_s):
            return await _converse(request, trusted=trusted)
    except aiosmtplib.SMTPRecipientsRefused as error:
        codes = [refused.code for refused in error.recipients]
        return MailReply(min(codes, default=554), "no recipient was taken")  # the smallest: 4xx gives another try
    except aiosmtplib.SMTPResponseException as error:
        return MailReply(error.code, error.message[:MAX_REPLY_TEXT])
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        result = _trouble(error, timeout_s)
        return SendResult(result.outcome, result.again, f"smtp://{request.host}:{request.port}: {result.detail}"[:300])


async def _converse(request: MailRequest, *, trusted: bool) -> MailReply:
    context = None if request.tls == "none" else await asyncio.to_thread(tls_context)
    name = await asyncio.to_thread(_own_name)
    sock = await connect(request.host, request.port, trusted=trusted)
    client = aiosmtplib.SMTP(
        hostname=request.host,
        sock=sock,
        local_hostname=name,
        use_tls=request.tls == "implicit",
        start_tls=request.tls == "starttls",
        tls_context=context,
        username=request.username,
        password=None if request.username is None else request.password,
        timeout=None,  # one limit for the whole conversation, set above
    )
    try:
        await client.connect()
        refused, text = await client.send_message(request.message)
        # From here on the server has it: a goodbye that hangs must not make it look unsent.
        with contextlib.suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
            await client.quit(timeout=QUIT_S)
    finally:
        client.close()
    if refused:
        recipients = len(request.message.get_all("To", [])) and len(request.message["To"].addresses)
        return MailReply(250, f"{len(refused)} of {recipients} recipients refused")
    return MailReply(250, text[:MAX_REPLY_TEXT])


@functools.cache
def tls_context() -> ssl.SSLContext:
    """The machine's certificate authorities; `SSL_CERT_FILE` adds a private one."""
    return ssl.create_default_context()


@functools.cache
def _own_name() -> str:
    """What we say in EHLO. Asked once: on a machine without a working resolver it takes seconds."""
    return socket.getfqdn()


def _trouble(error: Exception, timeout_s: float) -> SendResult:
    if isinstance(error, ForbiddenAddress):
        return SendResult(Outcome.FORBIDDEN_ADDRESS, again=False, detail=str(error))
    if isinstance(error, aiosmtplib.SMTPServerDisconnected):
        return SendResult(Outcome.UNREACHABLE, True, "the server went away before it confirmed; it may have arrived")
    if isinstance(error, aiosmtplib.SMTPConnectError):
        return SendResult(Outcome.UNREACHABLE, True, "the server closed the connection, or TLS could not be agreed on")
    if isinstance(error, ssl.SSLError):
        return SendResult(Outcome.UNREACHABLE, True, "TLS could not be agreed on")
    if isinstance(error, TimeoutError):
        return SendResult(Outcome.TIMED_OUT, True, f"not done within {timeout_s:g} s; it may have arrived")
    if isinstance(error, socket.gaierror):
        return SendResult(Outcome.UNREACHABLE, True, "the name does not resolve")
    if isinstance(error, OSError):
        return SendResult(Outcome.UNREACHABLE, True, "no connection")
    return SendResult(
        Outcome.UNREACHABLE, True, "the server does not offer STARTTLS or the login that the channel needs"
    )
