"""A case left a stage that has no event of its own."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import pass_stage
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import StageConcluded
from shared.messaging.incoming import Incoming


def stage_concluded(incoming: Incoming[StageConcluded]) -> News:
    """Notes that it was passed, or why not; nothing of what is sealed."""
    event, name = incoming.event, incoming.event.stage_name
    passed, sealed = event.outcome == "passed", event.outcome == "sealed"
    reason = event.reason_text

    def item(application: Application) -> TimelineItem | None:
        by = application.path.stage(event.stage).by
        if sealed:
            return None
        if passed:
            zh, en = f"{name.zh}：通过。", f"{name.en}: passed."
            return timeline_item(event.at, "stage_passed", by, zh=zh, en=en)
        return timeline_item(
            event.at,
            "stage_failed",
            by,
            zh=f"{name.zh}：未通过" + (f"，理由：{reason.zh}" if reason else "。"),
            en=f"{name.en}: not passed. {reason.en if reason else ''}".strip(),
        )

    def change(application: Application) -> Application:
        stage = application.path.stage(event.stage)
        return pass_stage(application, stage) if passed else application

    return news_of_review(incoming, item, change)
