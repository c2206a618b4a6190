"""Which decisions are under embargo: sealed ones, until the announcement after them."""

from services.review.domain.case import Case
from services.review.domain.stages.decision.kept import Decision, Letter
from shared.programmes import Path


def is_under_embargo(made: Decision | Letter, case: Case, way: Path) -> bool:
    """Whether only those who decide may see it yet."""
    stage = made.stage_in(way)
    given = (*case.earlier_outcomes, *((case.outcome,) if case.outcome else ()))
    over = any(stage in way.before(outcome.stage_in(way)) for outcome in given)
    return stage.sealed and not over
