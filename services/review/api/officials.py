"""Which officials a route is for, and who of them calls."""

from services.review.domain.official import Official
from shared.http.auth import Caller, Guard, allow
from shared.http.roles import Role
from shared.programmes import Programmes
from shared.programmes.path.stage import StageBase

READERS = allow("association", "recommender", "reviewer", "officer", "operator")


def acting_in(programmes: Programmes, *kinds: type[StageBase]) -> Guard:
    """Lets in whoever acts in a stage of these kinds in some programme; each case says in which."""
    return allow(*roles_in(programmes, *kinds))


def roles_in(programmes: Programmes, *kinds: type[StageBase]) -> tuple[Role, ...]:
    """The roles of those who act in a stage of these kinds in some programme."""
    usual = (kind.model_fields["by"].default for kind in kinds)
    named = (
        stage.by
        for kind in kinds
        for programme in programmes
        for stage in programme.way.of_kind(kind)
    )
    return tuple(dict.fromkeys((*usual, *named)))


def official_of(caller: Caller) -> Official:
    """The official who calls."""
    return Official(caller.subject, caller.roles, caller.office)
