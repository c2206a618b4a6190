"""Every container is killed while a round is played; what is left then survives a new machine."""

import time
from itertools import cycle
from pathlib import Path

import httpx

from deploy.local.services import SERVICES
from tests.containers.compose import Compose, give
from tests.containers.engine import docker
from tests.containers.play import playing

KILLED_AFTER = (
    # A stage of the play that has just ended, and what dies in the middle of the next one.
    ("register enterprises", "intake"),
    ("draft, upload, self-check, submit", "kafka"),
    ("formal review", "notify"),
    ("notices delivered", "mail"),
    ("mail read by enterprises", "mongo"),
    ("withdraw", "front-door"),
    ("supplement", "review"),
    ("supplement too late: refused", "stats"),
    ("recommended by the city", "review"),
    ("objections", "kafka"),
)


def test_a_round_survives_the_death_of_every_container(compose: Compose, tmp_path: Path) -> None:
    compose.up("--scale", "review=3")
    replicas = {
        service: cycle(compose.containers(service))
        for service in {each for _, each in KILLED_AFTER}
    }
    with playing(compose, "demo", "--applications", "100", log=tmp_path / "demo.log") as play:
        for stage, service in KILLED_AFTER:
            container = next(replicas[service])
            play.reaches(stage)
            docker("kill", "-s", "KILL", container)
            with play.held():
                docker("start", container)
        play.proves_all()
    print(play.said)  # noqa: T201 - rates by stage
    compose.healthy("kafka")  # killed last, perhaps when all was played
    compose.balances()


def test_its_backup_is_restored_into_an_empty_system(compose: Compose, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    give(backups, 0o700)

    def laurel(*command: str) -> str:
        run = ["--profile", "tools", "run", "--rm", "-T", "-v", f"{backups}:/backups"]
        return compose(*run, "laurel", *command)

    before = _figures(compose)
    laurel("backup", "/backups/laurel.backup")
    started = time.monotonic()
    compose.down()
    print(f"down -v: {time.monotonic() - started:.1f} s")  # noqa: T201 - a measurement
    assert compose.left() == []
    compose.up("kafka", "mongo")
    compose("run", "--rm", "-T", "provision")
    laurel("restore", "/backups/laurel.backup")
    laurel("journal", "replay")
    laurel("stats", "rebuild")
    compose.up()
    compose.until("the figures are as before", lambda: _figures(compose) == before)
    compose.balances()


def test_a_kafka_that_is_lost_is_filled_from_the_journals(compose: Compose) -> None:
    compose("rm", "-sf", "kafka")
    docker("volume", "rm", f"{compose.name}_kafka")
    # Without Kafka the services are unhealthy soon, and nobody would wait for them any more.
    compose.up("--no-deps", "kafka")
    compose("run", "--rm", "-T", "provision")
    said = compose("--profile", "tools", "run", "--rm", "-T", "laurel", "journal", "replay")
    assert "sent 0 events" not in said
    for service in SERVICES:
        compose.healthy(service)
    compose.balances()


def _figures(compose: Compose) -> dict[str, str]:
    url = f"{compose.front_door}/stats/v1/rounds/gd-hightech-product-jiangmen/2019"
    measures = httpx.get(url, trust_env=False, timeout=30).raise_for_status().json()["measures"]
    return {measure["id"]: measure["value"] for measure in measures}
