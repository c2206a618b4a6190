"""Topics are made once, and never taken for what they are not."""

from pathlib import Path

import pytest

from deploy.provision import TOPICS_FILE, provision, read_plans
from shared.errors import Unavailable
from shared.messaging.cluster import Cluster
from tests.clients.waiting import until


async def test_a_second_time_everything_is_there(kafka: str, topic_prefix: str) -> None:
    made = await provision(Cluster(kafka), topic_prefix)
    again = await provision(Cluster(kafka), topic_prefix)
    assert len(made.created) == len(read_plans().all())
    assert (again.created, again.found) == ((), made.created)


@pytest.mark.parametrize(
    ("planned", "changed", "named"),
    [
        ("reviews.v1: { partitions: 6", "reviews.v1: { partitions: 12", "reviews.v1 has 6, not 12"),
        (
            "dead_letters: { partitions: 1",
            "dead_letters: { partitions: 2",
            "lists.v1.dead has 1, not 2",
        ),
    ],
)
async def test_a_topic_with_another_number_of_partitions_is_refused_and_the_way_named(
    kafka: str, topic_prefix: str, tmp_path: Path, planned: str, changed: str, named: str
) -> None:
    await provision(Cluster(kafka), topic_prefix)
    plans = tmp_path / "topics.yaml"
    plans.write_text(TOPICS_FILE.read_text(encoding="utf-8").replace(planned, changed))

    async def refusal() -> str:
        try:
            await provision(Cluster(kafka), topic_prefix, plans)
        except Unavailable as refused:
            return str(refused)
        return ""

    # How many partitions a new topic has is known only after a moment.
    said = await until("a refusal", refusal, lambda said: f"{topic_prefix}.{named}" in said)
    assert "More partitions" in said
