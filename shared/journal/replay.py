"""Refills Kafka from the journals."""

from collections.abc import AsyncIterator

from shared.messaging.envelope import to_message
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from shared.mongo import Collection

MESSAGES_AT_ONCE = 2000


async def replay(
    collection: Collection, sender: Sender, *, source: str, topic_prefix: str
) -> AsyncIterator[int]:
    """Sends every journal event again, in order for each record; yields how many were sent so far.

    Readers know what they have heard already, so a replay onto a full Kafka changes nothing.
    """
    sent, waiting = 0, []
    async for record in collection.find({}, {"events": 1}, batch_size=200):
        for document in record["events"]:
            event = RecordedEvent.from_document(document)
            waiting.append(
                to_message(event, key=record["_id"], source=source, topic_prefix=topic_prefix)
            )
        if len(waiting) >= MESSAGES_AT_ONCE:
            await sender.send(waiting)
            sent += len(waiting)
            waiting = []
            yield sent
    if waiting:
        await sender.send(waiting)
        yield sent + len(waiting)
