"""What intake announces reaches Kafka; what it hears changes its records once."""

import json
from typing import Any

from shared.contracts.reviews import ApplicationAccepted
from tests.builders import a_standing
from tests.bus.intake.conftest import Bus
from tests.clients.waiting import until
from tests.store.intake.portal import Portal, part
from tests.unit.intake.applications import NOON, USCC
from tests.unit.intake.files import pdf

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


async def a_submission(portal: Portal) -> dict[str, Any]:
    path = await portal.a_draft()
    await portal.upload(path, part("M01", pdf()))
    traced = portal.token() | {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
    answer = await portal.call("POST", f"{path}/submission", key="s", headers=traced)
    receipt: dict[str, Any] = answer.json()
    return receipt


def accepted(receipt: dict[str, Any]) -> ApplicationAccepted:
    return ApplicationAccepted(
        application=receipt["id"],
        number=receipt["number"],
        by="association",
        rule_version="2019.1",
        at=NOON,
        standing=a_standing(milestones={"submitted": NOON, "accepted": NOON}),
    )


async def test_a_submission_reaches_kafka_with_its_head_its_body_and_its_trace(
    portal: Portal, bus: Bus
) -> None:
    receipt = await a_submission(portal)
    [record] = await until("submitted", lambda: bus.everything("applications.v1"), len)
    head = {name: value.decode() for name, value in record.headers}
    assert head.pop("traceparent").split("-")[1] == TRACE
    assert head == {
        "ce_specversion": "1.0",
        "ce_id": f"intake/{receipt['id']}/1",
        "ce_type": "laurel.application.submitted.v1",
        "ce_source": "intake",
        "ce_subject": receipt["id"],
        "ce_time": "2019-07-01T04:00:00+00:00",
        "ce_sequence": "1",
        "content-type": "application/json",
    }
    body = json.loads(record.value)
    assert record.key == receipt["id"].encode()
    assert (body["number"], body["uscc"]) == (receipt["number"], USCC)
    assert [material["requirement"] for material in body["materials"]] == ["M01"]
    assert "email" not in record.value.decode()


async def test_a_registration_reaches_kafka_under_the_credit_code(portal: Portal, bus: Bus) -> None:
    await portal.register()
    [record] = await until("registered", lambda: bus.everything("enterprises.v1"), len)
    assert record.key == USCC.encode()
    assert json.loads(record.value)["email"] == "declare@enterprise.example"


async def test_news_of_review_that_comes_twice_changes_the_record_once(
    portal: Portal, bus: Bus
) -> None:
    receipt = await a_submission(portal)
    event = accepted(receipt)
    await bus.say(event, key=receipt["id"], seq=4)
    await bus.say(event, key=receipt["id"], seq=4)
    await bus.say(event, key=receipt["id"], seq=5)

    async def heard() -> list[int]:
        record = await portal.database["applications"].find_one({"_id": receipt["id"]})
        seqs: list[int] = (record or {})["heard"].get("reviews/v1", [])
        return seqs

    await until("both heard", heard, lambda seqs: 5 in seqs)
    assert await heard() == [4, 5]
    path = f"/applications/{receipt['id']}/timeline"
    lines = (await portal.call("GET", path)).json()["events"]
    assert [line["what"] for line in lines].count("accepted") == 2


async def test_news_of_an_unknown_application_is_a_dead_letter_and_holds_nothing_up(
    portal: Portal, bus: Bus
) -> None:
    receipt = await a_submission(portal)
    stranger = accepted({"id": "stranger", "number": "X-1"})
    await bus.say(stranger, key="stranger")
    await bus.say(accepted(receipt), key=receipt["id"])
    [letter] = await until("buried", lambda: bus.everything("reviews.v1.dead"), len)
    assert b"not-found" in dict(letter.headers)["laurel-dead-reason"]

    async def stage() -> str:
        return str((await portal.call("GET", f"/applications/{receipt['id']}")).json()["stage"])

    await until("accepted", stage, lambda found: found == "accepted")
