"""Messages that could not be handled: kept as they came, with the reason, replayable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.messaging.envelope import Message
from shared.messaging.kafka import Sender
from shared.metrics.counted import DEAD_LETTERS

REASON = "laurel-dead-reason"
CONSUMER = "laurel-dead-consumer"
ATTEMPTS = "laurel-dead-attempts"
DIED_AT = "laurel-dead-at"
DEAD_HEADERS = (REASON, CONSUMER, ATTEMPTS, DIED_AT)
SUFFIX = ".dead"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that `consumer` gave up on after so many attempts, and why."""

    message: Message
    consumer: str
    attempts: int
    reason: str

    def to_message(self) -> Message:
        """The message for the dead-letter topic: the one that came, plus what became of it."""
        headers = [h for h in self.message.headers if h[0] not in DEAD_HEADERS]
        headers += [
            (REASON, self.reason[:4000].encode()),
            (CONSUMER, self.consumer.encode()),
            (ATTEMPTS, str(self.attempts).encode()),
            (DIED_AT, datetime.now(UTC).isoformat().encode()),
        ]
        return Message(
            f"{self.message.topic}{SUFFIX}", self.message.key, self.message.value, tuple(headers)
        )


class DeadLetters:
    """Sends dead letters; returns only when Kafka has them."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def bury(self, letters: Sequence[DeadLetter]) -> None:
        """Keeps the letters. Raises Unavailable when Kafka does not acknowledge them."""
        await self._sender.send([letter.to_message() for letter in letters])
        for letter in letters:
            DEAD_LETTERS.labels(letter.message.topic).inc()
