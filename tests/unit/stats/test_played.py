"""Printed values over two rounds are computed where both were played, and say so where not."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from deploy.local.places import PROGRAMMES
from services.stats.domain.external import EnteredFigure, EnteredValue
from services.stats.domain.measuring import Figures
from services.stats.domain.printed import PrintedReport, RowReport
from services.stats.domain.printed.reporting import NOT_PLAYED, report
from shared.programmes import Programmes
from shared.programmes.printed import Documents
from shared.values import Bilingual
from tests.unit.stats.knowing import knowing

KNOWN = Programmes.from_directory(PROGRAMMES)
NAME = "jiangmen-2019"
DOCUMENT = Documents.from_directory(PROGRAMMES).get(NAME)
LATER = datetime(2020, 2, 1, tzinfo=UTC)
PLAYED = {"submitted": 1653, "recommended": 1401, "recognised": 1128, "not_recognised": 273}


def entered(value: int = 1367) -> dict[str, EnteredFigure]:
    given = EnteredValue(
        value=Decimal(value),
        unit="count",
        source=Bilingual(zh="通告", en="Notice"),
        as_of=date(2018, 12, 31),
        by="officer-1",
        at=LATER,
        year=2018,
    )
    return {"recommended_2018": EnteredFigure("recommended_2018", (given,))}


def the_report(before: dict[str, int], *, entered_value: int = 1367) -> PrintedReport:
    """With so many of the round before."""
    id_ = DOCUMENT.programme
    now, then = KNOWN.of_round(id_, "2019"), KNOWN.of_round(id_, "2018")
    more = now.model_copy(update={"measures": (*now.measures, *DOCUMENT.measures)})
    known = knowing(more, now.round("2019"), PLAYED, entered(entered_value), LATER)
    earlier = knowing(then, then.round("2018"), before, {}, LATER)
    return report(NAME, DOCUMENT, known, Figures(known, {"2018": earlier}))


def rows(found: PrintedReport) -> dict[str, RowReport]:
    return {row.id: row for row in found.rows}


def test_both_rounds_played_compute_both_values() -> None:
    found = rows(the_report({"submitted": 1613, "recommended": 1367}))
    assert (found["J05"].verdict, found["J05"].computed) == ("equal", "2.5")
    assert (found["J06"].verdict, found["J06"].computed) == ("equal", "1367")
    assert found["J05"].measure is not None
    assert found["J05"].measure.id == "recommended_over_rounds"
    assert found["J06"].measure is not None
    assert (found["J05"].not_played, found["J06"].not_played) == (None, None)


def test_without_the_round_before_they_are_what_was_entered_and_say_so() -> None:
    found = rows(the_report({}))
    assert (found["J05"].verdict, found["J06"].verdict) == ("equal", "external")
    assert found["J05"].measure is not None
    assert found["J05"].measure.id == "recommended_yoy"
    assert (found["J05"].not_played, found["J06"].not_played) == (NOT_PLAYED, NOT_PLAYED)


@pytest.mark.parametrize("recommended", [1366, 1368])
def test_a_round_that_was_played_otherwise_is_different_whatever_was_entered(
    recommended: int,
) -> None:
    found = rows(the_report({"submitted": 1613, "recommended": recommended}))
    assert found["J06"].verdict == "different"


def test_the_document_names_the_rounds_that_it_rests_on() -> None:
    assert DOCUMENT.played_rounds == {"2018"}
