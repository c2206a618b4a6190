"""A committee meets over HTTP, from planning to the minutes, and is told of once."""

from datetime import timedelta
from typing import Any

import pytest

from services.review.domain.case import Step
from services.review.domain.meetings.meeting import Meeting
from services.review.usecases.rules import Rules
from shared.contracts.lists import MeetingHeld
from shared.programmes import Programmes
from tests.builders import NOON
from tests.bus.review.conftest import Review
from tests.clients.waiting import until
from tests.programmes.committee import ID, MEETING, OFFICE, ROUND, committee_programme
from tests.unit.pdf.reading import by_pypdf, compact
from tests.unit.review.builders import CALENDAR, jiangmen
from tests.unit.review.meetings import HELD_AT, HELD_ON, awaiting_vote

MEETINGS = f"/review/v1/rounds/{ID}/{ROUND}/meetings"
AT = f"{MEETINGS}/{MEETING}"
SEALED = committee_programme(5, sealed=True)
PLANNED = {"number": 1, "held_on": HELD_ON.isoformat(), "venue": "市民中心三楼"}
MEMBERS = [
    {"id": f"m{n}", "name": name, "present": n < 5}
    for n, name in enumerate(("欧阳娜", "艾力·买买提", "张三", "李四", "王㐂"), 1)
]


@pytest.fixture
def by_rules() -> Rules:
    return Rules(Programmes([jiangmen(), SEALED]), CALENDAR)


@pytest.fixture
async def waiting(review: Review) -> Review:
    """Three cases wait for the committee, on the day of its meeting."""
    for case in ("c1", "c2", "c3"):
        await review.stores.cases.open(Step(awaiting_vote(case, SEALED)), NOON)
    review.now(HELD_AT)
    return review


async def ask(review: Review, method: str, path: str, **more: Any) -> Any:
    return await review.ask("officer", method, path, office=OFFICE, **more)


async def refusal(review: Review, method: str, path: str, **more: Any) -> Any:
    answer = await review.call("officer", method, path, office=OFFICE, **more)
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def vote(case: str, in_favour: int, against: int, **changes: Any) -> dict[str, Any]:
    votes = {"application": case, "in_favour": in_favour, "against": against}
    return {**votes, "opinion": "创新性突出", **changes}


async def rows(review: Review, path: str, **body: Any) -> list[str | None]:
    results = (await ask(review, "POST", f"{AT}{path}", json=body))["results"]
    return [one["problem"] and one["problem"]["type"].rpartition("/")[2] for one in results]


async def hold(review: Review) -> Any:
    """Plans, holds and closes a meeting: one passes, one does not, one is put off."""
    await ask(review, "POST", MEETINGS, json=PLANNED)
    await ask(review, "PUT", f"{AT}/attendance", json={"members": MEMBERS})
    votes = [vote("c1", 4, 0), vote("c2", 1, 3, reason="unfit")]
    assert await rows(review, "/votes", votes=votes) == [None, None]
    put_off = [{"application": "c3", "why": "待核实"}]
    assert await rows(review, "/agenda/adjournments", cases=put_off) == [None]
    await ask(review, "POST", f"{AT}/closing")

    async def meeting() -> Any:
        return await ask(review, "GET", AT)

    return await until("held", meeting, lambda found: found["state"] == "held")


async def test_a_meeting_decides_its_cases_and_its_minutes_name_everybody(
    waiting: Review,
) -> None:
    held = await hold(waiting)
    assert (held["passed"], held["failed"], held["put_off"], held["present"]) == (1, 1, 1, 4)
    assert held["quorum"] == {
        "members": 5, "quorum": "2/3", "needed": 4, "reached": True, "majority": "1/2",
    }  # fmt: skip
    path = f"/review/v1/rounds/{ID}/{ROUND}"
    await waiting.until_stages_of(path, release=2, vote=1)
    decided = (await ask(waiting, "GET", "/review/v1/cases/c2"))["decision"]
    assert (decided["meeting"], decided["verdict"]) == (MEETING, "not_approve")
    assert decided["votes"] == {"in_favour": 1, "against": 3, "abstained": 0}
    answer = await waiting.call("officer", "GET", f"{AT}/minutes.pdf?language=both", office=OFFICE)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="{MEETING}.pdf"'
    text = compact(by_pypdf(answer.content))
    for said in (*(member["name"] for member in MEMBERS), "市民中心三楼", "创新性突出", "不得公开"):
        assert compact(str(said)) in text, said
    (line,) = (await ask(waiting, "GET", MEETINGS))["meetings"]
    assert (line["meeting"], line["state"], line["cases"]) == (MEETING, "held", 3)
    agenda = (await ask(waiting, "GET", f"{AT}/agenda"))["items"]
    assert [item["vote"] and item["vote"]["passes"] for item in agenda] == [True, False, None]


async def test_it_is_told_once_that_it_was_held_and_nothing_of_what_is_sealed(
    waiting: Review,
) -> None:
    await hold(waiting)
    await ask(waiting, "POST", f"{AT}/closing")
    (heard,) = await waiting.events("lists.v1", 1)
    event = heard.event
    assert isinstance(event, MeetingHeld)
    assert (heard.key, event.present, event.passed, event.failed) == (MEETING, 4, None, None)
    document = await waiting.stores.meetings.journal.collection.find_one({"_id": MEETING})
    assert document is not None
    assert len(document["events"]) == 1
    assert "欧阳" not in event.model_dump_json()


async def test_nobody_else_learns_of_what_a_committee_decided(waiting: Review) -> None:
    await hold(waiting)
    case = await waiting.ask("association", "GET", "/review/v1/cases/c2")
    assert case["decision"] is None
    for path in ("", "/agenda", "/minutes.pdf"):
        answer = await waiting.call("officer", "GET", AT + path, office="another-office")
        assert answer.status_code == 404, path
        assert (await waiting.call("association", "GET", AT + path)).status_code == 403
        assert (await waiting.call(None, "GET", AT + path)).status_code == 401
    other = await waiting.call("officer", "GET", MEETINGS, office="another-office")
    assert other.status_code == 403


async def test_each_step_refuses_what_comes_too_early_or_too_late(waiting: Review) -> None:
    planned = await waiting.call("officer", "POST", MEETINGS, office=OFFICE, json=PLANNED)
    assert (planned.status_code, planned.json()["cases"]) == (201, 3)
    again = await waiting.call("officer", "POST", MEETINGS, office=OFFICE, json=PLANNED)
    assert (again.status_code, again.json()["meeting"]) == (200, MEETING)
    elsewhere = PLANNED | {"venue": "别处"}
    assert await refusal(waiting, "POST", MEETINGS, json=elsewhere) == (409, "meeting-differs")
    assert await refusal(waiting, "GET", f"{AT}/minutes.pdf") == (409, "meeting-not-over")
    assert await refusal(waiting, "POST", f"{AT}/closing") == (409, "no-quorum")
    assert await rows(waiting, "/votes", votes=[vote("c1", 4, 0)]) == ["no-quorum"]
    await ask(waiting, "PUT", f"{AT}/attendance", json={"members": MEMBERS})
    assert await refusal(waiting, "POST", f"{AT}/closing") == (409, "votes-missing")
    left = [{"member": "m1", "reason": "曾任该企业顾问"}]
    assert await rows(waiting, "/recusals", cases=[{"application": "c1", "recusals": left}]) == [
        None
    ]
    votes = [vote("c1", 4, 0), vote("c1x", 4, 0), vote("c2", 2, 2), vote("c3", 5, 0)]
    assert await rows(waiting, "/votes", votes=votes) == [
        "too-many-votes", "not-found", "reason-required", "too-many-votes",
    ]  # fmt: skip
    row = {"application": "c1", "verdict": "approve", "opinion": "o", "stage": "vote"}
    alone = await ask(waiting, "POST", "/review/v1/decisions", json={"decisions": [row]})
    assert alone["results"][0]["problem"]["type"].endswith("decided-by-meeting")
    moved = {"held_on": (HELD_ON + timedelta(days=1)).isoformat(), "venue": "别处"}
    await ask(waiting, "PUT", AT, json=moved)
    assert await refusal(waiting, "POST", f"{AT}/closing") == (409, "not-held-yet")
    over = await ask(waiting, "POST", f"{AT}/adjournment", json={"why": "人数不足"})
    assert (over["state"], over["adjourned"]["why"]) == ("adjourned", "人数不足")
    for method, path, body in (
        ("PUT", AT, moved),
        ("PUT", f"{AT}/attendance", {"members": MEMBERS[:4]}),
        ("POST", f"{AT}/votes", {"votes": [vote("c1", 4, 0)]}),
        ("POST", f"{AT}/agenda", {"add": ["c1"]}),
        ("POST", f"{AT}/agenda/waiting", None),
        ("POST", f"{AT}/closing", None),
    ):
        assert await refusal(waiting, method, path, json=body) == (409, "meeting-closed"), path
    minutes = await waiting.call("officer", "GET", f"{AT}/minutes.pdf", office=OFFICE)
    assert "会议延期" in compact(by_pypdf(minutes.content))


async def test_edge_case_13_one_found_in_conflict_after_the_vote_leaves_and_a_quorum_votes_anew(
    waiting: Review,
) -> None:
    # A member of a committee stands for the expert here: no kind of stage draws experts.
    await ask(waiting, "POST", MEETINGS, json=PLANNED)
    await ask(waiting, "PUT", f"{AT}/attendance", json={"members": MEMBERS[:4]})
    assert await rows(waiting, "/votes", votes=[vote("c1", 4, 0)]) == [None]
    left = [{"member": "m1", "reason": "表决后发现与申报企业有利害关系"}]
    conflict = [{"application": "c1", "recusals": left}]
    assert await rows(waiting, "/recusals", cases=conflict) == ["too-many-votes"]
    void = [{"application": "c1", "why": "表决作废，重新表决"}]
    assert await rows(waiting, "/agenda/adjournments", cases=void) == [None]
    assert await rows(waiting, "/recusals", cases=conflict) == [None]
    assert await rows(waiting, "/votes", votes=[vote("c1", 3, 0)]) == ["no-quorum"]
    joined = [*MEMBERS[:4], {**MEMBERS[4], "present": True}]
    await ask(waiting, "PUT", f"{AT}/attendance", json={"members": joined})
    assert await rows(waiting, "/votes", votes=[vote("c1", 5, 0)]) == ["too-many-votes"]
    assert await rows(waiting, "/votes", votes=[vote("c1", 4, 0)]) == [None]
    (item,) = (
        one
        for one in (await ask(waiting, "GET", f"{AT}/agenda"))["items"]
        if one["application"] == "c1"
    )
    assert (item["vote"]["in_favour"], [one["member"] for one in item["recusals"]]) == (4, ["m1"])


async def test_who_looks_for_a_meeting_where_none_can_be_is_told(waiting: Review) -> None:
    jiangmen_ = "/review/v1/rounds/gd-hightech-product-jiangmen/2019/meetings"
    answer = await waiting.call("reviewer", "POST", jiangmen_, json=PLANNED)
    assert (answer.status_code, answer.json()["title"]) == (409, "No committee")
    answer = await waiting.call(
        "officer", "POST", MEETINGS, office=OFFICE, json=PLANNED | {"stage": "release"}
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "stage")
    assert await refusal(waiting, "GET", f"{MEETINGS}/{Meeting.__name__}") == (404, "not-found")
