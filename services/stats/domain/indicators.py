"""What cities report of what they build: figures from outside, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from services.stats.domain.published import External
from services.stats.domain.rounding import display
from shared.calendar import beijing_date
from shared.programmes import Programme
from shared.programmes.measures import IndicatorOf, Qualifier
from shared.programmes.path import Construction
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as its event has it; `met` is whether the indicator was at its target after it."""

    application: str
    seq: int
    subject: str
    indicator: str
    name: Bilingual
    tells: Literal["base", "target", "actual"]
    year: int
    value: str
    unit: Literal["percent", "count", "yuan", "rank"]
    qualifier: Qualifier | None
    source: str
    met: bool | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Reports:
    """All reports of a round, the first one first; what was put right is followed by the newer."""

    found: tuple[Reported, ...] = ()

    def until(self, day: date) -> "Reports":
        """Those only that had come by the end of a day in Beijing."""
        return Reports(tuple(one for one in self.found if beijing_date(one.at) <= day))

    def newest(self, of: IndicatorOf) -> Reported | None:
        """The newest report of this; of actual figures that of the year, or of the last one."""
        known = [
            one
            for one in self.found
            if (one.subject, one.indicator, one.tells) == (of.subject, of.indicator, of.tells)
            and of.year in (None, one.year)
        ]
        last = max((one.year for one in known), default=None) if of.tells == "actual" else None
        return next((one for one in reversed(known) if last in (None, one.year)), None)

    def met_by(self, subject: str) -> Mapping[str, bool | None]:
        """Of each indicator that this city has reported, whether it is at its target."""
        return {one.indicator: one.met for one in self.found if one.subject == subject}


def name_of(of: IndicatorOf, programme: Programme) -> Bilingual:
    """What the indicator is called, with what of it is meant."""
    (stage,) = programme.way.of_kind(Construction)
    indicator = stage.indicator(of.indicator)
    assert indicator is not None
    zh, en = {
        "base": ("基期值", "base"),
        "target": ("目标值", "target"),
        "actual": ("实际值", "actual"),
    }[of.tells]
    year_zh, year_en = (f"{of.year}年", f" of {of.year}") if of.year else ("", "")
    return Bilingual(
        zh=f"{indicator.name.zh}（{year_zh}{zh}）", en=f"{indicator.name.en} ({en}{year_en})"
    )


def as_external(of: IndicatorOf, programme: Programme, reports: Reports) -> External:
    """The figure as one from outside, which it is: value and source are as the city gave them."""
    (stage,) = programme.way.of_kind(Construction)
    indicator = stage.indicator(of.indicator)
    assert indicator is not None
    name, found = name_of(of, programme), reports.newest(of)
    means = Bilingual(
        zh=f"{of.subject}所报送的建设指标。", en=f"An indicator that {of.subject} reports."
    )
    if found is None:
        return External(
            id=of.indicator,
            name=name,
            means=means,
            unit=indicator.unit,
            value=None,
            display=None,
            source=None,
            as_of=None,
            version=0,
        )
    return External(
        id=of.indicator,
        name=name,
        means=means,
        unit=indicator.unit,
        value=found.value,
        display=shown(found),
        source=Bilingual(zh=found.source, en=found.source),
        as_of=beijing_date(found.at),
        version=1,
        year=found.year,
        qualifier=found.qualifier,
    )


def shown(found: Reported) -> str:
    """The value for reading, with how exactly it is meant."""
    return display(Decimal(found.value), found.unit, qualifier=found.qualifier)
