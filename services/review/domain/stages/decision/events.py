"""Which event tells of a decision."""

from services.review.domain.case import Case
from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.passing import place_of
from services.review.domain.stages.decision.kept import Decision
from shared.contracts.base import Event
from shared.contracts.reviews import ApplicationDecided, StageConcluded
from shared.programmes import Bilingual as Name
from shared.programmes import Programme
from shared.programmes.path import Decision as DecisionStage
from shared.values import Bilingual


def decision_event(
    after: Case, stage: DecisionStage, programme: Programme, made: Decision
) -> Event:
    """The event of this decision; `after` is the case that it has moved.

    Of a sealed one no reader of stages learns more than that it was made.
    """
    passed = made.has_passed(programme.way)
    if stage.events == "recognition":
        return ApplicationDecided(
            application=after.application,
            number=after.number,
            # The words of the contract, whatever those of the programme are.
            verdict="recognise" if passed else "not_recognise",
            opinion=made.opinion,
            reason=made.reason,
            by=made.by,
            rule_version=made.rule_version,
            at=made.at,
            standing=after.standing,
        )
    milestone = stage.milestones.passed if passed else stage.milestones.failed
    place = place_of(after, programme)
    goes_on = place is not None and place.stage is not stage
    shown = None if stage.sealed else made
    return StageConcluded(
        application=after.application,
        number=after.number,
        stage=stage.id,
        stage_name=_plain(stage.name),
        kind=stage.kind,
        outcome="sealed" if stage.sealed else "passed" if passed else "failed",
        verdict=shown and shown.verdict,
        milestone=milestone.id if shown and milestone else None,
        reason=shown and shown.reason,
        reason_text=_reason_text(programme, shown),
        opinion=shown and shown.opinion,
        next=place.stage.id if place is not None and goes_on else None,
        by=made.by,
        rule_version=made.rule_version,
        addressee=None if stage.sealed else addressee_of(after, programme),
        at=made.at,
        standing=after.standing,
    )


def _reason_text(programme: Programme, shown: Decision | None) -> Bilingual | None:
    if shown is None or shown.reason is None:
        return None
    return _plain(programme.reason(shown.reason).name)


def _plain(name: Name) -> Bilingual:
    return Bilingual(zh=name.zh, en=name.en)
