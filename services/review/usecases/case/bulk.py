"""Many cases at once: one read, the domain for each, one write, and a problem a row."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from services.review.domain.case import Case, Step
from services.review.domain.case.left_out import CaseLeftOut
from services.review.domain.case.passing import place_of
from services.review.domain.lists.refusals import ListFrozen
from services.review.domain.official import Official
from services.review.ports import Cases, HeldCase, Lists
from services.review.usecases.case.too_late import too_late
from services.review.usecases.rules import Rules
from shared.errors import FieldError, NotFound, Rejected, StaleWrite
from shared.programmes import Programme
from shared.programmes.path.stage import StageBase


class Order(Protocol):
    """What to do with one application."""

    @property
    def application(self) -> str:
        """The application it is about."""
        ...


O = TypeVar("O", bound=Order)  # noqa: E741
Act = Callable[[Case, Programme, O], Step | None]
"""Does an order, or tells by None that it is done already."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one order; no problem means that it is done, now or before."""

    application: str
    problem: Rejected | None


class RepeatedRow(Rejected):
    """The same application stands twice in one request."""

    def __init__(self, application: str) -> None:
        super().__init__(
            f"The application {application} stands more than once in this request; "
            "none of its rows was done.",
            (
                FieldError(
                    "application",
                    "stands in another row, too; leave one of them",
                    "另一行中也有此申报；请只保留一行",
                ),
            ),
            code="repeated-row",
            zh=f"申报 {application} 在本请求中重复出现；各行均未处理。",
        )


@dataclass(frozen=True)
class CarryOut:
    """Does each order by itself; a case that was changed meanwhile is tried once more."""

    cases: Cases
    lists: Lists
    rules: Rules
    kind: type[StageBase]
    """The kind of stage in which the orders are for its officials alone."""

    async def __call__(
        self, orders: Sequence[O], act: Act[O], *, official: Official, at: datetime
    ) -> list[Result]:
        """What became of each order, in their order."""
        problems = repeated([order.application for order in orders])

        def permitted(case: Case, order: O) -> Step | None:
            programme = self.rules.of(case)
            self._check_permitted(case, programme, official)
            return act(case, programme, order)

        once = [order for order in orders if order.application not in problems]
        stale = await self._attempt(once, permitted, at, problems)
        if stale:
            moved_on = [order for order in once if order.application in stale]
            stale = await self._attempt(moved_on, permitted, at, problems)
        problems |= {application: StaleWrite("case") for application in stale}
        return [Result(order.application, problems.get(order.application)) for order in orders]

    def _check_permitted(self, case: Case, programme: Programme, official: Official) -> None:
        if not official.sees(programme):
            raise unknown_case(case.application)
        place = place_of(case, programme)
        if place is not None and isinstance(place.stage, self.kind):
            official.check_acts(programme, place.stage)

    async def _attempt(
        self,
        orders: Sequence[O],
        act: Callable[[Case, O], Step | None],
        at: datetime,
        problems: dict[str, Rejected],
    ) -> set[str]:
        found = await self.cases.get_many([order.application for order in orders])
        steps: list[tuple[HeldCase, Step]] = []
        for order in orders:
            held = found.get(order.application)
            try:
                if held is None:
                    raise unknown_case(order.application)
                step = act(held.record, order)
            except Rejected as problem:
                problems[order.application] = problem
                continue
            if step is not None:
                steps.append((held, step))
        late = await too_late(steps, self.lists, self.rules)
        problems |= {
            application: refusal_of_late(found[application].record, list_)
            for application, list_ in late.items()
        }
        in_time = [each for each in steps if each[0].record.application not in late]
        return await self.cases.save_many(in_time, at)


def refusal_of_late(case: Case, list_id: str) -> Rejected:
    """Why something is too late for a list, which is frozen or has left the case out."""
    if case.left_out is not None:
        return CaseLeftOut(case.number, case.left_out)
    return ListFrozen(list_id)


def repeated(applications: Sequence[str]) -> dict[str, Rejected]:
    """Why none of the rows is done of an application that has several."""
    return {a: RepeatedRow(a) for a, times in Counter(applications).items() if times > 1}


def unknown_case(application: str) -> NotFound:
    """There is no case of this application, or none that the caller may see."""
    return NotFound("case", application, field="application")
