"""What docs/subscribe.md tells agencies holds: its code runs, its rules are those of the bus."""

import re
from datetime import UTC, datetime
from pathlib import Path

from confluent_kafka import Message, Producer

from deploy.provision import provision
from shared.contracts import KINDS
from shared.contracts.base import Event
from shared.contracts.outcomes import TOPIC, NotRecognised, OutcomeGiven, Recognised
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Message as Sent
from shared.messaging.envelope import partition_for, to_message
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from tests.clients.subscriber import GUIDE, outcomes, subscribed
from tests.clients.waiting import until, until_equal

AT = datetime(2020, 1, 17, 2, tzinfo=UTC)
SAMPLES = Path(__file__).parents[3] / "shared" / "contracts" / "samples"


def message(prefix: str, kind: type[Event], application: str, seq: int) -> Sent:
    """The golden sample of a kind, about this application."""
    sample = kind.model_validate_json((SAMPLES / f"{kind.type}.json").read_text("utf-8"))
    event = sample.model_copy(update={"application": application})
    recorded = RecordedEvent.of(
        event, seq=seq, source="laurel/review", key=application, at=AT, traceparent=None
    )
    return to_message(recorded, key=application, source="laurel/review", topic_prefix=prefix)


async def test_the_code_of_the_guide_keeps_the_latest_outcome_through_crashes_and_repetitions(
    kafka: str, topic_prefix: str, tmp_path: Path
) -> None:
    await provision(Cluster(kafka), topic_prefix)
    sender = Sender(Cluster(kafka), "test")
    first = message(topic_prefix, NotRecognised, "a1", 5)
    foreign = Sent(
        first.topic, b"a1", b"{}", (*first.headers[:2], ("ce_type", b"laurel.outcome.new.v1"))
    )
    bare = Sent(first.topic, b"b1", b"\x00", ())
    told = {"LAUREL_KAFKA": kafka, "LAUREL_TOPIC": f"{topic_prefix}.{TOPIC}"}

    await sender.send([first, bare, message(topic_prefix, Recognised, "b1", 4), foreign, first])
    with subscribed(tmp_path, told):
        await until_equal("two outcomes", count(tmp_path), 2)
    later = message(topic_prefix, OutcomeGiven, "a1", 9)
    await sender.send([later, first, message(topic_prefix, Recognised, "c1", 7)])
    with subscribed(tmp_path, told):
        await until_equal("three outcomes", count(tmp_path), 3)
        kept = await until(
            "the later one", lambda: outcomes(tmp_path), lambda seen: seen["a1"][0] == 9
        )
    await sender.stop()

    given = OutcomeGiven.model_validate_json((SAMPLES / f"{OutcomeGiven.type}.json").read_text())
    assert kept["a1"][:2] == (9, given.outcome)
    assert kept["b1"] == (4, "recognised", "91350100M000100Y43")
    assert "laurel.outcome.new.v1" in (tmp_path / "subscriber.log").read_text()


def count(folder: Path):  # type: ignore[no-untyped-def]
    async def counted() -> int:
        return len(await outcomes(folder))

    return counted


async def test_the_partition_of_a_key_is_that_of_librdkafkas_consistent(
    kafka: str, topic_prefix: str
) -> None:
    await provision(Cluster(kafka), topic_prefix)
    placed: dict[bytes, int] = {}

    def note(_: object, sent: Message) -> None:
        placed[sent.key() or b""] = sent.partition() or 0

    producer = Producer({"bootstrap.servers": kafka, "partitioner": "consistent"})
    for n in range(50):
        producer.produce(f"{topic_prefix}.{TOPIC}", b"{}", f"a{n}".encode(), on_delivery=note)
    producer.flush(30)

    assert len(placed) == 50
    assert placed == {key: partition_for(key, 6) for key in placed}


def test_the_guide_names_every_kind_of_the_topic() -> None:
    kinds = {type_ for type_, kind in KINDS.items() if kind.topic == TOPIC}

    assert set(re.findall(r"laurel\.outcome\.[a-z-]+\.v\d+", GUIDE.read_text("utf-8"))) == kinds
