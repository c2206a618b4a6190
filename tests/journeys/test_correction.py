"""An announced list is corrected: the announcement stays, and everybody sees both."""

from datetime import datetime, timedelta

from shared.calendar import BEIJING
from tests.clients.enterprise import Application
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until_equal

WITHDRAWN = "申报单位公布后书面申请退出，经核实同意。"


async def test_edge_case_6_withdrawal_after_publication(small_round: SmallRound) -> None:
    province, public = small_round.province, small_round.public
    three = [await small_round.accepted() for _ in range(3)]
    list_ = await small_round.listed(*three)
    small_round.end_notice(await province.open_notice(list_))
    assert await province.announce(list_) == {"recognised": 3, "removed": 0}
    for one in three:
        await small_round.is_told(one, "recognised")
    announced = await public.get(f"/review/v1/lists/{list_}")
    day = datetime.fromisoformat(announced["announced_at"])
    # What withdraws now is told that it is too late: the list is announced.
    first, second, third = sorted(three, key=lambda one: one.number)
    await small_round.snapshots_become({"noticed": "3", "announced": "3"})

    path = f"/review/v1/lists/{list_}/corrections"
    gone = {"application": first.id, "change": "removed"}
    body = {"why": "withdrawn", "reason": WITHDRAWN, "entries": [gone]}
    early = await province.officer.call("POST", f"{path}/preview", json=body)
    assert early.json()["type"].rpartition("/")[2] == "corrected-today"
    small_round.now(day + timedelta(days=20))
    unconfirmed = await province.officer.call("POST", path, json=body)
    assert unconfirmed.status_code == 428
    made = await province.correct(list_, "withdrawn", WITHDRAWN, [gone])
    assert (made["announced"], made["before"], made["listed"]) == (3, 3, 2)

    await small_round.is_told(first, "not_recognised")
    steps = await small_round.is_shown(first, "outcome_corrected", "struck", "recognised")
    assert WITHDRAWN in steps["outcome_corrected"]
    await told_by_letter(first, "list_struck")
    # The announcement is as it was, and the correction stands beside it.
    corrected = await public.get(f"/review/v1/lists/{list_}")
    assert (corrected["announced"], corrected["listed"], corrected["corrections"]) == (3, 2, 1)
    assert (corrected["digest"], corrected["removed"]) == (announced["digest"], 0)
    entry = corrected["entries"][0]
    assert entry["product"] == announced["entries"][0]["product"]
    assert [one["change"] for one in entry["corrected"]] == ["removed"]
    (told,) = (await public.get(path))["corrections"]
    assert (told["reason"], told["entries"][0]["reads"]) == (WITHDRAWN, None)
    assert "by" not in told
    page = await public.call("GET", f"/review/lists/{list_}?lang=zh")
    assert WITHDRAWN in page.text
    register = await public.get(f"/review/v1/register/{small_round.programme.id}")
    status = {one["number"]: one["status"] for one in register["recognitions"]}
    assert [status[one.number] for one in (first, second, third)] == ["struck", "valid", "valid"]

    await small_round.figures_become(recommended="3", recognised="2", not_recognised="1")
    announced_on = day.astimezone(BEIJING).date().isoformat()
    as_announced = await public.get(f"/stats/v1/rounds/{small_round.path}", as_of=announced_on)
    values = {one["id"]: one["value"] for one in as_announced["measures"]}
    assert values["recognised"] == "3"
    await small_round.snapshots_become({"noticed": "3", "announced": "3", "corrected": "2"})
    again = await province.officer.call("POST", f"{path}/preview", json=body)
    assert again.json()["type"].rpartition("/")[2] == "corrected-today"
    await small_round.is_told(second, "recognised")


async def test_one_whose_appeal_succeeds_is_added_and_a_wrong_name_put_right(
    small_round: SmallRound,
) -> None:
    province, public = small_round.province, small_round.public
    good, bad = [await small_round.accepted() for _ in range(2)]
    await small_round.recommend(good, bad)
    assert (await province.decide(good))["done"]
    assert (await province.decide(bad, "not_recognise", "no_sales"))["done"]
    small_round.now(small_round.working_day(small_round.round.closes_at, 0))
    list_ = await province.freeze(small_round.path)
    small_round.end_notice(await province.open_notice(list_))
    await province.announce(list_)
    await small_round.is_told(bad, "not_recognised")
    found = await public.get(f"/review/v1/lists/{list_}")
    small_round.now(datetime.fromisoformat(found["announced_at"]) + timedelta(days=30))
    name = {"zh": "数控机床（改正）", "en": "CNC machine, put right"}
    made = await province.correct(
        list_,
        "appeal",
        "复核决定：应予认定。",
        [
            {"application": bad.id, "change": "added"},
            {"application": good.id, "change": "reprinted", "product": name},
        ],
    )
    assert (made["announced"], made["listed"]) == (1, 2)
    await small_round.is_told(bad, "recognised")
    await told_by_letter(bad, "list_added")
    await told_by_letter(good, "list_reprinted")
    await small_round.is_shown(bad, "outcome_corrected", "registered")
    await small_round.is_shown(good, "outcome_corrected", "register_corrected")
    entries = (await public.get(f"/review/v1/lists/{list_}"))["entries"]
    assert [(one["entry"], one["added"]) for one in entries] == [(1, False), (2, True)]
    assert entries[0]["corrected"][0]["product"] == name
    await small_round.figures_become(recognised="2", not_recognised="0")


async def told_by_letter(application: Application, kind: str) -> None:
    """Waits until the enterprise has this letter."""

    async def there() -> bool:
        return kind in {found["kind"] for found in await application.owner.inbox()}

    await until_equal(f"letter {kind}", there, True)
