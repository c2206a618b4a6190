"""What becomes of the call of a member of a cohort."""

from functools import partial

from services.intake.consumers.news_of import news_of
from services.intake.domain.application import Application
from services.intake.domain.calling import end_call
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.cohorts import MemberMerged, MemberNotSubmitted, MemberSubmitted
from shared.messaging.incoming import Incoming


def submitted(incoming: Incoming[MemberSubmitted]) -> News:
    """It counts as submitted in time, which is told where another end was noted before."""
    event = incoming.event

    def item(application: Application) -> TimelineItem | None:
        if event.after is None:
            return None
        return timeline_item(
            incoming.at,
            "call_met",
            "system",
            zh="复核材料在截止前收到，按时提交；此前的终结记录不再有效。",
            en="It had been received in time and counts as submitted; what was noted before no "
            "longer holds.",
        )

    return news_of(incoming, item, partial(end_call, ended=None))


def not_submitted(incoming: Incoming[MemberNotSubmitted]) -> News:
    """Nothing had come by the end of the term."""
    event = incoming.event
    item = timeline_item(
        event.at,
        "call_ended",
        "system",
        zh=f"截止前未收到复核材料。{event.explanation.zh}原认定的有效期不变。",
        en=f"Nothing was submitted in time. {event.explanation.en} The recognition holds until its "
        "last day as before.",
    )
    return news_of(incoming, lambda _: item, partial(end_call, ended="not_submitted"))


def merged(incoming: Incoming[MemberMerged]) -> News:
    """It was merged into another enterprise, as an officer has recorded."""
    event = incoming.event

    def item(application: Application) -> TimelineItem:
        cohort = application.path.cohort
        return timeline_item(
            event.at,
            "call_merged",
            "officer" if cohort is None else cohort.by,
            zh=f"已登记为合并入{event.into_name.zh}（{event.into}），无须提交复核材料。"
            f"理由：{event.reason}",
            en=f"Recorded as merged into {event.into_name.en} ({event.into}); nothing need be "
            f"submitted. Why: {event.reason}",
        )

    return news_of(incoming, item, partial(end_call, ended="merged"))
