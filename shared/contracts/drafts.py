"""Events of a draft, from intake. Key: the draft's record. A draft is its enterprise's alone."""

from shared.contracts.base import Addressee, Event, Standing, omitted
from shared.values import Instant

TOPIC = "drafts.v1"


class CallClosing(Event):
    """A draft is complete and was not submitted; the call closes at `closes_at` (exclusive).

    Told once for each of the days before it that the programme has reminders for. A draft that a
    member of a cohort was called with need not be complete; `recognition` is its number in the
    register.
    """

    type = "laurel.draft.call-closing.v1"
    topic = TOPIC
    readers = ("notify",)

    application: str
    closes_at: Instant
    addressee: Addressee
    recognition: str | None = omitted()
    at: Instant
    standing: Standing


class DraftDeleted(Event):
    """A draft that its enterprise was reminded of is gone."""

    type = "laurel.draft.deleted.v1"
    topic = TOPIC
    readers = ("notify",)

    application: str
    at: Instant
    standing: Standing
