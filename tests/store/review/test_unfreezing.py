"""What a freeze leaves out, and a freeze that is taken back: at any moment, by whomever."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from services.review.domain.case import Case
from services.review.domain.lists.freezing import FreezeOrder
from services.review.domain.stages.formal_review.delivery import delivered
from services.review.domain.stages.formal_review.notification import notify
from services.review.store.lists.unfreezing import kept_as
from services.review.usecases.case.expire_cases import ExpireCases
from services.review.usecases.lists.announce_list import AnnounceList
from services.review.usecases.lists.freeze_list import FreezeList
from services.review.usecases.lists.note_left_out import NoteLeftOut
from services.review.usecases.lists.open_notice import OpenNotice
from services.review.usecases.lists.preview import Part
from services.review.usecases.stages.formal_review.review_formally import (
    Conclude,
    ReviewFormally,
    ReviewOrder,
)
from shared.errors import Rejected
from tests.builders import NOON
from tests.store.review.conftest import CLOSED_AT, FROZEN_AT, JIANGMEN, Stored
from tests.unit.review.builders import (
    ASSOCIATION,
    CALENDAR,
    OFFICER,
    decided,
    jiangmen,
    opened,
    recommended,
    rules,
)

REASON = "补正期限届满前不再等待"


def awaiting_supplement(application: str) -> Case:
    asked = notify(opened(application, "M01"), jiangmen(), CALENDAR, by="o", at=NOON).case
    reached = {"supplement_round": 1, "channel": "mail", "at": NOON}
    return delivered(asked, jiangmen(), CALENDAR, **reached).case  # type: ignore[arg-type]


async def conclude(stored: Stored, application: str, how: Conclude) -> str | None:
    use = ReviewFormally(stored.cases, stored.lists, stored.enterprises, rules())
    reason = "out_of_scope" if how == "not_accept" else None
    order = ReviewOrder(application, {}, how, reason)
    (result,) = await use([order], official=ASSOCIATION, at=FROZEN_AT)
    return result.problem.code if result.problem else None


async def kinds(stored: Stored, list_id: str) -> list[str]:
    document = await stored.journal_of(list_id)
    return [event["type"].split(".")[2] for event in document["events"]]


async def test_a_freeze_without_what_is_open_tells_each_case_and_lets_it_end_only(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"), opened("b1"), opened("b2"), awaiting_supplement("b3"))
    with pytest.raises(Rejected, match="still-open"):
        await stored.freeze()
    found = await stored.freeze(leave_out=REASON)
    assert (found.entries, found.left_out and found.left_out.cases) == (1, 3)
    assert stored.wake.calls == 1
    assert await stored.note_left_out() == 3
    assert await stored.note_left_out() == 0
    assert set(await stored.events("left-out")) == {(f"b{n}", "left-out") for n in (1, 2, 3)}
    record: Any = await stored.database["cases"].find_one({"_id": "b1"})
    told = [event["data"] for event in record["events"] if event["type"].endswith("left-out.v1")]
    assert [event["addressee"]["uscc"] for event in told] == [(await stored.case("b1")).uscc]
    left_out = (await stored.case("b1")).left_out
    assert left_out is not None
    assert (left_out.list, left_out.reason, left_out.by) == (found.id, REASON, OFFICER.account)
    assert await ExpireCases(stored.cases, stored.lists, rules())(FROZEN_AT) == 3
    assert await conclude(stored, "b1", "accept") == "left-out"
    assert await conclude(stored, "b2", "not_accept") is None
    assert await stored.stages() == {"decided": 1, "formal_review": 1, "not_accepted": 2}


async def test_unfrozen_everything_is_as_it_was_and_the_list_may_be_frozen_anew(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"), decided("a2"), opened("b1"))
    before = await stored.case("b1")
    first = await stored.freeze(leave_out=REASON)
    await stored.note_left_out()
    await ExpireCases(stored.cases, stored.lists, rules())(FROZEN_AT)
    unfrozen = await stored.unfreeze(first.id)
    assert await stored.unfreeze(first.id) == unfrozen
    await stored.note_left_out()
    assert await stored.case("b1") == before
    assert await stored.events("taken-in") == {("b1", "taken-in"): 1}
    assert await stored.lists.existing([first.id]) == set()
    assert [e.application for e in await stored.lists.page(kept_as(first), 0, 9, None)] == [
        *("a1", "a2"),
    ]
    # It counts as accepted, and by then nobody can recommend it any more.
    assert await ExpireCases(stored.cases, stored.lists, rules())(FROZEN_AT) == 2
    assert await stored.events("accepted") == {("b1", "accepted"): 1}

    second = await stored.freeze(at=FROZEN_AT + timedelta(days=1))
    assert (second.id, second.freezing, second.digest) == (first.id, 2, first.digest)
    (kept,) = second.unfrozen
    assert (kept.freezing, kept.digest, kept.reason) == (1, first.digest, "漏评一件")
    assert await kinds(stored, first.id) == ["unfrozen"]
    await stored.open_notice(second.id)
    assert (await stored.announce(second.id)).left == 2


async def test_a_case_that_two_freezings_left_out_is_told_of_each_in_order(stored: Stored) -> None:
    await stored.keep(decided("a1"), opened("b1"))
    first = await stored.freeze(leave_out=REASON)
    await stored.unfreeze(first.id)
    await stored.freeze(leave_out="另有理由")
    assert await stored.note_left_out() == 1
    left_out = (await stored.case("b1")).left_out
    assert left_out is not None
    assert (left_out.freezing, left_out.reason) == (2, "另有理由")
    assert await stored.note_left_out() == 0


async def test_killed_half_way_each_case_is_told_once(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.review.usecases.lists.note_left_out.AT_ONCE", 4)
    await stored.keep(decided("a1"), *(opened(f"b{n}") for n in range(9)))
    await stored.freeze(leave_out=REASON)
    use = NoteLeftOut(stored.left_out, stored.cases, rules())
    rows = await stored.left_out.unsettled(4)
    assert await use.one_batch(rows, FROZEN_AT) == 4
    # Killed after the cases and before the rows; and the same by two replicas at once.
    rows = await stored.left_out.unsettled(4)
    monkeypatch.setattr(stored.left_out, "settle", nothing)
    assert await use.one_batch(rows, FROZEN_AT) == 4
    monkeypatch.undo()
    await asyncio.gather(*(use.one_batch(rows, FROZEN_AT) for _ in range(2)))
    await stored.note_left_out()
    told = await stored.events("left-out")
    assert (len(told), set(told.values())) == (9, {1})


class Killed(BaseException):
    """The process is gone."""


def killed(*_: object, **__: object) -> None:
    """Dies, as soon as it is called."""
    raise Killed


async def nothing(*_: object) -> None:
    """Does nothing, as a process that was killed."""


async def test_of_the_notice_and_an_unfreezing_at_once_one_wins(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    for n in range(8):
        found = await stored.freeze(at=FROZEN_AT + timedelta(hours=n))
        opened, unfrozen = await asyncio.gather(
            stored.open_notice(found.id), stored.unfreeze(found.id), return_exceptions=True
        )
        assert isinstance(opened, Rejected) != isinstance(unfrozen, Rejected)
        held = await stored.lists.get(found.id)
        assert held is not None
        entries = len(await stored.lists.page(found.id, 0, 9, None))
        if isinstance(opened, Rejected):
            assert (held.record.state, entries) == ("unfrozen", 0)
            continue
        assert (held.record.state, entries) == ("noticed", 1)
        return


async def test_killed_within_a_freeze_or_an_unfreezing_nothing_of_it_is_there(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stored.keep(decided("a1"), opened("b1"))
    for line in ("freezing.keep_left_out", "freezing.entry_to_document"):
        with monkeypatch.context() as patched:
            patched.setattr(f"services.review.store.lists.{line}", killed)
            with pytest.raises(Killed):
                await stored.freeze(leave_out=REASON)
        assert await stored.lists.of_round(JIANGMEN.programme, JIANGMEN.round) == []
        assert await stored.left_out.unsettled(9) == []
    found = await stored.freeze(leave_out=REASON)
    with monkeypatch.context() as patched:
        patched.setattr("services.review.store.lists.unfreezing.let_in", killed)
        with pytest.raises(Killed):
            await stored.unfreeze(found.id)
    held = await stored.lists.get(found.id)
    assert held is not None
    assert held.record.state == "frozen"
    assert len(await stored.lists.page(found.id, 0, 9, None)) == 1
    with pytest.raises(Rejected, match="list-frozen") as refused:
        await stored.freeze(leave_out=REASON)
    for said in (refused.value.detail, refused.value.zh or ""):
        assert f"/review/v1/lists/{found.id}/unfreezing" in said


async def test_every_act_is_confirmed_as_shown_and_confirming_once_more_changes_nothing(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    freeze = FreezeList(stored.lists, rules(), stored.wake)
    opens = OpenNotice(stored.lists, rules(), stored.wake)
    announce = AnnounceList(stored.lists, stored.objections, rules(), stored.wake)
    with pytest.raises(Rejected, match="confirmation-required"):
        await freeze(JIANGMEN, FreezeOrder(None), official=OFFICER, at=FROZEN_AT)
    shown = await freeze.preview(JIANGMEN, official=OFFICER, at=FROZEN_AT, part=Part(0, 1))
    assert ([e.application for e in shown.entries], shown.next, shown.refusal) == (["a1"], 1, None)
    await stored.keep(decided("a3"))
    order = FreezeOrder(shown.confirmation)
    with pytest.raises(Rejected, match="shown-has-changed") as changed:
        await freeze(JIANGMEN, order, official=OFFICER, at=FROZEN_AT)
    assert "3 entries" in changed.value.detail
    found = await stored.freeze()

    for act, at in ((opens, FROZEN_AT), (announce, CLOSED_AT)):
        with pytest.raises(Rejected, match="confirmation-required"):
            await act(found.id, None, official=OFFICER, at=at)
        with pytest.raises(Rejected, match="shown-has-changed"):
            await act(found.id, shown.confirmation, official=OFFICER, at=at)
        preview = await act.preview(found.id, official=OFFICER, at=at, part=Part(1, 1))
        assert ([entry.no for entry in preview.entries], preview.next) == ([2], 2)
        done = await act(found.id, preview.confirmation, official=OFFICER, at=at)
        once_more = await act(found.id, preview.confirmation, official=OFFICER, at=CLOSED_AT)
        assert once_more == done
    assert (await kinds(stored, found.id)).count("announced") == 1


async def test_a_preview_says_why_the_act_would_be_refused(stored: Stored) -> None:
    await stored.keep(decided("a1"), recommended("a2"))
    freeze = FreezeList(stored.lists, rules(), stored.wake)
    shown = await freeze.preview(JIANGMEN, official=OFFICER, at=FROZEN_AT, part=Part())
    assert shown.refusal is not None
    assert shown.refusal.code == "undecided-left"
    assert shown.open is not None
    assert [(one.place.word, len(one.cases)) for one in shown.open.places] == [("recommended", 1)]


async def test_the_same_order_sent_several_times_at_once_is_done_once(stored: Stored) -> None:
    await stored.keep(decided("a1"))
    freeze = FreezeList(stored.lists, rules(), stored.wake)
    shown = await freeze.preview(JIANGMEN, official=OFFICER, at=FROZEN_AT, part=Part())
    order = FreezeOrder(shown.confirmation, None)
    frozen = await asyncio.gather(
        *(freeze(JIANGMEN, order, official=OFFICER, at=FROZEN_AT) for _ in range(5))
    )
    assert sum(new for _, new in frozen) == 1
    [list_] = {found.id for found, _ in frozen}
    opens = OpenNotice(stored.lists, rules(), stored.wake)
    noticed = await opens.preview(list_, official=OFFICER, at=FROZEN_AT, part=Part())
    found = await asyncio.gather(
        *(opens(list_, noticed.confirmation, official=OFFICER, at=FROZEN_AT) for _ in range(5))
    )
    assert {each.state for each in found} == {"noticed"}
    assert await kinds(stored, list_) == ["noticed"]
