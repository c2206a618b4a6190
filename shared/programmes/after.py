"""What comes after a recognition."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from shared.calendar import ClockPolicy
from shared.programmes import shapes
from shared.programmes.strict import Bilingual, Slug, Strict

Numbering = Annotated[str, StringConstraints(pattern=shapes.NUMBERING, max_length=60)]


class Validity(Strict):
    """How long a recognition holds: whole years, the last day being that of the same date."""

    years: int = Field(ge=1, le=50)


class CertificateKind(Strict):
    """A document that says of a recognition that there is one, and how it is numbered.

    `{serial:5}` in the numbering is the serial number with so many digits, `{year}` the year of
    issue; with it the serial number begins at 1 each year.
    """

    id: Slug
    document: Literal["certificate", "plaque"]
    name: Bilingual
    numbering: Numbering

    def series(self, programme: str, on: date) -> str:
        """Within which the serial numbers of documents issued on a day have no gap."""
        year = f"/{on.year}" if "{year}" in self.numbering else ""
        return f"{programme}/{self.id}{year}"

    def number(self, serial: int, on: date) -> str:
        """The number of the document with this serial number, issued on a day."""
        written = self.numbering.replace("{year}", str(on.year))
        return re.sub(r"\{serial:([0-9]+)\}", lambda found: f"{serial:0{int(found[1])}}", written)


class RevocationClocks(Strict):
    """How long the holder has before and after a recognition is revoked, each from delivery.

    `hearing` is its time to be heard, `appeal` that to appeal.
    """

    hearing: ClockPolicy = ClockPolicy(days=5, kind="working", start="exclusive")
    appeal: ClockPolicy = ClockPolicy(days=60, kind="natural", start="exclusive")


class After(Strict):
    """What holds of those that the final announcement has recognised.

    `remind_before` says how many days before its last one a holder is reminded. Without
    `revocation` none of them can be revoked or suspended.
    """

    validity: Validity | None = None
    remind_before: tuple[Annotated[int, Field(ge=1, le=1000)], ...] = ()
    certificates: tuple[CertificateKind, ...] = ()
    revocation: RevocationClocks | None = None

    @model_validator(mode="after")
    def _tells_them_apart(self) -> Self:
        for name in ("id", "numbering"):
            values = [getattr(kind, name) for kind in self.certificates]
            if len(set(values)) < len(values):
                raise ValueError(f"expected another {name} for each kind of certificate")
        return self
