"""What comes next, and by when, for an application on a list under public notice."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from services.intake.consumers.table import HEARD
from services.intake.domain.application import Application
from services.intake.domain.hearing import pass_list, see_review
from services.intake.domain.next_step import next_step
from services.intake.store.application_document import to_application, to_document
from shared.contracts import KINDS
from shared.contracts.base import Addressee
from shared.messaging.incoming import Incoming
from shared.values import Bilingual
from tests.builders import a_standing
from tests.unit.intake.applications import NOON, ONE_DAY, ONE_MS, PROGRAMME, submitted

TEXT = Bilingual(zh="某", en="Some")
COUNTED = Bilingual(zh="计10个工作日。", en="10 working days.")
CLOSES, DUE = NOON + timedelta(days=14), NOON + timedelta(days=7)
SAID: dict[str, Any] = {
    "application": "a1",
    "number": "JM-2019-000001",
    "list": "l",
    "stage": "announcement",
    "stage_name": TEXT,
    "entry": 17,
    "objection": "o-1",
    "rule_version": "v",
    "addressee": Addressee(uscc="u", enterprise=TEXT, product=TEXT, programme_name=TEXT),
    "at": NOON,
    "standing": a_standing(),
}
OF_KIND: dict[str, dict[str, Any]] = {
    "listed": {"opens_at": NOON, "closes_at": CLOSES, "explanation": COUNTED},
    "objection-served": {
        "facts": "并非专利权人",
        "terms": {
            "days": 5,
            "kind": "working",
            "if_delivered_today": DUE,
            "explanation": COUNTED,
        },
    },
    "answer-due": {"channel": "mail", "due_at": DUE, "explanation": COUNTED},
    "objection-answered": {},
    "objection-dismissed": {"reason": "r", "reason_text": TEXT},
    "removed-from-list": {"reason": "r", "reason_text": TEXT},
}


def hearing(*kinds: str | tuple[str, dict[str, Any]]) -> Application:
    application = see_review(submitted(), 1, {"accepted": NOON, "recommended": NOON})
    for seq, said in enumerate(kinds, 2):
        kind, facts = (said, {}) if isinstance(said, str) else said
        event = KINDS[f"laurel.review.{kind}.v1"].model_validate(SAID | OF_KIND[kind] | facts)
        news = HEARD[type(event)](Incoming(event, "reviews.v1", "a1", seq, f"{seq}", NOON, None))
        assert news is not None
        application = news.heard_by(application)
    kept = to_application(application.id, to_document(application), application.path)
    assert kept == application
    return kept


def turn(application: Application, at: datetime = NOON) -> tuple[str, datetime | None]:
    step = next_step(application, PROGRAMME, at)
    assert (step.due_at is None) or step.due_explanation == COUNTED
    return step.actor, step.due_at


SERVED = ("listed", "objection-served")
UNDELIVERED = ("answer-due", {"due_at": None, "explanation": None})


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        (("listed",), ("officer", CLOSES)),
        (SERVED, ("enterprise", None)),
        ((*SERVED, "answer-due"), ("enterprise", DUE)),
        ((*SERVED, "answer-due", UNDELIVERED), ("enterprise", None)),
        ((*SERVED, "answer-due", "objection-answered"), ("officer", None)),
        ((*SERVED, "objection-answered"), ("officer", None)),
        ((*SERVED, "answer-due", "objection-dismissed"), ("officer", CLOSES)),
        ((*SERVED, "answer-due", "removed-from-list"), ("nobody", None)),
        (("listed", "removed-from-list"), ("nobody", None)),
    ],
)
def test_whose_turn_it_is_and_by_when(heard: Any, expected: tuple[str, datetime | None]) -> None:
    assert turn(hearing(*heard)) == expected


def test_the_time_to_answer_and_the_notice_end_by_the_clock() -> None:
    objected = hearing(*SERVED, "answer-due")
    assert turn(objected, DUE - ONE_MS) == ("enterprise", DUE)
    assert turn(objected, DUE) == ("officer", None)
    assert "答辩期限已过" in next_step(objected, PROGRAMME, DUE).text.zh
    listed = hearing("listed")
    assert "公示中（名单第17号）" in next_step(listed, PROGRAMME, CLOSES - ONE_MS).text.zh
    over = next_step(listed, PROGRAMME, CLOSES)
    assert (over.text.zh, over.due_at) == ("公示期已满，等待公布。", None)


def test_of_several_objections_the_first_to_be_due_is_told() -> None:
    other = {"objection": "o-2"}
    sooner = other | {"due_at": DUE - ONE_DAY}
    both = hearing(*SERVED, "answer-due", ("objection-served", other), ("answer-due", sooner))
    assert turn(both) == ("enterprise", DUE - ONE_DAY)
    assert turn(both, DUE - ONE_DAY) == ("enterprise", DUE)
    one_left = hearing(*SERVED, "answer-due", ("objection-served", other), "objection-answered")
    assert turn(one_left) == ("enterprise", None)


def test_an_announcement_after_which_it_goes_on_is_the_end_of_its_list() -> None:
    on_list = hearing(*SERVED)
    after = pass_list(on_list, "announcement", NOON)
    assert after.under_notice is None


def test_news_of_an_objection_to_a_list_that_is_not_known_here_changes_nothing() -> None:
    assert turn(hearing("answer-due")) == ("association", None)
