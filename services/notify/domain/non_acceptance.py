"""Why an application was not accepted, and that this was taken back."""

from shared.contracts.reviews import MissedSupplement
from shared.record import Record
from shared.values import Bilingual, Instant


class NonAcceptance(Record):
    """The reason of the programme's catalogue, the rules it rests on, and what may follow.

    `missed` is there when the clock ended the application and no officer; until `apply_until`
    (exclusive) the round takes a new one.
    """

    reason: str
    reason_text: Bilingual
    rule_version: str
    missed: MissedSupplement | None = None
    office: Bilingual | None = None
    apply_until: Instant | None = None


class Reopening(Record):
    """A supplement that arrived in time, at `received_at`, was heard after the clock's end.

    `seq` is the place of the event in the application's stream, `cause` its id.
    """

    seq: int
    cause: str
    received_at: Instant
    at: Instant
    traceparent: str | None


class TakenBack(Record):
    """The notice of non-acceptance that holds no longer, when it was sent, and why."""

    notice: str
    sent_at: Instant
    received_at: Instant
