"""The summary sheet as an Excel workbook, written to be ranked."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from services.review.api.stages.recommendation.reading.columns import NUMBER, RANK
from services.review.domain.case import Case
from shared.values import Bilingual

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = (RANK, NUMBER, "申报单位 Enterprise", "产品 Product", "区县 District", "备注 Remark")
WIDTHS = (12, 22, 40, 40, 24, 44)
INCOMPLETE = "视为受理（材料不齐） Accepted by statute, incomplete"


def write_workbook(cases: Iterable[Case], districts: Mapping[str, Bilingual]) -> bytes:
    """A workbook with a row a case; the rank is left for the recommender to fill in.

    `districts` are their names by id; one that is unknown is written as its id.
    A case that nobody has looked at in time is marked, since its file is incomplete.
    """
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("汇总表")
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append(TITLES)
    for case in cases:
        texts = [case.number, case.enterprise.zh, case.product.zh]
        named = districts.get(case.district)
        texts.append(f"{named.zh} {named.en}" if named else case.district)
        if case.accepted_incomplete:
            texts.append(INCOMPLETE)
        sheet.append([None, *(_text(sheet, text) for text in texts)])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    # A name that begins with "=" is a name, not a formula.
    cell.data_type = "s"
    return cell
