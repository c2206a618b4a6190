"""Events of a recognition, from review. Key: the recognition. Allow-listed fields only."""

from datetime import date
from typing import Literal

from shared.contracts.base import Addressee, CodeKind, Contract, Event, omitted
from shared.values import Bilingual, Instant

TOPIC = "register.v1"


class RecognitionSource(Contract):
    """The entry of an announced list, or the document from which an officer entered it."""

    list: str | None = omitted()
    entry: int | None = omitted()
    document: str | None = omitted()


class RecognitionRegistered(Event):
    """A recognition is in the register, with the name that its holder had then.

    `since` is its first day and `until` its last one; without `until` it has no end. `passed_on` is
    when it passed a re-evaluation last, before it was entered. Only what was recognised here has an
    application and a round.
    """

    type = "laurel.recognition.registered.v1"
    topic = TOPIC
    readers = ("intake", "stats")

    recognition: str
    number: str
    programme: str
    round: str | None = omitted()
    application: str | None = omitted()
    subject: str
    code_kind: CodeKind | None = omitted()
    holder: Bilingual
    what: Bilingual
    since: date
    until: date | None
    passed_on: date | None = omitted()
    source: RecognitionSource
    by: str
    at: Instant


class ToHolder(Contract):
    """Whom to tell of it: only who applied here has an address.

    `application_number` is that of the application, and of the recognition.
    """

    programme_version: str | None = omitted()
    application_number: str | None = omitted()
    addressee: Addressee | None = omitted()


class RecognitionExpired(ToHolder, Event):
    """The last day of a recognition is over."""

    type = "laurel.recognition.expired.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    recognition: str
    number: str
    programme: str
    round: str | None = omitted()
    application: str | None = omitted()
    until: date
    at: Instant


class RecognitionExpiring(ToHolder, Event):
    """The last day of a recognition comes in so many days; a programme says when that is told."""

    type = "laurel.recognition.expiring.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    recognition: str
    number: str
    programme: str
    round: str | None = omitted()
    application: str | None = omitted()
    until: date
    days: int
    at: Instant


class RecognitionRenewed(Event):
    """It has passed a re-evaluation, and holds until another day; `before` was the last one.

    `list` and `entry` are where that was announced, on the day `passed_on`.
    """

    type = "laurel.recognition.renewed.v1"
    topic = TOPIC
    readers = ("intake", "stats")

    recognition: str
    number: str
    programme: str
    round: str
    application: str
    subject: str
    code_kind: CodeKind | None = omitted()
    list: str
    entry: int
    passed_on: date
    before: date | None
    until: date | None
    at: Instant


class RecognitionRenamed(Event):
    """Its holder has another name from a day on; number and last day stay."""

    type = "laurel.recognition.renamed.v1"
    topic = TOPIC
    readers = ("intake",)

    recognition: str
    number: str
    programme: str
    application: str | None = omitted()
    former: Bilingual
    holder: Bilingual
    since: date
    reason: str
    by: str
    at: Instant


class RecognitionCorrected(Event):
    """A correction of its list says what the register should have had from the beginning."""

    type = "laurel.recognition.corrected.v1"
    topic = TOPIC
    readers = ("intake",)

    recognition: str
    number: str
    programme: str
    application: str | None = omitted()
    list: str
    entry: int
    correction: int
    former: Bilingual
    former_what: Bilingual
    holder: Bilingual
    what: Bilingual
    reason: str
    by: str
    at: Instant


class RecognitionStruck(Event):
    """A correction of its list took the entry away, and with it the recognition, from its day."""

    type = "laurel.recognition.struck.v1"
    topic = TOPIC
    readers = ("intake",)

    recognition: str
    number: str
    programme: str
    application: str | None = omitted()
    list: str
    entry: int
    correction: int
    reason: str
    by: str
    at: Instant


class CertificateIssued(ToHolder, Event):
    """A certificate or plaque about a recognition was issued, with the name of its holder then.

    `edition` counts how often it was issued under its number; only a new name makes another one.
    One that has a new number may name the number that it `replaces`.
    """

    type = "laurel.certificate.issued.v1"
    topic = TOPIC
    readers = ("intake", "stats", "notify")

    recognition: str
    programme: str
    round: str | None = omitted()
    application: str | None = omitted()
    kind: str
    kind_name: Bilingual
    document: Literal["certificate", "plaque"]
    number: str
    series: str
    serial: int
    edition: int
    batch: str
    holder: Bilingual
    replaces: str | None = omitted()
    by: str
    at: Instant


class CertificateVoided(ToHolder, Event):
    """A number is void, and never used once more; `replaced_by` is the one that follows it."""

    type = "laurel.certificate.voided.v1"
    topic = TOPIC
    readers = ("intake", "stats", "notify")

    recognition: str
    programme: str
    round: str | None = omitted()
    application: str | None = omitted()
    kind: str
    kind_name: Bilingual
    number: str
    reason: str
    replaced_by: str | None = omitted()
    by: str
    at: Instant


class CertificateHandedOver(ToHolder, Event):
    """A certificate or plaque was handed over to its holder at an activity."""

    type = "laurel.certificate.handed-over.v1"
    topic = TOPIC
    readers = ("intake", "stats", "notify")

    recognition: str
    programme: str
    round: str | None = omitted()
    application: str | None = omitted()
    kind: str
    kind_name: Bilingual
    number: str
    activity: str
    held_on: date
    venue: str
    by: str
    at: Instant
