"""One numbered entry of a frozen list."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from shared.record import Record
from shared.values import Bilingual, Instant


class Removal(Record):
    """Why an entry no longer counts; its row stays."""

    why: Literal["objection", "withdrawn"]
    reason: str
    at: Instant


class Entry(Record):
    """An application on a list, with its names as they were when the list was frozen."""

    no: int
    application: str
    number: str
    enterprise: Bilingual
    product: Bilingual
    district: str
    category: str
    removed: Removal | None = None


class Candidate(Protocol):
    """What a list needs to know of a case."""

    @property
    def application(self) -> str:
        """The application."""
        ...

    @property
    def number(self) -> str:
        """Its number."""
        ...

    @property
    def enterprise(self) -> Bilingual:
        """Who applied, by name."""
        ...

    @property
    def product(self) -> Bilingual:
        """What for."""
        ...

    @property
    def district(self) -> str:
        """Id of the district."""
        ...

    @property
    def category(self) -> str:
        """Id of the category."""
        ...


def numbered(cases: Iterable[Candidate], districts: Sequence[str]) -> tuple[Entry, ...]:
    """The entries in order of the programme's districts, then of application number, from 1."""
    place = {district: index for index, district in enumerate(districts)}
    ordered = sorted(cases, key=lambda c: (place.get(c.district, len(place)), c.number))
    return tuple(
        Entry(
            no=no,
            application=case.application,
            number=case.number,
            enterprise=case.enterprise,
            product=case.product,
            district=case.district,
            category=case.category,
        )
        for no, case in enumerate(ordered, 1)
    )


def digest(entries: Iterable[Entry]) -> str:
    """SHA-256, in hex, over the entries as they were frozen, one JSON line each."""
    sha = hashlib.sha256()
    for entry in entries:
        content = entry.model_dump(mode="json", exclude={"removed"})
        line = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        sha.update(line.encode() + b"\n")
    return sha.hexdigest()
