"""The freeze of a list: what is still open, who is listed, in which order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from services.review.domain.lists.confirming import (
    ConfirmationRequired,
    ShownHasChanged,
    confirmation_of,
)
from services.review.domain.lists.entry import Candidate, Entry, digest, numbered
from services.review.domain.lists.identity import freeze_key, named_in_events
from services.review.domain.lists.numbered_list import Confirmed, LeftOut, NumberedList
from services.review.domain.lists.open_cases import Open, OpenCase, open_among, open_places
from services.review.domain.lists.refusals import (
    CallOpen,
    NothingListed,
    StillOpen,
    UndecidedLeft,
)
from services.review.domain.twins.refusals import OnHoldLeft
from shared.contracts.base import Event
from shared.contracts.lists import ListFrozen
from shared.errors import Rejected
from shared.programmes import Path, Place, Programme
from shared.programmes.path import Announcement, Recommendation
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of a round, all at one moment.

    `candidates` wait for the list, `names` are those of enterprises by unified social credit code,
    `on_sheets` counts the cases on summary sheets that are being applied.
    """

    candidates: Sequence[Candidate]
    names: Mapping[str, Bilingual]
    open: Sequence[OpenCase] = ()
    on_sheets: int = 0


@dataclass(frozen=True, slots=True)
class FreezeOrder:
    """Confirms what was shown; `leave_out` is why the list does without whatever is open."""

    confirmation: str | None
    leave_out: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The list as it would be frozen, what is still open, and why it can't be frozen, if so.

    `on_hold` are the numbers of those on it that wait until it is settled whether they are there
    twice.
    """

    list: NumberedList
    entries: Sequence[Entry]
    open: Open
    on_hold: Sequence[str]
    confirmation: str
    refusal: Rejected | None


@dataclass(frozen=True, slots=True)
class Frozen:
    """A list with its entries, the cases that were left out, and the events that tell of it."""

    list: NumberedList
    entries: Sequence[Entry]
    left_out: Sequence[OpenCase]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Freezing:
    """What the freeze of a list goes by; the store finds what it asks for, all at one moment."""

    draft: NumberedList
    programme: Programme

    @property
    def stage(self) -> Announcement:
        """The announcement whose list it is."""
        return self.draft.stage_in(self.programme.way)

    @property
    def waiting(self) -> Place:
        """Where the cases stand that the list is made of."""
        return Place(self.stage, self.stage.first)

    @cached_property
    def open_at(self) -> Sequence[Place]:
        """From where a case may still come on to the list."""
        round_ = self.programme.round(self.draft.round)
        return open_places(self.programme.way, self.stage, round_, self.draft.frozen_at)

    @property
    def takes_sheets(self) -> bool:
        """Whether a summary sheet that is still being applied holds the freeze up."""
        for stage in reversed(self.programme.way.before(self.stage)):
            if isinstance(stage, Recommendation | Announcement):
                return isinstance(stage, Recommendation)
        return False

    @property
    def key(self) -> str:
        """What a summary sheet writes as well, so that one has to wait."""
        draft = self.draft
        return freeze_key(draft.programme, draft.round, self.programme.way, self.stage)

    @property
    def preview(self) -> str:
        """The address at which it is shown."""
        several = len(self.programme.way.of_kind(Announcement)) > 1
        stage = f"?stage={self.stage.id}" if several else ""
        return f"/review/v1/rounds/{self.draft.programme}/{self.draft.round}/lists/preview{stage}"

    def show(self, found: Found) -> Shown:
        """What would be frozen now, and the confirmation of it."""
        passed = [one for one in found.candidates if _is_listed(one, self.programme.way)]
        districts = [district.id for district in self.programme.districts]
        entries = numbered([one.called(found.names) for one in passed], districts)
        drawn_up = {"entries": len(entries), "digest": digest(entries)}
        draft = self.draft.model_copy(update=drawn_up)
        open_ = open_among(
            self.open_at,
            found.open,
            call_until=self._call_until(draft.frozen_at),
            on_sheets=found.on_sheets,
        )
        shown = Shown(
            list=draft,
            entries=entries,
            open=open_,
            confirmation=self._confirmation(draft, open_),
            on_hold=sorted(one.number for one in passed if one.on_hold),
            refusal=None,
        )
        return replace(shown, refusal=self._refusal(shown, leave_out=None))

    def freeze(self, found: Found, order: FreezeOrder) -> Frozen:
        """The list of those that the last decision passed, under what they are called now.

        Raises ConfirmationRequired, ShownHasChanged, CallOpen, UndecidedLeft, StillOpen unless
        what is open is left out, OnHoldLeft and NothingListed.
        """
        if order.confirmation is None:
            raise ConfirmationRequired(self.preview)
        shown = self.show(found)
        if order.confirmation != shown.confirmation:
            raise ShownHasChanged(self.preview, *_in_short(shown))
        refusal = self._refusal(shown, leave_out=order.leave_out)
        if refusal is not None:
            raise refusal
        left_out = [case for one in shown.open.to_leave_out for case in one.cases]
        frozen = shown.list.model_copy(
            update={
                "confirmed": Confirmed(freeze=order.confirmation),
                "left_out": self._left_out(len(left_out), order.leave_out),
            }
        )
        return Frozen(frozen, shown.entries, left_out, tuple(self._events(frozen)))

    def _refusal(self, shown: Shown, *, leave_out: str | None) -> Rejected | None:
        open_ = shown.open
        if open_.call_until is not None:
            return CallOpen(self.draft.round, open_.call_until)
        if open_.to_settle or open_.on_sheets:
            return UndecidedLeft(open_)
        if open_.to_leave_out and leave_out is None:
            return StillOpen(open_)
        if shown.on_hold:
            return OnHoldLeft(shown.on_hold)
        return None if shown.entries else NothingListed(self.waiting, self.stage)

    def _call_until(self, at: datetime) -> datetime | None:
        closes_at = self.programme.round(self.draft.round).closes_at
        return closes_at if at < closes_at else None

    def _confirmation(self, draft: NumberedList, open_: Open) -> str:
        cases = sorted((case.application, case.word) for one in open_.places for case in one.cases)
        shown = [
            *(draft.freezing, draft.programme_version, draft.entries, draft.digest),
            *(cases, open_.on_sheets, open_.call_until),
        ]
        return confirmation_of("freeze", draft.id, draft.frozen_by, shown)

    def _left_out(self, cases: int, reason: str | None) -> LeftOut | None:
        if not cases or reason is None:
            return None
        draft = self.draft
        return LeftOut(cases=cases, reason=reason, by=draft.frozen_by, at=draft.frozen_at)

    def _events(self, frozen: NumberedList) -> Iterator[Event]:
        stage = named_in_events(self.stage)
        if stage is not None:
            yield ListFrozen(
                list=frozen.id,
                programme=frozen.programme,
                programme_version=frozen.programme_version,
                round=frozen.round,
                stage=stage,
                entries=frozen.entries,
                digest=frozen.digest,
                by=frozen.frozen_by,
                at=frozen.frozen_at,
                freezing=None if frozen.freezing == 1 else frozen.freezing,
            )


def _is_listed(candidate: Candidate, way: Path) -> bool:
    return candidate.decision is not None and candidate.decision.has_passed(way)


def _in_short(shown: Shown) -> tuple[str, str]:
    entries, cases = shown.list.entries, shown.open.cases
    return (
        f"{entries} entries; cases that are still open: {cases}",
        f"名单{entries}条，未结案件{cases}件",
    )
