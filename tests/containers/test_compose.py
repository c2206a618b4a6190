"""The whole of Laurel by one command, and a round played in it with three replicas of review."""

import json
import os
import re
import time
from dataclasses import replace
from typing import Any

import httpx
import pytest
from aiokafka.admin import AIOKafkaAdminClient

from deploy.local.services import SERVICES
from tests.clients.waiting import until_equal
from tests.containers.compose import Compose
from tests.containers.engine import docker, run

UP_WITHIN = 150.0
"""Seconds; a minute on a machine that has nothing else to do."""


@pytest.fixture(scope="module")
def laurel(compose: Compose) -> Compose:
    """The system, up and healthy."""
    took = compose.up()
    print(f"up --wait: {took:.1f} s")  # noqa: T201 - a measurement
    assert took < UP_WITHIN
    return compose


def test_one_command_brings_up_everything_healthy(laurel: Compose) -> None:
    for service in (*SERVICES, "front-door", "kafka", "mongo", "mail"):
        if service != "mail":
            laurel.healthy(service)
        assert [found["State"]["Status"] for found in laurel.inspect(service)] == ["running"]
    (provision,) = laurel.inspect("provision")
    assert (provision["State"]["Status"], provision["State"]["ExitCode"]) == ("exited", 0)


def test_the_front_door_leads_to_every_service_and_its_pages(laurel: Compose) -> None:
    with httpx.Client(base_url=laurel.front_door, trust_env=False, timeout=30) as http:
        assert http.get("/", follow_redirects=True).url.path == "/stats/"
        for page in ("/stats/", "/review/", "/portal/", "/intake/v1/calls"):
            assert http.get(page).status_code == 200, page
        assert http.get("/notify/v1/inbox").status_code == 401
        assert http.get("/somewhere").status_code == 404
        assert (
            http.get("/intake/v1/applications")
            .headers["content-type"]
            .startswith("application/problem+json")
        )


def test_the_front_door_leads_to_nothing_internal(laurel: Compose) -> None:
    with httpx.Client(base_url=laurel.front_door, trust_env=False, timeout=30) as http:
        for path in ("/metrics", "/health/ready", "/stats/metrics", "/intake/health/ready"):
            assert http.get(path).status_code == 404, path


def test_the_status_of_everything_is_one_command(laurel: Compose) -> None:
    status: dict[str, Any] = {}

    def all_is_well() -> bool:
        asked = laurel.command("run", "--rm", "-T", "laurel", "status", "--json")
        status.update(json.loads(run(asked, env=laurel.env, check=False).stdout))
        return bool(status["ready"])

    laurel.until("all is well", all_is_well)
    assert {replica["service"] for replica in status["replicas"]} == set(SERVICES)
    assert {replica["version"] for replica in status["replicas"]} == {laurel.env["LAUREL_VERSION"]}


def test_only_this_machine_can_reach_it(laurel: Compose) -> None:
    for service in (*SERVICES, "front-door", "kafka", "mongo", "mail"):
        for found in laurel.inspect(service):
            bound = (found["NetworkSettings"]["Ports"] or {}).values()
            hosts = {each["HostIp"] for binding in bound if binding for each in binding}
            assert hosts <= {"127.0.0.1"}, service


def test_when_others_may_reach_it_they_reach_the_front_door_alone(compose: Compose) -> None:
    wide = replace(compose, more={"LAUREL_BIND": "0.0.0.0"})
    found = json.loads(wide.output("--profile", "*", "config", "--format", "json"))["services"]
    bound = {
        name: port["host_ip"] for name, each in found.items() for port in each.get("ports", ())
    }
    inside = dict.fromkeys(("kafka", "mail", "sign-in"), "127.0.0.1")
    assert bound == {"front-door": "0.0.0.0", **inside}


def test_no_container_can_take_the_machine_from_the_others(compose: Compose) -> None:
    found = json.loads(compose.output("--profile", "*", "config", "--format", "json"))["services"]
    assert [name for name, each in found.items() if "mem_limit" not in each] == []
    assert [name for name, each in found.items() if "cpus" not in each] == ["kafka", "mongo"]


def test_no_service_can_write_but_where_it_must(laurel: Compose) -> None:
    for service in SERVICES:
        said = laurel("exec", "-T", service, "touch", "/app/x", check=False)
        assert "Read-only file system" in said
        said = laurel("exec", "-T", service, "touch", "/app/.laurel/x", check=False)
        assert "Read-only file system" in said


def test_provisioning_again_changes_nothing(laurel: Compose) -> None:
    key = laurel("exec", "-T", "intake", "cat", "/app/.laurel/issuer/jwks.json")
    said = laurel("run", "--rm", "-T", "provision")
    assert re.search(r"created 0, found \d\d topics", said)
    assert "initiated" not in said
    assert laurel("exec", "-T", "intake", "cat", "/app/.laurel/issuer/jwks.json") == key


def test_a_round_of_100_with_three_replicas_gives_the_published_figures(laurel: Compose) -> None:
    laurel.up("--no-recreate", "--scale", "review=3", "--scale", "stats=2")
    assert (len(laurel.containers("review")), len(laurel.containers("stats"))) == (3, 2)
    said = laurel("--profile", "demo", "run", "--rm", "-T", "demo", "--applications", "100")
    print(said)  # noqa: T201 - rates by stage
    assert "balances" in said
    laurel.balances()


async def test_the_replicas_share_the_partitions(laurel: Compose) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=laurel.kafka)
    await admin.start()
    try:
        # One group a question: aiokafka misreads an answer about two.
        for name, members in (("laurel.review", 3), ("laurel.stats.fold", 2)):

            async def described(name: str = name) -> tuple[str, str, int]:
                (answer,) = await admin.describe_consumer_groups([name])
                ((_, found, state, _, _, who, *_),) = answer.groups
                return found, state, len(who)

            await until_equal("the group", described, (name, "Stable", members))
    finally:
        await admin.close()


def test_a_token_for_a_pilot_is_one_command_away(laurel: Compose) -> None:
    token = laurel.output(
        *["--profile", "tools", "run", "--rm", "-T", "laurel", "token", "--role", "officer"]
    ).strip()
    path = "/review/v1/rounds/gd-hightech-product-jiangmen/2019/progress"
    answer = httpx.get(
        laurel.front_door + path,
        headers={"Authorization": f"Bearer {token}"},
        trust_env=False,
        timeout=30,
    )
    assert answer.status_code == 200


def test_a_service_stops_by_itself_when_told_to(laurel: Compose) -> None:
    for service in SERVICES:
        container = laurel.containers(service)[0]
        started = time.monotonic()
        docker("stop", "-t", "20", container)
        took = time.monotonic() - started
        status = docker("inspect", "-f", "{{.State.ExitCode}} {{.State.OOMKilled}}", container)
        print(f"{service} stopped in {took:.1f} s")  # noqa: T201 - a measurement
        assert (status, took < 15) == ("0 false", True), service
        docker("start", container)
    for service in SERVICES:
        laurel.healthy(service)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may kill a container's process")
def test_the_front_door_stops_by_itself_while_a_board_is_open(laurel: Compose) -> None:
    (front_door,) = laurel.containers("front-door")
    board = "/stats/v1/rounds/gd-hightech-product-jiangmen/2019/stream"
    with httpx.stream("GET", laurel.front_door + board, trust_env=False, timeout=30) as stream:
        lines = stream.iter_lines()
        assert next(lines)
        docker("stop", front_door)
    assert docker("inspect", "-f", "{{.State.ExitCode}}", front_door) == "0"
    docker("start", front_door)
    laurel.healthy("front-door")


def test_a_service_that_dies_comes_back_by_itself(laurel: Compose) -> None:
    (found,) = laurel.inspect("intake")
    os.kill(found["State"]["Pid"], 9)
    laurel.until(
        "intake was started again",
        lambda: laurel.inspect("intake")[0]["RestartCount"] > found["RestartCount"],
    )
    laurel.healthy("intake")
