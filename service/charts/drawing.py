"""Pictures and the page's drawing library, each made by a short-lived process, so that nobody keeps its memory."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import sys
from collections import OrderedDict
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import msgspec

LIMIT_S = 20.0
AT_ONCE = 2  # a process takes 100 MB
KEPT_BYTES = 8 * 1024**2  # of pictures: some eighty


class CannotDraw(Exception):
    """The process that draws did not end well: too slow, too large, or its library does not run here."""


class Drawing:
    """Draws, and keeps the newest pictures and the library."""

    def __init__(
        self,
        argv: tuple[str, ...] = (sys.executable, "-P", "-m", "service.charts.draw"),
        *,
        kept_bytes: int | None = None,
    ) -> None:
        self._argv = argv
        self._kept_bytes = kept_bytes
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._pictures: OrderedDict[str, bytes] = OrderedDict()
        self._library: asyncio.Task[bytes] | None = None

    @staticmethod
    def library_name() -> str:
        """The name under which the library is served: another version is another name."""
        return f"vega.{hashlib.sha256(version('vl-convert-python').encode()).hexdigest()[:12]}.js"

    def prepare(self) -> None:
        """The library is being made, or is: whoever wants it waits the less."""
        self._made()

    async def library(self) -> bytes:
        """The library that draws in the page. Raises CannotDraw."""
        return await asyncio.shield(self._made())

    def _made(self) -> asyncio.Task[bytes]:
        if self._library is None or (self._library.done() and self._library.exception() is not None):
            self._library = asyncio.create_task(self._run("bundle", b""))
        return self._library

    async def close(self) -> None:
        """Nothing is made any more."""
        if self._library is not None:
            self._library.cancel()
            await asyncio.gather(self._library, return_exceptions=True)

    async def png(self, spec: Mapping[str, Any]) -> bytes:
        """The spec as a picture. Raises CannotDraw."""
        asked = msgspec.json.encode(spec)
        key = hashlib.sha256(asked).hexdigest()
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        picture = await self._run("png", asked)
        self._pictures[key] = picture
        limit = KEPT_BYTES if self._kept_bytes is None else self._kept_bytes
        while sum(map(len, self._pictures.values())) > limit:
            self._pictures.popitem(last=False)
        return picture

    async def _run(self, what: str, asked: bytes) -> bytes:
        pipe, none = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        async with self._turns:
            process = await asyncio.create_subprocess_exec(*self._argv, what, stdin=pipe, stdout=pipe, stderr=none)
            try:
                async with asyncio.timeout(LIMIT_S):
                    made, _ = await process.communicate(asked)
            except TimeoutError:
                raise CannotDraw(f"{what}: took longer than {LIMIT_S:g} s") from None
            finally:
                if process.returncode is None:
                    with contextlib.suppress(ProcessLookupError):
                        process.kill()
                    await process.wait()
        if process.returncode != 0 or not made:
            raise CannotDraw(f"{what}: ended with exit code {process.returncode}")
        return made
