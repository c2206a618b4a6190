"""An Apache Kafka and a mongod as others run them: TLS, and nobody comes in without a login."""

import asyncio
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from deploy.local.child import Child
from deploy.local.kafka.apache import start_apache
from deploy.local.mongo import find_mongod, run_mongod
from deploy.local.places import Places
from deploy.local.ports import Ports
from deploy.local.readiness import listens, until
from shared.errors import Unavailable
from shared.messaging.access import check_access
from shared.messaging.cluster import Cluster
from tests.local.secured.certificates import Authority, Pair

USER = "laurel"

LISTENERS = """\
listeners=LOGIN://{host}:{login},CERTIFICATE://{host}:{certificate},\
INTERNAL://127.0.0.1:{internal},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=LOGIN://{host}:{login},CERTIFICATE://{host}:{certificate},\
INTERNAL://127.0.0.1:{internal}
listener.security.protocol.map=LOGIN:SASL_SSL,CERTIFICATE:SSL,INTERNAL:PLAINTEXT,\
CONTROLLER:PLAINTEXT
inter.broker.listener.name=INTERNAL
ssl.keystore.type=PEM
ssl.keystore.location={keystore}
ssl.truststore.type=PEM
ssl.truststore.location={truststore}
listener.name.certificate.ssl.client.auth=required
listener.name.login.sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
listener.name.login.scram-sha-512.sasl.jaas.config=\
org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.login.plain.sasl.jaas.config=\
org.apache.kafka.common.security.plain.PlainLoginModule required user_{user}="{password}";
"""


@dataclass(frozen=True)
class Secured:
    """Both servers, and what a client has to know."""

    kafka: str
    kafka_by_certificate: str
    mongo: str
    password: str
    authority: Path
    stranger: Path
    client: Pair
    children: tuple[Child, Child]

    @property
    def told(self) -> dict[str, str]:
        """The variables that name both servers and the login."""
        return {
            "LAUREL_KAFKA": self.kafka,
            "LAUREL_KAFKA_SECURITY": "SASL_SSL",
            "LAUREL_KAFKA_USER": USER,
            "LAUREL_KAFKA_PASSWORD": self.password,
            "LAUREL_KAFKA_CA_FILE": str(self.authority),
            "LAUREL_MONGO": self.mongo,
        }


async def start_secured(base: Path, host: str = "127.0.0.1") -> Secured:
    """Starts both on free ports of an address of this machine; ready for clients with the login."""
    authority, stranger = Authority(base), Authority(base, "stranger")
    server, password = authority.sign("server", host), f"pass-{secrets.token_hex(8)}"
    places, ports = Places(base), Ports(base / "ports.json")
    kafka, mongo = await asyncio.gather(
        _kafka(places, ports, authority, server, password, host),
        _mongo(places, ports, authority, server, password, host),
    )
    return Secured(
        kafka=f"{host}:{ports.of('login')}",
        kafka_by_certificate=f"{host}:{ports.of('certificate')}",
        mongo=_uri(f"{host}:{ports.of('mongo')}", authority.file, f"{USER}:{password}@"),
        password=password,
        authority=authority.file,
        stranger=stranger.file,
        client=authority.sign("client"),
        children=(kafka, mongo),
    )


async def _kafka(
    places: Places, ports: Ports, authority: Authority, server: Pair, password: str, host: str
) -> Child:
    names = ("login", "certificate", "internal", "controller")
    more = LISTENERS.format(
        **{name: ports.of(name) for name in names},
        host=host,
        keystore=server.both,
        truststore=authority.file,
        user=USER,
        password=password,
    )
    login = f"SCRAM-SHA-512=[name={USER},password={password}]"
    child = await start_apache(
        places, ports.of("login"), ports.of("controller"), more, ["--add-scram", login]
    )
    cluster = Cluster(
        f"{host}:{ports.of('login')}",
        security="SASL_SSL",
        user=USER,
        password=password,
        ca_file=authority.file,
    )

    async def lets_in() -> bool:
        try:
            await check_access(cluster)
        except Unavailable:
            return False
        return True

    try:
        port = ports.of("login")
        await until(lambda: listens(host, port), "Kafka", within=90, child=child)
        await until(lets_in, "Kafka", within=60, child=child)
    except BaseException:
        child.kill()
        raise
    return child


async def _mongo(
    places: Places, ports: Ports, authority: Authority, server: Pair, password: str, host: str
) -> Child:
    binary, _ = await find_mongod(places.downloads)
    key = places.base / "members.key"
    key.write_text(secrets.token_hex(32), encoding="ascii")
    key.chmod(0o600)
    port = ports.of("mongo")
    child = run_mongod(
        binary,
        places,
        port,
        "--replSet=rs0",
        "--auth",
        f"--keyFile={key}",
        "--tlsMode=requireTLS",
        f"--tlsCertificateKeyFile={server.both}",
        f"--tlsCAFile={authority.file}",
        "--tlsAllowConnectionsWithoutCertificates",
        listen=",".join({"127.0.0.1", host}),
    )
    here = _uri(f"127.0.0.1:{port}", authority.file)
    try:
        await until(lambda: listens("127.0.0.1", port), "MongoDB", within=90, child=child)
        async with AsyncMongoClient[dict[str, Any]](here) as client:
            member = {"_id": 0, "host": f"{host}:{port}"}
            set_ = {"_id": "rs0", "members": [member]}
            await client.admin.command("replSetInitiate", set_)

            async def is_primary() -> bool:
                try:
                    return bool((await client.admin.command("hello"))["isWritablePrimary"])
                except PyMongoError:
                    return False

            await until(is_primary, "MongoDB's replica set", within=60, child=child)
            # From this machine, the first user may be made without being one.
            await client.admin.command("createUser", USER, pwd=password, roles=["root"])
    except BaseException:
        child.kill()
        raise
    return child


def _uri(server: str, authority: Path, login: str = "") -> str:
    return f"mongodb://{login}{server}/?directConnection=true&tls=true&tlsCAFile={authority}"
