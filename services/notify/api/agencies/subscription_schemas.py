"""What is taken and answered about subscriptions."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from services.notify.api.serving_schemas import Words
from services.notify.domain.agencies.facts import PUBLIC
from services.notify.domain.agencies.failing import DISABLED_AFTER
from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.receiver import LONGEST
from services.notify.domain.agencies.subscription import (
    Act,
    Did,
    Kind,
    MailTo,
    Side,
    State,
    Subscription,
)
from services.notify.domain.contact import Language
from services.notify.ports.agencies.subscriptions import Standing, SubscriptionPage
from shared.errors import Rejected, one_of
from shared.http.plain import Written
from shared.http.request_body import RequestBody
from shared.http.sent import IS_NUMBER
from shared.http.words import PROGRAMME
from shared.mail_address import PATTERN, normalised
from shared.values import Instant

SUBSCRIPTION = "5d0c3f5b8c2e5f0c9b1d3a7e6f402811"
URL = "https://hooks.tax.example.cn/laurel"
KIND = "laurel.outcome.recognised.v1"
CURSOR = "AAAAAAARhMkjrKCp"
AT, LATER = "2019-09-02T01:30:00Z", "2019-09-07T01:30:00Z"
WEEK = 7 * 24
EMAIL = "zhangsan@example.cn"
Email = Annotated[
    str,
    BeforeValidator(normalised),
    StringConstraints(max_length=254, strip_whitespace=True),
    Written(PATTERN, "must be one e-mail address, such as zhangsan@example.cn"),
]
LOGIN = "agency-tax"
LOGINS = "^agency-[a-z0-9][a-z0-9-]{0,40}$"
"""As `laurel provision` makes them."""

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


class ContactIn(RequestBody):
    """Whom to tell by mail what befalls the subscription."""

    model_config = ConfigDict(json_schema_extra={"example": {"email": EMAIL, "language": "zh"}})

    email: Email | None = Field(
        description="Who is told that the receiver fails, and that it was given up; null for "
        "nobody.",
        examples=[EMAIL],
    )
    language: Language = Field(default="zh", description="In which language.", examples=["zh"])

    def read(self) -> MailTo | None:
        """Whom, if anybody."""
        return None if self.email is None else MailTo(email=self.email, language=self.language)


class ContactLine(BaseModel):
    """Who is told by mail what befalls the subscription."""

    email: str = Field(description="Where mails go.", examples=[EMAIL])
    language: Language = Field(description="In which language they are.", examples=["zh"])


class SubscriptionIn(RequestBody):
    """Which outcomes you want, and by which way."""

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
    kind: Kind = Field(
        default="webhook",
        description="`webhook`: they are sent to your receiver. `feed`: you read them over HTTP, "
        "and your position is kept here. `kafka`: you read the topic by a login that an operator "
        "gives you.",
        examples=["webhook"],
    )
    url: str | None = Field(
        default=None,
        max_length=LONGEST,
        description="Your receiver, of a webhook: https, port 443 or one above 1023, reachable "
        "from everywhere.",
        examples=[URL],
    )
    filter: WantedIn = Field(
        default=WantedIn(),
        description="Which outcomes you want; else all. Empty for `kafka`, where you filter "
        "yourself.",
    )
    schemes: list[Literal["v1", "v1a"]] = Field(
        default=["v1"],
        min_length=1,
        max_length=2,
        description="How messages of a webhook are signed: `v1` by the secret, always; `v1a` "
        "besides by a key of which you get the public half.",
        examples=[["v1"]],
    )
    contact: ContactIn | None = Field(
        default=None, description="Whom to tell by mail that your receiver fails; else nobody."
    )
    after: str | None = Field(
        default=None,
        max_length=100,
        description="The cursor behind which to begin, or `beginning`; left out: with what comes "
        "from now on. Not for `kafka`, where your consumer group says so.",
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
    kind: Kind = Field(
        description="`webhook`: sent to a receiver. `feed`: read over HTTP. `kafka`: read from the "
        "topic.",
        examples=["webhook"],
    )
    url: str | None = Field(
        description="The receiver of a webhook; null for other kinds.", examples=[URL]
    )
    moving_to: str | None = Field(
        description="Another address, which is sent to once it has answered a challenge; null "
        "unless one is wanted.",
        examples=[None],
    )
    login: str | None = Field(
        description="The login that reads the topic; null for other kinds, and until an operator "
        "has given one.",
        examples=[None],
    )
    group: str | None = Field(
        description="The consumer group whose offsets tell how far that login is; null without a "
        "login.",
        examples=[None],
    )
    filter: WantedLine = Field(description="Which outcomes it is about.")
    state: State = Field(
        description="`unproven`: the receiver has not answered a challenge yet or, of `kafka`, no "
        "operator has given it a login. `active`: it is sent to, or may be read. `paused` and "
        "`disabled`: nothing is sent or read until it is resumed, or its receiver answers a "
        "challenge anew. `ended`: for good.",
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


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far a subscription is of `last` outcomes; `uncommitted` is for Kafka alone."""

    stands: Standing
    last: int
    uncommitted: int | None = None


class SubscriptionDetail(SubscriptionLine):
    """A subscription, how far it is, and how its receiver does; times of sending are real ones."""

    position: int | None = Field(
        description="Position of the last outcome that was dealt with; null for `kafka`.",
        examples=[17],
    )
    behind: int | None = Field(
        description="How many outcomes there are behind that, wanted or not; for `kafka`, how many "
        "messages of the topic its group has not committed, null where nobody knows.",
        examples=[0],
    )
    read_at: Instant | None = Field(
        description="When its feed was asked for last, to the minute; null for other kinds.",
        examples=[None],
    )
    failing_since: Instant | None = Field(
        description="Since when the receiver has taken nothing; null while it works.",
        examples=[None],
    )
    disabled_at: Instant | None = Field(
        description="When it is disabled, if the receiver takes nothing until then.",
        examples=[None],
    )
    contact: ContactLine | None = Field(
        description="Who is told by mail that the receiver fails; null for nobody.",
        examples=[None],
    )
    acts: list[ActLine] = Field(description="What was done to it, the oldest first.")

    @classmethod
    def at(cls, subscription: Subscription, far: HowFar) -> Self:
        """The subscription as JSON, with how far it is of all that there are."""
        return cls(**_line(subscription), **_standing(subscription, far))


class SubscriptionWithSecret(SubscriptionDetail):
    """A subscription with its new secret, which is shown this once."""

    secret: str | None = Field(
        description="The secret of a webhook, as the libraries of Standard Webhooks take it; null "
        "for other kinds. Keep it: it is not shown a second time.",
        examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="],
    )

    @classmethod
    def showing(cls, secret: str | None, subscription: Subscription, far: HowFar) -> Self:
        """The same with the secret."""
        return cls(**_line(subscription), **_standing(subscription, far), secret=secret)


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


class AddressIn(RequestBody):
    """Where a webhook is to be sent from now on."""

    model_config = ConfigDict(json_schema_extra={"example": {"url": URL}})

    url: str = Field(
        max_length=LONGEST,
        description="Your receiver: https, port 443 or one above 1023, reachable from everywhere.",
        examples=[URL],
    )


class LoginIn(RequestBody):
    """By which login an agency reads the topic."""

    model_config = ConfigDict(json_schema_extra={"example": {"login": LOGIN}})

    login: Annotated[
        str, Written(LOGINS, "must be `agency-` and small letters, digits and hyphens")
    ] = Field(
        max_length=60,
        description="The login: `agency-` and small letters, digits and hyphens.",
        examples=[LOGIN],
    )


class CursorIn(RequestBody):
    """Behind which cursor it goes on."""

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
        "kind": subscription.kind,
        "url": subscription.url,
        "moving_to": subscription.moving_to,
        "login": subscription.login,
        "group": subscription.group,
        "filter": WantedLine.of(subscription.wanted),
        "state": subscription.state,
        "public_key": subscription.public_key,
        "created_at": subscription.created_at,
        "last_act": ActLine.of(subscription.last_act),
    }


def _standing(subscription: Subscription, far: HowFar) -> dict[str, object]:
    stands, by_kafka = far.stands, subscription.kind == "kafka"
    since = stands.failing_since if subscription.sends else None
    behind = max(0, far.last - stands.up_to)
    return {
        "position": None if by_kafka else stands.up_to,
        "behind": far.uncommitted if by_kafka else behind,
        "read_at": stands.read_at,
        "failing_since": since,
        "disabled_at": None if since is None else since + DISABLED_AFTER,
        "contact": subscription.mail_to and ContactLine(**subscription.mail_to.model_dump()),
        "acts": [ActLine.of(act) for act in subscription.acts],
    }
