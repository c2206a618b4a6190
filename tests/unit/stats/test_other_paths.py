"""A board follows the path of its programme, whatever that is made of."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import cast

import pytest

from services.stats.api.pages import BoardFragments, board_pages
from services.stats.api.pages.rows import rows
from services.stats.domain.board import Board
from services.stats.domain.counts import Cell, Counts, DayCell
from services.stats.domain.external import EnteredFigure
from services.stats.domain.public_record import PublicEvent, PublicRecord, changes, stage
from services.stats.ports import ExternalFigures, PublicRecords, Rows, Tallies
from services.stats.usecases.answer_questions import AnswerQuestions
from services.stats.usecases.read_board import ReadBoard
from services.stats.usecases.read_cells import ReadCells
from services.stats.usecases.read_known import ReadKnown
from services.stats.usecases.read_series import ReadSeries
from shared.calendar import Calendar
from shared.errors import Rejected
from shared.pages import Language, Site
from shared.programmes import Programmes
from tests.unit.stats.nothing import (
    NO_QUESTIONS,
    NOTHING_HELD,
    NOTHING_ISSUED,
    NOTHING_REPORTED,
)
from tests.unit.stats.two_lists import ROUND, two_lists

RECORDS = two_lists()
WAY = RECORDS.way
PROGRAMMES = Programmes([RECORDS])
CALENDAR = Calendar()
AT = datetime(2024, 11, 21, 4, tzinfo=UTC)
FRAGMENTS = BoardFragments(board_pages(Site()))
COUNTS = {
    "filed": 60,
    "retracted": 4,
    "filed_and_withdrawn": 4,
    "shortlisted": 40,
    "shortlisted_and_withdrawn": 1,
    "not_shortlisted": 12,
    "approved": 30,
    "approved_and_withdrawn": 1,
    "rejected": 6,
    "released": 25,
    "not_released": 1,
    "of_another_version": 2,
}


def on(month: int, day: int) -> datetime:
    return datetime(2024, month, day, 2, tzinfo=UTC)


class OneRound:
    """A round that stands still: its counts, and what the public knows of it."""

    def __init__(self, counted: Mapping[str, int], *events: PublicEvent) -> None:
        self._record = PublicRecord(len(events), events)
        self._counts = Counts(
            1,
            {Cell(m, "nanshan", "3912", "product-rd"): n for m, n in counted.items()},
            {DayCell(m, date(2024, 5, 6), "nanshan"): n for m, n in counted.items()},
        )

    async def counts(self, programme: str, round_: str) -> Counts:
        return self._counts

    async def of_round(self, programme: str, round_: str) -> PublicRecord:
        return self._record


class NothingEntered:
    """No figure from outside."""

    async def of_round(self, programme: str, round_: str) -> dict[str, EnteredFigure]:
        return {}


async def board(*events: PublicEvent, **counted: int) -> Board:
    pages = OneRound(counted or COUNTS, *events)
    tallies = cast(Tallies, pages)
    read = ReadKnown(
        PROGRAMMES,
        tallies,
        cast(ExternalFigures, NothingEntered()),
        cast(PublicRecords, pages),
        AnswerQuestions(tallies, cast(Rows, None)),
        NOTHING_HELD,
        NOTHING_ISSUED,
        NOTHING_REPORTED,
    )
    return await ReadBoard(read, CALENDAR)("records", ROUND, at=AT)


async def test_funnel_and_ends_are_those_of_the_path_and_add_up() -> None:
    found = await board()
    assert [(step.milestone, step.count) for step in found.funnel] == [
        *(("filed", 60), ("shortlisted", 40), ("approved", 30), ("released", 25)),
    ]
    assert [(step.milestone, step.count) for step in found.exits] == [
        *(("retracted", 4), ("screened_out", 0), ("not_shortlisted", 12), ("rejected", 6)),
        *(("not_released", 1), ("open", 12)),
    ]
    assert [series.milestone for series in found.series] == [
        step.milestone for step in found.funnel
    ]


async def test_the_outcome_is_of_those_among_whom_the_last_list_chose() -> None:
    found = await board()
    assert found.base is not None
    assert found.success is not None
    assert (found.base.milestone, found.success.milestone) == ("approved", "released")
    assert found.failed is not None
    assert found.failed.milestone == "not_released"
    assert found.outcome.model_dump() == {
        "base": 30,
        "success": 25,
        "failed": 1,
        "withdrawn": 1,
        "undecided": 3,
        "recommended": 30,
        "recognised": 25,
        "not_recognised": 1,
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Of 30 approved, 25 were released", "Released / approved", "Nanshan: most appr")),
        ("zh", ("审定通过的 30 项中，25 项发布", "发布 / 审定通过", "南山区审定通过最多")),
    ],
)
async def test_the_page_speaks_in_the_words_of_the_path(
    language: Language, said: tuple[str, ...]
) -> None:
    found = await board(PublicEvent("announced", on(11, 20), count=25))
    html = "".join(FRAGMENTS(found, language).values())
    for sentence in said:
        assert sentence in html
    assert "ecognised" not in html
    assert "推荐" not in html
    ids = {row.id for row in rows(found, "en") if row.table == "outcome"}
    assert ids == {"released", "not_released", "withdrawn", "undecided"}


async def test_a_board_of_nothing_can_be_shown() -> None:
    assert "None approved yet" in FRAGMENTS(await board(filed=0), "en")["outcome"]
    assert "尚无审定通过项目" in FRAGMENTS(await board(filed=0), "zh")["outcome"]


async def test_where_every_district_is_too_small_to_be_shown_the_total_is_told() -> None:
    found = await board(filed=11, shortlisted=11, approved=11, released=3)

    assert "Nanshan" in FRAGMENTS(found, "en")["districts"]
    assert (
        "11 approved in all, too few to be shown by district" in FRAGMENTS(found, "en")["districts"]
    )
    assert "共审定通过 11 项，各区（市）数目过小，均不列示" in FRAGMENTS(found, "zh")["districts"]


async def test_a_file_is_of_the_day_that_its_figures_are_of_whenever_it_is_asked_for() -> None:
    found = await board(PublicEvent("announced", on(11, 20), count=25))
    later = found.model_copy(update={"as_of": on(12, 30)})

    assert list(rows(found, "en")) == list(rows(later, "en"))
    assert {r.as_of for r in rows(found, "en") if r.table == "funnel"} == {"2024-11-20"}


@pytest.mark.parametrize(
    ("at", "events", "id_", "name"),
    [
        (on(4, 1), (), "before", "Not started"),
        (on(4, 16), (), "launch", "Launch"),
        (on(9, 3), (), "filing", "Filing (planned until 2024-04-17)"),
        (
            on(9, 3),
            (PublicEvent("announced", on(9, 2), count=40, stage="shortlist"),),
            *("shortlist", "Shortlist: announced"),
        ),
        (
            on(10, 31),
            (PublicEvent("announced", on(9, 2), count=40, stage="shortlist"),),
            *("deliberation", "Deliberation (planned until 2024-10-30)"),
        ),
        (on(11, 21), (), "deliberation", "Deliberation (planned until 2024-10-30)"),
        (
            on(11, 21),
            (PublicEvent("announced", on(11, 20), count=25, stage="release"),),
            *("release", "Announced"),
        ),
        (
            on(11, 21),
            (PublicEvent("announced", on(11, 20), stage="gone"),),
            *("deliberation", "Deliberation (planned until 2024-10-30)"),
        ),
    ],
)
def test_lists_decide_how_far_a_round_is_and_between_them_the_calendar(
    at: datetime, events: tuple[PublicEvent, ...], id_: str, name: str
) -> None:
    found = stage(WAY, RECORDS.rounds[0], PublicRecord(len(events), events), at)
    assert (found.id, found.name.en.casefold()) == (id_, name.casefold())


def test_each_public_event_says_of_which_list_it_is() -> None:
    record = PublicRecord(
        3,
        (
            PublicEvent("announced", on(9, 2), count=40, stage="shortlist"),
            PublicEvent("met", on(10, 30), stage="committee", held_on=date(2024, 10, 30)),
            PublicEvent("announced", on(11, 20), count=25, removed=1, stage="release"),
        ),
    )
    found = changes(RECORDS, record, {}, None)
    assert [(change.what.en, change.effect and change.effect.en) for change in found] == [
        ("List announced, 1 removed", "Released +25"),
        ("Deliberation: The committee met", None),
        ("Shortlist: List announced, 0 removed", "Shortlisted +40"),
    ]


async def test_officials_see_every_milestone_of_the_path_and_any_other_that_was_reached() -> None:
    read = ReadCells(PROGRAMMES, cast(Tallies, OneRound(COUNTS)), NO_QUESTIONS)
    cells = await read("records", ROUND, "district", official=True)
    assert [*cells.total] == [*(m.id for m in WAY.milestones), "of_another_version"]
    public = await read("records", ROUND, "district", official=False)
    assert [*public.total] == [m.id for m in WAY.funnel]


async def test_only_what_the_board_shows_has_a_public_line() -> None:
    read = ReadSeries(PROGRAMMES, cast(Tallies, OneRound(COUNTS)), CALENDAR)
    line = await read("records", ROUND, "not_shortlisted", as_of=None)
    assert line.points[-1].total == 12
    with pytest.raises(Rejected) as refused:
        await read("records", ROUND, "recognised", as_of=None)
    assert [error.field for error in refused.value.errors] == ["milestone"]
    assert "filed, shortlisted, approved, released, retracted" in refused.value.detail
