"""Whom an enterprise's letter is for, as events of its case name it."""

from services.review.domain.case.case import Case
from shared.contracts.base import Addressee
from shared.identity import kind_for_events
from shared.programmes import Programme
from shared.values import Bilingual


def addressee_of(case: Case, programme: Programme) -> Addressee:
    """The enterprise of the case, and the names that a letter uses."""
    return Addressee(
        uscc=case.uscc,
        code_kind=kind_for_events(case.uscc),
        enterprise=case.enterprise,
        product=case.product,
        programme_name=Bilingual(zh=programme.name.zh, en=programme.name.en),
    )
