"""Events of a cohort, from review: who is called to re-evaluation, and what becomes of the call.

Key: the application that a member is to submit, whose draft comes with the call; the cohort itself
where it is opened. Each event of a member says how things stand after it.
"""

from datetime import date
from typing import Literal

from shared.contracts.base import Addressee, CodeKind, Contract, Event, Standing, omitted
from shared.values import Bilingual, Instant

TOPIC = "cohorts.v1"


class CohortOpened(Event):
    """So many are called in a round: they were recognised or passed last in `year`.

    Who counts is computed as of `at`, and stays so whatever becomes of the members.
    """

    type = "laurel.cohort.opened.v1"
    topic = TOPIC
    readers = ("stats",)

    cohort: str
    programme: str
    programme_version: str
    round: str
    stage: str
    year: int
    members: int
    due_at: Instant
    by: str
    at: Instant


class OfMember(Contract):
    """Which member it is; `number` is that of its recognition in the register."""

    application: str
    cohort: str
    recognition: str
    number: str
    addressee: Addressee


class MemberCalled(OfMember, Event):
    """A member is called to submit by `due_at` (exclusive), for the reason that `basis` tells.

    `counted_as` is why it is in the cohort: it was recognised, or passed a re-evaluation, on `day`.
    """

    type = "laurel.cohort.member-called.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    subject: str
    code_kind: CodeKind | None = omitted()
    counted_as: Literal["recognised", "passed"]
    day: date
    due_at: Instant
    explanation: Bilingual
    by: str
    at: Instant
    standing: Standing


class MemberSubmitted(OfMember, Event):
    """A member has submitted in time; `after` is an end that this was heard of only after."""

    type = "laurel.cohort.member-submitted.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    after: Literal["not_submitted", "merged"] | None = omitted()
    at: Instant
    standing: Standing


class MemberNotSubmitted(OfMember, Event):
    """Nothing has come from a member by `due_at`, so that the clock ended its call.

    It stays in the cohort, and its recognition stays as it is.
    """

    type = "laurel.cohort.member-not-submitted.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    due_at: Instant
    explanation: Bilingual
    by: str
    at: Instant
    standing: Standing


class MemberMerged(OfMember, Event):
    """An officer records that a member was merged into another enterprise, and need not submit.

    It stays in the cohort, and its recognition stays as it is.
    """

    type = "laurel.cohort.member-merged.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    into: str
    into_kind: CodeKind | None = omitted()
    into_name: Bilingual
    reason: str
    by: str
    at: Instant
    standing: Standing
