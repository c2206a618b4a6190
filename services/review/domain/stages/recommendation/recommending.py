"""An office puts an application forward, at a rank of its summary sheet."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.passing import conclude, place_of
from services.review.domain.case.refusals import expect
from services.review.domain.stages.recommendation.kept import Recommendation
from shared.calendar import Calendar
from shared.contracts.reviews import ApplicationRecommended
from shared.programmes import Programme
from shared.programmes.path import Leaving
from shared.programmes.path import Recommendation as RecommendationStage
from shared.programmes.path.kinds.recommendation import Recommending
from shared.values import Bilingual


def awaits_recommendation(case: Case, programme: Programme, stage: str) -> bool:
    """Whether somebody may put it forward now in this stage, which is a tier of several.

    A case on hold is put forward by nobody.
    """
    place = place_of(case, programme)
    return (
        place is not None
        and not case.on_hold
        and place.state is Recommending.WAITING
        and place.stage.id == stage
    )


def is_put_forward(case: Case, recommender: str, sheet: str) -> bool:
    """Whether this sheet has recommended it already."""
    given = (*case.earlier_recommendations, case.recommendation)
    return any(
        one is not None and (one.recommender, one.sheet) == (recommender, sheet) for one in given
    )


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
        stage=stage.id,
        at=at,
    )
    before = () if case.recommendation is None else (case.recommendation,)
    earlier = (*case.earlier_recommendations, *before)
    recommended = conclude(
        case.model_copy(
            update={"recommendation": recommendation, "earlier_recommendations": earlier}
        ),
        programme,
        calendar,
        Leaving.PASSED,
        at=at,
        gives=stage.milestones.passed,
    )
    several = len(programme.way.of_kind(RecommendationStage)) > 1
    event = ApplicationRecommended(
        application=case.application,
        number=case.number,
        recommender=recommender,
        sheet=sheet,
        rank=rank,
        opinion=opinion,
        by=by,
        rule_version=programme.key,
        stage=stage.id if several else None,
        stage_name=Bilingual(zh=stage.name.zh, en=stage.name.en) if several else None,
        addressee=addressee_of(recommended, programme),
        at=at,
        standing=recommended.standing,
    )
    return Step(recommended, (event,))
