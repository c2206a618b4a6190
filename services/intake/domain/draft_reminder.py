"""When an enterprise is reminded of a complete draft that it has not submitted."""

from datetime import date, datetime, time, timedelta

from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.calendar import BEIJING, beijing_date
from shared.calendar.wording import full
from shared.programmes import Programme, Round

REMINDED_AT = time(9)


def reminder_due(programme: Programme, round_: Round, at: datetime) -> datetime | None:
    """The last time to remind that has come by now; None before the first, and out of the call."""
    if not round_.is_open(at):
        return None
    last_day = _last_day(round_)
    days = (last_day - timedelta(days=n) for n in programme.clocks.remind_drafts_before)
    mornings = (datetime.combine(day, REMINDED_AT, BEIJING) for day in days)
    return max((m for m in mornings if round_.opens_at <= m <= at), default=None)


def reminded(round_: Round, moment: datetime) -> TimelineItem:
    """What the timeline says of the reminder of this moment."""
    day = full(_last_day(round_))
    return timeline_item(
        moment,
        "call_closing",
        "system",
        zh=f"材料已齐备而尚未提交，已提醒您：申报于{day.zh}截止。",
        en=f"The draft was complete and not submitted, and you were reminded: the call closes on "
        f"{day.en}.",
    )


def _last_day(round_: Round) -> date:
    return beijing_date(round_.closes_at - timedelta.resolution)
