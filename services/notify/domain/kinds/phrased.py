"""What happened to an application, told in the phrases of its kind."""

from datetime import datetime
from typing import ClassVar, Literal

from pydantic import Field

from services.notify.domain.kinds.content import Content
from services.notify.domain.missing import Missing
from shared.contracts.applications import EmptyItem
from shared.contracts.base import omitted
from shared.contracts.drafts import AdvisedItem
from shared.contracts.notices import RECEIPTS
from shared.contracts.notices import Receipt as ReceiptKind
from shared.record import Record
from shared.values import Bilingual, Instant


class Facts(Record):
    """What the phrases may use, as far as it is known; all names are the programme's.

    `stage` is where it happened, `then` the stage that follows, `office` who acted and can be
    asked, `outcome` what it is called. `number` is that on a list, open to objections until
    `until` (exclusive), as `explanation` counts it. `missing` is what a deemed acceptance lacked.
    An activity was `held_on` a day; `corrected` is why the record of who took part is put right.
    `recognition` is the number in the register that a member of a cohort is called with, and `into`
    the enterprise that it was merged into.
    Of `year` these `figures` are due by `until`, or were, where they are `overdue`.
    What a list `printed` wrongly is `reads` since a correction of it.
    `matter` is the id of the stage, or of the list, in which it may be taken back. Of what is taken
    back, `done_at` is when it was done and `in_favour` which way it went; with `asks` a supplement
    is asked for as before. `why` is in the words of the office; `answered_by` is the round of which
    the supplement has everything. What is `charged` is shown by
    `evidence`; a term runs from the delivery of a notice that is `about` something. A `document` is
    a certificate or plaque, which `replaces` another one, is `replaced_by` one, or was handed over
    at a `venue`. Of a draft `advised` has what is said about single items by whom it was put up to,
    and `called` what that is called. A supplement that nobody sent was taken as it stood,
    `at_end_of_term`; `empty` is what it lacks.
    """

    at: Instant
    matter: str | None = omitted()
    done_at: Instant | None = omitted()
    in_favour: bool | None = omitted()
    asks: bool = Field(default=False, exclude_if=lambda value: not value)
    why: str | None = omitted()
    answered_by: int | None = omitted()
    at_end_of_term: bool = Field(default=False, exclude_if=lambda value: not value)
    empty: tuple[EmptyItem, ...] = Field(default=(), exclude_if=lambda value: not value)
    stage: Bilingual | None = omitted()
    then: Bilingual | None = omitted()
    office: Bilingual | None = omitted()
    outcome: Bilingual | None = omitted()
    number: int | None = omitted()
    until: Instant | None = omitted()
    explanation: Bilingual | None = omitted()
    deemed: bool = False
    held_on: Bilingual | None = omitted()
    took_part_as: Bilingual | None = omitted()
    corrected: str | None = omitted()
    recognition: str | None = omitted()
    into: Bilingual | None = omitted()
    year: int | None = omitted()
    figures: Bilingual | None = omitted()
    overdue: bool = Field(default=False, exclude_if=lambda value: not value)
    printed: Bilingual | None = omitted()
    reads: Bilingual | None = omitted()
    missing: Missing = Missing()
    reason: str | None = omitted()
    reason_text: Bilingual | None = omitted()
    opinion: str | None = omitted()
    rule_version: str | None = omitted()
    about: str | None = omitted()
    charged: str | None = omitted()
    evidence: str | None = omitted()
    document: Bilingual | None = omitted()
    document_number: str | None = omitted()
    replaces: str | None = omitted()
    replaced_by: str | None = omitted()
    venue: str | None = omitted()
    called: Bilingual | None = omitted()
    advice: str | None = omitted()
    advised: tuple[AdvisedItem, ...] = Field(default=(), exclude_if=lambda value: not value)


class Phrased(Content):
    """One of many kinds that are alike; what each says is data, in `templates/phrases.yaml`."""

    stands: ClassVar[bool] = True

    kind: str
    facts: Facts

    @property
    def matter(self) -> str | None:
        """The stage or list in which it may be taken back."""
        return self.facts.matter


OF_DOCUMENTS = (
    "certificate_issued",
    "certificate_reissued",
    "certificate_voided",
    "certificate_handed_over",
    "recognition_expiring",
    "recognition_expired",
)
"""What is about a recognition, which is a record of its own."""


class Receipt(Phrased):
    """That something was received, passed, listed or ended as the enterprise wanted it."""

    must_arrive: ClassVar[bool] = False
    awaited: ClassVar[bool] = False

    kind: ReceiptKind

    @property
    def outlives_withdrawal(self) -> bool:
        """What becomes of the withdrawal itself is told after it."""
        return self.kind in ("withdrawn", "withdrawal_refused") or self.kind in OF_DOCUMENTS


class DraftReminder(Phrased):
    """That a call closes soon, and a draft is complete or owed; it has no number yet."""

    must_arrive: ClassVar[bool] = False
    awaited: ClassVar[bool] = False

    kind: Literal["call_closing", "submission_due"] = "call_closing"

    def lapsed(self, at: datetime) -> bool:
        """Whether the call is closed."""
        return self.facts.until is not None and at >= self.facts.until


class OnDraft(Phrased):
    """That an office has said what it thinks of a draft; nothing hangs on it."""

    must_arrive: ClassVar[bool] = False
    awaited: ClassVar[bool] = False

    kind: Literal["draft_advised"] = "draft_advised"


class CallNotice(Phrased):
    """That a member of a cohort is called, or what has become of its call."""

    kind: Literal["called", "call_ended", "call_merged", "call_met"]


class FiguresDue(Phrased):
    """That figures of what is built are due, or overdue; the case goes on either way."""

    must_arrive: ClassVar[bool] = False
    awaited: ClassVar[bool] = False

    kind: Literal["figures_due"] = "figures_due"


RefusalKind = Literal[
    "not_recommended",
    "stage_failed",
    "construction_ended",
    "entry_removed",
    "outcome_not_listed",
]


class Refusal(Phrased):
    """That the application did not come further: why, by which rules, and what may follow."""

    kind: RefusalKind


class OfRegister(Phrased):
    """What an office does with a recognition before its last day; a right hangs on each."""

    kind: Literal[
        "revocation_opened",
        "revocation_dropped",
        "recognition_revoked",
        "appeal_dismissed",
        "recognition_reinstated",
        "recognition_suspended",
        "recognition_resumed",
        "recognition_superseded",
    ]

    @property
    def about(self) -> str | None:
        """What it serves, whose term its delivery starts."""
        return self.facts.about

    @property
    def outlives_withdrawal(self) -> bool:
        """A recognition is a record of its own."""
        return True


class Corrected(Phrased):
    """That a correction of an announced list replaces what was published of the application."""

    kind: Literal["list_struck", "list_added", "list_reprinted"]


class LeftOut(Phrased):
    """That a list does without the application."""

    kind: Literal["left_out"] = "left_out"


class Undone(Phrased):
    """That something holds no longer which may have been told before."""

    undoes: ClassVar[bool] = True

    kind: Literal["recommendation_taken_back", "decision_taken_back", "taken_in"]


class ReviewReopened(Phrased):
    """That formal review goes on, so that nothing holds which it had told before."""

    undoes: ClassVar[bool] = True
    concludes: ClassVar[bool] = True

    kind: Literal["conclusion_taken_back", "notification_taken_back"]


SAYS = {
    "call_closing": "A draft is complete and the call closes soon; it has no number yet.",
    "submission_due": "The term of a member of a cohort that has not submitted is over soon.",
    "draft_advised": "An office has given advice on a draft; it decides nothing.",
    "called": "A member of a cohort is called to re-evaluation, and by when it has to submit.",
    "call_ended": "A member of a cohort has not submitted in time.",
    "call_merged": "A member of a cohort is recorded as merged, and need not submit.",
    "call_met": "What a member of a cohort has sent had arrived in time after all.",
    "submitted": "It was received, under which number.",
    "supplemented": "A supplement was received.",
    "accepted": "Formal review accepted it, or it counts as accepted by statute.",
    "recommended": "An office recommended it.",
    "took_part": "It took part in an activity, or the record of that was put right.",
    "stage_passed": "It passed a stage.",
    "listed": "It is on a list under public notice.",
    "objection_dismissed": "An objection to it was dismissed, and it stays on its list.",
    "outcome_listed": "It is on an announced list.",
    "withdrawn": "It is withdrawn, as its enterprise wanted.",
    "withdrawal_refused": "It was withdrawn too late and stands.",
    "not_recommended": "Nobody recommended it in time.",
    "stage_failed": "It did not pass a stage, and why.",
    "construction_ended": "What it built up was ended without success, and why.",
    "figures_due": "Figures of what it builds are due, or overdue.",
    "entry_removed": "It was taken off a list under public notice, and why.",
    "outcome_not_listed": "It is not on an announced list, and why.",
    "certificate_issued": "A certificate or plaque was issued, under which number.",
    "certificate_reissued": "One was issued anew, for a new name or instead of another one.",
    "certificate_voided": "One is void, and why.",
    "certificate_handed_over": "One was handed over, when and where.",
    "recognition_expiring": "Its recognition ends soon.",
    "recognition_expired": "Its recognition has ended with its last day.",
    "revocation_opened": "Its recognition is to be revoked, why, and how it can be heard.",
    "revocation_dropped": "Its recognition is not revoked after all.",
    "recognition_revoked": "Its recognition is revoked, why, and how to appeal.",
    "appeal_dismissed": "Its appeal failed, and the revocation stands.",
    "recognition_reinstated": "Its appeal was upheld: it is recognised as before.",
    "recognition_suspended": "Its recognition does not count for the time being, and why.",
    "recognition_resumed": "Its recognition counts again.",
    "recognition_superseded": "Its recognition gave way to a newer one of its own.",
    "list_struck": "A correction took it off an announced list, and why.",
    "list_added": "A correction added it to an announced list, and why.",
    "list_reprinted": "A correction changed how it reads on an announced list, and why.",
    "left_out": "A list was drawn up without waiting for it, and why.",
    "taken_in": "The list that did without it was taken back: it goes on as before.",
    "conclusion_taken_back": "The end of its formal review was taken back, and why.",
    "notification_taken_back": "The notice of missing materials was taken back, and why.",
    "recommendation_taken_back": "Its recommendation was taken back, and why.",
    "decision_taken_back": "A decision on it was taken back, and why.",
}
"""By kind, what its notices say."""

assert SAYS.keys() >= {*RECEIPTS}
