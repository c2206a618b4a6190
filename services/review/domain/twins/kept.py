"""What a case keeps of another application that seems to be for the same thing."""

from typing import Literal

from shared.record import Record
from shared.values import Bilingual, Instant


class Alike(Record):
    """What both have, each as it wrote it; `of` is what it is known by."""

    of: str
    this: str
    other: str


class Settlement(Record):
    """Who said of two applications what, and why.

    `the_same`: one of them `ends`, which is said of the case that keeps this. `lapsed`: one of
    them has ended otherwise, so that nothing is there twice.
    """

    how: Literal["not_the_same", "the_same", "lapsed"]
    ends: bool
    reason: str
    by: str
    at: Instant


class Twin(Record):
    """The other application, as it stood when it was found, and how that was settled.

    The last of the settlements counts.
    """

    application: str
    number: str
    programme: str
    round: str
    district: str
    uscc: str
    enterprise: Bilingual
    product: Bilingual
    received_at: Instant
    alike: tuple[Alike, ...]
    found_at: Instant
    settlements: tuple[Settlement, ...] = ()

    @property
    def settled(self) -> Settlement | None:
        """What counts of it; None while nobody has settled it."""
        return self.settlements[-1] if self.settlements else None

    @property
    def has_lapsed(self) -> bool:
        """Whether one of the two had ended; if it is taken up again, the twin is found anew."""
        return self.settled is not None and self.settled.how == "lapsed"

    @property
    def holds(self) -> bool:
        """Whether the case that keeps it may not go on."""
        return self.settled is None or self.settled.ends
