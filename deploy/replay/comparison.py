"""The figures that a scenario names beside what the statistics service computed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from deploy.replay.scenario.compared import scaled_value
from deploy.replay.scenario.counts import RoundSize
from deploy.replay.scenario.loading import Replay
from shared.values import Bilingual


@dataclass(frozen=True)
class Line:
    """One figure; `computed` is None when the service has none."""

    name: Bilingual
    published: Decimal | str
    computed: Decimal | str | None
    base: str
    percent: bool
    change: bool

    @property
    def equal(self) -> bool:
        """Whether the computed figure is the published one."""
        return self.computed == self.published

    def shown(self, value: Decimal | str | None) -> str:
        """A value of this figure as people print it: 1,401, 80.5%, +2.5%."""
        if value is None:
            return "none"
        if isinstance(value, str):
            return value
        return f"{value:{'+' if self.change else ''},}{'%' if self.percent else ''}"


def expected_values(replay: Replay, size: RoundSize) -> dict[str, Decimal | str]:
    """What each compared measure must be at this size, in the order of the scenario."""
    published = {
        figure.figure: figure.value
        for figure in replay.programme.published_figures
        if figure.round == replay.round.id
    }
    decimals = {m.id: getattr(m, "decimals", 0) for m in replay.programme.measures}
    found: dict[str, Decimal | str] = {}
    for each in replay.scenario.compared:
        if size.scaled and each.scaled is not None:
            found[each.measure] = scaled_value(each.scaled, size, decimals[each.measure])
        elif each.expected is not None:
            found[each.measure] = _value(each.expected)
        else:
            found[each.measure] = Decimal(published[each.measure])
    return found


def compare(replay: Replay, size: RoundSize, measures: Mapping[str, dict[str, Any]]) -> list[Line]:
    """One line for every figure that the scenario compares."""
    defined = {measure.id: measure for measure in replay.programme.measures}
    lines = []
    for id_, expected in expected_values(replay, size).items():
        measure, found = defined[id_], measures.get(id_, {})
        value = found.get("value")
        lines.append(
            Line(
                name=Bilingual(zh=measure.name.zh, en=measure.name.en),
                published=expected,
                computed=None if value is None else _value(value),
                base=_base(found),
                percent=measure.unit == "percent",
                change=measure.kind in ("change", "share_change"),
            )
        )
    return lines


def _value(given: object) -> Decimal | str:
    """The number that is meant, or the text itself."""
    try:
        return Decimal(str(given))
    except ArithmeticError:
        return str(given)


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
