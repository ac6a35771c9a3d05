"""The queue's side of Redis: what is put is there once, whole, and in the form that arq reads."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from arq.connections import ArqRedis
from hypothesis import given
from hypothesis import strategies as st

from service.core.errors import Reason, Unavailable
from service.core.task import Cancel, CarryOut, Item, Observe, Sweep, Task
from service.queue import (
    PAYLOAD_TTL_MS,
    QUEUE_KEY,
    UNREADABLE,
    Ingestor,
    connect,
    durability,
    enqueue,
    pack,
    pressure,
    read_envelope,
    unpack,
    wake_key,
)
from tests.servers import PATIENCE_S, Server, until, valkey_server

HOSTILE_BODIES = [b"", b"\xff\xfe\x00", b"\x00" * 100, b"\xc1\xdd\xc6", b"]]--'\"\\", bytes(range(256)) * 40]


def patient(redis: ArqRedis, **options: Any) -> Ingestor:
    return Ingestor(redis, reply_timeout_s=PATIENCE_S, **options)


def item(delivery_id: str = "msg_1", body: bytes = b"{}", account: str = "acme", outcome: str = "accepted") -> Item:
    return Item(account, delivery_id, outcome, 1_700_000_000_000_000, body, hashlib.sha256(body).hexdigest()[:32])


def deliver_id(entry: str) -> str:
    return CarryOut("deliver", entry, 0).task_id


async def queued(redis: ArqRedis, queue: str = "hot") -> list[Task]:
    """The tasks of a queue as a worker would read them, in its order."""
    ids = [raw.decode() for raw in await redis.zrange(QUEUE_KEY[queue], 0, -1)]
    calls = [read_envelope(await redis.get(f"arq:job:{task_id}"))["a"] for task_id in ids]
    tasks = [unpack(*call) for call in calls]
    assert [task.task_id for task in tasks] == ids
    return tasks


async def observed(redis: ArqRedis) -> list[Item]:
    return [one for task in await queued(redis) if isinstance(task, Observe) for one in task.items]


@pytest.fixture
async def ingestor(redis: ArqRedis) -> AsyncIterator[Ingestor]:
    made = patient(redis)
    yield made
    await made.close()


async def refusal(ingestor: Ingestor, one: Item) -> Reason:
    with pytest.raises(Unavailable) as caught:
        await ingestor.put(one)
    return caught.value.reason


# --- ingest


async def test_what_is_put_arrives_whole_as_one_observe_task(redis: ArqRedis, ingestor: Ingestor) -> None:
    sent = [item(f"msg_{n}", body) for n, body in enumerate(HOSTILE_BODIES)]
    assert await asyncio.gather(*map(ingestor.put, sent)) == [Reason.ACCEPTED] * len(sent)
    assert await observed(redis) == sent
    assert len(await queued(redis)) == 1


async def test_the_second_put_of_a_delivery_is_a_duplicate(redis: ArqRedis, ingestor: Ingestor) -> None:
    assert await ingestor.put(item()) is Reason.ACCEPTED
    assert await ingestor.put(item()) is Reason.DUPLICATE
    assert await observed(redis) == [item()]


async def test_two_equal_deliveries_in_one_call_are_one_event(redis: ArqRedis, ingestor: Ingestor) -> None:
    assert await asyncio.gather(*(ingestor.put(item()) for _ in range(3))) == [
        Reason.ACCEPTED,
        Reason.DUPLICATE,
        Reason.DUPLICATE,
    ]
    assert await observed(redis) == [item()]


async def test_the_same_delivery_id_of_another_account_is_another_delivery(ingestor: Ingestor) -> None:
    assert await ingestor.put(item(account="acme")) is Reason.ACCEPTED
    assert await ingestor.put(item(account="acme:eu")) is Reason.ACCEPTED


async def test_a_reused_delivery_id_is_a_new_event_that_says_so_and_its_repetition_a_duplicate(
    redis: ArqRedis, ingestor: Ingestor
) -> None:
    assert await ingestor.put(item(body=b"one")) is Reason.ACCEPTED
    assert await ingestor.put(item(body=b"two")) is Reason.DELIVERY_ID_REUSED
    assert await ingestor.put(item(body=b"two")) is Reason.DUPLICATE
    assert await ingestor.put(item(body=b"one")) is Reason.DUPLICATE
    assert {(one.body, one.outcome) for one in await observed(redis)} == {
        (b"one", "accepted"),
        (b"two", "delivery_id_reused"),
    }


async def test_deduplication_forgets_after_its_time(redis: ArqRedis) -> None:
    ingestor = patient(redis, dedupe_ttl_s=1000)
    before, _ = await redis.time()
    await ingestor.put(item())
    after, _ = await redis.time()
    [key] = await redis.keys("tunewatch:seen:*")
    assert before + 1000 <= await redis.expiretime(key) <= after + 1001
    await ingestor.close()


async def test_a_record_travels_without_deduplication(redis: ArqRedis, ingestor: Ingestor) -> None:
    rejected = item(outcome="signature_mismatch")
    ingestor.record(rejected)
    ingestor.record(rejected)
    assert await ingestor.put(item()) is Reason.ACCEPTED
    assert await observed(redis) == [rejected, rejected, item()]
    assert ingestor.dropped == 0


async def test_a_lone_surrogate_in_a_header_is_made_storable(redis: ArqRedis, ingestor: Ingestor) -> None:
    assert await ingestor.put(item("msg_\udcff")) is Reason.ACCEPTED
    assert [one.delivery_id for one in await observed(redis)] == ["msg_?"]


async def test_a_script_that_redis_forgot_is_loaded_again(redis: ArqRedis, ingestor: Ingestor) -> None:
    await ingestor.put(item("a"))
    await redis.script_flush()
    assert await ingestor.put(item("b")) is Reason.ACCEPTED


async def test_a_batch_is_bounded_in_number_and_in_bytes(redis: ArqRedis) -> None:
    ingestor = patient(redis, max_batch=10, max_batch_bytes=5_000)
    await asyncio.gather(*(ingestor.put(item(f"small_{n}")) for n in range(25)))
    assert sorted(len(task.items) for task in await queued(redis)) == [5, 10, 10]
    await redis.flushall()
    await asyncio.gather(*(ingestor.put(item(f"middle_{n}", b"x" * 2_000)) for n in range(5)))
    assert sorted(len(task.items) for task in await queued(redis)) == [1, 2, 2]
    await ingestor.close()


async def test_a_large_body_travels_alone_and_arrives_whole(redis: ArqRedis, ingestor: Ingestor) -> None:
    large = [item(f"large_{n}", bytes([n]) * 9_000_000) for n in range(2)]
    small = [item(f"small_{n}") for n in range(5)]
    replies = await asyncio.gather(*map(ingestor.put, [*large, *small]))
    assert replies == [Reason.ACCEPTED] * 7
    assert sorted(len(task.items) for task in await queued(redis)) == [1, 1, 5]
    assert sorted(await observed(redis), key=lambda one: one.delivery_id) == [*large, *small]


async def test_a_small_item_does_not_wait_for_large_ones_before_it(redis: ArqRedis, ingestor: Ingestor) -> None:
    order: list[str] = []

    async def put(one: Item) -> None:
        await ingestor.put(one)
        order.append(one.delivery_id)

    large = [put(item(f"large_{n}", bytes([n]) * 5_000_000)) for n in range(4)]
    await asyncio.gather(*large, put(item("small")))
    assert order.index("small") <= 1


async def test_pending_bytes_are_bounded_and_the_rest_is_refused(redis: ArqRedis) -> None:
    ingestor = patient(redis, max_pending_bytes=10_000)
    first = asyncio.gather(*(ingestor.put(item(f"a{n}", b"x" * 3_000)) for n in range(3)))
    await asyncio.sleep(0)
    assert ingestor.pending_bytes > 9_000
    assert await refusal(ingestor, item("b", b"x" * 3_000)) is Reason.OVERLOADED
    ingestor.record(item("c"))
    assert ingestor.dropped == 1
    assert await first == [Reason.ACCEPTED] * 3
    assert ingestor.pending_bytes == 0
    assert await ingestor.put(item("b", b"x" * 3_000)) is Reason.ACCEPTED
    await ingestor.close()


async def test_close_answers_what_is_pending_and_refuses_the_rest(redis: ArqRedis) -> None:
    ingestor = patient(redis)
    waiting = [asyncio.create_task(ingestor.put(item(f"a{n}"))) for n in range(3)]
    ingestor.record(item("r"))
    await asyncio.sleep(0)
    await ingestor.close()
    assert [await one for one in waiting] == [Reason.ACCEPTED] * 3
    assert len(await observed(redis)) == 4
    assert await refusal(ingestor, item("late")) is Reason.SHUTTING_DOWN


# --- when Redis is in trouble


class Impatient(Ingestor):
    """Its clock stands still until its waits are to be over."""

    now = 0.0

    def __init__(self, redis: ArqRedis, **options: Any) -> None:
        super().__init__(redis, reply_timeout_s=0.3, **options)
        self._clock = lambda: self.now

    async def refusal(self, one: Item) -> Reason:
        """Why it is refused when the time to wait for it is over."""
        putting = asyncio.create_task(refusal(self, one))
        await until(lambda: self.pending_bytes > 0 or putting.done())
        self.now += 1.0
        return await putting


async def test_a_killed_redis_is_unavailable_and_what_it_acknowledged_is_there_afterwards(tmp_path: Path) -> None:
    with valkey_server(tmp_path) as server:
        redis = await connect(server.url)
        ingestor = Impatient(redis)
        assert await ingestor.put(item("before")) is Reason.ACCEPTED
        server.kill()
        ingestor.record(item("lost"))
        assert await ingestor.refusal(item("during")) is Reason.QUEUE_UNAVAILABLE
        server.restart()
        await until(lambda: ingestor.pending_bytes == 0)
        assert await ingestor.put(item("after")) is Reason.ACCEPTED
        ids = {one.delivery_id for one in await observed(redis)}
        assert {"before", "after"} <= ids
        await ingestor.close()
        await redis.aclose()


async def test_a_redis_that_stands_still_is_unavailable_and_the_retry_is_settled_once(tmp_path: Path) -> None:
    with valkey_server(tmp_path) as server:
        redis = await connect(server.url)
        ingestor = Impatient(redis)
        await ingestor.put(item("before"))
        server.freeze()
        assert await ingestor.refusal(item("during")) is Reason.QUEUE_UNAVAILABLE
        server.thaw()
        await until(lambda: ingestor.pending_bytes == 0)
        assert await ingestor.put(item("during")) is Reason.DUPLICATE
        assert {one.delivery_id for one in await observed(redis)} == {"before", "during"}
        await ingestor.close()
        await redis.aclose()


async def test_what_waited_too_long_is_not_sent_afterwards(tmp_path: Path) -> None:
    with valkey_server(tmp_path) as server:
        redis = await connect(server.url)
        ingestor = Impatient(redis, max_batch=1)
        await ingestor.put(item("before"))
        server.freeze()
        putting = asyncio.gather(*(refusal(ingestor, item(f"during_{n}")) for n in range(5)))
        await until(lambda: ingestor.pending_bytes > 0)
        ingestor.record(item("recorded"))
        ingestor.now += 1.0
        refused = await putting
        await until(lambda: ingestor.dropped == 1)
        server.thaw()
        assert refused == [Reason.QUEUE_UNAVAILABLE] * 5
        await until(lambda: ingestor.pending_bytes == 0)
        assert {one.delivery_id for one in await observed(redis)} == {"before", "during_0"}
        await ingestor.close()
        await redis.aclose()


async def test_a_full_redis_is_told_apart_from_one_that_is_away(tmp_path: Path) -> None:
    with valkey_server(tmp_path, maxmemory="3mb") as server:
        redis = await connect(server.url)
        ingestor = patient(redis)
        assert 0 < (await pressure(redis) or 0) < 1
        reasons = set()
        for n in range(8):
            try:
                await ingestor.put(item(f"m{n}", b"x" * 500_000))
            except Unavailable as error:
                reasons.add(error.reason)
        assert reasons == {Reason.QUEUE_FULL}
        with pytest.raises(Unavailable) as caught:
            await enqueue(redis, [Sweep(n) for n in range(100_000)])
        assert caught.value.reason is Reason.QUEUE_FULL
        await ingestor.close()
        await redis.aclose()


async def test_enqueue_reports_an_absent_redis_as_unavailable(tmp_path: Path) -> None:
    redis = await connect(f"unix://{tmp_path}/none?db=0")
    redis.connection_pool.connection_kwargs["retry"] = None
    with pytest.raises(Unavailable) as caught:
        await enqueue(redis, [Sweep(1)])
    assert caught.value.reason is Reason.QUEUE_UNAVAILABLE
    await redis.aclose()


# --- enqueue


async def test_each_task_goes_to_its_own_queue_and_keeps_its_arguments(redis: ArqRedis) -> None:
    await enqueue(redis, [CarryOut("deliver", "ntf_1", 0), CarryOut("register", "eff_1", 2), Sweep(7)])
    assert await queued(redis, "hot") == [CarryOut("deliver", "ntf_1", 0)]
    assert await queued(redis, "slow") == [CarryOut("register", "eff_1", 2), Sweep(7)]


async def test_enqueueing_again_never_rescores_a_waiting_task(redis: ArqRedis) -> None:
    await enqueue(redis, [CarryOut("deliver", "ntf_1", 0)], delay_s=3600)
    score = await redis.zscore(QUEUE_KEY["hot"], deliver_id("ntf_1"))
    await enqueue(redis, [CarryOut("deliver", "ntf_1", 0), CarryOut("deliver", "ntf_2", 0)])
    assert await redis.zscore(QUEUE_KEY["hot"], deliver_id("ntf_1")) == score
    assert await redis.llen(wake_key("hot")) == 1


async def test_a_deferred_task_is_due_by_redis_clock_and_outlives_its_delay(redis: ArqRedis) -> None:
    before, _ = await redis.time()
    await enqueue(redis, [Sweep(1)], delay_s=100)
    after, _ = await redis.time()
    score = await redis.zscore(QUEUE_KEY["slow"], "sweep:1")
    assert before <= score / 1000 - 100 < after + 1
    assert await redis.pexpiretime("arq:job:sweep:1") >= score + PAYLOAD_TTL_MS
    assert await redis.llen(wake_key("slow")) == 0


async def test_wake_up_tokens_stop_at_eight(redis: ArqRedis) -> None:
    await enqueue(redis, [Sweep(n) for n in range(3)])
    assert await redis.llen(wake_key("slow")) == 3
    await enqueue(redis, [Sweep(n) for n in range(1200)])
    assert await redis.llen(wake_key("slow")) == 8
    assert await redis.zcard(QUEUE_KEY["slow"]) == 1200


async def test_a_unix_socket_and_a_database_number_are_understood(valkey: Server, redis: ArqRedis) -> None:
    other = await connect(valkey.socket_url.replace("db=0", "db=1"))
    await enqueue(other, [Sweep(1)])
    assert await redis.zcard(QUEUE_KEY["slow"]) == 0
    assert await other.zcard(QUEUE_KEY["slow"]) == 1
    await other.aclose()


async def test_tls_checks_the_host_name() -> None:
    redis = await connect("rediss://redis.example:6380/0")
    assert redis.connection_pool.connection_kwargs["ssl_check_hostname"] is True
    assert redis.connection_pool.make_connection().ssl_context.cert_reqs is ssl.CERT_REQUIRED
    await redis.aclose()


# --- what travels


@given(st.binary())
def test_any_bytes_are_a_call_that_arq_can_make(raw: bytes) -> None:
    call = read_envelope(raw)
    assert (call["f"], call["a"][0], call["k"]) == ("task", UNREADABLE, {})
    assert call["a"][1] == raw


def test_another_functions_call_is_unreadable_and_not_run() -> None:
    raw = msgspec.msgpack.encode({"t": None, "f": "other", "a": ["observe", b""], "k": {}, "et": 1})
    assert read_envelope(raw)["a"] == (UNREADABLE, raw)


def test_a_payload_is_shown_by_its_length_only() -> None:
    raw = msgspec.msgpack.encode({"t": None, "f": "task", "a": ["observe", b"canary"], "k": {}, "et": 1})
    assert "canary" not in repr(read_envelope(raw))


@given(st.sampled_from(["observe", "deliver", "sweep"]), st.binary())
def test_unpacking_any_bytes_gives_a_task_or_a_value_error(name: str, payload: bytes) -> None:
    try:
        task = unpack(name, payload)
    except ValueError:
        return
    assert unpack(name, pack(task)) == task


def test_a_name_that_is_no_tasks_is_a_kind_of_outbox_entry() -> None:
    assert unpack("mirror", pack(CarryOut("mirror", "eff_1", 2))) == CarryOut("mirror", "eff_1", 2)
    with pytest.raises(ValueError, match="not a mirror task"):
        unpack("mirror", b"")


def test_a_task_of_an_older_version_can_be_read() -> None:
    assert unpack("deliver", msgspec.msgpack.encode({"effect": "ntf_1", "tries": 2})) == CarryOut("deliver", "ntf_1", 2)
    older = {"account": "lab", "job": "j", "ticket": "t", "until": 1.0}
    assert unpack("cancel", msgspec.msgpack.encode(older)) == Cancel("lab", "j", "t", 1.0)


# --- what Redis promises


async def test_our_own_settings_keep_every_promise(tmp_path: Path) -> None:
    with valkey_server(tmp_path, maxmemory="100mb") as server:
        redis = await connect(server.url)
        assert await durability(redis) == []
        await redis.config_set("appendfsync", "everysec")
        await redis.config_set("maxmemory-policy", "allkeys-lru")
        assert [said.split()[1] for said in await durability(redis)] == ["appendfsync", "maxmemory-policy"]
        await redis.aclose()


async def test_each_weaker_promise_is_said(tmp_path: Path) -> None:
    with valkey_server(tmp_path, appendonly=False) as server:
        redis = await connect(server.url)
        assert await pressure(redis) is None
        said = await durability(redis)
        assert len(said) == 2
        assert "append-only" in said[0]
        assert "maxmemory" in said[1]
        await redis.aclose()


async def test_a_forbidden_config_is_said_and_not_an_error(redis: ArqRedis, valkey: Server) -> None:
    await redis.execute_command("ACL SETUSER guest on >guest ~* +@all -config")
    guest = await connect(valkey.url.replace("redis://", "redis://guest:guest@"))
    said = await durability(guest)
    assert "does not tell" in said[0]
    await guest.aclose()
    await redis.execute_command("ACL DELUSER guest")
