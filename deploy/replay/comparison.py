"""The published figures beside what the statistics service computed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from deploy.replay.cast.shares import Shares
from shared.programmes import Programme
from shared.values import Bilingual

_ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True)
class Line:
    """One figure; `computed` is None when the service has none."""

    name: Bilingual
    published: Decimal
    computed: Decimal | None
    base: str
    percent: bool
    change: bool

    @property
    def equal(self) -> bool:
        """Whether the computed figure is the published one."""
        return self.computed == self.published

    def shown(self, value: Decimal | None) -> str:
        """A value of this figure as people print it: 1,401, 80.5%, +2.5%."""
        if value is None:
            return "none"
        return f"{value:{'+' if self.change else ''},}{'%' if self.percent else ''}"


def compare(
    programme: Programme, round_id: str, shares: Shares, measures: Mapping[str, dict[str, Any]]
) -> list[Line]:
    """One line for every published figure that the programme defines a measure for."""
    defined = {measure.id: measure for measure in programme.measures}
    scaled = _scaled(shares)
    lines = []
    for published in programme.published_figures:
        measure = defined.get(published.figure)
        if published.round != round_id or measure is None:
            continue
        expected = scaled[measure.id] if shares.scaled else Decimal(published.value)
        found = measures.get(measure.id, {})
        value = found.get("value")
        lines.append(
            Line(
                name=Bilingual(zh=measure.name.zh, en=measure.name.en),
                published=expected,
                computed=None if value is None else Decimal(value),
                base=_base(found),
                percent=measure.unit == "percent",
                change=measure.kind in ("change", "share_change"),
            )
        )
    return lines


def _scaled(shares: Shares) -> dict[str, Decimal]:
    """What the published figures are for a round of another size."""
    recommended, recognised = Decimal(shares.recommended), Decimal(shares.recognised)
    before = Decimal(shares.year_before)
    return {
        "recommended": recommended,
        "recognised": recognised,
        "pass_rate": _rounded(100 * recognised / recommended),
        "recommended_yoy": _rounded(100 * (recommended - before) / before),
    }


def _rounded(exact: Decimal) -> Decimal:
    return exact.quantize(_ONE_DECIMAL, ROUND_HALF_UP)


def _base(found: Mapping[str, Any]) -> str:
    """Numerator and denominator, or the earlier figure, as the service names them."""
    numerator = found.get("numerator")
    below = found.get("denominator") or found.get("before")
    if not numerator:
        return ""
    text = _part(numerator)
    return f"{text} / {_part(below)}" if below else text


def _part(part: Mapping[str, Any]) -> str:
    population = part.get("population") or part.get("name") or {}
    words = population.get("en", "") if isinstance(population, Mapping) else str(population)
    return f"{part.get('value')} {words[:1].lower()}{words[1:]}".strip()
