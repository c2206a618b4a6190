"""Documents of the version before paths: every case and list is read, and goes on from there."""

from datetime import timedelta
from typing import Any

import pytest

from services.review.domain.case import Case
from services.review.domain.case.passing import place_of
from services.review.domain.case.withdrawal import withdraw
from services.review.domain.lists.announcing import announce
from services.review.domain.lists.entry import numbered
from services.review.domain.lists.notice import put_under_notice
from services.review.domain.stages.decision.deciding import decide
from services.review.domain.stages.expiry import expire
from services.review.domain.stages.formal_review.conclusion import accept
from services.review.domain.stages.formal_review.delivery import delivered
from services.review.domain.stages.formal_review.supplement import supplemented as take
from services.review.domain.stages.recommendation.recommending import recommend
from services.review.store.case.case_document import to_case, to_document
from services.review.store.lists.list_document import list_to_document, to_list
from shared.journal import Loaded, Revision
from tests.builders import NOON
from tests.unit.review.builders import (
    CALENDAR,
    PROGRAMME,
    RECOMMENDED_AT,
    a_material,
    announced,
    answers,
    candidate,
    jiangmen,
    supplemented,
)

DUE = NOON + timedelta(days=7)
LATER = NOON + timedelta(days=200)
RULES = f"{PROGRAMME}@2019.1"
NAME = {"zh": "江门某某科技有限公司", "en": "Jiangmen Example Technology"}
BARE: dict[str, Any] = {
    "version": 1,
    "number": "JM-a1",
    "programme": PROGRAMME,
    "programme_version": "2019.1",
    "round": "2019",
    "district": "pengjiang",
    "industry": "3912",
    "category": "new-materials",
    "uscc": "91350100M000100Y43",
    "enterprise": NAME,
    "product": NAME,
    "received_at": NOON,
    "answers": answers(),
    "materials": [a_material(m).model_dump() for m in ("M01", "M02", "M05", "M07")],
    "complete": True,
    "verdicts": {},
    "notifications": [],
    "conclusion": None,
    "recommendation": None,
    "decision": None,
    "outcome": None,
    "withdrawn_for": None,
    "due_at": None,
    "expires_at": None,
    "milestones": {"opened": NOON},
    "heard": {"applications.v1": [1]},
    "returned": False,
    "delivery_failed": False,
    "sort_at": DUE,
}
ASKED = {
    "round": 1,
    "items": ["M05"],
    "by": "association-1",
    "at": NOON,
    "bounced_at": None,
    "delivered_at": None,
    "channel": None,
    "due_at": None,
    "explanation": None,
    "returned_at": None,
}
DELIVERED = {**ASKED, "delivered_at": NOON, "channel": "mail", "due_at": DUE, "explanation": NAME}
ACCEPTED = {
    "accepted": True,
    "reason": None,
    "by": "association-1",
    "rule_version": RULES,
    "at": NOON,
}
EXPIRED = {**ACCEPTED, "accepted": False, "reason": "not_supplemented", "by": "clock"}
PUT_FORWARD = {
    "recommender": "jiangmen",
    "sheet": "s1",
    "rank": 1,
    "opinion": "同意推荐",
    "by": "city-1",
    "rule_version": RULES,
    "at": RECOMMENDED_AT,
}
PASSED = {
    "verdict": "recognise",
    "opinion": "同意",
    "reason": None,
    "by": "reviewer-1",
    "rule_version": RULES,
    "at": RECOMMENDED_AT,
}
LISTED = {"recognised": True, "list": "l1", "entry": 1, "reason": None, "at": RECOMMENDED_AT}
RECOMMENDED = {"conclusion": ACCEPTED, "recommendation": PUT_FORWARD}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "formal_review": {"due_at": DUE, "expires_at": DUE},
    "awaiting_delivery": {"complete": False, "notifications": [ASKED]},
    "awaiting_supplement": {
        "complete": False,
        "notifications": [DELIVERED],
        "due_at": DUE,
        "expires_at": DUE,
    },
    "accepted": {"conclusion": ACCEPTED},
    "not_accepted": {"complete": False, "notifications": [DELIVERED], "conclusion": EXPIRED},
    "recommended": RECOMMENDED,
    "decided": {**RECOMMENDED, "decision": PASSED},
    "announced": {**RECOMMENDED, "decision": PASSED, "outcome": LISTED},
    "withdrawn": {"withdrawn_for": "产品规划调整"},
}


def stored(word: str) -> Case:
    return to_case("a1", {**BARE, **DOCUMENTS[word], "stage": word})


def test_there_is_a_document_for_every_word_of_the_former_version() -> None:
    assert DOCUMENTS.keys() == {word.id for word in jiangmen().way.words}


@pytest.mark.parametrize("word", DOCUMENTS)
def test_a_document_of_the_former_version_is_read_and_keeps_what_an_old_reader_needs(
    word: str,
) -> None:
    case = stored(word)
    place = place_of(case, jiangmen())
    assert (word if place is None else place.word) == word
    again = to_document(case)
    before = {**BARE, **DOCUMENTS[word], "stage": word}
    kept = {name: again[name] for name in ("stage", "complete", "returned", "delivery_failed")}
    assert kept == {name: before[name] for name in kept}


def test_one_in_formal_review_is_accepted_by_an_officer_or_by_statute_from_its_receipt() -> None:
    case = stored("formal_review")
    assert accept(case, jiangmen(), CALENDAR, by="o", at=NOON).case.stage == "accepted"
    step = expire(case, jiangmen(), CALENDAR, at=LATER)
    assert step is not None
    assert step.case.milestones["accepted"] == case.received_at


def test_one_that_was_notified_goes_on_by_its_delivery_and_its_supplement() -> None:
    waiting = delivered(
        stored("awaiting_delivery"),
        jiangmen(),
        CALENDAR,
        supplement_round=1,
        channel="mail",
        at=NOON,
    ).case
    assert waiting.stage == "awaiting_supplement"
    for case in (waiting, stored("awaiting_supplement"), stored("not_accepted")):
        back = take(case, supplemented("a1", at=NOON), jiangmen(), CALENDAR, at=LATER).case
        assert (back.stage, back.returned, back.complete) == ("formal_review", True, True)


def test_one_whose_term_is_over_is_not_accepted() -> None:
    step = expire(stored("awaiting_supplement"), jiangmen(), CALENDAR, at=LATER)
    assert step is not None
    assert step.case.stage == "not_accepted"


def test_one_that_is_accepted_goes_on_to_its_outcome() -> None:
    case = recommend(
        stored("accepted"),
        jiangmen(),
        CALENDAR,
        recommender="jiangmen",
        sheet="s1",
        rank=1,
        opinion="o",
        by="c",
        at=RECOMMENDED_AT,
    ).case
    for recommended in (case, stored("recommended")):
        step = decide(
            recommended,
            jiangmen(),
            CALENDAR,
            verdict="recognise",
            opinion="同意",
            reason=None,
            by="r",
            at=RECOMMENDED_AT,
        )
        assert step is not None
        for decided in (step.case, stored("decided")):
            (entry,) = numbered([candidate(decided)], [])
            final = announced(decided, entry, at=LATER).case
            assert final.stage == "announced"
            assert final.outcome is not None
            assert final.outcome.recognised


def test_the_same_decision_again_is_no_step() -> None:
    said: Any = {"verdict": "recognise", "opinion": "同意", "reason": None, "by": "r", "at": LATER}
    assert decide(stored("decided"), jiangmen(), CALENDAR, **said) is None


@pytest.mark.parametrize("word", [word for word in DOCUMENTS if word != "announced"])
def test_each_is_withdrawn_unless_its_outcome_is_public(word: str) -> None:
    step = withdraw(stored(word), jiangmen(), reason="sold", at=LATER, announced=False)
    assert step.case.stage == "withdrawn"


LIST: dict[str, Any] = {
    "programme": PROGRAMME,
    "programme_version": "2019.1",
    "round": "2019",
    "stage": "frozen",
    "entries": 2,
    "digest": "d",
    "frozen_by": "officer-1",
    "frozen_at": NOON,
    "opens_at": None,
    "closes_at": None,
    "explanation": None,
    "noticed_by": None,
    "removed": 0,
    "objections": 0,
    "objections_open": 0,
    "announced_by": None,
    "announced_at": None,
    "outcomes_given": False,
    "days": [],
}


def test_a_list_of_the_former_version_is_that_of_the_last_announcement_and_goes_on() -> None:
    found = to_list(Loaded(f"{PROGRAMME}-2019", LIST, Revision(1, 0, 0))).record
    assert found.stage_in(jiangmen().way) is jiangmen().way.final
    noticed = put_under_notice(found, jiangmen(), CALENDAR, by="o", at=NOON).list
    written = list_to_document(noticed)
    assert (written["stage"], "state" in written) == ("noticed", False)
    again = to_list(Loaded(found.id, written, Revision(2, 1, 0))).record
    assert announce(again, jiangmen(), by="o", at=LATER).list.state == "announced"
