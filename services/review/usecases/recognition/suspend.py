"""Suspends and resumes recognitions, and lets one give way to a newer one."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.official import Official
from services.review.domain.recognition.recognition import Recognition, RecognitionStep
from services.review.domain.recognition.suspending import resume, supersede, suspend
from services.review.ports import Recognitions
from services.review.usecases.recognition.known_recognition import known_recognition, rules_for
from services.review.usecases.rules import Rules
from shared.retrying import retry


@dataclass(frozen=True)
class Suspend:
    """By whoever announces what is recognised."""

    recognitions: Recognitions
    rules: Rules

    async def suspend(
        self,
        programme: str,
        recognition: str,
        reason: str,
        opinion: str,
        *,
        official: Official,
        at: datetime,
    ) -> Recognition:
        """The recognition, which does not count from now on.

        Raises NotFound, Rejected (forbidden), NotRevocable, UnknownReason, AlreadyRevoked,
        SuspendedAlready, NotInForce and StaleWrite.
        """

        async def once() -> Recognition:
            held = await known_recognition(self.recognitions, programme, recognition)
            rules = rules_for(self.rules, held.record, official, at)
            by = official.account
            step = suspend(held.record, rules, reason, opinion, by=by, at=at)
            await self.recognitions.save(held, step, at)
            return step.recognition

        return await retry(once)

    async def resume(
        self,
        programme: str,
        recognition: str,
        opinion: str,
        *,
        official: Official,
        at: datetime,
    ) -> Recognition:
        """The recognition, which counts again. Raises NotFound, Rejected (forbidden),
        NotSuspended and StaleWrite.
        """

        async def once() -> Recognition:
            held = await known_recognition(self.recognitions, programme, recognition)
            rules = rules_for(self.rules, held.record, official, at)
            step = resume(held.record, rules, opinion, by=official.account, at=at)
            await self.recognitions.save(held, step, at)
            return step.recognition

        return await retry(once)

    async def supersede(
        self,
        programme: str,
        recognition: str,
        newer: str,
        *,
        official: Official,
        at: datetime,
    ) -> Recognition:
        """The recognition, which gives way to a newer one; the same once more changes nothing.

        Raises NotFound, Rejected (forbidden), NotNewer, NotInForce and StaleWrite.
        """

        async def once() -> Recognition:
            held = await known_recognition(self.recognitions, programme, recognition)
            other = await known_recognition(self.recognitions, programme, newer)
            rules = rules_for(self.rules, held.record, official, at)
            step: RecognitionStep = supersede(
                held.record, other.record, rules, by=official.account, at=at
            )
            if step.events:
                await self.recognitions.save(held, step, at)
            return step.recognition

        return await retry(once)
