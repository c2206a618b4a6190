"""Agencies hear of certificates in the order of all that they hear of an application."""

from dataclasses import replace
from typing import Any

from services.review.domain.case import Step
from services.review.domain.case.opening import open_case
from services.review.domain.recognition.entering import enter
from services.review.usecases.recognition.certify import Certify
from services.review.usecases.recognition.rename_holder import NewName, RenameHolder
from shared.contracts import KINDS
from shared.contracts.outcomes import TOPIC, PublicCertificateIssued, PublicCertificateVoided
from tests.store.review.conftest import CLOSED_AT, Stored
from tests.store.review.test_certificates import CERTIFICATES, RULES, certifying
from tests.unit.review.builders import CALENDAR, OFFICER, PROGRAMME, submitted
from tests.unit.review.test_register_sheet import a_row

ISSUED, VOIDED = PublicCertificateIssued.type, PublicCertificateVoided.type


async def recognised(stored: Stored, application: str | None = "a1") -> None:
    programme = RULES.programmes.newest(PROGRAMME)
    if application is not None:
        case = open_case(submitted(application), programme, CALENDAR, CLOSED_AT).case
        await stored.cases.open(Step(case), CLOSED_AT)
    (step,) = enter([a_row(1, number="SF-0001")], {}, programme, by="o", at=CLOSED_AT).new
    found = step.recognition.model_copy(update={"application": application})
    await stored.recognitions.enter([replace(step, recognition=found)], CLOSED_AT)


async def public(stored: Stored, collection: str) -> list[tuple[str, dict[str, Any]]]:
    """The public events of the only record, with their data."""
    (record,) = [each async for each in stored.database[collection].find()]
    events = [each for each in record["events"] if KINDS[each["type"]].topic == TOPIC]
    return [(each["type"], each["data"]) for each in events]


async def test_what_is_issued_stands_in_the_journal_of_the_application(stored: Stored) -> None:
    await recognised(stored)
    (number,) = await certifying(stored).issue(
        PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT
    )
    ((kind, data),) = await public(stored, "cases")
    assert (kind, data["certificate"], data["edition"]) == (ISSUED, number, 1)
    assert data["application"] == "a1"
    assert await public(stored, "recognitions") == []


async def test_a_lost_one_is_void_for_agencies_and_the_new_one_names_it(stored: Stored) -> None:
    await recognised(stored)
    certify: Certify = certifying(stored)
    (old,) = await certify.issue(PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT)
    after = await certify.reissue(old, "lost", "遗失", official=OFFICER, at=CLOSED_AT)
    new = after.certificate.number
    _, (ended, void), (given, issued) = await public(stored, "cases")
    assert (ended, void["certificate"], void["replaced_by"]) == (VOIDED, old, new)
    assert (given, issued["certificate"], issued["replaces"]) == (ISSUED, new, old)


async def test_a_new_name_makes_another_edition_for_agencies_too(stored: Stored) -> None:
    await recognised(stored)
    certify = certifying(stored)
    (number,) = await certify.issue(PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT)
    (held,) = (await stored.recognitions.get_many(await ids(stored))).values()
    name = NewName(
        name=held.record.holder.model_copy(update={"zh": "新名称"}),
        since=CLOSED_AT.date(),
        reason="更名",
    )
    rename = RenameHolder(stored.recognitions, RULES)
    await rename(PROGRAMME, held.record.id, name, official=OFFICER, at=CLOSED_AT)
    await certify.reissue(number, "renamed", "更名", official=OFFICER, at=CLOSED_AT)
    *_, (kind, data) = await public(stored, "cases")
    assert (kind, data["certificate"], data["edition"]) == (ISSUED, number, 2)
    assert data["enterprise"]["zh"] == "新名称"


async def test_one_that_is_void_alone_is_told(stored: Stored) -> None:
    await recognised(stored)
    certify = certifying(stored)
    (number,) = await certify.issue(PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT)
    await certify.void(number, "电话 13800000000 来电称作废", official=OFFICER, at=CLOSED_AT)
    *_, (kind, data) = await public(stored, "cases")
    assert kind == VOIDED
    assert "13800000000" not in str(data)


async def test_what_was_entered_tells_of_its_own_by_its_own_key(stored: Stored) -> None:
    await recognised(stored, None)
    await certifying(stored).issue(PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT)
    ((kind, data),) = await public(stored, "recognitions")
    assert kind == ISSUED
    assert "application" not in data


async def ids(stored: Stored) -> list[str]:
    return [each["_id"] async for each in stored.database["recognitions"].find({}, {"_id": 1})]
