"""Objections to a list and withdrawals from it, before and after the announcement."""

import asyncio
from datetime import timedelta
from typing import Literal

import pytest

from services.review.domain.lists.objection import MOST_UNDECIDED, Objection, Objector
from services.review.usecases.case.withdraw import Withdraw
from services.review.usecases.lists.decide_objection import DecideObjection
from services.review.usecases.lists.freeze_list import FreezeList
from services.review.usecases.lists.give_outcomes import GiveOutcomes
from services.review.usecases.lists.object_to_entry import ObjectToEntry
from services.review.usecases.lists.read_public_list import ReadPublicList
from shared.errors import NotFound, Rejected
from shared.heard import Position
from tests.store.review.conftest import CLOSED_AT, FROZEN_AT, Stored
from tests.unit.review.builders import (
    OFFICER,
    PROGRAMME,
    ROUND,
    decided,
    rules,
    withdrawn,
)

OBJECTOR = Objector(
    kind="person",
    name="张三丰",
    phone="0750-1234567",
    employer_or_contact="江门某某公司",
    signature_or_seal="张三丰",
)


async def object_to(
    stored: Stored, list_id: str, entry: int, days: int = 1, serial: int = 1
) -> Objection:
    return await ObjectToEntry(stored.lists, stored.objections, rules())(
        list_id,
        entry=entry,
        objection=f"o-{entry}-{days}-{serial}",
        objector=OBJECTOR,
        facts="f",
        evidence="e",
        at=FROZEN_AT + timedelta(days=days),
    )


async def uphold(stored: Stored, list_id: str, objection: str) -> None:
    await decide(stored, list_id, objection, "upheld", "facts_confirmed")


async def decide(
    stored: Stored,
    list_id: str,
    objection: str,
    outcome: Literal["upheld", "dismissed"],
    reason: str,
) -> None:
    await DecideObjection(stored.lists, stored.objections, rules())(
        list_id,
        objection,
        outcome=outcome,
        reason=reason,
        official=OFFICER,
        at=FROZEN_AT + timedelta(days=5),
    )


async def withdraw(stored: Stored, application: str) -> None:
    use = Withdraw(stored.cases, stored.lists, stored.sheets, rules())
    await use(withdrawn(application), Position("applications.v1", 2), CLOSED_AT)


async def outcomes(stored: Stored) -> dict[str, str]:
    await GiveOutcomes(stored.cases, stored.lists, rules())(CLOSED_AT)
    found = await stored.events("recognised", "not-recognised")
    assert set(found.values()) <= {1}
    return dict(found.keys())


async def test_the_same_objection_sent_again_is_one_objection(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    first = await object_to(stored, list_id, 1)
    assert await object_to(stored, list_id, 1) == first
    assert await stored.objections.of_list(list_id) == [first]
    held = await stored.lists.get(list_id)
    assert held is not None
    assert (held.record.objections, held.record.objections_open) == (1, 1)


async def test_the_objector_is_kept_apart_and_in_no_event(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    filed = await object_to(stored, list_id, 1)
    assert filed.state == "open"
    assert await stored.objections.objector(filed.id) == OBJECTOR
    for collection in ("lists", "objections", "list_entries", "cases"):
        async for document in stored.database[collection].find({}):
            assert OBJECTOR.name not in str(document)
            assert OBJECTOR.phone not in str(document)


async def test_objections_at_the_same_moment_are_all_taken(stored: Stored) -> None:
    await stored.keep(*(decided(f"a{n}") for n in range(4)))
    list_id = await stored.list_under_notice()
    await asyncio.gather(*(object_to(stored, list_id, entry) for entry in range(1, 5)))
    held = await stored.lists.get(list_id)
    assert held is not None
    assert (held.record.objections, held.record.objections_open) == (4, 4)


async def test_a_late_objection_is_recorded_and_refused(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    with pytest.raises(Rejected, match="objection-late"):
        await object_to(stored, list_id, 1, days=40)
    (recorded,) = await stored.objections.of_list(list_id)
    assert recorded.state == "late"
    assert (await stored.announce(list_id)).left == 1


async def test_late_objections_change_nothing_of_a_list_not_even_an_announced_one(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    await stored.announce(list_id)
    before = await stored.database["lists"].find_one({"_id": list_id})
    late = [object_to(stored, list_id, 1, days=50, serial=n % 3) for n in range(6)]
    refused = await asyncio.gather(*late, return_exceptions=True)
    assert [r.code for r in refused if isinstance(r, Rejected)] == ["objection-late"] * 6
    assert await stored.database["lists"].find_one({"_id": list_id}) == before
    assert [o.state for o in await stored.objections.of_list(list_id)] == ["late"] * 3


async def test_an_entry_takes_so_many_objections_at_once_and_more_when_some_are_decided(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    list_id = await stored.list_under_notice()
    for serial in range(MOST_UNDECIDED):
        filed = await object_to(stored, list_id, 1, serial=serial)
    with pytest.raises(Rejected, match="Guangdong Province") as refused:
        await object_to(stored, list_id, 1, serial=99)
    assert refused.value.code == "too-many-objections"
    assert len(await stored.objections.of_list(list_id)) == MOST_UNDECIDED
    assert await object_to(stored, list_id, 1, serial=0)
    assert await object_to(stored, list_id, 2)
    await decide(stored, list_id, filed.id, "dismissed", "facts_not_confirmed")
    assert await object_to(stored, list_id, 1, serial=99)


async def test_an_upheld_objection_removes_exactly_its_entry(stored: Stored) -> None:
    await stored.keep(*(decided(f"a{n}") for n in range(1, 4)), decided("a4", "not_recognise"))
    list_id = await stored.list_under_notice()
    filed = await object_to(stored, list_id, 2)
    with pytest.raises(Rejected, match="objection-open"):
        await stored.announce(list_id)
    await uphold(stored, list_id, filed.id)
    announced = await stored.announce(list_id)
    assert (announced.left, announced.removed, stored.wake.calls) == (2, 1, 1)
    assert await outcomes(stored) == {
        "a1": "recognised",
        "a2": "not-recognised",
        "a3": "recognised",
        "a4": "not-recognised",
    }
    removed = await stored.case("a2")
    assert removed.outcome is not None
    assert (removed.outcome.reason, removed.outcome.entry) == ("facts_confirmed", 2)
    page = await ReadPublicList(stored.lists, rules())(list_id)
    assert [e.removed for e in page.entries] == [None, "objection", None]


async def test_a_withdrawal_under_notice_removes_its_entry(stored: Stored) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    list_id = await stored.list_under_notice()
    await withdraw(stored, "a1")
    assert (await stored.case("a1")).stage == "withdrawn"
    await withdraw(stored, "a1")
    announced = await stored.announce(list_id)
    assert (announced.left, announced.removed) == (1, 1)
    assert await outcomes(stored) == {"a2": "recognised"}
    assert (await stored.case("a1")).stage == "withdrawn"
    assert await stored.events("closed") == {("a1", "closed"): 1}


async def test_a_withdrawal_that_missed_the_freeze_is_taken_off_at_the_announcement(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    list_id = await stored.list_under_notice()
    await stored.database["cases"].update_one({"_id": "a1"}, {"$set": {"stage": "withdrawn"}})
    assert (await stored.announce(list_id)).left == 1
    entry = await stored.lists.entry(list_id, 1)
    assert entry is not None
    assert entry.removed is not None
    assert entry.removed.why == "withdrawn"


@pytest.mark.parametrize("after_the_outcome", [True, False])
async def test_a_withdrawal_heard_after_the_announcement_is_refused_and_changes_nothing(
    stored: Stored, after_the_outcome: bool
) -> None:
    await stored.keep(decided("a1"))
    list_id = await stored.list_under_notice()
    await stored.announce(list_id)
    if after_the_outcome:
        await outcomes(stored)
    before = await stored.case("a1")
    await withdraw(stored, "a1")
    await withdraw(stored, "a1")
    after = await stored.case("a1")
    assert after.model_copy(update={"heard": before.heard}) == before
    assert await stored.events("withdrawal-refused", "closed") == {("a1", "withdrawal-refused"): 1}
    assert await outcomes(stored) == {"a1": "recognised"}
    entry = await stored.lists.entry(list_id, 1)
    assert entry is not None
    assert entry.removed is None


async def test_nobody_can_object_to_a_list_that_is_not_public_yet(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    found, _ = await FreezeList(stored.lists, rules())(
        PROGRAMME, ROUND, official=OFFICER, at=FROZEN_AT
    )
    with pytest.raises(NotFound):
        await object_to(stored, found.id, 1)
