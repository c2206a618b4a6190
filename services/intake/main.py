"""The composition root of intake: settings → stores → use cases → consumers, routes → app."""

from datetime import UTC, datetime, timedelta
from functools import partial

from fastapi import FastAPI

from services.intake.api.applications import application_routes
from services.intake.api.calls import calls_routes
from services.intake.api.drafts import draft_routes
from services.intake.api.enterprises import enterprise_routes
from services.intake.api.materials import material_routes
from services.intake.api.pre_evaluation import pre_evaluation_routes
from services.intake.api.progress import progress_routes
from services.intake.api.submission import submission_routes
from services.intake.api.supplement import supplement_routes
from services.intake.api.timeline import timeline_routes
from services.intake.api.words import IN_CHINESE, WORDS
from services.intake.consumers.table import bulk_handlers, handlers
from services.intake.settings import Settings
from services.intake.store import (
    applications,
    draft_reminders,
    enterprises,
    numbers,
    pre_evaluations,
    slots,
)
from services.intake.store.applications import MongoApplications
from services.intake.store.draft_reminders import MongoDraftReminders
from services.intake.store.enterprises import MongoEnterprises
from services.intake.store.files import GridFiles
from services.intake.store.numbers import MongoNumbers
from services.intake.store.pre_evaluations import MongoPreEvaluations
from services.intake.store.slots import MongoSlots
from services.intake.usecases.add_materials import AddMaterials
from services.intake.usecases.advise import Advise
from services.intake.usecases.amend_draft import AmendDraft
from services.intake.usecases.ask_for_advice import AskForAdvice
from services.intake.usecases.delete_draft import DeleteDraft
from services.intake.usecases.hand_in_supplement import HandInSupplement
from services.intake.usecases.hear import Hear
from services.intake.usecases.hear_call import HearCall
from services.intake.usecases.inspect_file import InspectFile, inspectors
from services.intake.usecases.open_draft import OpenDraft
from services.intake.usecases.read_application import ReadApplication
from services.intake.usecases.read_enterprise import ReadEnterprise
from services.intake.usecases.read_pre_evaluation import ReadPreEvaluation, ReadPutUp
from services.intake.usecases.read_timeline import ReadTimeline
from services.intake.usecases.register_enterprise import RegisterEnterprise
from services.intake.usecases.remind_of_drafts import RemindOfDrafts
from services.intake.usecases.remove_material import RemoveMaterial
from services.intake.usecases.self_check import SelfCheck
from services.intake.usecases.send_supplement import SendSupplement
from services.intake.usecases.submit import Submit
from services.intake.usecases.sweep_files import SweepFiles
from services.intake.usecases.take_supplements import TakeSupplements
from services.intake.usecases.withdraw import Withdraw
from shared.http.app import create_app
from shared.http.arrival import Arrival
from shared.isolated.call import Limits
from shared.leased import LeasedWork
from shared.logs import logger
from shared.looping import keep_doing
from shared.pages import Site
from shared.pages.reference import reference_routes
from shared.programmes import Programmes
from shared.service import Service, Work, opened, read_settings

SWEEP_EVERY = timedelta(hours=1)
TAKE_EVERY = timedelta(seconds=1)

log = logger("intake")


async def compose(service: Service, settings: Settings) -> FastAPI:
    """The app over this service's database; creates the indexes."""
    database = service.database
    programmes = Programmes.from_directory(settings.programmes)
    apps = MongoApplications(service.journal(applications.COLLECTION), programmes)
    firms = MongoEnterprises(service.journal(enterprises.COLLECTION))
    files = GridFiles(database)
    advice = MongoPreEvaluations(service.journal(pre_evaluations.COLLECTION))
    await apps.prepare()
    await advice.prepare()
    await files.prepare()
    submit = Submit(
        apps,
        firms,
        MongoNumbers(database[numbers.COLLECTION]),
        MongoSlots(database[slots.COLLECTION]),
        programmes,
        advice,
    )
    limits = Limits(within=settings.file_within, memory=settings.file_memory)
    opening = inspectors(limits)
    inspect = InspectFile(opening, limits)
    add, remove = AddMaterials(apps, files, programmes, inspect), RemoveMaterial(apps, files)
    read = ReadApplication(apps, programmes, advice)
    sweep, hear = SweepFiles(apps, files), Hear(apps)
    reminders = MongoDraftReminders(service.journal(draft_reminders.COLLECTION))
    take = TakeSupplements(apps, programmes)
    terms = LeasedWork("terms", database, service.clock, TAKE_EVERY, [take])
    remind = RemindOfDrafts(apps, reminders, firms, programmes)
    calls = LeasedWork("calls", database, service.clock, TAKE_EVERY, [remind])
    app = create_app(
        title="Laurel intake",
        description="Enterprises apply: drafts, materials, submission, supplement, withdrawal.",
        routers=[
            reference_routes("intake", Site.of(settings)),
            # Routes are tried in this order, and submission is what the rush is made of.
            submission_routes(submit, Withdraw(apps)),
            calls_routes(programmes, service.clock),
            enterprise_routes(
                RegisterEnterprise(firms, apps, programmes),
                ReadEnterprise(firms, apps, programmes),
            ),
            draft_routes(
                OpenDraft(apps, firms, programmes),
                AmendDraft(apps, programmes),
                DeleteDraft(apps, files, reminders, advice),
            ),
            application_routes(read, SelfCheck(read, firms), apps, service.clock),
            material_routes(add, remove, read, files, settings.upload_at_most),
            supplement_routes(
                HandInSupplement(apps, files, programmes, inspect),
                SendSupplement(apps, programmes),
                read,
                settings.upload_at_most,
            ),
            pre_evaluation_routes(
                AskForAdvice(apps, advice, programmes),
                Advise(apps, advice, programmes),
                ReadPreEvaluation(read, advice),
                ReadPutUp(apps, advice, programmes),
                service.clock,
            ),
            timeline_routes(ReadTimeline(read, reminders, advice)),
            progress_routes(apps, programmes),
        ],
        tokens=service.tokens,
        health=service.health,
        scrape=service.scrape,
        lifespan=service.lifespan(
            handlers=handlers(hear, HearCall(apps, firms, programmes)),
            bulk=bulk_handlers(hear),
            work={
                "sweep": _hourly(sweep),
                "terms": terms.run,
                "calls": calls.run,
                "inspectors": partial(opening.stay, ready=True),
            },
        ),
        words=WORDS,
        in_chinese=IN_CHINESE,
    )
    app.add_middleware(Arrival, clock=service.clock)
    return app


async def main() -> None:
    """Runs until SIGTERM."""
    settings = read_settings(Settings)
    async with opened("intake", settings) as service:
        await service.serve(await compose(service, settings))


def _hourly(sweep: SweepFiles) -> Work:
    async def once() -> None:
        if removed := await sweep(datetime.now(UTC)):
            log.info("files removed that nothing refers to", files=removed)

    return partial(keep_doing, "unused files", once, SWEEP_EVERY)
