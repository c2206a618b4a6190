"""The holder of a recognition has another name: number and last day stay."""

from datetime import date, datetime

from services.review.domain.recognition.recognition import (
    FormerName,
    Recognition,
    RecognitionStep,
)
from services.review.domain.recognition.refusals import NameTooEarly
from shared.contracts.register import RecognitionRenamed
from shared.values import Bilingual


def rename(
    found: Recognition, name: Bilingual, *, since: date, reason: str, by: str, at: datetime
) -> RecognitionStep:
    """The recognition under a name that its holder has since a day.

    The same name once more changes nothing. Raises NameTooEarly for a day before the name that
    would be replaced.
    """
    if name == found.holder:
        return RecognitionStep(found)
    earliest = found.former_names[-1].until_before if found.former_names else found.since
    if since <= earliest:
        raise NameTooEarly(found.number, earliest)
    former = FormerName(name=found.holder, until_before=since, reason=reason, by=by, at=at)
    renamed = found.model_copy(
        update={"holder": name, "former_names": (*found.former_names, former)}
    )
    event = RecognitionRenamed(
        recognition=found.id,
        number=found.number,
        programme=found.programme,
        application=found.application,
        former=found.holder,
        holder=name,
        since=since,
        reason=reason,
        by=by,
        at=at,
    )
    return RecognitionStep(renamed, (event,))
