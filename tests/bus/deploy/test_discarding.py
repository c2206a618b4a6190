"""What nobody will ever handle is discarded: once, for good, by somebody and for a reason."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from deploy.audit import Account, audit
from deploy.dead_letters import read_letters
from deploy.discarding import Discarding, Why, discard_letters, discard_messages
from deploy.servers import Servers
from shared.contracts.applications import ApplicationSubmitted
from shared.messaging.dead_letters import DeadLetter, DeadLetters
from shared.messaging.envelope import Message, Received, partition_for, to_message
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from tests.builders import NOON, a_submission
from tests.clients.process import run_module

READERS = ("intake", "notify", "stats")
WHY = Why("a test of the network", "Li, operations", NOON)
FOREIGN = "each event on Kafka is in a journal"
DEAD = "no dead letter waits to be replayed"
PARTITION = partition_for(b"theirs", 6)
PLACE = f"reviews.v1/{PARTITION}/0"


@pytest.fixture
async def sender(servers: Servers) -> AsyncIterator[Sender]:
    """Whoever writes to our topics."""
    sender = Sender(servers.kafka, "test")
    yield sender
    await sender.stop()


def theirs(servers: Servers) -> Message:
    head = (("content-type", b"text/plain"), ("empty", b""))
    return Message(f"{servers.topic_prefix}.reviews.v1", b"theirs", b"hello", head)


async def arrive(servers: Servers, sender: Sender, *, cut: bool = False) -> None:
    """Another system's message comes, and every reader gives it up."""
    message = theirs(servers)
    await sender.send([message])
    came = Received(message.topic, message.key, message.value, message.headers, (PARTITION, 0))
    letters = [DeadLetter(came, reader, 1, "malformed: no ce_id") for reader in READERS]
    if cut:
        shortened = [replace(x, message=replace(came, value=b"h")) for x in letters]
        await sender.send([letter.to_cut_message() for letter in shortened])
    else:
        await DeadLetters(sender).bury(letters)


async def wrong(servers: Servers) -> list[str]:
    return [account.name for account in (await audit(servers)).accounts if account.wrong]


async def account(servers: Servers, name: str) -> Account:
    return next(x for x in (await audit(servers)).accounts if x.name == name)


async def discard(servers: Servers, *ids: str) -> Discarding:
    return await discard_letters(servers.kafka, servers.topic_prefix, ids, WHY)


async def discard_at(servers: Servers, *places: str) -> Discarding:
    return await discard_messages(servers.kafka, servers.topic_prefix, places, WHY)


@pytest.mark.parametrize("cut", [False, True])
async def test_the_books_balance_once_a_foreign_message_is_discarded_and_tell_of_it(
    servers: Servers, sender: Sender, cut: bool
) -> None:
    await arrive(servers, sender, cut=cut)
    assert await wrong(servers) == [FOREIGN, DEAD]
    await discard(servers, "reviews.v1/0/1")
    assert await wrong(servers) == []
    assert (await account(servers, FOREIGN)).discarded == (f"a message without ce_id at {PLACE}",)
    assert (await account(servers, DEAD)).discarded == (
        "a message without ce_id (reviews.v1/0/0, reviews.v1/0/1, reviews.v1/0/2): "
        "by Li, operations, 2019-07-01: a test of the network",
    )


async def test_a_message_that_is_discarded_twice_is_so_for_the_first_reason(
    servers: Servers, sender: Sender
) -> None:
    await arrive(servers, sender)
    first = await discard(servers, "reviews.v1/0/0")
    later = replace(WHY, reason="something else", by="Wang")
    again = await discard_letters(
        servers.kafka, servers.topic_prefix, ["reviews.v1/0/0", "reviews.v1/0/2"], later
    )
    assert (len(first.made), again) == (1, Discarding(before=first.made))
    kept = await read_letters(servers.kafka, servers.topic_prefix)
    assert kept.discards == first.made


async def test_a_foreign_message_stays_discarded_whoever_gives_it_up_afterwards(
    servers: Servers, sender: Sender
) -> None:
    await arrive(servers, sender)
    await discard(servers, "reviews.v1/0/0")
    await arrive(servers, sender)
    assert await wrong(servers) == []


async def test_a_foreign_message_whose_letters_are_forgotten_is_discarded_where_it_stands(
    servers: Servers, sender: Sender
) -> None:
    await sender.send([theirs(servers)])
    found = await account(servers, FOREIGN)
    assert found.wrong == (f"a message without ce_id at {PLACE}",)
    done = await discard_at(servers, PLACE)
    assert [x.letters for x in done.made] == [()]
    assert (await discard_at(servers, PLACE)).before == done.made
    assert await wrong(servers) == []


async def test_no_event_of_ours_and_no_place_without_a_message_is_discarded(
    servers: Servers, sender: Sender
) -> None:
    event = RecordedEvent.of(
        a_submission("a1"), seq=1, source="intake", key="a1", at=NOON, traceparent=None
    )
    ours = to_message(event, key="a1", source="intake", topic_prefix=servers.topic_prefix)
    await sender.send([ours])
    place = f"{ApplicationSubmitted.topic}/{partition_for(b'a1', 6)}/0"
    nowhere = ("nothing.v1/0/0", "reviews.v1/0/0", "reviews.v1/99/0", "reviews.v1", "x")
    done = await discard_at(servers, place, *nowhere)
    assert done == Discarding(unknown=nowhere, ours=(place,))
    assert (await discard(servers, "reviews.v1/0/7")).unknown == ("reviews.v1/0/7",)
    kept = await read_letters(servers.kafka, servers.topic_prefix)
    assert kept.discards == ()


async def test_the_command_discards_and_the_list_and_the_audit_say_so(
    servers: Servers, sender: Sender
) -> None:
    await arrive(servers, sender)

    async def laurel(*command: str) -> tuple[int, str]:
        told = {
            "LAUREL_KAFKA": servers.kafka.bootstrap,
            "LAUREL_MONGO": servers.mongo,
            "LAUREL_TOPIC_PREFIX": servers.topic_prefix,
            "LAUREL_DATABASE_PREFIX": servers.database_prefix,
            "COLUMNS": "1000",
        }
        return await run_module("deploy.cli.main", {**os.environ, **told}, *command)

    why = ("--reason", "a test", "--by", "Li")
    (first, _), (second, said) = [
        await laurel("dlq", "discard", "reviews.v1/0/0", *why) for _ in range(2)
    ]
    assert (first, second) == (0, 0)
    assert "was discarded before: a message without ce_id" in said
    (
        (_, waiting),
        (_, everything),
        (_, shown),
        (replayed, _),
        (balanced, audited),
    ) = await asyncio.gather(
        laurel("dlq", "list"),
        laurel("dlq", "list", "--all"),
        laurel("dlq", "show", "reviews.v1/0/1"),
        laurel("dlq", "replay", "reviews.v1/0/1"),
        laurel("audit"),
    )
    assert (waiting, everything.count("discarded")) == ("", 3)
    assert "by Li" in shown
    assert (replayed, balanced) == (1, 0)
    assert "discarded: a message without ce_id at" in audited
    assert "a test" in audited
