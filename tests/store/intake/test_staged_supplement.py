"""What was asked for comes piece by piece, over HTTP, and is sent once or taken when it is due."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from services.intake.ports import Found
from services.intake.store.applications import MongoApplications
from services.intake.store.files import GridFiles
from services.intake.usecases.sweep_files import SweepFiles
from services.intake.usecases.take_supplements import STILL_ARRIVING, TakeSupplements
from shared.contracts.reviews import (
    ApplicationNotAccepted,
    MaterialsMissing,
    SupplementClockStarted,
)
from shared.journal import Journal
from tests.store.intake.conftest import nobody
from tests.store.intake.news import News, a_submission, missing, reached, supplement, timeline
from tests.store.intake.portal import Part, Portal, fields, part, problem, refused
from tests.unit.intake.applications import DUE, NOON, ONE_MS
from tests.unit.intake.files import EXE, pdf

BETTER = ("answers", (None, b'{"M04": "better"}'))
TAKEN_AT = DUE + STILL_ARRIVING


async def asked(portal: Portal, *, running: bool = True) -> tuple[str, News]:
    """A submission of which M05 and M04 are asked for."""
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing, items=(missing("M05"), missing("M04")))
    if running:
        await news.tell(SupplementClockStarted)
    return path, news


async def hand_in(portal: Portal, path: str, *parts: Any) -> httpx.Response:
    return await portal.call("POST", f"{path}/supplement/items", files=list(parts))


async def send(portal: Portal, path: str, key: str = "k", **query: Any) -> httpx.Response:
    return await portal.call("POST", f"{path}/supplement/submission", key=key, params=query)


def applications(portal: Portal) -> MongoApplications:
    journal = Journal(portal.database["applications"], "intake", nobody)
    return MongoApplications(journal, portal.programmes)


async def take(portal: Portal, at: datetime = TAKEN_AT) -> int:
    return await TakeSupplements(applications(portal), portal.programmes)(at)


async def told(portal: Portal) -> list[str]:
    return [event.type.split(".")[2] for event in await portal.events()]


async def test_pieces_are_answered_at_once_with_what_is_still_empty(portal: Portal) -> None:
    path, _ = await asked(portal)
    first = await hand_in(portal, path, part("M05", pdf()))
    assert first.status_code == 200, first.text
    assert [item["requirement"] for item in first.json()["empty"]] == ["M04"]
    assert [file["requirement"] for file in first.json()["staged"]["materials"]] == ["M05"]
    assert (first.json()["sent_at"], first.json()["due_at"]) == (None, "2019-07-11T04:00:00.000Z")
    second = await hand_in(portal, path, BETTER)
    assert (second.json()["empty"], second.json()["staged"]["answers"]) == ([], {"M04": "better"})
    assert (await portal.call("GET", f"{path}/supplement")).json() == second.json()
    assert (await timeline(portal, path))["staged"] == ["M05", "M04"]
    done = await send(portal, path)
    assert (done.status_code, done.json()["sent"]) == (200, True)
    assert done.json()["items"] == ["M05", "M04"]
    assert await told(portal) == ["submitted", "supplement-staged", "supplemented"]


async def test_half_of_it_in_the_request_for_everything_stays_and_is_not_sent(
    portal: Portal,
) -> None:
    path, _ = await asked(portal)
    half = await supplement(portal, path, part("M05", pdf()))
    assert (half.status_code, half.json()["sent"]) == (200, False)
    assert [item["requirement"] for item in half.json()["empty"]] == ["M04"]
    assert (await supplement(portal, path, part("M05", pdf()))).json() == half.json()
    assert problem(await supplement(portal, path, BETTER)) == (422, "key-reused")
    rest = await supplement(portal, path, BETTER, key="l")
    assert (rest.json()["sent"], rest.json()["items"]) == (True, ["M05", "M04"])
    assert (await supplement(portal, path, part("M05", pdf()))).json() == rest.json()


async def test_with_something_empty_it_is_only_sent_as_it_stands(portal: Portal) -> None:
    path, _ = await asked(portal)
    await hand_in(portal, path, part("M05", pdf()))
    before = await portal.state()
    answer = await send(portal, path)
    assert await refused(portal, before, answer) == (409, "supplement-incomplete")
    assert fields(answer) == ["M04"]
    done = await send(portal, path, as_it_stands=True)
    assert [item["requirement"] for item in done.json()["empty"]] == ["M04"]
    assert done.json()["sent"]


async def test_everything_at_once_with_what_is_missing_can_be_sent_as_it_stands(
    portal: Portal,
) -> None:
    path, _ = await asked(portal)
    half = await supplement(portal, path, part("M05", pdf()), params={"as_it_stands": True})
    assert (half.json()["sent"], half.json()["items"]) == (True, ["M05"])
    assert await told(portal) == ["submitted", "supplemented"]


async def test_what_was_handed_in_under_a_key_is_not_sent_as_it_stands_under_the_same(
    portal: Portal,
) -> None:
    path, _ = await asked(portal)
    await supplement(portal, path, part("M05", pdf()))
    anyway = {"as_it_stands": True}
    same = await supplement(portal, path, part("M05", pdf()), params=anyway)
    assert problem(same) == (422, "key-reused")
    other = await supplement(portal, path, part("M05", pdf()), key="l", params=anyway)
    assert other.json()["sent"]


async def test_after_the_term_the_next_step_says_that_it_is_over(portal: Portal) -> None:
    path, _ = await asked(portal)
    portal.set(DUE)
    nothing = await portal.call("GET", f"{path}/supplement")
    assert "nothing came" in nothing.json()["next_step"]["en"]
    portal.set(NOON)
    await hand_in(portal, path, part("M05", pdf()))
    portal.set(DUE)
    something = await portal.call("GET", f"{path}/supplement")
    assert "taken as it stands" in something.json()["next_step"]["en"]


async def test_there_is_no_supplement_to_see_before_it_is_asked_for(portal: Portal) -> None:
    path, news = await a_submission(portal)
    assert problem(await portal.call("GET", f"{path}/supplement")) == (409, "supplement-not-asked")
    await news.tell(SupplementClockStarted)
    assert problem(await portal.call("GET", f"{path}/supplement")) == (409, "supplement-not-asked")


async def test_sending_again_with_whatever_key_is_harmless(portal: Portal) -> None:
    path, _ = await asked(portal)
    await hand_in(portal, path, part("M05", pdf()), BETTER)
    answers = [await send(portal, path, key=key) for key in ("k", "k", "other")]
    portal.set(DUE + timedelta(days=1))
    answers.append(await send(portal, path, key="much later"))
    assert [answer.json() for answer in answers] == [answers[0].json()] * 4
    assert (await told(portal)).count("supplemented") == 1


async def test_files_are_taken_out_and_fetched_while_they_are_not_sent(portal: Portal) -> None:
    path, _ = await asked(portal)
    staged = (await hand_in(portal, path, part("M05", pdf()))).json()["staged"]["materials"]
    fetched = await portal.call("GET", f"{path}/materials/{staged[0]['id']}")
    assert fetched.content == pdf()
    officer = portal.token("association")
    hidden = await portal.call("GET", f"{path}/materials/{staged[0]['id']}", headers=officer)
    assert problem(hidden) == (404, "not-found")
    gone = await portal.call("DELETE", f"{path}/supplement/items/{staged[0]['id']}")
    assert gone.status_code == 204
    assert problem(await send(portal, path)) == (422, "supplement-empty")
    again = await portal.call("DELETE", f"{path}/supplement/items/{staged[0]['id']}")
    assert problem(again) == (404, "not-found")
    events = (await portal.events())[1:]
    assert [event.model_dump()["anything"] for event in events] == [True, False]


async def test_at_the_end_of_the_term_what_is_there_is_taken_once(portal: Portal) -> None:
    path, _ = await asked(portal)
    await hand_in(portal, path, part("M05", pdf()))
    assert await take(portal, TAKEN_AT - ONE_MS) == 0
    assert sum(await asyncio.gather(*(take(portal) for _ in range(4)))) == 1
    assert await take(portal, TAKEN_AT + timedelta(days=9)) == 0
    *_, event = await portal.events()
    supplemented = event.model_dump()
    assert (supplemented["items"], supplemented["received_at"]) == (("M05",), DUE - ONE_MS)
    portal.set(TAKEN_AT)
    done = await send(portal, path)
    assert (done.json()["sent"], done.json()["items"]) == (True, ["M05"])
    assert (await told(portal)).count("supplemented") == 1


async def test_what_arrived_in_time_and_is_still_coming_in_at_the_end_is_taken_with_it(
    portal: Portal,
) -> None:
    path, _ = await asked(portal)
    await hand_in(portal, path, part("M05", pdf()))
    assert await take(portal, DUE + timedelta(seconds=1)) == 0
    portal.set(DUE - ONE_MS)
    await hand_in(portal, path, BETTER)
    assert await take(portal) == 1
    assert (await portal.events())[-1].model_dump()["items"] == ("M05", "M04")


async def test_the_final_act_and_the_end_of_the_term_together_send_it_once(portal: Portal) -> None:
    path, _ = await asked(portal)
    await hand_in(portal, path, part("M05", pdf()), BETTER)
    portal.set(DUE - ONE_MS)
    done, _ = await asyncio.gather(send(portal, path), take(portal))
    assert done.json()["sent"]
    assert (await told(portal)).count("supplemented") == 1


async def test_a_case_that_the_clock_ended_before_it_heard_of_the_staging_is_taken_back(
    portal: Portal,
) -> None:
    path, news = await asked(portal)
    await hand_in(portal, path, part("M05", pdf()))
    await news.tell(ApplicationNotAccepted, standing=reached(not_accepted=DUE))
    assert await take(portal) == 1


async def test_the_clock_may_be_heard_of_after_the_staging(portal: Portal) -> None:
    path, news = await asked(portal, running=False)
    await hand_in(portal, path, part("M05", pdf()))
    assert await take(portal) == 0
    await news.tell(SupplementClockStarted)
    assert await take(portal) == 1


async def test_bad_pieces_change_nothing(portal: Portal) -> None:
    path, _ = await asked(portal)
    before = await portal.state()
    pieces: list[tuple[Part | Any, str]] = [
        (part("M01", pdf()), "supplement-item-not-asked"),
        (part("M05", EXE), "disguised-file"),
        (("answers", (None, b"{}")), "supplement-empty"),
        (("answers", (None, b"[")), "invalid-request"),
    ]
    for piece, code in pieces:
        answer = await hand_in(portal, path, piece)
        assert await refused(portal, before, answer) == (422, code)
    portal.set(DUE)
    late = await hand_in(portal, path, part("M05", pdf()))
    assert await refused(portal, before, late) == (409, "supplement-late")


async def test_nobody_sees_or_changes_the_supplement_of_another(portal: Portal) -> None:
    path, _ = await asked(portal)
    await hand_in(portal, path, part("M05", pdf()))
    stranger = portal.token(uscc="91440703MA4UQ8XK28")
    for method, what in (("GET", ""), ("POST", "/items"), ("DELETE", "/items/M05-1")):
        answer = await portal.call(method, f"{path}/supplement{what}", headers=stranger)
        assert problem(answer) == (404, "not-found")


async def test_several_pieces_at_one_time_are_all_kept(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing, items=(missing("M05"), missing("M07"), missing("M04")))
    pieces = [part("M05", pdf()), part("M07", pdf(2)), BETTER]
    answers = await asyncio.gather(*(hand_in(portal, path, piece) for piece in pieces))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert (await portal.call("GET", f"{path}/supplement")).json()["empty"] == []


async def test_a_staged_file_is_not_swept_away(portal: Portal) -> None:
    path, _ = await asked(portal)
    staged = (await hand_in(portal, path, part("M05", pdf()))).json()["staged"]["materials"]
    files = GridFiles(portal.database)
    later = datetime.now(NOON.tzinfo) + timedelta(days=2)
    assert await SweepFiles(applications(portal), files)(later) == 0
    await portal.call("DELETE", f"{path}/supplement/items/{staged[0]['id']}")
    assert await SweepFiles(applications(portal), files)(later) == 1


class Killed(Exception):
    """The process is gone."""


class Dying(MongoApplications):
    """A store whose process is killed before or after its next save."""

    def __init__(self, portal: Portal, *, saves: bool) -> None:
        super().__init__(
            Journal(portal.database["applications"], "intake", nobody), portal.programmes
        )
        self.saves = saves

    async def save(self, found: Found, *args: Any, **more: Any) -> Found:
        """Dies."""
        if self.saves:
            await super().save(found, *args, **more)
        raise Killed


@pytest.mark.parametrize("saves", [True, False])
async def test_killed_before_or_after_its_save_a_taking_is_done_once(
    portal: Portal, saves: bool
) -> None:
    path, _ = await asked(portal)
    await hand_in(portal, path, part("M05", pdf()))
    with pytest.raises(Killed):
        await TakeSupplements(Dying(portal, saves=saves), portal.programmes)(TAKEN_AT)
    assert await take(portal) == (0 if saves else 1)
    assert (await told(portal)).count("supplemented") == 1
