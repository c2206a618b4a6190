"""What a case keeps of an announcement."""

from shared.programmes import Path
from shared.programmes.path import Announcement
from shared.record import Record
from shared.values import Instant

NOT_LISTED = "not_listed"
"""Why a case is not on the list that has no other reason for it."""


class Outcome(Record):
    """What the announcement of a list made of the case: `recognised` is whether it is on the list.

    `stage` is the announcement; older outcomes name none, since no path had a second one. One that
    a correction of the list gave has its number.
    """

    recognised: bool
    list: str
    entry: int | None
    reason: str | None
    at: Instant
    stage: str | None = None
    correction: int = 0

    def stage_in(self, way: Path) -> Announcement:
        """The announcement that gave it."""
        stages = way.of_kind(Announcement)
        return next((stage for stage in stages if stage.id == self.stage), way.final)
