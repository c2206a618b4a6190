"""Subscriptions of agencies: made, proven, changed, paused, ended."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, status

from services.notify.api.agencies.subscription_schemas import (
    AddressIn,
    ContactIn,
    CursorIn,
    HowFar,
    LoginIn,
    NewSecretIn,
    ReasonIn,
    SubscriptionDetail,
    SubscriptionIn,
    SubscriptionsAnswer,
    SubscriptionWithSecret,
    WantedIn,
)
from services.notify.domain.agencies.cursor import BEGINNING, Cursor
from services.notify.domain.agencies.subscription import Act, Did, Side, State, Subscription
from services.notify.ports import Outcomes
from services.notify.ports.agencies.subscriptions import Groups, Progress, Subscriptions
from services.notify.usecases.agencies.change_subscription import ChangeSubscription, Reader
from services.notify.usecases.agencies.give_login import GiveLogin
from services.notify.usecases.agencies.move_receiver import MoveReceiver
from services.notify.usecases.agencies.prove_receiver import ProveReceiver
from services.notify.usecases.agencies.read_outcomes import ReadOutcomes
from services.notify.usecases.agencies.replace_secret import ReplaceSecret
from services.notify.usecases.agencies.send_anew import SendAnew
from services.notify.usecases.agencies.subscribe import Subscribe, Wish
from shared.clock import Clock
from shared.http.auth import Caller, allow
from shared.http.documented import refusals

Agency = Annotated[Caller, Depends(allow("agency"))]
Operator = Annotated[Caller, Depends(allow("operator"))]
EitherSide = Annotated[Caller, Depends(allow("agency", "operator"))]

BEGIN = "beginning"


@dataclass(frozen=True)
class SubscriptionUses:
    """What can be done to subscriptions."""

    subscriptions: Subscriptions
    progress: Progress
    outcomes: Outcomes
    read: ReadOutcomes
    subscribe: Subscribe
    change: ChangeSubscription
    prove: ProveReceiver
    replace_secret: ReplaceSecret
    send_anew: SendAnew
    move: MoveReceiver
    give_login: GiveLogin
    groups: Groups


def owner_of(caller: Caller) -> str:
    """The agency of an account: its office, or else the account itself."""
    return caller.office or caller.subject


def side_of(caller: Caller) -> Side:
    """For whom an account acts; an operator's that is an agency's too acts as the operator."""
    return "operator" if "operator" in caller.roles else "agency"


def reader_of(caller: Caller) -> Reader:
    """Who asks, and whose subscriptions there are for it."""
    owner = None if side_of(caller) == "operator" else owner_of(caller)
    return Reader(caller.subject, owner)


def cursor_in(text: str, field: str) -> Cursor:
    """The cursor in a text, or before everything. Raises Rejected, naming the field."""
    return BEGINNING if text == BEGIN else Cursor.read(text, field)


def subscription_routes(uses: SubscriptionUses, clock: Clock) -> APIRouter:
    """`/notify/v1/subscriptions`: what agencies are sent, and where."""
    router = APIRouter(prefix="/notify/v1/subscriptions", tags=["subscriptions"])

    async def how_far(subscription: Subscription) -> HowFar:
        stands, last = await uses.progress.of(subscription.id), await uses.outcomes.last()
        group = subscription.group
        return HowFar(stands, last, None if group is None else await uses.groups.behind(group))

    async def detail(subscription: Subscription) -> SubscriptionDetail:
        return SubscriptionDetail.at(subscription, await how_far(subscription))

    async def with_secret(subscription: Subscription, secret: str | None) -> SubscriptionWithSecret:
        return SubscriptionWithSecret.showing(secret, subscription, await how_far(subscription))

    def act(did: Did, caller: Caller, reason: str | None = None) -> Act:
        side = side_of(caller)
        return Act(did=did, by=caller.subject, side=side, at=clock.now(), reason=reason)

    @router.post(
        "",
        summary="Subscribe to outcomes: which ones, and by which way",
        status_code=status.HTTP_201_CREATED,
        responses=refusals("too-many-subscriptions", "foreign-cursor"),
    )
    async def make_subscription(body: SubscriptionIn, caller: Agency) -> SubscriptionWithSecret:
        """The answer shows the secret of a webhook, once. Nothing is sent before the receiver has
        answered a challenge: give it the secret, then ask for one. A feed may be read at once. For
        Kafka an operator gives you a login.
        """
        after = None if body.after is None else cursor_in(body.after, "after")
        if after is not None:
            await uses.read.check(after, "after")
        wish = Wish(
            owner=owner_of(caller),
            by=caller.subject,
            name=body.name,
            kind=body.kind,
            url=body.url,
            wanted=body.filter.read("filter"),
            with_key="v1a" in body.schemes,
            mail_to=None if body.contact is None else body.contact.read(),
            begins_behind=None if after is None else after.position,
        )
        return await with_secret(*await uses.subscribe(wish, at=clock.now()))

    @router.get("", summary="Your subscriptions, the newest first; for an operator those of all")
    async def list_subscriptions(
        caller: EitherSide,
        state: Annotated[
            State | None, Query(description="Only those in this state.", examples=["active"])
        ] = None,
        cursor: Annotated[
            str | None, Query(max_length=200, description="`next` of the page before")
        ] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> SubscriptionsAnswer:
        """Those that have ended stay on the list. Follow `next` until it is null."""
        owner = reader_of(caller).owner
        page = await uses.subscriptions.page(owner=owner, state=state, after=cursor, limit=limit)
        return SubscriptionsAnswer.of(page)

    @router.get(
        "/{subscription}",
        summary="A subscription: how far it is, and what was done to it",
        responses=refusals("not-found"),
    )
    async def read_subscription(subscription: str, caller: EitherSide) -> SubscriptionDetail:
        """What fails is told here before the subscription is disabled for it."""
        found = await uses.subscriptions.get(subscription)
        return await detail(reader_of(caller).check(found))

    @router.post(
        "/{subscription}/challenge",
        summary="Have the receiver prove that it is meant; from then on it is sent to",
        responses=refusals(
            "not-found", "subscription-state", "receiver-not-proven", "message-just-sent"
        ),
    )
    async def prove_receiver(subscription: str, caller: EitherSide) -> SubscriptionDetail:
        """A message of type `laurel.subscription.challenge.v1` is sent, signed like any other. The
        receiver has to answer 2xx, with the text in `data.challenge` in its body. One that was
        disabled goes on where it stopped. Where another address is wanted, that one is asked.
        """
        found = await uses.prove(
            reader_of(caller),
            subscription,
            side=side_of(caller),
            at=clock.now(),
            real=datetime.now(UTC),
        )
        return await detail(found)

    @router.put(
        "/{subscription}/url",
        summary="Be sent to at another address, once that has answered a challenge",
        responses=refusals("not-found", "subscription-state"),
    )
    async def move_receiver(
        subscription: str, body: AddressIn, caller: Agency
    ) -> SubscriptionDetail:
        """Ask for a challenge next. Until it is answered the present address is sent to; naming
        that one again changes your mind. The secret stays the same.
        """
        reader = Reader(caller.subject, owner_of(caller))
        found = await uses.move(reader, subscription, body.url, side="agency", at=clock.now())
        return await detail(found)

    @router.put(
        "/{subscription}/contact",
        summary="Say whom to tell by mail that the receiver fails",
        responses=refusals("not-found", "subscription-state"),
    )
    async def change_contact(
        subscription: str, body: ContactIn, caller: EitherSide
    ) -> SubscriptionDetail:
        """A mail comes once the receiver has taken nothing for a day, and when it is given up."""
        mail_to, did = body.read(), act("contact_changed", caller)
        return await detail(
            await uses.change(
                reader_of(caller), subscription, lambda it: it.reached_at(mail_to, did), at=did.at
            )
        )

    @router.put(
        "/{subscription}/login",
        summary="Say by which login an agency reads the topic",
        responses=refusals("not-found", "subscription-state"),
    )
    async def give_login(subscription: str, body: LoginIn, caller: Operator) -> SubscriptionDetail:
        """For a subscription of the kind kafka, which is active from then on. Rights in Kafka are
        made beside this: `laurel subscription recipe` prints how.
        """
        return await detail(
            await uses.give_login(subscription, body.login, account=caller.subject, at=clock.now())
        )

    @router.put(
        "/{subscription}/filter",
        summary="Change which outcomes are sent, from the next one on",
        responses=refusals("not-found", "subscription-state"),
    )
    async def change_filter(
        subscription: str, body: WantedIn, caller: EitherSide
    ) -> SubscriptionDetail:
        """What was passed over before is not sent for it; have it sent anew from a cursor."""
        wanted, did = body.read(""), act("filter_changed", caller)
        return await detail(
            await uses.change(
                reader_of(caller), subscription, lambda it: it.wanting(wanted, did), at=did.at
            )
        )

    @router.put(
        "/{subscription}/pause",
        summary="Pause: nothing is sent until it is resumed",
        responses=refusals("not-found", "subscription-state"),
    )
    async def pause_subscription(
        subscription: str, body: ReasonIn, caller: EitherSide
    ) -> SubscriptionDetail:
        """What comes meanwhile is sent then. What an operator pauses only an operator resumes."""
        did = act("paused", caller, body.reason)
        return await detail(
            await uses.change(reader_of(caller), subscription, lambda it: it.paused(did), at=did.at)
        )

    @router.put(
        "/{subscription}/resumption",
        summary="Resume: it goes on where it stopped",
        responses=refusals("not-found", "subscription-state"),
    )
    async def resume_subscription(
        subscription: str, body: ReasonIn, caller: EitherSide
    ) -> SubscriptionDetail:
        """For one that was paused; one that was disabled needs a challenge."""
        did = act("resumed", caller, body.reason)
        return await detail(
            await uses.change(
                reader_of(caller), subscription, lambda it: it.resumed(did), at=did.at
            )
        )

    @router.put(
        "/{subscription}/end",
        summary="End a subscription, for good",
        responses=refusals("not-found"),
    )
    async def end_subscription(
        subscription: str, body: ReasonIn, caller: EitherSide
    ) -> SubscriptionDetail:
        """Repeating it changes nothing."""
        did = act("ended", caller, body.reason)
        return await detail(
            await uses.change(reader_of(caller), subscription, lambda it: it.ended(did), at=did.at)
        )

    @router.post(
        "/{subscription}/secret",
        summary="Get a new secret; the former one signs too for a while",
        responses=refusals("not-found", "subscription-state"),
    )
    async def replace_secret(
        subscription: str, body: NewSecretIn, caller: Agency
    ) -> SubscriptionWithSecret:
        """While both sign, a message has two signatures, and either verifies it. The answer shows
        the new secret, once.
        """
        reader = Reader(caller.subject, owner_of(caller))
        return await with_secret(
            *await uses.replace_secret(
                reader,
                subscription,
                body.overlap,
                side="agency",
                at=clock.now(),
                real=datetime.now(UTC),
            )
        )

    @router.put(
        "/{subscription}/position",
        summary="Have it go on behind a cursor: sent anew, or read up to there",
        responses=refusals("not-found", "subscription-state", "foreign-cursor"),
    )
    async def send_anew_behind(
        subscription: str, body: CursorIn, caller: EitherSide
    ) -> SubscriptionDetail:
        """What is behind the cursor is sent anew to a webhook, each message with the id that it
        had, so that you know what you have. Whoever reads a feed says so that it has dealt with
        everything up to the cursor.
        """
        cursor = cursor_in(body.after, "after")
        found = await uses.send_anew.behind(
            reader_of(caller), subscription, cursor, side=side_of(caller), at=clock.now()
        )
        return await detail(found)

    return router
