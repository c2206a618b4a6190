"""Discards messages that nobody will ever handle, by their dead letters or where they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiokafka import TopicPartition

from deploy.dead_letters import KeptLetter, read_letters
from deploy.discards import Discard, identity
from deploy.provision import read_plans
from shared.messaging.access import consuming
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Malformed, Message
from shared.messaging.incoming import as_message, read
from shared.messaging.kafka import Sender


@dataclass(frozen=True, slots=True)
class Why:
    """Why a message is discarded, who says so, and when."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Discarding:
    """What was discarded now, and before; what was named and is not there.

    `ours` are messages named by their place that are events of Laurel's: whoever reads their topic
    has handled them, or has buried them with a letter.
    """

    made: tuple[Discard, ...] = ()
    before: tuple[Discard, ...] = ()
    unknown: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()


async def discard_letters(kafka: Cluster, prefix: str, ids: Sequence[str], why: Why) -> Discarding:
    """Discards the messages of the letters with these ids: nobody need handle them any more.

    With each its other letters are. Nothing is done about one that was discarded before. Raises
    Unavailable when Kafka does not keep it.
    """
    kept = await read_letters(kafka, prefix)
    named = [letter for letter in kept.letters if letter.id in ids]
    before = {x.identity: x.discard for x in named if x.discard}
    made = []
    for same in dict.fromkeys(x.identity for x in named if not x.discard):
        letters = [x for x in kept.letters if x.identity == same and not x.discard]
        made.append(_discard(same, letters, why))
    await _keep(kafka, prefix, made)
    unknown = set(ids) - {letter.id for letter in named}
    return Discarding(tuple(made), tuple(before.values()), tuple(sorted(unknown)))


async def discard_messages(
    kafka: Cluster, prefix: str, places: Sequence[str], why: Why
) -> Discarding:
    """Discards foreign messages by their places, topic/partition/offset without the prefix.

    For those whose letters Kafka has forgotten. Raises Unavailable when Kafka does not keep it.
    """
    kept = await read_letters(kafka, prefix)
    made, before, unknown, ours = [], [], [], []
    for place in dict.fromkeys(places):
        message = await _at(kafka, prefix, place)
        if message is None:
            unknown.append(place)
            continue
        if _readable(message):
            ours.append(place)
            continue
        ids = {identity(message), identity(message, f"{prefix}.{place}")}
        if found := [x for x in kept.discards if x.foreign and x.identity in ids]:
            before.append(found[0])
            continue
        letters = [x for x in kept.letters if x.identity in ids and not x.discard]
        same = letters[0].identity if letters else identity(message)
        event = dict(message.headers).get("ce_id", b"").decode("utf-8", "replace")
        made.append(_discard(same, letters, why, event))
    await _keep(kafka, prefix, made)
    return Discarding(tuple(made), tuple(before), tuple(unknown), tuple(ours))


def _discard(same: str, letters: Sequence[KeptLetter], why: Why, event: str = "") -> Discard:
    return Discard(
        identity=same,
        event=letters[0].event if letters else event,
        foreign=all(x.foreign for x in letters),
        letters=tuple(x.id for x in letters),
        reason=why.reason,
        by=why.by,
        at=why.at,
    )


def _readable(message: Message) -> bool:
    try:
        read(message)
    except Malformed:
        return False
    return True


async def _at(kafka: Cluster, prefix: str, place: str) -> Message | None:
    """The message at a place, None when there is none."""
    topic, _, where = place.partition("/")
    partition, _, offset = where.partition("/")
    plan = read_plans().topics.get(topic)
    if plan is None or not (partition.isdecimal() and offset.isdecimal()):
        return None
    if int(partition) >= plan.partitions:
        return None
    tp = TopicPartition(f"{prefix}.{topic}", int(partition))
    async with consuming(kafka) as consumer:
        begin = (await consumer.beginning_offsets([tp]))[tp]
        end = (await consumer.end_offsets([tp]))[tp]
        if not begin <= int(offset) < end:
            return None
        consumer.assign([tp])
        consumer.seek(tp, int(offset))
        record = await consumer.getone()
    # What was compacted away is not there any more: the next one is read.
    return as_message(record) if record.offset == int(offset) else None


async def _keep(kafka: Cluster, prefix: str, discards: Iterable[Discard]) -> None:
    sender = Sender(kafka, "laurel-dlq")
    try:
        await sender.send([discard.to_message(prefix) for discard in discards])
    finally:
        await sender.stop()
