"""The path of a case: the stages of a programme as building blocks, in their order."""

from shared.programmes.path.default import DEFAULT_PATH
from shared.programmes.path.kinds import (
    Announcement,
    ApplicationStage,
    Cohort,
    Construction,
    Decision,
    FormalReview,
    PublicNotice,
    Recommendation,
    Stage,
)
from shared.programmes.path.milestone import Milestone
from shared.programmes.path.path import Exit, Path
from shared.programmes.path.place import WITHDRAWN, Place
from shared.programmes.path.stage import Leaving, Role, State, StateWord

__all__ = [
    "DEFAULT_PATH",
    "WITHDRAWN",
    "Announcement",
    "ApplicationStage",
    "Cohort",
    "Construction",
    "Decision",
    "Exit",
    "FormalReview",
    "Leaving",
    "Milestone",
    "Path",
    "Place",
    "PublicNotice",
    "Recommendation",
    "Role",
    "Stage",
    "State",
    "StateWord",
]
