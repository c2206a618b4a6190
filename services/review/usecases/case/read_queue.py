"""Reads the queue of a round's cases, and how far they are."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.review.domain.case import Case
from services.review.domain.case.progress import Progress, progress_of
from services.review.domain.official import Official
from services.review.domain.stages.formal_review.deemed import in_review, warned_until
from services.review.ports import CaseFilter, Page, Queues
from services.review.usecases.rules import Rules
from shared.errors import FieldError, Rejected
from shared.programmes import Programme


class UnknownWord(Rejected):
    """No place in the path has this word."""

    def __init__(self, fault: FieldError) -> None:
        super().__init__(
            "Nothing was changed. Put the fields named under `errors` right and send it again.",
            (fault,),
            code="invalid-request",
            zh="未作任何更改。请改正 `errors` 中列出的各项后重新发送。",
        )


@dataclass(frozen=True, slots=True)
class QueuedCase:
    """A case of a queue, and the rules it goes by; what the enterprise sent is not in it."""

    case: Case
    programme: Programme


@dataclass(frozen=True)
class ReadQueue:
    """For the officials of the programme; raises UnknownProgramme, UnknownRound, forbidden."""

    queues: Queues
    rules: Rules

    async def page(
        self,
        which: CaseFilter,
        cursor: str | None,
        limit: int,
        *,
        official: Official,
        at: datetime,
        deemed_acceptance_soon: bool = False,
    ) -> Page[QueuedCase]:
        """In the order asked for; raises UnknownWord.

        With `deemed_acceptance_soon` those that are about to count as accepted by statute.
        """
        programme = self._readable(which.programme, which.round, official)
        if fault := _unknown_word(programme, which.stage):
            raise UnknownWord(fault)
        if deemed_acceptance_soon:
            which = replace(which, deemed_by=self._soon(programme, at))
        found = await self.queues.page(which, cursor, limit)
        queued = [QueuedCase(case, self.rules.of(case)) for case in found.records]
        return Page(queued, found.next)

    def faults(
        self,
        programme: str | None,
        round_id: str | None,
        stage: str | None,
        *,
        official: Official,
    ) -> tuple[FieldError, ...]:
        """A stage that the programme has not. Raises Rejected for an unknown round."""
        if programme is None or round_id is None:
            return ()
        fault = _unknown_word(self._readable(programme, round_id, official), stage)
        return () if fault is None else (fault,)

    async def progress(
        self, programme_id: str, round_id: str, *, official: Official, at: datetime
    ) -> Progress:
        """Counts every case of the round once, by its place in the path."""
        programme = self._readable(programme_id, round_id, official)
        of_round = CaseFilter(programme_id, round_id)
        soon = replace(of_round, deemed_by=self._soon(programme, at))
        found = progress_of(await self.queues.counted(programme_id, round_id), programme.way)
        return replace(
            found,
            deemed_acceptance_soon=await self.queues.count(soon),
            accepted_incomplete=await self.queues.count(
                replace(of_round, accepted_incomplete=True)
            ),
        )

    def _soon(self, programme: Programme, at: datetime) -> tuple[tuple[str, ...], datetime]:
        return in_review(programme), warned_until(programme, self.rules.calendar, at)

    def _readable(self, programme_id: str, round_id: str, official: Official) -> Programme:
        programme = self.rules.programmes.of_round(programme_id, round_id)
        official.check_reads(programme)
        return programme


def _unknown_word(programme: Programme, stage: str | None) -> FieldError | None:
    ids = [word.id for word in programme.way.words]
    if stage is None or stage in ids:
        return None
    words = [f"'{word}'" for word in ids]
    expected = f"must be {', '.join(words[:-1])} or {words[-1]}"
    return FieldError("stage", expected, f"须为下列之一：{'、'.join(ids)}")
