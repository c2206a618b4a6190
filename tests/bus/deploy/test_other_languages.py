"""The readers of the guide in Java, Go and JavaScript read what is on Kafka, as they stand."""

import asyncio
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from deploy.provision import provision
from services.notify.domain.agencies.facts import Facts
from services.notify.domain.agencies.public_outcome import HeardOutcome
from shared.contracts.outcomes import TOPIC, NotRecognised, OutcomeGiven, Recognised
from shared.messaging.cluster import Cluster
from shared.messaging.kafka import Sender
from tests.bus.deploy.test_subscribing import message
from tests.clients.other_readers import LANGUAGES, built, lines, reading
from tests.clients.waiting import until


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_a_reader_of_the_guide_prints_what_is_new_of_each_application(
    kafka: str, topic_prefix: str, tmp_path: Path, language: str
) -> None:
    await provision(Cluster(kafka), topic_prefix)
    sender = Sender(Cluster(kafka), "test")
    first, later = (
        message(topic_prefix, NotRecognised, "a1", 5),
        message(topic_prefix, OutcomeGiven, "a1", 9),
    )
    recognised = message(topic_prefix, Recognised, "b1", 4)
    await sender.send([first, first, recognised, later, first])
    await sender.stop()
    told = {
        "LAUREL_KAFKA": kafka,
        "LAUREL_TOPIC": f"{topic_prefix}.{TOPIC}",
        "LAUREL_LOGIN": f"agency-{topic_prefix}",
    }
    printed = tmp_path / "printed"

    async def seen() -> list[tuple[str, str, str, str]]:
        return await asyncio.to_thread(lines, printed)

    with reading(language, told, printed):
        found = await until("three lines", seen, lambda now: len(now) >= 3)
    assert [line[1:3] for line in found if line[0] == "a1"] == [
        ("5", NotRecognised.type),
        ("9", OutcomeGiven.type),
    ]
    (of_b1,) = [line for line in found if line[0] == "b1"]
    assert of_b1[1:3] == ("4", Recognised.type)
    assert json.loads(of_b1[3]) == json.loads(recognised.value)


def in_javascript(*told: dict[str, Any]) -> list[Any]:
    """What `cloudevents` makes of messages: the event, or what it raises."""
    ran = subprocess.run(
        ["node", "read.mjs"],
        cwd=built("javascript"),
        input="".join(json.dumps(each) + "\n" for each in told),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_the_traps_of_javascript_are_those_that_the_guide_names(topic_prefix: str) -> None:
    sent = message(topic_prefix, Recognised, "b1", 4)
    headers = {name: value.decode() for name, value in sent.headers}
    kafka = {"over": "kafka", "buffers": False, "headers": headers, "body": sent.value.decode()}
    encoded = {**headers, "ce_subject": "%E4%BA%A7%E5%93%81"}
    text, buffers, percent = in_javascript(
        kafka, {**kafka, "buffers": True}, {**kafka, "headers": encoded}
    )
    assert (text["subject"], text["sequence"]) == ("b1", "4")
    assert text["data"] == json.loads(sent.value)
    assert "is not a function" in buffers
    assert percent["subject"] == "%E4%BA%A7%E5%93%81"


def test_what_the_feed_and_webhooks_carry_is_read_in_javascript_for_it_has_a_time() -> None:
    heard = HeardOutcome(
        id="review/b1/4",
        type=Recognised.type,
        source="laurel/review",
        subject="产品",
        sequence=4,
        time=datetime(2019, 9, 1, tzinfo=UTC),
        facts=Facts("p", "2019"),
        outcome="recognised",
        data={"产品": "伺服"},
    )
    body = heard.numbered(17, None).body
    event = json.loads(body)
    headers = {"content-type": "application/cloudevents+json; charset=utf-8"}
    timeless = json.dumps({name: event[name] for name in event if name != "time"})
    told = {"over": "http", "buffers": False, "headers": headers, "body": body.decode()}
    read, on_kafka, invented = in_javascript(
        told, {**told, "over": "kafka", "body": timeless}, {**told, "body": timeless}
    )
    assert (read["subject"], read["position"], read["data"]) == ("产品", 17, {"产品": "伺服"})
    assert datetime.fromisoformat(read["time"]) == heard.time
    assert on_kafka == "Invalid time value"
    assert datetime.fromisoformat(invented["time"]) > heard.time
