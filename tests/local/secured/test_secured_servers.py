"""Kafka and MongoDB that want a login and TLS: everything works, or the setting is named."""

import asyncio
import os
from pathlib import Path

import pytest

from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from deploy.provision import provision, read_plans
from shared.errors import Unavailable
from shared.messaging.access import check_access
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Message
from shared.messaging.kafka import Sender
from tests.clients.http import Http
from tests.clients.process import run_module
from tests.clients.small_round import SmallRound
from tests.journeys.conftest import House
from tests.local.secured.servers import USER, Secured
from tests.programmes.small_rounds import publish_small_rounds

WRONG = "wrong-pass-word"


def environment(told: dict[str, str]) -> dict[str, str]:
    """The environment of this process, with these settings and no others."""
    return {k: v for k, v in os.environ.items() if not k.startswith("LAUREL_")} | told


async def test_a_round_goes_its_way_over_tls_and_with_logins_and_the_books_balance(
    secured: Secured, secured_stack: LocalStack, tmp_path: Path
) -> None:
    programme = publish_small_rounds(tmp_path)
    house = House(secured_stack, programme, programme, programme, iter(programme.rounds))
    async with Http(house.urls) as http:
        round_ = SmallRound(http, secured_stack, programme, next(house.rounds))
        round_.open()
        application = await round_.asked(lacking=["M05"])
        await round_.due_at(application)
        await application.supplement("M05")
        await round_.reaches(application, "formal_review")
        await round_.association.accept(application)
        await round_.recommend(application)
        await round_.figures_become(recommended="1")

    prefix = secured_stack.env("stats")["LAUREL_TOPIC_PREFIX"]
    names = {"LAUREL_TOPIC_PREFIX": prefix, "LAUREL_DATABASE_PREFIX": prefix}
    told = environment(secured.told | names)
    for command in (["provision"], ["audit"], ["dlq", "list"], ["journal", "replay"], ["audit"]):
        status, said = await run_module("deploy.cli.main", told, *command)
        assert status == 0, f"laurel {command}: {said}"
        assert secured.password not in said
    for service in SERVICES:
        log = secured_stack.places.log(service).read_text(encoding="utf-8")
        assert secured.password not in log
    assert secured.password not in secured_stack.places.log("mail").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"LAUREL_KAFKA_PASSWORD": WRONG}, "LAUREL_KAFKA_PASSWORD"),
        ({"LAUREL_KAFKA_USER": "nobody"}, "LAUREL_KAFKA_USER"),
        ({"LAUREL_KAFKA_MECHANISM": "SCRAM-SHA-256"}, "LAUREL_KAFKA_MECHANISM"),
        ({"LAUREL_KAFKA_CA_FILE": "stranger"}, "LAUREL_KAFKA_CA_FILE"),
        ({"LAUREL_MONGO": WRONG}, "LAUREL_MONGO"),
        ({"LAUREL_MONGO": "stranger"}, "LAUREL_MONGO"),
        ({"LAUREL_MONGO": "nobody"}, "LAUREL_MONGO"),
    ],
    ids=lambda wrong: "-".join(map("=".join, wrong.items())) if isinstance(wrong, dict) else "",
)
async def test_a_wrong_login_or_authority_ends_service_and_command_and_is_named(
    secured: Secured, secured_stack: LocalStack, wrong: dict[str, str], named: str
) -> None:
    told = secured.told | wrong
    if told["LAUREL_KAFKA_CA_FILE"] == "stranger":
        told["LAUREL_KAFKA_CA_FILE"] = str(secured.stranger)
    told["LAUREL_MONGO"] = {
        WRONG: secured.mongo.replace(secured.password, WRONG),
        "stranger": secured.mongo.replace(str(secured.authority), str(secured.stranger)),
        "nobody": secured.mongo.replace(f"{USER}:{secured.password}@", ""),
    }.get(told["LAUREL_MONGO"], secured.mongo)
    spoilt = secured_stack.env("review") | told
    outcomes = await asyncio.gather(
        run_module("services.review", spoilt),
        run_module("deploy.cli.main", environment(told), "provision"),
    )
    for status, said in outcomes:
        assert (status, named in said) == (78, True), said
        assert secured.password not in said
        assert WRONG not in said


async def test_a_client_that_speaks_another_protocol_is_told_what_it_speaks(
    secured: Secured,
) -> None:
    with pytest.raises(Unavailable, match=r"over PLAINTEXT \(LAUREL_KAFKA_SECURITY\)"):
        await check_access(Cluster(secured.kafka))
    nobody = Cluster(secured.kafka_by_certificate, security="SSL", ca_file=secured.authority)
    with pytest.raises(Unavailable, match="over SSL without LAUREL_KAFKA_CERTIFICATE_FILE"):
        await check_access(nobody)


@pytest.mark.parametrize("way", ["certificate", "PLAIN"])
async def test_other_ways_in_work_too(secured: Secured, topic_prefix: str, way: str) -> None:
    cluster = {
        "certificate": Cluster(
            secured.kafka_by_certificate,
            security="SSL",
            ca_file=secured.authority,
            certificate_file=secured.client.certificate,
            key_file=secured.client.key,
        ),
        "PLAIN": Cluster(
            secured.kafka,
            security="SASL_SSL",
            mechanism="PLAIN",
            user=USER,
            password=secured.password,
            ca_file=secured.authority,
        ),
    }[way]
    made = await provision(cluster, topic_prefix)
    assert len(made.created) == len(read_plans().all())
    sender = Sender(cluster, "test")
    try:
        await sender.send([Message(made.created[0], b"key", b"value", ())])
    finally:
        await sender.stop()
