"""Anybody objects under their real name while the list is under public notice."""

from datetime import datetime, timedelta
from typing import Any

import httpx

from tests.clients.http import Account
from tests.clients.small_round import SmallRound

OBJECTOR = {
    "kind": "person",
    "name": "陈志强",
    "phone": "0750-3123456",
    "employer": "江门某某仪器有限公司",
    "signature": "陈志强",
}


async def test_an_upheld_objection_removes_one_entry_and_the_rest_go_on(
    small_round: SmallRound,
) -> None:
    province, public = small_round.province, small_round.public
    three = [await small_round.accepted() for _ in range(3)]
    list_ = await small_round.listed(*three)
    notice = await province.open_notice(list_)
    closes_at = datetime.fromisoformat(notice["closes_at"])

    small_round.stop_at(closes_at - timedelta(seconds=1))
    filed = await file_objection(public, list_, entry=2)
    assert (filed.status_code, filed.json()["in_time"]) == (201, True)
    small_round.end_notice(notice)
    refused = await province.officer.call("POST", f"/review/v1/lists/{list_}/announcement")
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (
        409,
        "objection-open",
    )
    await province.decide_objection(list_, filed.json()["objection"], "upheld", "facts_confirmed")
    assert await province.announce(list_) == {"recognised": 2, "removed": 1}

    entries = (await public.get(f"/review/v1/lists/{list_}"))["entries"]
    assert [(entry["entry"], entry["removed"] is not None) for entry in entries] == [
        (1, False),
        (2, True),
        (3, False),
    ]
    assert OBJECTOR["name"] not in str(entries)
    removed = sorted(three, key=lambda application: application.number)[1]
    await small_round.is_told(removed, "not_recognised")
    await small_round.figures_become(
        recommended="3", recognised="2", not_recognised="1", pass_rate="66.7"
    )


async def test_a_dismissed_objection_removes_nothing(small_round: SmallRound) -> None:
    province = small_round.province
    list_ = await small_round.listed(await small_round.accepted())
    notice = await province.open_notice(list_)
    filed = await file_objection(small_round.public, list_, entry=1)
    await province.decide_objection(
        list_, filed.json()["objection"], "dismissed", "facts_not_confirmed"
    )
    small_round.end_notice(notice)
    assert await province.announce(list_) == {"recognised": 1, "removed": 0}


async def test_a_late_objection_is_recorded_as_a_report_and_holds_nothing_up(
    small_round: SmallRound,
) -> None:
    province = small_round.province
    list_ = await small_round.listed(await small_round.accepted())
    notice = await province.open_notice(list_)
    small_round.stop_at(datetime.fromisoformat(notice["closes_at"]))

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


async def file_objection(
    public: Account, list_: str, entry: int, objector: dict[str, Any] | None = None
) -> httpx.Response:
    body = {
        "entry": entry,
        "objector": OBJECTOR if objector is None else objector,
        "facts": "该产品的专利权人并非申报单位。",
        "evidence": "专利登记簿副本，编号ZL201810000000.1。",
    }
    return await public.call("POST", f"/review/v1/lists/{list_}/objections", json=body)
