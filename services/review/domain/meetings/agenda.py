"""A case on the agenda of a meeting, and what became of it there."""

from services.review.domain.case import Case
from services.review.domain.stages.decision.kept import Votes
from shared.programmes.path.kinds.decision import Committee
from shared.record import Record
from shared.values import Bilingual, Instant


class Recusal(Record):
    """A member, by its id, who left for this case, and why; never told outside."""

    member: str
    reason: str


class Vote(Record):
    """How the committee voted, with the opinion, and the reason where it does not pass.

    `by` is the account that recorded it.
    """

    votes: Votes
    opinion: str
    reason: str | None
    by: str
    at: Instant

    def passes(self, committee: Committee) -> bool:
        """Whether the case passes by it."""
        return self.votes.in_favour >= committee.votes_needed(self.votes.cast)


class Adjournment(Record):
    """That something is put off to another meeting, and why."""

    why: str
    by: str
    at: Instant


class AgendaItem(Record):
    """A case on the agenda, with its names as they were when it was put there.

    `no` numbers the items of a meeting in the order in which they came. It has either a vote or an
    adjournment, whichever was recorded last.
    """

    meeting: str
    no: int
    application: str
    number: str
    enterprise: Bilingual
    product: Bilingual
    recusals: tuple[Recusal, ...] = ()
    vote: Vote | None = None
    adjourned: Adjournment | None = None

    @property
    def is_dealt_with(self) -> bool:
        """Whether it was voted on, or put off to another meeting."""
        return self.vote is not None or self.adjourned is not None


def agenda_item(case: Case, meeting: str, no: int) -> AgendaItem:
    """The item of a case."""
    return AgendaItem(
        meeting=meeting,
        no=no,
        application=case.application,
        number=case.number,
        enterprise=case.enterprise,
        product=case.product,
    )
