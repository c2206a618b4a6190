"""Bulk requests, and what became of each of their rows."""

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel

from services.review.usecases.case.bulk import Result
from shared.http.bounded import MB
from shared.http.problem import Problem

AT_MOST = 500
MOST_BYTES = 8 * MB
"""That many rows with everything a row may have, even if each character is escaped."""


class ResultRow(BaseModel):
    """Whether it is done, now or before, or why not."""

    application: str
    done: bool
    problem: Problem | None

    @classmethod
    def of(cls, result: Result, index: int) -> Self:
        """The row of a result; `index` is its order's, counted from 0."""
        refused = result.problem
        problem = None if refused is None else Problem.of(refused, row=f"decisions.{index}")
        return cls(application=result.application, done=problem is None, problem=problem)


class Results(BaseModel):
    """One row an order, in the order given."""

    results: list[ResultRow]

    @classmethod
    def of(cls, results: Iterable[Result]) -> Self:
        """The answer to `decisions`."""
        return cls(results=[ResultRow.of(result, n) for n, result in enumerate(results)])
