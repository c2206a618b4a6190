"""An announced list is corrected by another published act; the announcement stays as it is.

Which entries it replaces, why, and how many count before and after it, stand in the act itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.review.domain.case import Case
from services.review.domain.lists.confirming import confirmation_of
from services.review.domain.lists.correcting_refusals import (
    CorrectedToday,
    CorrectionTooLarge,
    NotAnnounced,
    NothingToCorrect,
    NotOfThisList,
    OnlyReprinted,
    OnlyReprintedSinceRenewed,
)
from services.review.domain.lists.entry import Change, CorrectedBy, Entry, Printed
from services.review.domain.lists.identity import named_in_events
from services.review.domain.lists.numbered_list import (
    CorrectedEntry,
    ListCorrection,
    ListStep,
    NumberedList,
    Why,
)
from shared.calendar import beijing_date
from shared.contracts.lists import ListCorrected
from shared.programmes import Programme
from shared.values import Bilingual

MOST_OF_LIST = 1000
"""Entries that corrections of one list may touch: all of them stay in the list's document."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to become of one application on the list, and how its entry is to read."""

    application: str
    change: Change
    enterprise: Bilingual | None = None
    product: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class CorrectionOrder:
    """Which entries are replaced, why, and by which document."""

    why: Why
    reason: str
    basis: str | None
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """The list with one more correction, the entries that it touches, and what tells of it."""

    step: ListStep
    entries: Sequence[Entry]

    @property
    def correction(self) -> ListCorrection:
        """The correction itself."""
        return self.step.list.corrections[-1]


def correct(
    found: NumberedList,
    entries: Mapping[str, Entry],
    cases: Mapping[str, Case],
    order: CorrectionOrder,
    programme: Programme,
    *,
    by: str,
    at: datetime,
) -> Corrected:
    """The correction as it would be published at this moment; `entries` and `cases` by application.

    Figures are kept by the day, so that a list is corrected on a later day than it was announced or
    corrected last. Raises NotAnnounced, CorrectedToday, OnlyReprinted, OnlyReprintedSinceRenewed,
    CorrectionTooLarge, NotOfThisList and NothingToCorrect.
    """
    if found.state != "announced" or found.announced_at is None:
        raise NotAnnounced(found.id)
    last = found.corrections[-1].at if found.corrections else found.announced_at
    _refuse_same_day(found, beijing_date(last), beijing_date(at))
    stage, final = found.stage_in(programme.way), programme.way.final
    if any(one.change != "reprinted" for one in order.wanted):
        if stage != final:
            raise OnlyReprinted(found.id)
        if programme.way.cohort is not None:
            raise OnlyReprintedSinceRenewed(found.id)
    touched = sum(len(one.entries) for one in found.corrections)
    if touched + len(order.wanted) > MOST_OF_LIST:
        raise CorrectionTooLarge(found.id, MOST_OF_LIST)
    no, following = len(found.corrections) + 1, found.entries + found.added
    after, done = list[Entry](), list[CorrectedEntry]()
    for one in order.wanted:
        known = entries.get(one.application)
        if known is None and one.change == "added":
            following += 1
            known = _appended(found, cases.get(one.application), following)
        if known is None:
            raise NotOfThisList(found.id, one.application)
        entry = _changed(known, one, found, cases.get(one.application), no, at)
        after.append(entry)
        done.append(_done(known, entry, one.change))
    count = sum(entry.counts for entry in after) - sum(_counted(entries, one) for one in after)
    correction = ListCorrection(
        no=no,
        why=order.why,
        reason=order.reason,
        basis=order.basis,
        entries=tuple(done),
        before=found.listed,
        listed=found.listed + count,
        rule_version=programme.key,
        confirmation=_confirmation(found, order, done, by),
        by=by,
        at=at,
    )
    corrected = found.model_copy(update={"corrections": (*found.corrections, correction)})
    event = _event(corrected, correction, named_in_events(stage))
    return Corrected(ListStep(corrected, (event,)), after)


def confirmed(found: NumberedList, confirmation: str) -> ListCorrection | None:
    """The correction that this confirmation has published already."""
    same = (one for one in found.corrections if one.confirmation == confirmation)
    return next(same, None)


def _refuse_same_day(found: NumberedList, last: date, today: date) -> None:
    if today <= last:
        raise CorrectedToday(found.id, last)


def _counted(before: Mapping[str, Entry], entry: Entry) -> bool:
    known = before.get(entry.application)
    return known is not None and known.counts


def _appended(found: NumberedList, case: Case | None, no: int) -> Entry:
    """The entry of an application that the list did not have, after all others."""
    if case is None or case.outcome is None or case.outcome.list != found.id:
        raise NotOfThisList(found.id, "" if case is None else case.application)
    return Entry(
        no=no,
        application=case.application,
        number=case.number,
        enterprise=case.enterprise,
        product=case.product,
        district=case.district,
        category=case.category,
        added=True,
    )


def _changed(
    known: Entry, wanted: Wanted, found: NumberedList, case: Case | None, no: int, at: datetime
) -> Entry:
    before = known.reads
    reads = Printed(
        enterprise=wanted.enterprise or before.enterprise,
        product=wanted.product or before.product,
    )
    on_list = known.counts and not (known.added and not known.corrected)
    struck = any(one.change == "removed" for one in known.corrected)
    # What has withdrawn, or went another way, has no outcome of this list that could be replaced.
    outcome = None if case is None else case.outcome
    of_list = outcome is not None and outcome.list == found.id
    match wanted.change:
        case "removed":
            fits = on_list and of_list
        case "added":
            fits = not on_list and not struck and of_list
        case "reprinted":
            fits = on_list and reads != before
    if not fits:
        raise NothingToCorrect(known.no, known.number, wanted.change)
    mark = CorrectedBy(correction=no, change=wanted.change, reads=reads, at=at)
    return known.model_copy(update={"corrected": (*known.corrected, mark)})


def _done(before: Entry, after: Entry, change: Change) -> CorrectedEntry:
    return CorrectedEntry(
        no=after.no,
        application=after.application,
        number=after.number,
        change=change,
        was=None if change == "added" else before.reads,
        reads=None if change == "removed" else after.reads,
    )


def _confirmation(
    found: NumberedList, order: CorrectionOrder, done: Sequence[CorrectedEntry], by: str
) -> str:
    said = [one.model_dump(mode="json") for one in done]
    shown = [found.digest, found.listed, len(found.corrections), order.why, order.reason]
    return confirmation_of("correction", found.id, by, [*shown, order.basis, said])


def _event(found: NumberedList, made: ListCorrection, stage: str | None) -> ListCorrected:
    def numbers(change: Change) -> tuple[int, ...]:
        return tuple(one.no for one in made.entries if one.change == change)

    return ListCorrected(
        list=found.id,
        programme=found.programme,
        programme_version=found.programme_version,
        round=found.round,
        stage=stage,
        correction=made.no,
        why=made.why,
        reason=made.reason,
        basis=made.basis,
        removed=numbers("removed"),
        added=numbers("added"),
        reprinted=numbers("reprinted"),
        announced=found.left,
        before=made.before,
        listed=made.listed,
        by=made.by,
        at=made.at,
    )
