"""Serves the reporter: one file of this package, as it is. Its hash is its ETag, so that asking again is cheap."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from aiohttp import ETag, web

MAX_AGE_S = 300


@cache
def reporter() -> tuple[bytes, str]:
    """The reporter's bytes, and their hash."""
    content = files("service.reporter").joinpath("reporter.py").read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:32]


async def serve_reporter(request: web.Request) -> web.Response:
    """200 with the file, or 304 when the asker has this version of it."""
    content, version = reporter()
    known = any(tag.value in (version, "*") for tag in request.if_none_match or ())
    answer = web.Response(status=304) if known else web.Response(body=content)
    answer.headers["Cache-Control"] = f"public, max-age={MAX_AGE_S}"
    answer.etag = ETag(version)
    if not known:
        answer.content_type, answer.charset = "text/x-python", "utf-8"
    return answer
