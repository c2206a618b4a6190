"""Messages that could not be handled: kept as they came, with the reason, replayable.

One that leaves no room for the reason is cut: its start is kept, and where the whole of it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from shared.messaging.envelope import Message, Received
from shared.messaging.kafka import Sender, TooLarge
from shared.metrics.counted import DEAD_LETTERS

REASON = "laurel-dead-reason"
CONSUMER = "laurel-dead-consumer"
ATTEMPTS = "laurel-dead-attempts"
DIED_AT = "laurel-dead-at"
CUT = "laurel-dead-cut"
DEAD_HEADERS = (REASON, CONSUMER, ATTEMPTS, DIED_AT, CUT)
SUFFIX = ".dead"

START = 64 * 1024
HEADERS = 50
SHORT = 1_000
"""What is kept of a message that is cut: bytes of its body, headers, and bytes of each and of the
key."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that `consumer` gave up on after so many attempts, and why."""

    message: Received
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

    def to_cut_message(self) -> Message:
        """The same with the start of the message that came, and its position."""
        came = self.message
        headers = [(name[:SHORT], value[:SHORT]) for name, value in came.headers[:HEADERS]]
        start = replace(
            came, key=came.key[:SHORT], value=came.value[:START], headers=tuple(headers)
        )
        letter = replace(self, message=start).to_message()
        partition, offset = came.position
        where = (CUT, f"{came.topic}/{partition}/{offset}".encode())
        return replace(letter, headers=(*letter.headers, where))


class DeadLetters:
    """Sends dead letters; returns only when Kafka has them."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def bury(self, letters: Sequence[DeadLetter]) -> None:
        """Keeps the letters. Raises Unavailable when Kafka does not acknowledge them."""
        try:
            await self._sender.send([letter.to_message() for letter in letters])
        except TooLarge:
            for letter in letters:
                await self._bury(letter)
        for letter in letters:
            DEAD_LETTERS.labels(letter.message.topic).inc()

    async def _bury(self, letter: DeadLetter) -> None:
        try:
            await self._sender.send([letter.to_message()])
        except TooLarge:
            await self._sender.send([letter.to_cut_message()])
