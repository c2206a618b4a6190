"""Files are replaced in one call, and drafts deleted."""

import asyncio
from datetime import datetime, timedelta

from services.intake.store.files import GridFiles
from services.intake.usecases.sweep_files import SweepFiles
from shared.contracts.reviews import MaterialsMissing
from tests.store.intake.news import a_submission, missing
from tests.store.intake.portal import Portal, part, problem, refused
from tests.store.intake.test_staged_supplement import applications, hand_in
from tests.unit.intake.applications import NOON
from tests.unit.intake.files import EXE, pdf


async def sizes(portal: Portal, path: str) -> dict[str, list[str]]:
    """The names of the files by requirement."""
    found: dict[str, list[str]] = {}
    for material in (await portal.call("GET", path)).json()["materials"]:
        found.setdefault(material["requirement"], []).append(material["filename"])
    return found


async def left_over(portal: Portal) -> int:
    """How many files are swept away two days later."""
    later = datetime.now(NOON.tzinfo) + timedelta(days=2)
    return await SweepFiles(applications(portal), GridFiles(portal.database))(later)


async def test_files_take_the_place_of_those_that_are_there_in_one_call(portal: Portal) -> None:
    path = await portal.a_draft()
    await portal.upload(path, part("M01", pdf(), "old.pdf"), part("M05", pdf(), "stays.pdf"))
    answer = await portal.upload(path, part("M01", pdf(2), "new.pdf"), params={"replace": True})
    assert answer.status_code == 200, answer.text
    assert await sizes(portal, path) == {"M01": ["new.pdf"], "M05": ["stays.pdf"]}
    again = await portal.upload(path, part("M01", pdf(2), "new.pdf"), params={"replace": True})
    assert again.json()["version"] == answer.json()["version"]
    assert await left_over(portal) == 1


async def test_a_file_is_not_replaced_by_one_that_is_refused(portal: Portal) -> None:
    path = await portal.a_draft()
    await portal.upload(path, part("M05", pdf(), "old.pdf"))
    sent = [part("M05", pdf(2), "new.pdf"), part("M05", EXE, "bad.pdf")]
    answer = await portal.upload(path, *sent, params={"replace": True})
    assert answer.status_code == 207
    assert await sizes(portal, path) == {"M05": ["old.pdf", "new.pdf"]}


async def test_a_staged_file_is_replaced_in_one_call(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing, items=(missing("M05"), missing("M04")))
    await hand_in(portal, path, part("M05", pdf(), "old.pdf"))
    answer = await portal.call(
        "POST",
        f"{path}/supplement/items",
        files=[part("M05", pdf(2), "new.pdf")],
        params={"replace": True},
    )
    assert [m["filename"] for m in answer.json()["staged"]["materials"]] == ["new.pdf"]
    assert await left_over(portal) == 1


async def test_of_several_pieces_of_a_supplement_the_good_ones_stay_and_nothing_is_sent(
    portal: Portal,
) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing, items=(missing("M05"), missing("M02")))
    sent = [part("M05", pdf()), part("M02", pdf(2)), part("M02", EXE, "bad.pdf")]
    for _ in range(2):
        answer = await portal.call("POST", f"{path}/supplement", key="k", files=sent)
        assert (answer.status_code, answer.json()["sent"]) == (207, False)
        assert [each["code"] for each in answer.json()["refused"]] == ["disguised-file"]
    done = await portal.call("POST", f"{path}/supplement", key="k", files=sent[:2])
    assert (done.status_code, done.json()["sent"]) == (200, True)


async def test_a_draft_is_deleted_with_its_files(portal: Portal) -> None:
    path = await portal.a_draft()
    await portal.upload(path, part("M05", pdf()))
    stale = await portal.call("DELETE", path, match='"1"')
    assert problem(stale) == (412, "stale-version")
    assert (await portal.call("DELETE", path, match='"2"')).status_code == 204
    assert problem(await portal.call("GET", path)) == (404, "not-found")
    assert problem(await portal.call("DELETE", path)) == (404, "not-found")
    assert problem(await portal.submit(path)) == (404, "not-found")
    assert (await portal.call("GET", "/applications")).json()["applications"] == []
    assert await left_over(portal) == 1


async def test_what_was_submitted_or_is_another_ones_is_not_deleted(portal: Portal) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    stranger = portal.token(uscc="91440703MA4UQ8XK28")
    answer = await portal.call("DELETE", path, headers=stranger)
    assert await refused(portal, before, answer) == (404, "not-found")
    await portal.submit(path)
    before = await portal.state()
    answer = await portal.call("DELETE", path)
    assert await refused(portal, before, answer) == (409, "not-a-draft")


async def test_submitting_and_deleting_at_one_time_never_loses_what_was_submitted(
    portal: Portal,
) -> None:
    for number in range(5):
        path = await portal.a_draft(f"d{number}")
        submitted, deleted = await asyncio.gather(
            portal.submit(path, f"s{number}"), portal.call("DELETE", path)
        )
        assert submitted.is_success != deleted.is_success
        found = await portal.call("GET", path)
        assert found.status_code == (200 if submitted.is_success else 404)
