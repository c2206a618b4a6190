"""A round may be cut by the facts that its programme declares, but for what is secret or small."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.counts import Counts
from services.stats.domain.questions import Answer, Count, HowMany, Question
from services.stats.domain.suppression import SMALLEST_SHOWN
from services.stats.ports import Rows, Tallies
from services.stats.usecases.answer_questions import AnswerQuestions
from services.stats.usecases.read_cells import Cells, ReadCells
from shared.errors import Rejected
from shared.programmes import Programmes
from tests.unit.programmes.definitions import yes_no
from tests.unit.stats.two_lists import ROUND, two_lists

NAME = {"zh": "甲", "en": "a"}
TIERS = ("national", "provincial", "municipal")
RECORDS = two_lists(
    answers=(yes_no("P"), yes_no("Q"), yes_no("S", type="number")),
    facts=(
        {"id": "prize", "name": NAME, "type": "boolean", "from": {"answer": "P"}},
        {"id": "listed", "name": NAME, "type": "boolean", "secret": True, "from": {"answer": "Q"}},
        {"id": "sales", "name": NAME, "type": "number", "from": {"answer": "S"}},
        {
            "id": "tier",
            "name": NAME,
            "type": "choice",
            "choices": tuple({"id": tier, "name": NAME} for tier in TIERS),
            "from": {"qualification": "tiers"},
        },
    ),
)
FUNNEL = [milestone.id for milestone in RECORDS.way.funnel]
Table = Mapping[str, tuple[int, ...]]


class OneTable:
    """A round of which only one table is known."""

    def __init__(self, table: Table) -> None:
        self._table = table

    async def counts(self, programme: str, round_: str) -> Counts:
        return Counts(3, {}, {})

    async def answer(
        self,
        programme: str,
        round_: str,
        questions: Collection[Question],
        as_of: date | None = None,
    ) -> Mapping[Question, Answer]:
        return {question: self._count(question) for question in questions}

    def _count(self, question: Question) -> Count:
        assert isinstance(question, HowMany)
        milestone = question.population.milestone
        if milestone not in FUNNEL:
            return Count(0, {}, 0)
        step = FUNNEL.index(milestone)
        by = {value: row[step] for value, row in self._table.items()}
        no_value = by.pop("unknown", 0)
        return Count(sum(by.values()) + no_value, by, no_value)


async def cells(table: Table, by: str, *, official: bool) -> Cells:
    store = OneTable(table)
    answer = AnswerQuestions(cast(Tallies, store), cast(Rows, store))
    read = ReadCells(Programmes([RECORDS]), cast(Tallies, store), answer)
    return await read("records", ROUND, by, official=official)


async def test_a_table_by_a_fact_has_those_of_which_it_is_not_known() -> None:
    table = {"true": (15, 12, 9, 9), "false": (90, 80, 70, 60), "unknown": (7, 6, 5, 5)}
    found = await cells(table, "prize", official=False)
    assert {row.id: row.counts and tuple(row.counts.values()) for row in found.rows} == table
    assert (found.by, found.snapshot, found.total["filed"]) == ("prize", 3, 112)


@pytest.mark.parametrize("by", ["listed", "sales", "colour", ""])
@pytest.mark.parametrize("official", [True, False])
async def test_a_secret_fact_a_number_or_none_at_all_cuts_nothing_for_anybody(
    by: str, official: bool
) -> None:
    with pytest.raises(Rejected) as refused:
        await cells({}, by, official=official)
    assert "district, industry, category, prize, tier" in refused.value.detail
    assert [error.field for error in refused.value.errors] == ["by"]


STEPS = st.lists(st.integers(0, 12), min_size=4, max_size=4).map(
    lambda counts: tuple(sorted(counts, reverse=True))
)


@given(st.dictionaries(st.sampled_from([*TIERS, "unknown"]), STEPS, min_size=1))
async def test_the_public_sees_no_small_number_and_no_number_that_the_totals_leave(
    table: dict[str, tuple[int, ...]],
) -> None:
    public, official = [await cells(table, "tier", official=who) for who in (False, True)]
    shown = {row.id for row in public.rows if row.counts is not None}
    hidden = {row.id for row in public.rows if row.counts is None}
    assert len(hidden) != 1
    for value, row in table.items():
        if any(0 < n < SMALLEST_SHOWN for n in row):
            assert value not in shown
    assert {row.id: tuple((row.counts or {}).values())[:0] for row in official.rows} == {
        value: () for value, row in table.items() if any(row)
    }
    assert public.hidden_below == SMALLEST_SHOWN
