"""What the interface says of a round."""

from datetime import date

import pytest

from tests.store.stats.conftest import ANNOUNCED, PROGRAMME, RECOMMENDED, Stats

SUBMITTED = {"submitted": date(2019, 6, 3)}
PASSED = SUBMITTED | {"recommended": RECOMMENDED, "recognised": ANNOUNCED}
FAILED = SUBMITTED | {"recommended": RECOMMENDED, "not_recognised": ANNOUNCED}


async def the_round_of_2019(stats: Stats) -> None:
    await stats.fold(828, PASSED, "pengjiang", partition=0)
    await stats.fold(300, PASSED, "xinhui", partition=1)
    await stats.fold(273, FAILED, "xinhui", partition=5)


async def test_the_published_figures_come_out_of_all_partitions(stats: Stats) -> None:
    await the_round_of_2019(stats)
    assert (await stats.enter()).status_code == 200
    found = (await stats.get("")).json()
    assert {m["id"]: m["display"] for m in found["measures"]} == {
        "recommended": "1,401",
        "recognised": "1,128",
        "not_recognised": "273",
        "pass_rate": "80.5%",
        "recommended_yoy": "+2.5%",
    }
    assert [e["value"] for e in found["external"]] == ["1367", None]


async def test_an_earlier_day_has_the_figures_of_that_day(stats: Stats) -> None:
    await the_round_of_2019(stats)
    board = (await stats.get("/board", as_of="2019-12-31")).json()
    assert (board["outcome"]["recommended"], board["outcome"]["recognised"]) == (1401, 0)
    assert (board["live"], board["as_of"]) == (False, "2019-12-31T16:00:00Z")
    before = (await stats.get("/board", as_of="2019-06-02")).json()
    assert [step["count"] for step in before["funnel"]] == [0, 0, 0, 0]
    assert before["tiles"][3]["missing"] is not None


async def test_an_earlier_day_knows_no_figure_that_was_entered_later(stats: Stats) -> None:
    await the_round_of_2019(stats)
    await stats.enter()
    path = f"/stats/board/{PROGRAMME}/2019/figures.json"
    for as_of, version, change in (("2020-01-17", 0, None), ("2020-01-18", 1, "+2.5%")):
        board = (await stats.http.get(path, params={"as_of": as_of})).json()
        assert board["external"][0]["version"] == version
        (yoy,) = [tile for tile in board["tiles"] if tile["id"] == "recommended_yoy"]
        assert yoy["display"] == change


@pytest.mark.parametrize("as_of", ["0001-01-01", "2020-01-18", "9999-12-31"])
async def test_any_day_can_be_asked_for(stats: Stats, as_of: str) -> None:
    await the_round_of_2019(stats)
    page = f"/stats/board/{PROGRAMME}/2019"
    files = [f"{page}/figures.{ending}" for ending in ("csv", "xlsx", "json")]
    api = f"/stats/v1/rounds/{PROGRAMME}/2019"
    for path in (page, *files, api, f"{api}/board", f"{api}/series?milestone=submitted"):
        address = f"{path}{'&' if '?' in path else '?'}as_of={as_of}"
        assert (await stats.http.get(address)).status_code == 200, path
    board = (await stats.get("/board", as_of=as_of)).json()
    assert board["as_of"][:10] == min(as_of, "2020-01-18")


async def test_the_board_counts_by_district_and_by_working_day(stats: Stats) -> None:
    await the_round_of_2019(stats)
    board = (await stats.get("/board")).json()
    rows = {r["district"]: (r["recognised"], r["recommended"]) for r in board["districts"]["rows"]}
    assert (rows["pengjiang"], rows["xinhui"], rows["enping"]) == ((828, 828), (300, 573), (0, 0))
    assert board["districts"]["total"]["rate"] == "80.5"
    (point,) = (await stats.get("/series", milestone="submitted")).json()["points"]
    assert point == {"day": "2019-06-03", "working_day": 21, "added": 1401, "total": 1401}


async def test_small_numbers_are_for_officials_only(stats: Stats) -> None:
    await stats.fold(3, PASSED, "enping", partition=0)
    await stats.fold(40, PASSED, "xinhui", partition=1)
    await stats.fold(50, PASSED, "taishan", partition=2)
    shown = (await stats.get("/cells", by="district")).json()
    assert {r["id"]: r["counts"] and r["counts"]["recognised"] for r in shown["rows"]} == {
        "enping": None,
        "taishan": 50,
        "xinhui": None,
    }
    assert shown["total"]["recognised"] == 93
    path = "/stats/v1/rounds/gd-hightech-product-jiangmen/2019/cells?by=district"
    official = await stats.http.get(path, headers=stats.token(["officer"]))
    counts = {row["id"]: row["counts"]["recognised"] for row in official.json()["rows"]}
    assert counts == {"enping": 3, "taishan": 50, "xinhui": 40}
    assert (await stats.http.get(path, headers={"Authorization": "Bearer no"})).status_code == 401
    enterprise = await stats.http.get(path, headers=stats.token(["enterprise"]))
    assert enterprise.status_code == 403


async def test_an_unknown_round_is_a_problem_everywhere(stats: Stats) -> None:
    for path in ("", "/board", "/cells?by=district", "/series?milestone=submitted", "/stream"):
        answer = await stats.http.get(f"/stats/v1/rounds/nobody/1999{path}")
        assert answer.status_code == 404, path
        assert answer.json()["type"].endswith("/unknown-programme")


async def test_only_an_officer_enters_figures(stats: Stats) -> None:
    assert (await stats.enter(roles=())).status_code == 401
    assert (await stats.enter(roles=("reviewer",))).status_code == 403
    assert (await stats.get("")).json()["external"][0]["value"] is None


async def test_a_corrected_figure_keeps_the_earlier_one_and_is_told(stats: Stats) -> None:
    assert (await stats.enter(value="1366")).json()["version"] == 1
    assert (await stats.enter()).json()["version"] == 2
    assert (await stats.enter()).json()["version"] == 2
    stored = await stats.database["external_figures"].find_one({})
    assert stored is not None
    assert [entry["value"] for entry in stored["entries"]] == ["1366", "1367"]
    changes = (await stats.get("/board")).json()["changes"]
    assert [(c["what"]["en"], c["effect"]["en"]) for c in changes] == [
        ("Corrected: Recommended in 2018", "1,366 → 1,367"),
        ("Entered: Recommended in 2018", "1,366"),
    ]


async def test_a_figure_that_does_not_fit_is_refused_and_changes_nothing(stats: Stats) -> None:
    wrong = await stats.enter(unit="percent")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "unit")
    assert (await stats.enter(value="many")).status_code == 422
    assert (await stats.enter(figure="nothing")).status_code == 404
    assert await stats.database["external_figures"].count_documents({}) == 0


async def test_every_change_gives_the_board_a_new_number(stats: Stats) -> None:
    numbers = [(await stats.get("")).json()["snapshot"]]
    await stats.fold(5, SUBMITTED)
    numbers.append((await stats.get("")).json()["snapshot"])
    await stats.enter()
    numbers.append((await stats.get("")).json()["snapshot"])
    assert numbers == sorted(set(numbers))
