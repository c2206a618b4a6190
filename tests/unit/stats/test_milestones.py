"""Milestones are known by numbers, which a partition gives them as it hears of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.stats.domain.milestones import (
    FIRST_LEARNT,
    FORMER,
    MOST,
    Milestones,
    day_of,
    milestone_of,
    pack,
)
from shared.programmes.references.names import RESERVED_END


def test_numbers_are_learnt_in_turn_and_never_those_that_had_another_meaning() -> None:
    milestones = Milestones()
    assert [milestones.number(name) for name in ("shortlisted", "approved", "shortlisted")] == [
        FIRST_LEARNT,
        FIRST_LEARNT + 1,
        FIRST_LEARNT,
    ]
    formerly_counted = 5
    assert len(FORMER) + formerly_counted < FIRST_LEARNT


@pytest.mark.parametrize(
    "wrong", ["", "Approved", "1st", "a|b", "a.b", "a" * 41, f"accepted{RESERVED_END}"]
)
def test_what_can_not_be_a_milestone_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not an id"):
        Milestones().number(wrong)


def test_a_partition_learns_no_end_of_milestones() -> None:
    milestones = Milestones()
    for number in range(MOST - FIRST_LEARNT):
        milestones.number(f"m{number}")
    with pytest.raises(ValueError, match="one more than"):
        milestones.number("too_many")


def test_packed_milestones_tell_milestone_and_day() -> None:
    at = datetime(2020, 1, 17, tzinfo=UTC) + timedelta(hours=3)
    packed = pack(FORMER.index("recognised"), at.date().toordinal())
    assert (FORMER[milestone_of(packed)], day_of(packed)) == ("recognised", date(2020, 1, 17))
