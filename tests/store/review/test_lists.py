"""Lists from the freeze to the last outcome, with everything that may come in between."""

import asyncio

import pytest

from services.review.domain.lists.entry import digest
from services.review.domain.lists.freezing import FreezeOrder
from services.review.domain.stages.recommendation.sheet import Sheet, SheetRow
from services.review.usecases.lists.freeze_list import FreezeList
from services.review.usecases.lists.give_outcomes import GiveOutcomes
from services.review.usecases.lists.read_public_list import ReadPublicList
from shared.errors import NotFound, Rejected
from tests.builders import a_standing
from tests.store.review.conftest import CLOSED_AT, JIANGMEN, Stored, store_many
from tests.unit.review.builders import (
    OFFICER,
    PROGRAMME,
    ROUND,
    accepted,
    decided,
    next_year,
    recommended,
    rules,
)


async def outcomes(stored: Stored) -> dict[str, str]:
    await GiveOutcomes(stored.cases, stored.lists, rules())(CLOSED_AT)
    found = await stored.events("recognised", "not-recognised")
    assert set(found.values()) <= {1}
    return dict(found.keys())


async def test_a_list_holds_the_cases_to_be_recognised_and_is_frozen_once(
    stored: Stored,
) -> None:
    xinhui = a_standing(district="xinhui")
    await stored.keep(
        decided("a1", standing=xinhui),
        decided("a2"),
        decided("a3", "not_recognise"),
        accepted("a4"),
    )
    found = await stored.freeze()
    assert found.entries == 2
    entries = await stored.lists.page(found.id, 0, 10, None)
    assert [(e.no, e.application) for e in entries] == [(1, "a2"), (2, "a1")]
    assert digest(entries) == found.digest
    freeze = FreezeList(stored.lists, rules(), stored.wake)
    confirmed = FreezeOrder(found.confirmed.freeze)
    assert await freeze(JIANGMEN, confirmed, official=OFFICER, at=CLOSED_AT) == (found, False)


async def test_nothing_is_frozen_while_a_recommended_case_is_undecided(stored: Stored) -> None:
    await stored.keep(decided("a1"), recommended("a2"))
    with pytest.raises(Rejected, match="undecided-left"):
        await stored.freeze(leave_out="不再等待")
    assert await stored.lists.of_round(PROGRAMME, ROUND) == []


async def test_next_year_s_version_does_not_end_the_running_round(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    found = await stored.freeze(known=next_year())
    assert (found.programme_version, found.entries) == ("2019.1", 1)


async def test_two_officers_who_freeze_at_once_get_one_list(stored: Stored) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    results = await asyncio.gather(*(stored.freeze() for _ in range(3)), return_exceptions=True)
    refused = [r.code for r in results if isinstance(r, Rejected)]
    assert set(refused) <= {"list-frozen"}
    assert await stored.database["list_entries"].count_documents({}) == 2


async def test_16_000_entries_are_frozen_in_one_transaction(stored: Stored) -> None:
    case = decided()
    await store_many(
        stored,
        (
            case.model_copy(update={"application": f"a{n:05}", "number": f"JM-{n:05}"})
            for n in range(16_000)
        ),
    )
    found = await stored.freeze()
    assert found.entries == 16_000
    assert await stored.database["list_entries"].count_documents({"list": found.id}) == 16_000
    last = await stored.lists.page(found.id, 15_999, 10, None)
    assert [(entry.no, entry.application) for entry in last] == [(16_000, "a15999")]


async def test_the_public_sees_allow_listed_fields_after_the_notice_and_nothing_before(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"))
    read = ReadPublicList(stored.lists, rules())
    found = await stored.freeze()
    with pytest.raises(NotFound):
        await read(found.id)


async def test_a_public_list_is_searched_by_name_and_read_in_pages(stored: Stored) -> None:
    await stored.keep(*(decided(f"a{n}") for n in range(5)))
    list_id = await stored.list_under_notice()
    read = ReadPublicList(stored.lists, rules())
    first = await read(list_id, limit=3)
    rest = await read(list_id, after=first.next or 0, limit=3)
    assert ([e.no for e in first.entries], [e.no for e in rest.entries]) == ([1, 2, 3], [4, 5])
    assert (first.next, rest.next) == (3, None)
    assert len((await read(list_id, text="CONTROL")).entries) == 5
    assert len((await read(list_id, text=".*")).entries) == 0
    assert len((await read(list_id, text="\0")).entries) == 0
    assert first.entries[0].district_name.en == "Pengjiang"


async def test_killed_half_way_the_outcomes_go_on_and_each_case_gets_one(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.review.usecases.lists.give_outcomes.AT_ONCE", 6)
    listed = [decided(f"a{n:02}") for n in range(14)]
    others = [decided(f"b{n:02}", "not_recognise") for n in range(7)]
    await stored.keep(*listed, *others)
    list_id = await stored.list_under_notice()
    announced = await stored.announce(list_id)
    job = GiveOutcomes(stored.cases, stored.lists, rules())
    for _ in range(2):
        await job.one_batch(announced)
    assert (await stored.stages())["announced"] == 12
    after_a_restart = GiveOutcomes(stored.cases, stored.lists, rules())
    await asyncio.gather(after_a_restart.one_batch(announced), job.one_batch(announced))
    assert await after_a_restart(CLOSED_AT) == 1
    assert await after_a_restart(CLOSED_AT) == 0
    given = await outcomes(stored)
    assert sorted(given) == [case.application for case in (*listed, *others)]
    assert sum(kind == "recognised" for kind in given.values()) == 14


async def test_a_sheet_for_a_round_whose_list_is_frozen_is_refused(stored: Stored) -> None:
    await stored.keep(decided("a1"), accepted("a2"))
    await stored.list_under_notice()
    sheet = Sheet(
        id=f"{PROGRAMME}/{ROUND}/jiangmen/s9",
        sheet="s9",
        programme=PROGRAMME,
        round=ROUND,
        recommender="jiangmen",
        opinion="o",
        by="city-1",
        at=CLOSED_AT,
        rows=1,
        digest="d",
        quota=None,
    )
    with pytest.raises(Rejected, match="list-frozen"):
        await stored.sheets.take(
            sheet, [(SheetRow(rank=1, number="JM-a2"), "a2")], f"{PROGRAMME}/{ROUND}"
        )
