"""What enterprises are called, as far as review has heard."""

from datetime import timedelta

import pytest

from services.review.domain.case import Case
from services.review.usecases.stages.formal_review.review_formally import (
    Conclude,
    ReviewFormally,
    ReviewOrder,
)
from shared.values import Bilingual
from tests.builders import NOON
from tests.store.review.conftest import Stored
from tests.unit.review.builders import (
    ASSOCIATION,
    decided,
    opened,
    rules,
)

OLD, NEW = (
    Bilingual(zh=zh, en=en) for zh, en in (("旧名公司", "Old Ltd"), ("新名公司", "New Ltd"))
)


async def rename(stored: Stored, case: Case, name: Bilingual, seq: int) -> None:
    await stored.enterprises.rename(case.uscc, name, seq=seq)


async def test_the_newest_name_stands_in_whatever_order_the_names_come(stored: Stored) -> None:
    case = opened("a1")
    await stored.keep(case)
    assert await stored.enterprises.names(["a1"]) == {}
    # The topic is compacted: what came in between may never be heard.
    for name, seq in ((NEW, 7), (OLD, 2), (NEW, 7)):
        await rename(stored, case, name, seq)
        assert await stored.enterprises.names(["a1", "nobody"]) == {"a1": NEW}


async def test_a_list_prints_names_as_of_the_freeze(stored: Stored) -> None:
    renamed, same = decided("a1"), decided("a2", uscc="91440705KKKKKKKKK1")
    await stored.keep(renamed, same)
    await rename(stored, renamed, NEW, 2)
    found = await stored.freeze()
    await rename(stored, renamed, OLD, 3)
    entries = await stored.lists.page(found.id, 0, 10, None)
    assert [entry.enterprise for entry in entries] == [NEW, same.enterprise]


@pytest.mark.parametrize(("conclude", "reason"), [("notify", None), ("not_accept", "duplicate")])
async def test_what_the_enterprise_is_told_addresses_it_by_its_present_name(
    stored: Stored, conclude: Conclude, reason: str | None
) -> None:
    case = opened("b1", "M01")
    await stored.keep(case)
    await rename(stored, case, NEW, 2)
    review = ReviewFormally(stored.cases, stored.lists, stored.enterprises, rules())
    orders = [ReviewOrder("b1", {}, conclude, reason)]
    await review(orders, official=ASSOCIATION, at=NOON + timedelta(hours=1))
    record = await stored.database["cases"].find_one({"_id": "b1"})
    assert record is not None
    assert NEW.zh in str(record["events"][-1])
