"""Issues, replaces, voids and hands over the certificates and plaques of a programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import partial
from typing import Literal

from services.review.domain.activities.refusals import NotHeld
from services.review.domain.official import Official
from services.review.domain.recognition.certifying import (
    hand_over,
    issue,
    may_have,
    reissue_renamed,
    replace,
    void,
)
from services.review.domain.recognition.recognition import (
    Certificate,
    HandedOver,
    Recognition,
    RecognitionStep,
)
from services.review.domain.recognition.refusals import NoSuchActivity, UnknownCertificateKind
from services.review.ports import Activities, CertificateOrder, HeldRecognition, Recognitions
from services.review.usecases.rules import Rules
from shared.calendar import beijing_date
from shared.errors import NotFound, StaleWrite
from shared.programmes import CertificateKind, Programme
from shared.retrying import retry

AT_ONCE = 50
"""Documents numbered in one transaction, while which nobody else numbers those of the series."""

Why = Literal["renamed", "lost", "damaged", "mistake"]


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """Documents of a kind for all that are recognised, or for those of one round."""

    kind: str
    batch: str
    round: str | None


@dataclass(frozen=True, slots=True)
class HandOver:
    """At which activity, on which day and where."""

    activity: str
    held_on: date
    venue: str


@dataclass(frozen=True, slots=True)
class Certified:
    """A document and what it is about."""

    certificate: Certificate
    recognition: Recognition


@dataclass(frozen=True)
class Certify:
    """By whoever announces what is recognised."""

    recognitions: Recognitions
    activities: Activities
    rules: Rules

    async def issue(
        self, programme_id: str, order: BatchOrder, *, official: Official, at: datetime
    ) -> Sequence[str]:
        """The numbers that were given; none when everybody has a document of this kind.

        Raises UnknownProgramme, Rejected (forbidden), UnknownCertificateKind, and StaleWrite while
        others do the same.
        """
        programme = self.rules.programmes.newest(programme_id, at)
        official.check_acts(programme, programme.way.final)
        kind = kind_of(programme, order.kind)
        series = kind.series(programme_id, beijing_date(at))
        given: list[str] = []

        async def once() -> bool:
            found = await self.recognitions.uncertified(
                programme_id, kind.id, order.round, AT_ONCE, at=at
            )
            by = official.account
            orders = [
                CertificateOrder(
                    held,
                    series,
                    partial(self._first, held, programme, kind, order.batch, by, at),
                )
                for held in found
                if may_have(held.record, kind, at=at)
            ]
            numbered: list[str] = []

            def noted(make: CertificateOrder, serial: int) -> RecognitionStep:
                step = make.certify(serial)
                numbered.append(step.recognition.certificates[-1].number)
                return step

            # A transaction may run more than once; only the numbers of its last run hold.
            await self.recognitions.certify(
                [CertificateOrder(o.held, o.series, partial(noted, o)) for o in orders], at
            )
            given.extend(numbered[-len(orders) :] if orders else ())
            return bool(orders)

        while await retry(once):
            pass
        return given

    async def reissue(
        self, number: str, why: Why, reason: str, *, official: Official, at: datetime
    ) -> Certified:
        """The document that follows: after a new name under the same number, else under a new one.

        Raises NotFound, Rejected (forbidden), CertificateVoid, NotValid, HolderUnchanged and
        StaleWrite.
        """

        async def once() -> Certified:
            held, programme, old = await self._known(number, official, at)
            printed, by = old.number, official.account
            if why == "renamed":
                step = reissue_renamed(held.record, programme, printed, by=by, at=at)
                await self.recognitions.save(held, step, at)
                return _certified(step, printed)
            kind = kind_of(programme, old.kind)
            made: list[RecognitionStep] = []

            def following(serial: int) -> RecognitionStep:
                made.append(
                    replace(held.record, programme, printed, kind, serial, reason, by=by, at=at)
                )
                return made[-1]

            series = kind.series(held.record.programme, beijing_date(at))
            await self.recognitions.certify([CertificateOrder(held, series, following)], at)
            return _certified(made[-1], made[-1].recognition.certificates[-1].number)

        return await retry(once)

    async def void(
        self, number: str, reason: str, *, official: Official, at: datetime
    ) -> Certified:
        """The document that is void. Raises NotFound, Rejected (forbidden), CertificateVoid."""

        async def once() -> Certified:
            held, programme, one = await self._known(number, official, at)
            step = void(held.record, programme, one.number, reason, by=official.account, at=at)
            await self.recognitions.save(held, step, at)
            return _certified(step, number)

        return await retry(once)

    async def hand_over(
        self, number: str, order: HandOver, *, official: Official, at: datetime
    ) -> Certified:
        """The document that was handed over; the same once more changes nothing.

        Raises NotFound, Rejected (forbidden), NoSuchActivity where the programme declares some,
        NotHeld, CertificateVoid, AlreadyHandedOver,
        NotHandedOverYet, NotIssuedYet and StaleWrite.
        """

        async def once() -> Certified:
            held, programme, one = await self._known(number, official, at)
            await self._check_held(programme, order.activity)
            given = HandedOver(
                activity=order.activity,
                held_on=order.held_on,
                venue=order.venue,
                by=official.account,
                at=at,
            )
            step = hand_over(held.record, programme, one.number, given)
            if step.events:
                await self.recognitions.save(held, step, at)
            return _certified(step, number)

        return await retry(once)

    async def _known(
        self, number: str, official: Official, at: datetime
    ) -> tuple[HeldRecognition, Programme, Certificate]:
        held = await self.recognitions.with_certificate(number)
        if held is None:
            raise NotFound("certificate", number)
        programme = self.rules.programmes.newest(held.record.programme, at)
        official.check_acts(programme, programme.way.final)
        return held, programme, _document(held, number)

    async def _check_held(self, programme: Programme, activity: str) -> None:
        if not programme.activities:
            return
        known = await self.activities.get(activity)
        if known is None or known.record.programme != programme.id:
            ids = await self.activities.ids_of(programme.id)
            raise NoSuchActivity(activity, get_close_matches(activity, ids) or ids[-3:])
        if known.record.state != "held":
            raise NotHeld(activity, known.record.state)

    @staticmethod
    def _first(
        held: HeldRecognition,
        programme: Programme,
        kind: CertificateKind,
        batch: str,
        by: str,
        at: datetime,
        serial: int,
    ) -> RecognitionStep:
        return issue(held.record, programme, kind, serial, batch, by=by, at=at)


def _document(held: HeldRecognition, number: str) -> Certificate:
    found = held.record.certificate(number)
    if found is None:
        # Its number was given after the recognition was read.
        raise StaleWrite("recognition")
    return found


def kind_of(programme: Programme, kind: str) -> CertificateKind:
    """The kind of document of this id; raises UnknownCertificateKind."""
    known = () if programme.after is None else programme.after.certificates
    for one in known:
        if one.id == kind:
            return one
    raise UnknownCertificateKind(programme.key, kind, [one.id for one in known])


def _certified(step: RecognitionStep, number: str) -> Certified:
    certificate = step.recognition.certificate(number)
    assert certificate is not None
    return Certified(certificate, step.recognition)
