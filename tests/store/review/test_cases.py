"""Cases as they are kept, queued and counted."""

from datetime import datetime, timedelta

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.stages.formal_review.conclusion import accept
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.ports import CaseFilter
from services.review.usecases.case.expire_cases import ExpireCases
from services.review.usecases.case.open_case import OpenCase
from services.review.usecases.case.read_queue import ReadQueue
from services.review.usecases.stages.formal_review.hear_delivery import HearBounce, HearDelivery
from services.review.usecases.stages.formal_review.hear_supplement import HearSupplement
from services.review.usecases.stages.formal_review.review_formally import (
    ReviewFormally,
    ReviewOrder,
)
from shared.errors import Rejected, StaleWrite, Unavailable
from shared.heard import Position
from shared.values import Bilingual
from tests.builders import NOON
from tests.store.review.conftest import Stored
from tests.unit.review.builders import (
    ASSOCIATION,
    CALENDAR,
    PROGRAMME,
    ROUND,
    accepted,
    bounced,
    decided,
    delivered,
    jiangmen,
    opened,
    rules,
    submitted,
    supplemented,
)

APPLICATIONS, NOTICES = "applications.v1", "notices.v1"
MONTHS = timedelta(days=120)


async def asked(stored: Stored, application: str = "b1") -> None:
    """A case that was notified that something is missing."""
    await OpenCase(stored.cases, stored.twins, rules())(
        submitted(application, "M01", "M02", "M07"), Position(APPLICATIONS, 1), NOON
    )
    order = ReviewOrder(application, {}, "notify")
    (result,) = await ReviewFormally(stored.cases, stored.lists, stored.enterprises, rules())(
        [order], official=ASSOCIATION, at=NOON
    )
    assert result.problem is None


@pytest.mark.parametrize("case", [opened(), opened("a1", "M01"), accepted(), decided()])
async def test_a_case_comes_back_as_it_was_kept(stored: Stored, case: Case) -> None:
    await stored.keep(case)
    assert await stored.case("a1") == case


async def test_a_save_writes_what_changed_and_refuses_a_case_that_moved_on(
    stored: Stored,
) -> None:
    await stored.keep(opened())
    held = await stored.cases.get("a1")
    assert held is not None
    step = accept(held.record, jiangmen(), CALENDAR, by="o", at=NOON)
    await stored.cases.save(held, step, NOON)
    assert await stored.case("a1") == step.case
    with pytest.raises(StaleWrite):
        await stored.cases.save(held, step, NOON)
    assert await stored.events("accepted") == {("a1", "accepted"): 1}


async def test_a_submission_heard_twice_is_one_case(stored: Stored) -> None:
    open_case = OpenCase(stored.cases, stored.twins, rules())
    for _ in range(2):
        await open_case(submitted(), Position(APPLICATIONS, 1), NOON)
    assert await stored.stages() == {"formal_review": 1}
    assert await stored.events("opened", "review") == await stored.events("opened")


async def test_a_supplement_without_a_case_is_tried_again_later(stored: Stored) -> None:
    hear = HearSupplement(stored.cases, stored.twins, rules())
    with pytest.raises(Unavailable):
        await hear(supplemented(), Position(APPLICATIONS, 2), NOON)


async def test_a_delivery_heard_twice_starts_one_clock(stored: Stored) -> None:
    await asked(stored)
    hear = HearDelivery(stored.cases, rules())
    for _ in range(2):
        await hear(delivered("b1"), Position(NOTICES, 3), NOON)
    assert await stored.events("supplement-clock-started") == {
        ("b1", "supplement-clock-started"): 1
    }


async def test_what_became_of_a_reminder_starts_no_clock_and_fails_no_delivery(
    stored: Stored,
) -> None:
    await asked(stored)
    await HearDelivery(stored.cases, rules())(delivered("b1", round=0), Position(NOTICES, 3), NOON)
    refused = bounced("b1").model_copy(update={"supplement_round": 0})
    await HearBounce(stored.cases, rules())(refused, Position(NOTICES, 4), NOON)
    assert await stored.stages() == {"awaiting_delivery": 1}
    assert not (await stored.case("b1")).delivery_failed


async def test_the_clock_ends_due_cases_after_a_jump_of_months_and_only_those(
    stored: Stored,
) -> None:
    await asked(stored, "b1")
    await asked(stored, "b2")
    await stored.keep(accepted("a1"))
    await HearDelivery(stored.cases, rules())(delivered("b1"), Position(NOTICES, 1), NOON)
    await HearBounce(stored.cases, rules())(bounced("b2"), Position(NOTICES, 1), NOON)
    expire = ExpireCases(stored.cases, stored.lists, rules())
    assert await expire(NOON + timedelta(days=5)) == 0
    # The supplement of one, and the recommendation that nobody gave to another.
    assert await expire(NOON + MONTHS) == 2
    assert await expire(NOON + MONTHS) == 0
    assert await stored.stages() == {"not_accepted": 1, "awaiting_delivery": 1, "accepted": 1}
    assert (await stored.progress()).delivery_failed == 1


async def test_a_supplement_in_time_heard_after_expiry_reopens_the_case(stored: Stored) -> None:
    await asked(stored)
    await HearDelivery(stored.cases, rules())(delivered("b1"), Position(NOTICES, 1), NOON)
    await ExpireCases(stored.cases, stored.lists, rules())(NOON + MONTHS)
    sent = supplemented("b1", at=NOON + timedelta(days=2))
    hear = HearSupplement(stored.cases, stored.twins, rules())
    await hear(sent, Position(APPLICATIONS, 2), NOON + MONTHS)
    assert (await stored.case("b1")).returned
    assert await stored.events("reopened", "not-accepted") == {
        ("b1", "not-accepted"): 1,
        ("b1", "reopened"): 1,
    }
    assert await ExpireCases(stored.cases, stored.lists, rules())(NOON + MONTHS) == 0


async def test_bulk_review_tells_each_rows_problem_and_does_the_others(stored: Stored) -> None:
    await stored.keep(opened("a1"), opened("b1", "M01"), decided("c1"), opened("e1"))
    orders = [
        ReviewOrder("a1", {}, "accept"),
        ReviewOrder("b1", {}, "accept"),
        ReviewOrder("c1", {}, "accept"),
        ReviewOrder("nobody", {}, "accept"),
        ReviewOrder("d1", {}, "accept"),
        ReviewOrder("d1", {}, "notify"),
        ReviewOrder("e1", {}, "accept", "duplicate"),
    ]
    review = ReviewFormally(stored.cases, stored.lists, stored.enterprises, rules())
    results = await review(orders, official=ASSOCIATION, at=NOON)
    codes = [(r.application, r.problem.code if r.problem else None) for r in results]
    assert codes == [
        ("a1", None),
        ("b1", "not-complete"),
        ("c1", "wrong-stage"),
        ("nobody", "not-found"),
        ("d1", "repeated-row"),
        ("d1", "repeated-row"),
        ("e1", "contradictory-verdicts"),
    ]
    assert await stored.stages() == {"accepted": 1, "formal_review": 2, "decided": 1}


async def test_repeating_a_bulk_review_notifies_nobody_twice(stored: Stored) -> None:
    await stored.keep(opened("a1"), opened("b1", "M01"), opened("c1"))
    orders = [
        ReviewOrder("a1", {}, "accept"),
        ReviewOrder("b1", {}, "notify"),
        ReviewOrder("c1", {}, "not_accept", "duplicate"),
    ]
    review = ReviewFormally(stored.cases, stored.lists, stored.enterprises, rules())
    for _ in range(2):
        results = await review(orders, official=ASSOCIATION, at=NOON)
        assert [result.problem for result in results] == [None] * 3
    assert await stored.events("materials-missing", "accepted", "not-accepted") == {
        ("a1", "accepted"): 1,
        ("b1", "materials-missing"): 1,
        ("c1", "not-accepted"): 1,
    }


@pytest.mark.parametrize(
    "order",
    [
        ReviewOrder("b1", {}, "notify"),
        ReviewOrder("b1", {}, "not_accept", "duplicate"),
        ReviewOrder("b1", {"M01": Judgement(verdict="missing", reason=None, by="o", at=NOON)}),
    ],
)
async def test_what_the_statute_has_accepted_cannot_be_undone_before_that_is_noted(
    stored: Stored, order: ReviewOrder
) -> None:
    case = opened("b1", "M01")
    await stored.keep(case)
    assert case.expires_at is not None
    review = ReviewFormally(stored.cases, stored.lists, stored.enterprises, rules())
    (late,) = await review([order], official=ASSOCIATION, at=case.expires_at)
    assert late.problem is not None
    assert late.problem.code == "wrong-stage"
    assert await ExpireCases(stored.cases, stored.lists, rules())(case.expires_at) == 1
    assert await stored.stages() == {"accepted": 1}


async def test_a_case_changed_under_a_bulk_review_is_loaded_and_tried_again(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stored.keep(opened("a1"), opened("a2"))
    load = stored.cases.get_many

    async def overtaken(applications: list[str]) -> object:
        monkeypatch.setattr(stored.cases, "get_many", load)
        found = await load(applications)
        await stored.cases.save(found["a1"], Step(found["a1"].record), NOON)
        return found

    monkeypatch.setattr(stored.cases, "get_many", overtaken)
    orders = [ReviewOrder(a, {}, "accept") for a in ("a1", "a2")]
    results = await ReviewFormally(stored.cases, stored.lists, stored.enterprises, rules())(
        orders, official=ASSOCIATION, at=NOON
    )
    assert [result.problem for result in results] == [None, None]
    assert await stored.stages() == {"accepted": 2}


async def test_a_queue_is_read_page_by_page_oldest_due_first(stored: Stored) -> None:
    for n in range(7):
        received = NOON + timedelta(days=(n * 3) % 7)
        await stored.keep(opened(f"a{n}", received_at=received))
    await stored.keep(accepted("z1"))
    seen: list[Case] = []
    cursor = None
    while True:
        page = await stored.queues.page(
            CaseFilter(PROGRAMME, ROUND, "formal_review"), cursor, limit=3
        )
        seen += page.records
        cursor = page.next
        if cursor is None:
            break
    assert len({case.application for case in seen}) == len(seen) == 7
    due = [case.due_at for case in seen if case.due_at]
    assert due == sorted(due)
    with pytest.raises(Rejected, match="invalid-request") as refused:
        await stored.queues.page(CaseFilter(PROGRAMME, ROUND), "nonsense", 3)
    assert [wrong.field for wrong in refused.value.errors] == ["cursor"]


async def test_a_queue_is_searched_by_number_code_and_names_in_both_languages(
    stored: Stored,
) -> None:
    await stored.keep(
        opened("a1", number="GHPJ-2019-000001"),
        opened(
            "b1",
            number="GHPJ-2019-000002",
            product=Bilingual(zh="视觉检测系统（一）", en="Vision inspection system"),
        ),
    )

    async def found(text: str) -> list[str]:
        page = await stored.queues.page(CaseFilter(PROGRAMME, ROUND, text=text), None, 10)
        return [case.application for case in page.records]

    assert await found("000002") == ["b1"]
    assert await found("ｇｈｐｊ－２０１９－０００００１") == ["a1"]
    assert await found("视觉检测") == await found("VISION") == ["b1"]
    assert await found("系统（一）") == ["b1"]
    assert await found(".*") == await found("\0") == []


async def test_by_number_every_case_comes_once_though_due_dates_come_meanwhile(
    stored: Stored,
) -> None:
    numbers = {f"a{n}": f"GHPJ-2019-{9 - n:06}" for n in range(6)}
    await stored.keep(*(opened(a, number=number) for a, number in numbers.items()))
    which = CaseFilter(PROGRAMME, ROUND, order="number")

    first = await stored.queues.page(which, None, 3)
    await stored.database["cases"].update_many({}, {"$set": {"sort_at": NOON}})
    second = await stored.queues.page(which, first.next, 3)

    seen = [case.number for case in (*first.records, *second.records)]
    assert (seen, second.next) == (sorted(numbers.values()), None)
    with pytest.raises(Rejected, match="invalid-request"):
        await stored.queues.page(CaseFilter(PROGRAMME, ROUND), first.next, 3)


async def test_what_is_about_to_count_as_accepted_is_a_queue_with_its_term(stored: Stored) -> None:
    first, later = opened("a1", "M01"), opened("a2", received_at=NOON + timedelta(days=7))
    await stored.keep(first, later, accepted("z1"))
    assert first.due_at is not None
    read = ReadQueue(stored.queues, rules())

    async def soon(at: datetime) -> list[str]:
        found = await read.page(
            CaseFilter(PROGRAMME, ROUND),
            None,
            10,
            official=ASSOCIATION,
            at=at,
            deemed_acceptance_soon=True,
        )
        progress = await read.progress(PROGRAMME, ROUND, official=ASSOCIATION, at=at)
        assert progress.deemed_acceptance_soon == len(found.records)
        return [queued.case.application for queued in found.records]

    assert await soon(NOON) == []
    assert await soon(first.due_at - timedelta(hours=1)) == ["a1"]
    assert await soon(first.due_at + timedelta(days=7)) == ["a1", "a2"]


async def test_what_was_accepted_incomplete_stays_marked_and_is_counted(stored: Stored) -> None:
    await stored.keep(opened("a1", "M01"), opened("a2"), accepted("z1"))
    at = NOON + timedelta(days=90)
    await ExpireCases(stored.cases, stored.lists, rules())(at)
    read = ReadQueue(stored.queues, rules())
    progress = await read.progress(PROGRAMME, ROUND, official=ASSOCIATION, at=at)
    assert (progress.accepted_incomplete, progress.deemed_acceptance_soon) == (1, 0)
    for marked, wanted in ((True, ["a1"]), (False, ["a2", "z1"])):
        which = CaseFilter(PROGRAMME, ROUND, accepted_incomplete=marked)
        found = await read.page(which, None, 10, official=ASSOCIATION, at=at)
        assert sorted(queued.case.application for queued in found.records) == wanted


async def test_progress_counts_from_an_index_alone(stored: Stored) -> None:
    await stored.keep(opened("a1"), opened("b1", "M01"), accepted("c1"))
    assert await stored.stages() == {"formal_review": 2, "accepted": 1}
    assert (await stored.progress()).incomplete == 1
    plan = await stored.database.command(
        "explain",
        {
            "aggregate": "cases",
            "pipeline": [
                {"$match": {"programme": PROGRAMME, "round": ROUND}},
                {"$group": {"_id": {"s": "$stage", "c": "$complete"}, "n": {"$sum": 1}}},
            ],
            "cursor": {},
        },
        verbosity="executionStats",
    )
    assert '"totalDocsExamined": 0' in str(plan).replace("'", '"')
