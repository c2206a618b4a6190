"""What the players send for a path with an open decision, a sealed one and a list at once."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from deploy.local.issuer import Issuer
from deploy.replay.client.answers import Answer
from deploy.replay.client.client import Client
from deploy.replay.client.connection import Raw
from deploy.replay.faults import PlayFault
from deploy.replay.players import acts_of
from deploy.replay.replay import scene_of
from deploy.replay.scenario.loading import Replay, load_replay
from deploy.replay.scene import Filed, Scene, Services
from deploy.replay.venue import Venue
from shared.clock import SimulatedClock
from shared.programmes import Programmes
from tests.programmes.records import write_records

Order = tuple[str, str, Any]


class Review(Client):
    """Takes everything, keeps what it was sent, and counts the cases as it is told to."""

    def __init__(self) -> None:
        super().__init__("http://review")
        self.orders: list[Order] = []
        self.places: Counter[str] = Counter()
        self.entries = self.waiting = 0
        self.is_public = False
        self.minutes = b"%PDF-1.7"

    async def call(
        self, method: str, path: str, token: str = "", *, data: Any = None, **_: Any
    ) -> Answer:
        if method in ("POST", "PUT"):
            self.orders.append((method, path, data))
        if path.partition("?")[0].endswith("/preview"):
            return _answer({"confirmation": "as shown"})
        if path.endswith("/meetings"):
            return _answer({"meeting": "meeting-1", "cases": self.waiting})
        if path.endswith(("/meeting-1", "/attendance", "/closing")):
            return _answer({"state": "held"})
        if path.endswith(("/votes", "/recusals")):
            return _answer({"results": [{"done": True} for rows in data.values() for _ in rows]})
        if path.endswith("/minutes.pdf"):
            return Answer(Raw(200, {}, self.minutes))
        if path.endswith("/progress"):
            return _answer({"stages": self.places})
        if path.endswith("/decisions"):
            return _answer({"results": [{"done": True} for _ in data["decisions"]]})
        if path.endswith("/announcement"):
            self.is_public = True
            return _answer({"recognised": self.entries, "removed": 0})
        if method == "POST":
            return _answer({"list": "list-1", "entries": self.entries})
        if self.is_public:
            return _answer({"entries": [{}] * self.entries, "next": None})
        return Answer(Raw(404, {}, b""))


def _answer(found: Any) -> Answer:
    return Answer(Raw(200, {}, json.dumps(found).encode()))


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    """The scenario of a programme without recommender and notice."""
    programme, scenario = write_records(tmp_path_factory.mktemp("records"))
    return load_replay(scenario, Programmes([programme]))


@pytest.fixture
def review() -> Review:
    return Review()


@pytest.fixture
def scene(records: Replay, review: Review, tmp_path: Path) -> Scene:
    """Everything has been accepted."""
    issuer, clock = Issuer(tmp_path), SimulatedClock(tmp_path / "clock")
    issuer.ensure()
    nobody = Client("http://nobody")
    made = scene_of(
        records,
        records.size(),
        1,
        Venue({}, issuer, clock),
        Services(nobody, review, nobody, nobody, nobody),
        Console(file=StringIO()),
    )
    made.filed = {
        str(each.serial): Filed(str(each.serial), f"R-{each.serial}", enterprise, each)
        for enterprise, each in made.cast
    }
    return made


async def play(scene: Scene, name: str, number: int = 0) -> None:
    acts = [act for act in acts_of(scene.replay) if act.name == name]
    with scene.bars:
        await acts[number].play(scene)


def fates(scene: Scene, rows: list[dict[str, Any]]) -> dict[str, tuple[str, str | None]]:
    """Verdict and reason, by fate."""
    return {
        scene.filed[row["application"]].application.fate.id: (row["verdict"], row.get("reason"))
        for row in rows
    }


def test_only_what_the_fates_come_to_is_played(records: Replay) -> None:
    assert [act.name for act in acts_of(records)] == [
        *("register", "apply", "review_formally", "deliver", "read_mail"),
        *("supplement", "review_again", "decide", "decide", "announce"),
        "settle_letters",
    ]


async def test_an_open_decision_goes_by_the_fates_in_the_words_of_the_programme(
    scene: Scene, review: Review
) -> None:
    review.places = Counter(committee=4, preliminary_failed=2)
    await play(scene, "decide")
    [(_, path, sent)] = review.orders
    assert path == "/review/v1/decisions"
    decided = fates(scene, sent["decisions"])
    assert {fate for fate, (verdict, _) in decided.items() if verdict == "shortlist"} == {
        *("approved", "supplemented", "not_approved"),
    }
    assert decided["turned_down"] == ("turn_down", "no_sales")
    verdict, reason = decided["turned_down_in_turn"]
    assert verdict == "turn_down"
    assert reason in ("not_in_field", "ip_unrelated")


async def test_a_committee_meets_on_those_that_came_and_all_go_on_while_it_is_sealed(
    scene: Scene, review: Review
) -> None:
    review.places, review.waiting = Counter(release=4), 4
    await play(scene, "decide", 1)
    planned, attendance, recusals, votes, closing = review.orders
    meetings = f"/review/v1/rounds/{scene.path}/meetings"
    at = f"{meetings}/meeting-1"
    assert planned[:2] == ("POST", meetings)
    assert (planned[2]["stage"], planned[2]["venue"]) == ("committee", "一号会议室")
    assert attendance[:2] == ("PUT", f"{at}/attendance")
    assert [member["present"] for member in attendance[2]["members"]] == [True] * 8 + [False]
    assert recusals[1] == f"{at}/recusals"
    [left] = recusals[2]["cases"]
    assert [one["member"] for one in left["recusals"]] == ["m001", "m002"]
    assert closing[:2] == ("POST", f"{at}/closing")
    assert votes[1] == f"{at}/votes"
    first, *others = votes[2]["votes"]
    assert first["application"] == left["application"]
    assert first["in_favour"] + first["against"] == 6
    assert {row["in_favour"] + row["against"] for row in others} == {8}
    assert {
        scene.filed[row["application"]].application.fate.id: (
            row["against"] == 0,
            row.get("reason"),
        )
        for row in votes[2]["votes"]
    } == {
        "approved": (True, None),
        "supplemented": (True, None),
        "not_approved": (False, "core_technology_unproven"),
    }


async def test_minutes_that_are_no_pdf_go_against_the_replay(scene: Scene, review: Review) -> None:
    review.waiting, review.minutes = 4, b"{}"
    with pytest.raises(PlayFault, match="minutes of committee are no PDF"):
        await play(scene, "decide", 1)


async def test_an_agenda_with_other_cases_goes_against_the_replay(
    scene: Scene, review: Review
) -> None:
    review.waiting = 5
    with pytest.raises(PlayFault, match="5 cases are on the agenda of committee, 4 have come"):
        await play(scene, "decide", 1)


async def test_a_list_without_notice_is_frozen_and_announced_by_its_announcement(
    scene: Scene, review: Review
) -> None:
    review.places, review.entries = Counter(release_announced=4), 3
    await play(scene, "announce")
    confirmed = {"confirmation": "as shown"}
    assert [(path, data) for _, path, data in review.orders] == [
        (f"/review/v1/rounds/{scene.path}/lists", confirmed),
        ("/review/v1/lists/list-1/announcement", confirmed),
    ]
    assert scene.lists == {"release": "list-1"}


async def test_a_list_with_others_on_it_goes_against_the_replay(
    scene: Scene, review: Review
) -> None:
    review.entries = 4
    with pytest.raises(PlayFault, match="3 were to be listed"):
        await play(scene, "announce")


@pytest.mark.parametrize(
    ("stage", "arriving", "passing"),
    [
        ("application", 6, 6),
        ("file-check", 6, 6),
        ("preliminary", 6, 4),
        ("committee", 4, 4),
        ("release", 4, 3),
    ],
)
def test_so_many_come_to_each_stage_and_go_on(
    scene: Scene, stage: str, arriving: int, passing: int
) -> None:
    assert len(scene.course.arriving[stage]) == arriving
    assert len(scene.course.passing[stage]) == passing
