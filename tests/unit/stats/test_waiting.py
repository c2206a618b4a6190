"""A figure whose stage of the round has not come says so instead of nought."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from services.stats.domain.districts import districts
from services.stats.domain.external import EnteredFigure, EnteredValue
from services.stats.domain.public_record import PublicEvent, PublicRecord, stage
from services.stats.domain.published import Figure
from services.stats.domain.waiting import waiting
from shared.programmes import Programme, load_file
from shared.values import Bilingual
from tests.unit.programmes.definitions import JIANGMEN
from tests.unit.stats.knowing import figures

APPLYING = datetime(2019, 6, 3, 4, tzinfo=UTC)
RECOMMENDING = datetime(2019, 8, 20, 4, tzinfo=UTC)
CUT_OFF = datetime(2019, 8, 30, 16, tzinfo=UTC)
SOURCE = Bilingual(zh="网站", en="Website")


@pytest.fixture(scope="module")
def jiangmen() -> Programme:
    return load_file(JIANGMEN)


def told(programme: Programme, reached: dict[str, int], at: datetime) -> dict[str, Figure]:
    day = RECOMMENDING.date()
    entry = EnteredValue(
        Decimal(98), unit="count", source=SOURCE, as_of=day, by="o", at=RECOMMENDING
    )
    entered = {"recommended_2018": EnteredFigure("recommended_2018", (entry,))}
    return {f.id: f for f in figures(programme, programme.rounds[0], reached, entered, at)}


def test_while_enterprises_apply_no_later_figure_is_told(jiangmen: Programme) -> None:
    found = told(jiangmen, {"submitted": 118, "accepted": 7}, APPLYING)

    assert {figure.value for figure in found.values()} == {None}
    assert found["recommended_yoy"].missing == Bilingual(
        zh="尚未产生：市推荐计划到2019年8月30日（星期五）为止。",
        en="Not yet: “Recommendation by the city” is planned until Friday 30 August 2019.",
    )


def test_until_the_announcement_there_is_no_rate_and_its_day_is_told(jiangmen: Programme) -> None:
    found = told(jiangmen, {"submitted": 118, "recommended": 100, "noticed": 82}, CUT_OFF)

    assert (found["recommended"].value, found["pass_rate"].value) == ("100", None)
    assert found["pass_rate"].missing == Bilingual(
        zh="尚未产生：公布计划在2020年1月17日（星期五）。",
        en="Not yet: “Announcement” is planned for Friday 17 January 2020.",
    )


def test_when_nobody_was_recognised_the_rate_is_nought(jiangmen: Programme) -> None:
    found = told(jiangmen, {"recommended": 3, "not_recognised": 3}, CUT_OFF)

    assert (found["recognised"].value, found["pass_rate"].value) == ("0", "0.0")


def test_a_count_that_still_grows_is_not_compared_with_last_years(jiangmen: Programme) -> None:
    growing = told(jiangmen, {"recommended": 5}, RECOMMENDING)
    closed = told(jiangmen, {"recommended": 100}, CUT_OFF)

    assert (growing["recommended"].value, growing["recommended_yoy"].value) == ("5", None)
    assert closed["recommended_yoy"].display == "+2.0%"


def test_without_a_calendar_a_figure_waits_without_a_day(jiangmen: Programme) -> None:
    round_ = jiangmen.rounds[0].model_copy(update={"calendar": ()})

    assert waiting(
        "recommended", jiangmen.way, round_, {}, PublicRecord(0, ()), APPLYING, compared=False
    ) == Bilingual(zh="尚未开始。", en="Not yet: this has not begun.")


def test_what_was_planned_for_a_day_that_is_over_is_not_said_to_be_planned(
    jiangmen: Programme,
) -> None:
    found = told(jiangmen, {"submitted": 118}, datetime(2026, 11, 29, 4, tzinfo=UTC))

    assert found["recommended"].missing == Bilingual(
        zh="尚未产生：市推荐原计划到2019年8月30日（星期五），至今没有记录。",
        en="Not yet: “Recommendation by the city” was planned until Friday 30 August 2019; "
        "nothing of it is recorded so far.",
    )


def test_a_list_announced_early_ends_what_its_days_would_let_grow(jiangmen: Programme) -> None:
    round_, reached = jiangmen.rounds[0], {"recommended": 5}
    early = PublicRecord(1, (PublicEvent("announced", RECOMMENDING, count=3),))

    def why(record: PublicRecord, milestone: str = "recommended") -> Bilingual | None:
        way = jiangmen.way
        return waiting(milestone, way, round_, reached, record, RECOMMENDING, compared=True)

    growing = why(PublicRecord(0, ()))
    assert growing is not None
    assert growing.en == (
        "Not compared yet: it may grow until “Recommendation by the city” is over, "
        "after Friday 30 August 2019."
    )
    assert (why(early), why(early, "recognised")) == (None, None)


def test_after_the_call_the_stage_that_goes_on_is_named(jiangmen: Programme) -> None:
    def named(*day: int) -> str:
        nothing, at = PublicRecord(0, ()), datetime(*day, 4, tzinfo=UTC)  # type: ignore[misc,arg-type]
        return stage(jiangmen.way, jiangmen.rounds[0], nothing, at).name.en

    assert named(2019, 7, 20) == "Formal review and supplements"
    assert named(2019, 8, 25) == "Recommendation by the city"
    assert named(2026, 11, 29) == "Review by the province (planned until 2019-12-31)"


def test_districts_have_no_rate_before_any_outcome_is_announced(jiangmen: Programme) -> None:
    before = districts(jiangmen, {"pengjiang": {"recommended": 20}, "xinhui": {"recommended": 9}})
    after = districts(
        jiangmen,
        {
            "pengjiang": {"recommended": 20, "not_recognised": 20},
            "xinhui": {"recommended": 9, "recognised": 9},
        },
    )

    assert {row.rate for row in (*before.rows, before.total)} == {None}
    assert [row.rate for row in after.rows][:3] == ["0.0", None, "100.0"]
