"""Many cases at once: one read, the domain for each, one write, and a problem a row."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from services.review.domain.case import Case, Step
from services.review.ports import Cases, HeldCase
from shared.errors import FieldError, NotFound, Rejected, StaleWrite


class Order(Protocol):
    """What to do with one application."""

    @property
    def application(self) -> str:
        """The application it is about."""
        ...


O = TypeVar("O", bound=Order)  # noqa: E741


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
            (FieldError("application", "stands in another row, too; leave one of them"),),
            code="repeated-row",
        )


async def carry_out(
    cases: Cases, orders: Sequence[O], act: Callable[[Case, O], Step | None], at: datetime
) -> list[Result]:
    """Does each order by itself; a case that was changed meanwhile is tried once more."""
    times = Counter(order.application for order in orders)
    problems: dict[str, Rejected] = {a: RepeatedRow(a) for a, n in times.items() if n > 1}
    once = [order for order in orders if order.application not in problems]
    stale = await _attempt(cases, once, act, at, problems)
    if stale:
        again = [order for order in once if order.application in stale]
        stale = await _attempt(cases, again, act, at, problems)
    problems |= {application: StaleWrite("case") for application in stale}
    return [Result(order.application, problems.get(order.application)) for order in orders]


async def _attempt(
    cases: Cases,
    orders: Sequence[O],
    act: Callable[[Case, O], Step | None],
    at: datetime,
    problems: dict[str, Rejected],
) -> set[str]:
    found = await cases.get_many([order.application for order in orders])
    steps: list[tuple[HeldCase, Step]] = []
    for order in orders:
        held = found.get(order.application)
        try:
            if held is None:
                raise NotFound("case", order.application, field="application")
            step = act(held.record, order)
        except Rejected as problem:
            problems[order.application] = problem
            continue
        if step is not None:
            steps.append((held, step))
    return await cases.save_many(steps, at)
