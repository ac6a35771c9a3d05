"""The road from what arrives to what is done about it: Redis keys that any arq worker understands, written atomically.

Every task is an arq call of the one function `task` with two arguments, the task's name and its struct in MessagePack:
a worker that does not know the name yet can put it back, where arq would delete an unknown function's call.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import math
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from arq.connections import ArqRedis
from redis.asyncio.connection import ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import OutOfMemoryError, RedisError, ResponseError

from service.core.errors import Reason, Unavailable
from service.core.task import HOT, SLOW, TASKS, CarryOut, Item, Observe, QueueName, Task
from service.core.wire import text

QUEUE_KEY: dict[QueueName, str] = {HOT: "tunewatch:hot", SLOW: "tunewatch:slow"}
FUNCTION = "task"
UNREADABLE = "unreadable"  # the name given to a payload that is none of ours: it ends as a dead letter, not deleted
PAYLOAD_TTL_MS = 30 * 86_400_000
MAX_WAKE_TOKENS = 8
ENQUEUE_CHUNK = 500  # tasks in one Lua call: Redis serves nobody else meanwhile
LARGE_BYTES = 256 * 1024

_encode = msgspec.msgpack.Encoder().encode


def wake_key(queue: QueueName) -> str:
    """The list whose tokens wake a waiting worker of the queue."""
    return QUEUE_KEY[queue] + ":wake"


# --- connection -------------------------------------------------------------------------------------------------------


_CONNECT_ERRORS: Any = (RedisConnectionError, OSError)  # redis-py's types forget that connecting raises OSError


async def connect(url: str) -> ArqRedis:
    """A client for `redis://`, `rediss://` (host name checked) or `unix:///path?db=0`; `aclose()` ends its connections.

    Nothing is sent yet: a Redis that is away at the start is a fault like any other. Connecting is tried for 2.4 s,
    which outlasts a restart; a command whose reply was lost is an error: only its caller knows whether to repeat it.
    """
    options: dict[str, Any] = {
        "socket_timeout": 5.0,
        "socket_connect_timeout": 1.0,
        "retry": Retry(ExponentialBackoff(cap=1, base=0.1), 4, _CONNECT_ERRORS),
    }
    if url.startswith("rediss:"):
        options["ssl_check_hostname"] = True  # redis-py's default is off
    redis = ArqRedis(
        ConnectionPool.from_url(url, **options),
        job_serializer=_encode,
        job_deserializer=read_envelope,
        default_queue_name=QUEUE_KEY[HOT],
        expires_extra_ms=PAYLOAD_TTL_MS,
    )
    redis.auto_close_connection_pool = True
    return redis


@contextlib.contextmanager
def unavailable() -> Iterator[None]:
    """Inside, a Redis error becomes Unavailable: queue_full when its memory is, else queue_unavailable."""
    try:
        yield
    except RedisError as error:
        raise _as_unavailable(error) from error


def _as_unavailable(error: Exception) -> Unavailable:
    reason = Reason.QUEUE_FULL if isinstance(error, OutOfMemoryError) else Reason.QUEUE_UNAVAILABLE
    return Unavailable(reason, type(error).__name__)


# --- what a task looks like on the road -------------------------------------------------------------------------------


class Packed(bytes):
    """A task in MessagePack. Shown as its length only: arq logs every argument, and this one holds bodies."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


class _Envelope(msgspec.Struct):
    f: str
    a: tuple[str, bytes]
    et: int


_decode_envelope = msgspec.msgpack.Decoder(_Envelope).decode


def read_envelope(raw: bytes) -> dict[str, Any]:
    """What arq is to call. Total: arq would delete what it cannot decode."""
    try:
        envelope = _decode_envelope(raw)
        name, payload, enqueued_ms = *envelope.a, envelope.et
        if envelope.f != FUNCTION:
            name, payload = UNREADABLE, raw
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors, and so is text that is not UTF-8
        name, payload, enqueued_ms = UNREADABLE, raw, 0
    return {"t": None, "f": FUNCTION, "a": (name, Packed(payload)), "k": {}, "et": enqueued_ms}


def pack(task: Task) -> bytes:
    """The task's struct in MessagePack, as it travels and as a dead letter keeps it."""
    return _encode(task)


def unpack(name: str, payload: bytes) -> Task:
    """The task. A name that is no task's is the kind of an outbox entry. Raises ValueError for another's payload."""
    try:
        if (task := TASKS.get(name)) is not None:
            return msgspec.msgpack.decode(payload, type=task)
        return msgspec.msgpack.decode(payload, type=_Try).of(name)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not a {name} task: {type(error).__name__}") from None


class _Try(msgspec.Struct):
    """A CarryOut as it travels: its kind is its name."""

    effect: str
    tries: int
    after: str = ""

    def of(self, kind: str) -> CarryOut:
        return CarryOut(kind, self.effect, self.tries, self.after)


def _envelope(task: Task, now_ms: int) -> bytes:
    return _encode({"t": None, "f": FUNCTION, "a": (task.name, pack(task)), "k": {}, "et": now_ms})


# --- enqueue ----------------------------------------------------------------------------------------------------------

# Redis' clock decides when a task is due, so that the producers' clocks do not matter.
LUA_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
"""

# KEYS: queue, wake. ARGV: delay_ms, payload_ttl_ms, max tokens, (id, payload)*. A waiting task is never rescored.
_LUA_ENQUEUE = (
    LUA_NOW
    + """
local delay, new = tonumber(ARGV[1]), 0
for i = 4, #ARGV, 2 do
  if redis.call('SET', 'arq:job:' .. ARGV[i], ARGV[i + 1], 'NX', 'PX', ARGV[2]) then
    redis.call('ZADD', KEYS[1], now + delay, ARGV[i])
    new = new + 1
  end
end
if delay == 0 then
  for _ = 1, math.min(new, ARGV[3] - redis.call('LLEN', KEYS[2])) do redis.call('LPUSH', KEYS[2], 1) end
end
return new
"""
)


async def enqueue(redis: ArqRedis, tasks: Sequence[Task], *, delay_s: float = 0) -> None:
    """Each task is in its queue, due after `delay_s`; one whose equal waits or runs already changes nothing.

    Raises Unavailable; then some of the tasks may be in and all may be enqueued again.
    """
    now_ms, delay_ms = int(time.time() * 1000), int(delay_s * 1000)
    script = redis.register_script(_LUA_ENQUEUE)
    for queue in QUEUE_KEY:
        mine = [task for task in tasks if task.queue == queue]
        for start in range(0, len(mine), ENQUEUE_CHUNK):
            args: list[Any] = [delay_ms, PAYLOAD_TTL_MS + delay_ms, MAX_WAKE_TOKENS]
            for task in mine[start : start + ENQUEUE_CHUNK]:
                args += (task.task_id, _envelope(task, now_ms))
            with unavailable():
                await script(keys=[QUEUE_KEY[queue], wake_key(queue)], args=args)


# --- ingest -----------------------------------------------------------------------------------------------------------

# KEYS: queue, wake. ARGV: batch, payload_ttl_ms, dedupe_ttl_s, max tokens, envelope head, struct head, envelope tail,
# then per item (dedupe key or '', body hash, packed item). Returns per item: 0 new, 1 seen, 2 delivery id reused.
# The payload is put together from ready MessagePack, so that Lua never looks into a body.
_LUA_INGEST = (
    LUA_NOW
    + """
local out, keep = {}, {}
for i = 8, #ARGV, 3 do
  local code = 0
  if ARGV[i] == '' or redis.call('SET', ARGV[i], ARGV[i + 1], 'NX', 'EX', ARGV[3]) then
    keep[#keep + 1] = ARGV[i + 2]
  else
    code = redis.call('GET', ARGV[i]) == ARGV[i + 1] and 1 or 2
  end
  out[#out + 1] = code
end
if #keep > 0 then
  local size = #ARGV[6] + 5
  for i = 1, #keep do size = size + #keep[i] end
  local head = ARGV[5] .. '\\198' .. struct.pack('>I4', size) .. ARGV[6] .. '\\221' .. struct.pack('>I4', #keep)
  local payload = head .. table.concat(keep) .. ARGV[7]
  local id = 'observe:' .. ARGV[1]
  redis.call('SET', 'arq:job:' .. id, payload, 'PX', ARGV[2])
  redis.call('ZADD', KEYS[1], now, id)
  if redis.call('LLEN', KEYS[2]) < tonumber(ARGV[4]) then redis.call('LPUSH', KEYS[2], 1) end
end
return out
"""
)

# {"t": nil, "f": "task", "a": ["observe", <bin32>], "k": {}, "et": …}, cut where the Lua call puts the struct in.
_ENVELOPE_HEAD = b"\x85\xa1t\xc0\xa1f" + _encode(FUNCTION) + b"\xa1a\x92" + _encode(Observe.NAME)
_ENVELOPE_TAIL = b"\xa1k\x80\xa2et\xcf"
_STRUCT_HEAD, _STRUCT_MIDDLE = b"\x82\xa5batch", b"\xa5items"

_OUTCOMES = (Reason.ACCEPTED, Reason.DUPLICATE, Reason.DELIVERY_ID_REUSED)


@dataclass(slots=True, eq=False)
class _Entry:
    """One item on its way; `reply` None: nobody waits for the outcome."""

    key: bytes
    body_hash: str
    packed: bytes
    give_up_at: float
    reply: asyncio.Future[Reason] | None

    def settle(self, outcome: Reason | Unavailable) -> None:
        if self.reply is None or self.reply.done():
            return
        if isinstance(outcome, Unavailable):
            self.reply.set_exception(outcome)
        else:
            self.reply.set_result(outcome)


_Send = Callable[[list[_Entry]], Awaitable[None]]


class _Lane:
    """A line of entries of which one batch at a time is under way; what arrives meanwhile is the next batch."""

    def __init__(self, send: _Send, *, max_batch: int, max_batch_bytes: int) -> None:
        self._send, self._max_batch, self._max_batch_bytes = send, max_batch, max_batch_bytes
        self._waiting: deque[_Entry] = deque()
        self._sent: list[_Entry] = []
        self.pump: asyncio.Task[None] | None = None

    def add(self, entry: _Entry) -> None:
        self._waiting.append(entry)
        if self.pump is None or self.pump.done():
            self.pump = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while self._waiting:
            self._sent = self._next_batch()
            await self._send(self._sent)
            self._sent = []

    def _next_batch(self) -> list[_Entry]:
        batch, size = [self._waiting.popleft()], 0
        while self._waiting and len(batch) < self._max_batch:
            size += len(batch[-1].packed)
            if size + len(self._waiting[0].packed) > self._max_batch_bytes:
                break
            batch.append(self._waiting.popleft())
        return batch

    def expire(self, now: float) -> list[_Entry]:
        """Those under way for too long have their answer; returns those that waited too long, no longer in line."""
        for entry in self._sent:
            if entry.give_up_at <= now:
                entry.settle(_too_late())
        given_up = []
        while self._waiting and self._waiting[0].give_up_at <= now:
            given_up.append(self._waiting.popleft())
        return given_up


def _too_late() -> Unavailable:
    return Unavailable(Reason.QUEUE_UNAVAILABLE, "no reply in time")


class Ingestor:
    """Puts verified requests into Redis, many in one call: deduplicated and enqueued as one `Observe` task.

    Small items share calls, one under way at a time; a large one travels alone beside them, so that a small
    webhook never waits behind big ones.
    """

    def __init__(
        self,
        redis: ArqRedis,
        *,
        max_pending_bytes: int = 64 * 1024 * 1024,
        max_batch_bytes: int = 4 * 1024 * 1024,
        max_batch: int = 256,
        reply_timeout_s: float = 4.0,
        dedupe_ttl_s: int = 7 * 86_400,
    ) -> None:
        self._script = redis.register_script(_LUA_INGEST)
        self._max_pending_bytes, self._reply_timeout_s = max_pending_bytes, reply_timeout_s
        self._dedupe_ttl_s = dedupe_ttl_s
        self._small = _Lane(self._send, max_batch=max_batch, max_batch_bytes=max_batch_bytes)
        self._large = _Lane(self._send, max_batch=1, max_batch_bytes=0)
        self._clock = time.monotonic
        self._watch: asyncio.Task[None] | None = None
        self._closed = False
        self.pending_bytes = 0
        self.dropped = 0

    async def put(self, item: Item) -> Reason:
        """ACCEPTED, DUPLICATE or DELIVERY_ID_REUSED, once Redis has the item on disk.

        Raises Unavailable: overloaded, queue_full, queue_unavailable, shutting_down. Redis may have taken an item all
        the same; the sender's next try is then answered as a duplicate.
        """
        seen = f"tunewatch:seen:{item.account}:{_short_hash(item.delivery_id)}"
        outcome = await self._put(item, seen)
        if outcome is not Reason.DELIVERY_ID_REUSED:
            return outcome
        # The same id with another body is a new event of its own, and its repetition a duplicate.
        reused = msgspec.structs.replace(item, outcome=Reason.DELIVERY_ID_REUSED.value)
        outcome = await self._put(reused, f"{seen}:{item.body_hash}")
        return Reason.DELIVERY_ID_REUSED if outcome is Reason.ACCEPTED else outcome

    async def _put(self, item: Item, key: str) -> Reason:
        if self._closed:
            raise Unavailable(Reason.SHUTTING_DOWN)
        packed = _pack_item(item)
        if self.pending_bytes + len(packed) > self._max_pending_bytes:
            raise Unavailable(Reason.OVERLOADED)
        reply: asyncio.Future[Reason] = asyncio.get_running_loop().create_future()
        self._add(_Entry(_utf8(key), item.body_hash, packed, self._clock() + self._reply_timeout_s, reply))
        return await reply

    def record(self, item: Item) -> None:
        """The item goes along with the next call, without deduplication; dropped and counted when there is a queue."""
        packed = _pack_item(item)
        if self._closed or self.pending_bytes + len(packed) > self._max_pending_bytes // 4:
            self.dropped += 1
            return
        self._add(_Entry(b"", "", packed, self._clock() + self._reply_timeout_s, None))

    async def close(self) -> None:
        """Everything that was put has its answer, after the reply limit at the latest; later puts are refused."""
        self._closed = True
        pumps = [lane.pump for lane in (self._small, self._large) if lane.pump is not None]
        if pumps:
            await asyncio.wait(pumps, timeout=self._reply_timeout_s)
        self._expire(math.inf)
        for task in (*pumps, *filter(None, [self._watch])):
            task.cancel()

    def _add(self, entry: _Entry) -> None:
        self.pending_bytes += len(entry.packed)
        (self._large if len(entry.packed) > LARGE_BYTES else self._small).add(entry)
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._watch_the_limit())

    async def _watch_the_limit(self) -> None:
        """Ends waits at their limit. One timer for all: one for each put would cost more than the put."""
        while self.pending_bytes > 0:
            await asyncio.sleep(self._reply_timeout_s / 16)
            self._expire(self._clock())

    def _expire(self, now: float) -> None:
        for lane in (self._small, self._large):
            given_up = lane.expire(now)
            self._refuse(given_up, _too_late())
            self.pending_bytes -= _size(given_up)

    async def _send(self, batch: list[_Entry]) -> None:
        try:
            codes = await self._script(keys=[QUEUE_KEY[HOT], wake_key(HOT)], args=self._call_args(batch))
            for entry, code in zip(batch, codes, strict=True):
                entry.settle(_OUTCOMES[code])
        except Exception as error:  # noqa: BLE001  # a closed transport raises RuntimeError; the lane must live on
            self._refuse(batch, _as_unavailable(error))
        finally:
            self.pending_bytes -= _size(batch)

    def _refuse(self, batch: list[_Entry], error: Unavailable) -> None:
        for entry in batch:
            self.dropped += entry.reply is None
            entry.settle(Unavailable(error.reason, error.detail))  # one exception each: raising adds to its traceback

    def _call_args(self, batch: list[_Entry]) -> list[Any]:
        batch_id = secrets.token_hex(12)
        now_ms = int(time.time() * 1000)
        args: list[Any] = [
            batch_id,
            PAYLOAD_TTL_MS,
            self._dedupe_ttl_s,
            MAX_WAKE_TOKENS,
            _ENVELOPE_HEAD,
            _STRUCT_HEAD + _encode(batch_id) + _STRUCT_MIDDLE,
            _ENVELOPE_TAIL + now_ms.to_bytes(8, "big"),
        ]
        for entry in batch:
            args += (entry.key, entry.body_hash, entry.packed)
        return args


def _size(batch: list[_Entry]) -> int:
    return sum(len(entry.packed) for entry in batch)


def _pack_item(item: Item) -> bytes:
    try:
        return _encode(item)
    except UnicodeEncodeError:  # a header's stray byte arrives as a lone surrogate
        storable = {name: text(getattr(item, name)) for name in ("account", "delivery_id", "content_type")}
        return _encode(msgspec.structs.replace(item, **storable))


def _utf8(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


def _short_hash(value: str) -> str:
    return hashlib.sha256(_utf8(value)).hexdigest()[:24]


# --- what Redis can promise -------------------------------------------------------------------------------------------


async def pressure(redis: ArqRedis) -> float | None:
    """Redis' used memory as a share of its limit; None when it has no limit or does not tell. Raises Unavailable."""
    memory = await _told(redis.info("memory"))
    limit = memory.get("maxmemory")
    return memory["used_memory"] / limit if limit else None


async def durability(redis: ArqRedis) -> list[str]:
    """A sentence for each promise that this Redis makes weaker; empty when it keeps all. Raises Unavailable."""
    persistence, memory = await _told(redis.info("persistence")), await _told(redis.info("memory"))
    settings = await _told(redis.config_get("appendfsync"))
    weaker = [_fsync_weakness(persistence.get("aof_enabled"), settings.get("appendfsync"))]
    policy = memory.get("maxmemory_policy")
    if policy not in (None, "noeviction"):
        weaker.append(f"Redis' maxmemory-policy is {policy}, not noeviction: a full Redis may drop waiting tasks.")
    if not memory.get("maxmemory"):
        weaker.append("Redis has no maxmemory that we can see: we cannot refuse events before its memory runs out.")
    return [sentence for sentence in weaker if sentence]


def _fsync_weakness(aof_enabled: object, fsync: object) -> str | None:
    if aof_enabled == 0:
        return "Redis keeps no append-only file: accepted events that wait in it are lost when it restarts."
    if fsync is None:
        return "Redis does not tell its appendfsync: a power cut may lose the last second of accepted events."
    if fsync != "always":
        return f"Redis' appendfsync is {fsync}, not always: a power cut may lose events just accepted."
    return None


async def _told(answer: Awaitable[Any]) -> dict[str, Any]:
    """What Redis answered, empty when it forbids the question (managed ones forbid CONFIG)."""
    with unavailable():
        try:
            told: dict[Any, Any] = await answer
        except ResponseError:
            return {}
    return {_plain(key): _plain(value) for key, value in told.items()}


def _plain(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value
