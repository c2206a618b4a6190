"""A dead letter is kept whatever its size; one that is cut says so and is not sent again."""

import asyncio

import pytest
from aiokafka import AIOKafkaProducer
from typer.testing import CliRunner

from deploy.cli.dlq import app
from deploy.dead_letters import KeptLetter, read_letters
from shared.contracts.applications import ApplicationSubmitted
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Message
from shared.messaging.kafka import LARGEST
from tests.builders import NOON, a_submission
from tests.bus.kernel.conftest import Bench, until
from tests.bus.kernel.test_listener import Hearer


async def send_foreign(bench: Bench, key: bytes, value: bytes) -> None:
    """As a sender with other limits than ours does."""
    producer = AIOKafkaProducer(
        bootstrap_servers=bench.kafka, compression_type="gzip", max_request_size=10_000_000
    )
    await producer.start()
    try:
        await producer.send_and_wait(f"{bench.prefix}.applications.v1", value, key)
    finally:
        await producer.stop()


async def letters(bench: Bench) -> dict[bytes, KeptLetter]:
    found = await read_letters(Cluster(bench.kafka), bench.prefix)
    return {letter.message.key[:5]: letter for letter in found.letters}


@pytest.mark.parametrize("size", [LARGEST - 200, 3 * LARGEST])
@pytest.mark.parametrize("key", [b"giant", b"giant" * 20_000])
async def test_a_message_with_no_room_for_the_reason_is_cut_and_the_others_go_on(
    bench: Bench, size: int, key: bytes
) -> None:
    hearer = Hearer()
    await send_foreign(bench, key, b"x" * size)
    await bench.sender.send([Message(f"{bench.prefix}.applications.v1", b"small", b"y", ())])
    await bench.journal.create("a", {}, [a_submission("a")], at=NOON)
    bench.start(bench.relay.run)
    await bench.listen({ApplicationSubmitted: hearer})
    await until(lambda: hearer.heard == {"a": [1]})
    await until(lambda: all_buried(bench))
    kept = await letters(bench)
    assert kept[b"small"].message.value == b"y"
    assert kept[b"small"].whole_at == ""
    assert kept[b"giant"].message.value == b"x" * 65_536
    assert kept[b"giant"].whole_at.startswith(f"{bench.prefix}.applications.v1/")
    assert kept[b"giant"].whole_at.endswith("/0")
    assert "malformed" in kept[b"giant"].reason


async def all_buried(bench: Bench) -> bool:
    return set(await letters(bench)) == {b"giant", b"small"}


async def test_a_letter_that_was_cut_says_so_and_is_not_sent_again(
    bench: Bench, mongo_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send_foreign(bench, b"giant", b"x" * LARGEST)
    await send_foreign(bench, b"small", b"y")
    await bench.listen({ApplicationSubmitted: Hearer()})
    await until(lambda: all_buried(bench))
    # Whoever heard the small one again would say so among what the command says.
    await bench.stop_listening()
    giant = (await letters(bench))[b"giant"].id
    monkeypatch.setenv("LAUREL_KAFKA", bench.kafka)
    monkeypatch.setenv("LAUREL_MONGO", mongo_uri)
    monkeypatch.setenv("LAUREL_TOPIC_PREFIX", bench.prefix)
    monkeypatch.setenv("COLUMNS", "1000")
    command = CliRunner()

    shown = await asyncio.to_thread(command.invoke, app, ["show", giant])
    assert "can't be sent again" in shown.output
    refused = await asyncio.to_thread(command.invoke, app, ["replay", giant])
    assert (refused.exit_code, refused.output) == (
        1,
        f"messages sent again: 0\nnot sent, since only their start was kept: {giant}\n",
    )
    small = (await letters(bench))[b"small"].id
    other = await asyncio.to_thread(command.invoke, app, ["replay", small])
    assert other.exit_code == 1
    assert other.output.startswith("messages sent again: 0\nnot sent, since they are not Laurel's")
