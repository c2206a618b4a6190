"""The composition root of the statistics: settings → stores → fold, use cases → routes → app."""

from datetime import timedelta

from fastapi import FastAPI

from services.stats.api import documents, external_figures, rounds, snapshots, stream
from services.stats.api.pages import BoardFragments, board_pages, board_routes, document_routes
from services.stats.api.words import IN_CHINESE, WORDS
from services.stats.consumers.certificates import certificate_handlers
from services.stats.consumers.ends import StreamEnds
from services.stats.consumers.member import Member
from services.stats.consumers.table import handlers
from services.stats.domain.withdrawals import withdrawals
from services.stats.settings import Settings
from services.stats.store.activities import MongoActivities
from services.stats.store.certificates import MongoCertificates
from services.stats.store.checkpoints import MongoCheckpoints
from services.stats.store.external_figures import MongoExternalFigures
from services.stats.store.indicators import MongoIndicators
from services.stats.store.public_records import MongoPublicRecords
from services.stats.store.rows import MongoRows
from services.stats.store.snapshots import MongoSnapshots
from services.stats.store.tallies import MongoTallies
from services.stats.usecases.answer_questions import AnswerQuestions
from services.stats.usecases.enter_figure import EnterFigure
from services.stats.usecases.read_board import ReadBoard
from services.stats.usecases.read_cells import ReadCells
from services.stats.usecases.read_document import ReadDocument
from services.stats.usecases.read_known import ReadKnown
from services.stats.usecases.read_series import ReadSeries
from services.stats.usecases.read_snapshots import ReadSnapshots
from services.stats.usecases.take_snapshots import TakeSnapshots
from services.stats.usecases.watch_board import WatchBoard
from shared.http.app import create_app
from shared.leased import LeasedWork
from shared.metrics.gauges import lag
from shared.pages import Site, pages_for_browsers
from shared.pages.reference import reference_routes
from shared.programmes import Programmes
from shared.programmes.printed import Documents
from shared.service import Service, opened, read_settings

SNAPSHOTS_EVERY = timedelta(seconds=1)


def fold_group(topic_prefix: str) -> str:
    """The consumer group that folds; also names its state."""
    return f"{topic_prefix}.stats.fold"


async def compose(service: Service, settings: Settings) -> FastAPI:
    """The app over this service's database; creates the indexes."""
    group = fold_group(settings.topic_prefix)
    programmes = Programmes.from_directory(settings.programmes)
    printed = Documents.from_directory(settings.programmes)
    calendar = settings.days()
    checkpoints = MongoCheckpoints(service.database, group, withdrawals(programmes))
    tallies = MongoTallies(service.database, group)
    rows = MongoRows(service.database, group)
    external = MongoExternalFigures(service.database)
    records = MongoPublicRecords(service.database)
    kept = MongoSnapshots(service.database)
    activities = MongoActivities(service.database)
    certificates = MongoCertificates(service.database)
    indicators = MongoIndicators(service.database)
    await checkpoints.prepare()
    await external.prepare()
    await kept.prepare()
    await activities.prepare()
    await certificates.prepare()
    await indicators.prepare()
    member = Member(
        service.cluster, settings.topic_prefix, group, checkpoints, service.dead_letters
    )
    service.watch("fold", member.wrong)
    service.probe("fold", lag(member.subscription))
    answer = AnswerQuestions(tallies, rows)
    read = ReadKnown(
        programmes, tallies, external, records, answer, activities, certificates, indicators
    )
    board = ReadBoard(read, calendar)
    document = ReadDocument(printed, read)
    read_snapshots = ReadSnapshots(programmes, kept)
    ends = StreamEnds(member.subscription, settings.topic_prefix)
    taking = LeasedWork(
        "snapshots",
        service.database,
        service.clock,
        SNAPSHOTS_EVERY,
        [TakeSnapshots(kept, read, tallies, ends)],
    )
    templates = board_pages(Site.of(settings))
    app = create_app(
        title="Laurel statistics",
        description="Live figures of every round, each with its base.",
        routers=[
            reference_routes("stats", Site.of(settings)),
            rounds.routes(
                board,
                ReadCells(programmes, tallies, answer),
                ReadSeries(programmes, tallies, calendar),
                tallies,
                service.clock,
            ),
            stream.routes(
                WatchBoard(board, service.clock, BoardFragments(templates)), service.stopping
            ),
            snapshots.routes(read_snapshots),
            external_figures.routes(EnterFigure(programmes, external), service.clock),
            documents.routes(printed, document, service.clock),
            board_routes(templates, board, programmes, service.clock, printed),
            document_routes(templates, document, read_snapshots, service.clock),
        ],
        tokens=service.tokens,
        health=service.health,
        scrape=service.scrape,
        lifespan=service.lifespan(
            handlers={
                **handlers(records, kept, activities, indicators, taking.wake),
                **certificate_handlers(certificates),
            },
            work={"fold": member.run, "snapshots": taking.run},
        ),
        words=WORDS,
        in_chinese=IN_CHINESE,
    )
    pages_for_browsers(app, templates)
    return app


async def main() -> None:
    """Runs until SIGTERM."""
    settings = read_settings(Settings)
    async with opened("stats", settings) as service:
        await service.serve(await compose(service, settings))
