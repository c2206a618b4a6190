"""Creates the topics that `topics.yaml` names."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from aiokafka.admin import NewTopic
from aiokafka.errors import for_code
from pydantic import BaseModel, ConfigDict, Field

from shared.errors import Unavailable
from shared.messaging.access import administering
from shared.messaging.cluster import Cluster
from shared.messaging.dead_letters import SUFFIX

TOPICS_FILE = Path(__file__).with_name("topics.yaml")
DISCARDED = "discarded"
"""The topic that keeps which messages were discarded."""
ALREADY_THERE = 36


class TopicPlan(BaseModel):
    """How one topic is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    partitions: int = Field(ge=1)
    cleanup: Literal["compact", "keep", "delete"]
    days: int | None = None

    def settings(self) -> dict[str, str]:
        """Kafka's settings for it."""
        if self.cleanup == "compact":
            return {"cleanup.policy": "compact"}
        kept = -1 if self.days is None else self.days * 86_400_000
        return {"cleanup.policy": "delete", "retention.ms": str(kept)}


class TopicPlans(BaseModel):
    """The whole of `topics.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topics: dict[str, TopicPlan]
    dead_letters: TopicPlan
    discarded: TopicPlan
    replication: int = Field(ge=1)

    def all(self) -> dict[str, TopicPlan]:
        """Every topic with its dead-letter topic, and that of the discards, without prefix."""
        dead = {f"{name}{SUFFIX}": self.dead_letters for name in self.topics}
        return {**self.topics, **dead, DISCARDED: self.discarded}


@dataclass(frozen=True)
class Provisioned:
    """What was created and what was there already."""

    created: tuple[str, ...]
    found: tuple[str, ...]


def read_plans(file: Path = TOPICS_FILE) -> TopicPlans:
    """The topics as the file plans them."""
    return TopicPlans.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


async def provision(
    kafka: Cluster,
    prefix: str = "laurel",
    file: Path = TOPICS_FILE,
    replication: int | None = None,
) -> Provisioned:
    """Creates the topics that are missing; doing it again changes nothing.

    `replication` overrides the file's number of copies. Raises Unavailable when Kafka refuses a
    topic, has one with another number of partitions or is not there, WrongSettings when it does
    not let us in.
    """
    plans = read_plans(file)
    copies = replication or plans.replication
    async with administering(kafka, client_id="laurel-provision") as admin:
        wanted = {f"{prefix}.{name}": plan for name, plan in plans.all().items()}
        answer = await admin.create_topics(
            [
                NewTopic(name, plan.partitions, copies, topic_configs=plan.settings())
                for name, plan in wanted.items()
            ]
        )
        codes = {error[0]: error[1] for error in answer.topic_errors}
        for name, code in codes.items():
            if code not in (0, ALREADY_THERE):
                raise Unavailable(f"Kafka did not create {name}: {for_code(code).__name__}")
        found = sorted(n for n, code in codes.items() if code == ALREADY_THERE)
        described = await admin.describe_topics(found) if found else []
    counts = {topic["topic"]: len(topic["partitions"]) for topic in described}
    # Of a topic that was only just made none may be known yet.
    others = [n for n in found if counts.get(n, 0) not in (0, wanted[n].partitions)]
    if others:
        told = ", ".join(f"{n} has {counts[n]}, not {wanted[n].partitions}" for n in others)
        raise Unavailable(
            f"Partitions differ from the plan: {told}. The partition of a key follows from their "
            "number, so the topics have to be filled anew: docs/operating.md, “More partitions”."
        )
    return Provisioned(
        created=tuple(sorted(n for n, code in codes.items() if code == 0)), found=tuple(found)
    )
