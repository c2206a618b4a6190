"""Applications on a real MongoDB."""

import asyncio
from dataclasses import replace

import pytest

from services.intake.domain.events import submitted as submitted_event
from services.intake.domain.submitting import submit
from services.intake.store.applications import MongoApplications
from services.intake.store.enterprises import MongoEnterprises
from services.intake.store.numbers import MongoNumbers
from services.intake.store.slots import MongoSlots
from services.intake.usecases.submit import Submit
from shared.errors import NotFound, StaleWrite, Unavailable
from shared.journal import Journal
from shared.mongo import Database
from shared.programmes import Programmes
from tests.store.intake.conftest import advice_in, nobody
from tests.unit.intake.applications import (
    NOON,
    ONE_DAY,
    PROGRAMMES,
    ROUND,
    USCC,
    a_draft,
    asked,
    item,
    submitted,
)


def nobody_s(db: Database) -> MongoEnterprises:
    """The enterprises, of which none is registered."""
    return MongoEnterprises(Journal(db["enterprises"], "intake", nobody))


async def test_an_application_is_found_as_it_was_saved(applications: MongoApplications) -> None:
    draft = a_draft()
    made = await applications.add(draft, at=NOON)
    assert (await applications.get(draft.id)).application == draft
    done = submit(draft, key="s", number="N-1", round_=ROUND, at=NOON)
    saved = await applications.save(made, done, submitted_event(done), at=NOON)
    found = await applications.get(draft.id)
    assert (found.application, found.version) == (done, saved.version) == (done, 2)


async def test_a_draft_with_long_answers_is_not_kept_at_hand(
    applications: MongoApplications,
) -> None:
    made = await applications.add(a_draft(), at=NOON)
    assert applications.recent_draft(a_draft().id) is not None
    await applications.save(made, replace(a_draft(), answers={"M04": "好" * 9000}), at=NOON)
    assert applications.recent_draft(a_draft().id) is None


async def test_a_draft_at_hand_that_changed_elsewhere_is_submitted_as_it_is_now(
    applications: MongoApplications, db: Database
) -> None:
    await applications.add(a_draft(), at=NOON)
    elsewhere = MongoApplications(Journal(db["applications"], "intake", nobody), PROGRAMMES)
    changed = replace(a_draft(), category="aerospace")
    await elsewhere.save(await elsewhere.get(changed.id), changed, at=NOON)
    slots, numbers = MongoSlots(db["places"]), MongoNumbers(db["counters"])
    submit_here = Submit(applications, nobody_s(db), numbers, slots, PROGRAMMES, advice_in(db))
    submit_there = Submit(elsewhere, nobody_s(db), numbers, slots, PROGRAMMES, advice_in(db))
    here = await submit_here(changed.id, USCC, "s", NOON)
    assert (here.application.category, here.new) == ("aerospace", True)
    there = await submit_there(changed.id, USCC, "s", NOON)
    assert (there.application, there.new) == (here.application, False)


async def test_a_draft_at_hand_is_submitted_without_reading_it_and_then_forgotten(
    applications: MongoApplications, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await applications.add(a_draft(), at=NOON)
    slots, numbers = MongoSlots(db["places"]), MongoNumbers(db["counters"])
    submit_here = Submit(applications, nobody_s(db), numbers, slots, PROGRAMMES, advice_in(db))
    with monkeypatch.context() as without_reading:
        without_reading.delattr(MongoApplications, "get")
        done = await submit_here(a_draft().id, USCC, "s", NOON)
    assert applications.recent_draft(a_draft().id) is None
    assert (await applications.get(a_draft().id)).application == done.application


async def test_an_unknown_application_is_not_found(applications: MongoApplications) -> None:
    with pytest.raises(NotFound):
        await applications.get("nothing")


async def test_whoever_saves_second_is_told_and_changes_nothing(
    applications: MongoApplications,
) -> None:
    made = await applications.add(a_draft(), at=NOON)
    first = replace(a_draft(), category="aerospace")
    await applications.save(made, first, at=NOON)
    with pytest.raises(StaleWrite):
        await applications.save(made, replace(a_draft(), category="new-energy"), at=NOON)
    assert (await applications.get(first.id)).application == first


async def test_a_draft_that_is_opened_many_times_at_once_is_one(
    applications: MongoApplications, db: Database
) -> None:
    found = await asyncio.gather(*(applications.add(a_draft(), at=NOON) for _ in range(20)))
    assert [(one.application, one.version) for one in found] == [(a_draft(), 1)] * 20
    assert await db["applications"].count_documents({}) == 1


async def test_pages_follow_one_another_without_gap_or_repeat(
    applications: MongoApplications,
) -> None:
    made = [replace(a_draft(), id=f"a{n}", created_at=NOON + n // 2 * ONE_DAY) for n in range(7)]
    for draft in [*made, replace(a_draft(), id="other", uscc="9" * 18)]:
        await applications.add(draft, at=NOON)
    seen: list[str] = []
    after = None
    while page := [f.application async for f in applications.of(USCC, after=after, limit=3)]:
        seen += [one.id for one in page]
        after = (page[-1].created_at, page[-1].id)
    assert seen == ["a6", "a5", "a4", "a3", "a2", "a1", "a0"]


async def test_a_round_is_counted_by_stage(applications: MongoApplications) -> None:
    stages = [a_draft(), a_draft(), submitted(), asked(item("M05"))]
    for n, application in enumerate(stages):
        number = f"N-{n}"
        receipt = application.submission and replace(application.submission, number=number)
        await applications.add(replace(application, id=f"a{n}", submission=receipt), at=NOON)
    counts = await applications.counts("gd-hightech-product-jiangmen", "2019")
    assert counts == {"draft": {False: 2}, "submitted": {False: 1, True: 1}}


async def test_numbers_are_unique_across_replicas_that_ask_at_once(db: Database) -> None:
    replicas = [MongoNumbers(db["counters"], block=7) for _ in range(4)]
    given = await asyncio.gather(*(replicas[n % 4].next("X-2019") for n in range(200)))
    assert len(set(given)) == 200
    assert min(given) == 1
    assert max(given) <= 200 + 4 * 7
    assert await replicas[0].next("Y-2019") == 1


async def test_what_goes_by_rules_that_this_process_does_not_know_waits_for_one_that_does(
    applications: MongoApplications, db: Database
) -> None:
    await applications.add(a_draft(), at=NOON)
    older = MongoApplications(Journal(db["applications"], "intake", nobody), Programmes(()))
    with pytest.raises(Unavailable, match="gd-hightech-product-jiangmen@"):
        await older.get(a_draft().id)
