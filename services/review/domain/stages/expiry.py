"""What the clock does by itself to a case whose time is over, in whatever stage."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import place_of
from services.review.domain.stages.construction import expiry as construction
from services.review.domain.stages.formal_review import expiry as formal_review
from services.review.domain.stages.recommendation import expiry as recommendation
from shared.calendar import Calendar
from shared.programmes import Programme
from shared.programmes.path import Construction, FormalReview, Recommendation, State
from shared.programmes.path.stage import StageBase

S_contra = TypeVar("S_contra", bound=StageBase, contravariant=True)


class Expiring(Protocol[S_contra]):
    """A kind of stage with a clock that acts by itself is a module of this form."""

    def expire(
        self,
        case: Case,
        stage: S_contra,
        state: State,
        programme: Programme,
        calendar: Calendar,
        *,
        over_at: datetime,
        at: datetime,
    ) -> Step:
        """Ends what is over since `over_at`, or puts it off."""
        ...


EXPIRING: Mapping[type[StageBase], Expiring[Any]] = {
    FormalReview: formal_review,
    Recommendation: recommendation,
    Construction: construction,
}


def expire(case: Case, programme: Programme, calendar: Calendar, *, at: datetime) -> Step | None:
    """Ends what is over at `at`, or None when nothing is."""
    over_at = case.expires_at
    place = place_of(case, programme)
    if over_at is None or at < over_at or place is None:
        return None
    kind = EXPIRING[type(place.stage)]
    return kind.expire(case, place.stage, place.state, programme, calendar, over_at=over_at, at=at)


def as_of(case: Case, programme: Programme, calendar: Calendar, at: datetime) -> Case:
    """The case as its clock has left it by then, whether that is noted already or not."""
    step = expire(case, programme, calendar, at=at)
    return case if step is None else step.case
