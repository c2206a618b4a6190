"""The recommender puts an accepted application forward."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.refusals import not_now
from services.review.domain.stages.recommendation.kept import Recommendation
from shared.contracts.reviews import ApplicationRecommended


def recommend(
    case: Case,
    *,
    recommender: str,
    sheet: str,
    rank: int,
    opinion: str,
    by: str,
    at: datetime,
) -> Step:
    """The recommended case; raises WrongStage or CaseClosed unless it is accepted."""
    if case.stage != "accepted":
        raise not_now(case.number, case.stage, "an accepted one")
    rule_version = f"{case.programme}@{case.programme_version}"
    recommended = case.model_copy(
        update={
            "stage": "recommended",
            "recommendation": Recommendation(
                recommender=recommender,
                sheet=sheet,
                rank=rank,
                opinion=opinion,
                by=by,
                rule_version=rule_version,
                at=at,
            ),
            "milestones": case.reached("recommended", at),
        }
    )
    event = ApplicationRecommended(
        application=case.application,
        number=case.number,
        recommender=recommender,
        sheet=sheet,
        rank=rank,
        opinion=opinion,
        by=by,
        rule_version=rule_version,
        at=at,
        standing=recommended.standing,
    )
    return Step(recommended, (event,))
