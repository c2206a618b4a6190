"""A non-acceptance: formal review ended otherwise, and why."""

from typing import ClassVar, Literal

from services.notify.domain.kinds.content import Content
from services.notify.domain.missing import Missing
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


class NotAccepted(Content):
    """Why it was not accepted, and what was missing then, of which nothing can be sent any more."""

    concludes: ClassVar[bool] = True

    kind: Literal["not_accepted"] = "not_accepted"
    non_acceptance: NonAcceptance
    missing: Missing = Missing()
