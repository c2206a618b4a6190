"""How far a consumer group of an agency is, as Kafka has it."""

from confluent_kafka import Consumer, Producer

from deploy.provision import provision
from shared.contracts.outcomes import TOPIC
from shared.messaging.cluster import Cluster
from shared.messaging.groups import Groups

GROUP_READS_WITHIN = 60.0


async def test_what_a_group_has_not_committed_is_counted(kafka: str, topic_prefix: str) -> None:
    await provision(Cluster(kafka), topic_prefix)
    topic, group = f"{topic_prefix}.{TOPIC}", f"agency-{topic_prefix}.outcomes"
    producer = Producer({"bootstrap.servers": kafka})
    for n in range(30):
        producer.produce(topic, b"{}", f"a{n}".encode())
    producer.flush(30)
    groups = Groups(Cluster(kafka), topic)
    assert await groups.behind(group) is None

    consumer = Consumer(
        {
            "bootstrap.servers": kafka,
            "group.id": group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe([topic])
    read = 0
    while read < 12:
        message = consumer.poll(GROUP_READS_WITHIN)
        assert message is not None
        if message.error() is None:
            consumer.commit(message=message, asynchronous=False)
            read += 1
    consumer.close()
    assert await groups.behind(group) == 18


async def test_of_a_kafka_that_does_not_answer_nobody_knows() -> None:
    assert await Groups(Cluster("127.0.0.1:1"), "laurel.outcomes.v1").behind("agency-x.y") is None
