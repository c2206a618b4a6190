"""Events of a notice to an enterprise, from notify. Key: application. Addresses are masked.

`kind` says what the notice is about; older events don't. Only one that asks for a supplement is of
a round; all others are of round 0, so that none of them starts a clock.
"""

from typing import Literal

from shared.contracts.base import Event
from shared.values import Instant

TOPIC = "notices.v1"
Channel = Literal["mail", "inbox"]


class NoticeSent(Event):
    """A notice was handed to a channel; `cause` is the id of the event that asked for it."""

    type = "laurel.notice.sent.v1"
    topic = TOPIC
    readers = ("intake",)

    notice: str
    application: str
    cause: str
    kind: str | None = None
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
    supplement_round: int
    channel: Literal["post", "phone", "publication"]
    done_at: Instant
    by: str
    role: Literal["association", "recommender", "reviewer", "officer"]
    at: Instant
