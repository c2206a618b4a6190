"""Puts notify together; the one module that knows all of its parts."""

import random
from datetime import timedelta
from functools import partial

from fastapi import FastAPI

from services.notify.api.agencies.feed import Feed, feed_routes
from services.notify.api.agencies.limits import Rates, Waiting
from services.notify.api.agencies.reconciliation import reconciliation_routes
from services.notify.api.bounces import bounce_routes
from services.notify.api.inbox import inbox_routes
from services.notify.api.oversight import oversight_routes
from services.notify.api.serving import serving_routes
from services.notify.api.unclear_mails import unclear_mail_routes
from services.notify.api.words import IN_CHINESE, WORDS
from services.notify.consumers.agencies.outcomes import outcome_handlers, outcomes_in_bulk
from services.notify.consumers.table import handlers
from services.notify.domain.application import Application
from services.notify.senders.bounce_mailbox import LEASE_LASTS, BounceMailbox
from services.notify.senders.delivery import Delivery
from services.notify.senders.letters import TemplateLetters
from services.notify.senders.mail_server import MailServerState
from services.notify.senders.measured import (
    mailbox_outage,
    mailbox_unreachable,
    outage,
    unclear_mails,
    unreachable,
)
from services.notify.senders.mime import Sender
from services.notify.senders.pool import Pool
from services.notify.senders.providers import Providers
from services.notify.senders.reminders import Reminders
from services.notify.senders.smtp import SmtpMailer
from services.notify.settings import Settings
from services.notify.store import read_positions
from services.notify.store import unclear_mails as mails_to_settle
from services.notify.store.agencies import outcomes as ledger
from services.notify.store.agencies.newest import Newest
from services.notify.store.agencies.outcomes import MongoOutcomes
from services.notify.store.contacts import MongoContacts
from services.notify.store.correspondences import MongoCorrespondences
from services.notify.store.failed_deliveries import MongoFailedDeliveries
from services.notify.store.inbox import MongoInbox
from services.notify.store.progress import MongoProgress
from services.notify.store.queue import DeliveryQueue
from services.notify.store.read_positions import MongoReadPositions
from services.notify.store.unclear_mails import MongoUnclearMails
from services.notify.usecases.agencies.keep_outcomes import KeepOutcomes
from services.notify.usecases.agencies.read_outcomes import ReadOutcomes
from services.notify.usecases.agencies.reconcile_outcomes import ReconcileOutcomes
from services.notify.usecases.confirm_receipt import ConfirmReceipt
from services.notify.usecases.deliver_notice import DeliverNotice
from services.notify.usecases.hear_bounce import HearBounce
from services.notify.usecases.keep_unclear_mail import KeepUnclearMail
from services.notify.usecases.read_notices import ReadNotices
from services.notify.usecases.remember_contact import RememberContact
from services.notify.usecases.remind import Remind
from services.notify.usecases.resend_notice import ResendNotice
from services.notify.usecases.serve_notice import ServeNotice
from services.notify.usecases.settle_mail import SettleMail
from services.notify.usecases.show_due_date import ShowDueDate
from services.notify.usecases.take_back import TakeBack
from services.notify.usecases.take_note import TakeNote
from services.notify.usecases.withdraw_due_date import WithdrawDueDate
from services.notify.usecases.write_notice import WriteNotice
from services.notify.webhooks import webhooks
from shared.http.app import create_app
from shared.journal.lease import Lease
from shared.looping import Wake
from shared.pages import Site
from shared.pages.reference import reference_routes
from shared.programmes import Programmes
from shared.service import Service, opened, read_settings


async def main() -> None:
    """Runs notify until SIGTERM."""
    settings = read_settings(Settings)
    async with opened("notify", settings) as service:
        await service.serve(compose(service, settings))


def compose(service: Service, settings: Settings) -> FastAPI:
    """The whole service on its stores and its mail server."""
    clock, programmes = service.clock, Programmes.from_directory(settings.programmes)
    journal = service.journal("correspondences")
    correspondences = MongoCorrespondences(journal)
    contacts = MongoContacts(service.database["contacts"])
    letters = TemplateLetters(settings.portal, partial(_session, programmes))
    wake, mail_server = Wake(), MailServerState()
    pool = Pool(settings.mail_server())

    mailer = SmtpMailer(pool, Sender(settings.mail_from))
    deliver = DeliverNotice(
        correspondences=correspondences,
        contacts=contacts,
        letters=letters,
        mailer=mailer,
        clock=clock,
        jitter=lambda: random.uniform(-1, 1),
    )
    queue = DeliveryQueue(journal.collection)
    at_once = settings.mail_at_once
    delivery = Delivery(queue, deliver, mail_server, Providers(), wake, at_once=at_once)
    remind = Remind(correspondences, contacts, letters, wake)
    heard_by = handlers(
        WriteNotice(correspondences, contacts, letters, wake),
        TakeBack(correspondences, contacts, letters, wake),
        ShowDueDate(correspondences),
        WithdrawDueDate(correspondences),
        TakeNote(correspondences),
        RememberContact(contacts, correspondences, letters, wake),
        clock,
        programmes,
    )

    more_outcomes = Wake()
    outcomes = MongoOutcomes(service.database[ledger.COLLECTION], more_outcomes)
    newest = Newest(outcomes.last, more_outcomes)
    read_outcomes, rates = ReadOutcomes(outcomes), Rates()
    keep_outcomes = KeepOutcomes(outcomes)
    more_to_send = Wake()
    newest.wakes(more_to_send)
    feed = Feed(read_outcomes, rates, Waiting(newest, service.stopping))
    hooks = webhooks(service, settings, outcomes, feed, mailer, more_to_send)

    async def deliver_all() -> None:
        await correspondences.prepare()
        await unclear.prepare()
        try:
            await delivery.run()
        finally:
            await pool.close()

    hear_bounce = HearBounce(correspondences, wake)
    unclear = MongoUnclearMails(service.database[mails_to_settle.COLLECTION])
    keep_unclear = KeepUnclearMail(correspondences, hear_bounce, unclear)
    service.probe("unclear mails", unclear_mails(unclear))
    mailbox = _bounce_mailbox(service, settings, hear_bounce, keep_unclear)
    service.probe("mailbox", mailbox_outage(mailbox))
    if mailbox is not None:
        service.warn("mailbox", mailbox_unreachable(mailbox))
    service.probe("mail", outage(mail_server))
    service.warn("mail", unreachable(mail_server))
    return create_app(
        title="Laurel notify",
        description="Notices to enterprises: written once, delivered with proof.",
        routers=[
            reference_routes("notify", Site.of(settings)),
            inbox_routes(
                correspondences,
                MongoInbox(journal.collection),
                ConfirmReceipt(correspondences),
                clock,
            ),
            oversight_routes(
                ReadNotices(correspondences, programmes),
                MongoProgress(journal.collection),
                mail_server,
            ),
            bounce_routes(hear_bounce, keep_unclear, clock),
            unclear_mail_routes(unclear, SettleMail(correspondences, unclear, wake), clock),
            serving_routes(
                MongoFailedDeliveries(journal.collection),
                ServeNotice(correspondences, programmes),
                ResendNotice(correspondences, wake),
                programmes,
                clock,
            ),
            reconciliation_routes(ReconcileOutcomes(outcomes, read_outcomes), rates),
            feed_routes(feed),
            *hooks.routes,
        ],
        tokens=service.tokens,
        health=service.health,
        scrape=service.scrape,
        lifespan=service.lifespan(
            handlers={**heard_by, **outcome_handlers(keep_outcomes)},
            bulk=outcomes_in_bulk(keep_outcomes),
            work={
                "delivery": deliver_all,
                "claims": delivery.keep_claims,
                "newest outcome": newest.run,
                **hooks.work,
                "reminders": Reminders(correspondences, remind, clock).run,
                **({} if mailbox is None else {"bounces": mailbox.run}),
            },
        ),
        words=WORDS,
        in_chinese=IN_CHINESE,
    )


def _bounce_mailbox(
    service: Service, settings: Settings, hear: HearBounce, keep: KeepUnclearMail
) -> BounceMailbox | None:
    """What reads bounces, where a mailbox is named."""
    folder = settings.bounce_folder()
    if folder is None:
        return None
    return BounceMailbox(
        folder,
        settings.reporters(),
        MongoReadPositions(service.database[read_positions.COLLECTION]),
        Lease(service.database["leases"], "bounces", LEASE_LASTS),
        hear,
        keep,
        service.clock,
        every=timedelta(seconds=settings.bounce_imap_every),
    )


def _session(programmes: Programmes, application: Application) -> int | None:
    """Which session the round of an application is, by whatever version knows the round."""
    for programme in programmes:
        if programme.id == application.programme:
            for known in programme.rounds:
                if known.id == application.round:
                    return known.session
    return None
