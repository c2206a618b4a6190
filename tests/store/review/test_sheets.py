"""Summary sheets: slots under concurrency, and a job that survives being killed."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from services.review.domain.stages.recommendation.sheet import Sheet, SheetRow
from services.review.usecases.case.withdraw import Withdraw
from services.review.usecases.rules import Rules
from services.review.usecases.stages.recommendation import hand_in_sheet
from services.review.usecases.stages.recommendation.apply_sheets import ApplySheets
from services.review.usecases.stages.recommendation.hand_in_sheet import HandInSheet, SheetHandedIn
from shared.errors import Rejected
from shared.heard import Position
from tests.store.review.conftest import Stored
from tests.unit.review.builders import (
    CITY,
    PROGRAMME,
    RECOMMENDED_AT,
    ROUND,
    accepted,
    decided,
    next_year,
    opened,
    rules,
    with_quota,
    withdrawn,
)


@pytest.fixture(autouse=True)
def nobody_waits_for_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_in_sheet, "WAIT_AT_MOST", timedelta(0))


def handed_in(sheet: str, *applications: str) -> SheetHandedIn:
    rows = [SheetRow(rank=n, number=f"JM-{a}") for n, a in enumerate(applications, 1)]
    return SheetHandedIn(PROGRAMME, ROUND, sheet, "jiangmen", "同意推荐", rows)


async def hand_in(stored: Stored, sheet: SheetHandedIn, by_rules: Rules | None = None) -> Sheet:
    use = HandInSheet(stored.cases, stored.sheets, by_rules or rules(), stored.wake)
    return await use(sheet, official=CITY, at=RECOMMENDED_AT)


async def work(stored: Stored) -> int:
    return await ApplySheets(stored.cases, stored.sheets, rules())(RECOMMENDED_AT)


async def used(stored: Stored) -> int:
    found = await stored.database["quotas"].find_one({})
    assert found is not None
    return int(found["used"])


async def test_concurrent_sheets_never_take_more_slots_than_there_are(stored: Stored) -> None:
    names = [f"a{n}" for n in range(12)]
    await stored.keep(*(accepted(name) for name in names))
    sheets = [handed_in(f"s{n}", *names[n * 2 : n * 2 + 2]) for n in range(6)]
    outcomes = await asyncio.gather(
        *(hand_in(stored, sheet, with_quota(5)) for sheet in sheets), return_exceptions=True
    )
    refused = [o for o in outcomes if isinstance(o, Rejected)]
    assert [o.code for o in refused] == ["quota-exceeded"] * 4
    assert all([e.field for e in o.errors] == ["rank 2"] for o in refused)
    assert len([o for o in outcomes if isinstance(o, Sheet)]) == 2
    assert await used(stored) == 4
    await work(stored)
    assert await stored.stages() == {"recommended": 4, "accepted": 8}


async def test_the_very_first_sheets_of_several_rounds_are_all_taken_at_once(
    stored: Stored,
) -> None:
    def first_of(round_: str) -> Sheet:
        return Sheet(
            id=f"{PROGRAMME}/{round_}/jiangmen/s1",
            sheet="s1",
            programme=PROGRAMME,
            round=round_,
            recommender="jiangmen",
            opinion="同意推荐",
            by="city-1",
            at=RECOMMENDED_AT,
            rows=1,
            digest="d",
            quota=None,
        )

    rounds = [str(year) for year in range(2000, 2010)]
    rows = {r: [(SheetRow(rank=1, number=f"JM-{r}"), r)] for r in rounds}
    taken = await asyncio.gather(*(stored.sheets.take(first_of(r), rows[r], r) for r in rounds))
    assert [(sheet.round, sheet.used) for sheet in taken] == [(r, 1) for r in rounds]


async def test_an_application_is_on_one_sheet_only_even_at_the_same_moment(
    stored: Stored,
) -> None:
    await stored.keep(accepted("a1"), accepted("a2"), accepted("a3"))
    outcomes = await asyncio.gather(
        hand_in(stored, handed_in("s1", "a1", "a2")),
        hand_in(stored, handed_in("s2", "a3", "a1")),
        return_exceptions=True,
    )
    assert sorted(o.code for o in outcomes if isinstance(o, Rejected)) == ["sheet-refused"]
    await work(stored)
    assert (await stored.stages())["recommended"] == 2
    assert await used(stored) == 2


async def test_one_bad_row_refuses_the_whole_sheet(stored: Stored) -> None:
    await stored.keep(accepted("a1"), opened("a2"))
    with pytest.raises(Rejected) as refused:
        await hand_in(stored, handed_in("s1", "a1", "a2", "a3"))
    assert refused.value.code == "sheet-refused"
    assert [e.field for e in refused.value.errors] == ["rank 2", "rank 3"]
    assert await work(stored) == 0
    assert await stored.stages() == {"accepted": 1, "formal_review": 1}


async def test_the_same_sheet_again_is_the_same_answer_and_another_one_is_refused(
    stored: Stored,
) -> None:
    await stored.keep(accepted("a1"), accepted("a2"))
    first = await hand_in(stored, handed_in("s1", "a1"))
    assert await hand_in(stored, handed_in("s1", "a1")) == first
    for other in (handed_in("s1", "a2"), replace(handed_in("s1", "a1"), opinion="不同意")):
        with pytest.raises(Rejected, match="sheet-differs"):
            await hand_in(stored, other)
    await work(stored)
    again = await hand_in(stored, handed_in("s1", "a1"))
    assert (again.state, again.recommended, again.used) == ("done", 1, 1)
    assert await stored.events("recommended") == {("a1", "recommended"): 1}


async def test_a_sheet_after_the_last_day_is_refused(stored: Stored) -> None:
    await stored.keep(accepted("a1"))
    late = RECOMMENDED_AT + timedelta(days=30)
    use = HandInSheet(stored.cases, stored.sheets, rules(), stored.wake)
    with pytest.raises(Rejected, match="recommendation-closed"):
        await use(handed_in("s1", "a1"), official=CITY, at=late)


async def test_a_sheet_is_taken_when_next_year_s_version_is_in_force_already(
    stored: Stored,
) -> None:
    await stored.keep(accepted("a1"))
    await hand_in(stored, handed_in("s1", "a1"), next_year())
    await work(stored)
    assert await stored.stages() == {"recommended": 1}


async def test_a_killed_job_goes_on_and_recommends_each_case_once(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.review.usecases.stages.recommendation.apply_sheets.AT_ONCE", 4)
    names = [f"a{n:02}" for n in range(20)]
    await stored.keep(*(accepted(name) for name in names))
    sheet = await hand_in(stored, handed_in("s1", *names))
    job = ApplySheets(stored.cases, stored.sheets, rules())
    await job.one_batch(sheet, RECOMMENDED_AT)

    class Killed(Exception):
        pass

    async def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(stored.sheets, "settle", killed)
        with pytest.raises(Killed):
            await job.one_batch(sheet, RECOMMENDED_AT)
    assert (await stored.stages())["recommended"] == 8
    assert await work(stored) == 1
    assert await work(stored) == 0
    assert await stored.stages() == {"recommended": 20}
    done = await stored.sheets.get(sheet.id)
    assert done is not None
    assert (done.state, done.recommended, await used(stored)) == ("done", 20, 20)
    assert set((await stored.events("recommended")).values()) == {1}
    ranks = [(await stored.case(name)).recommendation for name in names]
    assert [r.rank for r in ranks if r] == list(range(1, 21))


async def withdraw(stored: Stored, application: str) -> None:
    use = Withdraw(stored.cases, stored.lists, stored.sheets, rules())
    await use(withdrawn(application), Position("applications.v1", 2), RECOMMENDED_AT)


@pytest.mark.parametrize("before_the_job", [True, False])
async def test_a_withdrawal_before_the_cut_off_gives_its_slot_back(
    stored: Stored, before_the_job: bool
) -> None:
    await stored.keep(*(accepted(name) for name in ("a1", "a2", "a3")))
    await hand_in(stored, handed_in("s1", "a1", "a2"), with_quota(2))
    if not before_the_job:
        await work(stored)
    await withdraw(stored, "a1")
    await work(stored)
    assert await used(stored) == 1
    await hand_in(stored, handed_in("s2", "a3"), with_quota(2))
    await work(stored)
    assert await stored.stages() == {"withdrawn": 1, "recommended": 2}


async def test_a_withdrawal_while_its_row_is_settled_gives_its_slot_back_once(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stored.keep(accepted("a1"), accepted("a2"))
    sheet = await hand_in(stored, handed_in("s1", "a1", "a2"), with_quota(2))
    settle = stored.sheets.settle

    async def overtaken(sheet: Sheet, *, applied: list[str], dropped: list[str]) -> None:
        if "a1" in applied:
            await withdraw(stored, "a1")
        await settle(sheet, applied=applied, dropped=dropped)

    monkeypatch.setattr(stored.sheets, "settle", overtaken)
    await work(stored)
    done = await stored.sheets.get(sheet.id)
    assert done is not None
    assert (done.recommended, await used(stored)) == (1, 1)
    await stored.sheets.release("a1", 1)
    assert await used(stored) == 1


async def test_a_list_is_not_frozen_while_a_sheet_is_being_applied(stored: Stored) -> None:
    await stored.keep(decided("d1"), accepted("a1"), accepted("a2"))
    await hand_in(stored, handed_in("s1", "a1", "a2"))
    with pytest.raises(Rejected, match="2 applications are being recommended"):
        await stored.freeze()
    for name in ("a1", "a2"):
        await withdraw(stored, name)
    await work(stored)
    assert (await stored.freeze()).entries == 1


async def test_a_number_may_be_typed_in_small_letters(stored: Stored) -> None:
    await stored.keep(accepted("A1"), accepted("a2"))
    rows = [SheetRow(rank=1, number="jm-a1"), SheetRow(rank=2, number="JM-a2")]
    await hand_in(stored, replace(handed_in("s1"), rows=rows))
    await work(stored)
    assert await stored.stages() == {"recommended": 2}
    twice = [SheetRow(rank=1, number="jm-a1"), SheetRow(rank=2, number="JM-A1")]
    with pytest.raises(Rejected, match="sheet-refused"):
        await hand_in(stored, replace(handed_in("s2"), rows=twice))


async def test_all_that_is_wrong_with_a_sheet_is_named_at_once(stored: Stored) -> None:
    await stored.keep(accepted("a1"), opened("a2"))
    rows = [
        SheetRow(rank=rank, number=f"JM-{name}")
        for rank, name in enumerate(("a1", "a1", "a2", "a3"), 1)
    ]
    with pytest.raises(Rejected) as refused:
        await hand_in(stored, replace(handed_in("s1"), rows=rows))
    assert [error.field for error in refused.value.errors] == [f"rank {n}" for n in (1, 2, 3, 4)]
    assert all(error.zh for error in refused.value.errors)
