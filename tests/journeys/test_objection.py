"""Anybody objects under their real name while the list is under public notice."""

import re
from datetime import datetime, time, timedelta
from typing import Any

import httpx

from shared.calendar import BEIJING
from tests.clients.http import Account
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until

OBJECTOR = {
    "kind": "person",
    "name": "陈志强",
    "phone": "0750-3123456",
    "employer": "江门某某仪器有限公司",
    "signature": "陈志强",
}


async def test_edge_case_5_an_objection_at_23_59_59_that_is_upheld_removes_one_entry_alone(
    small_round: SmallRound,
) -> None:
    province, public = small_round.province, small_round.public
    three = [await small_round.accepted() for _ in range(3)]
    list_ = await small_round.listed(*three)
    notice = await province.open_notice(list_)
    closes_at = datetime.fromisoformat(notice["closes_at"])

    last_second = closes_at - timedelta(seconds=1)
    assert last_second.astimezone(BEIJING).time() == time(23, 59, 59)
    small_round.stop_at(last_second)
    filed = await file_objection(public, list_, entry=2)
    assert (filed.status_code, filed.json()["in_time"]) == (201, True)
    removed = sorted(three, key=lambda application: application.number)[1]
    objection = filed.json()["objection"]
    await province.verify_objection(list_, objection)
    assert await code_of_upholding(small_round, list_, objection) == "objection-not-served"
    await province.serve_objection(list_, objection)
    (notice_of_it,) = await until("the objection", removed.owner.notices, bool)
    assert notice_of_it["kind"] == "objection"
    whole = await removed.owner.get(f"/notify/v1/inbox/{notice_of_it['id']}")
    assert "专利权人并非申报单位" in whole["text"]
    for secret in OBJECTOR.values():
        assert secret not in str(whole)
    assert await code_of_upholding(small_round, list_, objection) == "answer-outstanding"
    await removed.owner.answer_objection(list_, objection, "专利已转让给我司。")
    (seen,) = (await province.officer.get(f"/review/v1/lists/{list_}/objections"))["objections"]
    assert seen["service"]["answer"] == "专利已转让给我司。"
    small_round.end_notice(notice)
    path = f"/review/v1/lists/{list_}/announcement"
    refused = await province.officer.call("POST", path, json={"confirmation": "any"})
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (
        409,
        "objection-open",
    )
    await province.decide_objection(list_, objection, "upheld", "facts_confirmed")
    assert await province.announce(list_) == {"recognised": 2, "removed": 1}

    entries = (await public.get(f"/review/v1/lists/{list_}"))["entries"]
    assert [(entry["entry"], entry["removed"] is not None) for entry in entries] == [
        (1, False),
        (2, True),
        (3, False),
    ]
    assert OBJECTOR["name"] not in str(entries)
    await small_round.is_told(removed, "not_recognised")
    steps = await small_round.is_shown(
        removed,
        *("under_notice", "objection_served", "objection_answered", "removed_from_list"),
        "outcome_explained",
    )
    assert steps["removed_from_list"].endswith("理由：异议事实成立")
    await small_round.figures_become(
        recommended="3", recognised="2", not_recognised="1", pass_rate="66.7"
    )
    await small_round.snapshots_become({"noticed": "3", "announced": "2"})


async def test_a_dismissed_objection_removes_nothing(small_round: SmallRound) -> None:
    province = small_round.province
    list_ = await small_round.listed(await small_round.accepted())
    notice = await province.open_notice(list_)
    objection = await an_objection(small_round, list_, entry=1)
    await province.decide_objection(list_, objection, "dismissed", "facts_not_confirmed")
    small_round.end_notice(notice)
    assert await province.announce(list_) == {"recognised": 1, "removed": 0}


async def test_edge_case_5_an_objection_at_00_00_00_is_late_and_kept_as_a_report(
    small_round: SmallRound,
) -> None:
    province = small_round.province
    list_ = await small_round.listed(await small_round.accepted())
    notice = await province.open_notice(list_)
    closes_at = datetime.fromisoformat(notice["closes_at"])
    assert closes_at.astimezone(BEIJING).time() == time()
    small_round.stop_at(closes_at)

    late = await file_objection(small_round.public, list_, entry=1)
    assert (late.status_code, late.json()["type"].rpartition("/")[2]) == (409, "objection-late")
    found = await province.officer.get(f"/review/v1/lists/{list_}/objections")
    assert [(o["entry"], o["state"]) for o in found["objections"]] == [(1, "late")]
    small_round.end_notice(notice)
    assert await province.announce(list_) == {"recognised": 1, "removed": 0}


async def test_an_anonymous_objection_is_not_taken(small_round: SmallRound) -> None:
    province = small_round.province
    list_ = await small_round.listed(await small_round.accepted())
    await province.open_notice(list_)
    anonymous = await file_objection(
        small_round.public, list_, entry=1, objector={"kind": "person"}
    )
    assert anonymous.status_code == 422
    assert {error["field"].rpartition(".")[2] for error in anonymous.json()["errors"]} == {
        "name",
        "phone",
        "employer",
        "signature",
    }
    found = await province.officer.get(f"/review/v1/lists/{list_}/objections")
    assert found["objections"] == []


async def test_one_lets_the_time_to_answer_pass_and_is_heard_no_more(
    small_round: SmallRound,
) -> None:
    province, application = small_round.province, await small_round.accepted()
    list_ = await small_round.listed(application)
    await province.open_notice(list_)
    objection = await an_objection(small_round, list_, entry=1)
    await province.serve_objection(list_, objection)

    async def due_at() -> str | None:
        found = await province.officer.get(f"/review/v1/lists/{list_}/objections")
        due: str | None = found["objections"][0]["service"]["due_at"]
        return due

    due = datetime.fromisoformat(str(await until("a due date", due_at, bool)))
    small_round.stop_at(due)
    path = f"/review/v1/lists/{list_}/objections/{objection}/answer"
    late = await application.owner.call("POST", path, json={"answer": "不属实"})
    assert (late.status_code, late.json()["type"].rpartition("/")[2]) == (409, "answer-late")
    small_round.now(due + timedelta(minutes=2))
    await province.decide_objection(list_, objection, "upheld", "facts_confirmed")


async def test_only_the_enterprise_that_was_served_may_answer(small_round: SmallRound) -> None:
    province, application = small_round.province, await small_round.accepted()
    list_ = await small_round.listed(application)
    await province.open_notice(list_)
    objection = await an_objection(small_round, list_, entry=1)
    path = f"/review/v1/lists/{list_}/objections/{objection}/answer"
    stranger = await small_round.enterprise()
    for who in (application.owner, stranger):
        assert (await who.call("POST", path, json={"answer": "不属实"})).status_code == 404
    await province.serve_objection(list_, objection)
    assert (await stranger.call("POST", path, json={"answer": "不属实"})).status_code == 404
    for _ in range(2):
        await application.owner.answer_objection(list_, objection)
    other = await application.owner.call("POST", path, json={"answer": "属实"})
    assert (other.status_code, other.json()["type"].rpartition("/")[2]) == (409, "already-answered")


async def test_an_objection_counts_once_the_code_that_was_mailed_is_typed(
    small_round: SmallRound,
) -> None:
    province, public = small_round.province, small_round.public
    list_ = await small_round.listed(await small_round.accepted())
    notice = await province.open_notice(list_)
    email = f"{list_}@objector.example.com"
    filed = await file_objection(public, list_, 1, {**OBJECTOR, "email": email})
    objection, path = filed.json()["objection"], f"/review/v1/lists/{list_}/objections"
    assert filed.json()["verification"] == "code"
    assert (await province.officer.get(path))["objections"] == []
    (waiting,) = (await province.officer.get(f"{path}/unverified"))["objections"]
    assert (waiting["objection"], waiting["state"]) == (objection, "unverified")

    async def mails() -> list[dict[str, Any]]:
        return await small_round.mailbox.everything_to(email)

    (mail,) = await until("a code", mails, bool)
    code = re.findall(r"^ +(\d{8})\s*$", mail["text"], re.MULTILINE)[0]
    wrong = await public.call("POST", f"{path}/{objection}/verification", json={"code": "1"})
    assert wrong.status_code == 422
    counts = await public.ask("POST", f"{path}/{objection}/verification", json={"code": code})
    assert (counts["in_time"], counts["verification"]) == (True, "done")
    small_round.end_notice(notice)
    refused = await province.officer.call(
        "POST", f"/review/v1/lists/{list_}/announcement", json={"confirmation": "any"}
    )
    assert code_of(refused) == "objection-open"
    await province.decide_objection(list_, objection, "dismissed", "facts_not_confirmed")
    assert await province.announce(list_) == {"recognised": 1, "removed": 0}


async def test_a_flood_from_one_network_locks_nobody_out_and_holds_nothing_up(
    small_round: SmallRound,
) -> None:
    province = small_round.province
    list_ = await small_round.listed(await small_round.accepted())
    notice = await province.open_notice(list_)
    flood = [
        await file_objection(
            small_round.public,
            list_,
            1,
            {**OBJECTOR, "phone": f"0750-{n:07}"},
            {"X-Forwarded-For": f"203.0.113.{n}"},
        )
        for n in range(30)
    ]
    refused = [answer for answer in flood if answer.status_code == 429]
    assert (len(refused), code_of(refused[0])) == (10, "too-many-from-source")
    assert 0 < int(refused[0].headers["Retry-After"]) <= 86_400
    genuine = await file_objection(
        small_round.public, list_, 1, headers={"X-Forwarded-For": "198.51.100.7"}
    )
    assert genuine.status_code == 201
    small_round.end_notice(notice)
    assert await province.announce(list_) == {"recognised": 1, "removed": 0}


async def an_objection(small_round: SmallRound, list_: str, entry: int) -> str:
    """One whose contact an officer has verified."""
    filed = await file_objection(small_round.public, list_, entry)
    objection = str(filed.json()["objection"])
    await small_round.province.verify_objection(list_, objection)
    return objection


def code_of(answer: httpx.Response) -> str:
    return str(answer.json()["type"].rpartition("/")[2])


async def code_of_upholding(small_round: SmallRound, list_: str, objection: str) -> str:
    answer = await small_round.province.officer.call(
        "POST",
        f"/review/v1/lists/{list_}/objections/{objection}/decision",
        json={"outcome": "upheld", "reason": "facts_confirmed"},
    )
    return str(answer.json()["type"].rpartition("/")[2])


async def file_objection(
    public: Account,
    list_: str,
    entry: int,
    objector: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    body = {
        "entry": entry,
        "objector": OBJECTOR if objector is None else objector,
        "facts": "该产品的专利权人并非申报单位。",
        "evidence": "专利登记簿副本，编号ZL201810000000.1。",
    }
    path = f"/review/v1/lists/{list_}/objections"
    return await public.call("POST", path, json=body, headers=headers or {})
