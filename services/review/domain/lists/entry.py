"""One numbered entry of a frozen list."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from services.review.domain.stages.decision.kept import Decision
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
        content = entry.model_dump(mode="json", exclude={"removed"})
        line = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        sha.update(line.encode() + b"\n")
    return sha.hexdigest()
