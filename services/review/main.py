"""The composition root of review: the one module that knows all of its parts."""

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, FastAPI

from services.review.api.case.routes import case_routes
from services.review.api.lists.objection_routes import objection_routes
from services.review.api.lists.routes import list_routes, public_list_routes
from services.review.api.meetings.minutes_routes import minutes_routes
from services.review.api.meetings.planning_routes import Planning, planning_routes
from services.review.api.meetings.recording_routes import Recording, recording_routes
from services.review.api.pages import list_page_routes, list_pages, objection_page_routes
from services.review.api.stages.decision.routes import decision_routes
from services.review.api.stages.formal_review.routes import formal_review_routes
from services.review.api.stages.recommendation.routes import recommendation_routes
from services.review.api.words import WORDS
from services.review.consumers.table import handlers
from services.review.ports import Printer, Wake
from services.review.settings import Settings
from services.review.store.case.cases import MongoCases
from services.review.store.case.enterprises import MongoEnterprises
from services.review.store.case.measured import clocks as clocks_of
from services.review.store.case.queues import MongoQueues
from services.review.store.lists.lists import MongoLists
from services.review.store.lists.objections import MongoObjections
from services.review.store.meetings.meetings import MongoMeetings
from services.review.store.stages.recommendation.sheets import MongoSheets
from services.review.usecases.case.expire_cases import ExpireCases
from services.review.usecases.case.open_case import OpenCase
from services.review.usecases.case.read_case import ReadCase
from services.review.usecases.case.read_queue import ReadQueue
from services.review.usecases.case.withdraw import Withdraw
from services.review.usecases.lists.announce_list import AnnounceList
from services.review.usecases.lists.decide_objection import DecideObjection
from services.review.usecases.lists.freeze_list import FreezeList
from services.review.usecases.lists.give_outcomes import GiveOutcomes
from services.review.usecases.lists.object_to_entry import ObjectToEntry
from services.review.usecases.lists.open_notice import OpenNotice
from services.review.usecases.lists.read_objections import ReadObjections
from services.review.usecases.lists.read_public_list import ReadPublicList
from services.review.usecases.meetings.close_meeting import CloseMeeting
from services.review.usecases.meetings.decide_meetings import DecideMeetings
from services.review.usecases.meetings.make_minutes import MakeMinutes
from services.review.usecases.meetings.plan_meeting import PlanMeeting
from services.review.usecases.meetings.read_meetings import ReadMeetings
from services.review.usecases.meetings.record_meeting import RecordMeeting
from services.review.usecases.meetings.set_agenda import SetAgenda
from services.review.usecases.rules import Rules
from services.review.usecases.stages.decision.answer_by_letter import AnswerByLetter
from services.review.usecases.stages.decision.decide import Decide
from services.review.usecases.stages.formal_review.hear_delivery import HearBounce, HearDelivery
from services.review.usecases.stages.formal_review.hear_staging import HearStaging
from services.review.usecases.stages.formal_review.hear_supplement import HearSupplement
from services.review.usecases.stages.formal_review.review_formally import ReviewFormally
from services.review.usecases.stages.recommendation.apply_sheets import ApplySheets
from services.review.usecases.stages.recommendation.hand_in_sheet import HandInSheet
from services.review.usecases.stages.recommendation.read_rankable import ReadRankable
from shared.abandoned import keep_ending_abandoned
from shared.http.app import create_app
from shared.http.arrival import Arrival
from shared.leased import LeasedWork
from shared.pages import Pages, Site, pages_for_browsers
from shared.pdf.making import PdfMaker
from shared.programmes import Programmes
from shared.service import Service, opened, read_settings


@dataclass(frozen=True)
class Stores:
    """Everything that review keeps."""

    cases: MongoCases
    enterprises: MongoEnterprises
    queues: MongoQueues
    sheets: MongoSheets
    lists: MongoLists
    objections: MongoObjections
    meetings: MongoMeetings

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self.cases.prepare()
        await self.sheets.prepare()
        await self.lists.prepare()
        await self.objections.prepare()
        await self.meetings.prepare()


def stores_of(service: Service) -> Stores:
    """The stores in the service's own database."""
    journal = service.journal("cases")
    cases = MongoCases(journal)
    lists = MongoLists(service.database, service.journal("lists"), cases)
    return Stores(
        cases=cases,
        enterprises=MongoEnterprises(service.database),
        queues=MongoQueues(journal),
        sheets=MongoSheets(service.database),
        lists=lists,
        objections=MongoObjections(service.database, lists),
        meetings=MongoMeetings(service.database, service.journal("meetings")),
    )


async def main() -> None:
    """Runs the service until SIGTERM."""
    settings = read_settings(Settings)
    async with opened("review", settings) as service:
        rules = Rules(Programmes.from_directory(settings.programmes), settings.days())
        stores = stores_of(service)
        await stores.prepare()
        await service.serve(app_of(service, settings, rules, stores))


def app_of(service: Service, settings: Settings, rules: Rules, stores: Stores) -> FastAPI:
    """Puts use cases, consumers, work and routes together."""
    clock, cases, lists, sheets = service.clock, stores.cases, stores.lists, stores.sheets
    clocks = LeasedWork(
        "clocks", service.database, clock, settings.poll_every, [ExpireCases(cases, lists, rules)]
    )
    jobs = LeasedWork(
        "jobs",
        service.database,
        clock,
        settings.poll_every,
        [
            ApplySheets(cases, sheets, rules),
            DecideMeetings(stores.meetings, cases, rules),
            GiveOutcomes(cases, lists, rules),
        ],
    )
    heard_by = handlers(
        OpenCase(cases, rules),
        HearStaging(cases, rules),
        HearSupplement(cases, rules),
        Withdraw(cases, lists, sheets, rules),
        HearDelivery(cases, rules),
        HearBounce(cases, rules),
        stores.enterprises,
        clock,
    )
    service.probe("clocks", clocks_of(cases.journal.collection, clock))
    pages = list_pages(Site.of(settings))
    app = create_app(
        title="Laurel review",
        description="From formal review to the announced list.",
        routers=[
            *case_routers(service, rules, stores, jobs.wake),
            *meeting_routers(service, rules, stores, jobs.wake, PdfMaker(settings.fonts)),
            *list_routers(service, rules, stores, jobs.wake),
            *page_routes(pages, service, rules, stores),
        ],
        tokens=service.tokens,
        health=service.health,
        scrape=service.scrape,
        lifespan=service.lifespan(
            handlers=heard_by,
            work={
                "clocks": clocks.run,
                "jobs": jobs.run,
                "abandoned": partial(keep_ending_abandoned, service.database),
            },
        ),
        words=WORDS,
    )
    app.add_middleware(Arrival, clock=clock)
    pages_for_browsers(app, pages)
    return app


def case_routers(service: Service, rules: Rules, stores: Stores, wake: Wake) -> list[APIRouter]:
    """What officials read of cases, and do in the stages of their path."""
    clock, programmes = service.clock, rules.programmes
    cases, lists = stores.cases, stores.lists
    read_case = ReadCase(cases, rules)
    review = ReviewFormally(cases, lists, stores.enterprises, rules)
    hand_in = HandInSheet(cases, stores.sheets, rules, wake)
    read_rankable = ReadRankable(stores.queues, programmes)
    return [
        case_routes(ReadQueue(stores.queues, programmes), read_case),
        formal_review_routes(review, read_case, programmes, clock),
        recommendation_routes(hand_in, read_rankable, programmes, clock),
        decision_routes(
            Decide(cases, lists, rules), AnswerByLetter(cases, lists, rules), programmes, clock
        ),
    ]


def meeting_routers(
    service: Service, rules: Rules, stores: Stores, wake: Wake, printer: Printer
) -> list[APIRouter]:
    """What those do who hold the meetings of a committee."""
    clock, programmes = service.clock, rules.programmes
    meetings, cases, queues = stores.meetings, stores.cases, stores.queues
    planning = Planning(
        PlanMeeting(meetings, queues, rules),
        SetAgenda(meetings, cases, queues, rules),
        ReadMeetings(meetings, cases, rules),
    )
    recording = Recording(
        RecordMeeting(meetings, cases, rules),
        CloseMeeting(meetings, cases, stores.lists, rules, wake),
    )
    return [
        planning_routes(planning, programmes, clock),
        recording_routes(recording, programmes, clock),
        minutes_routes(MakeMinutes(meetings, rules, printer), programmes),
    ]


def list_routers(service: Service, rules: Rules, stores: Stores, wake: Wake) -> list[APIRouter]:
    """What officials do with lists and objections, and what everybody reads of them."""
    clock, programmes = service.clock, rules.programmes
    lists, objections = stores.lists, stores.objections
    return [
        list_routes(
            FreezeList(lists, rules),
            OpenNotice(lists, rules),
            AnnounceList(lists, rules, wake),
            programmes,
            clock,
        ),
        public_list_routes(ReadPublicList(lists, rules)),
        objection_routes(
            ObjectToEntry(lists, objections, rules),
            DecideObjection(lists, objections, rules),
            ReadObjections(lists, objections, rules),
            programmes,
            clock,
        ),
    ]


def page_routes(pages: Pages, service: Service, rules: Rules, stores: Stores) -> list[APIRouter]:
    """What people read in a browser."""
    clock, read = service.clock, ReadPublicList(stores.lists, rules)
    object_to = ObjectToEntry(stores.lists, stores.objections, rules)
    return [
        list_page_routes(pages, read, rules, clock),
        objection_page_routes(pages, object_to, read, stores.objections, clock),
    ]
