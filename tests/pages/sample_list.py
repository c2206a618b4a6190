"""Lists under notice and announced; enterprises and products are invented."""

from datetime import UTC, datetime, timedelta

from services.review.domain.lists.entry import Entry, Removal
from services.review.domain.lists.numbered_list import NoticeDay, NumberedList
from services.review.domain.lists.objection import Objection
from shared.calendar import Calendar, count
from shared.programmes import Programme
from shared.values import Bilingual

OPENED = datetime(2020, 1, 2, 1, 0, tzinfo=UTC)
DURING = datetime(2020, 1, 8, 3, 0, tzinfo=UTC)
AFTER = datetime(2020, 1, 16, 3, 0, tzinfo=UTC)
NAMES = (
    ("江门市银帆光电科技有限公司", "Jiangmen Silver Sail Photonics Co., Ltd."),
    ("新会远岭精密机械有限公司", "Xinhui Yuanling Precision Machinery Co., Ltd."),
    ("开平碧潭水处理设备有限公司", "Kaiping Bitan Water Treatment Equipment Co., Ltd."),
)
PRODUCTS = (
    ("高显色LED照明模组", "High colour rendering LED lighting module"),
    ("五轴联动数控转台", "Five-axis numerically controlled rotary table"),
    ("一体化膜生物反应器", "Integrated membrane bioreactor"),
)


def entry(no: int, programme: Programme) -> Entry:
    """Entry `no`; 3 was removed after an objection and 5 withdrawn."""
    why = {3: "objection", 5: "withdrawn"}.get(no)
    removed = (
        None
        if why is None
        else Removal.model_validate({"why": why, "reason": "facts_confirmed", "at": DURING})
    )
    zh, en = NAMES[no % len(NAMES)]
    product_zh, product_en = PRODUCTS[no % len(PRODUCTS)]
    return Entry(
        no=no,
        application=f"a-{no}",
        number=f"JM2019-{no:05}",
        enterprise=Bilingual(zh=zh, en=en),
        product=Bilingual(zh=f"{product_zh} {no} 型", en=f"{product_en}, model {no}"),
        district=programme.districts[no % len(programme.districts)].id,
        category=programme.categories[no % len(programme.categories)].id,
        removed=removed,
    )


def noticed_list(programme: Programme, entries: int, id: str = "l-2019") -> NumberedList:
    """The list under notice from 2 January 2020, for ten working days."""
    deadline = count(programme.clocks.public_notice, OPENED, Calendar())
    return NumberedList(
        id=id,
        programme=programme.id,
        programme_version=programme.version,
        round="2019",
        state="noticed",
        entries=entries,
        removed=2,
        digest="5f" * 32,
        frozen_by="officer",
        frozen_at=OPENED,
        opens_at=OPENED,
        closes_at=deadline.due_at,
        explanation=deadline.sentence(),
        days=tuple(NoticeDay(date=s.date, counted=s.counted, why=s.why) for s in deadline.steps),
    )


def announced(found: NumberedList, id: str) -> NumberedList:
    """The same list after its announcement."""
    at = datetime(2020, 1, 17, 2, 47, tzinfo=UTC)
    update = {"id": id, "state": "announced", "announced_by": "officer", "announced_at": at}
    return found.model_copy(update=update)


WAITING = "o-0123456789abcdef"


def unverified() -> Objection:
    """An objection whose code is on its way."""
    return Objection(
        id=WAITING,
        list="l-2019",
        entry=7,
        application="a7",
        state="unverified",
        facts="专利权人并非申报单位。",
        evidence="专利登记簿副本。",
        filed_at=DURING,
        verify_by=DURING + timedelta(days=3),
        verify_term=Bilingual(zh="自提出次日起三个工作日。", en="Three working days."),
        code_mailed=True,
    )
