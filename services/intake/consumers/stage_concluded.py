"""A case left a stage that has no event of its own."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import pass_stage
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import StageConcluded
from shared.messaging.incoming import Incoming
from shared.programmes.path import Construction


def stage_concluded(incoming: Incoming[StageConcluded]) -> News:
    """Notes that it was passed, or why not; nothing of what is sealed."""
    event, name = incoming.event, incoming.event.stage_name
    passed, sealed = event.outcome == "passed", event.outcome == "sealed"
    reason = event.reason_text

    def item(application: Application) -> TimelineItem | None:
        stage = application.path.stage(event.stage)
        by = stage.by
        if sealed:
            return None
        opinion_zh = f"　评审意见：{event.opinion}" if event.opinion else ""
        opinion_en = f" The opinion: {event.opinion}" if event.opinion else ""
        if passed and isinstance(stage, Construction):
            zh, en = f"{name.zh}：已提交自评。", f"{name.en}: assessed by the applicant itself."
            return timeline_item(event.at, "self_assessed", by, zh=zh, en=en)
        if passed:
            zh, en = f"{name.zh}：通过。{opinion_zh}", f"{name.en}: passed.{opinion_en}"
            return timeline_item(event.at, "stage_passed", by, zh=zh, en=en)
        if isinstance(stage, Construction):
            return _construction_ended(event)
        zh = f"{name.zh}：未通过" + (f"，理由：{reason.zh}" if reason else "。")
        en = f"{name.en}: not passed. {reason.en if reason else ''}".strip()
        return timeline_item(event.at, "stage_failed", by, zh=zh + opinion_zh, en=en + opinion_en)

    def change(application: Application) -> Application:
        stage = application.path.stage(event.stage)
        return pass_stage(application, stage) if passed else application

    return news_of_review(incoming, item, change)


def _construction_ended(event: StageConcluded) -> TimelineItem:
    name, reason = event.stage_name, event.reason_text
    zh = f"{name.zh}已终止" + (f"，理由：{reason.zh}" if reason else "。")
    en = f"{name.en} was ended. {reason.en if reason else ''}".strip()
    note_zh, note_en = (f"　{event.opinion}", f" {event.opinion}") if event.opinion else ("", "")
    return timeline_item(
        event.at, "construction_ended", "officer", zh=zh + note_zh, en=en + note_en
    )
