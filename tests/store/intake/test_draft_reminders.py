"""An enterprise is reminded once of a complete draft, some days before the call closes."""

from datetime import UTC, datetime, timedelta

from services.intake.store.applications import MongoApplications
from services.intake.store.draft_reminders import COLLECTION, MongoDraftReminders
from services.intake.store.enterprises import MongoEnterprises
from services.intake.usecases.remind_of_drafts import RemindOfDrafts
from shared.contracts.drafts import CallClosing
from shared.journal import Journal
from shared.programmes import Programmes
from tests.store.intake.conftest import nobody
from tests.store.intake.portal import DRAFT, Portal, part
from tests.unit.intake.applications import PROGRAMME, ROUND
from tests.unit.intake.files import pdf

MORNING = datetime(2019, 7, 9, 1, tzinfo=UTC)  # 09:00 in Beijing, three days before 12 July
ANSWERS = {
    "M04": "本产品属于先进制造与自动化领域。" * 14,
    **dict.fromkeys(("regulated", "ip_acquired", "high_impact"), False),
}


def reminding(portal: Portal, *days: int) -> RemindOfDrafts:
    def journal(collection: str) -> Journal:
        return Journal(portal.database[collection], "intake", nobody)

    clocks = PROGRAMME.clocks.model_copy(update={"remind_drafts_before": days or (3,)})
    programmes = Programmes([PROGRAMME.model_copy(update={"clocks": clocks})])
    return RemindOfDrafts(
        MongoApplications(journal("applications"), programmes),
        MongoDraftReminders(journal(COLLECTION)),
        MongoEnterprises(journal("enterprises")),
        programmes,
    )


async def a_complete_draft(portal: Portal, key: str = "d") -> str:
    path = await portal.a_draft(key, answers=ANSWERS)
    files = [part(material, pdf(note=material)) for material in ("M01", "M02", "M05", "M07")]
    assert (await portal.upload(path, *files)).is_success
    check = (await portal.call("GET", f"{path}/self-check")).json()
    assert check["complete"], check
    return path


async def reminders(portal: Portal) -> list[str]:
    return [event.type.split(".")[2] for event in await portal.events(COLLECTION)]


async def test_a_complete_draft_is_reminded_of_once_from_its_morning_on(portal: Portal) -> None:
    path = await a_complete_draft(portal)
    assert await reminding(portal)(MORNING - timedelta(seconds=1)) == 0
    remind = reminding(portal)
    assert [await remind(MORNING), await remind(MORNING), await reminding(portal)(MORNING)] == [
        *(1, 0, 0),
    ]
    (event,) = await portal.events(COLLECTION)
    assert isinstance(event, CallClosing)
    assert path.endswith(event.application)
    assert event.closes_at == ROUND.closes_at
    assert event.addressee.product.zh == DRAFT["product"]["zh"]


async def test_the_timeline_of_a_draft_tells_of_its_reminder_before_and_after_submission(
    portal: Portal,
) -> None:
    path = await a_complete_draft(portal)
    before = (await portal.call("GET", path)).headers["ETag"]
    await reminding(portal)(MORNING)
    portal.set(MORNING + timedelta(hours=1))

    async def told() -> list[str]:
        answer = (await portal.call("GET", f"{path}/timeline")).json()
        return [item["what"] for item in answer["events"]]

    assert (await told()).count("call_closing") == 1
    # Whoever is writing at it finds it as it was.
    assert (await portal.call("GET", path)).headers["ETag"] == before
    assert (await portal.submit(path)).is_success
    assert [what for what in await told() if what in ("call_closing", "submitted")] == [
        "call_closing",
        "submitted",
    ]


async def test_each_of_several_times_reminds_and_what_was_missed_only_once(portal: Portal) -> None:
    await a_complete_draft(portal)
    remind = reminding(portal, 3, 1)
    assert [await remind(MORNING), await remind(MORNING + timedelta(days=2))] == [1, 1]
    late = reminding(portal, 3, 2, 1)
    assert await late(MORNING + timedelta(days=2, hours=5)) == 0


async def test_nobody_is_reminded_of_what_is_incomplete_submitted_or_new(portal: Portal) -> None:
    await portal.a_draft("incomplete")
    await portal.submit(await a_complete_draft(portal, "sent"))
    portal.set(MORNING + timedelta(hours=1))
    await a_complete_draft(portal, "new")
    assert await reminding(portal)(MORNING + timedelta(hours=2)) == 0


async def test_nobody_is_reminded_once_the_call_is_closed(portal: Portal) -> None:
    await a_complete_draft(portal)
    assert await reminding(portal)(ROUND.closes_at) == 0


async def test_a_programme_may_have_no_such_reminder(portal: Portal) -> None:
    await a_complete_draft(portal)
    remind = reminding(portal)
    clocks = PROGRAMME.clocks.model_copy(update={"remind_drafts_before": ()})
    silent = Programmes([PROGRAMME.model_copy(update={"clocks": clocks})])
    without = RemindOfDrafts(remind.applications, remind.reminders, remind.enterprises, silent)
    assert await without(MORNING) == 0


async def test_the_deletion_of_a_draft_is_told_if_its_enterprise_was_reminded(
    portal: Portal,
) -> None:
    reminded, other = await a_complete_draft(portal), await portal.a_draft("other")
    await reminding(portal)(MORNING)
    for path in (reminded, other):
        assert (await portal.call("DELETE", path)).status_code == 204
    assert await reminders(portal) == ["call-closing", "deleted"]


async def test_a_draft_that_was_reminded_of_is_submitted_as_ever(portal: Portal) -> None:
    path = await a_complete_draft(portal)
    await reminding(portal)(MORNING)
    assert (await portal.submit(path)).is_success
