"""The files that pages load: kept in memory, named by their content, so that a browser may keep each for ever."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    body: bytes
    packed: bytes
    content_type: str

    def response(self, request: web.Request) -> web.Response:
        """The file, packed where the browser takes that."""
        headers = {"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return web.Response(body=self.packed, content_type=self.content_type, charset="utf-8", headers=headers)
        return web.Response(body=self.body, content_type=self.content_type, charset="utf-8", headers=headers)


def packed(body: bytes, content_type: str) -> Asset:
    """The file with its packed form beside it."""
    return Asset(body, gzip.compress(body, 9, mtime=0), content_type)


class Assets:
    """Every file of the folder, by the name under which it is served."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._served: dict[str, Asset] = {}
        self._named: dict[str, str] = {}
        for path in sorted(folder.iterdir()):
            if path.suffix in TYPES:
                self.add(path.name, path.read_bytes())

    def add(self, name: str, body: bytes) -> None:
        """`style.css` is served as `style.<its content>.css` from now on."""
        stem, _, ending = name.rpartition(".")
        served = f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{ending}"
        self._served[served] = packed(body, TYPES[f".{ending}"])
        self._named[name] = served

    def made(self, served: str, body: bytes, content_type: str) -> Asset:
        """A file that was made while we ran, packed the first time that it is asked for."""
        if served not in self._served:
            self._served[served] = packed(body, content_type)
        return self._served[served]

    def url(self, name: str) -> str:
        """The path under which the file is served."""
        return f"/static/{self._named[name]}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        found = self._served.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        return found.response(request)
