"""Review accepted an application, or it counts as accepted."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import pass_formal_review
from services.intake.domain.news import News
from services.intake.domain.stages import formal_reviewer
from services.intake.domain.timeline import ACCEPTED_BY_STATUTE, TimelineItem
from shared.contracts.reviews import ApplicationAccepted, demands_in
from shared.messaging.incoming import Incoming
from shared.values import Bilingual

STATUTE = "statute"
_PASSED = Bilingual(
    zh="形式审查通过，申报已受理。", en="Formal review is passed; the application is accepted."
)
_DEEMED = Bilingual(
    zh="未在期限内告知补正，依规视为受理。",
    en="Nobody asked for anything in time, so that the application counts as accepted by statute.",
)


def accepted(incoming: Incoming[ApplicationAccepted]) -> News:
    """Notes that formal review is passed, or that it counts as passed, and what was missing."""
    event = incoming.event
    text = _DEEMED if event.by == STATUTE else _PASSED
    if event.deemed is not None and event.deemed.items:
        deemed = event.deemed
        count = sum(demand.choose for demand in deemed.demands or demands_in(deemed.items))
        named = [item.name for item in deemed.items]
        text = Bilingual(
            zh=f"{_DEEMED.zh}当时缺{count}项，涉及{'、'.join(name.zh for name in named)}，"
            "不再要求补正。",
            en=f"{_DEEMED.en} {count} item{'s were' if count != 1 else ' was'} missing then, "
            f"of: {', '.join(name.en for name in named)}. Nothing of it is asked for any more.",
        )

    def item(application: Application) -> TimelineItem:
        if event.by == STATUTE:
            return TimelineItem(event.at, ACCEPTED_BY_STATUTE, text, "system")
        return TimelineItem(event.at, "accepted", text, formal_reviewer(application.path))

    return news_of_review(incoming, item, pass_formal_review)
