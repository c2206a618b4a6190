"""Bulk requests, and what became of each of their rows."""

from collections.abc import Callable, Iterable
from functools import partial
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
    def of(cls, result: Result, at: Callable[[str], str]) -> Self:
        """The row of a result; `at` is where a field of its order stands in the request."""
        refused = result.problem
        problem = None if refused is None else Problem.of(refused, at)
        return cls(application=result.application, done=problem is None, problem=problem)


class Results(BaseModel):
    """One row an order, in the order given."""

    results: list[ResultRow]

    @classmethod
    def of(cls, results: Iterable[Result], rows: str = "decisions") -> Self:
        """The answer to a request with these rows."""
        return cls.at(results, lambda n, field: f"{rows}.{n}.{field}")

    @classmethod
    def at(cls, results: Iterable[Result], field_of: Callable[[int, str], str]) -> Self:
        """The answer; `field_of` is where a field of the n-th order stands, counted from 0."""
        rows = [ResultRow.of(one, partial(field_of, n)) for n, one in enumerate(results)]
        return cls(results=rows)
