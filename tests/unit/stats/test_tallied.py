"""What tallies know they answer as the rows would, and of all else they say that they do not."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.stats.domain.counts import Cell, Counts, DayCell
from services.stats.domain.fold import Fold
from services.stats.domain.questions import (
    CATEGORY,
    DISTRICT,
    Answer,
    AnyOf,
    Count,
    HowMany,
    HowMuch,
    OneOf,
    Population,
    Question,
    fact,
    industry,
)
from services.stats.domain.tallied import tallied
from services.stats.usecases.answer_questions import AnswerQuestions
from tests.unit.stats.folding import DAY, Event, a_fold, hear
from tests.unit.stats.test_answers import DENSE, FEW, ask

CONDITIONS = (
    OneOf(CATEGORY, frozenset(("services",))),
    OneOf(DISTRICT, frozenset(("xinhui", "taishan"))),
    OneOf(industry("group"), frozenset(("391", "392"))),
    AnyOf(
        (
            OneOf(CATEGORY, frozenset(("goods",))),
            OneOf(industry("division"), frozenset(("65",))),
        )
    ),
)
QUESTIONS = st.builds(
    HowMany,
    st.builds(
        Population,
        st.sampled_from(FEW),
        st.lists(st.sampled_from(CONDITIONS), max_size=2, unique=True).map(tuple),
    ),
    st.just("applications"),
    st.sampled_from([None, DISTRICT, CATEGORY, industry("section"), industry("class")]),
)


def counts(fold: Fold) -> Counts:
    """The counts of the round of 2019 of gd, as the store reads them."""
    cells, days = dict[Cell, int](), dict[DayCell, int]()
    for tally in fold.drain().tallies:
        if (tally.programme, tally.round) == ("gd", "2019"):
            cells = {Cell(*name.split("|")): n for name, n in tally.cells.items()}
            for name, n in tally.days.items():
                milestone, day, district = name.split("|")
                on = datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007
                days[DayCell(milestone, on, district)] = n
    return Counts(1, cells, days)


def replaced(events: list[Event]) -> Fold:
    """A fold whose next tallies are whole."""
    fold = a_fold()
    hear(fold, *events)
    for tally in fold._tallies.values():
        tally.replace = True
    return fold


@settings(max_examples=100)
@given(DENSE, QUESTIONS, st.one_of(st.none(), st.integers(0, 4)))
def test_tallies_and_rows_give_the_same_answers(
    events: list[Event], question: HowMany, day: int | None
) -> None:
    fold, as_of = replaced(events), None if day is None else date.fromordinal(DAY + day)
    dimensions = question.population.dimensions | {question.by}
    if as_of is not None and dimensions - {DISTRICT, None}:
        assert tallied(question, counts(fold), as_of) is None
    else:
        assert [tallied(question, counts(fold), as_of)] == ask([fold], [question], as_of)


@pytest.mark.parametrize(
    "question",
    [
        HowMany(Population("submitted"), "subjects"),
        HowMany(Population("submitted"), by=fact("prize")),
        HowMany(Population("submitted", (OneOf(fact("prize"), frozenset(("true",))),))),
        HowMuch(Population("submitted"), "sales"),
    ],
)
def test_what_tallies_do_not_have_they_do_not_answer(question: Question) -> None:
    assert tallied(question, Counts(1, {}, {})) is None


class Store:
    """Tallies of one submission, and rows that note what they are asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    async def counts(self, programme: str, round_: str) -> Counts:
        return Counts(1, {Cell("submitted", "xinhui", "3912", "services"): 1}, {})

    async def version(self, programme: str, round_: str) -> int:
        return 1

    async def positions(self) -> dict[str, dict[int, int]]:
        return {}

    async def answer(
        self,
        programme: str,
        round_: str,
        questions: Collection[Question],
        as_of: date | None = None,
    ) -> Mapping[Question, Answer]:
        self.asked += questions
        return {question: Count(7, {}, 0) for question in questions}


async def test_rows_are_read_only_for_what_tallies_do_not_have_and_then_for_all() -> None:
    store = Store()
    answer = AnswerQuestions(store, store)
    plain, distinct = (HowMany(Population("submitted"), of) for of in ("applications", "subjects"))
    assert await answer("gd", "2019", [plain]) == {plain: Count(1, {}, 0)}
    assert store.asked == []
    await answer("gd", "2019", [plain, distinct])
    assert store.asked == [plain, distinct]
