"""Facts come from declared places, as of the day of submission, and go into every event."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.application import Application
from services.intake.domain.events import standing, submitted, withdrawn
from services.intake.domain.events import supplemented as supplemented_event
from services.intake.domain.facts import known_of, with_facts
from services.intake.domain.fields import check_answers
from services.intake.domain.hearing import ask
from services.intake.domain.qualification import HeldQualification
from services.intake.domain.refusals import InvalidFields
from services.intake.domain.request_digest import KeyedRequest
from services.intake.domain.submitting import submit
from services.intake.domain.supplementing import hand_in, send
from services.intake.domain.withdrawing import withdraw
from services.intake.store.application_document import to_application, to_document
from shared.calendar import beijing_date
from shared.programmes.facts import Fact
from tests.unit.intake.applications import NOON, ONE_DAY, PROGRAMME, USCC, a_draft, item
from tests.unit.intake.records import RECORDS, TITLED, a_project
from tests.unit.intake.test_qualifications import held

TODAY = beijing_date(NOON)
ROUND = RECORDS.round("2019")


def a_submission(*held: HeldQualification, on: date = TODAY, **answers: Any) -> Application:
    """A project that was submitted at noon by a firm that holds these."""
    known = with_facts(a_project(**answers), RECORDS, held, on)
    return submit(known, key="s", number="R-1", round_=ROUND, at=NOON)


def test_answers_and_what_the_enterprise_holds_become_facts() -> None:
    tiers = held(level="provincial"), held(level="national")
    application = a_submission(TITLED, *tiers, prize="municipal", sales=12.34)
    assert application.facts == {
        "prized": True,
        "titled": True,
        "tier": "national",
        "annual_sales": 123_400,
    }


def test_a_yes_or_no_that_is_a_fact_itself_may_be_answered() -> None:
    plain = Fact.model_validate(
        {
            "id": "is_local",
            "name": {"zh": "本市", "en": "Local"},
            "type": "boolean",
            "from": {"answer": "local"},
        }
    )
    programme = RECORDS.model_copy(update={"facts": (plain,)})
    check_answers(programme, {"local": True})
    assert with_facts(a_project(local=True), programme, (), TODAY).facts == {"is_local": True}


def test_what_was_not_answered_or_not_answered_by_the_form_is_no_fact() -> None:
    assert a_submission().facts == {"titled": False}
    assert a_submission(sales=-1).facts == {"titled": False}
    older = replace(a_project(), answers={"local": True, "prize": "universal"})
    assert with_facts(older, RECORDS, (), TODAY).facts == {"titled": False}


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (TODAY, None, True),
        (TODAY + timedelta(days=1), None, False),
        (TODAY - timedelta(days=9), TODAY, False),
        (TODAY - timedelta(days=9), TODAY + timedelta(days=1), True),
    ],
)
def test_only_what_is_held_on_the_day_of_submission_counts(
    since: date, until: date | None, holds: bool
) -> None:
    title = held(since, until, scheme="high-tech", level=None)
    assert (a_submission(title).facts or {})["titled"] is holds


def test_facts_and_whose_application_it_is_go_into_every_event() -> None:
    application = a_submission(TITLED, prize="none")
    facts = {"prized": False, "titled": True}
    gone = withdraw(application, reason="sold", at=NOON)
    for event in (submitted(application), withdrawn(gone, "sold", NOON)):
        assert (event.standing.subject, event.standing.facts) == (USCC, facts)


def test_where_no_facts_are_declared_nothing_of_them_is_sent_or_kept() -> None:
    application = with_facts(a_draft(), PROGRAMME, [TITLED], TODAY)
    assert application == a_draft()
    body = submitted(
        submit(application, key="s", number="N-1", round_=PROGRAMME.round("2019"), at=NOON)
    ).model_dump(mode="json")
    assert not {"subject", "facts"} & body["standing"].keys()
    assert not {"facts", "qualifications"} & to_document(application).keys()


def test_a_supplement_changes_facts_of_answers_and_nothing_that_has_come_since() -> None:
    expired = held(TODAY - timedelta(days=9), TODAY + timedelta(days=1), "high-tech", None)
    asked = ask(a_submission(expired, sales=1), 1, [item("sales")], NOON)
    late = NOON + 5 * ONE_DAY
    staged = hand_in(asked, RECORDS, materials=(), answers={"sales": 2.5}, at=late)
    done = send(staged, RECORDS, at=late, request=KeyedRequest("k", "d"), as_it_stands=True)
    assert done.facts == {"titled": True, "annual_sales": 25_000}
    event = supplemented_event(done, done.supplements[-1], late)
    assert event.standing.facts == done.facts


@pytest.mark.parametrize("sales", [2**63 // 10_000 + 1, 1e300, 2.0**62, 10**400])
def test_an_answer_that_would_be_too_large_a_fact_is_refused(sales: float) -> None:
    with pytest.raises(InvalidFields) as refused:
        a_project(sales=sales)
    assert [error.field for error in refused.value.errors] == ["answers.sales"]


@given(st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_is_taken_is_one_that_can_be_kept_as_a_fact(sales: float) -> None:
    try:
        facts = a_submission(sales=sales).facts or {}
    except InvalidFields:
        return
    assert abs(facts.get("annual_sales", 0)) < 2**63  # type: ignore[arg-type]


def test_facts_are_read_back_as_they_were_saved() -> None:
    application = a_submission(TITLED, held(), held(until=date(2020, 1, 1), level="b"), sales=1)
    document = to_document(application)
    assert to_application(application.id, document, RECORDS.way) == application
    assert standing(application).facts == document["facts"]


def test_conditions_know_answers_and_facts_by_one_namespace_of_ids() -> None:
    application = a_submission(TITLED, sales=-1)
    assert known_of(RECORDS, application) == {"local": True, "titled": True}
