"""(d) How quickly the sweeper brings a backlog of unsent events to Kafka."""

import time
from datetime import UTC, datetime, timedelta

from bench.figures import Figure
from bench.stream import submission
from deploy.provision import provision
from shared.journal import Journal
from shared.journal.lease import Lease
from shared.journal.relay import Relay
from shared.journal.sweeper import Sweeper
from shared.messaging.cluster import Cluster
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from shared.mongo import connect

TARGET = 10_000


async def measure(mongo: str, kafka: str, events: int = 60_000) -> list[Figure]:
    """One figure: events a second from MongoDB to acknowledged and marked."""
    prefix = "bench-relay"
    await provision(Cluster(kafka), prefix)
    async with connect(mongo, "bench_relay") as database:
        records = database["records"]
        await records.drop()
        await _fill(Journal(records, "intake", lambda _: None), events)
        await records.create_index("unsent", sparse=True)
        sender = Sender(Cluster(kafka), "bench")
        collections = {"records": records}
        relay = Relay(sender, collections, source="intake", topic_prefix=prefix)
        lease = Lease(database["leases"], "sweeper", timedelta(seconds=10))
        begun = time.perf_counter()
        swept = await Sweeper(relay, collections, lease).sweep(before=datetime.now(UTC))
        took = time.perf_counter() - begun
        await sender.stop()
        await database.client.drop_database(database.name)
    assert swept == events, f"{swept} of {events} events were published"
    rate = events / took
    return [Figure("relay", "backlog", rate, "events/s", "≥ 10 k/s", rate >= TARGET)]


async def _fill(journal: Journal, events: int) -> None:
    now = datetime.now(UTC)
    batch = []
    for n in range(events):
        key = f"{n:024x}"
        event = RecordedEvent.of(
            submission(key, n), seq=1, source=journal.source, key=key, at=now, traceparent=None
        )
        batch.append(
            {
                "_id": key,
                "version": 1,
                "seq": 1,
                "published": 0,
                "unsent": now,
                "events": [event.to_document()],
            }
        )
        if len(batch) == 2000:
            await journal.collection.insert_many(batch, ordered=False)
            batch = []
    if batch:
        await journal.collection.insert_many(batch, ordered=False)
