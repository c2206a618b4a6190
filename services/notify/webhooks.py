"""Puts together what agencies subscribe to, and what sends outcomes to their receivers."""

import secrets
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

from services.notify.api.agencies.deliveries import delivery_routes
from services.notify.api.agencies.feed import Feed
from services.notify.api.agencies.own_feed import own_feed_routes
from services.notify.api.agencies.subscriptions import SubscriptionUses, subscription_routes
from services.notify.ports import Mailer
from services.notify.senders.agencies.courier import Courier
from services.notify.senders.agencies.dispatcher import Dispatcher
from services.notify.senders.agencies.keeping import SecretKeeper
from services.notify.senders.agencies.measured import receivers_that_fail, undelivered
from services.notify.senders.agencies.network import GuardedNetwork, Names
from services.notify.senders.agencies.receiver_letters import ReceiverLetters
from services.notify.senders.agencies.recent import RecentOutcomes
from services.notify.senders.agencies.telling import LEASE_LASTS, Telling
from services.notify.senders.agencies.watching import Watching
from services.notify.settings import Settings
from services.notify.store.agencies import deliveries, progress, subscriptions
from services.notify.store.agencies.deliveries import MongoDeliveries
from services.notify.store.agencies.outcomes import MongoOutcomes
from services.notify.store.agencies.progress import MongoProgress
from services.notify.store.agencies.subscriptions import MongoSubscriptions
from services.notify.usecases.agencies.change_subscription import ChangeSubscription
from services.notify.usecases.agencies.give_login import GiveLogin
from services.notify.usecases.agencies.move_receiver import MoveReceiver
from services.notify.usecases.agencies.prove_receiver import ProveReceiver
from services.notify.usecases.agencies.read_outcomes import ReadOutcomes
from services.notify.usecases.agencies.read_own_feed import ReadOwnFeed
from services.notify.usecases.agencies.reconcile_outcomes import ReconcileOutcomes
from services.notify.usecases.agencies.replace_secret import ReplaceSecret
from services.notify.usecases.agencies.send_anew import SendAnew
from services.notify.usecases.agencies.subscribe import Subscribe
from services.notify.usecases.agencies.tell_agency import TellAgency
from services.notify.usecases.agencies.try_receiver import TryReceiver
from shared.contracts.outcomes import TOPIC
from shared.journal.lease import Lease
from shared.looping import Wake
from shared.messaging.groups import Groups
from shared.service import Service

Work = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Webhooks:
    """The routes, and the work that runs beside them."""

    routes: tuple[APIRouter, ...]
    work: Mapping[str, Work]


def webhooks(
    service: Service,
    settings: Settings,
    outcomes: MongoOutcomes,
    feed: Feed,
    mailer: Mailer,
    wake: Wake,
) -> Webhooks:
    """All of it; `wake` is called at each new outcome."""
    database, clock = service.database, service.clock
    keeper, reach = SecretKeeper.from_file(settings.webhook_key), settings.reach()
    known = MongoSubscriptions(service.journal(subscriptions.COLLECTION))
    far = MongoProgress(database[progress.COLLECTION], database[progress.PROCESSES])
    sent = MongoDeliveries(database[deliveries.COLLECTION])
    names, recent, read = Names(), RecentOutcomes(outcomes), ReadOutcomes(outcomes)
    courier = Courier(
        GuardedNetwork(reach, names),
        settings.receivers_tls(),
        keeper,
        within=settings.webhook_seconds,
    )
    watching = Watching(known, far, clock)
    dispatcher = Dispatcher(known, recent, far, sent, courier, watching, wake)
    send_anew = SendAnew(known, far, sent, read, wake)
    uses = SubscriptionUses(
        known,
        far,
        outcomes,
        read,
        Subscribe(known, far, outcomes, keeper, reach),
        ChangeSubscription(known, wake),
        ProveReceiver(known, far, courier, secrets.token_urlsafe, wake),
        ReplaceSecret(known, keeper, wake),
        send_anew,
        MoveReceiver(known, reach),
        GiveLogin(known),
        Groups(service.cluster, f"{settings.topic_prefix}.{TOPIC}"),
    )
    service.probe("failing receivers", receivers_that_fail(known, far))
    service.probe("undelivered", undelivered(known, far, sent, outcomes))

    telling = Telling(
        known,
        TellAgency(known, far, ReceiverLetters(), mailer),
        Lease(database["leases"], "mails to agencies", LEASE_LASTS),
        clock,
    )

    async def send() -> None:
        await known.prepare()
        try:
            await dispatcher.run()
        finally:
            names.close()

    return Webhooks(
        routes=(
            subscription_routes(uses, clock),
            own_feed_routes(
                ReadOwnFeed(known, far, outcomes), ReconcileOutcomes(outcomes, feed.read), feed
            ),
            delivery_routes(
                known,
                sent,
                outcomes,
                send_anew,
                TryReceiver(known, far, courier, secrets.token_hex),
            ),
        ),
        work={
            "webhooks": send,
            "webhook leases": dispatcher.keep_claims,
            "mails to agencies": telling.run,
        },
    )
