"""The guarded way out, against real servers on this machine: what they do wrong, and where we do not go."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import gzip
import json
import socket
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiosmtpd.smtp import SMTP as SMTPServer
from openai import AsyncOpenAI

from service.core.config import Account, Secret
from service.core.send_result import Outcome, SendResult
from service.notifiers import HttpReply, HttpRequest, MailReply, MailRequest
from service.notifiers.table import NOTIFIERS
from service.providers import Ask, Provider, ProviderError
from service.providers.credential import Credential, Outgoing
from service.providers.sigv4 import AwsKey
from workers.outbound import guard, send_mail
from workers.outbound.send import MAX_ANSWER_BYTES, MAX_REPLY_BYTES, Outbound
from workers.outbound.slots import SLOTS_PER_HOST, Slots

CANARY = "canary-5e6f7a8b"
ROOT = Path(__file__).parents[2]
SHORT_S = 0.3

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class SomeProvider(Provider):
    """A provider with a bearer key and nothing else."""

    name = "some"


PROVIDER = SomeProvider()


def openai_client(account: Account, *, max_retries: int) -> AsyncOpenAI:
    return Outbound().openai_client(account, PROVIDER, max_retries=max_retries)


@pytest.fixture
async def outbound() -> AsyncIterator[Outbound]:
    async with Outbound() as made:
        yield made


@contextlib.asynccontextmanager
async def http_server(handler: Handler) -> AsyncIterator[str]:
    """A real HTTP server that answers everything with `handler`; yields its address."""
    app = web.Application(client_max_size=2**26)
    app.router.add_route("*", "/{tail:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def raw_server(talk: Talk, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server that says whatever `talk` writes; yields its port. All conversations end with it."""
    running: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        with contextlib.suppress(ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError):
            await talk(reader, writer)
        writer.close()
        running.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


@contextlib.contextmanager
def connections() -> Iterator[list[Any]]:
    """Every address that any code of this process connects a socket to, while open."""
    seen: list[Any] = []
    _LISTENERS.append(seen)
    try:
        yield seen
    finally:
        _LISTENERS.remove(seen)


_LISTENERS: list[list[Any]] = []


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        for listener in _LISTENERS:
            listener.append(arguments[1])


sys.addaudithook(_audit)


def post(url: str) -> HttpRequest:
    return HttpRequest("POST", url, {"content-type": "application/json"}, b'{"a":1}')


def account(base_url: str) -> Account:
    return Account("acme", "openai", base_url=base_url, api_key=Secret(CANARY))


JSON_HEADERS = (("Content-Type", "application/json"), ("X-Of-Ask", "1"))


def with_extras(base_url: str) -> Account:
    """An account that adds headers and a query."""
    headers = (("X-Org", Secret(CANARY)), ("X-Of-Ask", Secret("0")), ("accept", Secret("text/x-org")))
    query = (("api-version", Secret("2")), ("code", Secret(CANARY)))
    return replace(account(base_url), headers=headers, query=query)


def result_of(answer: object) -> SendResult:
    assert isinstance(answer, SendResult), answer
    assert CANARY not in repr(answer)
    return answer


async def answer_ok(request: web.Request) -> web.Response:
    return web.Response(text="ok")


# --- HTTP channels --------------------------------------------------------------------------------------------------


async def test_an_answer_comes_back_as_it_is(outbound: Outbound) -> None:
    seen: list[tuple[str, bytes]] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append((request.method, await request.read()))
        return web.Response(status=429, text="slow down", headers={"Retry-After": "7"})

    async with http_server(handler) as url:
        answer = await outbound.send(post(f"{url}/{CANARY}"), trusted=True)
    assert isinstance(answer, HttpReply)
    assert (answer.status, answer.body) == (429, b"slow down")
    assert seen == [("POST", b'{"a":1}')]
    assert NOTIFIERS["slack"].judge(answer).retry_after_s == 7.0


@pytest.mark.parametrize("status", [200, 404, 500, 503])
@pytest.mark.parametrize("body", ["", "<html>hello</html>"])
async def test_every_status_is_an_answer(outbound: Outbound, status: int, body: str) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=status, text=body)

    async with http_server(handler) as url:
        answer = await outbound.send(post(url), trusted=True)
    assert isinstance(answer, HttpReply)
    assert (answer.status, answer.body.decode()) == (status, body)


async def test_a_receiver_that_hangs_is_timed_out_and_tried_again(outbound: Outbound) -> None:
    async def handler(request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async with http_server(handler) as url:
        result = result_of(await outbound.send(post(f"{url}/{CANARY}"), trusted=True, timeout_s=SHORT_S))
    assert (result.outcome, result.again) == (Outcome.TIMED_OUT, True)
    assert "may have arrived" in result.detail


async def test_a_receiver_that_accepts_and_closes_is_tried_again(outbound: Outbound) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")

    async with raw_server(talk) as port:
        result = result_of(await outbound.send(post(f"http://127.0.0.1:{port}/{CANARY}"), trusted=True))
    assert (result.outcome, result.again) == (Outcome.UNREACHABLE, True)
    assert result.detail == f"http://127.0.0.1:{port}: the connection broke before an answer; it may have arrived"


async def test_a_receiver_that_does_not_speak_http_is_tried_again(outbound: Outbound) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 I am a mail server\r\n" * 3)
        await writer.drain()
        await reader.read()

    async with raw_server(talk) as port:
        result = result_of(await outbound.send(post(f"http://127.0.0.1:{port}/{CANARY}"), trusted=True))
    assert (result.outcome, result.again) == (Outcome.SERVER_ERROR, True)


async def test_a_body_that_never_ends_does_not_hide_the_status(outbound: Outbound) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\no")
        await writer.drain()
        await reader.read()

    async with raw_server(talk) as port:
        answer = await outbound.send(post(f"http://127.0.0.1:{port}/"), trusted=True, timeout_s=SHORT_S)
    assert isinstance(answer, HttpReply)
    assert NOTIFIERS["slack"].judge(answer).delivered


async def test_nobody_listening_is_unreachable(outbound: Outbound, unused_port: int) -> None:
    result = result_of(await outbound.send(post(f"http://127.0.0.1:{unused_port}/{CANARY}"), trusted=True))
    assert (result.outcome, result.again) == (Outcome.UNREACHABLE, True)
    assert result.detail == f"http://127.0.0.1:{unused_port}: no connection: connection refused"


async def test_a_name_that_does_not_resolve_is_unreachable(outbound: Outbound) -> None:
    result = result_of(await outbound.send(post(f"https://nowhere.invalid/{CANARY}"), trusted=True))
    assert (result.outcome, result.again) == (Outcome.UNREACHABLE, True)
    assert result.detail == "https://nowhere.invalid:443: the name does not resolve"


async def test_a_certificate_that_nobody_signed_is_refused(outbound: Outbound, tls_server: ssl.SSLContext) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with raw_server(talk, tls_server) as port:
        result = result_of(await outbound.send(post(f"https://localhost:{port}/{CANARY}"), trusted=True))
    assert (result.outcome, result.again) == (Outcome.UNREACHABLE, True)
    assert "certificate" in result.detail


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize(
    "url",
    ["", "hooks.slack.com", "ftp://acme.test/x", "file:///etc/passwd", "http://", "http://[::1", "http://a:99999/"],
)
async def test_what_is_not_an_http_url_is_refused_at_once(outbound: Outbound, url: str, trusted: bool) -> None:
    with connections() as connected:
        result = result_of(await outbound.send(post(url), trusted=trusted))
    assert (result.outcome, result.again) == (Outcome.REFUSED, False)
    assert connected == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_not_followed(outbound: Outbound, status: int) -> None:
    visited: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        visited.append(request.path)
        return web.Response(status=status, headers={"Location": "/elsewhere"})

    async with http_server(handler) as url:
        answer = await outbound.send(post(f"{url}/here"), trusted=True)
    assert isinstance(answer, HttpReply)
    assert answer.status == status
    assert visited == ["/here"]


async def test_a_giant_answer_is_cut(outbound: Outbound) -> None:
    sent = 0

    async def handler(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            while sent < 2**28:
                await response.write(b"x" * 65536)
                sent += 65536
        return response

    async with http_server(handler) as url:
        answer = await outbound.send(post(url), trusted=True)
    assert isinstance(answer, HttpReply)
    assert answer.body == b"x" * MAX_ANSWER_BYTES
    assert sent < 2**26


async def test_a_compressed_answer_is_not_blown_up(outbound: Outbound) -> None:
    bomb = gzip.compress(b"\0" * 2**24)

    async def handler(request: web.Request) -> web.Response:
        assert request.headers["Accept-Encoding"] == "identity"
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})

    async with http_server(handler) as url:
        answer = await outbound.send(post(url), trusted=True)
    assert isinstance(answer, HttpReply)
    assert answer.body == bomb[:MAX_ANSWER_BYTES]


async def test_cookies_of_one_delivery_are_not_in_the_next(outbound: Outbound) -> None:
    cookies: list[str | None] = []

    async def handler(request: web.Request) -> web.Response:
        cookies.append(request.headers.get("Cookie"))
        return web.Response(text="ok", headers={"Set-Cookie": "a=b"})

    async with http_server(handler) as url:
        named = url.replace("127.0.0.1", "localhost")  # cookie jars pass over addresses
        await outbound.send(post(named), trusted=True)
        await outbound.send(post(named), trusted=True)
    assert cookies == [None, None]


async def test_proxy_variables_of_the_environment_are_not_followed(
    outbound: Outbound, monkeypatch: pytest.MonkeyPatch, unused_port: int
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{unused_port}")
    async with http_server(answer_ok) as url:
        assert isinstance(await outbound.send(post(url), trusted=True), HttpReply)
        async with openai_client(account(url), max_retries=0) as client:
            assert (await client.get("/x", cast_to=str)) == "ok"


async def test_a_host_has_a_bounded_number_of_slots_that_are_given_in_turn() -> None:
    slots = Slots()
    assert [await slots.acquire("slack") for _ in range(SLOTS_PER_HOST)] == [True] * SLOTS_PER_HOST
    assert await slots.acquire("mail")
    came: list[int] = []

    async def wait(number: int) -> None:
        assert await slots.acquire("slack")
        came.append(number)

    waiting = [asyncio.create_task(wait(number)) for number in range(3)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    await asyncio.wait([waiting[1]])
    for _ in range(2):
        slots.release("slack")
    await asyncio.gather(waiting[0], waiting[2])
    assert came == [0, 2]
    assert not await slots.acquire("slack")  # nobody gives one back: it hangs
    for _ in range(SLOTS_PER_HOST):
        slots.release("slack")
    assert await slots.acquire("slack")


# --- where we do not go ---------------------------------------------------------------------------------------------

FORBIDDEN_HOSTS = [
    "127.0.0.1",
    "127.1",
    "2130706433",  # decimal
    "0x7f000001",  # hexadecimal
    "0177.0.0.1",  # octal
    "0",
    "0.0.0.0",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::1]",
    "169.254.169.254",
    "100.100.100.200",
    "10.0.0.1",
    "[fd00:ec2::254]",
    "①②⑦.⓪.⓪.①",
    "user:password@127.0.0.1",
    "8.8.8.8@127.0.0.1",
]


@pytest.mark.parametrize("host", FORBIDDEN_HOSTS)
async def test_an_untrusted_address_never_leads_inside(outbound: Outbound, host: str) -> None:
    async with http_server(answer_ok) as url:
        port = url.rpartition(":")[2]
        with connections() as connected:
            result = result_of(await outbound.send(post(f"http://{host}:{port}/{CANARY}"), trusted=False))
    assert result.outcome in {Outcome.FORBIDDEN_ADDRESS, Outcome.UNREACHABLE, Outcome.REFUSED}
    assert connected == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
async def test_a_private_address_is_called_forbidden_and_not_tried_again(outbound: Outbound, host: str) -> None:
    result = result_of(await outbound.send(post(f"http://{host}:9/{CANARY}"), trusted=False))
    assert (result.outcome, result.again) == (Outcome.FORBIDDEN_ADDRESS, False)


async def test_the_address_that_is_connected_to_is_the_one_that_was_checked(
    outbound: Outbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that says another thing each time gets nowhere: the check is made on the socket's own address."""
    turns = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1", "127.0.0.1"])
    loop = asyncio.get_running_loop()

    async def rebinding(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(turns), port))]

    monkeypatch.setattr(loop, "getaddrinfo", rebinding)
    with connections() as connected:
        await outbound.send(post("http://rebind.test:9/"), trusted=False, timeout_s=SHORT_S)
        await outbound.send(post("http://rebind.test:9/"), trusted=False, timeout_s=SHORT_S)
        await outbound.send(mail_request(9, host="rebind.test"), trusted=False, timeout_s=SHORT_S)
    assert not [address for address in connected if address[0].startswith("127.")]


async def test_an_untrusted_request_never_uses_a_trusted_ones_connection(outbound: Outbound) -> None:
    """The pool is keyed by host: a connection that configuration may open must not serve an address from outside."""
    async with http_server(answer_ok) as url:
        assert isinstance(await outbound.send(post(url), trusted=True), HttpReply)
        result = result_of(await outbound.send(post(url), trusted=False))
    assert result.outcome is Outcome.FORBIDDEN_ADDRESS


async def test_a_trusted_address_may_be_private(outbound: Outbound) -> None:
    async with http_server(answer_ok) as url:
        with connections() as connected:
            assert isinstance(await outbound.send(post(url), trusted=True), HttpReply)
    assert connected == [("127.0.0.1", int(url.rpartition(":")[2]))]


CONNECTING = {
    "aiohttp": {"ClientSession", "TCPConnector", "request"},
    "aiosmtplib": {"SMTP", "send"},
    "smtplib": {"SMTP", "SMTP_SSL"},
    "urllib.request": {"urlopen", "Request", "build_opener"},
    "http.client": {"HTTPConnection", "HTTPSConnection"},
    "socket": {"create_connection", "socket"},
    "openai": {"OpenAI", "AsyncOpenAI"},
    "httpx2": {"Client", "AsyncClient", "AsyncHTTPTransport", "get", "post"},
    "asyncio": {"open_connection"},
    "requests": {"get", "post", "Session"},
}


def test_no_other_module_of_the_workers_and_of_the_pure_code_opens_a_connection() -> None:
    folders = [ROOT / "workers", *(ROOT / "service" / name for name in ("core", "providers", "notifiers"))]
    files = [path for folder in folders for path in folder.rglob("*.py")]
    guarded = {"send.py", "send_mail.py", "send_openai.py", "guard.py"}
    culprits = {path.name for path in files if opens_connections(ast.parse(path.read_text("utf-8")))}
    assert culprits == guarded, "connections are opened by workers/send*.py only; and each of those still does"


def opens_connections(tree: ast.Module) -> bool:
    """Does the module name a connecting function, as `module.name` or by `from module import name`?"""
    runtime = [node for node in ast.walk(tree) if not is_for_types_only(node)]
    typed = {id(inner) for node in ast.walk(tree) if is_for_types_only(node) for inner in ast.walk(node)}
    for node in runtime:
        if id(node) in typed:
            continue
        if isinstance(node, ast.ImportFrom) and CONNECTING.get(node.module or "", set()) & {a.name for a in node.names}:
            return True
        if isinstance(node, ast.Attribute) and node.attr in CONNECTING.get(ast.unparse(node.value), set()):
            return True
    return False


def is_for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


# --- asking providers -----------------------------------------------------------------------------------------------


async def test_asking_sends_the_key_and_the_parameters_to_the_accounts_own_url(outbound: Outbound) -> None:
    seen: list[tuple[str, str, str | None]] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append((request.method, request.raw_path, request.headers.get("Authorization")))
        return web.json_response({"data": []}, headers={"X-RateLimit-Remaining": "3"})

    async with http_server(handler) as url:
        ask = Ask("/fine_tuning/jobs", (("limit", "20"), ("after", "a b&c")))
        reply = await outbound.ask(account(f"{url}/v1/"), PROVIDER, ask)
    assert seen == [("GET", "/v1/fine_tuning/jobs?limit=20&after=a%20b%26c", f"Bearer {CANARY}")]
    assert (reply.status, json.loads(reply.body)) == (200, {"data": []})
    assert reply.headers["x-ratelimit-remaining"] == "3"


async def test_asking_sends_the_body_the_headers_and_the_query_of_question_and_account(outbound: Outbound) -> None:
    seen: list[Any] = []

    async def handler(request: web.Request) -> web.Response:
        headers = {name: request.headers.getall(name, []) for name in ("Accept", "Content-Type", "X-Org", "X-Of-Ask")}
        seen.append((request.method, request.path, [*request.query.items()], await request.read(), headers))
        return web.json_response({})

    ask = Ask("/jobs", (("limit", "5"),), "POST", body=b'{"a": 1}', headers=JSON_HEADERS)
    async with http_server(handler) as url:
        await outbound.ask(with_extras(f"{url}/v1/?api-version=1&limit=1"), PROVIDER, ask)
        await outbound.ask(with_extras(f"{url}/v1"), PROVIDER, Ask("/x", (("api-version", "3"),), at_root=True))
    headers = {"Accept": ["text/x-org"], "Content-Type": ["application/json"], "X-Org": [CANARY], "X-Of-Ask": ["1"]}
    assert seen[0] == (
        "POST",
        "/v1/jobs",
        [("api-version", "2"), ("code", CANARY), ("limit", "5")],
        b'{"a": 1}',
        headers,
    )
    assert seen[1][:3] == ("GET", "/x", [("code", CANARY), ("api-version", "3")])


async def test_nothing_of_the_account_goes_to_another_place_that_a_question_names(outbound: Outbound) -> None:
    seen: list[Any] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append((request.path_qs, "Authorization" in request.headers, "X-Org" in request.headers))
        return web.json_response({})

    async with http_server(handler) as url:
        await outbound.ask(with_extras("https://elsewhere.invalid"), PROVIDER, Ask("", url=f"{url}/token?a=b"))
    assert seen == [("/token?a=b", False, False)]
    with pytest.raises(ProviderError, match="not an http"):
        await outbound.ask(with_extras(url), PROVIDER, Ask("", url=f"file:///{CANARY}"))


async def test_a_request_is_signed_as_it_is_sent(outbound: Outbound) -> None:
    """The receiver makes the signature of what it received anew."""
    seen: list[Any] = []
    key = AwsKey("id", CANARY, "eu-west-1", "bedrock")

    async def handler(request: web.Request) -> web.Response:
        now = datetime.strptime(request.headers["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        received = (("Content-Type", request.headers["Content-Type"]),) if "Content-Type" in request.headers else ()
        url = f"http://{request.headers['Host']}{request.raw_path}"
        made = key.headers(Outgoing(request.method, url, await request.read(), received), now=now)
        seen.append((made["Authorization"] == request.headers["Authorization"], "+" in request.raw_path))
        return web.json_response({})

    class Aws(SomeProvider):
        def credential(self, api_key: str | None) -> Credential:
            return key

    async with http_server(handler) as url:
        account = with_extras(f"{url}/v1")
        await outbound.ask(account, Aws(), Ask("/jobs/arn%3Aaws%3Ab", (("a", "b c/d"), ("after", "é&="))))
        await outbound.ask(account, Aws(), Ask("/jobs", method="POST", body=b"{}", headers=JSON_HEADERS))
        async with outbound.openai_client(account, Aws(), max_retries=0) as client:
            await client.post("/chat", body={"a": 1}, cast_to=object)
    assert seen == [(True, False)] * 3


@pytest.mark.parametrize("status", [302, 401, 404, 429, 500])
async def test_every_status_of_a_provider_is_a_reply(outbound: Outbound, status: int) -> None:
    visited: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        visited.append(request.path)
        return web.Response(status=status, text="<html>", headers={"Location": "/elsewhere"})

    async with http_server(handler) as url:
        reply = await outbound.ask(account(url), PROVIDER, Ask("/jobs"))
    assert (reply.status, reply.body, visited) == (status, b"<html>", ["/jobs"])


async def test_a_provider_that_hangs_is_an_error_without_secrets(outbound: Outbound) -> None:
    async def handler(request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async with http_server(handler) as url:
        with pytest.raises(ProviderError, match="no answer within") as caught:
            await outbound.ask(account(url), PROVIDER, Ask(f"/{CANARY}"), timeout_s=SHORT_S)
    assert CANARY not in repr(caught.value)
    assert caught.value.__cause__ is None


async def test_a_provider_that_closes_in_the_middle_is_an_error(outbound: Outbound) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"data":')
        await writer.drain()

    async with raw_server(talk) as port:
        with pytest.raises(ProviderError, match="broke"):
            await outbound.ask(account(f"http://127.0.0.1:{port}"), PROVIDER, Ask("/jobs"))


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
async def test_a_providers_answer_beyond_the_limit_is_an_error(outbound: Outbound, encoding: str) -> None:
    body = b" " * (MAX_REPLY_BYTES + 1)

    async def handler(request: web.Request) -> web.Response:
        sent = gzip.compress(body, 1) if encoding == "gzip" else body
        return web.Response(body=sent, headers={"Content-Encoding": encoding})

    async with http_server(handler) as url:
        with pytest.raises(ProviderError, match="larger than 16 MiB"):
            await outbound.ask(account(url), PROVIDER, Ask("/jobs"), timeout_s=30)


STREAM = Ask("/logs", accept="text/event-stream")


@pytest.mark.parametrize("how", ["ends", "waits", "breaks off"])
async def test_of_an_event_stream_what_came_before_its_pause_is_the_reply(outbound: Outbound, how: str) -> None:
    lines = b"".join(b'data: {"data": "line %d"}\n\n' % n for n in range(3000))

    async def handler(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        await answer.write(lines)
        if how == "waits":
            await asyncio.Event().wait()
        if how == "breaks off":
            assert request.transport is not None
            request.transport.close()
        return answer

    async with http_server(handler) as url:
        account = Account("a", "some", base_url=url)
        reply = await outbound.ask(account, PROVIDER, STREAM, timeout_s=20)
    assert (reply.status, reply.body) == (200, lines)


async def test_an_event_stream_that_says_nothing_is_an_empty_reply(outbound: Outbound) -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        await asyncio.Event().wait()
        return answer

    async with http_server(handler) as url:
        reply = await outbound.ask(Account("a", "some", base_url=url), PROVIDER, STREAM, timeout_s=20)
    assert (reply.status, reply.body) == (200, b"")


async def test_of_an_event_stream_without_end_the_last_bytes_are_kept(outbound: Outbound) -> None:
    over = asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        for _ in range(MAX_REPLY_BYTES // 2**20 + 2):
            await answer.write(b"x" * 2**20)
        await answer.write(b"the end")
        await over.wait()
        return answer

    async with http_server(handler) as url:
        reply = await outbound.ask(Account("a", "some", base_url=url), PROVIDER, STREAM, timeout_s=20)
        over.set()
    assert len(reply.body) == MAX_REPLY_BYTES
    assert reply.body.endswith(b"the end")


@pytest.mark.parametrize("base_url", ["", "not a url", "https://api.acme.test"])
async def test_a_path_cannot_lead_to_another_host(outbound: Outbound, base_url: str) -> None:
    with connections() as connected, pytest.raises(ProviderError):
        await outbound.ask(account(base_url), PROVIDER, Ask(":pw@evil.test/x"))
    assert connected == []


async def test_a_refused_connection_to_a_provider_names_its_host_only(outbound: Outbound, unused_port: int) -> None:
    with pytest.raises(ProviderError) as caught:
        await outbound.ask(account(f"http://127.0.0.1:{unused_port}/{CANARY}"), PROVIDER, Ask("/jobs"))
    assert str(caught.value) == f"http://127.0.0.1:{unused_port}: no connection: connection refused"


# --- the openai client ----------------------------------------------------------------------------------------------


async def test_the_openai_client_talks_to_the_account_and_takes_nothing_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, "https://ambient.test")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Ambient: ambient")
    seen: list[dict[str, str]] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(dict(request.headers))
        message = {"role": "assistant", "content": "refund"}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        return web.json_response(
            {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        )

    async with http_server(handler) as url, openai_client(account(f"{url}/v1"), max_retries=0) as client:
        done = await client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hello"}])
    assert done.choices[0].message.content == "refund"
    assert seen[0]["Authorization"] == f"Bearer {CANARY}"
    assert "ambient" not in str(seen)
    expected = "host accept accept-encoding content-type content-length authorization user-agent connection"
    assert {name.lower() for name in seen[0]} <= set(expected.split())


async def test_the_openai_client_sends_the_accounts_headers_and_query() -> None:
    seen: list[Any] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append((request.path, dict(request.query), request.headers["X-Org"], request.headers["Authorization"]))
        return web.json_response({})

    async with http_server(handler) as url:
        made = replace(with_extras(f"{url}/v1?mode=a"), api_key=None)
        made = replace(made, headers=(*made.headers, ("Authorization", Secret("Basic YTpi"))))
        async with openai_client(made, max_retries=0) as client:
            await client.post("/x", body={"a": 1}, cast_to=object)
    assert seen == [("/v1/x", {"mode": "a", "api-version": "2", "code": CANARY}, CANARY, "Basic YTpi")]


async def test_an_account_without_a_key_does_not_borrow_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    seen: list[str | None] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization"))
        return web.json_response({})

    async with http_server(handler) as url, openai_client(replace(account(url), api_key=None), max_retries=0) as client:
        await client.get("/x", cast_to=object)
    assert CANARY not in str(seen)


async def test_the_openai_client_goes_nowhere_else() -> None:
    import openai

    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": elsewhere + "/stolen"})

    visited: list[str] = []

    async def other(request: web.Request) -> web.Response:
        visited.append(request.path)
        return web.json_response({})

    async with (
        http_server(other) as elsewhere,
        http_server(handler) as url,
        openai_client(account(url), max_retries=0) as client,
    ):
        with pytest.raises(openai.APIStatusError):
            await client.get("/x", cast_to=object)
        with pytest.raises(openai.APIConnectionError):
            await client.get(elsewhere + "/x", cast_to=object)
    assert visited == []


async def test_the_openai_client_takes_no_endless_answer() -> None:
    import openai

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            for _ in range(2**9):
                await response.write(b" " * 2**16)
        return response

    async with http_server(handler) as url, openai_client(account(url), max_retries=0) as client:
        with pytest.raises(openai.APIConnectionError):
            await client.get("/x", cast_to=object)


def test_an_account_without_a_base_url_has_no_openai_client() -> None:
    with pytest.raises(ProviderError, match="base_url"):
        openai_client(account(""), max_retries=0)


# --- mail -----------------------------------------------------------------------------------------------------------


def mail_request(port: int, *, host: str = "127.0.0.1", tls: str = "none", to: str = "ml@acme.test") -> MailRequest:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "tunewatch@acme.test", to, "hello"
    message.set_content("It is done.")
    return MailRequest(host, port, message, None, None, tls)


class Mailbox:
    """aiosmtpd's handler: keeps what arrived, and refuses as told."""

    def __init__(self, *, data: str = "250 OK", refuse: dict[str, str] | None = None) -> None:
        self.arrived: list[bytes] = []
        self._data = data
        self._refuse = refuse or {}

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self._refuse:
            return self._refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self._data.startswith("250"):
            self.arrived.append(envelope.content)
        return self._data


@contextlib.asynccontextmanager
async def smtp_server(mailbox: Mailbox, **options: Any) -> AsyncIterator[int]:
    """A real SMTP server in this loop; yields its port."""
    loop = asyncio.get_running_loop()
    sessions: list[SMTPServer] = []

    def factory() -> SMTPServer:
        sessions.append(SMTPServer(mailbox, hostname="mail.acme.test", loop=loop, **options))
        return sessions[-1]

    server = await loop.create_server(factory, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for session in sessions:
            if session.transport is not None:
                session.transport.close()
        await server.wait_closed()


def script(*lines: bytes, after: Callable[[asyncio.StreamReader], Awaitable[object]] | None = None) -> Talk:
    """A mail server that answers line after line and then goes away, or does `after`."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for position, line in enumerate(lines):
            if position:
                await reader.readline()
            writer.write(line + b"\r\n")
            await writer.drain()
        await (after(reader) if after else reader.readline())

    return talk


GREETING, EHLO, OK = b"220 mail ESMTP", b"250 mail", b"250 ok"


async def until_the_dot(reader: asyncio.StreamReader) -> None:
    await reader.readuntil(b"\r\n.\r\n")


async def for_ever(reader: asyncio.StreamReader) -> None:
    await asyncio.Event().wait()


async def test_a_mail_arrives(outbound: Outbound) -> None:
    mailbox = Mailbox()
    async with smtp_server(mailbox) as port:
        answer = await outbound.send(mail_request(port), trusted=True)
    assert isinstance(answer, MailReply)
    assert answer.code == 250
    assert b"It is done." in mailbox.arrived[0]


@pytest.mark.parametrize("code", [421, 450, 451, 452, 550, 552, 554])
async def test_what_the_mail_server_says_to_the_message_is_the_answer(outbound: Outbound, code: int) -> None:
    async with smtp_server(Mailbox(data=f"{code} no")) as port:
        answer = await outbound.send(mail_request(port), trusted=True)
    assert isinstance(answer, MailReply)
    assert answer.code == code


async def test_a_recipient_that_may_be_taken_later_is_tried_again(outbound: Outbound) -> None:
    mailbox = Mailbox(refuse={"a@acme.test": "550 no such user", "b@acme.test": "450 greylisted"})
    async with smtp_server(mailbox) as port:
        answer = await outbound.send(mail_request(port, to="a@acme.test, b@acme.test"), trusted=True)
    assert isinstance(answer, MailReply)
    assert NOTIFIERS["email"].judge(answer).again


async def test_a_mail_that_one_of_three_refused_is_delivered_and_says_so(outbound: Outbound) -> None:
    mailbox = Mailbox(refuse={"a@acme.test": "550 no such user"})
    async with smtp_server(mailbox) as port:
        answer = await outbound.send(mail_request(port, to="a@acme.test, b@acme.test, c@acme.test"), trusted=True)
    assert isinstance(answer, MailReply)
    assert NOTIFIERS["email"].judge(answer).detail == "taken; the server refused 1 of 3 recipients"


@pytest.mark.parametrize(
    "talk",
    [
        script(GREETING),
        script(GREETING, EHLO),
        script(GREETING, EHLO, OK),
        script(GREETING, EHLO, OK, OK),
        script(GREETING, EHLO, OK, OK, b"354 go", after=until_the_dot),
    ],
    ids=["after the greeting", "at MAIL", "at RCPT", "at DATA", "after the message"],
)
async def test_a_mail_server_that_goes_away_in_the_middle_is_tried_again(outbound: Outbound, talk: Talk) -> None:
    async with raw_server(talk) as port:
        result = result_of(await outbound.send(mail_request(port), trusted=True))
    assert (result.outcome, result.again) == (Outcome.UNREACHABLE, True)
    assert result.detail.startswith(f"smtp://127.0.0.1:{port}: ")


async def test_a_mail_server_that_goes_away_at_once_is_tried_again(outbound: Outbound) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        return

    async with raw_server(talk) as port:
        result = result_of(await outbound.send(mail_request(port), trusted=True))
    assert (result.outcome, result.again) == (Outcome.UNREACHABLE, True)


@pytest.mark.parametrize(
    "talk",
    [
        script(after=for_ever),
        script(GREETING, EHLO, after=for_ever),
        script(GREETING, EHLO, OK, OK, b"354 go", after=for_ever),
    ],
    ids=["silent", "at MAIL", "after the message"],
)
async def test_a_mail_server_that_hangs_is_timed_out(outbound: Outbound, talk: Talk) -> None:
    async with raw_server(talk) as port:
        result = result_of(await outbound.send(mail_request(port), trusted=True, timeout_s=SHORT_S))
    assert (result.outcome, result.again) == (Outcome.TIMED_OUT, True)


@pytest.mark.parametrize("goodbye", [for_ever, until_the_dot], ids=["hangs", "goes away"])
async def test_a_taken_mail_stays_delivered_when_the_goodbye_fails(
    outbound: Outbound, monkeypatch: pytest.MonkeyPatch, goodbye: Any
) -> None:
    monkeypatch.setattr(send_mail, "QUIT_S", 0.05)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await script(GREETING, EHLO, OK, OK, b"354 go", after=until_the_dot)(reader, writer)
        writer.write(b"250 taken\r\n")
        await writer.drain()
        if goodbye is for_ever:
            await for_ever(reader)

    async with raw_server(talk) as port:
        answer = await outbound.send(mail_request(port), trusted=True)
    assert answer == MailReply(250, "taken")


async def test_a_greeting_that_refuses_us_is_an_answer(outbound: Outbound) -> None:
    async with raw_server(script(b"421 too busy")) as port:
        answer = await outbound.send(mail_request(port), trusted=True)
    assert isinstance(answer, MailReply)
    assert NOTIFIERS["email"].judge(answer).again


async def test_a_channel_that_wants_tls_does_not_fall_back_to_plain_text(outbound: Outbound) -> None:
    mailbox = Mailbox()
    async with smtp_server(mailbox) as port:
        result = result_of(await outbound.send(mail_request(port, tls="starttls"), trusted=True))
        implicit = result_of(await outbound.send(mail_request(port, tls="implicit"), trusted=True, timeout_s=2))
    assert (result.outcome, result.again) == (Outcome.UNREACHABLE, True)
    assert implicit.again
    assert mailbox.arrived == []


async def test_a_mail_goes_through_starttls_to_a_server_whose_certificate_is_known(
    outbound: Outbound, tls_server: ssl.SSLContext, tls_certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = ssl.create_default_context(cafile=str(tls_certificate))
    mailbox = Mailbox()
    async with smtp_server(mailbox, tls_context=tls_server, require_starttls=True) as port:
        unknown = result_of(await outbound.send(mail_request(port, host="localhost", tls="starttls"), trusted=True))
        monkeypatch.setattr(send_mail, "tls_context", lambda: known)
        answer = await outbound.send(mail_request(port, host="localhost", tls="starttls"), trusted=True)
    assert (unknown.outcome, unknown.again) == (Outcome.UNREACHABLE, True)
    assert isinstance(answer, MailReply)
    assert len(mailbox.arrived) == 1


async def test_a_refused_login_is_an_answer_without_the_password(outbound: Outbound) -> None:
    from aiosmtpd.smtp import AuthResult

    def refuse(*_: Any) -> Any:
        return AuthResult(success=False, handled=False)

    async with smtp_server(Mailbox(), authenticator=refuse, auth_require_tls=False) as port:
        request = replace(mail_request(port), username="tunewatch", password=CANARY)
        answer = await outbound.send(request, trusted=True)
    assert isinstance(answer, MailReply)
    assert answer.code == 535
    assert CANARY not in repr(answer)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "::1", "::ffff:127.0.0.1"])
async def test_an_untrusted_mail_server_is_never_inside(outbound: Outbound, host: str) -> None:
    async with smtp_server(Mailbox()) as port:
        with connections() as connected:
            result = result_of(await outbound.send(mail_request(port, host=host), trusted=False))
    assert (result.outcome, result.again) == (Outcome.FORBIDDEN_ADDRESS, False)
    assert connected == []


async def test_a_mail_server_whose_packets_are_dropped_was_not_reached(
    outbound: Outbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(sock: socket.socket, address: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", never)
    monkeypatch.setattr(guard, "CONNECT_EACH_S", 0.05)
    result = result_of(await outbound.send(mail_request(25), trusted=True))
    assert (result.outcome, result.again) == (Outcome.UNREACHABLE, True)


async def test_a_channel_without_a_host_is_refused(outbound: Outbound) -> None:
    assert result_of(await outbound.send(mail_request(25, host=""), trusted=True)).outcome is Outcome.REFUSED


# --- fixtures -------------------------------------------------------------------------------------------------------


@pytest.fixture
def unused_port() -> Iterator[int]:
    """A port that nobody listens on: bound, so that nobody else gets it, and not listening."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@pytest.fixture(scope="session")
def tls_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh self-signed certificate for localhost, with its key in the same file."""
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    try:
        subprocess.run([*command, "-keyout", path, "-out", f"{path}.crt"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("the openssl program is not installed")
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


@pytest.fixture
def tls_server(tls_certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tls_certificate)
    return context
