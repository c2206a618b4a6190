"""Dismisses many objections together, as they were shown, each with its own event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.lists.answering import dismissed
from services.review.domain.lists.confirming import (
    ConfirmationRequired,
    ShownHasChanged,
    confirmation_of,
)
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import ListStep
from services.review.domain.lists.objection import Objection, decide_objection
from services.review.domain.lists.refusals import ObjectionDecidedAlready
from services.review.domain.official import Official
from services.review.ports import Cases, HeldCase, HeldList, Lists, Objections
from services.review.usecases.lists.known_list import check_hears_objections, known_list
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.retrying import retry


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Which objections to a list are dismissed, and for which reason of the catalogue."""

    list: str
    objections: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ShownDismissal:
    """What would be dismissed; whoever sends the confirmation confirms all of it."""

    objections: Sequence[Objection]
    confirmation: str


@dataclass(frozen=True, slots=True)
class _Dismissed:
    step: ListStep
    decided: Sequence[tuple[Objection, Entry]]
    cases: Sequence[tuple[HeldCase, Step]]


@dataclass(frozen=True)
class DismissObjections:
    """All of them or none, in one write. None is upheld so: that removes an entry."""

    lists: Lists
    objections: Objections
    cases: Cases
    rules: Rules

    async def preview(
        self, order: Dismissal, *, official: Official, at: datetime
    ) -> ShownDismissal:
        """What would be dismissed now.

        Raises NotFound, Rejected (forbidden), ObjectionDecidedAlready and UnknownReason.
        """
        held, found = await self._found(order, official)
        await self._dismissed(held, found, order, official, at)
        return ShownDismissal(found, _confirmation(order, found, official))

    async def __call__(
        self, order: Dismissal, confirmation: str | None, *, official: Official, at: datetime
    ) -> Sequence[Objection]:
        """The objections; confirming the same once more changes nothing.

        Raises NotFound, Rejected (forbidden), ConfirmationRequired, ShownHasChanged,
        ObjectionDecidedAlready, UnknownReason and, when others are always faster, StaleWrite.
        """
        preview = f"/review/v1/lists/{order.list}/objections/dismissal/preview"

        async def once() -> Sequence[Objection]:
            held, found = await self._found(order, official)
            if confirmation is None:
                raise ConfirmationRequired(preview)
            if confirmation != _confirmation(order, found, official):
                count = len(found)
                raise ShownHasChanged(preview, f"{count} objections", f"{count}项异议")
            if all(_is_done(one, order, official) for one in found):
                return found
            done = await self._dismissed(held, found, order, official, at)
            await self.objections.decide(held, done.step, done.decided, done.cases, at)
            return [objection for objection, _ in done.decided]

        return await retry(once)

    async def _found(
        self, order: Dismissal, official: Official
    ) -> tuple[HeldList, Sequence[Objection]]:
        held = await known_list(self.lists, order.list)
        check_hears_objections(held.record, self.rules.of(held.record), official)
        found = []
        for objection in dict.fromkeys(order.objections):
            one = await self.objections.get(order.list, objection)
            if one is None:
                raise NotFound("objection", objection, field="objections")
            found.append(one)
        return held, found

    async def _dismissed(
        self,
        held: HeldList,
        found: Sequence[Objection],
        order: Dismissal,
        official: Official,
        at: datetime,
    ) -> _Dismissed:
        for one in found:
            if one.state != "open":
                raise ObjectionDecidedAlready(one.id, one.state)
        programme, whole = self.rules.of(held.record), ListStep(held.record)
        entries = await self.lists.entries_of(order.list, [one.application for one in found])
        cases = await self.cases.get_many([one.application for one in found])
        decided, steps = [], dict[str, Step]()
        for objection in found:
            step, entry, after = decide_objection(
                whole.list,
                entries[objection.application],
                objection,
                programme,
                outcome="dismissed",
                reason=order.reason,
                by=official.account,
                at=at,
            )
            whole = ListStep(step.list, (*whole.events, *step.events))
            decided.append((after, entry))
            case = cases[objection.application].record
            heard = dismissed(case, after, step.list, self.rules.of(case), at=at)
            if heard is not None:
                before = steps.get(case.application, Step(case))
                steps[case.application] = Step(heard.case, (*before.events, *heard.events))
        affected = [(cases[application], step) for application, step in steps.items()]
        return _Dismissed(whole, decided, affected)


def _confirmation(order: Dismissal, found: Sequence[Objection], official: Official) -> str:
    said = [[one.id, one.entry, one.facts, one.evidence] for one in found]
    return confirmation_of("dismissal", order.list, official.account, [order.reason, said])


def _is_done(objection: Objection, order: Dismissal, official: Official) -> bool:
    done = (objection.state, objection.reason, objection.decided_by)
    return done == ("dismissed", order.reason, official.account)
