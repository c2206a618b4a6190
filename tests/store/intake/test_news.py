"""What other services announce reaches the enterprise, once, and opens what it opens."""

import json
from datetime import datetime
from typing import Any

import pytest

from services.intake.consumers.all import consumers
from services.intake.store.applications import MongoApplications
from services.intake.usecases.hear import Hear
from shared.contracts.applications import ApplicationReinstated, ApplicationWithdrawn
from shared.contracts.base import Bilingual, Event
from shared.contracts.notices import NoticeBounced, NoticeDelivered, NoticeEscalated, NoticeSent
from shared.contracts.outcomes import NotRecognised, Recognised
from shared.contracts.reviews import (
    ApplicationAccepted,
    ApplicationNotAccepted,
    ApplicationRecommended,
    CaseClosed,
    CaseReopened,
    MaterialsMissing,
    MissingItem,
    SupplementClockStarted,
    SupplementTerms,
    WithdrawalRefused,
)
from shared.errors import NotFound, Rejected
from shared.journal import Journal
from shared.messaging.incoming import Incoming
from tests.builders import a_standing
from tests.store.intake.conftest import nobody
from tests.store.intake.portal import Portal, fields, part, problem
from tests.unit.intake.applications import DUE, NOON, ONE_MS, USCC
from tests.unit.intake.files import EXE, pdf

TEXT = Bilingual(zh="某", en="Some")


class News:
    """Speaks to intake as the other services do."""

    def __init__(self, portal: Portal, path: str) -> None:
        journal = Journal(portal.database["applications"], "intake", nobody)
        hears = consumers(Hear(MongoApplications(journal)))
        self.heard = {h.kind: h.handler for h in hears}
        self.together = {h.kind: h.together for h in hears}
        self.application = path.rpartition("/")[2]
        self.seqs: dict[str, int] = {}

    async def tell(self, kind: type[Event], times: int = 1, **more: Any) -> None:
        """Announces something of the application, as often as asked."""
        incoming = self.said(kind, **more)
        for _ in range(times):
            await self.heard[kind](incoming)

    def said(self, kind: type[Event], **more: Any) -> Incoming[Event]:
        """The next thing of the application, before it is heard."""
        seq = self.seqs[kind.topic] = self.seqs.get(kind.topic, 0) + 1
        event = kind.model_validate(self._plain(kind) | more)
        return Incoming(event, kind.topic, self.application, seq, f"x/{seq}", NOON, None)

    async def tell_together(self, *incoming: Incoming[Event]) -> None:
        """Announces all of it at once."""
        (together,) = {self.together[type(each.event)] for each in incoming}
        assert together is not None
        await together(incoming)

    def _plain(self, kind: type[Event]) -> dict[str, Any]:
        everything: dict[str, Any] = {
            "application": self.application,
            "number": "GHPJ-2019-000001",
            "uscc": USCC,
            "enterprise": TEXT,
            "product": TEXT,
            "programme_name": TEXT,
            "supplement_round": 1,
            "items": (missing("M05"), missing("M07", "M07", "M09"), missing("M04")),
            "terms": SupplementTerms(
                days=5, kind="working", start="exclusive", if_delivered_today=DUE, explanation=TEXT
            ),
            "delivered_at": NOON,
            "received_at": NOON,
            "due_at": DUE,
            "explanation": Bilingual(zh="五个工作日", en="five working days"),
            "channel": "mail",
            "from_channel": "mail",
            "to_channel": "inbox",
            "notice": "n1",
            "cause": "c1",
            "to": "d***@enterprise.example",
            "proof": "250",
            "reason": "not_supplemented",
            "reason_text": Bilingual(zh="未补正", en="not supplemented"),
            "recommender": "jiangmen",
            "sheet": "s",
            "rank": 7,
            "opinion": "secret opinion",
            "by": "association",
            "rule_version": "2019.1",
            "why": "withdrawn",
            "list": "l1",
            "entry": 12,
            "at": NOON,
            "standing": a_standing(),
        }
        return {name: everything[name] for name in kind.model_fields if name in everything}


def missing(requirement: str, *alternatives: str) -> MissingItem:
    return MissingItem(
        requirement=requirement,
        name=TEXT,
        clause="item",
        reason="not_provided",
        reason_text=TEXT,
        acceptable=TEXT,
        alternatives=alternatives,
    )


def reached(**milestones: datetime) -> Any:
    return a_standing(milestones=milestones)


async def a_submission(portal: Portal, key: str = "d") -> tuple[str, News]:
    path = await portal.a_draft(key)
    await portal.submit(path, f"submit-{key}")
    return path, News(portal, path)


async def timeline(portal: Portal, path: str) -> Any:
    return (await portal.call("GET", f"{path}/timeline")).json()


async def story(portal: Portal, path: str) -> str:
    """The timeline without what names the application."""
    found = await timeline(portal, path)
    return json.dumps(found).replace(found["id"], "").replace(found["number"], "")


async def supplement(portal: Portal, path: str, *parts: Any, key: str = "k", **more: Any) -> Any:
    return await portal.call("POST", f"{path}/supplement", key=key, files=list(parts), **more)


async def test_missing_materials_open_a_supplement_with_its_items(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    found = await timeline(portal, path)
    assert [item["requirement"] for item in found["missing"]] == ["M05", "M07", "M04"]
    assert found["missing"][1]["alternatives"] == ["M07", "M09"]
    assert (found["turn"], found["due_at"]) == ("enterprise", None)
    await news.tell(SupplementClockStarted)
    found = await timeline(portal, path)
    assert found["due_at"] == "2019-07-11T04:00:00.000Z"
    assert found["due_explanation"] == {"zh": "五个工作日", "en": "five working days"}


KINDS = (MaterialsMissing, NoticeSent, NoticeDelivered, SupplementClockStarted)


async def test_much_at_once_has_the_effect_of_each_by_itself(portal: Portal) -> None:
    (one, first), (two, second), (three, third) = [
        await a_submission(portal, key) for key in ("a", "b", "c")
    ]
    for kind in KINDS:
        await first.tell(kind)
    told = [news.said(kind) for news in (second, third) for kind in KINDS]
    await second.tell_together(*told, *told)
    await second.tell_together(*reversed(told))
    expected = await story(portal, one)
    assert await story(portal, two) == expected
    assert await story(portal, three) == expected


async def test_one_that_is_not_here_keeps_none_of_the_others_from_hearing(portal: Portal) -> None:
    path, news = await a_submission(portal)
    foreign = News(portal, "/applications/ffffffffffffffffffffffff")
    with pytest.raises(NotFound):
        await news.tell_together(foreign.said(CaseReopened), news.said(MaterialsMissing))
    assert (await timeline(portal, path))["turn"] == "enterprise"


async def test_a_supplement_is_taken_once_and_its_receipt_repeated(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    sent = [part("M05", pdf()), part("M09", pdf(2)), ("answers", (None, b'{"M04": "better"}'))]
    first = await supplement(portal, path, *sent)
    assert first.status_code == 200, first.text
    assert (first.json()["supplement_round"], first.json()["items"]) == (1, ["M05", "M09", "M04"])
    portal.set(DUE)
    again = await supplement(portal, path, *sent)
    assert again.json() == first.json()
    assert problem(await supplement(portal, path, *sent, key="l")) == (
        409,
        "supplement-already-received",
    )
    _, event = await portal.announced()
    told = event.model_dump()
    assert told["answers"]["M04"] == "better"
    assert set(told["standing"]["milestones"]) == {"submitted", "supplemented"}
    assert (await timeline(portal, path))["turn"] == "association"


async def test_bad_supplements_change_nothing(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    before = await portal.state()
    foreign = await supplement(portal, path, part("M05", pdf()), part("M01", pdf()))
    assert problem(foreign) == (422, "supplement-item-not-asked")
    assert fields(foreign) == ["M01"]
    answer = await supplement(portal, path, ("answers", (None, b'{"regulated": true}')))
    assert problem(answer) == (422, "supplement-item-not-asked")
    for part_, code in (
        (part("M05", EXE), "disguised-file"),
        (("answers", (None, b"[]")), "invalid-request"),
        (("answers", (None, b"{")), "invalid-request"),
        (("answers", (None, rb'{"M04": "\ud800"}')), "invalid-request"),
        (("answers", (None, rb'{"\ud800": 1}')), "supplement-item-not-asked"),
        (("answers", (None, b"{}")), "supplement-empty"),
    ):
        assert problem(await supplement(portal, path, part_)) == (422, code)
    assert await portal.state() == before


async def test_a_supplement_is_in_time_until_the_instant_when_it_is_due(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    await news.tell(SupplementClockStarted)
    portal.set(DUE)
    before = await portal.state()
    assert problem(await supplement(portal, path, part("M05", pdf()))) == (409, "supplement-late")
    assert await portal.state() == before
    portal.set(DUE - ONE_MS)
    assert (await supplement(portal, path, part("M05", pdf()))).status_code == 200


async def test_before_the_clock_starts_a_supplement_is_in_time(portal: Portal) -> None:
    path, news = await a_submission(portal)
    await news.tell(MaterialsMissing)
    portal.set(DUE + (DUE - NOON))
    assert (await supplement(portal, path, part("M05", pdf()))).status_code == 200


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
    assert [event.type for event in await portal.announced()][1:] == [
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
    withdrawn, reinstated = (await portal.announced())[1:]
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


async def test_news_of_an_unknown_application_and_of_a_draft_are_rejected(portal: Portal) -> None:
    path = await portal.a_draft()
    before = await portal.state()
    with pytest.raises(Rejected, match="not-found"):
        await News(portal, "/nothing").tell(ApplicationAccepted)
    with pytest.raises(Rejected, match="not-submitted"):
        await News(portal, path).tell(ApplicationAccepted)
    assert await portal.state() == before
