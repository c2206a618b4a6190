"""An enterprise is served with an objection, and has time to answer it from delivery."""

from datetime import UTC, datetime, timedelta

import pytest

from services.review.domain.case import Case
from services.review.domain.lists.answering import (
    STILL_ARRIVING,
    answer,
    bounced,
    check_enterprise_was_heard,
    delivered,
    serve,
)
from services.review.domain.lists.objection import Objection
from shared.contracts.reviews import AnswerDue, ObjectionServed
from shared.errors import Rejected
from tests.unit.review.builders import CALENDAR, decided, jiangmen
from tests.unit.review.test_list import noticed

AT = datetime(2020, 1, 6, 2, 0, tzinfo=UTC)  # Monday, 10:00 in Beijing
DUE = datetime(2020, 1, 13, 16, 0, tzinfo=UTC)  # 24:00 of the fifth working day after it
ID = "o-1"


def filed(**facts: object) -> Objection:
    said = {"id": ID, "list": "l1", "entry": 1, "application": "a1", "state": "open"}
    said |= {"facts": "并非专利权人", "evidence": "登记簿", "filed_at": AT}
    return Objection.model_validate(said | facts)


def served(facts: str = "并非专利权人") -> Case:
    step = serve(decided(), filed(), noticed(), jiangmen(), CALENDAR, facts=facts, by="o", at=AT)
    assert step is not None
    (event,) = step.events
    assert isinstance(event, ObjectionServed)
    assert (event.facts, event.terms.if_delivered_today) == (facts, DUE)
    assert event.addressee.uscc == step.case.uscc
    return step.case


def running(case: Case | None = None, channel: str = "mail") -> Case:
    step = delivered(case or served(), jiangmen(), CALENDAR, objection=ID, channel=channel, at=AT)
    return step.case


def test_the_facts_are_as_the_office_lets_them_be_read() -> None:
    kept = served("权属有疑问").served_with(ID)
    assert kept is not None
    assert kept.facts == "权属有疑问"


def test_serving_it_again_changes_nothing_and_a_decided_one_is_not_served() -> None:
    again = serve(served(), filed(), noticed(), jiangmen(), CALENDAR, facts="x", by="p", at=AT)
    assert again is None
    over = filed(state="dismissed")
    with pytest.raises(Rejected, match="objection-closed"):
        serve(decided(), over, noticed(), jiangmen(), CALENDAR, facts="x", by="p", at=AT)


def test_the_time_runs_from_the_first_proof_and_explains_itself() -> None:
    step = delivered(served(), jiangmen(), CALENDAR, objection=ID, channel="mail", at=AT)
    (event,) = step.events
    assert isinstance(event, AnswerDue)
    assert event.due_at == DUE
    assert event.explanation is not None
    assert "5个工作日" in event.explanation.zh
    later = AT + timedelta(days=3)
    once_more = delivered(step.case, jiangmen(), CALENDAR, objection=ID, channel="post", at=later)
    assert (once_more.case, once_more.events) == (step.case, ())


def test_a_mail_that_came_back_stops_the_time_and_the_next_proof_starts_it_anew() -> None:
    stopped = bounced(running(), objection=ID, channel="mail", at=AT)
    (event,) = stopped.events
    assert isinstance(event, AnswerDue)
    assert event.due_at is None
    assert bounced(running(channel="post"), objection=ID, channel="mail", at=AT).events == ()
    anew = running(stopped.case, channel="post").served_with(ID)
    assert anew is not None
    assert anew.due_at == DUE


def test_an_answer_is_in_time_by_its_arrival_also_before_delivery_is_proven() -> None:
    for case, at in ((served(), AT), (running(), DUE - timedelta(milliseconds=1))):
        step = answer(case, filed(), text="不属实", at=at)
        assert step is not None
        assert answer(step.case, filed(), text="不属实", at=at) is None
        with pytest.raises(Rejected, match="already-answered"):
            answer(step.case, filed(), text="属实", at=at)
    with pytest.raises(Rejected, match="answer-late"):
        answer(running(), filed(), text="不属实", at=DUE)


def test_it_is_upheld_once_the_enterprise_was_heard_and_dismissed_whenever() -> None:
    def upheld(case: Case, at: datetime) -> None:
        check_enterprise_was_heard(case, ID, "upheld", at=at)

    with pytest.raises(Rejected, match="objection-not-served"):
        upheld(decided(), AT)
    for case, at in ((served(), DUE), (running(), DUE)):
        with pytest.raises(Rejected, match="answer-outstanding"):
            upheld(case, at)
        check_enterprise_was_heard(case, ID, "dismissed", at=at)
    upheld(running(), DUE + STILL_ARRIVING)
    step = answer(served(), filed(), text="不属实", at=AT)
    assert step is not None
    upheld(step.case, AT)
