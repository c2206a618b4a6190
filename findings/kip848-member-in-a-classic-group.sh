#!/bin/sh
# One consumer of the new group protocol (KIP-848) changes how a classic group's partitions are
# handed out, for the members that asked for range.
#
# Seen with Apache Kafka 4.4.0 (default settings), aiokafka 0.14.0 and confluent-kafka 2.16.1
# (librdkafka). A classic consumer that names `range` as its only assignor relies on getting the same
# partition numbers of every topic, as a join of two streams needs it. By the broker's default
# (group.consumer.migration.policy=bidirectional) a consumer with group.protocol=consumer may join
# the same group. From then on the broker assigns for all members with its own first assignor,
# `uniform`: the classic member is handed different partitions of the two topics, without an error,
# and its client still calls the assignment `range`. When the stranger leaves, all is as before.
# With group.consumer.migration.policy=disabled the stranger is refused. Seen, of 2 × 6 partitions:
#   by default, a stranger of the new protocol there: {'left': [0, 1, 2, 3, 4, 5], 'right': []}
#   after it has left: {'left': [0, 1, 2, 3, 4, 5], 'right': [0, 1, 2, 3, 4, 5]}
#
# Needs python3 (3.11 or newer), java (17 or newer), mvn. Exits 1 if the behaviour has changed.
set -eu
work=$(mktemp -d)
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>x</groupId><artifactId>x</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>4.4.0</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
</dependencies></project>
P
mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=libs
python3 -m venv env
env/bin/pip -q install aiokafka==0.14.0 confluent-kafka==2.16.1
cat > run.py <<'P'
import asyncio, os, pathlib, socket, subprocess, sys
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from confluent_kafka import Consumer

def free():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]

def broker(policy):
    port, controller = free(), free()
    pathlib.Path(f"{policy or 'default'}.properties").write_text(f"""process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
log.dirs={os.getcwd()}/data-{policy or 'default'}
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
group.initial.rebalance.delay.ms=0
{f'group.consumer.migration.policy={policy}' if policy else ''}
""")
    java = ["java", "-XX:TieredStopAtLevel=1", "-cp", "libs/*"]
    config = f"{policy or 'default'}.properties"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*java, "kafka.tools.StorageTool", "format", "-t", "TGF1cmVsTGF1cmVsTGF1cg", "-c", config], check=True, **quiet)
    process = subprocess.Popen([*java, "-Xmx512m", "kafka.Kafka", config], **quiet)
    pathlib.Path("pid").write_text(str(process.pid))
    return process, f"127.0.0.1:{port}"

async def started(address):
    for _ in range(600):
        try:
            admin = AIOKafkaAdminClient(bootstrap_servers=address)
            await admin.start()
            await admin.create_topics([NewTopic(t, 6, 1) for t in ("left", "right")])
            await admin.close()
            return
        except Exception:
            await admin.close()
            await asyncio.sleep(0.2)
    raise SystemExit("Kafka did not start")

def shares(member):
    return {t: sorted(p.partition for p in member.assignment() if p.topic == t) for t in ("left", "right")}

async def until(condition):
    for _ in range(600):
        if condition():
            return True
        await asyncio.sleep(0.1)
    return False

async def member_and_stranger(address):
    """The classic member's shares while the stranger is there and after it, and what the stranger was told."""
    member = AIOKafkaConsumer("left", "right", bootstrap_servers=address, group_id="g",
        partition_assignment_strategy=(RangePartitionAssignor,), metadata_max_age_ms=2000)
    await member.start()
    reading = asyncio.create_task(drain(member))
    assert await until(lambda: len(member.assignment()) == 12), "the classic member got no share"
    stranger = Consumer({"bootstrap.servers": address, "group.id": "g", "group.protocol": "consumer", "log_level": 0})
    stranger.subscribe(["left", "right"])
    told = None
    for _ in range(60):
        message = await asyncio.to_thread(stranger.poll, 0.5)
        if message is not None and message.error():
            told = message.error().str()
            break
        if stranger.assignment() and len(member.assignment()) < 12:
            break
    await asyncio.sleep(3)
    during = shares(member)
    stranger.close()
    await until(lambda: len(member.assignment()) == 12)
    after = shares(member)
    reading.cancel()
    await member.stop()
    return during, after, told

async def drain(member):
    while True:
        await member.getmany(timeout_ms=200)

async def main():
    whole = {"left": [*range(6)], "right": [*range(6)]}
    process, address = broker("")
    try:
        await started(address)
        during, after, told = await member_and_stranger(address)
    finally:
        process.kill(); process.wait()
    print("by default, a stranger of the new protocol there:", during, "stranger told:", told)
    print("after it has left:", after)
    changed = told is not None or during["left"] == during["right"] or after != whole
    process, address = broker("disabled")
    try:
        await started(address)
        during, after, told = await member_and_stranger(address)
    finally:
        process.kill(); process.wait()
    print("policy disabled:", during, "stranger told:", told)
    changed |= told is None or during != whole
    sys.exit("the behaviour has changed" if changed else 0)

asyncio.run(main())
P
env/bin/python run.py
