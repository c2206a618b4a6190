"""Reads the queue of a round's cases, and how far they are."""

from dataclasses import dataclass

from services.review.domain.case import Case
from services.review.domain.case.progress import Progress, progress_of
from services.review.domain.official import Official
from services.review.ports import CaseFilter, Page, Queues
from shared.errors import FieldError, Rejected
from shared.programmes import Programme, Programmes


class UnknownWord(Rejected):
    """No place in the path has this word."""

    def __init__(self, programme: Programme) -> None:
        words = [f"'{word.id}'" for word in programme.way.words]
        expected = f"must be {', '.join(words[:-1])} or {words[-1]}"
        super().__init__(
            "Nothing was changed. Put the fields named under `errors` right and send it again.",
            (FieldError("stage", expected),),
            code="invalid-request",
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
    programmes: Programmes

    async def page(
        self, which: CaseFilter, cursor: str | None, limit: int, *, official: Official
    ) -> Page[QueuedCase]:
        """The oldest statutory due date first; raises UnknownWord."""
        programme = self._readable(which.programme, which.round, official)
        if which.stage is not None and all(w.id != which.stage for w in programme.way.words):
            raise UnknownWord(programme)
        found = await self.queues.page(which, cursor, limit)
        queued = [QueuedCase(case, self.programmes.get(*_version(case))) for case in found.records]
        return Page(queued, found.next)

    async def progress(self, programme_id: str, round_id: str, *, official: Official) -> Progress:
        """Counts every case of the round once, by its place in the path."""
        programme = self._readable(programme_id, round_id, official)
        return progress_of(await self.queues.counted(programme_id, round_id), programme.way)

    def _readable(self, programme_id: str, round_id: str, official: Official) -> Programme:
        programme = self.programmes.of_round(programme_id, round_id)
        official.check_reads(programme)
        return programme


def _version(case: Case) -> tuple[str, str]:
    return case.programme, case.programme_version
