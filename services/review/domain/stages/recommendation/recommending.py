"""An office puts an application forward, at a rank of its summary sheet."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import conclude, place_of
from services.review.domain.case.refusals import expect
from services.review.domain.stages.recommendation.kept import Recommendation
from shared.calendar import Calendar
from shared.contracts.reviews import ApplicationRecommended
from shared.programmes import Programme
from shared.programmes.path import Leaving
from shared.programmes.path import Recommendation as RecommendationStage
from shared.programmes.path.kinds.recommendation import Recommending


def awaits_recommendation(case: Case, programme: Programme) -> bool:
    """Whether somebody may put it forward now."""
    place = place_of(case, programme)
    return place is not None and place.state is Recommending.WAITING


def recommend(
    case: Case,
    programme: Programme,
    calendar: Calendar,
    *,
    recommender: str,
    sheet: str,
    rank: int,
    opinion: str,
    by: str,
    at: datetime,
) -> Step:
    """The recommended case; raises WrongStage or CaseClosed unless it waits for that."""
    stage = expect(case, programme, RecommendationStage, Recommending.WAITING)
    recommendation = Recommendation(
        recommender=recommender,
        sheet=sheet,
        rank=rank,
        opinion=opinion,
        by=by,
        rule_version=programme.key,
        at=at,
    )
    recommended = conclude(
        case.model_copy(update={"recommendation": recommendation}),
        programme,
        calendar,
        Leaving.PASSED,
        at=at,
        gives=stage.milestones.passed,
    )
    event = ApplicationRecommended(
        application=case.application,
        number=case.number,
        recommender=recommender,
        sheet=sheet,
        rank=rank,
        opinion=opinion,
        by=by,
        rule_version=programme.key,
        at=at,
        standing=recommended.standing,
    )
    return Step(recommended, (event,))
