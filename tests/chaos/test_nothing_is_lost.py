"""Whatever is killed, repeated, reordered or poisoned, the figures stay exact and the books
balance.

In this order: each test leaves the round as exact as it found it, the last one with dead letters.
"""

import signal
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

import pytest

from deploy.audit import audit
from deploy.dead_letters import read_letters
from deploy.discarding import Why, discard_letters
from deploy.replay.cast.casting import cast
from deploy.replay.players.formal_review.reading import SUBJECTS
from deploy.servers import Servers
from shared.messaging.kafka import Sender
from tests.chaos.battered_round import BatteredRound, Struck
from tests.chaos.blows import KILLS
from tests.chaos.conftest import SEED
from tests.chaos.proof import all_are_read, all_is_exact, laurel
from tests.chaos.topics import poison, readers, recorded
from tests.clients.http import Http
from tests.clients.waiting import until, until_equal

ASKS = SUBJECTS["materials_missing"]
FOREIGN = "each event on Kafka is in a journal"
DEAD = "no dead letter waits to be replayed"


async def test_after_sigkill_of_every_service_the_figures_are_exact_and_the_books_balance(
    battered: BatteredRound, servers: Servers
) -> None:
    services = {victim: times for victim, times in KILLS.items() if victim != "kafka"}
    assert sorted(s.victim for s in battered.struck if s.victim != "kafka") == sorted(
        victim for victim, times in services.items() for _ in range(times)
    )
    assert {s.ended_by for s in battered.struck} == {signal.SIGKILL}
    await all_is_exact([battered], servers)


async def test_everybody_got_their_mail_once(battered: BatteredRound) -> None:
    mailbox = battered.stack.url("mail")
    async with Http({"counts": mailbox, "messages": mailbox}) as http:
        counts = (await http.send("GET", "/counts")).json()
        mails = (await http.send("GET", "/messages", params={"limit": 100_000})).json()
    fates = [a.fate for _, a in cast(battered.replay, battered.size, battered.seed)]
    asked = [mail for mail in mails if any(mark in mail["subject"] for mark in ASKS)]
    assert len(asked) == sum(fate.mailed for fate in fates)
    # No two letters to one enterprise about one application say the same.
    said = Counter((*mail["to"], mail["subject"]) for mail in mails)
    assert [twice for twice, count in said.items() if count > 1] == []
    # A kill between the mail server's answer and its record sends the same Message-ID again.
    assert counts["copies"] <= counts["kept"] == len(mails)


async def test_kafka_was_killed_in_the_middle_of_that_round(
    battered: BatteredRound, durable: bool
) -> None:
    if not durable:
        pytest.skip("needs Apache Kafka: the embedded broker loses everything when it is killed")
    assert Struck("kafka", signal.SIGKILL) in battered.struck


async def test_a_replay_of_all_topics_changes_nothing(
    battered: BatteredRound, servers: Servers
) -> None:
    await laurel(servers, "journal", "replay")
    await all_is_exact([battered], servers)


async def test_a_wiped_kafka_is_refilled_from_the_journals(
    battered: BatteredRound, servers: Servers
) -> None:
    await battered.kill_kafka(wiped=True)
    await laurel(servers, "journal", "replay")
    await all_is_exact([battered], servers)


async def test_poison_duplicates_and_reordering_change_nothing_but_the_dead_letters(
    battered: BatteredRound, servers: Servers
) -> None:
    rng = Random(SEED)
    bad = poison(rng, servers.topic_prefix)
    events = [message async for message in recorded(servers)]
    storm = [*rng.sample(events, len(events) // 2), *bad, *rng.sample(events, len(events) // 2)]
    rng.shuffle(storm)
    sender = Sender(servers.kafka, "chaos")
    try:
        await sender.send(storm)
    finally:
        await sender.stop()

    expected = {
        (message.topic, reader, message.key)
        for message in bad
        for reader in readers()[message.topic.removeprefix(f"{servers.topic_prefix}.")]
    }

    async def buried() -> set[tuple[str, str, bytes]]:
        kept = await read_letters(servers.kafka, servers.topic_prefix)
        return {(x.topic, x.consumer, x.message.key) for x in kept.letters}

    await until_equal("dead letters", buried, expected)
    await all_are_read(servers)
    assert [line for line in await battered.figures() if not line.equal] == []

    async def wrong_accounts() -> dict[str, Sequence[str]]:
        accounts = (await audit(servers)).accounts
        return {account.name: account.wrong for account in accounts if not account.balanced}

    wrong = await until("the audit", wrong_accounts, lambda found: [*found] == [FOREIGN, DEAD])
    letters = (await read_letters(servers.kafka, servers.topic_prefix)).letters
    ids = [letter.id for letter in letters]
    assert {line.split(":")[0] for line in wrong[DEAD]} == set(ids)
    why = Why("poison of this test", "chaos", datetime.now(UTC))
    await discard_letters(servers.kafka, servers.topic_prefix, ids, why)
    assert await wrong_accounts() == {}
