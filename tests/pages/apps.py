"""The real pages of both services, over fakes at their ports."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, cast

from fastapi import APIRouter, Depends, FastAPI, Header

from deploy.replay.scenario.catalogue import Scenarios
from services.review.api.pages import (
    activity_page_routes,
    certificate_page_routes,
    list_page_routes,
    list_pages,
    objection_page_routes,
)
from services.review.api.stages.formal_review.routes import formal_review_routes
from services.review.domain.lists.sources import Limits
from services.review.ports import Activities, Attendances, Codes, Lists, Objections
from services.review.usecases.activities.read_activities import ReadActivities
from services.review.usecases.case.read_case import ReadCase
from services.review.usecases.lists.make_code_anew import MakeCodeAnew
from services.review.usecases.lists.object_to_entry import CodeMaking, ObjectToEntry
from services.review.usecases.lists.read_public_list import ReadPublicList
from services.review.usecases.lists.verify_objection import VerifyObjection
from services.review.usecases.recognition.verify import Verify
from services.review.usecases.rules import Rules
from services.review.usecases.stages.formal_review.review_formally import ReviewFormally
from services.stats.api import stream
from services.stats.api.pages import BoardFragments, board_pages, board_routes, document_routes
from services.stats.domain.board import Board
from services.stats.domain.snapshot import Snapshot
from services.stats.ports import Snapshots
from services.stats.usecases.read_board import ReadBoard
from services.stats.usecases.read_document import ReadDocument
from services.stats.usecases.read_snapshots import ReadSnapshots
from services.stats.usecases.watch_board import WatchBoard
from shared.calendar import Calendar
from shared.errors import Rejected
from shared.http.app import create_app
from shared.http.arrival import Arrival
from shared.http.auth import Tokens
from shared.http.health import Health
from shared.http.keys import KeySet
from shared.metrics.scrape import Scrape
from shared.pages import Site, pages_for_browsers
from shared.pages.reference import reference_routes
from shared.programmes import Programmes
from shared.programmes.printed import Documents
from tests.pages.fake_activities import FakeActivities, FakeAttendances
from tests.pages.fake_lists import FakeLists, FakeObjections
from tests.pages.fake_register import FAKE_REGISTER
from tests.pages.sample_board import board_while_applying, sample_board
from tests.pages.sample_list import (
    DURING,
    WAITING,
    announced,
    entry,
    noticed_list,
    unverified,
)
from tests.unit.stats.sessions import Session

DEFINITIONS = Path(__file__).parents[2] / "programmes"
BOARD = "/stats/board/gd-hightech-product-jiangmen/2019"
CODE = "20481357"
MOST_OF_BLOCK = 6
PROGRAMMES = Programmes.from_directory(DEFINITIONS)

SITE = Site(demonstration=True)


@dataclass
class FixedClock:
    """Tells the instant it was given."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass
class FakeBoards:
    """A board that a test moves, and a stream that it can cut."""

    board: Board = field(default_factory=sample_board)
    opened: list[str | None] = field(default_factory=list)
    refusing: bool = False
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(
        self, programme: str, round_: str, /, *, at: datetime, as_of: date | None = None
    ) -> Board:
        if round_ == session().round:
            return await ReadBoard(session().reading(), Calendar())(
                programme, round_, at=at, as_of=as_of
            )
        known = PROGRAMMES.of_round(programme, round_)
        if (programme, round_) != (self.board.programme, self.board.round):
            of_another = {"programme": programme, "programme_name": known.name, "round": round_}
            return self.board.model_copy(update=of_another)
        return self.board if as_of is None else board_while_applying()

    def move(self, recognised: int) -> None:
        """A new snapshot with this many recognised."""
        snapshot = self.board.snapshot + 1
        self.board = sample_board(recognised=recognised, snapshot=snapshot)

    def cut(self) -> None:
        """Ends every open stream."""
        self.stopping.set()
        self.stopping.clear()

    async def snapshot(self, programme: str, round_: str) -> int:
        """The number of the present board."""
        return self.board.snapshot

    async def note(self, last_event_id: Annotated[str | None, Header()] = None) -> None:
        """A dependency of the stream: notes from where it is resumed, or refuses it."""
        self.opened.append(last_event_id)
        if self.refusing:
            raise Rejected("Not now.", code="refused")


def app_of(
    routers: Iterable[APIRouter], clock: FixedClock, in_chinese: Path | None = None
) -> FastAPI:
    @asynccontextmanager
    async def nothing(_: FastAPI) -> AsyncIterator[None]:
        yield

    app = create_app(
        title="Pages",
        description="Pages over fakes",
        routers=routers,
        tokens=Tokens(KeySet("file:none"), issuer="nobody", audience="laurel"),
        health=Health(),
        scrape=Scrape(),
        lifespan=nothing,
        in_chinese=in_chinese,
    )
    app.add_middleware(Arrival, clock=clock)
    pages_for_browsers(app, board_pages(SITE))
    return app


def stats_routers(boards: FakeBoards) -> list[APIRouter]:
    """The board's pages, and the stream that they follow."""
    pages = board_pages(SITE)
    clock = FixedClock(datetime(2020, 1, 17, 3, 0, tzinfo=UTC))
    watch = WatchBoard(cast(ReadBoard, boards), clock, BoardFragments(pages))
    followed = APIRouter(dependencies=[Depends(boards.note)])
    followed.include_router(stream.routes(watch, boards.stopping))
    document = ReadDocument(Documents.from_directory(DEFINITIONS), session().reading())
    return [
        board_routes(pages, boards, PROGRAMMES, clock, document.documents),
        document_routes(
            pages,
            document,
            ReadSnapshots(PROGRAMMES, cast(Snapshots, NoSnapshots())),
            FixedClock(datetime(2024, 11, 1, tzinfo=UTC)),
        ),
        followed,
    ]


class NoSnapshots:
    """No list has come to anything yet."""

    async def of_round(self, programme: str, round_: str) -> list[Snapshot]:
        return []


@cache
def session() -> Session:
    """The round of Shenzhen as it is cast."""
    return Session(Scenarios(DEFINITIONS).load("shenzhen"))


@dataclass
class ReviewWorld:
    """What the pages of review are served from."""

    clock: FixedClock
    lists: FakeLists
    objections: FakeObjections

    @classmethod
    def made(cls) -> "ReviewWorld":
        """One list under notice with 120 entries, and the same one announced."""
        programme = Programmes.from_directory(DEFINITIONS).of_round(
            "gd-hightech-product-jiangmen", "2019", DURING
        )
        entries = [entry(no, programme) for no in range(1, 121)]
        found = noticed_list(programme, len(entries))
        lists = FakeLists(
            {"l-2019": found, "l-done": announced(found, "l-done")},
            {"l-2019": entries, "l-done": entries},
        )
        return cls(
            FixedClock(DURING), lists, FakeObjections(lists, waiting={WAITING: unverified()})
        )

    def routers(self) -> list[APIRouter]:
        """The pages of review."""
        rules = Rules(Programmes.from_directory(DEFINITIONS), Calendar())
        lists, objections = cast(Lists, self.lists), cast(Objections, self.objections)
        pages = list_pages(SITE)
        making = CodeMaking(lambda: CODE, lambda: None)
        read, object_to = (
            ReadPublicList(lists, rules),
            ObjectToEntry(lists, objections, rules, making, Limits(of_block=MOST_OF_BLOCK)),
        )
        codes = cast(Codes, self.objections.codes)
        verify = VerifyObjection(lists, objections, codes, rules)
        anew = MakeCodeAnew(lists, objections, codes, making)
        return [
            list_page_routes(pages, read, rules, self.clock),
            activity_page_routes(pages, held_activities(rules)),
            certificate_page_routes(pages, Verify(FAKE_REGISTER, rules), self.clock),
            objection_page_routes(pages, object_to, verify, anew, read, objections, self.clock),
            *documented(rules.programmes, self.clock),
        ]


def held_activities(rules: Rules) -> ReadActivities:
    """The activities of Hunan: one held, one planned, one called off."""
    activities, attendances = FakeActivities(), FakeAttendances()
    return ReadActivities(cast(Activities, activities), cast(Attendances, attendances), rules)


def documented(programmes: Programmes, clock: FixedClock) -> list[APIRouter]:
    """Documents of an interface, and something that they are about; nobody calls that."""
    review, read_case = cast(ReviewFormally, None), cast(ReadCase, None)
    return [
        reference_routes("review", SITE),
        formal_review_routes(review, read_case, programmes, clock),
    ]
