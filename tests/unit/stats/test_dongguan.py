"""What Dongguan reports in its scenario comes to the values that its document prints."""

from decimal import Decimal

from deploy.local.places import PROGRAMMES
from deploy.replay.scenario.catalogue import Scenarios
from deploy.replay.scenario.plan import ConstructionStep, FigureOfYear
from services.review.domain.stages.construction.kept import Built, IndicatorReport
from services.review.domain.stages.construction.reaching import is_met
from services.stats.domain.cycle import Cycle
from services.stats.domain.indicators import Reported, Reports
from services.stats.domain.measuring import Figures, Known
from services.stats.domain.printed import report
from services.stats.domain.public_record import PublicRecord
from shared.programmes.path import Construction
from shared.programmes.printed import Documents, FromMeasure, FromReport
from tests.builders import NOON

REPLAY = Scenarios(PROGRAMMES).load("dongguan")
CITY = "441900"
OWN = {"dongguan_met", "advanced_points", "high_tech_points"}


def kept(indicator: str, tells: str, figure: FigureOfYear) -> IndicatorReport:
    return IndicatorReport.model_validate(
        {
            "indicator": indicator,
            "tells": tells,
            "year": figure.year,
            "value": str(figure.value),
            "qualifier": figure.qualifier,
            "source": "市统计局",
            "by": "c",
            "at": NOON,
        }
    )


def reports() -> Reports:
    step = next(s for s in REPLAY.scenario.plan if isinstance(s, ConstructionStep))
    (stage,) = REPLAY.programme.way.of_kind(Construction)
    found: list[Reported] = []
    built = Built()
    for id_, figures in step.of["dongguan"].items():
        indicator = stage.indicator(id_)
        assert indicator is not None
        rows = [("base", figures.base), ("target", figures.target)]
        for tells, figure in [*rows, *(("actual", each) for each in figures.actual)]:
            one = kept(id_, tells, figure)
            built = built.model_copy(update={"indicators": (*built.indicators, one)})
            found.append(
                Reported(
                    application="a",
                    seq=len(found) + 1,
                    subject=CITY,
                    indicator=id_,
                    name=indicator.name,
                    tells=one.tells,
                    year=one.year,
                    value=one.value,
                    unit=indicator.unit,
                    qualifier=one.qualifier,
                    source=one.source,
                    met=is_met(indicator, built),
                    at=NOON,
                )
            )
    return Reports(tuple(found))


def test_the_figures_of_the_city_are_from_outside_and_what_rests_on_them_is_equal() -> None:
    document = dict(Documents.from_directory(PROGRAMMES))["dongguan-2021"]
    rows = [
        row
        for row in document.rows
        if isinstance(row, FromReport) or (isinstance(row, FromMeasure) and row.measure in OWN)
    ]
    measures = {measure.id: measure for measure in document.measures}
    known = Known(
        cycle=Cycle(REPLAY.programme, REPLAY.round),
        at=NOON,
        reached={},
        days={},
        answers={},
        entered={},
        record=PublicRecord(0, ()),
        measures=measures,
        reports=reports(),
    )
    found = report(
        "dongguan-2021",
        document.model_copy(update={"rows": tuple(rows)}),
        known,
        Figures(known),
    )
    verdicts = {row.id: (row.verdict, row.computed) for row in found.rows}
    assert {id_ for id_, (verdict, _) in verdicts.items() if verdict == "external"} == {
        *("D10", "D11", "D12", "D13", "D14", "D15", "D16"),
    }
    equal = {
        id_: Decimal(str(value)) for id_, (verdict, value) in verdicts.items() if verdict == "equal"
    }
    assert equal == {"D17": Decimal("60.0"), "D-d1": Decimal("3.0"), "D-d2": Decimal("0.7")}
