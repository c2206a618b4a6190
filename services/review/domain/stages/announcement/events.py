"""Which public event tells of an outcome."""

from services.review.domain.case import Case
from services.review.domain.lists.entry import Entry
from services.review.domain.stages.announcement.kept import NOT_LISTED, Outcome
from shared.contracts.base import Event, Standing
from shared.contracts.outcomes import Listed, NotRecognised, OutcomeGiven, Recognised
from shared.programmes import Bilingual as Name
from shared.programmes.path import Announcement
from shared.values import Bilingual

_LISTED = ("listed", Name(zh="列入名单", en="Listed"))
_NOT_LISTED = (NOT_LISTED, Name(zh="未列入名单", en="Not listed"))
"""What an outcome is called for which the programme has no milestone."""


def outcome_event(
    case: Case, stage: Announcement, outcome: Outcome, listed: Entry | None, *, final: bool
) -> Event:
    """The event of this outcome; `listed` is the entry of a case that is on the list."""
    milestone = stage.milestones.failed if listed is None else stage.milestones.passed
    standing = case.public_standing({} if milestone is None else {milestone.id: outcome.at})
    if stage.events == "recognition":
        return _of_recognition(case, outcome, listed, standing)
    unnamed = _NOT_LISTED if listed is None else _LISTED
    id_, name = (milestone.id, milestone.name) if milestone else unnamed
    return OutcomeGiven(
        application=case.application,
        number=case.number,
        list=outcome.list,
        stage=stage.id,
        outcome=id_,
        outcome_name=Bilingual(zh=name.zh, en=name.en),
        success=listed is not None,
        final=final,
        listed=None if listed is None else _listed(case, listed),
        reason=outcome.reason,
        at=outcome.at,
        standing=standing,
    )


def _of_recognition(
    case: Case, outcome: Outcome, listed: Entry | None, standing: Standing
) -> Event:
    if listed is None:
        return NotRecognised(
            application=case.application,
            number=case.number,
            reason=outcome.reason or NOT_LISTED,
            at=outcome.at,
            standing=standing,
        )
    return Recognised(
        application=case.application,
        number=case.number,
        uscc=case.uscc,
        enterprise=listed.enterprise,
        product=listed.product,
        list=outcome.list,
        entry=listed.no,
        at=outcome.at,
        standing=standing,
    )


def _listed(case: Case, entry: Entry) -> Listed:
    return Listed(
        uscc=case.uscc, enterprise=entry.enterprise, product=entry.product, entry=entry.no
    )
