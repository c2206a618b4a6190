"""Review says what is missing: a supplement is asked for."""

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.hearing import ask
from services.intake.domain.news import News
from services.intake.domain.stages import formal_reviewer
from services.intake.domain.supplement_round import AskedDemand, AskedItem
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import MaterialsMissing, MissingItem, demands_in
from shared.messaging.incoming import Incoming


def materials_missing(incoming: Incoming[MaterialsMissing]) -> News:
    """Opens the round of supplement with its items."""
    event = incoming.event
    demands = tuple(
        AskedDemand(demand.branches, demand.choose, demand.ways)
        for demand in event.demands or demands_in(event.items)
    )

    count = sum(demand.choose for demand in demands)

    def item(application: Application) -> TimelineItem:
        return timeline_item(
            event.at,
            "materials_missing",
            formal_reviewer(application.path),
            zh=f"形式审查发现{count}项材料需要补正，已一次性告知。",
            en=f"Formal review found {count} item{'s' if count != 1 else ''} missing; "
            "you are told of everything at once.",
        )

    def change(application: Application) -> Application:
        items = map(_asked, event.items)
        return ask(application, event.supplement_round, items, event.at, demands=demands)

    return news_of_review(incoming, item, change)


def _asked(item: MissingItem) -> AskedItem:
    return AskedItem(
        requirement=item.requirement,
        name=item.name,
        clause=item.clause,
        reason=item.reason,
        reason_text=item.reason_text,
        acceptable=item.acceptable,
        alternatives=item.alternatives,
    )
