"""What other services announce reaches the enterprise, once, and opens what it opens."""

from datetime import date

import pytest

from shared.contracts.activities import ActivityAttended
from shared.contracts.applications import ApplicationReinstated, ApplicationWithdrawn
from shared.contracts.base import Event
from shared.contracts.notices import NoticeBounced, NoticeDelivered, NoticeEscalated, NoticeSent
from shared.contracts.outcomes import NotRecognised, Recognised
from shared.contracts.reviews import (
    ApplicationAccepted,
    ApplicationNotAccepted,
    ApplicationRecommended,
    CaseClosed,
    CaseReopened,
    MaterialsMissing,
    SupplementClockStarted,
    WithdrawalRefused,
)
from shared.errors import NotFound, Rejected
from shared.values import Bilingual
from tests.store.intake.news import News, a_submission, reached, story, timeline
from tests.store.intake.portal import Portal, problem
from tests.unit.intake.applications import NOON, USCC

TEXT = Bilingual(zh="某", en="Some")


KINDS = (NoticeSent, NoticeDelivered, SupplementClockStarted)
"""What is heard many at once; what is missing is heard one by one."""


async def test_much_at_once_has_the_effect_of_each_by_itself(portal: Portal) -> None:
    (one, first), (two, second), (three, third) = [
        await a_submission(portal, key) for key in ("a", "b", "c")
    ]
    for news in (first, second, third):
        await news.tell(MaterialsMissing)
    for kind in KINDS:
        await first.tell(kind)
    told = [news.said(kind) for news in (second, third) for kind in KINDS]
    await second.tell_in_bulk(*told, *told)
    await second.tell_in_bulk(*reversed(told))
    expected = await story(portal, one)
    assert await story(portal, two) == expected
    assert await story(portal, three) == expected


async def test_one_that_is_not_here_keeps_none_of_the_others_from_hearing(portal: Portal) -> None:
    path, news = await a_submission(portal)
    foreign = News(portal, "/applications/ffffffffffffffffffffffff")
    await news.tell(MaterialsMissing)
    with pytest.raises(NotFound):
        await news.tell_in_bulk(foreign.said(CaseReopened), news.said(SupplementClockStarted))
    assert (await timeline(portal, path))["due_at"] is not None


async def test_the_way_to_recognition_is_told_in_plain_words(portal: Portal) -> None:
    path, news = await a_submission(portal)
    seen = {"submitted": NOON, "accepted": NOON}
    await news.tell(ApplicationAccepted, standing=reached(**seen))
    assert (await timeline(portal, path))["stage"] == "accepted"
    seen |= {"recommended": NOON}
    await news.tell(ApplicationRecommended, standing=reached(**seen))
    assert (await timeline(portal, path))["turn"] == "reviewer"
    await news.tell(Recognised, standing=reached(recognised=NOON))
    found = await timeline(portal, path)
    assert (found["stage"], found["turn"]) == ("recognised", "nobody")
    assert found["events"][-1]["text"]["zh"] == "结果已公布：获得认定（名单第12号）。"
    assert "secret opinion" not in str(found)


async def test_expiry_reopening_and_no_recognition(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(ApplicationNotAccepted, standing=reached(submitted=NOON, not_accepted=NOON))
    assert (await timeline(portal, path))["stage"] == "not_accepted"
    await news.tell(CaseReopened, standing=reached(submitted=NOON))
    assert (await timeline(portal, path))["stage"] == "submitted"
    await news.tell(NotRecognised)
    assert (await timeline(portal, path))["stage"] == "not_recognised"


async def test_withdrawal_after_the_announcement_is_refused(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(Recognised)
    before = await portal.state()
    body = {"reason": "sold"}
    answer = await portal.call("POST", f"{path}/withdrawal", json=body)
    assert problem(answer) == (409, "already-announced")
    assert await portal.state() == before


async def test_a_withdrawal_is_closed_by_review(portal: Portal) -> None:
    path, news = await a_submission(portal)
    body = {"reason": "sold"}
    gone = await portal.call("POST", f"{path}/withdrawal", json=body)
    again = await portal.call("POST", f"{path}/withdrawal", json=body)
    assert gone.json() == again.json()
    assert gone.json()["stage"] == "withdrawn"
    assert [event.type for event in await portal.events()][1:] == [
        "laurel.application.withdrawn.v1"
    ]
    await news.tell(CaseClosed)
    assert (await timeline(portal, path))["stage"] == "withdrawn"


async def test_a_withdrawal_that_review_refuses_is_taken_back_for_everybody(
    portal: Portal,
) -> None:
    path, news = await a_submission(portal)
    await portal.call("POST", f"{path}/withdrawal", json={"reason": "sold"})
    await news.tell(WithdrawalRefused, times=2)
    await news.tell(Recognised)
    assert (await timeline(portal, path))["stage"] == "recognised"
    withdrawn, reinstated = (await portal.events())[1:]
    assert isinstance(withdrawn, ApplicationWithdrawn)
    assert isinstance(reinstated, ApplicationReinstated)
    assert "withdrawn" in withdrawn.standing.milestones
    assert list(reinstated.standing.milestones) == ["submitted"]


async def test_what_happens_to_a_notice_is_told(portal: Portal) -> None:
    path, news = await a_submission(portal)
    for kind in (NoticeSent, NoticeBounced, NoticeEscalated, NoticeDelivered):
        await news.tell(kind)
    assert [line["what"] for line in (await timeline(portal, path))["events"]][2:] == [
        "notice_sent",
        "notice_bounced",
        "notice_escalated",
        "notice_delivered",
    ]


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("materials_missing", "补正通知", "notice of missing materials"),
        ("not_accepted", "不予受理告知", "notice of non-acceptance"),
        (None, "通知", "notice"),
        ("of tomorrow", "通知", "notice"),
    ],
)
async def test_the_timeline_says_which_notice_it_was(
    portal: Portal, kind: str | None, zh: str, en: str
) -> None:
    path, news = await a_submission(portal)
    await news.tell(NoticeDelivered, kind=kind)
    assert (await timeline(portal, path))["events"][-1]["text"] == {
        "zh": f"{zh}已通过电子邮件送达（d***@enterprise.example）。",
        "en": f"The {en} was delivered by mail to d***@enterprise.example.",
    }


@pytest.mark.parametrize(
    "kind", [MaterialsMissing, SupplementClockStarted, ApplicationAccepted, Recognised, NoticeSent]
)
async def test_news_that_is_heard_twice_changes_the_record_once(
    portal: Portal, kind: type[Event]
) -> None:
    path, news = await a_submission(portal)
    await news.tell(kind, times=1)
    once = await portal.state()
    news.seqs.clear()
    await news.tell(kind, times=2)
    assert await portal.state() == once
    assert len((await timeline(portal, path))["events"]) == 3


async def test_each_attendance_is_told_once_however_often_it_is_heard(portal: Portal) -> None:
    path, news = await a_submission(portal)
    attended = {
        "declared": "roadshow",
        "number": 1,
        "kind": "roadshow",
        "name": TEXT,
        "programme": "small",
        "programme_version": "2019.1",
        "round": "2019",
        "held_on": date(2019, 10, 30),
        "subject": USCC,
        "roles": ("presented",),
        "role_names": (TEXT,),
        "office_role": "officer",
    }
    for activity in ("small.2019.activities.roadshow.1", "small.2019.activities.roadshow.2"):
        news.seqs.clear()
        own = {"activity": activity, "attendance": f"{activity}.{news.application}"}
        await news.tell(ActivityAttended, times=3, **attended, **own)
    told = [event["what"] for event in (await timeline(portal, path))["events"]]
    assert told.count("took_part") == 2


async def test_news_of_an_unknown_application_and_of_a_draft_are_rejected(portal: Portal) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    with pytest.raises(Rejected, match="not-found"):
        await News(portal, "/nothing").tell(ApplicationAccepted)
    with pytest.raises(Rejected, match="not-submitted"):
        await News(portal, path).tell(ApplicationAccepted)
    assert await portal.state() == before
