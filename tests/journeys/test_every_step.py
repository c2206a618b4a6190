"""Every step of an application reaches its enterprise, and no secret early."""

from typing import Any

from tests.clients.enterprise import Application
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until_equal


async def test_every_step_of_an_application_is_one_letter(small_round: SmallRound) -> None:
    application = await small_round.asked(lacking=["M05"])
    await small_round.due_at(application)
    await application.supplement("M05")
    await small_round.reaches(application, "formal_review")
    await small_round.association.accept(application)
    list_ = await small_round.listed(application)
    small_round.end_notice(await small_round.province.open_notice(list_))
    await small_round.province.announce(list_)
    await small_round.is_told(application, "recognised")

    steps = ["submitted", "materials_missing", "supplemented", "accepted", "recommended"]
    await letters_become(application, [*steps, "listed", "outcome_listed"])
    mails = await small_round.mailbox.everything_to(application.owner.email)
    assert len({mail["summary"]["subject"] for mail in mails}) == len(mails) == 7
    await small_round.is_shown(
        application,
        *("submitted", "materials_missing", "supplemented", "accepted", "recommended"),
        *("under_notice", "recognised", "outcome_explained"),
    )


async def test_reason_and_opinion_come_with_the_announcement_and_not_before(
    small_round: SmallRound,
) -> None:
    good, bad = [await small_round.accepted() for _ in range(2)]
    await small_round.recommend(good, bad)
    assert (await small_round.province.decide(good))["done"]
    assert (await small_round.province.decide(bad, "not_recognise", "no_sales"))["done"]
    small_round.now(small_round.working_day(small_round.round.closes_at, 0))
    list_ = await small_round.province.freeze(small_round.path)
    notice = await small_round.province.open_notice(list_)
    await letters_become(good, ["submitted", "accepted", "recommended", "listed"])
    await letters_become(bad, ["submitted", "accepted", "recommended"])
    known = str([await bad.timeline(), await everything(bad)])
    assert "市场应用证明不足" not in known

    small_round.end_notice(notice)
    await small_round.province.announce(list_)
    steps = ["submitted", "accepted", "recommended", "outcome_not_listed"]
    await letters_become(bad, steps)
    (why, *_) = await everything(bad)
    case = await small_round.province.officer.get(f"/review/v1/cases/{bad.id}")
    for said in ("市场应用证明不足", case["decision"]["opinion"], "申请复核", "规则版本"):
        assert said in why["text"]
    timeline = await small_round.is_shown(bad, "outcome_explained")
    assert "市场应用证明不足" in timeline["outcome_explained"]


async def letters_become(application: Application, kinds: list[str]) -> None:
    """Waits until the inbox has these, the oldest first, each delivered."""

    async def delivered() -> list[str]:
        return await kinds_of(application, delivered=True)

    await until_equal("letters", delivered, kinds)


async def kinds_of(application: Application, *, delivered: bool = False) -> list[str]:
    """The kinds of its notices, the oldest first."""
    lines = reversed(await application.owner.inbox())
    return [line["kind"] for line in lines if line["delivered_at"] or not delivered]


async def everything(application: Application) -> list[dict[str, Any]]:
    """Its notices, whole, the newest first."""
    lines = await application.owner.inbox()
    return [await application.owner.get(f"/notify/v1/inbox/{line['id']}") for line in lines]
