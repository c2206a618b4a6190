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

    awaited: ClassVar[bool] = True
    """Whether anybody else has to hear that it was sent and arrived."""

    stands: ClassVar[bool] = False
    """Whether it is true whatever the case comes to, so that no later end makes it moot."""

    undoes: ClassVar[bool] = False
    """Whether what was told before of the same matter holds no longer by it."""

    @property
    def matter(self) -> str | None:
        """What it is about, where a later notice may take it back; None where none does so."""
        return None

    @property
    def starts_clock_of(self) -> int:
        """The supplement round whose clock its delivery starts; 0 for all that ask for nothing."""
        return 0

    @property
    def about_round(self) -> int:
        """The supplement round that it is about; 0 for none."""
        return self.starts_clock_of

    @property
    def outlives_withdrawal(self) -> bool:
        """Whether it is sent although the application was withdrawn."""
        return False

    @property
    def about(self) -> str | None:
        """The objection or revocation that it serves, whose term its delivery starts."""
        return None

    def lapsed(self, at: datetime) -> bool:
        """Whether it has nothing to say any more because of the time."""
        return False
