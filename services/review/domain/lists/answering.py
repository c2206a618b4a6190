"""An enterprise is served with an objection to its entry, and may answer within a term."""

from datetime import datetime, timedelta
from typing import Literal

from services.review.domain.case import Case, Step
from services.review.domain.case.addressee import addressee_of
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.lists.objection import Objection
from services.review.domain.lists.refusals import (
    AnsweredOtherwise,
    AnswerLate,
    AnswerOutstanding,
    NotServed,
    ObjectionDecidedAlready,
)
from services.review.domain.lists.served import ServedObjection
from services.review.domain.reasons import reason_text
from shared.calendar import Calendar, count
from shared.contracts.reviews import (
    AnswerDue,
    AnswerTerms,
    ObjectionAnswered,
    ObjectionDismissed,
    ObjectionServed,
)
from shared.programmes import Programme
from shared.values import Bilingual

STILL_ARRIVING = timedelta(seconds=60)
"""How long after its end a term is left alone: an answer that arrived in time is being saved."""


def serve(
    case: Case,
    objection: Objection,
    found: NumberedList,
    programme: Programme,
    calendar: Calendar,
    *,
    facts: str,
    by: str,
    at: datetime,
) -> Step | None:
    """The case whose enterprise is served with it; None when it was before.

    Raises ObjectionDecidedAlready for one that is not open.
    """
    if case.served_with(objection.id) is not None:
        return None
    if objection.state != "open":
        raise ObjectionDecidedAlready(objection.id, objection.state)
    served = ServedObjection(
        objection=objection.id,
        list=found.id,
        entry=objection.entry,
        facts=facts,
        by=by,
        at=at,
    )
    after = case.model_copy(update={"objections": (*case.objections, served)})
    stage = found.stage_in(programme.way)
    event = ObjectionServed(
        application=case.application,
        number=case.number,
        list=found.id,
        stage=stage.id,
        stage_name=Bilingual(zh=stage.name.zh, en=stage.name.en),
        entry=objection.entry,
        objection=objection.id,
        facts=facts,
        terms=_terms(programme, calendar, at),
        rule_version=programme.key,
        addressee=addressee_of(after, programme),
        at=at,
        standing=after.standing,
    )
    return Step(after, (event,))


def delivered(
    case: Case,
    programme: Programme,
    calendar: Calendar,
    *,
    objection: str,
    channel: str,
    at: datetime,
) -> Step:
    """The term runs from the first proven delivery; any later proof changes nothing."""
    served = case.served_with(objection)
    if served is None or served.delivered_at is not None:
        return Step(case)
    deadline = count(programme.clocks.objection_answer, at, calendar)
    running = served.running(at, channel, deadline)
    return _with_term(case, running, channel, at)


def bounced(case: Case, *, objection: str, channel: str, at: datetime) -> Step:
    """A refusal that came later disproves the delivery that a term runs from by this channel."""
    served = case.served_with(objection)
    if served is None or served.channel != channel or served.answered_at is not None:
        return Step(case)
    return _with_term(case, served.stopped(), channel, at)


def answer(case: Case, objection: Objection, *, text: str, at: datetime) -> Step | None:
    """The case with the enterprise's answer, in time by its arrival; None when it is there.

    It may come before delivery is proven, and after an objection was decided there is nothing to
    answer. Raises NotServed, AnsweredOtherwise, ObjectionDecidedAlready and AnswerLate.
    """
    served = case.served_with(objection.id)
    if served is None:
        raise NotServed(objection.id)
    if served.answer is not None:
        if served.answer == text:
            return None
        raise AnsweredOtherwise(objection.id)
    if objection.state != "open":
        raise ObjectionDecidedAlready(objection.id, objection.state)
    if served.due_at is not None and at >= served.due_at:
        raise AnswerLate(served.due_at)
    after = _replacing(case, served.model_copy(update={"answer": text, "answered_at": at}))
    event = ObjectionAnswered(
        application=case.application,
        number=case.number,
        objection=objection.id,
        entry=served.entry,
        at=at,
        standing=after.standing,
    )
    return Step(after, (event,))


def check_enterprise_was_heard(
    case: Case, objection: str, outcome: Literal["upheld", "dismissed"], *, at: datetime
) -> None:
    """Raises NotServed and AnswerOutstanding for what would be decided against it unheard."""
    if outcome == "dismissed":
        return
    served = case.served_with(objection)
    if served is None:
        raise NotServed(objection)
    if served.answered_at is not None:
        return
    over_at = None if served.due_at is None else served.due_at + STILL_ARRIVING
    if over_at is None or at < over_at:
        raise AnswerOutstanding(objection, over_at)


def dismissed(
    case: Case, objection: Objection, found: NumberedList, programme: Programme, *, at: datetime
) -> Step | None:
    """Tells an enterprise that an objection it was served with was dismissed."""
    if case.served_with(objection.id) is None or objection.reason is None:
        return None
    stage = found.stage_in(programme.way)
    event = ObjectionDismissed(
        application=case.application,
        number=case.number,
        list=found.id,
        stage=stage.id,
        stage_name=Bilingual(zh=stage.name.zh, en=stage.name.en),
        entry=objection.entry,
        objection=objection.id,
        reason=objection.reason,
        reason_text=reason_text(programme, objection.reason, "objection"),
        rule_version=programme.key,
        addressee=addressee_of(case, programme),
        at=at,
        standing=case.standing,
    )
    return Step(case, (event,))


def _with_term(case: Case, served: ServedObjection, channel: str, at: datetime) -> Step:
    after = _replacing(case, served)
    event = AnswerDue(
        application=case.application,
        number=case.number,
        objection=served.objection,
        entry=served.entry,
        channel=channel,
        due_at=served.due_at,
        explanation=served.explanation,
        at=at,
        standing=after.standing,
    )
    return Step(after, (event,))


def _replacing(case: Case, served: ServedObjection) -> Case:
    kept = tuple(served if one.objection == served.objection else one for one in case.objections)
    return case.model_copy(update={"objections": kept})


def _terms(programme: Programme, calendar: Calendar, at: datetime) -> AnswerTerms:
    policy = programme.clocks.objection_answer
    deadline = count(policy, at, calendar)
    return AnswerTerms(
        days=policy.days,
        kind=policy.kind,
        if_delivered_today=deadline.due_at,
        explanation=deadline.sentence(),
    )
