"""Creates the indexes of every service, so that replicas that start together find them there."""

from collections.abc import Awaitable, Callable, Mapping

from deploy.journals import JOURNALS
from deploy.servers import Servers
from services.intake.store.applications import MongoApplications
from services.intake.store.files import GridFiles
from services.notify.store import unclear_mails
from services.notify.store.correspondences import MongoCorrespondences
from services.review.store.activities.activities import MongoActivities
from services.review.store.activities.attendances import MongoAttendances
from services.review.store.case.cases import MongoCases
from services.review.store.cohorts.cohorts import MongoCohorts
from services.review.store.lists.lists import MongoLists
from services.review.store.lists.objections import MongoObjections
from services.review.store.meetings.meetings import MongoMeetings
from services.review.store.recognition.recognitions import MongoRecognitions
from services.review.store.stages.recommendation.sheets import MongoSheets
from services.stats.main import fold_group
from services.stats.store.activities import MongoActivities as KnownActivities
from services.stats.store.certificates import MongoCertificates
from services.stats.store.checkpoints import MongoCheckpoints
from services.stats.store.external_figures import MongoExternalFigures
from services.stats.store.indicators import MongoIndicators
from services.stats.store.snapshots import MongoSnapshots
from shared.journal import Journal
from shared.messaging.parked import Parking
from shared.mongo import Database, connect
from shared.programmes import Programmes

Prepare = Callable[[Database, str], Awaitable[None]]


async def create_indexes(servers: Servers) -> int:
    """Creates what is missing; how many collections have indexes of their own then."""
    prepared = 0
    for service, prepare in PREPARE.items():
        async with connect(servers.mongo, servers.database(service)) as database:
            await prepare(database, servers.topic_prefix)
            for place in JOURNALS:
                if place.service == service:
                    await database[place.collection].create_index("unsent", sparse=True)
            await Parking(database["parked"]).prepare()
            prepared += len(await database.list_collection_names())
    return prepared


def _journal(database: Database, service: str, collection: str) -> Journal:
    return Journal(database[collection], service, lambda _: None)


async def _intake(database: Database, _: str) -> None:
    journal = _journal(database, "intake", "applications")
    await MongoApplications(journal, Programmes(())).prepare()
    await GridFiles(database).prepare()


async def _review(database: Database, _: str) -> None:
    cases = MongoCases(_journal(database, "review", "cases"))
    lists = MongoLists(database, _journal(database, "review", "lists"), cases)
    meetings = MongoMeetings(database, _journal(database, "review", "meetings"))
    objections = MongoObjections(database, lists, cases)
    register = MongoRecognitions(database, _journal(database, "review", "recognitions"), cases)
    activities = MongoActivities(_journal(database, "review", "activities"))
    attendances = MongoAttendances(_journal(database, "review", "attendances"))
    cohorts = MongoCohorts(
        database,
        _journal(database, "review", "cohorts"),
        _journal(database, "review", "cohort_members"),
    )
    others = (meetings, register, activities, attendances, cohorts)
    for store in (cases, lists, MongoSheets(database), objections, *others):
        await store.prepare()


async def _notify(database: Database, _: str) -> None:
    await MongoCorrespondences(_journal(database, "notify", "correspondences")).prepare()
    await unclear_mails.MongoUnclearMails(database[unclear_mails.COLLECTION]).prepare()


async def _stats(database: Database, topic_prefix: str) -> None:
    await MongoCheckpoints(database, fold_group(topic_prefix)).prepare()
    await MongoExternalFigures(database).prepare()
    await MongoSnapshots(database).prepare()
    await KnownActivities(database).prepare()
    await MongoCertificates(database).prepare()
    await MongoIndicators(database).prepare()


PREPARE: Mapping[str, Prepare] = {
    "intake": _intake,
    "review": _review,
    "notify": _notify,
    "stats": _stats,
}
