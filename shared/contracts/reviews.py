"""Events of a case, from review. Key: application. Internal: a decision is under embargo.

What an enterprise is told of names whom to tell, the `addressee`; older events do not.
"""

from collections.abc import Iterable
from typing import Literal

from shared.contracts.base import Addressee, CodeKind, Contract, Event, Standing, omitted
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


class JudgedFile(Contract):
    """A file that was handed in for something that is missing: refused and why, or it stays.

    `id` is that of the material; `note` is in the words of the officer. Without a `reason` a
    refused file is so with all of its requirement, for the reason of that.
    """

    id: str
    filename: str
    sha256: str
    refused: bool
    reason: str | None = None
    reason_text: Bilingual | None = None
    note: str | None = None


class MissingItem(Contract):
    """One thing that is missing: what, under which clause, why, and what will do.

    `alternatives` names all that belongs to the same choice; which of it suffices, demands tell.
    `clause` has both languages at once, `clause_text` each by itself; older events lack that.
    `files` are those that are there, of which a supplement replaces the refused ones; older events
    have none. `note` is about all of it, in the words of the officer.
    """

    requirement: str
    name: Bilingual
    clause: str
    clause_text: Bilingual | None = omitted()
    reason: str
    reason_text: Bilingual
    acceptable: Bilingual
    alternatives: tuple[str, ...] = ()
    files: tuple[JudgedFile, ...] | None = omitted()
    note: str | None = omitted()


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
    code_kind: CodeKind | None = omitted()
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


class DeemedAcceptance(Contract):
    """Nobody asked for anything by `due_at` (exclusive), so that it counts as accepted by statute.

    `items` and `demands` name what was missing then, and is asked for no more; a complete file has
    none.
    """

    due_at: Instant
    explanation: Bilingual
    items: tuple[MissingItem, ...] = ()
    demands: tuple[MissingDemand, ...] = ()


class NotificationTakenBack(Event):
    """An office took back a one-time notification of which nothing had come yet.

    Nothing is asked for by it any more, and no time runs. `reason` is what the office wrote. With
    `answered_by` no office did: the supplement of that earlier round, which was heard of only now,
    had come in time and has all that is missing.
    """

    type = "laurel.review.notification-taken-back.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    application: str
    number: str
    stage: str
    supplement_round: int
    reason: str
    by: str
    answered_by: int | None = omitted()
    addressee: Addressee
    at: Instant
    standing: Standing


class ApplicationAccepted(Event):
    """Formal review is passed, or it counts as passed: then `deemed` is there.

    Older events tell the latter only by `by`, which is `statute`.
    """

    type = "laurel.review.accepted.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    application: str
    number: str
    by: str
    rule_version: str
    deemed: DeemedAcceptance | None = omitted()
    addressee: Addressee | None = omitted()
    at: Instant
    standing: Standing


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
    """The recommender put the application forward, at a rank of its summary sheet.

    `stage` is the tier, where an application goes through several.
    """

    type = "laurel.review.recommended.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    application: str
    number: str
    recommender: str
    sheet: str
    rank: int
    opinion: str
    by: str
    rule_version: str
    stage: str | None = omitted()
    stage_name: Bilingual | None = omitted()
    addressee: Addressee | None = omitted()
    at: Instant
    standing: Standing


class ApplicationNotRecommended(Event):
    """Nobody had recommended the application by `recommend_by` (exclusive), and nobody will."""

    type = "laurel.review.not-recommended.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    application: str
    number: str
    stage: str
    stage_name: Bilingual
    recommend_by: Instant
    rule_version: str
    addressee: Addressee
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
    readers = ("intake", "notify", "stats")

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
    addressee: Addressee | None = omitted()
    at: Instant
    standing: Standing


class CaseListed(Event):
    """The case is on a list that went under public notice, which `explanation` counts."""

    type = "laurel.review.listed.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    application: str
    number: str
    list: str
    stage: str
    stage_name: Bilingual
    entry: int
    opens_at: Instant
    closes_at: Instant
    explanation: Bilingual
    rule_version: str
    addressee: Addressee
    at: Instant
    standing: Standing


class AnswerTerms(Contract):
    """How long an enterprise has to answer an objection, counted from delivery."""

    days: int
    kind: Literal["working", "natural"]
    if_delivered_today: Instant
    explanation: Bilingual


class ObjectionServed(Event):
    """An office serves an objection on the enterprise whose entry it is against.

    `facts` are as the office lets it read them; of who objects nothing is said.
    """

    type = "laurel.review.objection-served.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    application: str
    number: str
    list: str
    stage: str
    stage_name: Bilingual
    entry: int
    objection: str
    facts: str
    terms: AnswerTerms
    rule_version: str
    addressee: Addressee
    at: Instant
    standing: Standing


class AnswerDue(Event):
    """Delivery of an objection is proven, and an answer due at `due_at` (exclusive).

    Without `due_at` the delivery was disproved, and no time runs.
    """

    type = "laurel.review.answer-due.v1"
    topic = TOPIC
    readers = ("intake",)

    application: str
    number: str
    objection: str
    entry: int
    channel: str
    due_at: Instant | None
    explanation: Bilingual | None
    at: Instant
    standing: Standing


class ObjectionAnswered(Event):
    """The enterprise answered an objection; what it says is for the office alone."""

    type = "laurel.review.objection-answered.v1"
    topic = TOPIC
    readers = ("intake",)

    application: str
    number: str
    objection: str
    entry: int
    at: Instant
    standing: Standing


class ObjectionDismissed(Event):
    """An objection that the enterprise was served with was dismissed: its entry stays."""

    type = "laurel.review.objection-dismissed.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    application: str
    number: str
    list: str
    stage: str
    stage_name: Bilingual
    entry: int
    objection: str
    reason: str
    reason_text: Bilingual
    rule_version: str
    addressee: Addressee
    at: Instant
    standing: Standing


class RemovedFromList(Event):
    """The entry of the case was taken off a list under public notice, by an objection upheld."""

    type = "laurel.review.removed-from-list.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    application: str
    number: str
    list: str
    stage: str
    stage_name: Bilingual
    entry: int
    reason: str
    reason_text: Bilingual
    rule_version: str
    addressee: Addressee
    at: Instant
    standing: Standing


class OutcomeExplained(Event):
    """What an announcement made of the case, as its enterprise is told: with reason and opinion.

    Told no earlier than the announcement, together with the public outcome, which has neither.
    Whatever is not on the list has a reason, and the opinion of the decision that has led to it.
    """

    type = "laurel.review.outcome-explained.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    application: str
    number: str
    list: str
    stage: str
    stage_name: Bilingual
    outcome_name: Bilingual
    listed: bool
    entry: int | None
    final: bool
    reason: str | None
    reason_text: Bilingual | None
    opinion: str | None
    rule_version: str
    addressee: Addressee
    at: Instant
    standing: Standing


class OutcomeCorrectionExplained(Event):
    """What a correction of an announced list made of the case, as its enterprise is told.

    Told together with the public event. `was` and `reads` are what the list printed and prints.
    """

    type = "laurel.review.outcome-correction-explained.v1"
    topic = TOPIC
    readers = ("notify",)

    application: str
    number: str
    list: str
    stage: str
    stage_name: Bilingual
    correction: int
    change: Literal["removed", "added", "reprinted"]
    entry: int
    outcome_name: Bilingual
    why: Literal["withdrawn", "objection", "appeal", "mistake"]
    reason: str
    was: Bilingual | None = omitted()
    reads: Bilingual | None = omitted()
    rule_version: str
    addressee: Addressee
    at: Instant
    standing: Standing


class ActTakenBack(Event):
    """An office took back what it did last in a stage, so that it can do it anew.

    Of a sealed decision no reason is told. `in_favour` tells which way the act went that holds no
    longer, and `done_at` when it was done. `still_asked` is the supplement round whose notification
    is still to be delivered, as before that act. Of a sealed decision, and of one letter among
    several, nobody is told: there is no addressee then, nor in older events.
    """

    type = "laurel.review.taken-back.v1"
    topic = TOPIC
    readers = ("intake", "notify", "stats")

    application: str
    number: str
    stage: str
    stage_name: Bilingual
    what: Literal["conclusion", "recommendation", "decision", "letter"]
    in_favour: bool | None = omitted()
    done_at: Instant | None = omitted()
    still_asked: int | None = omitted()
    reason: str | None
    by: str
    addressee: Addressee | None = omitted()
    at: Instant
    standing: Standing


class LeftOutOfList(Event):
    """The office froze the list of a stage without waiting for this case, which stands as it did.

    `reason` is what the office wrote. Older events have no addressee.
    """

    type = "laurel.review.left-out.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    application: str
    number: str
    list: str
    stage: str
    reason: str
    addressee: Addressee | None = omitted()
    at: Instant
    standing: Standing


class TakenInForList(Event):
    """The list that had left this case out was unfrozen, so that the case goes on as before.

    Older events have no addressee.
    """

    type = "laurel.review.taken-in.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    application: str
    number: str
    list: str
    stage: str
    addressee: Addressee | None = omitted()
    at: Instant
    standing: Standing


class SameThingFound(Event):
    """Another application seems to be for the same thing, so that both are on hold.

    `known_by` says what tells it, such as `product`. The other case has the same event about this
    one.
    """

    type = "laurel.review.same-thing-found.v1"
    topic = TOPIC
    readers = ("intake",)

    application: str
    number: str
    other: str
    known_by: tuple[str, ...]
    at: Instant
    standing: Standing


class SameThingSettled(Event):
    """It is settled whether another application is for the same thing; the last word counts.

    Of two that are the same one `ends`: the event of its case says so. `lapsed` is said by the
    clock when one of the two has ended otherwise.
    """

    type = "laurel.review.same-thing-settled.v1"
    topic = TOPIC
    readers = ("intake",)

    application: str
    number: str
    other: str
    how: Literal["not_the_same", "the_same", "lapsed"]
    ends: bool
    reason: str
    by: str
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
    addressee: Addressee | None = omitted()
    at: Instant
    standing: Standing


class WithdrawalRefused(Event):
    """A withdrawal came too late: the list it concerns was announced already."""

    type = "laurel.review.withdrawal-refused.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    application: str
    number: str
    why: str
    addressee: Addressee | None = omitted()
    at: Instant
    standing: Standing
