"""What the other services' news does to an application; each piece of it once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from services.intake.domain.application import REVIEW_STAGES, Application, Outcome, ReviewSeen
from services.intake.domain.refusals import NotSubmitted
from services.intake.domain.supplement_round import AskedDemand, AskedItem, SupplementRound
from services.intake.domain.timeline import TimelineItem
from shared.heard import Position, with_heard
from shared.values import Bilingual


def hear(application: Application, event: Position, item: TimelineItem) -> Application:
    """Notes an event with its item of the timeline. Raises NotSubmitted for a draft."""
    if application.submission is None:
        raise NotSubmitted
    return replace(application, heard=with_heard(application.heard, event)).with_items(item)


def see_review(
    application: Application, seq: int, milestones: Mapping[str, datetime]
) -> Application:
    """Takes over what review has reached, unless something newer was heard before.

    A decision is under embargo, so that only what the enterprise may know is kept.
    """
    if seq <= application.review.seq:
        return application
    reached = {str(stage): milestones[stage] for stage in REVIEW_STAGES if stage in milestones}
    return replace(application, review=ReviewSeen(seq, reached))


def ask(
    application: Application,
    supplement_round: int,
    items: Iterable[AskedItem],
    at: datetime,
    *,
    demands: Iterable[AskedDemand] = (),
) -> Application:
    """Opens a round of supplement."""
    asked = {"items": tuple(items), "demands": tuple(demands)}
    return _with_round(application, supplement_round, **asked, asked_at=at)


def start_clock(
    application: Application,
    supplement_round: int,
    *,
    delivered_at: datetime,
    due_at: datetime,
    explanation: Bilingual,
) -> Application:
    """Gives a round its due date; delivery of the notification is proven."""
    return _with_round(
        application,
        supplement_round,
        delivered_at=delivered_at,
        due_at=due_at,
        due_explanation=explanation,
    )


def refuse_withdrawal(application: Application) -> Application:
    """Undoes a withdrawal that came after the announcement."""
    if application.withdrawal is None:
        return application
    return replace(application, withdrawal=replace(application.withdrawal, refused=True))


def take_outcome(application: Application, outcome: Outcome) -> Application:
    """Takes the announced result; the first one stands."""
    return application if application.outcome else replace(application, outcome=outcome)


def _with_round(application: Application, number: int, **changes: object) -> Application:
    rounds = {found.number: found for found in application.supplements}
    known = rounds.get(number, SupplementRound(number))
    rounds[number] = replace(known, **changes)  # type: ignore[arg-type]
    return replace(application, supplements=tuple(rounds[n] for n in sorted(rounds)))
