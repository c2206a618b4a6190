"""A board like the one after the announcement of 2019; its distributions are invented."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from services.stats.domain.board import (
    Board,
    Change,
    DistrictRow,
    Districts,
    OutcomeSplit,
    Point,
    Series,
    StageOfRound,
    Step,
)
from services.stats.domain.districts import districts
from services.stats.domain.progress import column, exits, failed_column, outcome, steps
from services.stats.domain.published import Base, Before, External, Figure, Printed, Rounding
from shared.programmes import Path as Way
from shared.programmes import load_file
from shared.programmes.path import DEFAULT_PATH
from shared.rounding import half_up
from shared.values import Bilingual
from tests.unit.programmes.definitions import JIANGMEN
from tests.unit.stats.knowing import figures

WAY = Way(DEFAULT_PATH)
EARLIER = datetime(2019, 6, 28, 16, tzinfo=UTC)
AT = datetime(2020, 1, 17, 2, 47, 5, tzinfo=UTC)


def both(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


RECOMMENDED = Base(
    value=1401,
    milestone="recommended",
    population=both("本届推荐申报的产品", "Products recommended in this round"),
    stage=both("形式审查合格并由市推荐之后", "After formal review, on recommendation by the city"),
)
ON_LIST = both("公布日", "Day of the announcement")
CUT_OFF = both("推荐截止日", "Cut-off of the recommendation")
RECORDS = both("本系统评审记录", "Review records of this system")
LIST = both("本系统公布名单", "Announced list of this system")
NOTICE = both("江门市人民政府网站", "Website of the Jiangmen Municipal People's Government")


def recognised_base(count: int) -> Base:
    return Base(
        value=count,
        milestone="recognised",
        population=both("本届认定的产品", "Products recognised in this round"),
        stage=both("评审与公示之后公布时", "After review and public notice, on announcement"),
    )


def rate(part: int, whole: int) -> str:
    return str(half_up(Decimal(part * 100) / whole, 1))


def count_figure(id: str, zh: str, en: str, base: Base, as_of: Bilingual) -> Figure:
    return Figure(
        id=id,
        name=both(zh, en),
        kind="count",
        value=str(base.value),
        display=f"{base.value:,}",
        unit="count",
        numerator=base,
        denominator=None,
        before=None,
        as_of=AT,
        as_of_means=as_of,
        rounding=Rounding(decimals=0),
        source=LIST if id == "recognised" else RECORDS,
    )


def tiles(recognised: int) -> tuple[Figure, ...]:
    base = recognised_base(recognised)
    share = rate(recognised, 1401)
    return (
        count_figure("recommended", "推荐数", "Recommended", RECOMMENDED, CUT_OFF),
        count_figure("recognised", "认定数", "Recognised", base, ON_LIST),
        Figure(
            id="pass_rate",
            name=both("通过率", "Pass rate"),
            kind="share",
            value=share,
            display=f"{share}%",
            unit="percent",
            numerator=base,
            denominator=RECOMMENDED,
            before=None,
            as_of=AT,
            as_of_means=ON_LIST,
            rounding=Rounding(decimals=1),
            source=both(
                "本系统评审记录与公布名单", "Review records and announced list of this system"
            ),
        ),
        Figure(
            id="recommended_yoy",
            name=both("推荐数同比", "Recommended, year on year"),
            kind="change",
            value="2.5",
            display="+2.5%",
            unit="percent",
            numerator=RECOMMENDED,
            denominator=None,
            before=Before(
                id="recommended_2018",
                name=both("2018年推荐数", "Recommended in 2018"),
                value="1367",
                source=NOTICE,
            ),
            as_of=AT,
            as_of_means=CUT_OFF,
            rounding=Rounding(decimals=1),
            source=both("本系统评审记录", "Review records of this system"),
        ),
    )


def district(id: str, zh: str, en: str, recognised: int, recommended: int) -> DistrictRow:
    return DistrictRow(
        district=id,
        name=both(zh, en),
        base=recommended,
        success=recognised,
        rate=rate(recognised, recommended),
    )


DISTRICTS = (
    district("pengjiang", "蓬江区", "Pengjiang", 226, 274),
    district("jianghai", "江海区", "Jianghai", 268, 322),
    district("xinhui", "新会区", "Xinhui", 229, 286),
    district("kaiping", "开平市", "Kaiping", 115, 148),
    district("heshan", "鹤山市", "Heshan", 170, 213),
    DistrictRow(
        district="taishan",
        name=both("台山市", "Taishan"),
        base=None,
        success=None,
        rate=None,
        hidden=True,
    ),
    DistrictRow(
        district="enping",
        name=both("恩平市", "Enping"),
        base=None,
        success=None,
        rate=None,
        hidden=True,
    ),
)


def series(milestone: str, zh: str, en: str, added: list[tuple[int, int]]) -> Series:
    total, points = 0, []
    for working_day, count in added:
        total += count
        on = date(2019, 5, 6) + timedelta(days=working_day * 7 // 5)
        points.append(Point(day=on, working_day=working_day, added=count, total=total))
    return Series(milestone=milestone, name=both(zh, en), points=tuple(points))


def growing(total: int, days: int) -> list[tuple[int, int]]:
    """Slowly at first, then faster, to exactly `total` on day `days`."""
    sums = [total * n**3 // days**3 for n in range(1, days + 1)]
    return [(n + 1, sums[n] - (sums[n - 1] if n else 0)) for n in range(days)]


def sample_board(*, recognised: int = 1128, snapshot: int = 7, live: bool = True) -> Board:
    """The board; `recognised` moves, so that a stream has something to say."""
    return Board(
        programme="gd-hightech-product-jiangmen",
        programme_name=both(
            "广东省高新技术产品认定（江门市）",
            "Recognition of Guangdong high-tech products (Jiangmen)",
        ),
        programme_version="2019.1",
        subject="product",
        round="2019",
        year=2019,
        stage=StageOfRound(id="announcement", name=both("公布", "Announcement")),
        session=None,
        as_of=AT,
        changed_on=AT.date(),
        live=live,
        snapshot=snapshot,
        tiles=tiles(recognised),
        base=column(WAY, WAY.base),
        success=column(WAY, WAY.success),
        failed=failed_column(WAY),
        districts=Districts(
            rows=DISTRICTS,
            total=DistrictRow(
                district="total",
                name=both("全市", "Total"),
                base=1401,
                success=recognised,
                rate=rate(recognised, 1401),
            ),
            smallest_shown=5,
        ),
        outcome=OutcomeSplit(
            base=1401,
            success=recognised,
            failed=270,
            withdrawn=3,
            undecided=1128 - recognised,
        ),
        funnel=(
            Step(milestone="submitted", name=both("提交", "Submitted"), count=1520, share="100.0"),
            Step(milestone="accepted", name=both("受理", "Accepted"), count=1412, share="92.9"),
            Step(
                milestone="recommended", name=both("推荐", "Recommended"), count=1401, share="92.2"
            ),
            Step(
                milestone="recognised",
                name=both("认定", "Recognised"),
                count=recognised,
                share=rate(recognised, 1520),
            ),
        ),
        exits=exits(
            WAY,
            {
                "submitted": 1520,
                "withdrawn": 21,
                "not_accepted": 90,
                "accepted": 1412,
                "accepted_and_withdrawn": 5,
                "recommended": 1401,
                "recommended_and_withdrawn": 3,
                "recognised": recognised,
                "not_recognised": 270,
            },
            recommending_is_over=lambda _: True,
        ),
        changes=(
            Change(
                at=AT,
                what=both("公布名单，1,128 项", "List announced, 1,128 entries"),
                effect=both("认定 +1,128", "recognised +1,128"),
            ),
            Change(
                at=AT - timedelta(days=3),
                what=both("一项异议不成立", "An objection was dismissed"),
                effect=None,
            ),
            Change(
                at=AT - timedelta(days=15),
                what=both("名单公示，1,128 项", "Public notice of 1,128 entries"),
                effect=None,
            ),
        ),
        series=(
            series("submitted", "提交", "Submitted", growing(1520, 50)),
            series("recommended", "推荐", "Recommended", [(75, 900), (82, 501)]),
        ),
        external=(
            External(
                id="recommended_2018",
                name=both("2018年推荐数", "Recommended in 2018"),
                means=both(
                    "2018年推荐申报的产品数，与本届推荐数同口径。",
                    "Products recommended in 2018, counted as the recommended of this round are.",
                ),
                unit="count",
                value="1367",
                display="1,367",
                source=NOTICE,
                as_of=date(2020, 1, 17),
                version=1,
            ),
            External(
                id="rank_in_province",
                name=both("全省排名", "Rank in the province"),
                means=both(
                    "认定数在全省各地市中的名次，须有各地市数据，由外部录入。",
                    "Rank among the cities of the province, which needs the figures of the others.",
                ),
                unit="rank",
                value="5",
                display="5",
                source=NOTICE,
                as_of=date(2020, 1, 17),
                version=1,
            ),
        ),
        printed=(
            Printed(figure="recommended_2018", value="1367", display="1,367", source=NOTICE),
            Printed(figure="recommended_yoy", value="2.5", display="+2.5%", source=NOTICE),
        ),
    )


def board_while_applying() -> Board:
    """The same round at the end of an earlier day, when enterprises still apply."""
    programme = load_file(JIANGMEN)
    reached = {"submitted": 118, "opened": 118, "accepted": 40, "withdrawn": 1}
    return sample_board(live=False).model_copy(
        update={
            "as_of": EARLIER,
            "stage": StageOfRound(id="application", name=both("企业申报", "Applications")),
            "tiles": figures(programme, programme.rounds[0], reached, {}, EARLIER),
            "districts": districts(programme, {"pengjiang": reached}),
            "outcome": outcome(WAY, reached),
            "funnel": steps(WAY.funnel, WAY, reached),
            "exits": exits(WAY, reached, recommending_is_over=lambda _: False),
            "changes": (),
            "series": (series("submitted", "提交", "Submitted", growing(118, 38)),),
        }
    )
