"""What the audit takes for wrong about applications for the same thing."""

import pytest

from deploy.audit.audit import each_twin_is_known_on_both_sides
from deploy.audit.journal_side import JournalEvent
from shared.contracts.reviews import SameThingFound, SameThingSettled
from tests.unit.audit.test_accounts import an_event


def found(this: str, other: str) -> JournalEvent:
    said = {"application": this, "other": other, "at": "t1"}
    return an_event(SameThingFound, f"review/{this}/2", **said)


def settled(this: str, other: str, *, ends: bool, how: str = "the_same") -> JournalEvent:
    said = {"application": this, "other": other, "at": "t2", "how": how, "ends": ends}
    return an_event(SameThingSettled, f"review/{this}/3", **said)


FOUND = [found("a1", "a2"), found("a2", "a1")]
ENDS, STAYS = settled("a1", "a2", ends=True), settled("a2", "a1", ends=False)


def test_books_that_say_the_same_on_both_sides_balance() -> None:
    account = each_twin_is_known_on_both_sides([*FOUND, ENDS, STAYS])
    assert (account.checked, account.wrong) == (1, ())


@pytest.mark.parametrize(
    ("books", "wrong"),
    [
        (FOUND[:1], "a1: says of a2 found, but that says nothing"),
        ([*FOUND, ENDS], "a1: says of a2 found, the_same, but that says found"),
        ([*FOUND, ENDS, settled("a2", "a1", ends=True)], "a1 and a2: both end by the_same at t2"),
        ([ENDS, STAYS], "a1: settled with a2 before that was found"),
    ],
)
def test_one_side_alone_and_two_that_end_are_wrong(books: list[JournalEvent], wrong: str) -> None:
    assert wrong in each_twin_is_known_on_both_sides(books).wrong
