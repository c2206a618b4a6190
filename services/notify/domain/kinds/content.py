"""What all kinds of notices have in common."""

from datetime import datetime
from typing import ClassVar

from shared.record import Record


class Content(Record):
    """What a notice says; a kind is a subclass, told from the others by its literal `kind`."""

    concludes: ClassVar[bool] = False
    """Whether it tells of an end of the case, which makes moot what was not sent before."""

    must_arrive: ClassVar[bool] = True
    """Whether one that mail can't deliver has to be served by other means."""

    @property
    def starts_clock_of(self) -> int:
        """The supplement round whose clock its delivery starts; 0 for all that ask for nothing."""
        return 0

    @property
    def about_round(self) -> int:
        """The supplement round that it is about; 0 for none."""
        return self.starts_clock_of

    def lapsed(self, at: datetime) -> bool:
        """Whether it has nothing to say any more because of the time."""
        return False
