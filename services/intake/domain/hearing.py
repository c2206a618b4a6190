"""What the other services' news does to an application; each piece of it once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from services.intake.domain.application import Application, Outcome
from services.intake.domain.refusals import NotSubmitted
from services.intake.domain.stages import known_from_review, recognition
from services.intake.domain.supplement_round import AskedDemand, AskedItem, SupplementRound
from services.intake.domain.timeline import TimelineItem
from shared.heard import Position, with_heard
from shared.programmes import Stage
from shared.programmes.path import FormalReview, Recommendation
from shared.values import Bilingual


def hear(application: Application, event: Position, item: TimelineItem | None) -> Application:
    """Notes an event, with its item of the timeline if any. Raises NotSubmitted for a draft."""
    if application.submission is None:
        raise NotSubmitted
    noted = replace(application, heard=with_heard(application.heard, event))
    return noted if item is None else noted.with_items(item)


def see_review(
    application: Application, seq: int, milestones: Mapping[str, datetime]
) -> Application:
    """Takes over what review has reached, unless something newer was heard before.

    A decision may be under embargo, so that only what the enterprise may know is kept.
    """
    review = application.review
    if seq <= review.seq:
        return application
    known = known_from_review(application.path)
    reached = {id_: at for id_, at in milestones.items() if id_ in known}
    return replace(application, review=replace(review, seq=seq, reached=reached))


def pass_stage(application: Application, stage: Stage) -> Application:
    """Notes that it passed a stage, unless a milestone tells so; no stage takes that back."""
    if any(moment == "passed" for moment, _ in stage.given):
        return application
    review = application.review
    return replace(application, review=replace(review, passed=review.passed | {stage.id}))


def pass_formal_review(application: Application) -> Application:
    """Notes that formal review accepted it."""
    for stage in application.path.of_kind(FormalReview):
        application = pass_stage(application, stage)
    return application


def put_forward(
    application: Application, milestones: Mapping[str, datetime], at: datetime
) -> Application:
    """Notes a recommendation given at `at`; `milestones` had been reached with it."""
    stages = application.path.of_kind(Recommendation)
    given = (stage.milestones.passed for stage in stages)
    if any(found is not None and milestones.get(found.id) == at for found in given):
        return application
    passed = application.review.passed
    silent = (s for s in stages if s.milestones.passed is None and s.id not in passed)
    stage = next(silent, None)
    return application if stage is None else pass_stage(application, stage)


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


def stop_clock(application: Application, supplement_round: int) -> Application:
    """Takes the due date of a round back; its notification was not delivered after all."""
    return _with_round(
        application, supplement_round, delivered_at=None, due_at=None, due_explanation=None
    )


def refuse_withdrawal(application: Application) -> Application:
    """Undoes a withdrawal that came after the announcement."""
    if application.withdrawal is None:
        return application
    return replace(application, withdrawal=replace(application.withdrawal, refused=True))


def take_outcome(application: Application, outcome: Outcome) -> Application:
    """Takes the announced result; the first one stands."""
    return application if application.outcome else replace(application, outcome=outcome)


def recognise(application: Application, at: datetime, *, recognised: bool) -> Application:
    """Takes the result of an announcement that recognises, under the programme's name for it."""
    given = recognition(application.path, recognised=recognised)
    return take_outcome(application, Outcome(given.id, at))


def pass_list(application: Application, stage: str, at: datetime) -> Application:
    """Notes that it is on an announced list after which its path goes on."""
    if stage in application.announced:
        return application
    return replace(application, announced={**application.announced, stage: at})


def _with_round(application: Application, number: int, **changes: object) -> Application:
    rounds = {found.number: found for found in application.supplements}
    known = rounds.get(number, SupplementRound(number))
    rounds[number] = replace(known, **changes)  # type: ignore[arg-type]
    return replace(application, supplements=tuple(rounds[n] for n in sorted(rounds)))
