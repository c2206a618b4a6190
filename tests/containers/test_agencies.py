"""Agencies read the outcomes over TLS by a login, and nothing else."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition

from deploy.local.ports import Ports
from tests.clients.subscriber import outcomes, subscribed
from tests.clients.waiting import until
from tests.containers.compose import Compose, give
from tests.containers.engine import run

LOGIN, PASSWORD = "agency-tax", "correct-horse-battery"
OUTCOMES, OTHERS = "laurel.outcomes.v1", "laurel.applications.v1"
SIZE = 40


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A login, and a certificate that signs itself."""
    folder = tmp_path_factory.mktemp("secrets")
    key, certificate = folder / "key.pem", folder / "ca.pem"
    run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(certificate)),
        ]
    )
    both = folder / "laurel_agencies_pem"
    both.write_text(key.read_text() + certificate.read_text())
    both.chmod(0o444)
    logins = folder / "laurel_agencies"
    logins.write_text(f"{LOGIN}: {PASSWORD}\nagency-bank: another-horse-battery\n")
    give(logins, 0o400)
    return folder


@pytest.fixture(scope="module")
def laurel(
    images: str, secrets: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Compose]:
    """A trial whose round is played, with the way in for agencies."""
    ports = Ports(tmp_path_factory.mktemp("agencies") / "ports.json")
    project = Compose(
        ports,
        files=("docker-compose.yml", "deploy/compose/agencies.yml"),
        more={
            "LAUREL_BIND": "127.0.0.1",
            "LAUREL_AGENCIES_HOST": "localhost",
            "LAUREL_AGENCIES_PORT": str(ports.of("agencies")),
            "LAUREL_SECRETS_FOLDER": str(secrets),
        },
    )
    with project.taken_away():
        project.up()
        project("run", "--rm", "-T", "demo", "--applications", str(SIZE))
        yield project


@pytest.fixture
def settings(laurel: Compose, secrets: Path) -> dict[str, Any]:
    """How an agency's client is let in."""
    return {
        "bootstrap.servers": f"localhost:{laurel.ports.of('agencies')}",
        "security.protocol": "SASL_SSL",
        "sasl.mechanism": "SCRAM-SHA-512",
        "sasl.username": LOGIN,
        "sasl.password": PASSWORD,
        "ssl.ca.location": str(secrets / "ca.pem"),
    }


async def test_the_code_of_the_guide_reads_every_outcome_over_tls(
    laurel: Compose, secrets: Path, tmp_path: Path
) -> None:
    told = {
        "LAUREL_KAFKA": f"localhost:{laurel.ports.of('agencies')}",
        "LAUREL_LOGIN": LOGIN,
        "LAUREL_PASSWORD": PASSWORD,
        "LAUREL_CA": str(secrets / "ca.pem"),
    }
    with subscribed(tmp_path, told):
        kept = await until(
            "all outcomes", lambda: outcomes(tmp_path), lambda seen: len(seen) == SIZE
        )
    assert {outcome for _, outcome, _ in kept.values()} == {"recognised", "not_recognised"}


def first_error(client: dict[str, Any], topic: str, group: str) -> int:
    """What the first try to read comes to."""
    seen: list[int] = []
    consumer = Consumer(
        {**client, "group.id": group, "auto.offset.reset": "earliest", "error_cb": _into(seen)}
    )
    consumer.subscribe([topic])
    try:
        for _ in range(300):
            message = consumer.poll(0.1)
            if message is not None:
                error = message.error()
                return KafkaError.NO_ERROR if error is None else error.code()
            if seen:
                return seen[0]
    finally:
        consumer.close()
    raise AssertionError("neither a message nor an error within 30 s")


def _into(seen: list[int]) -> Any:
    return lambda error: seen.append(error.code())


@pytest.mark.parametrize(
    ("changed", "topic", "group", "code"),
    [
        ({}, OUTCOMES, f"{LOGIN}.second", KafkaError.NO_ERROR),
        ({}, OTHERS, f"{LOGIN}.other", KafkaError.TOPIC_AUTHORIZATION_FAILED),
        ({}, OUTCOMES, "laurel.stats", KafkaError.GROUP_AUTHORIZATION_FAILED),
        ({}, OUTCOMES, "agency-bank.x", KafkaError.GROUP_AUTHORIZATION_FAILED),
        ({"sasl.password": "wrong-horse-battery"}, OUTCOMES, LOGIN, KafkaError._AUTHENTICATION),
    ],
)
def test_a_login_reads_the_outcomes_in_groups_of_its_own_and_nothing_else(
    settings: dict[str, Any], changed: dict[str, str], topic: str, group: str, code: int
) -> None:
    assert first_error({**settings, **changed}, topic, group) == code


def test_a_login_writes_nothing(settings: dict[str, Any]) -> None:
    failed: list[int | None] = []

    def note(error: KafkaError | None, _: object) -> None:
        failed.append(None if error is None else error.code())

    producer = Producer(settings)
    producer.produce(OUTCOMES, b"{}", b"a1", on_delivery=note)
    producer.flush(30)
    assert failed == [KafkaError.TOPIC_AUTHORIZATION_FAILED]


def test_nobody_comes_in_without_tls(settings: dict[str, Any]) -> None:
    plain = Consumer({**settings, "security.protocol": "SASL_PLAINTEXT", "group.id": LOGIN})
    with pytest.raises(KafkaException):
        plain.get_watermark_offsets(TopicPartition(OUTCOMES, 0), timeout=5)
    plain.close()
    with pytest.raises(ssl.SSLError):
        _handshake(settings["bootstrap.servers"])


def _handshake(address: str) -> None:
    host, _, port = address.partition(":")
    ssl.get_server_certificate((host, int(port)), ca_certs=ssl.get_default_verify_paths().cafile)


def test_who_is_taken_off_the_list_is_shut_out_by_the_next_provision(
    laurel: Compose, secrets: Path, settings: dict[str, Any]
) -> None:
    bank = {**settings, "sasl.username": "agency-bank", "sasl.password": "another-horse-battery"}
    assert first_error(bank, OUTCOMES, "agency-bank.x") == KafkaError.NO_ERROR

    logins = secrets / "laurel_agencies"
    logins.chmod(0o600)
    logins.write_text(f"{LOGIN}: {PASSWORD}\n")
    give(logins, 0o400)
    said = laurel("run", "--rm", "-T", "provision")

    assert "may no more: agency-bank" in said
    assert first_error(bank, OUTCOMES, "agency-bank.x") == KafkaError._AUTHENTICATION
