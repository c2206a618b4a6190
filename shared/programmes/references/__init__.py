"""Everything a definition refers to must exist, once, and make sense together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from shared.programmes.reference_kinds import Fault, Loc
from shared.programmes.references.activities import activity_faults
from shared.programmes.references.facts import fact_faults
from shared.programmes.references.figures import figure_faults
from shared.programmes.references.form import form_faults
from shared.programmes.references.names import name_faults
from shared.programmes.references.order import order_faults
from shared.programmes.references.pre_evaluation import pre_evaluation_faults
from shared.programmes.references.revocations import revocation_faults
from shared.programmes.references.rounds import round_faults
from shared.programmes.references.same_thing import same_thing_faults
from shared.programmes.references.stages import stage_faults
from shared.programmes.references.tree import tree_faults

if TYPE_CHECKING:
    from shared.programmes.model import Programme


def refuse_dangling(programme: Programme) -> None:
    """Raise one ValidationError that lists every dangling reference, each at its place."""
    faults = list(_faults(programme))
    if faults:
        raise ValidationError.from_exception_data(
            "Programme",
            [
                InitErrorDetails(
                    # The message is data here: braces in it are not placeholders.
                    type=PydanticCustomError("reference", "{message}", {"message": message}),
                    loc=loc,
                    input=None,
                )
                for loc, message in faults
            ],
        )


def _faults(programme: Programme) -> Iterator[Fault]:
    yield from _duplicates(programme)
    for faults in (
        round_faults,
        form_faults,
        fact_faults,
        order_faults,
        name_faults,
        stage_faults,
        activity_faults,
        pre_evaluation_faults,
        revocation_faults,
        same_thing_faults,
        tree_faults,
        figure_faults,
    ):
        yield from faults(programme)


def _duplicates(programme: Programme) -> Iterator[Fault]:
    lists = (
        "activities",
        "facts",
        "offices",
        "recommenders",
        "districts",
        "categories",
        "rounds",
        "reasons",
    )
    for name in lists:
        yield from _repeated(
            ((name, i, "id"), x.id) for i, x in enumerate(getattr(programme, name))
        )
    # Findings and verdicts name an item by its id alone, so the two lists share one namespace.
    yield from _repeated(
        ((name, i, "id"), x.id)
        for name in ("answers", "materials")
        for i, x in enumerate(getattr(programme, name))
    )
    yield from _repeated(
        ((name, i, "id"), x.id)
        for name in ("measures", "external_figures")
        for i, x in enumerate(getattr(programme, name))
    )


def _repeated(ids: Iterable[tuple[Loc, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for loc, id_ in ids:
        if id_ in seen:
            yield loc, f"expected a new id, but {id_} is already used above"
        seen.add(id_)
