"""Does Kafka let us in? Asked before anything else, since its clients only say that it is away."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.conn import create_conn
from aiokafka.errors import (
    AuthenticationFailedError,
    KafkaError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)

from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.messaging.cluster import Cluster
from shared.settings.faults import WrongSettings

ACCESS_WITHIN_MS = 5_000
"""Milliseconds for each bootstrap server to answer."""


async def check_access(cluster: Cluster) -> None:
    """Returns when a bootstrap server lets us in.

    Raises WrongSettings when one answers and does not; Unavailable when none answers.
    """
    unheard = []
    for host, port in cluster.brokers:
        try:
            connection = await create_conn(
                host, port, request_timeout_ms=ACCESS_WITHIN_MS, **cluster.security_arguments()
            )
        except (KafkaError, OSError, TimeoutError, ValueError) as error:
            if refused := _refused(cluster, f"{host}:{port}", error):
                raise WrongSettings(refused) from error
            unheard.append(f"{host}:{port}: {error_line(error)}")
        else:
            connection.close()
            return
    raise Unavailable(
        f"Kafka does not answer over {cluster.security}{_perhaps(cluster)}. {'; '.join(unheard)}"
    )


@asynccontextmanager
async def consuming(cluster: Cluster, **options: Any) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer outside of any group, stopped at the end. Raises what `check_access` does."""
    await check_access(cluster)
    consumer = AIOKafkaConsumer(enable_auto_commit=False, **options, **cluster.arguments())
    try:
        await consumer.start()
        yield consumer
    finally:
        await consumer.stop()


@asynccontextmanager
async def administering(cluster: Cluster, **options: Any) -> AsyncIterator[AIOKafkaAdminClient]:
    """An administrator, closed at the end. Raises what `check_access` does."""
    await check_access(cluster)
    admin = AIOKafkaAdminClient(**options, **cluster.arguments())
    try:
        await admin.start()
        yield admin
    finally:
        await admin.close()


def _perhaps(cluster: Cluster) -> str:
    # Brokers just hang up on whoever speaks another protocol or shows no certificate.
    if not cluster.encrypted:
        return " (LAUREL_KAFKA_SECURITY)"
    return "" if cluster.certificate_file else " without LAUREL_KAFKA_CERTIFICATE_FILE"


def _refused(cluster: Cluster, broker: str, error: Exception) -> str | None:
    """The setting to look at when a broker has answered and does not want us."""
    match error:
        case ssl.SSLCertVerificationError():
            return (
                f"LAUREL_KAFKA_CA_FILE is {_named(cluster.ca_file)}, which does not make the "
                f"certificate of {broker} good: {error.verify_message}"
            )
        case ssl.SSLError() if "CERTIFICATE_REQUIRED" in str(error.reason):
            return (
                f"LAUREL_KAFKA_CERTIFICATE_FILE is {_named(cluster.certificate_file)}; "
                f"{broker} wants a certificate that it trusts"
            )
        case ssl.SSLError():
            return (
                f"LAUREL_KAFKA_SECURITY is {cluster.security}, "
                f"but there is no TLS with {broker}: {error.reason}"
            )
        case UnsupportedSaslMechanismError():
            return (
                f"LAUREL_KAFKA_MECHANISM is {cluster.mechanism}, "
                f"which {broker} does not accept: {error}"
            )
        case AuthenticationFailedError() | SaslAuthenticationFailed() | ValueError():
            return (
                f"LAUREL_KAFKA_USER or LAUREL_KAFKA_PASSWORD is wrong: {broker} refuses the login "
                f"of {cluster.user!r} by {cluster.mechanism}"
            )
        case _:
            return None


def _named(file: object) -> str:
    return "not set" if file is None else f"{str(file)!r}"
