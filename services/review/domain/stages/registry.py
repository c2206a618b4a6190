"""The kinds of stage that review knows: one line each."""

from collections.abc import Mapping
from typing import Any

from services.review.domain.stages.announcement import kind as announcement
from services.review.domain.stages.base import StageKind
from services.review.domain.stages.construction import kind as construction
from services.review.domain.stages.decision import kind as decision
from services.review.domain.stages.formal_review import kind as formal_review
from services.review.domain.stages.recommendation import kind as recommendation
from shared.programmes import Path, Place, Stage
from shared.programmes.path import (
    Announcement,
    Construction,
    Decision,
    FormalReview,
    Recommendation,
)
from shared.programmes.path.stage import StageBase
from shared.values import Bilingual

KINDS: Mapping[type[StageBase], StageKind[Any]] = {
    FormalReview: formal_review,
    Recommendation: recommendation,
    Decision: decision,
    Construction: construction,
    Announcement: announcement,
}


def next_step_at(place: Place, way: Path) -> Bilingual | None:
    """What comes next for a case that stands there; None where its case is closed."""
    return kind_of(place.stage).next_step(place.stage, place.state, way)


def kind_of(stage: Stage) -> StageKind[Any]:
    """What review knows of the kind of this stage."""
    return KINDS[type(stage)]
