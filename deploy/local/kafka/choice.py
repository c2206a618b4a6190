"""Which Kafka the local stack uses, and why."""

from collections.abc import Mapping

from deploy.local.errors import StackError
from deploy.local.kafka.apache import VERSION, start_apache, why_not
from deploy.local.kafka.embedded import start_embedded
from deploy.local.kafka.question import answers
from deploy.local.places import Places
from deploy.local.ports import Ports
from deploy.local.progress import Say, silent
from deploy.local.readiness import listens, until
from deploy.local.server import Server
from deploy.local.settings import Broker, LocalSettings
from shared.messaging.cluster import Cluster
from shared.settings import KafkaSettings, WrongSettings, read


def broker_from(environ: Mapping[str, str]) -> Broker:
    """The choice in LAUREL_LOCAL_BROKER; StackError if it is none of ours."""
    try:
        return read(LocalSettings, environ).local_broker
    except WrongSettings as wrong:
        raise StackError(str(wrong)) from None


def cluster_at(address: str, environ: Mapping[str, str]) -> Cluster:
    """How to reach the stack's Kafka; only an existing server may want to know who we are."""
    if not environ.get("LAUREL_KAFKA"):
        return Cluster(address)
    try:
        return read(KafkaSettings, environ).cluster()
    except WrongSettings as wrong:
        raise StackError(str(wrong)) from None


async def start_kafka(
    places: Places,
    ports: Ports,
    broker: Broker,
    environ: Mapping[str, str],
    say: Say = silent,
) -> Server:
    """An existing server if LAUREL_KAFKA names one, else our own, ready for clients."""
    if given := environ.get("LAUREL_KAFKA"):
        existing = cluster_at(given, environ)
        try:
            await until(lambda: answers(existing), f"{given} (LAUREL_KAFKA)", within=15)
        except WrongSettings as wrong:
            raise StackError(str(wrong)) from None
        return Server(given, "Kafka at LAUREL_KAFKA")
    lacking = await why_not(places.downloads) if broker != "embedded" else None
    if broker == "apache" and lacking:
        raise StackError(f"LAUREL_LOCAL_BROKER=apache, but there is {lacking}.")
    port = ports.of("kafka")
    if broker == "embedded" or lacking:
        child = await start_embedded(places, port, say)
        reason = f"{lacking} for Apache Kafka" if lacking else "LAUREL_LOCAL_BROKER asks for it"
        chosen = (
            f"embedded broker noida-db 0.2.3 ({reason};"
            " for trying out only: loses everything when it is killed)"
        )
    else:
        child = await start_apache(places, port, ports.of("kafka-controller"), say=say)
        reason = "Java and Maven found" if broker == "auto" else "LAUREL_LOCAL_BROKER asks for it"
        chosen = f"Apache Kafka {VERSION} ({reason})"
    try:
        # An open port first: the client logs every refused connection as an error.
        await until(lambda: listens("127.0.0.1", port), "Kafka", within=90, child=child)
        address = f"127.0.0.1:{port}"
        await until(lambda: answers(Cluster(address)), "Kafka", within=60, child=child)
    except BaseException:
        child.kill()
        raise
    return Server(address, chosen, child)
