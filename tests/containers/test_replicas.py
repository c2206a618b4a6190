"""A whole round while replicas of every service come and go: nothing is lost, nothing is twice."""

import re
from datetime import datetime
from pathlib import Path

from deploy.local.services import SERVICES
from tests.containers.compose import Compose
from tests.containers.play import playing

REBALANCE = re.compile(
    r"\[(?P<at>[\d-]+ [\d:,]+)\] INFO .*?"
    r"(?:(?P<begins>Preparing to rebalance group) |Assignment received from leader \S+ for group )"
    r"(?P<group>laurel\.[\w.]+) "
)
"""Kafka's own words on when members stop, and when they have their partitions again."""


def test_replicas_come_and_go_in_the_middle_of_the_round_of_1401(
    compose: Compose, tmp_path: Path
) -> None:
    compose.up()
    with playing(compose, "bench", log=tmp_path / "bench.log") as play:
        play.reaches("register enterprises")
        _scale(compose, 3)
        play.reaches("formal review")
        _scale(compose, 2)
        play.proves_all()
    print(play.said)  # noqa: T201 - rates by stage
    pauses = _pauses(compose.output("logs", "--no-log-prefix", "kafka"))
    print("seconds by rebalance:", pauses)  # noqa: T201 - a measurement
    assert pauses.keys() >= {"laurel.intake", "laurel.review", "laurel.notify", "laurel.stats.fold"}
    compose.balances()


def _scale(compose: Compose, replicas: int) -> None:
    each = [part for name in SERVICES for part in ("--scale", f"{name}={replicas}")]
    compose("up", "-d", "--wait", "--no-build", "--no-deps", "--no-recreate", *each, *SERVICES)
    assert {len(compose.containers(name)) for name in SERVICES} == {replicas}


def _pauses(log: str) -> dict[str, list[float]]:
    """For each consumer group, how long each of its rebalances took, in seconds."""
    begun: dict[str, datetime] = {}
    pauses: dict[str, list[float]] = {}
    for found in REBALANCE.finditer(log):
        at = datetime.strptime(f"{found['at']}000+0000", "%Y-%m-%d %H:%M:%S,%f%z")
        if found["begins"]:
            begun.setdefault(found["group"], at)
        elif found["group"] in begun:
            took = (at - begun.pop(found["group"])).total_seconds()
            pauses.setdefault(found["group"], []).append(round(took, 2))
    return pauses
