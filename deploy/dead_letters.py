"""Reads dead letters from their topics and sends them back to where they came from."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from aiokafka import TopicPartition

from deploy.provision import read_plans
from shared.messaging.access import consuming
from shared.messaging.cluster import Cluster
from shared.messaging.dead_letters import (
    ATTEMPTS,
    CONSUMER,
    CUT,
    DEAD_HEADERS,
    DIED_AT,
    REASON,
    SUFFIX,
)
from shared.messaging.envelope import Message
from shared.messaging.kafka import Sender

POLL_MS = 1000
REPLAYED = "laurel-dead-replayed"
"""Header of a note on a dead-letter topic: which letter was sent again. Kafka forgets what a group
has committed long before it forgets the letters."""


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A dead letter at its place; `id` names it for show and replay.

    `whole_at` is where the message was read of which only the start could be kept, else empty.
    """

    id: str
    topic: str
    message: Message
    consumer: str
    attempts: str
    reason: str
    died_at: str
    whole_at: str
    replayed: bool = False

    @property
    def event(self) -> str:
        """The event's id, if it has one."""
        return dict(self.message.headers).get("ce_id", b"").decode("utf-8", "replace")


def _partitions(prefix: str) -> list[TopicPartition]:
    plans = read_plans()
    return [
        TopicPartition(f"{prefix}.{name}{SUFFIX}", number)
        for name in plans.topics
        for number in range(plans.dead_letters.partitions)
    ]


async def waiting(kafka: Cluster, prefix: str) -> list[KeptLetter]:
    """The dead letters that were not sent again."""
    return [letter async for letter in read_letters(kafka, prefix) if not letter.replayed]


async def read_letters(kafka: Cluster, prefix: str) -> AsyncIterator[KeptLetter]:
    """Every dead letter that Kafka still keeps, oldest first on each topic."""
    letters: list[KeptLetter] = []
    replayed: set[str] = set()
    async with consuming(kafka) as consumer:
        partitions = _partitions(prefix)
        ends = await consumer.end_offsets(partitions)
        begins = await consumer.beginning_offsets(partitions)
        left = {tp for tp in partitions if begins[tp] < ends[tp]}
        consumer.assign(list(left))
        if left:
            await consumer.seek_to_beginning(*left)
        while left:
            for tp, records in (await consumer.getmany(timeout_ms=POLL_MS)).items():
                for record in records:
                    headers = {
                        name: (value or b"").decode("utf-8", "replace")
                        for name, value in record.headers
                    }
                    if REPLAYED in headers and REASON not in headers:
                        replayed.add(headers[REPLAYED])
                        continue
                    topic = tp.topic.removesuffix(SUFFIX)
                    letter = KeptLetter(
                        id=f"{topic.removeprefix(prefix + '.')}/{tp.partition}/{record.offset}",
                        topic=topic,
                        message=Message(
                            topic,
                            record.key or b"",
                            record.value or b"",
                            tuple(h for h in record.headers if h[0] not in DEAD_HEADERS),
                        ),
                        consumer=headers.get(CONSUMER, ""),
                        attempts=headers.get(ATTEMPTS, ""),
                        reason=headers.get(REASON, ""),
                        died_at=headers.get(DIED_AT, ""),
                        whole_at=headers.get(CUT, ""),
                    )
                    letters.append(letter)
            left = {tp for tp in left if await consumer.position(tp) < ends[tp]}
    for letter in letters:
        yield replace(letter, replayed=letter.id in replayed)


@dataclass(frozen=True, slots=True)
class Replay:
    """How many messages were sent, which letters that answers, and how many were left out.

    `cut` are the letters that nobody can send, since only the start of their message was kept.
    """

    sent: int
    answered: frozenset[str]
    left_out: int
    cut: frozenset[str] = frozenset()


async def replay_letters(kafka: Cluster, prefix: str, ids: frozenset[str] | None) -> Replay:
    """Sends the messages of the letters with these ids to their topics again, each once.

    When None, of all that wait but the malformed, whose readers would bury them again. Readers
    that had handled a message before ignore it; those that gave up try again.
    """
    found = [letter async for letter in read_letters(kafka, prefix)]
    cut = frozenset(x.id for x in found if x.whole_at and (ids is None or x.id in ids))
    letters = [letter for letter in found if not letter.whole_at]
    chosen = [x for x in letters if (_is_due(x) if ids is None else x.id in ids)]
    messages = dict.fromkeys(letter.message for letter in chosen)
    answered = [letter for letter in letters if letter.message in messages]
    left_out = [x for x in letters if not (ids or x.replayed or x.message in messages)]
    sender = Sender(kafka, "laurel-dlq")
    try:
        await sender.send(list(messages))
        await sender.send([_note(letter) for letter in answered if not letter.replayed])
    finally:
        await sender.stop()
    return Replay(
        sent=len(messages),
        answered=frozenset(letter.id for letter in answered),
        left_out=len(left_out),
        cut=cut,
    )


def _is_due(letter: KeptLetter) -> bool:
    return not (letter.replayed or letter.reason.startswith("malformed:"))


def _note(letter: KeptLetter) -> Message:
    header = (REPLAYED, letter.id.encode())
    return Message(f"{letter.topic}{SUFFIX}", letter.message.key, b"", (header,))
