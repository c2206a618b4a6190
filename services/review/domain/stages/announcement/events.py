"""Which events tell of an outcome: to everybody, and to its enterprise."""

from services.review.domain.case import Case
from services.review.domain.case.addressee import addressee_of
from services.review.domain.lists.entry import Entry
from services.review.domain.stages.announcement.kept import NOT_LISTED, Outcome
from shared.contracts.base import Event, Standing
from shared.contracts.outcomes import Listed, NotRecognised, OutcomeGiven, Recognised
from shared.contracts.reviews import OutcomeExplained
from shared.identity import kind_for_events
from shared.programmes import Bilingual as Name
from shared.programmes import Milestone, Programme
from shared.programmes.path import Announcement
from shared.values import Bilingual

_LISTED = ("listed", Name(zh="列入名单", en="Listed"))
_NOT_LISTED = (NOT_LISTED, Name(zh="未列入名单", en="Not listed"))
"""What an outcome is called for which the programme has no milestone."""


def outcome_event(
    case: Case, stage: Announcement, outcome: Outcome, listed: Entry | None, *, final: bool
) -> Event:
    """The event of this outcome; `listed` is the entry of a case that is on the list."""
    milestone = milestone_of(stage, listed=listed is not None)
    standing = case.public_standing({} if milestone is None else {milestone.id: outcome.at})
    if stage.events == "recognition":
        return _of_recognition(case, outcome, listed, standing)
    id_, name = called(stage, listed=listed is not None)
    return OutcomeGiven(
        application=case.application,
        number=case.number,
        list=outcome.list,
        stage=stage.id,
        outcome=id_,
        outcome_name=_plain(name),
        success=listed is not None,
        final=final,
        listed=None if listed is None else _listed(case, listed),
        reason=outcome.reason,
        at=outcome.at,
        standing=standing,
    )


def explanation_of(
    case: Case,
    stage: Announcement,
    programme: Programme,
    outcome: Outcome,
    entry: Entry | None,
    *,
    final: bool,
) -> OutcomeExplained:
    """The same as the enterprise is told it: with the reason in words, and the opinion.

    Whoever was removed from the list passed the decision, so that its opinion is no reason.
    """
    _, name = called(stage, listed=outcome.recognised)
    removed = entry is not None and not outcome.recognised
    made = None if removed else case.decision
    return OutcomeExplained(
        application=case.application,
        number=case.number,
        list=outcome.list,
        stage=stage.id,
        stage_name=_plain(stage.name),
        outcome_name=_plain(name),
        listed=outcome.recognised,
        entry=outcome.entry,
        final=final,
        reason=outcome.reason,
        reason_text=_reason_text(programme, outcome.reason),
        opinion=None if made is None else made.opinion,
        rule_version=programme.key if made is None else made.rule_version,
        addressee=addressee_of(case, programme),
        at=outcome.at,
        standing=case.standing,
    )


def milestone_of(stage: Announcement, *, listed: bool) -> Milestone | None:
    """What its list gives to those on it, or to those that are not."""
    return stage.milestones.passed if listed else stage.milestones.failed


def called(stage: Announcement, *, listed: bool) -> tuple[str, Name]:
    """The id and the name of the outcome of those on its list, or of those that are not."""
    milestone = milestone_of(stage, listed=listed)
    unnamed = _LISTED if listed else _NOT_LISTED
    return (milestone.id, milestone.name) if milestone else unnamed


def _reason_text(programme: Programme, reason: str | None) -> Bilingual | None:
    named = (known.name for known in programme.reasons if known.id == reason)
    return next((_plain(name) for name in named), None)


def _plain(name: Name) -> Bilingual:
    return Bilingual(zh=name.zh, en=name.en)


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
        code_kind=kind_for_events(case.uscc),
        enterprise=listed.enterprise,
        product=listed.product,
        list=outcome.list,
        entry=listed.no,
        at=outcome.at,
        standing=standing,
    )


def _listed(case: Case, entry: Entry) -> Listed:
    return Listed(
        uscc=case.uscc,
        code_kind=kind_for_events(case.uscc),
        enterprise=entry.enterprise,
        product=entry.product,
        entry=entry.no,
    )
