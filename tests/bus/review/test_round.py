"""A round through review: from heard submissions to outcomes on Kafka."""

from collections import Counter
from datetime import timedelta

from services.review.domain.case import Step
from shared.contracts.enterprises import EnterpriseChanged, EnterpriseRegistered
from shared.values import Bilingual
from tests.builders import NOON
from tests.bus.review.conftest import ROUND_PATH, Review
from tests.clients.waiting import until
from tests.unit.review.builders import (
    RECOMMENDED_AT,
    decided,
    delivered,
    submitted,
    supplemented,
    withdrawn,
)


async def test_a_round_runs_from_submission_to_outcomes(review: Review) -> None:
    for name in ("a1", "a2", "a3"):
        await review.send(submitted(name), 1)
    await review.send(submitted("b1", "M01", "M02", "M07"), 1)
    await review.until_stages(formal_review=4)

    results = await review.ask(
        "association",
        "POST",
        "/review/v1/formal-review",
        json={
            "decisions": [
                *({"application": a, "conclude": "accept"} for a in ("a1", "a2", "a3")),
                {"application": "b1", "conclude": "notify"},
            ]
        },
    )
    assert [r["done"] for r in results["results"]] == [True] * 4
    await review.send(delivered("b1"), 1)
    await review.until_stages(accepted=3, awaiting_supplement=1)
    await review.send(supplemented("b1", at=NOON + timedelta(days=1)), 2)
    await review.until_stages(accepted=3, formal_review=1)
    await review.ask("association", "POST", "/review/v1/cases/b1/acceptance")

    review.now(RECOMMENDED_AT)
    rows = [{"rank": n, "number": f"JM-{a}"} for n, a in enumerate(("a1", "a2", "a3", "b1"), 1)]
    sheet = {"sheet": "s1", "opinion": "同意推荐", "rows": rows}
    taken = await review.ask("recommender", "POST", f"{ROUND_PATH}/recommendations", json=sheet)
    assert taken == {
        "sheet": "s1",
        "state": "done",
        "rows": 4,
        "recommended": 4,
        "quota": None,
        "used": 4,
        "passed_over": [],
        "without_rank": 0,
        "hidden_rows": [],
        "unused_ranks": [],
    }
    decisions = [
        {"application": a, "verdict": "recognise", "opinion": "同意"} for a in ("a1", "a2", "b1")
    ]
    refusal = {
        "application": "a3",
        "verdict": "not_recognise",
        "opinion": "依据不足",
        "reason": "no_sales",
    }
    await review.ask(
        "reviewer", "POST", "/review/v1/decisions", json={"decisions": [*decisions, refusal]}
    )

    frozen = await review.confirm(f"{ROUND_PATH}/lists")
    assert frozen["entries"] == 3
    path = f"/review/v1/lists/{frozen['list']}"
    assert (await review.call(None, "GET", path)).status_code == 404
    notice = await review.confirm(f"{path}/notice")
    page = await review.ask(None, "GET", path)
    assert [e["entry"] for e in page["entries"]] == [1, 2, 3]
    shown = await review.ask("officer", "GET", f"{path}/announcement/preview")
    assert (shown["refusal"]["status"], shown["total"]) == (409, 3)
    confirmed = {"confirmation": shown["confirmation"]}
    early = await review.call("officer", "POST", f"{path}/announcement", json=confirmed)
    assert (early.status_code, early.json()["type"].rpartition("/")[2]) == (409, "notice-running")
    await review.send(withdrawn("a2"), 2)
    await review.until_stages(decided=3, withdrawn=1)

    review.now(RECOMMENDED_AT + timedelta(days=30))
    assert notice["closes_at"] < "2019-09-20"
    announced = await review.confirm(f"{path}/announcement")
    assert announced == {"recognised": 2, "removed": 1}
    await review.until_stages(announced=3, withdrawn=1)
    outcomes = await review.events("outcomes.v1", 3)
    assert Counter((i.event.type.split(".")[2], i.key) for i in outcomes) == Counter(
        [("recognised", "a1"), ("recognised", "b1"), ("not-recognised", "a3")]
    )


async def test_the_same_submission_twice_is_one_case(review: Review) -> None:
    await review.send(submitted("a1"), 1)
    await review.send(submitted("a1"), 1)
    await review.send(submitted("a2"), 1)
    await review.until_stages(formal_review=2)
    opened = await review.events("reviews.v1", 2)
    assert sorted((i.event.type, i.key, i.seq) for i in opened) == [
        ("laurel.review.opened.v1", "a1", 1),
        ("laurel.review.opened.v1", "a2", 1),
    ]


async def test_edge_case_3_one_that_was_renamed_mid_round_stands_on_the_list_under_its_new_name(
    review: Review,
) -> None:
    applied = decided("a1")
    await review.stores.cases.open(Step(applied), NOON)
    for seq, kind in ((1, EnterpriseRegistered), (2, EnterpriseChanged)):
        name = Bilingual(zh=f"第{seq}名公司", en=f"Name {seq} Ltd")
        profile = {"district": "xinhui", "industry": "3912", "language": "zh", "email": "a@b.cn"}
        event = kind.model_validate({"uscc": applied.uscc, "name": name, "at": NOON, **profile})
        await review.send(event, seq, applied.uscc)

    async def name_now() -> str | None:
        known = (await review.stores.enterprises.names(["a1"])).get("a1")
        return None if known is None else known.en

    await until("the new name", name_now, lambda name: name == "Name 2 Ltd")
    kept = await review.stores.lists.journal.collection.database["enterprises"].find_one({})
    assert "a@b.cn" not in str(kept)
    review.now(RECOMMENDED_AT + timedelta(days=1))
    frozen = await review.confirm(f"{ROUND_PATH}/lists")
    path = f"/review/v1/lists/{frozen['list']}"
    await review.confirm(f"{path}/notice")
    (entry,) = (await review.ask(None, "GET", path))["entries"]
    assert entry["enterprise"]["en"] == "Name 2 Ltd"
