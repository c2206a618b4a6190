"""What a correction of an announced list makes of each case that it touches."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.addressee import addressee_of
from services.review.domain.lists.entry import Printed
from services.review.domain.lists.numbered_list import (
    CorrectedEntry,
    ListCorrection,
    NumberedList,
)
from services.review.domain.stages.announcement.events import called, milestone_of
from services.review.domain.stages.announcement.kept import Outcome
from shared.contracts.base import Standing
from shared.contracts.outcomes import Listed, OutcomeCorrected
from shared.contracts.reviews import OutcomeCorrectionExplained
from shared.identity import kind_for_events
from shared.programmes import Milestone, Path, Programme
from shared.values import Bilingual


def correct_outcome(
    case: Case,
    found: NumberedList,
    correction: ListCorrection,
    entry: CorrectedEntry,
    programme: Programme,
) -> Step | None:
    """The case with the outcome that holds since; None when it has heard of this correction.

    It stays where the announcement has left it: what was announced has happened.
    """
    name = f"{found.id}/{correction.no}"
    if name in case.corrected_by:
        return None
    stage = found.stage_in(programme.way)
    after = case.model_copy(update={"corrected_by": (*case.corrected_by, name)})
    if entry.change != "reprinted":
        outcome = Outcome(
            stage=stage.id,
            recognised=entry.change == "added",
            list=found.id,
            entry=entry.no,
            reason=None if entry.change == "added" else correction.why,
            at=correction.at,
            correction=correction.no,
        )
        earlier = (case.outcome,) if case.outcome else ()
        update = {"outcome": outcome, "earlier_outcomes": (*case.earlier_outcomes, *earlier)}
        after = after.model_copy(update=update)
    on_list = entry.change != "removed"
    id_, outcome_name = called(stage, listed=on_list)
    plain = Bilingual(zh=outcome_name.zh, en=outcome_name.en)
    public = OutcomeCorrected(
        application=case.application,
        number=case.number,
        list=found.id,
        stage=stage.id,
        correction=correction.no,
        change=entry.change,
        why=correction.why,
        reason=correction.reason,
        basis=correction.basis,
        outcome=id_,
        outcome_name=plain,
        success=on_list,
        entry=entry.no,
        replaces=_listed(case, entry.no, entry.was),
        listed=_listed(case, entry.no, entry.reads),
        rule_version=correction.rule_version,
        at=correction.at,
        standing=_standing(after, programme.way),
    )
    was, reads = _changed_words(entry)
    explained = OutcomeCorrectionExplained(
        application=case.application,
        number=case.number,
        list=found.id,
        stage=stage.id,
        stage_name=Bilingual(zh=stage.name.zh, en=stage.name.en),
        correction=correction.no,
        change=entry.change,
        entry=entry.no,
        outcome_name=plain,
        why=correction.why,
        reason=correction.reason,
        was=was,
        reads=reads,
        rule_version=correction.rule_version,
        addressee=addressee_of(after, programme),
        at=correction.at,
        standing=after.standing,
    )
    return Step(after, (explained, public))


def _standing(case: Case, way: Path) -> Standing:
    """What everybody may know of it: what its outcomes gave, and which of that is struck."""
    reached: dict[str, datetime] = {}
    struck: dict[str, datetime] = {}
    before: Milestone | None = None
    for one in (*case.earlier_outcomes, case.outcome):
        if one is None:
            continue
        milestone = milestone_of(one.stage_in(way), listed=one.recognised)
        if one.correction and before is not None:
            struck[before.id] = one.at
        if milestone is not None:
            reached[milestone.id] = one.at
        before = milestone
    standing = case.public_standing(reached)
    return standing.model_copy(update={"struck": struck}) if struck else standing


def _listed(case: Case, no: int, printed: Printed | None) -> Listed | None:
    if printed is None:
        return None
    return Listed(
        uscc=case.uscc,
        code_kind=kind_for_events(case.uscc),
        enterprise=printed.enterprise,
        product=printed.product,
        entry=no,
    )


def _changed_words(entry: CorrectedEntry) -> tuple[Bilingual | None, Bilingual | None]:
    """How a reprinted entry read and reads, in what is different."""
    if entry.was is None or entry.reads is None:
        return None, None
    before, after = entry.was, entry.reads
    pairs = ((before.enterprise, after.enterprise), (before.product, after.product))
    changed = [(one, other) for one, other in pairs if one != other]
    if not changed:
        return None, None
    was, reads = zip(*changed, strict=True)
    return _together(was), _together(reads)


def _together(names: tuple[Bilingual, ...]) -> Bilingual:
    return Bilingual(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names))
