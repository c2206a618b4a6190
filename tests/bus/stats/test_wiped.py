"""Kafka is lost and filled again from the journals; the figures stay exact."""

import random

from aiokafka.admin import AIOKafkaAdminClient

from deploy.provision import provision
from shared.messaging.cluster import Cluster
from tests.bus.stats.conftest import Folding, until
from tests.bus.stats.said import STREAMS, Said, a_round


async def wipe(folding: Folding) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=folding.kafka)
    await admin.start()
    try:
        topics = {f"{folding.prefix}.{stream}" for stream in STREAMS}
        await admin.delete_topics(list(topics))

        async def gone() -> bool:
            return not topics & set(await admin.list_topics())

        await until(gone)
    finally:
        await admin.close()
    await provision(Cluster(folding.kafka), folding.prefix)


def in_another_order(said: list[Said]) -> list[Said]:
    names = sorted({each.application for each in said})
    random.Random(5).shuffle(names)
    return [each for name in names for each in said if each.application == name]


async def test_topics_refilled_beyond_the_stored_offsets_are_folded_from_the_start(
    folding: Folding,
) -> None:
    said = a_round(200)
    heard, unheard = said[: len(said) // 2], said[len(said) // 2 :]
    member = folding.start()
    await folding.tell(heard)
    await folding.comes_to(heard)
    await folding.stop(member)
    await wipe(folding)
    # What was never folded comes first, where offsets that are trusted blindly would skip it.
    await folding.tell([*unheard, *in_another_order(heard)])
    folding.start()
    await folding.comes_to(said)


async def test_topics_refilled_with_fewer_messages_are_folded_from_the_start(
    folding: Folding,
) -> None:
    said = a_round(200)
    member = folding.start()
    await folding.tell([*said, *said])
    await folding.comes_to(said)
    await folding.stop(member)
    await wipe(folding)
    more = [*said, *(Said("a99999", s, 1, "xinhui", said[0].milestones) for s in STREAMS[:1])]
    folding.start()
    await folding.tell(more)
    await folding.comes_to(more)


async def test_topics_wiped_under_a_running_member_are_folded_again(folding: Folding) -> None:
    said = a_round(200)
    heard, unheard = said[: len(said) // 2], said[len(said) // 2 :]
    folding.start()
    await folding.tell(heard)
    await folding.comes_to(heard)
    await wipe(folding)
    await folding.sender.drop()
    await folding.tell([*unheard, *in_another_order(heard)])
    await folding.comes_to(said)
