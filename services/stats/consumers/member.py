"""One member of the group that folds: takes batches, keeps its partitions, checkpoints them."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import Any

from aiokafka import ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from prometheus_client import Counter

from services.stats.consumers.batches import Reading, Run, runs_of
from services.stats.consumers.pace import Pace
from services.stats.consumers.standings import Standings
from services.stats.domain.row import STREAMS
from services.stats.ports import Checkpoints, Fenced, PartitionState
from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.logs import logger
from shared.messaging.cluster import Cluster
from shared.messaging.dead_letters import DeadLetter, DeadLetters
from shared.messaging.failure import ids_of
from shared.messaging.subscription import Subscription
from shared.mongo import PyMongoError

BATCH = 2_000
WAIT_MS = 40
ENCODED_AT_ONCE = 10_000
"""Applications whose partitions are written in one transaction, at least if there are so many."""
RETRY_AFTER = 0.5
"""Seconds between tries while MongoDB or Kafka is away."""
REJOIN_AFTER = 1.0
"""Seconds until the group is asked again for shares that can be folded."""
POLL_EVERY = 1.0
"""Seconds without change after which the member asks whether it still owns its partitions."""
LOADED_WITHIN = 20.0
"""Seconds; partitions that are not loaded for longer make the service not ready."""

FOLDED = Counter("laurel_stats_folded_events", "Events that were taken into the figures.")

log = logger("fold")


class Member(ConsumerRebalanceListener):  # type: ignore[misc]
    """Folds the partitions that the group gives it; durable offsets stand beside the effects.

    Kafka's own committed offsets are for monitoring only.
    """

    def __init__(
        self,
        cluster: Cluster,
        prefix: str,
        group: str,
        checkpoints: Checkpoints,
        dead_letters: DeadLetters,
    ) -> None:
        self._topics = {f"{prefix}.{stream}": number for number, stream in enumerate(STREAMS)}
        self._checkpoints = checkpoints
        self._dead_letters = dead_letters
        self._reading = Reading(Standings())
        self._states: dict[int, PartitionState] = {}
        self._loading: asyncio.Task[None] | None = None
        self._unloaded_since: float | None = None
        self._saving = asyncio.Lock()
        self._pace = Pace()
        self._uneven: str | None = None
        self.subscription = Subscription(
            cluster,
            group=group,
            topics=list(self._topics),
            take=self.take,
            batch=BATCH,
            wait_ms=WAIT_MS,
            listener=self,
            co_partitioned=True,
        )

    @property
    def held(self) -> tuple[int, ...]:
        """The partitions that it has loaded and folds."""
        return tuple(self._states)

    async def wrong(self) -> str | None:
        """A health check: is it in the group, and are its partitions loaded?"""
        wrong = await self.subscription.wrong() or self._uneven
        if wrong or self._unloaded_since is None:
            return wrong
        waited = monotonic() - self._unloaded_since
        return (
            f"its partitions are not loaded for {waited:.0f} s" if waited > LOADED_WITHIN else None
        )

    async def run(self) -> None:
        """Folds until cancelled; then writes what it has and leaves the group."""
        tasks = [
            asyncio.create_task(self.subscription.stay_started()),
            asyncio.create_task(self._keep()),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for ended in done:
                ended.result()
        finally:
            await self._let_go()
            await self.subscription.stop()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def take(
        self, records: Sequence["ConsumerRecord[Any, Any]"]
    ) -> dict[TopicPartition, int]:
        """Folds a batch into the partitions; offsets become durable with the next checkpoint."""
        runs = [run for run in runs_of(records) if self._fits(run)]
        heard = [self._reading.read(run, self._topics[run.tp.topic]) for run in runs]
        if bad := self._reading.bad():
            await self._bury(bad)
        for run, events in zip(runs, heard, strict=True):
            if self._states.get(run.tp.partition) is run.state:
                run.fold(events)
                FOLDED.inc(len(events))
        self._pace.folded(sum(map(len, heard)), full=len(records) >= BATCH)
        if self._pace.must_save:
            await self.checkpoint()
        return {}

    async def checkpoint(self) -> None:
        """Makes all that was folded durable. When that fails, drops it all and rejoins."""
        async with self._saving:
            self._pace.saving(monotonic())
            try:
                for states in _portions([s for s in self._states.values() if s.dirty]):
                    mine = [s for s in states if self._states.get(s.partition) is s]
                    if not mine:
                        continue
                    encoded = [self._checkpoints.encode(state.checkpoint()) for state in mine]
                    await self._checkpoints.save(encoded)
            except (Fenced, PyMongoError) as error:
                log.warning("checkpoint failed, loading again", error=error_line(error))
                self._drop()
                self.subscription.rejoin()
            self._pace.saved(monotonic())

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        """Writes what it has of its partitions, then forgets them."""
        await self._let_go()

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """Starts to load its partitions; until that is done nothing that comes is folded.

        Shares that are not of the same partitions in every topic are given back.
        """
        if not assigned:
            self._unloaded_since = self._uneven = None
            return
        self._drop()
        consumer = self.subscription.consumer
        consumer.pause(*assigned)
        former, self._uneven = self._uneven, self._unlike(assigned)
        if self._uneven != former and self._uneven:
            log.error("nothing is folded", error=self._uneven)
        work = self._rejoin_later() if self._uneven else self._load(assigned)
        self._loading = asyncio.create_task(work)

    def _unlike(self, assigned: set[TopicPartition]) -> str | None:
        """What is wrong when an application's streams would go to different members."""
        consumer = self.subscription.consumer
        counts = {topic: len(consumer.partitions_for_topic(topic) or ()) for topic in self._topics}
        if len(set(counts.values())) > 1:
            return f"the topics must have equally many partitions, and have {counts}"
        given = {t: sorted(tp.partition for tp in assigned if tp.topic == t) for t in counts}
        if len(set(map(tuple, given.values()))) > 1:
            return (
                f"the group gave this member other partitions of one topic than of another: {given}"
                "; a consumer that is none of ours may be in it"
            )
        return None

    async def _rejoin_later(self) -> None:
        await asyncio.sleep(REJOIN_AFTER)
        self.subscription.rejoin()

    def _fits(self, run: Run) -> bool:
        state = self._states.get(run.tp.partition)
        if state is None:
            return False
        offset = run.join(state, STREAMS[self._topics[run.tp.topic]])
        consumer = self.subscription.consumer
        if offset is not None and consumer is not None and run.tp in consumer.assignment():
            log.info("seeking", topic=run.tp.topic, partition=run.tp.partition, offset=offset)
            consumer.seek(run.tp, offset)
        return offset is None and bool(run.records)

    async def _load(self, assigned: set[TopicPartition]) -> None:
        while True:
            try:
                return await self._load_now(assigned)
            except PyMongoError as error:
                log.warning("loading waits for MongoDB", error=error_line(error))
            # A state that can't be read, say; `laurel stats rebuild` may forget it meanwhile.
            except Exception:
                log.exception("partitions not loaded")
            await asyncio.sleep(RETRY_AFTER)

    async def _load_now(self, assigned: set[TopicPartition]) -> None:
        partitions = sorted({tp.partition for tp in assigned})
        states = {p: await self._checkpoints.claim(p, STREAMS) for p in partitions}
        consumer = self.subscription.consumer
        for tp in assigned:
            cursor = states[tp.partition].cursors[STREAMS[self._topics[tp.topic]]]
            consumer.seek(tp, cursor.read_from)
        self._states = states
        self._unloaded_since = None
        self._pace.loaded()
        consumer.resume(*assigned)
        log.info("loaded", partitions=partitions, epochs=[s.epoch for s in states.values()])

    async def _let_go(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.gather(self._loading, return_exceptions=True)
            self._loading = None
        await self.checkpoint()
        self._drop()

    def _drop(self) -> None:
        self._states = {}
        if self._unloaded_since is None:
            self._unloaded_since = monotonic()

    async def _keep(self) -> None:
        while True:
            if await self._pace.due(POLL_EVERY):
                await self.checkpoint()
                continue
            try:
                epochs = {state.partition: state.epoch for state in self._states.values()}
                if await self._checkpoints.fenced(epochs):
                    log.warning("fenced, loading again")
                    self._drop()
                    self.subscription.rejoin()
                await self._report()
            except PyMongoError as error:
                log.warning("MongoDB is away", error=error_line(error))

    async def _report(self) -> None:
        consumer = self.subscription.consumer
        offsets = {
            TopicPartition(topic, state.partition): state.cursors[STREAMS[number]].next
            for state in self._states.values()
            for topic, number in self._topics.items()
        }
        if consumer is None or not offsets or not set(offsets) <= consumer.assignment():
            return
        try:
            await consumer.commit(offsets)
        except KafkaError as error:
            log.info("offsets not reported to Kafka", error=error_line(error))

    async def _bury(self, letters: Sequence[tuple[Any, str]]) -> None:
        dead = [DeadLetter(message, "stats", 1, reason) for message, reason in letters]
        for letter in dead:
            log.error("buried", reason="malformed", **ids_of(letter.message))
        while True:
            try:
                return await self._dead_letters.bury(dead)
            except Unavailable as error:
                log.warning("dead letters wait for Kafka", error=error_line(error))
                await asyncio.sleep(RETRY_AFTER)


def _portions(states: Iterable[PartitionState]) -> Iterator[list[PartitionState]]:
    """As many at a time as may lie in memory once more, in the form in which they are stored."""
    portion: list[PartitionState] = []
    for state in states:
        portion.append(state)
        if sum(each.fold.applications for each in portion) >= ENCODED_AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion
