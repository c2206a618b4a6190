"""Every printed value has a verdict that follows from the numbers at hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.local.places import PROGRAMMES
from deploy.replay.scenario.catalogue import Scenarios
from services.stats.domain.external import EnteredFigure
from services.stats.domain.printed import PrintedReport
from services.stats.domain.printed.increases import readings
from services.stats.domain.printed.shares import Share, Whole, reckoned
from services.stats.domain.printed.words import same, words
from services.stats.usecases.read_document import ReadDocument
from shared.errors import Rejected
from shared.programmes.printed import Documents
from shared.rounding import half_up
from tests.unit.stats.sessions import LATER, Session
from tests.unit.stats.test_session import one_more

SHENZHEN = Scenarios(PROGRAMMES).load("shenzhen")
HIGH_TECH = Share(Decimal("85.3"))
TIERS = Share(Decimal(75), (24, 23, 22, 54))


async def read(session: Session, name: str = "shenzhen-23") -> PrintedReport:
    return await ReadDocument(Documents.from_directory(PROGRAMMES), session.reading())(
        name, at=LATER
    )


def unproven(report: PrintedReport) -> dict[str, str]:
    return {row.id: row.verdict for row in report.rows if not row.proven}


async def test_every_value_of_the_23rd_session_is_accounted_for() -> None:
    report = await read(Session(SHENZHEN))
    assert unproven(report) == {}
    assert report.proven
    assert [row.id for row in report.rows if row.verdict == "does_not_compute"] == [
        *("Z19", "Z25", "Z26"),
    ]
    assert [row.id for row in report.rows if row.verdict == "external"] == [
        *("Z13", "Z16", "Z17", "Z18"),
    ]


async def test_one_company_more_is_named_row_by_row() -> None:
    report = await read(Session(SHENZHEN, one_more(annual_sales=862_000_000)))
    assert not report.proven
    assert unproven(report) == {"Z03": "different", "Z04": "different", "Z05": "different"}
    rows = {row.id: row for row in report.rows}
    assert (rows["Z03"].computed, rows["Z04"].computed) == ("160", "217")
    assert (rows["Z01"].computed, rows["Z02"].computed) == ("216", "159")


async def test_what_was_never_entered_is_not_explained() -> None:
    session = Session(SHENZHEN)
    session.entered["records_before"] = EnteredFigure("records_before")
    assert unproven(await read(session)) == {"Z16": "unexplained", "Z-d1": "unexplained"}


async def test_a_value_from_outside_has_its_source_scope_and_qualifier() -> None:
    rows = {row.id: row for row in (await read(Session(SHENZHEN))).rows}
    more_than = rows["Z18"]
    assert more_than.printed_words.en == "more than 80"
    assert more_than.source is not None
    assert more_than.scope is not None
    assert more_than.scope.en == "Sessions 1 to 22"


async def test_a_value_that_is_meant_otherwise_than_it_is_printed_is_different() -> None:
    session = Session(SHENZHEN)
    known = session.entered["sub_industries_before"]
    (value,) = known.values
    meant = replace(value, qualifier="at_most")
    session.entered["sub_industries_before"] = EnteredFigure(known.id, (meant,))
    assert unproven(await read(session)) == {"Z18": "different"}


async def test_an_unknown_document_is_refused_with_those_there_are() -> None:
    with pytest.raises(Rejected, match="There is no document dongguan") as refused:
        await read(Session(SHENZHEN), "dongguan")
    assert (
        "dongguan-2021, hunan-2022, jiangmen-2019, shenzhen-23" in refused.value.errors[0].message
    )


def test_the_arithmetic_of_a_share_names_the_nearest_and_the_only_base_that_fits() -> None:
    possible, said = reckoned(HIGH_TECH, [Whole("Z02", 159), Whole("Z01", 216)], TIERS)
    assert not possible
    assert [each.en for each in said] == [
        "Of the 159 of Z02: 135 → 84.9%, 136 → 85.5%; no whole number gives 85.3%.",
        "Of the 216 of Z01: 184 → 85.2%, 185 → 85.6%; no whole number gives 85.3%.",
        "163 is the only base of 159 or more that gives both 85.3% and 75%: 139/163 and 123/163.",
    ]


def test_the_arithmetic_of_a_sum_says_what_it_would_be_and_what_an_overlap_would_make() -> None:
    possible, said = reckoned(TIERS, [Whole("Z02", 159)], HIGH_TECH)
    assert not possible
    assert [each.en for each in said[:3]] == [
        "24 + 23 + 22 + 54 = 123.",
        "Of the 159 of Z02: 123/159 = 77.4%, not 75%.",
        "If some are of several kinds and count once, 119 or 120 of 159 would be 75%; how many "
        "overlap is not stated.",
    ]


def test_a_share_that_some_printed_number_gives_does_compute() -> None:
    possible, said = reckoned(HIGH_TECH, [Whole("Z02", 163)], None)
    assert possible
    assert [each.en for each in said] == ["Of the 163 of Z02: 139 would be 85.3%."]


def test_an_increase_has_three_readings() -> None:
    assert [each.en for each in readings(7, TIERS, 123)] == [
        "In percentage points: 75% − 7 = 68% the year before.",
        "In percent of the share: 75% ÷ (1 + 7%) = 70.1% the year before.",
        "In percent of the number: 123 ÷ (1 + 7%) = 115 the year before.",
        "Nothing is printed of the year before, so none of the three can be checked.",
    ]


@given(st.integers(1, 2000), st.data(), st.integers(0, 2))
def test_the_parts_that_fit_a_share_are_all_that_round_to_it(
    whole: int, data: st.DataObject, decimals: int
) -> None:
    printed = half_up(data.draw(st.decimals(0, 100, places=decimals)), decimals)
    share = Share(printed)
    every = [k for k in range(whole + 2) if half_up(Decimal(k * 100) / whole, decimals) == printed]
    assert [k for k in share.fitting(whole) if k < whole + 2] == every


@given(st.integers(1, 400), st.integers(1, 99), st.integers(1, 300))
def test_no_whole_outside_the_range_gives_the_share_of_a_known_part(
    part: int, percent: int, at_least: int
) -> None:
    share = Share(Decimal(percent), (part,))
    inside = set(share.wholes(at_least))
    far = range(at_least, max(at_least, part * 100 // percent * 3) + 10)
    assert {n for n in far if share.fitting(n)} <= inside


@pytest.mark.parametrize(
    ("printed", "computed", "equal"),
    [
        ("80.5", "80.50", True),
        ("80.5", "80.4", False),
        ("2024-10-30", "2024-10-30", True),
        ("2024-10-30", "2024-10-31", False),
        ("1830–1989", "1830–1989", True),
        ("1830–1989", "1830–1990", False),
        ("1830", "1830–1989", False),
    ],
)
def test_values_are_compared_as_what_they_are(printed: str, computed: str, equal: bool) -> None:
    assert same(printed, computed) is equal


def test_values_are_read_in_their_unit() -> None:
    assert words("2.5", "percent", signed=True).en == "+2.5%"
    assert words("1830–1989", "count").zh == "1,830–1,989"
    assert words("23", "years").zh == "23 年"
    assert words("2024-10-30", "date").en == "2024-10-30"
