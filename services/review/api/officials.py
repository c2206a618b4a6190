"""Which officials a route is for, and who of them calls."""

from services.review.domain.official import Official
from shared.http.auth import Caller, Guard, allow
from shared.programmes import Programmes
from shared.programmes.path.stage import StageBase

READERS = allow("association", "recommender", "reviewer", "officer", "operator")


def acting_in(programmes: Programmes, kind: type[StageBase]) -> Guard:
    """Lets in whoever acts in a stage of this kind in some programme; each case says in which."""
    usual = kind.model_fields["by"].default
    named = (stage.by for programme in programmes for stage in programme.way.of_kind(kind))
    return allow(*dict.fromkeys((usual, *named)))


def official_of(caller: Caller) -> Official:
    """The official who calls."""
    return Official(caller.subject, caller.roles, caller.office)
