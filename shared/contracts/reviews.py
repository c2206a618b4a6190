"""Events of a case, from review. Key: application. Internal: a decision is under embargo."""

from collections.abc import Iterable
from typing import Literal

from shared.contracts.base import Contract, Event, Standing
from shared.values import Bilingual, Instant

TOPIC = "reviews.v1"


class CaseOpened(Event):
    """Review has a case for a submitted application."""

    type = "laurel.review.opened.v1"
    topic = TOPIC
    readers = ("stats",)

    application: str
    number: str
    complete: bool
    at: Instant
    standing: Standing


class MissingItem(Contract):
    """One thing that is missing: what, under which clause, why, and what will do.

    `alternatives` names all that belongs to the same choice; which of it suffices, demands tell.
    """

    requirement: str
    name: Bilingual
    clause: str
    reason: str
    reason_text: Bilingual
    acceptable: Bilingual
    alternatives: tuple[str, ...] = ()


class MissingDemand(Contract):
    """One thing to do: send every item of `choose` of the branches; an only branch is no choice.

    Where a branch is a choice itself, `ways` has for each the sets of items of which one suffices.
    """

    branches: tuple[tuple[str, ...], ...]
    choose: int = 1
    ways: tuple[tuple[tuple[str, ...], ...], ...] = ()

    @property
    def ways_of_each(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """For each branch the sets of items of which one suffices; one, where it is no choice."""
        return self.ways or tuple((branch,) for branch in self.branches)


class SupplementTerms(Contract):
    """How long the enterprise has, counted from delivery."""

    days: int
    kind: Literal["working", "natural"]
    start: Literal["inclusive", "exclusive"]
    if_delivered_today: Instant
    explanation: Bilingual


class MaterialsMissing(Event):
    """Everything that is missing from a file, told once (one-time notification).

    `items` describes each thing, `demands` says which of them must come.
    """

    type = "laurel.review.materials-missing.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    application: str
    number: str
    uscc: str
    enterprise: Bilingual
    product: Bilingual
    programme_name: Bilingual
    supplement_round: int
    items: tuple[MissingItem, ...]
    demands: tuple[MissingDemand, ...] = ()
    terms: SupplementTerms
    by: str
    at: Instant
    standing: Standing


def demands_in(items: Iterable[MissingItem]) -> tuple[MissingDemand, ...]:
    """What older events demand: they told a choice by nothing but the alternatives of its items."""
    found: dict[frozenset[str], MissingDemand] = {}
    for item in items:
        named = dict.fromkeys((item.requirement, *item.alternatives))
        demand = MissingDemand(branches=tuple((requirement,) for requirement in named))
        found.setdefault(frozenset(named), demand)
    return tuple(found.values())


class SupplementClockStarted(Event):
    """Delivery of the notification is proven; the supplement is due at `due_at` (exclusive).

    At each of `remind_at` the enterprise is to be reminded of what it has not sent yet.
    """

    type = "laurel.review.supplement-clock-started.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    application: str
    number: str
    supplement_round: int
    delivered_at: Instant
    channel: str
    due_at: Instant
    explanation: Bilingual
    remind_at: tuple[Instant, ...] = ()
    standing: Standing


class SupplementClockStopped(Event):
    """The delivery that the supplement clock ran from was disproved: nothing is due any more.

    The clock starts anew when delivery is proven.
    """

    type = "laurel.review.supplement-clock-stopped.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    application: str
    number: str
    supplement_round: int
    channel: str
    at: Instant
    standing: Standing


class ApplicationAccepted(Event):
    """Formal review is passed."""

    type = "laurel.review.accepted.v1"
    topic = TOPIC
    readers = ("intake", "stats")

    application: str
    number: str
    by: str
    rule_version: str
    at: Instant
    standing: Standing


class Addressee(Contract):
    """Whose application it is, and the names that a letter about it uses."""

    uscc: str
    enterprise: Bilingual
    product: Bilingual
    programme_name: Bilingual


class MissedSupplement(Contract):
    """A supplement that did not come by `due_at` (exclusive), counted from delivery."""

    delivered_at: Instant
    due_at: Instant
    explanation: Bilingual


class ApplicationNotAccepted(Event):
    """Formal review ended without acceptance, for a reason of the catalogue.

    An application that something was asked for names what is missing, as `MaterialsMissing` does.
    `missed` is there when the clock ended it and no officer, `office` is who does the formal
    review, and until `apply_until` (exclusive) the round takes a new application. Older events
    have no addressee.
    """

    type = "laurel.review.not-accepted.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    application: str
    number: str
    reason: str
    reason_text: Bilingual
    by: str
    rule_version: str
    addressee: Addressee | None = None
    items: tuple[MissingItem, ...] = ()
    demands: tuple[MissingDemand, ...] = ()
    missed: MissedSupplement | None = None
    office: Bilingual | None = None
    apply_until: Instant | None = None
    at: Instant
    standing: Standing


class CaseReopened(Event):
    """A supplement that arrived in time was heard of after the case had expired."""

    type = "laurel.review.reopened.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    application: str
    number: str
    received_at: Instant
    at: Instant
    standing: Standing


class ApplicationRecommended(Event):
    """The recommender put the application forward, at a rank of its summary sheet."""

    type = "laurel.review.recommended.v1"
    topic = TOPIC
    readers = ("intake", "stats")

    application: str
    number: str
    recommender: str
    sheet: str
    rank: int
    opinion: str
    by: str
    rule_version: str
    at: Instant
    standing: Standing


class ApplicationDecided(Event):
    """Review reached a decision with an opinion; not public before the list is."""

    type = "laurel.review.decided.v1"
    topic = TOPIC
    readers = ("stats",)

    application: str
    number: str
    verdict: Literal["recognise", "not_recognise"]
    opinion: str
    reason: str | None
    by: str
    rule_version: str
    at: Instant
    standing: Standing


class StageConcluded(Event):
    """A case left a stage that has no event of its own.

    Of a sealed decision nothing else is told. `verdict` is the programme's word for it, `milestone`
    what the case has reached by it, and `next` the stage that it goes on to.
    """

    type = "laurel.review.stage-concluded.v1"
    topic = TOPIC
    readers = ("intake", "stats")

    application: str
    number: str
    stage: str
    stage_name: Bilingual
    kind: str
    outcome: Literal["passed", "failed", "sealed"]
    verdict: str | None
    milestone: str | None
    reason: str | None
    reason_text: Bilingual | None
    opinion: str | None
    next: str | None
    by: str
    rule_version: str
    at: Instant
    standing: Standing


class CaseClosed(Event):
    """The case ended because the application was withdrawn."""

    type = "laurel.review.closed.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    application: str
    number: str
    why: str
    at: Instant
    standing: Standing


class WithdrawalRefused(Event):
    """A withdrawal came too late: the list it concerns was announced already."""

    type = "laurel.review.withdrawal-refused.v1"
    topic = TOPIC
    readers = ("intake",)

    application: str
    number: str
    why: str
    at: Instant
    standing: Standing
