"""The timeline of a city tells what it reports of its construction, and which figures are due."""

from typing import Any

from services.intake.consumers.construction import (
    indicator_reported,
    report_due,
    task_reported,
)
from services.intake.consumers.stage_concluded import stage_concluded
from services.intake.domain.application import Application
from services.intake.domain.news import News
from services.intake.domain.next_step import next_step
from shared.contracts import KINDS
from shared.messaging.incoming import Incoming
from shared.values import Bilingual
from tests.builders import a_standing
from tests.programmes.building import building_programme
from tests.unit.intake.applications import NOON
from tests.unit.intake.review import an_application

STANDING = a_standing(
    programme="small",
    programme_version="2019.1",
    milestones={"submitted": NOON, "opened": NOON, "accepted": NOON, "admitted": NOON},
)
NAME = Bilingual(zh="研发投入强度", en="R&D intensity")


def said(event_type: str, seq: int = 7, **facts: Any) -> Incoming[Any]:
    event_kind = KINDS[event_type]
    event = event_kind.model_validate(
        {
            "application": "a1",
            "number": "N-1",
            "stage": "construction",
            "stage_name": Bilingual(zh="建设", en="Construction"),
            "rule_version": "small@2019.1",
            "by": "city-1",
            "at": NOON,
            "standing": STANDING,
            **facts,
        }
    )
    return Incoming(event, event_kind.topic, "a1", seq, f"review/a1/{seq}", NOON, None)


def heard(news: News, times: int = 2) -> Application:
    application = an_application(building_programme())
    for _ in range(times):
        application = news.heard_by(application)
    return application


def last(application: Application) -> tuple[str, str, str, str]:
    item = application.timeline[-1]
    return item.what, item.by, item.text.zh, item.text.en


def a_figure(**facts: Any) -> News:
    plain: dict[str, Any] = {
        "subject": "441900",
        "indicator": "rd",
        "indicator_name": NAME,
        "tells": "actual",
        "year": 2020,
        "value": "3.54",
        "unit": "percent",
        "source": "公报",
        "met": True,
    }
    kind = "laurel.construction.indicator-reported.v1"
    return indicator_reported(said(kind, **(plain | facts)))


def test_a_figure_is_told_once_with_year_and_target() -> None:
    application = heard(a_figure())
    assert last(application) == (
        "indicator_reported",
        "enterprise",
        "建设指标“研发投入强度”2020年实际值：3.54%，达到目标。",
        "Indicator “R&D intensity”, actual of 2020: 3.54%; the target is reached.",
    )
    told = [item for item in application.timeline if item.what == "indicator_reported"]
    assert len(told) == 1


def test_a_figure_tells_how_exactly_it_is_meant_and_why_it_was_put_right() -> None:
    news = a_figure(value="11000", unit="count", qualifier="more_than", met=None, reason="公报修订")
    _, _, zh, en = last(heard(news))
    assert zh == "建设指标“研发投入强度”2020年实际值：超过 11,000。更正理由：公报修订"
    assert en.endswith("actual of 2020: more than 11,000. Put right: 公报修订")


def test_a_task_is_told_with_its_day() -> None:
    facts: dict[str, Any] = {
        "task": "plan",
        "task_name": Bilingual(zh="建设方案", en="Plan"),
        "state": "done",
        "on": "2018-12-20",
        "evidence": "文件",
    }
    news = task_reported(said("laurel.construction.task-reported.v1", **facts))
    assert last(heard(news))[2:] == (
        "建设任务“建设方案”已完成（2018-12-20）。",
        "Task “Plan”: done (2018-12-20).",
    )


def test_figures_that_are_due_or_overdue_are_named() -> None:
    facts: dict[str, Any] = {
        "year": 2019,
        "due_at": NOON,
        "explanation": Bilingual(zh="至3月31日止。", en="Ends on 31 March."),
        "missing": (NAME,),
        "addressee": {
            "uscc": "441900",
            "enterprise": NAME,
            "product": NAME,
            "programme_name": NAME,
        },
    }
    for overdue, words in ((False, "are due"), (True, "are overdue")):
        kind = "laurel.construction.report-due.v1"
        news = report_due(said(kind, **facts, overdue=overdue))
        assert f"Figures of 2019 {words}: R&D intensity." in last(heard(news))[3]


def concluded(outcome: str, **facts: Any) -> Application:
    plain: dict[str, Any] = {
        "kind": "construction",
        "outcome": outcome,
        "verdict": None,
        "milestone": None,
        "reason": None,
        "reason_text": None,
        "opinion": None,
        "next": None,
    }
    return heard(stage_concluded(said("laurel.review.stage-concluded.v1", **(plain | facts))))


def test_the_end_is_told_as_a_self_assessment_or_for_its_reason() -> None:
    assert last(concluded("passed"))[3] == "Construction: assessed by the applicant itself."
    gave_up = Bilingual(zh="停止建设。", en="The works were given up.")
    application = concluded("failed", reason="gave_up", reason_text=gave_up, opinion="来函")
    assert last(application) == (
        "construction_ended",
        "officer",
        "建设已终止，理由：停止建设。　来函",
        "Construction was ended. The works were given up. 来函",
    )


def test_while_it_is_built_it_is_the_turn_of_the_city() -> None:
    step = next_step(heard(a_figure()), building_programme(), NOON)
    assert step.actor == "enterprise"
    assert "Report tasks and indicators" in step.text.en
