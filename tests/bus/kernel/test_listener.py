"""A message that can't be handled is kept and holds up only its own key."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from prometheus_client import REGISTRY

from deploy.provision import read_plans
from shared.contracts.applications import ApplicationSubmitted
from shared.errors import Rejected, Unavailable
from shared.messaging.envelope import Message, to_message
from shared.messaging.incoming import Incoming
from shared.messaging.recorded import RecordedEvent
from tests.builders import NOON, a_submission
from tests.bus.kernel.conftest import Bench, until

PARTITIONS = read_plans().topics["applications.v1"].partitions


class Hearer:
    """Notes what it hears, and fails for the keys it is told to."""

    def __init__(self) -> None:
        self.heard: dict[str, list[int]] = defaultdict(list)
        self.fails_for: dict[str, Exception] = {}

    async def __call__(self, incoming: Incoming[ApplicationSubmitted]) -> None:
        if error := self.fails_for.get(incoming.key):
            raise error
        self.heard[incoming.key].append(incoming.seq)


async def submit(bench: Bench, *keys: str) -> None:
    for key in keys:
        await bench.journal.create(key, {}, [a_submission(key)], at=NOON)


async def test_events_are_heard_in_order_for_each_key(bench: Bench) -> None:
    hearer = Hearer()
    bench.start(bench.relay.run)
    for key in ("a", "b"):
        events = [a_submission(key)] * 5
        await bench.journal.create(key, {}, events, at=NOON)
    await bench.listen({ApplicationSubmitted: hearer})
    await until(lambda: hearer.heard == {"a": [1, 2, 3, 4, 5], "b": [1, 2, 3, 4, 5]})


async def test_poison_is_buried_with_its_reason_and_the_others_go_on(bench: Bench) -> None:
    hearer = Hearer()
    topic = f"{bench.prefix}.applications.v1"
    await bench.sender.send(
        [
            Message(topic, b"x", b"not json", (("content-type", b"text/plain"),)),
            Message(topic, b"x", b"\xff\xfe", (("ce_id", b"\xff"),)),
        ]
    )
    bench.start(bench.relay.run)
    await submit(bench, "a")
    await bench.listen({ApplicationSubmitted: hearer})
    await until(lambda: hearer.heard == {"a": [1]})
    dead = await bench.messages("applications.v1.dead", 2)
    assert [record.value for record in dead] == [b"not json", b"\xff\xfe"]
    reasons = [dict(record.headers)["laurel-dead-reason"] for record in dead]
    assert all(b"'ce_specversion' is missing" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"ce_time": b"yesterday"}, b"unreadable"),
        ({"ce_sequence": None}, b"'ce_sequence' is empty"),
        ({"ce_sequence": b"9223372036854775808"}, b"ce_sequence is 9223372036854775808"),
        ({"traceparent": b"no trace", "ce_type": b"nobody's"}, b"not one of Laurel's"),
        ({"body": b"9999-12-31T23:59:59-01:00"}, b"within the years 1 to 9999"),
    ],
)
async def test_whatever_can_t_be_read_is_buried_alone(
    bench: Bench, changed: dict[str, bytes | None], reason: bytes
) -> None:
    hearer = Hearer()
    await bench.sender.send([a_message(bench, "bad", changed), a_message(bench, "a", {})])
    await bench.listen({ApplicationSubmitted: hearer})
    await until(lambda: hearer.heard == {"a": [1]})
    (dead,) = await bench.messages("applications.v1.dead", 1)
    assert dead.key == b"bad"
    assert reason in dict(dead.headers)["laurel-dead-reason"]


def a_message(bench: Bench, key: str, changed: dict[str, bytes | None]) -> Message:
    """A submission as somebody else might send it: other headers, another time in the body."""
    recorded = RecordedEvent.of(
        a_submission(key), seq=1, source="intake", key=key, at=NOON, traceparent=None
    )
    good = to_message(recorded, key=key, source="intake", topic_prefix=bench.prefix)
    time = changed.get("body") or b"2019-07-01T04:00:00Z"
    headers: dict[str, Any] = dict(good.headers) | {
        name: value for name, value in changed.items() if name != "body"
    }
    return replace(
        good,
        value=good.value.replace(b"2019-07-01T04:00:00Z", time),
        headers=tuple(headers.items()),
    )


async def test_a_rejected_event_is_buried_at_once(bench: Bench) -> None:
    hearer = Hearer()
    hearer.fails_for["bad"] = Rejected("no such thing", code="nonsense")
    bench.start(bench.relay.run)
    await submit(bench, "bad", "good")
    await bench.listen({ApplicationSubmitted: hearer})
    await until(lambda: hearer.heard == {"good": [1]})
    (dead,) = await bench.messages("applications.v1.dead", 1)
    headers = dict(dead.headers)
    assert headers["laurel-dead-reason"] == b"rejected: nonsense: no such thing"
    assert headers["laurel-dead-consumer"] == b"reader"
    assert headers["ce_id"] == b"intake/bad/1"


async def test_a_failing_event_waits_with_its_successors_while_other_keys_go_on(
    bench: Bench,
) -> None:
    hearer = Hearer()
    hearer.fails_for["slow"] = Unavailable("not yet")
    bench.start(bench.relay.run)
    await bench.journal.create("slow", {}, [a_submission("slow")] * 3, at=NOON)
    await submit(bench, "quick")
    await bench.listen({ApplicationSubmitted: hearer})
    await until(lambda: parked(bench, 3))
    await until(lambda: hearer.heard == {"quick": [1]})
    hearer.fails_for.clear()
    await until(lambda: hearer.heard == {"quick": [1], "slow": [1, 2, 3]})
    await until(lambda: parked(bench, 0))


async def parked(bench: Bench, count: int) -> bool:
    return await bench.parking.count() == count


async def test_a_fault_in_a_handler_loses_nothing(bench: Bench) -> None:
    hearer = Hearer()
    hearer.fails_for["a"] = ZeroDivisionError("a bug")
    bench.start(bench.relay.run)
    await submit(bench, "a")
    await bench.listen({ApplicationSubmitted: hearer})
    await until(lambda: parked(bench, 1))
    hearer.fails_for.clear()
    await until(lambda: hearer.heard == {"a": [1]})


class InBulk(Hearer):
    """Hears many at once, too."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[int] = []

    async def many(self, incoming: Sequence[Incoming[ApplicationSubmitted]]) -> None:
        if error := next(
            (self.fails_for[i.key] for i in incoming if i.key in self.fails_for), None
        ):
            raise error
        self.calls.append(len(incoming))
        for each in incoming:
            await self(each)


async def listen_in_bulk(bench: Bench, hearer: "InBulk") -> None:
    await bench.listen({ApplicationSubmitted: hearer}, {ApplicationSubmitted: hearer.many})


async def test_what_is_heard_in_bulk_stays_in_order_for_each_key(bench: Bench) -> None:
    hearer = InBulk()
    keys = [f"a{n}" for n in range(20)]
    for key in keys:
        await bench.journal.create(key, {}, [a_submission(key)] * 3, at=NOON)
    await bench.sweep()
    await listen_in_bulk(bench, hearer)
    await until(lambda: hearer.heard == {key: [1, 2, 3] for key in keys})
    assert sum(hearer.calls) > len(hearer.calls)


@pytest.mark.parametrize("error", [Unavailable("not yet"), ZeroDivisionError("a bug")])
async def test_what_fails_in_bulk_is_heard_one_by_one(bench: Bench, error: Exception) -> None:
    hearer = InBulk()
    hearer.fails_for["slow"] = error
    keys = [f"a{n}" for n in range(10)]
    await submit(bench, *keys, "slow")
    await bench.sweep()
    await listen_in_bulk(bench, hearer)
    await until(lambda: parked(bench, 1))
    await until(lambda: hearer.heard == {key: [1] for key in keys})
    hearer.fails_for.clear()
    await until(lambda: hearer.heard == {key: [1] for key in [*keys, "slow"]})


async def test_poison_among_what_is_heard_in_bulk_is_buried_alone(bench: Bench) -> None:
    hearer = InBulk()
    keys = [f"a{n}" for n in range(10)]
    await submit(bench, *keys)
    await bench.sweep()
    await bench.sender.send([Message(f"{bench.prefix}.applications.v1", b"x", b"not json", ())])
    await listen_in_bulk(bench, hearer)
    await until(lambda: hearer.heard == {key: [1] for key in keys})
    (dead,) = await bench.messages("applications.v1.dead", 1)
    assert dead.value == b"not json"


async def test_dead_letters_are_counted_from_nought(bench: Bench) -> None:
    topic = f"{bench.prefix}.applications.v1"

    def counted() -> float | None:
        return REGISTRY.get_sample_value("laurel_dead_letters_total", {"topic": topic})

    await bench.listen({ApplicationSubmitted: Hearer()})
    assert counted() == 0
    await bench.sender.send([Message(topic, b"x", b"not json", ())] * 3)
    await until(lambda: counted() == 3)


async def test_a_reader_too_many_is_ready_though_it_has_nothing_to_read(bench: Bench) -> None:
    for _ in range(PARTITIONS + 1):
        await bench.listen({ApplicationSubmitted: Hearer()})

    async def all_ready() -> bool:
        if any([await subscription.wrong() for subscription in bench.subscriptions]):
            return False
        shares = [subscription.consumer.assignment() for subscription in bench.subscriptions]
        return sorted(map(len, shares)) == [0] + [1] * PARTITIONS

    await until(all_ready)
