"""Another application seems to be for the same thing, and what came of that.

Neither which one that is nor what an office wrote of it is told: it may be somebody else's.
"""

from collections.abc import Mapping

from services.intake.consumers.news_of import news_of_review
from services.intake.domain.application import Application
from services.intake.domain.news import News
from services.intake.domain.stages import formal_reviewer
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.reviews import SameThingFound, SameThingSettled
from shared.messaging.incoming import Incoming
from shared.values import Bilingual

_ENDS = Bilingual(
    zh="经核实，本申报与另一申报系重复申报，本申报不再继续办理。",
    en="It was settled that another application is for the same thing, and that this one goes on "
    "no further.",
)
_GOES_ON: Mapping[str, Bilingual] = {
    "the_same": Bilingual(
        zh="经核实，另一申报与本申报系重复申报；另一申报不再继续办理，本申报继续办理。",
        en="It was settled that another application is for the same thing. That one goes on no "
        "further, this one does.",
    ),
    "not_the_same": Bilingual(
        zh="经核实，本申报与另一申报并非重复申报，继续办理。",
        en="It was settled that the other application is not for the same thing; this one goes on.",
    ),
    "lapsed": Bilingual(
        zh="疑似重复的两项申报中已有一项办结，不再因此暂停办理。",
        en="One of the two applications that seemed to be for the same thing has ended, so that "
        "nothing waits for that any more.",
    ),
}


def same_thing_found(incoming: Incoming[SameThingFound]) -> News:
    """Notes that it waits."""

    def item(_: Application) -> TimelineItem:
        return timeline_item(
            incoming.event.at,
            "same_thing_found",
            "system",
            zh="发现本申报与另一申报疑似重复，暂停办理，待核实后继续。若确系重复，可撤回其中一项。",
            en="Another application seems to be for the same thing. This one waits until that is "
            "settled; if they are indeed the same, one of them may be withdrawn.",
        )

    return news_of_review(incoming, item)


def same_thing_settled(incoming: Incoming[SameThingSettled]) -> News:
    """Notes what was settled, and whether it goes on."""
    event = incoming.event
    text = _ENDS if event.ends else _GOES_ON[event.how]

    def item(application: Application) -> TimelineItem:
        by = "system" if event.how == "lapsed" else formal_reviewer(application.path)
        return timeline_item(event.at, "same_thing_settled", by, zh=text.zh, en=text.en)

    return news_of_review(incoming, item)
