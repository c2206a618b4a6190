"""Figures are exact, rounded half up, and carry what they rest on."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from services.stats.domain.external import EnteredFigure, EnteredValue
from services.stats.domain.measuring import externals
from services.stats.domain.published import Figure
from services.stats.domain.rounding import display, percent
from shared.errors import Rejected
from shared.programmes import ExternalFigure, Programme, load_file
from shared.rounding import half_up
from shared.values import Bilingual
from tests.unit.programmes.definitions import JIANGMEN
from tests.unit.stats.knowing import figures

AT = datetime(2020, 1, 17, 4, tzinfo=UTC)
SOURCE = Bilingual(zh="江门市人民政府网站", en="Website of the city")
PUBLISHED = {"submitted": 1600, "recommended": 1401, "recognised": 1128, "not_recognised": 273}


@pytest.fixture(scope="module")
def jiangmen() -> Programme:
    return load_file(JIANGMEN)


def entry(value: str = "1367", **changes: object) -> EnteredValue:
    given = {"unit": "count", "source": SOURCE, "as_of": date(2018, 12, 31), "by": "o", "at": AT}
    return EnteredValue(value=Decimal(value), **(given | changes))  # type: ignore[arg-type]


def entered(value: str = "1367") -> dict[str, EnteredFigure]:
    return {"recommended_2018": EnteredFigure("recommended_2018", (entry(value),))}


def one(found: tuple[Figure, ...], id_: str) -> Figure:
    return next(figure for figure in found if figure.id == id_)


def test_the_published_figures_of_2019_come_out(jiangmen: Programme) -> None:
    found = figures(jiangmen, jiangmen.rounds[0], PUBLISHED, entered(), AT)
    assert {f.id: (f.value, f.display) for f in found} == {
        "recommended": ("1401", "1,401"),
        "recognised": ("1128", "1,128"),
        "not_recognised": ("273", "273"),
        "pass_rate": ("80.5", "80.5%"),
        "recommended_yoy": ("2.5", "+2.5%"),
    }
    printed = {p.figure: Decimal(p.value) for p in jiangmen.published_figures}
    del printed["rank_in_province"], printed["recommended_2018"]
    assert printed == {f.id: Decimal(f.value or 0) for f in found if f.id in printed}


def test_a_share_names_its_numerator_and_its_denominator(jiangmen: Programme) -> None:
    rate = one(figures(jiangmen, jiangmen.rounds[0], PUBLISHED, {}, AT), "pass_rate")
    assert rate.denominator is not None
    assert rate.numerator is not None
    assert (rate.numerator.value, rate.numerator.milestone) == (1128, "recognised")
    assert (rate.denominator.value, rate.denominator.milestone) == (1401, "recommended")
    assert rate.denominator.population.en == "Products recommended in this round"
    assert rate.rounding is not None
    assert (rate.as_of, rate.unit, rate.rounding.decimals) == (AT, "percent", 1)
    assert (rate.before, rate.missing) == (None, None)


def test_a_change_names_the_earlier_figure_and_its_source(jiangmen: Programme) -> None:
    change = one(figures(jiangmen, jiangmen.rounds[0], PUBLISHED, entered(), AT), "recommended_yoy")
    assert change.before is not None
    assert (change.before.value, change.before.source) == ("1367", SOURCE)


def test_a_change_without_its_earlier_figure_is_not_guessed(jiangmen: Programme) -> None:
    change = one(figures(jiangmen, jiangmen.rounds[0], PUBLISHED, {}, AT), "recommended_yoy")
    assert (change.value, change.display) == (None, None)
    assert change.missing is not None
    assert "Recommended in 2018" in change.missing.en
    assert "has not been entered" in change.missing.en


def test_a_share_of_nothing_is_not_guessed(jiangmen: Programme) -> None:
    reached = {"not_recognised": 3}
    rate = one(figures(jiangmen, jiangmen.rounds[0], reached, {}, AT), "pass_rate")
    assert rate.value is None
    assert rate.missing is not None
    assert "denominator is zero" in rate.missing.en


def test_a_decrease_has_a_minus_sign(jiangmen: Programme) -> None:
    reached = {"recommended": 1300}
    found = figures(jiangmen, jiangmen.rounds[0], reached, entered(), AT)
    change = one(found, "recommended_yoy")
    assert (change.value, change.display) == ("-4.9", "−4.9%")


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("80.45", "80.5"), ("80.449", "80.4"), ("-2.45", "-2.5"), ("-0.04", "0.0"), ("0.05", "0.1")],
)
def test_rounding_is_half_up(exact: str, rounded: str) -> None:
    assert str(half_up(Decimal(exact), 1)) == rounded


def test_percentages() -> None:
    assert percent(1128, 1401) == "80.5"
    assert percent(1609, 2000) == "80.5"
    assert percent(1, 0) is None
    assert display(Decimal("3.0"), "percentage_point", signed=True) == "+3.0 pp"


def test_a_correction_keeps_the_earlier_value(jiangmen: Programme) -> None:
    definition = jiangmen.external_figures[0]
    figure = EnteredFigure(definition.id).enter(definition, entry("1366"))
    figure = figure.enter(definition, entry("1367"))
    assert [e.value for e in figure.values] == [1366, 1367]
    (shown, rank) = externals(jiangmen, {definition.id: figure})
    assert (shown.value, shown.display, shown.version) == ("1367", "1,367", 2)
    assert (rank.value, rank.version) == (None, 0)


def test_entering_the_same_again_changes_nothing(jiangmen: Programme) -> None:
    definition = jiangmen.external_figures[0]
    figure = EnteredFigure(definition.id).enter(definition, entry())
    assert figure.enter(definition, entry(by="somebody else")) is figure


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (entry(unit="percent"), "unit"),
        (entry("1367.5"), "value"),
        (entry("-1"), "value"),
        (entry("NaN"), "value"),
        (entry(as_of=date(2020, 1, 18)), "as_of"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused(
    jiangmen: Programme, wrong: EnteredValue, field: str
) -> None:
    definition: ExternalFigure = jiangmen.external_figures[0]
    with pytest.raises(Rejected) as refused:
        EnteredFigure(definition.id).enter(definition, wrong)
    assert [error.field for error in refused.value.errors] == [field]
