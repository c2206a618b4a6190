"""A supplement is what was asked for, in time, and taken once."""

import json

import pytest

from services.intake.domain.fields import LONGEST_ANSWER
from shared.contracts.reviews import (
    MaterialsMissing,
    MissingDemand,
    SupplementClockStarted,
)
from shared.values import Bilingual
from tests.store.intake.news import a_submission, missing, supplement, timeline
from tests.store.intake.portal import Portal, fields, part, problem, refused
from tests.unit.intake.applications import DUE, NOON, ONE_MS
from tests.unit.intake.files import EXE, pdf

TEXT = Bilingual(zh="某", en="Some")


async def test_missing_materials_open_a_supplement_with_its_items(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    found = await timeline(portal, path)
    assert [item["requirement"] for item in found["missing"]] == ["M05", "M07", "M04"]
    assert found["missing"][1]["alternatives"] == ["M07", "M09"]
    assert found["demands"] == [
        {"branches": [["M05"]], "choose": 1, "ways": []},
        {"branches": [["M07"], ["M09"]], "choose": 1, "ways": []},
        {"branches": [["M04"]], "choose": 1, "ways": []},
    ]
    assert (found["turn"], found["due_at"]) == ("enterprise", None)
    await news.tell(SupplementClockStarted)
    found = await timeline(portal, path)
    assert found["due_at"] == "2019-07-11T04:00:00.000Z"
    assert found["due_explanation"] == {"zh": "五个工作日", "en": "five working days"}


async def test_the_timeline_says_which_items_belong_to_which_way_of_a_choice(
    portal: Portal,
) -> None:
    path, news = await a_submission(portal)
    items = tuple(missing(item, "M07", "M08", "M09") for item in ("M07", "M08", "M09"))
    either = MissingDemand(
        branches=(("M05",), ("M07", "M08"), ("M09",)),
        choose=2,
        ways=((("M05",),), (("M07",), ("M08",)), (("M09",),)),
    )
    await news.tell(MaterialsMissing, items=items, demands=(either,))
    assert (await timeline(portal, path))["demands"] == [
        {
            "branches": [["M05"], ["M07", "M08"], ["M09"]],
            "choose": 2,
            "ways": [[["M05"]], [["M07"], ["M08"]], [["M09"]]],
        }
    ]


async def test_the_timeline_counts_a_choice_once(portal: Portal) -> None:
    path, news = await a_submission(portal)
    choice = tuple(missing(item, "M07", "M08", "M09") for item in ("M07", "M08", "M09"))
    two_of = MissingDemand(branches=(("M07",), ("M08",), ("M09",)), choose=2)
    await news.tell(MaterialsMissing, items=choice)
    await news.tell(MaterialsMissing, items=choice, demands=(two_of,))
    told = [event["text"]["en"] for event in (await timeline(portal, path))["events"]]
    assert [text.split(" missing")[0] for text in told if "missing" in text] == [
        "Formal review found 1 item",
        "Formal review found 2 items",
    ]


async def test_a_supplement_is_taken_once_and_its_receipt_repeated(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    sent = [part("M05", pdf()), part("M09", pdf(2)), ("answers", (None, b'{"M04": "better"}'))]
    first = await supplement(portal, path, *sent)
    assert first.status_code == 200, first.text
    assert (first.json()["supplement_round"], first.json()["items"]) == (1, ["M05", "M09", "M04"])
    assert (first.json()["sent"], first.json()["empty"]) == (True, [])
    portal.set(DUE)
    again = await supplement(portal, path, *sent)
    assert again.json() == first.json()
    assert problem(await supplement(portal, path, *sent, key="l")) == (
        409,
        "supplement-already-received",
    )
    assert problem(await supplement(portal, path, *sent[:2])) == (422, "key-reused")
    _, event = await portal.events()
    told = event.model_dump()
    assert told["answers"]["M04"] == "better"
    assert set(told["standing"]["milestones"]) == {"submitted", "supplemented"}
    assert (await timeline(portal, path))["turn"] == "association"


async def test_bad_supplements_change_nothing(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    before = await portal.state()
    foreign = await supplement(portal, path, part("M01", pdf()))
    assert problem(foreign) == (422, "supplement-item-not-asked")
    assert fields(foreign) == ["M01"]
    answer = await supplement(portal, path, ("answers", (None, b'{"regulated": true}')))
    assert problem(answer) == (422, "supplement-item-not-asked")
    for part_, code in (
        (part("M05", EXE), "disguised-file"),
        (("answers", (None, b"[]")), "invalid-request"),
        (("answers", (None, b"{")), "invalid-request"),
        (("answers", (None, b"[" * 200_000)), "invalid-request"),
        (("answers", (None, rb'{"M04": "\ud800"}')), "invalid-request"),
        (("answers", (None, rb'{"\ud800": 1}')), "supplement-item-not-asked"),
        (("answers", (None, b"{}")), "supplement-empty"),
    ):
        assert problem(await supplement(portal, path, part_)) == (422, code)
    assert await portal.state() == before


@pytest.mark.parametrize("to", ["supplement", "supplement/items"])
async def test_a_file_that_was_not_asked_for_keeps_no_other_from_staying(
    portal: Portal, to: str
) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    sent = [part("M05", pdf()), part("M01", pdf())]
    answer = await portal.call("POST", f"{path}/{to}", key="k", files=sent)
    assert answer.status_code == 207
    told = answer.json()["refused"]
    assert [(each["requirement"], each["code"]) for each in told] == [
        ("M01", "supplement-item-not-asked")
    ]
    assert "M05" not in (await portal.call("GET", f"{path}/supplement")).json()["empty"]


async def test_a_supplement_is_in_time_until_the_instant_when_it_is_due(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    await news.tell(SupplementClockStarted)
    portal.set(DUE)
    before = await portal.state()
    assert problem(await supplement(portal, path, part("M05", pdf()))) == (409, "supplement-late")
    assert await portal.state() == before
    portal.set(DUE - ONE_MS)
    assert (await supplement(portal, path, part("M05", pdf()))).status_code == 200


async def test_before_the_clock_starts_a_supplement_is_in_time(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    portal.set(DUE + (DUE - NOON))
    assert (await supplement(portal, path, part("M05", pdf()))).status_code == 200


@pytest.mark.parametrize("to", ["supplement", "supplement/items"])
async def test_refused_files_and_wrong_answers_are_told_at_once_whatever_else_is_good(
    portal: Portal, to: str
) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    before = await portal.state()
    long = json.dumps({"M04": "x" * (LONGEST_ANSWER + 1), "regulated": True}).encode()
    good, bad = part("M09", pdf(2)), part("M05", EXE, "bad.pdf")
    for sent, named in (
        ([bad, ("answers", (None, long))], ["regulated", "answers.M04", "M05"]),
        ([good, bad, ("answers", (None, long))], ["regulated", "answers.M04", "M05"]),
        ([good, bad, ("answers", (None, b"{"))], ["answers", "M05"]),
        ([part("M05/none", pdf()), part("M09", EXE), part("M01", EXE)], ["M05/none", "M09", "M01"]),
        ([good, part("M01", EXE), ("answers", (None, b"[]"))], ["answers", "M01"]),
    ):
        answer = await portal.call("POST", f"{path}/{to}", key="k", files=sent)
        assert await refused(portal, before, answer) == (422, "invalid-request")
        assert fields(answer) == named
    alone = await portal.call("POST", f"{path}/{to}", key="k", files=[bad])
    assert problem(alone) == (422, "disguised-file")
