"""A small programme whose recognitions can be revoked and suspended."""

from functools import cache

from shared.programmes import After, Programme, Reason, RevocationClocks
from shared.programmes.strict import Bilingual
from tests.unit.review.builders import jiangmen

FALSE, INQUIRY = "false_statements", "under_inquiry"


@cache
def revoking_programme() -> Programme:
    """Jiangmen's, with the usual terms, one reason for either act and one for suspending."""
    reasons = (
        Reason(
            id=FALSE,
            name=Bilingual(zh="申报材料存在虚假", en="Statements were false."),
            applies_to=("revocation",),
        ),
        Reason(
            id=INQUIRY,
            name=Bilingual(zh="调查期间", en="Under inquiry."),
            applies_to=("revocation",),
            only_for=("suspended",),
        ),
    )
    known = jiangmen()
    changed = known.model_copy(
        update={
            "after": After(revocation=RevocationClocks()),
            "reasons": (*known.reasons, *reasons),
        }
    )
    # Checked as one that was read, so that what it knows by id has the new reasons.
    return Programme.model_validate(changed.model_dump(exclude_unset=True))
