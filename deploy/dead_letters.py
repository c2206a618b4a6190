"""Reads dead letters from their topics and sends them back to where they came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aiokafka import ConsumerRecord

from deploy.discards import Discard, by_identity, identity
from deploy.kept_records import kept_records
from deploy.provision import DISCARDED, read_plans
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
from shared.messaging.envelope import Malformed, Message
from shared.messaging.incoming import read
from shared.messaging.kafka import Sender

REPLAYED = "laurel-dead-replayed"
"""Header of a note on a dead-letter topic: which letter was sent again. Kafka forgets what a group
has committed long before it forgets the letters."""
FOREIGN = "malformed:"
"""How the reason of a message begins that its reader could not take for one of Laurel's events."""


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A dead letter at its place; `id` names it for show, replay and discard.

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
    discard: Discard | None = None

    @property
    def event(self) -> str:
        """The event's id, if it has one."""
        return dict(self.message.headers).get("ce_id", b"").decode("utf-8", "replace")

    @property
    def waits(self) -> bool:
        """Whether nobody has sent it again or discarded it."""
        return not (self.replayed or self.discard)

    @property
    def identity(self) -> str:
        """What all letters of the same message have in common."""
        return identity(self.message, self.whole_at)

    @property
    def foreign(self) -> bool:
        """Whether its reader could not take it for one of Laurel's events."""
        return self.reason.startswith(FOREIGN)

    @property
    def readable(self) -> bool:
        """Whether this version can take it for one, be it that no other could before."""
        try:
            read(self.message)
        except Malformed:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Kept:
    """The dead letters that Kafka still keeps, oldest first on each topic, and all discards."""

    letters: tuple[KeptLetter, ...]
    discards: tuple[Discard, ...] = ()

    @property
    def waiting(self) -> list[KeptLetter]:
        """The letters that were neither sent again nor discarded."""
        return [letter for letter in self.letters if letter.waits]


async def read_letters(kafka: Cluster, prefix: str) -> Kept:
    """What is kept at present."""
    plans = read_plans()
    topics = {f"{prefix}.{name}{SUFFIX}": plans.dead_letters.partitions for name in plans.topics}
    topics[f"{prefix}.{DISCARDED}"] = plans.discarded.partitions
    letters: list[KeptLetter] = []
    replayed: set[str] = set()
    discards: list[Discard] = []
    async with consuming(kafka) as consumer:
        async for record in kept_records(consumer, topics):
            headers = _headers(record)
            if record.topic == f"{prefix}.{DISCARDED}":
                discards.append(Discard.model_validate_json(record.value or b""))
            elif REPLAYED in headers and REASON not in headers:
                replayed.add(headers[REPLAYED])
            else:
                letters.append(_letter(record, headers, prefix))
    made = by_identity(discards)
    return Kept(
        tuple(replace(x, replayed=x.id in replayed, discard=_discard_of(x, made)) for x in letters),
        tuple(discards),
    )


def _headers(record: "ConsumerRecord[bytes, bytes]") -> dict[str, str]:
    return {name: (value or b"").decode("utf-8", "replace") for name, value in record.headers}


def _letter(
    record: "ConsumerRecord[bytes, bytes]", headers: Mapping[str, str], prefix: str
) -> KeptLetter:
    topic = record.topic.removesuffix(SUFFIX)
    kept = tuple((name, value or b"") for name, value in record.headers if name not in DEAD_HEADERS)
    return KeptLetter(
        id=f"{topic.removeprefix(prefix + '.')}/{record.partition}/{record.offset}",
        topic=topic,
        message=Message(topic, record.key or b"", record.value or b"", kept),
        consumer=headers.get(CONSUMER, ""),
        attempts=headers.get(ATTEMPTS, ""),
        reason=headers.get(REASON, ""),
        died_at=headers.get(DIED_AT, ""),
        whole_at=headers.get(CUT, ""),
    )


def _discard_of(letter: KeptLetter, made: Mapping[str, Sequence[Discard]]) -> Discard | None:
    """The first discard that covers a letter."""
    return next(
        (
            discard
            for discard in made.get(letter.identity, ())
            if letter.id in discard.letters or (discard.foreign and letter.foreign)
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Replay:
    """How many messages were sent, and which letters that answers.

    `cut` are the letters that nobody can send, since only the start of their message was kept;
    `foreign` those that every reader would only bury again; `before` those that were sent again
    or discarded already. `left_out` counts the foreign ones that nobody named.
    """

    sent: int
    answered: frozenset[str]
    left_out: int = 0
    cut: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()


async def replay_letters(
    kafka: Cluster, prefix: str, ids: frozenset[str] | None, *, again: bool = False
) -> Replay:
    """Sends the messages of the letters with these ids to their topics again, each once.

    When None, of all that wait. What this version can't read is not sent: it would only be there
    once more. Neither is what was sent or discarded already, unless `again` says so. Readers that
    had handled a message before ignore it; those that gave up try again.
    """
    letters = (await read_letters(kafka, prefix)).letters
    named = [x for x in letters if (x.waits if ids is None else x.id in ids)]
    cut = [x for x in named if x.whole_at]
    foreign = [x for x in named if not x.whole_at and x.foreign and not x.readable]
    sendable = [x for x in named if x not in cut and x not in foreign]
    before = [] if again else [x for x in sendable if not x.waits]
    messages = dict.fromkeys(x.message for x in sendable if x not in before)
    answered = [x for x in letters if x.message in messages and not x.whole_at]
    sender = Sender(kafka, "laurel-dlq")
    try:
        await sender.send(list(messages))
        await sender.send([_note(letter) for letter in answered if not letter.replayed])
    finally:
        await sender.stop()
    return Replay(
        sent=len(messages),
        answered=frozenset(x.id for x in answered),
        left_out=len(foreign) if ids is None else 0,
        cut=frozenset(x.id for x in cut),
        foreign=frozenset(x.id for x in foreign) if ids is not None else frozenset(),
        before=frozenset(x.id for x in before),
    )


def _note(letter: KeptLetter) -> Message:
    header = (REPLAYED, letter.id.encode())
    return Message(f"{letter.topic}{SUFFIX}", letter.message.key, b"", (header,))
