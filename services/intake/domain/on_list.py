"""An application on a list under public notice, and the objections that it was served with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class ServedObjection:
    """One that its enterprise may answer before `due_at` (exclusive); no time runs without it."""

    id: str
    due_at: datetime | None = None
    due_explanation: Bilingual | None = None
    answered: bool = False
    dismissed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the office has still to decide it."""
        return not self.dismissed

    def may_be_answered(self, at: datetime) -> bool:
        """Whether an answer that arrives at this instant is in time, and the first."""
        return self.is_open and not self.answered and (self.due_at is None or at < self.due_at)


@dataclass(frozen=True, slots=True)
class OnList:
    """Its number on the list of the stage, until when (exclusive) that is under notice.

    An application that was listed by a former version has no end of the notice.
    """

    stage: str
    number: int
    closes_at: datetime | None = None
    explanation: Bilingual | None = None
    removed: bool = False
    objections: tuple[ServedObjection, ...] = ()

    def with_objection(
        self, identity: str, change: Callable[[ServedObjection], ServedObjection]
    ) -> "OnList":
        """The same with an objection as it is now; it is new if nothing was known of it."""
        known = {one.id: one for one in self.objections}
        known[identity] = change(known.get(identity, ServedObjection(identity)))
        return replace(self, objections=tuple(known.values()))

    def awaiting_answer(self, at: datetime) -> ServedObjection | None:
        """The open one that can be answered at this instant, of several the first to be due."""
        found = [one for one in self.objections if one.may_be_answered(at)]
        return min(found, key=_due, default=None)

    def awaiting_decision(self) -> ServedObjection | None:
        """One that the office has to decide."""
        return next((one for one in self.objections if one.is_open), None)


def _due(objection: ServedObjection) -> tuple[bool, float]:
    due_at = objection.due_at
    return due_at is None, 0.0 if due_at is None else due_at.timestamp()
