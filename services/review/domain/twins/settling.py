"""An officer settles whether two applications are for the same thing."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case.case import Case, Step
from services.review.domain.case.passing import place_of
from services.review.domain.case.refusals import not_now
from services.review.domain.stages.decision.deciding import decide, waits_for
from services.review.domain.stages.formal_review.conclusion import not_accept
from services.review.domain.twins.finding import stands
from services.review.domain.twins.kept import Settlement
from services.review.domain.twins.refusals import WaitsForList, no_twin
from shared.calendar import Calendar
from shared.contracts.reviews import SameThingSettled
from shared.programmes import Programme
from shared.programmes.path import Announcement, FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing

LAPSED_REASON = "one of the two has ended"
CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Settled:
    """What an officer says of a case and one of its twins: `same`, and then the case ends."""

    same: bool
    reason: str
    by: str
    at: datetime


def settle(
    case: Case, other: Case, programme: Programme, calendar: Calendar, said: Settled
) -> tuple[Step, Step] | None:
    """Both cases as settled; None when this is what was settled last.

    Of the same thing the case is refused at once where it is in formal review or waits for one
    official's decision. Elsewhere it goes on no further, and ends as its stage ends those that
    nobody puts forward. Raises NotFound for no twin, CaseClosed, WaitsForList and
    whatever the stage refuses.
    """
    twin = next((one for one in case.twins if one.application == other.application), None)
    if twin is None:
        raise no_twin(other.application)
    how = "the_same" if said.same else "not_the_same"
    settlement = Settlement(how=how, ends=said.same, reason=said.reason, by=said.by, at=said.at)
    last = twin.settled
    if last is not None and (last.how, last.ends, last.reason) == (
        *(settlement.how, settlement.ends, settlement.reason),
    ):
        return None
    if not stands(case, programme):
        raise not_now(case, programme)
    place = place_of(case, programme)
    if said.same and place is not None and isinstance(place.stage, Announcement):
        raise WaitsForList(case)
    this = _noted(case, other.application, settlement)
    there = _noted(other, case.application, settlement.model_copy(update={"ends": False}))
    if said.same:
        refused = _refused(this.case, programme, calendar, said)
        this = Step(refused.case, (*this.events, *refused.events))
    return this, there


def lapse(case: Case, other: Case, at: datetime) -> tuple[Step, Step]:
    """Two cases of which one has ended otherwise: neither is on hold for the other any more."""
    gone = Settlement(how="lapsed", ends=False, reason=LAPSED_REASON, by=CLOCK, at=at)
    return _noted(case, other.application, gone), _noted(other, case.application, gone)


def _noted(case: Case, other: str, settlement: Settlement) -> Step:
    twins = tuple(
        twin.model_copy(update={"settlements": (*twin.settlements, settlement)})
        if twin.application == other
        else twin
        for twin in case.twins
    )
    event = SameThingSettled(
        application=case.application,
        number=case.number,
        other=other,
        how=settlement.how,
        ends=settlement.ends,
        reason=settlement.reason,
        by=settlement.by,
        at=settlement.at,
        standing=case.standing,
    )
    return Step(case.model_copy(update={"twins": twins}), (event,))


def _refused(case: Case, programme: Programme, calendar: Calendar, said: Settled) -> Step:
    assert programme.same_thing is not None
    reason = programme.same_thing.reason
    place, stage = place_of(case, programme), waits_for(case, programme)
    in_review = place is not None and isinstance(place.stage, FormalReview)
    if in_review and place is not None and place.state is Reviewing.REVIEWING:
        return not_accept(case, programme, reason=reason, by=said.by, at=said.at)
    if stage is not None and stage.is_plain:
        step = decide(
            case,
            programme,
            calendar,
            verdict=stage.verdicts.failed.id,
            opinion=said.reason,
            reason=reason,
            by=said.by,
            at=said.at,
            meant=stage.id,
        )
        assert step is not None
        return step
    return Step(case)
