"""Apache Kafka in KRaft mode, one node that is broker and controller."""

import base64
import re
import shutil
import signal
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path

from deploy.local.child import Child
from deploy.local.downloads import fetch, pinned_folder, run
from deploy.local.errors import StackError
from deploy.local.places import Places
from deploy.local.progress import Say, silent

POM = Path(__file__).with_name("pom.xml")
_OF_BROKER = re.compile(r"<artifactId>kafka_2\.13</artifactId>\s*<version>([\d.]+)</version>")
VERSION = "".join(_OF_BROKER.findall(POM.read_text(encoding="utf-8")))
"""The broker's, wherever it runs: what else names it is held to this by a test."""

MAVEN = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime"]
EMBEDDED_INSTEAD = "LAUREL_LOCAL_BROKER=embedded takes the stand-in instead."

# Replication factors of one; failures seen within 3 s; memory for a laptop.
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller_port}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs={data}
auto.create.topics.enable=false
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=1000
group.initial.rebalance.delay.ms=0
group.consumer.migration.policy=disabled
offsets.topic.num.partitions=8
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=2
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
log.segment.delete.delay.ms=1000
log.cleaner.dedupe.buffer.size=16777216
num.network.threads=2
num.io.threads=4
"""


async def why_not(downloads: Path) -> str | None:
    """What Apache Kafka lacks on this machine, None if nothing."""
    if not shutil.which("java"):
        return "no Java on PATH"
    _, output = await run(["java", "-version"])
    version = re.search(r'version "(\d+)', output)
    if not version or int(version[1]) < 17:
        return "Java is older than 17"
    if not _libraries(downloads).exists() and not shutil.which("mvn"):
        return "no Maven on PATH"
    return None


async def start_apache(
    places: Places,
    port: int,
    controller_port: int,
    more: str = "",
    format_options: Sequence[str] = (),
    say: Say = silent,
) -> Child:
    """Fetches the jars if need be, formats the data folder if it is new, and starts the server.

    `more` are properties that come before ours. Raises StackError, also for data that a newer
    Kafka formatted.
    """
    data = places.data("kafka")
    formatted_by = places.base / "kafka.version"
    check_readable(data, formatted_by)
    libraries = await _fetched(places.downloads, say)
    config = places.base / "kafka.properties"
    ours = PROPERTIES.format(port=port, controller_port=controller_port, data=data)
    config.write_text(ours + more, encoding="utf-8")
    config.chmod(0o600)
    java = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    classes = ["-cp", f"{libraries}/*"]
    if not (data / "meta.properties").exists():
        cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        command = [*java, *classes, "kafka.tools.StorageTool", "format", f"--cluster-id={cluster}"]
        status, output = await run([*command, "-c", str(config), *format_options])
        if status != 0:
            raise StackError(f"Kafka's data folder {data} could not be formatted:\n{output}")
        formatted_by.write_text(VERSION, encoding="utf-8")
    return Child(
        "kafka",
        [*java, "-Xmx512m", *classes, "kafka.Kafka", str(config)],
        places.log("kafka"),
        when_orphaned=signal.SIGTERM,
    )


def check_readable(data: Path, formatted_by: Path) -> None:
    """Raises StackError for a data folder that a newer Kafka formatted.

    The format stays that of the version that made the folder, however new the one that opens it.
    """
    if not (data / "meta.properties").exists() or not formatted_by.exists():
        return
    made = formatted_by.read_text(encoding="utf-8").strip()
    if _ordered(made) > _ordered(VERSION):
        raise StackError(
            f"The data in {data} was made by Apache Kafka {made}, and Kafka {VERSION}, which this "
            "checkout brings, can't read it. Start it with the checkout that made it, "
            "take another folder (--base), or begin anew (--fresh)."
        )


def _ordered(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _libraries(downloads: Path) -> Path:
    return pinned_folder(downloads / "kafka", POM) / "libs"


async def _fetched(downloads: Path, say: Say) -> Path:
    libraries = _libraries(downloads)
    if libraries.exists():
        return libraries
    libraries.parent.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=libraries.parent.parent) as scratch:
        shutil.copy(POM, scratch)
        command = [*MAVEN, "-DoutputDirectory=libs"]
        status, output = await fetch(command, f"Apache Kafka {VERSION}", Path(scratch), say)
        if status != 0:
            raise StackError(f"Maven could not fetch Kafka:\n{output}\n{EMBEDDED_INSTEAD}")
        libraries.parent.mkdir(exist_ok=True)
        if not libraries.exists():
            (Path(scratch) / "libs").rename(libraries)
    return libraries
