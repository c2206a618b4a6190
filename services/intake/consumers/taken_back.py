"""An office took back what it did last on an application, to do it anew."""

from collections.abc import Mapping

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import pass_no_more
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import ActTakenBack
from shared.messaging.incoming import Incoming
from shared.programmes.path import Decision
from shared.values import Bilingual

_WHAT: Mapping[str, Bilingual] = {
    "conclusion": Bilingual(zh="结论", en="outcome"),
    "recommendation": Bilingual(zh="推荐", en="recommendation"),
    "decision": Bilingual(zh="结论", en="decision"),
}


def taken_back(incoming: Incoming[ActTakenBack]) -> News:
    """Notes that it stands as before; nothing of what is sealed, nor of a letter among several."""
    event, name = incoming.event, incoming.event.stage_name

    def item(application: Application) -> TimelineItem | None:
        stage = application.path.stage(event.stage)
        if event.what == "letter" or (isinstance(stage, Decision) and stage.sealed):
            return None
        what = _WHAT[event.what]
        return timeline_item(
            event.at,
            "taken_back",
            stage.by,
            zh=f"{name.zh}：原{what.zh}已由办理单位撤回更正，将重新作出。理由：{event.reason}",
            en=f"{name.en}: the {what.en} was taken back to be corrected, and will be given anew. "
            f"Reason: {event.reason}",
        )

    def change(application: Application) -> Application:
        return pass_no_more(application, application.path.stage(event.stage))

    return news_of_review(incoming, item, change)
