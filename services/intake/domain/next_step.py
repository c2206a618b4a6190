"""Whose turn it is, what comes next and by when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from services.intake.domain import next_step_texts as texts
from services.intake.domain.application import Application
from services.intake.domain.call import ENDINGS, Call
from services.intake.domain.demands import unmet
from services.intake.domain.facts import known_of
from services.intake.domain.on_list import OnList
from services.intake.domain.staging import filled_items, staged_items
from services.intake.domain.supplement_round import SupplementRound
from services.intake.domain.timeline import ACCEPTED_BY_STATUTE
from shared.calendar import beijing_date
from shared.programmes import Path, Programme, Round, Stage
from shared.programmes.path import (
    Announcement,
    Construction,
    FormalReview,
    Recommendation,
    Role,
)
from shared.values import Bilingual

Actor = Role | Literal["nobody"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who acts next and what they do.

    `due_at` (exclusive) binds the enterprise, or is the end of a public notice, where there is one.
    """

    actor: Actor
    text: Bilingual
    due_at: datetime | None = None
    due_explanation: Bilingual | None = None


def next_step(application: Application, programme: Programme, at: datetime) -> NextStep:
    """The next step as it is at this instant; `programme` is the version that it goes by."""
    round_ = programme.round(application.round)
    if application.submission is None:
        return _draft(round_, at) if application.call is None else _called(application.call, at)
    if application.withdrawn_at is not None:
        return NextStep("nobody", texts.WITHDRAWN)
    if application.outcome is not None:
        return NextStep("nobody", texts.announced(programme.way, application.outcome.stage))
    failed = application.failed_in
    if failed is not None:
        return NextStep("nobody", texts.not_passed(failed))
    if (awaited := application.awaited_supplement) is not None:
        return _supplement(application, awaited, programme, at)
    if application.review.left_out:
        return NextStep("nobody", texts.LEFT_OUT)
    if (public := application.under_notice) is not None:
        return _under_notice(public, programme, at)
    return _going_on(application, programme, round_, at)


def _going_on(
    application: Application, programme: Programme, round_: Round, at: datetime
) -> NextStep:
    last, _ = next(application.ended(), (None, True))
    passed = programme.way.entry if last is None else last.stage
    known = known_of(programme, application)
    now = programme.way.after(passed, known)
    by_statute = any(item.what == ACCEPTED_BY_STATUTE for item in application.timeline)
    match now:
        case None:
            return NextStep("nobody", texts.ANNOUNCED)
        case FormalReview():
            return NextStep(now.by, texts.in_formal_review(programme, now))
        case Recommendation() if (
            until := round_.recommend_until(now.id)
        ) and round_.recommending_is_over(at, now.id):
            return NextStep("nobody", texts.not_put_forward(_last_day(until)))
        case Recommendation():
            return NextStep(
                now.by, texts.to_be_recommended(programme, passed, now, by_statute=by_statute)
            )
        case Construction():
            return NextStep(now.by, texts.to_be_built(passed, now))
        case _:
            coming = tuple(_coming(programme.way, now, known))
            return NextStep(now.by, texts.to_come(passed, coming, by_statute=by_statute))


def _under_notice(public: OnList, programme: Programme, at: datetime) -> NextStep:
    stage = programme.way.stage(public.stage)
    if public.removed:
        return NextStep("nobody", texts.REMOVED)
    if (answer := public.awaiting_answer(at)) is not None:
        explanation = answer.due_explanation or texts.OBJECTION_NOT_DELIVERED
        text = texts.to_be_answered(public.number)
        return NextStep("enterprise", text, answer.due_at, explanation)
    if (objection := public.awaiting_decision()) is not None:
        return NextStep(
            stage.by, texts.objection_to_be_decided(programme, stage, answered=objection.answered)
        )
    if public.closes_at is None or at >= public.closes_at:
        return NextStep(stage.by, texts.notice_over(stage))
    text = texts.under_notice(stage, public.number)
    return NextStep(stage.by, text, public.closes_at, public.explanation)


def _coming(path: Path, now: Stage, known: Mapping[str, Any]) -> Iterator[Stage]:
    """The stages from this one up to the announcement that tells how they came out."""
    stage: Stage | None = now
    while stage is not None and not isinstance(stage, Announcement):
        yield stage
        stage = path.after(stage, known)
    if stage is not None:
        if (notice := path.notice_of(stage)) is not None:
            yield notice
        yield stage


def _draft(round_: Round, at: datetime) -> NextStep:
    if at >= round_.closes_at:
        return NextStep("nobody", texts.CALL_CLOSED)
    closing = texts.call_closes(_last_day(round_.closes_at))
    return NextStep("enterprise", texts.TO_BE_SUBMITTED, round_.closes_at, closing)


def _called(call: Call, at: datetime) -> NextStep:
    if call.ended is not None:
        return NextStep("nobody", ENDINGS[call.ended])
    if at >= call.due_at:
        return NextStep("nobody", texts.CALL_CLOSED)
    return NextStep("enterprise", texts.TO_BE_SUBMITTED, call.due_at, call.explanation)


def _supplement(
    application: Application, awaited: SupplementRound, programme: Programme, at: datetime
) -> NextStep:
    if awaited.is_late(at):
        (review,) = programme.way.of_kind(FormalReview)
        return NextStep(review.by, texts.supplement_over(programme, review))
    explanation = awaited.due_explanation or texts.NOT_DELIVERED
    filled = filled_items(application, awaited)
    text = texts.to_be_supplemented(
        anything=bool(staged_items(application)), everything=not unmet(awaited, filled)
    )
    return NextStep("enterprise", text, awaited.due_at, explanation)


def _last_day(end: datetime) -> date:
    return beijing_date(end - timedelta(microseconds=1))
