"""What the other services' news does to an application; each piece of it once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from services.intake.domain.application import Application, Outcome
from services.intake.domain.carrying import carry_over
from services.intake.domain.on_list import OnList, ServedObjection
from services.intake.domain.refusals import NotSubmitted
from services.intake.domain.stages import known_from_review, recognition
from services.intake.domain.supplement_round import AskedDemand, AskedItem, SupplementRound
from services.intake.domain.timeline import TimelineItem
from shared.heard import Position, with_heard
from shared.programmes import Stage
from shared.programmes.path import FormalReview, Recommendation
from shared.values import Bilingual


def hear(application: Application, event: Position, item: TimelineItem | None) -> Application:
    """Notes an event, with its item of the timeline if any.

    Raises NotSubmitted for a draft, unless it came with a call.
    """
    if application.submission is None and application.call is None:
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
    """Notes that it passed a stage, unless a milestone tells so."""
    if any(moment == "passed" for moment, _ in stage.given):
        return application
    review = application.review
    return replace(application, review=replace(review, passed=review.passed | {stage.id}))


def pass_no_more(application: Application, stage: Stage) -> Application:
    """Notes that it has not passed a stage after all."""
    review = application.review
    return replace(application, review=replace(review, passed=review.passed - {stage.id}))


def pass_formal_review(application: Application) -> Application:
    """Notes that formal review accepted it."""
    for stage in application.path.of_kind(FormalReview):
        application = pass_stage(application, stage)
    return application


def be_left_out(application: Application) -> Application:
    """Notes that its list was frozen without it."""
    return replace(application, review=replace(application.review, left_out=True))


def be_taken_in(application: Application) -> Application:
    """Notes that it may come on to its list after all."""
    return replace(application, review=replace(application.review, left_out=False))


def be_listed(
    application: Application, stage: str, number: int, closes_at: datetime, explanation: Bilingual
) -> Application:
    """Notes its place on a list under public notice."""
    on_list = replace(
        _on_list(application, stage, number), closes_at=closes_at, explanation=explanation
    )
    return replace(application, on_list=on_list)


def be_removed(application: Application, stage: str, number: int) -> Application:
    """Notes that it was taken off its list."""
    return replace(application, on_list=replace(_on_list(application, stage, number), removed=True))


def be_objected(application: Application, stage: str, number: int, objection: str) -> Application:
    """Notes an objection that its enterprise may answer."""
    on_list = _on_list(application, stage, number)
    return replace(application, on_list=on_list.with_objection(objection, lambda one: one))


def change_objection(application: Application, objection: str, **changes: object) -> Application:
    """Notes what has become of an objection; one to a list that is not known here is left."""
    found = application.on_list
    if found is None:
        return application

    def changed(one: ServedObjection) -> ServedObjection:
        return replace(one, **changes)  # type: ignore[arg-type]

    return replace(application, on_list=found.with_objection(objection, changed))


def put_forward(
    application: Application,
    milestones: Mapping[str, datetime],
    at: datetime,
    tier: str | None = None,
) -> Application:
    """Notes a recommendation given at `at`; `milestones` had been reached with it.

    `tier` is the stage, where an application is recommended in several.
    """
    tiers = application.path.of_kind(Recommendation)
    stages = [stage for stage in tiers if tier in (None, stage.id)]
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
    """Opens a round of supplement, with what was handed in for one that was taken back."""
    asked = {"items": tuple(items), "demands": tuple(demands)}
    opened = _with_round(application, supplement_round, **asked, asked_at=at)
    return carry_over(opened, opened.supplements[-1])


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


def ask_no_more(application: Application, supplement_round: int, at: datetime) -> Application:
    """Takes a round back that nothing has come for; one that was sent stands."""
    return _with_round(
        application, supplement_round, taken_back_at=at, due_at=None, due_explanation=None
    )


def refuse_withdrawal(application: Application) -> Application:
    """Undoes a withdrawal that came after the announcement."""
    if application.withdrawal is None:
        return application
    return replace(application, withdrawal=replace(application.withdrawal, refused=True))


def take_outcome(application: Application, outcome: Outcome) -> Application:
    """Takes the announced result; the first one stands."""
    return application if application.outcome else replace(application, outcome=outcome)


def correct_outcome(application: Application, outcome: Outcome) -> Application:
    """Takes the result as a correction of the list has it; an earlier one changes nothing more."""
    known = application.outcome
    if known is not None and known.correction >= outcome.correction:
        return application
    return replace(application, outcome=outcome)


def recognise(application: Application, at: datetime, *, recognised: bool) -> Application:
    """Takes the result of an announcement that recognises, under the programme's name for it."""
    given = recognition(application.path, recognised=recognised)
    return take_outcome(application, Outcome(given.id, at))


def pass_list(application: Application, stage: str, at: datetime) -> Application:
    """Notes that it is on an announced list after which its path goes on."""
    if stage in application.announced:
        return application
    return replace(application, announced={**application.announced, stage: at})


def _on_list(application: Application, stage: str, number: int) -> OnList:
    known = application.on_list
    return (
        known if known and (known.stage, known.number) == (stage, number) else OnList(stage, number)
    )


def _with_round(application: Application, number: int, **changes: object) -> Application:
    rounds = {found.number: found for found in application.supplements}
    known = rounds.get(number, SupplementRound(number))
    rounds[number] = replace(known, **changes)  # type: ignore[arg-type]
    return replace(application, supplements=tuple(rounds[n] for n in sorted(rounds)))
