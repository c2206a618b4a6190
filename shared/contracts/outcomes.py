"""Public outcomes, from review. Key: application. Allow-listed fields only."""

from typing import Literal

from shared.contracts.base import CodeKind, Contract, Event, Standing, omitted
from shared.values import Bilingual, Instant

TOPIC = "outcomes.v1"


class Recognised(Event):
    """The announcement recognised an application."""

    type = "laurel.outcome.recognised.v1"
    topic = TOPIC
    readers = ("intake", "stats", "notify", "agencies")

    application: str
    number: str
    uscc: str
    code_kind: CodeKind | None = omitted()
    enterprise: Bilingual
    product: Bilingual
    list: str
    entry: int
    at: Instant
    standing: Standing


class NotRecognised(Event):
    """The round ended without recognition; names nobody, since nobody was published."""

    type = "laurel.outcome.not-recognised.v1"
    topic = TOPIC
    readers = ("intake", "stats", "notify", "agencies")

    application: str
    number: str
    reason: str
    at: Instant
    standing: Standing


class Listed(Contract):
    """An entry of an announced list, as it was published."""

    uscc: str
    code_kind: CodeKind | None = omitted()
    enterprise: Bilingual
    product: Bilingual
    entry: int


class OutcomeGiven(Event):
    """What the announcement of a list made of an application, in the words of its programme.

    `outcome` is the milestone that it has reached. Only what is on the list is named, as `listed`;
    whatever is not has a reason. After one that is not `final` another stage follows.
    """

    type = "laurel.outcome.given.v1"
    topic = TOPIC
    readers = ("intake", "stats", "notify", "agencies")

    application: str
    number: str
    list: str
    stage: str
    outcome: str
    outcome_name: Bilingual
    success: bool
    final: bool
    listed: Listed | None
    reason: str | None
    at: Instant
    standing: Standing


class OutcomeRevoked(Event):
    """What an announcement recognised, or was recognised before there was this system, is revoked.

    The key is the application, or the recognition where there is none. It has no standing: what an
    application has reached stays so.
    """

    type = "laurel.outcome.revoked.v1"
    topic = TOPIC
    readers = ("notify", "agencies")

    application: str | None = omitted()
    recognition: str
    number: str
    programme: str
    uscc: str
    code_kind: CodeKind | None = omitted()
    enterprise: Bilingual
    product: Bilingual
    revocation: int
    reason: str
    at: Instant


class OutcomeReinstated(Event):
    """An appeal was upheld: what was revoked is recognised as before.

    `replaces` is the `revocation` of the event that does not hold any more. Its last day may be
    over by now.
    """

    type = "laurel.outcome.reinstated.v1"
    topic = TOPIC
    readers = ("notify", "agencies")

    application: str | None = omitted()
    recognition: str
    number: str
    programme: str
    uscc: str
    code_kind: CodeKind | None = omitted()
    enterprise: Bilingual
    product: Bilingual
    replaces: int
    at: Instant


class OutcomeCorrected(Event):
    """A correction of an announced list replaces what was published of an application.

    `replaces` is the entry as it was published until then and `listed` as it holds since; what was
    added to the list replaces nothing, and what was removed from it is not listed any more.
    `outcome` is the milestone that it has since.
    """

    type = "laurel.outcome.corrected.v1"
    topic = TOPIC
    readers = ("intake", "stats", "notify", "agencies")

    application: str
    number: str
    list: str
    stage: str
    correction: int
    change: Literal["removed", "added", "reprinted"]
    why: Literal["withdrawn", "objection", "appeal", "mistake"]
    reason: str
    basis: str | None = omitted()
    outcome: str
    outcome_name: Bilingual
    success: bool
    entry: int
    replaces: Listed | None
    listed: Listed | None
    rule_version: str
    at: Instant
    standing: Standing


class PublicCertificateIssued(Event):
    """A certificate or plaque about a recognition was issued, or once more with a new name.

    `certificate` is its number, and `number` that of the recognition. An `edition` larger than 1
    replaces the one before, which has the same number; a new number may name the one that it
    `replaces`, which is void. The key is that of the revocation of the same recognition. It has no
    standing, and no outcome changes.
    """

    type = "laurel.outcome.certificate-issued.v1"
    topic = TOPIC
    readers = ("notify", "agencies")

    application: str | None = omitted()
    recognition: str
    number: str
    programme: str
    uscc: str
    code_kind: CodeKind | None = omitted()
    enterprise: Bilingual
    product: Bilingual
    certificate: str
    kind: str
    kind_name: Bilingual
    document: Literal["certificate", "plaque"]
    edition: int
    replaces: str | None = omitted()
    at: Instant


class PublicCertificateVoided(Event):
    """The number of a certificate or plaque is void; `replaced_by` is the one that follows it.

    The recognition holds or not, whatever becomes of what was printed about it.
    """

    type = "laurel.outcome.certificate-voided.v1"
    topic = TOPIC
    readers = ("notify", "agencies")

    application: str | None = omitted()
    recognition: str
    number: str
    programme: str
    uscc: str
    code_kind: CodeKind | None = omitted()
    enterprise: Bilingual
    product: Bilingual
    certificate: str
    kind: str
    kind_name: Bilingual
    replaced_by: str | None = omitted()
    at: Instant
