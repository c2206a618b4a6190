"""Cohorts on a real MongoDB: opened whole and once, and every member ends once."""

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from services.review.domain.cohorts.ending import HEARD_WITHIN
from services.review.domain.official import Official
from services.review.domain.recognition.registering import registered
from services.review.usecases.cohorts.end_calls import EndCalls
from services.review.usecases.cohorts.mark_merged import MarkMerged, MergerOrder
from services.review.usecases.cohorts.open_cohort import OpenCohort
from services.review.usecases.rules import Rules
from shared.errors import Rejected
from shared.programmes import Programmes
from shared.programmes.path.kinds.cohort import Calling
from shared.values import Bilingual
from tests.store.review.conftest import Stored
from tests.unit.review.builders import CALENDAR
from tests.unit.review.cohorts import OPENED, demonstration, in_register

RULES = Rules(Programmes([demonstration()]), CALENDAR)
OFFICER = Official("officer-1", frozenset({"officer"}), "miit")
ROUND = (demonstration().id, "2018")
DUE = datetime(2018, 5, 31, 16, tzinfo=UTC)
MERGER = MergerOrder("91310000132200821H", Bilingual(zh="集团", en="Group"), "合并通知书")


async def events(stored: Stored, collection: str) -> Counter[str]:
    """How often the journals of a collection hold each kind."""
    found: Counter[str] = Counter()
    async for record in stored.database[collection].find({}, {"events": 1}):
        found.update(event["type"].split(".")[2] for event in record["events"])
    return found


async def opened(stored: Stored, members: int = 3, at_once: int = 1) -> list[bool]:
    """A cohort of so many, opened by several at once; which of them was the one."""
    for n in range(members):
        step = registered(in_register(f"N-{n}", date(2015, 11, 30)))
        await stored.recognitions.register([step], OPENED)
    open_cohort = OpenCohort(stored.cohorts, stored.recognitions, RULES)
    shown = await open_cohort.preview(*ROUND, official=OFFICER, at=OPENED)
    done = await asyncio.gather(
        *(
            open_cohort(*ROUND, shown.confirmation, official=OFFICER, at=OPENED)
            for _ in range(at_once)
        )
    )
    return [new for _, new in done]


async def test_several_who_open_a_cohort_at_once_call_every_member_once(stored: Stored) -> None:
    assert sum(await opened(stored, members=3, at_once=3)) == 1
    assert await events(stored, "cohorts") == {"opened": 1}
    assert await events(stored, "cohort_members") == {"member-called": 3}


async def test_what_was_shown_to_another_or_has_changed_opens_nothing(stored: Stored) -> None:
    open_cohort = OpenCohort(stored.cohorts, stored.recognitions, RULES)
    await stored.recognitions.register([registered(in_register("N-1", date(2015, 3, 1)))], OPENED)
    shown = await open_cohort.preview(*ROUND, official=OFFICER, at=OPENED)
    await stored.recognitions.register([registered(in_register("N-2", date(2015, 3, 1)))], OPENED)
    with pytest.raises(Rejected, match="shown-has-changed"):
        await open_cohort(*ROUND, shown.confirmation, official=OFFICER, at=OPENED)
    with pytest.raises(Rejected, match="confirmation-required"):
        await open_cohort(*ROUND, None, official=OFFICER, at=OPENED)
    assert await events(stored, "cohort_members") == {}


async def test_the_clock_ends_whoever_is_still_called_once_and_leaves_the_merged(
    stored: Stored,
) -> None:
    await opened(stored)
    (first, *_) = await stored.cohorts.page(f"{ROUND[0]}.2018.cohort", "", 10, state=None)
    merge = MarkMerged(stored.cohorts, RULES)
    await merge(*ROUND, first.id, MERGER, official=OFFICER, at=OPENED)
    end = EndCalls(stored.cohorts, RULES)
    assert await end(DUE + HEARD_WITHIN - timedelta(seconds=1)) == 0
    assert await end(DUE + HEARD_WITHIN) == 2
    assert await end(DUE + timedelta(days=9)) == 0
    assert await stored.cohorts.counts(first.cohort) == {
        Calling.MERGED: 1,
        Calling.NOT_SUBMITTED: 2,
    }
    told = await events(stored, "cohort_members")
    assert told == {"member-called": 3, "member-merged": 1, "member-not-submitted": 2}
