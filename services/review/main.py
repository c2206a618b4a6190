"""The composition root of review: the one module that knows all of its parts."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from fastapi import APIRouter, FastAPI

from services.review.api.activities.routes import (
    ActivityActs,
    activity_routes,
    public_activity_routes,
)
from services.review.api.case.correction_routes import correction_routes
from services.review.api.case.reasons import reason_routes
from services.review.api.case.routes import case_routes
from services.review.api.cohorts.routes import CohortActs, cohort_routes, public_cohort_routes
from services.review.api.lists.contact_routes import contact_routes
from services.review.api.lists.list_correction_routes import (
    list_correction_routes,
    public_correction_routes,
)
from services.review.api.lists.objection_routes import objection_routes
from services.review.api.lists.public_routes import public_list_routes
from services.review.api.lists.routes import ListActs, list_routes
from services.review.api.meetings.minutes_routes import minutes_routes
from services.review.api.meetings.planning_routes import Planning, planning_routes
from services.review.api.meetings.recording_routes import Recording, recording_routes
from services.review.api.pages import (
    activity_page_routes,
    certificate_page_routes,
    list_page_routes,
    list_pages,
    objection_page_routes,
)
from services.review.api.recognition.certificate_routes import (
    certificate_routes,
    paper_routes,
    verification_routes,
)
from services.review.api.recognition.public_routes import public_register_routes
from services.review.api.recognition.reading.job import RegisterReader
from services.review.api.recognition.revocation_routes import revocation_routes
from services.review.api.recognition.routes import register_routes
from services.review.api.recognition.standing_routes import standing_routes
from services.review.api.stages.construction.routes import construction_routes
from services.review.api.stages.construction.words import CONSTRUCTION_WORDS
from services.review.api.stages.decision.routes import decision_routes
from services.review.api.stages.formal_review.routes import formal_review_routes
from services.review.api.stages.recommendation.reading.job import SheetReader
from services.review.api.stages.recommendation.routes import recommendation_routes
from services.review.api.twins.routes import twin_routes
from services.review.api.words import IN_CHINESE, WORDS
from services.review.consumers.table import handlers
from services.review.ports import Printer, Wake
from services.review.senders.code_mail import SmtpCodeMail
from services.review.settings import Settings
from services.review.store.activities.activities import MongoActivities
from services.review.store.activities.attendances import MongoAttendances
from services.review.store.case.cases import MongoCases
from services.review.store.case.corrections import MongoCorrections
from services.review.store.case.enterprises import MongoEnterprises
from services.review.store.case.measured import clocks as clocks_of
from services.review.store.case.measured import deemed_acceptance as deemed_acceptance_of
from services.review.store.case.queues import MongoQueues
from services.review.store.cohorts.cohorts import IDS, MongoCohorts
from services.review.store.lists.left_out import MongoLeftOut
from services.review.store.lists.lists import MongoLists
from services.review.store.lists.objections import MongoObjections
from services.review.store.meetings.meetings import MongoMeetings
from services.review.store.recognition.recognitions import MongoRecognitions
from services.review.store.stages.recommendation.sheets import MongoSheets
from services.review.store.twins.twins import MongoTwins
from services.review.usecases.activities.plan_activity import PlanActivity
from services.review.usecases.activities.read_activities import ReadActivities
from services.review.usecases.activities.record_attendance import RecordAttendance
from services.review.usecases.case.correct import Correct
from services.review.usecases.case.expire_cases import ExpireCases
from services.review.usecases.case.open_case import OpenCase
from services.review.usecases.case.read_case import ReadCase
from services.review.usecases.case.read_queue import ReadQueue
from services.review.usecases.case.withdraw import Withdraw
from services.review.usecases.cohorts.end_calls import EndCalls
from services.review.usecases.cohorts.hear_submission import HearSubmission
from services.review.usecases.cohorts.mark_merged import MarkMerged
from services.review.usecases.cohorts.open_cohort import OpenCohort
from services.review.usecases.cohorts.read_cohort import ReadCohort
from services.review.usecases.lists.announce_list import AnnounceList
from services.review.usecases.lists.answer_objection import AnswerObjection
from services.review.usecases.lists.correct_list import CorrectList
from services.review.usecases.lists.decide_objection import DecideObjection
from services.review.usecases.lists.dismiss_objections import DismissObjections
from services.review.usecases.lists.enter_objection import EnterObjection
from services.review.usecases.lists.freeze_list import FreezeList
from services.review.usecases.lists.give_outcomes import GiveOutcomes
from services.review.usecases.lists.hear_service import HearService
from services.review.usecases.lists.lapse_objections import LapseObjections
from services.review.usecases.lists.mail_codes import MailCodes
from services.review.usecases.lists.make_code_anew import MakeCodeAnew
from services.review.usecases.lists.note_left_out import NoteLeftOut
from services.review.usecases.lists.object_to_entry import CodeMaking, ObjectToEntry
from services.review.usecases.lists.open_notice import OpenNotice
from services.review.usecases.lists.read_objections import ReadObjections
from services.review.usecases.lists.read_public_list import ReadPublicList
from services.review.usecases.lists.serve_objection import ServeObjection
from services.review.usecases.lists.spread_corrections import SpreadCorrections
from services.review.usecases.lists.spread_notice import SpreadNotice
from services.review.usecases.lists.unfreeze_list import UnfreezeList
from services.review.usecases.lists.verify_objection import VerifyObjection
from services.review.usecases.meetings.close_meeting import CloseMeeting
from services.review.usecases.meetings.decide_meetings import DecideMeetings
from services.review.usecases.meetings.make_minutes import MakeMinutes
from services.review.usecases.meetings.plan_meeting import PlanMeeting
from services.review.usecases.meetings.read_meetings import ReadMeetings
from services.review.usecases.meetings.record_meeting import RecordMeeting
from services.review.usecases.meetings.set_agenda import SetAgenda
from services.review.usecases.recognition.certify import Certify
from services.review.usecases.recognition.enter_earlier import EnterEarlier
from services.review.usecases.recognition.expire_recognitions import (
    ExpireRecognitions,
    RemindOfExpiry,
)
from services.review.usecases.recognition.hear_delivery import HearRevocationDelivery
from services.review.usecases.recognition.print_certificate import PrintCertificate
from services.review.usecases.recognition.read_register import ReadRegister
from services.review.usecases.recognition.register_lists import RegisterLists
from services.review.usecases.recognition.rename_holder import RenameHolder
from services.review.usecases.recognition.revoke import Revoke
from services.review.usecases.recognition.suspend import Suspend
from services.review.usecases.recognition.verify import Verify
from services.review.usecases.rules import Rules
from services.review.usecases.stages.construction.own_case import OwnCase
from services.review.usecases.stages.decision.answer_by_letter import AnswerByLetter
from services.review.usecases.stages.decision.decide import Decide
from services.review.usecases.stages.formal_review.hear_delivery import HearBounce, HearDelivery
from services.review.usecases.stages.formal_review.hear_staging import HearStaging
from services.review.usecases.stages.formal_review.hear_supplement import HearSupplement
from services.review.usecases.stages.formal_review.review_formally import ReviewFormally
from services.review.usecases.stages.recommendation.apply_sheets import ApplySheets
from services.review.usecases.stages.recommendation.hand_in_sheet import HandInSheet
from services.review.usecases.stages.recommendation.read_rankable import ReadRankable
from services.review.usecases.twins.lapse_twins import LapseTwins
from services.review.usecases.twins.settle_twin import SettleTwin
from shared.abandoned import keep_ending_abandoned
from shared.http.app import create_app
from shared.http.arrival import Arrival
from shared.isolated.call import Limits
from shared.leased import LeasedWork
from shared.pages import Pages, Site, pages_for_browsers
from shared.pages.reference import reference_routes
from shared.pdf.codes import qr_code
from shared.pdf.making import PdfMaker
from shared.programmes import Programmes
from shared.service import Service, opened, read_settings
from shared.signing.seal import Seal
from shared.signing.statements import Statements

MAIL_EVERY = timedelta(seconds=5)
"""Between two looks for codes that wait for a mail server which was away."""


def new_code() -> str:
    """Eight digits that nobody can foresee."""
    return f"{secrets.randbelow(10**8):08d}"


@dataclass(frozen=True)
class Stores:
    """Everything that review keeps."""

    cases: MongoCases
    twins: MongoTwins
    corrections: MongoCorrections
    enterprises: MongoEnterprises
    queues: MongoQueues
    sheets: MongoSheets
    lists: MongoLists
    left_out: MongoLeftOut
    objections: MongoObjections
    meetings: MongoMeetings
    recognitions: MongoRecognitions
    activities: MongoActivities
    attendances: MongoAttendances
    cohorts: MongoCohorts

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self.cases.prepare()
        await self.sheets.prepare()
        await self.lists.prepare()
        await self.left_out.prepare()
        await self.objections.prepare()
        await self.meetings.prepare()
        await self.recognitions.prepare()
        await self.activities.prepare()
        await self.attendances.prepare()
        await self.cohorts.prepare()


def stores_of(service: Service) -> Stores:
    """The stores in the service's own database."""
    journal = service.journal("cases")
    cases = MongoCases(journal)
    twins = MongoTwins(service.database, cases)
    lists = MongoLists(service.database, service.journal("lists"), cases)
    return Stores(
        cases=cases,
        twins=twins,
        corrections=MongoCorrections(service.database, cases, twins),
        enterprises=MongoEnterprises(service.database),
        queues=MongoQueues(journal),
        sheets=MongoSheets(service.database),
        lists=lists,
        left_out=MongoLeftOut(service.database),
        objections=MongoObjections(service.database, lists, cases),
        meetings=MongoMeetings(service.database, service.journal("meetings")),
        recognitions=MongoRecognitions(service.database, service.journal("recognitions"), cases),
        activities=MongoActivities(service.journal("activities")),
        attendances=MongoAttendances(service.journal("attendances")),
        cohorts=MongoCohorts(
            service.database,
            service.journal("cohorts"),
            service.journal("cohort_members", ids=IDS),
        ),
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
        "clocks",
        service.database,
        clock,
        settings.poll_every,
        [
            ExpireCases(cases, lists, rules),
            ExpireRecognitions(stores.recognitions, rules),
            RemindOfExpiry(stores.recognitions, rules),
            EndCalls(stores.cohorts, rules),
            LapseObjections(stores.objections),
            LapseTwins(cases, stores.twins, rules),
        ],
    )
    jobs = LeasedWork(
        "jobs",
        service.database,
        clock,
        settings.poll_every,
        [
            ApplySheets(cases, sheets, rules),
            DecideMeetings(stores.meetings, cases, rules),
            NoteLeftOut(stores.left_out, cases, rules),
            # What is under notice is told before what is announced.
            SpreadNotice(cases, lists, rules),
            GiveOutcomes(cases, lists, rules),
            RegisterLists(lists, cases, stores.cohorts, stores.recognitions, rules),
            SpreadCorrections(lists, cases, stores.recognitions, rules),
        ],
    )
    server = settings.mail_server()
    tasks = [] if server is None else [MailCodes(stores.objections.codes, SmtpCodeMail(server))]
    # Its own work: a mail server that does not answer holds up nothing else.
    codes = LeasedWork("codes", service.database, clock, MAIL_EVERY, tasks)
    making = None if server is None else CodeMaking(new_code, codes.wake)
    object_to = ObjectToEntry(lists, stores.objections, rules, making, settings.limits())
    make_code = MakeCodeAnew(lists, stores.objections, stores.objections.codes, making)
    verify = VerifyObjection(lists, stores.objections, stores.objections.codes, rules)
    heard_by = handlers(
        OpenCase(cases, stores.twins, rules),
        HearSubmission(stores.cohorts, rules),
        HearStaging(cases, rules),
        HearSupplement(cases, stores.twins, rules),
        Withdraw(cases, lists, sheets, rules),
        HearDelivery(cases, rules),
        HearBounce(cases, rules),
        HearService(cases, rules),
        HearRevocationDelivery(stores.recognitions, rules),
        stores.enterprises,
        clock,
    )
    service.probe("clocks", clocks_of(cases.journal.collection, rules, clock))
    service.probe("deemed acceptance", deemed_acceptance_of(cases.journal.collection, rules, clock))
    pages = list_pages(Site.of(settings))
    read_sheet = SheetReader(sheet_limits(settings))
    app = create_app(
        title="Laurel review",
        description="From formal review to the announced list.",
        routers=[
            reference_routes("review", Site.of(settings)),
            *case_routers(service, rules, stores, jobs.wake, read_sheet),
            *meeting_routers(service, rules, stores, jobs.wake, PdfMaker(settings.fonts)),
            *activity_routers(service, rules, stores),
            *cohort_routers(service, rules, stores),
            *list_routers(service, rules, stores, jobs.wake),
            *register_routers(service, rules, stores, settings),
            *objection_routers(service, rules, stores, object_to, verify, make_code),
            *page_routes(pages, service, rules, stores, object_to, verify, make_code),
        ],
        tokens=service.tokens,
        health=service.health,
        scrape=service.scrape,
        lifespan=service.lifespan(
            handlers=heard_by,
            work={
                "clocks": clocks.run,
                "jobs": jobs.run,
                "codes": codes.run,
                "sheets": read_sheet.stay,
                "abandoned": partial(keep_ending_abandoned, service.database),
            },
        ),
        words={**CONSTRUCTION_WORDS, **WORDS},
        in_chinese=IN_CHINESE,
    )
    app.add_middleware(Arrival, clock=clock)
    pages_for_browsers(app, pages)
    return app


def case_routers(
    service: Service, rules: Rules, stores: Stores, wake: Wake, read_sheet: SheetReader
) -> list[APIRouter]:
    """What officials read of cases, and do in the stages of their path."""
    clock, programmes = service.clock, rules.programmes
    cases, lists = stores.cases, stores.lists
    read_case = ReadCase(cases, rules)
    review = ReviewFormally(cases, lists, stores.enterprises, rules)
    hand_in = HandInSheet(cases, stores.sheets, rules, wake)
    read_rankable = ReadRankable(stores.queues, programmes)
    correct = Correct(cases, stores.corrections, stores.meetings, rules)
    return [
        case_routes(ReadQueue(stores.queues, rules), read_case, clock),
        correction_routes(correct, read_case, programmes, clock),
        reason_routes(programmes, clock),
        twin_routes(SettleTwin(cases, stores.twins, lists, rules), read_case, programmes, clock),
        formal_review_routes(review, read_case, programmes, clock),
        recommendation_routes(hand_in, read_rankable, read_sheet, programmes, clock),
        decision_routes(
            Decide(cases, lists, rules), AnswerByLetter(cases, lists, rules), programmes, clock
        ),
        construction_routes(OwnCase(cases, lists, rules), clock),
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


def activity_routers(service: Service, rules: Rules, stores: Stores) -> list[APIRouter]:
    """What those do who hold activities, and what everybody reads of them."""
    activities, attendances = stores.activities, stores.attendances
    read = ReadActivities(activities, attendances, rules)
    acts = ActivityActs(
        PlanActivity(activities, rules),
        RecordAttendance(activities, attendances, stores.cases, rules),
        read,
    )
    return [public_activity_routes(read), activity_routes(acts, service.clock)]


def cohort_routers(service: Service, rules: Rules, stores: Stores) -> list[APIRouter]:
    """Who is called to re-evaluation, and what becomes of the calls."""
    cohorts, read = stores.cohorts, ReadCohort(stores.cohorts, rules)
    acts = CohortActs(
        OpenCohort(cohorts, stores.recognitions, rules), MarkMerged(cohorts, rules), read
    )
    return [public_cohort_routes(read), cohort_routes(acts, rules.programmes, service.clock)]


def list_routers(service: Service, rules: Rules, stores: Stores, wake: Wake) -> list[APIRouter]:
    """What officials do with lists, and what everybody reads of them."""
    clock, programmes = service.clock, rules.programmes
    lists, read = stores.lists, ReadPublicList(stores.lists, rules)
    correct = CorrectList(lists, stores.cases, rules, wake)
    return [
        list_routes(
            ListActs(
                FreezeList(lists, rules, wake),
                UnfreezeList(lists, rules, wake),
                OpenNotice(lists, rules, wake),
                AnnounceList(lists, stores.objections, rules, wake),
            ),
            programmes,
            clock,
        ),
        list_correction_routes(correct, programmes, clock),
        public_list_routes(read),
        public_correction_routes(read),
    ]


def objection_routers(
    service: Service,
    rules: Rules,
    stores: Stores,
    object_to: ObjectToEntry,
    verify: VerifyObjection,
    make_code: MakeCodeAnew,
) -> list[APIRouter]:
    """What anybody does to object, and offices with objections."""
    lists, objections = stores.lists, stores.objections
    read = ReadObjections(lists, objections, stores.cases, objections.codes, rules)
    return [
        objection_routes(
            object_to,
            EnterObjection(lists, objections, rules),
            DecideObjection(lists, objections, stores.cases, rules),
            DismissObjections(lists, objections, stores.cases, rules),
            read,
            ServeObjection(lists, objections, stores.cases, rules),
            AnswerObjection(objections, stores.cases),
            rules.programmes,
            service.clock,
        ),
        contact_routes(verify, make_code, read, rules.programmes, service.clock),
    ]


def statements_of(settings: Settings) -> Statements | None:
    """What signs the worth of certificates, if there is a key for it; raises WrongKey."""
    return None if settings.status_key is None else Statements.from_file(settings.status_key)


def sheet_limits(settings: Settings) -> Limits:
    """What reading a sheet may take, be it an office's or one of the register."""
    return Limits(within=settings.sheet_within, memory=settings.sheet_memory)


def register_routers(
    service: Service, rules: Rules, stores: Stores, settings: Settings
) -> list[APIRouter]:
    """What everybody reads of the register, and what officials do with it."""
    clock, recognitions = service.clock, stores.recognitions
    verify = Verify(recognitions, rules)
    printing = PrintCertificate(
        verify,
        PdfMaker(settings.fonts),
        qr_code,
        None if settings.seal is None else Seal.from_file(settings.seal),
        (settings.verify_url or settings.review_url).rstrip("/"),
    )
    return [
        public_register_routes(ReadRegister(recognitions, rules), clock),
        verification_routes(verify, statements_of(settings), clock),
        paper_routes(printing, rules.programmes, clock),
        certificate_routes(
            Certify(recognitions, stores.activities, rules), rules.programmes, clock
        ),
        revocation_routes(Revoke(recognitions, rules), rules.programmes, clock),
        standing_routes(Suspend(recognitions, rules), rules.programmes, clock),
        register_routes(
            RenameHolder(recognitions, rules),
            EnterEarlier(recognitions, rules),
            RegisterReader(sheet_limits(settings)),
            rules.programmes,
            clock,
        ),
    ]


def page_routes(
    pages: Pages,
    service: Service,
    rules: Rules,
    stores: Stores,
    object_to: ObjectToEntry,
    verify: VerifyObjection,
    make_code: MakeCodeAnew,
) -> list[APIRouter]:
    """What people read in a browser."""
    clock, read = service.clock, ReadPublicList(stores.lists, rules)
    return [
        list_page_routes(pages, read, rules, clock),
        certificate_page_routes(pages, Verify(stores.recognitions, rules), clock),
        activity_page_routes(pages, ReadActivities(stores.activities, stores.attendances, rules)),
        objection_page_routes(pages, object_to, verify, make_code, read, stores.objections, clock),
    ]
