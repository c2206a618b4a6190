"""A round with two lists, whose programme has no recommendation."""

from dataclasses import replace

import pytest

from services.review.domain.case import Case
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.official import Official
from services.review.usecases.case.expire_cases import ExpireCases
from services.review.usecases.case.open_case import OpenCase
from services.review.usecases.case.withdraw import Withdraw
from services.review.usecases.lists.freeze_list import WhichList
from services.review.usecases.lists.give_outcomes import GiveOutcomes
from services.review.usecases.lists.read_public_list import ReadPublicList
from services.review.usecases.rules import Rules
from services.review.usecases.stages.decision.decide import Decide, DecisionOrder
from services.review.usecases.stages.formal_review.review_formally import (
    ReviewFormally,
    ReviewOrder,
)
from services.review.usecases.stages.recommendation.hand_in_sheet import HandInSheet, SheetHandedIn
from shared.errors import NotFound, Rejected
from shared.heard import Position
from shared.programmes import Programmes
from tests.builders import NOON
from tests.programmes.paths import milestone, stage, with_path
from tests.programmes.two_lists import ASSOCIATION, COMMITTEE, ID, ROUND, two_lists
from tests.store.review.conftest import CLOSED_AT, FROZEN_AT, Stored
from tests.unit.review.builders import CALENDAR, CITY, jiangmen, withdrawn
from tests.unit.review.small_cases import (
    a_small_submission,
    accepted,
    before_committee,
    deliberated,
    shortlisted,
)

OFFICER = Official("officer-1", frozenset({"officer"}), COMMITTEE)
REVIEWER = Official("reviewer-1", frozenset({"reviewer"}), None)
CHECKER = Official("association-1", frozenset({"association"}), ASSOCIATION)


def rules() -> Rules:
    return Rules(Programmes([jiangmen(), two_lists()]), CALENDAR)


async def freeze(stored: Stored, stage: str | None) -> NumberedList:
    which = WhichList(ID, ROUND, stage)
    return await stored.freeze(which, known=rules(), official=OFFICER)


async def announce(stored: Stored, found: NumberedList) -> None:
    await stored.announce(found.id, known=rules(), official=OFFICER)
    assert await GiveOutcomes(stored.cases, stored.lists, rules())(CLOSED_AT) == 1


async def decide(stored: Stored, case: Case, verdict: str) -> str | None:
    order = DecisionOrder(case.application, verdict, "同意", None)
    use = Decide(stored.cases, stored.lists, rules())
    (result,) = await use([order], official=replace(OFFICER, roles=BOTH), at=FROZEN_AT)
    return None if result.problem is None else result.problem.code


BOTH = frozenset({"reviewer", "officer"})


async def where(stored: Stored, *applications: str) -> list[str]:
    return [(await stored.case(application)).stage for application in applications]


async def test_the_stage_is_named_where_several_lists_are_announced(stored: Stored) -> None:
    await stored.keep(shortlisted("p1"))
    for named, code, message in (
        (None, "stage-required", "is missing; must be one of: shortlist, release"),
        ("committee", "unknown-stage", "must be one of: shortlist, release"),
    ):
        with pytest.raises(Rejected) as refused:
            await freeze(stored, named)
        assert refused.value.code == code
        assert [(e.field, e.message) for e in refused.value.errors] == [("stage", message)]


async def test_a_round_runs_through_both_of_its_lists(stored: Stored) -> None:
    await stored.keep(shortlisted("p1"), shortlisted("p2"), accepted("p3"))
    with pytest.raises(Rejected, match="undecided-left"):
        await freeze(stored, "shortlist")
    assert await decide(stored, accepted("p3"), "shortlist") is None
    first = await freeze(stored, "shortlist")
    assert (first.id, first.entries) == (f"{ID}-{ROUND}-shortlist", 3)
    with pytest.raises(Rejected, match="undecided-left"):
        await freeze(stored, "release")
    await announce(stored, first)
    assert await where(stored, "p1", "p2", "p3") == ["committee"] * 3
    for application in ("p1", "p2", "p3"):
        assert await decide(stored, before_committee(application), "pass") is None
    last = await freeze(stored, "release")
    assert (last.id, last.entries) == (f"{ID}-{ROUND}", 3)
    await stored.open_notice(last.id, known=rules(), official=OFFICER)
    await announce(stored, last)
    assert await where(stored, "p1", "p2", "p3") == ["released"] * 3
    given = await stored.events("given")
    assert given == {(application, "given"): 2 for application in ("p1", "p2", "p3")}
    lists = await stored.lists.of_round(ID, ROUND)
    assert {held.record.id for held in lists} == {first.id, last.id}
    kinds = [e["type"].split(".")[2] for e in (await stored.journal_of(first.id))["events"]]
    assert kinds == ["frozen", "announced"]


async def test_a_list_without_a_notice_is_public_once_it_is_announced(stored: Stored) -> None:
    await stored.keep(shortlisted("p1"))
    found = await freeze(stored, "shortlist")
    read = ReadPublicList(stored.lists, rules())
    with pytest.raises(NotFound):
        await read(found.id)
    assert await read.of_round(ID, ROUND) == []
    await announce(stored, found)
    page = await read(found.id)
    assert [entry.category_name.en for entry in page.entries] == ["a"]
    assert [public.list.id for public in await read.of_round(ID, ROUND)] == [found.id]


async def test_a_case_that_would_come_too_late_for_its_list_is_not_decided(
    stored: Stored,
) -> None:
    await stored.keep(shortlisted("p1"))
    await freeze(stored, "shortlist")
    late = accepted("p2")
    await stored.keep(late)
    assert await decide(stored, late, "shortlist") == "list-frozen"
    assert await where(stored, "p2") == ["preliminary"]


def formal_review_last() -> Rules:
    path = (
        stage("application", "application"),
        stage("preliminary", "decision", milestones={"failed": milestone("left_out")}),
        stage("check", "formal_review"),
        stage("list", "announcement", milestones={"passed": milestone("listed")}),
    )
    return Rules(Programmes([with_path(path, recommenders=())]), CALENDAR)


async def test_where_formal_review_is_the_last_stage_nobody_is_accepted_too_late(
    stored: Stored,
) -> None:
    known = formal_review_last()
    review = ReviewFormally(stored.cases, stored.lists, stored.enterprises, known)
    for application, problem in (("p1", None), ("p2", "list-frozen")):
        submission = a_small_submission(application)
        await OpenCase(stored.cases, stored.twins, known)(
            submission, Position("applications.v1", 1), NOON
        )
        order = DecisionOrder(application, "pass", "同意", None)
        use = Decide(stored.cases, stored.lists, known)
        assert (await use([order], official=REVIEWER, at=NOON))[0].problem is None
        (result,) = await review(
            [ReviewOrder(application, {}, "accept")], official=CHECKER, at=NOON
        )
        assert (result.problem.code if result.problem else None) == problem
        if problem is None:
            await stored.freeze(WhichList(ID, ROUND), known=known, official=OFFICER)
    assert await where(stored, "p1", "p2") == ["list", "check"]


async def test_nobody_is_accepted_by_statute_on_to_a_list_that_is_frozen(stored: Stored) -> None:
    known = formal_review_last()
    expire = ExpireCases(stored.cases, stored.lists, known)
    for application, place in (("p1", "list"), ("p2", "check")):
        submission = a_small_submission(application)
        await OpenCase(stored.cases, stored.twins, known)(
            submission, Position("applications.v1", 1), NOON
        )
        order = DecisionOrder(application, "pass", "同意", None)
        use = Decide(stored.cases, stored.lists, known)
        assert (await use([order], official=REVIEWER, at=NOON))[0].problem is None
        due_at = (await stored.case(application)).due_at
        assert due_at is not None
        assert await expire(FROZEN_AT) == 1
        assert await expire(FROZEN_AT) == 0
        assert await where(stored, application) == [place]
        if place == "list":
            await stored.freeze(WhichList(ID, ROUND), known=known, official=OFFICER)
    assert (await stored.case("p2")).due_at == due_at
    assert await stored.events("accepted") == {("p1", "accepted"): 1}
    review = ReviewFormally(stored.cases, stored.lists, stored.enterprises, known)
    for conclude, problem in (("accept", "list-frozen"), ("not_accept", None)):
        reason = "unfit" if conclude == "not_accept" else None
        order_ = ReviewOrder("p2", {}, conclude, reason)  # type: ignore[arg-type]
        (result,) = await review([order_], official=CHECKER, at=FROZEN_AT)
        assert (result.problem.code if result.problem else None) == problem


async def test_a_withdrawal_takes_a_case_off_the_list_that_it_waits_for_alone(
    stored: Stored,
) -> None:
    await stored.keep(shortlisted("p1"), shortlisted("p2"))
    found = await freeze(stored, "shortlist")
    withdraw = Withdraw(stored.cases, stored.lists, stored.sheets, rules())
    await withdraw(withdrawn("p1"), Position("applications.v1", 2), FROZEN_AT)
    await announce(stored, found)
    assert await where(stored, "p1", "p2") == ["withdrawn", "committee"]
    # On an announced list, but on its way to the next one: what is published stays.
    await withdraw(withdrawn("p2"), Position("applications.v1", 2), CLOSED_AT)
    assert await where(stored, "p2") == ["withdrawn"]
    entries = await stored.lists.page(found.id, 0, 10, None)
    assert [entry.removed is None for entry in entries] == [False, True]


async def test_each_list_gives_its_own_outcomes_and_no_other(stored: Stored) -> None:
    await stored.keep(shortlisted("p1"), deliberated("p2"))
    first = await freeze(stored, "shortlist")
    await announce(stored, first)
    assert await where(stored, "p1", "p2") == ["committee", "release"]
    assert await GiveOutcomes(stored.cases, stored.lists, rules())(CLOSED_AT) == 0


@pytest.mark.parametrize(
    ("official", "code"),
    [
        (replace(OFFICER, office="another"), "not-found"),
        (replace(OFFICER, roles=frozenset({"association"}), office=ASSOCIATION), "forbidden"),
    ],
)
async def test_only_the_office_of_the_stage_decides_and_others_see_no_case(
    stored: Stored, official: Official, code: str
) -> None:
    await stored.keep(before_committee("p1"))
    use = Decide(stored.cases, stored.lists, rules())
    order = DecisionOrder("p1", "pass", "同意", None)
    (result,) = await use([order], official=official, at=FROZEN_AT)
    assert result.problem is not None
    assert result.problem.code == code
    assert await where(stored, "p1") == ["committee"]


async def test_only_its_own_office_freezes_a_list(stored: Stored) -> None:
    await stored.keep(deliberated("p1"))
    for official in (REVIEWER, replace(OFFICER, office="another")):
        with pytest.raises(Rejected, match="forbidden"):
            await stored.freeze(WhichList(ID, ROUND, "release"), known=rules(), official=official)


async def test_where_nobody_recommends_no_sheet_is_taken(stored: Stored) -> None:
    use = HandInSheet(stored.cases, stored.sheets, rules(), stored.wake)
    sheet = SheetHandedIn(ID, ROUND, "s1", "jiangmen", "o", [])
    with pytest.raises(Rejected, match="no-recommendation"):
        await use(sheet, official=CITY, at=FROZEN_AT)
