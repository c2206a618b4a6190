"""Events of a draft, from intake. Key: the draft's record.

A draft is its enterprise's alone, but for the office that it asks for advice.
"""

from shared.contracts.base import Addressee, Contract, Event, Standing, omitted
from shared.values import Bilingual, Instant

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


class AdvisedItem(Contract):
    """What is advised about an item of the form, with the clause that asks for the item."""

    item: str
    name: Bilingual
    clause: Bilingual
    text: str


class DraftAdvised(Event):
    """An office has given advice on a draft that its enterprise had put up for it.

    It decides nothing. `advice` counts from 1 for each draft; `called` is what the programme calls
    it, `basis` the clause that it rests on, `by` who gave it.
    """

    type = "laurel.draft.advised.v1"
    topic = TOPIC
    readers = ("notify",)

    application: str
    advice: int
    called: Bilingual
    basis: Bilingual
    office: Bilingual
    opinion: str
    findings: tuple[AdvisedItem, ...]
    rule_version: str
    by: str
    addressee: Addressee
    at: Instant
    standing: Standing
