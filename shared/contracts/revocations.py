"""Events of what may end a recognition before its last day, from review. Key: the recognition.

`revocation` counts the proceedings of one recognition from 1. Only who applied here has an
`application`, and an `addressee` that can be told by mail and inbox.
"""

from typing import Literal

from shared.contracts.base import Addressee, CodeKind, Contract, Event, omitted
from shared.contracts.reviews import AnswerTerms
from shared.values import Bilingual, Instant

TOPIC = "revocations.v1"
READERS = ("intake", "notify")

Term = Literal["hearing", "appeal"]
ServedBy = Literal["mail", "inbox", "post", "phone", "publication", "in_person"]


class OfRecognition(Contract):
    """Which recognition it is, whose, and since which event of the same key it stands so."""

    recognition: str
    number: str
    programme: str
    programme_version: str
    round: str | None = omitted()
    application: str | None = omitted()
    subject: str
    code_kind: CodeKind | None = omitted()
    holder: Bilingual
    addressee: Addressee | None = omitted()


class RevocationOpened(OfRecognition, Event):
    """An office means to revoke a recognition, and its holder may say something to that.

    `facts` and `evidence` are as the office lets it read them. The term runs from delivery of the
    notice that this causes, which is `about` this.
    """

    type = "laurel.revocation.opened.v1"
    topic = TOPIC
    readers = READERS

    revocation: int
    about: str
    reason: str
    reason_text: Bilingual
    facts: str
    evidence: str
    terms: AnswerTerms
    rule_version: str
    by: str
    at: Instant


class RevocationTerm(OfRecognition, Event):
    """A term of a revocation runs from a proven delivery: to be heard, or to appeal.

    Without `due_at` a delivery was disproved, and no term runs.
    """

    type = "laurel.revocation.term.v1"
    topic = TOPIC
    readers = ("intake",)

    revocation: int
    term: Term
    channel: ServedBy
    due_at: Instant | None
    explanation: Bilingual | None
    at: Instant


class RevocationHeard(OfRecognition, Event):
    """The holder was heard: in writing, or in a hearing of which there is a record."""

    type = "laurel.revocation.heard.v1"
    topic = TOPIC
    readers = ("intake",)

    revocation: int
    how: Literal["statement", "hearing"]
    at: Instant


class RevocationDropped(OfRecognition, Event):
    """What was opened ended without revoking anything."""

    type = "laurel.revocation.dropped.v1"
    topic = TOPIC
    readers = READERS

    revocation: int
    opinion: str
    rule_version: str
    by: str
    at: Instant


class RecognitionRevoked(OfRecognition, Event):
    """A recognition is revoked. The term to appeal runs from delivery of the notice of this."""

    type = "laurel.recognition.revoked.v1"
    topic = TOPIC
    readers = READERS

    revocation: int
    about: str
    reason: str
    reason_text: Bilingual
    opinion: str
    terms: AnswerTerms
    rule_version: str
    by: str
    at: Instant


class RevocationAppealed(OfRecognition, Event):
    """Its holder appeals against a revocation, which stands meanwhile."""

    type = "laurel.revocation.appealed.v1"
    topic = TOPIC
    readers = ("intake",)

    revocation: int
    at: Instant


class AppealDismissed(OfRecognition, Event):
    """An appeal failed: the revocation stands as it was, and nothing is revoked once more."""

    type = "laurel.revocation.appeal-dismissed.v1"
    topic = TOPIC
    readers = READERS

    revocation: int
    opinion: str
    rule_version: str
    by: str
    at: Instant


class RecognitionReinstated(OfRecognition, Event):
    """An appeal was upheld: this replaces the revocation that it names.

    `status` is what the recognition is by that, unless its last day is over meanwhile.
    """

    type = "laurel.recognition.reinstated.v1"
    topic = TOPIC
    readers = READERS

    replaces: int
    status: Literal["valid", "suspended", "expired", "superseded"]
    opinion: str
    rule_version: str
    by: str
    at: Instant


class RecognitionSuspended(OfRecognition, Event):
    """A recognition does not count until it is resumed; its last day stays."""

    type = "laurel.recognition.suspended.v1"
    topic = TOPIC
    readers = READERS

    reason: str
    reason_text: Bilingual
    opinion: str
    rule_version: str
    by: str
    at: Instant


class RecognitionResumed(OfRecognition, Event):
    """A recognition that was suspended counts again."""

    type = "laurel.recognition.resumed.v1"
    topic = TOPIC
    readers = READERS

    opinion: str
    rule_version: str
    by: str
    at: Instant


class RecognitionSuperseded(OfRecognition, Event):
    """A newer recognition of the same holder has taken its place."""

    type = "laurel.recognition.superseded.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    replaced_by: str
    replaced_by_number: str
    by: str
    at: Instant
