"""What somebody has decided never to be handled: which message, why, who said so, and when.

Kept on a topic of its own for as long as the messages themselves, which is for ever: dead letters
are forgotten after a month, what stands on a topic is not.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from pydantic import BaseModel, ConfigDict

from deploy.provision import DISCARDED
from shared.messaging.dead_letters import DEAD_HEADERS
from shared.messaging.envelope import Message
from shared.values import Instant


class Discard(BaseModel):
    """One message that was discarded, by its `identity`, and the letters that told of it.

    A foreign message is discarded for good, whoever may give it up afterwards; with one of
    Laurel's events only these letters are. It holds nothing of the message but the event's id.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    identity: str
    event: str
    foreign: bool
    letters: tuple[str, ...]
    reason: str
    by: str
    at: Instant

    def __str__(self) -> str:
        what = self.event or "a message without ce_id"
        letters = ", ".join(self.letters)
        return f"{what} ({letters}): by {self.by}, {self.at:%Y-%m-%d}: {self.reason}"

    def to_message(self, prefix: str) -> Message:
        """The message that keeps it."""
        body = self.model_dump_json().encode()
        return Message(f"{prefix}.{DISCARDED}", self.identity.encode(), body, ())


def identity(message: Message, whole_at: str = "") -> str:
    """The same for every copy of a message; `whole_at` is the place of one that was cut."""
    if whole_at:
        return f"at:{whole_at}"
    headers = [header for header in message.headers if header[0] not in DEAD_HEADERS]
    parts = [message.topic.encode(), message.key, message.value]
    for name, value in headers:
        parts += [name.encode(), value]
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return f"sha256:{digest.hexdigest()}"


def by_identity(discards: Iterable[Discard]) -> Mapping[str, tuple[Discard, ...]]:
    """All that were made for each message, oldest first."""
    found: dict[str, tuple[Discard, ...]] = {}
    for discard in discards:
        found[discard.identity] = (*found.get(discard.identity, ()), discard)
    return found
