"""One numbered entry of a frozen list."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from services.review.domain.stages.decision.kept import Decision
from shared.record import Record
from shared.values import Bilingual, Instant

_LATER = {"removed", "added", "corrected"}
"""What is noted beside an entry after the freeze, and in no digest."""


class Removal(Record):
    """Why an entry no longer counts; its row stays."""

    why: Literal["objection", "withdrawn"]
    reason: str
    at: Instant


class Printed(Record):
    """The names as a list prints them."""

    enterprise: Bilingual
    product: Bilingual


Change = Literal["removed", "added", "reprinted"]


class CorrectedBy(Record):
    """What a correction of the announced list did to an entry, and how it reads since."""

    correction: int
    change: Change
    reads: Printed
    at: Instant


class Entry(Record):
    """An application on a list, with its names as they were when the list was frozen.

    One that is `added` was not on the list that was announced. Whatever corrections did to an entry
    stands beside it in `corrected`, in their order; what was announced stays as it was.
    """

    no: int
    application: str
    number: str
    enterprise: Bilingual
    product: Bilingual
    district: str
    category: str
    removed: Removal | None = None
    added: bool = False
    corrected: tuple[CorrectedBy, ...] = ()

    @property
    def was_announced(self) -> bool:
        """Whether the announcement has it."""
        return self.removed is None and not self.added

    @property
    def counts(self) -> bool:
        """Whether it is on the list, as corrected."""
        for one in reversed(self.corrected):
            if one.change != "reprinted":
                return one.change == "added"
        return self.removed is None

    @property
    def reads(self) -> Printed:
        """How it reads, as corrected."""
        if self.corrected:
            return self.corrected[-1].reads
        return Printed(enterprise=self.enterprise, product=self.product)


class Candidate(Record):
    """What a list needs to know of a case."""

    application: str
    number: str
    uscc: str
    enterprise: Bilingual
    product: Bilingual
    district: str
    category: str
    decision: Decision | None = None
    on_hold: bool = False

    def called(self, names: Mapping[str, Bilingual]) -> "Candidate":
        """The candidate under the name that its enterprise has now, where that is known."""
        name = names.get(self.uscc)
        return self if name is None else self.model_copy(update={"enterprise": name})


def numbered(candidates: Iterable[Candidate], districts: Sequence[str]) -> tuple[Entry, ...]:
    """The entries in order of the programme's districts, then of application number, from 1."""
    order = {district: index for index, district in enumerate(districts)}
    ordered = sorted(candidates, key=lambda c: (order.get(c.district, len(order)), c.number))
    return tuple(
        Entry(
            no=no,
            application=one.application,
            number=one.number,
            enterprise=one.enterprise,
            product=one.product,
            district=one.district,
            category=one.category,
        )
        for no, one in enumerate(ordered, 1)
    )


def digest(entries: Iterable[Entry]) -> str:
    """SHA-256, in hex, over the entries as they were frozen, one JSON line each."""
    sha = hashlib.sha256()
    for entry in entries:
        content = entry.model_dump(mode="json", exclude=_LATER)
        line = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        sha.update(line.encode() + b"\n")
    return sha.hexdigest()
