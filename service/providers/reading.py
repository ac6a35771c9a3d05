"""What provider files read alike: ids, numbers and an API's replies. Raises ProviderError and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import SplitResult, parse_qs, quote, urlsplit, urlunsplit

from service.core import wire
from service.core.errors import Malformed
from service.core.snapshot import Snapshot
from service.core.wire import JSONValue
from service.providers import JobsPage, ProviderError, Reply

T = TypeVar("T")

MAX_ID_CHARS = 200
MAX_WORD_BYTES = 200  # a status, an event type, a metric's name
MAX_CURSOR_CHARS = 2048  # Hugging Face's documented bound
NOT_METRICS = ("", "step", "total_steps")
MAX_WAIT_S = 86_400.0  # nobody may silence us for longer than a day

SECRET_NAME = re.compile(  # `max_tokens` is a number of them, and no secret
    r"(?:token|(?:secret|passw(?:or)?d|passphrase|credential|(?:^|[_-]|api|access|private|secret)key|(?-i:[a-z]Key))s?"
    r"|auth(?:orization)?)$",
    re.IGNORECASE,
)
LINK = re.compile(r"<([^<>]{1,4096})>[^<,]{0,200};\s{0,5}rel=\"?([A-Za-z]{1,20})\"?")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PCHAR = "!$&'()*+,;=:@"  # RFC 3986 allows these in a path segment; tuned models are named `ft:base:org:suffix:id`
PLAIN_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
DURATION = re.compile(r"(?:[0-9]{1,9}(?:\.[0-9]{1,9})?(?:ms|s|m|h|d))+")
DURATION_PART = re.compile(r"([0-9.]+)(ms|s|m|h|d)")
RATELIMIT_PARAMETER = re.compile(r";\s*([rt])\s*=\s*([0-9]{1,12})(?![0-9])")
OLD_RATELIMIT = re.compile(r"\bremaining=(?P<left>[0-9]{1,12})\b.*?\breset=(?P<reset>[0-9]{1,12})\b")
UNIX_OR_SECONDS = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,9})?")
REMAINING_HEADERS = (
    ("ratelimit-remaining", "ratelimit-reset"),
    ("x-ratelimit-remaining", "x-ratelimit-reset"),
    ("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
)
UNTOLD_RESET_S = 30.0  # where a reply says what is left and not until when
LONGEST_AGO_S = 1e9  # a larger number is a moment, not a wait
UNIT_S = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}


def as_object(value: object) -> dict[str, object]:
    """The value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """The value if it is a JSON list, else an empty one."""
    return value if isinstance(value, list) else []


def said(facts: Mapping[str, JSONValue]) -> dict[str, JSONValue]:
    """The facts that say something: without None and empty containers (an empty `result_files` is "none yet")."""
    return {name: value for name, value in facts.items() if value not in (None, [], {})}


def id_in(value: object) -> str | None:
    """The value if it can be an id: text of 1 to 200 characters that is stored and put into a path unchanged."""
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_ID_CHARS:
        return None
    # A dot segment would climb out of the path; a changed id would be another job.
    return value if value not in (".", "..") and wire.text(value) == value else None


def word_in(value: object) -> str | None:
    """A short storable word (status, event type), None when the value is not text or empty."""
    return wire.optional_text(value, MAX_WORD_BYTES)


def step_in(value: object) -> int | None:
    """A training step: a whole number from 0."""
    step = wire.integer(value)
    return step if step is not None and step >= 0 else None


def numbers_in(value: object) -> dict[str, float]:
    """Every finite number with a name in an object of metrics, without the counters that tell where it was taken."""
    return {
        wire.text(name, MAX_WORD_BYTES): number
        for name, raw in as_object(value).items()
        if name not in NOT_METRICS and (number := wire.number(raw)) is not None
    }


def segment(value: str) -> str:
    """The text as one segment of a URL's path."""
    return quote(value, safe=PCHAR)


def without_secrets(settings: Mapping[str, object]) -> dict[str, JSONValue]:
    """The settings of a job as they may be kept: no value whose name speaks of a secret, no signature of a URL."""
    kept = {name: value for name, value in settings.items() if not SECRET_NAME.search(name)}
    return {wire.text(name): wire.storable(_harmless(value)) for name, value in kept.items()}


def _harmless(value: object, depth: int = 0) -> object:
    if depth > wire.MAX_DEPTH:
        return None
    if isinstance(value, dict):
        return {n: _harmless(item, depth + 1) for n, item in value.items() if not SECRET_NAME.search(str(n))}
    if isinstance(value, list):
        return [_harmless(item, depth + 1) for item in value]
    return plain_url(value) or value


def plain_url(value: object) -> str | None:
    """A URL without user, query and fragment, where keys and signatures are; None for anything else."""
    parts = _split(value)
    if parts is None or not parts.scheme or not parts.netloc:
        return None
    return wire.optional_text(urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", "")))


def place_in(value: object) -> str | None:
    """Where a file or a model lies, or its name, without what a URL says of who may read it."""
    return plain_url(value) or wire.optional_text(value)


def cursor_in(url: object) -> str | None:
    """The `cursor` of the next page's URL; None where there is no such page. Without a cursor it is the provider's
    error: the rest of the list would be taken for nothing."""
    if not url:
        return None
    parts = _split(url)
    found = [] if parts is None else parse_qs(parts.query).get("cursor", [])
    if not found or len(found[0]) > MAX_CURSOR_CHARS or wire.text(found[0]) != found[0]:
        raise ProviderError("list: its next page's URL has no cursor that can be asked for")
    return found[0]


def next_link(reply: Reply) -> str | None:
    """The URL that the reply's `Link` header calls the next page (RFC 8288)."""
    links = ", ".join(value for name, value in reply.headers.items() if name.lower() == "link")
    return next((found[1] for found in LINK.finditer(links) if found[2].lower() == "next"), None)


def _split(value: object) -> SplitResult | None:
    try:
        return urlsplit(value) if isinstance(value, str) else None
    except ValueError:  # a host such as `[`
        return None


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970, exactly: a float would lose the last digit."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def decoded(reply: Reply, what: str, *, is_job: bool = False) -> dict[str, object]:
    """The JSON object of a 2xx reply. `is_job`: a 404 means that this job is not known."""
    return _decoded(reply, what, dict[str, object], "object", is_job=is_job)


def decoded_list(reply: Reply, what: str) -> list[object]:
    """The JSON list of a 2xx reply."""
    return _decoded(reply, what, list[object], "list", is_job=False)


def _decoded(reply: Reply, what: str, kind: type[T], name: str, *, is_job: bool) -> T:
    if not 200 <= reply.status < 300:
        raise refusal(reply, what, is_job=is_job)
    try:
        return wire.decode(reply.body, kind)
    except Malformed as error:
        raise ProviderError(f"{what}: HTTP {reply.status} without a JSON {name}: {error.detail}") from error


def page_of(read: Iterable[Snapshot | None], next_cursor: str | None = None) -> JobsPage:
    """The page of what was read of its rows; None is a row that was no job: skipped and counted."""
    rows = list(read)
    snapshots = tuple(one for one in rows if one is not None)
    return JobsPage(snapshots, next_cursor, malformed=len(rows) - len(snapshots))


def job_of(snapshot: Snapshot | None, reply: Reply, what: str, needs: str) -> Snapshot:
    """The snapshot; a good reply that is no job is the provider's error."""
    if snapshot is None:
        raise ProviderError(f"{what}: HTTP {reply.status} without {needs}")
    return snapshot


def check_taken(reply: Reply) -> None:
    """The provider has taken the request to cancel a job, which it may say without a body."""
    if reply.body.strip() or not 200 <= reply.status < 300:
        decoded(reply, "cancel", is_job=True)


def refusal(reply: Reply, what: str, *, is_job: bool = False) -> ProviderError:
    """The error that a reply outside of 2xx stands for. `is_job`: a 404 means that this job is not known."""
    return ProviderError(
        f"{what}: HTTP {reply.status}",
        unknown_job=is_job and reply.status == 404,
        denied=reply.status in (401, 403),
        retry_after_s=retry_after_s(reply),
        status=reply.status,
    )


def retry_after_s(reply: Reply) -> float | None:
    """How long the reply asks us to wait, at most a day; None when it does not say."""
    headers = {name.lower(): value.strip() for name, value in reply.headers.items()}
    waits = [
        _plain(headers.get("retry-after-ms"), 0.001),
        _plain(headers.get("retry-after"), 1.0),
        _until(headers.get("retry-after"), headers.get("date")),
    ]
    if reply.status == 429:  # the reset headers come with good replies too, where they ask nothing
        waits += [_duration(headers.get(f"x-ratelimit-reset-{kind}")) for kind in ("requests", "tokens")]
    wait_s = next((wait for wait in waits if wait is not None), None)
    return None if wait_s is None else min(max(wait_s, 0.0), MAX_WAIT_S)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many more requests the provider takes, and in how many seconds it takes new ones."""

    left: float
    reset_s: float


def allowance(reply: Reply) -> Allowance | None:
    """What the reply's rate-limit headers leave us, by the window that ends our requests first; None: not said.

    `RateLimit: "minute";r=3;t=12, "day";r=900;t=4000` (IETF draft 8 and later: RunPod, Hugging Face), its older form
    `limit=100, remaining=3, reset=12`, `RateLimit-Remaining` with `-Reset`, and `X-RateLimit-Remaining` with `-Reset`,
    also `-Requests` (OpenAI). What counts tokens is about chat and left out.
    """
    headers = {name.lower(): value.strip() for name, value in reply.headers.items()}
    found = [*_windows(headers.get("ratelimit", "")), *_pairs(headers)]
    return min(found, key=lambda one: (one.left, -one.reset_s), default=None)


def _windows(value: str) -> Iterator[Allowance]:
    if (old := OLD_RATELIMIT.search(value)) is not None:
        yield _allowance(float(old["left"]), float(old["reset"]))
        return
    for item in value.split(","):
        parameters = dict(RATELIMIT_PARAMETER.findall(item))
        if "r" in parameters:
            yield _allowance(float(parameters["r"]), float(parameters.get("t", UNTOLD_RESET_S)))


def _pairs(headers: Mapping[str, str]) -> Iterator[Allowance]:
    for left_name, reset_name in REMAINING_HEADERS:
        if (left := _plain(headers.get(left_name), 1.0)) is not None:
            yield _allowance(left, _reset_s(headers.get(reset_name), headers.get("date")))


def _reset_s(value: str | None, date: str | None) -> float:
    """Seconds, a duration, or a moment in unix seconds, which the reply's own `Date` turns into seconds."""
    wait_s = _duration(value)
    if wait_s is None:
        wait_s = float(value) if value and UNIX_OR_SECONDS.fullmatch(value) else None
    if wait_s is not None and wait_s > LONGEST_AGO_S:
        try:
            wait_s -= parsedate_to_datetime(date or "").timestamp()
        except (ValueError, TypeError, IndexError, OverflowError):
            wait_s = None
    return UNTOLD_RESET_S if wait_s is None else wait_s


def _allowance(left: float, reset_s: float) -> Allowance:
    return Allowance(left, min(max(reset_s, 0.0), MAX_WAIT_S))


def _plain(value: str | None, unit_s: float) -> float | None:
    return float(value) * unit_s if value and PLAIN_NUMBER.fullmatch(value) else None


def _until(value: str | None, date: str | None) -> float | None:
    """Seconds from the reply's own `Date` to an HTTP date: both are the sender's clock."""
    if not value or not date:
        return None
    try:
        return (parsedate_to_datetime(value) - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):  # what the standard parser raises for things like `0,`
        return None


def _duration(value: str | None) -> float | None:
    """Seconds of a duration such as `6m0s`, `1s` or `120ms`."""
    if not value or not DURATION.fullmatch(value):
        return None
    return sum(float(amount) * UNIT_S[unit] for amount, unit in DURATION_PART.findall(value))
