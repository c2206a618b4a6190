"""Documents that printed figures of a round, and what each of their figures is."""

from shared.programmes.printed.catalogue import Documents, UnknownDocument
from shared.programmes.printed.loading import load_document
from shared.programmes.printed.model import PrintedDocument
from shared.programmes.printed.rows import (
    FromMeasure,
    FromOutside,
    FromReport,
    Increase,
    IncreaseRow,
    Interval,
    Month,
    PrintedValue,
    Row,
    ShareOf,
    ShareRow,
    Stated,
    StatedRow,
)

__all__ = [
    "Documents",
    "FromMeasure",
    "FromOutside",
    "FromReport",
    "Increase",
    "IncreaseRow",
    "Interval",
    "Month",
    "PrintedDocument",
    "PrintedValue",
    "Row",
    "ShareOf",
    "ShareRow",
    "Stated",
    "StatedRow",
    "UnknownDocument",
    "load_document",
]
