"""Two versions side by side: the newer one sends an optional field that the older doesn't know."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from deploy.local.services import SERVICES
from tests.containers.compose import Compose
from tests.containers.engine import docker, run
from tests.containers.play import playing

NEXT = """
FROM laurel:test
USER root
RUN sed -i '/^class ApplicationSubmitted/,/^class /s/^    standing: Standing$/&\\n    CHANNEL/' \
    /app/shared/contracts/applications.py \
 && sed -i 's/CHANNEL/channel: str = "portal"/' /app/shared/contracts/applications.py \
 && python -m compileall -qf --invalidation-mode unchecked-hash /app/shared/contracts \
 && grep -q channel /app/shared/contracts/applications.py
USER 10001:10001
"""

TAKEN_OVER = (
    # A service, and the stage beyond which the round waits until the newer one is there.
    ("stats", "draft, upload, self-check, submit"),
    ("notify", "notices delivered"),
    ("review", "second formal review"),
    ("intake", "supplement too late: refused"),
)


@pytest.fixture(scope="module")
def next_version(images: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The version after this one."""
    context = tmp_path_factory.mktemp("next")
    (context / "Dockerfile").write_text(NEXT)
    run(["docker", "build", "-q", "-t", "laurel:test-next", str(context)])
    yield "test-next"
    docker("rmi", "-f", "laurel:test-next")


async def test_the_next_version_joins_and_takes_over_in_the_middle_of_a_round(
    compose: Compose, next_version: str, tmp_path: Path
) -> None:
    compose.up()
    newer = {**compose.env, "LAUREL_VERSION": next_version}

    def upgrade(service: str, *more: str) -> None:
        up = ["up", "-d", "--wait", "--no-build", "--no-deps", *more, service]
        run(compose.command(*up), env=newer)

    upgrade("intake", "--no-recreate", "--scale", "intake=2")
    with (
        playing(compose, "demo", "--applications", "300", log=tmp_path / "demo.log") as play,
        ThreadPoolExecutor() as pool,
    ):
        play.reaches("register enterprises")
        for service, stage in TAKEN_OVER:
            play.waits_beyond(stage, pool.submit(upgrade, service))
        play.proves_all()
    assert _running(compose) == {"laurel:test-next"}
    submitted = await _submitted_with_and_without("channel", compose.kafka)
    assert submitted[True] > 0
    assert submitted[False] > 0


def test_the_version_before_takes_over_again_what_the_next_one_wrote(compose: Compose) -> None:
    for service in ("intake", "review", "notify", "stats"):
        compose("up", "-d", "--wait", "--no-build", "--no-deps", service)
    assert _running(compose) == {"laurel:test"}
    compose("--profile", "tools", "run", "--rm", "-T", "laurel", "stats", "rebuild")
    compose.balances()


def _running(compose: Compose) -> set[str]:
    return {found["Config"]["Image"] for name in SERVICES for found in compose.inspect(name)}


async def _submitted_with_and_without(field: str, kafka: str) -> Counter[bool]:
    seen: Counter[bool] = Counter()
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, enable_auto_commit=False)
    await consumer.start()
    try:
        partitions = [TopicPartition("laurel.applications.v1", number) for number in range(6)]
        ends = await consumer.end_offsets(partitions)
        consumer.assign(partitions)
        await consumer.seek_to_beginning(*partitions)
        left = {tp for tp in partitions if ends[tp]}
        while left:
            for records in (await consumer.getmany(timeout_ms=500)).values():
                for record in records:
                    if dict(record.headers)["ce_type"] == b"laurel.application.submitted.v1":
                        seen[field in json.loads(record.value)] += 1
            left = {tp for tp in left if await consumer.position(tp) < ends[tp]}
    finally:
        await consumer.stop()
    return seen
