"""The kinds of stage: a module for each, and one line here."""

from typing import Annotated, TypeAlias

from pydantic import Field

from shared.programmes.path.kinds.announcement import Announcement
from shared.programmes.path.kinds.application import ApplicationStage
from shared.programmes.path.kinds.cohort import Cohort
from shared.programmes.path.kinds.construction import Construction
from shared.programmes.path.kinds.decision import Decision
from shared.programmes.path.kinds.formal_review import FormalReview
from shared.programmes.path.kinds.public_notice import PublicNotice
from shared.programmes.path.kinds.recommendation import Recommendation

Stage: TypeAlias = Annotated[
    ApplicationStage
    | Cohort
    | FormalReview
    | Recommendation
    | Decision
    | Construction
    | PublicNotice
    | Announcement,
    Field(discriminator="kind"),
]

__all__ = [
    "Announcement",
    "ApplicationStage",
    "Cohort",
    "Construction",
    "Decision",
    "FormalReview",
    "PublicNotice",
    "Recommendation",
    "Stage",
]
