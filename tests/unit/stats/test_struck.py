"""What a correction of an announced list takes from an application counts until then."""

from datetime import date

import pytest

from services.stats.domain.answering import answered
from services.stats.domain.counts import Cell, Counts, DayCell
from services.stats.domain.declared import UNDECLARED, kinds_of
from services.stats.domain.excerpts import Columns, Excerpting, Tables
from services.stats.domain.fold import Fold
from services.stats.domain.milestones import and_withdrawn, pack
from services.stats.domain.questions import DISTRICT, Count, HowMany, Population
from services.stats.domain.tallied import tallied
from services.stats.domain.withdrawals import USUAL_WITHDRAWALS
from tests.unit.stats.folding import facts

ANNOUNCED, CORRECTED = date(2020, 1, 16), date(2020, 2, 10)
OUTCOMES = 2


def fold(*, struck: bool = True) -> Fold:
    """Three recognised; of the first a correction took that, and it is not recognised since."""
    found = Fold(USUAL_WITHDRAWALS)
    recognised = found.milestones.number("recognised")
    failed = found.milestones.number("not_recognised")
    for n in (1, 2, 3):
        found.hear(f"a{n}", OUTCOMES, 1, facts(), (pack(recognised, ANNOUNCED.toordinal()),))
    if struck:
        reached = sorted(
            (
                pack(recognised, ANNOUNCED.toordinal()),
                pack(failed, CORRECTED.toordinal()),
                found.milestones.struck("recognised") + CORRECTED.toordinal(),
            )
        )
        assert found.hear("a1", OUTCOMES, 2, facts(), tuple(reached))
        assert not found.hear("a1", OUTCOMES, 2, facts(), tuple(reached))
    return found


def counts(found: Fold) -> Counts:
    """As they are written down and read again."""
    (tally,) = found.drain().tallies
    cells = {Cell(*name.split("|")): n for name, n in tally.cells.items()}
    days = {}
    for name, n in tally.days.items():
        milestone, day, district = name.split("|")
        when = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        days[DayCell(milestone, when, district)] = n
    return Counts(1, cells, days)


def test_both_days_have_their_own_count() -> None:
    found = counts(fold())
    assert found.reached(ANNOUNCED) == {"recognised": 3}
    assert found.reached(CORRECTED) == found.reached() == {"recognised": 2, "not_recognised": 1}
    assert found.daily("recognised") == [(ANNOUNCED, 3), (CORRECTED, -1)]
    assert found.first_and_last()["recognised"] == (ANNOUNCED, ANNOUNCED)
    (by,) = found.by("district").values()
    assert by == {"recognised": 2, "not_recognised": 1}


@pytest.mark.parametrize(("as_of", "count"), [(ANNOUNCED, 3), (CORRECTED, 2), (None, 2)])
def test_rows_answer_as_tallies_do(as_of: date | None, count: int) -> None:
    found = fold()
    question = HowMany(Population("recognised"), by=DISTRICT)
    columns = Columns()
    columns.want(question)
    # As its tables are read from the store.
    tables = Tables()
    tables.milestones.restore(found.milestones.learnt.values)
    tables.facts.append(facts())
    tables.declared.append(kinds_of(UNDECLARED))
    excerpting = Excerpting(tables, facts().programme, facts().round, columns)
    excerpts = [excerpting.excerpt(bucket) for bucket in found.buckets if bucket]
    answer = answered(question, columns, excerpts, as_of)
    assert isinstance(answer, Count)
    assert answer.total == count
    assert sum(answer.by.values()) == count
    assert tallied(question, counts(fold()), as_of) == answer


def test_one_that_is_withdrawn_as_well_counts_nowhere_twice() -> None:
    found = fold()
    withdrawn = found.milestones.number("withdrawn")
    found.hear("a1", 0, 1, facts(), (pack(withdrawn, CORRECTED.toordinal() + 1),))
    reached = counts(found).reached()
    assert reached["recognised"] == 2
    assert reached[and_withdrawn("recognised")] == 0
    assert reached[and_withdrawn("not_recognised")] == 1


def test_a_fold_that_is_loaded_counts_the_same() -> None:
    found, again = fold(), Fold(USUAL_WITHDRAWALS)
    buckets = {number: dict(rows) for number, rows in enumerate(found.buckets)}
    again.restore(found.milestones.learnt.values, [facts()], [UNDECLARED], buckets)
    assert counts(again).reached() == counts(found).reached()
