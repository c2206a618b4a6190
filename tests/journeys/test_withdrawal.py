"""An enterprise withdraws, which it may until the announcement."""

from tests.clients.small_round import SmallRound
from tests.clients.waiting import until_equal


async def test_a_withdrawn_application_is_closed_and_counted_as_withdrawn(
    small_round: SmallRound,
) -> None:
    application = await small_round.accepted()
    answer = await application.try_withdraw()
    assert answer.status_code == 200, answer.text
    await small_round.reaches(application, "withdrawn")
    assert await application.stage() == "withdrawn"
    again = await application.try_withdraw()
    assert (again.status_code, again.json()["stage"]) == (200, "withdrawn")


async def test_a_withdrawal_gives_its_place_in_the_quota_back(small_round: SmallRound) -> None:
    four = [await small_round.accepted() for _ in range(4)]
    await small_round.recommend(*four[:3])
    assert (await four[0].try_withdraw()).status_code == 200
    await small_round.reaches(four[0], "withdrawn")
    answer = await small_round.city.try_recommend(small_round.path, four[3:], sheet="sheet-2")
    assert answer.status_code == 200, answer.text
    await small_round.reaches(four[3], "recommended")


async def test_one_withdrawn_after_its_recommendation_is_told_so_and_no_longer_awaited(
    small_round: SmallRound,
) -> None:
    two = [await small_round.accepted() for _ in range(2)]
    await small_round.recommend(*two)
    assert (await two[0].try_withdraw()).status_code == 200

    async def told() -> dict[str, int]:
        board = await small_round.public.get(f"/stats/v1/rounds/{small_round.path}/board")
        outcome: dict[str, int] = board["outcome"]
        return outcome

    split = {"base": 2, "success": 0, "failed": 0, "withdrawn": 1, "undecided": 1}
    former = {"recommended": 2, "recognised": 0, "not_recognised": 0}
    await until_equal("outcome", told, split | former)


async def test_after_the_announcement_a_withdrawal_is_refused_and_changes_nothing(
    small_round: SmallRound,
) -> None:
    application = await small_round.accepted()
    list_ = await small_round.listed(application)
    notice = await small_round.province.open_notice(list_)
    small_round.end_notice(notice)
    await small_round.province.announce(list_)
    await small_round.is_told(application, "recognised")

    answer = await application.try_withdraw()
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (
        409,
        "already-announced",
    )
    assert await application.stage() == "recognised"
    await small_round.figures_become(recognised="1")
