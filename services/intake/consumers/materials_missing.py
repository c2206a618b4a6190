"""Review says what is missing: a supplement is asked for."""

from collections.abc import Iterable
from dataclasses import replace

from services.intake.consumers.news_of import news_of_review
from services.intake.domain import events
from services.intake.domain.application import Application
from services.intake.domain.carrying import came_before_in_words, carried_in_words
from services.intake.domain.hearing import ask
from services.intake.domain.news import News
from services.intake.domain.stages import formal_reviewer
from services.intake.domain.staging import staged_items
from services.intake.domain.supplement_round import AskedDemand, AskedFile, AskedItem
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.applications import SupplementStaged
from shared.contracts.reviews import JudgedFile, MaterialsMissing, MissingItem, demands_in
from shared.messaging.incoming import Incoming
from shared.values import Bilingual


def materials_missing(incoming: Incoming[MaterialsMissing]) -> News:
    """Opens the round of supplement with its items.

    Review is told when it begins with what was handed in for a notification that was taken back.
    """
    event = incoming.event
    demands = tuple(
        AskedDemand(demand.branches, demand.choose, demand.ways)
        for demand in event.demands or demands_in(event.items)
    )

    count = sum(demand.choose for demand in demands)
    refused = _refused(event.items)

    def item(application: Application) -> TimelineItem:
        after = opened(application)
        carried = carried_in_words(replace(after, staged=application.staged), after.supplements[-1])
        came = came_before_in_words(application, event.supplement_round)
        return timeline_item(
            event.at,
            "materials_missing",
            formal_reviewer(application.path),
            zh=f"形式审查发现{count}项材料需要补正，已一次性告知。{refused.zh}{carried.zh}{came.zh}",
            en=f"Formal review found {count} item{'s' if count != 1 else ''} missing; "
            f"you are told of everything at once.{refused.en}{carried.en}{came.en}",
        )

    def opened(application: Application) -> Application:
        items = map(_asked, event.items)
        return ask(application, event.supplement_round, items, event.at, demands=demands)

    def begun(application: Application) -> SupplementStaged | None:
        if not staged_items(application):
            return None
        return events.supplement_staged(
            application, event.supplement_round, event.at, anything=True
        )

    return news_of_review(incoming, item, opened, begun)


def _asked(item: MissingItem) -> AskedItem:
    return AskedItem(
        requirement=item.requirement,
        name=item.name,
        clause=item.clause,
        reason=item.reason,
        reason_text=item.reason_text,
        acceptable=item.acceptable,
        alternatives=item.alternatives,
        files=None if item.files is None else tuple(map(_file, item.files)),
        note=item.note,
    )


def _file(file: JudgedFile) -> AskedFile:
    return AskedFile(
        id=file.id,
        filename=file.filename,
        sha256=file.sha256,
        refused=file.refused,
        reason=file.reason,
        reason_text=file.reason_text,
        note=file.note,
    )


def _refused(items: Iterable[MissingItem]) -> Bilingual:
    """Which files are refused, as a further sentence; empty when none is."""
    names = [
        f"{item.requirement} {file.filename}"
        for item in items
        for file in item.files or ()
        if file.refused
    ]
    if not names:
        return Bilingual(zh="", en="")
    return Bilingual(zh=f"退回的文件：{'、'.join(names)}。", en=f" Refused: {', '.join(names)}.")
