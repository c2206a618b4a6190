"""Corrections of announced lists."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.review.api.bounds import Name, Reasoning, Text
from services.review.domain.lists.correcting import CorrectionOrder, Wanted
from services.review.domain.lists.entry import Change, Printed
from services.review.domain.lists.numbered_list import (
    CorrectedEntry,
    ListCorrection,
    NumberedList,
    Why,
)
from shared.http.request_body import RequestBody
from shared.values import Bilingual

CORRECTED_AT_ONCE = 200
_REASON = "申报单位公布后书面申请退出，经核实同意。"


class Names(RequestBody):
    """A name in both languages."""

    zh: Name
    en: Name

    def bilingual(self) -> Bilingual:
        """The same as a value."""
        return Bilingual(zh=self.zh, en=self.en)


class CorrectEntryIn(RequestBody):
    """What becomes of one application; names that are not given stay as the list prints them."""

    application: Text
    change: Change
    enterprise: Names | None = None
    product: Names | None = None

    def wanted(self) -> Wanted:
        """The same for the domain."""
        return Wanted(
            application=self.application,
            change=self.change,
            enterprise=None if self.enterprise is None else self.enterprise.bilingual(),
            product=None if self.product is None else self.product.bilingual(),
        )


def _each_once(entries: list[CorrectEntryIn]) -> list[CorrectEntryIn]:
    if len({one.application for one in entries}) < len(entries):
        raise ValueError("must name each application once")
    return entries


class ListCorrectionIn(RequestBody):
    """Which entries are replaced, why, and by which document; all of it is published.

    `confirmation` is that of the preview, which takes the same body without it.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "why": "withdrawn",
                "reason": _REASON,
                "basis": "江科〔2020〕3 号",
                "entries": [{"application": "0190f7e2c3d4", "change": "removed"}],
                "confirmation": "1d0b5a4b6f0c4c7d8c0f2f7e9a3b6c51",
            }
        }
    )

    why: Why
    reason: Reasoning
    basis: Name | None = None
    entries: Annotated[
        list[CorrectEntryIn],
        Field(min_length=1, max_length=CORRECTED_AT_ONCE),
        AfterValidator(_each_once),
    ]
    confirmation: Text | None = None

    def order(self) -> CorrectionOrder:
        """The same for the domain."""
        return CorrectionOrder(
            why=self.why,
            reason=self.reason,
            basis=self.basis,
            wanted=tuple(one.wanted() for one in self.entries),
        )


class CorrectedEntryOut(BaseModel):
    """An entry that a correction replaces: how it read before, and reads since."""

    entry: int
    change: Change
    was: Printed | None
    reads: Printed | None

    @classmethod
    def of(cls, found: CorrectedEntry) -> Self:
        """The entry as JSON; applications are no matter of the public."""
        return cls(entry=found.no, change=found.change, was=found.was, reads=found.reads)


class ListCorrectionOut(BaseModel):
    """A published correction: why, by which document and rules, and how many count since.

    `announced` are in the announcement, which stays. `before` counted until this correction.
    """

    correction: int
    list: str
    why: Why
    reason: str
    basis: str | None
    announced: int
    before: int
    listed: int
    rule_version: str
    at: datetime
    entries: Sequence[CorrectedEntryOut]

    @classmethod
    def of(cls, found: NumberedList, made: ListCorrection) -> Self:
        """The correction as JSON, without who made it."""
        entries = [CorrectedEntryOut.of(one) for one in made.entries]
        kept = {name: getattr(made, name) for name in _AS_KEPT}
        return cls.model_validate(
            {
                **kept,
                "correction": made.no,
                "list": found.id,
                "announced": found.left,
                "entries": entries,
            }
        )


_AS_KEPT = ("why", "reason", "basis", "before", "listed", "rule_version", "at")


class ListCorrectionPreviewOut(ListCorrectionOut):
    """What would be published now; the `confirmation` is for this account and this content."""

    confirmation: str

    @classmethod
    def of(cls, found: NumberedList, made: ListCorrection) -> Self:
        """The preview as JSON."""
        shown = ListCorrectionOut.of(found, made)
        return cls(**dict(shown), confirmation=made.confirmation)


class ListCorrectionsOut(BaseModel):
    """All corrections of a list, the first one first, and both counts."""

    list: str
    announced: int | None
    listed: int
    corrections: Sequence[ListCorrectionOut]

    @classmethod
    def of(cls, found: NumberedList) -> Self:
        """The corrections of a public list."""
        return cls(
            list=found.id,
            announced=found.left if found.state == "announced" else None,
            listed=found.listed,
            corrections=[ListCorrectionOut.of(found, one) for one in found.corrections],
        )
