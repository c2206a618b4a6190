"""Events of a notice to an enterprise, from notify. Key: application. Addresses are masked.

`kind` says what the notice is about; older events don't. Only one that asks for a supplement is of
a round; all others are of round 0, so that none of them starts a clock. `about` names the objection
that one serves. That a receipt arrived is told nobody, since nobody waits for it.
"""

from typing import Literal, TypeAlias, get_args

from shared.contracts.base import Event, omitted
from shared.values import Instant

TOPIC = "notices.v1"
Channel = Literal["mail", "inbox"]

Receipt: TypeAlias = Literal[
    "submitted",
    "supplemented",
    "accepted",
    "recommended",
    "took_part",
    "stage_passed",
    "listed",
    "objection_dismissed",
    "outcome_listed",
    "withdrawn",
    "withdrawal_refused",
    "certificate_issued",
    "certificate_reissued",
    "certificate_voided",
    "certificate_handed_over",
    "recognition_expiring",
    "recognition_expired",
]
RECEIPTS: tuple[Receipt, ...] = get_args(Receipt)
"""The kinds of notices that need no proof of delivery: nothing runs from it and nobody loses a
right without it."""


CALLS = frozenset({"called", "call_ended", "call_merged", "call_met"})
"""The kinds of notices to members of a cohort about their call."""


class NoticeSent(Event):
    """A notice was handed to a channel; `cause` is the id of the event that asked for it."""

    type = "laurel.notice.sent.v1"
    topic = TOPIC
    readers = ("intake",)

    notice: str
    application: str
    cause: str
    kind: str | None = None
    about: str | None = omitted()
    supplement_round: int
    channel: Channel
    to: str
    at: Instant


class NoticeDelivered(Event):
    """The notice arrived in the recipient's system; `proof` is that system's own answer."""

    type = "laurel.notice.delivered.v1"
    topic = TOPIC
    readers = ("intake", "review")

    notice: str
    application: str
    cause: str
    kind: str | None = None
    about: str | None = omitted()
    supplement_round: int
    channel: Channel
    to: str
    proof: str
    at: Instant


class NoticeBounced(Event):
    """A channel refused the notice for good."""

    type = "laurel.notice.bounced.v1"
    topic = TOPIC
    readers = ("intake", "review")

    notice: str
    application: str
    cause: str
    kind: str | None = None
    about: str | None = omitted()
    supplement_round: int
    channel: Channel
    to: str
    reason: str
    at: Instant


class NoticeEscalated(Event):
    """The notice went to the next channel after a bounce."""

    type = "laurel.notice.escalated.v1"
    topic = TOPIC
    readers = ("intake", "review")

    notice: str
    application: str
    cause: str
    kind: str | None = None
    about: str | None = omitted()
    supplement_round: int
    from_channel: Channel
    to_channel: Channel
    at: Instant


class NoticeServed(Event):
    """An officer delivered the notice by other means; it counts as delivered `at`.

    The proof names persons, and stays with notify. `done_at` is when the letter was signed for, the
    call was made or the notice was published; `role` is that of the account `by`.
    """

    type = "laurel.notice.served.v1"
    topic = TOPIC
    readers = ("intake", "review")

    notice: str
    application: str
    cause: str
    kind: str | None = None
    about: str | None = omitted()
    supplement_round: int
    channel: Literal["post", "phone", "publication"]
    done_at: Instant
    by: str
    role: Literal["association", "recommender", "reviewer", "officer"]
    at: Instant


class ServiceWithdrawn(Event):
    """What an officer recorded of a service was wrong: the notice was not delivered by that.

    If the right record counts already, the event of that follows at once.
    """

    type = "laurel.notice.service-withdrawn.v1"
    topic = TOPIC
    readers = ("intake", "review")

    notice: str
    application: str
    cause: str
    kind: str | None = None
    about: str | None = omitted()
    supplement_round: int
    channel: Literal["post", "phone", "publication"]
    at: Instant
