"""One line per thing that happened, on stderr: JSON, or readable when a person watches. No secret passes.

Loggers are got with `structlog.get_logger()`. What libraries log by the standard library takes the same way out.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TextIO

import msgspec
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

MASK = "***"
SHORTEST_HIDDEN = 6  # shorter ones (a test's "abc") would blot out ordinary words; their keys still hide them
MAX_FRAMES = 12  # the innermost: where it broke is at the end

# The last word of a key says whether its value is a secret: `api_key` is, `dedupe_key` and `trained_tokens` are not.
SECRET_KEY = re.compile(
    r"(^|[_-])(secrets?|token|passw(or)?d|passphrase|authorization|signature|cookie|credentials?|dsn"
    r"|(api|secret|private|access|signing)[_-]?key)$",
    re.IGNORECASE,
)
# Libraries whose own INFO lines would repeat ours, or print URLs and parameters.
QUIET = ("aiohttp", "arq", "sqlalchemy", "alembic", "openai", "httpx", "httpx2", "httpcore2", "slack_sdk", "asyncio")

# Database drivers put the refused value behind the colon: `invalid input for query argument $3: '…'`.
REFUSED_VALUE = re.compile(r"(invalid [^:]{0,200}): .*")

_hidden: list[str] = []  # longest first, so that a secret that is a part of another leaves no rest of it


def configure(
    *, level: str = "info", format: str = "auto", process: str | None = None, stream: TextIO | None = None
) -> None:
    """Every log line goes to `stream` (stderr) in `format`: json, console or auto. `process` is bound to each line."""
    stream = stream or sys.stderr
    console = format == "console" or (format == "auto" and stream.isatty())
    threshold = logging.getLevelNamesMapping()[level.upper()]
    chain: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *([_Named(process)] if process else []),
        _exception_as_text,
        _mask_by_key,
    ]
    out: list[Processor] = [
        _console_renderer(stream) if console else _as_json,
        _mask_hidden,  # type: ignore[list-item]  # behind the renderer, where a line is text
    ]
    structlog.configure(
        processors=[*chain, *out],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=lambda *_: _Lines(stream),
        cache_logger_on_first_use=True,
    )
    _route_standard_logging(stream, threshold, chain, out)
    sys.excepthook = _log_crash


def hide(*secrets: str) -> None:
    """From now on these texts appear as *** in every line, wherever they come from and however they are quoted."""
    forms = set(_hidden)
    for secret in secrets:
        if len(secret) >= SHORTEST_HIDDEN:
            quoted = (json.dumps(secret), json.dumps(secret, ensure_ascii=False), repr(secret))
            forms.update((secret, *(form[1:-1] for form in quoted)))
    _hidden[:] = sorted(forms, key=len, reverse=True)


def redact(text: str) -> str:
    """`text` with every hidden secret as ***: for what leaves by another way than the log (errors, pages)."""
    for secret in _hidden:
        if secret in text:
            text = text.replace(secret, MASK)
    return text


def describe(error: BaseException) -> str:
    """An exception as safe text: its type, its message, and where, innermost last; causes first. No locals, no source.

    Messages of SQLAlchemy lose their SQL and parameters, which hold what a sender sent us.
    """
    return redact("\n".join(_descriptions(error)))


class _Lines:
    """Writes whole lines to a stream. A stream that is gone or full never stops the work that is logged."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(line + "\n")
            self._stream.flush()

    debug = info = warning = warn = error = critical = exception = fatal = msg = log = write


class _Named:
    """Says which process a line comes from."""

    def __init__(self, process: str) -> None:
        self._process = process

    def __call__(self, logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
        line.setdefault("process", self._process)
        return line


class _Standard(logging.Handler):
    """Takes the records of libraries into our pipeline. Never raises into the library."""

    def __init__(self, stream: TextIO, chain: list[Processor], out: list[Processor]) -> None:
        super().__init__()
        self._lines = _Lines(stream)
        self._processors = [*chain, *out]

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line: EventDict = {"event": record.getMessage(), "logger": record.name}
            if record.exc_info and record.exc_info[1] is not None:
                line["exc_info"] = record.exc_info[1]
            result: object = line
            for processor in self._processors:
                result = processor(None, record.levelname.lower(), result)  # type: ignore[arg-type]  # str at the end
            self._lines.write(str(result))
        except Exception as error:  # noqa: BLE001  # a library's odd record must not stop its work
            self._lines.write(f"log record of {record.name} could not be written: {type(error).__name__}")


def _route_standard_logging(stream: TextIO, threshold: int, chain: list[Processor], out: list[Processor]) -> None:
    root = logging.getLogger()
    ours = [handler for handler in root.handlers if isinstance(handler, _Standard)]
    for handler in ours:
        root.removeHandler(handler)
    root.addHandler(_Standard(stream, chain, out))
    root.setLevel(threshold)
    for name in QUIET:
        library = logging.getLogger(name)
        library.handlers.clear()  # arq and alembic bring their own
        library.propagate = True
        library.setLevel(max(threshold, logging.WARNING))
    logging.captureWarnings(True)


def _console_renderer(stream: TextIO) -> Processor:
    return structlog.dev.ConsoleRenderer(
        colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=24
    )


def _as_json(logger: WrappedLogger, method: str, line: EventDict) -> str:
    try:
        return msgspec.json.encode(line, enc_hook=str).decode()
    except (TypeError, ValueError, OverflowError, RecursionError):  # lone surrogates, odd keys, huge integers
        return json.dumps({str(key): repr(value) for key, value in line.items()})


def _exception_as_text(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """`exc_info` (True, an exception or a tuple) as the text field `exception`."""
    found = line.pop("exc_info", None)
    if isinstance(found, tuple):
        found = found[1]
    elif found and not isinstance(found, BaseException):
        found = sys.exc_info()[1]
    if isinstance(found, BaseException):
        line["exception"] = describe(found)
    return line


def _mask_by_key(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    return {key: _masked(key, value) for key, value in line.items()}


def _masked(key: object, value: object) -> object:
    """Counts and flags stay: `token=3` is no secret. Exceptions are described, for their text may quote anything."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(key, str) and SECRET_KEY.search(key):
        return MASK
    if isinstance(value, dict):
        return {name: _masked(name, item) for name, item in value.items()}
    if isinstance(value, BaseException):
        return describe(value)
    return value


def _mask_hidden(logger: WrappedLogger, method: str, rendered: str) -> str:
    return redact(rendered)


def _descriptions(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    for each in reversed(chain):
        yield f"{type(each).__module__}.{type(each).__qualname__}: {_message(each)}"
        yield from (f"  at {place}" for place in _places(each.__traceback__))
        if isinstance(each, BaseExceptionGroup):
            for inner in each.exceptions:
                yield from (f"  | {line}" for line in _descriptions(inner))


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Python's own traceback would print whatever the message quotes."""
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    structlog.get_logger().critical("process_crashed", exc_info=error)


def _message(error: BaseException) -> str:
    """The first line of a database error is the driver's; SQL and bound values come after it."""
    try:
        text = str(error)
    except Exception as broken:  # noqa: BLE001  # a broken __str__ must not hide that there was an error
        return f"(no text: {type(broken).__name__})"
    if type(error).__module__.startswith(("sqlalchemy.", "asyncpg.", "sqlite3")):
        return REFUSED_VALUE.sub(r"\1", text.partition("\n")[0])
    return text


def _places(trace: TracebackType | None) -> Iterator[str]:
    frames = traceback.extract_tb(trace)[-MAX_FRAMES:]
    return (f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} in {frame.name}" for frame in frames)
