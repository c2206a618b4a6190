"""One notice to one enterprise, and every attempt to deliver it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Literal, Self
from uuid import UUID, uuid5

from services.notify.domain.application import Application
from services.notify.domain.bounce import BounceMail
from services.notify.domain.contact import Language, masked_within
from services.notify.domain.events import (
    bounced,
    delivered,
    escalated,
    sent,
    served,
    service_withdrawn,
)
from services.notify.domain.kinds import AnyContent
from services.notify.domain.outcome import Answer, Bounced, Delivered, RetryLater
from services.notify.domain.provider import provider_of
from services.notify.domain.refusals import AlreadyDelivered, NoticeMoot
from services.notify.domain.replies import is_limit
from services.notify.domain.retry import LATER, wait_before
from services.notify.domain.service import Service
from shared.contracts.base import Event, omitted
from shared.contracts.notices import Channel
from shared.record import Record
from shared.values import Instant

Status = Literal["waiting", "sending", "delivered", "escalated", "inbox"]
"""Waiting: not tried yet. Sending: tried, and will be again. Escalated: bounced, in the inbox.
Inbox: there alone, since its programme has no mail for its kind."""

MootFor = Literal["supplemented"]
"""Supplemented: the enterprise has answered it, so that it evidently knew of it."""

STATUSES: tuple[Status, ...] = ("waiting", "sending", "delivered", "escalated", "inbox")

_NAMESPACE = UUID("a0f4c9b1-6a43-4c6e-9f0e-0d7b2f5c8e11")


def notice_id(cause: str) -> str:
    """The id of the notice that an event causes: the same however often the event is heard."""
    return uuid5(_NAMESPACE, cause).hex


class Letter(Record):
    """What the notice says, as it was written."""

    language: Language
    subject: str
    text: str


class Attempt(Record):
    """One try on one channel; `to` is not masked here, and `answer` is what the other side said."""

    channel: Channel
    to: str
    at: Instant
    outcome: Literal["delivered", "try_again", "bounced"]
    code: int | None
    answer: str


class Notice(Record):
    """Never delivered twice and never lost: it ends delivered, or waits in the inbox.

    `cause` is the event that it tells of, `seq` the position of that in the application's stream
    (0 in notices of older versions), and `happened_at` when that was.
    `moot_at` is when it had nothing to say any more: it is read and opened as before, but not sent.
    `moot_for` is why, where that is no later step of the application. `counts_from` is when it will
    count as delivered by a publication, unless it is opened before.
    `next_try` is real time, unlike all else: retries don't follow a simulated clock. `provider` is
    whose mail server it goes to, as soon as its address is known. One that was delivered by neither
    mail nor inbox has no `delivered_by`: how, its correspondence knows.
    """

    id: str
    cause: str
    seq: int = 0
    application: Application
    content: AnyContent
    happened_at: Instant
    written_at: Instant
    traceparent: str | None
    letter: Letter | None = None
    attempts: tuple[Attempt, ...] = ()
    status: Status = "waiting"
    refusals: int = 0
    next_try: Instant | None
    provider: str | None = omitted()
    sent_at: Instant | None = None
    escalated_at: Instant | None = None
    delivered_at: Instant | None = None
    delivered_by: Channel | None = None
    opened_at: Instant | None = omitted()
    counts_from: Instant | None = omitted()
    moot_at: Instant | None = None
    moot_for: MootFor | None = omitted()

    @property
    def reached(self) -> bool:
        """Whether it was sent, or may have been: the connection broke over it."""
        return self.sent_at is not None or any(a.code is None for a in self.attempts)

    @property
    def channel(self) -> Channel:
        """The channel that delivered it, or that it is on now."""
        in_inbox = self.status in ("escalated", "inbox")
        return self.delivered_by or ("inbox" if in_inbox else "mail")

    @property
    def bounced(self) -> bool:
        """Whether any channel ever refused it for good."""
        return self.escalated_at is not None

    def written(self, letter: Letter) -> Self:
        """The notice with what it says; what was written once stays."""
        return self if self.letter else self._with(letter=letter)

    def addressed(self, email: str) -> Self:
        """The notice as it is to go to this address next."""
        return self if self.next_try is None else self._with(provider=provider_of(email))

    def postponed(self, until: datetime) -> Self:
        """Nothing can be tried before `until` (real time)."""
        return self if self.next_try is None else self._with(next_try=until)

    def dropped(self, at: datetime, moot_for: MootFor | None = None) -> Self:
        """Nothing is sent any more, since there is nothing to say; what arrived has arrived."""
        if self.delivered_at is not None or self.moot_at is not None:
            return self if self.next_try is None else self._with(next_try=None)
        return self._with(moot_at=at, moot_for=moot_for, next_try=None)

    def revived(self, seq: int, real: datetime) -> Self:
        """The notice that has something to say again, by the event at `seq`; one delivered stays.

        One that mail could not deliver waits for other means, as before.
        """
        if self.moot_at is None:
            return self
        retry_at = None if self.status == "escalated" else real
        return self._with(seq=seq, moot_at=None, next_try=retry_at)

    def resent(self, real: datetime) -> Self:
        """The notice with a new try at once; one that was delivered stays so. Raises NoticeMoot."""
        if self.moot_at is not None:
            raise NoticeMoot(self.application.number)
        status = self.status if self.delivered_at else "sending"
        return self._with(status=status, refusals=0, next_try=real)

    def served(self, service: Service, at: datetime) -> tuple[Self, tuple[Event, ...]]:
        """The notice, delivered by other means once that counts; raises NoticeMoot and
        AlreadyDelivered.
        """
        if self.moot_at is not None:
            raise NoticeMoot(self.application.number)
        if self.delivered_at is not None:
            raise AlreadyDelivered(self.application.number)
        if service.delivered_at > at:
            return self._with(next_try=None, counts_from=service.delivered_at), ()
        done = self._with(
            counts_from=None,
            status="delivered",
            next_try=None,
            sent_at=self.sent_at or service.done_at,
            delivered_at=service.delivered_at,
        )
        return done, (served(self, service),)

    def not_served(self, wrong: Service, at: datetime) -> tuple[Self, tuple[Event, ...]]:
        """The notice as if this had not been recorded of it."""
        if self.delivered_at is None or self.delivered_by is not None:
            return self._with(counts_from=None), ()
        undone = self._with(
            status="escalated" if self.bounced else "sending",
            delivered_at=None,
            sent_at=self.sent_at if self.attempts else None,
        )
        return undone, (service_withdrawn(self, wrong, at),)

    def answered(
        self, answer: Answer, *, to: str, at: datetime, real: datetime, jitter: float
    ) -> tuple[Self, tuple[Event, ...]]:
        """What an attempt by mail came to; `at` is domain time, `real` the machine's."""
        if self.delivered_at is not None:
            return self._noted(answer, to, at, real, jitter), ()
        if self.moot_at is not None and not isinstance(answer, Delivered):
            return self._attempted(answer, to, at), ()
        match answer:
            case Delivered(proof):
                said = masked_within(f"{answer.code} {proof}")
                events = [sent(self, "mail", to, at), delivered(self, "mail", to, said, at)]
                return self._taken(answer, to, at), self._for_others(*events)
            case RetryLater(reason, code, asked):
                wait = wait_before(self.refusals + 1, jitter=jitter, asked=asked)
                if wait is None:
                    tries = self.refusals + 1
                    final = Bounced(f"given up after {tries} tries: {reason}", code)
                    return self.answered(final, to=to, at=at, real=real, jitter=jitter)
                return self._refused_for_now(answer, to, at, real + wait), ()
            case Bounced(reason):
                events = [sent(self, "mail", to, at), bounced(self, to, masked_within(reason), at)]
                if self.escalated_at is None:
                    events.append(escalated(self, at))
                return self._refused(answer, to, at), tuple(events)

    def opened(self, *, at: datetime) -> tuple[Self, tuple[Event, ...]] | None:
        """The enterprise opened it in the portal, which delivers it unless mail did before.

        None when it was opened before.
        """
        if self.delivered_at is not None:
            return None if self.opened_at else (self._with(opened_at=at), ())
        to, proof = self.application.uscc, "opened in the portal"
        attempt = Attempt(
            channel="inbox", to=to, at=at, outcome="delivered", code=None, answer=proof
        )
        opened = self._with(
            attempts=(*self.attempts, attempt),
            status="delivered",
            next_try=None,
            sent_at=self.sent_at or at,
            delivered_at=at,
            delivered_by="inbox",
            opened_at=at,
        )
        events = [delivered(self, "inbox", to, proof, at)]
        if self.sent_at is None:
            events.insert(0, sent(self, "inbox", to, at))
        return opened, self._for_others(*events)

    def was_mailed_to(self, addresses: Collection[str]) -> bool:
        """Whether its mail was taken for one of these addresses."""
        taken = {a.to.casefold() for a in self.attempts if a.outcome == "delivered"}
        return not taken.isdisjoint(address.casefold() for address in addresses)

    def returned(
        self, mail: BounceMail, *, at: datetime, real: datetime
    ) -> tuple[Self, tuple[Event, ...]] | None:
        """The notice whose mail came back, which does what a refusal of its server would have done.

        None when nothing follows: it was delivered otherwise, was opened in the portal, or has
        nothing to say any more; or the bounce is of a mail to a former address.
        """
        taken = self.attempts[-1] if self.attempts else None
        if taken is None or self.delivered_by != "mail" or self.moot_at is not None:
            return None
        if self.opened_at is not None or taken.outcome != "delivered":
            return None
        known = {attempt.to.casefold() for attempt in self.attempts}
        named = known & {recipient.casefold() for recipient in mail.recipients}
        if named and taken.to.casefold() not in named:
            return None
        undelivered = self._with(delivered_at=None, delivered_by=None, refusals=0)
        final = Bounced(f"returned later: {mail.reason}", mail.code)
        refused = undelivered._refused(final, taken.to, at)
        events = [bounced(self, taken.to, masked_within(final.reason), at)]
        if self.escalated_at is None:
            events.append(escalated(self, at))
        if not is_limit(mail.reason):
            return refused, tuple(events)
        # What is only too much at a time is tried once more, as when the server itself says so.
        retry_at = real + (wait_before(LATER, jitter=0.0) or timedelta())
        return refused._with(status="sending", next_try=retry_at), tuple(events)

    def readdressed(self, email: str, *, real: datetime) -> Self | None:
        """A new attempt by mail after a bounce, when the address is another one; else None."""
        if self.moot_at is not None or self.status != "escalated":
            return None
        if self.attempts[-1].to == email:
            return None
        retried = self._with(status="sending", refusals=0, next_try=real)
        return retried.addressed(email)

    def _for_others(self, *events: Event) -> tuple[Event, ...]:
        """The events of an arrival, if anybody waits for it."""
        return events if self.content.awaited else ()

    def _noted(self, answer: Answer, to: str, at: datetime, real: datetime, jitter: float) -> Self:
        """What came of sending it once more, which changes nothing about its delivery."""
        wait = None
        if isinstance(answer, RetryLater) and self.next_try is not None:
            wait = wait_before(self.refusals + 1, jitter=jitter, asked=answer.after)
        retry_at = None if wait is None else real + wait
        refusals = self.refusals + (retry_at is not None)
        return self._attempted(answer, to, at)._with(next_try=retry_at, refusals=refusals)

    def _taken(self, answer: Answer, to: str, at: datetime) -> Self:
        return self._attempted(answer, to, at)._with(
            status="delivered",
            next_try=None,
            sent_at=at,
            delivered_at=at,
            delivered_by="mail",
        )

    def _refused_for_now(self, answer: Answer, to: str, at: datetime, retry_at: datetime) -> Self:
        return self._attempted(answer, to, at)._with(
            status="sending", refusals=self.refusals + 1, next_try=retry_at
        )

    def _refused(self, answer: Answer, to: str, at: datetime) -> Self:
        return self._attempted(answer, to, at)._with(
            status="escalated",
            next_try=None,
            sent_at=at,
            escalated_at=self.escalated_at or at,
        )

    def _attempted(self, answer: Answer, to: str, at: datetime) -> Self:
        outcome, said = _in_words(answer)
        attempt = Attempt(
            channel="mail", to=to, at=at, outcome=outcome, code=answer.code, answer=said
        )
        return self._with(attempts=(*self.attempts, attempt))

    def _with(self, **changed: Any) -> Self:
        return self.model_copy(update=changed)


def _in_words(answer: Answer) -> tuple[Literal["delivered", "try_again", "bounced"], str]:
    match answer:
        case Delivered(proof):
            return "delivered", proof
        case RetryLater(reason):
            return "try_again", reason
        case Bounced(reason):
            return "bounced", reason
