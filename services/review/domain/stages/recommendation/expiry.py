"""What the clock does when a round's time to recommend is over."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.passing import stop_clock
from shared.calendar import Calendar
from shared.contracts.reviews import ApplicationNotRecommended
from shared.programmes import Programme
from shared.programmes.path import Recommendation, State
from shared.values import Bilingual


def expire(
    case: Case,
    stage: Recommendation,
    state: State,
    programme: Programme,
    calendar: Calendar,
    *,
    over_at: datetime,
    at: datetime,
) -> Step:
    """Tells that nobody has recommended the case, which stays where it is."""
    recommend_by = programme.round(case.round).recommend_until(stage.id)
    if recommend_by is None:
        return Step(stop_clock(case))
    event = ApplicationNotRecommended(
        application=case.application,
        number=case.number,
        stage=stage.id,
        stage_name=Bilingual(zh=stage.name.zh, en=stage.name.en),
        recommend_by=recommend_by,
        rule_version=programme.key,
        addressee=addressee_of(case, programme),
        at=over_at,
        standing=case.standing,
    )
    return Step(stop_clock(case), (event,))
