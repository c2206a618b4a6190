"""One small round from registration to statistics, as everybody in it lives through it."""

from tests.clients.small_round import SmallRound


async def test_a_round_runs_from_registration_to_exact_statistics(small_round: SmallRound) -> None:
    association, province = small_round.association, small_round.province
    public = small_round.public

    # The call is open; five enterprises apply, one of them without its patent.
    calls = (await public.get("/intake/v1/calls"))["calls"]
    assert (small_round.programme.id, small_round.round.id) in {
        (call["programme"], call["round"]) for call in calls
    }
    best = await small_round.submitted()
    second = await small_round.submitted()
    third = await small_round.submitted(lacking=["M05"])
    silent = await small_round.submitted(lacking=["M01", "M02"])
    sold = await small_round.submitted()

    # Formal review.
    for application in (best, second, sold):
        await association.accept(application)
    for application in (third, silent):
        await association.notify(application)
    mail = await small_round.mailbox.the_mail_to(silent.owner.email)
    assert all(item in mail["text"] for item in ("申请表", "营业执照"))
    due_at = await small_round.due_at(third)
    await small_round.due_at(silent)
    small_round.now(small_round.working_day(small_round.round.opens_at, 2))
    await third.supplement("M05")
    await small_round.reaches(third, "formal_review")
    await association.accept(third)
    assert (await sold.try_withdraw()).status_code == 200
    await small_round.reaches(sold, "withdrawn")
    small_round.now(due_at)
    await small_round.reaches(silent, "not_accepted")

    # Recommendation and decision, which stays secret.
    await small_round.recommend(best, third, second)
    for application in (best, second):
        assert (await province.decide(application))["done"]
    assert (await province.decide(third, "not_recognise", "not_in_field"))["done"]
    assert {a.number: await a.stage() for a in (best, third)} == {
        best.number: "recommended",
        third.number: "recommended",
    }

    # Public notice and announcement.
    small_round.now(small_round.working_day(small_round.round.closes_at, 32))
    list_ = await province.freeze(small_round.path)
    assert (await public.call("GET", f"/review/v1/lists/{list_}")).status_code == 404
    notice = await province.open_notice(list_)
    shown = await public.get(f"/review/v1/lists/{list_}")
    assert sorted(entry["entry"] for entry in shown["entries"]) == [1, 2]
    small_round.end_notice(notice)
    assert await province.announce(list_) == {"recognised": 2, "removed": 0}
    for application, told in ((best, "recognised"), (second, "recognised")):
        await small_round.is_told(application, told)
    await small_round.is_told(third, "not_recognised")

    # Statistics, each with what it was computed from.
    before = {
        "value": "2",
        "unit": "count",
        "source": {"zh": "上年公告", "en": "Last year's notice"},
        "as_of": str(notice["opens_at"])[:10],
    }
    figure = f"/stats/v1/external-figures/{small_round.path}/recommended_2018"
    await province.officer.ask("PUT", figure, json=before)
    await small_round.figures_become(
        recommended="3",
        recognised="2",
        not_recognised="1",
        pass_rate="66.7",
        recommended_yoy="50.0",
    )
