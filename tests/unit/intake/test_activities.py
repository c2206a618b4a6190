"""The timeline of an application tells of the activities in which it took part, each time once."""

from datetime import date
from typing import Any

from services.intake.consumers.activity_attended import activity_attended
from services.intake.domain.application import Application
from shared.contracts.activities import ActivityAttended
from shared.messaging.incoming import Incoming
from shared.values import Bilingual
from tests.programmes.activities import active_programme
from tests.unit.intake.applications import NOON
from tests.unit.intake.review import an_application

ROADSHOW = "small.2019.activities.roadshow.1"
PRESENTED = Bilingual(zh="展示", en="presented")


def said(seq: int = 1, activity: str = ROADSHOW, **changes: Any) -> Incoming[ActivityAttended]:
    event = ActivityAttended.model_validate(
        {
            "activity": activity,
            "declared": "roadshow",
            "number": 1,
            "kind": "roadshow",
            "name": Bilingual(zh="路演", en="Roadshow"),
            "programme": "small",
            "programme_version": "2019.1",
            "round": "2019",
            "held_on": date(2019, 10, 30),
            "attendance": f"{activity}.a1",
            "subject": "91350100M000100Y43",
            "application": "a1",
            "application_number": "N-1",
            "roles": ("presented",),
            "role_names": (PRESENTED,),
            "office_role": "officer",
            "by": "officer-1",
            "at": NOON,
            **changes,
        }
    )
    key = event.attendance
    return Incoming(event, "activities.v1", key, seq, f"review/{key}/{seq}", NOON, None)


def hear(application: Application, incoming: Incoming[ActivityAttended]) -> Application:
    news = activity_attended(incoming)
    assert news is not None
    return news.heard_by(application)


def told(application: Application) -> list[str]:
    return [item.text.en for item in application.timeline if item.what == "took_part"]


def test_it_tells_as_what_and_when_however_often_it_is_heard() -> None:
    application = an_application(active_programme())
    for _ in range(2):
        application = hear(application, said())
    assert told(application) == ["Roadshow (2019-10-30): presented."]
    assert application.timeline[-1].by == "officer"


def test_two_activities_are_two_items_although_each_counts_from_one() -> None:
    application = hear(an_application(active_programme()), said())
    application = hear(application, said(activity="small.2019.activities.training.1"))
    assert len(told(application)) == 2


def test_a_record_that_is_put_right_or_taken_back_says_why() -> None:
    application = hear(an_application(active_programme()), said())
    application = hear(application, said(2, reason="登记有误。"))
    application = hear(application, said(3, reason="未到场。", roles=(), role_names=()))
    assert told(application)[1:] == [
        "Roadshow (2019-10-30): the record was put right: presented. Why: 登记有误。",
        "Roadshow (2019-10-30): the record was taken back. Why: 未到场。",
    ]


def test_who_has_no_application_there_has_no_timeline() -> None:
    assert activity_attended(said(application=None, application_number=None)) is None
