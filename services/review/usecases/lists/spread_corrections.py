"""Tells cases and register of the corrections of announced lists; resumes after a crash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.lists.numbered_list import (
    CorrectedEntry,
    ListCorrection,
    NumberedList,
)
from services.review.domain.recognition.correcting import follow
from services.review.domain.recognition.identity import id_of_entry
from services.review.domain.recognition.recognition import RecognitionStep
from services.review.domain.recognition.registering import register_entry
from services.review.domain.stages.announcement.correcting import correct_outcome
from services.review.ports import Cases, HeldCase, HeldRecognition, Lists, Recognitions
from services.review.usecases.rules import Rules
from shared.trace import traced


@dataclass(frozen=True)
class SpreadCorrections:
    """Each case and each recognition hears of a correction once, since that is in its state."""

    lists: Lists
    cases: Cases
    recognitions: Recognitions
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many lists were finished."""
        done = 0
        for held in await self.lists.corrected_unspread():
            found = held.record
            # Outcomes and register come from the announcement first.
            if not found.outcomes_given:
                continue
            with traced(None, "spread corrections", about={"laurel.list": found.id}):
                whole = [await self._spread(found, one, at) for one in found.corrections]
            if all(whole):
                await self.lists.note_correction_spread(found)
                done += 1
        return done

    async def _spread(self, found: NumberedList, made: ListCorrection, at: datetime) -> bool:
        """Whether all of it is done; what others have changed meanwhile is left for later."""
        cases = await self.cases.get_many([entry.application for entry in made.entries])
        steps: list[tuple[HeldCase, Step]] = []
        for entry in made.entries:
            case = cases[entry.application]
            step = correct_outcome(case.record, found, made, entry, self.rules.of(case.record))
            if step is not None:
                steps.append((case, step))
        stale = await self.cases.save_many(steps, at)
        programme = self.rules.of(found)
        way = programme.way
        # What a re-evaluation renewed keeps the name that it has in the register.
        if found.stage_in(way) is not way.final or way.cohort is not None:
            return not stale
        return await self._register(found, made, at) and not stale

    async def _register(self, found: NumberedList, made: ListCorrection, at: datetime) -> bool:
        await self._add(found, made, at)
        steps: list[tuple[HeldRecognition, RecognitionStep]] = []
        for entry in made.entries:
            if entry.change == "added":
                continue
            held = await self.recognitions.get(id_of_entry(found.id, entry.no))
            if held is None:
                return False
            step = follow(held.record, made, entry, self.rules.of(found))
            if step is not None:
                steps.append((held, step))
        return not await self.recognitions.save_many(steps, at)

    async def _add(self, found: NumberedList, made: ListCorrection, at: datetime) -> None:
        added: Sequence[CorrectedEntry] = [one for one in made.entries if one.change == "added"]
        entries = await self.lists.entries_of(found.id, [one.application for one in added])
        cases = await self.cases.get_many([one.application for one in added])
        new = []
        for one in added:
            case = cases[one.application].record
            # As this correction printed it; a later one is followed after it.
            entry = entries[one.application]
            if one.reads is not None:
                names = {"enterprise": one.reads.enterprise, "product": one.reads.product}
                entry = entry.model_copy(update=names)
            step = register_entry(found, entry, case, self.rules.of(case), at=made.at, by=made.by)
            new.append(step)
        if new:
            await self.recognitions.register(new, at)
