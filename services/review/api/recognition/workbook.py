"""An empty sheet for earlier recognitions."""

from io import BytesIO

from openpyxl import Workbook

from services.review.api.recognition.reading.columns import TITLES
from services.review.api.stages.recommendation.workbook import MEDIA_TYPE

__all__ = ["MEDIA_TYPE", "empty_workbook"]


def empty_workbook() -> bytes:
    """A workbook with nothing but the titles."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("认定名册")
    sheet.freeze_panes = "A2"
    for column in range(len(TITLES)):
        sheet.column_dimensions[chr(ord("A") + column)].width = 24
    sheet.append([titles[0] for titles in TITLES.values()])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
