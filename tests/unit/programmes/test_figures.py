"""Figures are exact, rounded half up, and absent where they have no base."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from shared.programmes import Measure, figure

TEXT = {"zh": "甲", "en": "a"}


def population(milestone: str) -> dict[str, Any]:
    return {"milestone": milestone, "population": TEXT, "stage": TEXT}


def measure(decimals: int, **of: Any) -> Measure:
    plain = {"id": "m", "name": TEXT, "rounding": "half_up", "as_of": TEXT, "source": TEXT}
    adapter: TypeAdapter[Measure] = TypeAdapter(Measure)
    return adapter.validate_python(plain | {"decimals": decimals} | of)


RECOMMENDED = population("recommended")
RATE: dict[str, Any] = {"numerator": population("recognised"), "denominator": RECOMMENDED}
SHARE = measure(1, kind="share", unit="percent", **RATE)
POINTS = measure(
    1, kind="share_change", unit="percentage_point", before={"external": "before"}, **RATE
)
GROWTH = measure(
    1,
    kind="change",
    unit="percent",
    counts=population("recommended"),
    before={"external": "before"},
)
MORE = measure(0, kind="change", unit="count", counts=RECOMMENDED, before={"external": "before"})


@pytest.mark.parametrize(
    ("recognised", "recommended", "expected"),
    [(1128, 1401, "80.5"), (1, 8, "12.5"), (1, 16, "6.3"), (146, 150, "97.3"), (0, 9, "0.0")],
)
def test_a_share_is_rounded_half_up(recognised: int, recommended: int, expected: str) -> None:
    reached = {"recognised": recognised, "recommended": recommended}
    assert str(figure(SHARE, reached, {})) == expected


def test_a_share_of_nothing_is_no_figure() -> None:
    assert figure(SHARE, {}, {}) is None
    assert figure(POINTS, {}, {"before": Decimal(50)}) is None


def test_a_change_waits_for_the_figure_it_is_measured_against() -> None:
    assert figure(GROWTH, {"recommended": 1401}, {}) is None
    assert figure(GROWTH, {"recommended": 1401}, {"before": Decimal(0)}) is None
    assert figure(GROWTH, {"recommended": 1401}, {"before": Decimal(1367)}) == Decimal("2.5")
    assert figure(GROWTH, {"recommended": 1000}, {"before": Decimal(1367)}) == Decimal("-26.8")
    assert figure(MORE, {"recommended": 1401}, {"before": Decimal(1367)}) == Decimal(34)


def test_a_change_of_a_share_is_in_percentage_points() -> None:
    reached = {"recognised": 509, "recommended": 1000}
    change = figure(POINTS, reached, {"before": Decimal("47.9")})
    assert change == Decimal("3.0")


def test_what_is_rounded_to_nothing_has_no_sign() -> None:
    reached = {"recognised": 479, "recommended": 1000}
    less = figure(POINTS, reached, {"before": Decimal("47.94")})
    assert str(less) == "0.0"
