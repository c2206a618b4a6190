"""A message that can't be folded is buried alone."""

import asyncio
import json
import re
from dataclasses import replace
from typing import Any

from aiokafka import AIOKafkaConsumer

from shared.messaging.envelope import Message
from tests.bus.stats.conftest import Folding
from tests.bus.stats.said import a_round


async def test_poison_is_buried_with_its_reason_and_the_rest_is_counted(folding: Folding) -> None:
    said = a_round(60)
    good = said[0].message(folding.prefix)
    poison = [
        replace(good, value=b"not json"),
        replace(good, value=json.dumps({"standing": None}).encode()),
        replace(good, headers=()),
        replace(good, key=b"somebody else"),
        with_sequence(good, b"x"),
        with_sequence(good, None),
        with_sequence(good, str(2**63).encode()),
        replace(good, topic=f"{folding.prefix}.reviews.v1"),
        replace(good, value=good.value.replace(b'"district":"', b'"district":"a|b')),
        replace(good, value=good.value.replace(b'"submitted":', b'"Submitted!":')),
        replace(good, value=good.value.replace(b'"submitted":', b'"accepted_and_withdrawn":')),
        replace(good, value=good.value.replace(b"+00:00", b"").replace(b"Z", b"")),
        at(good, b"9999-12-31T23:59:59-01:00"),
        at(good, b"0001-01-01T00:00:00+14:00"),
        at(good, b"0001-06-01T00:00:00Z"),
        Message(good.topic, b"", b"", ()),
    ]
    folding.start()
    await folding.send(*poison[:7])
    await folding.tell(said[: len(said) // 2])
    await folding.send(*poison[7:])
    await folding.tell(said[len(said) // 2 :])
    await folding.comes_to(said)
    reasons = await buried(folding, len(poison))
    for words in (
        "malformed",
        "standing",
        "'ce_type' is missing",
        "not the subject",
    ):
        assert any(words in reason for reason in reasons), (words, reasons)
    assert sum("does not belong on" in reason for reason in reasons) == 1
    assert sum("is not an id" in reason for reason in reasons) == 3
    assert sum("no time zone" in reason for reason in reasons) == 1


def with_sequence(good: Message, sequence: bytes | None) -> Message:
    headers: dict[str, Any] = dict(good.headers) | {"ce_sequence": sequence}
    return replace(good, headers=tuple(headers.items()))


def at(good: Message, time: bytes) -> Message:
    """The same with another time for each of its milestones."""
    return replace(good, value=re.sub(rb"\d{4}-\d\d-\d\dT[0-9:.+Z-]+", time, good.value))


async def buried(folding: Folding, count: int) -> list[str]:
    consumer = AIOKafkaConsumer(
        f"{folding.prefix}.applications.v1.dead",
        f"{folding.prefix}.reviews.v1.dead",
        bootstrap_servers=folding.kafka,
        auto_offset_reset="earliest",
    )
    await consumer.start()
    try:
        letters = [await asyncio.wait_for(consumer.getone(), 60) for _ in range(count)]
    finally:
        await consumer.stop()
    return [dict(letter.headers)["laurel-dead-reason"].decode() for letter in letters]
