"""Revokes recognitions, after their holders were told and could be heard, and hears appeals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from services.review.domain.official import Official
from services.review.domain.recognition.appealing import appeal, dismiss, uphold
from services.review.domain.recognition.proceedings import (
    Revocation,
    ServedBy,
    Statement,
    Term,
)
from services.review.domain.recognition.recognition import Recognition, RecognitionStep
from services.review.domain.recognition.revocation_refusals import DeliveryDay, NotOfOffice
from services.review.domain.recognition.revoking import (
    hear_holder,
    open_revocation,
    proceeding_of,
    rule,
    serve_by_hand,
)
from services.review.ports import Recognitions
from services.review.usecases.recognition.known_recognition import (
    Actor,
    account_of,
    known_recognition,
    rules_for,
)
from services.review.usecases.rules import Rules
from shared.calendar import beijing_date, end_of_day
from shared.programmes import Programme
from shared.retrying import retry

Act = Callable[[Recognition, Programme], RecognitionStep]


@dataclass(frozen=True, slots=True)
class Charge:
    """Why a recognition is to be revoked: a reason of the catalogue, facts and evidence."""

    reason: str
    facts: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What an officer has delivered by other means than mail and inbox, and how that is proven."""

    term: Term
    channel: ServedBy
    delivered_on: date
    proof: str


@dataclass(frozen=True)
class Revoke:
    """By whoever announces what is recognised; statements and appeals also by the holder."""

    recognitions: Recognitions
    rules: Rules

    async def open(
        self, programme: str, recognition: str, charge: Charge, *, actor: Actor, at: datetime
    ) -> Revocation:
        """The proceeding that was opened; the same once more changes nothing.

        Raises NotFound, Rejected (forbidden), NotRevocable, UnknownReason, AlreadyRevoked,
        NotInForce, ProceedingOpen and StaleWrite.
        """

        def act(found: Recognition, rules: Programme) -> RecognitionStep:
            return open_revocation(
                found,
                rules,
                self.rules.calendar,
                reason=charge.reason,
                facts=charge.facts,
                evidence=charge.evidence,
                by=account_of(actor),
                at=at,
            )

        return (await self._do(programme, recognition, actor, at, act)).revocations[-1]

    async def deliver(
        self,
        programme: str,
        recognition: str,
        no: int,
        done: Delivery,
        *,
        actor: Actor,
        at: datetime,
    ) -> Revocation:
        """The proceeding with a term that runs from a delivery by hand.

        Raises NotFound, Rejected (forbidden), DeliveryDay, ProceedingDecided, ServedAlready and
        StaleWrite.
        """

        def act(found: Recognition, rules: Programme) -> RecognitionStep:
            proceeding = proceeding_of(found, no)
            given = proceeding.at
            if done.term == "appeal" and proceeding.ruling is not None:
                given = proceeding.ruling.at
            earliest, today = beijing_date(given), beijing_date(at)
            if not earliest <= done.delivered_on <= today:
                raise DeliveryDay(found.number, earliest, today)
            return serve_by_hand(
                found,
                rules,
                self.rules.calendar,
                no,
                done.term,
                done.channel,
                done.proof,
                by=account_of(actor),
                # The hour does not matter: terms count from the day after.
                at=end_of_day(done.delivered_on) - timedelta(seconds=1),
                now=at,
            )

        return await self._proceed(programme, recognition, no, actor, at, act)

    async def hear(
        self,
        programme: str,
        recognition: str,
        no: int,
        how: Literal["statement", "hearing"],
        text: str,
        *,
        actor: Actor | None,
        at: datetime,
    ) -> Revocation:
        """The proceeding with what its holder said, or said in a hearing; repeating is harmless.

        Raises NotFound, Rejected (forbidden), NotOfOffice, ProceedingDecided and StaleWrite.
        """
        if how == "hearing" and not isinstance(actor, Official):
            raise NotOfOffice
        said = Statement(how=how, text=text, by=account_of(actor), at=at)
        return await self._proceed(
            programme,
            recognition,
            no,
            actor,
            at,
            lambda found, rules: hear_holder(found, rules, no, said),
        )

    async def rule(
        self,
        programme: str,
        recognition: str,
        no: int,
        outcome: Literal["revoked", "dropped"],
        opinion: str,
        *,
        actor: Actor,
        at: datetime,
    ) -> Revocation:
        """The proceeding after it was decided.

        Raises NotFound, Rejected (forbidden), AlreadyRevoked, ProceedingDecided,
        NotInForce, HearingOutstanding and StaleWrite.
        """

        def act(found: Recognition, rules: Programme) -> RecognitionStep:
            by = account_of(actor)
            return rule(found, rules, self.rules.calendar, no, outcome, opinion, by=by, at=at)

        return await self._proceed(programme, recognition, no, actor, at, act)

    async def appeal(
        self,
        programme: str,
        recognition: str,
        no: int,
        grounds: str,
        *,
        actor: Actor | None,
        at: datetime,
    ) -> Revocation:
        """The proceeding with an appeal; the same once more changes nothing.

        Raises NotFound, Rejected (forbidden), NothingToAppeal, AppealedAlready, AppealLate and
        StaleWrite.
        """
        by = account_of(actor)
        return await self._proceed(
            programme,
            recognition,
            no,
            actor,
            at,
            lambda found, rules: appeal(found, rules, no, grounds, by=by, at=at),
        )

    async def rule_on_appeal(
        self,
        programme: str,
        recognition: str,
        no: int,
        outcome: Literal["upheld", "dismissed"],
        opinion: str,
        *,
        actor: Actor,
        at: datetime,
    ) -> Revocation:
        """The proceeding after the appeal was decided: undone, or as it was.

        Raises NotFound, Rejected (forbidden), NothingToAppeal, AppealDecided, NotInForce and
        StaleWrite.
        """
        decide = uphold if outcome == "upheld" else dismiss
        by = account_of(actor)
        return await self._proceed(
            programme,
            recognition,
            no,
            actor,
            at,
            lambda found, rules: decide(found, rules, no, opinion, by=by, at=at),
        )

    async def read(
        self, programme: str, recognition: str, *, actor: Actor | None, at: datetime
    ) -> Recognition:
        """The recognition with its proceedings. Raises NotFound and Rejected (forbidden)."""
        held = await known_recognition(self.recognitions, programme, recognition)
        rules_for(self.rules, held.record, actor, at)
        return held.record

    async def _proceed(
        self,
        programme: str,
        recognition: str,
        no: int,
        actor: Actor | None,
        at: datetime,
        act: Act,
    ) -> Revocation:
        return proceeding_of(await self._do(programme, recognition, actor, at, act), no)

    async def _do(
        self, programme: str, recognition: str, actor: Actor | None, at: datetime, act: Act
    ) -> Recognition:
        async def once() -> Recognition:
            held = await known_recognition(self.recognitions, programme, recognition)
            step = act(held.record, rules_for(self.rules, held.record, actor, at))
            if step.events:
                await self.recognitions.save(held, step, at)
            return step.recognition

        return await retry(once)
