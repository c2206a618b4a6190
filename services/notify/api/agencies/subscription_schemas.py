"""What is taken and answered about subscriptions."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.notify.api.serving_schemas import Words
from services.notify.domain.agencies.facts import PUBLIC
from services.notify.domain.agencies.failing import DISABLED_AFTER
from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.receiver import LONGEST
from services.notify.domain.agencies.subscription import Act, Did, Side, State, Subscription
from services.notify.ports.agencies.subscriptions import Standing, SubscriptionPage
from shared.errors import Rejected, one_of
from shared.http.request_body import RequestBody
from shared.http.sent import IS_NUMBER
from shared.http.words import PROGRAMME
from shared.values import Instant

SUBSCRIPTION = "5d0c3f5b8c2e5f0c9b1d3a7e6f402811"
URL = "https://hooks.tax.example.cn/laurel"
KIND = "laurel.outcome.recognised.v1"
CURSOR = "AAAAAAARhMkjrKCp"
AT, LATER = "2019-09-02T01:30:00Z", "2019-09-07T01:30:00Z"
WEEK = 7 * 24

Value = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Values = Annotated[list[Value], Field(max_length=50)]


class WantedIn(RequestBody):
    """Which outcomes are sent: of each fact one of these values; an empty list asks nothing."""

    programme: Values = Field(default=[], description="Programmes, by id.", examples=[[PROGRAMME]])
    round: Values = Field(
        default=[], description="Rounds, by id within the programme.", examples=[["2019"]]
    )
    district: Values = Field(
        default=[], description="Districts, by id within the programme.", examples=[["pengjiang"]]
    )
    industry: Values = Field(
        default=[],
        description="Industries of GB/T 4754-2017 at any depth: C, 39, 391 or 3912.",
        examples=[["39"]],
    )
    category: Values = Field(
        default=[],
        description="Categories, by id within the programme.",
        examples=[["electronic-information"]],
    )
    outcome: Values = Field(
        default=[],
        description="Outcomes. Of whatever had one of them comes all that follows too, such as its "
        "revocation.",
        examples=[["recognised"]],
    )
    kind: Values = Field(
        default=[],
        description="Kinds of message, by their CloudEvents type.",
        examples=[[KIND]],
    )

    def read(self, field: str) -> Filter:
        """The filter. Raises Rejected for a kind that there is not."""
        if not set(self.kind) <= set(PUBLIC):
            raise Rejected(
                "No message is of this kind, so that nothing would ever come.",
                (one_of(f"{field}.kind" if field else "kind", sorted(PUBLIC)),),
                code="invalid-request",
                zh="没有此种消息，按此将永远收不到内容。",
            )
        return Filter(**{name: frozenset(getattr(self, name)) for name in WantedIn.model_fields})


class WantedLine(BaseModel):
    """Which outcomes are sent; an empty list asks nothing."""

    programme: list[str] = Field(description="Programmes, by id.", examples=[[PROGRAMME]])
    round: list[str] = Field(description="Rounds, by id within the programme.", examples=[["2019"]])
    district: list[str] = Field(description="Districts, by id within the programme.", examples=[[]])
    industry: list[str] = Field(description="Industries of GB/T 4754-2017.", examples=[["39"]])
    category: list[str] = Field(
        description="Categories, by id within the programme.", examples=[[]]
    )
    outcome: list[str] = Field(description="Outcomes.", examples=[["recognised"]])
    kind: list[str] = Field(description="CloudEvents types of messages.", examples=[[KIND]])

    @classmethod
    def of(cls, wanted: Filter) -> Self:
        """The filter as JSON."""
        return cls(**{name: sorted(getattr(wanted, name)) for name in cls.model_fields})


class SubscriptionIn(RequestBody):
    """Which outcomes are to be sent, and where."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "name": "江门市税务局：新认定产品",
                "url": URL,
                "filter": {"programme": [PROGRAMME], "outcome": ["recognised"]},
                "schemes": ["v1"],
            }
        }
    )

    name: Words = Field(description="What you call it.", examples=["江门市税务局：新认定产品"])
    url: str = Field(
        max_length=LONGEST,
        description="Your receiver: https, port 443 or one above 1023, reachable from everywhere.",
        examples=[URL],
    )
    filter: WantedIn = Field(default=WantedIn(), description="Which outcomes are sent; else all.")
    schemes: list[Literal["v1", "v1a"]] = Field(
        default=["v1"],
        min_length=1,
        max_length=2,
        description="How messages are signed: `v1` by the secret, always; `v1a` besides by a key "
        "of which you get the public half.",
        examples=[["v1"]],
    )
    after: str | None = Field(
        default=None,
        max_length=100,
        description="The cursor behind which to begin, or `beginning`; left out: with what comes "
        "from now on.",
        examples=["beginning"],
    )


class ActLine(BaseModel):
    """What was done to a subscription."""

    did: Did = Field(description="What was done.", examples=["created"])
    by: str = Field(description="The account that did it.", examples=["tax-bureau-1"])
    side: Side = Field(
        description="Whose act it was: the agency's, an operator's, or Laurel's own.",
        examples=["agency"],
    )
    at: Instant = Field(description="When it was done.", examples=[AT])
    reason: str | None = Field(description="Why, if that was said.", examples=[None])

    @classmethod
    def of(cls, act: Act) -> Self:
        """The act as JSON."""
        return cls.model_validate(act.model_dump())


class SubscriptionLine(BaseModel):
    """A subscription; its secret is never shown with it."""

    id: str = Field(description="Id of the subscription.", examples=[SUBSCRIPTION])
    owner: str = Field(description="The agency: its office, or else its account.", examples=["tax"])
    name: str = Field(description="What the agency calls it.", examples=["江门市税务局"])
    url: str = Field(description="The receiver.", examples=[URL])
    filter: WantedLine = Field(description="Which outcomes are sent.")
    state: State = Field(
        description="`unproven`: the receiver has not answered a challenge yet. `active`: it is "
        "sent to. `paused` and `disabled`: nothing is sent until it is resumed, or its receiver "
        "answers a challenge anew. `ended`: for good.",
        examples=["active"],
    )
    public_key: str | None = Field(
        description="The public half of the key that signs `v1a`; null without one.",
        examples=[None],
    )
    created_at: Instant = Field(description="When it was made.", examples=[AT])
    last_act: ActLine = Field(description="What was done to it last.")

    @classmethod
    def of(cls, subscription: Subscription) -> Self:
        """The subscription as JSON."""
        return cls(**_line(subscription))


class SubscriptionDetail(SubscriptionLine):
    """A subscription, how far it is, and how its receiver does; times of sending are real ones."""

    position: int = Field(
        description="Position of the last outcome that was dealt with.", examples=[17]
    )
    behind: int = Field(
        description="How many outcomes there are behind that, wanted or not.", examples=[0]
    )
    failing_since: Instant | None = Field(
        description="Since when the receiver has taken nothing; null while it works.",
        examples=[None],
    )
    disabled_at: Instant | None = Field(
        description="When it is disabled, if the receiver takes nothing until then.",
        examples=[None],
    )
    acts: list[ActLine] = Field(description="What was done to it, the oldest first.")

    @classmethod
    def at(cls, subscription: Subscription, stands: Standing, last: int) -> Self:
        """The subscription as JSON, with how far it is of all that there are."""
        return cls(**_line(subscription), **_standing(subscription, stands, last))


class SubscriptionWithSecret(SubscriptionDetail):
    """A subscription with its new secret, which is shown this once."""

    secret: str = Field(
        description="The secret, as the libraries of Standard Webhooks take it. Keep it: it is not "
        "shown a second time.",
        examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="],
    )

    @classmethod
    def showing(cls, secret: str, subscription: Subscription, stands: Standing, last: int) -> Self:
        """The same with the secret."""
        more = _standing(subscription, stands, last)
        return cls(**_line(subscription), **more, secret=secret)


class SubscriptionsAnswer(BaseModel):
    """Subscriptions, the newest first; `next` is the cursor of the next page."""

    subscriptions: list[SubscriptionLine] = Field(description="The subscriptions.")
    next: str | None = Field(examples=[None])

    @classmethod
    def of(cls, page: SubscriptionPage) -> Self:
        """The page as JSON."""
        return cls(subscriptions=[*map(SubscriptionLine.of, page.rows)], next=page.next)


class ReasonIn(RequestBody):
    """Why it is done."""

    model_config = ConfigDict(json_schema_extra={"example": {"reason": "接收端停机维护"}})

    reason: Words | None = Field(
        default=None, description="Why; need not be said.", examples=["接收端停机维护"]
    )


class NewSecretIn(RequestBody):
    """How long the former secret goes on signing beside the new one."""

    model_config = ConfigDict(json_schema_extra={"example": {"overlap_hours": 24}})

    overlap_hours: Annotated[int, Field(ge=0, le=WEEK), IS_NUMBER] = Field(
        default=24,
        description="Hours in which both sign; 0 for a secret that got out.",
        examples=[24],
    )

    @property
    def overlap(self) -> timedelta:
        """How long both sign."""
        return timedelta(hours=self.overlap_hours)


class CursorIn(RequestBody):
    """Behind which cursor everything is sent anew."""

    model_config = ConfigDict(json_schema_extra={"example": {"after": "beginning"}})

    after: str = Field(
        max_length=100,
        description="The cursor of a message, or `beginning`.",
        examples=["beginning"],
    )


def _line(subscription: Subscription) -> dict[str, object]:
    return {
        "id": subscription.id,
        "owner": subscription.owner,
        "name": subscription.name,
        "url": subscription.url,
        "filter": WantedLine.of(subscription.wanted),
        "state": subscription.state,
        "public_key": subscription.public_key,
        "created_at": subscription.created_at,
        "last_act": ActLine.of(subscription.last_act),
    }


def _standing(subscription: Subscription, stands: Standing, last: int) -> dict[str, object]:
    since = stands.failing_since if subscription.sends else None
    return {
        "position": stands.up_to,
        "behind": max(0, last - stands.up_to),
        "failing_since": since,
        "disabled_at": None if since is None else since + DISABLED_AFTER,
        "acts": [ActLine.of(act) for act in subscription.acts],
    }
