"""Tells Tunewatch about a training: that it began, that it lives, its numbers, and how it ended. Python 3.8+, one file.

Around a command:   curl -s $TUNEWATCH_URL/reporter.py | python3 - run --job my-run -- axolotl train config.yml
Inside a program:   with reporter.Job("my-run") as job: job.log(step=1, loss=0.5)
From a script:      python3 reporter.py report --job my-run --status succeeded

The training comes first: its output, its signals, its exit code and its speed are what they are without us. So output
is copied by a process that outlives us, all writing and posting is done by one thread, nothing waits for that thread
while the training runs, and no error of ours leaves this file.

Built from service/reporter/parts of Tunewatch by `make reporter`: changes are made there.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import collections
import contextlib
import enum
import hashlib
import hmac
import importlib
import json
import math
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time

TYPE_CHECKING = False
if TYPE_CHECKING:  # not `typing.TYPE_CHECKING`: its import would cost the training's machine a megabyte
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import FrameType, TracebackType
    from typing import Any


# --- errors: What cannot be used, what is suppressed, and what is printed ---------------------------------------------


class Unusable(ValueError):
    """A setting that cannot be used. The text is for its user, and holds no secret."""


def quiet() -> contextlib.AbstractContextManager[None]:
    """A block whose errors end there, so that none of ours reaches the training."""
    return contextlib.suppress(Exception)


def warn(text: str) -> None:
    """Prints one line for the user on stderr; never called while the command runs."""
    with contextlib.suppress(Exception):
        sys.stderr.write(f"tunewatch: {text}\n")
        sys.stderr.flush()


# --- values: Any value as JSON, and as a number -----------------------------------------------------------------------


def to_json(value: object) -> str:
    """`value` as JSON that every parser accepts: a number that is not finite is null."""
    try:
        return json.dumps(value, allow_nan=False, separators=(",", ":"), default=plain)
    except Exception:  # noqa: BLE001  # a value's own code may run here
        return json.dumps(plain(value), separators=(",", ":"))


def plain(value: Any, depth: int = 0) -> Any:
    """Any value as what JSON can hold: its text where JSON has no such type, null where that fails."""
    try:
        return _plain(value, depth)
    except Exception:  # noqa: BLE001  # a value whose own code raises must not cost the report of the ending
        return None


def _plain(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if value.bit_length() <= 1024 else None  # json raises at thousands of digits
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if depth > 20:
        return None
    if isinstance(value, dict):
        return {str(name): plain(item, depth + 1) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item, depth + 1) for item in value]
    return str(value)[:1000]


def without_none(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are known."""
    return {name: value for name, value in fields.items() if value is not None}


def number(value: object) -> float | None:
    """A finite number, also one in text (transformers 5 logs '0.5') or in a tensor of one element; else None."""
    if isinstance(value, bool) or value is None or (isinstance(value, str) and len(value) > 40):
        return None
    try:
        result = float(value)  # type: ignore[arg-type]  # int, str, numpy, a tensor
    except Exception:  # noqa: BLE001  # a tensor's own code runs here
        return None
    return result if math.isfinite(result) else None


def is_number(value: object) -> bool:
    """Is it a number in any form, NaN and infinities included?"""
    if number(value) is not None:
        return True
    if isinstance(value, str):
        return value.strip().lower().lstrip("+-") in ("nan", "inf", "infinity")
    return not isinstance(value, (bool, list, dict, tuple)) and value is not None and hasattr(value, "__float__")


def whole(value: object) -> int | None:
    """A whole number from 0, else None."""
    result = number(value)
    return int(result) if result is not None and 0 <= result < 2**53 and result == int(result) else None


# --- masking: Stars in place of secrets -------------------------------------------------------------------------------


SECRET_NAME = re.compile(r"(?i)(token|secret|passw(or)?d|(api|access|private)_?key)")


def secrets_to_mask(own: str) -> tuple[list[str], list[str]]:
    """(forms of our own secret, and those with the values that the environment calls token, key or password)."""
    named = [value for name, value in os.environ.items() if SECRET_NAME.search(name) and len(value) >= 12]
    named += [line for value in named for line in value.splitlines() if len(line) >= 8]  # a tail may begin within a key
    ours = [value for value in (own, own.partition("_")[2]) if len(value) >= 8]
    return ours, sorted({*ours, *named}, key=len, reverse=True)


def masked(value: Any, secrets: Sequence[str]) -> Any:
    """`value` with `***` in place of secrets in every text."""
    if isinstance(value, dict):
        return {masked(name, secrets): masked(item, secrets) for name, item in value.items()}
    if isinstance(value, list):
        return [masked(item, secrets) for item in value]
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, "***")
    return value


# --- settings: Where reports go, and the key that signs them ----------------------------------------------------------


LINGER_S = 300.0  # how long the end of the command waits for the service at most


class Settings:
    """Where to report, and where reports wait. What is not given comes from the environment."""

    def __init__(
        self,
        url: str | None = None,
        account: str | None = None,
        secret: str | None = None,
        secret_file: str | None = None,
        spool: str | None = None,
        linger: float | None = None,
    ) -> None:
        env = os.environ.get
        self.url = url or env("TUNEWATCH_URL") or ""
        self.account = account or env("TUNEWATCH_ACCOUNT") or ""
        self.spool = spool
        linger_s = number(env("TUNEWATCH_LINGER")) if linger is None else number(linger)
        self.linger = LINGER_S if linger_s is None else max(0.0, linger_s)
        self.trouble = ""
        self.secret = secret or env("TUNEWATCH_SECRET") or ""
        path = secret_file or env("TUNEWATCH_SECRET_FILE")
        if path and (secret_file or not self.secret):
            try:
                with open(path, encoding="utf-8") as file:
                    self.secret = file.read(10_000)
            except (OSError, ValueError) as error:
                self.trouble = f"the secret's file cannot be read: {error}"
        self.secret = self.secret.strip()

    def endpoint(self, job: str) -> Endpoint:
        """The job's Endpoint. Raises Unusable."""
        if not 1 <= len(job) <= 200:
            raise Unusable("a job's name has 1 to 200 characters")
        if not self.url:
            raise Unusable("where to? (TUNEWATCH_URL or --url)")
        if self.trouble:
            raise Unusable(self.trouble)
        return endpoint(self.url, self.account, self.secret, job)


class Endpoint:
    """An account's or a job's address, and the key that signs for it."""

    def __init__(self, url: str, key: bytes) -> None:
        self.url, self.key = url, key


def endpoint(url: str, account: str, secret: str, job: str) -> Endpoint:
    """The Endpoint for `https://host`, or for the whole `https://host/webhooks/<account>`. Raises Unusable."""
    url = url.strip().split("?")[0].split("#")[0].rstrip("/")
    host = url.partition("://")[2].partition("/")[0]
    if not url.startswith(("https://", "http://")) or not host:
        raise Unusable("the URL must start with https:// or http:// (TUNEWATCH_URL or --url)")
    if "@" in host:
        raise Unusable("the URL may not hold a name or password")
    before, marker, after = url.partition("/webhooks/")
    parts = [part for part in after.split("/") if part]
    if not marker:
        if not account:
            raise Unusable("which account? (TUNEWATCH_ACCOUNT or --account, or a URL that ends in /webhooks/<account>)")
        parts = [_quoted(account)]
    if not parts:
        raise Unusable("the URL ends before the account's name")
    if secret.startswith("whsj_"):  # a secret of this job alone
        parts = [parts[0], _quoted(job)]
    return Endpoint(f"{before}/webhooks/{'/'.join(parts)}", signing_key(secret))


def _quoted(text: str) -> str:
    """`text` as one segment of a URL's path."""
    safe = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
    return "".join(chr(byte) if byte in safe else f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))


def signing_key(secret: str) -> bytes:
    """The key of `whsec_…`, `whsj_…`, or of plain text, which the service accepts too. Raises Unusable."""
    secret = secret.strip()
    if not secret:
        raise Unusable("no secret (TUNEWATCH_SECRET, or a file named by TUNEWATCH_SECRET_FILE or --secret-file)")
    if not secret.startswith(("whsec_", "whsj_")):
        return secret.encode("utf-8", "replace")
    encoded = secret.partition("_")[2].rstrip("=")
    try:
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise Unusable("the secret is not base64 after its prefix: was it copied whole?")
    return key


# --- report: A report on its way to the service -----------------------------------------------------------------------


VERSION = 1  # of the report's format
MAX_NUMBERS = 9000  # per report; the service accepts 10,000
ENDINGS = ("succeeded", "failed", "cancelled", "expired")
SYNONYMS = {  # other words that the service reads as an ending
    "completed": "succeeded", "complete": "succeeded", "finished": "succeeded", "success": "succeeded",
    "successful": "succeeded", "error": "failed", "canceled": "cancelled",
}  # fmt: skip


class Item:
    """A report on its way. Its id stays; its body may grow until it is tried for the first time."""

    def __init__(
        self, url: str, report: Mapping[str, Any], *, id: str = "", body: str = "", accepted: bool = False
    ) -> None:
        self.url, self.report = url, dict(report)
        self.id = id or f"rep_{os.urandom(16).hex()}"
        self.body = body or to_json(report)
        self.accepted = accepted
        self.tried = bool(body)
        self.ending = report.get("status") in ENDINGS
        self.lifecycle = self.ending or report.get("sequence") == 1 or report.get("status") != "running"
        self.numbers = sum(len(row) for row in report.get("metrics") or ())
        self.tries = 0
        self.due = 0.0  # monotonic; when it may be tried next

    @property
    def name(self) -> str:
        """Its file's name: sorted by attempt, then by sequence."""
        return f"{self.report.get('attempt') or 0:010d}-{self.report.get('sequence') or 0:014d}-{self.id[-8:]}.json"


def status_of(word: str) -> str:
    """A status as the service calls it: `Completed` is `succeeded`. A word that is no ending stays as it is."""
    word = word.strip().lower()
    return SYNONYMS.get(word, word)


# --- post: Signs and posts a report, and judges the answer ------------------------------------------------------------


TIMEOUT_S = 10.0  # of one answer
MAX_ANSWER_BYTES = 64 * 1024


def signature(key: bytes, report_id: str, timestamp_s: int, body: bytes) -> str:
    """The value of `webhook-signature`. Source: standard-webhooks/standard-webhooks, spec/standard-webhooks.md."""
    digest = hmac.new(key, f"{report_id}.{timestamp_s}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


class Outcome(enum.Enum):
    """The outcome of a POST."""

    ACCEPTED = "accepted"  # durable in the service's queue
    COMMITTED = "committed"  # in its database: nothing is left to do
    REFUSED = "refused"  # a repetition would be refused too
    LATER = "later"  # this report is tried again, others meanwhile
    AWAY = "away"  # no answer, or one that concerns every report: all wait


def judge(status: int, body: bytes, *, confirming: bool) -> Outcome:
    """What an HTTP answer means."""
    if 200 <= status < 300:
        return _confirmed(body) if confirming else Outcome.ACCEPTED
    if 300 <= status < 400:  # a login or maintenance page stands before the service
        return Outcome.AWAY
    if status in (401, 408, 425, 429, 502, 503, 504):  # 401: the user can correct a clock or a secret
        return Outcome.AWAY
    return Outcome.LATER if status >= 500 else Outcome.REFUSED


def _confirmed(body: bytes) -> Outcome:
    try:
        answer = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return Outcome.ACCEPTED
    if not isinstance(answer, dict):
        return Outcome.ACCEPTED
    # An older service does not answer this question: asking it again would only delay the command's end.
    done = answer.get("committed") is True or ("committed" not in answer and answer.get("status") == "duplicate")
    return Outcome.COMMITTED if done else Outcome.ACCEPTED


class Poster:
    """POSTs one report. Proxies come from the environment; a redirect is not followed."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._open: Callable[..., Any] | None = None

    def __call__(self, item: Item, *, confirming: bool) -> tuple[Outcome, str, float]:
        """(outcome, what the answer was in words, how many seconds the service asks us to wait)."""
        body, now = item.body.encode(), int(time.time())
        headers = {
            "content-type": "application/json",
            "user-agent": "tunewatch-reporter/1",
            "webhook-id": item.id,
            "webhook-timestamp": str(now),
            "webhook-signature": signature(self._key, item.id, now, body),
        }
        try:
            status, answer, retry_after = self._post(item.url + ("?confirm=1" if confirming else ""), body, headers)
        except Exception as error:  # noqa: BLE001  # http.client and urllib raise more than they document
            return Outcome.AWAY, f"no answer ({type(error).__name__}: {str(error)[:100]})", 0.0
        outcome = judge(status, answer, confirming=confirming)
        words = f"HTTP {status} {answer[:200].decode('utf-8', 'replace')}".strip()
        return outcome, words, float(retry_after) if re.fullmatch(r"[0-9]{1,4}", retry_after) else 0.0

    def _post(self, url: str, data: bytes, headers: Mapping[str, str]) -> tuple[int, bytes, str]:
        import urllib.error  # here: without a service to report to neither HTTP nor TLS is needed
        import urllib.request

        if self._open is None:

            class Stay(urllib.request.HTTPRedirectHandler):
                def redirect_request(self, *_args: Any, **_options: Any) -> None:
                    return None

            self._open = urllib.request.build_opener(Stay).open
        request = urllib.request.Request(url, data=data, headers=dict(headers), method="POST")  # noqa: S310  # checked
        try:
            answer = self._open(request, timeout=TIMEOUT_S)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.code, _body(answer), answer.headers.get("retry-after") or ""


def _body(answer: Any) -> bytes:
    """What the answer holds, as far as it came in time."""
    body, deadline = answer.read1(MAX_ANSWER_BYTES), time.monotonic() + TIMEOUT_S
    while len(body) < MAX_ANSWER_BYTES and time.monotonic() < deadline:
        more = answer.read1(MAX_ANSWER_BYTES)
        if not more:
            break
        body += more
    return bytes(body)


# --- spool: Reports that wait on disk ---------------------------------------------------------------------------------


MAX_SPOOLED_BYTES = 4 * 1024 * 1024  # of a file that is read back
EPOCH_2025 = 1735689600  # attempts by the clock count from here, so that they fit 32 bits until 2093


class Spool:
    """Waiting reports on disk, one file each. If the disk cannot be written, they wait in memory, without an error."""

    def __init__(self, folder: str | None, *, lasts: bool = False) -> None:
        self.folder, self.lasts = folder, lasts
        self.trouble = "" if folder else "no folder can be written"

    def next_attempt(self, *, begins: bool = True) -> int:
        """The number after the folder's last attempt; with `begins=False` the last attempt itself while it runs.

        In a folder that does not last it is the seconds since 2025, so that a second run outranks the first there too.
        """
        last, ended = self._last_attempt()
        if self.lasts:
            attempt = last if last and not begins and not ended else last + 1
            self.note_attempt(attempt, ended=False)
            if not self.trouble:
                return attempt
        attempt = max(last + 1, int(time.time()) - EPOCH_2025)
        self.note_attempt(attempt, ended=False)
        return attempt

    def note_attempt(self, attempt: int, *, ended: bool) -> None:
        """The folder remembers the attempt as its last."""
        self._write("attempt", to_json({"attempt": attempt, "ended": ended}))

    def _last_attempt(self) -> tuple[int, bool]:
        try:
            with open(self._path("attempt"), encoding="utf-8") as file:
                kept = json.loads(file.read(1000))
            return int(kept["attempt"]), bool(kept["ended"])
        except (OSError, ValueError, TypeError, KeyError, Unusable):
            return 0, True

    def load(self) -> list[Item]:
        """The reports that an earlier run could not deliver, oldest first."""
        return [item for item in map(self._load, self.names()) if item is not None]

    def names(self) -> list[str]:
        """The files of waiting reports."""
        try:
            return sorted(
                name for name in os.listdir(self._path("")) if re.fullmatch(r"\d{10,}-\d{14,}-.*\.json", name)
            )
        except (OSError, Unusable):
            return []

    def _load(self, name: str) -> Item | None:
        try:
            with open(self._path(name), encoding="utf-8") as file:
                kept = json.loads(file.read(MAX_SPOOLED_BYTES))
            report = json.loads(kept["body"])
            return Item(kept["url"], report, id=kept["id"], body=kept["body"], accepted=kept["accepted"] is True)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None  # a file that is not ours, or was being written when the machine failed

    def put(self, item: Item) -> None:
        """The report is on disk, if the disk can be written."""
        kept = {"id": item.id, "url": item.url, "accepted": item.accepted, "body": item.body}
        self._write(item.name, to_json(kept), safe=item.lifecycle)

    def remove(self, item: Item) -> None:
        """The report is not on disk."""
        with contextlib.suppress(OSError, Unusable):
            os.unlink(self._path(item.name))

    def _path(self, name: str) -> str:
        if self.folder is None:
            raise Unusable("no folder can be written")
        return os.path.join(self.folder, name)

    def _write(self, name: str, text: str, *, safe: bool = False) -> None:
        try:
            path = self._path(name)
            beside = f"{path}.{os.getpid()}.tmp"
            try:
                with open(beside, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    if safe:
                        os.fsync(file.fileno())
                os.replace(beside, path)
            except OSError:
                with contextlib.suppress(OSError):
                    os.unlink(beside)
                raise
            self.trouble = ""
        except (OSError, Unusable) as error:
            self.trouble = str(error)


def spool_base(given: str | None) -> tuple[str | None, bool]:
    """(the folder of all jobs' folders, or None if none can be written; does it outlast this container?)."""
    chosen = given or os.environ.get("TUNEWATCH_SPOOL")
    if chosen:
        return os.path.abspath(os.path.expanduser(chosen)), True
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    home = os.path.join(cache, "tunewatch")
    if _private(home):
        in_container = (
            any(map(os.path.exists, ("/.dockerenv", "/run/.containerenv"))) or "KUBERNETES_SERVICE_HOST" in os.environ
        )
        return home, not in_container
    import tempfile

    beside = os.path.join(tempfile.gettempdir(), f"tunewatch-{os.getuid() if hasattr(os, 'getuid') else 0}")
    return (beside, False) if _private(beside) else (None, False)


def _private(folder: str) -> bool:
    """Makes the folder if it is missing; true when it is ours and can be written."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        ours = not hasattr(os, "getuid") or os.lstat(folder).st_uid == os.getuid()  # /tmp is open to other users
        return ours and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        return False


def spool_of(base: str | None, lasts: bool, url: str, job: str) -> Spool:
    """The job's own spool below `base`."""
    if base is None:
        return Spool(None)
    folder = os.path.join(base, hashlib.sha256(f"{url}\n{job}".encode("utf-8", "replace")).hexdigest()[:16])
    return Spool(folder, lasts=lasts) if _private(folder) else Spool(None)


# --- courier: The thread that stores and posts reports ----------------------------------------------------------------


STORE_S = 5.0  # how long the end waits for the disk at most
LONGEST_WAIT_S = 60.0  # between two tries
CONFIRM_FIRST_S = 0.2  # the service commits in tens of milliseconds
MAX_PROGRESS = 20  # progress reports that wait; lifecycle reports have no limit


class Courier:
    """The one thread that stores and posts. The reports of `source` are sent in order, each until it is accepted.

    `source` is called about once a second, and once after `close`.
    """

    def __init__(
        self,
        post: Callable[..., tuple[Outcome, str, float]],
        open_spool: Callable[[], Spool],
        source: Callable[[Spool], Iterable[Item]],
    ) -> None:
        self._post, self._open_spool, self._source = post, open_spool, source
        self._wake = threading.Event()
        self._waiting: list[Item] = []
        self._closing = False
        self._taking = threading.Lock()
        self._away_until = 0.0
        self._failures = 0
        self.spool = Spool(None)
        self.left = 0  # reports not delivered
        self.refused = 0
        self.notes: list[str] = []  # for the user, once each, when the training is over
        self.last_words = ""  # about the last answer
        self.done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tunewatch-reporter", daemon=True)

    def start(self) -> None:
        """The thread runs."""
        self._thread.start()

    def close(self) -> None:
        """What `source` gives next is the last; `done` is set when all is delivered."""
        self._closing = True
        self._wake.set()

    def store(self) -> None:
        """What `source` still has is in the spool, for a caller that waits no longer for the thread."""
        if self._taking.acquire(timeout=STORE_S):
            try:
                self._take(self._source(self.spool))
                self.left = len(self._waiting)
            finally:
                self._taking.release()

    def note(self, text: str) -> None:
        """The user will read the text, once."""
        if text not in self.notes and len(self.notes) < 10:
            self.notes.append(text)

    def _run(self) -> None:
        try:
            with self._taking:
                self.spool = self._open_spool()
                self._waiting = self.spool.load()
        except Exception as error:  # noqa: BLE001  # without what an earlier run left, this one still counts
            self.note(f"an error in the reporter: {type(error).__name__}: {error}")
        while True:
            try:
                if self._turn():
                    break
            except Exception as error:  # noqa: BLE001  # an error of ours must not cost the report of the ending
                self.note(f"an error in the reporter: {type(error).__name__}: {error}")
                time.sleep(1.0)
        self.done.set()

    def _turn(self) -> bool:
        """Tries one report, or waits a moment. True when all is delivered."""
        self._wake.clear()
        closing = self._closing  # read first: what was reported before `close` is then in what `source` gives
        with self._taking:
            self._take(self._source(self.spool))
        item = self._next()
        if item is not None:
            self._try(item)
        self.left = len(self._waiting)
        if item is None:
            if closing and not self._waiting:
                return True
            self._wake.wait(self._pause())
        return False

    def _pause(self) -> float:
        now = time.monotonic()
        dues = [max(item.due, 0.0 if item.accepted else self._away_until) for item in self._waiting]
        return max(0.01, min([1.0, *(due - now for due in dues)]))

    def _take(self, items: Iterable[Item]) -> None:
        for item in items:
            last = self._waiting[-1] if self._waiting else None
            if last is not None and not item.lifecycle and _may_merge(last, item):
                self._forget(last)
                item = Item(item.url, {**item.report, "metrics": _merged(last.report, item.report)})
            self._waiting.append(item)
            self.spool.put(item)
        progress = [item for item in self._waiting if not item.lifecycle]
        for item in progress[: max(0, len(progress) - MAX_PROGRESS)]:
            self._forget(item)

    def _forget(self, item: Item) -> None:
        self._waiting.remove(item)
        self.spool.remove(item)

    def _next(self) -> Item | None:
        now = time.monotonic()
        due = (item for item in self._waiting if item.due <= now and (item.accepted or now >= self._away_until))
        return next(due, None)

    def _try(self, item: Item) -> None:
        item.tried = True
        item.tries += 1
        outcome, words, asked_s = self._post(item, confirming=item.accepted)
        self.last_words = words
        if outcome is Outcome.COMMITTED or (outcome is Outcome.ACCEPTED and not item.ending):
            self._failures = 0
            self._forget(item)
        elif outcome is Outcome.ACCEPTED:
            self._failures = 0
            first = not item.accepted
            item.tries = 0 if first else item.tries
            item.due = time.monotonic() + (CONFIRM_FIRST_S if first else _wait_s(item.tries))
            if first:
                item.accepted = True
                self.spool.put(item)
        elif outcome is Outcome.REFUSED:
            self.note(f"a report was refused and is not repeated: {words}")
            self.refused += 1
            self._forget(item)
        elif outcome is Outcome.LATER or item.accepted:
            item.due = time.monotonic() + max(asked_s, _wait_s(item.tries))
        else:
            self._failures += 1
            self._away_until = time.monotonic() + max(min(asked_s, LONGEST_WAIT_S), _wait_s(self._failures))


def _wait_s(tries: int) -> float:
    """1, 2, 4 … 60 s."""
    return min(LONGEST_WAIT_S, 2.0 ** (min(tries, 10) - 1))


def _may_merge(last: Item, item: Item) -> bool:
    return (
        not (last.tried or last.lifecycle)
        and last.url == item.url
        and last.report.get("attempt") == item.report.get("attempt")
        and last.numbers + item.numbers <= MAX_NUMBERS
    )


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Any]:
    return [*(old.get("metrics") or ()), *(new.get("metrics") or ())]


# --- log_lines: The numbers in a line of a trainer's log --------------------------------------------------------------


MAX_LOG_LINE_BYTES = 8192  # a line of numbers is shorter
MAX_LINES = 2000  # log lines read per second and source
MAX_NAMES = 100  # numbers in a row
STEP_NAMES = ("step", "global_step", "current_steps", "global_steps")
TOTAL_NAMES = ("total_steps", "max_steps")
RENAMED = {"loss": "train_loss", "lr": "learning_rate"}
NO_METRICS = {
    "percentage", "elapsed_time", "remaining_time", "total_flos", "train_runtime", "train_samples_per_second",
    "train_steps_per_second", "eval_runtime", "eval_samples_per_second", "eval_steps_per_second", "timestamp", "time",
}  # fmt: skip
_NOT_FINITE = re.compile(r"(?<=: )-?(?:nan|inf)(?=[,}])")
_TORCHTUNE = re.compile(r"Step (\d{1,12}) \| (.*)")
_TORCHTUNE_PAIR = re.compile(r"([\w/.-]{1,100}):(?:tensor\()?(-?(?:[0-9][0-9.e+-]{0,30}|nan|inf))")


class Row:
    """The numbers of a log line at their step (None: unknown), and how many steps there will be."""

    def __init__(self, step: int | None, total: int | None, numbers: dict[str, float | None]) -> None:
        self.step, self.total, self.numbers = step, total, numbers


def row_of(entry: Mapping[str, Any]) -> Row:
    """The Row of a trainer's log object. `loss` and `lr` get their full names; NaN becomes None."""
    step = next((whole(entry[name]) for name in STEP_NAMES if name in entry), None)
    total = next((whole(entry[name]) for name in TOTAL_NAMES if name in entry), None)
    left_out = {*STEP_NAMES, *TOTAL_NAMES, *NO_METRICS}
    if "train_runtime" in entry:
        left_out.add("train_loss")  # transformers' summary: the mean of the run, not a point of the curve
    numbers = {
        RENAMED.get(name, name)[:200]: number(value)
        for name, value in list(entry.items())[:MAX_NAMES]
        if isinstance(name, str) and name not in left_out and is_number(value)
    }
    return Row(step, total, numbers)


def read_line(line: str) -> dict[str, Any] | None:
    """The object of a log line: JSON, Python's `{'loss': 0.5}`, or torchtune's `Step 3 | loss:0.5`; else None."""
    line = line.strip()
    if not line or len(line) > MAX_LOG_LINE_BYTES:
        return None
    match = _TORCHTUNE.match(line)
    if match:
        return {**dict(_TORCHTUNE_PAIR.findall(match.group(2))), "step": match.group(1)}
    start, end = line.find("{"), line.rfind("}")
    return _object(line[start : end + 1]) if 0 <= start < end else None


def _object(text: str) -> dict[str, Any] | None:
    """The dict in `{…}` of JSON or Python; else None."""
    ways: list[tuple[Callable[[str], Any], str]] = [(json.loads, text), (_literal, text)]
    if not text.startswith('{"'):
        ways.insert(0, (json.loads, _as_json(text)))
    for parse, source in ways:
        try:
            entry = parse(source)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
        if isinstance(entry, dict):
            return entry
    return None


def _literal(text: str) -> Any:
    import ast  # here: half a megabyte, and most trainers' lines are JSON but for their quotes

    return ast.literal_eval(text)


def _as_json(text: str) -> str:
    """A dict of names and numbers as JSON: `nan` is no literal to ast, and json is ten times as fast."""
    return _NOT_FINITE.sub("NaN", text).replace("'", '"').replace("None", "null")


def is_training_line(entry: Mapping[str, Any]) -> bool:
    """Does an object in a command's output hold a loss? Without one it may mean anything."""
    return any(
        isinstance(name, str) and "loss" in name and (is_number(entry[name]) or entry[name] is None) for name in entry
    )


# --- log_file: The lines that are added to a log file -----------------------------------------------------------------


class LogFile:
    """The lines that are added to a file, which may not exist yet, may be replaced and may be cut."""

    def __init__(self, path: str, *, from_end: bool = True) -> None:
        self.path = path
        self._carry = b""
        self._at, self._file_id = 0, 0
        if from_end:  # what an earlier run wrote belongs to that run
            with contextlib.suppress(OSError):
                state = os.stat(path)
                self._at, self._file_id = state.st_size, state.st_ino

    def lines(self) -> list[str]:
        """The newest whole lines since the last call, at most MAX_LINES."""
        try:
            with open(self.path, "rb") as file:
                state = os.fstat(file.fileno())
                if state.st_ino != self._file_id or state.st_size < self._at:
                    self._at, self._carry, self._file_id = 0, b"", state.st_ino
                limit = MAX_LINES * 1024
                if state.st_size - self._at > limit:
                    self._at, self._carry = state.st_size - limit, b""
                file.seek(self._at)
                new = file.read(limit)
        except OSError:
            return []
        self._at += len(new)
        *whole_lines, carry = (self._carry + new).split(b"\n")
        self._carry = carry[:MAX_LOG_LINE_BYTES]
        return [line.decode("utf-8", "replace") for line in whole_lines[-MAX_LINES:] if len(line) <= MAX_LOG_LINE_BYTES]


# --- rows: Numbers that wait to be reported ---------------------------------------------------------------------------


MAX_ROWS = 5000  # rows that wait in memory
OUTPUT, FILE, PROGRAM = 0, 1, 2  # sources of numbers; a later one knows the step better


class Rows:
    """Numbers that wait to be reported. Only the best source so far counts, since all describe the same training."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: list[collections.deque[dict[str, Any]]] = [collections.deque(maxlen=MAX_ROWS) for _ in range(3)]
        self._best = OUTPUT
        self._count = [0, 0, 0]
        self.step: int | None = None
        self.total: int | None = None

    def add(self, source: int, row: Row) -> None:
        """The row waits. Without a step it belongs to the next one; if it only evaluates, to the last."""
        with self._lock:
            if source < self._best or not (row.numbers or row.step is not None or row.total is not None):
                return
            if source > self._best:
                self._best, self.step = source, None
            step = row.step
            if step is None:
                evaluates = bool(row.numbers) and all(name.startswith(("eval_", "epoch")) for name in row.numbers)
                step = self._count[source] if evaluates or not row.numbers else self._count[source] + 1
            self._count[source] = step
            self.step = step if row.numbers or row.step is not None else self.step
            self.total = row.total or self.total
            if row.numbers:
                self._rows[source].append({"step": step, **row.numbers})

    def take(self) -> list[dict[str, Any]]:
        """The oldest rows, as many as a report may hold; they wait no longer."""
        with self._lock:
            waiting, taken, left = self._rows[self._best], [], MAX_NUMBERS
            while waiting and len(waiting[0]) <= left:
                left -= len(waiting[0])
                taken.append(waiting.popleft())
            return taken

    def __len__(self) -> int:
        return len(self._rows[self._best])


# --- facts: What options and a trainer's config say about a job -------------------------------------------------------


MAX_CONFIG_BYTES = 1024 * 1024
TRAINERS = {"axolotl", "llamafactory-cli", "lmf", "trl", "tune"}


def facts_of(options: argparse.Namespace, command: Sequence[str]) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    """(facts, data sets by name, what could not be read). Options win over a trainer's config."""
    config = trainer_config(command)
    hyperparameters, troubles = config.pop("hyperparameters", {}), []
    if options.hyperparameters:
        try:
            hyperparameters = {**hyperparameters, **_json_object(options.hyperparameters)}
        except (OSError, ValueError) as error:
            troubles.append(f"{options.hyperparameters} cannot be read as an object of hyperparameters: {error}")
    hyperparameters = {**hyperparameters, **dict(parse_pair(pair) for pair in options.pairs)}
    datasets = dict(map(_dataset, options.dataset))
    output_dir = options.output_dir or config.pop("output_dir", None)
    given = {
        "base_model": options.base_model,
        "tuned_model": options.tuned_model,
        "model_name": options.model_name,
        "method": options.method,
        "hyperparameters": hyperparameters or None,
        "metadata": dict(parse_pair(pair) for pair in options.metadata) or None,
        "training_file": next(iter(datasets), None),
        "artifact_uri": artifact_uri(options.artifact, options.hub_id, output_dir),
        "url": options.link,
        "seed": options.seed,
        "output_dir": output_dir,
    }
    return {**config, **without_none(given)}, datasets, troubles


def _dataset(text: str) -> tuple[str, str]:
    """(name, path) of `name=path` or of a path alone."""
    if "=" in text and not os.path.exists(text):
        name, _, path = text.partition("=")
        return name, path
    return os.path.basename(text), text


def artifact_uri(given: str | None, hub_id: str | None, output_dir: str | None) -> str | None:
    """Where the weights will be: as given, on the hub, or in a folder of this machine."""
    if given:
        return given
    if hub_id:
        return f"hf://{hub_id}"
    return file_uri(output_dir) if output_dir else None


def file_uri(path: str) -> str:
    """`file://host/path`: the path on this machine."""
    return f"file://{socket.gethostname()}{os.path.abspath(path)}"


def trainer_config(command: Sequence[str]) -> dict[str, Any]:
    """The facts in a known trainer's JSON config, the last word of its command. The standard library reads no YAML."""
    if not command or os.path.basename(command[0]) not in TRAINERS or not command[-1].endswith(".json"):
        return {}
    try:
        config = _json_object(command[-1])
    except (OSError, ValueError):
        return {}
    scalars = {
        name: value
        for name, value in config.items()
        if isinstance(value, (str, int, float)) and not SECRET_NAME.search(name) and len(str(value)) <= 200
    }
    facts = {
        "base_model": scalars.get("base_model") or scalars.get("model_name_or_path"),
        "method": scalars.get("finetuning_type") or scalars.get("adapter"),
        "output_dir": scalars.get("output_dir"),
        "hyperparameters": dict(list(scalars.items())[:MAX_NAMES]),
    }
    return {name: value for name, value in facts.items() if value}


def _json_object(path: str) -> dict[str, Any]:
    """The object in a JSON file. Raises OSError or ValueError."""
    with open(path, encoding="utf-8") as file:
        value = json.loads(file.read(MAX_CONFIG_BYTES))
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def parse_pair(text: str) -> tuple[str, Any]:
    """(name, value) of `name=value`; the value is read as JSON where it is JSON."""
    name, _, value = text.partition("=")
    try:
        return name, plain(json.loads(value))
    except (ValueError, RecursionError):
        return name, value


# --- job: A job as its program or its command reports it --------------------------------------------------------------


HEARTBEAT_S = 30  # a report is sent at least this often
BATCH_S = 5.0  # numbers are sent at most this often
MAX_ROWS_OF_ENDING = 200  # the ending itself is small
MAX_CHECKPOINTS = 50


class Job:
    """One run of a job: `with Job("my-run", base_model="…") as job: job.log(step=1, loss=0.5)`. It never raises.

    Facts are fields of the report: base_model, tuned_model, model_name, method, hyperparameters, metadata, seed, …
    The block's end is the job's: well, or with an exception, which goes on. Below a `reporter.py run` of the same job,
    and in every process of a distributed training but the first, it adds numbers at most: the ending is not its own.
    """

    def __init__(
        self, name: str | None = None, *, settings: Settings | None = None, attempt: int = 0, **facts: Any
    ) -> None:
        options = {word: facts.pop(word, None) for word in ("url", "account", "secret", "spool", "linger")}
        self.settings = settings or Settings(**options)
        around = os.environ.get("TUNEWATCH_JOB", "")
        self.name = str(name or around)
        self.facts: dict[str, Any] = facts
        self._inner_facts: dict[str, Any] = {}  # facts of a Job inside the command; ours win over them
        self.rows = Rows()
        self.log_file: LogFile | None = None  # of the trainer
        self.own_file: LogFile | None = None  # what a Job inside the command writes
        self.trouble = ""  # why nothing is reported
        self.attempt, self._sequence = whole(attempt) or 0, 0
        self._lock = threading.Lock()
        self._checkpoints: collections.deque[dict[str, Any]] = collections.deque(maxlen=MAX_CHECKPOINTS)
        self._reading = threading.Lock()
        self._changed = False
        self._reported_at = 0.0  # monotonic
        self._started_at: float | None = None
        self._ending: dict[str, Any] = {}  # status and what else is known only then; set once
        self._ending_reported = False
        self._pid = os.getpid()
        self._own_masks, self.masks = secrets_to_mask(self.settings.secret)
        self._inner = os.environ.get("TUNEWATCH_JOB_LOG", "") if settings is None and self.name == around else ""
        self._endpoint: Endpoint | None = None
        self.courier: Courier | None = None
        if settings is None and os.environ.get("RANK", "0") not in ("0", ""):
            self.trouble, self._inner = "only the first process reports", ""
        elif not self._inner:
            self._connect()
            if self.trouble and self.settings.url and settings is None:  # a program without a URL wants no reports
                warn(f"nothing is reported: {self.trouble}")

    def _connect(self) -> None:
        try:
            self._endpoint = self.settings.endpoint(self.name)
        except Exception as error:  # noqa: BLE001  # Unusable, and whatever a name that is no text may raise
            self.trouble = str(error)
        else:
            self.courier = Courier(Poster(self._endpoint.key), self._open_spool, self._reports)

    def _open_spool(self) -> Spool:
        assert self._endpoint is not None
        return spool_of(*spool_base(self.settings.spool), self._endpoint.url, self.name)

    # what the training calls

    def start(self, **facts: Any) -> None:
        """The job is running."""
        with quiet(), self._lock:
            if self._started_at is not None or self._ending:
                return
            self._started_at = time.time()
            self.facts.update(facts)
            if self._inner:
                self._write_to_wrapper({"facts": self.facts})
            if self.courier is not None:
                self.courier.start()

    def log(self, step: int | None = None, total_steps: int | None = None, **numbers: Any) -> None:
        """The numbers of a step, of the next if none is given; `loss` means train_loss."""
        self.log_object({"step": step, "total_steps": total_steps, **numbers})

    def log_object(self, entry: Mapping[str, Any]) -> None:
        """The same, for names that are no identifiers."""
        with quiet():
            row = row_of(entry)
            if self._inner:
                self._write_to_wrapper({"step": row.step, "total_steps": row.total, **row.numbers})
            elif os.getpid() == self._pid:  # a data loader's process has no thread that sends
                self.rows.add(PROGRAM, row)

    def checkpoint(self, id: str, step: int | None = None, model: str | None = None) -> None:
        """A checkpoint was saved, at `model`."""
        with quiet():
            entry = {"id": str(id)[:200], "step": step, "model": model}
            if self._inner:
                self._write_to_wrapper({"checkpoint": entry})
            else:
                self._checkpoints.append(entry)
                self._changed = True

    def update(self, **facts: Any) -> None:
        """The facts are known about the job."""
        with quiet(), self._lock:
            self.facts.update(facts)
            self._changed = True
            if self._inner:
                self._write_to_wrapper({"facts": facts})

    def finish(self, status: str = "succeeded", *, code: str = "", message: str = "", **facts: Any) -> None:
        """The job has ended, once. `wait` then waits until the service knows."""
        with quiet():
            with self._lock:
                if self._ending or self.courier is None:
                    return
                error = {"code": code, "message": masked(message, self.masks)[:2000]} if code or message else None
                self._ending = {
                    **facts,
                    "status": status_of(status),
                    "finished_at": round(time.time(), 3),
                    "error": error,
                }
            if self._started_at is None:
                self.courier.start()
            self.courier.close()

    def wait(self, hurry: Callable[[], bool] = lambda: False, say: Callable[[str], None] = lambda text: None) -> bool:
        """True when all is delivered, False after `linger` seconds or in a hurry. Gives `say` what went wrong."""
        if self.courier is None:
            return False
        done = self._wait(self.courier, hurry, say)
        for note in self.courier.notes:
            say(note)
        return done

    def _wait(self, courier: Courier, hurry: Callable[[], bool], say: Callable[[str], None]) -> bool:
        began, announced = time.monotonic(), False
        while not courier.done.wait(0.2):
            waited_s = time.monotonic() - began
            if waited_s >= self.settings.linger or hurry():
                with quiet():
                    courier.store()
                self._say_left(courier, say)
                return False
            if waited_s > 5 and not announced:
                announced = True
                say(
                    f"waiting up to {self.settings.linger:g} s for the service to take the ending (Ctrl-C: do not wait)"
                )
        return True

    def _say_left(self, courier: Courier, say: Callable[[str], None]) -> None:
        why = courier.last_words or "no answer yet"
        words = f"{max(1, courier.left)} report(s) could not be delivered ({why})"
        what = f"kept in {courier.spool.folder}; the next run sends them, or: reporter.py flush"
        if courier.spool.trouble:
            what = f"they are lost, because nothing could be written ({courier.spool.trouble})"
        elif not self._ending_reported:
            what = "the ending is lost, because it could not be written"
        say(f"{words}; {what}")

    def __enter__(self) -> Job:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with quiet():
            self.finish(**_ending_of(error, trace))
            self.wait(say=warn)

    # what the thread sends

    def read_files(self) -> None:
        """Takes in what the trainer and the program inside the command have written meanwhile."""
        with self._reading:
            for line in self.log_file.lines() if self.log_file else ():
                entry = read_line(line)
                if entry is not None:
                    self.rows.add(FILE, row_of(entry))
            for line in self.own_file.lines() if self.own_file else ():
                self._take_in(read_line(line) or {})

    def _take_in(self, entry: Mapping[str, Any]) -> None:
        if isinstance(entry.get("facts"), dict):
            self._inner_facts.update(entry["facts"])
            self._changed = True
        elif isinstance(entry.get("checkpoint"), dict):
            self._checkpoints.append(entry["checkpoint"])
            self._changed = True
        else:
            numbers = {name: number(value) for name, value in entry.items() if name not in ("step", "total_steps")}
            self.rows.add(PROGRAM, Row(whole(entry.get("step")), whole(entry.get("total_steps")), numbers))

    def _reports(self, spool: Spool) -> Iterable[Item]:
        """The reports that are due. One thread calls it at a time: the courier's, or that of `Courier.store`."""
        items: list[Item] = []
        if self._sequence == 0:
            if self.attempt:
                spool.note_attempt(self.attempt, ended=False)
            self.attempt = self.attempt or spool.next_attempt()
            items.append(self._item())
        if self._ending_reported:
            return items
        ending = self._ending  # before the files are read: what was written before the end is then in them
        self.read_files()
        if not ending:
            news = len(self.rows) > 0 or self._changed
            if time.monotonic() - self._reported_at >= (BATCH_S if news else HEARTBEAT_S - 1):
                items.append(self._item(self.rows.take()))
            return items
        while len(self.rows) > MAX_ROWS_OF_ENDING:
            items.append(self._item(self.rows.take()))
        items.append(self._item(self.rows.take(), **ending))
        self._ending_reported = True
        spool.note_attempt(self.attempt, ended=True)
        return items

    def _item(self, rows: Sequence[Mapping[str, Any]] = (), **more: Any) -> Item:
        assert self._endpoint is not None
        self._sequence += 1
        with self._lock:
            facts = {**self._inner_facts, **self.facts}
        self._reported_at, self._changed = time.monotonic(), False
        report = {
            "version": VERSION,
            "job": self.name,
            "status": "running",
            "attempt": self.attempt,
            "sequence": self._sequence,
            "occurred_at": round(time.time(), 3),
            "heartbeat_s": HEARTBEAT_S,
            "started_at": self._started_at and round(self._started_at, 3),
            "step": self.rows.step,
            "total_steps": self.rows.total,
            **facts,
            **more,
            "checkpoints": list(self._checkpoints) or None,
            "metrics": list(rows) or None,
        }
        for name in ("log_tail", "error"):
            report[name] = masked(report.get(name), self.masks)
        body = plain(without_none(report))
        return Item(self._endpoint.url, masked(body, self._own_masks))

    def _write_to_wrapper(self, entry: Mapping[str, Any]) -> None:
        line = to_json(entry) + "\n"
        file = os.open(self._inner, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(file, line.encode())
        finally:
            os.close(file)


def _ending_of(error: BaseException | None, trace: TracebackType | None) -> dict[str, Any]:
    """How a block ended, as arguments of `Job.finish`."""
    if error is None or (isinstance(error, SystemExit) and error.code in (None, 0)):
        return {"status": "succeeded"}
    if isinstance(error, KeyboardInterrupt):
        return {"status": "cancelled", "code": "KeyboardInterrupt", "message": "interrupted"}
    if isinstance(error, SystemExit):
        code = error.code if isinstance(error.code, int) else 1
        return {"status": "failed", "code": f"exit_{code}", "message": f"exit: {error.code}", "exit_code": code}
    where = ""
    while trace is not None:
        where = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}, line {trace.tb_lineno})"
        trace = trace.tb_next
    try:
        text = str(error)
    except Exception:  # noqa: BLE001  # an exception whose text raises
        text = ""
    return {"status": "failed", "code": type(error).__name__, "message": f"{type(error).__name__}: {text}{where}"}


# --- callback: The callback for trainers of transformers and TRL ------------------------------------------------------


def callback(job: Job) -> Any:
    """A transformers TrainerCallback that feeds `job`, from the first process only.

    The end of training is not the end of the job, since saving and pushing follow: the `with` block or the
    wrapper reports it.
    """
    base: Any = importlib.import_module("transformers").TrainerCallback

    class Reports(base):  # type: ignore[misc]  # transformers is not there when types are checked
        """Every method swallows every error: transformers would end the training with it."""

        def on_train_begin(self, args: Any, state: Any, control: Any, **_more: Any) -> None:
            with quiet():
                if state.is_world_process_zero:
                    job.log(step=state.global_step, total_steps=state.max_steps)
                    job.update(**_training_arguments(args, job.facts))

        def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_more: Any) -> None:
            with quiet():
                if state.is_world_process_zero and logs:
                    job.log_object({**logs, "step": state.global_step, "total_steps": state.max_steps})

        def on_evaluate(self, args: Any, state: Any, control: Any, metrics: Any = None, **_more: Any) -> None:
            with quiet():
                if state.is_world_process_zero and metrics:
                    job.log_object({**metrics, "step": state.global_step, "total_steps": state.max_steps})

        def on_save(self, args: Any, state: Any, control: Any, **_more: Any) -> None:
            with quiet():
                if state.is_world_process_zero:
                    name = f"checkpoint-{state.global_step}"
                    job.checkpoint(name, state.global_step, file_uri(os.path.join(args.output_dir, name)))

    return Reports()


def _training_arguments(args: Any, known: Mapping[str, Any]) -> dict[str, Any]:
    """Seed and hyperparameters of TrainingArguments, unless the job has its own."""
    names = (
        "learning_rate", "num_train_epochs", "max_steps", "per_device_train_batch_size", "gradient_accumulation_steps",
        "warmup_steps", "warmup_ratio", "weight_decay", "lr_scheduler_type", "optim", "bf16", "fp16",
    )  # fmt: skip
    facts: dict[str, Any] = {"seed": getattr(args, "seed", None)}
    if not known.get("hyperparameters"):
        values = {name: getattr(args, name, None) for name in names}
        facts["hyperparameters"] = {
            name: getattr(value, "value", value) for name, value in values.items() if value is not None
        }
    return {name: value for name, value in facts.items() if name not in known or not known[name]}


# --- tail: The last lines of a command's output -----------------------------------------------------------------------


TAIL_LINES, TAIL_BYTES, LINE_BYTES = 50, 16 * 1024, 4096


class Tail:
    """The last lines of a stream, whatever its size: long ones cut, a progress bar as its last state that is not blank.

    Secrets are masked before anything is cut, since a part of one would not be recognized.
    """

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        self._secrets = secrets
        self._margin = max((len(line.encode()) for secret in secrets for line in secret.splitlines()), default=0)
        self._kept_bytes = LINE_BYTES + self._margin  # of a line: a secret that begins in what is reported is whole
        self._lines: collections.deque[bytes] = collections.deque(maxlen=TAIL_LINES)
        self._line = b""  # since the last carriage return
        self._shown = b""  # before it; a bar is often wiped with blanks just before the end

    def feed(self, chunk: bytes) -> None:
        """Takes the stream's next bytes."""
        parts = chunk.rsplit(b"\n", TAIL_LINES + 1)
        if len(parts) > TAIL_LINES + 1:  # whole lines follow it, more than are kept
            parts = parts[1:]
            self._line = self._shown = b""
        self._extend(parts[0])
        for part in parts[1:]:
            self._lines.append(self._current())
            self._line = self._shown = b""
            self._extend(part)

    def _extend(self, part: bytes) -> None:
        *states, line = (self._line + part).split(b"\r")
        self._shown = next((state[: self._kept_bytes] for state in reversed(states) if state.strip()), self._shown)
        self._line = line[: self._kept_bytes]

    def _current(self) -> bytes:
        return self._line if self._line.strip() else self._shown

    def text(self) -> str:
        """At most TAIL_LINES lines and TAIL_BYTES of UTF-8, without colours."""
        lines = [*self._lines, *([self._current()] if self._current() else [])][-TAIL_LINES:]
        text = "\n".join(map(self._shortened, lines))
        raw = text.encode()
        return text if len(raw) <= TAIL_BYTES else raw[-TAIL_BYTES:].decode("utf-8", "ignore")

    def _shortened(self, line: bytes) -> str:
        text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line.decode("utf-8", "replace")).replace("\0", "\ufffd")
        text = str(masked(text, self._secrets))
        was_cut = len(line) >= self._kept_bytes  # and its end may be a part of a secret
        return text[: max(0, len(text) - self._margin)] if was_cut else text[:LINE_BYTES]


# --- copier: The process that copies a command's output and reads along -----------------------------------------------


CHUNK_BYTES = 64 * 1024
PIPE_BYTES = 1024 * 1024
STRAGGLERS_S = 2.0  # how long output is read after the command has ended


class Copier:
    """The work of the Pump's process: a thread copies each stream, and this one talks with the reporter."""

    def __init__(self, streams: Sequence[tuple[int, int]], channel: socket.socket, secrets: Sequence[str] = ()) -> None:
        self._streams, self._channel = streams, channel
        self._lines: collections.deque[str] = collections.deque(maxlen=MAX_LINES)
        self._tail = Tail(secrets)  # of the last stream: stderr
        self._busy: set[int] = set()  # targets whose stream had more to read, or is being written
        self._moved = {target: 0 for _, target in streams}  # bytes
        self._threads: list[threading.Thread] = []

    def run(self) -> None:
        """Returns when the last writer has ended."""
        self._handle_signals()
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)  # our copy must not keep the command's input open when the command has closed it
        for index, (source, target) in enumerate(self._streams):
            tail = self._tail if index == len(self._streams) - 1 else None
            thread = threading.Thread(target=self._copy, args=(source, target, tail))
            thread.start()
            self._threads.append(thread)
        unused = {1, 2} - {target for _, target in self._streams}
        for descriptor in unused:
            os.close(descriptor)
        self._talk()
        self._channel.close()
        for thread in self._threads:
            thread.join()

    def _handle_signals(self) -> None:
        """We outlive what stops the command, and follow the size of a terminal."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        terminals = [(source, target) for source, target in self._streams if os.isatty(target)]

        def resize(*_: object) -> None:
            for source, target in terminals:
                copy_size(target, source)

        if terminals:
            signal.signal(signal.SIGWINCH, resize)

    def _talk(self) -> None:
        """Until the command has ended and its output is through, or the reporter is gone."""
        while not select.select([self._channel], [], [], 1.0)[0]:
            self._show({})
        if not self._channel.recv(100):
            return
        deadline = time.monotonic() + STRAGGLERS_S
        enough = {target: moved + PIPE_BYTES + CHUNK_BYTES for target, moved in self._moved.items()}
        while any(thread.is_alive() for thread in self._threads):
            # What is left of the command waits in the pipe; more than a pipe holds comes from what it left running.
            if time.monotonic() > deadline and all(self._moved[target] > enough[target] for target in self._busy):
                break
            time.sleep(0.01)
        self._show({"tail": self._tail.text()})

    def _show(self, more: dict[str, Any]) -> None:
        lines = [self._lines.popleft() for _ in range(len(self._lines))]
        if lines or more:
            self._channel.settimeout(5.0)
            with contextlib.suppress(OSError):
                self._channel.sendall(to_json({"lines": lines, **more}).encode() + b"\n")

    def _copy(self, source: int, target: int, tail: Tail | None) -> None:
        watcher = Watcher(self._lines.append)
        while True:
            try:
                if not select.select([source], [], [], 0)[0]:
                    self._busy.discard(target)
                chunk = os.read(source, CHUNK_BYTES)
                self._busy.add(target)
                if not chunk:
                    break
                _write(target, chunk)
            except OSError:  # a pseudo-terminal without a writer, or an output without a reader
                break
            with contextlib.suppress(Exception):
                if tail is not None:
                    tail.feed(chunk)
                watcher.feed(chunk)
            self._moved[target] += len(chunk)
        self._busy.discard(target)
        os.close(source)  # the command notices that its output has no reader, as it would without us
        os.close(target)


class Watcher:
    """Picks from a stream the lines that may hold numbers."""

    def __init__(self, keep: Callable[[str], None]) -> None:
        self._keep = keep
        self._carry = b""

    def feed(self, chunk: bytes) -> None:
        """Takes the stream's next bytes; cheap where none of them is about a loss, since a gigabyte may pass."""
        data = self._carry + chunk
        end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
        self._carry = data[end:][:MAX_LOG_LINE_BYTES]
        if data.find(b"loss", 0, end) < 0:
            return
        for line in re.split(rb"[\r\n]", data[:end]):
            if b"loss" in line and len(line) <= MAX_LOG_LINE_BYTES and (b"{" in line or line.startswith(b"Step ")):
                self._keep(line.decode("utf-8", "replace"))


def copy_size(terminal: int, pseudo: int) -> None:
    import fcntl
    import termios

    with contextlib.suppress(OSError):
        fcntl.ioctl(pseudo, termios.TIOCSWINSZ, fcntl.ioctl(terminal, termios.TIOCGWINSZ, b"\0" * 8))


def _write(target: int, chunk: bytes) -> None:
    """All of it is written."""
    view = memoryview(chunk)
    while view:
        try:
            view = view[os.write(target, view) :]
        except BlockingIOError:
            select.select([], [target], [])


# --- pump: Puts the copier between a command and its output -----------------------------------------------------------


class Pump:
    """A process of its own that copies the command's output to where it would have gone, and sends us lines and tail.

    In our own process the command would die of a closed pipe if we were killed. It ends with the last writer, so
    output of what the command left running still arrives. Stdout and stderr that are one file stay one stream, so that
    their order stays; a terminal stays one (a pseudo-terminal that changes no byte).
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        """Raises OSError when there is nothing to copy to, or no process to be had."""
        joined = _same(1, 2)
        self._channel, theirs = socket.socketpair()
        streams = [(*_stream(target), target) for target in ((1,) if joined else (1, 2))]
        self.stdout, self.stderr = streams[0][1], streams[-1][1]
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            with contextlib.suppress(BaseException):
                self._channel.close()
                for _, inner, _ in streams:
                    os.close(inner)
                Copier([(source, target) for source, _, target in streams], theirs, secrets).run()
            os._exit(0)
        theirs.close()
        for source, _, _ in streams:
            os.close(source)
        self.tail = ""
        self.drained = threading.Event()

    def connect(self) -> None:
        """The command has its ends, so ours are closed: the last writer's end is the stream's."""
        for inner in {self.stdout, self.stderr}:
            os.close(inner)

    def listen(self, keep: Callable[[str], None]) -> None:
        """Every line that the copier shows goes to `keep`; returns when the copier is done."""
        with contextlib.suppress(Exception), self._channel.makefile("rb") as shown:
            for message in shown:
                try:
                    content = json.loads(message)
                except ValueError:
                    continue
                for line in content.get("lines", ()):
                    with contextlib.suppress(Exception):
                        keep(line)
                if "tail" in content:
                    self.tail = content["tail"]
                    break
        self.drained.set()
        self._channel.close()

    def close(self) -> None:
        """There will be no command."""
        self._channel.close()

    def end(self) -> None:
        """The command has ended: the copier sends what is left, and then `drained` is set."""
        with contextlib.suppress(OSError):
            self._channel.sendall(b"end\n")


def _same(descriptor: int, other: int) -> bool:
    """Are both descriptors of the same file? Raises OSError when a descriptor is closed."""
    first, second = os.fstat(descriptor), os.fstat(other)
    return (first.st_dev, first.st_ino, first.st_rdev) == (second.st_dev, second.st_ino, second.st_rdev)


def _stream(target: int) -> tuple[int, int]:
    """(our end, the command's end) of what stands in for `target`."""
    if os.isatty(target):
        import termios

        outer, inner = os.openpty()
        mode = termios.tcgetattr(target)
        mode[1] &= ~termios.OPOST  # the real terminal does that, once
        termios.tcsetattr(inner, termios.TCSANOW, mode)
        copy_size(target, outer)
        return outer, inner
    outer, inner = os.pipe()
    with contextlib.suppress(OSError, ImportError, AttributeError):
        import fcntl

        fcntl.fcntl(inner, 1031, PIPE_BYTES)  # F_SETPIPE_SZ has a name from Python 3.10 on
    return outer, inner


# --- signals: Signals that are passed on to a command -----------------------------------------------------------------


class Signals:
    """Passes signals on to the command, and remembers the last request to stop."""

    NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCONT")
    STOPS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")

    def __init__(self) -> None:
        self.stop: tuple[int, float] | None = None  # (signal, monotonic time) of the last request to stop
        self.ended = False
        self.hurry = False  # such a request came after the command's end
        self._early: list[int] = []
        self._child: subprocess.Popen[bytes] | None = None
        named = (getattr(signal, name) for name in self.NAMES)
        self._ours = [
            number for number in named if signal.getsignal(number) is not signal.SIG_IGN
        ]  # nohup's stay ignored
        self._patient = hasattr(signal, "sigtimedwait")  # not on macOS
        for signum in self._ours:
            signal.signal(signum, self._came)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # only to be waited for

    def _came(self, signum: int, _frame: FrameType | None) -> None:
        if self.ended:
            self.hurry = self.hurry or signal.Signals(signum).name in self.STOPS
        elif self._child is None:
            self._early.append(signum)
        else:
            self._pass_on(signum, from_terminal=_in_foreground() and signum in (signal.SIGINT, signal.SIGQUIT))

    def hold(self) -> None:
        """Signals are blocked until `wait` takes them. Threads start later, so that they inherit that."""
        if self._patient:
            signal.pthread_sigmask(signal.SIG_BLOCK, {*self._ours, signal.SIGCHLD})

    def wait(self, child: subprocess.Popen[bytes]) -> int:
        """Popen's return code, when the command has ended."""
        self._child = child
        for signum in self._early:
            self._pass_on(signum, from_terminal=False)
        if not self._patient:
            child.wait()
        while child.poll() is None:
            came = signal.sigtimedwait({*self._ours, signal.SIGCHLD}, 1.0)
            if came is not None and came.si_signo != signal.SIGCHLD:
                # What the kernel sends for a key goes to the whole foreground group: the command has it already.
                self._pass_on(came.si_signo, from_terminal=came.si_code > 0)
        self.ended = True
        if self._patient:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {*self._ours, signal.SIGCHLD})
        return child.returncode

    def _pass_on(self, signum: int, *, from_terminal: bool) -> None:
        if signal.Signals(signum).name in self.STOPS:
            self.stop = (signum, time.monotonic())
        if not from_terminal and self._child is not None:
            with contextlib.suppress(OSError):
                self._child.send_signal(signum)


def _in_foreground() -> bool:
    """Do keys of our terminal, such as Ctrl-C, send us signals?"""
    with contextlib.suppress(OSError):
        return os.tcgetpgrp(0) == os.getpgrp()
    return False


def signal_name(signum: int) -> str:
    """`SIGKILL` for 9."""
    try:
        return signal.Signals(signum).name
    except ValueError:
        return f"signal {signum}"


def exit_code_of(returncode: int) -> int:
    """The exit code as a shell gives it: 128 + n after a death by signal n."""
    return 128 - returncode if returncode < 0 else returncode


# --- hashes: SHA-256 of data sets -------------------------------------------------------------------------------------


MAX_HASHED_BYTES = 64 * 1024**3
HASH_PATIENCE_S = 5.0  # how long the ending waits for a data set's hash


class Hashes:
    """SHA-256 of data sets, worked out beside the training."""

    def __init__(self, job: Job, files: Mapping[str, str]) -> None:
        self._job, self._files = job, files
        self._thread = threading.Thread(target=self._work, name="tunewatch-hashes", daemon=True)

    def start(self) -> None:
        """The work begins."""
        if self._files:
            self._thread.start()

    def wait(self) -> None:
        """Waits a moment, so that a hash that is almost ready is in the ending."""
        if self._files and self._thread.ident is not None:
            self._thread.join(HASH_PATIENCE_S)

    def _work(self) -> None:
        hashes: dict[str, str] = {}
        for name, path in self._files.items():
            try:
                hashes[name] = f"sha256:{sha256(path)}"
            except (OSError, Unusable) as error:
                if self._job.courier is not None:
                    self._job.courier.note(f"data set {name} was not hashed: {error}")
                continue
            facts: dict[str, Any] = {"dataset_hashes": dict(hashes)}
            if len(self._files) == 1:
                facts["dataset_hash"] = hashes[name]
            self._job.update(**facts)


def sha256(path: str) -> str:
    """The file's hash in hex. Raises OSError, or Unusable when it is too large."""
    digest, left = hashlib.sha256(), MAX_HASHED_BYTES
    with open(path, "rb", buffering=0) as file:
        while left > 0:
            chunk = file.read(1024 * 1024)
            if not chunk:
                return digest.hexdigest()
            digest.update(chunk)
            left -= len(chunk)
    raise Unusable(f"larger than {MAX_HASHED_BYTES} bytes")


# --- command: Runs a command and reports it ---------------------------------------------------------------------------


STOP_WINDOW_S = 30.0  # trainers that stop on a signal often end with an exit code of their own


def run(job: Job, command: Sequence[str], *, reads_output: bool = True, hashes: Hashes | None = None) -> int:
    """The command's exit code, when it has ended and the service knows (or `linger` is over)."""
    signals, inner = Signals(), _inner_file()
    pump = _pump(job.masks) if reads_output else None
    try:
        child = _started(job, command, pump, inner)
    except (OSError, ValueError) as error:
        code = _not_started(job, command[0], error, signals, pump)
    else:
        code = _accompany(job, child, signals, pump, hashes)
    job.wait(lambda: signals.hurry, warn)
    if inner:
        with contextlib.suppress(OSError):
            os.unlink(inner)
    return code


def _pump(secrets: Sequence[str]) -> Pump | None:
    with contextlib.suppress(OSError, ImportError, ValueError, AttributeError):
        return Pump(secrets) if hasattr(os, "fork") else None
    return None


def _started(job: Job, command: Sequence[str], pump: Pump | None, inner: str) -> subprocess.Popen[bytes]:
    """The command's process. Raises OSError or ValueError."""
    env = dict(os.environ)
    if inner:
        env.update({"TUNEWATCH_JOB": job.name, "TUNEWATCH_JOB_LOG": inner})
        job.own_file = LogFile(inner, from_end=False)
    outputs = {"stdout": pump.stdout, "stderr": pump.stderr} if pump else {}
    try:
        return subprocess.Popen(list(command), env=env, close_fds=False, **outputs)  # type: ignore[call-overload, no-any-return]  # noqa: S603  # theirs
    finally:
        if pump:
            pump.connect()


def _not_started(job: Job, program: str, error: Exception, signals: Signals, pump: Pump | None) -> int:
    """The exit code of a command that could not be started, as a shell gives it; the job has failed."""
    if pump:
        pump.close()
    missing = isinstance(error, FileNotFoundError)
    words = f"{program}: {'command not found' if missing else getattr(error, 'strerror', None) or error}"
    warn(words)
    signals.ended = True
    code = 127 if missing else 126
    job.finish("failed", code=f"exit_{code}", message=words, exit_code=code)
    return code


def judge_end(
    returncode: int, *, stop: int | None, stopped_ago_s: float, unfinished: bool, tail: str
) -> dict[str, Any]:
    """How a command ended, as arguments of `Job.finish`.

    `stop`: the last signal that asked it to stop, `stopped_ago_s` before it ended. Cancelled is a command that ended by
    that signal, or soon after it in another way (trainers catch it), or well but with steps `unfinished`.
    """
    last_line = next((line.strip() for line in reversed(tail.splitlines()) if line.strip()), "")
    if returncode == 0 and (stop is None or not unfinished):
        return {"status": "succeeded", "exit_code": 0}
    by_stop = stop is not None and (
        returncode == 0 or exit_code_of(returncode) == 128 + stop or stopped_ago_s <= STOP_WINDOW_S
    )
    status = "cancelled" if by_stop else "failed"
    name = signal_name(-returncode) if returncode < 0 else None
    if name:
        words = f"killed by {name}" + (
            " (often the kernel, out of memory)" if name == "SIGKILL" and not by_stop else ""
        )
    else:
        words = f"exit code {returncode}"
    if stop is not None and by_stop:
        words += f", after {signal_name(stop)} was passed on"
    elif last_line:
        words += f": {last_line[:1000]}"
    code = f"signal_{name}" if name else f"exit_{returncode}"
    return {"status": status, "code": code, "message": words, "exit_code": exit_code_of(returncode), "signal": name}


def _accompany(
    job: Job, child: subprocess.Popen[bytes], signals: Signals, pump: Pump | None, hashes: Hashes | None
) -> int:
    """The exit code of the command, when it has ended and its ending is on the way to the service."""
    signals.hold()
    with quiet():
        job.start()
    with quiet():
        if hashes:
            hashes.start()
    if pump:
        threading.Thread(target=pump.listen, args=(_to_rows(job),), daemon=True).start()
    returncode = signals.wait(child)
    ended = time.monotonic()
    if pump:
        pump.end()
        while not pump.drained.wait(0.2) and not signals.hurry:
            pass
    with quiet():
        if hashes:
            hashes.wait()
        job.read_files()
        stop, at = signals.stop or (None, 0.0)
        unfinished = bool(job.rows.total and (job.rows.step or 0) < job.rows.total)
        tail = pump.tail if pump else ""
        how = judge_end(returncode, stop=stop, stopped_ago_s=ended - at, unfinished=unfinished, tail=tail)
        if how["status"] != "succeeded":
            job.update(artifact_uri=None)  # there may be no weights
        job.finish(**how, log_tail=tail or None)
    return exit_code_of(returncode)


def _to_rows(job: Job) -> Callable[[str], None]:
    def keep(line: str) -> None:
        entry = read_line(line)
        if entry is not None and is_training_line(entry):
            job.rows.add(OUTPUT, row_of(entry))

    return keep


def _inner_file() -> str:
    """An empty file of this machine that a Job inside the command writes to; "" when none can be made."""
    for folder in (os.environ.get("TMPDIR"), "/dev/shm", "/tmp"):  # noqa: S108  # exclusive, with a name that cannot be guessed
        if folder:
            path = os.path.join(folder, f"tunewatch-{os.urandom(8).hex()}.jsonl")
            with contextlib.suppress(OSError):
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                return path
    return ""


# --- options: The options of the actions run, report and flush --------------------------------------------------------


DESCRIPTION = """\
Runs a training command and tells Tunewatch about it: that it began, that it lives, its numbers, and how it ended.

  reporter.py run --job my-run --base-model Qwen/Qwen3-8B --output-dir out -- axolotl train config.yml
  reporter.py report --job my-run --status succeeded        one report, from a shell script
  reporter.py flush                                         sends what an earlier run could not

Where to and with what secret comes from the environment:
  TUNEWATCH_URL          https://host, or the whole https://host/webhooks/<account>
  TUNEWATCH_ACCOUNT      the account's name, unless it is in the URL
  TUNEWATCH_SECRET       whsec_... of the account, or whsj_... of this job
  TUNEWATCH_SECRET_FILE  a file that holds it, instead
  TUNEWATCH_SPOOL        where reports wait while the service is away (else ~/.cache/tunewatch)

The command's output, signals, exit code and speed stay what they are. Nothing is printed while it runs.
"""


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="reporter.py", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    where, what = _where_options(), _what_options()
    commands = top.add_subparsers(dest="action", metavar="run | report | flush")
    usage = "reporter.py run --job NAME [options] -- COMMAND …"
    _add_run_options(commands.add_parser("run", parents=[where, what], help="run a command", usage=usage))
    _add_report_options(commands.add_parser("report", parents=[where, what], help="send one report"))
    commands.add_parser("flush", parents=[where], help="send what waits in the spool")
    return top


def _where_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("where to")
    group.add_argument("--url", help="the service (TUNEWATCH_URL)")
    group.add_argument("--account", help="the account's name (TUNEWATCH_ACCOUNT)")
    group.add_argument("--secret-file", metavar="FILE", help="a file that holds the secret (TUNEWATCH_SECRET_FILE)")
    group.add_argument("--spool", metavar="DIR", help="where reports wait (TUNEWATCH_SPOOL)")
    group.add_argument("--linger", metavar="S", type=float, help="wait so long for the service at the end (300)")
    return options


def _what_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("what it is")
    group.add_argument("--job", default=os.environ.get("TUNEWATCH_JOB"), help="the job's name (TUNEWATCH_JOB)")
    group.add_argument(
        "--attempt", type=int, default=0, metavar="N", help="which run of the job this is (counted by itself)"
    )
    group.add_argument("--base-model", help="the model that is trained on")
    group.add_argument("--tuned-model", help="the name by which the result is called for an answer")
    group.add_argument("--model-name", help="its name in the registry")
    group.add_argument("--method", help="lora, full, dpo, …")
    group.add_argument("--hyperparameters", metavar="FILE.json", help="an object of hyperparameters")
    group.add_argument("-p", action="append", default=[], metavar="KEY=VALUE", dest="pairs", help="one hyperparameter")
    group.add_argument(
        "--metadata", action="append", default=[], metavar="KEY=VALUE", help="anything else worth knowing"
    )
    group.add_argument(
        "--dataset", action="append", default=[], metavar="[NAME=]FILE", help="a data set, told by its SHA-256"
    )
    group.add_argument("--output-dir", metavar="DIR", help="where the weights will be; trainer_log.jsonl there is read")
    group.add_argument("--hub-id", metavar="ORG/REPO[@SHA]", help="the repository that the weights are pushed to")
    group.add_argument("--artifact", metavar="URI", help="where the weights are, if neither: s3://…")
    group.add_argument("--link", metavar="URL", help="a page about the run")
    group.add_argument("--seed", type=int)
    return options


def _add_run_options(options: argparse.ArgumentParser) -> None:
    options.add_argument(
        "--log-file", metavar="FILE", help="the trainer's log of JSON lines (OUTPUT_DIR/trainer_log.jsonl)"
    )
    options.add_argument(
        "--no-tail-output", action="store_true", help="leave output alone: no numbers from it, no last lines"
    )


def _add_report_options(options: argparse.ArgumentParser) -> None:
    options.add_argument("--status", required=True, help="running, succeeded, failed, cancelled, …")
    options.add_argument("--step", type=int)
    options.add_argument("--total-steps", type=int)
    options.add_argument("--metric", action="append", default=[], metavar="NAME=NUMBER", help="at --step")
    options.add_argument("--error", metavar="TEXT", help="why it failed")
    options.add_argument("--exit-code", type=int)


# --- command_line: The actions run, report and flush ------------------------------------------------------------------


FLUSH_S = 60.0  # how long `flush` waits for each job at most


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: the command's own for `run`; else 0 delivered, 1 not, 2 wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    cut = words.index("--") if "--" in words else len(words)
    command = words[cut + 1 :]
    options = parser().parse_args(words[:cut])
    if options.action is None:
        parser().print_help()
        return 2
    settings = Settings(options.url, options.account, None, options.secret_file, options.spool, options.linger)
    if options.action == "flush":
        return flush(settings)
    if not options.job:
        parser().error("which job? (--job NAME)")
    if options.action == "report":
        return report(settings, options)
    if not command:
        parser().error("which command? Put -- before it")
    return _run(settings, options, command)


def _run(settings: Settings, options: argparse.Namespace, command: Sequence[str]) -> int:
    try:
        facts, datasets, troubles = facts_of(options, command)
    except Exception as error:  # noqa: BLE001  # a wrong description must not prevent the run
        facts, datasets, troubles = {}, {}, [f"the options were not read: {type(error).__name__}: {error}"]
    output_dir = facts.pop("output_dir", None)
    job = Job(options.job, settings=settings, attempt=options.attempt, **facts)
    for trouble in [*troubles, *([f"nothing is reported: {job.trouble}"] if job.trouble else [])]:
        warn(trouble)
    log_file = options.log_file or (os.path.join(output_dir, "trainer_log.jsonl") if output_dir else None)
    if log_file:
        job.log_file = LogFile(log_file)
    hashes = Hashes(job, datasets)
    return run(job, command, reads_output=not options.no_tail_output, hashes=hashes)


def report(settings: Settings, options: argparse.Namespace) -> int:
    """Sends one report: 0 when the service has it, 1 when it waits in the spool, 2 when it cannot be sent."""
    facts, datasets, troubles = facts_of(options, ())
    for trouble in troubles:
        warn(trouble)
    try:
        to = settings.endpoint(options.job)
    except Unusable as error:
        warn(str(error))
        return 2
    status = status_of(options.status)
    facts.pop("output_dir", None)
    if status not in ENDINGS:
        facts.pop("artifact_uri", None)
    facts.update(_hashes_of(datasets))
    own, _ = secrets_to_mask(settings.secret)
    made: list[Item] = []

    def source(spool: Spool) -> Iterable[Item]:
        if made:
            return ()
        attempt = whole(options.attempt) or spool.next_attempt(begins=False)
        spool.note_attempt(attempt, ended=status in ENDINGS)
        fields = {**_fields(options, status, attempt, now=time.time()), **facts}
        made.append(Item(to.url, masked(plain(without_none(fields)), own)))
        return made

    courier = Courier(Poster(to.key), lambda: spool_of(*spool_base(settings.spool), to.url, options.job), source)
    courier.start()
    courier.close()
    return 0 if _delivered(courier, settings.linger, options.job) else 1


def _hashes_of(datasets: Mapping[str, str]) -> dict[str, Any]:
    hashes = {}
    for name, path in datasets.items():
        with contextlib.suppress(OSError, Unusable):
            hashes[name] = f"sha256:{sha256(path)}"
    return {"dataset_hashes": hashes} if hashes else {}


def _fields(options: argparse.Namespace, status: str, attempt: int, *, now: float) -> dict[str, Any]:
    """The fields of a report that options give; None: unknown."""
    row = row_of({**dict(parse_pair(pair) for pair in options.metric), "step": options.step})
    return {
        "version": VERSION,
        "job": options.job,
        "status": status,
        "attempt": attempt,
        "sequence": int(now * 1000),  # the calls of a shell script share no counter but the clock
        "occurred_at": round(now, 3),
        "step": options.step,
        "total_steps": options.total_steps,
        "exit_code": options.exit_code,
        "error": {"message": options.error} if options.error else None,
        "metrics": [{"step": options.step or 0, **row.numbers}] if row.numbers else None,
    }


def flush(settings: Settings) -> int:
    """Sends what waits in every job's spool: 0 when all of it is sent, 1 when something is left, 2 without a secret."""
    try:
        key = signing_key(settings.secret)
    except Unusable as error:
        warn(settings.trouble or str(error))
        return 2
    base, _ = spool_base(settings.spool)
    left = 0
    folders = sorted(entry.path for entry in os.scandir(base) if entry.is_dir()) if base and os.path.isdir(base) else ()
    for folder in folders:
        spool = Spool(folder, lasts=True)
        items = spool.load()
        if items and items[0].url.startswith(settings.url.rstrip("/")):
            courier = Courier(Poster(key), lambda spool=spool: spool, lambda _spool: ())  # type: ignore[misc]
            courier.start()
            courier.close()
            left += not _delivered(courier, min(settings.linger, FLUSH_S), items[0].report.get("job"))
    return 1 if left else 0


def _delivered(courier: Courier, patience_s: float, job: object) -> bool:
    """True when everything was accepted in time; prints what was not."""
    with contextlib.suppress(KeyboardInterrupt):
        courier.done.wait(patience_s)
    for note in courier.notes:
        warn(f"{job}: {note}")
    if not courier.done.is_set():
        courier.store()
        kept = (
            f"it waits in {courier.spool.folder}" if not courier.spool.trouble else "it is lost: nothing can be written"
        )
        warn(f"{job}: not delivered ({courier.last_words or 'no answer yet'}); {kept}")
    return courier.done.is_set() and not courier.refused


_AGAIN = """import marshal,os,sys
with os.fdopen(%d,'rb') as code: del sys.argv[0]; exec(marshal.load(code),{'__name__':'__main__','_slim':True})"""


def begin_again(code: Any) -> None:
    """Starts this process anew from the compiled `code`, since compiling takes 6 MB that are never given back.

    Returns where that is not possible, and the program goes on as it is.
    """
    with quiet():
        import marshal

        descriptor = os.memfd_create("tunewatch", 0)  # Linux; not close-on-exec, for that is the point
        os.write(descriptor, marshal.dumps(code))
        os.lseek(descriptor, 0, os.SEEK_SET)
        flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]  # -I, -S, -X …, as we have them
        os.execv(sys.executable, [sys.executable, *flags, "-c", _AGAIN % descriptor, *sys.argv])  # noqa: S606


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"] and "_slim" not in globals():
        begin_again(sys._getframe().f_code)
    sys.exit(main())
