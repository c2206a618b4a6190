"""What becomes of an application in the demo."""

from collections.abc import Mapping
from enum import StrEnum


class Fate(StrEnum):
    """The path of one application through the round."""

    COMPLETE = "complete"
    """Nothing is missing; accepted at the first formal review and recommended."""

    SUPPLEMENTED = "supplemented"
    """Something is missing; the mail arrives, it is supplemented in time and recommended."""

    CORRECTED = "corrected"
    """An officer finds a material invalid; a valid one comes in time; recommended."""

    BOUNCED_THEN_READ = "bounced_then_read"
    """The mail bounces, the notice is read in the inbox, supplemented in time; recommended."""

    NEVER_SUPPLEMENTED = "never_supplemented"
    """The notice arrives, nothing comes back, the term runs out."""

    SUPPLEMENTED_LATE = "supplemented_late"
    """The supplement arrives after the term and is refused."""

    STILL_INCOMPLETE = "still_incomplete"
    """The supplement holds only part of what was asked for."""

    WITHDRAWN_WHEN_ASKED = "withdrawn_when_asked"
    """Withdrawn on being asked for what is missing."""

    WITHDRAWN_WHEN_ACCEPTED = "withdrawn_when_accepted"
    """Withdrawn after acceptance, before the recommendation."""

    BOUNCED_UNREAD = "bounced_unread"
    """The mail bounces and nobody reads the inbox: the supplement clock never starts."""

    OUT_OF_SCOPE = "out_of_scope"
    """Complete, but not accepted: outside the scope of the programme."""

    LEFT_OUT = "left_out"
    """Accepted, but the city does not put it on its summary sheet."""

    NEVER_SUBMITTED = "never_submitted"
    """A draft that stays one."""


RECOMMENDED: Mapping[Fate, int] = {
    Fate.COMPLETE: 77,
    Fate.SUPPLEMENTED: 18,
    Fate.CORRECTED: 4,
    Fate.BOUNCED_THEN_READ: 1,
}
"""Percent of the recommended applications."""

NOT_RECOMMENDED: Mapping[Fate, int] = {
    Fate.NEVER_SUPPLEMENTED: 38,
    Fate.SUPPLEMENTED_LATE: 10,
    Fate.STILL_INCOMPLETE: 12,
    Fate.WITHDRAWN_WHEN_ASKED: 8,
    Fate.WITHDRAWN_WHEN_ACCEPTED: 8,
    Fate.BOUNCED_UNREAD: 8,
    Fate.OUT_OF_SCOPE: 6,
    Fate.LEFT_OUT: 10,
}
"""Percent of the submitted applications that are not recommended."""

BOUNCES = frozenset({Fate.BOUNCED_THEN_READ, Fate.BOUNCED_UNREAD})
"""The enterprise's mail server refuses the notice."""

LACKS = frozenset(
    {
        Fate.SUPPLEMENTED,
        Fate.BOUNCED_THEN_READ,
        Fate.NEVER_SUPPLEMENTED,
        Fate.SUPPLEMENTED_LATE,
        Fate.STILL_INCOMPLETE,
        Fate.WITHDRAWN_WHEN_ASKED,
        Fate.BOUNCED_UNREAD,
        Fate.NEVER_SUBMITTED,
    }
)
"""The first upload lacks something."""

NOTIFIED = (LACKS - {Fate.NEVER_SUBMITTED}) | {Fate.CORRECTED}
"""Formal review asks for something."""

MAILED = NOTIFIED - BOUNCES
"""The notice arrives by mail."""

SUPPLEMENTS_IN_TIME = frozenset(
    {Fate.SUPPLEMENTED, Fate.CORRECTED, Fate.BOUNCED_THEN_READ, Fate.STILL_INCOMPLETE}
)
"""Something comes back before the term is over."""

EXPIRES = frozenset({Fate.NEVER_SUPPLEMENTED, Fate.SUPPLEMENTED_LATE})
"""The term runs out."""

REFUSED = EXPIRES | {Fate.STILL_INCOMPLETE, Fate.OUT_OF_SCOPE}
"""Formal review ends without acceptance, by the clock or by an officer."""

WITHDRAWS = frozenset({Fate.WITHDRAWN_WHEN_ASKED, Fate.WITHDRAWN_WHEN_ACCEPTED})
"""The enterprise withdraws."""

ACCEPTED_AT_ONCE = frozenset({Fate.COMPLETE, Fate.WITHDRAWN_WHEN_ACCEPTED, Fate.LEFT_OUT})
"""The first formal review accepts."""
