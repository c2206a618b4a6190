"""What the board draws and says, from the figures alone."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.api.pages import BoardFragments, board_pages
from services.stats.api.pages.bars import district_bars, outcome_segments
from services.stats.api.pages.downloads import to_csv
from services.stats.api.pages.growth import drawn, growth, half_by, nice_step
from services.stats.api.pages.headlines import of_districts, of_growth, of_outcome
from services.stats.api.pages.rows import rows
from services.stats.api.pages.tiles import arranged
from services.stats.domain.board import OutcomeSplit, Point, Series
from shared.pages import Site
from shared.values import Bilingual
from tests.pages.sample_board import district, sample_board

FRAGMENTS = BoardFragments(board_pages(Site()))


def test_the_tiles_are_a_rate_its_part_its_whole_and_the_change() -> None:
    ids = [figure.id for figure in arranged(sample_board().tiles)]

    assert ids == ["pass_rate", "recognised", "recommended", "recommended_yoy"]


def test_a_tile_names_its_parts_in_a_word() -> None:
    html = FRAGMENTS(sample_board(), "en")["tiles"]

    for part in (
        "1,128</b> recognised<",
        "1,401</b> recommended<",
        "1,367</b> recommended in 2018",
    ):
        assert part in html
    assert "<dd>认定数 <b>1,128</b></dd>" in FRAGMENTS(sample_board(), "zh")["tiles"]


def test_districts_stand_by_size_and_those_kept_back_last() -> None:
    names = [bar.name.en for bar in district_bars(sample_board().districts)]

    assert names == ["Jianghai", "Xinhui", "Pengjiang", "Heshan", "Kaiping", "Taishan", "Enping"]


def test_a_district_that_is_kept_back_gives_no_number_away() -> None:
    html = FRAGMENTS(sample_board(), "en")["districts"]

    row = html[html.index("Taishan") : html.index("Enping")]
    assert [digit for digit in row if digit.isdigit()] == ["2"]  # colspan
    assert "Not shown" in row


def test_the_headlines_say_what_was_found() -> None:
    board = sample_board()
    most = Bilingual(
        zh="所列区（市）中，江海区推荐最多", en="Of those shown, Jianghai put forward most"
    )

    assert of_districts(board) == (
        "districts_rates",
        {"most": most, "low": "78%", "high": "83%"},
    )
    assert of_outcome(board) == (
        "outcome_known",
        {"base_count": "1,401", "success_count": "1,128"},
    )
    assert of_growth(board)[1]["day"] == 75


def test_a_headline_rounds_a_rate_once() -> None:
    board = sample_board()
    districts = board.districts.model_copy(update={"rows": (district("a", "甲", "A", 58, 73),)})
    headline = of_districts(board.model_copy(update={"districts": districts}))

    assert (headline[1]["low"], headline[1]["high"]) == ("79%", "79%")


@pytest.mark.parametrize(
    ("counts", "first"),
    [
        ((20, 9, 7), "Pengjiang"),
        ((20, 20, 7), "Pengjiang and Jianghai (20 each)"),
        ((20, 20, 20), "3 districts (20 each)"),
    ],
)
def test_all_that_put_forward_most_are_told_of(counts: tuple[int, ...], first: str) -> None:
    board = sample_board()
    rows = tuple(
        row.model_copy(update={"base": count})
        for row, count in zip(board.districts.rows, counts, strict=False)
    )
    districts = board.districts.model_copy(update={"rows": rows})

    said = of_districts(board.model_copy(update={"districts": districts}))[1]["most"]

    assert isinstance(said, Bilingual)
    assert said.en == f"{first} put forward most"


def test_before_the_announcement_the_outcome_is_said_to_be_open() -> None:
    split = OutcomeSplit(base=1401, success=0, failed=0, withdrawn=1, undecided=1400)
    board = sample_board().model_copy(update={"outcome": split})

    assert of_outcome(board)[0] == "outcome_open"


@given(st.tuples(*[st.integers(0, 2000)] * 4))
def test_the_outcome_bar_is_whole_and_without_gaps(parts: tuple[int, int, int, int]) -> None:
    a, b, c, d = parts
    split = OutcomeSplit(base=sum(parts), success=a, failed=b, withdrawn=c, undecided=d)
    segments = outcome_segments(sample_board().model_copy(update={"outcome": split}))

    assert sum(segment.count for segment in segments) == sum(parts)
    ends = 0.0
    for segment in segments:
        assert abs(float(segment.start[:-1]) - ends) <= 0.02
        ends = float(segment.start[:-1]) + float(segment.length[:-1])
    assert not segments or abs(ends - 100) <= 0.02


@given(st.integers(1, 10_000_000))
def test_the_axis_has_round_steps_and_few_of_them(highest: int) -> None:
    step = nice_step(highest)

    assert step >= 1
    assert 1 <= -(-highest // step) <= 5
    assert str(step).rstrip("0") in ("1", "2", "25", "5")


def test_the_line_compared_with_last_year_comes_first_beside_last_years_level() -> None:
    board = sample_board()
    chart = growth(board.series, board.tiles)

    assert chart is not None
    assert [line.name.en for line in chart.lines] == ["Recommended", "Submitted"]
    assert chart.reference is not None
    assert (chart.reference.total, chart.reference.y) == (1367, "31.65%")
    assert chart.lines[0].path == "M0 1000H915V550H1000V300H1000"
    assert chart.rows[-1][1] == (1401, 1520)


@given(st.integers(1, 400))
def test_the_axis_of_days_runs_from_the_first_to_the_last_with_room_for_each(last: int) -> None:
    one = Series(
        milestone="submitted",
        name=Bilingual(zh="提交", en="Submitted"),
        points=(Point(day=date(2019, 5, 6), working_day=last, added=1, total=1),),
    )
    chart = growth([one], [])
    assert chart is not None
    days = [tick.value for tick in chart.days]
    kept = [float(tick.at[:-1]) for tick in chart.days if not tick.tight]

    assert (days[0], days[-1], days) == (1, last, sorted(set(days)))
    assert all(after - before >= 33.3 for before, after in pairwise(kept))


def test_the_chart_has_at_most_three_lines_with_last_years() -> None:
    board = sample_board()
    more = [
        one.model_copy(update={"milestone": milestone})
        for milestone, one in zip(
            ("submitted", "accepted", "recommended", "recognised"), board.series * 2, strict=True
        )
    ]

    *others, change = board.tiles
    assert change.before is not None
    before = change.before.model_copy(update={"value": None})
    not_entered = (*others, change.model_copy(update={"before": before}))

    with_reference, alone = growth(more, board.tiles), growth(more, not_entered)

    assert with_reference is not None
    assert alone is not None
    assert with_reference.reference is not None
    assert (len(with_reference.lines), len(alone.lines)) == (2, 3)


def test_half_is_reached_on_the_first_day_with_half_or_more() -> None:
    [recommended, submitted] = drawn(sample_board().series, sample_board().tiles)

    assert (half_by(recommended), half_by(submitted)) == (75, 40)


def test_without_any_application_there_is_no_chart_and_the_page_says_so() -> None:
    board = sample_board().model_copy(update={"series": ()})

    assert growth(board.series, board.tiles) is None
    assert "Once there are applications" in FRAGMENTS(board, "en")["growth"]


def test_each_fragment_is_one_element_with_the_id_it_replaces() -> None:
    for language in ("zh", "en"):
        for region, html in FRAGMENTS(sample_board(), language).items():
            assert f'id="{region}"' in html[: html.index(">")]


def test_a_source_that_looks_like_a_formula_stays_a_text() -> None:
    board = sample_board()
    source = Bilingual(zh="=HYPERLINK()", en="=HYPERLINK()")
    given_ = board.external[0].model_copy(update={"source": source})
    changed = board.model_copy(update={"external": (given_,)})

    text = to_csv(list(rows(changed, "en")), "utf-8").decode("utf-8-sig")

    assert "'=HYPERLINK()" in text
    assert ",=HYPERLINK()" not in text


def test_names_are_escaped() -> None:
    board = sample_board().model_copy(
        update={"programme_name": Bilingual(zh="<b>甲</b>", en="<b>A</b>")}
    )
    district = board.districts.rows[0].model_copy(
        update={"name": Bilingual(zh="<i>乙</i>", en="<i>B</i>")}
    )
    districts = board.districts.model_copy(update={"rows": (district,)})

    html = FRAGMENTS(board.model_copy(update={"districts": districts}), "en")["districts"]

    assert "<i>B</i>" not in html
    assert "&lt;i&gt;B&lt;/i&gt;" in html
