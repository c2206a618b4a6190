"""Everything a definition refers to must exist, once, and make sense together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from shared.programmes.reference_kinds import Fault, Loc
from shared.programmes.references_figures import figure_faults
from shared.programmes.references_form import form_faults
from shared.programmes.references_path import fact_faults, path_faults
from shared.programmes.references_tree import tree_faults

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
    yield from _rounds(programme)
    yield from form_faults(programme)
    yield from fact_faults(programme)
    yield from path_faults(programme)
    yield from tree_faults(programme)
    yield from figure_faults(programme)


def _duplicates(programme: Programme) -> Iterator[Fault]:
    lists = ("facts", "offices", "recommenders", "districts", "categories", "rounds", "reasons")
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


def _rounds(programme: Programme) -> Iterator[Fault]:
    for i, round_ in enumerate(programme.rounds):
        at: Loc = ("rounds", i)
        if round_.closes_at <= round_.opens_at:
            yield (*at, "closes_at"), f"expected an instant after opens_at {round_.opens_at}"
        if round_.recommend_by and round_.recommend_by < round_.closes_at:
            yield (*at, "recommend_by"), f"expected closes_at {round_.closes_at} or later"
        if round_.announce_on and round_.notice_from and round_.announce_on < round_.notice_from:
            yield (*at, "announce_on"), f"expected notice_from {round_.notice_from} or later"
        for j, entry in enumerate(round_.calendar):
            if entry.ends_on < entry.starts_on:
                loc = (*at, "calendar", j, "ends_on")
                yield loc, f"expected starts_on {entry.starts_on} or later"
