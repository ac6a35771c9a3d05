"""Which address a connection out may go to. All of workers/outbound asks here; nothing else connects out.

Trusted targets are the ones that the operator wrote into configuration, by exact host and port. All others must be
addresses of the public internet, and what is checked is the very address that is then connected to.
"""

from __future__ import annotations

import asyncio
import socket
from typing import NamedTuple

from yarl import URL

from service.core.address import is_forbidden

CONNECT_EACH_S = 3.0  # one address of several that does not answer must not use up the whole time limit

# As getaddrinfo gives it: family, type, protocol, canonical name, address.
Address = tuple[str | int | bytes, ...]
AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, Address]

_DEFAULT_PORTS = {"http": 80, "https": 443}


class ForbiddenAddress(OSError):
    """The target is, or resolves to, a private or reserved address, and it was not written by the operator.

    Name the channel in the configuration file if it is meant to be there.
    """

    def __init__(self) -> None:
        # The same text always: aiohappyeyeballs keeps the type of several errors only when their texts are equal.
        super().__init__("private or reserved address")


class Target(NamedTuple):
    """Where a request goes, as far as a log may show it: no path, query, user or password."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"


def http_target(url: str | URL) -> Target | None:
    """The target of an http(s) URL, None for anything else."""
    try:
        parsed = URL(url)
        port = parsed.port
    except (ValueError, TypeError):
        return None
    if parsed.scheme not in _DEFAULT_PORTS or not parsed.host or not port:
        return None
    return Target(parsed.scheme, parsed.host.lower(), port)


def checked_socket(info: AddressInfo) -> socket.socket:
    """A socket for exactly this address; raises ForbiddenAddress. Also aiohttp's `socket_factory`."""
    if is_forbidden(str(info[4][0])):
        raise ForbiddenAddress
    return plain_socket(info)


def plain_socket(info: AddressInfo) -> socket.socket:
    family, kind, protocol = info[:3]
    return socket.socket(family, kind, protocol)


async def connect(host: str, port: int, *, trusted: bool) -> socket.socket:
    """A connected, non-blocking socket. Raises OSError when there is none; ForbiddenAddress is one."""
    loop = asyncio.get_running_loop()
    factory = plain_socket if trusted else checked_socket
    trouble: OSError = OSError("the name has no address")
    for info in await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        try:
            return await _connect_one(loop, factory(info), info[4])
        except OSError as error:
            trouble = error
    raise trouble


async def _connect_one(loop: asyncio.AbstractEventLoop, sock: socket.socket, address: Address) -> socket.socket:
    try:
        sock.setblocking(False)
        async with asyncio.timeout(CONNECT_EACH_S):
            await loop.sock_connect(sock, address)
    except TimeoutError:
        sock.close()
        raise ConnectionError("no connection in time") from None  # a TimeoutError would say "it may have arrived"
    except BaseException:
        sock.close()
        raise
    return sock
