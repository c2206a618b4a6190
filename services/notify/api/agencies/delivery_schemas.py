"""What is answered about messages and what became of them."""

from typing import Self

from pydantic import BaseModel, Field

from services.notify.api.agencies.subscription_schemas import AT, KIND
from services.notify.domain.agencies.attempt import Attempt, Fate, Fault
from services.notify.ports.agencies.subscriptions import DeliveryLine, DeliveryPage
from shared.http.words import APPLICATION
from shared.values import Instant


class WebhookAttempt(BaseModel):
    """One attempt to hand a message to a receiver."""

    at: Instant = Field(description="When it began, in real time.", examples=[AT])
    milliseconds: int = Field(description="How long it took.", examples=[41])
    status: int | None = Field(
        description="The HTTP status of the answer; null when none came.", examples=[204]
    )
    fault: Fault | None = Field(
        description="Why no answer came: `address` leads inwards, `name` was not found, "
        "`connection` was refused or broke off, `certificate` was not trusted, nothing came in "
        "`time`, the `answer` was no HTTP, or the message's `size` is more than receivers take.",
        examples=[None],
    )
    answer: str = Field(
        description="The beginning of the answer, or what is known of the fault.", examples=["ok"]
    )

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        """The attempt as JSON."""
        return cls.model_validate(attempt.model_dump())


class WebhookDelivery(BaseModel):
    """A message to the receiver of a subscription, and what became of it."""

    position: int = Field(description="Position of the outcome.", examples=[17])
    message: str = Field(
        description="The `webhook-id`, which is the id of the event.",
        examples=[f"review/{APPLICATION}/12"],
    )
    type: str = Field(description="What happened.", examples=[KIND])
    subject: str = Field(description="What it is about.", examples=[APPLICATION])
    fate: Fate = Field(
        description="`delivered`: answered with 2xx. `waiting`: tried later. `failed`: given up, "
        "until somebody has it sent anew.",
        examples=["delivered"],
    )
    tries: int = Field(description="Attempts since its schedule began.", examples=[1])
    next_at: Instant | None = Field(
        description="When it is tried next, in real time; null when it is not.", examples=[None]
    )
    first_at: Instant = Field(description="When it was tried first, in real time.", examples=[AT])
    last_at: Instant = Field(description="When it was tried last, in real time.", examples=[AT])

    @classmethod
    def of(cls, line: DeliveryLine) -> Self:
        """The delivery as JSON."""
        return cls.model_validate(line.model_dump(exclude={"subscription", "attempts"}))


class WebhookDeliveryDetail(WebhookDelivery):
    """A message with its body and every attempt that is kept, the oldest first."""

    body: str = Field(
        description="The body as it is sent, the same in each attempt.",
        examples=['{"specversion":"1.0"}'],
    )
    attempts: list[WebhookAttempt] = Field(description="The attempts, the oldest first.")

    @classmethod
    def with_body(cls, line: DeliveryLine, body: bytes) -> Self:
        """The delivery as JSON."""
        attempts = [WebhookAttempt.of(attempt) for attempt in line.attempts]
        known = line.model_dump(exclude={"subscription", "attempts"})
        return cls(**known, body=body.decode(), attempts=attempts)


class WebhookDeliveries(BaseModel):
    """Messages to one receiver, the latest position first; `next` is for `before`."""

    deliveries: list[WebhookDelivery] = Field(description="The messages.")
    next: int | None = Field(
        description="The position for `before` of the next page; null on the last one.",
        examples=[None],
    )

    @classmethod
    def of(cls, page: DeliveryPage) -> Self:
        """The page as JSON."""
        return cls(deliveries=[*map(WebhookDelivery.of, page.rows)], next=page.next)
