"""The filter in an address: the same words as in a subscription."""

from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import StringConstraints

from services.notify.domain.agencies.facts import PUBLIC
from services.notify.domain.agencies.filter import Filter
from shared.errors import Rejected, one_of
from shared.http.words import PROGRAMME

Value = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Values = list[Value]

AT_MOST = 50
"""Values of one fact."""


def _some(meaning: str, example: str) -> Any:
    """A parameter that may be given several times."""
    return Query(
        default_factory=list, max_length=AT_MOST, description=meaning, examples=[[example]]
    )


def wanted(
    programme: Annotated[Values, _some("Programmes, by id.", PROGRAMME)],
    round: Annotated[Values, _some("Rounds, by id within the programme.", "2019")],
    district: Annotated[Values, _some("Districts, by id in the programme.", "pengjiang")],
    industry: Annotated[
        Values, _some("Industries of GB/T 4754-2017 at any depth: C, 39, 391 or 3912.", "39")
    ],
    category: Annotated[Values, _some("Categories, by id in the programme.", "electronics")],
    outcome: Annotated[
        Values,
        _some(
            "Outcomes. Of whatever had one of them comes all that follows too, such as its "
            "revocation.",
            "recognised",
        ),
    ],
    kind: Annotated[
        Values,
        _some("Kinds of message, by their CloudEvents type.", "laurel.outcome.recognised.v1"),
    ],
) -> Filter:
    """Each may be given several times, and then one of the values is enough.

    Raises Rejected for a kind that there is not.
    """
    if not set(kind) <= set(PUBLIC):
        raise Rejected(
            "No message is of this kind, so that nothing would ever come.",
            (one_of("kind", sorted(PUBLIC)),),
            code="invalid-request",
            zh="没有此种消息，按此将永远收不到内容。",
        )
    return Filter(
        programme=frozenset(programme),
        round=frozenset(round),
        district=frozenset(district),
        industry=frozenset(industry),
        category=frozenset(category),
        outcome=frozenset(outcome),
        kind=frozenset(kind),
    )


Wanted = Annotated[Filter, Depends(wanted)]
