"""What review has to know of every kind of stage that a case goes through."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from shared.calendar import Calendar
from shared.programmes import Milestone, Path, Programme
from shared.programmes.path import State
from shared.programmes.path.stage import StageBase
from shared.values import Bilingual

S_contra = TypeVar("S_contra", bound=StageBase, contravariant=True)


@dataclass(frozen=True, slots=True)
class Start:
    """What begins when a case enters a stage: its clocks, and the milestone it reaches by that."""

    due_at: datetime | None = None
    expires_at: datetime | None = None
    gives: Milestone | None = None


class StageKind(Protocol[S_contra]):
    """Every kind is a module of this form; its rules lie beside it."""

    def start(
        self,
        stage: S_contra,
        programme: Programme,
        calendar: Calendar,
        round_id: str,
        since: datetime,
    ) -> Start:
        """What begins when a case of this round enters the stage; its clocks run since then."""
        ...

    def next_step(self, stage: S_contra, state: State, way: Path) -> Bilingual | None:
        """What comes next in this state, and from whom; None where nothing does."""
        ...
