"""A saved application is read back as it was."""

from dataclasses import replace
from typing import Any

import bson
import pytest
from bson.codec_options import CodecOptions
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.application import Application, Outcome
from services.intake.domain.hearing import ask, see_review, take_outcome
from services.intake.domain.supplement_round import AskedDemand
from services.intake.domain.withdrawing import withdraw
from services.intake.store.application_document import to_application, to_document
from shared.programmes import Programme
from tests.unit.intake.applications import (
    DUE,
    NOON,
    PROGRAMME,
    a_draft,
    after_hearing,
    asked,
    item,
    submitted,
)
from tests.unit.intake.paths import programmes
from tests.unit.intake.review import along
from tests.unit.intake.test_supplement import send

AWARE: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True)


@pytest.mark.parametrize(
    "application",
    [
        a_draft(),
        submitted("M01", "M05"),
        asked(item("M07", "M07", "M08")),
        ask(
            submitted("M01"),
            1,
            [item("M07"), item("M08")],
            NOON,
            demands=[
                AskedDemand((("M07", "M08"), ("M09",)), 1, ((("M07",), ("M08",)), (("M09",),)))
            ],
        ),
        send(asked(item("M01"), due_at=DUE), "M01", at=NOON),
        withdraw(submitted(), reason="sold", at=NOON),
        after_hearing(see_review(submitted(), 3, {"accepted": NOON}), "reviews.v1", 3),
        take_outcome(submitted(), Outcome("recognised", NOON)),
    ],
)
def test_nothing_is_lost_on_the_way(application: Application) -> None:
    document = bson.decode(bson.encode(to_document(application)), AWARE)
    assert to_application(application.id, document, PROGRAMME.way) == application


def test_a_round_that_an_older_version_was_asked_is_read_without_demands() -> None:
    application = asked(item("M05"))
    document = to_document(application)
    for found in document["supplements"]:
        del found["demands"]
    assert to_application(application.id, document, PROGRAMME.way) == application


def test_what_queries_go_by_follows_from_the_application() -> None:
    document = to_document(asked(item("M05")))
    assert (document["stage"], document["supplement_open"]) == ("submitted", True)
    assert to_document(send(asked(item("M05")), "M05"))["supplement_open"] is False


def test_what_was_heard_of_each_attendance_is_read_back_as_it_was() -> None:
    attendance = "activities.v1/small.2019.activities.roadshow.1.a1"
    heard = {"reviews.v1": (1, 2), attendance: (1,)}
    application = replace(asked(item("M05")), heard=heard)
    document = to_document(application)
    assert document["heard"].keys() == {
        "reviews/v1",
        "activities/v1/small/2019/activities/roadshow/1/a1",
    }
    assert to_application(application.id, document, PROGRAMME.way).heard == heard


FORMER = {
    *("uscc", "enterprise", "district", "programme", "programme_version", "round", "product"),
    *("category", "industry", "created_at", "answers", "materials", "replaced", "submission"),
    *("supplements", "withdrawal", "review", "outcome", "timeline", "heard"),
    *("stage", "supplement_open"),
}
"""The fields of a document before programmes had paths; a reader of then takes them by name."""


def test_documents_of_jiangmen_are_what_the_former_version_reads_and_writes() -> None:
    application = along(PROGRAMME, True, True, True, True)
    document = to_document(application)
    assert application.stage == "recognised"
    assert document.keys() == FORMER
    assert document["review"].keys() == {"seq", "reached"}
    assert document["review"]["reached"].keys() == {"accepted", "recommended"}
    assert document["outcome"].keys() == {"stage", "at"}


@given(programmes(), st.lists(st.booleans(), max_size=9))
def test_an_application_of_any_path_is_read_back_wherever_it_stands(
    programme: Programme, passes: list[bool]
) -> None:
    application = along(programme, *passes)
    document = bson.decode(bson.encode(to_document(application)), AWARE)
    assert to_application(application.id, document, programme.way) == application
