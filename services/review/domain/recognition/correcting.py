"""The register follows a correction of the list that a recognition is from."""

from services.review.domain.lists.entry import Printed
from services.review.domain.lists.numbered_list import CorrectedEntry, ListCorrection
from services.review.domain.recognition.certifying import void
from services.review.domain.recognition.recognition import Recognition, RecognitionStep, Struck
from shared.contracts.register import RecognitionCorrected, RecognitionStruck
from shared.programmes import Programme


def follow(
    found: Recognition, correction: ListCorrection, entry: CorrectedEntry, programme: Programme
) -> RecognitionStep | None:
    """The recognition after a correction that removes or reprints its entry.

    What is removed ends, and every document about it is void for ever. None when it has followed
    this correction before.
    """
    if correction.no in found.corrected_by:
        return None
    heard = found.model_copy(update={"corrected_by": (*found.corrected_by, correction.no)})
    if entry.change == "removed":
        return _strike(heard, correction, entry, programme)
    if entry.change == "reprinted" and entry.reads is not None:
        return _reprint(heard, correction, entry, entry.reads)
    return RecognitionStep(heard)


def _strike(
    found: Recognition, correction: ListCorrection, entry: CorrectedEntry, programme: Programme
) -> RecognitionStep:
    by, at, reason = correction.by, correction.at, correction.reason
    struck = Struck(correction=correction.no, reason=reason, by=by, at=at)
    after = found.model_copy(update={"status": "struck", "struck": struck})
    event = RecognitionStruck(
        recognition=found.id,
        number=found.number,
        programme=found.programme,
        application=found.application,
        list=found.source.list or "",
        entry=entry.no,
        correction=correction.no,
        reason=reason,
        by=by,
        at=at,
    )
    step = RecognitionStep(after, (event,))
    for one in found.certificates:
        if one.voided is None:
            voided = void(step.recognition, programme, one.number, reason, by=by, at=at)
            step = RecognitionStep(voided.recognition, (*step.events, *voided.events))
    return step


def _reprint(
    found: Recognition, correction: ListCorrection, entry: CorrectedEntry, reads: Printed
) -> RecognitionStep:
    """What the list should have printed is the first name; what it was renamed to later stays."""
    first, *others = found.former_names or (None,)
    former, was = (found.holder if first is None else first.name), found.what
    if first is None:
        changed = {"holder": reads.enterprise, "what": reads.product}
        after = found.model_copy(update=changed)
    else:
        named = first.model_copy(update={"name": reads.enterprise})
        names = (named, *(one for one in others if one is not None))
        after = found.model_copy(update={"former_names": names, "what": reads.product})
    if (former, was) == (reads.enterprise, reads.product):
        return RecognitionStep(after)
    event = RecognitionCorrected(
        recognition=found.id,
        number=found.number,
        programme=found.programme,
        application=found.application,
        list=found.source.list or "",
        entry=entry.no,
        correction=correction.no,
        former=former,
        former_what=was,
        holder=reads.enterprise,
        what=reads.product,
        reason=correction.reason,
        by=correction.by,
        at=correction.at,
    )
    return RecognitionStep(after, (event,))
